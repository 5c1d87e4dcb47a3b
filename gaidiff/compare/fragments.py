"""One side in, the state of its leaves out: clauses, runs of them (fragments), and which of them are explained."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.compare.similarity import Bag, clause_bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.compare.sides import Side
    from gaidiff.compare.similarity import Scale

ENOUGH = 5000  # shared weight (five rare words) that makes likeness abroad count in full
COVERED = 0.4  # part of a clause its partner must hold for the clause to be explained
PREFER_HOME = 0.1
CLAUSES = "shared clauses"  # the evidence of most bonds


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
    bonus: float = 0.0
    evidence: str = CLAUSES
    strength: float = field(init=False)  # likeness, believed in full only when enough is shared, and what signs add

    def __post_init__(self) -> None:
        full = self.home or self.evidence != CLAUSES
        object.__setattr__(self, "strength", believed(self.likeness, self.common, full=full) + self.bonus)


def believed(likeness: float, common: int, *, full: bool) -> float:
    """What a likeness is worth: all of it at home, elsewhere only when enough is shared."""
    return likeness * (1.0 if full else min(1.0, common / ENOUGH))


@dataclass(slots=True)
class Half:
    """The state of one side: clauses of each leaf, and which of them are explained."""

    side: Side
    scale: Scale
    open: set[int]
    clauses: dict[int, tuple[Bag, ...]] = field(default_factory=dict)
    explained: dict[int, list[bool]] = field(default_factory=dict)
    pieces: dict[int, tuple[str, ...]] = field(default_factory=dict)
    whole: dict[int, frozenset[int]] = field(default_factory=dict)
    parts: dict[Fragment, Bag] = field(default_factory=dict)
    idle: dict[Fragment, tuple[bool, bool]] = field(default_factory=dict)
    runs: dict[tuple[int, bool], tuple[Fragment, ...]] = field(default_factory=dict)
    postings: dict[int, list[int]] = field(default_factory=dict)  # shingle: the leaves it stands in

    def reword(self, side: Side, scale: Scale) -> None:
        """Take other texts of the same leaves; what is explained stays so."""
        self.side = side
        self.scale = scale
        for known in (self.clauses, self.pieces, self.whole, self.parts, self.idle, self.postings):
            known.clear()

    def bags(self, leaf: int) -> tuple[Bag, ...]:
        """The clauses of a leaf."""
        found = self.clauses.get(leaf)
        if found is None:
            found = self.clauses[leaf] = tuple(map(self.scale.bag, self._pieces(leaf)))
            self.explained.setdefault(leaf, [False] * len(found))
        return found

    def _pieces(self, leaf: int) -> tuple[str, ...]:
        """The words of each clause of a leaf."""
        found = self.pieces.get(leaf)
        if found is None:
            text = self.side.leaves[leaf].text
            found = self.pieces[leaf] = tuple(text[start:end] for start, end in clause_bounds(text))
        return found

    def members(self, leaf: int) -> frozenset[int]:
        """The shingles of a leaf and of all its clauses."""
        found = self.whole.get(leaf)
        if found is None:
            text = self.scale.bag(self.side.leaves[leaf].text).members
            clauses = [bag.members for bag in self.bags(leaf)]
            found = text if all(clause <= text for clause in clauses) else text.union(*clauses)
            self.whole[leaf] = found
        return found

    def bag(self, fragment: Fragment) -> Bag:
        """The shingles of a fragment."""
        found = self.parts.get(fragment)
        if found is None:
            found = self.parts[fragment] = self._bag(fragment)
        return found

    def _bag(self, fragment: Fragment) -> Bag:
        whole = self.bags(fragment.leaf)
        if fragment.last - fragment.first == len(whole):
            return self.scale.bag(self.side.leaves[fragment.leaf].text)
        if fragment.last - fragment.first == 1:
            return whole[fragment.first]
        return self.scale.bag_of(frozenset().union(*(bag.members for bag in whole[fragment.first : fragment.last])))

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
        for single in (False, True):
            self.runs.pop((fragment.leaf, single), None)

    def forget(self, fragment: Fragment) -> None:
        """Take back what explained the clauses of a fragment."""
        self.open.add(fragment.leaf)
        self.explained[fragment.leaf][fragment.first : fragment.last] = [False] * (fragment.last - fragment.first)
        for single in (False, True):
            self.runs.pop((fragment.leaf, single), None)

    def texts(self, fragment: Fragment) -> list[str]:
        """The words of each clause of a fragment."""
        return list(self._pieces(fragment.leaf)[fragment.first : fragment.last])

    def holders(self, shingles: frozenset[int], part: float) -> Iterator[int]:
        """The leaves that hold so large a part of some shingles, by weight."""
        whole = rest = self.scale.mass(shingles)
        heaviest = []
        for shingle in sorted(shingles, reverse=True):
            if rest < part * whole:
                break  # a leaf without any of the heavier ones does not hold enough
            heaviest.append(shingle)
            rest -= self.scale.mass((shingle,))
        near = {leaf for shingle in heaviest for leaf in self._postings().get(shingle, ())}
        for leaf in sorted(near):
            if self.scale.mass(shingles & self._members(leaf)) >= part * whole:
                yield leaf

    def _postings(self) -> dict[int, list[int]]:
        """The leaves each shingle stands in."""
        if not self.postings:
            postings: defaultdict[int, list[int]] = defaultdict(list)
            for leaf in range(len(self.side.leaves)):
                for shingle in self._members(leaf):
                    postings[shingle].append(leaf)
            self.postings = postings
        return self.postings

    def _members(self, leaf: int) -> frozenset[int]:
        return self.scale.bag(self.side.leaves[leaf].text).members

    def is_leaf(self, fragment: Fragment) -> bool:
        """Whether a fragment is a whole leaf."""
        return fragment.last - fragment.first == len(self.bags(fragment.leaf))

    def is_unit(self, fragment: Fragment) -> bool:
        """Whether a fragment is all that its article says."""
        unit = self.side.units[self.side.home[fragment.leaf]]
        return unit.last - unit.first == 1 and self.is_leaf(fragment)

    def untouched(self, leaf: int) -> bool:
        """Whether nothing of a leaf is explained yet."""
        return not any(self.explained[leaf])

    def fragments(self) -> list[Fragment]:
        """What is not explained of all open leaves, in whole runs."""
        return [fragment for leaf in sorted(self.open) for fragment in self.fragments_of(leaf, single=False)]

    def fragments_of(self, leaf: int, *, single: bool) -> tuple[Fragment, ...]:
        """What is not explained of one leaf: whole runs, and the single clauses of them if asked for."""
        known = self.runs.get((leaf, single))
        if known is not None:
            return known
        self.bags(leaf)
        found = []
        first = 0
        for place, done in enumerate([*self.explained[leaf], True]):
            if done:
                if place > first:
                    found.append(Fragment(leaf, first, place))
                first = place + 1
        if single:
            longer = [f for f in found if f.last - f.first > 1]
            found += [Fragment(leaf, place, place + 1) for f in longer for place in range(f.first, f.last)]
        known = self.runs[leaf, single] = tuple(found)
        return known


def speaking(side: Side) -> set[int]:
    """Leaves that say something: those of a placeholder have no counterpart but another placeholder."""
    return {leaf for leaf, home in enumerate(side.home) if not side.units[home].placeholder}


def overlap(one: Fragment, other: Fragment) -> bool:
    """Whether two fragments of one leaf have a clause in common."""
    return one.first < other.last and other.first < one.last


def rank(made: Bond) -> tuple[float, ...]:
    """Strongest first; ties by place, in a way that does not favour a side."""
    old, new = made.old, made.new
    apart, sum_ = abs(old.leaf - new.leaf), old.leaf + new.leaf
    return (-made.strength - PREFER_HOME * made.home, apart, sum_, old.leaf, old.first + new.first, old.first)
