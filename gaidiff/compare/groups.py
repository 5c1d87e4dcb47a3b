"""Pairs of leaves in, leaf groups out: 1:1, then 1:n or n:1, never a knot of several and several."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field


@dataclass(slots=True)
class Groups:
    """Leaf matches in the making: 1:1, then 1:n or n:1, never n:m."""

    news_of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    olds_of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    score: dict[tuple[int, int], float] = field(default_factory=dict)

    def add(self, old: int, new: int, score: float) -> bool:
        """Join two leaves unless that would tie a knot of several old and several new ones."""
        if (old, new) in self.score:
            return True
        news, olds = self.news_of.get(old, []), self.olds_of.get(new, [])
        if (
            (news and olds)
            or any(len(self.olds_of[j]) > 1 for j in news)
            or any(len(self.news_of[i]) > 1 for i in olds)
        ):
            return False
        self.news_of[old].append(new)
        self.olds_of[new].append(old)
        self.score[old, new] = score
        return True

    def remove(self, old: int, new: int) -> None:
        """Part two leaves that were joined, if they were."""
        if self.score.pop((old, new), None) is not None:
            self.news_of[old].remove(new)
            self.olds_of[new].remove(old)
