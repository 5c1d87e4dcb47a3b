"""Two sides and their main partners in, leaf groups and further article links out: leaves first, then their clauses.

A leaf that is only partly explained by its partner leaves fragments (runs of clauses), which look for a home of
their own: Draft 13 has three heirs, one clause each.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.compare.candidates import near_pairs
from gaidiff.compare.similarity import Bag, best_window, clause_bounds, share

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gaidiff.compare.articles import Pairing
    from gaidiff.compare.sides import Piece, Side
    from gaidiff.compare.similarity import Scale

AT_HOME = 0.22  # likeness two leaves of already linked units need
HEIR = 0.20  # strength that links two units which both have no partner yet
LONELY = 0.25  # ... of which one has none, by leaves that are wholly unexplained
ABROAD = 0.32  # ... which both have partners, by leaves that are wholly unexplained
PART = 0.45  # ... by parts of leaves whose other parts are explained
ENOUGH = 5000  # shared weight (five rare words) that makes likeness abroad count in full
TWIN = 0.9  # strength from which equally good homes are a merge or a split of the same words
CLEAR = 1.2  # how much stronger the best home abroad must be than the next best
COVERED = 0.4  # part of a clause its partner must hold for the clause to be explained
PREFER_HOME = 0.1
SMALL = 400  # fragment pairs of two linked units that are all looked at
ROUNDS = 5
WHOLE_ROUNDS = 2  # rounds in which only whole runs of clauses look for a home, before single clauses do too


class Fragment(NamedTuple):
    """A run of clauses of one leaf, `first` up to not including `last`."""

    leaf: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Bond:
    """Two fragments that belong together: how alike, how much they share, and whether their units were linked."""

    old: Fragment
    new: Fragment
    likeness: float
    common: int
    home: bool

    @property
    def strength(self) -> float:
        """Likeness, believed in full only when enough is shared."""
        return self.likeness if self.home else self.likeness * min(1.0, self.common / ENOUGH)


@dataclass(slots=True)
class Half:
    """The state of one side: clauses of each leaf, and which of them are explained."""

    side: Side
    scale: Scale
    open: set[int]
    clauses: dict[int, tuple[Bag, ...]] = field(default_factory=dict)
    explained: dict[int, list[bool]] = field(default_factory=dict)

    def bags(self, leaf: int) -> tuple[Bag, ...]:
        """The clauses of a leaf."""
        found = self.clauses.get(leaf)
        if found is None:
            text = self.side.leaves[leaf].text
            found = tuple(self.scale.bag(text[start:end]) for start, end in clause_bounds(text))
            self.clauses[leaf] = found
            self.explained.setdefault(leaf, [False] * len(found))
        return found

    def bag(self, fragment: Fragment) -> Bag:
        """The shingles of a fragment."""
        whole = self.bags(fragment.leaf)
        if fragment.last - fragment.first == len(whole):
            return self.scale.bag(self.side.leaves[fragment.leaf].text)
        if fragment.last - fragment.first == 1:
            return whole[fragment.first]
        return self.scale.bag_of(s for bag in whole[fragment.first : fragment.last] for s in bag.members)

    def explain(self, fragment: Fragment, partner: Bag) -> None:
        """Mark the clauses of a fragment that its partner holds."""
        bags = self.bags(fragment.leaf)
        for place in range(fragment.first, fragment.last):
            common = self.scale.common(bags[place], partner)
            # A fragment of one clause has nothing left to look for another home with.
            if common >= COVERED * bags[place].mass or fragment.last - fragment.first == 1:
                self.explained[fragment.leaf][place] = True
        if not any(self.explained[fragment.leaf][fragment.first : fragment.last]):
            self.explained[fragment.leaf][fragment.first : fragment.last] = [True] * (fragment.last - fragment.first)

    def untouched(self, leaf: int) -> bool:
        """Whether nothing of a leaf is explained yet."""
        return not any(self.explained[leaf])

    def fragments(self, *, single: bool = False) -> list[Fragment]:
        """What is not explained: whole runs, and the single clauses of them if asked for."""
        found = []
        for leaf in sorted(self.open):
            self.bags(leaf)
            first = 0
            flags = [*self.explained[leaf], True]
            for place, done in enumerate(flags):
                if done:
                    if place > first:
                        found.append(Fragment(leaf, first, place))
                    first = place + 1
        if not single:
            return found
        longer = [f for f in found if f.last - f.first > 1]
        return found + [Fragment(f.leaf, place, place + 1) for f in longer for place in range(f.first, f.last)]


@dataclass(slots=True)
class Groups:
    """Leaf matches in the making: 1:1, then 1:n or n:1, never n:m."""

    news_of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    olds_of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    score: dict[tuple[int, int], float] = field(default_factory=dict)

    def add(self, old: int, new: int, score: float) -> bool:
        """Join two leaves unless that would tie a knot of several old and several new ones."""
        if (old, new) in self.score:
            return True
        news, olds = self.news_of.get(old, []), self.olds_of.get(new, [])
        if (news and olds) or any(len(self.olds_of[j]) > 1 for j in news) or any(len(self.news_of[i]) > 1 for i in olds):
            return False
        self.news_of[old].append(new)
        self.olds_of[new].append(old)
        self.score[old, new] = score
        return True


class Binder:
    """Binds leaves and clauses of both sides, at home first where both are equally likely."""

    def __init__(self, old: Side, new: Side, pairing: Pairing, scale: Scale) -> None:
        self.here = Half(old, scale, set(range(len(old.leaves))))
        self.there = Half(new, scale, set(range(len(new.leaves))))
        self.pairing = pairing
        self.scale = scale
        self.groups = Groups()
        self.abroad: dict[tuple[int, int], list[Bond]] = defaultdict(list)
        self._linked: tuple[set[int], set[int]] = (set(), set())
        self._zipped: set[tuple[int, int]] = set()
        self._seen: dict[tuple[Fragment, Fragment, bool], Bond | None] = {}
        self._near: set[tuple[int, int]] | None = None

    def bind(self) -> None:
        """Bind what can be bound, in rounds: each sees what the last one left."""
        self._zip_equal()
        self._linked = (
            {*self.pairing.by_old, *(i for i, _ in self.abroad)},
            {*self.pairing.by_new, *(j for _, j in self.abroad)},
        )
        for turn in range(ROUNDS):
            single = turn >= WHOLE_ROUNDS
            if not self._accept(self._bonds(single=single)) and single:
                return

    def reword(self, old: Side, new: Side, scale: Scale) -> None:
        """Go on with other texts of the same leaves: what is explained stays so, the rest is looked at again."""
        self.scale = scale
        self._near = None
        self._seen.clear()
        for half, side in ((self.here, old), (self.there, new)):
            half.side = side
            half.scale = scale
            half.clauses.clear()

    def linked(self, i: int, j: int) -> bool:
        """Whether two units belong together already."""
        link = self.pairing.by_old.get(i)
        return (link is not None and link.new == j) or (i, j) in self.abroad

    def _zip_equal(self) -> None:
        """Bind leaves of the same words in linked units; all other leaves stay open."""
        old, new = self.here.side, self.there.side
        for link in self.pairing.by_old.values():
            if (link.old, link.new) in self._zipped:
                continue
            self._zipped.add((link.old, link.new))
            waiting: dict[str, list[int]] = defaultdict(list)
            for j in reversed(range(new.units[link.new].first, new.units[link.new].last)):
                if j in self.there.open:
                    waiting[new.leaves[j].key].append(j)
            for i in range(old.units[link.old].first, old.units[link.old].last):
                same = waiting.get(old.leaves[i].key) if i in self.here.open else None
                if same and not (self.here.explained.get(i) and any(self.here.explained[i])):
                    j = same.pop()
                    self.groups.add(i, j, 1.0)
                    self.here.open.discard(i)
                    self.there.open.discard(j)

    def _bonds(self, *, single: bool) -> list[Bond]:
        """All bonds between open fragments that are strong enough."""
        if self._near is None:
            self._near = self._near_leaves()
        by_leaf: tuple[dict[int, list[Fragment]], dict[int, list[Fragment]]] = (defaultdict(list), defaultdict(list))
        for half, groups in ((self.here, by_leaf[0]), (self.there, by_leaf[1])):
            for fragment in half.fragments(single=single):
                groups[fragment.leaf].append(fragment)
        self._near = {(i, j) for i, j in self._near if i in by_leaf[0] and j in by_leaf[1]}
        found = []
        for i, j in sorted(self._near | self._leaves_at_home(by_leaf)):
            home = self.linked(self.here.side.home[i], self.there.side.home[j])
            for old in by_leaf[0][i]:
                for new in by_leaf[1][j]:
                    made = self._compare(old, new, home=home)
                    if made is not None:
                        found.append(made)
        return found

    def _near_leaves(self) -> set[tuple[int, int]]:
        """Open leaves that share rare words, or have clauses that do. Looked up once."""
        whole = [{leaf: half.scale.bag(half.side.leaves[leaf].text) for leaf in half.open} for half in self._halves()]
        pairs = near_pairs(whole[0], whole[1], self.scale)
        owners: list[list[int]] = []
        clauses: list[dict[int, Bag]] = []
        for half in self._halves():
            split = [(leaf, bag) for leaf in sorted(half.open) for bag in half.bags(leaf)]
            owners.append([leaf for leaf, _ in split])
            clauses.append({place: bag for place, (_, bag) in enumerate(split)})
        pairs |= {(owners[0][a], owners[1][b]) for a, b in near_pairs(clauses[0], clauses[1], self.scale)}
        # No fragments of two leaves share more than the leaves do.
        return {(i, j) for i, j in pairs if self.scale.common(whole[0][i], whole[1][j]) >= HEIR * ENOUGH}

    def _leaves_at_home(
        self, by_leaf: tuple[dict[int, list[Fragment]], dict[int, list[Fragment]]]
    ) -> set[tuple[int, int]]:
        """All pairs of open leaves of linked units, unless there are too many."""
        by_unit: tuple[dict[int, list[int]], dict[int, list[int]]] = (defaultdict(list), defaultdict(list))
        for half, fragments, groups in zip(self._halves(), by_leaf, by_unit, strict=True):
            for leaf in fragments:
                groups[half.side.home[leaf]].append(leaf)
        pairs: set[tuple[int, int]] = set()
        for i, j in (*((link.old, link.new) for link in self.pairing.by_old.values()), *self.abroad):
            inside = by_unit[0].get(i, []), by_unit[1].get(j, [])
            if len(inside[0]) * len(inside[1]) <= SMALL:
                pairs |= {(a, b) for a in inside[0] for b in inside[1]}
        return pairs

    def _halves(self) -> tuple[Half, Half]:
        return self.here, self.there

    def _need(self, made: Bond) -> float:
        """How strong a bond must be: the more is known of both ends, the stronger."""
        i, j = self._units(made)
        if made.home:
            return AT_HOME
        loose = (i not in self._linked[0]) + (j not in self._linked[1])
        if loose:
            return HEIR if loose == 2 else LONELY  # noqa: PLR2004 - both
        whole = self.here.untouched(made.old.leaf) and self.there.untouched(made.new.leaf)
        return ABROAD if whole else PART

    def _compare(self, old: Fragment, new: Fragment, *, home: bool) -> Bond | None:
        """A bond of two fragments if it may be strong enough, remembered from round to round."""
        key = (old, new, home)
        if key not in self._seen:
            self._seen[key] = self._fit(old, new, home=home)
        return self._seen[key]

    def _fit(self, old: Fragment, new: Fragment, *, home: bool) -> Bond | None:
        """Likeness of two fragments, or of the smaller one and the run of clauses of the larger that fits it best."""
        a, b = self.here.bag(old), self.there.bag(new)
        common = self.scale.common(a, b)
        likeness = share(common, a.mass, b.mass)
        large, fragment, other = (self.here, old, b) if a.mass >= b.mass else (self.there, new, a)
        most = share(common, common, other.mass)  # were the run of clauses no longer than what is shared
        if most < AT_HOME or (not home and common < HEIR * ENOUGH):
            return None
        best = Bond(old, new, likeness, common, home)
        if fragment.last - fragment.first > 1 and likeness < most:
            bags = large.bags(fragment.leaf)[fragment.first : fragment.last]
            commons = [self.scale.common(clause, other) for clause in bags]
            value, part, first, last = best_window(commons, [clause.mass for clause in bags], other.mass)
            if value > likeness:
                run = Fragment(fragment.leaf, fragment.first + first, fragment.first + last)
                ends = (run, new) if large is self.here else (old, run)
                best = Bond(*ends, value, part, home)
        return best if best.likeness >= AT_HOME and best.strength >= HEIR else None

    def _accept(self, found: Sequence[Bond]) -> int:
        """Take bonds, strongest first; abroad only the clearly best home. Each clause is bound once."""
        ranked = sorted(found, key=_rank)
        by_leaf: tuple[dict[int, list[Bond]], dict[int, list[Bond]]] = (defaultdict(list), defaultdict(list))
        for made in ranked:
            by_leaf[0][made.old.leaf].append(made)
            by_leaf[1][made.new.leaf].append(made)
        taken = 0
        for made in ranked:
            if self._spent(made) or made.strength < self._need(made):
                continue
            rivals = [] if made.home else self._rivals(made, by_leaf)
            if any(rival.strength < TWIN or made.strength < TWIN for rival in rivals):
                continue  # no clear home: boilerplate that fits several articles
            taken += 1
            # Two old articles that said the same in the same words, and one new article that says it for both.
            for twin in (made, *rivals):
                self._take(twin)
        return taken

    def _spent(self, made: Bond) -> bool:
        """Whether a clause of either end is explained already."""
        return any(
            any(half.explained[f.leaf][f.first : f.last]) for half, f in ((self.here, made.old), (self.there, made.new))
        )

    def _take(self, made: Bond) -> None:
        """Bind two fragments, and their units if they were not linked."""
        i, j = self._units(made)
        self.groups.add(made.old.leaf, made.new.leaf, made.likeness)
        if not self.linked(i, j) or (i, j) in self.abroad:
            self.abroad[i, j].append(made)
            self._linked[0].add(i)
            self._linked[1].add(j)
        a, b = self.here.bag(made.old), self.there.bag(made.new)
        self.here.explain(made.old, b)
        self.there.explain(made.new, a)

    def _rivals(self, made: Bond, by_leaf: tuple[dict[int, list[Bond]], dict[int, list[Bond]]]) -> list[Bond]:
        """Bonds of the same words with other units that are nearly as strong."""
        i, j = self._units(made)
        here = (
            other
            for other in by_leaf[0][made.old.leaf]
            if self._units(other)[1] != j and _overlap(made.old, other.old)
        )
        there = (
            other
            for other in by_leaf[1][made.new.leaf]
            if self._units(other)[0] != i and _overlap(made.new, other.new)
        )
        near = (other for other in (*here, *there) if made.strength < CLEAR * other.strength)
        return [other for other in near if not self._spent(other)]

    def _units(self, made: Bond) -> tuple[int, int]:
        return self.here.side.home[made.old.leaf], self.there.side.home[made.new.leaf]


def _overlap(one: Fragment, other: Fragment) -> bool:
    return one.first < other.last and other.first < one.last


def _rank(made: Bond) -> tuple[float, ...]:
    """Strongest first; ties by place, in a way that does not favour a side."""
    old, new = made.old, made.new
    apart, sum_ = abs(old.leaf - new.leaf), old.leaf + new.leaf
    return (-made.strength - PREFER_HOME * made.home, apart, sum_, old.leaf, old.first + new.first, old.first)
