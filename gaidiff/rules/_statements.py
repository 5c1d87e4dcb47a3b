"""A change in, its statements out: sentences with changed words, what the other text made of them, lone clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gaidiff.model.change import Op
from gaidiff.model.text import Span
from gaidiff.rules._clauses import clauses
from gaidiff.rules._finding import covered, lone_confidence, side_of
from gaidiff.rules._pairs import (
    ABSORBED,
    TRACE,
    clause_pairs,
    leaf_at,
    leaf_matches,
    runs_of,
    touched,
)
from gaidiff.rules._search import index_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaidiff.model.change import Change
    from gaidiff.model.words import Concept, Context, Cue
    from gaidiff.rules._clauses import Clause
    from gaidiff.rules._pairs import Touched


class Statement(NamedTuple):
    """A sentence with a changed word, in it or in its other form.

    `partners` are the sentences the aligner set against it; without any, `trace` says how much of it is said elsewhere.

    `runs` are the changed characters of its side, `trace` is 1 where there is a partner.
    """

    span: Span
    text: str
    side: str
    partners: tuple[Span, ...]
    trace: float
    runs: Touched

    @property
    def lone(self) -> bool:
        """Whether nothing in the other text says the same."""
        return not self.partners and self.trace < ABSORBED

    @property
    def evidence(self) -> tuple[str, str]:
        """What the search for a counterpart found, as signals."""
        return evidence(self.trace)

    @property
    def confidence(self) -> float:
        """How surely it has no counterpart."""
        return lone_confidence(self.trace, sure=self.trace < TRACE)

    def place(self, cue: Cue) -> Span:
        """Where a cue of the sentence stands in its provision."""
        start = self.span.start
        return Span(self.span.eid, start + cue.start, start + cue.end, self.span.field)

    def changed(self, cue: Cue) -> bool:
        """Whether a cue holds a changed character."""
        return self.runs.meets(self.place(cue))


def evidence(trace: float) -> tuple[str, str]:
    """The signals of a search through the whole other text."""
    return ("no counterpart" if trace < TRACE else "no close counterpart", f"trace {trace:.2f}")


def statements(change: Change, context: Context, op: Op) -> tuple[Statement, ...]:
    """The changed sentences of one side, in order; worked out once although several rules ask."""
    key = f"statements {op.value}"
    known = context.memo.get(key)
    if known is None or known[0] is not change:
        context.memo[key] = known = (change, tuple(_statements(change, context, op)))
    found: tuple[Statement, ...] = known[1]
    return found


def _statements(change: Change, context: Context, op: Op) -> Iterator[Statement]:
    side, other = ("old", "new") if op is Op.DELETE else ("new", "old")
    runs, beyond = touched(change, op, context), touched(change, Op.INSERT if op is Op.DELETE else Op.DELETE, context)
    instrument, target = side_of(context, side), side_of(context, other)
    here = runs_of(covered(change, side))
    for eid, field in here.fields():
        for start, end, match in leaf_matches(context, side).get((eid, field), ()):
            span = Span(eid, start, end, field)
            if not here.meets(span):
                continue
            partners = tuple(target.leaf_span(leaf) for leaf in (match.new if side == "old" else match.old))
            if not runs.meets(span) and not any(beyond.meets(partner) for partner in partners):
                continue
            text = instrument.text_at(span)
            trace = 1.0 if partners else index_of(target, context).best(frozenset(context.lexicon.terms(text)))[0]
            yield Statement(span, text, side, partners, trace, runs)


class Lone(NamedTuple):
    """A clause without a counterpart in the other text, and how much of it is said there all the same."""

    clause: Clause
    trace: float
    leaf: Span

    @property
    def confidence(self) -> float:
        """How surely it has no counterpart."""
        return lone_confidence(self.trace, sure=self.trace < TRACE)


def lone_clauses(change: Change, context: Context, op: Op) -> tuple[Lone, ...]:
    """The acts of one side that the other text does not know, sanctions left out."""
    side = "old" if op is Op.DELETE else "new"
    found = []
    for pair in clause_pairs(change, context):
        clause, other = (pair.old, pair.new) if op is Op.DELETE else (pair.new, pair.old)
        if clause is not None and other is None and not clause.sanction and pair.trace < ABSORBED:
            leaf, _ = leaf_at(clause.span, side, context)
            found.append(Lone(clause, pair.trace, leaf))
    return tuple(found)


def by_sentence(found: Iterable[Lone]) -> tuple[tuple[Lone, ...], ...]:
    """Lone clauses of one sentence together: they are one statement."""
    groups: dict[Span, list[Lone]] = {}
    for lone in found:
        groups.setdefault(lone.leaf, []).append(lone)
    return tuple(tuple(group) for group in groups.values())


def by_run(found: Iterable[Lone]) -> tuple[tuple[Lone, ...], ...]:
    """Lone clauses that follow one another in a paragraph together, whatever sentences the aligner saw in it."""
    groups: list[list[Lone]] = []
    for lone in sorted(found, key=lambda lone: (lone.clause.span.eid, lone.clause.span.field, lone.clause.number)):
        last = groups[-1][-1].clause if groups else None
        here = (lone.clause.span.eid, lone.clause.span.field)
        if last is not None and (last.span.eid, last.span.field) == here and lone.clause.number <= last.number + 1:
            groups[-1].append(lone)
        else:
            groups.append([lone])
    return tuple(tuple(group) for group in groups)


def hull(group: Iterable[Lone]) -> Span:
    """From the first to the last clause of a group."""
    spans = sorted((lone.clause.span for lone in group), key=lambda span: span.start)
    return Span(spans[0].eid, spans[0].start, spans[-1].end, spans[0].field)


def trimmed(span: Span, side: str, context: Context) -> Span:
    """A sentence without blanks around it and without its stop."""
    found = [c.span for c in clauses(side_of(context, side), span.eid, span.field, context)]
    inside = [c for c in found if span.start <= c.start < span.end]
    if not inside:
        return span
    return Span(span.eid, inside[0].start, min(span.end, inside[-1].end), span.field)


def cues_in(spans: Iterable[Span], side: str, context: Context, concept: Concept) -> list[Cue]:
    """The cues of several sentences of one side."""
    instrument = side_of(context, side)
    return [cue for span in spans for cue in context.lexicon.find(concept, instrument.text_at(span))]
