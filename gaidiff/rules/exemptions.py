"""Ways out: classes taken out of a rule or put back, and other regimes that go first.

Before an exemption is called new or gone, the sentences it comes from and the whole other text are searched for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction, Op
from gaidiff.model.words import Concept, Cue
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._clauses import TRIM, Force, clauses
from gaidiff.rules._cues import Placed, changed_cues, counterpart
from gaidiff.rules._finding import finding, side_of
from gaidiff.rules._leaves import cues_in, leaf_pairs, sentence_at
from gaidiff.rules._pairs import ABSORBED, TRACE, VERY_SAME, clause_pairs
from gaidiff.rules._search import index_of, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import Span
    from gaidiff.model.words import Context
    from gaidiff.rules._clauses import Clause

BESIDE: Final = "beside"  # without prejudice to: other rules hold as well, nobody is let off
OBJECT: Final = "object"  # 除租约以外的纠纷: a word for which disputes are meant, and no way out
BINDING: Final = frozenset({Force.BAN, Force.DUTY, Force.MEANS})
WITHIN: Final = frozenset({"save", "proviso", "barring"})  # part of the rule they limit: new with it, no change of it
KINDRED: Final = 0.2  # share of a sentence's words; with less its pair speaks of another rule
OPTION: Final = "option"  # need not, is not required to
ITSELF: Final = frozenset({OPTION, "relief"})  # need not, is exempt: the way out is what the sentence grants


def _look(change: Change, context: Context) -> Iterator[Finding]:
    seen: set[Span] = set()
    yield from _limited(change, context)
    for op, side in ((Op.DELETE, "old"), (Op.INSERT, "new")):
        for concept, look in ((Concept.INTERPLAY, _other_rules), (Concept.EXEMPTION, _way_out)):
            for place in _places(change, context, concept, op):
                if place.leaf not in seen and _is_lone(place, side, concept, context):
                    seen.add(place.leaf)
                    found = look(place, side, change, context)
                    if found is not None:
                        seen.update(found.new)
                        yield found


def _other_rules(place: Placed, side: str, change: Change, context: Context) -> Finding | None:
    """What to say of other rules that only one text lets go first, if anything."""
    if side == "new":
        return _interplay(place, context)
    gone = _is_gone(place, change, context) or _on_sanction(place, context)
    return None if gone else _exemption(place, side, context)


def _way_out(place: Placed, side: str, change: Change, context: Context) -> Finding | None:
    """What to say of a way out that only one text has, if anything."""
    if _defines(place, side, context):
        return None
    recast = _recast(place, context) if side == "old" else None
    if recast is not None:
        return recast
    if _elsewhere(place, side, context):
        return None
    if place.cue.label in WITHIN:
        if side == "old" and _is_gone(place, change, context):
            return None
        if not (_near(place, side, context) or _aligned(place, side, context)):
            return None
    return _exemption(place, side, context)


def _defines(place: Placed, side: str, context: Context) -> bool:
    """Whether the words are part of a definition, be it in an item of its list: what a term means lets nobody off."""
    instrument, eid = side_of(context, side), place.leaf.eid
    texts = [instrument.text_at(place.leaf)]
    while (parent := instrument.parent_of.get(eid)) is not None and parent in instrument.unit_of:
        eid = parent
        texts.append(instrument.field_text(eid))
    return any(context.lexicon.has(Concept.DEFINED, text) for text in texts)


def _recast(place: Placed, context: Context) -> Finding | None:
    """The same way out in so many other words that neither is found in the other; which is wider, nobody can count."""
    spans = counterpart(place, "old", context)[1] if _aligned(place, "old", context) else ()
    spans = (*spans, *_elsewhere(place, "old", context))
    kept = [span for span in spans if context.lexicon.has(Concept.EXEMPTION, context.new.text_at(span))]
    if not kept:
        return None
    return finding(
        "exemption_added",
        Direction.NEUTRAL,
        0.5,
        old=(place.leaf,),
        new=(kept[0],),
        signals=(place.cue.label or place.cue.text, "kept"),
        x=context.old.text_at(place.leaf).strip(TRIM),
        y=context.new.text_at(kept[0]).strip(TRIM),
        form="recast",
    )


def _places(change: Change, context: Context, concept: Concept, op: Op) -> list[Placed]:
    """The cues in touched words, and those in a sentence of which little else is left."""
    found = [place for place in changed_cues(change, context, concept, op) if place.cue.label != OBJECT]
    side = "old" if op is Op.DELETE else "new"
    known = {place.span for place in found}
    for pair in leaf_pairs(change, context):
        if not (pair.old and pair.new and context.lexicon.has(concept, pair.text(side, context))):
            continue
        old, new = (frozenset(context.lexicon.terms(pair.text(name, context))) for name in ("old", "new"))
        if likeness(old, new, index_of(context.new, context)) < TRACE:
            found += [
                Placed(_cue(concept, label, words), span, leaf, new if side == "new" else old)
                for leaf in pair.spans(side)
                for span, label, words in cues_in(concept, (leaf,), side, context)
                if span not in known and label != OBJECT
            ]
    return found


def _cue(concept: Concept, label: str, words: str) -> Cue:
    return Cue(concept, words, 0, len(words), ((label, words),) if label else ())


def _is_lone(place: Placed, side: str, concept: Concept, context: Context) -> bool:
    """Whether no sentence that carries this one on, and none like it, has such a way out."""
    other = side_of(context, "new" if side == "old" else "old")
    texts = [other.text_at(span) for span in _near(place, side, context)]
    concepts = [Concept.EXEMPTION, Concept.INTERPLAY, Concept.EXCEPTION]
    if place.cue.label == OPTION:
        concepts.append(Concept.PROHIBITION)  # the form need not be signed: no office shall require a signed form
    if concept is Concept.EXEMPTION and context.lexicon.has(
        Concept.INTERPLAY, side_of(context, side).text_at(place.leaf)
    ):
        return False
    return not any(context.lexicon.has(each, text) for text in texts for each in concepts)


def _elsewhere(place: Placed, side: str, context: Context) -> tuple[Span, ...]:
    """The sentence of the other text with the very same way out, wherever the aligner put this one.

    A new sentence may have been an item before, under "shall not apply where:".
    """
    other = side_of(context, "new" if side == "old" else "old")
    share, span = index_of(other, context).best(place.terms)
    if span is not None and share >= VERY_SAME and context.lexicon.has(Concept.EXEMPTION, other.text_at(span)):
        return (span,)
    items = counterpart(place, side, context)[1] if side == "new" and _aligned(place, side, context) else ()
    return tuple(item for item in items if context.lexicon.has(Concept.EXEMPTION, _lead(item, other, context)))


def _lead(item: Span, instrument: Instrument, context: Context) -> str:
    parent = instrument.parent_of.get(item.eid)
    text = instrument.field_text(parent) if parent is not None and parent in instrument.unit_of else ""
    return text if context.lexicon.has(Concept.LIST_LEAD, text) else ""


def _aligned(place: Placed, side: str, context: Context) -> bool:
    """Whether the aligner set a sentence against this one, and it holds some of the words of the shorter of the two."""
    share, spans = counterpart(place, side, context)
    other = side_of(context, "new" if side == "old" else "old")
    weight = index_of(other, context).weight
    theirs = [frozenset(context.lexicon.terms(other.text_at(span))) for span in spans if share == 1.0]
    return any(weight(place.terms & terms) >= KINDRED * min(weight(place.terms), weight(terms)) for terms in theirs)


def _near(place: Placed, side: str, context: Context) -> tuple[Span, ...]:
    """The sentences that carry this one on, if they speak of the same thing besides the way out itself."""
    share, spans = counterpart(place, side, context)
    other = side_of(context, "new" if side == "old" else "old")
    mine = _matter(side_of(context, side).text_at(place.leaf), context)
    found = []
    for span in spans if share >= TRACE else ():
        theirs = _matter(other.text_at(span), context)
        if likeness(mine, theirs, index_of(other, context)) >= TRACE or not (mine or theirs):
            found.append(span)
    return tuple(found)


def _matter(text: str, context: Context) -> frozenset[str]:
    """The words of a sentence without those that say that other rules go first."""
    for cue in reversed(context.lexicon.find(Concept.INTERPLAY, text)):
        text = f"{text[: cue.start]} {text[cue.end :]}"
    return frozenset(context.lexicon.terms(text))


def _limited(change: Change, context: Context) -> Iterator[Finding]:
    """The same way out with more words to it: except in emergencies, except in emergencies of public health."""
    for pair in leaf_pairs(change, context):
        before, after = (cues_in(Concept.EXEMPTION, pair.spans(side), side, context) for side in ("old", "new"))
        if len(before) != 1 or len(after) != 1 or before[0][1] != after[0][1]:
            continue
        (x, label, old), (y, _, new) = before[0], after[0]
        if old != new and (_within(old, new) or _within(new, old)) and not _is_longer_list(old, new, context):
            limited = _within(old, new)
            yield finding(
                "exemption_limited" if limited else "exemption_added",
                Direction.TIGHTENED if limited else Direction.RELAXED,
                0.65,
                old=(x,),
                new=(y,),
                signals=(label, "more words" if limited else "fewer words"),
                x=old,
                y=new,
                form="" if limited else "wider",
            )


def _within(short: str, long: str) -> bool:
    """Whether all characters of one text stand in another in order: it has grown by insertions only."""
    rest = iter(long)
    return all(letter in rest for letter in short)


def _is_longer_list(old: str, new: str, context: Context) -> bool:
    counts = [len(context.lexicon.find(Concept.LIST_MARK, text)) for text in (old, new)]
    return counts[0] != counts[1]


def _exemption(place: Placed, side: str, context: Context) -> Finding:
    added = side == "new"
    share, spans = counterpart(place, side, context)
    text = side_of(context, side).text_at(place.leaf)
    direction = _direction(place, side, added=added, context=context)
    whole = share < ABSORBED and not (share == 1.0 and spans)
    form = "interplay" if place.cue.concept is Concept.INTERPLAY else ""
    unsure = not added and not form and _stands_elsewhere(place, context)
    return finding(
        "exemption_added" if added else "exemption_removed",
        direction,
        0.5 if unsure else 0.75 if whole else 0.8,
        old=() if added else (place.leaf,),
        new=(place.leaf,) if added else (),
        signals=(place.cue.label or place.cue.text, f"trace {share:.2f}"),
        x="" if added else text.strip(TRIM),
        y=text.strip(TRIM) if added else "",
        form="unsure" if unsure else form,
    )


def _direction(place: Placed, side: str, *, added: bool, context: Context) -> Direction:
    """A way out of a duty or ban relaxes, one out of a right tightens; of what an authority does, neither is sure."""
    acts = [
        clause
        for clause in clauses(side_of(context, side), place.leaf.eid, place.leaf.field, context)
        if clause.is_act and place.leaf.start <= clause.span.start < place.leaf.end
    ]
    before = [clause for clause in acts if clause.span.start <= place.span.start]
    act = before[-1] if before else next(iter(acts), None)
    if (act is not None and act.authority) or place.cue.label == BESIDE:
        return Direction.NEUTRAL
    itself = place.cue.label in ITSELF or (act is not None and _is_modal_of(act, place))
    out_of_right = act is not None and act.force is Force.PERMITTED and not itself
    return Direction.RELAXED if added is not out_of_right else Direction.TIGHTENED


def _is_modal_of(act: Clause, place: Placed) -> bool:
    """Whether the way out is the permission itself: 可以不申报 lets off, and limits no right."""
    start = -1 if act.cue is None else act.span.start + act.cue[0]
    return place.span.start <= start < place.span.end


def _on_sanction(place: Placed, context: Context) -> bool:
    """Which law punishes is no way out: 法律有规定的，依照其规定；没有规定的，给予警告."""
    return context.lexicon.has(Concept.PENALTY, context.old.text_at(sentence_at(place.leaf, "old", context)))


def _stands_elsewhere(place: Placed, context: Context) -> bool:
    """Whether the new text lets others off the same thing: for whom it no longer does, nobody can say."""
    known: list[frozenset[str]] | None = context.memo.get("ways out of new")
    if known is None:
        leaves = (leaf for unit in context.new.binding() for leaf in context.new.leaves(unit.eid))
        texts = (context.new.text_at(leaf.span) for leaf in leaves)
        known = [frozenset(context.lexicon.terms(t)) for t in texts if context.lexicon.has(Concept.EXEMPTION, t)]
        context.memo["ways out of new"] = known
    inside = clauses(context.old, place.span.eid, place.span.field, context)
    mine = next((c.terms for c in inside if c.span.start <= place.span.start < c.span.end), frozenset())
    index = index_of(context.new, context)
    return bool(mine) and any(index.weight(mine & terms) >= ABSORBED * index.weight(mine) for terms in known)


def _is_gone(place: Placed, change: Change, context: Context) -> bool:
    """Whether the duty or ban that a way out belongs to went with it: nobody comes under the rule who was out of it."""
    leaf = place.leaf
    lost = (pair.old for pair in clause_pairs(change, context) if pair.new is None and pair.trace < ABSORBED)
    return any(
        (clause.span.eid, clause.span.field) == (leaf.eid, leaf.field)
        and leaf.start <= clause.span.start < leaf.end
        and (clause.force in BINDING or clause.sanction)
        for clause in lost
        if clause is not None
    )


def _interplay(place: Placed, context: Context) -> Finding:
    text = context.new.text_at(place.leaf)
    return finding(
        "interplay_added",
        Direction.NEUTRAL,
        0.75,
        new=(place.leaf,),
        signals=(place.cue.text[:40],),
        y=text.strip(TRIM),
    )


RULE = Rule(
    name="exemptions",
    kinds=("exemption_added", "exemption_removed", "exemption_limited", "interplay_added"),
    precedence=Precedence.SCOPE,
    look=_look,
    phrases={
        "en": {
            "exemption_added": "{new_ref} adds an exemption that the old text did not have: {y}.",
            "exemption_added/wider": "The exemption widens from {x} in {old_ref} to {y} in {new_ref}.",
            "exemption_added/recast": "The exemption in {old_ref}, {x}, is put in other words in {new_ref}: {y}.",
            "exemption_limited": "The exemption narrows from {x} in {old_ref} to {y} in {new_ref}.",
            "exemption_removed/interplay": "What {old_ref} left to other rules is left to them no longer: {x}.",
            "exemption_removed": "The exemption in {old_ref} is gone: {x}.",
            "exemption_removed/unsure": "No close counterpart was found for the exemption in {old_ref}: {x}.",
            "interplay_added": "{new_ref} gives way to other rules where the old text did not: {y}.",
        },
        "zh": {
            "exemption_added": "{new_ref}新增旧文本所没有的豁免：{y}。",
            "exemption_added/wider": "豁免由{old_ref}的{x}扩大为{new_ref}的{y}。",
            "exemption_added/recast": "{old_ref}的豁免{x}在{new_ref}中改写为{y}。",
            "exemption_limited": "豁免由{old_ref}的{x}收窄为{new_ref}的{y}。",
            "exemption_removed/interplay": "{old_ref}关于优先适用其他规定的条款不再保留：{x}。",
            "exemption_removed": "{old_ref}的豁免不再保留：{x}。",
            "exemption_removed/unsure": "{old_ref}的豁免在新文本中未见相近条款：{x}。",
            "interplay_added": "{new_ref}新增与其他规定的衔接：{y}。",
        },
    },
    help={
        "exemption_added": "A class or case is taken out of a rule that held for it before.",
        "exemption_removed": "A class or case that was taken out of a rule comes under it.",
        "exemption_limited": "The way out is still there but narrower.",
        "interplay_added": "Another regime is given priority.",
    },
)
