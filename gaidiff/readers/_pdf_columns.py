"""The runs of a page in, the same runs in reading order out: columns one after the other, line numbers aside.

A PDF says where words stand and not in which order they are read. A gazette in two columns may draw them row by row,
and a bill numbers its lines in the margin; both would put foreign words into every sentence.
"""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.readers._pdf_lines import Line

MIDDLE = (0.35, 0.65)  # of the width of the text: where the gutter between two columns can be
FEWEST_LINES = 5  # on each side of it
MOST_CROSSING = 0.25  # of the lines may run over it: titles, tables
FULL = 0.7  # of the column's width, for half of its lines: a column of prose, not of a table
STEP = 2.0  # points between two places where a gutter is looked for
BESIDE = 1.0  # points that a run may reach over the gutter

BASELINE = 2.0  # points between the baselines of a line and of its number
FEWEST_NUMBERS = 3  # on a page that numbers every fifth line
FEWEST_EACH = 10  # on a page that numbers each line
COVERED = 0.9  # of the lines of such a page have a number
UNEVEN = 0.12  # of the usual distance of two line numbers
LONGEST_NUMBER = 4  # digits


@dataclass(frozen=True, slots=True)
class Columns:
    """Lists of runs to be read one after the other; those of the right column are moved over the left one."""

    parts: tuple[tuple[Line, ...], ...]
    two: bool


def columns_of(runs: Sequence[Line]) -> Columns:
    """The runs of a page by column, each list in the order in which the page draws it."""
    gutter = _gutter(runs)
    if gutter is None:
        return Columns((tuple(runs),), two=False)
    across = sorted((run.bottom for run in runs if _crosses(run, gutter)), reverse=True)
    left = min(run.left for run in runs if run.right <= gutter + BESIDE)
    shift = min(run.left for run in runs if run.left >= gutter - BESIDE) - left
    parts: dict[tuple[int, int], list[Line]] = {}
    for run in runs:
        over = _crosses(run, gutter)
        # The band below the last line across the page; a line across is a band of its own above it.
        band = 2 * sum(bottom >= run.bottom for bottom in across) - over
        side = 0 if over or run.left < gutter - BESIDE else 1
        moved = replace(run, left=run.left - shift, right=run.right - shift) if side else run
        parts.setdefault((band, side), []).append(moved)
    return Columns(tuple(tuple(parts[key]) for key in sorted(parts)), two=True)


def _crosses(run: Line, gutter: float) -> bool:
    return run.left < gutter - BESIDE and run.right > gutter + BESIDE


def _gutter(runs: Sequence[Line]) -> float | None:
    """The place between two columns of prose that fewest runs cross; None if there are no two columns."""
    if len(runs) < 2 * FEWEST_LINES:
        return None
    left, right = min(run.left for run in runs), max(run.right for run in runs)
    first, last = (left + share * (right - left) for share in MIDDLE)
    places = [first + STEP * index for index in range(int((last - first) / STEP) + 1)]
    crossings = {place: sum(_crosses(run, place) for run in runs) for place in places}
    fewest = min(crossings.values(), default=len(runs))
    if fewest > MOST_CROSSING * len(runs):
        return None
    best = [place for place in places if crossings[place] == fewest]
    gutter = best[len(best) // 2]
    sides = (
        ([run for run in runs if run.right <= gutter + BESIDE], gutter - left),
        ([run for run in runs if run.left >= gutter - BESIDE], right - gutter),
    )
    return gutter if all(_is_prose(side, width) for side, width in sides) else None


def _is_prose(runs: Sequence[Line], width: float) -> bool:
    rows = Counter[int]()
    for run in runs:
        rows[round(run.bottom)] += max(round(run.right - run.left), 0)
    return len(rows) >= FEWEST_LINES and statistics.median(rows.values()) >= FULL * width


def line_numbers(runs: Sequence[Line]) -> frozenset[int]:
    """Indexes of the runs that number the lines of the page: figures beside the text, evenly spaced, counting up."""
    figures = [i for i, run in enumerate(runs) if run.text.isdecimal() and len(run.text) <= LONGEST_NUMBER]
    text = [run for run in runs if not run.text.isdecimal()]
    if len(figures) < FEWEST_NUMBERS or not text:
        return frozenset()
    numbered = [run for run in text if any(abs(run.bottom - runs[i].bottom) <= BASELINE for i in figures)]
    if not numbered:
        return frozenset()
    left = min(run.left for run in numbered)
    right = max(run.right for run in numbered)
    beside = (
        [i for i in figures if runs[i].right <= left],
        [i for i in figures if runs[i].left >= right],
    )
    rows = len({round(run.bottom) for run in text})
    return frozenset(i for side in beside for i in (side if _numbers_lines([runs[i] for i in side], rows) else ()))


def _numbers_lines(figures: Sequence[Line], rows: int) -> bool:
    """Whether figures from top to bottom count lines: the same distance for the same step, each line or each fifth."""
    if len(figures) < FEWEST_NUMBERS:
        return False
    ordered = sorted(figures, key=lambda run: -run.bottom)
    steps = [int(b.text) - int(a.text) for a, b in pairwise(ordered)]
    if min(steps) < 1:
        return False
    distances = [(a.bottom - b.bottom) / step for (a, b), step in zip(pairwise(ordered), steps, strict=True)]
    usual = statistics.median(distances)
    even = all(abs(distance - usual) <= UNEVEN * usual for distance in distances)
    each = len(figures) >= FEWEST_EACH and len(figures) >= COVERED * rows
    return even and (each if min(steps) == 1 else True)
