"""Lines that begin with 1.1 or 1.2.1 in, those that number paragraphs out; 1.5 times the price is text."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.grammars._chain import follows
from gaidiff.grammars._labels import Marker
from gaidiff.grammars._pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

DIGITS = "0123456789０１２３４５６７８９"
OPENING = frozenset(f"*{DIGITS}")  # what a line with such a label begins with
SPACE = r"[ \t\u00a0\u2002\u2003\u2009\u202f\u3000]"
DECIMAL = pattern(
    rf"""\**(?P<label>[{DIGITS}]{{1,3}}(?:[.．][{DIGITS}]{{1,3}}){{1,4}})[.．]?\**
    (?:{SPACE}+(?![a-z%％‰])|(?=[A-Z][a-z])|(?=[^\W\d_a-zA-Z])(?![倍万亿元角分米吨度个個年月日天])|$)""",
    re.VERBOSE,
)  # 1.1 Scope   **2.3.1** Providers …   1.1适用范围   6.3.1Before …   not: 1.5 times, 1.5倍, 2030.1.2
UNIT = ""  # what 1.1 stands below in Article 1
BRACKETS = (")", "）")  # (1) has no 1.1 below it
WIDEST_GAP = 12  # numbers left out, as of paragraphs that were deleted


class Decimal(NamedTuple):
    """A label such as 1.2.1: its numbers, where its words begin, what it stands below: 1.2, the unit, None: nothing."""

    text: str
    label: str
    ordinal: tuple[int, ...]
    start: int
    above: str | None = None

    def marker(self) -> Marker:
        """The label as any other of an article: 1.2.1 goes on with 1.2.2, as the items of 1.2 do."""
        if self.above is None:
            return Marker(self.text, (("1.1", self.ordinal, self.label),))
        return Marker(self.text, ((f"{self.above}.", self.ordinal[-1:], self.label),))


def read_decimal(line: str) -> Decimal | None:
    """The label at the start of a line, with all its numbers.

    >>> read_decimal("1.2.1 A maker is …").ordinal, read_decimal("1.5 times the price")
    ((1, 2, 1), None)
    """
    match = DECIMAL.match(line) if line[:1] in OPENING else None
    if match is None:
        return None
    label = unicodedata.normalize("NFKC", match["label"])
    text = match.group().replace("*", "").strip()
    return Decimal(text, label, tuple(map(int, label.split("."))), match.end())


def decimals_of(unit: str, lines: Sequence[str], markers: Sequence[Sequence[Marker]]) -> dict[int, Decimal]:
    """The lines of one unit that begin with such a label, by their places; `markers` are the lines' other labels.

    A number is a label if it goes on from one above it: 1.1 below Section 1 or below an item 1., 1.2 after 1.1, 1.2.1
    after 1.2. Where nothing has the number 1, as in an annex, the numbers have to go on from one to the next.
    """
    found = {place: read for place, line in enumerate(lines) if (read := read_decimal(line)) is not None}
    if not found:
        return {}
    following = dict(pairwise(found))
    taken: dict[int, Decimal] = {}
    last = {UNIT: 0} if unit else {}  # label, or the unit -> the number that was last put below it
    alone: tuple[int, ...] = ()  # the last one that stands below nothing
    for place in range(len(lines)):
        decimal = found.get(place)
        if decimal is None:
            last |= {one.options[0][2]: 0 for one in markers[place] if not one.text.endswith(BRACKETS)}
            continue
        *outer, number = decimal.ordinal
        names = [name for name in _names(outer) if name in last] + [UNIT] * (unit in _names(outer))
        above = next((name for name in names if _fits(number, last[name])), None)
        coming = found.get(following.get(place, -1))
        if above is not None:
            taken[place] = decimal._replace(above=above)
            last[above] = number
        elif not names and _goes_on(alone, decimal.ordinal, coming.ordinal if coming is not None else ()):
            taken[place], alone = decimal, decimal.ordinal
        else:
            continue
        last[decimal.label] = 0
    return taken


def _fits(number: int, before: int) -> bool:
    return before < number <= before + WIDEST_GAP if before else number == 1


def _names(outer: Sequence[int]) -> tuple[str, ...]:
    """1.0.1 stands below 1.0 or, where nothing has that number, below 1."""
    name = ".".join(map(str, outer))
    return name, name.removesuffix(".0")


def _goes_on(before: tuple[int, ...], own: tuple[int, ...], coming: tuple[int, ...]) -> bool:
    return follows(before, own) if before else own[-1] == 1 and (follows(own, coming) if coming else False)
