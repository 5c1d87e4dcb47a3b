"""Supervising authorities: who joins them, and which one takes the place of another.

Names count as the same where one holds all words of the other: the national cyberspace authority is a cyberspace
authority.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction, Op
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._finding import covered, finding, side_of
from gaidiff.rules._pairs import runs_of, touched
from gaidiff.rules._statements import cues_in, lone_clauses, statements, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context, Cue
    from gaidiff.rules._statements import Statement


SEVERAL: Final = 3  # authorities named together; one that joins them takes part in what they do


def _look(change: Change, context: Context) -> Iterator[Finding]:
    if not change.match.new:
        return
    competent = {lone.leaf for lone in lone_clauses(change, context, Op.INSERT) if lone.clause.authority}
    told = set()
    for statement in statements(change, context, Op.INSERT):
        if statement.partners:
            for found in _replaced(statement, change, context):
                if found.slots not in told:
                    told.add(found.slots)
                    yield found
        elif statement.span in competent or _begins_with_list(statement, context):
            yield from _competent(statement, context)


def _begins_with_list(statement: Statement, context: Context) -> bool:
    """The education, science and other authorities: a list is no subject with one head."""
    cue = context.lexicon.first(Concept.REGULATOR, statement.text)
    return cue is not None and cue.label == "list" and not statement.text[: cue.start].strip()


def _competent(statement: Statement, context: Context) -> Iterator[Finding]:
    """A new sentence that makes an authority competent which the old text does not name."""
    competence = context.lexicon.first(Concept.COMPETENCE, statement.text)
    if competence is None or not statement.lone:
        return
    duty = context.lexicon.first(Concept.DUTY, statement.text)
    end = competence.start if duty is None else min(duty.start, competence.start)
    names = [cue for cue in context.lexicon.find(Concept.REGULATOR, statement.text) if cue.start < end]
    names = [cue for cue in names if not _known(cue, context)]
    told: set[str] = context.memo.setdefault("told authorities", set())
    names = [cue for cue in names if cue.text not in told]
    if not names:
        return
    told.update(cue.text for cue in names)
    span = Span(
        statement.span.eid,
        statement.span.start + names[0].start,
        statement.span.start + names[-1].end,
        statement.span.field,
    )
    yield finding(
        "regulator_added",
        Direction.NEUTRAL,
        statement.confidence,
        new=(trimmed(statement.span, "new", context),),
        signals=("competence", *statement.evidence),
        list=context.new.text_at(span),
    )


def _known(cue: Cue, context: Context) -> bool:
    """Whether the old text names this authority anywhere."""
    if "old names" not in context.memo:
        pieces = [context.old.text_of(unit.eid) for unit in context.old.units()]
        context.memo["old names"] = context.lexicon.plain("\n".join([context.old.preface, *pieces]))
    return context.lexicon.plain(cue.text) in context.memo["old names"]


def _replaced(statement: Statement, change: Change, context: Context) -> Iterator[Finding]:
    """An authority named in a sentence and another in its old form."""
    after = context.lexicon.find(Concept.REGULATOR, statement.text)
    before = [
        (cue, Span(span.eid, span.start + cue.start, span.start + cue.end, span.field))
        for span in statement.partners
        for cue in context.lexicon.find(Concept.REGULATOR, context.old.text_at(span))
    ]
    deleted = touched(change, Op.DELETE, context)
    if not any(deleted.meets(span) for _, span in before) and not any(statement.changed(cue) for cue in after):
        return
    kept_new = [*after, *_in_change(change, "new", context)]
    kept_old = [*(cue for cue, _ in before), *_in_change(change, "old", context)]
    lost = [(cue, span) for cue, span in before if deleted.meets(span) and not _among(cue, kept_new, context)]
    gained = [cue for cue in after if statement.changed(cue) and not _among(cue, kept_old, context)]
    if lost and gained:
        yield _changed(statement, [span for _, span in lost], gained, context, form="replaced")
    elif lost and after:
        yield _changed(statement, [span for _, span in lost], [], context, form="dropped")
    elif gained and before and (_supervises(statement.text, context) or len(after) > len(before) >= SEVERAL):
        yield _changed(statement, [], gained, context, form="")


def _supervises(text: str, context: Context) -> bool:
    """Whether the sentence makes anybody competent or lets him act on others."""
    return context.lexicon.has(Concept.COMPETENCE, text) or context.lexicon.has(Concept.ENFORCEMENT, text)


def _changed(statement: Statement, lost: list[Span], gained: list[Cue], context: Context, *, form: str) -> Finding:
    new = tuple(statement.place(cue) for cue in gained)
    return finding(
        "regulator_changed" if lost else "regulator_added",
        Direction.NEUTRAL,
        0.75,
        old=tuple(lost),
        new=new or ((statement.span,) if lost else ()),
        signals=("other authority in the same sentence", "counterpart: aligned"),
        x="" if not lost else context.old.text_at(lost[0]),
        y="" if not gained else gained[0].text,
        list="" if lost else gained[0].text,
        form=form,
    )


def _in_change(change: Change, side: str, context: Context) -> list[Cue]:
    """The authorities named in what this change covers of one side."""
    key = f"regulators of {side}"
    known = context.memo.get(key)
    if known is None or known[0] is not change:
        spans = [run for runs in runs_of(covered(change, side)).runs.values() for run in runs]
        spans = [span for span in spans if span.eid in side_of(context, side).unit_of]
        context.memo[key] = known = (change, cues_in(_joined(spans), side, context, Concept.REGULATOR))
    found: list[Cue] = known[1]
    return found


def _joined(spans: list[Span]) -> Iterator[Span]:
    """Neighbouring runs as one, so that a name cut by a changed character stays whole."""
    last: Span | None = None
    for span in sorted(spans, key=lambda s: (s.eid, s.field, s.start)):
        if last is not None and (last.eid, last.field) == (span.eid, span.field) and span.start <= last.end:
            last = Span(last.eid, last.start, max(last.end, span.end), last.field)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _among(cue: Cue, others: Iterable[Cue], context: Context) -> bool:
    name = set(context.lexicon.terms(cue.text))
    others_terms = (set(context.lexicon.terms(other.text)) for other in others)
    return any(name <= other or other <= name for other in others_terms)


RULE = Rule(
    name="regulators",
    kinds=("regulator_added", "regulator_changed"),
    precedence=Precedence.DUTY,
    look=_look,
    phrases={
        "en": {
            "regulator_added": "{new_ref} names as supervising authorities: {list}.",
            "regulator_changed": "{new_ref} names other authorities than {old_ref}.",
            "regulator_changed/replaced": "{new_ref} names {y} where {old_ref} named {x}.",
            "regulator_changed/dropped": "{new_ref} no longer names {x}, as {old_ref} did.",
        },
        "zh": {
            "regulator_added": "{new_ref}新增监管主体：{list}。",
            "regulator_changed": "{new_ref}所列主管机关与{old_ref}不同。",
            "regulator_changed/replaced": "{old_ref}规定的{x}，在{new_ref}中改为{y}。",
            "regulator_changed/dropped": "{new_ref}不再列明{old_ref}规定的{x}。",
        },
    },
    help={
        "regulator_added": "An authority is named that the old provision, or the old text, did not name.",
        "regulator_changed": "Another authority stands in the same sentence, or one is no longer named.",
    },
)
