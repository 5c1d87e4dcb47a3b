"""Labels that may be articles in, those that are articles out: the longest increasing chain, run by run."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.grammars._labels import LIKELY, STRONG

if TYPE_CHECKING:
    from collections.abc import Sequence

    Ordinal = tuple[int, ...]


class Candidate(NamedTuple):
    """A line (by its place) that may be the heading of an article."""

    place: int
    ordinal: tuple[int, ...]
    strength: int


class Chain(NamedTuple):
    """`accepted` are articles; `rejected` are headings by their look whose number fits nowhere."""

    accepted: tuple[Candidate, ...]
    rejected: tuple[Candidate, ...] = ()


def follows(earlier: Ordinal, later: Ordinal) -> bool:
    """Is `later` the next number after `earlier`?

    >>> follows((4,), (5,)), follows((4,), (4, 1)), follows((4, 2), (5,)), follows((4,), (6,))
    (True, True, True, False)
    """
    if later[: len(earlier)] == earlier:
        return len(later) == len(earlier) + 1 and later[-1] <= 2  # noqa: PLR2004 (第十四条之一; Article 3 bis is (3, 2))
    for depth, (old, new) in enumerate(zip(earlier, later, strict=False)):
        if old != new:
            return new == old + 1 and (len(later) == depth + 1 or later[depth + 1 :] == (1,))
    return False


def runs(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Cut where numbering starts again: a heading with the run's first number, and its successor after it."""
    cut: list[list[Candidate]] = []
    sure = [c for c in candidates if c.strength >= STRONG] or list(candidates)
    after = {one.place: two for one, two in pairwise(sure)}
    surely = {c.place for c in sure}
    for candidate in candidates:
        following = after.get(candidate.place)
        restart = (
            cut
            and candidate.place in surely
            and candidate.ordinal in {cut[-1][0].ordinal, (1,)}
            and len(cut[-1]) > 1
            and (following is None or follows(candidate.ordinal, following.ordinal))
        )
        if restart or not cut:
            cut.append([])
        cut[-1].append(candidate)
    return cut


def choose(run: Sequence[Candidate]) -> Chain:
    """The articles of one run of numbers.

    Running text that happens to begin with a label (Article 71 shall apply from ...) leaves the chain; a heading
    out of order stays an article if its number lies within the law's range: a number printed twice is an article.
    """
    found = _heaviest(run)
    inside = {c.place for c in found}
    glued = sum(c.strength < STRONG for c in found) * 2 > len(found)  # the law prints its articles that way
    chain: list[Candidate] = []
    left: list[Candidate] = []
    for at, c in enumerate(found):
        (chain if c.strength >= LIKELY or glued or _in_sequence(found, at) else left).append(c)
    if not chain:
        return Chain(())
    low, high = chain[0].ordinal, chain[-1].ordinal
    astray = [c for c in run if c.strength >= STRONG and c.place not in inside]
    kept = [c for c in astray if low <= c.ordinal <= high]
    rejected = [c for c in astray if not low <= c.ordinal <= high]
    accepted = sorted((*chain, *kept), key=lambda c: c.place)
    return Chain(tuple(accepted), tuple(sorted((*rejected, *left), key=lambda c: c.place)))


def _in_sequence(chain: list[Candidate], at: int) -> bool:
    """Running text after a label is an article where a neighbour's number is next, or a gap between both is open."""
    before, after = chain[at - 1] if at else None, chain[at + 1] if at + 1 < len(chain) else None
    if before is not None and after is not None and not follows(before.ordinal, after.ordinal):
        return True
    if before is None and after is None:
        return True
    follows_on = before is not None and follows(before.ordinal, chain[at].ordinal)
    return follows_on or (after is not None and follows(chain[at].ordinal, after.ordinal))


def _heaviest(run: Sequence[Candidate]) -> list[Candidate]:
    """The strictly increasing subsequence of greatest strength, in n log n."""
    if all(one.ordinal < two.ordinal for one, two in pairwise(run)):
        return list(run)
    ranks = sorted({c.ordinal for c in run})
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)  # Fenwick tree: greatest weight, and its last place
    before: list[int] = []
    for at, candidate in enumerate(run):
        rank = bisect_left(ranks, candidate.ordinal)
        weight, previous = 0, -1
        node = rank
        while node > 0:
            if best[node][0] > weight:
                weight, previous = best[node]
            node -= node & -node
        before.append(previous)
        node = rank + 1
        while node <= len(ranks):
            if best[node][0] < weight + candidate.strength:
                best[node] = (weight + candidate.strength, at)
            node += node & -node
    at = max(best)[1]
    chain: list[Candidate] = []
    while at >= 0:
        chain.append(run[at])
        at = before[at]
    return chain[::-1]
