"""What stayed alone in, partners by place out: units between the same neighbours that are more alike than by chance.

An old unit without an heir and a new one without an ancestor that stand between the same two pairs are no pair for
that alone. What makes them one is likeness beyond that of any two units of these texts: it is counted in standard
deviations, so that no scale is fitted to one law.
"""

from __future__ import annotations

from itertools import pairwise
from math import fsum, log2, sqrt
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.compare.articles import Link
from gaidiff.compare.chain import heaviest_chain
from gaidiff.compare.fragments import Bond
from gaidiff.compare.leftovers import CLEARLY, plain
from gaidiff.compare.shares import Tie

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gaidiff.compare.articles import Pairer
    from gaidiff.compare.fragments import Fragment, Half
    from gaidiff.compare.leaves import Binder
    from gaidiff.compare.sides import Unit
    from gaidiff.compare.similarity import Bag

    Words = Callable[[str], list[str]]
    Likeness = tuple[float, float]  # words in order, and rare words

ALONE = 5.0  # standard deviations, of both likenesses together, that the only two units of a gap need
EITHER = 1.0  # ... and that each needs: rare words in no order are a common topic, words in order a stock phrase
CROWD = 0.5  # ... and for each doubling of the pairs of a gap: of many some are alike by chance
SAMPLE = 40  # units of each side that a text is held against to see what chance does
FEWEST = 8  # comparisons from which chance is known: a law of four articles has none
SPREAD = (0.03, 0.02)  # least standard deviations: a law of a few very different articles has hardly any
LEAST_WORDS = 8  # words, or Chinese characters, of a text that can be told from others
LIKE_SIZE = 2.5  # times the words of the shorter of two parts
MOST_PAIRS = 600  # of one gap; where more is left over, the law was written anew and place says nothing
ROUNDS = 3  # each has the pairs of the last one as fixed points


class Rest(NamedTuple):
    """What no link explains of a unit (of one without links, all): its words in order, its rare words, where it is."""

    words: list[str]
    bag: Bag
    fragments: tuple[Fragment, ...]


class Pair(NamedTuple):
    """An old and a new unit, how alike, how far beyond chance, and how much farther than they need to be."""

    old: int
    new: int
    likeness: Likeness
    deviation: float
    excess: float


