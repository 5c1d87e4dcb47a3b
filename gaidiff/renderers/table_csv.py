"""A report in, its comparison table (对照表) as CSV out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.renderers import Renderer
from gaidiff.renderers._labels import labels

if TYPE_CHECKING:
    from gaidiff.model.change import Report


def _render(report: Report, language: str) -> bytes:
    from gaidiff.renderers._sheet_csv import csv_of
    from gaidiff.renderers._table import data_of

    return csv_of(data_of(report, labels(language)))


RENDERER = Renderer(name="table-csv", suffix=".csv", render=_render)
