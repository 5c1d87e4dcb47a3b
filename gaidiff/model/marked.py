"""Structure as a document's markup states it: what a reader of XML law hands to the grammars beside its blocks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gaidiff.model.text import Block, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DIVISION = "division"  # a part, chapter or section; the printed label says which
STATED = ("title", "language", "status", "published", "in_force", "number", "adopted", "comments_until")
PLACEHOLDER = "placeholder"  # the number of an article with [deleted] behind it: no article, but its place is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One unit of the markup: an article, a division above it, or a numbered paragraph or item below it.

    `kind` is a value of ProvisionKind, DIVISION or PLACEHOLDER; below an article the depth decides. `num` is the
    label as printed, `label` the number made comparable where the markup states it (Num="14_2" is 14-2). `content`
    holds texts and inner units in the order they are read; `wrap_up` what the markup says closes the sentence its
    items interrupt.
    `unnested` says that the texts begin with labels, (a), (1), (i), which only the language's grammar can nest.
    """

    kind: str
    num: str = ""
    label: str = ""
    heading: str = ""
    content: tuple[str | Marked, ...] = ()
    wrap_up: str = ""
    unnested: bool = False

    def texts(self) -> Iterator[str]:
        """All texts of the unit and what is below it, in the order they are read, label and heading first."""
        yield from filter(None, (self.num, self.heading))
        for piece in self.content:
            if isinstance(piece, str):
                yield piece
            else:
                yield from piece.texts()
        if self.wrap_up:
            yield self.wrap_up


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedLaw:
    """A whole document: its units, what stands before and around them, and what the markup says about it.

    `language` is a two-letter code. Dates are ISO 8601; None is not stated. `words` are the source's own for what
    the markup states, by the name of the field: ("published", "20300102").
    """

    provisions: tuple[Marked, ...]
    preface: tuple[str, ...] = ()
    remainder: tuple[str, ...] = ()
    title: str | None = None
    language: str | None = None
    status: str | None = None
    authority: tuple[str, ...] = ()
    published: str | None = None
    in_force: str | None = None
    number: str | None = None
    adopted: str | None = None
    comments_until: str | None = None
    words: tuple[tuple[str, str], ...] = ()

    def blocks(self) -> tuple[Block, ...]:
        """The same words as blocks in reading order, for whoever needs no structure."""
        blocks = [Block(text) for text in self.preface]
        for top in self.provisions:
            blocks.extend(_blocks(top))
        return (*blocks, *(Block(text, Role.FURNITURE) for text in self.remainder))


def _blocks(unit: Marked) -> Iterator[Block]:
    """A label stands on the line of its heading, or else of the words after it."""
    first = " ".join(filter(None, (unit.num, unit.heading)))
    content = list(unit.content)
    if unit.heading:
        yield Block(first, Role.HEADING, 1)
    elif first and content and isinstance(content[0], str):
        content[0] = f"{first} {content[0]}"
    elif first:
        yield Block(first)
    for piece in content:
        if isinstance(piece, str):
            yield Block(piece)
        else:
            yield from _blocks(piece)
    if unit.wrap_up:
        yield Block(unit.wrap_up)


def law_to_plain(law: MarkedLaw) -> dict[str, Any]:
    """JSON values of a marked law."""
    return {
        "provisions": [_to_plain(unit) for unit in law.provisions],
        "preface": law.preface,
        "remainder": law.remainder,
        **{name: getattr(law, name) for name in STATED},
        "authority": law.authority,
        "words": law.words,
    }


def law_from_plain(data: Mapping[str, Any]) -> MarkedLaw:
    """The marked law that `law_to_plain` wrote."""
    return MarkedLaw(
        provisions=tuple(map(_from_plain, data["provisions"])),
        preface=tuple(data["preface"]),
        remainder=tuple(data["remainder"]),
        authority=tuple(data["authority"]),
        words=tuple((name, words) for name, words in data["words"]),
        **{name: data[name] for name in STATED},
    )


def _to_plain(unit: Marked) -> list[Any]:
    content = [piece if isinstance(piece, str) else _to_plain(piece) for piece in unit.content]
    return [unit.kind, unit.num, unit.label, unit.heading, content, unit.wrap_up, unit.unnested]


def _from_plain(data: list[Any]) -> Marked:
    kind, num, label, heading, content, wrap_up, unnested = data
    return Marked(
        kind=kind,
        num=num,
        label=label,
        heading=heading,
        content=tuple(piece if isinstance(piece, str) else _from_plain(piece) for piece in content),
        wrap_up=wrap_up,
        unnested=unnested,
    )
