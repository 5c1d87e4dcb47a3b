"""Aligned clauses in, systematic changes of terms out: 用户 became 使用者 throughout, product became service."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from gaidiff.compare.edits import edit_script
from gaidiff.model.change import Op

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LEAST_SEEDS = 2  # aligned leaves in which a whole edit is this replacement and nothing else
LEAST_CLAUSES = 3  # aligned leaves in which the old term is gone and the new one came
MAJORITY = 0.6  # part of the leaves with the old term which speak for the replacement
LONGEST = 24  # characters of a term
SHORTEST = 2
STOP = "\n\n"  # between texts; no term holds it


def learn_terms(
    aligned: Iterable[tuple[str, str]], words: Callable[[str], list[str]]
) -> tuple[tuple[str, str, int], ...]:
    """Old term, new term and number of texts, longest first, of each replacement made in LEAST_CLAUSES or more.

    >>> texts = [("用户可以投诉", "使用者可以投诉"), ("告知用户", "告知使用者"), ("用户的信息", "使用者的信息")]
    >>> learn_terms(texts, list)
    (('用户', '使用者', 3),)
    """
    texts = [(old.casefold(), new.casefold()) for old, new in aligned if old != new]
    seeds: Counter[tuple[str, str]] = Counter()
    for old, new in texts:
        seeds.update(set(_replacements(words(old), words(new))))
    olds, news = _Texts([old for old, _ in texts]), _Texts([new for _, new in texts])
    chosen: dict[str, tuple[int, str]] = {}
    for (before, after), count in sorted(seeds.items()):
        if count < LEAST_SEEDS:
            continue
        support = _support(before, after, (texts[place] for place in olds.with_(before)), news.count(after))
        if support > chosen.get(before, (LEAST_CLAUSES - 1, ""))[0]:
            chosen[before] = (support, after)
    found = ((before, after, support) for before, (support, after) in chosen.items())
    return tuple(sorted(found, key=lambda term: (-len(term[0]), term)))


class _Texts:
    """Texts in a row, so that a term is looked for in all of them at once."""

    def __init__(self, texts: list[str]) -> None:
        self._row = STOP.join(texts)
        self._ends = list(accumulate(len(text) + len(STOP) for text in texts))

    def count(self, term: str) -> int:
        """How often a term stands in the texts."""
        return self._row.count(term)

    def with_(self, term: str) -> Iterator[int]:
        """The places of the texts in which a term stands, in order."""
        found = self._row.find(term)
        while found >= 0:
            place = bisect_right(self._ends, found)
            yield place
            found = self._row.find(term, self._ends[place])


def _support(before: str, after: str, texts: Iterable[tuple[str, str]], most: int) -> int:
    """In how many texts with the old term (in so many at most) it gave way to the new one; 0 if it was kept too often.

    A pair of words that is no change of terms is given up long before all texts with the first one are read.
    """
    replaced = kept = 0
    for old, new in texts:
        if after in old:
            continue
        if before in new:
            kept += 1
            if not _is_majority(most, kept):
                return 0
        elif after in new:
            replaced += 1
    return replaced if _is_majority(replaced, kept) else 0


def _is_majority(replaced: int, kept: int) -> bool:
    return replaced >= MAJORITY * (replaced + kept)


def _replacements(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Runs of words that stand for other runs."""
    script, _ = edit_script(old, new)
    for (op, a, b, _, _), (after, _, _, c, d) in pairwise(script):
        if op is Op.DELETE and after is Op.INSERT:
            before, later = "".join(old[a:b]).strip(), "".join(new[c:d]).strip()
            if _is_term(before) and _is_term(later):
                yield before, later


def _is_term(text: str) -> bool:
    """Words and nothing else; a number that changed is no term."""
    letters = text.replace(" ", "")
    return len(letters) >= SHORTEST and len(text) <= LONGEST and letters.isalpha() and not _numeric(letters)


def _numeric(text: str) -> bool:
    return any(char.isnumeric() for char in text)


class Neutral:
    """Rewrites texts so that a systematic change of terms makes no difference."""

    def __init__(self, terms: Iterable[tuple[str, str, int]]) -> None:
        self._terms = {before: after for before, after, _ in terms}
        bound = [rf"\b{re.escape(term)}\b" if term.isascii() else re.escape(term) for term in self._terms]
        self._pattern = re.compile("|".join(bound)) if bound else None

    def __call__(self, text: str) -> str:
        """The text with every old term replaced, in lower case if there is any."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self._terms[match.group()], text.casefold())
