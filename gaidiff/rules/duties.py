"""Duties: what one text asks for and the other does not, and acts asked for with another strength.

A duty counts as added or removed only after the whole other text was searched for it. Strength runs from
encouragement over permission, a duty of means (appropriate < reasonable < necessary < effective measures) and a duty
of result to a ban. For an authority the sign is reversed: its duties protect whom it regulates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import BINDS_OFFICIALS, Direction, Op
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._anew import is_list_anew
from gaidiff.rules._clauses import Force, clauses, lead_in
from gaidiff.rules._finding import finding, lone_confidence, part, side_of
from gaidiff.rules._grades import aim_change, grade_change
from gaidiff.rules._lists import list_changes
from gaidiff.rules._owed import in_new_cases, is_principle, is_shortened, sign
from gaidiff.rules._pairs import ABSORBED, TRACE, clause_pairs, leaf_at, measures_of, touched
from gaidiff.rules._recast import recast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context
    from gaidiff.rules._clauses import Clause
    from gaidiff.rules._lists import Item
    from gaidiff.rules._pairs import ClausePair, Touched

BINDING: Final = frozenset({Force.DUTY, Force.MEANS})
FEWEST_TERMS: Final = 4  # a shorter act may hide in other words: stop the generation
LONGEST_QUOTE: Final = 160  # characters; a longer one would be cut before the words that matter
# A duty and a ban bind alike and differ in polarity; a permission and an encouragement bind nobody.
UNRANKED: Final = ({Force.DUTY, Force.BAN}, {Force.PERMITTED, Force.ENCOURAGED})
ONLY: Final = "only"  # the label of a modal that asks for what stands before it: 方可
SAME_ACT: Final = 0.5  # likeness; what may be done and what must not are two acts if less alike
WORD_OF: Final = {
    Force.BAN: "ban",
    Force.DUTY: "duty",
    Force.MEANS: "means",
    Force.PERMITTED: "permission",
    Force.ENCOURAGED: "encouragement",
}

ITEM_END: Final = "；。;., "  # a list that ends elsewhere changes these and no more


def _look(change: Change, context: Context) -> Iterator[Finding]:
    pairs = clause_pairs(change, context)
    deleted, inserted = touched(change, Op.DELETE, context), touched(change, Op.INSERT, context)
    told = _told_by_others(change, context)
    softened: list[ClausePair] = []
    for pair in pairs:
        if pair.old is not None and pair.new is not None:
            found = tuple(_modality(pair, change, (deleted, inserted), context))
            softened += [pair] if found else []
            yield from found or recast(pair, change, told, context)
    pairs = tuple(
        pair
        for pair in pairs
        if not (pair.old is None and pair.new is not None and measures_of(pair.new, softened, context))
        and not _on_liability(pair, context)
        and not is_shortened(pair, context)
    )
    seen: set[Span] = set()
    for run in _runs(pairs):
        if is_principle(run[0], context):
            continue
        lead = _whole_list(run[0], (deleted, inserted), context)
        if lead is None:
            yield _one_sided(run, change, context)
        elif lead.span not in seen:
            seen.add(lead.span)
            yield _on_list(run[0], lead, change, context)
    yield from in_new_cases(pairs, change, context)


def _told_by_others(change: Change, context: Context) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The items of lists that went or came: a rule of its own tells of them."""
    found = list_changes(change, context)
    dropped = tuple(item for each in found for item in each.dropped)
    return dropped, tuple(item for each in found for item in each.added)


def _on_liability(pair: ClausePair, context: Context) -> bool:
    """Liability of which the other text's sentence speaks, too, has a rule of its own."""
    clause = pair.new or pair.old
    if clause is None or (pair.old is not None and pair.new is not None):
        return False
    side = "old" if pair.new is None else "new"
    if not context.lexicon.has(Concept.LIABILITY, clause.text):
        return False
    _, match = leaf_at(clause.span, side, context)
    other = side_of(context, "new" if side == "old" else "old")
    eids = () if match is None else (match.new if side == "old" else match.old)
    return any(context.lexicon.has(Concept.LIABILITY, other.text_at(other.leaf_span(eid))) for eid in eids)


def _runs(pairs: tuple[ClausePair, ...]) -> Iterator[list[ClausePair]]:
    """Lone duties that share a modal, as one: "shall keep records, report, and notify" is one statement."""
    run: list[ClausePair] = []
    for pair in pairs:
        if not _is_lone_duty(pair):
            continue
        if run and not _continues(run[-1], pair):
            yield run
            run = []
        run.append(pair)
    if run:
        yield run


