"""An edit script of Chinese text in, the same script with two-character words whole out: no dictionary, only counts.

稳健 -> 稳定 is 稳[-健-]{+定+} by characters. 稳 is nearly always followed by 健 or 定 in both laws: it goes with them.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from operator import add
from typing import TYPE_CHECKING

from gaidiff.model.change import Op

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Runs = list[tuple[Op, int]]

MOST_COUNTED = 200_000  # characters of both laws that are looked at: enough to know their words
FEW = 250  # characters and pairs that are looked for one by one: to count all takes as long as to look for 500
STICKS = 0.5  # part of a character's occurrences beside the replaced ones, from which it is no word of its own
RECURS = 2  # times both two-character strings stand in the laws, from which they are words
HAN = ("\u3400", "\u9fff")
REPLACED = 2  # a deletion and an insertion
PAIR = 2


class Cohesion:
    """How often characters stand beside each other in both laws."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._text = "\n".join(texts)[:MOST_COUNTED]
        self._asked: dict[str, int] = {}
        self._every: Counter[str] | None = None

    def joins(self, words: Sequence[str], outer: str, inner: Sequence[str], char: str) -> bool:
        """Whether an equal character makes one word with what was replaced beside it.

        `words` are the character and its neighbour in the edit, old and new; `outer` is the character and its
        neighbour on the equal side, `inner` are the neighbours in the edit and those beyond them: 自[-接-]{+收+}到 is
        接到 and 收到, not 自接.
        """
        counts = [self.count(word) for word in words]
        if sum(counts) < STICKS * self.count(char) and min(counts) < RECURS:
            return False
        weakest = min(map(self._bond, words))
        return weakest > self._bond(outer) and all(
            self._bond(w) > self._bond(i) for w, i in zip(words, inner, strict=True)
        )

    def _bond(self, pair: str) -> float:
        """Mutual information of two neighbours, without the constant; none where one is no Chinese character."""
        if len(pair) != PAIR or not all(map(is_han, pair)):
            return 0.0
        return self.count(pair) / max(1, self.count(pair[0]) * self.count(pair[1]))

    def count(self, run: str) -> int:
        """How often a character, or a pair of them, stands in the laws. Where few words changed, few are asked for."""
        if self._every is not None:
            return self._every[run]
        if run not in self._asked:
            if len(self._asked) >= FEW:
                self._every = Counter(chain(self._text, map(add, self._text, self._text[1:])))
                return self._every[run]
            doubled = run == run[0] * PAIR  # 人人人 is twice 人人: what stands between the three is empty
            self._asked[run] = self._text.split(run[0])[1:-1].count("") if doubled else self._text.count(run)
        return self._asked[run]


def is_han(token: str) -> bool:
    """Whether a token is one Chinese character; a legal phrase that the grammar keeps whole is not."""
    return len(token) == 1 and HAN[0] <= token <= HAN[1]


def whole_words(runs: Runs, old: Sequence[str], new: Sequence[str], cohesion: Cohesion) -> Runs:
    """Move a character from an equal run to the edit beside it where they are one word on both sides."""
    lengths = [length for _, length in runs]
    i = j = 0
    for place, (op, length) in enumerate(runs):
        if op is Op.DELETE and place + 1 < len(runs) and runs[place + 1][0] is Op.INSERT:
            ends = (i, i + length, j, j + runs[place + 1][1])
            left = place > 0 and lengths[place - 1] > 0 and _left(old, new, ends, cohesion)
            right = place + REPLACED < len(runs) and _right(old, new, ends, cohesion)
            for moved, beside in ((left, place - 1), (right, place + REPLACED)):
                if moved:
                    lengths[beside] -= 1
                    lengths[place] += 1
                    lengths[place + 1] += 1
        i += length if op is not Op.INSERT else 0
        j += length if op is not Op.DELETE else 0
    return [(op, length) for (op, _), length in zip(runs, lengths, strict=True) if length]


def _left(old: Sequence[str], new: Sequence[str], ends: tuple[int, int, int, int], cohesion: Cohesion) -> bool:
    """Whether the last equal character before an edit goes with it."""
    i, _, j, _ = ends
    if not (i and is_han(old[i - 1]) and is_han(old[i]) and is_han(new[j])):
        return False
    words = old[i - 1] + old[i], new[j - 1] + new[j]
    inner = "".join(old[i : i + 2]), "".join(new[j : j + 2])
    return cohesion.joins(words, "".join(old[max(i - 2, 0) : i]), inner, old[i - 1])


def _right(old: Sequence[str], new: Sequence[str], ends: tuple[int, int, int, int], cohesion: Cohesion) -> bool:
    """Whether the first equal character after an edit goes with it."""
    _, i, _, j = ends
    if not (i < len(old) and is_han(old[i]) and is_han(old[i - 1]) and is_han(new[j - 1])):
        return False
    words = old[i - 1] + old[i], new[j - 1] + new[j]
    inner = "".join(old[max(i - 2, 0) : i]), "".join(new[max(j - 2, 0) : j])
    return cohesion.joins(words, "".join(old[i : i + 2]), inner, old[i])
