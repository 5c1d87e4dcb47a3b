"""Aims rather than duties: principles, encouragement, the purpose of the text; and foreign investment.

Principles and encouragement create no duty of firms by themselves, and their sentences say so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.change import Direction, Op
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._clauses import Force, clauses
from gaidiff.rules._finding import covered, finding, side_of
from gaidiff.rules._pairs import clause_pairs, runs_of
from gaidiff.rules._recast import NOTABLE, differences
from gaidiff.rules._search import index_of
from gaidiff.rules._statements import by_run, cues_in, evidence, hull, lone_clauses, statements, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context, Cue
    from gaidiff.rules._clauses import Clause
    from gaidiff.rules._statements import Statement

SAID = 0.6  # share of an aim's words in the old aims; from here on it is the same aim in other words


def _look(change: Change, context: Context) -> Iterator[Finding]:
    if not change.match.new:
        return
    found: list[Statement] = []
    yield from _purpose(change, context)
    for statement in statements(change, context, Op.INSERT):
        if statement.span.eid not in context.new.unit_of:
            continue
        yield from _foreign(statement, context)
        if context.lexicon.has(Concept.PURPOSE, context.new.field_text(statement.span.eid, statement.span.field)):
            continue
        if _is_principle(statement, context):
            yield _aim("principle_added", [statement], context)
        elif _encourages(statement, context):
            if found and not _goes_on(found[-1], statement, context):
                yield _aim("encouragement_added", found, context)
                found = []
            found.append(statement)
    if found:
        yield _aim("encouragement_added", found, context)
    yield from _wider_support(change, context)
    yield from _extended(change, context)


def _wider_support(change: Change, context: Context) -> Iterator[Finding]:
    """What a sentence of support adds to what it supported before."""
    partnered = {s.span: s for s in statements(change, context, Op.INSERT) if s.partners}
    wishes = [
        lone
        for lone in lone_clauses(change, context, Op.INSERT)
        if lone.clause.force is Force.ENCOURAGED
        and lone.leaf in partnered
        and cues_in(partnered[lone.leaf].partners, "old", context, Concept.SUPPORT)
    ]
    for group in by_run(wishes):
        span = hull(group)
        yield finding(
            "encouragement_added",
            Direction.NEUTRAL,
            min(lone.confidence for lone in group),
            new=(span,),
            signals=evidence(max(lone.trace for lone in group)),
            act=context.new.text_at(span),
        )


def _goes_on(before: Statement, statement: Statement, context: Context) -> bool:
    """Whether two statements stand in one sentence: 鼓励采用新技术，支持推广应用."""
    ended = context.lexicon.has(Concept.SENTENCE_END, before.text)
    return before.span.eid == statement.span.eid and before.span.end == statement.span.start and not ended


def _extended(change: Change, context: Context) -> Iterator[Finding]:
    """Support of the old text that now is given to more."""
    for pair in clause_pairs(change, context):
        old, new = pair.old, pair.new
        if old is None or new is None or not old.force is new.force is Force.ENCOURAGED:
            continue
        if context.lexicon.has(Concept.PURPOSE, context.new.field_text(new.span.eid, new.span.field)):
            continue  # what a text is made for
        gained, _ = differences(old, new, context)
        priority = {context.lexicon.has(Concept.PRIORITY, clause.text) for clause in (old, new)}
        if gained >= NOTABLE and len(priority) == 1:  # what lost its priority is told as a softer standard
            yield finding(
                "encouragement_added",
                Direction.NEUTRAL,
                min(0.7, 0.3 + pair.likeness),
                old=(old.span,),
                new=(new.span,),
                signals=(f"likeness {pair.likeness:.2f}", f"gained {gained:.2f}"),
                x=old.text,
                y=new.text,
                form="extended",
            )


def _is_principle(statement: Statement, context: Context) -> bool:
    """A new sentence of principle; an item that tells firms what to uphold is a duty."""
    cue = context.lexicon.first(Concept.PRINCIPLE, statement.text)
    if cue is None or not statement.lone:
        return False
    return not any(c.force in {Force.BAN, Force.PERMITTED} for c in _inside(statement, context))


def _encourages(statement: Statement, context: Context) -> bool:
    """A sentence of support that is new, or that supports what the old text did not."""
    if not context.lexicon.has(Concept.SUPPORT, statement.text):
        return False
    binding = {Force.DUTY, Force.BAN}
    if any(c.force in binding and not c.authority for c in _inside(statement, context)):
        return False
    return statement.lone


def _inside(statement: Statement, context: Context) -> list[Clause]:
    found = clauses(context.new, statement.span.eid, statement.span.field, context)
    return [c for c in found if statement.span.start <= c.span.start < statement.span.end]


def _aim(kind: str, found: list[Statement], context: Context) -> Finding:
    first, last = trimmed(found[0].span, "new", context), trimmed(found[-1].span, "new", context)
    span = Span(first.eid, first.start, last.end, first.field)
    return finding(
        kind,
        Direction.NEUTRAL,
        min(statement.confidence for statement in found),
        new=(span,),
        signals=evidence(max(statement.trace for statement in found)),
        act=context.new.text_at(span),
    )


def _purpose(change: Change, context: Context) -> Iterator[Finding]:
    """Aims named, dropped or reworded in the sentence that says what the text is for."""
    before, after = (_purpose_of(change, side, context) for side in ("old", "new"))
    if before is None or after is None:
        return
    (place, was), (span, cue) = before, after
    old, new = _aims(was.parts[0][1], context), _aims(cue.parts[0][1], context)
    gained = [aim for aim in new if not _said(aim, old, context)]
    lost = [aim for aim in old if not _said(aim, new, context)]
    if gained or lost:
        form = "both" if gained and lost else "added" if gained else "dropped"
        yield finding(
            "purpose_changed",
            Direction.NEUTRAL,
            0.85,
            old=(place,),
            new=(span,),
            signals=("aims compared", "counterpart: aligned"),
            x="" if not lost else lost[0],
            y="" if not gained else _between(cue.parts[0][1], gained),
            form=form,
        )


def _purpose_of(change: Change, side: str, context: Context) -> tuple[Span, Cue] | None:
    """The purpose stated in the provisions of one side, and where."""
    instrument = side_of(context, side)
    for eid, field in runs_of(covered(change, side)).fields():
        if eid in instrument.unit_of:
            cue = context.lexicon.first(Concept.PURPOSE, instrument.field_text(eid, field))
            if cue is not None:
                return Span(eid, cue.start, cue.end, field), cue
    return None


def _aims(text: str, context: Context) -> list[str]:
    """The aims of a purpose clause, one by one."""
    ends = [cue.end for cue in context.lexicon.find(Concept.CLAUSE_END, text)] if context.lexicon.language else []
    marks = ends or [n + 1 for n, char in enumerate(text) if char == ","]
    found = [text[a:b].strip(" ,，、;；") for a, b in zip([0, *marks], [*marks, len(text)], strict=True)]
    return [aim for aim in found if aim]


def _between(text: str, aims: list[str]) -> str:
    """From the first to the last of these aims if nothing else stands between, else the first."""
    start, end = text.find(aims[0]), text.find(aims[-1]) + len(aims[-1])
    return text[start:end] if sum(map(len, aims)) + 2 * len(aims) >= end - start else aims[0]


def _said(aim: str, others: list[str], context: Context) -> bool:
    terms = frozenset(context.lexicon.terms(aim))
    index = index_of(context.new, context)
    whole = index.weight(terms)
    known = frozenset(term for other in others for term in context.lexicon.terms(other))
    return not whole or index.weight(terms & known) >= SAID * whole


def _foreign(statement: Statement, context: Context) -> Iterator[Finding]:
    """Foreign investment named where the old form of the sentence did not name it."""
    cue = context.lexicon.first(Concept.FOREIGN_INVESTMENT, statement.text)
    if cue is None or not statement.changed(cue):
        return
    if cues_in(statement.partners, "old", context, Concept.FOREIGN_INVESTMENT):
        return
    span = trimmed(statement.span, "new", context)
    binding = any(c.force in {Force.DUTY, Force.BAN} and not c.authority for c in _inside(statement, context))
    signals = statement.evidence if not statement.partners else ("counterpart: aligned",)
    yield finding(
        "foreign_investment",
        Direction.TIGHTENED if binding else Direction.NEUTRAL,
        statement.confidence if not statement.partners else 0.7,
        new=(span,),
        signals=("foreign investment", *signals),
        act=context.new.text_at(span),
        form="" if binding else "neutral",
    )


RULE = Rule(
    name="policy",
    kinds=("principle_added", "encouragement_added", "purpose_changed", "foreign_investment"),
    precedence=Precedence.REFERENCE,
    look=_look,
    phrases={
        "en": {
            "principle_added": "{new_ref} adds a principle, which creates no duty for firms by itself: {act}.",
            "encouragement_added": "{new_ref} adds a policy of support, which creates no duty for firms by itself: "
            "{act}.",
            "encouragement_added/extended": "The policy of support in {old_ref}, {x}, becomes in {new_ref}: {y}.",
            "purpose_changed": "{new_ref} states other aims than {old_ref}.",
            "purpose_changed/added": "{new_ref} adds to the aims of the text: {y}.",
            "purpose_changed/dropped": "{new_ref} drops an aim of {old_ref}: {x}.",
            "purpose_changed/both": "{new_ref} adds the aim {y} and drops the aim {x} of {old_ref}.",
            "foreign_investment": "{new_ref} lays down a condition for foreign investment: {act}.",
            "foreign_investment/neutral": "{new_ref} now speaks of foreign investment: {act}.",
        },
        "zh": {
            "principle_added": "{new_ref}新增原则性规定，本身不为企业设定义务：{act}。",
            "encouragement_added": "{new_ref}新增政策支持，本身不为企业设定义务：{act}。",
            "encouragement_added/extended": "{old_ref}的政策支持{x}，在{new_ref}中调整为{y}。",
            "purpose_changed": "{new_ref}所列的立法目的与{old_ref}不同。",
            "purpose_changed/added": "{new_ref}在立法目的中增加{y}。",
            "purpose_changed/dropped": "{new_ref}删去{old_ref}所列的立法目的{x}。",
            "purpose_changed/both": "{new_ref}在立法目的中增加{y}，删去{old_ref}的{x}。",
            "foreign_investment": "{new_ref}对外商投资作出规定：{act}。",
            "foreign_investment/neutral": "{new_ref}新增有关外商投资的内容：{act}。",
        },
    },
    help={
        "principle_added": "A principle the old text did not state; it guides, and binds no firm by itself.",
        "encouragement_added": "Something is encouraged or supported that was not; it binds no firm by itself.",
        "purpose_changed": "The text names other aims.",
        "foreign_investment": "Foreign investment is spoken of where it was not.",
    },
)
