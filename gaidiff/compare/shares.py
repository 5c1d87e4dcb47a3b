"""Two instruments and their alignment in, what each change is about out: every leaf and heading in exactly one share."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaidiff.compare.similarity import squeeze
from gaidiff.model.law import PREFACE, REMAINDER, leaves_of
from gaidiff.model.text import Field, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gaidiff.model.change import Alignment, Match
    from gaidiff.model.law import Instrument, Provision
    from gaidiff.model.text import EId

    Pieces = list[tuple[EId | None, Span]]  # leaf (None: a heading) and where it stands, in reading order


@dataclass(frozen=True, slots=True)
class Tie:
    """Two pieces of a share that belong together, by place, and how much that is worth."""

    old: int
    new: int
    weight: float


@dataclass(frozen=True, slots=True)
class Share:
    """What one change covers on both sides, in reading order, and what is known to belong together."""

    match: Match
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    ties: tuple[Tie, ...] = ()


def shares(old: Instrument, new: Instrument, alignment: Alignment) -> Iterator[Share]:
    """The share of every division match, then of every article match."""
    for match in alignment.divisions:
        sides = [_own(side, eids) for side, eids in ((old, match.old), (new, match.new))]
        ties = [Tie(i, j, 1.0) for i, a in enumerate(sides[0]) for j, b in enumerate(sides[1]) if a.field is b.field]
        yield Share(match, tuple(sides[0]), tuple(sides[1]), tuple(ties))
    partners: dict[EId, list[EId]] = defaultdict(list)
    back: dict[EId, list[EId]] = defaultdict(list)
    scores: dict[tuple[EId, EId], float] = {}
    for match in alignment.leaves:
        for a in match.old:
            for b in match.new:
                partners[a].append(b)
                back[b].append(a)
                scores[a, b] = match.score
    here = _Divider(old, [match.old for match in alignment.articles])
    there = _Divider(new, [match.new for match in alignment.articles])
    for place, match in enumerate(alignment.articles):
        pieces = here.pieces(place, partners, there, alignment), there.pieces(place, back, here, alignment)
        ties = _ties(old, new, pieces[0], pieces[1], partners, scores)
        yield Share(match, tuple(s for _, s in pieces[0]), tuple(s for _, s in pieces[1]), tuple(ties))


def _own(instrument: Instrument, eids: Sequence[EId]) -> list[Span]:
    """The texts of a division itself, without its children; the preface and the remainder are one text each."""
    spans = []
    for eid in eids:
        fields = (Field.TEXT,) if eid in (PREFACE, REMAINDER) else (Field.HEADING, Field.TEXT, Field.WRAP_UP)
        for field in fields:
            length = len(instrument.field_text(eid, field))
            if length:
                spans.append(Span(eid, 0, length, field))
    return spans


class _Divider:
    """Deals the pieces of one side out to the matches its units stand in."""

    def __init__(self, instrument: Instrument, members: Sequence[tuple[EId, ...]]) -> None:
        self.instrument = instrument
        self.members = members
        self.places: dict[EId, list[int]] = defaultdict(list)
        self.unit_of_leaf: dict[EId, EId] = {}
        self._cut: dict[EId, Pieces] = {}
        self._dealt: dict[EId, dict[int, Pieces]] = {}
        for place, eids in enumerate(members):
            for eid in eids:
                self.places[eid].append(place)
        for eid in self.places:
            self._cut[eid] = _cut(instrument.by_eid[eid])
            self.unit_of_leaf.update((leaf, eid) for leaf, _ in self._cut[eid] if leaf)

    def pieces(
        self, place: int, partners: Mapping[EId, list[EId]], other: _Divider, alignment: Alignment
    ) -> Pieces:
        """The pieces of a match, in reading order: all of a unit that stands in it alone, else those that went there."""
        found: Pieces = []
        for eid in self.members[place]:
            if len(self.places[eid]) == 1:
                found += self._cut[eid]
                continue
            if eid not in self._dealt:
                self._dealt[eid] = self._deal(eid, partners, other, alignment)
            found += self._dealt[eid].get(place, [])
        return found

    def _deal(
        self, eid: EId, partners: Mapping[EId, list[EId]], other: _Divider, alignment: Alignment
    ) -> dict[int, Pieces]:
        """Each leaf goes where its partner is; the rest goes where most of the unit went."""
        homes: dict[EId, int] = {}
        size: dict[int, int] = dict.fromkeys(self.places[eid], 0)
        for leaf, span in self._cut[eid]:
            for partner in partners.get(leaf, ()) if leaf else ():
                unit = other.unit_of_leaf[partner]
                home = next((place for place in self.places[eid] if unit in other.members[place]), None)
                if leaf and home is not None and leaf not in homes:
                    homes[leaf] = home
                    size[home] += span.end - span.start
        main = max(size, key=lambda place: (size[place], alignment.articles[place].score, -place))
        dealt: dict[int, Pieces] = defaultdict(list)
        for leaf, span in self._cut[eid]:
            dealt[homes.get(leaf, main) if leaf else main].append((leaf, span))
        return dealt


def _cut(unit: Provision) -> Pieces:
    """The headings and leaves of a unit."""
    leaves: dict[tuple[EId, Field], list[tuple[EId | None, Span]]] = defaultdict(list)
    for leaf in leaves_of(unit):
        leaves[leaf.span.eid, leaf.span.field].append((leaf.eid, leaf.span))
    pieces: Pieces = []
    for span in unit.pieces():
        pieces += [(None, span)] if span.field is Field.HEADING else leaves[span.eid, span.field]
    return pieces


def _ties(
    old: Instrument,
    new: Instrument,
    olds: Pieces,
    news: Pieces,
    partners: Mapping[EId, list[EId]],
    scores: Mapping[tuple[EId, EId], float],
) -> Iterator[Tie]:
    """Leaf partners inside the share; headings of the same words, and the headings of the articles themselves."""
    place_of = {leaf: place for place, (leaf, _) in enumerate(news) if leaf}
    headings: dict[str, list[int]] = defaultdict(list)
    first: int | None = None
    for place, (leaf, span) in enumerate(news):
        if leaf is None:
            headings[squeeze(new.text_at(span))].append(place)
            first = place if first is None and span.eid in new.unit_of and new.unit_of[span.eid] == span.eid else first
    for place, (leaf, span) in enumerate(olds):
        if leaf is None:
            same = headings.get(squeeze(old.text_at(span)))
            if same:
                yield Tie(place, same.pop(0), float(span.end - span.start))
            elif first is not None and old.unit_of[span.eid] == span.eid:
                yield Tie(place, first, 1.0)
            continue
        for partner in partners.get(leaf, ()):
            if partner in place_of:
                other = news[place_of[partner]][1]
                shorter = min(span.end - span.start, other.end - other.start)
                yield Tie(place, place_of[partner], shorter * (0.1 + scores[leaf, partner]))
