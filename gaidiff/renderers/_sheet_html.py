"""A table in, one self-contained HTML page out: no script, nothing loaded, A4 landscape on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gaidiff.model.change import Op
from gaidiff.renderers._templates import markup, own_text, policy, template

if TYPE_CHECKING:
    from gaidiff.renderers._sheet import Bit, Cell, Sheet

TAGS: Final = {Op.EQUAL: "", Op.DELETE: "del", Op.INSERT: "ins"}


def html_of(sheet: Sheet) -> bytes:
    """The page; jinja2 escapes every word."""
    style = own_text("table.css")
    total = sum(sheet.widths)
    page = template("table.html.j2").render(
        sheet=sheet,
        style=markup(style),
        policy=policy(style),
        widths=[round(100 * part / total, 2) for part in sheet.widths],
        rows=[(row.quiet, [_cell(cell, sheet) for cell in row.cells]) for row in sheet.rows],
    )
    return page.encode()


def _cell(cell: Cell, sheet: Sheet) -> dict[str, Any]:
    return {
        "language": sheet.law_language if cell.of_law else None,
        "paragraphs": [
            (min(one.depth, 2), [(TAGS[bit.op], _class(bit), bit.text) for bit in one.inert()])
            for one in cell.paragraphs
        ],
    }


def _class(bit: Bit) -> str:
    return "note" if bit.note else "strong" if bit.bold else ""
