"""Bags of both sides in, pairs worth a closer look out: an inverted index of what is rare."""

from __future__ import annotations

from collections import Counter, defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING

from gaidiff.compare.similarity import weight_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gaidiff.compare.similarity import Bag

    Bags = Mapping[int, Bag]
    Members = Mapping[int, frozenset[int]]  # the shingles of each place

LONGEST_POSTING = 24  # new texts a shingle may stand in before it is no clue; keeps cost linear in the texts
RAREST = 32  # shingles of one text that are looked up
MANY = 4000  # texts among which a few rare shingles already single out the nearest
RAREST_OF_MANY = 12
NEAREST = 4  # texts kept for each text
NEAREST_OF_MANY = 2


def near_pairs(old: Bags, new: Bags) -> set[tuple[int, int]]:
    """Pairs (old place, new place) of which one is among the nearest of the other."""
    counts = _counts(old), _counts(new)
    clues = _clues(*counts), _clues(*counts[::-1])
    either = clues[0] | clues[1]
    olds, news = ({place: bag.members & either for place, bag in bags.items()} for bags in (old, new))
    pairs = {(i, j) for i, near in _nearest(olds, news, clues[0]).items() for j in near}
    return pairs | {(i, j) for j, near in _nearest(news, olds, clues[1]).items() for i in near}


def candidates(here: Bags, there: Bags) -> dict[int, list[int]]:
    """For each place the places on the other side that share most of its rare shingles, nearest first."""
    mine, others = ({place: bag.members for place, bag in bags.items()} for bags in (here, there))
    return _nearest(mine, others, _clues(_counts(here), _counts(there)))


def _counts(bags: Bags) -> Counter[int]:
    """In how many bags each shingle stands."""
    counts: Counter[int] = Counter()
    for bag in bags.values():
        counts.update(bag.members)
    return counts


def _clues(here: Mapping[int, int], there: Mapping[int, int]) -> set[int]:
    """Shingles of this side that stand in few texts of the other."""
    return {shingle for shingle, count in there.items() if count <= LONGEST_POSTING and shingle in here}


def _nearest(here: Members, there: Members, clues: set[int]) -> dict[int, list[int]]:
    """For each place the nearest ones by some shingles."""
    postings: dict[int, list[int]] = defaultdict(list)
    for place, members in there.items():
        for shingle in members & clues:
            postings[shingle].append(place)
    found: dict[int, list[int]] = {}
    rarest, nearest = (RAREST, NEAREST) if len(there) < MANY else (RAREST_OF_MANY, NEAREST_OF_MANY)
    for place, members in here.items():
        shared: dict[int, int] = defaultdict(int)
        for shingle in sorted(members & clues, reverse=True)[:rarest]:
            less = -weight_of(shingle)
            for other in postings[shingle]:
                shared[other] += less
        if shared:
            found[place] = [other for _, other in nsmallest(nearest, zip(shared.values(), shared, strict=True))]
    return found
