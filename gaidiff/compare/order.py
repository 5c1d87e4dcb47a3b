"""Main partners in, how unlikely a link out of their order is out: measured on this pair of texts, not assumed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import log2
from typing import TYPE_CHECKING

from gaidiff.compare.chain import heaviest_chain
from gaidiff.compare.shares import Tie

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaidiff.compare.articles import Link

FREE = 0.25  # part of the pairs out of order from which order tells nothing
STRAY = 0.03  # strength a link out of order needs more, for each halving of that part


class Order:
    """The longest run of pairs that cross nothing, and the price of crossing it.

    In a law of 190 articles that all kept their order one clause that seems to have gone elsewhere is boilerplate;
    where Draft 18 became 10, 3 became 6 and 17 became 19, it is news.
    """

    def __init__(self, links: Iterable[Link]) -> None:
        ties = [Tie(link.old, link.new, 1.0) for link in links]
        self.pairs = len(ties)
        chain = heaviest_chain(ties)
        self._olds = [tie.old for tie in chain]
        self._news = [tie.new for tie in chain]
        astray = (len(ties) - len(chain) + 1) / (len(ties) + 2)
        self.price = STRAY * max(0.0, log2(FREE / astray))

    def toll(self, old: int, new: int) -> float:
        """What a link must have more of: nothing between the pairs around it, else the price."""
        before, after = bisect_right(self._olds, old) - 1, bisect_left(self._olds, old)
        low = self._news[before] if before >= 0 else -1
        if new < low or (after < len(self._news) and new > self._news[after]):
            return self.price
        return 0.0