def _is_lone_duty(pair: ClausePair) -> bool:
    clause = pair.new or pair.old
    lone = (pair.old is None) != (pair.new is None)
    return bool(
        lone
        and clause
        and clause.force in {Force.DUTY, Force.MEANS}
        and not clause.sanction
        and not clause.listed
        and pair.trace < ABSORBED
    )


def _continues(last: ClausePair, pair: ClausePair) -> bool:
    before, clause = last.new or last.old, pair.new or pair.old
    same_side = (last.new is None) == (pair.new is None)
    return bool(
        same_side
        and before
        and clause
        and before.head == clause.head
        and before.number + 1 == clause.number
        and (before.span.eid, before.span.field) == (clause.span.eid, clause.span.field)
        and before.authority == clause.authority
        and (last.trace < TRACE) == (pair.trace < TRACE)
    )


def _whole_list(pair: ClausePair, runs: tuple[Touched, Touched], context: Context) -> Clause | None:
    """The lead-in of a list that came or went as a whole; its items are one statement."""
    clause, changed = (pair.new, runs[1]) if pair.new is not None else (pair.old, runs[0])
    instrument = context.old if pair.new is None else context.new
    lead = None if clause is None else lead_in(clause, instrument, context)
    if lead is None:
        return None
    items = (item for item in instrument.by_eid[lead.span.eid].children if item.text)
    spans = (lead.span, *(Span(item.eid, 0, len(item.text.rstrip(ITEM_END))) for item in items))
    return lead if all(changed.holds(span) for span in spans) else None


def _on_list(pair: ClausePair, lead: Clause, change: Change, context: Context) -> Finding:
    added = pair.new is not None
    return finding(
        "obligation_added" if added else "obligation_removed",
        sign(lead, change, context, up=added),
        0.7,
        old=() if added else (lead.span,),
        new=(lead.span,) if added else (),
        signals=("list", f"trace {pair.trace:.2f}"),
        act=lead.text,
        form="" if pair.trace < TRACE else "unsure",
    )


def _one_sided(run: list[ClausePair], change: Change, context: Context) -> Finding:
    added = run[0].new is not None
    first, last = (run[0].new or run[0].old), (run[-1].new or run[-1].old)
    assert first is not None  # noqa: S101 (a pair has a side)
    assert last is not None  # noqa: S101
    span = Span(first.span.eid, _from(first, "new" if added else "old", context), last.span.end, first.span.field)
    act = (context.new if added else context.old).text_at(span)
    lead = lead_in(first, context.new if added else context.old, context)
    anew = lead is not None and is_list_anew(span.eid, "new" if added else "old", context)
    sure = all(pair.trace < TRACE for pair in run) and max(_terms(pair) for pair in run) >= FEWEST_TERMS and not anew
    confidence = lone_confidence(max(pair.trace for pair in run), sure=sure)
    form = "" if sure else "unsure"
    signals = ("no counterpart" if sure else "no close counterpart", f"trace {max(p.trace for p in run):.2f}")
    return finding(
        "obligation_added" if added else "obligation_removed",
        Direction.NEUTRAL if anew else sign(first, change, context, up=added),
        confidence - (0.1 if first.authority else 0.0),
        old=() if added else (span,),
        new=(span,) if added else (),
        signals=(*signals, BINDS_OFFICIALS) if first.authority and not first.enforces else signals,
        act=act,
        x="" if lead is None else lead.text,
        form=form if lead is None else f"item{form and '_'}{form}",
    )


def _from(clause: Clause, side: str, context: Context) -> int:
    """Where the quotation of a duty begins: what must come first is all that it asks for in 检验合格后，方可出租."""
    modal = context.lexicon.first(Concept.DUTY, clause.text)
    if modal is None or modal.label != ONLY:
        return clause.span.start
    leaf, _ = leaf_at(clause.span, side, context)
    return leaf.start if clause.span.end - leaf.start <= LONGEST_QUOTE else clause.span.start


def _terms(pair: ClausePair) -> int:
    clause = pair.new or pair.old
    return len(clause.terms) if clause else 0


