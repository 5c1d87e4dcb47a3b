"""Two sides and their main partners in, leaf groups and further article links out: leaves first, then their clauses.

A leaf that is only partly explained by its partner leaves fragments (runs of clauses), which look for a home of
their own: Draft 13 has three heirs, one clause each.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gaidiff.compare.candidates import near_pairs
from gaidiff.compare.enough import SUBSTANCE, suffices
from gaidiff.compare.fits import HEIR, bonds_between
from gaidiff.compare.fragments import ENOUGH, PREFER_HOME, Bond, Fragment, Half, overlap, rank, speaking
from gaidiff.compare.groups import Groups
from gaidiff.compare.order import Order
from gaidiff.compare.reach import Reach

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gaidiff.compare.articles import Pairing
    from gaidiff.compare.sides import Side
    from gaidiff.compare.signs import Signs
    from gaidiff.compare.similarity import Bag, Scale

    Fragments = tuple[Fragment, ...]
    Pairs = set[tuple[int, int]]
    _Between = tuple[Fragments, Fragments, bool, tuple[Bond, ...]]  # what was compared, linked or not, and what bound

TWIN = 0.9  # strength from which equally good homes are a merge or a split of the same words
CLEAR = 1.2  # how much stronger the best home abroad must be than the next best
SMALL = 400  # fragment pairs of two linked units that are all looked at
ROUNDS = 5
WHOLE_ROUNDS = 2  # rounds in which only whole runs of clauses look for a home, before single clauses do too


class Binder:
    """Binds leaves and clauses of both sides, at home first where both are equally likely."""

    def __init__(self, old: Side, new: Side, pairing: Pairing, scale: Scale, signs: Signs) -> None:
        self.here = Half(old, scale, speaking(old))
        self.there = Half(new, scale, speaking(new))
        self.pairing = pairing
        self.scale = scale
        self.signs = signs
        self.sides = old, new  # in their own terms
        self.groups = Groups()
        self.order = Order(())
        self.abroad: dict[tuple[int, int], list[Bond]] = defaultdict(list)
        self.taken_up: dict[tuple[int, int], list[tuple[int, tuple[int, int]]]] = defaultdict(list)
        self.only_alone = False  # whether only units without a partner are given one
        self.refused: Pairs = set()
        self._linked: tuple[set[int], set[int]] = (set(), set())
        self._zipped: set[tuple[int, int]] = set()
        self._between: dict[tuple[int, int], _Between] = {}
        self._near: Reach | None = None
        # For rounds with whole runs only, and with single clauses: leaves that changed since the last such round (None:
        # all are new), and pairs whose bonds had rivals. No other pair can come to another end than it did.
        self._changed: list[tuple[set[int], set[int]] | None] = [None, None]
        self._blocked: tuple[Pairs, Pairs] = (set(), set())

    def bind(self) -> None:
        """Bind what can be bound, in rounds: each sees what the last one left."""
        self._zip_equal()
        before = self._linked
        self._linked = (
            {*self.pairing.by_old, *(i for i, _ in (*self.abroad, *self.pairing.fixed))},
            {*self.pairing.by_new, *(j for _, j in (*self.abroad, *self.pairing.fixed))},
        )
        for side in (0, 1):
            self._note(side, self._linked[side] - before[side])
        if len(self.pairing.by_old) != self.order.pairs:
            self.order = Order(self.pairing.by_old.values())
        for turn in range(ROUNDS):
            single = turn >= WHOLE_ROUNDS
            if not self._accept(*self._bonds(single=single), blocked=self._blocked[single]) and single:
                return

    def reword(self, old: Side, new: Side, scale: Scale) -> None:
        """Go on with other texts of the same leaves: what is explained stays so, the rest is looked at again."""
        self.scale = scale
        self._near = None
        self._changed = [None, None]
        self._between.clear()
        self.here.reword(old, scale)
        self.there.reword(new, scale)

    def place_of(self, i: int, j: int) -> tuple[int, int]:
        """Where new unit `j` takes up most of old unit `i`: leaf and clause; its end where no words are bound."""
        found = self.taken_up.get((i, j))
        return (
            max(found, key=lambda x: (x[0], (-x[1][0], -x[1][1])))[1] if found else (self.there.side.units[j].last, i)
        )

    def linked(self, i: int, j: int) -> bool:
        """Whether two units belong together already."""
        link = self.pairing.by_old.get(i)
        return (link is not None and link.new == j) or (i, j) in self.abroad or (i, j) in self.pairing.fixed

    def alone(self) -> tuple[set[int], set[int]]:
        """The units of both sides that say something and have no partner yet."""
        old, new = (
            {place for place, unit in enumerate(half.side.units) if not unit.placeholder}
            - {pair[side] for pair in (*self.abroad, *self.pairing.fixed)}
            for side, half in enumerate(self._halves())
        )
        return old - self.pairing.by_old.keys(), new - self.pairing.by_new.keys()

    def loose(self, i: int, j: int) -> int:
        """How many of two units have no partner yet."""
        return (i not in self._linked[0]) + (j not in self._linked[1])

    def _zip_equal(self) -> None:
        """Bind leaves of the same words in linked units; all other leaves stay open."""
        old, new = self.here.side, self.there.side
        for link in (*self.pairing.by_old.values(), *self.pairing.fixed.values()):
            if (link.old, link.new) in self._zipped:
                continue
            self._zipped.add((link.old, link.new))
            waiting: dict[str, list[int]] = defaultdict(list)
            for j in reversed(range(new.units[link.new].first, new.units[link.new].last)):
                if not self.groups.olds_of.get(j) and not any(self.there.explained.get(j, ())):
                    waiting[new.leaves[j].key].append(j)
            for i in range(old.units[link.old].first, old.units[link.old].last):
                if self.groups.news_of.get(i) or any(self.here.explained.get(i, ())):
                    continue
                same = waiting.get(old.leaves[i].key)
                if same:
                    j = same.pop()
                    self.groups.add(i, j, 1.0)
                    self.taken_up[link.old, link.new].append((len(old.leaves[i].key), (j, 0)))
                    self.here.open.discard(i)
                    self.there.open.discard(j)

    def _bonds(self, *, single: bool) -> tuple[list[Bond], Pairs]:
        """Bonds between open fragments that are strong enough, and the pairs of leaves that are up for a decision."""
        if self._near is None:
            self._near = Reach(self._near_leaves())
        changed = self._changed[single]
        if changed is None:
            pairs = asked = self._worth(self._near.all()) | self._leaves_at_home(None)
        else:
            asked = self._touching(*changed) | self._blocked[single]
            pairs = asked | self._touching({i for i, _ in asked}, {j for _, j in asked})
        self._changed[single] = (set(), set())
        found: list[Bond] = []
        for i, j in sorted(pairs):
            olds = self.here.fragments_of(i, single=single)
            news = self.there.fragments_of(j, single=single)
            if not olds or not news:
                self._near.drop((i, j))  # all of one is explained, and stays so
                continue
            units = self.here.side.home[i], self.there.side.home[j]
            home = self.linked(*units)
            bonds = self._bonds_of(olds, news, home=home) if home or self.pairing.may(*units) else ()
            if single and not bonds and not home:
                self._near.drop((i, j))  # not even a clause binds them: nothing will, unless their units are linked
            found += bonds
        return found, asked

    def _touching(self, olds: set[int], news: set[int]) -> Pairs:
        """The pairs worth a look of which one leaf is among the given ones."""
        near = self._near.touching(olds, news) if self._near else set()
        return self._worth(near) | {(i, j) for i, j in self._leaves_at_home((olds, news)) if i in olds or j in news}

    def _worth(self, near: Pairs) -> Pairs:
        """The pairs that share enough, or of which a unit has no partner yet."""
        return {pair for pair in near if self._is_loose(*pair) or (self._near and self._near.common(pair) >= SUBSTANCE)}

    def _note(self, side: int, units: Iterable[int]) -> None:
        """All leaves of these units are to be looked at again."""
        for unit in units:
            place = self._halves()[side].side.units[unit]
            for changed in filter(None, self._changed):
                changed[side].update(range(place.first, place.last))

    def _bonds_of(self, olds: Fragments, news: Fragments, *, home: bool) -> tuple[Bond, ...]:
        """The bonds between two leaves, looked for again only when one of them is explained further."""
        pair = olds[0].leaf, news[0].leaf
        known = self._between.get(pair)
        if known is not None and known[0] is olds and known[1] is news and known[2] is home:
            return known[3]
        bonds = tuple(bonds_between((self.here, olds), (self.there, news), self.signs, home=home))
        self._between[pair] = (olds, news, home, bonds)
        return bonds

    def _is_loose(self, i: int, j: int) -> bool:
        """Whether the unit of either leaf has no partner yet."""
        return self.here.side.home[i] not in self._linked[0] or self.there.side.home[j] not in self._linked[1]

    def _near_leaves(self) -> dict[tuple[int, int], int]:
        """Open leaves that share rare words, or have clauses that do, and how much. Looked up once."""
        whole = [{leaf: half.scale.bag(half.side.leaves[leaf].text) for leaf in half.open} for half in self._halves()]
        pairs = near_pairs(whole[0], whole[1])
        owners: list[list[int]] = []
        clauses: list[dict[int, Bag]] = []
        for half in self._halves():
            split = [(leaf, bag) for leaf in sorted(half.open) for bag in half.bags(leaf)]
            owners.append([leaf for leaf, _ in split])
            clauses.append({place: bag for place, (_, bag) in enumerate(split)})
        pairs |= {(owners[0][a], owners[1][b]) for a, b in near_pairs(clauses[0], clauses[1])}
        # No fragments of two leaves share more than the leaves do.
        shared = {(i, j): self.scale.common(whole[0][i], whole[1][j]) for i, j in pairs}
        return {pair: common for pair, common in shared.items() if common >= HEIR * ENOUGH}

    def _leaves_at_home(self, touching: tuple[set[int], set[int]] | None) -> Pairs:
        """Pairs of open leaves of linked units, unless there are too many; of all units or those of some leaves."""
        by_old, by_new = self.pairing.by_old, self.pairing.by_new
        linked = [*self.abroad, *self.pairing.fixed]
        if touching is None:
            linked += [(link.old, link.new) for link in by_old.values()]
        else:
            olds, news = (
                {half.side.home[leaf] for leaf in leaves} for half, leaves in zip(self._halves(), touching, strict=True)
            )
            linked = [(i, j) for i, j in linked if i in olds or j in news]
            linked += [(i, by_old[i].new) for i in olds if i in by_old]
            linked += [(by_new[j].old, j) for j in news if j in by_new]
        pairs: Pairs = set()
        for i, j in linked:
            inside = self._open_leaves(0, i), self._open_leaves(1, j)
            if len(inside[0]) * len(inside[1]) <= SMALL:
                pairs |= {(a, b) for a in inside[0] for b in inside[1]}
        return pairs

    def _open_leaves(self, side: int, unit: int) -> list[int]:
        half = self._halves()[side]
        place = half.side.units[unit]
        leaves = range(place.first, place.last)
        return [leaf for leaf in leaves if leaf in half.open and half.fragments_of(leaf, single=False)]

    def _halves(self) -> tuple[Half, Half]:
        return self.here, self.there

    def _accept(self, found: Sequence[Bond], asked: Pairs, *, blocked: Pairs) -> int:
        """Take bonds, strongest first; abroad only the clearly best home. Each clause is bound once."""
        blocked -= asked
        ranked = sorted(found, key=rank)
        by_leaf: tuple[dict[int, list[Bond]], dict[int, list[Bond]]] = (defaultdict(list), defaultdict(list))
        for made in ranked:
            by_leaf[0][made.old.leaf].append(made)
            by_leaf[1][made.new.leaf].append(made)
        taken = 0
        for made in ranked:
            pair = made.old.leaf, made.new.leaf
            if pair not in asked or self._spent(made) or not suffices(self, made):
                continue
            rivals = [] if made.home else self._rivals(made, by_leaf)
            if any(min(rival.strength, made.strength) < TWIN for rival in rivals):
                blocked.add(pair)
                continue  # no clear home: boilerplate that fits several articles
            taken += 1
            # Two old articles that said the same in the same words, and one new article that says it for both.
            for twin in (made, *rivals):
                self._take(twin)
        return taken

    def _spent(self, made: Bond) -> bool:
        """Whether a clause of either end is explained already."""
        old, new = made.old, made.new
        return (
            True in self.here.explained[old.leaf][old.first : old.last]
            or True in self.there.explained[new.leaf][new.first : new.last]
        )

    def _take(self, made: Bond) -> None:
        """Bind two fragments, and their units if they were not linked."""
        i, j = self.units(made)
        self.groups.add(made.old.leaf, made.new.leaf, made.likeness)
        size = sum(map(len, self.here.texts(made.old)))
        self.taken_up[i, j].append((size, (made.new.leaf, made.new.first)))
        for changed in filter(None, self._changed):
            changed[0].add(made.old.leaf)
            changed[1].add(made.new.leaf)
        if not self.linked(i, j):
            self._note(0, (i,))
            self._note(1, (j,))
        if not self.linked(i, j) or (i, j) in self.abroad:
            self.abroad[i, j].append(made)
            self._linked[0].add(i)
            self._linked[1].add(j)
        a, b = self.here.bag(made.old), self.there.bag(made.new)
        self.here.explain(made.old, b)
        self.there.explain(made.new, a)

    def release(self, i: int, j: int) -> None:
        """Take back a home abroad for good: what it explained is open again."""
        for made in self.abroad.pop((i, j)):
            self.here.forget(made.old)
            self.there.forget(made.new)
            self.groups.remove(made.old.leaf, made.new.leaf)
        self.taken_up.pop((i, j), None)
        self.refused.add((i, j))
        self._near, self._changed = None, [None, None]

    def adopt(self, made: Bond) -> None:
        """Bind two fragments that another search found, unless a clause of them is explained by now."""
        i, j = self.units(made)
        wanted = self.linked(i, j) or self.loose(i, j) or not self.only_alone
        if wanted and not self._spent(made) and self.pairing.may(i, j):
            self._take(made)

    def _rivals(self, made: Bond, by_leaf: tuple[dict[int, list[Bond]], dict[int, list[Bond]]]) -> list[Bond]:
        """Bonds of the same words with other units that are nearly as strong: one, or all if they may be twins."""
        i, j = self.units(made)
        near: list[Bond] = []
        in_place = made.strength < TWIN and made.common >= SUBSTANCE and not self.order.toll(i, j)
        for side, bonds in ((0, by_leaf[0][made.old.leaf]), (1, by_leaf[1][made.new.leaf])):
            for other in bonds:
                if made.strength >= CLEAR * (other.strength + PREFER_HOME * other.home):
                    break  # they stand in order of rank: those that follow are weaker
                apart = self.units(other)[1] != j if side == 0 else self.units(other)[0] != i
                if not apart or made.strength >= CLEAR * other.strength or self._spent(other):
                    continue
                if in_place and self.order.toll(*self.units(other)):
                    continue  # of two homes it went to the one in its place
                if overlap(made.old, other.old) if side == 0 else overlap(made.new, other.new):
                    near.append(other)
                    if made.strength < TWIN:
                        return near
        return near

    def units(self, made: Bond) -> tuple[int, int]:
        """The units two fragments stand in."""
        return self.here.side.home[made.old.leaf], self.there.side.home[made.new.leaf]
