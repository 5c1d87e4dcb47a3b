"""Bags of both sides in, pairs worth a closer look out: an inverted index of what is rare."""

from __future__ import annotations

from collections import Counter, defaultdict
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING

from gaidiff.compare.similarity import weight_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from gaidiff.compare.similarity import Bag

    Bags = Mapping[int, Bag]
    Places = Mapping[frozenset[int], list[int]]  # in which places the same clues stand

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
    olds, news = _places(old, either), _places(new, either)
    pairs = {(i, j) for i, near in _nearest(olds, news, clues[0], len(new)).items() for j in near}
    return pairs | {(i, j) for j, near in _nearest(news, olds, clues[1], len(old)).items() for i in near}


def candidates(here: Bags, there: Bags) -> dict[int, list[int]]:
    """For each place the places on the other side that share most of its rare shingles, nearest first."""
    clues = _clues(_counts(here), _counts(there))
    return _nearest(_places(here, clues), _places(there, clues), clues, len(there))


def _counts(bags: Bags) -> Counter[int]:
    """In how many bags each shingle stands."""
    return Counter(chain.from_iterable([bag.members for bag in bags.values()]))


def _clues(here: Mapping[int, int], there: Mapping[int, int]) -> set[int]:
    """Shingles of this side that stand in few texts of the other."""
    return {shingle for shingle, count in there.items() if count <= LONGEST_POSTING and shingle in here}


def _places(bags: Bags, clues: AbstractSet[int]) -> Places:
    """The places of texts with the same clues together: what one is near to, all are, and the other way round."""
    places: dict[frozenset[int], list[int]] = defaultdict(list)
    for place, bag in sorted(bags.items()):
        places[bag.members & clues].append(place)
    return places


def _nearest(here: Places, there: Places, clues: AbstractSet[int], among: int) -> dict[int, list[int]]:
    """For each place the nearest ones by some shingles, of so many texts."""
    postings: dict[int, list[int]] = defaultdict(list)
    like: dict[int, list[int]] = {}
    for members, places in there.items():
        like[places[0]] = places
        for shingle in members & clues:
            postings[shingle].append(places[0])
    found: dict[int, list[int]] = {}
    rarest, nearest = (RAREST, NEAREST) if among < MANY else (RAREST_OF_MANY, NEAREST_OF_MANY)
    for members, places in here.items():
        shared: dict[int, int] = defaultdict(int)
        for shingle in sorted(members & clues, reverse=True)[:rarest]:
            less = -weight_of(shingle)
            for other in postings[shingle]:
                shared[other] += less
        if shared:
            first = nsmallest(nearest, zip(shared.values(), shared, strict=True))
            ranked = sorted((less, place) for less, other in first for place in like[other])
            near = [place for _, place in ranked[:nearest]]
            found |= dict.fromkeys(places, near)
    return found
