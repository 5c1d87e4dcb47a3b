"""A binder that has done its work in, homes by number out: what is left of paragraph 3 in paragraph 3 of the heir.

Art. 2(3) exempted AI systems for military purposes, and new Art. 2(3) exempts them in a sentence five times as long.
Their likeness alone binds nothing; that both are numbered 3 in an article and its heir, and that no other words of
either have a home, does. Counted paragraphs (第二款) move with every insertion and prove nothing.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gaidiff.compare.fragments import Bond, Fragment

if TYPE_CHECKING:
    from gaidiff.compare.fragments import Half
    from gaidiff.compare.leaves import Binder
    from gaidiff.model.law import Instrument

LEAST = 0.1  # likeness: a number that now stands for something else shares half of that


def home_numbers(binder: Binder, old: Instrument, new: Instrument) -> None:
    """Bind whole leaves that are left on both sides of an article and its heir under the same number."""
    olds, news = _left(binder.here, old), _left(binder.there, new)
    main = {(link.old, link.new) for link in (*binder.pairing.by_old.values(), *binder.pairing.fixed.values())}
    bonds = [
        bond
        for i, j in sorted(main)
        for number in sorted(olds.get(i, {}).keys() & news.get(j, {}).keys())
        for before in olds[i][number]
        for after in news[j][number]
        if (bond := _bond(binder, before, after)).likeness >= LEAST
    ]
    for bond in sorted(bonds, key=lambda bond: (-bond.likeness, bond.old, bond.new)):
        binder.adopt(bond)


def _left(half: Half, law: Instrument) -> dict[int, dict[str, list[Fragment]]]:
    """Whole leaves without a home, by unit and by the number of their paragraph or item within it."""
    found: dict[int, dict[str, list[Fragment]]] = {}
    for leaf in sorted(half.open):
        whole = Fragment(leaf, 0, len(half.bags(leaf)))
        unit = half.side.home[leaf]
        eid = half.side.units[unit].eid
        node = law.by_eid[law.leaf_span(half.side.leaves[leaf].eid).eid]
        if half.untouched(leaf) and node.num is not None and node.eid != eid:
            found.setdefault(unit, defaultdict(list))[node.eid.removeprefix(eid)].append(whole)
    return found


def _bond(binder: Binder, old: Fragment, new: Fragment) -> Bond:
    before, after = binder.here.bag(old), binder.there.bag(new)
    likeness, common = binder.scale.likeness(before, after), binder.scale.common(before, after)
    return Bond(old, new, likeness, common, home=True, evidence="same number")
