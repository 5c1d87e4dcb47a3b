"""Lines of a text without articles in, the labels by which it is cited all the same out: 1., 1 Scope, 1.1, （一）."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gaidiff.grammars._chain import Candidate, choose, follows, runs
from gaidiff.grammars._decimals import DIGITS, OPENING, SPACE, read_decimal
from gaidiff.grammars._labels import LIKELY, Mark
from gaidiff.grammars._numerals import number_of
from gaidiff.grammars._pattern import pattern
from gaidiff.model.law import Num

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.grammars._labels import Line

ORDERED = pattern(
    rf"""\**(?:(?P<dotted>[{DIGITS}]{{1,3}})(?P<end>[.．、])\**{SPACE}*(?![{DIGITS}])
    |(?P<bare>[{DIGITS}]{{1,2}})\**{SPACE}+(?=[^\W\d_a-z])(?![年月日])
    |[（(](?P<bracketed>[一二三四五六七八九十]{{1,3}})[）)]\**{SPACE}*)(?=\S)""",
    re.VERBOSE,
)  # 1. 供应者应当报告。   1 范围   （一）供应者应当报告。
SENTENCE = pattern(r"[。；：，！？;:,.!?]")
LONGEST_TITLE = 60  # characters after a bare number, which is a heading: 1 范围
LONGEST_SHORT_TITLE = 25  # characters after 1., where a heading is told from a sentence by what stands below it
FEWEST = 2  # labels in sequence by which a text can be cited
FIRST_ITEMS = ("(1)", "（1）", "（１）", "(一)", "（一）", "(a)", "가.")
FIRST = frozenset({(1,), (1, 1), (1, 0, 1)})


def spare(line: str) -> Mark | None:
    """A label that is an item's wherever the text has articles."""
    decimal = read_decimal(line)
    if decimal is not None:
        num = Num(decimal.text, decimal.label, decimal.ordinal)
        return Mark(family=f"1.1/{len(decimal.ordinal)}", num=num, start=decimal.start, strength=LIKELY)
    match = ORDERED.match(line) if line[:1] in OPENING or line[:1] in "（(" else None
    if match is None:
        return None
    number = number_of(match["dotted"] or match["bare"] or match["bracketed"])
    rest = line[match.end() :]
    if not number or (match["bare"] and (len(rest) > LONGEST_TITLE or SENTENCE.search(rest))):
        return None
    family = f"1{match['end']}" if match["dotted"] else "1 " if match["bare"] else "（一"
    text = match.group().replace("*", "").strip()
    num = Num(text, str(number), (number,))
    return Mark(family=family, num=num, start=match.end(), strength=LIKELY, titled=bool(match["bare"]))


def spare_marks(lines: Sequence[Line]) -> tuple[str, dict[int, Mark]]:
    """The family that comes first of those that count from one, and its labels by place; the inner ones are items."""
    families: dict[str, dict[int, Mark]] = {}
    for place, line in enumerate(lines):
        mark = spare(line.text)
        if mark is not None:
            families.setdefault(mark.family, {})[place] = mark
    for family, marks in families.items():
        if _counts_from_one(marks):
            return family, {
                place: mark._replace(titled=mark.titled or _is_titled(mark, place, lines))
                for place, mark in marks.items()
            }
    return "", {}


def _is_titled(mark: Mark, place: int, lines: Sequence[Line]) -> bool:
    """1. 목적 above a sentence without a label, or above a list; what introduces a list ends in a colon."""
    rest = lines[place].text[mark.start :]
    if not rest or len(rest) > LONGEST_SHORT_TITLE or SENTENCE.search(rest) or place + 1 >= len(lines):
        return False
    below = lines[place + 1].text
    if below.startswith(FIRST_ITEMS):
        return True
    return spare(below) is None and SENTENCE.search(below[-1:]) is not None


def _counts_from_one(marks: dict[int, Mark]) -> bool:
    candidates = [Candidate(place, mark.num.ordinal, mark.strength) for place, mark in marks.items() if mark.num]
    first = choose(runs(candidates)[0]).accepted if candidates else ()
    ordinals = [one.ordinal for one in first]
    if len(ordinals) < FEWEST or ordinals[0] not in FIRST:
        return False
    return all(follows(one, two) for one, two in pairwise(ordinals))
