"""When a duty bites: the condition its sentence names becomes another one, for better or worse.

Whether more or less has to be known or to be wrong is the affair of the rule on triggers; a condition that is new
altogether is told there, too.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction, Op
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._cases import changed_case
from gaidiff.rules._clauses import Force, clauses
from gaidiff.rules._finding import finding, side_of
from gaidiff.rules._leaves import leaf_pairs
from gaidiff.rules._pairs import touched
from gaidiff.rules._recast import differences
from gaidiff.rules._search import index_of, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.text import Span
    from gaidiff.model.words import Context
    from gaidiff.rules._clauses import Clause
    from gaidiff.rules._leaves import LeafPair

BINDING: Final = frozenset({Force.BAN, Force.DUTY, Force.MEANS})
KIN: Final = 0.15  # likeness; two conditions less alike are two, and one of them is new
NOTABLE: Final = 0.4  # share of both conditions' words gained and lost together
LEAST: Final = 0.2  # share gained, and share lost; less of either is style: 数据包含个人信息的, 涉及个人信息的
TOLD: Final = (Concept.KNOWLEDGE, Concept.REFERENCE, Concept.THRESHOLD, Concept.TIME_LIMIT, Concept.RESTRICTION)


def _look(change: Change, context: Context) -> Iterator[Finding]:
    runs = touched(change, Op.DELETE, context), touched(change, Op.INSERT, context)
    for pair in leaf_pairs(change, context):
        cases = changed_case(pair, context)
        if cases is not None:
            yield from _compared(*cases, "case", context)
            continue
        old = _condition(pair, "old", context)
        new = _condition(pair, "new", context) if old else None
        if old is None or new is None or not (runs[0].meets(old.span) and runs[1].meets(new.span)):
            continue
        yield from _compared(old, new, "", context)


def _compared(old: Clause, new: Clause, form: str, context: Context) -> Iterator[Finding]:
    """A finding if two conditions, or two wordings of a listed case, are kin and differ by more than style."""
    alike = likeness(_terms(old, context), _terms(new, context), index_of(context.new, context))
    gained, lost = differences(old, new, context)
    apart = max(gained, lost) >= LEAST if form else min(gained, lost) >= LEAST and gained + lost >= NOTABLE
    if alike >= KIN and apart:
        yield finding(
            "condition_changed",
            Direction.NEUTRAL,
            min(0.7, 0.4 + alike),
            old=(old.span,),
            new=(new.span,),
            signals=("condition", f"likeness {alike:.2f}", f"gained {gained:.2f}", f"lost {lost:.2f}"),
            x=old.text,
            y=new.text,
            form=form,
        )


def _terms(clause: Clause, context: Context) -> frozenset[str]:
    return frozenset(context.lexicon.terms(clause.text))


def _is_case(clause: Clause, context: Context) -> bool:
    """A condition, or a doer and a deed before the duty: 经营者提供夜间讲解，应当."""
    lexicon = context.lexicon
    if clause.is_act:
        return clause.force is Force.NONE and lexicon.has(Concept.DOER, clause.text)
    return lexicon.has(Concept.CONDITION, clause.text)


def _condition(pair: LeafPair, side: str, context: Context) -> Clause | None:
    """The only condition of the sentences of one side, if it stands before a duty and no other rule compares it."""
    lexicon = context.lexicon
    inside = [clause for span in pair.spans(side) for clause in _in(span, side, context)]
    found = [
        clause
        for clause, after in pairwise(inside)
        if not clause.sanction
        and clause.cue is None
        and _is_case(clause, context)
        and not lexicon.has(Concept.EXEMPTION, clause.text)
        and after.force in BINDING
        and not after.authority
    ]
    if len(found) != 1 or any(lexicon.has(concept, found[0].text) for concept in TOLD):
        return None
    return found[0]


def _in(span: Span, side: str, context: Context) -> list[Clause]:
    known = clauses(side_of(context, side), span.eid, span.field, context)
    return [clause for clause in known if span.start <= clause.span.start < span.end]


RULE = Rule(
    name="occasions",
    kinds=("condition_changed",),
    precedence=Precedence.SCOPE,
    look=_look,
    phrases={
        "en": {
            "condition_changed": "The condition of the duty changes from {x} in {old_ref} to {y} in {new_ref}.",
            "condition_changed/case": "A case listed in {old_ref}, {x}, becomes in {new_ref}: {y}.",
        },
        "zh": {
            "condition_changed": "义务的适用情形由{old_ref}的{x}调整为{new_ref}的{y}。",
            "condition_changed/case": "所列情形由{old_ref}的{x}调整为{new_ref}的{y}。",
        },
    },
    help={
        "condition_changed": "The case in which a duty or a ban holds is put in other words that say something else."
    },
)
