"""A Report in, its two texts ready to be searched out: which clause says this, and how rare is each of its words."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from gaidiff.audit import _figures
from gaidiff.audit._terms import is_chinese, letters_of, positions, terms
from gaidiff.audit._values import Evidence, Place, Side
from gaidiff.model.law import ProvisionKind, leaves_of
from gaidiff.model.text import EId, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaidiff.model.change import Report
    from gaidiff.model.law import Instrument

FIGURE_WEIGHT: Final = 3.0  # times the rarest word: a time limit tells an article better than any word
MOST_SHOWN: Final = 120  # characters of a clause shown as proof
MOST_HAN: Final = 60
PAUSE: Final = re.compile(r"[,;:，；：。]\s?")
RENDERED: Final = ("rendering", "translation", "translated", "译文", "译本", "翻译")


@dataclass(frozen=True, slots=True)
class Clause:
    """A leaf of one text with its levelled words; `parent` is the provision it stands in."""

    side: Side
    eid: EId
    unit: EId
    span: Span
    text: str
    terms: frozenset[str]
    figures: frozenset[tuple[str, float]]

    @property
    def evidence(self) -> Evidence:
        """The clause as proof."""
        return Evidence(self.side, self.span)

    @property
    def place(self) -> Place:
        """The provision the clause stands in."""
        return Place(self.side, self.span.eid)


@dataclass(frozen=True, slots=True)
class Lettered:
    """The letters of one article without spaces and points, and the clause and place each is from."""

    letters: str
    places: tuple[tuple[Clause, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A clause or article and how much of what was looked for it holds."""

    score: float
    clause: Clause


