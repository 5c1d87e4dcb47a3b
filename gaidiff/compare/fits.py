"""What is open of two leaves in, the bonds between its fragments that may be strong enough out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gaidiff.compare.fragments import ENOUGH, Bond, Fragment, Half, believed
from gaidiff.compare.similarity import best_window, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaidiff.compare.signs import Signs

    Open = tuple[Half, Sequence[Fragment]]  # one side, and what is not explained yet of a leaf of it

AT_HOME = 0.22  # likeness two leaves of already linked units need
HEIR = 0.20  # strength that links two units which both have no partner yet
ALL = 0.9  # part of an article's words that a sentence of the other text must hold to be where it comes from
HELP_OF_TERM = 0.1  # both define a term, and the same one: Draft 2 para 2 -> final 22 item 1


class End(NamedTuple):
    """A fragment, which of its shingles the other leaf has too, what these weigh, and what all weigh."""

    half: Half
    fragment: Fragment
    shared: frozenset[int]
    common: int
    mass: int


def bonds_between(old: Open, new: Open, signs: Signs, *, home: bool) -> Iterator[Bond]:
    """The bonds between fragments of two leaves. No two fragments share more than their leaves do.

    Most leaves that are looked at together share a stock phrase and nothing else, so that all is decided by a set of a
    few shingles.
    """
    if not old[1] or not new[1]:
        return
    shared = old[0].members(old[1][0].leaf) & new[0].members(new[1][0].leaf)
    common = old[0].scale.mass(shared)
    least = 0.0 if home else HEIR * ENOUGH
    if common < least:
        return
    news = _ends(*new, shared, common, least)
    for here in _ends(*old, shared, common, least) if news else ():
        for there in news:
            most = min(here.common, there.common)
            if share(most, most, min(here.mass, there.mass)) < AT_HOME:
                continue
            bond = _fit(here, there, signs, least, home=home)
            if bond is not None:
                yield bond


def _ends(half: Half, fragments: Sequence[Fragment], shared: frozenset[int], common: int, least: float) -> list[End]:
    """Those fragments of a leaf that share enough with the other leaf."""
    whole = half.members(fragments[0].leaf)
    found = []
    for fragment in fragments:
        members, mass = half.bag(fragment)
        if members is whole:
            found.append(End(half, fragment, shared, common, mass))
        elif mass >= least:
            part = members & shared
            weight = half.scale.mass(part)
            if weight >= least:
                found.append(End(half, fragment, part, weight, mass))
    return found


def _fit(old: End, new: End, signs: Signs, least: float, *, home: bool) -> Bond | None:
    """Likeness of two fragments, or of the smaller one and the run of clauses of the larger that fits it best."""
    large, small = (old, new) if old.mass >= new.mass else (new, old)
    scale = old.half.scale
    common = min(old.common, new.common) if old.shared is new.shared else scale.mass(old.shared & new.shared)
    most = share(common, common, small.mass)  # were the run of clauses no longer than what is shared
    if most < AT_HOME or common < least:
        return None
    if not home and common >= ALL * small.mass and _is_all(old, new):
        return Bond(old.fragment, new.fragment, common / small.mass, common, home, evidence="all its words")
    bonus = 0.0 if home else _bonus(old, new, signs)
    ends, likeness = (old.fragment, new.fragment), share(common, old.mass, new.mass)
    leaf, first, last = large.fragment
    if last - first > 1 and likeness < most:
        clauses = large.half.bags(leaf)[first:last]
        commons = [scale.mass(clause.members & small.shared) for clause in clauses]
        value, part, start, end = best_window(commons, [clause.mass for clause in clauses], small.mass)
        if value > likeness:
            run = Fragment(leaf, first + start, first + end)
            ends = (run, new.fragment) if large is old else (old.fragment, run)
            likeness, common = value, part
    if likeness < AT_HOME or believed(likeness, common, full=home) + bonus < HEIR:
        return None
    return Bond(*ends, likeness, common, home, bonus)


def _is_all(old: End, new: End) -> bool:
    """Whether the smaller of two fragments is all that its article says."""
    small = new if old.mass > new.mass else old
    return small.half.is_unit(small.fragment)


def _bonus(old: End, new: End, signs: Signs) -> float:
    """What speaks for two fragments beside their words."""
    text = old.half.side.leaves[old.fragment.leaf].text
    if not signs.term(text):
        return 0.0
    return HELP_OF_TERM if signs.same_term(text, new.half.side.leaves[new.fragment.leaf].text) else 0.0