class Places:
    """Looks at the gaps between fixed points."""

    def __init__(self, pairer: Pairer, binder: Binder, words: Words) -> None:
        self._pairer = pairer
        self._binder = binder
        self._words = words
        self._halves = (binder.here, binder.there)
        self._rests: dict[tuple[int, int], Rest] = {}
        self._by_chance: dict[tuple[int, int], dict[int, Likeness]] = {}
        self._samples: dict[int, list[tuple[int, list[str], Bag]]] = {}

    def pair(self) -> None:
        """Link units of one gap, surest first, until nothing more is found."""
        for _ in range(ROUNDS):
            self._binder.bind()
            self._rests.clear()
            self._by_chance.clear()
            linked = self._linked()
            found = [pair for olds, news in self._gaps(linked) for pair in self._worthy(olds, news, linked)]
            taken: tuple[set[int], set[int]] = (set(), set())
            for pair in sorted(found, key=lambda x: (-x.excess, abs(x.old - x.new), x.old + x.new, x.old)):
                if pair.old not in taken[0] and pair.new not in taken[1]:
                    taken[0].add(pair.old)
                    taken[1].add(pair.new)
                    self._link(pair, linked)
            if not taken[0]:
                return

    def _sample(self, side: int) -> list[tuple[int, list[str], Bag]]:
        """Some units of a side, evenly spread; looked up when the first two units may be a pair."""
        if side not in self._samples:
            units = [(k, unit) for k, unit in enumerate(self._units(side)) if not unit.placeholder]
            self._samples[side] = [
                (k, plain(self._words(unit.text)), self._pairer.scale.bag(unit.text))
                for k, unit in units[:: 1 + len(units) // SAMPLE]
            ]
        return self._samples[side]

    def _units(self, side: int) -> tuple[Unit, ...]:
        return self._halves[side].side.units

    def _linked(self) -> tuple[set[int], set[int]]:
        pairing = self._pairer.pairing
        pairs = [*((link.old, link.new) for link in pairing.by_old.values()), *self._binder.abroad, *pairing.fixed]
        return {i for i, _ in pairs}, {j for _, j in pairs}

    def _gaps(self, linked: tuple[set[int], set[int]]) -> Iterator[tuple[list[int], list[int]]]:
        """What stands between each two fixed points: units without a link, and the fixed points themselves."""
        ties = [Tie(link.old, link.new, link.score) for link in self._pairer.pairing.by_old.values()]
        ties += [Tie(i, j, max(bond.strength for bond in bonds)) for (i, j), bonds in self._binder.abroad.items()]
        sizes = len(self._units(0)), len(self._units(1))
        for before, after in pairwise((Tie(-1, -1, 1.0), *heaviest_chain(ties), Tie(*sizes, 1.0))):
            bounds = ((before.old, after.old), (before.new, after.new))
            inside = [
                [k for k in range(max(first, 0), min(last + 1, size)) if k in (first, last) or k not in taken]
                for (first, last), size, taken in zip(bounds, sizes, linked, strict=True)
            ]
            if any(k not in linked[side] for side in (0, 1) for k in inside[side]):
                yield inside[0], inside[1]

    def _worthy(self, olds: Sequence[int], news: Sequence[int], linked: tuple[set[int], set[int]]) -> Iterator[Pair]:
        """The pairs of one gap that are alike beyond chance; at least one of the two is alone."""
        if len(olds) * len(news) > MOST_PAIRS:
            return
        told = [[k for k in inside if self._tells(side, k)] for side, inside in enumerate((olds, news))]
        pairs = [(i, j) for i in told[0] for j in told[1] if self._pairer.pairing.may(i, j)]
        alone = [(i, j) for i, j in pairs if i not in linked[0] and j not in linked[1]]
        parts = [(i, j) for i, j in pairs if (i in linked[0]) != (j in linked[1]) and self._is_part(i, j)]
        for rivals in (alone, parts):
            need = ALONE + CROWD * log2(max(len(rivals), 1))
            for i, j in rivals:
                likeness = self._alike(self._rest(0, i), *self._rest(1, j)[:2])
                deviation = self._deviation(i, j, likeness)
                if deviation >= need:
                    yield Pair(i, j, likeness, deviation, deviation - need)

    def _tells(self, side: int, unit: int) -> bool:
        return not self._units(side)[unit].placeholder and len(self._rest(side, unit).words) >= LEAST_WORDS

    def _is_part(self, i: int, j: int) -> bool:
        """Whether one of two may be a part of the other: it is alone, and stands beside the partner of the other.

        What was cut in two or put together stands side by side. A clause that found a place in a long new article is
        what the search for heirs is for; and where the partner has words left over too, those are what became of it.
        """
        sizes = sorted((len(self._rest(0, i).words), len(self._rest(1, j).words)))
        if sizes[1] > LIKE_SIZE * sizes[0]:
            return False
        own = [(self._rest(0, i), self._rest(1, other)) for other in (j - 1, j + 1) if self._binder.linked(i, other)]
        own += [(self._rest(0, other), self._rest(1, j)) for other in (i - 1, i + 1) if self._binder.linked(other, j)]
        if not own:
            return False
        mine = sum(self._alike(self._rest(0, i), *self._rest(1, j)[:2]))
        return all(mine > CLEARLY * sum(self._alike(old, *new[:2])) for old, new in own)

    def _rest(self, side: int, unit: int) -> Rest:
        if (side, unit) not in self._rests:
            half = self._halves[side]
            fragments = tuple(_open(half, unit))
            text = "".join(text for fragment in fragments for text in half.texts(fragment))
            bag = self._pairer.scale.bag_of(s for fragment in fragments for s in half.bag(fragment).members)
            self._rests[side, unit] = Rest(plain(self._words(text)), bag, fragments)
        return self._rests[side, unit]

    def _alike(self, rest: Rest, words: list[str], bag: Bag) -> Likeness:
        from rapidfuzz.distance import Indel

        return Indel.normalized_similarity(rest.words, words), self._pairer.scale.likeness(rest.bag, bag)

    def _deviation(self, i: int, j: int, likeness: Likeness) -> float:
        """How many standard deviations two units are more alike than either is with units taken at random."""
        if any(value < EITHER * least for value, least in zip(likeness, SPREAD, strict=True)):
            return 0.0  # too little whatever chance does
        chance = [found for k, found in self._chance(0, i).items() if k != j]
        chance += [found for k, found in self._chance(1, j).items() if k != i]
        if len(chance) < FEWEST:
            return 0.0
        deviations = [
            (value - mean) / max(sqrt(fsum((one - mean) ** 2 for one in values) / len(values)), least)
            for value, values, least in zip(likeness, zip(*chance, strict=True), SPREAD, strict=True)
            for mean in (fsum(values) / len(values),)
        ]
        return sum(deviations) if min(deviations) >= EITHER else 0.0

    def _chance(self, side: int, unit: int) -> dict[int, Likeness]:
        """How alike a unit is with each of the sample of the other side."""
        if (side, unit) not in self._by_chance:
            rest = self._rest(side, unit)
            self._by_chance[side, unit] = {k: self._alike(rest, words, bag) for k, words, bag in self._sample(1 - side)}
        return self._by_chance[side, unit]

    def _link(self, pair: Pair, linked: tuple[set[int], set[int]]) -> None:
        if pair.old not in linked[0] and pair.new not in linked[1]:
            score = round(min(max(pair.likeness), 0.99), 4)
            reasons = (f"likeness {pair.likeness[1]:.2f}", f"{pair.likeness[0]:.0%} of the words survive", "same place")
            self._pairer.pairing.add(Link(pair.old, pair.new, score, reasons))
            return
        scale = self._pairer.scale
        bonds = []
        for old in self._rest(0, pair.old).fragments:
            for new in self._rest(1, pair.new).fragments:
                a, b = self._halves[0].bag(old), self._halves[1].bag(new)
                like = scale.likeness(a, b)
                bonds.append(Bond(old, new, like, scale.common(a, b), home=False, evidence="same place"))
        self._binder.adopt(max(bonds, key=lambda bond: (bond.likeness, -bond.old.leaf, -bond.new.leaf)))


def _open(half: Half, unit: int) -> Iterator[Fragment]:
    """Leaves of a unit of which nothing is explained yet."""
    for leaf in range(half.side.units[unit].first, half.side.units[unit].last):
        if leaf in half.open:
            yield from (run for run in half.fragments_of(leaf, single=False) if half.is_leaf(run))
