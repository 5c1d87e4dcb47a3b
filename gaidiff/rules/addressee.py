"""Who owes: a duty or ban that goes on, owed by more, fewer or other doers than before.

Doers are read before the words of force: nouns (providers, operators) or, where none is named, what they do (those
who provide and those who use). A name the other text no longer knows is another word for the same people.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._clauses import TRIM, Clause, Force, clauses
from gaidiff.rules._finding import finding, side_of
from gaidiff.rules._leaves import LeafPair, leaf_pairs, sentence_at
from gaidiff.rules._pairs import SAME
from gaidiff.rules._search import index_of, likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context, Cue

BINDING: Final = frozenset({Force.BAN, Force.DUTY, Force.MEANS})
LONGEST: Final = 120  # characters between the beginning of a sentence and its modal; beyond, the subject is unclear


def _look(change: Change, context: Context) -> Iterator[Finding]:
    if Concept.DOER not in context.lexicon.patterns:
        return
    seen: set[Span] = set()
    for pair in leaf_pairs(change, context):
        if not _opens_anew(pair, context):
            continue
        old, new = _first_act(pair, "old", context), _first_act(pair, "new", context)
        if old is None or new is None:
            continue
        alike = likeness(old.terms, new.terms, index_of(context.new, context))
        x, y = _subject(old, "old", context), _subject(new, "new", context)
        if alike < SAME or x is None or y is None or y in seen:
            continue
        seen.add(y)
        yield from _compared(x, y, alike, context)


def _opens_anew(pair: LeafPair, context: Context) -> bool:
    """Whether the words before the first modal differ at all: a quick look before the clauses are read."""
    heads = []
    for side in ("old", "new"):
        text = pair.text(side, context)
        found = (context.lexicon.first(concept, text) for concept in (Concept.DUTY, Concept.PROHIBITION))
        starts = [cue.start for cue in found if cue is not None]
        heads.append(text[: min(starts)] if starts else "")
    return bool(heads[0] and heads[1]) and heads[0] != heads[1]


def _first_act(pair: LeafPair, side: str, context: Context) -> Clause | None:
    """The first duty or ban of a sentence, if it binds the regulated by its own modal."""
    for leaf in pair.spans(side):
        for clause in clauses(side_of(context, side), leaf.eid, leaf.field, context):
            if leaf.start <= clause.span.start < leaf.end and clause.force in BINDING and clause.cue is not None:
                return None if clause.authority or clause.sanction else clause
    return None


def _subject(clause: Clause, side: str, context: Context) -> Span | None:
    """From the beginning of the sentence to the words of force, if no condition stands between."""
    if clause.cue is None or clause.span.field != "text":
        return None
    sentence = sentence_at(clause.span, side, context)
    end = clause.span.start + clause.cue[0]
    text = side_of(context, side).field_text(clause.span.eid, clause.span.field)
    words = text[sentence.start : end].rstrip(TRIM)
    if not 0 < len(words) <= LONGEST or context.lexicon.has(Concept.CONDITION, words):
        return None
    return Span(clause.span.eid, sentence.start, sentence.start + len(words), clause.span.field)


def _compared(x: Span, y: Span, alike: float, context: Context) -> Iterator[Finding]:
    before, after = context.old.text_at(x), context.new.text_at(y)
    for concept in (Concept.ACTIVITY, Concept.DOER):
        if concept is Concept.ACTIVITY:
            mine, theirs = _activities(before, context), _activities(after, context)
        else:
            mine, theirs = _doers(before, context), _doers(after, context)
        if not mine or not theirs or mine == theirs:
            continue
        if mine < theirs or theirs < mine:
            wider = mine < theirs
            names, side = (theirs - mine, "old") if wider else (mine - theirs, "new")
            known = _is_known(names, side, context) or _is_joined(names, after if wider else before, context)
            if concept is Concept.ACTIVITY or (known and not _is_renamed(names, context)):
                yield _changed(x, y, Direction.TIGHTENED if wider else Direction.RELAXED, alike, context)
                return


def _activities(words: str, context: Context) -> frozenset[str]:
    """What the doers do, as single words: 提供, 使用."""
    cue = context.lexicon.first(Concept.ACTIVITY, words)
    if cue is None:
        return frozenset()
    text, place, found = cue.text, 0, set()
    for mark in context.lexicon.find(Concept.LIST_MARK, text):
        found.add(text[place : mark.start])
        place = mark.end
    found.add(text[place:])
    return frozenset(word.casefold() for word in found if word)


def _doers(words: str, context: Context) -> frozenset[str]:
    return frozenset(_name(cue) for cue in context.lexicon.find(Concept.DOER, words))


def _name(cue: Cue) -> str:
    return cue.text.casefold().rstrip("s")


def _is_joined(names: frozenset[str], words: str, context: Context) -> bool:
    """Whether each name stands beside another doer: of "boats and trains" the one is no new word for the other."""
    cues = context.lexicon.find(Concept.DOER, words)
    beside = {
        _name(after)
        for before, after in pairwise(cues)
        if context.lexicon.has(Concept.LIST_MARK, words[before.end : after.start])
    }
    return names <= beside


def _is_known(names: frozenset[str], side: str, context: Context) -> bool:
    """Whether the other text knows the names, too; a name it never uses may be another word for the same."""
    key = f"all words of {side}"
    if key not in context.memo:
        instrument = side_of(context, side)
        context.memo[key] = "\n".join(instrument.text_of(unit.eid) for unit in instrument.units()).casefold()
    text: str = context.memo[key]
    return all(name.rpartition(" ")[2] in text for name in names)


def _is_renamed(names: frozenset[str], context: Context) -> bool:
    """Whether a name stands for another one throughout: 运营者 of the old text are 当事人 of the new one."""
    swapped = {word.casefold() for was, now, _ in context.alignment.terms for word in (was, now)}
    return not names.isdisjoint(swapped)


def _changed(x: Span, y: Span, direction: Direction, alike: float, context: Context) -> Finding:
    return finding(
        "addressee_changed",
        direction,
        min(0.8, 0.35 + alike),
        old=(x,),
        new=(y,),
        signals=("more doers" if direction is Direction.TIGHTENED else "fewer doers", f"likeness {alike:.2f}"),
        x=context.old.text_at(x),
        y=context.new.text_at(y),
    )


RULE = Rule(
    name="addressee",
    kinds=("addressee_changed",),
    precedence=Precedence.SCOPE,
    look=_look,
    phrases={
        "en": {"addressee_changed": "The addressees change from {x} in {old_ref} to {y} in {new_ref}."},
        "zh": {"addressee_changed": "义务主体由{old_ref}的{x}调整为{new_ref}的{y}。"},
    },
    help={"addressee_changed": "The same duty or ban binds more, fewer or other actors."},
)
