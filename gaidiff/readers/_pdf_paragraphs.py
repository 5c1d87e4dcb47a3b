"""The lines of all pages in, paragraphs and page furniture out."""

from __future__ import annotations

import re
import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gaidiff.model.text import Block, Role
from gaidiff.readers._labels import is_label_start
from gaidiff.readers._lines import FIRST_WORD, is_wide
from gaidiff.readers._pdf_lines import SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gaidiff.readers._pdf_lines import Line, Sheet

EDGE_LINES = 3  # at the top and at the bottom of a page: where running heads stand
SAME_PLACE = 6.0  # points a running head moves between pages
REPEATED = 0.4  # of the pages; odd and even pages may have different heads
INDENT = 0.8  # of the character height
CHINESE_INDENT = (1.5, 2.6)  # characters; two, with some room
GAP = 1.45  # of the usual line distance; more is a new paragraph
SIZE_CHANGE = 0.12  # of the character height; a heading
LONG_LINE = 0.75  # of the width between the margins
FULL_SLACK = 0.5  # character heights that justified text may end before the margin
LONGEST_WORD = 80  # characters looked at for the first half of a word
MARGIN = 95  # percentile of the right ends of lines taken as the right margin
SENTENCE_END = "。；：！？.;:!?”）)"

# - 3 -   第 3 页 共 8 页   Page 3 of 8   3/8   iv   — 12 —
PAGE_NUMBER = re.compile(
    r"""
    [-–—·•|/\s]* (?: 第 | page | p\. )? \s*
    (?: [0-9０-９]{1,4} | [ivxl]{1,7} )
    \s* (?: 页 | 頁 )? (?: \s* (?: of | / | , | ， | 共 | von | sur ) \s* [0-9]{1,4} \s* (?: 页 | 頁 )? )?
    [-–—·•|\s]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
DIGITS = re.compile(r"[0-9０-９]+")
LAST_WORD = re.compile(r"(?P<word>[^\W\d_]+)[-‐]$")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Layout:
    """The usual page: left and right margin in points, distance between lines."""

    left: float
    right: float
    pitch: float


def furniture_of(sheets: Sequence[Sheet]) -> frozenset[tuple[int, int]]:
    """(page, line index) of running heads, running feet and page numbers."""
    places: dict[str, list[tuple[float, int, int, str]]] = defaultdict(list)
    found: set[tuple[int, int]] = set()
    for sheet in sheets:
        edge = _edges(sheet)
        found.update(
            (sheet.number, index) for index in _outermost(edge, sheet) if PAGE_NUMBER.fullmatch(sheet.lines[index].text)
        )
        for index in edge:
            line = sheet.lines[index]
            places[DIGITS.sub("#", line.text)].append((line.bottom, sheet.number, index, line.text))
    for entries in places.values():
        for bottom, page, index, text in entries:
            near = {other[1] for other in entries if abs(other[0] - bottom) <= SAME_PLACE}
            alike = {other[3] for other in entries}
            # `Article 5` that opens a page twice is no running head, unless it is the same on all.
            number = PAGE_NUMBER.fullmatch(text) or not is_label_start(text) or len(alike) == 1
            if len(near) >= max(2, REPEATED * len(sheets)) and number:
                found.add((page, index))
    return frozenset(found)


def _edges(sheet: Sheet) -> list[int]:
    order = sorted(range(len(sheet.lines)), key=lambda index: -sheet.lines[index].bottom)
    return sorted({*order[:EDGE_LINES], *order[-EDGE_LINES:]}, key=lambda index: -sheet.lines[index].bottom)


def _outermost(edge: Sequence[int], sheet: Sheet) -> set[int]:
    """The first and the last line, if a page holds more than those."""
    return {edge[0], edge[-1]} if len(sheet.lines) > 1 else set()


def blocks_of(sheets: Sequence[Sheet]) -> tuple[Block, ...]:
    """Paragraphs across lines and pages, with furniture where it stood."""
    apart = furniture_of(sheets)
    body = [line for sheet in sheets for index, line in enumerate(sheet.lines) if (sheet.number, index) not in apart]
    words = Counter(word.lower() for line in body for word in WORD.findall(line.text))
    blocks: list[Block] = []
    pending: list[Block] = []  # furniture that stands between two halves of a paragraph
    paragraph: list[Line] = []
    wide = frozenset(sheet.number for sheet in sheets if not sheet.columns)
    layouts = {two: layout_of([line for line in body if (line.page not in wide) == two]) for two in (False, True)}
    for sheet in sheets:
        layout = layouts[sheet.columns]
        for index, line in enumerate(sheet.lines):
            if (sheet.number, index) in apart:
                pending.append(Block(line.text, Role.FURNITURE, page=sheet.number))
                continue
            if paragraph and not goes_on(paragraph, line, layout):
                blocks.append(_block(paragraph, words))
                paragraph = []
                blocks.extend(pending)
                pending = []
            paragraph.append(line)
        if sheet.numbers:
            pending.append(Block(" ".join(sheet.numbers), Role.FURNITURE, page=sheet.number))
    if paragraph:
        blocks.append(_block(paragraph, words))
    return (*blocks, *pending)


def layout_of(lines: Sequence[Line]) -> Layout:
    """Margins and line distance of most lines."""
    if not lines:
        return Layout(0, 0, 0)
    lefts = Counter(round(line.left) for line in lines)
    rights = sorted(line.right for line in lines)
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page and a.bottom > b.bottom]
    # The left margin is the leftmost place where many lines begin: items are indented, and may be more.
    many = [place for place, count in lefts.items() if count * 5 >= max(lefts.values())]
    return Layout(min(many), rights[len(rights) * MARGIN // 100], statistics.median_low(steps) if steps else 0)


def goes_on(paragraph: Sequence[Line], line: Line, layout: Layout) -> bool:
    """Whether a line belongs to the paragraph before it."""
    previous = paragraph[-1]
    size = max(line.size, 1)
    if abs(line.size - previous.size) > SIZE_CHANGE * size:
        return False
    if line.page == previous.page and previous.bottom - line.bottom > GAP * layout.pitch:
        return False
    full = _is_full(previous, line, layout)
    ended = previous.text[-1:] in SENTENCE_END
    indent = line.left - layout.left
    if is_label_start(line.text) and (ended or not full or indent > INDENT * size):
        return False
    wide = bool(line.text) and is_wide(line.text[0])
    if wide and CHINESE_INDENT[0] * size < indent < CHINESE_INDENT[1] * size and previous.left <= layout.left + size:
        return False
    if line.left - previous.left > INDENT * size and not is_label_start(paragraph[0].text):
        return False
    # Chinese prose ends with a mark; a long line that does not end with one goes on.
    long = previous.right - layout.left > LONG_LINE * (layout.right - layout.left)
    return full or (not ended and (line.text[:1].islower() or (wide and long)))


def _is_full(previous: Line, line: Line, layout: Layout) -> bool:
    """Whether the first word of this line had no room on the line before."""
    word = FIRST_WORD.match(line.text)
    start = word[0] if word else ""
    if start and is_wide(start[0]):
        start = start[:1]
    width = (line.right - line.left) / max(len(line.text), 1) * len(start)
    return previous.right + width + FULL_SLACK * line.size >= layout.right


def _block(paragraph: Sequence[Line], words: Counter[str]) -> Block:
    return Block(joined((line.text for line in paragraph), words), page=paragraph[0].page)


def joined(lines: Iterable[str], words: Counter[str]) -> str:
    """Lines as one: no space in Chinese, hyphenation undone where the whole word or neither form is known.

    >>> joined(["providers shall noti-", "fy the third-", "party"], Counter({"third-party": 1}))
    'providers shall notify the third-party'
    """
    pieces: list[str] = []
    for line in lines:
        last = pieces[-1] if pieces else ""
        broken = LAST_WORD.search(last[-LONGEST_WORD:])
        if last.endswith(SOFT_HYPHEN):
            pieces[-1] = last[:-1]
        elif broken and line[:1].islower():
            pieces[-1] = last if _keeps_hyphen(broken["word"], line, words) else last[:-1]
        elif last and not (is_wide(last[-1]) and is_wide(line[0])):
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces).removesuffix(SOFT_HYPHEN)


def _keeps_hyphen(word: str, line: str, words: Counter[str]) -> bool:
    rest = WORD.match(line)
    whole = (word + rest[0] if rest else word).lower()
    with_hyphen = f"{word}-{rest[0] if rest else ''}".lower()
    return words[with_hyphen] > words[whole]
