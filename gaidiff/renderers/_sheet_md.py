"""A table in, Markdown out, as GitHub renders it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.change import Op
from gaidiff.renderers.md import INDENT, escape

if TYPE_CHECKING:
    from gaidiff.renderers._sheet import Bit, Cell, Sheet

TAGS = {Op.DELETE: "del", Op.INSERT: "ins"}


def md_of(sheet: Sheet) -> bytes:
    """Title, notes, table."""
    lines = [sheet.head, ("---",) * len(sheet.head)]
    rows = ["| " + " | ".join(cells) + " |" for cells in (tuple(map(escape, lines[0])), lines[1])]
    rows += ["| " + " | ".join(map(_cell, row.cells)) + " |" for row in sheet.rows]
    notes = (f"> {escape(note)}" for note in sheet.notes)
    parts = [f"# {escape(sheet.title)}", *notes, "\n".join(rows), f"*{escape(sheet.made_by)}*"]
    return ("\n\n".join(parts) + "\n").encode()


def _cell(cell: Cell) -> str:
    return "<br>".join(INDENT * one.depth + "".join(map(_bit, one.inert())).strip() for one in cell.paragraphs)


def _bit(bit: Bit) -> str:
    if bit.note:
        return f"<sup>{bit.text}</sup>"
    text = escape(bit.text)
    if not text.strip():
        return text
    tag = TAGS.get(bit.op)
    text = f"<{tag}>{text}</{tag}>" if tag else text
    return f"<b>{text}</b>" if bit.bold else text
