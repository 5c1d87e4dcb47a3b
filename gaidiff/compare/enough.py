"""A bond and what is known of its ends in, whether it is strong enough out: who knows more asks for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.compare.fits import AT_HOME, HEIR
from gaidiff.compare.fragments import CLAUSES, ENOUGH

if TYPE_CHECKING:
    from gaidiff.compare.fragments import Bond, Fragment
    from gaidiff.compare.leaves import Binder

# strength that links two units (of which none has a partner: HEIR) ...
LONELY = 0.25  # ... of which one has none
ABROAD = 0.32  # ... which both have partners, by leaves that are wholly unexplained
PART = 0.45  # ... which both have partners, by parts of leaves whose other parts are explained
ASTRAY = 0.6  # strength from which nobody else need have said what seems to have gone out of its order
SUBSTANCE = 4500  # shared weight without which a stock clause (从其规定) links no two units that have partners
FAR = 4000  # shared weight without which nothing has gone out of its order
DEFINING = 2 * ENOUGH  # shared weight that ties a rule to a definition: definitions are made of the words of the rules
SAID = 0.8  # part of what two fragments share that another leaf must hold to say it, too


def suffices(binder: Binder, made: Bond) -> bool:
    """Whether a bond is strong enough."""
    if made.home:
        return made.strength >= AT_HOME
    i, j = binder.units(made)
    loose, toll = binder.loose(i, j), binder.order.toll(i, j)
    if (i, j) in binder.refused or (binder.only_alone and not loose):
        return False
    whole = binder.here.untouched(made.old.leaf) and binder.there.untouched(made.new.leaf)
    if not _is_enough(made.strength - toll, made.common, loose, whole=whole):
        return False
    if toll and made.common < FAR and made.evidence == CLAUSES:
        return False
    if made.common < DEFINING and _defines(binder, 0, made.old) is not _defines(binder, 1, made.new):
        return False
    unsure = made.strength < (ASTRAY if toll else PART) and (toll > 0 or made.common < FAR)
    if unsure and is_common(binder, made):
        return False
    # What the ends say is asked last: it takes longest.
    stock, reserves = _says(binder, made)
    return not reserves and (not stock or (loose > 0 and whole and _is_most(binder, made)))


def holds(binder: Binder, pair: tuple[int, int], loose: int) -> bool:
    """Whether a home abroad stands, where `loose` of its units have no other: now more is known of the order."""
    best = max(binder.abroad[pair], key=lambda bond: (not bond.home, bond.strength))
    if best.evidence != CLAUSES:
        return True
    common = sum(bond.common for bond in binder.abroad[pair] if not bond.home)
    if not binder.order.toll(*pair):
        return loose > 0 or common >= SUBSTANCE
    whole = binder.here.is_leaf(best.old) and binder.there.is_leaf(best.new)
    return common >= FAR and _is_enough(best.strength, common, loose, whole=whole)


def is_common(binder: Binder, made: Bond) -> bool:
    """Whether another unit of either side says what two fragments share, too: then it tells no units apart."""
    shared = binder.here.bag(made.old).members & binder.there.bag(made.new).members
    return any(
        half.side.home[leaf] != half.side.home[fragment.leaf]
        for half, fragment in ((binder.here, made.old), (binder.there, made.new))
        for leaf in half.holders(shared, SAID)
    )


def _is_enough(strength: float, common: int, loose: int, *, whole: bool) -> bool:
    """Whether a bond abroad is strong enough, of whose units `loose` have no partner; `whole`: between whole leaves."""
    need = (PART, ABROAD)[whole] if not loose else (LONELY, HEIR)[loose - 1]
    return strength >= need and (loose > 0 or common >= SUBSTANCE)


def _defines(binder: Binder, side: int, fragment: Fragment) -> bool:
    """Whether a leaf says what a term means."""
    return binder.signs.defines(binder.sides[side].leaves[fragment.leaf].text)


def _says(binder: Binder, made: Bond) -> tuple[bool, bool]:
    """Whether one of the ends says nothing but what every law says, and whether one only reserves other rules."""
    stock = reserves = False
    for half, fragment in ((binder.here, made.old), (binder.there, made.new)):
        known = half.idle.get(fragment)
        if known is None:
            clauses = binder.signs.reserves(half.side.leaves[fragment.leaf].text)[fragment.first : fragment.last]
            known = half.idle[fragment] = binder.signs.is_stock(half.texts(fragment)), all(clauses)
        stock, reserves = stock or known[0], reserves or known[1]
    return stock, reserves


def _is_most(binder: Binder, made: Bond) -> bool:
    """Whether one of the ends is at least half of what its article says.

    A new article on forged test reports ends with 构成犯罪的，依法追究刑事责任, as do three old ones on other matters:
    no link. Where a new article says nothing else, they all became it.
    """
    for half, fragment in ((binder.here, made.old), (binder.there, made.new)):
        unit = half.side.units[half.side.home[fragment.leaf]]
        if 2 * sum(map(len, half.texts(fragment))) >= len(unit.body):
            return True
    return False
