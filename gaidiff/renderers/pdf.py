"""A report in, the printed form of its HTML page out: a PDF of A4 pages. Needs the extra `pdf` (WeasyPrint)."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from unicodedata import category

from gaidiff.errors import MissingExtra, RenderError
from gaidiff.renderers import Renderer
from gaidiff.renderers._look import PLAIN
from gaidiff.renderers._templates import own_text
from gaidiff.renderers.html import RENDERER as PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Report
    from gaidiff.renderers._look import Look

STYLE: Final = "pdf.css"
MAP_STYLE: Final = "pdf-map.css"
NO_GLYPH: Final = ".notdef glyph"  # how WeasyPrint's warning begins; its arguments are the character and its number


def _render(report: Report, language: str) -> bytes:
    return _render_with(report, language, PLAIN)


def _render_with(report: Report, language: str, look: Look) -> bytes:
    """Raises MissingExtra without WeasyPrint or Pango, RenderError if no font has the law's characters."""
    printer = _printer()
    page = PAGE.render_with(report, language, look) if PAGE.render_with else PAGE.render(report, language)
    with _listening() as missing:
        document = printer.HTML(
            string=_for_print(page.decode()),
            url_fetcher=printer.urls.URLFetcher(allowed_protocols={"data"}),
        ).render()
        pdf: bytes = document.write_pdf(pdf_identifier=b"gaidiff")
    _check_fonts("".join(sorted(missing)))
    return pdf


def _for_print(page: str) -> str:
    """The page with what the PDF adds to its style; WeasyPrint does not apply a page's style inside of pictures."""
    page = page.replace("</style>", f"{own_text(STYLE)}</style>", 1)
    return re.sub(r"<svg [^>]*>", lambda tag: f"{tag[0]}<style>{own_text(MAP_STYLE)}</style>", page)


def _printer() -> Any:
    try:
        import weasyprint
    except ImportError as error:
        raise MissingExtra("PDF needs WeasyPrint", "pip install 'gaidiff[pdf]', or print the HTML report") from error
    except OSError as error:  # the wheel is there and the library it calls is not
        hint = "install it (Debian: libpango-1.0-0 and libpangoft2-1.0-0), or print the HTML report"
        raise MissingExtra("PDF needs the library Pango", hint) from error
    return weasyprint


def _check_fonts(missing: str) -> None:
    """Refuse a page with empty boxes for letters: a reader would take them for the law."""
    letters = [one for one in missing if category(one).startswith("L")]
    if letters:
        shown = f"{letters[0]} (U+{ord(letters[0]):04X})" + (f" and {len(letters) - 1} others" if letters[1:] else "")
        raise RenderError(
            f"no font of this machine has {shown}",
            "install one for the law's language (Debian: fonts-noto-cjk for Chinese), or send the HTML report",
        )


class _Missing(logging.Handler):
    """Collects the characters no font has; what else WeasyPrint warns of are rules for screens it leaves out."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.characters: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the character a record is about."""
        if str(record.msg).startswith(NO_GLYPH) and isinstance(record.args, tuple):
            self.characters.add(str(record.args[0]))


@contextmanager
def _listening() -> Iterator[set[str]]:
    logger, handler = logging.getLogger("weasyprint"), _Missing()
    before = logger.propagate
    logger.propagate = False
    logger.addHandler(handler)
    try:
        yield handler.characters
    finally:
        logger.removeHandler(handler)
        logger.propagate = before


RENDERER = Renderer(name="pdf", suffix=".pdf", render=_render, render_with=_render_with)
