"""A change in, its sentence pairs out: each changed sentence with what the aligner says it was before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules._finding import covered, side_of
from gaidiff.rules._pairs import runs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gaidiff.model.change import Change, Match
    from gaidiff.model.text import EId
    from gaidiff.model.words import Context

FARTHEST: Final = 600  # characters; no sentence is longer on one side


class LeafPair(NamedTuple):
    """The leaves the aligner matched; one side is empty where it found nothing."""

    old: tuple[Span, ...]
    new: tuple[Span, ...]
    score: float

    def text(self, side: str, context: Context) -> str:
        """The words of one side."""
        instrument = side_of(context, side)
        return "\n".join(instrument.text_at(span) for span in (self.old if side == "old" else self.new))

    def spans(self, side: str) -> tuple[Span, ...]:
        """The leaves of one side."""
        return self.old if side == "old" else self.new


def leaf_pairs(change: Change, context: Context) -> tuple[LeafPair, ...]:
    """The sentence pairs whose words differ, told where the new words stand; worked out once for several rules."""
    known = context.memo.get("leaf pairs")
    if known is None or known[0] is not change:
        context.memo["leaf pairs"] = known = (change, _pairs(change, context))
    pairs: tuple[LeafPair, ...] = known[1]
    return pairs


def _pairs(change: Change, context: Context) -> tuple[LeafPair, ...]:
    by_new, by_old = _by_unit(context)
    matches: dict[int, Match] = {}
    for eid in change.match.new:
        matches.update((id(match), match) for match in by_new.get(eid, ()))
    for eid in change.match.old:
        matches.update((id(match), match) for match in by_old.get(eid, ()))
    found = []
    mine = runs_of(covered(change, "old"))
    for match in matches.values():
        old = tuple(context.old.leaf_span(eid) for eid in match.old)
        new = tuple(context.new.leaf_span(eid) for eid in match.new)
        new = tuple(span for span in new if context.new.unit_of.get(span.eid) in change.match.new)
        if not new and not any(mine.meets(span) for span in old):
            continue  # an article with several heirs: another change tells of it
        pair = LeafPair(old, new, match.score)
        before, after = pair.text("old", context), pair.text("new", context)
        if before != after and "".join(before.split()) != "".join(after.split()):
            found.append(pair)
    return tuple(found)


def _by_unit(context: Context) -> tuple[Mapping[EId, list[Match]], Mapping[EId, list[Match]]]:
    """The leaf matches by the new article they end in, and those that end nowhere by the old one.

    A sentence that stands unchanged in one place is left out: no pair comes of it.
    """
    if "leaf matches by unit" not in context.memo:
        by_new: dict[EId, list[Match]] = {}
        by_old: dict[EId, list[Match]] = {}
        for match in context.alignment.leaves:
            if not match.text_changed and len(match.new) == 1:
                continue
            for eid in dict.fromkeys(_unit(leaf, "new", context) for leaf in match.new):
                by_new.setdefault(eid, []).append(match)
            if not match.new:
                for eid in dict.fromkeys(_unit(leaf, "old", context) for leaf in match.old):
                    by_old.setdefault(eid, []).append(match)
        context.memo["leaf matches by unit"] = (by_new, by_old)
    known: tuple[Mapping[EId, list[Match]], Mapping[EId, list[Match]]] = context.memo["leaf matches by unit"]
    return known


def _unit(leaf: EId, side: str, context: Context) -> EId:
    instrument = side_of(context, side)
    eid = leaf if leaf in instrument.unit_of else instrument.leaf_span(leaf).eid
    return instrument.unit_of.get(eid, eid)


def sentence_at(span: Span, side: str, context: Context) -> Span:
    """The whole sentence a span stands in, from full stop to full stop."""
    text = side_of(context, side).field_text(span.eid, span.field)
    start, end = max(0, span.start - FARTHEST), min(len(text), span.end + FARTHEST)
    around, shift = text[start:end], start
    for mark in context.lexicon.find(Concept.SENTENCE_END, around):
        if mark.end + shift <= span.start:
            start = mark.end + shift
        elif mark.start + shift >= span.end - 1:
            end = mark.start + shift
            break
    while start < end and text[start].isspace():
        start += 1
    return Span(span.eid, start, end, span.field)


def cues_in(concept: Concept, spans: tuple[Span, ...], side: str, context: Context) -> list[tuple[Span, str, str]]:
    """(span, label, words) of every cue of a concept in some spans."""
    instrument = side_of(context, side)
    return [
        (Span(span.eid, span.start + cue.start, span.start + cue.end, span.field), cue.label, cue.text)
        for span in spans
        for cue in context.lexicon.find(concept, instrument.text_at(span))
    ]
