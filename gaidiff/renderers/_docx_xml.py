"""Words in, WordprocessingML out: runs, paragraphs and properties as XML text, every character escaped or marked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gaidiff.renderers._visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

AUTHOR: Final = "gaidiff"
ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
SPECIAL: Final = re.compile('[&<>"]')
BREAKS: Final = re.compile(r"(?P<newline>\n)|(?P<tab>\t)|(?P<words>[^\n\t]+)")
FULL_DATE: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def escaped(text: str) -> str:
    """Text fit for an element or an attribute; what XML cannot hold is a mark."""
    return SPECIAL.sub(lambda match: ESCAPES[match.group()], visible(text))


def words(text: str, tag: str = "t") -> str:
    """The content of a run: text, line breaks and tabs."""
    parts = []
    for match in BREAKS.finditer(text):
        if match.lastgroup == "words":
            parts.append(f'<w:{tag} xml:space="preserve">{escaped(match.group())}</w:{tag}>')
        else:
            parts.append("<w:br/>" if match.lastgroup == "newline" else "<w:tab/>")
    return "".join(parts)


def run(text: str, looks: str = "", tag: str = "t") -> str:
    """A run of words with one look; nothing for no words."""
    properties = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return f"<w:r>{properties}{words(text, tag)}</w:r>" if text else ""


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph in a style, by the style's identifier."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def styled(name: str) -> str:
    """The look of a character style."""
    return f'<w:rStyle w:val="{name}"/>'


def cell(width: int, content: str, properties: str = "") -> str:
    """A table cell; Word wants a paragraph in each."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(cells: Iterable[str], *, header: bool = False, whole: bool = False) -> str:
    """A table row; a `header` is repeated on every page, a `whole` row is not parted between two."""
    looks = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if header else "")
    return f"<w:tr>{f'<w:trPr>{looks}</w:trPr>' if looks else ''}{''.join(cells)}</w:tr>"


def table(style: str, widths: tuple[int, ...], rows: Iterable[str]) -> str:
    """A table of fixed columns, widths in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    properties = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
        ' w:noVBand="1"/>'
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def dated(date: str | None) -> str:
    """The attribute that dates a revision: a report has no clock, so it is the law's own date or none."""
    return f' w:date="{date}T00:00:00Z"' if date is not None and FULL_DATE.fullmatch(date) else ""
