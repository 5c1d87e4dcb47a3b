"""Numbers and words in, an Instrument out: laws in three lines, with the identifiers the parser would give them.

law(
    chapter(1, "总则", article(1, "提供者应当报告。")),
    article(2, "提供者应当：", item(1, "报告；"), item(2, "记录。"), "用户可以投诉。", heading="义务"),
    article("2-1", paragraph("提供者不得泄露信息。")),
)
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from gaidiff.grammars._numerals import ordinal_of, to_chinese
from gaidiff.model.law import DIVISIONS, Instrument, Num, Provision, ProvisionKind
from gaidiff.model.text import Block, EId, Reading, Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Breaks = Callable[[str], tuple[int, ...]]

ABBREVIATIONS = {
    ProvisionKind.PART: "part",
    ProvisionKind.CHAPTER: "chp",
    ProvisionKind.SECTION: "sec",
    ProvisionKind.ARTICLE: "art",
    ProvisionKind.PARAGRAPH: "para",
    ProvisionKind.ITEM: "item",
    ProvisionKind.SUBITEM: "subitem",
    ProvisionKind.ANNEX: "annex",
    ProvisionKind.RECITAL: "rec",
}
PRINTED = {
    "zh": {
        ProvisionKind.PART: "第{}编",
        ProvisionKind.CHAPTER: "第{}章",
        ProvisionKind.SECTION: "第{}节",
        ProvisionKind.ARTICLE: "第{}条",
        ProvisionKind.ITEM: "（{}）",
        ProvisionKind.ANNEX: "附件{}",
    },
    "en": {
        ProvisionKind.PART: "PART {}",
        ProvisionKind.CHAPTER: "CHAPTER {}",
        ProvisionKind.SECTION: "SECTION {}",
        ProvisionKind.ARTICLE: "Article {}",
        ProvisionKind.ANNEX: "ANNEX {}",
    },
}


@dataclass(frozen=True)
class Draft:
    """A provision before it knows its identifier."""

    kind: ProvisionKind
    number: str | None
    content: tuple[str | Draft, ...]
    heading: str | None = None
    wrap_up: str = ""


def law(*provisions: Draft, language: str = "zh", title: str = "示例办法", **fields: Any) -> Instrument:
    """An instrument of the given provisions; further keywords are its fields (status, preface, remainder)."""
    breaks = import_module(f"gaidiff.grammars._clauses_{language}").breaks
    named = zip(provisions, _names(provisions), strict=True)
    built = tuple(_build(draft, name, ("", ""), language, breaks) for draft, name in named)
    return Instrument(title=title, language=language, provisions=built, **fields)


def reading(text: str) -> Reading:
    """What a reader makes of plain lines: `#` begins a heading, `<!--` page furniture, all else is text."""
    blocks = []
    for line in filter(str.strip, text.split("\n")):
        marks = len(line) - len(line.lstrip("#"))
        role = Role.HEADING if marks else Role.FURNITURE if line.startswith("<!--") else Role.TEXT
        blocks.append(Block(line[marks:].strip() if marks else line, role, marks))
    return Reading(blocks=tuple(blocks), media_type="text/plain")


def part(number: int | str, heading: str | None, *children: Draft) -> Draft:
    return Draft(ProvisionKind.PART, str(number), children, heading)


def chapter(number: int | str, heading: str | None, *children: Draft) -> Draft:
    return Draft(ProvisionKind.CHAPTER, str(number), children, heading)


def section(number: int | str, heading: str | None, *children: Draft) -> Draft:
    return Draft(ProvisionKind.SECTION, str(number), children, heading)


def article(number: int | str, *content: str | Draft, heading: str | None = None) -> Draft:
    """Each string is a paragraph; an item goes under the paragraph before it."""
    return Draft(ProvisionKind.ARTICLE, str(number), _paragraphs(content), heading)


def annex(number: int | str | None, *content: str | Draft, heading: str | None = None) -> Draft:
    return Draft(ProvisionKind.ANNEX, None if number is None else str(number), _paragraphs(content), heading)


def paragraph(*content: str | Draft, number: int | str | None = None, wrap_up: str = "") -> Draft:
    """The first string is the text; what follows are items. `number` for printed ones such as (1) or (a)."""
    return Draft(ProvisionKind.PARAGRAPH, None if number is None else str(number), content, wrap_up=wrap_up)


def item(number: int | str, *content: str | Draft, wrap_up: str = "") -> Draft:
    return Draft(ProvisionKind.ITEM, str(number), content, wrap_up=wrap_up)


def subitem(number: int | str, *content: str | Draft, wrap_up: str = "") -> Draft:
    return Draft(ProvisionKind.SUBITEM, str(number), content, wrap_up=wrap_up)


def _paragraphs(content: Iterable[str | Draft]) -> tuple[Draft, ...]:
    """Strings become paragraphs, and items go under the paragraph they follow."""
    children: list[Draft] = []
    for piece in content:
        if isinstance(piece, str):
            children.append(paragraph(piece))
        elif piece.kind is not ProvisionKind.ITEM:
            children.append(piece)
        else:
            open_ = children.pop() if children and children[-1].kind is ProvisionKind.PARAGRAPH else paragraph("")
            children.append(Draft(open_.kind, open_.number, (*open_.content, piece)))
    return tuple(children)


def _build(draft: Draft, name: str, prefixes: tuple[str, str], language: str, breaks: Breaks) -> Provision:
    """`prefixes`: of the parent, and of the annex if any, which is all an article carries."""
    prefix = prefixes[draft.kind is ProvisionKind.ARTICLE]
    eid = EId(f"{prefix}__{name}" if prefix else name)
    text = "".join(piece for piece in draft.content if isinstance(piece, str))
    below = tuple(piece for piece in draft.content if isinstance(piece, Draft))
    inner = (eid, prefixes[1] if draft.kind in DIVISIONS else eid)
    return Provision(
        eid=eid,
        kind=draft.kind,
        num=_num(draft, language),
        heading=draft.heading,
        text=text,
        wrap_up=draft.wrap_up,
        children=tuple(_build(c, n, inner, language, breaks) for c, n in zip(below, _names(below), strict=True)),
        breaks=breaks(text),
    )


def _names(drafts: tuple[Draft, ...]) -> list[str]:
    """para_1, item_3; what has no number is counted among its own kind, past the printed numbers."""
    names = [f"{ABBREVIATIONS[draft.kind]}_{draft.number}" if draft.number else "" for draft in drafts]
    for place, draft in enumerate(drafts):
        number = 1
        while not names[place] and (name := f"{ABBREVIATIONS[draft.kind]}_{number}"):
            names[place] = "" if name in names else name
            number += 1
    return names


def _num(draft: Draft, language: str) -> Num | None:
    if draft.number is None:
        return None
    ordinal = ordinal_of(draft.number)
    form = PRINTED.get(language, PRINTED["en"]).get(draft.kind)
    if language != "zh":
        return Num((form or "({})").format(draft.number), draft.number, ordinal)
    if form is None or not draft.number[0].isdecimal():
        return Num(f"{draft.number}.", draft.number, ordinal)
    main, *tail = draft.number.split("-")
    return Num(
        form.format(to_chinese(int(main))) + "".join(f"之{to_chinese(int(n))}" for n in tail), draft.number, ordinal
    )
