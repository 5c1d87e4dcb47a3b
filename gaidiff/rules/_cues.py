"""A change and a concept in, the cue words that changed out, and whether the other text has the same somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gaidiff.model.change import Op
from gaidiff.model.text import Span
from gaidiff.rules._clauses import Clause, clauses
from gaidiff.rules._finding import side_of
from gaidiff.rules._pairs import Touched, leaf_at, touched
from gaidiff.rules._search import index_of, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change
    from gaidiff.model.words import Concept, Context, Cue


class Placed(NamedTuple):
    """A cue in its text: its own span, the span of the sentence it stands in, and the words of that sentence."""

    cue: Cue
    span: Span
    leaf: Span
    terms: frozenset[str]


def changed_cues(change: Change, context: Context, concept: Concept, op: Op) -> list[Placed]:
    """The cues with a deleted (old side) or inserted (new side) character, in order."""
    return list(_placed(touched(change, op, context), context, concept, "old" if op is Op.DELETE else "new"))


def _placed(runs: Touched, context: Context, concept: Concept, side: str) -> Iterator[Placed]:
    instrument = side_of(context, side)
    for eid, field in runs.fields():
        if eid not in instrument.unit_of:
            continue
        for cue in context.lexicon.find(concept, instrument.field_text(eid, field)):
            span = Span(eid, cue.start, cue.end, field)
            if runs.meets(span):
                leaf, _ = leaf_at(span, side, context)
                terms = frozenset(context.lexicon.terms(instrument.text_at(leaf)))
                yield Placed(cue, span, leaf, terms)


def counterpart(place: Placed, side: str, context: Context) -> tuple[float, tuple[Span, ...]]:
    """The sentences of the other text that carry this one on, and how surely (0 to 1): aligned, or most alike."""
    other = "new" if side == "old" else "old"
    _, match = leaf_at(place.span, side, context)
    eids = () if match is None else (match.new if side == "old" else match.old)
    if eids:
        return 1.0, tuple(side_of(context, other).leaf_span(eid) for eid in eids)
    share, span = index_of(side_of(context, other), context).best(place.terms)
    return share, () if span is None else (span,)


def alike(old: Placed, new: Placed, context: Context) -> float:
    """How alike the sentences of two cues are; 1 if the aligner matched them."""
    _, match = leaf_at(old.span, "old", context)
    _, other = leaf_at(new.span, "new", context)
    if match is not None and match is other:
        return 1.0
    return likeness(old.terms, new.terms, index_of(context.new, context))


def clause_of(span: Span, side: str, context: Context) -> Clause | None:
    """The act a span belongs to: the clause it stands in, or the act after it if it stands in a condition."""
    found = None
    for clause in clauses(side_of(context, side), span.eid, span.field, context):
        if clause.span.end > span.start and (clause.is_act or clause.sanction):
            found = clause
            break
    return found
