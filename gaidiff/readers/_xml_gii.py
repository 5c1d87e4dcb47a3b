"""A gesetze-im-internet tree (Germany) in, a marked law out: a flat list of norms, grouped by their Gliederung."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaidiff.model.law import ProvisionKind
from gaidiff.model.marked import DIVISION, Marked, MarkedLaw
from gaidiff.readers._xml_tree import Element, first_text, iso_date, names, outside, text_of
from gaidiff.readers._xml_walk import Part, Vocabulary, Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

METADATA = frozenset({"jurabk", "amtabk", "ausfertigung-datum", "fundstelle", "standangabe", "periodikum", "zitstelle"})
NOTES = frozenset({"fussnoten", "Footnotes", "Footnote", "FnR", "FnArea"})
LEVEL = 3  # digits of a Gliederungskennzahl for each level: 010020 is the second division in the first

PARAGRAPH = re.compile(r"\((?P<number>\d{1,3}[a-z]{0,2})\)(?:\s+|(?=\())")  # (1) Der Urheber hat …
UNIT = re.compile(r"\(?[^\d]{0,8}(?:§|\bArt\b|\bArtikel\b)")  # § 5   Art 3   (XXXX) §§ 6 und 7
NUMBER = re.compile(r"\d{1,5}[a-z]{0,2}(?![^\W\d_])")
ANNEX = re.compile(r"(?:Anlage|Anhang|Anhänge|Muster)\b")
REMAINDER = re.compile(r"(?:Schlu(?:ss|ß)formel|Schlu(?:ss|ß)worte|Unterzeichner)")
UNITS = frozenset({ProvisionKind.ARTICLE, ProvisionKind.ANNEX})

WORDS = Vocabulary(
    units={"ITEM": ProvisionKind.ITEM},
    nums=frozenset({"DT"}),
    headings=frozenset(),
    lines=names("P DL DD LA text Content TOC Title Subtitle Ident pre kommentar table tgroup thead tbody Revision"),
    rows=frozenset({"row"}),
)


def facts_of(root: Element) -> dict[str, object]:
    """Title and date of issue, stated in the first norm."""
    first = root.find("norm/metadaten")
    title = first_text(first, "langue") if first is not None else ""
    issued = first_text(first, "ausfertigung-datum") if first is not None else ""
    return {"language": "de", "title": title or None, "published": iso_date(issued), "words": {"published": issued}}


def prepare(root: Element) -> None:
    """Keep the number of each division as an attribute, and make one element of a list's label and words."""
    seen = ""
    for norm in root.iter("norm"):
        key = norm.find("metadaten/gliederungseinheit/gliederungskennzahl")
        if key is None:
            continue
        group = key.getparent()
        number = (key.text or "").strip()
        group.remove(key)
        if norm.find("metadaten/enbez") is not None and number == seen:
            group.getparent().remove(group)  # said again beside each article of the division
        else:
            norm.set("level", str(len(number) // LEVEL))
            seen = number
    for label in list(root.iter("DT")):
        item = label.makeelement("ITEM")
        label.addprevious(item)
        following = label.getnext()
        item.append(label)
        if following is not None and following.tag == "DD":
            item.append(following)


def law_of(root: Element) -> MarkedLaw:
    """The law in a <dokumente> element."""
    reader = _Norms(Walk(root, WORDS))
    for place, norm in enumerate(root.iter("norm")):
        reader.read(norm, first=not place)
    reader.close(0)
    reader.remainder.extend(outside(root, {"norm"}))
    return MarkedLaw(provisions=tuple(reader.top), preface=tuple(reader.preface), remainder=tuple(reader.remainder))


@dataclass(slots=True)
class _Open:
    level: int
    num: str
    heading: str
    content: list[str | Marked] = field(default_factory=list)


class _Norms:
    """Puts norm after norm into the division that is open."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.top: list[Marked] = []
        self.preface: list[str] = []
        self.remainder: list[str] = []
        self.open: list[_Open] = []

    def read(self, norm: Element, *, first: bool) -> None:
        """One norm: the law's title, a division, an article, an annex, or words before or behind them."""
        about = norm.find("metadaten")
        number, title = _label(about, "enbez"), _label(about, "titel")
        if norm.get("level"):
            self._divide(norm, int(norm.get("level")))
        if first:
            self.preface.extend(filter(None, [_label(about, "langue"), _label(about, "kurzue")]))
        pieces = [piece for text in norm.iterfind("textdaten") for piece in self.walk.pieces(text)]
        if UNIT.match(number):
            found = NUMBER.search(number)
            content = tuple(_content(pieces))
            self._add(
                Marked(
                    kind=ProvisionKind.ARTICLE,
                    num=number,
                    label=found[0] if found else "",
                    heading=title,
                    content=content,
                )
            )
        elif ANNEX.match(number):
            self.close(0)
            self._add(Marked(kind=ProvisionKind.ANNEX, num=number, heading=title, content=tuple(_content(pieces))))
        else:
            self._loose([*filter(None, (number, title)), *_texts(pieces)], REMAINDER.match(number) is not None)

    def _divide(self, norm: Element, level: int) -> None:
        group = norm.find("metadaten/gliederungseinheit")
        self.close(level)
        self.open.append(_Open(level, _label(group, "gliederungsbez"), _label(group, "gliederungstitel")))

    def _loose(self, texts: list[str], behind: bool) -> None:  # noqa: FBT001
        if behind:
            self.remainder.extend(texts)
        elif self.open or self.top:
            for text in texts:
                self._add(Marked(kind=ProvisionKind.PARAGRAPH, content=(text,)))
        else:
            self.preface.extend(texts)

    def _add(self, unit: Marked) -> None:
        if self.open:
            self.open[-1].content.append(unit)
        else:
            self.top.append(unit)

    def close(self, level: int) -> None:
        """Close every division as deep as `level` or deeper; 0 closes all."""
        while self.open and self.open[-1].level >= level:
            done = self.open.pop()
            self._add(Marked(kind=DIVISION, num=done.num, heading=done.heading, content=tuple(done.content)))


def _label(about: Element | None, name: str) -> str:
    found = about.find(name) if about is not None else None
    return "" if found is None else text_of(found, {"BR"})


def _content(pieces: list[str | Marked] | list[tuple[Part, str] | Marked]) -> Iterator[str | Marked]:
    """(1) at the start of a line opens a paragraph, which takes the items after it."""
    num, inner = "", list[str | Marked]()
    for piece in pieces:
        text = "" if isinstance(piece, Marked) else piece[1]
        found = PARAGRAPH.match(text)
        if found is None:
            inner.append(piece if isinstance(piece, Marked) else piece[1])
            continue
        yield from _paragraph(num, inner)
        num, inner = f"({found['number']})", [text[found.end() :]]
    yield from _paragraph(num, inner)


def _paragraph(num: str, inner: list[str | Marked]) -> Iterator[str | Marked]:
    if num:
        yield Marked(kind=ProvisionKind.PARAGRAPH, num=num, content=tuple(filter(None, inner)))
    else:
        yield from inner


def _texts(pieces: list[tuple[Part, str] | Marked]) -> Iterator[str]:
    for piece in pieces:
        yield from piece.texts() if isinstance(piece, Marked) else (piece[1],)
