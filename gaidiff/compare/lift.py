"""Links between units in, article matches out: knots are cut into one match per new article, flags are set."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.compare.sides import is_placeholder
from gaidiff.model.change import PERSON, PLACEHOLDER, Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gaidiff.compare.articles import Link
    from gaidiff.compare.doubts import Doubts
    from gaidiff.compare.sides import Side, Unit
    from gaidiff.model.text import EId

    Moved = Callable[[EId, EId], bool]

BARE = "a number without text"
ELSEWHERE = 0.6  # likeness from which a sentence is said elsewhere, by what became of another article


class Family(NamedTuple):
    """Who comes from whom: links by old and by new unit, in document order of the other side."""

    heirs: Mapping[int, tuple[Link, ...]]
    ancestors: Mapping[int, tuple[Link, ...]]


def family_of(links: Iterable[Link]) -> Family:
    """Sort links by both their ends."""
    heirs: dict[int, list[Link]] = defaultdict(list)
    ancestors: dict[int, list[Link]] = defaultdict(list)
    for link in sorted(links, key=lambda link: (link.old, link.new)):
        heirs[link.old].append(link)
        ancestors[link.new].append(link)
    return Family({k: tuple(v) for k, v in heirs.items()}, {k: tuple(v) for k, v in ancestors.items()})


class Lifter(NamedTuple):
    """What lifting asks for: did a unit move, what came nearest, where is an old unit taken up, what is in doubt."""

    moved: Moved
    nearest: Nearest
    place_of: Callable[[int, int], tuple[int, int]]
    doubts: Doubts
    forbidden: Mapping[tuple[int, int], str]


def lift(old: Side, new: Side, family: Family, lifter: Lifter) -> tuple[Match, ...]:
    """Every unit of both sides in at least one match, in reading order of the new text.

    A repealed unit stands after the match that holds the unit before it. Draft 13 feeds final 11, 14 and 15 while
    Draft 15 feeds 14 too: no blob of two and three, but one match for each of 11, 14 and 15.
    """
    alone = _Alone(old, new, lifter)
    done: set[int] = set()
    behind = _repeals_behind(old, family)
    matches = [alone.old(lost) for lost in behind.get(-1, ())]
    written: set[int] = set()
    for place in range(len(new.units)):
        if place in done:
            continue
        ancestors = family.ancestors.get(place, ())
        if not ancestors:
            matches.append(alone.new(place))
            continue
        links = _cut(ancestors, family)
        done.update(link.new for link in links)
        matches.append(_match(old, new, links, lifter))
        for origin in sorted({link.old for link in links} - written):
            written.add(origin)
            matches += [alone.old(lost) for lost in behind.get(origin, ())]
    return tuple(matches)


def _cut(ancestors: Sequence[Link], family: Family) -> Sequence[Link]:
    """The links of one match: a whole split where no heir has another ancestor, else those of one new unit."""
    if len(ancestors) > 1:
        return ancestors
    heirs = family.heirs[ancestors[0].old]
    return heirs if all(len(family.ancestors[link.new]) == 1 for link in heirs) else ancestors


def _repeals_behind(old: Side, family: Family) -> dict[int, list[int]]:
    """Old units without heirs, by the last old unit before them that has one (-1: none has)."""
    behind: dict[int, list[int]] = defaultdict(list)
    last = -1
    for place in range(len(old.units)):
        if family.heirs.get(place):
            last = place
        else:
            behind[last].append(place)
    return behind


def _match(old: Side, new: Side, links: Sequence[Link], lifter: Lifter) -> Match:
    # Final 14 opens with what was Draft 19 and goes on with Draft 15: read in its order, neither is deleted.
    links = sorted(links, key=lambda link: (link.new, lifter.place_of(link.old, link.new), link.old))
    olds = [old.units[k] for k in dict.fromkeys(link.old for link in links)]
    news = [new.units[k] for k in dict.fromkeys(link.new for link in links)]
    evidence = links[0].evidence
    if len(links) > 1:
        sides = [(old.units[link.old].eid, new.units[link.new].eid, link) for link in links]
        evidence = tuple(f"{a if len(olds) > 1 else b}: {'; '.join(link.evidence)}" for a, b, link in sides)
    reasons = [lifter.doubts.links[pair] for link in links if (pair := (link.old, link.new)) in lifter.doubts.links]
    return Match(
        old=tuple(unit.eid for unit in olds),
        new=tuple(unit.eid for unit in news),
        text_changed="".join(unit.key for unit in olds) != "".join(unit.key for unit in news),
        num_changed=[unit.label for unit in olds] != [unit.label for unit in news],
        parent_changed=any(lifter.moved(old.units[link.old].eid, new.units[link.new].eid) for link in links),
        score=round(sum(link.score for link in links) / len(links), 4),
        evidence=(*evidence, *dict.fromkeys(reasons)),
        disputed=bool(reasons),
    )


class _Alone:
    """Repealed and inserted units, with the nearest thing to a counterpart and what a person kept them from."""

    def __init__(self, old: Side, new: Side, lifter: Lifter) -> None:
        self._old = old
        self._new = new
        self._lifter = lifter
        self._kept: tuple[dict[int, list[str]], dict[int, list[str]]] = (defaultdict(list), defaultdict(list))
        for (i, j), reason in lifter.forbidden.items():
            why = f": {reason}" if reason else ""
            self._kept[0][i].append(f"{PERSON}not {new.units[j].eid}{why}")
            self._kept[1][j].append(f"{PERSON}not {old.units[i].eid}{why}")

    def old(self, place: int) -> Match:
        """The match of a repealed unit."""
        unit = self._old.units[place]
        evidence, disputed = self._evidence(unit, self._lifter.nearest.of_old(place), 0, place)
        return Match(
            old=(unit.eid,),
            new=(),
            text_changed=bool(unit.key),
            score=_score(evidence),
            evidence=evidence,
            disputed=disputed,
        )

    def new(self, place: int) -> Match:
        """The match of an inserted unit."""
        unit = self._new.units[place]
        evidence, disputed = self._evidence(unit, self._lifter.nearest.of_new(place), 1, place)
        return Match(
            old=(),
            new=(unit.eid,),
            text_changed=bool(unit.key),
            score=_score(evidence),
            evidence=evidence,
            disputed=disputed,
        )

    def _evidence(self, unit: Unit, nearest: str, side: int, place: int) -> tuple[tuple[str, ...], bool]:
        said = unit.body or unit.heading
        if is_placeholder(said):
            return (PLACEHOLDER if said else BARE,), False
        doubt = self._lifter.doubts.alone[side].get(place)
        return (*self._kept[side].get(place, ()), nearest, *((doubt,) if doubt else ())), bool(doubt)


def _score(evidence: tuple[str, ...]) -> float:
    return 1.0 if evidence in ((PLACEHOLDER,), (BARE,)) else 0.0


class Nearest(NamedTuple):
    """The best candidate of units that found no partner: the leaf on the other side, and how alike."""

    for_old: Mapping[int, tuple[EId, float]]
    for_new: Mapping[int, tuple[EId, float]]

    def of_old(self, place: int) -> str:
        """Why an old unit is called repealed."""
        return _say(self.for_old.get(place))

    def of_new(self, place: int) -> str:
        """Why a new unit is called inserted."""
        return _say(self.for_new.get(place))


def _say(best: tuple[EId, float] | None) -> str:
    if best is None:
        return "no counterpart"
    # Article 50 repeats what Article 18 says too, and new Article 18 is what became of the latter
    missing = "no counterpart of its own" if best[1] >= ELSEWHERE else "no close counterpart"
    return f"{missing}; nearest {best[0]} ({best[1]:.2f})"