def _modality(pair: ClausePair, change: Change, runs: tuple[Touched, Touched], context: Context) -> Iterator[Finding]:
    old, new, likeness = pair.old, pair.new, pair.likeness
    if old is None or new is None or Force.NONE in {old.force, new.force} or old.sanction or new.sanction:
        return
    if old.force is new.force is Force.ENCOURAGED:
        yield from _support(old, new, context)
        return
    x, y = _from_cue(old, "old", context), _from_cue(new, "new", context)
    if not (runs[0].meets(_cue_span(old)) or runs[1].meets(_cue_span(new))):
        return
    if old.force is new.force:
        rise = grade_change(old, new) or aim_change(old, new, context)
        form, confidence = "grade", 0.75 if old.grade and new.grade else 0.6
    else:
        rise = int(new.force) - int(old.force)
        form, confidence = "", _confidence(old, new, context)
    if not rise or {old.force, new.force} in UNRANKED or _is_plainer(old, new, context):
        return
    if {old.force, new.force} == {Force.PERMITTED, Force.BAN} and (
        likeness < SAME_ACT or all(context.lexicon.has(Concept.PROHIBITION, clause.text) for clause in (old, new))
    ):
        return  # the rates may be raised, but no rate shall be doubled: the ban is still there
    if {old.force, new.force} == BINDING and not _is_by_measures(old, new, context):
        return
    yield finding(
        "modality_hardened" if rise > 0 else "modality_softened",
        sign(new, change, context, up=rise > 0),
        min(confidence, 0.35 + likeness),
        old=(x,),
        new=(y,),
        signals=(f"{WORD_OF[old.force]} to {WORD_OF[new.force]}", f"likeness {likeness:.2f}"),
        x=context.old.text_at(x),
        y=context.new.text_at(y),
        word_old=WORD_OF[old.force],
        word_new=WORD_OF[new.force],
        form=form,
    )


def _support(old: Clause, new: Clause, context: Context) -> Iterator[Finding]:
    """Support that came to have priority, or has it no longer: 鼓励优先采用, 鼓励采用. It binds nobody."""
    before, after = (context.lexicon.has(Concept.PRIORITY, clause.text) for clause in (old, new))
    if before is not after:
        yield finding(
            "modality_hardened" if after else "modality_softened",
            Direction.NEUTRAL,
            0.75,
            old=(old.span,),
            new=(new.span,),
            signals=("priority",),
            x=old.text,
            y=new.text,
            form="support",
        )


def _is_plainer(old: Clause, new: Clause, context: Context) -> bool:
    """Measures that are now named one by one are no duty of result: 采取停止传输等措施 for 采取措施."""
    return (old.force, new.force) == (Force.MEANS, Force.DUTY) and not context.lexicon.has(Concept.RESULT, new.text)


def _is_by_measures(old: Clause, new: Clause, context: Context) -> bool:
    """Whether a duty of means is one for its measures, or faces an "ensure"; 加强保护工作 is a task like any other."""
    means, duty = (old, new) if old.force is Force.MEANS else (new, old)
    cues = context.lexicon.find(Concept.MEANS, means.text)
    named = any(cue.part("measures") or cue.part("avoid") for cue in cues)
    carried = means.cue is None  # the measures stand in a clause before
    return bool(means.grade) or named or carried or context.lexicon.has(Concept.RESULT, duty.text)


def _confidence(old: Clause, new: Clause, context: Context) -> float:
    """A plain duty against a duty of means is the weakest evidence, "ensure" against "take measures" the best."""
    forces = {old.force, new.force}
    if forces == {Force.DUTY, Force.MEANS}:
        duty = old if old.force is Force.DUTY else new
        return 0.85 if context.lexicon.has(Concept.RESULT, duty.text) else 0.55
    return 0.8 if Force.BAN in forces else 0.75


def _from_cue(clause: Clause, side: str, context: Context) -> Span:
    """From the words of force to the end of the act; they may stand in an earlier clause of the sentence."""
    if clause.cue and not (clause.grade and clause.head != clause.number):
        return part(clause.span, clause.cue[0])
    for head in clauses(side_of(context, side), clause.span.eid, clause.span.field, context):
        if head.cue and clause.head <= head.number <= clause.number and head.force is clause.force:
            whole = Span(clause.span.eid, head.span.start + head.cue[0], clause.span.end, clause.span.field)
            return whole if whole.end - whole.start <= LONGEST_QUOTE else clause.span
    return clause.span


def _cue_span(clause: Clause) -> Span:
    return part(clause.span, *clause.cue) if clause.cue else Span(clause.span.eid, 0, 0, clause.span.field)