class Texts:
    """Both texts of a report and what can be asked of them."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.clauses = {Side.OLD: _clauses(report.old, Side.OLD), Side.NEW: _clauses(report.new, Side.NEW)}
        self._below: dict[Place, tuple[Clause, ...]] = {}
        self._lettered: dict[tuple[Side, EId], Lettered] = {}
        # recitals say what the articles say: a rule has its home in an article
        self.operative = {
            side: tuple(one for one in clauses if not _is_recital(self.instrument(side), one.unit))
            for side, clauses in self.clauses.items()
        }
        self._by_unit = {side: _by_unit(clauses) for side, clauses in self.operative.items()}
        self._scores: dict[tuple[frozenset[str], frozenset[tuple[str, float]], Side], dict[EId, float]] = {}
        self._best: dict[tuple[frozenset[str], Side, tuple[EId, ...]], Found | None] = {}

    def lettered(self, side: Side, unit: EId) -> Lettered:
        """The letters of one article, made when first asked for."""
        if (side, unit) not in self._lettered:
            own = [clause for clause in self.clauses[side] if clause.unit == unit]
            pairs = [(letter, (c, at)) for c in own for at, char in enumerate(c.text) for letter in letters_of(char)]
            letters = "".join(letter for letter, _ in pairs)
            self._lettered[side, unit] = Lettered(letters, tuple(place for _, place in pairs))
        return self._lettered[side, unit]

    def instrument(self, side: Side) -> Instrument:
        """The text of one side."""
        return self.report.old if side is Side.OLD else self.report.new

    @cached_property
    def chinese(self) -> bool:
        """Whether the texts are Chinese; an audit compares words only within one language."""
        return is_chinese(" ".join(clause.text for clause in self.clauses[Side.NEW]))

    @cached_property
    def translated(self) -> bool:
        """Whether either text calls itself a translation: then quotations may be translated otherwise."""
        heads = [text.preface[:2000].casefold() for text in (self.report.old, self.report.new)]
        return any(word in head for head in heads for word in RENDERED)

    @cached_property
    def _spread(self) -> dict[str, int]:
        """Levelled word -> in how many articles of both sides it stands."""
        return Counter(word for by_unit in self._by_unit.values() for words, _ in by_unit.values() for word in words)

    @cached_property
    def _articles(self) -> int:
        return sum(len(by_unit) for by_unit in self._by_unit.values())

    def knows(self, word: str) -> bool:
        """Whether either text has the word anywhere."""
        return word in self._spread

    def spread(self, word: str) -> float:
        """0 to 1: the share of the articles of both texts that have the word."""
        return self._spread.get(word, 0) / (self._articles or 1)

    def weight(self, word: str) -> float:
        """How telling a word is: 0 if the texts never use it, more the fewer articles have it."""
        spread = self._spread.get(word, 0)
        return math.log(1 + self._articles / spread) if spread else 0.0

    def weigh(self, words: Iterable[str]) -> float:
        """The weight of several words together."""
        return sum(self.weight(word) for word in words)

    def share(self, wanted: frozenset[str], held: frozenset[str]) -> float:
        """0 to 1: how much of the weight of `wanted`, as far as the texts know it, is in `held`."""
        whole = self.weigh(wanted)
        return self.weigh(wanted & held) / whole if whole else 0.0

    def unit_terms(self, place: Place) -> frozenset[str]:
        """The words of the article a provision stands in."""
        unit = self.instrument(place.side).unit_of.get(place.eid, place.eid)
        return self._by_unit[place.side].get(unit, (frozenset(), frozenset()))[0]

    def article_scores(
        self, wanted: frozenset[str], figures: frozenset[tuple[str, float]], side: Side
    ) -> dict[EId, float]:
        """Article -> 0 to 1, how much of the words and figures looked for it holds."""
        key = (wanted, figures, side)
        if key not in self._scores:
            self._scores[key] = self._score(wanted, figures, side)
        return self._scores[key]

    def _score(self, wanted: frozenset[str], figures: frozenset[tuple[str, float]], side: Side) -> dict[EId, float]:
        top = math.log(1 + self._articles) * FIGURE_WEIGHT
        known = frozenset(figure for figure in figures if self.has_figure(figure))
        whole = self.weigh(wanted) + top * len(known)
        if not whole:
            return {}
        return {
            unit: (self.weigh(wanted & words) + top * len(known & numbers)) / whole
            for unit, (words, numbers) in self._by_unit[side].items()
        }

    def has_figure(self, figure: tuple[str, float], side: Side | None = None) -> bool:
        """Whether a text names this number with this unit."""
        sides = tuple(Side) if side is None else (side,)
        return any(figure in numbers for one in sides for _, numbers in self._by_unit[one].values())

    def with_figure(self, figure: tuple[str, float], side: Side) -> tuple[Clause, ...]:
        """The clauses that name this number with this unit."""
        return tuple(clause for clause in self.clauses[side] if figure in clause.figures)

    def best(self, wanted: frozenset[str], side: Side, within: Iterable[EId] = ()) -> Found | None:
        """The clause that holds most of what was looked for; of equals the one with fewer other words."""
        key = (wanted, side, tuple(within))
        if key not in self._best:
            self._best[key] = self._find(*key)
        return self._best[key]

    def _find(self, wanted: frozenset[str], side: Side, inside: tuple[EId, ...]) -> Found | None:
        clauses = self.operative[side]
        if inside:
            clauses = tuple(dict.fromkeys(clause for eid in inside for clause in self.below(Place(side, eid))))
        known = frozenset(word for word in wanted if self.knows(word))
        found = [Found(self.share(known, clause.terms), clause) for clause in clauses]
        return max(found, key=lambda one: (one.score, -len(one.clause.terms)), default=None)

    def is_below(self, clause: Clause, eid: EId) -> bool:
        """Whether a clause stands in a provision, or in one of its children."""
        place: EId | None = clause.span.eid
        parents = self.instrument(clause.side).parent_of
        while place is not None:
            if place == eid:
                return True
            place = parents.get(place)
        return False

    def below(self, place: Place) -> tuple[Clause, ...]:
        """All clauses of a provision."""
        if place not in self._below:
            self._below[place] = tuple(c for c in self.clauses[place.side] if self.is_below(c, place.eid))
        return self._below[place]

    def excerpt(self, clause: Clause, wanted: frozenset[str]) -> Evidence:
        """The part of a long clause that has most of the words looked for: `require users to provide true identity`."""
        most = MOST_HAN if self.chinese else MOST_SHOWN
        hits = [hit for hit in positions(clause.text) if hit[2] in wanted]
        if len(clause.text) <= most or not hits:
            return clause.evidence
        runs = [[hit for hit in hits[n:] if hit[1] - hits[n][0] <= most] for n in range(len(hits))]
        best = max(runs, key=lambda run: self.weigh({word for _, _, word in run}))
        if not best:
            return clause.evidence
        start, end = best[0][0], best[-1][1]
        room = most - (end - start)
        before = [mark.end() for mark in PAUSE.finditer(clause.text, max(0, start - room), start)]
        start = before[0] if before else 0 if start <= room else start
        after = PAUSE.search(clause.text, end, min(len(clause.text), start + most))
        base = clause.span.start
        return Evidence(
            clause.side, replace(clause.span, start=base + start, end=base + (after.start() if after else end))
        )

    @staticmethod
    def around(clause: Clause, figure: tuple[str, float]) -> Evidence:
        """The part of a clause, between commas, in which a number stands."""
        at = next(one for one in _figures.figures(clause.text) if one.key == figure)
        start = max(clause.text.rfind(mark, 0, at.start) for mark in ",，;；:：") + 1
        ends = [clause.text.find(mark, at.end) for mark in ",，;；。"]
        end = min((one for one in ends if one >= 0), default=len(clause.text))
        start += len(clause.text[start:end]) - len(clause.text[start:end].lstrip())
        base = clause.span.start
        return Evidence(clause.side, replace(clause.span, start=base + start, end=base + end))

    def heirs(self, clause: Clause) -> tuple[Clause, ...]:
        """What the alignment says became of an old clause, or where a new one comes from."""
        return self._heirs.get((clause.side, clause.eid), ())

    @cached_property
    def _heirs(self) -> dict[tuple[Side, EId], tuple[Clause, ...]]:
        named = {(side, clause.eid): clause for side, clauses in self.clauses.items() for clause in clauses}
        found: dict[tuple[Side, EId], tuple[Clause, ...]] = {}
        for match in self.report.alignment.leaves:
            for side, own, other, others in (
                (Side.OLD, match.old, Side.NEW, match.new),
                (Side.NEW, match.new, Side.OLD, match.old),
            ):
                carried = tuple(named[other, eid] for eid in others if (other, eid) in named)
                found.update({(side, eid): carried for eid in own})
        return found


def _clauses(instrument: Instrument, side: Side) -> tuple[Clause, ...]:
    found = []
    for unit in instrument.units():
        for leaf in leaves_of(unit):
            text = instrument.text_at(leaf.span)
            found.append(Clause(side, leaf.eid, unit.eid, leaf.span, text, terms(text), _figures.keys(text)))
    return tuple(found)


def _is_recital(instrument: Instrument, unit: EId) -> bool:
    return instrument.by_eid[unit].kind is ProvisionKind.RECITAL


def _by_unit(clauses: tuple[Clause, ...]) -> dict[EId, tuple[frozenset[str], frozenset[tuple[str, float]]]]:
    found: dict[EId, tuple[frozenset[str], frozenset[tuple[str, float]]]] = {}
    for clause in clauses:
        words, numbers = found.get(clause.unit, (frozenset(), frozenset()))
        found[clause.unit] = (words | clause.terms, numbers | clause.figures)
    return found
