"""Links between units in, article matches out: knots are cut into one match per new article, flags are set."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaidiff.compare.sides import is_placeholder
from gaidiff.model.change import Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gaidiff.compare.articles import Link
    from gaidiff.compare.sides import Side, Unit
    from gaidiff.model.text import EId

    Moved = Callable[[EId, EId], bool]


@dataclass(frozen=True, slots=True)
class Family:
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


def lift(old: Side, new: Side, family: Family, moved: Moved, nearest: Nearest) -> tuple[Match, ...]:
    """Every unit of both sides in at least one match, in reading order of the new text.

    A repealed unit stands after the match that holds the unit before it. Draft 13 feeds final 11, 14 and 15 while
    Draft 15 feeds 14 too: no blob of two and three, but one match for each of 11, 14 and 15.
    """
    matches: list[Match] = []
    done: set[int] = set()
    behind = _repeals_behind(old, family)
    for lost in behind.get(-1, ()):
        matches.append(_alone(old.units[lost], nearest.of_old(lost), gone=True))
    written: set[int] = set()
    for place, unit in enumerate(new.units):
        if place in done:
            continue
        ancestors = family.ancestors.get(place, ())
        if not ancestors:
            matches.append(_alone(unit, nearest.of_new(place), gone=False))
            continue
        links = _cut(ancestors, family)
        done.update(link.new for link in links)
        matches.append(_match(old, new, links, moved))
        for origin in sorted({link.old for link in links} - written):
            written.add(origin)
            matches += [_alone(old.units[lost], nearest.of_old(lost), gone=True) for lost in behind.get(origin, ())]
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


def _match(old: Side, new: Side, links: Sequence[Link], moved: Moved) -> Match:
    olds = [old.units[k] for k in dict.fromkeys(link.old for link in links)]
    news = [new.units[k] for k in dict.fromkeys(link.new for link in links)]
    evidence = links[0].evidence
    if len(links) > 1:
        sides = [(old.units[link.old].eid, new.units[link.new].eid, link) for link in links]
        evidence = tuple(f"{a if len(olds) > 1 else b}: {'; '.join(link.evidence)}" for a, b, link in sides)
    return Match(
        old=tuple(unit.eid for unit in olds),
        new=tuple(unit.eid for unit in news),
        text_changed="".join(unit.key for unit in olds) != "".join(unit.key for unit in news),
        num_changed=[unit.label for unit in olds] != [unit.label for unit in news],
        parent_changed=any(moved(old.units[link.old].eid, new.units[link.new].eid) for link in links),
        score=round(sum(link.score for link in links) / len(links), 4),
        evidence=evidence,
    )


def _alone(unit: Unit, nearest: str, *, gone: bool) -> Match:
    """A repealed or inserted unit, with the nearest thing to a counterpart."""
    evidence = "placeholder" if is_placeholder(unit.body or unit.heading) else nearest
    return Match(
        old=(unit.eid,) if gone else (),
        new=() if gone else (unit.eid,),
        text_changed=bool(unit.key),
        score=1.0 if evidence == "placeholder" else 0.0,
        evidence=(evidence,),
    )


@dataclass(frozen=True, slots=True)
class Nearest:
    """The best candidate of units that found no partner: (place on the other side, likeness)."""

    old: Side
    new: Side
    for_old: Mapping[int, tuple[int, float]]
    for_new: Mapping[int, tuple[int, float]]

    def of_old(self, place: int) -> str:
        """Why an old unit is called repealed."""
        return _say(self.for_old.get(place), self.new)

    def of_new(self, place: int) -> str:
        """Why a new unit is called inserted."""
        return _say(self.for_new.get(place), self.old)


def _say(best: tuple[int, float] | None, other: Side) -> str:
    if best is None:
        return "no counterpart"
    return f"no close counterpart; nearest {other.units[best[0]].eid} ({best[1]:.2f})"
