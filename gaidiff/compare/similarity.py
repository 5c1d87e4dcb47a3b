"""Texts in, likeness out: rare words and runs of characters in common, weighed by how rare they are in this law."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import chain, count, islice, pairwise
from math import log
from operator import add
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

FIRST, LAST = "\u3040", "\ufaff"
UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # kana and Han: no spaces between words
RUN = re.compile(
    rf"""
    (?P<name> 《[^《》]{{2,80}}》 )      # 《网络安全法》: a law that is cited counts as one word
  | (?P<number> [0-9]{{1,2}} (?= \W | $ ) )    # Article 73(2): a reference changes when its target is renumbered
  | (?P<unspaced> [{UNSPACED}]+ )    # 提供者报告 -> 提, 供, 者, 报, 告, 提供, 供者, 者报, 报告
  | (?P<word> [^\W{UNSPACED}]+ )     # shall report -> shall, report, "shall report"
    """,
    re.VERBOSE,
)
STOP = re.compile(
    r"""
    [，；。：！？] \s*        # 发现违法内容的，应当及时停止生成；
  | [,;:.] (?: \s+ | $ )      # not 1005.6, not 3:15
    """,
    re.VERBOSE,
)
STEM = 7  # letters of a word that count: generate, generated and generation are one
LINKING = 3  # letters of a word (of, the, und, des) that pairs step over: stop the generation, stopping generation
ENDING = re.compile(
    r"(?P<stem> [^\W\d_]+? (?P<last> [^\W\d_] ) ) (?P=last)? (?: ing | ed | ies | ied | es | s | e | y ) $", re.VERBOSE
)
LEAST_WORD = 12  # characters to a blank from which they are no word; Korean has four, Chinese with citations fifty
SAMPLE = 600  # leaves of unchanged articles that are looked at to learn which words are common
UNIT = 1000  # weight of the rarest shingle; whole numbers, so that sums never depend on the order of a set
SPACED = (
    1.25  # a word and its pair weigh less than the characters and pairs of a Chinese word; five rare words are five
)
NUMBER_BITS = 40  # of a code, for the number: 2 ** 18 numbers below 2 ** 22 add up to less
STEEPNESS = 3  # weight = rarity ** 3; best F1 by plain threshold on three hand-labelled laws (1, 1.5, 2, 3 tried)


def squeeze(text: str) -> str:
    """The text without white space: what must be equal for a text to be unchanged."""
    return "".join(text.split())


def is_same(old: str, new: str) -> bool:
    """Whether two texts differ in white space at most."""
    return old == new or squeeze(old) == squeeze(new)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """What is left of a word without its ending, a doubled last letter told once, cut to STEM letters.

    A stem need not be a word; what counts is that the forms of one word share it.

    >>> stem("stopping"), stem("stops"), stem("generation")
    ('stop', 'stop', 'generat')
    >>> stem("pass"), stem("passes"), stem("passed")
    ('pas', 'pas', 'pas')
    """
    match = ENDING.match(word)
    return (match["stem"] if match else word)[:STEM]


def shingles(clause: str, words: Callable[[str], list[str]], before: str = "") -> tuple[list[str], str]:
    """Characters and pairs of characters, or words and pairs of words, that stand in a clause, some more than once.

    A word makes a pair with the one `before` the clause too; the second value is the word before the next clause.
    What the grammar keeps whole (应当, 或者, 第二十条) is stock of every law: no pair reaches into it, and references
    are left out.
    """
    found: list[str] = []
    clause = clause.casefold()
    if not clause.isascii():
        pieces = words(clause)
        if len(pieces) < len(clause):
            whole = {piece for piece in pieces if len(piece) > 1 and FIRST <= piece[0] <= LAST}
            clause = "".join(["|" if piece in whole else piece for piece in pieces])
            found += [piece for piece in whole if piece[0] != "第"]
    for name, _number, unspaced, word in RUN.findall(clause):
        if word:
            stemmed = stem(word)
            found.append(stemmed)
            if len(stemmed) > LINKING:
                if before:
                    found.append(f"{before} {stemmed}")
                before = stemmed
            continue
        before = ""
        if unspaced:
            characters = list(unspaced)
            found += characters
            found += map(add, characters, characters[1:])
        elif name:
            found.append(name)
    return found, before


def clauses(text: str) -> list[str]:
    """The clauses of a text without the stops; one if a cited law has a stop in its name."""
    found = STOP.split(text)
    if "《" in text and any(clause.rfind("《") > clause.rfind("》") for clause in found):
        return [text]
    return found


def clause_bounds(text: str) -> list[tuple[int, int]]:
    """Where the pieces between commas and stronger stops stand; together they are the whole text."""
    ends = [0, *(stop.end() for stop in STOP.finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(ends) if end > start]


class Bag(NamedTuple):
    """The shingles of a text, by their codes, and what they weigh together."""

    members: frozenset[int]
    mass: int


class Scale:
    """Weighs shingles by how rare they are in both texts: UNIT stands once, 0 is everywhere."""

    def __init__(
        self, old: Sequence[str], new: Sequence[str], words: Callable[[str], list[str]], *, both: Sequence[str] = ()
    ) -> None:
        """`old` and `new` are the leaves of one side; `both` those of equal articles, which a sample stands for."""
        self._words = words
        unit = self.unit = UNIT if _is_unspaced([*old[:SAMPLE], *new[:SAMPLE]]) else round(UNIT * SPACED)
        self._numbers: defaultdict[str, int] = defaultdict(count().__next__)  # of each shingle
        self._clauses: dict[tuple[str, str], tuple[tuple[int, ...], str]] = {}
        step = 1 + len(both) // SAMPLE
        known = {text: set(self._numbers_in(text)) for text in dict.fromkeys((*old, *new, *both[::step]))}
        weights = [unit] * len(self._numbers)
        shared = Counter(chain.from_iterable(map(known.__getitem__, both[::step])))
        for texts in (old, new):
            counts = Counter({number: times * step for number, times in shared.items()})
            counts.update(chain.from_iterable(map(known.__getitem__, texts)))
            whole = log(len(texts) + len(both) + 2)
            rarity = {times: max(1.0 - log(times) / whole, 0.0) for times in set(counts.values())}
            worth = {times: round(unit * rare**STEEPNESS) for times, rare in rarity.items()}
            for number, times in counts.items():
                # The side on which it is common decides: a word introduced everywhere tells nothing.
                if times > 1:
                    weights[number] = min(worth[times], weights[number])
        # The code of each number: what the shingle weighs, then its place in an order that no hash decides. The codes
        # of a set, added up, begin with what the set weighs: no weight is looked up.
        self._codes = [0] * len(weights)
        for place, shingle in enumerate(sorted(self._numbers, reverse=True)):
            number = self._numbers[shingle]
            self._codes[number] = weights[number] << NUMBER_BITS | place
        self._seen = {
            text: self.bag_of(map(self._codes.__getitem__, known[text])) for text in dict.fromkeys((*old, *new))
        }

    def weight(self, shingle: str) -> int:
        """How much one shingle weighs; one that stands in neither text is as rare as can be."""
        number = self._numbers.get(shingle)
        return self.unit if number is None else weight_of(self._codes[number])

    def bag(self, text: str) -> Bag:
        """The weighed shingles of a text, remembered."""
        bag = self._seen.get(text)
        if bag is None:
            numbers = self._numbers_in(text)
            unheard = sorted(islice(reversed(self._numbers), len(self._numbers) - len(self._codes)))
            self._codes += [0] * len(unheard)
            for place, shingle in enumerate(unheard, len(self._codes) - len(unheard)):
                self._codes[self._numbers[shingle]] = self.unit << NUMBER_BITS | place
            bag = self._seen[text] = self.bag_of(map(self._codes.__getitem__, numbers))
        return bag

    def _numbers_in(self, text: str) -> list[int]:
        """The numbers of the shingles of a text, some more than once; a clause is read once, wherever it stands."""
        found: list[int] = []
        before = ""
        for clause in clauses(text):
            known = self._clauses.get((clause, before))
            if known is None:
                told, after = shingles(clause, self._words, before)
                known = self._clauses[clause, before] = tuple(map(self._numbers.__getitem__, told)), after
            found += known[0]
            before = known[1]
        return found

    def bag_of(self, members: Iterable[int]) -> Bag:
        """A bag of given shingles."""
        kept = frozenset(set(members))  # a copy takes no more room than it needs
        return Bag(kept, sum(kept) >> NUMBER_BITS)

    def mass(self, members: Collection[int]) -> int:
        """What shingles weigh together."""
        return sum(members) >> NUMBER_BITS

    def common(self, old: Bag, new: Bag) -> int:
        """What the shared shingles weigh."""
        return sum(old.members & new.members) >> NUMBER_BITS

    def likeness(self, old: Bag, new: Bag) -> float:
        """Dice of the weighed shingles."""
        return share(self.common(old, new), old.mass, new.mass)


def weight_of(code: int) -> int:
    """How much the shingle of a code weighs."""
    return code >> NUMBER_BITS


def _is_unspaced(texts: Iterable[str]) -> bool:
    """Whether the texts are in a script without spaces between words: most is not Latin, and blanks are rare."""
    text = "".join(texts)
    return 2 * len(text.encode("ascii", "ignore")) < len(text) and LEAST_WORD * text.count(" ") < len(text)


def share(common: float, old: float, new: float) -> float:
    """Dice: 1 for equal texts, 0 for texts with nothing in common."""
    whole = old + new
    return 2.0 * common / whole if whole > 0 else 0.0


def best_window(commons: Sequence[int], masses: Sequence[int], other: int) -> tuple[float, int, int, int]:
    """The run of clauses most like another text: (share, common, first, after last).

    `commons` and `masses` are per clause. What two clauses both share with the other text is counted twice, so
    the common weight is capped at the other text's weight.
    """
    best = (0.0, 0, 0, 0)
    nothing = [not common and mass > 0 for common, mass in zip(commons, masses, strict=True)]
    for first, idle in enumerate(nothing):
        if idle:
            continue  # the run without this clause is more like the other text
        common = mass = 0
        for last in range(first, len(masses)):
            mass += masses[last]
            if nothing[last]:
                continue
            common += commons[last]
            capped = min(common, other, mass)
            value = share(capped, mass, other)
            if value > best[0]:
                best = (value, capped, first, last + 1)
    return best