RULE = Rule(
    name="duties",
    kinds=("obligation_added", "obligation_removed", "obligation_modified", "modality_softened", "modality_hardened"),
    precedence=Precedence.DUTY,
    look=_look,
    phrases={
        "en": {
            "obligation_added": "{new_ref} adds a duty: {act}.",
            "obligation_added/unsure": "{new_ref} sets a duty for which no close counterpart was found in the old "
            "text: {act}.",
            "obligation_added/item": "{new_ref} adds to the list under {x}: {act}.",
            "obligation_added/item_unsure": "{new_ref} lists under {x} what has no close counterpart in the old text: "
            "{act}.",
            "obligation_removed/item": "What {old_ref} lists under {x} has no counterpart in the new text: {act}.",
            "obligation_removed/item_unsure": "No close counterpart was found for what {old_ref} lists under {x}: "
            "{act}.",
            "obligation_removed": "The duty in {old_ref} has no counterpart in the new text: {act}.",
            "obligation_removed/unsure": "No close counterpart was found for the duty in {old_ref}: {act}.",
            "obligation_modified": "The duty is recast from {x} in {old_ref} to {y} in {new_ref}.",
            "obligation_modified/grown": "{new_ref} asks for more than {old_ref}: {y} instead of {x}.",
            "obligation_modified/turned": "What {old_ref} puts as {x}, {new_ref} puts as {y}.",
            "obligation_modified/faint": "No close counterpart was found for {x} in {old_ref}; the nearest in "
            "{new_ref} is {y}.",
            "modality_softened": "The standard softens from {word_old} in {old_ref}, {x}, "
            "to {word_new} in {new_ref}, {y}.",
            "modality_hardened": "The standard hardens from {word_old} in {old_ref}, {x}, "
            "to {word_new} in {new_ref}, {y}.",
            "modality_softened/grade": "Weaker measures are asked for: {y} in {new_ref} instead of {x} in {old_ref}.",
            "modality_hardened/grade": "Stronger measures are asked for: {y} in {new_ref} instead of {x} in {old_ref}.",
            "modality_softened/support": "What {old_ref} encouraged with priority, {x}, {new_ref} encourages "
            "without: {y}.",
            "modality_hardened/support": "{new_ref} encourages with priority, {y}, what {old_ref} encouraged "
            "without: {x}.",
            "word.ban": "a ban",
            "word.duty": "a duty of result",
            "word.means": "a duty of means",
            "word.permission": "a permission",
            "word.encouragement": "encouragement",
        },
        "zh": {
            "obligation_added": "{new_ref}新增义务：{act}。",
            "obligation_added/unsure": "{new_ref}规定的下列义务在旧文本中未见相近条款：{act}。",
            "obligation_added/item": "{new_ref}在{x}项下新增：{act}。",
            "obligation_added/item_unsure": "{new_ref}在{x}项下所列的{act}，在旧文本中未见相近条款。",
            "obligation_removed/item": "{old_ref}在{x}项下所列的{act}，在新文本中未予保留。",
            "obligation_removed/item_unsure": "{old_ref}在{x}项下所列的{act}，在新文本中未见相近条款。",
            "obligation_removed": "{old_ref}的下列要求在新文本中未予保留：{act}。",
            "obligation_removed/unsure": "{old_ref}的下列要求在新文本中未见相近条款：{act}。",
            "obligation_modified": "义务内容由{old_ref}的{x}调整为{new_ref}的{y}。",
            "obligation_modified/grown": "义务范围由{old_ref}的{x}扩大为{new_ref}的{y}。",
            "obligation_modified/turned": "{old_ref}的{x}，在{new_ref}中改为{y}。",
            "obligation_modified/faint": "{old_ref}的{x}在新文本中未见相近条款，最接近的是{new_ref}的{y}。",
            "modality_softened": "要求由{old_ref}的{word_old}{x}放宽为{new_ref}的{word_new}{y}。",
            "modality_hardened": "要求由{old_ref}的{word_old}{x}提高为{new_ref}的{word_new}{y}。",
            "modality_softened/grade": "对措施的要求降低：{old_ref}为{x}，{new_ref}为{y}。",
            "modality_hardened/grade": "对措施的要求提高：{old_ref}为{x}，{new_ref}为{y}。",
            "modality_softened/support": "鼓励力度由{old_ref}的{x}调整为{new_ref}的{y}，不再要求优先。",
            "modality_hardened/support": "鼓励力度由{old_ref}的{x}调整为{new_ref}的{y}，明确优先。",
            "word.ban": "禁止性规定",
            "word.duty": "结果义务",
            "word.means": "手段义务",
            "word.permission": "授权性规定",
            "word.encouragement": "鼓励性规定",
        },
    },
    help={
        "obligation_added": "A duty of the new text for which the whole old text has no counterpart.",
        "obligation_removed": "A duty of the old text for which the whole new text has no counterpart.",
        "obligation_modified": "The same duty asks for something else; whether for more is for the reader to judge.",
        "modality_softened": "The same act is asked for less strongly: ensure becomes take measures.",
        "modality_hardened": "The same act is asked for more strongly: appropriate becomes effective, prevent "
        "becomes must not.",
    },
)
