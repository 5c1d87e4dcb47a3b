"""Rights of persons: to complain, to see and correct what is held on them, to be heard and to seek review.

A right against a firm tightens for it; a right of review against an authority relaxes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction, Op
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._clauses import Force, clauses
from gaidiff.rules._finding import finding
from gaidiff.rules._statements import by_sentence, cues_in, evidence, hull, lone_clauses, statements, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context, Cue
    from gaidiff.rules._clauses import Clause
    from gaidiff.rules._statements import Lone, Statement

BINDING: Final = frozenset({Force.PERMITTED, Force.DUTY, Force.MEANS})
DIRECTIONS: Final = {"user": Direction.TIGHTENED, "review": Direction.RELAXED}


def _look(change: Change, context: Context) -> Iterator[Finding]:
    if not change.match.new:
        return
    told = set()
    for group in by_sentence(lone_clauses(change, context, Op.INSERT)):
        lone = [lone for lone in group if _gives(lone.clause, context) and _cues(lone, context)]
        if lone:
            told.add(lone[0].leaf)
            yield _new_right(lone, context)
    for statement in statements(change, context, Op.INSERT):
        if statement.partners and statement.span not in told:
            yield from _wider(statement, change, context)


def _gives(clause: Clause, context: Context) -> bool:
    """A permission of somebody who is no authority, or a duty to hear him; to report an offence is neither."""
    if clause.force is Force.PERMITTED:
        subject = clause.text[: clause.cue[0]] if clause.cue else ""
        return not clause.authority and not context.lexicon.has(Concept.REGULATOR, subject)
    return clause.force in BINDING and context.lexicon.has(Concept.CHANNEL, clause.text)


def _cues(lone: Lone, context: Context) -> tuple[Cue, ...]:
    return context.lexicon.find(Concept.REMEDY, lone.clause.text)


def _new_right(group: list[Lone], context: Context) -> Finding:
    span = hull(group)
    trace = max(lone.trace for lone in group)
    label = _cues(group[0], context)[0].label
    mechanism = group[0].clause.force is not Force.PERMITTED
    return finding(
        "procedural_right_added",
        DIRECTIONS[label],
        min(lone.confidence for lone in group),
        new=(span,),
        signals=(f"{label} remedy", *evidence(trace)),
        act=context.new.text_at(span),
        form="mechanism" if mechanism else "",
    )


def _wider(statement: Statement, change: Change, context: Context) -> Iterator[Finding]:
    """Rights beside those the sentence gave: correct, delete becomes access, copy, correct, delete."""
    after = context.lexicon.find(Concept.REMEDY, statement.text)
    if not after:
        return
    before = {cue.text for cue in cues_in(statement.partners, "old", context, Concept.REMEDY)}
    held = "\n".join(context.old.text_of(eid) for eid in change.match.old if eid in context.old.by_eid)
    gained = [
        cue
        for cue in after
        if cue.text not in before and cue.text not in held
        if statement.changed(cue) and _binds(statement, cue, context)
    ]
    if not gained:
        return
    yield finding(
        "procedural_right_added",
        DIRECTIONS[gained[0].label],
        0.7,
        old=statement.partners,
        new=(trimmed(statement.span, "new", context),),
        signals=("right beside those it gave", "counterpart: aligned"),
        xs="\n".join(dict.fromkeys(cue.text for cue in gained)),
        act=context.new.text_at(trimmed(statement.span, "new", context)),
        form="wider",
    )


def _binds(statement: Statement, cue: Cue, context: Context) -> bool:
    """Whether the clause of this cue gives a right or asks somebody to grant it."""
    place = statement.place(cue)
    found = clauses(context.new, place.eid, place.field, context)
    inside = (c for c in found if c.span.start <= place.start < c.span.end)
    return any(c.is_act and not c.sanction and _gives(c, context) for c in inside)


RULE = Rule(
    name="rights",
    kinds=("procedural_right_added",),
    precedence=Precedence.DUTY,
    look=_look,
    phrases={
        "en": {
            "procedural_right_added": "{new_ref} adds a right: {act}.",
            "procedural_right_added/mechanism": "{new_ref} adds a way for persons to be heard: {act}.",
            "procedural_right_added/wider": "{new_ref} extends the rights given in {old_ref} by {xs}: {act}.",
        },
        "zh": {
            "procedural_right_added": "{new_ref}新增权利：{act}。",
            "procedural_right_added/mechanism": "{new_ref}新增权利救济渠道：{act}。",
            "procedural_right_added/wider": "{new_ref}在{old_ref}的基础上增加{xs}的权利：{act}。",
        },
    },
    help={
        "procedural_right_added": "A right to complain, to access, to correct, to be heard or to seek review, or a "
        "channel for it.",
    },
)
