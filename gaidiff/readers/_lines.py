"""Text in, clean lines out; hard-wrapped lines in, whole paragraphs out."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.readers._labels import is_label_start

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE_ENDS = ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")
EDGE = " \t\n\r\v\f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad"
UNSEEN = EDGE + INVISIBLE
WIDEST_WRAP = 160  # columns; nobody wraps later, and a longer line is a paragraph
NARROWEST_WRAP = 30  # columns; a narrower one is a list
FEWEST_BREAKS = 5  # line breaks inside paragraphs before a file is called hard-wrapped
MOST_BREAKS = 5000  # looked at; a book's worth
FULL_SHARE = 0.7  # of these breaks at which the next word would not have fitted
WIDE_LINE = 95  # percentile taken as the column: a long address may stick out
LONG_LINE = 0.6  # of the column; a shorter line before a capital letter ends its paragraph
SEPARATED_SHARE = 0.8  # of the labels that open a group of lines, in a text with blank lines between paragraphs
ENDS_ITEM = "；;：:"

# Chinese, Japanese and full-width: scripts that are joined without a space. Korean is spaced.
WIDE = (
    ("\u2e80", "\u2fdf"),
    ("\u3000", "\u30ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe4f"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)
# What is full-width stands here, among other characters; German and French lines are told apart at once. The small
# ranges are named: a pattern counts through every character of a range when it is compiled, here at first use.
MAYBE_WIDE = "[^\\x00-\u10ff\u1160-\u22ff\u2c00-\u2e7f]"
FIRST_WORD = re.compile(r"\S{1,80}")


def lines_of(text: str) -> list[str]:
    """Lines as printed, form feeds and Unicode line ends included."""
    for mark in LINE_ENDS:
        text = text.replace(mark, "\n")
    return text.split("\n")


def trimmed(line: str) -> str:
    r"""A line without white space at its edges, empty if nothing in it can be seen.

    Invisible characters between visible ones stay: they may be a change that somebody hid.

    >>> trimmed("\u3000\u3000第一条\u200b　总则\u200b")
    '第一条\u200b　总则'
    """
    return line.strip(UNSEEN)


@cache
def is_wide(character: str) -> bool:
    """Whether a character belongs to a script written without spaces."""
    return character >= WIDE[0][0] and any(first <= character <= last for first, last in WIDE)


def width(line: str) -> int:
    """Columns on a terminal: full-width characters count two."""
    if re.search(MAYBE_WIDE, line) is None:
        return len(line)
    classes = "".join(map(unicodedata.east_asian_width, line))  # W and F are in no other name of a class
    return len(line) + classes.count("W") + classes.count("F")


class Wrapping(NamedTuple):
    """How a text was hard-wrapped: at which column, and whether blank lines separate its paragraphs."""

    column: int
    separated: bool


def wrapping_of(groups: Sequence[Sequence[str]]) -> Wrapping | None:
    """How lines that stand together were wrapped; None if each line is a paragraph of its own.

    A line ends by wrapping if the next word would not have fitted; where lines are paragraphs that is chance.
    """
    pairs = (pair for group in groups for pair in pairwise(group) if len(pair[0]) <= WIDEST_WRAP)
    breaks = [pair for pair in islice(pairs, MOST_BREAKS) if not is_label_start(pair[1])]
    if len(breaks) < FEWEST_BREAKS:
        return None
    widths = sorted(width(line.rstrip()) for line, _ in breaks)
    column = widths[len(widths) * WIDE_LINE // 100]
    full = sum(is_full(line, following, column) for line, following in breaks)
    if column < NARROWEST_WRAP or full < FEWEST_BREAKS or full < FULL_SHARE * len(breaks):
        return None
    opening = sum(is_label_start(group[0]) for group in groups if group)
    ends = ((a, b) for group in groups for a, b in pairwise(group) if is_label_start(b))
    inside = sum(not is_full(line, following, column) for line, following in ends)
    return Wrapping(column, separated=opening >= SEPARATED_SHARE * (opening + inside))


def is_full(line: str, following: str, column: int) -> bool:
    """Whether the first word of the following line had no room left on this one."""
    word = FIRST_WORD.match(following.strip(EDGE))
    start = word[0] if word else ""
    if start and is_wide(start[0]):
        start = start[:2]  # punctuation may not begin a line, so two characters move together
    return width(line.rstrip()) + 1 + width(start) >= column


def paragraphs_of(lines: Sequence[str], goes_on: frozenset[int] = frozenset()) -> list[str]:
    """The paragraphs of plain text: its lines, or what they join to where they were hard-wrapped.

    `goes_on` are lines that go on from the one before, over a page break that was taken out.
    """
    groups: list[list[str]] = [[]]
    joined: list[str] = []
    for place, line in enumerate(lines):
        if trimmed(line):
            groups[-1].append(line)
            if place in goes_on and joined:
                joined[-1] = join_all([joined[-1], trimmed(line)])
            else:
                joined.append(trimmed(line))
        elif groups[-1]:
            groups.append([])
    wrapping = wrapping_of(groups)
    if wrapping is None:
        return joined
    return [paragraph for group in groups for paragraph in unwrapped(group, wrapping)]


def unwrapped(group: Sequence[str], wrapping: Wrapping) -> list[str]:
    """The paragraphs of neighbouring lines of a hard-wrapped text."""
    paragraphs: list[list[str]] = []
    previous = ""
    for line in group:
        if paragraphs and _goes_on(previous, line, wrapping):
            paragraphs[-1].append(trimmed(line))
        else:
            paragraphs.append([trimmed(line)])
        previous = line
    return [join_all(lines) for lines in paragraphs]


def join_all(lines: Sequence[str]) -> str:
    """The lines of one paragraph as one."""
    pieces: list[str] = []
    for line in lines:
        if pieces and line and not (is_wide(pieces[-1][-1]) and is_wide(line[0])):
            pieces.append(" ")
        if line:
            pieces.append(line)
    return "".join(pieces)


def _goes_on(previous: str, line: str, wrapping: Wrapping) -> bool:
    """A line goes on where it is full, or the next one begins with a small letter.

    Where blank lines separate paragraphs, only a short line ends one. A label opens a paragraph, except after a full
    line of such a text: there it is a reference that wrapping brought to the line's start (`nach` / `§ 62 Abs. 1`).
    """
    text, full = trimmed(line), is_full(previous, line, wrapping.column)
    if is_label_start(text):
        return full and wrapping.separated
    if line.startswith("\u3000\u3000") or (trimmed(previous)[-1:] in ENDS_ITEM and is_wide(text[0])):
        return False
    long = wrapping.separated and width(previous) > LONG_LINE * wrapping.column
    return full or long or text[0].islower()
