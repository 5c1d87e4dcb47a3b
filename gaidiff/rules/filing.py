"""Licences, filings, registrations and assessments: asked for, given up, exchanged, narrowed, or done another way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction, Op
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._clauses import Force, clauses
from gaidiff.rules._finding import burden, covered, finding, side_of
from gaidiff.rules._pairs import leaf_at, touched
from gaidiff.rules._statements import by_sentence, cues_in, evidence, hull, lone_clauses, statements, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context, Cue
    from gaidiff.rules._statements import Lone, Statement

# How heavy an instrument is: to tell, to be looked at, to be let.
RANK: Final = {"filing": 1, "registration": 1, "declaration": 1, "assessment": 2, "licence": 3}
ASKING: Final = frozenset({Force.DUTY, Force.MEANS})
CERTAIN: Final = 0.7  # confidence from which no doubt is worded


def _look(change: Change, context: Context) -> Iterator[Finding]:
    for op in (Op.INSERT, Op.DELETE):
        if (change.match.new if op is Op.INSERT else change.match.old) or change.match.old:
            yield from _lone(change, context, op)
    for statement in statements(change, context, Op.INSERT):
        if statement.partners:
            yield from _kept(statement, change, context)


def _lone(change: Change, context: Context, op: Op) -> Iterator[Finding]:
    added = op is Op.INSERT
    for group in by_sentence(lone_clauses(change, context, op)):
        asking = [lone for lone in group if _asks(lone, change, op, context) and not _goes_on(lone, context, op)]
        asking = [lone for lone in asking if not _after_authority(lone, "new" if added else "old", context)]
        if not asking:
            continue
        span = hull(asking)
        instrument = side_of(context, "new" if added else "old")
        first = asking[0]
        yield finding(
            "licence_filing_added" if added else "licence_filing_removed",
            burden(up=added, clause=first.clause),
            min(lone.confidence for lone in asking),
            old=() if added else (span,),
            new=(span,) if added else (),
            signals=(_labels(first, context)[0], *evidence(max(lone.trace for lone in asking))),
            act=instrument.text_at(span),
            form="" if first.confidence > CERTAIN else "unsure",
        )


def _asks(lone: Lone, change: Change, op: Op, context: Context) -> bool:
    clause = lone.clause
    if clause.force not in ASKING or clause.authority:
        return False
    after = context.lexicon.act_start(clause.cue) if clause.cue else 0
    cues = context.lexicon.find(Concept.LICENCE, clause.text)
    if any(cue.start >= after for cue in cues):
        return True
    # in the passive it stands right before the modal: a licence shall be obtained; but of an assessment that was
    # there before, this says only how it is to be made
    known = _labels_of(change, context)["old" if op is Op.INSERT else "new"]
    return any(clause.cue and 0 <= clause.cue[0] - cue.end <= 1 and cue.label not in known for cue in cues)


def _after_authority(lone: Lone, side: str, context: Context) -> bool:
    """由主管部门会同划定，报人民政府批准: without a subject of its own the clause is the authority's."""
    found = clauses(side_of(context, side), lone.leaf.eid, lone.leaf.field, context)
    before = [c for c in found if lone.leaf.start <= c.span.start < lone.clause.span.start]
    if lone.clause.cue is not None:
        return False
    return any(c.authority or context.lexicon.has(Concept.REGULATOR, c.text) for c in before)


def _goes_on(lone: Lone, context: Context, op: Op) -> bool:
    """Whether the sentence the aligner set against this one asks for the same instrument."""
    side, other = ("new", "old") if op is Op.INSERT else ("old", "new")
    _, match = leaf_at(lone.clause.span, side, context)
    eids = () if match is None else (match.old if op is Op.INSERT else match.new)
    known = cues_in((side_of(context, other).leaf_span(eid) for eid in eids), other, context, Concept.LICENCE)
    return bool({cue.label for cue in known} & set(_labels(lone, context)))


def _labels(lone: Lone, context: Context) -> list[str]:
    return [cue.label for cue in context.lexicon.find(Concept.LICENCE, lone.clause.text)]


def _kept(statement: Statement, change: Change, context: Context) -> Iterator[Finding]:
    """A sentence that asks for an instrument before and after."""
    after = context.lexicon.find(Concept.LICENCE, statement.text)
    before = cues_in(statement.partners, "old", context, Concept.LICENCE)
    if not after or not before:
        return
    yield from _exchanged(statement, before, after, change, context)
    if {cue.label for cue in before} & {cue.label for cue in after}:
        yield from _narrowed(statement, context)
        yield from _procedure(statement, change, context)


