"""Dates and sizes of changes in, a picture of them out: words that came above the line, words that went below it.

SVG without a word of style, like the map of a report. Height grows with the square root of the characters, so that one
struck word can be seen beside a law that was written anew. Bars stand at their dates; where many fall on one spot, they
are moved apart as far as it takes to see each, and their order stays. What the picture says, the table below it says
in words and numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Sequence

MARGIN: Final = 14  # units of the picture, about a CSS pixel each
HALF: Final = 64  # height of the largest bar on either side of the line
FOOT: Final = 26  # below the bars, for dates
HEAD: Final = 18  # above them, for numbers
LEAST_BAR: Final = 3  # one character is a change too
WIDEST_BAR: Final = 14
CLOSEST: Final = 7  # between two bars where there is room
ROOM_FOR_NUMBER: Final = 16  # between two bars, so that each can have its number of two digits
DATE_WIDTH: Final = 78  # of a date as printed
FEWEST_TICKS: Final = 3  # fewer say less than the days of both ends
MONTHS: Final = (1, 3, 6, 12, 24, 60, 120, 240)  # steps of the axis

WIDE: Final = 1120  # beside it a phone gets a picture of its own, so that no letter shrinks
NARROW: Final = 340


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One revision: its number, the day it was seen, characters that came and went, and where its report is.

    `compared` is False for the first revision and where no report could be made: it is a ring on the line.
    """

    number: int
    day: date
    inserted: int = 0
    deleted: int = 0
    compared: bool = False
    href: str = ""
    title: str = ""


def draw(marks: Sequence[Mark], width: int) -> Markup:
    """The picture of at least one revision, ascending."""
    height = HEAD + 2 * HALF + FOOT
    line = HEAD + HALF
    places, gap = _places(marks, width)
    most = max((max(mark.inserted, mark.deleted) for mark in marks), default=0)
    numbered = gap >= ROOM_FOR_NUMBER or len(marks) == 1
    parts = [f'<path class="line" d="M0 {line}H{width}"/>\n', *_axis(marks, width, height)]
    for mark, x in zip(marks, places, strict=True):
        parts.append(_bar(mark, x, line=line, most=most, thick=min(max(gap * 0.6, 1), WIDEST_BAR), numbered=numbered))
    name = "wide" if width > NARROW else "narrow"
    head = f'<svg class="timeline {name}" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    body = f'{head} aria-hidden="true">\n{"".join(parts)}</svg>'
    return Markup(body)  # noqa: S704  every word in it went through escape()


def spark(marks: Sequence[Mark], width: int = 132, height: int = 28) -> Markup:
    """The same without a word, small enough for a line of a list."""
    places, gap = _places(marks, width, margin=4)
    most = max((max(mark.inserted, mark.deleted) for mark in marks), default=0)
    middle = height // 2
    thick = min(max(gap * 0.6, 1), 4)
    bars = "".join(
        _rects(mark, x, line=middle, half=middle - 1, most=most, thick=thick) or _ring(x, middle, 2.5)
        for mark, x in zip(marks, places, strict=True)
    )
    head = f'<svg class="timeline spark" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    body = f'{head} aria-hidden="true"><path class="line" d="M0 {middle}H{width}"/>{bars}</svg>'
    return Markup(body)  # noqa: S704  numbers only


def _bar(mark: Mark, x: float, *, line: int, most: int, thick: float, numbered: bool) -> str:  # noqa: PLR0913, geometry
    drawn = _rects(mark, x, line=line, half=HALF, most=most, thick=thick) or _ring(x, line, min(5, thick))
    top = line - (_height(mark.inserted, most, HALF) if mark.inserted and mark.compared else 6)
    number = f'<text x="{x:.1f}" y="{top - 5:.1f}">{mark.number}</text>' if numbered else ""
    # the whole height can be pointed at: a bar of three units is hard to hit
    hit = f'<rect class="hit" x="{x - thick / 2:.1f}" y="0" width="{thick:.1f}" height="{line + HALF}"/>'
    inner = f"<title>{escape(mark.title)}</title>{hit}{drawn}{number}"
    if mark.href:
        return f'<a href="{escape(mark.href)}" tabindex="-1">{inner}</a>\n'
    return f"<g>{inner}</g>\n"


