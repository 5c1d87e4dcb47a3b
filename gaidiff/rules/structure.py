"""The text as a whole: its title and status, its parts, chapters and sections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction
from gaidiff.model.law import PREFACE
from gaidiff.model.text import Field, Span
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._finding import finding, side_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.law import Provision
    from gaidiff.model.text import EId
    from gaidiff.model.words import Context


KIN: Final = 0.3  # share of the shorter heading's words; with less, two headings name two chapters


def _look(change: Change, context: Context) -> Iterator[Finding]:
    if change.match.old == change.match.new == (PREFACE,):
        yield from _title(context)
    divisions = [eid for eid in change.match.new if _is_division(eid, "new", context)]
    gone = [eid for eid in change.match.old if _is_division(eid, "old", context)]
    if divisions and not gone:
        yield from _new(divisions[0], context)
    elif gone and not divisions:
        yield from _gone(gone[0], context)
    elif gone and divisions:
        yield from _renamed(gone[0], divisions[0], context)


def _is_division(eid: EId, side: str, context: Context) -> bool:
    instrument = side_of(context, side)
    return eid in instrument.by_eid and eid not in instrument.unit_of


def _title(context: Context) -> Iterator[Finding]:
    old, new = (_title_span(side, context) for side in ("old", "new"))
    if old is None or new is None:
        return
    before, after = context.old.text_at(old), context.new.text_at(new)
    renamed = context.lexicon.plain(before) != context.lexicon.plain(after)
    stated = bool(context.old.status and context.new.status and context.old.status != context.new.status)
    if renamed or stated:
        yield finding(
            "title_or_status_changed",
            Direction.NEUTRAL,
            0.9,
            old=(old,),
            new=(new,),
            signals=(f"status {context.old.status} to {context.new.status}",) if stated else ("title",),
            x=" ".join(before.split("\n")),
            y=" ".join(after.split("\n")),
            word_old=f"status_{context.old.status}",
            word_new=f"status_{context.new.status}",
            form="status" if stated and not renamed else "both" if stated else "",
        )


def _title_span(side: str, context: Context) -> Span | None:
    """The lines of the preface the title was read from; the first one if it was joined from several."""
    preface, title = side_of(context, side).preface, side_of(context, side).title
    if title and (start := preface.find(title)) >= 0:
        return Span(PREFACE, start, start + len(title))
    line = preface.strip().split("\n")[0].strip()
    if line and "".join(line.split()) in "".join(title.split()):
        start = preface.find(line)
        return Span(PREFACE, start, start + len(line))
    return None


def _new(eid: EId, context: Context) -> Iterator[Finding]:
    """The first divisions of a text that had none are one statement; a single one is named."""
    if context.old.divisions():
        yield _on_division(eid, "new", context, form="added")
        return
    tops = [node for node in context.new.provisions if node in context.new.divisions()]
    if tops and tops[0].eid == eid:
        yield _on_division(eid, "new", context, form="divided" if len(tops) > 1 else "added", count=str(len(tops)))


def _gone(eid: EId, context: Context) -> Iterator[Finding]:
    if context.new.divisions():
        yield _on_division(eid, "old", context, form="dropped")
        return
    tops = [node for node in context.old.provisions if node in context.old.divisions()]
    if tops and tops[0].eid == eid:
        yield _on_division(eid, "old", context, form="undivided" if len(tops) > 1 else "dropped", count=str(len(tops)))


def _on_division(eid: EId, side: str, context: Context, *, form: str, count: str = "") -> Finding:
    node = side_of(context, side).by_eid[eid]
    spans = (_heading(node),)
    return finding(
        "structure_changed",
        Direction.NEUTRAL,
        0.9,
        old=spans if side == "old" else (),
        new=spans if side == "new" else (),
        signals=("division", "no counterpart"),
        act=(node.heading or (node.num.text if node.num else "")) if form in {"added", "dropped"} else "",
        count=count,
        form=form,
    )


def _renamed(old: EId, new: EId, context: Context) -> Iterator[Finding]:
    before, after = context.old.by_eid[old], context.new.by_eid[new]
    names = [context.lexicon.plain(node.heading or "") for node in (before, after)]
    if names[0] == names[1] or not all(names):
        return
    terms = [set(context.lexicon.terms(node.heading or "")) for node in (before, after)]
    if len(terms[0] & terms[1]) < KIN * min(map(len, terms)):
        # the articles went there, but it is another chapter: 义务和权利, 安全防范
        if names[1] not in _headings("old", context):
            yield _on_division(new, "new", context, form="added")
        if names[0] not in _headings("new", context):
            yield _on_division(old, "old", context, form="dropped")
    else:
        yield finding(
            "structure_changed",
            Direction.NEUTRAL,
            0.8,
            old=(_heading(before),),
            new=(_heading(after),),
            signals=("heading", "counterpart: aligned"),
            x=before.heading or "",
            y=after.heading or "",
            form="renamed",
        )


def _headings(side: str, context: Context) -> set[str]:
    return {context.lexicon.plain(node.heading or "") for node in side_of(context, side).divisions()}


def _heading(node: Provision) -> Span:
    return Span(node.eid, 0, len(node.heading or ""), Field.HEADING) if node.heading else Span(node.eid, 0, 0)


RULE = Rule(
    name="structure",
    kinds=("title_or_status_changed", "structure_changed"),
    precedence=Precedence.FORM,
    look=_look,
    phrases={
        "en": {
            "title_or_status_changed": "The title changes from {x} to {y}.",
            "title_or_status_changed/both": "The title changes from {x} to {y}, the status from {word_old} to "
            "{word_new}.",
            "title_or_status_changed/status": "The status of the text changes from {word_old} to {word_new}.",
            "structure_changed": "The structure of the text changes.",
            "structure_changed/divided": "The new text is divided into {count} parts or chapters; the old one was not "
            "divided.",
            "structure_changed/undivided": "The old text was divided into {count} parts or chapters; the new one is "
            "not divided.",
            "structure_changed/added": "The new text adds a part, chapter or section: {act}.",
            "structure_changed/dropped": "A part, chapter or section of the old text has no counterpart: {act}.",
            "structure_changed/renamed": "A part, chapter or section is renamed from {x} to {y}.",
            "word.status_draft": "a draft",
            "word.status_trial": "a trial text",
            "word.status_interim": "an interim text",
            "word.status_in_force": "a text in force",
            "word.status_None": "no stated status",
        },
        "zh": {
            "title_or_status_changed": "名称由{x}调整为{y}。",
            "title_or_status_changed/both": "名称由{x}调整为{y}，文件性质由{word_old}变为{word_new}。",
            "title_or_status_changed/status": "文件性质由{word_old}变为{word_new}。",
            "structure_changed": "文本的结构有所调整。",
            "structure_changed/divided": "新文本分为{count}章（编），旧文本未分编章。",
            "structure_changed/undivided": "旧文本分为{count}章（编），新文本不再分编章。",
            "structure_changed/added": "新文本新增编、章或者节：{act}。",
            "structure_changed/dropped": "旧文本的下列编、章或者节未予保留：{act}。",
            "structure_changed/renamed": "编、章或者节的名称由{x}改为{y}。",
            "word.status_draft": "征求意见稿",
            "word.status_trial": "试行文本",
            "word.status_interim": "暂行文本",
            "word.status_in_force": "现行文本",
            "word.status_None": "未注明",
        },
    },
    help={
        "title_or_status_changed": "The text has another title, or is no longer a draft, a trial or an interim text.",
        "structure_changed": "Parts, chapters or sections come, go or are renamed.",
    },
)
