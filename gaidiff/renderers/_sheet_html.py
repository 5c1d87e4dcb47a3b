"""A table in, one self-contained HTML page out: no script, nothing loaded, A4 landscape on paper."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from gaidiff.assets import asset_dir
from gaidiff.errors import RenderError
from gaidiff.model.change import Op

if TYPE_CHECKING:
    from jinja2 import Template

    from gaidiff.renderers._sheet import Bit, Cell, Sheet

TAGS: Final = {Op.EQUAL: "", Op.DELETE: "del", Op.INSERT: "ins"}


def html_of(sheet: Sheet) -> bytes:
    """The page; jinja2 escapes every word."""
    template, style = _template()
    total = sum(sheet.widths)
    page = template.render(
        sheet=sheet,
        style=style,
        policy=_policy(style),
        widths=[round(100 * part / total, 2) for part in sheet.widths],
        rows=[(row.quiet, [_cell(cell, sheet) for cell in row.cells]) for row in sheet.rows],
    )
    return page.encode()


@cache
def _template() -> tuple[Template, Any]:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
    from markupsafe import Markup

    folder = asset_dir("templates")
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        style = Markup((folder / "table.css").read_text(encoding="utf-8"))  # noqa: S704  our own file, its hash is in the policy
        return environment.get_template("table.html.j2"), style
    except (TemplateError, OSError) as error:
        raise RenderError(
            f"templates/table.html.j2 or table.css cannot be used: {error}", "reinstall gaidiff"
        ) from error


def _policy(style: str) -> str:
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


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
