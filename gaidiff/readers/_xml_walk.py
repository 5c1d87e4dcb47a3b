"""A tree and a vocabulary in, marked units out: one walk for every XML format, in which no word can be left behind.

Each child of an element is a unit of the law, a label, a heading, a line of its own, or words inside a line. What a
vocabulary does not name is words inside a line, or, if it holds lines, a wrapper whose content counts where it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from gaidiff.model.marked import Marked
from gaidiff.readers._xml_tree import BREAKS, SPACE, TRIM, WRAP, Element, line_of, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

CLOSING = re.compile(r"[.,;:!?)\]’”»\"']{1,4}")
NONE: frozenset[str] = frozenset()
CELL_GAP = "\t"  # between the cells of a row, as in rows of HTML and DOCX


class Part(Enum):
    """What a piece of text is to the unit it stands in."""

    NUM = "num"
    HEADING = "heading"
    TEXT = "text"
    WRAP_UP = "wrap-up"


Piece = tuple[Part, str] | Marked


def _unstated(_: Element) -> str:
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """What the element names of one format mean.

    units    name -> kind: a unit of the law; below an article any kind will do, for depth decides
    nums     printed labels
    headings titles of units
    lines    paragraphs and wrappers, which begin a new line
    rows     rows of tables, read as one line
    wrap_ups words that close the sentence a list interrupts
    quoted   text of another law (the following article is inserted): read as lines, never as units
    unnested units whose lines begin with labels that only the grammar can nest
    label    unit -> its number made comparable, where an attribute states it
    """

    units: Mapping[str, str]
    nums: frozenset[str]
    headings: frozenset[str]
    lines: frozenset[str]
    rows: frozenset[str] = NONE
    wrap_ups: frozenset[str] = NONE
    quoted: frozenset[str] = NONE
    unnested: frozenset[str] = NONE
    label: Callable[[Element], str] = _unstated
    blocks: frozenset[str] = field(init=False, default=NONE)

    def __post_init__(self) -> None:
        named = (self.units, self.nums, self.headings, self.lines, self.rows, self.wrap_ups, self.quoted)
        object.__setattr__(self, "blocks", frozenset(name for names in named for name in names))


class Walk:
    """Walks one document; `blocky` holds every element that is a line or has one inside."""

    def __init__(self, root: Element, vocabulary: Vocabulary) -> None:
        self.words = vocabulary
        self.blocky: set[Element] = set()
        for element in root.iter("*"):
            if element.tag in vocabulary.blocks and element not in self.blocky:
                self._mark(element)

    def _mark(self, element: Element) -> None:
        while element is not None and element not in self.blocky:
            self.blocky.add(element)
            element = element.getparent()

    def unit(self, element: Element) -> Marked:
        """One unit with everything below it; its number and heading are those that come before its words."""
        words, pieces = self.words, self.pieces(element)
        num, wrap_up = "", ""
        headings: list[str] = []
        content: list[str | Marked] = []
        for piece in pieces:
            if isinstance(piece, Marked):
                content.append(piece)
                continue
            part, text = piece
            if part is Part.NUM and not num and not content:
                num = text
            elif part is Part.HEADING and not content:
                headings.append(text)
            elif part is Part.WRAP_UP and piece is pieces[-1]:
                wrap_up = text
            else:
                content.append(text)
        return Marked(
            kind=words.units[element.tag],
            num=num,
            label=words.label(element),
            heading=" ".join(headings),
            content=tuple(content),
            wrap_up=wrap_up,
            unnested=element.tag in words.unnested,
        )

    def pieces(self, element: Element) -> list[Piece]:
        """What stands inside an element, in the order it is read."""
        found: list[Piece] = []
        line = [element.text or ""]
        if element.get(SPACE) == "preserve" and not any(child in self.blocky for child in element):
            text = WRAP.sub(" ", self._inline(element)).strip(TRIM.replace(CELL_GAP, ""))
            return [(Part.TEXT, text)] if text.strip() else []
        for child in element:
            if child not in self.blocky:
                line += [self._inline(child), child.tail or ""]
                continue
            _add_line(found, line)
            line = [child.tail or ""]
            found.extend(self._block(child))
        _add_line(found, line)
        return found

    def _block(self, child: Element) -> list[Piece]:
        """What begins a new line: a unit, a quotation, a row, a label or heading, or a wrapper of such."""
        words = self.words
        if child.tag in words.units:
            return [self.unit(child)]
        if child.tag in words.quoted:
            return [(Part.TEXT, text) for text in self.lines(child)]
        if child.tag in words.rows:
            row = self._row(child)
            return [(Part.TEXT, row)] if row.strip() else []
        return self._named(child)

    def _named(self, child: Element) -> list[Piece]:
        """A label, a heading or a wrap-up made of one line; any other wrapper's pieces as they are."""
        part = next((part for part, tags in self._parts() if child.tag in tags), None)
        inner = self.pieces(child)
        if part is None or any(isinstance(piece, Marked) for piece in inner):
            return inner
        text = " ".join(piece[1] for piece in inner if not isinstance(piece, Marked))
        return [(part, text)] if text else []

    def _parts(self) -> tuple[tuple[Part, frozenset[str]], ...]:
        words = self.words
        return (Part.NUM, words.nums), (Part.HEADING, words.headings), (Part.WRAP_UP, words.wrap_ups)

    def _inline(self, child: Element) -> str:
        if child.tag in BREAKS:
            return " "
        return (child.text or "") + "".join(self._inline(inner) + (inner.tail or "") for inner in child)

    def _row(self, row: Element) -> str:
        """The cells of a row with a tab between; an empty one keeps its place, so that columns can be compared."""
        cells = [line_of(row.text or "")]
        for cell in row:
            cells += [text_of(cell, self.words.blocks), line_of(cell.tail or "")]
        return CELL_GAP.join(
            [*filter(None, cells[:1]), *(c for n, c in enumerate(cells[1:]) if c or n % 2 == 0)]
        ).rstrip()

    def lines(self, element: Element) -> list[str]:
        """All words of an element as lines; a label stands before the words it belongs to."""
        return flat(self.pieces(element))


