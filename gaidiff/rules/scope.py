"""Whom and what a rule reaches: the sentence on application, and classes narrowed or widened by a modifier.

A modifier narrows only where the thing it is put before stood bare in the old sentence; words inside the name of
another law are no modifiers. A narrower reach relaxes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._clauses import TRIM, Clause, Force, clauses
from gaidiff.rules._finding import finding, side_of
from gaidiff.rules._leaves import cues_in, leaf_pairs
from gaidiff.rules._pairs import SAME
from gaidiff.rules._search import index_of, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context
    from gaidiff.rules._leaves import LeafPair

BINDING: Final = frozenset({Force.BAN, Force.DUTY, Force.MEANS})
WHOLE_LIFE: Final = "whole"  # the label of words for the whole life of a thing
LIFETIME_SURE: Final = 0.6  # confidence; how long a duty lasts matters less than whom it binds
GROUP: Final = "group"  # the label of a class of people: users who are minors
SIZE: Final = "size"  # the label of words that weigh a thing: large platforms, important data
HELD: Final = 0.5  # share of a case's words in the old sentence, from which it is no new one
AROUND: Final = 30  # characters beside a modifier in which the thing it modifies stands


def _look(change: Change, context: Context) -> Iterator[Finding]:
    for pair in leaf_pairs(change, context):
        if not pair.old or not pair.new:
            continue
        yield from _lifetime(pair, context)
        yield from _further_doer(pair, context)
        if context.lexicon.has(Concept.APPLICATION, pair.text("old", context)) and context.lexicon.has(
            Concept.APPLICATION, pair.text("new", context)
        ):
            yield from _application(pair, context)
        elif not context.lexicon.has(Concept.DEFINED, pair.text("new", context)):
            yield from _modifiers(pair, context)


def _application(pair: LeafPair, context: Context) -> Iterator[Finding]:
    """The sentence that says what the text applies to names fewer or more activities, or a narrower class."""
    spans = {side: cues_in(Concept.APPLICATION, pair.spans(side), side, context) for side in ("old", "new")}
    if any(len(found) != 1 for found in spans.values()):
        return
    before, after = (
        {label for _, label, _ in cues_in(Concept.DEED, pair.spans(side), side, context)} for side in ("old", "new")
    )
    x, y = _leaf_of(spans["old"][0][0], pair.old), _leaf_of(spans["new"][0][0], pair.new)
    if before != after and (before < after or after < before):
        yield _scope(x, y, context, narrower=after < before, signals=tuple(sorted(before ^ after)))
    elif before == after and (sign := _longer_list(x, y, context)):
        yield replace(
            _scope(x, y, context, narrower=sign < 0, signals=("items of its list",)), confidence=LIFETIME_SURE
        )


def _longer_list(x: Span, y: Span, context: Context) -> int:
    """1 if what the text applies to is the same list and more, -1 if less, 0 if neither: 适用于导览和讲解服务."""
    texts = context.old.text_at(x), context.new.text_at(y)
    if any(context.lexicon.has(concept, text) for text in texts for concept in (Concept.REFERENCE, Concept.AUTHORITY)):
        return 0  # what an authority does under the text, or which articles apply, is no reach of the whole
    before, after = (frozenset(context.lexicon.terms(text)) for text in texts)
    marks = [len(context.lexicon.find(Concept.LIST_MARK, text)) for text in texts]
    if before < after and marks[0] < marks[1]:
        return 1
    return -1 if after < before and marks[1] < marks[0] else 0


def _leaf_of(span: Span, leaves: tuple[Span, ...]) -> Span:
    return next(leaf for leaf in leaves if leaf.eid == span.eid and leaf.start <= span.start < leaf.end)


def _lifetime(pair: LeafPair, context: Context) -> Iterator[Finding]:
    """A duty that held for the whole life of a thing and now holds during one activity, or the reverse."""
    spans = {side: cues_in(Concept.LIFETIME, pair.spans(side), side, context) for side in ("old", "new")}
    (before, x), (after, y) = (
        ({label == WHOLE_LIFE for _, label, _ in found}, found[0][0] if found else None) for found in spans.values()
    )
    if x is None or y is None or len(before) != 1 or len(after) != 1 or before == after:
        return
    place = _clause_at(x, "old", context), _clause_at(y, "new", context)
    inside = clauses(context.new, y.eid, y.field, context)
    act = next((c for c in inside if c.is_act and c.span.end > y.start), None)
    if act is not None and act.force in BINDING and not act.authority:
        found = _scope(*place, context, narrower=before == {True}, signals=("lifetime",))
        yield replace(found, confidence=LIFETIME_SURE)


def _further_doer(pair: LeafPair, context: Context) -> Iterator[Finding]:
    """A duty on those who do one thing that now also meets others who do another: 经营者提供讲解，承运人接送游客的."""
    if len(pair.old) != 1 or len(pair.new) != 1:
        return
    cases = {side: _cases(leaf, side, context) for side, leaf in (("old", pair.old[0]), ("new", pair.new[0]))}
    said = frozenset(context.lexicon.terms(pair.text("old", context)))
    index = index_of(context.new, context)
    held = [index.weight(case.terms & said) >= HELD * index.weight(case.terms) for case in cases["new"]]
    if len(cases["old"]) != 1 or len(held) != len(cases["old"]) + 1 or held != [True, False]:
        return
    first, last = cases["new"]
    yield _scope(
        cases["old"][0].span,
        Span(first.span.eid, first.span.start, last.span.end, first.span.field),
        context,
        narrower=False,
        signals=("a further doer",),
    )


def _cases(leaf: Span, side: str, context: Context) -> list[Clause]:
    """The clauses before the first duty or ban of the regulated that say who does what."""
    found = clauses(side_of(context, side), leaf.eid, leaf.field, context)
    inside = [clause for clause in found if leaf.start <= clause.span.start < leaf.end]
    act = next((n for n, clause in enumerate(inside) if clause.force is not Force.NONE), len(inside))
    if act == len(inside) or inside[act].force not in BINDING or inside[act].authority or inside[act].sanction:
        return []
    named = (clause for clause in inside[:act] if context.lexicon.has(Concept.DOER, clause.text))
    return [clause for clause in named if clause.cue is None and not clause.sanction]


def _modifiers(pair: LeafPair, context: Context) -> Iterator[Finding]:
    """A duty or ban on a class that now is a narrower or wider one."""
    before, after = _restrictions(pair, "old", context), _restrictions(pair, "new", context)
    if len(before) == len(after):
        return
    narrower = len(after) > len(before)
    side, mine, theirs = ("new", after, before) if narrower else ("old", before, after)
    known = {context.lexicon.plain(words) for _, _, words in theirs}
    facing_side, counterpart = ("old", pair.old) if narrower else ("new", pair.new)
    other = _unnamed(pair.text(facing_side, context), context)
    for span, label, words in mine:
        if context.lexicon.plain(words) in known or context.lexicon.plain(words) in context.lexicon.plain(other):
            continue
        act = _act(span, side, context)
        if act is None or not _bare(span, side, other, context) or _is_meant(words, facing_side, counterpart, context):
            continue
        if label != GROUP and _is_object(span, act):
            continue
        spans = {side: act.span if label == GROUP else _clause_at(span, side, context)}
        facing, alike = _facing(spans[side], side, counterpart, context)
        if label == SIZE and alike < SAME:
            continue  # another clause of the sentence: its things need no such name
        x, y = (facing, spans["new"]) if narrower else (spans["old"], facing)
        yield _scope(x, y, context, narrower=narrower, signals=(label, words))
        return


def _unnamed(text: str, context: Context) -> str:
    """A text without the names of laws: what they say restricts nothing here."""
    for cue in reversed(context.lexicon.find(Concept.INSTRUMENT, text)):
        text = text[: cue.start] + text[cue.end :]
    return text


def _is_object(span: Span, act: Clause) -> bool:
    """Whether a modifier says what an act is to be like, and not whom it binds: 添加具有提示效果的标识."""
    return act.cue is not None and act.cue[1] <= span.start - act.span.start


def _facing(span: Span, side: str, leaves: tuple[Span, ...], context: Context) -> tuple[Span, float]:
    """The clause on the other side that is most like this one, and how alike they are."""
    other = "new" if side == "old" else "old"
    terms = frozenset(context.lexicon.terms(side_of(context, side).text_at(span)))
    index = index_of(side_of(context, other), context)
    instrument = side_of(context, other)
    inside = [
        clause
        for leaf in leaves
        for clause in clauses(instrument, leaf.eid, leaf.field, context)
        if leaf.start <= clause.span.start < leaf.end
    ]
    mine = [c for c in clauses(side_of(context, side), span.eid, span.field, context) if c.span == span]
    acts = bool(mine and mine[0].is_act)
    found = [clause.span for clause in inside if clause.is_act is acts] or [clause.span for clause in inside]
    scores = [
        (likeness(terms, frozenset(context.lexicon.terms(instrument.text_at(each))), index), -n)
        for n, each in enumerate(found)
    ]
    best, n = max(scores, default=(0.0, 0))
    return (found[-n] if best else leaves[0]), best


def _restrictions(pair: LeafPair, side: str, context: Context) -> list[tuple[Span, str, str]]:
    """The modifiers of one side, those in names of laws left out."""
    named = [span for span, _, _ in cues_in(Concept.INSTRUMENT, pair.spans(side), side, context)]
    return [
        found
        for found in cues_in(Concept.RESTRICTION, pair.spans(side), side, context)
        if not any(name.eid == found[0].eid and name.start <= found[0].start < name.end for name in named)
    ]


def _bare(span: Span, side: str, other: str, context: Context) -> bool:
    """Whether the thing modified stands in the other sentence."""
    text = side_of(context, side).field_text(span.eid, span.field)
    behind, before = text[span.end : span.end + AROUND], text[max(0, span.start - AROUND) : span.start]
    theirs = set(context.lexicon.terms(other))
    near = context.lexicon.terms(behind)[:4], context.lexicon.terms(before)[-3:]
    return any(term in theirs for terms in near for term in terms)


def _is_meant(words: str, side: str, leaves: tuple[Span, ...], context: Context) -> bool:
    """Whether the articles around the other sentence name the narrower class: "boats" is short for "large boats"."""
    instrument = side_of(context, side)
    units = {instrument.unit_of.get(leaf.eid, leaf.eid) for leaf in leaves}
    texts = (context.lexicon.plain(_unnamed(instrument.text_of(unit), context)) for unit in units)
    return any(context.lexicon.plain(words) in text for text in texts)


def _act(span: Span, side: str, context: Context) -> Clause | None:
    """The duty or ban of the regulated that the words belong to."""
    for clause in clauses(side_of(context, side), span.eid, span.field, context):
        if clause.span.end > span.start and clause.is_act:
            binds = clause.force in BINDING and not clause.sanction and not clause.authority
            return clause if binds else None
    return None


def _clause_at(span: Span, side: str, context: Context) -> Span:
    for clause in clauses(side_of(context, side), span.eid, span.field, context):
        if clause.span.start <= span.start < clause.span.end:
            return clause.span
    return span


def _scope(x: Span, y: Span, context: Context, *, narrower: bool, signals: tuple[str, ...]) -> Finding:
    return finding(
        "scope_narrowed" if narrower else "scope_widened",
        Direction.RELAXED if narrower else Direction.TIGHTENED,
        0.75,
        old=(x,),
        new=(y,),
        signals=signals,
        x=context.old.text_at(x).strip(TRIM),
        y=context.new.text_at(y).strip(TRIM),
    )


RULE = Rule(
    name="scope",
    kinds=("scope_narrowed", "scope_widened"),
    precedence=Precedence.SCOPE,
    look=_look,
    phrases={
        "en": {
            "scope_narrowed": "The reach narrows from {x} in {old_ref} to {y} in {new_ref}.",
            "scope_widened": "The reach widens from {x} in {old_ref} to {y} in {new_ref}.",
        },
        "zh": {
            "scope_narrowed": "适用范围由{old_ref}的{x}限缩为{new_ref}的{y}。",
            "scope_widened": "适用范围由{old_ref}的{x}扩大为{new_ref}的{y}。",
        },
    },
    help={
        "scope_narrowed": "The text or the duty reaches fewer acts or a narrower class.",
        "scope_widened": "The text or the duty reaches more acts or a wider class.",
    },
)