def _exchanged(
    statement: Statement, before: list[Cue], after: tuple[Cue, ...], change: Change, context: Context
) -> Iterator[Finding]:
    """One instrument for another: approval becomes filing."""
    elsewhere = _labels_of(change, context)
    lost = [cue for cue in before if cue.label not in elsewhere["new"]]
    gained = [cue for cue in after if cue.label not in elsewhere["old"] and statement.changed(cue)]
    if not lost or not gained:
        return
    rise = max(RANK[cue.label] for cue in gained) - max(RANK[cue.label] for cue in lost)
    yield finding(
        "licence_filing_changed",
        Direction.TIGHTENED if rise > 0 else Direction.RELAXED if rise < 0 else Direction.NEUTRAL,
        0.75,
        old=statement.partners,
        new=(statement.span,),
        signals=(f"{lost[0].label} to {gained[0].label}", "counterpart: aligned"),
        x=lost[0].text,
        y=gained[0].text,
    )


def _labels_of(change: Change, context: Context) -> dict[str, set[str]]:
    """The instruments each side of the change names anywhere."""
    known = context.memo.get("instruments")
    if known is None or known[0] is not change:
        sides = {}
        for side in ("old", "new"):
            eids = {span.eid for span in covered(change, side)} & set(side_of(context, side).unit_of)
            units = {side_of(context, side).unit_of[eid] for eid in eids}
            text = "\n".join(side_of(context, side).text_of(unit) for unit in sorted(units))
            sides[side] = {cue.label for cue in context.lexicon.find(Concept.LICENCE, text)}
        context.memo["instruments"] = known = (change, sides)
    found: dict[str, set[str]] = known[1]
    return found


def _narrowed(statement: Statement, context: Context) -> Iterator[Finding]:
    """A quality named in the condition that the old sentence did not name, or the reverse."""
    if not context.lexicon.has(Concept.DUTY, statement.text):
        return
    new = _qualities(statement.text, context)
    old = [(span, cue) for span in statement.partners for cue in _qualities(context.old.text_at(span), context)]
    if new and not old:
        yield finding(
            "licence_filing_changed",
            Direction.RELAXED,
            0.75,
            old=statement.partners,
            new=(statement.place(new[0]),),
            signals=("narrower condition", "counterpart: aligned"),
            y=new[0].text,
            form="narrowed",
        )
    elif old and not new:
        span, cue = old[0]
        yield finding(
            "licence_filing_changed",
            Direction.TIGHTENED,
            0.65,
            old=(Span(span.eid, span.start + cue.start, span.start + cue.end, span.field),),
            new=(statement.span,),
            signals=("wider condition", "counterpart: aligned"),
            x=cue.text,
            form="widened",
        )


def _qualities(text: str, context: Context) -> list[Cue]:
    """The qualities that narrow a sentence before its duty begins."""
    duty = context.lexicon.first(Concept.DUTY, text)
    end = len(text) if duty is None else duty.start
    return [cue for cue in context.lexicon.find(Concept.ATTRIBUTE, text) if cue.end <= end]


def _procedure(statement: Statement, change: Change, context: Context) -> Iterator[Finding]:
    """The same instrument at another time or by another way: no longer before, no longer to the authority."""
    yield from _one_sided(statement, change, context, Concept.BEFORE, "before")
    yield from _one_sided(statement, change, context, Concept.ADDRESSEE, "addressee")


def _one_sided(
    statement: Statement, change: Change, context: Context, concept: Concept, name: str
) -> Iterator[Finding]:
    after = context.lexicon.find(concept, statement.text)
    before = [
        (Span(span.eid, span.start + cue.start, span.start + cue.end, span.field), cue)
        for span in statement.partners
        for cue in context.lexicon.find(concept, context.old.text_at(span))
    ]
    deleted = touched(change, Op.DELETE, context)
    if before and not after and deleted.meets(before[0][0]):
        span = before[0][0]
        signals = (f"{name} dropped", "counterpart: aligned")
        old, new = (_to_duty(span, name, context),), (statement.span,)
        yield finding(
            "procedure_changed", Direction.RELAXED, 0.75, old=old, new=new, signals=signals,
            x=context.old.text_at(old[0]), form=f"{name}_dropped",
        )  # fmt: skip
    elif after and not before and statement.changed(after[0]):
        place = statement.place(after[0])
        signals = (f"{name} added", "counterpart: aligned")
        yield finding(
            "procedure_changed", Direction.TIGHTENED, 0.65, old=statement.partners, new=(place,), signals=signals,
            y=context.new.text_at(place), form=f"{name}_added",
        )  # fmt: skip


