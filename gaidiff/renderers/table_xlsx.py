"""A report in, its comparison table (对照表) as an XLSX workbook out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.renderers import Renderer
from gaidiff.renderers._labels import labels

if TYPE_CHECKING:
    from gaidiff.model.change import Report


def _render(report: Report, language: str) -> bytes:
    from gaidiff.renderers._sheet_xlsx import xlsx_of
    from gaidiff.renderers._table import data_of

    return xlsx_of(data_of(report, labels(language)))


RENDERER = Renderer(name="table-xlsx", suffix=".xlsx", render=_render)
