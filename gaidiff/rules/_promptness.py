"""A change in, findings out where the same act must now be done promptly, or no longer need be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Op
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules._clauses import Force
from gaidiff.rules._finding import burden, finding, side_of
from gaidiff.rules._pairs import clause_pairs, leaf_at, touched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context
    from gaidiff.rules._clauses import Clause

BINDING: Final = frozenset({Force.DUTY, Force.MEANS})
SPEEDS: Final = (Concept.TIME_LIMIT, Concept.PROMPTNESS)
KIN: Final = 0.45  # likeness; the words of a less alike pair may belong to another act


def promptness(change: Change, context: Context) -> Iterator[Finding]:
    """Promptness that came to an act which had no limit of time at all, or went without one in its place."""
    runs = {"old": touched(change, Op.DELETE, context), "new": touched(change, Op.INSERT, context)}
    for pair in clause_pairs(change, context):
        old, new = pair.old, pair.new
        if old is None or new is None or pair.likeness < KIN or not {old.force, new.force} <= BINDING:
            continue
        if old.sanction or new.sanction or old.authority is not new.authority:
            continue
        for clause, side, other in ((new, "new", old), (old, "old", new)):
            cue = context.lexicon.first(Concept.PROMPTNESS, clause.text)
            span = None if cue is None else _within(clause, cue.start, cue.end)
            if span is None or not runs[side].meets(span) or _is_timed(other, side, context):
                continue
            added = side == "new"
            yield finding(
                "deadline_added" if added else "deadline_removed",
                burden(up=added, clause=new),
                min(0.7, 0.3 + pair.likeness / 2),
                old=(old.span,) if added else (span,),
                new=(span,) if added else (new.span,),
                signals=("promptness", f"likeness {pair.likeness:.2f}"),
                x="" if added else side_of(context, side).text_at(span),
                y=side_of(context, side).text_at(span) if added else "",
                act=new.text,
                form="speed",
            )


def _within(clause: Clause, start: int, end: int) -> Span:
    place = clause.span
    return Span(place.eid, place.start + start, place.start + end, place.field)


def _is_timed(clause: Clause, side: str, context: Context) -> bool:
    """Whether the other text names any time: for what came in the old sentence, for what went in all of its heir."""
    other = "old" if side == "new" else "new"
    place = clause.span
    leaf, _ = leaf_at(place, other, context)
    instrument = side_of(context, other)
    text = instrument.text_at(leaf) if side == "new" else instrument.field_text(place.eid, place.field)
    return any(context.lexicon.has(concept, text) for concept in SPEEDS)
