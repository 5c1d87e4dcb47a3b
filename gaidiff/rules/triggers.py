"""What sets a duty off: conditions that come, and conditions that ask for more or less to be known or to be wrong.

Fewer ways to know (learn and discover, then discover only) or a narrower fault (contrary to this text, then illegal)
make a trigger harder, which relaxes. Of the triggers of sanctions only the gravity of the fault is told here.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction, Op
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._clauses import Clause, Force, clauses
from gaidiff.rules._finding import burden, finding, part, side_of
from gaidiff.rules._leaves import leaf_pairs, sentence_at
from gaidiff.rules._pairs import ABSORBED, clause_pairs, leaf_at, touched
from gaidiff.rules._search import index_of, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context, Cue

BINDING: Final = frozenset({Force.BAN, Force.DUTY, Force.MEANS})
COMPLAINT: Final = "user"  # the label of remedies against firms, not of review of what an authority did
ACTUAL: Final = frozenset({"finds", "knows", "told"})  # labels; the one beside them imputes what nobody knew
GRAVE: Final = "grave"  # the label of faults with grave consequences
AND: Final = "_and_"  # one fault of two kinds: contrary to laws and these Measures
FEWEST: Final = 2  # terms of an act that is looked for in another sentence
WHOLE: Final = 0.9  # share of such an act's words in that sentence
HELD: Final = 0.5  # share of a condition's words in the old sentence: it was said there, as subject or object


def _look(change: Change, context: Context) -> Iterator[Finding]:
    if Concept.KNOWLEDGE not in context.lexicon.patterns:
        return
    seen: set[tuple[Span, Span]] = set()
    for old, new in _sentences(change, context):
        if (old, new) in seen:
            continue
        seen.add((old, new))
        yield from _compared(old, new, context)
    yield from _on_sanctions(change, context)
    yield from _conditions(change, context)
    yield from _fitted(change, context)


def _sentences(change: Change, context: Context) -> Iterator[tuple[Span, Span]]:
    """Sentences the aligner matched, and old ones whose acts stand word for word in a new one."""
    for pair in leaf_pairs(change, context):
        for old in pair.old if pair.new else ():
            new = pair.new[0]
            if len(pair.new) > 1:
                new = max(pair.new, key=partial(_alike, old, context=context))
            yield sentence_at(old, "old", context), sentence_at(new, "new", context)
        if pair.old and not pair.new:
            for span in pair.old:
                heir = _heir(span, context)
                if heir is not None:
                    yield sentence_at(span, "old", context), sentence_at(heir, "new", context)


def _alike(old: Span, new: Span, *, context: Context) -> float:
    texts = context.old.text_at(old), context.new.text_at(new)
    before, after = (frozenset(context.lexicon.terms(text)) for text in texts)
    return likeness(before, after, index_of(context.new, context))


def _heir(leaf: Span, context: Context) -> Span | None:
    """The new sentence that holds an act of this one."""
    for clause in clauses(context.old, leaf.eid, leaf.field, context):
        inside = leaf.start <= clause.span.start < leaf.end
        if inside and clause.is_act and clause.force in BINDING and len(clause.terms) >= FEWEST:
            share, span = index_of(context.new, context).best(clause.terms)
            if span is not None and share > (ABSORBED if len(clause.terms) > FEWEST else WHOLE):
                return span
    return None


def _compared(old: Span, new: Span, context: Context) -> Iterator[Finding]:
    before, after = context.old.text_at(old), context.new.text_at(new)
    lexicon = context.lexicon
    if lexicon.has(Concept.PENALTY, before) or lexicon.has(Concept.PENALTY, after):
        return
    x, y = _trigger(old, "old", context), _trigger(new, "new", context)
    if x is None or y is None:
        return
    words = context.old.text_at(x), context.new.text_at(y)
    knows = [_labels(Concept.KNOWLEDGE, text, context) for text in words]
    faults = [_labels(Concept.FAULT, text, context) for text in words]
    if not (knows[0] and knows[1]):
        return
    signs = {_imputed(*knows) or _narrower(*knows), _narrower(*faults)} - {0}
    if len(signs) != 1:
        return
    narrower = signs.pop() > 0
    clause = _act(new, context)
    direction = burden(up=not narrower, clause=clause)
    if clause is not None and clause.force not in BINDING:
        direction = _on_right(clause, context, narrower=narrower)
    yield finding(
        "trigger_narrowed" if narrower else "trigger_widened",
        direction,
        0.7,
        old=(x,),
        new=(y,),
        signals=tuple(f"{' '.join(sorted(a)) or '-'} to {' '.join(sorted(b)) or '-'}" for a, b in (knows, faults)),
        x=words[0],
        y=words[1],
    )


def _on_right(clause: Clause, context: Context, *, narrower: bool) -> Direction:
    """Who may complain of more weighs on the firm complained of; any other permission binds nobody."""
    remedy = context.lexicon.first(Concept.REMEDY, clause.text)
    if clause.force is not Force.PERMITTED or clause.authority or remedy is None or remedy.label != COMPLAINT:
        return Direction.NEUTRAL
    return Direction.RELAXED if narrower else Direction.TIGHTENED


def _imputed(before: frozenset[str], after: frozenset[str]) -> int:
    """What one should have known reaches further than what one found: 发现, 知道或者应当知道."""
    return len(before - ACTUAL) - len(after - ACTUAL)


def _narrower(before: frozenset[str], after: frozenset[str]) -> int:
    """1 if the new labels are fewer, -1 if more; contrary to this text covers what is illegal."""
    if after < before and after:
        return 1
    if before < after and before:
        return -1
    if after == {"law"} and "instrument" in before:
        return 1
    return -1 if before == {"law"} and "instrument" in after else 0


def _labels(concept: Concept, text: str, context: Context) -> frozenset[str]:
    labels = (cue.label for cue in context.lexicon.find(concept, text))
    return frozenset(part for label in labels for part in label.split(AND))


def _act(sentence: Span, context: Context) -> Clause | None:
    """The first act of a sentence."""
    found = clauses(context.new, sentence.eid, sentence.field, context)
    return next((c for c in found if c.is_act and sentence.start <= c.span.start < sentence.end), None)


def _trigger(sentence: Span, side: str, context: Context) -> Span | None:
    """The words of a sentence before its first modal that say what must be known and wrong."""
    found = [
        clause
        for clause in clauses(side_of(context, side), sentence.eid, sentence.field, context)
        if sentence.start <= clause.span.start < sentence.end
    ]
    first = last = None
    for clause in found:
        if clause.cue is not None and first is not None:
            break
        text, cue = clause.text, clause.cue
        ahead = text if cue is None else text[: cue[0]]
        known = context.lexicon.first(Concept.KNOWLEDGE, ahead)
        if first is None and known is not None:
            first = clause.span.start + known.start
        if first is not None:
            last = clause.span.start + len(_without_subject(ahead))
            if cue is not None:
                break
    if first is None or last is None:
        return None
    return Span(sentence.eid, first, last, sentence.field)


def _without_subject(ahead: str) -> str:
    """A condition without the pronoun before the modal: "Where users find illegal content, they"."""
    comma = ahead.rfind(", ")
    alone = comma > 0 and len(ahead[comma + 2 :].split()) == 1
    return ahead[:comma] if alone else ahead.rstrip()


def _on_sanctions(change: Change, context: Context) -> Iterator[Finding]:
    """A sanction that no longer waits for grave consequences, or does from now on."""
    for pair in leaf_pairs(change, context):
        if len(pair.old) != 1 or len(pair.new) != 1:
            continue
        x, y = _offence(pair.old[0], "old", context), _offence(pair.new[0], "new", context)
        if x is None or y is None:
            continue
        words = context.old.text_at(x), context.new.text_at(y)
        faults = [_labels(Concept.FAULT, text, context) for text in words]
        waits = [GRAVE in found for found in faults]
        if waits[0] is waits[1] or not all(found - {GRAVE} for found in faults):
            continue
        yield finding(
            "trigger_narrowed" if waits[1] else "trigger_widened",
            Direction.RELAXED if waits[1] else Direction.TIGHTENED,
            0.7,
            old=(x,),
            new=(y,),
            signals=("gravity of the fault",),
            x=words[0],
            y=words[1],
        )


def _offence(leaf: Span, side: str, context: Context) -> Span | None:
    """What a sentence says before its first sanction: 经营者违反本办法规定，造成严重后果的."""
    inside = _in(leaf, side, context)
    first = next((n for n, clause in enumerate(inside) if context.lexicon.has(Concept.PENALTY, clause.text)), 0)
    cases = [clause for clause in inside[:first] if context.lexicon.has(Concept.CONDITION, clause.text)]
    return Span(leaf.eid, inside[0].span.start, cases[-1].span.end, leaf.field) if cases else None


def _conditions(change: Change, context: Context) -> Iterator[Finding]:
    """A condition before an act whose old sentence had none and said nothing like it."""
    inserted = touched(change, Op.INSERT, context)
    for pair in leaf_pairs(change, context):
        if len(pair.old) != 1 or len(pair.new) != 1:
            continue
        new = _in(pair.new[0], "new", context)
        if all(clause.is_act or not inserted.meets(clause.span) for clause in new[:-1]):
            continue
        before = pair.text("old", context)
        lexicon = context.lexicon
        if lexicon.has(Concept.PENALTY, pair.text("new", context)) or lexicon.has(Concept.PENALTY, before):
            continue
        old = [c for c in _in(pair.old[0], "old", context) if _leads_in(c, context)]
        for number, clause in enumerate(new[:-1]):
            if clause.is_act or not lexicon.has(Concept.CONDITION, clause.text) or not inserted.meets(clause.span):
                continue
            if not _is_when(clause, context):
                continue
            act = new[number + 1]
            fewer = len(old) < sum(_leads_in(c, context) for c in new[: number + 1])
            if (old and not fewer) or not act.is_act or act.force not in BINDING or act.authority:
                continue
            terms = frozenset(lexicon.terms(clause.text))
            index = index_of(context.new, context)
            sentence = context.old.text_at(sentence_at(pair.old[0], "old", context))
            held = index.weight(terms & frozenset(lexicon.terms(sentence))) / (index.weight(terms) or 1.0)
            kin = likeness(act.terms, frozenset(lexicon.terms(before)), index) >= HELD
            kin = kin or (bool(old) and _goes_on(act, change, context))
            if len(terms) > 1 and held < HELD and kin and not _is_whole_reach(clause.text, context):
                yield finding(
                    "condition_added",
                    burden(up=False, clause=act),
                    0.65,
                    old=(pair.old[0],),
                    new=(clause.span,),
                    signals=("condition", f"held {held:.2f}"),
                    y=clause.text,
                    act=act.text,
                )


def _goes_on(act: Clause, change: Change, context: Context) -> bool:
    """Whether an act has an old form."""
    return any(pair.new is act and pair.old is not None for pair in clause_pairs(change, context))


def _leads_in(clause: Clause, context: Context) -> bool:
    """A condition, or a case that is put without the word for one: 经营者提供夜间讲解，应当."""
    if clause.force is Force.NONE and clause.cue is None:
        return clause.is_act or context.lexicon.has(Concept.CONDITION, clause.text)
    return not clause.is_act and context.lexicon.has(Concept.CONDITION, clause.text)


def _is_whole_reach(condition: str, context: Context) -> bool:
    """Whether a condition says no more than what the whole text applies to, and so leaves nothing out."""
    key = "what the new text applies to"
    if key not in context.memo:
        leaves = (leaf for unit in context.new.binding() for leaf in context.new.leaves(unit.eid))
        texts = (context.new.text_at(leaf.span) for leaf in leaves)
        context.memo[key] = [_words(text, context) for text in texts if context.lexicon.has(Concept.APPLICATION, text)]
    doer = context.lexicon.first(Concept.DOER, condition)
    said = _words(condition if doer is None else condition[doer.end :], context)
    return any(_in_order(said, reach) for reach in context.memo[key])


def _words(text: str, context: Context) -> list[str]:
    plain = context.lexicon.plain(text)
    return plain.split() if " " in plain else list(plain)


def _in_order(words: list[str], others: list[str]) -> bool:
    """Whether all words stand among others in the same order."""
    rest = iter(others)
    return all(word in rest for word in words)


def _fitted(change: Change, context: Context) -> Iterator[Finding]:
    """A duty that is measured by the case from now on: 基于服务类型特点, where appropriate."""
    inserted = touched(change, Op.INSERT, context)
    seen: set[Span] = set()
    for before, new in (*_in_pairs(change, context), *_in_leaves(change, context)):
        if new.force not in BINDING - {Force.BAN} or new.authority:
            continue
        after, _ = leaf_at(new.span, "new", context)
        cues = [] if after in seen or not inserted.meets(after) else _fits(context.new.text_at(after), context)
        places = [part(after, cue.start, cue.end) for cue in cues if after.start + cue.start < new.span.end]
        if not places or not inserted.meets(places[0]):
            continue
        if _fits(context.old.text_at(leaf_at(before, "old", context)[0]), context):
            continue
        seen.add(after)
        yield finding(
            "condition_added",
            burden(up=False, clause=new),
            0.6,
            old=(before,),
            new=(places[0],),
            signals=("measured by the case", "counterpart: paired"),
            y=cues[0].text,
            act=new.text,
            form="fit",
        )


def _in_pairs(change: Change, context: Context) -> Iterator[tuple[Span, Clause]]:
    """Duties reworded."""
    for pair in clause_pairs(change, context):
        if pair.old is not None and pair.new is not None and pair.old.force in BINDING - {Force.BAN}:
            yield pair.old.span, pair.new


def _in_leaves(change: Change, context: Context) -> Iterator[tuple[Span, Clause]]:
    """Duties whose own words stay, in sentences that the aligner matched."""
    for pair in leaf_pairs(change, context):
        for new in _in(pair.new[0], "new", context) if len(pair.old) == len(pair.new) == 1 else ():
            if new.is_act:
                yield pair.old[0], new


def _fits(text: str, context: Context) -> list[Cue]:
    return [cue for cue in context.lexicon.find(Concept.WEAK_QUALIFIER, text) if cue.part("fit")]


def _in(leaf: Span, side: str, context: Context) -> list[Clause]:
    found = clauses(side_of(context, side), leaf.eid, leaf.field, context)
    return [clause for clause in found if leaf.start <= clause.span.start < leaf.end]


def _is_when(clause: Clause, context: Context) -> bool:
    """A condition on facts, no phrase on how and no lead-in that names the doer."""
    lexicon = context.lexicon
    others = (Concept.ADVERBIAL, Concept.WEAK_QUALIFIER, Concept.INTERPLAY)
    return not any(lexicon.has(concept, clause.text) for concept in others)


RULE = Rule(
    name="triggers",
    kinds=("trigger_narrowed", "trigger_widened", "condition_added"),
    precedence=Precedence.SCOPE,
    look=_look,
    phrases={
        "en": {
            "trigger_narrowed": "The trigger of the duty narrows from {x} in {old_ref} to {y} in {new_ref}.",
            "trigger_widened": "The trigger of the rule widens from {x} in {old_ref} to {y} in {new_ref}.",
            "condition_added": "{new_ref} makes the act, {act}, depend on a condition the old text did not have: {y}.",
            "condition_added/fit": "{new_ref} measures the act by the case, {y}, as {old_ref} did not: {act}.",
        },
        "zh": {
            "trigger_narrowed": "触发条件由{old_ref}的{x}收窄为{new_ref}的{y}。",
            "trigger_widened": "触发条件由{old_ref}的{x}扩大为{new_ref}的{y}。",
            "condition_added": "{new_ref}为{act}增加旧文本所没有的前提：{y}。",
            "condition_added/fit": "{new_ref}对{act}增加{y}的弹性限定，{old_ref}未作此限定。",
        },
    },
    help={
        "trigger_narrowed": "Less sets the duty off: fewer ways to know, or a narrower fault.",
        "trigger_widened": "More sets the duty off.",
        "condition_added": "A duty or ban that held always now holds under a condition.",
    },
)
