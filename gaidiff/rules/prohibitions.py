"""Bans: added, removed, narrowed by a qualifier such as "unlawfully", or widened by its loss.

Whether a ban softened into a duty is the affair of the rule on duties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction, Op
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._clauses import TRIM, Force, clauses
from gaidiff.rules._cues import clause_of
from gaidiff.rules._finding import burden, finding, lone_confidence, part, side_of
from gaidiff.rules._leaves import leaf_pairs
from gaidiff.rules._lists import extra_items, is_reworded, list_changes
from gaidiff.rules._objects import is_only_object, listed_in_ban
from gaidiff.rules._pairs import ABSORBED, TRACE, clause_pairs, runs_of, touched
from gaidiff.rules._recast import NOTABLE, differences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.text import Span
    from gaidiff.model.words import Context, Cue
    from gaidiff.rules._clauses import Clause
    from gaidiff.rules._lists import Item
    from gaidiff.rules._pairs import ClausePair, Touched

SAME_ACT: Final = 0.6  # likeness; below this a duty and a ban are of two acts
SAME_BAN: Final = 0.45  # likeness; below this a qualifier may belong to another ban


def _look(change: Change, context: Context) -> Iterator[Finding]:
    deleted, inserted = touched(change, Op.DELETE, context), touched(change, Op.INSERT, context)
    bans = listed_in_ban(change, context)
    lists = runs_of(span for each in list_changes(change, context) for span in (*each.pair.old, *each.pair.new))
    for (side, leaf), items in bans.items():
        if side == "new" and len(items) == 1 and is_only_object(items[0], context) and not lists.meets(leaf):
            yield from _extended(leaf, items[0], change, context)
    told = runs_of(item.span for items in bans.values() for item in items)
    for pair in clause_pairs(change, context):
        if pair.old is not None and pair.new is not None:
            yield from _turned(pair.old, pair.new, pair.likeness, context)
            if pair.old.force is pair.new.force is Force.BAN and pair.likeness >= SAME_BAN:
                found = [*_qualified(pair.old, pair.new, pair.likeness, (deleted, inserted), context)]
                if not (lists.meets(pair.old.span) and lists.meets(pair.new.span)):
                    found += _longer(pair.old, pair.new, pair.likeness, (deleted, inserted), context)
                yield from found
                listed = tuple(
                    item.text
                    for each in list_changes(change, context)
                    for item, clause in [*((i, pair.new) for i in each.added), *((i, pair.old) for i in each.dropped)]
                    if runs_of((clause.span,)).meets(item.span)
                )
                yield from _recast(pair.old, pair.new, pair.likeness, (tuple(found), listed), context)
        elif not _is_told(pair, told):
            yield from _one_sided(pair)


def _turned(old: Clause, new: Clause, likeness: float, context: Context) -> Iterator[Finding]:
    """What had to be done and must not be, or the reverse; another verb may say the same: 应当保密, 不得泄露."""
    forces = {old.force, new.force}
    if Force.BAN not in forces or not forces & {Force.DUTY, Force.MEANS} or likeness < SAME_ACT:
        return
    verbs = _verbs(old, new, context)
    if old.listed or new.listed or verbs[0] != verbs[1]:
        return
    yield finding(
        "prohibition_modified",
        Direction.MIXED,
        min(0.75, 0.2 + likeness),
        old=(old.span,),
        new=(new.span,),
        signals=("duty against ban", f"likeness {likeness:.2f}"),
        x=old.text,
        y=new.text,
        form="banned" if new.force is Force.BAN else "required",
    )


def _is_told(pair: ClausePair, told: Touched) -> bool:
    """Whether a lone clause is an object of a ban that goes on: lists tell of it."""
    clause = pair.new or pair.old
    return clause is not None and clause.listed and told.meets(clause.span)


def _extended(leaf: Span, item: Item, change: Change, context: Context) -> Iterator[Finding]:
    """A ban that goes on and reaches a further act."""
    for pair in leaf_pairs(change, context):
        if leaf in pair.new and context.lexicon.has(Concept.PROHIBITION, pair.text("old", context)):
            clause = clause_of(item.span, "new", context)
            yield _longer_finding(pair.old[0], item, 0.65, burden(up=True, clause=clause), context)


def _longer(
    old: Clause, new: Clause, likeness: float, runs: tuple[Touched, Touched], context: Context
) -> Iterator[Finding]:
    """A ban with more, or fewer, objects joined by 和."""
    marks = [len(context.lexicon.find(Concept.LIST_MARK, clause.text)) for clause in (old, new)]
    if marks[1] > marks[0]:
        for item in extra_items(new, "new", runs[1], context)[:1]:
            if not _is_further(item, old, new, context):
                continue
            yield _longer_finding(old.span, item, min(0.75, 0.3 + likeness), burden(up=True, clause=new), context)
    elif marks[0] > marks[1]:
        for item in extra_items(old, "old", runs[0], context)[:1]:
            yield finding(
                "prohibition_modified",
                burden(up=False, clause=new),
                min(0.75, 0.3 + likeness),
                old=(item.span,),
                new=(new.span,),
                signals=("fewer objects", f"likeness {likeness:.2f}"),
                act=new.text,
                x=item.text,
            )


def _is_further(item: Item, old: Clause, new: Clause, context: Context) -> bool:
    """Whether an object joins others that stay, and takes the place of none: 高额消费, 过度消费; 制作、复制、发布."""
    place = item.span.start - new.span.start
    pieces = _pieces_of(new.text, context)
    number = next((n for n, (start, words) in enumerate(pieces) if start <= place < start + len(words)), 0)
    words = pieces[number][1]
    before = [piece for _, piece in _pieces_of(old.text, context)]
    gone = (piece for piece in before if piece not in new.text and " " not in piece)
    if any(is_reworded(piece, words) for piece in gone if piece not in words):
        return False
    beside = context.lexicon.terms(pieces[number - 1][1]) if number else ()
    return not beside or beside[-1] in old.terms


def _pieces_of(text: str, context: Context) -> list[tuple[int, str]]:
    """What stands between the list marks of a clause, up to the words that close its list, and where."""
    close = context.lexicon.first(Concept.LIST_CLOSE, text)
    end = len(text) if close is None else close.start
    marks = [mark for mark in context.lexicon.find(Concept.LIST_MARK, text) if mark.end <= end]
    starts = [0, *(mark.end for mark in marks)]
    ends = [*(mark.start for mark in marks), end]
    return [(first, text[first:last]) for first, last in zip(starts, ends, strict=True)]


def _recast(
    old: Clause, new: Clause, likeness: float, told: tuple[tuple[Finding, ...], tuple[str, ...]], context: Context
) -> Iterator[Finding]:
    """A ban in words that reach something else, beside what was told of it: 推断出用户身份, 识别使用者身份."""
    found, listed = told
    words = (*listed, *(dict(each.slots).get(name, "") for each in found for name in ("y", "qualifier")))
    words = tuple(word for word in words if word)
    if old.listed or new.listed or _goes_on(old, "old", context) is not _goes_on(new, "new", context):
        return
    if max(differences(old, new, context, words)) < NOTABLE and (found or not _other_verb(old, new, context)):
        return
    yield finding(
        "prohibition_modified",
        Direction.NEUTRAL,
        min(0.7, 0.3 + likeness / 2),
        old=(old.span,),
        new=(new.span,),
        signals=("other words", f"likeness {likeness:.2f}"),
        x=old.text,
        y=new.text,
        form="recast",
    )


def _goes_on(clause: Clause, side: str, context: Context) -> bool:
    """Whether the ban names a further object after a comma: 不得利用优势，实施垄断."""
    known = clauses(side_of(context, side), clause.span.eid, clause.span.field, context)
    return any(other.listed and other.number == clause.number + 1 for other in known)


def _other_verb(old: Clause, new: Clause, context: Context) -> bool:
    """Whether another act is banned in much the same words: 不得含有, 不得生成."""
    verbs = _verbs(old, new, context)
    return verbs[0] not in new.terms and verbs[1] not in old.terms


def _verbs(old: Clause, new: Clause, context: Context) -> list[str]:
    """The first words after the modals of two clauses."""
    lexicon = context.lexicon
    acts = (c.text[lexicon.act_start(c.cue) :] if c.cue else c.text for c in (old, new))
    return [next(iter(lexicon.terms(act)), "") for act in acts]


def _longer_finding(old: Span, item: Item, confidence: float, direction: Direction, context: Context) -> Finding:
    return finding(
        "prohibition_broadened",
        direction,
        confidence,
        old=(old,),
        new=(item.span,),
        signals=("more objects",),
        act=context.old.text_at(old).strip(TRIM),
        y=item.text,
        form="longer",
    )


def _one_sided(pair: ClausePair) -> Iterator[Finding]:
    clause = pair.new or pair.old
    if clause is None or clause.force is not Force.BAN or clause.sanction or pair.trace >= ABSORBED:
        return
    added = pair.new is not None
    sure = pair.trace < TRACE and not clause.listed
    yield finding(
        "prohibition_added" if added else "prohibition_removed",
        burden(up=added, clause=clause),
        lone_confidence(pair.trace, sure=sure),
        old=() if added else (clause.span,),
        new=(clause.span,) if added else (),
        signals=("no counterpart" if sure else "no close counterpart", f"trace {pair.trace:.2f}"),
        act=clause.text,
        form="" if sure else "unsure",
    )


def _qualified(
    old: Clause, new: Clause, likeness: float, runs: tuple[Touched, Touched], context: Context
) -> Iterator[Finding]:
    before, after = (context.lexicon.find(Concept.QUALIFIER, clause.text) for clause in (old, new))
    gained = [cue for cue in after if cue.text not in {other.text for other in before}]
    lost = [cue for cue in before if cue.text not in {other.text for other in after}]
    if gained and not before and runs[1].meets(_place(new, gained[0])):
        yield _on_qualifier(old, new, gained[0], likeness, up=False)
    elif lost and not after and runs[0].meets(_place(old, lost[0])):
        yield _on_qualifier(old, new, lost[0], likeness, up=True)


def _on_qualifier(old: Clause, new: Clause, cue: Cue, likeness: float, *, up: bool) -> Finding:
    return finding(
        "prohibition_broadened" if up else "prohibition_qualified",
        burden(up=up, clause=new),
        min(0.8, 0.3 + likeness),
        old=(_place(old, cue),) if up else (old.span,),
        new=(new.span,) if up else (_place(new, cue),),
        signals=(cue.text, f"likeness {likeness:.2f}"),
        act=old.text,
        y=new.text,
        qualifier=cue.text,
    )


def _place(clause: Clause, cue: Cue) -> Span:
    return part(clause.span, cue.start, cue.end)


RULE = Rule(
    name="prohibitions",
    kinds=(
        "prohibition_added",
        "prohibition_removed",
        "prohibition_qualified",
        "prohibition_broadened",
        "prohibition_modified",
    ),
    precedence=Precedence.PROHIBITION,
    look=_look,
    phrases={
        "en": {
            "prohibition_added": "{new_ref} adds a ban: {act}.",
            "prohibition_added/unsure": "{new_ref} sets a ban for which no close counterpart was found in the old "
            "text: {act}.",
            "prohibition_removed": "The ban in {old_ref} has no counterpart in the new text: {act}.",
            "prohibition_removed/unsure": "No close counterpart was found for the ban in {old_ref}: {act}.",
            "prohibition_qualified": "The ban in {old_ref}, {act}, is narrowed in {new_ref} by adding {qualifier}.",
            "prohibition_broadened/longer": "The ban in {old_ref}, {act}, now also covers {y} in {new_ref}.",
            "prohibition_modified/recast": "The ban is recast from {x} in {old_ref} to {y} in {new_ref}.",
            "prohibition_modified/banned": "{new_ref} bans what {old_ref} required: {y} instead of {x}.",
            "prohibition_modified/required": "{new_ref} requires what {old_ref} banned: {y} instead of {x}.",
            "prohibition_modified": "The ban in {new_ref}, {act}, no longer covers {x} as {old_ref} did.",
            "prohibition_broadened": "The ban in {old_ref}, {act}, stands in {new_ref} without the words {qualifier}.",
        },
        "zh": {
            "prohibition_added": "{new_ref}新增禁止性规定：{act}。",
            "prohibition_added/unsure": "{new_ref}的下列禁止性规定在旧文本中未见相近条款：{act}。",
            "prohibition_removed": "{old_ref}的下列禁止性规定在新文本中未予保留：{act}。",
            "prohibition_removed/unsure": "{old_ref}的下列禁止性规定在新文本中未见相近条款：{act}。",
            "prohibition_qualified": "{old_ref}规定的{act}，在{new_ref}中增加{qualifier}限定，禁止范围收窄。",
            "prohibition_broadened/longer": "{old_ref}规定的{act}，在{new_ref}中扩大至{y}。",
            "prohibition_modified/recast": "禁止性规定的表述由{old_ref}的{x}调整为{new_ref}的{y}。",
            "prohibition_modified/banned": "{old_ref}要求的{x}，{new_ref}改为禁止：{y}。",
            "prohibition_modified/required": "{old_ref}禁止的{x}，{new_ref}改为要求：{y}。",
            "prohibition_modified": "{new_ref}规定的{act}，不再包括{old_ref}中的{x}。",
            "prohibition_broadened": "{old_ref}规定的{act}，在{new_ref}中不再以{qualifier}为限，禁止范围扩大。",
        },
    },
    help={
        "prohibition_added": "A ban of the new text for which the whole old text has no counterpart.",
        "prohibition_removed": "A ban of the old text for which the whole new text has no counterpart.",
        "prohibition_qualified": "The ban stays but now bites only where the act is done unlawfully, without consent, "
        "and so on.",
        "prohibition_broadened": "The ban loses such a qualifier, or reaches a further act or object.",
        "prohibition_modified": "The ban stays and reaches fewer objects, or is put in other words.",
    },
)