def _add_line(found: list[Piece], line: list[str]) -> None:
    """Add words as a line; the mark that closes a sentence behind a quotation belongs to its last line."""
    text = line_of("".join(line))
    if not text:
        return
    last = found[-1] if found else None
    if last is not None and not isinstance(last, Marked) and last[0] is Part.TEXT and CLOSING.fullmatch(text):
        found[-1] = (Part.TEXT, last[1] + text)
    else:
        found.append((Part.TEXT, text))


def flat(pieces: Iterable[Piece]) -> list[str]:
    """Pieces as lines, each label before the words it belongs to."""
    found: list[str] = []
    label = ""
    for piece in pieces:
        if isinstance(piece, Marked):
            lines = _unit_lines(piece)
            if label and piece.num:  # Article 5a, and then its paragraph 1.
                found.append(label)
                label = ""
        elif piece[0] is Part.NUM:
            lines, label = ([label] if label else []), piece[1]
            found.extend(lines)
            continue
        else:
            lines = [piece[1]]
        if label and lines:
            lines[0], label = f"{label} {lines[0]}", ""
        found.extend(lines)
    return [*found, label] if label else found


def _unit_lines(unit: Marked) -> list[str]:
    """A unit as lines: 12. and its first words are one."""
    parts = [(Part.NUM, unit.num), (Part.HEADING, unit.heading)]
    inner: list[Piece] = [part for part in parts if part[1]]
    inner += [piece if isinstance(piece, Marked) else (Part.TEXT, piece) for piece in unit.content]
    return flat([*inner, (Part.WRAP_UP, unit.wrap_up)] if unit.wrap_up else inner)
