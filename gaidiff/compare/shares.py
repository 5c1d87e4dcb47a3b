"""Two instruments and their alignment in, what each change covers out: every leaf and heading in one share."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.compare.similarity import clause_bounds, is_same, squeeze
from gaidiff.model.law import PREFACE, REMAINDER
from gaidiff.model.text import Field, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaidiff.model.change import Alignment, Match
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId

    Scores = dict[EId, dict[EId, float]]  # leaf -> its partners and how sure each is
    Pieces = list[tuple[EId | None, Span]]  # leaf (None: a heading) and where it stands, in reading order

CLAIM = 0.2  # part of a clause a home must hold to take it; else it stays with the clause before


class Tie(NamedTuple):
    """Two pieces of a share that belong together, by place, and how much that is worth."""

    old: int
    new: int
    weight: float


class Share(NamedTuple):
    """What one change covers on both sides, in reading order, and what is known to belong together.

    `same` if both sides are cut alike and say the same, so that nothing needs to be compared.
    """

    match: Match
    old: tuple[Span, ...]
    new: tuple[Span, ...]
    ties: tuple[Tie, ...] = ()
    same: bool = False


def shares(old: Instrument, new: Instrument, alignment: Alignment) -> Iterator[Share]:
    """The share of every division match, then of every article match."""
    for match in alignment.divisions:
        sides = [_own(side, eids) for side, eids in ((old, match.old), (new, match.new))]
        ties = [Tie(i, j, 1.0) for i, a in enumerate(sides[0]) for j, b in enumerate(sides[1]) if a.field is b.field]
        same = not match.text_changed and _say_same(old, new, *sides)
        yield Share(match, tuple(sides[0]), tuple(sides[1]), tuple(ties), same)
    scores: Scores = defaultdict(dict)
    back: Scores = defaultdict(dict)
    for match in alignment.leaves:
        for a in match.old:
            for b in match.new:
                scores[a][b] = back[b][a] = match.score
    here = _Divider(old, [match.old for match in alignment.articles])
    there = _Divider(new, [match.new for match in alignment.articles])
    for place, match in enumerate(alignment.articles):
        olds = here.pieces(place, scores, there, alignment)
        news = there.pieces(place, back, here, alignment)
        spans = [span for _, span in olds], [span for _, span in news]
        same = not match.text_changed and _say_same(old, new, *spans)
        ties = [] if same else list(_ties(here, there, olds, news, scores))
        yield Share(match, tuple(spans[0]), tuple(spans[1]), tuple(ties), same)


def _say_same(old: Instrument, new: Instrument, olds: Sequence[Span], news: Sequence[Span]) -> bool:
    return len(olds) == len(news) and all(
        a.field is b.field and is_same(old.text_at(a), new.text_at(b)) for a, b in zip(olds, news, strict=True)
    )


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
        self.span_of_leaf: dict[EId, Span] = {}
        self._cut: dict[EId, Pieces] = {}
        self._dealt: dict[EId, dict[int, Pieces]] = {}
        for place, eids in enumerate(members):
            for eid in eids:
                self.places[eid].append(place)
        for eid in self.places:
            self._cut[eid] = _cut(instrument, eid)
            for leaf, span in self._cut[eid]:
                if leaf:
                    self.unit_of_leaf[leaf] = eid
                    self.span_of_leaf[leaf] = span

    def pieces(self, place: int, partners: Scores, other: _Divider, alignment: Alignment) -> Pieces:
        """The pieces of a match, in reading order: all of a unit that stands in one match only, else its part."""
        found: Pieces = []
        for eid in self.members[place]:
            if len(self.places[eid]) == 1:
                found += self._cut[eid]
                continue
            if eid not in self._dealt:
                self._dealt[eid] = self._deal(eid, partners, other, alignment)
            found += self._dealt[eid].get(place, [])
        return found

    def _deal(self, eid: EId, partners: Scores, other: _Divider, alignment: Alignment) -> dict[int, Pieces]:
        """Each leaf goes where its partner is; the rest goes where most of the unit went."""
        size: dict[int, int] = dict.fromkeys(self.places[eid], 0)
        homed: list[tuple[EId | None, Span, int | None]] = []
        for leaf, span in self._cut[eid]:
            for part, home in self._parts(eid, span, tuple(partners.get(leaf, ())) if leaf else (), other):
                homed.append((leaf, part, home))
                if home is not None:
                    size[home] += part.end - part.start
        main = max(size, key=lambda place: (size[place], alignment.articles[place].score, -place))
        dealt: dict[int, Pieces] = defaultdict(list)
        for leaf, part, home in homed:
            dealt[main if home is None else home].append((leaf, part))
        return dealt

    def _parts(self, eid: EId, span: Span, partners: Sequence[EId], other: _Divider) -> list[tuple[Span, int | None]]:
        """A leaf with the match it goes to (None: nobody asks for it), cut between clauses if it goes to several.

        Draft 13 is one sentence: its first clause became final 15, its second final 11.
        """
        wishes: dict[int, set[str]] = {}
        for partner in partners:
            unit = other.unit_of_leaf[partner]
            home = next((place for place in self.places[eid] if unit in other.members[place]), None)
            if home is not None:
                wishes.setdefault(home, set()).update(_pairs(other.instrument.text_at(other.span_of_leaf[partner])))
        if len(wishes) < 2:  # noqa: PLR2004 - one home or none
            return [(span, next(iter(wishes), None))]
        text = self.instrument.text_at(span)
        parts: list[tuple[Span, int | None]] = []
        for start, end in clause_bounds(text):
            pairs = _pairs(text[start:end])
            share, home = max((len(pairs & wished), -place) for place, wished in wishes.items())
            here = -home if share >= CLAIM * len(pairs) or not parts else parts[-1][1]
            first = parts.pop()[0].start if parts and parts[-1][1] == here else span.start + start
            parts.append((Span(span.eid, first, span.start + end, span.field), here))
        return parts


def _pairs(text: str) -> set[str]:
    """Neighbouring characters: enough to tell which of two known homes a clause went to."""
    bare = squeeze(text).casefold()
    return {bare[place : place + 2] for place in range(len(bare) - 1)}


def _cut(instrument: Instrument, eid: EId) -> Pieces:
    """The headings and leaves of a unit."""
    leaves: dict[tuple[EId, Field], list[tuple[EId | None, Span]]] = defaultdict(list)
    for leaf in instrument.leaves(eid):
        leaves[leaf.span.eid, leaf.span.field].append((leaf.eid, leaf.span))
    pieces: Pieces = []
    for span in instrument.by_eid[eid].pieces():
        pieces += [(None, span)] if span.field is Field.HEADING else leaves[span.eid, span.field]
    return pieces


def _ties(here: _Divider, there: _Divider, olds: Pieces, news: Pieces, scores: Scores) -> Iterator[Tie]:
    """Leaf partners inside the share; headings of the same words, and the headings of the articles themselves."""
    place_of: dict[EId, list[int]] = defaultdict(list)
    headings: dict[str, list[int]] = defaultdict(list)
    first: int | None = None
    for place, (leaf, span) in enumerate(news):
        if leaf:
            place_of[leaf].append(place)
            continue
        headings[squeeze(there.instrument.text_at(span))].append(place)
        if first is None and there.instrument.unit_of[span.eid] == span.eid:
            first = place
    for place, (leaf, span) in enumerate(olds):
        length = span.end - span.start
        for partner, score in scores.get(leaf, {}).items() if leaf else ():
            for other in place_of[partner]:
                shorter = min(length, news[other][1].end - news[other][1].start)
                yield Tie(place, other, shorter * (0.1 + score))
        if leaf:
            continue
        same = headings.get(squeeze(here.instrument.text_at(span)))
        if same:
            yield Tie(place, same.pop(0), float(length))
        elif first is not None and here.instrument.unit_of[span.eid] == span.eid:
            yield Tie(place, first, 1.0)
