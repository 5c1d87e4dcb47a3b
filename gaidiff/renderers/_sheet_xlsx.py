"""A table in, an XLSX workbook out: every cell a string, never a formula; the head frozen, repeated, and filterable."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from unicodedata import east_asian_width

from gaidiff.errors import MissingExtra, RenderError
from gaidiff.model.change import Op
from gaidiff.renderers._inert import inert
from gaidiff.renderers._sheet import Bit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.renderers._sheet import Cell, Sheet

LONGEST: Final = 32_000  # characters; Excel takes 32,767 in a cell
COLUMNS: Final = 150  # characters across a landscape page
LINE: Final = 16.0  # points, with room for a line that breaks early
HIGHEST: Final = 409.0  # points; Excel has no higher row
EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)  # a report has no clock
NAME: Final = "gaidiff"
CELL: Final = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#C9D1D8"}
LOOKS: Final = {
    Op.EQUAL: {},
    Op.DELETE: {"font_color": "#B42318", "font_strikeout": True},
    Op.INSERT: {"font_color": "#0B5CAD", "underline": 1},
}


def xlsx_of(sheet: Sheet) -> bytes:
    """One worksheet. Raises MissingExtra if XlsxWriter is not installed."""
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise MissingExtra("XLSX needs XlsxWriter", "pip install 'gaidiff[xlsx]'") from error
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": sheet.title[:255], "author": NAME, "created": EPOCH.replace(tzinfo=None)})
    page = book.add_worksheet(NAME)
    _set_up(page, sheet)
    formats = _Formats(book)
    head_format = book.add_format({**CELL, "bold": True, "bg_color": "#F3F5F7"})
    page.set_row(0, _height([[Bit(f"{name} ")] for name in sheet.head], sheet))  # bold is wider than it is counted
    for column, name in enumerate(sheet.head):
        page.write_string(0, column, inert(name), head_format)
    place = 0
    for row in sheet.rows:
        columns = [list(_parts(cell)) for cell in row.cells]
        for part in range(max(1, *map(len, columns))):
            place += 1
            bits = [parts[part] if part < len(parts) else [] for parts in columns]
            page.set_row(place, _height(bits, sheet))
            for column, shown in enumerate(bits):
                _write(page, place, column, shown, formats)
    page.autofilter(0, 0, max(place, 1), len(sheet.head) - 1)
    book.close()
    return buffer.getvalue()


def _set_up(page: Any, sheet: Sheet) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.freeze_panes(1, 0)
    page.set_footer("&C&P / &N")
    for column in range(len(sheet.widths)):
        page.set_column(column, column, _width(column, sheet))


def _width(column: int, sheet: Sheet) -> float:
    return COLUMNS * sheet.widths[column] / sum(sheet.widths)


def _height(cells: list[list[Bit]], sheet: Sheet) -> float:
    """Not every program fits rows to wrapped words when it opens a file, so the lines are counted here."""
    lines = 1
    for column, bits in enumerate(cells):
        texts = "".join(bit.text for bit in bits).split("\n")
        lines = max(lines, sum(1 + int(_cells(text) / _width(column, sheet)) for text in texts))
    return min(HIGHEST, LINE * lines)


def _cells(text: str) -> int:
    """A Chinese character is as wide as two others."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _parts(cell: Cell) -> Iterator[list[Bit]]:
    """The bits of a cell, in parts no longer than Excel takes; the next part stands in the row below."""
    part: list[Bit] = []
    length = 0
    for bit in _bits(cell):
        text = bit.text
        while text:
            room = LONGEST - length
            part.append(bit._replace(text=text[:room]))
            length += len(text[:room])
            text = text[room:]
            if length == LONGEST:
                yield part
                part, length = [], 0
    if part:
        yield part


def _bits(cell: Cell) -> Iterator[Bit]:
    for number, paragraph in enumerate(cell.paragraphs):
        if number:
            yield Bit("\n")
        yield from (bit._replace(text=f"[{bit.text}]") if bit.note else bit for bit in paragraph.inert())


class _Formats:
    """The looks of words, and of cells that hold one kind of words only."""

    def __init__(self, book: Any) -> None:
        kinds = [(op, bold, look) for op, look in LOOKS.items() for bold in (False, True)]
        self.words = {(op, bold): book.add_format({**look, "bold": bold}) for op, bold, look in kinds}
        self.cells = {(op, bold): book.add_format({**CELL, **look, "bold": bold}) for op, bold, look in kinds}


def _write(page: Any, row: int, column: int, bits: list[Bit], formats: _Formats) -> None:
    """Words of one look as a string in a cell of that look, others as a rich string, which must have two pieces."""
    shown = [bit for bit in bits if bit.text]
    text = "".join(bit.text for bit in shown)
    whole = formats.cells[Op.EQUAL, False]
    if not text:
        page.write_blank(row, column, None, whole)
        return
    kinds = {(bit.op, bit.bold) for bit in shown if bit.text.strip()}
    if len(kinds) <= 1:
        page.write_string(row, column, text, formats.cells[kinds.pop()] if kinds else whole)
        return
    pieces: list[Any] = []
    for bit in shown:
        pieces += [formats.words[bit.op, bit.bold], bit.text]
    if page.write_rich_string(row, column, *pieces, whole) != 0:
        raise RenderError(
            f"the cell in row {row + 1} is too much for a workbook", "use --format table with -o FILE.csv"
        )
