"""A report in, its table of correspondence as a Word file out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.renderers import Renderer
from gaidiff.renderers._labels import labels

if TYPE_CHECKING:
    from gaidiff.model.change import Report


def _render(report: Report, language: str) -> bytes:
    from gaidiff.renderers._correspondence import correspondence_of
    from gaidiff.renderers._sheet_docx import docx_of

    return docx_of(correspondence_of(report, labels(language)))


RENDERER = Renderer(name="correspondence-docx", suffix=".docx", render=_render)
