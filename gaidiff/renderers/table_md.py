"""A report in, its comparison table (对照表) as Markdown out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.renderers import Renderer
from gaidiff.renderers._labels import labels

if TYPE_CHECKING:
    from gaidiff.model.change import Report


def _render(report: Report, language: str) -> bytes:
    from gaidiff.renderers._sheet_md import md_of
    from gaidiff.renderers._table import table_of

    return md_of(table_of(report, labels(language)))


RENDERER = Renderer(name="table-md", suffix=".md", render=_render)
