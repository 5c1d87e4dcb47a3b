"""Two sides in, one main partner for each unit out: exact text first, then likeness helped by label and place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaidiff.compare.candidates import near_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from gaidiff.compare.sides import Side, Unit
    from gaidiff.compare.similarity import Bag, Scale

SURE = (0.6, 0.45)  # likeness with its helpers that a pair needs, round by round
LIKELY = (0.3,)  # ... once leaves and clauses have had their say
LEAST = 0.10  # likeness of words alone below which neither label nor place makes a pair
SURVIVES = 0.55  # part of the words two units share in order; unrelated articles of one law share up to 0.4
HELP_OF_LABEL = 0.15  # times the share of sure pairs that kept their label
HELP_OF_HEADING = 0.15  # Article 3 Definitions -> Article 2 Definitions
HELP_OF_PLACE = 0.10  # between the same two neighbours
EXACT = "exact text"


@dataclass(frozen=True, slots=True)
class Link:
    """An old and a new unit that belong together, how surely, and why."""

    old: int
    new: int
    score: float
    evidence: tuple[str, ...]


@dataclass(slots=True)
class Pairing:
    """Main partners found so far; each unit has at most one."""

    by_old: dict[int, Link] = field(default_factory=dict)
    by_new: dict[int, Link] = field(default_factory=dict)

    def add(self, link: Link) -> None:
        """Take both units out of the search."""
        self.by_old[link.old] = link
        self.by_new[link.new] = link

    def free(self, old: int, new: int) -> bool:
        """Whether neither has a partner yet."""
        return old not in self.by_old and new not in self.by_new


def pair_exact(old: Side, new: Side) -> Pairing:
    """Units whose words are the same; first with, then without their headings."""
    pairing = Pairing()
    for key, evidence in ((_whole, EXACT), (_body, "exact text, other heading")):
        _pair_equal(old, new, pairing, key, evidence)
    return pairing


def _whole(unit: Unit) -> str:
    return "" if unit.placeholder else unit.key


def _body(unit: Unit) -> str:
    return "" if unit.placeholder else unit.body


def _pair_equal(old: Side, new: Side, pairing: Pairing, key: Callable[[Unit], str], evidence: str) -> None:
    """Pair equal units; of several equal ones those with the same label first, the rest in order."""
    groups: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, units, taken in ((0, old.units, pairing.by_old), (1, new.units, pairing.by_new)):
        for place, unit in enumerate(units):
            if place not in taken and key(unit):
                groups[key(unit)][side].append(place)
    for olds, news in groups.values():
        for i, j in _same_label(old, new, olds, news):
            pairing.add(Link(i, j, 1.0, (evidence,)))
        rest = ([i for i in olds if i not in pairing.by_old], [j for j in news if j not in pairing.by_new])
        for i, j in zip(*rest, strict=False):
            pairing.add(Link(i, j, 1.0, (evidence,)))


def _same_label(old: Side, new: Side, olds: Iterable[int], news: Iterable[int]) -> Iterator[tuple[int, int]]:
    by_label = {new.units[j].label: j for j in reversed(list(news))}
    for i in olds:
        j = by_label.pop(old.units[i].label, None)
        if j is not None:
            yield i, j


def pair_placeholders(old: Side, new: Side, pairing: Pairing) -> None:
    """[deleted] stays [deleted]: only where both sides say so under the same number."""
    empty = [[place for place, unit in enumerate(side.units) if unit.placeholder] for side in (old, new)]
    for i, j in _same_label(old, new, *empty):
        if pairing.free(i, j):
            pairing.add(Link(i, j, 1.0, ("placeholder in both",)))


def pair_alike(
    old: Side,
    new: Side,
    pairing: Pairing,
    scale: Scale,
    floors: Sequence[float],
    *,
    skip: tuple[Collection[int], Collection[int]] = ((), ()),
) -> None:
    """Pair what is left by likeness, surest first; each round sees the neighbours the last one found."""
    bags = _open(old, new, pairing, scale, skip)
    alike = {
        pair: likeness
        for pair in sorted(_worth_a_look(old, new, pairing, bags[0], bags[1], scale))
        if (likeness := scale.likeness(bags[0][pair[0]], bags[1][pair[1]])) >= LEAST
    }
    for floor in floors:
        trust = _trust_in_labels(old, new, pairing)
        ranked = []
        for (i, j), likeness in alike.items():
            if pairing.free(i, j):
                link = _judge(old, new, pairing, i, j, likeness, trust)
                if link.score >= floor:
                    ranked.append(link)
        _take(ranked, pairing)


def pair_survivors(
    old: Side,
    new: Side,
    pairing: Pairing,
    scale: Scale,
    words: Callable[[str], list[str]],
    *,
    skip: tuple[Collection[int], Collection[int]],
) -> None:
    """Pair what is still alone where half of the very words survive, however common they are in this law.

    Fifty like articles, each slightly edited, have no rare words to know them by.
    """
    from rapidfuzz.distance import Indel

    bags = _open(old, new, pairing, scale, skip)
    tokens = tuple(
        {k: [word for word in words(side.units[k].text) if word.strip()] for k in bag}
        for side, bag in zip((old, new), bags, strict=True)
    )
    pairs = _worth_a_look(old, new, pairing, bags[0], bags[1], scale) | set(zip(bags[0], bags[1], strict=False))
    ranked = []
    for i, j in sorted(pairs):
        ratio = Indel.normalized_similarity(tokens[0][i], tokens[1][j], score_cutoff=SURVIVES)
        if ratio:
            ranked.append(Link(i, j, round(ratio, 4), (f"{ratio:.0%} of the words survive",)))
    _take(ranked, pairing)


def _open(
    old: Side, new: Side, pairing: Pairing, scale: Scale, skip: tuple[Collection[int], Collection[int]]
) -> tuple[dict[int, Bag], dict[int, Bag]]:
    """Units of both sides that have no partner yet."""
    found = [
        {k: scale.bag(u.text) for k, u in enumerate(side.units) if not (k in taken or k in gone or u.placeholder)}
        for side, taken, gone in ((old, pairing.by_old, skip[0]), (new, pairing.by_new, skip[1]))
    ]
    return found[0], found[1]


def _take(ranked: list[Link], pairing: Pairing) -> None:
    """Best first, each unit once; ties go to the nearest place and favour no side."""
    ranked.sort(key=lambda link: (-link.score, abs(link.old - link.new), link.old + link.new, link.old))
    for link in ranked:
        if pairing.free(link.old, link.new):
            pairing.add(link)


def _worth_a_look(
    old: Side, new: Side, pairing: Pairing, olds: dict[int, Bag], news: dict[int, Bag], scale: Scale
) -> set[tuple[int, int]]:
    """Pairs that share rare words, a label, a heading or a neighbour."""
    pairs = near_pairs(olds, news, scale)
    for trait in (lambda unit: unit.label, lambda unit: unit.heading):
        there = {trait(new.units[j]): j for j in news if trait(new.units[j])}
        here = {trait(old.units[i]): i for i in olds if trait(old.units[i])}
        pairs |= {(i, there[mark]) for mark, i in here.items() if mark in there}
    for i in olds:
        for step in (-1, 1):
            beside = pairing.by_old.get(i + step)
            if beside and beside.new - step in news:
                pairs.add((i, beside.new - step))
    pairs |= {(i, i) for i in olds if i in news}
    back = len(new.units) - len(old.units)
    pairs |= {(i, i + back) for i in olds if i + back in news}
    return pairs


def _judge(old: Side, new: Side, pairing: Pairing, i: int, j: int, likeness: float, trust: float) -> Link:
    here, there = old.units[i], new.units[j]
    score, evidence = likeness, [f"likeness {likeness:.2f}"]
    if here.label and here.label == there.label:
        score += HELP_OF_LABEL * trust
        evidence.append("same number")
    if here.heading and here.heading == there.heading:
        score += HELP_OF_HEADING
        evidence.append("same heading")
    place = _place(old, new, pairing, i, j)
    if place:
        score += HELP_OF_PLACE * place
        evidence.append("same neighbours")
    return Link(i, j, min(score, 0.99), tuple(evidence))


def _place(old: Side, new: Side, pairing: Pairing, i: int, j: int) -> float:
    """How many of the two neighbours agree: 0, 0.5 or 1. The ends of both texts are neighbours too."""
    before = pairing.by_old.get(i - 1)
    after = pairing.by_old.get(i + 1)
    first = (i == 0 and j == 0) or (before is not None and before.new == j - 1)
    last = (i == len(old.units) - 1 and j == len(new.units) - 1) or (after is not None and after.new == j + 1)
    return (first + last) / 2


def _trust_in_labels(old: Side, new: Side, pairing: Pairing) -> float:
    """The share of pairs that kept their number: 1 where articles are never renumbered."""
    if not pairing.by_old:
        return 0.0
    kept = sum(old.units[link.old].label == new.units[link.new].label for link in pairing.by_old.values())
    return kept / len(pairing.by_old)
