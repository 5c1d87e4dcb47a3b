"""Words in, the places of a whole instrument that say the same out: the heir search before "removed" is said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import log
from typing import TYPE_CHECKING, Final

from gaidiff.model.text import Span
from gaidiff.model.words import Concept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gaidiff.model.law import Instrument
    from gaidiff.model.words import Context, Lexicon

UNKNOWN_WEIGHT: Final = 0.6  # a pair of characters the text never uses is as often no word as a telling one


@dataclass(frozen=True, slots=True)
class Index:
    """Where each word of an instrument stands (numbers of leaves), and how telling it is (0 to 1)."""

    spans: tuple[Span, ...]
    places: Mapping[str, Sequence[int]]
    weights: Mapping[str, float]
    known: dict[frozenset[str], tuple[float, Span | None]] = field(default_factory=dict, repr=False, compare=False)

    def weight(self, terms: Iterable[str]) -> float:
        """How much these words say."""
        return sum(self.weights.get(term, UNKNOWN_WEIGHT) for term in terms)

    def best(self, terms: frozenset[str]) -> tuple[float, Span | None]:
        """The leaf that holds most of these words, and the share of their weight it holds; several rules ask."""
        if terms not in self.known:
            self.known[terms] = self._best(terms)
        return self.known[terms]

    def _best(self, terms: frozenset[str]) -> tuple[float, Span | None]:
        whole = self.weight(terms)
        if not whole:
            return 0.0, None
        held: dict[int, float] = {}
        left, most = whole, 0.0
        # the telling words first, in an order of their own, for sums of fractions depend on it
        for weight, term in sorted(((self.weights.get(term, UNKNOWN_WEIGHT), term) for term in terms), reverse=True):
            places: Iterable[int] = self.places.get(term, ())
            left -= weight
            if left + weight < most:  # no other leaf can win any more: 人民 stands in hundreds
                places = held.keys() & places
            for place in places:
                held[place] = score = held.get(place, 0.0) + weight
                if score > most:  # noqa: PLR1730 (a call for every word of every leaf)
                    most = score
        if not held:
            return 0.0, None
        place = min(place for place, weight in held.items() if weight == most)
        return most / whole, self.spans[place]


def index_of(instrument: Instrument, context: Context) -> Index:
    """The index of one side, made once for a comparison."""
    key = "index of old" if instrument is context.old else "index of new"
    if key not in context.memo:
        context.memo[key] = _index(instrument, context.lexicon)
    found: Index = context.memo[key]
    return found


def _index(instrument: Instrument, lexicon: Lexicon) -> Index:
    spans: list[Span] = []
    places: defaultdict[str, list[int]] = defaultdict(list)
    for unit in instrument.binding():
        for leaf in instrument.leaves(unit.eid):
            place = len(spans)
            for term in set(lexicon.terms(instrument.text_at(leaf.span))):
                places[term].append(place)
            spans.append(leaf.span)
    most = log(1 + len(spans)) or 1.0
    counts = {len(found) for found in places.values()}
    by_count = {count: (log(1 + len(spans) / count) / most) ** 2 for count in counts}
    return Index(tuple(spans), places, {term: by_count[len(found)] for term, found in places.items()})


def likeness(old: frozenset[str], new: frozenset[str], index: Index) -> float:
    """How alike two clauses are, 0 to 1: twice what they share over what both say."""
    both = index.weight(old) + index.weight(new)
    return 2 * index.weight(old & new) / both if both else 0.0


LONGEST_MOVED: Final = 6  # characters, in a spaced language words, that may move without a change of rule
FORCES: Final = (
    Concept.PROHIBITION,
    Concept.DUTY,
    Concept.PERMISSION,
    Concept.EXCEPTION,
    Concept.QUALIFIER,
    Concept.CONDITION,
)


def moved_only(old: str, new: str, lexicon: Lexicon) -> bool:
    """Whether two clauses are the same up to style and at most one phrase that moved within the same words.

    生成的图片、视频等内容 and 图片、视频等生成内容 say the same; 可以不报告 and 不可以报告 do not, for a modal moved.
    """
    plain = lexicon.plain(old), lexicon.plain(new)
    if plain[0] == plain[1]:
        return True
    before, after = (text.split() if " " in text else list(text) for text in plain)
    if len(before) != len(after) or sorted(before) != sorted(after):
        return False
    start = next(n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b)
    end = next(n for n, (a, b) in enumerate(zip(reversed(before), reversed(after), strict=True)) if a != b)
    one, other = before[start : len(before) - end], after[start : len(after) - end]
    if any(lexicon.number(word) is not None for word in one):
        return False  # 十五日, 五十日
    for size in range(1, min(LONGEST_MOVED, len(one) - 1) + 1):
        if other in (one[size:] + one[:size], one[-size:] + one[:-size]):
            passed = (" " if " " in plain[0] else "").join(one)
            return not any(lexicon.has(concept, passed) for concept in FORCES)
    return False
