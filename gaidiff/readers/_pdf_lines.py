"""A page of a PDF in, its printed lines out, with their places on the page."""

from __future__ import annotations

import statistics
from ctypes import byref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gaidiff.readers._lines import trimmed
from gaidiff.readers._numerals import raised
from gaidiff.readers._pdf_columns import columns_of, line_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SAME_LINE = 0.35  # of the height; two runs nearer than this share a baseline
GAP = 0.25  # of the height; a wider hole between two runs is a space
SMALL = 0.8  # of the line's height; a smaller figure that stands higher is an exponent or a footnote mark
LIFTED = 0.15  # of the line's height
HOLE = 1.0  # of the height; a wider hole may be the gutter between two columns
LARGE_IMAGE = 0.5  # of the page; a larger one is a scan
SOFT_HYPHEN = "\xad"
UNKNOWN = "\ufffd"

LINE_END_HYPHEN = frozenset({0x02, 0xFFFE})  # what pdfium puts instead of a hyphen and a line break
UNMAPPED = frozenset({0x00, 0xFFFF})  # a glyph without a Unicode value


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line; places in points from the lower left corner, `size` the height of its characters."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page: its lines in reading order, and whether a picture covers most of it.

    `columns`: it has two, and the lines of the right one are moved over the left one. `numbers` count its lines.
    `unseen` counts its pieces of text that are drawn invisibly, as the text layer of a scan is.
    """

    number: int
    lines: tuple[Line, ...]
    scanned: bool
    blank: bool
    columns: bool = False
    numbers: tuple[str, ...] = ()
    unseen: int = 0


@dataclass(slots=True)
class _Glyph:
    text: str
    left: float
    right: float
    bottom: float
    size: float


def pdfium() -> Any:
    """The C functions of pdfium."""
    from pypdfium2 import raw

    return raw


def sheet_of(page: Any, number: int) -> Sheet:
    """Read one pypdfium2 page."""
    textpage = page.get_textpage()
    runs = [run for run in (_line(run, number) for run in _runs(textpage)) if run.text]
    apart = line_numbers(runs)
    columns = columns_of([run for index, run in enumerate(runs) if index not in apart])
    lines = tuple(line for part in columns.parts for line in _merged(part))
    objects = list(page.get_objects(max_depth=2))
    return Sheet(
        number,
        lines,
        scanned=_is_scan(page, objects),
        blank=not lines and not objects,
        columns=columns.two,
        numbers=tuple(runs[index].text for index in sorted(apart)),
        unseen=_unseen(objects),
    )


def _unseen(objects: Sequence[Any]) -> int:
    library = pdfium()
    pieces = (one for one in objects if one.type == library.FPDF_PAGEOBJ_TEXT)
    return sum(library.FPDFTextObj_GetTextRenderMode(one) == library.FPDF_TEXTRENDERMODE_INVISIBLE for one in pieces)


def _runs(textpage: Any) -> Iterator[list[_Glyph]]:
    """Characters up to each line break that pdfium sees or wide hole, in the order the page draws them."""
    library = pdfium()
    box = library.FS_RECTF()
    run: list[_Glyph] = []
    for index in range(textpage.count_chars()):
        code = library.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13):
            if run:
                yield run
            run = []
            continue
        library.FPDFText_GetLooseCharBox(textpage, index, byref(box))
        hyphen = code in LINE_END_HYPHEN
        text = "-" if hyphen else UNKNOWN if code in UNMAPPED else chr(code)
        glyph = _Glyph(text, box.left, box.right, min(box.bottom, box.top), abs(box.top - box.bottom))
        if _is_hole(run, glyph):
            yield run
            run = []
        run.append(glyph)
        if hyphen:
            yield run
            run = []
    if run:
        yield run


def _is_hole(run: Sequence[_Glyph], glyph: _Glyph) -> bool:
    """Whether a wide hole lies before a glyph; the spaces that pdfium adds have no width."""
    if not glyph.text.strip() or glyph.size <= 0:
        return False
    before = next((one for one in reversed(run) if one.right > one.left), None)
    return before is not None and glyph.left - before.right > HOLE * glyph.size


def _line(glyphs: Sequence[_Glyph], page: int) -> Line:
    inked = [glyph for glyph in glyphs if glyph.text.strip() and glyph.size > 0] or list(glyphs)
    size = statistics.median_high(glyph.size for glyph in inked)
    bottom = statistics.median_low(glyph.bottom for glyph in inked)
    text = "".join(
        raised(glyph.text, low=False)
        if glyph.size < SMALL * size and glyph.bottom > bottom + LIFTED * size
        else glyph.text
        for glyph in glyphs
    )
    # Where characters outside the first plane come as two halves (Windows), put them together.
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Line(
        trimmed(text.rstrip(SOFT_HYPHEN)) + (SOFT_HYPHEN if text.rstrip().endswith(SOFT_HYPHEN) else ""),
        page,
        min(glyph.left for glyph in inked),
        max(glyph.right for glyph in inked),
        bottom,
        size,
    )


def _merged(runs: Sequence[Line]) -> Iterator[Line]:
    """Runs on one baseline, left to right, are one line."""
    previous: Line | None = None
    for run in runs:
        if (
            previous is not None
            and abs(run.bottom - previous.bottom) < SAME_LINE * run.size
            and run.left >= previous.right - 1
        ):
            gap = " " if run.left - previous.right > GAP * run.size else ""
            previous = Line(
                previous.text + gap + run.text,
                run.page,
                previous.left,
                run.right,
                previous.bottom,
                max(run.size, previous.size),
            )
            continue
        if previous is not None:
            yield previous
        previous = run
    if previous is not None:
        yield previous


def _is_scan(page: Any, objects: Sequence[Any]) -> bool:
    image = pdfium().FPDF_PAGEOBJ_IMAGE
    width, height = page.get_size()
    for one in objects:
        if one.type == image:
            left, bottom, right, top = one.get_bounds()
            if (right - left) * (top - bottom) > LARGE_IMAGE * width * height:
                return True
    return False
