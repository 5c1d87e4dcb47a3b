"""Lines of a printed text in, the same without page numbers and running heads out, and which lines go on over a break.

Text saved from a gazette or a PDF has `— 2 —` in the middle of a sentence, often with the name of the law below it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gaidiff.readers._labels import is_label_start

if TYPE_CHECKING:
    from collections.abc import Sequence

# — 2 —   - 3 -   第 2 页 共 9 页   第2頁   Page 2 of 9   Seite 2 von 9   2 / 9 is left alone: it may be a fraction
NUMBER = re.compile(
    r"""[^\S\n]{0,80}(?:
      [-—–－]{1,2}\s{0,3}(?P<dashed>\d{1,4})\s{0,3}[-—–－]{1,2}
    | 第\s{0,2}(?P<chinese>\d{1,4})\s{0,2}[页頁](?:\s{0,3}[,，/／]?\s{0,3}[共总總]\s{0,2}\d{1,4}\s{0,2}[页頁])?
    | (?:Page|PAGE|Seite|page)\s(?P<latin>\d{1,4})(?:\s(?:of|von|sur)\s\d{1,4})?
    )[^\S\n]{0,80}""",
    re.VERBOSE,
)
FEWEST_PAGES = 2  # numbers that rise; one line of this form may be anything
FEWEST_HEADS = 3  # times that a running head comes
HEAD_SHARE = 0.5  # of the breaks that it stands at
LONGEST_HEAD = 80  # characters
ENDED = re.compile(r"[。；：！？.;:!?」』”’\"'）)】\]>|]\s{0,9}$")


@dataclass(frozen=True, slots=True)
class Pages:
    """`lines` of the text alone; `goes_on` are those that go on from the line before; `set_aside` the rest."""

    lines: Sequence[str]
    goes_on: frozenset[int] = frozenset()
    set_aside: tuple[str, ...] = ()


def without_page_breaks(lines: Sequence[str]) -> Pages:
    """Take page numbers and running heads out, if the numbers rise as those of pages do."""
    numbers = {place: match for place, line in enumerate(lines) if (match := NUMBER.fullmatch(line))}
    values = [int(match["dashed"] or match["chinese"] or match["latin"]) for match in numbers.values()]
    if len(values) < FEWEST_PAGES or any(one >= two for one, two in pairwise(values)):
        return Pages(lines)
    apart = set(numbers) | _heads(lines, sorted(numbers))
    kept: list[str] = []
    goes_on: set[int] = set()
    broken = False
    for place, line in enumerate(lines):
        if place in apart:
            broken = True
        elif not line.strip():
            kept.append(line)
        else:
            if broken and _goes_on(kept, line):
                while not kept[-1].strip():
                    kept.pop()
                goes_on.add(len(kept))
            kept.append(line)
            broken = False
    return Pages(kept, frozenset(goes_on), tuple(lines[place].strip() for place in sorted(apart)))


def _heads(lines: Sequence[str], numbers: Sequence[int]) -> set[int]:
    """Lines that stand beside most page numbers in the same words."""
    beside: list[int] = []
    for place in numbers:
        for step in (-1, 1):
            near = place + step
            while 0 <= near < len(lines) and not lines[near].strip():
                near += step
            if 0 <= near < len(lines) and len(lines[near].strip()) <= LONGEST_HEAD:
                beside.append(near)
    times = Counter(lines[place].strip() for place in beside)
    often = max(FEWEST_HEADS, HEAD_SHARE * len(numbers))
    return {place for place in beside if times[lines[place].strip()] >= often and not NUMBER.fullmatch(lines[place])}


def _goes_on(kept: Sequence[str], line: str) -> bool:
    """Does a sentence that the page before left open go on in this line?"""
    before = next((text for text in reversed(kept) if text.strip()), "")
    return bool(before) and ENDED.search(before) is None and not is_label_start(line)
