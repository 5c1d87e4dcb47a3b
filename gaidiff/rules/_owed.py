"""A lone duty in, its direction out; and whether its sentence states a principle, which is no duty of anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction
from gaidiff.model.words import Concept
from gaidiff.rules._finding import burden
from gaidiff.rules._leaves import sentence_at
from gaidiff.rules._pairs import ABSORBED, leaf_at
from gaidiff.rules._search import index_of

if TYPE_CHECKING:
    from gaidiff.model.change import Change
    from gaidiff.model.words import Context
    from gaidiff.rules._clauses import Clause
    from gaidiff.rules._pairs import ClausePair

# What an authority owes to those it supervises, and not to its own task: an answer, in time, in confidence.
OWED: Final = (Concept.PROTECTION, Concept.REMEDY, Concept.TIME_LIMIT, Concept.PROMPTNESS)


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


def _is_new(clause: Clause, context: Context) -> bool:
    """Whether the old text has nothing like the whole sentence of a clause."""
    leaf, match = leaf_at(clause.span, "new", context)
    words = frozenset(context.lexicon.terms(context.new.text_at(leaf)))
    return not (match and match.old) and index_of(context.old, context).best(words)[0] < ABSORBED