def _rects(mark: Mark, x: float, *, line: int, half: int, most: int, thick: float) -> str:  # noqa: PLR0913, geometry
    """What came above the line, what went below it; empty if neither."""
    out = ""
    if mark.compared and mark.inserted:
        height = _height(mark.inserted, most, half)
        out += f'<rect class="came" x="{x - thick / 2:.1f}" y="{line - height:.1f}" '
        out += f'width="{thick:.1f}" height="{height:.1f}"/>'
    if mark.compared and mark.deleted:
        height = _height(mark.deleted, most, half)
        out += f'<rect class="went" x="{x - thick / 2:.1f}" y="{line}" width="{thick:.1f}" height="{height:.1f}"/>'
    return out


def _ring(x: float, line: int, radius: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{line}" r="{radius:.1f}"/>'


def _height(size: int, most: int, half: int) -> float:
    return max(LEAST_BAR, half * sqrt(size / most)) if most else 0.0


def _places(marks: Sequence[Mark], width: int, margin: int = MARGIN) -> tuple[list[float], float]:
    """Where each mark stands, and the least distance between two of them."""
    room = width - 2 * margin
    if len(marks) == 1:
        return [width / 2], float(room)
    days = _days(marks)
    whole = (days[-1] - days[0]) or 1
    exact = [margin + room * (day - days[0]) / whole for day in days]
    spaces = len(marks) - 1
    closest = ROOM_FOR_NUMBER if spaces * ROOM_FOR_NUMBER * 2 <= room else min(CLOSEST, room / spaces)
    places = list(exact)
    for at in range(1, len(places)):
        places[at] = max(places[at], places[at - 1] + closest)
    limit = float(width - margin)
    for at in range(len(places) - 1, -1, -1):  # what was pushed over the edge comes back
        places[at] = min(places[at], limit)
        limit = places[at] - closest
    return places, min(after - before for before, after in pairwise(places))


def _days(marks: Sequence[Mark]) -> list[int]:
    """Days as numbers that never fall: the clock of a watcher may jump, the order of revisions does not."""
    days: list[int] = []
    for mark in marks:
        days.append(max(mark.day.toordinal(), days[-1] if days else 0))
    return days


def _axis(marks: Sequence[Mark], width: int, height: int) -> list[str]:
    """A few dates below the bars: the first of months or years, or the days of both ends."""
    days = _days(marks)
    baseline = height - 6
    if len(marks) == 1:
        return [_date(width / 2, baseline, str(marks[0].day), "")]
    room, whole = width - 2 * MARGIN, days[-1] - days[0]
    ends = [(days[0], str(date.fromordinal(days[0]))), (days[-1], str(date.fromordinal(days[-1])))]
    most = max(2, width // (DATE_WIDTH + 30))
    ticks = next(
        (found for step in MONTHS if FEWEST_TICKS <= len(found := _firsts(days[0], days[-1], step)) <= most), ()
    )
    out = []
    for day, words in ticks or (ends if whole else ends[:1]):
        x = MARGIN + room * (day - days[0]) / (whole or 1)
        anchor = "start" if x < DATE_WIDTH / 2 else "end" if x > width - DATE_WIDTH / 2 else ""
        out.append(f'<path class="tick" d="M{x:.1f} {HEAD}V{height - FOOT + 4}"/>')
        out.append(_date(x, baseline, words, anchor))
    return out


def _date(x: float, y: float, words: str, anchor: str) -> str:
    side = f' class="{anchor}"' if anchor else ""
    return f'<text{side} x="{x:.1f}" y="{y}">{words}</text>\n'


def _firsts(first: int, last: int, step: int) -> tuple[tuple[int, str], ...]:
    """The first day of every `step`-th month between two days: `2024` where it begins a year, else `2024-07`."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    found = []
    for month in range(begin.year * 12 + begin.month - 1, end.year * 12 + end.month):
        day = date(month // 12, month % 12 + 1, 1)
        if month % step == 0 and begin <= day <= end + timedelta(days=0):
            words = f"{day.year}" if step % 12 == 0 else f"{day.year}-{day.month:02d}"
            found.append((day.toordinal(), words))
    return tuple(found)
