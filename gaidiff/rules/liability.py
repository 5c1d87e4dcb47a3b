"""Who answers for what: the words between "bear" and "responsibility" change in a sentence that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._finding import finding, side_of
from gaidiff.rules._leaves import leaf_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context
    from gaidiff.rules._leaves import LeafPair

MOST_STYLE: Final = 1  # term; a word less or more alone may be style


def _look(change: Change, context: Context) -> Iterator[Finding]:
    for pair in leaf_pairs(change, context):
        before, after = _regimes(pair, "old", context), _regimes(pair, "new", context)
        if len(before) == 1 and len(after) == 1:
            (x, old), (y, new) = before[0], after[0]
            if _differ(old, new, context):
                yield finding(
                    "liability_changed",
                    Direction.NEUTRAL,
                    0.75,
                    old=(x,),
                    new=(y,),
                    signals=("liability", f"score {pair.score:.2f}"),
                    x=context.old.text_at(x),
                    y=context.new.text_at(y),
                )


def _regimes(pair: LeafPair, side: str, context: Context) -> list[tuple[Span, str]]:
    """The words for the liability, where the sentence is no sanction."""
    instrument = side_of(context, side)
    found = []
    for span in pair.spans(side):
        text = instrument.text_at(span)
        for cue in context.lexicon.find(Concept.LIABILITY, text):
            words = cue.part("regime") or cue.part("object")
            if words:
                place = text.index(words, cue.start)
                start, end = span.start + place, span.start + place + len(words)
                found.append((Span(span.eid, start, end, span.field), words))
    return found


def _differ(old: str, new: str, context: Context) -> bool:
    """Each side says something the other does not, or one says more than a word beyond it: 连带赔偿责任."""
    mine, theirs = set(context.lexicon.terms(old)), set(context.lexicon.terms(new))
    lost, gained = mine - theirs, theirs - mine
    return bool(mine & theirs) and (bool(lost and gained) or len(lost | gained) > MOST_STYLE)


RULE = Rule(
    name="liability",
    kinds=("liability_changed",),
    precedence=Precedence.SCOPE,
    look=_look,
    phrases={
        "en": {"liability_changed": "The wording of liability changes from {x} in {old_ref} to {y} in {new_ref}."},
        "zh": {"liability_changed": "责任的表述由{old_ref}的{x}调整为{new_ref}的{y}。"},
    },
    help={"liability_changed": "The same actor answers under other words or another regime."},
)
