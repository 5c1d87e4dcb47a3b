"""Pairs of leaves with rare words in common in, those that touch given leaves out: what is looked at together."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Pairs = set[tuple[int, int]]


class Reach:
    """Near leaves (old, new), and how much they share."""

    def __init__(self, common: Mapping[tuple[int, int], int]) -> None:
        self._common = dict(common)
        self._beside: tuple[dict[int, set[int]], dict[int, set[int]]] = (defaultdict(set), defaultdict(set))
        for i, j in self._common:
            self._beside[0][i].add(j)
            self._beside[1][j].add(i)

    def common(self, pair: tuple[int, int]) -> int:
        """What two leaves share."""
        return self._common[pair]

    def all(self) -> Pairs:
        """Every pair that is left."""
        return set(self._common)

    def touching(self, olds: Iterable[int], news: Iterable[int]) -> Pairs:
        """The pairs of which one leaf is among the given ones."""
        found = {(i, j) for i in olds for j in self._beside[0].get(i, ())}
        found |= {(i, j) for j in news for i in self._beside[1].get(j, ())}
        return found

    def drop(self, pair: tuple[int, int]) -> None:
        """Look at a pair no more."""
        if self._common.pop(pair, None) is not None:
            self._beside[0][pair[0]].discard(pair[1])
            self._beside[1][pair[1]].discard(pair[0])
