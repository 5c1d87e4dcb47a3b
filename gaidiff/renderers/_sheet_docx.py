"""A table in, a Word file out: A4 landscape, the head repeated on every page, page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Op
from gaidiff.renderers import _docx_xml as xml
from gaidiff.renderers._docx_package import A4, MARGIN, Words, package

if TYPE_CHECKING:
    from gaidiff.renderers._sheet import Bit, Cell, Sheet

LOOKS: Final = {Op.EQUAL: "", Op.DELETE: xml.styled("GaidiffGone"), Op.INSERT: xml.styled("GaidiffCame")}
RAISED: Final = '<w:color w:val="5B6770"/><w:vertAlign w:val="superscript"/>'
WIDTH: Final = A4[1] - 2 * MARGIN
INDENT: Final = 300  # twentieths of a point


def docx_of(sheet: Sheet) -> bytes:
    """Title and notes above, the table below."""
    widths = tuple(WIDTH * part // sum(sheet.widths) for part in sheet.widths)
    head = xml.row(
        (_own(width, xml.run(name), "GaidiffCellHead") for width, name in zip(widths, sheet.head, strict=True)),
        header=True,
        whole=True,
    )
    rows = (
        xml.row(_cell(width, cell, quiet=row.quiet) for width, cell in zip(widths, row.cells, strict=True))
        for row in sheet.rows
    )
    first = xml.paragraph("GaidiffFrontTitle", xml.run(sheet.title))
    spaces = [""] * (len(sheet.notes) - 1) + ['<w:spacing w:after="200"/>']
    notes = "".join(
        xml.paragraph("GaidiffFront", xml.run(note), space) for note, space in zip(sheet.notes, spaces, strict=False)
    )
    last = xml.paragraph("GaidiffFrontNote", xml.run(sheet.made_by))
    body = first + notes + xml.table("GaidiffTable", widths, (head, *rows)) + last
    return package(
        Words(
            title=sheet.title,
            body=body,
            law_language=sheet.law_language,
            language=sheet.language,
            landscape=True,
        )
    )


def _own(width: int, content: str, style: str = "GaidiffCellOwn") -> str:
    return xml.cell(width, xml.paragraph(style, content))


def _cell(width: int, cell: Cell, *, quiet: bool) -> str:
    style = "GaidiffCell" if cell.of_law else "GaidiffCellQuiet" if quiet else "GaidiffCellOwn"
    if not cell.paragraphs:
        return _own(width, "", style)
    lines = (
        xml.paragraph(
            style, "".join(map(_bit, one.bits)), f'<w:ind w:left="{INDENT * one.depth}"/>' if one.depth else ""
        )
        for one in cell.paragraphs
    )
    return xml.cell(width, "".join(lines))


def _bit(bit: Bit) -> str:
    if bit.note:
        return xml.run(bit.text, RAISED)
    return xml.run(bit.text, LOOKS[bit.op] + ("<w:b/>" if bit.bold else ""))
