"""The words of a table, whatever file it becomes: rows of cells, cells of paragraphs, paragraphs of marked words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from gaidiff.model.change import Op
from gaidiff.renderers._inert import SIGN, inert, places
from gaidiff.renderers._visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARKS: Final = {Op.EQUAL: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}


class Bit(NamedTuple):
    """Words with one fate; a `note` is the number of a comment, not words of the law."""

    text: str
    op: Op = Op.EQUAL
    bold: bool = False
    note: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Bits on one line; `depth` is how far it is indented, `heading` that it is a heading of the law."""

    bits: tuple[Bit, ...]
    depth: int = 0
    heading: bool = False

    def plain(self) -> str:
        """The words with changes marked [-so-] and {+so+}."""
        return "".join(_plain(bit) for bit in self.bits)

    def inert(self) -> tuple[Bit, ...]:
        """The bits with a sign before every line a spreadsheet might take for a formula."""
        due = places("".join(bit.text for bit in self.bits))
        return tuple(_signed(self.bits, due)) if due else self.bits


@dataclass(frozen=True, slots=True)
class Cell:
    """Paragraphs one below the other; `of_law` says the words are the law's, not the report's."""

    paragraphs: tuple[Paragraph, ...]
    of_law: bool = False

    def plain(self) -> str:
        """The cell as text, safe for a spreadsheet."""
        return inert("\n".join(paragraph.plain() for paragraph in self.paragraphs))


@dataclass(frozen=True, slots=True)
class Row:
    """Cells side by side; a `quiet` row only says that nothing changed."""

    cells: tuple[Cell, ...]
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table with its title, what must be known before it is read, and the parts of the width each column takes."""

    title: str
    notes: tuple[str, ...]
    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    made_by: str
    law_language: str
    language: str


def said(text: str, *, bold: bool = False) -> Cell:
    """A cell of one line of the report's own words."""
    return Cell((Paragraph((Bit(visible(text), bold=bold),)),)) if text else Cell(())


def texts(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """Head and rows as text, safe for a spreadsheet."""
    yield tuple(inert(name) for name in sheet.head)
    for row in sheet.rows:
        yield tuple(cell.plain() for cell in row.cells)


def _plain(bit: Bit) -> str:
    if bit.note:
        return f"[{bit.text}]"
    before, after = MARKS[bit.op]
    words = bit.text.strip()
    start = bit.text.find(words)
    return f"{bit.text[:start]}{before}{words}{after}{bit.text[start + len(words) :]}" if words else bit.text


def _signed(bits: Iterable[Bit], due: list[int]) -> Iterator[Bit]:
    start = 0
    for bit in bits:
        inside = [place - start for place in due if start <= place < start + len(bit.text)]
        text = bit.text
        for place in reversed(inside):
            text = text[:place] + SIGN + text[place:]
        start += len(bit.text)
        yield bit._replace(text=text)
