"""A lone duty in, its direction out; and whether its sentence states a principle, which is no duty of anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction
from gaidiff.model.words import Concept
from gaidiff.rules._clauses import SHORTEST_ACT, TRIM, Force, clauses
from gaidiff.rules._finding import burden, finding, lone_confidence
from gaidiff.rules._leaves import sentence_at
from gaidiff.rules._pairs import ABSORBED, VERY_SAME, leaf_at
from gaidiff.rules._search import index_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context
    from gaidiff.rules._clauses import Clause
    from gaidiff.rules._pairs import ClausePair

# What an authority owes to those it supervises, and not to its own task: an answer, in time, in confidence.
OWED: Final = (Concept.PROTECTION, Concept.REMEDY, Concept.TIME_LIMIT, Concept.PROMPTNESS)


BINDING: Final = frozenset({Force.DUTY, Force.MEANS})


def sign(clause: Clause, change: Change, context: Context, *, up: bool) -> Direction:
    """The direction of a lone duty; of an authority's own tasks only those that it owes to the regulated have one.

    A court that appoints an administrator relaxes nothing; and where a licence goes, the time to grant it is no loss.
    """
    if clause.authority and not clause.enforces:
        owed = OWED if up or change.match.new else (Concept.PROTECTION,)
        if not any(context.lexicon.has(concept, clause.text) for concept in owed):
            return Direction.NEUTRAL
    return burden(up=up, clause=clause)


def is_principle(pair: ClausePair, context: Context) -> bool:
    """Whether a new sentence states a principle and names nobody who must act: the rule on policy tells of it."""
    clause = pair.new
    if clause is None or clause.head < 0:
        return False
    text = context.new.text_at(sentence_at(clause.span, "new", context))
    lexicon = context.lexicon
    return lexicon.has(Concept.PRINCIPLE, text) and not lexicon.has(Concept.DOER, text) and _is_new(clause, context)


def is_shortened(pair: ClausePair, context: Context) -> bool:
    """Whether an old duty goes on in so few words that they are no act to compare: 采取相应的劝阻措施, 采取劝阻措施."""
    old = pair.old
    if old is None or pair.new is not None:
        return False
    _, match = leaf_at(old.span, "old", context)
    leaves = [context.new.leaf_span(eid) for eid in match.new] if match is not None else []
    return any(
        leaf.start <= clause.span.start < leaf.end and clause.force is old.force and _is_part(clause, old)
        for leaf in leaves
        for clause in clauses(context.new, leaf.eid, leaf.field, context)
    )


def _is_part(clause: Clause, old: Clause) -> bool:
    return clause.is_act and len(clause.terms) < SHORTEST_ACT and bool(clause.terms) and clause.terms <= old.terms


def in_new_cases(pairs: tuple[ClausePair, ...], change: Change, context: Context) -> Iterator[Finding]:
    """Duties of a new article which the old text knows, but not in the case that the new sentence puts before them."""
    lone = [pair.new for pair in pairs if pair.old is None and pair.new is not None and pair.trace < ABSORBED]
    seen = {leaf_at(clause.span, "new", context)[0] for clause in lone if clause.force in BINDING}
    for pair in pairs if not change.match.old else ():
        clause = pair.new
        if clause is None or clause.force not in BINDING or (pair.old is not None and pair.likeness < VERY_SAME):
            continue
        leaf, match = leaf_at(clause.span, "new", context)
        if clause.authority or clause.sanction or leaf in seen or (match is not None and match.old):
            continue
        terms = frozenset(context.lexicon.terms(context.new.text_at(leaf)))
        share, _ = index_of(context.old, context).best(terms)
        if share >= ABSORBED:
            continue
        seen.add(leaf)
        yield finding(
            "obligation_added",
            burden(up=True, clause=clause),
            lone_confidence(share, sure=False),
            new=(leaf,),
            signals=("known duty in a new case", f"trace {share:.2f}"),
            act=context.new.text_at(leaf).rstrip(TRIM),
            form="unsure",
        )


def _is_new(clause: Clause, context: Context) -> bool:
    """Whether the old text has nothing like the whole sentence of a clause."""
    leaf, match = leaf_at(clause.span, "new", context)
    words = frozenset(context.lexicon.terms(context.new.text_at(leaf)))
    return not (match and match.old) and index_of(context.old, context).best(words)[0] < ABSORBED
