"""Rows of words in, aligned columns out; Chinese characters take two places, outcomes have a colour on a terminal."""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

COLORS = {
    "changed": "green",
    "suspect": "yellow",
    "transient": "yellow",
    "blocked": "red",
    "parse_failed": "red",
    "gone": "red",
    "dead": "red",
}
GAP = "  "
MOST_MIDDLE = 32  # places of a column between the first and the last on a screen
LEAST_LAST = 20  # places that the last column keeps on a narrow screen
UNITS = ((86_400, "d"), (3600, "h"), (60, "min"))
WIDE = frozenset("WF")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns under their heads; on a terminal the last one is cut at its edge."""
    every = [tuple(heads), *(tuple(map(_line, row)) for row in rows)]
    if is_terminal():  # names are never cut: they are typed in again
        every = [(name, *(_cut(cell, MOST_MIDDLE) for cell in middle), last) for name, *middle, last in every]
    widths = [max(map(places, column)) for column in zip(*every, strict=True)]
    used = sum(widths[:-1]) + len(GAP) * (len(widths) - 1)
    room = max(shutil.get_terminal_size().columns - used, LEAST_LAST) if is_terminal() else None
    lines = []
    for number, row in enumerate(every):
        cells = [_padded(cell, width) for cell, width in zip(row[:-1], widths, strict=False)]
        cells.append(row[-1] if room is None else _cut(row[-1], room))
        styled = [_styled(cell) for cell in cells] if number else [click.style(cell, dim=True) for cell in cells]
        lines.append(GAP.join(styled).rstrip())
    return "\n".join(lines)


def row(*cells: tuple[str, int]) -> str:
    """One line of words, each with the least number of places it takes; the whole message, however long."""
    return GAP.join(_styled(_padded(_line(text), width)) for text, width in cells).rstrip()


def say(text: str) -> None:
    """Print a line or more; colours only on a terminal that wants them (no-color.org)."""
    click.echo(text, color=is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb")


def is_terminal() -> bool:
    """Whether standard output is a screen."""
    return sys.stdout is not None and sys.stdout.isatty()


def places(text: str) -> int:
    """Places on a screen.

    >>> places("第1条")
    5
    """
    return sum(2 if unicodedata.east_asian_width(character) in WIDE else 1 for character in text)


def when(at: str | None, now: float) -> str:
    """A stored time as a person reads it: how long ago, or the day.

    >>> when("2026-01-02T03:00:00+00:00", 1767322920.0), when(None, 0.0)
    ('2 min ago', 'never')
    """
    if at is None:
        return "never"
    moment = datetime.fromisoformat(at)
    seconds = now - moment.timestamp()
    if not 0 <= seconds < 14 * 86_400:  # a fortnight; after that the day says more
        return moment.astimezone(UTC).strftime("%Y-%m-%d")
    return f"{span(seconds)} ago"


def span(seconds: float) -> str:
    """Seconds in the largest unit that is full.

    >>> [span(n) for n in (5, 90, 7200, 259200)]
    ['5 s', '1 min', '2 h', '3 d']
    """
    for size, unit in UNITS:
        if seconds >= size:
            return f"{int(seconds // size)} {unit}"
    return f"{int(seconds)} s"


def _line(text: str) -> str:
    return "".join(character if character.isprintable() else "\ufffd" for character in " ".join(text.split()))


def _padded(text: str, width: int) -> str:
    return text + " " * max(width - places(text), 0)


def _cut(text: str, room: int) -> str:
    if places(text) <= room:
        return text
    while text and places(text) > room - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _styled(cell: str) -> str:
    color = COLORS.get(cell.rstrip())
    return click.style(cell, fg=color) if color else cell
