"""A report in, the public JSON document `gaidiff.report/1` out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.codec import dumps, report_to_dict
from gaidiff.renderers import Renderer

if TYPE_CHECKING:
    from gaidiff.model.change import Report


def _render(report: Report, language: str) -> bytes:  # noqa: ARG001  JSON has the comments in every language
    return dumps(report_to_dict(report))


RENDERER = Renderer(name="json", suffix=".json", render=_render)
