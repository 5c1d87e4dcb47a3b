"""A report in, its comparison table (对照表) as a Word file out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.renderers import Renderer
from gaidiff.renderers._labels import labels

if TYPE_CHECKING:
    from gaidiff.model.change import Report


def _render(report: Report, language: str) -> bytes:
    from gaidiff.renderers._sheet_docx import docx_of
    from gaidiff.renderers._table import table_of

    return docx_of(table_of(report, labels(language)))


RENDERER = Renderer(name="table-docx", suffix=".docx", render=_render)
