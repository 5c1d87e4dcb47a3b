"""Two sides in, one main partner for each unit out: exact text first, then likeness helped by label and place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.compare.candidates import near_pairs
from gaidiff.model.change import PERSON, PLACEHOLDERS
from gaidiff.model.law import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from gaidiff.compare.sides import Side, Unit
    from gaidiff.compare.similarity import Bag, Scale
    from gaidiff.model.change import Decision

    Bags = tuple[dict[int, Bag], dict[int, Bag]]

SURE = (0.6, 0.45)  # likeness with its helpers that a pair needs, round by round
LIKELY = (0.3,)  # ... once leaves and clauses have had their say
LEAST = 0.13  # likeness of words alone below which label and place make no pair: reused numbers reach 0.12
SURVIVES = 0.5  # part of the words two units share in order: half; unrelated articles of one law share up to 0.4
NEAREST = 0.2  # likeness from which two units without any home belong together ...
BY_FAR = 2.0  # ... if neither is half as much like anything else: Draft 16 and another translation of final 12
HELP_OF_LABEL = 0.15  # times the share of sure pairs that kept their label
HELP_OF_HEADING = 0.15  # Article 3 Definitions -> Article 2 Definitions
HELP_OF_PLACE = 0.10  # between the same two neighbours


class Link(NamedTuple):
    """An old and a new unit that belong together, how surely, and why."""

    old: int
    new: int
    score: float
    evidence: tuple[str, ...]


@dataclass(slots=True)
class Pairing:
    """Main partners found so far; each unit has at most one.

    `apart` are sets of old and of new units of which none became the other: recitals tell the reasons of what binds
    in its words.
    """

    apart: tuple[tuple[frozenset[int], frozenset[int]], ...] = ()
    by_old: dict[int, Link] = field(default_factory=dict)
    by_new: dict[int, Link] = field(default_factory=dict)
    fixed: dict[tuple[int, int], Link] = field(default_factory=dict)
    forbidden: dict[tuple[int, int], str] = field(default_factory=dict)

    def add(self, link: Link) -> None:
        """Take both units out of the search."""
        self.by_old[link.old] = link
        self.by_new[link.new] = link

    def free(self, old: int, new: int) -> bool:
        """Whether neither has a partner yet, and nothing keeps them apart."""
        return old not in self.by_old and new not in self.by_new and self.may(old, new)

    def may(self, old: int, new: int) -> bool:
        """Whether neither a person nor their kinds keep two units apart."""
        return (old, new) not in self.forbidden and not any(old in olds and new in news for olds, news in self.apart)

    def decide(self, old: Side, new: Side, decisions: Iterable[Decision]) -> None:
        """Take over what a person decided: of several forced homes the first is the main partner."""
        places = ({unit.eid: k for k, unit in enumerate(side.units)} for side in (old, new))
        here, there = places
        for decision in decisions:
            pair = here[decision.old], there[decision.new]
            if not decision.force:
                self.forbidden[pair] = decision.reason
                continue
            link = Link(*pair, 1.0, (f"{PERSON}{decision.reason or 'these belong together'}",))
            self.fixed[pair] = link
            if pair[0] not in self.by_old and pair[1] not in self.by_new:
                self.add(link)


def pair_exact(old: Side, new: Side, decisions: Iterable[Decision] = ()) -> Pairing:
    """Pair units as a person decided, then those of the same words with and without heading; then placeholders."""
    pairing = Pairing(apart=_apart(old, new))
    pairing.decide(old, new, decisions)
    _pair_equal(old, new, pairing, lambda unit: "" if unit.placeholder else unit.key, "exact text")
    _pair_equal(old, new, pairing, lambda unit: "" if unit.placeholder else unit.body, "exact text, other heading")
    empty = [[place for place, unit in enumerate(side.units) if unit.placeholder] for side in (old, new)]
    for i, j in _same_label(old, new, *empty):
        # a bare number that is now printed as [deleted] was not deleted before
        if pairing.free(i, j) and bool(old.units[i].body) == bool(new.units[j].body):
            pairing.add(Link(i, j, 1.0, (PLACEHOLDERS,)))
    return pairing


def _apart(old: Side, new: Side) -> tuple[tuple[frozenset[int], frozenset[int]], ...]:
    """Recitals of one side, articles and annexes of the other."""
    recitals, binding = (
        [frozenset(place for place, unit in enumerate(side.units) if unit.kind in kinds) for side in (old, new)]
        for kinds in ((ProvisionKind.RECITAL,), (ProvisionKind.ARTICLE, ProvisionKind.ANNEX))
    )
    both = ((recitals[0], binding[1]), (binding[0], recitals[1]))
    return tuple(pair for pair in both if all(pair))


def _pair_equal(old: Side, new: Side, pairing: Pairing, key: Callable[[Unit], str], evidence: str) -> None:
    """Pair equal units; of several equal ones those with the same label first, the rest in order."""
    groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, units, taken in ((0, old.units, pairing.by_old), (1, new.units, pairing.by_new)):
        for place, unit in enumerate(units):
            if place not in taken and key(unit):
                groups[key(unit)][side].append(place)
    for olds, news in groups.values():
        for i, j in _same_label(old, new, olds, news):
            if pairing.free(i, j):
                pairing.add(Link(i, j, 1.0, (evidence,)))
        rest = ([i for i in olds if i not in pairing.by_old], [j for j in news if j not in pairing.by_new])
        for i, j in zip(*rest, strict=False):
            if pairing.free(i, j):
                pairing.add(Link(i, j, 1.0, (evidence,)))


def _same_label(old: Side, new: Side, olds: Iterable[int], news: Iterable[int]) -> Iterator[tuple[int, int]]:
    by_label = {new.units[j].label: j for j in reversed(list(news))}
    for i in olds:
        j = by_label.pop(old.units[i].label, None)
        if j is not None:
            yield i, j


class Pairer:
    """Finds main partners pass by pass; each pass sees only what is left."""

    def __init__(self, old: Side, new: Side, pairing: Pairing, scale: Scale) -> None:
        self.old = old
        self.new = new
        self.scale = scale
        self.pairing = pairing

    def reword(self, old: Side, new: Side, scale: Scale) -> None:
        """Go on with other texts of the same units."""
        self.old = old
        self.new = new
        self.scale = scale

    def alike(self, floors: Sequence[float], skip: tuple[Collection[int], Collection[int]] = ((), ())) -> None:
        """Pair by likeness, surest first; each round sees the neighbours the last one found."""
        bags = self._open(skip)
        alike = {
            (i, j): likeness
            for i, j in sorted(self._worth_a_look(bags))
            if (likeness := self.scale.likeness(bags[0][i], bags[1][j])) >= LEAST
        }
        for floor in floors:
            trust = self.trust_in_labels()
            free = [(pair, likeness) for pair, likeness in alike.items() if self.pairing.free(*pair)]
            ranked = [self._judge(*pair, likeness, trust=trust) for pair, likeness in free]
            self._take(link for link in ranked if link.score >= floor)

    def survivors(
        self, words: Callable[[str], list[str]], skip: tuple[Collection[int], Collection[int]] = ((), ())
    ) -> None:
        """Pair what is still alone where half of the very words survive, however common they are in this law.

        Fifty like articles, each slightly edited, have no rare words to know them by.
        """
        from rapidfuzz.distance import Indel

        bags = self._open(skip)
        old, new = (
            {k: [word for word in words(side.units[k].text) if word.strip()] for k in bag}
            for side, bag in zip((self.old, self.new), bags, strict=True)
        )
        found = []
        for i, j in sorted(self._worth_a_look(bags) | set(zip(*bags, strict=False))):
            ratio = Indel.normalized_similarity(old[i], new[j], score_cutoff=SURVIVES)
            if ratio:
                found.append(Link(i, j, min(round(ratio, 4), 0.99), (f"{ratio:.0%} of the words survive",)))
        self._take(found)

    def nearest_by_far(self, skip: tuple[Collection[int], Collection[int]]) -> None:
        """Pair two units of which none has a home where each is by far the nearest the other text has."""
        alone = self._open(skip)
        if not all(alone):
            return
        every = self._open(((), ()), settled=True)
        pairs = near_pairs(alone[0], every[1]) | near_pairs(every[0], alone[1])
        scale, (olds, news) = self.scale, every
        alike = {(i, j): scale.likeness(olds[i], news[j]) for i, j in pairs if i in alone[0] and j in alone[1]}
        alike = {pair: likeness for pair, likeness in alike.items() if likeness >= NEAREST}
        ends = {i for i, _ in alike}, {j for _, j in alike}
        nearest: tuple[dict[int, list[float]], dict[int, list[float]]] = (defaultdict(list), defaultdict(list))
        for i, j in pairs:
            if i in ends[0] or j in ends[1]:
                likeness = scale.likeness(olds[i], news[j])
                nearest[0][i].append(likeness)
                nearest[1][j].append(likeness)
        self._take(
            Link(i, j, round(likeness, 4), (f"likeness {likeness:.2f}", "nearest by far"))
            for (i, j), likeness in alike.items()
            if all(
                likeness >= BY_FAR * second for found in (nearest[0][i], nearest[1][j]) for second in _seconds(found)
            )
        )

    def _open(self, skip: tuple[Collection[int], Collection[int]], *, settled: bool = False) -> Bags:
        """Units of both sides that have no partner yet, or all that say something."""
        sides = ((self.old, self.pairing.by_old, skip[0]), (self.new, self.pairing.by_new, skip[1]))
        old, new = (
            {
                place: self.scale.bag(unit.text)
                for place, unit in enumerate(side.units)
                if not ((place in taken and not settled) or place in gone or unit.placeholder)
            }
            for side, taken, gone in sides
        )
        return old, new

    def _take(self, links: Iterable[Link]) -> None:
        """Best first, each unit once; ties go to the nearest place and favour no side."""
        for link in sorted(links, key=lambda x: (-x.score, abs(x.old - x.new), x.old + x.new, x.old)):
            if self.pairing.free(link.old, link.new):
                self.pairing.add(link)

    def _worth_a_look(self, bags: Bags) -> set[tuple[int, int]]:
        """Pairs that share rare words, a label, a heading or a neighbour."""
        olds, news = bags
        pairs = near_pairs(olds, news)
        for trait in (_label, _heading):
            there = {trait(self.new.units[j]): j for j in news}
            here = {trait(self.old.units[i]): i for i in olds}
            pairs |= {(i, there[mark]) for mark, i in here.items() if mark and mark in there}
        for i in olds:
            for step in (-1, 1):
                beside = self.pairing.by_old.get(i + step)
                if beside and beside.new - step in news:
                    pairs.add((i, beside.new - step))
        # Counted from the start and from the end, where neither text was renumbered.
        for shift in (0, len(self.new.units) - len(self.old.units)):
            pairs |= {(i, i + shift) for i in olds if i + shift in news}
        return pairs

    def _judge(self, i: int, j: int, likeness: float, *, trust: float) -> Link:
        here, there = self.old.units[i], self.new.units[j]
        score, evidence = likeness, [f"likeness {likeness:.2f}"]
        if here.label and here.label == there.label:
            score += HELP_OF_LABEL * trust
            evidence.append("same number")
        if here.heading and here.heading == there.heading:
            score += HELP_OF_HEADING
            evidence.append("same heading")
        place = self.place(i, j)
        if place:
            score += HELP_OF_PLACE * place
            evidence.append("same neighbours")
        return Link(i, j, min(score, 0.99), tuple(evidence))

    def place(self, i: int, j: int) -> float:
        """How many of the two neighbours agree: 0, 0.5 or 1. The ends of both texts are neighbours too."""
        before, after = self.pairing.by_old.get(i - 1), self.pairing.by_old.get(i + 1)
        ends = (len(self.old.units) - 1, len(self.new.units) - 1)
        first = (i, j) == (0, 0) or (before is not None and before.new == j - 1)
        last = (i, j) == ends or (after is not None and after.new == j + 1)
        return (first + last) / 2

    def trust_in_labels(self) -> float:
        """The share of pairs that kept their number: 1 where articles are never renumbered."""
        links = self.pairing.by_old.values()
        kept = sum(self.old.units[link.old].label == self.new.units[link.new].label for link in links)
        return kept / len(links) if links else 0.0


def _seconds(found: list[float]) -> list[float]:
    """The second best, if there is one."""
    return sorted(found, reverse=True)[1:2]


def _label(unit: Unit) -> str:
    return unit.label


def _heading(unit: Unit) -> str:
    return unit.heading
