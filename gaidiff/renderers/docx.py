"""A report in, a Word file out: a front page, then the new text with the old one in revisions, and comments on both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.renderers import Renderer
from gaidiff.renderers._labels import labels
from gaidiff.renderers._visible import one_line

if TYPE_CHECKING:
    from gaidiff.model.change import Report

LONGEST_HEADER: Final = 80  # characters: one line of the page


def _render(report: Report, language: str) -> bytes:
    from gaidiff.renderers._docx_body import Writer
    from gaidiff.renderers._docx_front import front
    from gaidiff.renderers._docx_package import Words, package, section
    from gaidiff.renderers._docx_xml import paragraph

    words = labels(language)
    first = front(report, words, section(front=True))
    body, comments = Writer(report).body(words)
    # Word keeps the last paragraph mark of a file whatever is rejected, so the last one is ours, and empty
    end = paragraph("GaidiffFrontNote", "")
    return package(
        Words(
            title=report.new.title,
            body=first + body + end,
            comments=comments,
            header=_short(one_line(report.new.title)),
            law_language=report.new.language,
            language=language,
        )
    )


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_HEADER else f"{title[: LONGEST_HEADER - 1]}…"


RENDERER = Renderer(name="docx", suffix=".docx", render=_render)
