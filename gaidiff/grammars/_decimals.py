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
WIDEST_GAP = 12  # numbers left out, as of paragraphs that were deleted


class Decimal(NamedTuple):
    """A label such as 1.2.1: what it stands below (1.2; empty: the unit), its own number, where its words begin."""

    text: str
    label: str
    ordinal: tuple[int, ...]
    start: int
    above: str = ""

    @property
    def family(self) -> str:
        """1.2.1 goes on with 1.2.2, as items of 1.2 do."""
        return f"{self.above}."

    def marker(self) -> Marker:
        """The label as any other of an article."""
        return Marker(self.text, ((self.family, self.ordinal, self.label),))


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
    last = {unit: 0} if unit else {}  # label -> the number that was last put below it
    alone: tuple[int, ...] = ()  # the last one that stands below nothing
    for place in range(len(lines)):
        decimal = found.get(place)
        if decimal is None:
            last |= {marker.options[0][2]: 0 for marker in markers[place]}
            continue
        *outer, number = decimal.ordinal
        above = next((name for name in _names(outer) if name in last), "")
        coming = found.get(following.get(place, -1))
        if above and (number == 1 if not last[above] else last[above] < number <= last[above] + WIDEST_GAP):
            taken[place] = decimal._replace(ordinal=(number,), above="" if above == unit else above)
            last[above] = number
        elif not above and _goes_on(alone, decimal.ordinal, coming.ordinal if coming is not None else ()):
            taken[place], alone = decimal, decimal.ordinal
        else:
            continue
        last[decimal.label] = 0
    return taken


def _names(outer: Sequence[int]) -> tuple[str, ...]:
    """1.0.1 stands below 1.0 or, where nothing has that number, below 1."""
    name = ".".join(map(str, outer))
    return name, name.removesuffix(".0")


def _goes_on(before: tuple[int, ...], own: tuple[int, ...], coming: tuple[int, ...]) -> bool:
    return follows(before, own) if before else own[-1] == 1 and (follows(own, coming) if coming else False)
