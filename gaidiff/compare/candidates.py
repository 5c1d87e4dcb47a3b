"""Bags of both sides in, pairs worth a closer look out: an inverted index of what is rare."""

from __future__ import annotations

from collections import defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gaidiff.compare.similarity import Bag, Scale

LONGEST_POSTING = 24  # new texts a shingle may stand in before it is no clue; keeps cost linear in the texts
RAREST = 32  # shingles of one text that are looked up
MANY = 4000  # texts among which a few rare shingles already single out the nearest
RAREST_OF_MANY = 12
NEAREST = 4  # texts kept for each text
NEAREST_OF_MANY = 2


def near_pairs(old: Mapping[int, Bag], new: Mapping[int, Bag], scale: Scale) -> set[tuple[int, int]]:
    """Pairs (old place, new place) of which one is among the nearest of the other."""
    pairs = {(i, j) for i, near in candidates(old, new, scale).items() for j in near}
    return pairs | {(i, j) for j, near in candidates(new, old, scale).items() for i in near}


def candidates(here: Mapping[int, Bag], there: Mapping[int, Bag], scale: Scale) -> dict[int, list[int]]:
    """For each place the places on the other side that share most of its rare shingles, nearest first."""
    postings: dict[str, list[int]] = defaultdict(list)
    asked = frozenset[str]().union(*(bag.members for bag in here.values()))
    for place, bag in there.items():
        for shingle in bag.members & asked:
            postings[shingle].append(place)
    # Clues in order of rarity, so that the rarest of a text are the smallest numbers.
    clues = sorted(
        (-scale.weight(shingle), shingle) for shingle, places in postings.items() if len(places) <= LONGEST_POSTING
    )
    rank = {shingle: number for number, (_, shingle) in enumerate(clues)}
    found: dict[int, list[int]] = {}
    rarest, nearest = (RAREST, NEAREST) if len(there) < MANY else (RAREST_OF_MANY, NEAREST_OF_MANY)
    for place, bag in here.items():
        shared: dict[int, int] = defaultdict(int)
        for number in sorted([rank[shingle] for shingle in rank.keys() & bag.members])[:rarest]:
            weight, shingle = clues[number]
            for other in postings[shingle]:
                shared[other] += weight
        if shared:
            found[place] = [other for _, other in nsmallest(nearest, zip(shared.values(), shared, strict=True))]
    return found
