"""Links and what else could have been in, reasons for dispute out: where number or heading and words disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gaidiff.compare.articles import LEAST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gaidiff.compare.articles import Link, Pairer
    from gaidiff.compare.lift import Family
    from gaidiff.compare.sides import Unit

MARGIN = 0.1  # likeness by which the words must beat the number or the heading for there to be no dispute
TRUSTED = 0.5  # share of sure pairs that kept their number, from which a number says something


class Doubts(NamedTuple):
    """Reasons by link (old place, new place), and for units that stayed alone by side and place."""

    links: Mapping[tuple[int, int], str]
    alone: tuple[Mapping[int, str], Mapping[int, str]]


def doubts(pairer: Pairer, family: Family) -> Doubts:
    """What a person should look at: 13 -> 11 by its words, but another article has its heading and nearly its words."""
    marks = _Marks(pairer)
    links = {}
    for link in (link for heirs in family.heirs.values() for link in heirs):
        reason = _reason(link, pairer, family, marks)
        if reason:
            links[link.old, link.new] = reason
    alone: tuple[dict[int, str], dict[int, str]] = ({}, {})
    for i, j in marks.same_place(family):
        like = pairer.scale.likeness(
            pairer.scale.bag(pairer.old.units[i].text), pairer.scale.bag(pairer.new.units[j].text)
        )
        here, there = pairer.old.units[i].eid, pairer.new.units[j].eid
        alone[0][i] = f"disputed: number and place say {there}, the words do not ({like:.2f})"
        alone[1][j] = f"disputed: number and place say {here}, the words do not ({like:.2f})"
    return Doubts(links, alone)


def _reason(link: Link, pairer: Pairer, family: Family, marks: _Marks) -> str:
    """Why a link is disputed; empty if it is not, or if the words are the same or a person decided."""
    if link.score >= 1:
        return ""
    old, new = pairer.old.units[link.old], pairer.new.units[link.new]
    heirs = {other.new for other in family.heirs[link.old]}
    ancestors = {other.old for other in family.ancestors[link.new]}
    scale = pairer.scale
    mine = scale.likeness(scale.bag(old.text), scale.bag(new.text))
    for sign, j in marks.rivals(old, new=True):
        if j not in heirs and not pairer.new.units[j].placeholder:
            like = scale.likeness(scale.bag(old.text), scale.bag(pairer.new.units[j].text))
            if like >= max(LEAST, mine - MARGIN):
                return _say(sign, pairer.new.units[j], like, new, mine)
    for sign, i in marks.rivals(new, new=False):
        if i not in ancestors and not pairer.old.units[i].placeholder:
            like = scale.likeness(scale.bag(pairer.old.units[i].text), scale.bag(new.text))
            if like >= max(LEAST, mine - MARGIN):
                return _say(sign, pairer.old.units[i], like, old, mine)
    return ""


def _say(sign: str, rival: Unit, like: float, chosen: Unit, mine: float) -> str:
    return f"disputed: the {sign} says {rival.eid} ({like:.2f}), the words say {chosen.eid} ({mine:.2f})"


class _Marks:
    """Who has the same number or heading on the other side; numbers count where most articles keep theirs."""

    def __init__(self, pairer: Pairer) -> None:
        self._pairer = pairer
        self._numbers = pairer.trust_in_labels() >= TRUSTED
        self._labels = tuple({u.label: k for k, u in enumerate(s.units) if u.label} for s in (pairer.old, pairer.new))
        self._headings = tuple(
            {u.heading: k for k, u in enumerate(s.units) if u.heading} for s in (pairer.old, pairer.new)
        )

    def rivals(self, unit: Unit, *, new: bool) -> Iterator[tuple[str, int]]:
        """Units of the new (or old) side with the unit's number or heading."""
        if self._numbers and unit.label in self._labels[new]:
            yield "number", self._labels[new][unit.label]
        if unit.heading and unit.heading in self._headings[new]:
            yield "heading", self._headings[new][unit.heading]

    def same_place(self, family: Family) -> Iterator[tuple[int, int]]:
        """Units with the same number between the same neighbours that both stayed alone."""
        for i, unit in enumerate(self._pairer.old.units):
            j = self._labels[1].get(unit.label) if self._numbers else None
            if j is None or i in family.heirs or j in family.ancestors:
                continue
            if not unit.placeholder and not self._pairer.new.units[j].placeholder and self._pairer.place(i, j) == 1:
                yield i, j