def _to_duty(span: Span, name: str, context: Context) -> Span:
    """The words of time with the act they belong to: 向公众提供服务前."""
    if name != "before":
        return span
    sentence = trimmed(Span(span.eid, 0, span.start, span.field), "old", context)
    text = context.old.text_at(Span(span.eid, sentence.start, span.start, span.field))
    cut = max((cue.end for cue in context.lexicon.find(Concept.CLAUSE_END, text)), default=0)
    return Span(span.eid, sentence.start + cut, span.end, span.field) if cut < len(text) else span


RULE = Rule(
    name="filing",
    kinds=("licence_filing_added", "licence_filing_changed", "licence_filing_removed", "procedure_changed"),
    precedence=Precedence.DUTY,
    look=_look,
    phrases={
        "en": {
            "licence_filing_added": "{new_ref} adds a licence, filing or assessment: {act}.",
            "licence_filing_added/unsure": "{new_ref} asks for a licence, filing or assessment for which no close "
            "counterpart was found in the old text: {act}.",
            "licence_filing_removed": "The licence, filing or assessment of {old_ref} has no counterpart in the new "
            "text: {act}.",
            "licence_filing_removed/unsure": "No close counterpart was found for the licence, filing or assessment of "
            "{old_ref}: {act}.",
            "licence_filing_changed": "{new_ref} asks for {y} where {old_ref} asked for {x}.",
            "licence_filing_changed/narrowed": "{new_ref} keeps the filing or assessment of {old_ref}, but only under "
            "the condition {y}.",
            "licence_filing_changed/widened": "{new_ref} keeps the filing or assessment of {old_ref}, without the "
            "condition {x}.",
            "procedure_changed": "{new_ref} changes the procedure of {old_ref}.",
            "procedure_changed/before_dropped": "{new_ref} no longer says that it is due beforehand, as {old_ref} did: "
            "{x}.",
            "procedure_changed/before_added": "{new_ref} adds that it is due beforehand: {y}.",
            "procedure_changed/addressee_dropped": "{new_ref} no longer names to whom it is due, as {old_ref} did: "
            "{x}.",
            "procedure_changed/addressee_added": "{new_ref} now names to whom it is due: {y}.",
        },
        "zh": {
            "licence_filing_added": "{new_ref}新增许可、备案或者评估要求：{act}。",
            "licence_filing_added/unsure": "{new_ref}规定的下列许可、备案或者评估要求在旧文本中未见相近条款：{act}。",
            "licence_filing_removed": "{old_ref}的下列许可、备案或者评估要求在新文本中未予保留：{act}。",
            "licence_filing_removed/unsure": "{old_ref}的下列许可、备案或者评估要求在新文本中未见相近条款：{act}。",
            "licence_filing_changed": "{old_ref}要求{x}，{new_ref}改为{y}。",
            "licence_filing_changed/narrowed": "{new_ref}保留{old_ref}的备案或者评估要求，但限于{y}的情形。",
            "licence_filing_changed/widened": "{new_ref}保留{old_ref}的备案或者评估要求，不再以{x}为限。",
            "procedure_changed": "{new_ref}调整了{old_ref}的程序。",
            "procedure_changed/before_dropped": "{new_ref}不再要求事前办理，{old_ref}的下列时间要求被删除：{x}。",
            "procedure_changed/before_added": "{new_ref}新增事前办理的要求：{y}。",
            "procedure_changed/addressee_dropped": "{new_ref}不再列明受理机关，{old_ref}的下列表述被删除：{x}。",
            "procedure_changed/addressee_added": "{new_ref}新增受理机关：{y}。",
        },
    },
    help={
        "licence_filing_added": "A licence, filing, registration or assessment the old text did not ask for.",
        "licence_filing_changed": "Another instrument is asked for, or the same from fewer or more.",
        "licence_filing_removed": "A licence, filing, registration or assessment the new text no longer asks for.",
        "procedure_changed": "The same instrument is due at another time or to another authority.",
    },
)
