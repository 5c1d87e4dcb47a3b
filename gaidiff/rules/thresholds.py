"""Thresholds: the number from which a rule bites, where it counts people, money or things and is no fine.

A higher trigger relaxes a duty and tightens an exemption; a higher least number that must be kept tightens. Where
the sign depends on what the sentence does with the number, none is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gaidiff.model.change import Direction
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._clauses import Force, clauses
from gaidiff.rules._finding import finding, side_of
from gaidiff.rules._leaves import LeafPair, leaf_pairs
from gaidiff.rules._pairs import ABSORBED
from gaidiff.rules._search import index_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.text import Span
    from gaidiff.model.words import Context

BINDING: Final = frozenset({Force.BAN, Force.DUTY, Force.MEANS})
FROM: Final = frozenset({"least", "over", "above"})  # bites from this number on
UP_TO: Final = frozenset({"most", "under", "below"})


class Threshold(NamedTuple):
    """One number with its comparison: its place, its words, its kind and its value."""

    span: Span
    text: str
    label: str
    unit: str
    value: float


def _look(change: Change, context: Context) -> Iterator[Finding]:
    for pair in leaf_pairs(change, context):
        after = _thresholds(pair, "new", context)
        if after and not pair.old:
            yield from _next_in_series(pair, after, context)
        for old, new in _matched(_thresholds(pair, "old", context), after) if after else ():
            yield _changed(old, new, pair, context)


def _thresholds(pair: LeafPair, side: str, context: Context) -> list[Threshold]:
    instrument = side_of(context, side)
    found = []
    for span in pair.spans(side):
        text = instrument.text_at(span)
        if context.lexicon.has(Concept.PENALTY, text):
            continue
        for cue in context.lexicon.find(Concept.THRESHOLD, text):
            label = cue.label
            words = next((value for name, value in cue.parts if name.endswith("_number")), "")
            named = next((value for name, value in cue.parts if name.endswith("_unit")), "")
            figure, unit = _figure(words, named, context)
            if figure is not None:
                place = type(span)(span.eid, span.start + cue.start, span.start + cue.end, span.field)
                found.append(Threshold(place, cue.text, label, unit, figure))
    return found


def _figure(words: str, unit: str, context: Context) -> tuple[float | None, str]:
    """The value of an amount and what it counts: $58,300 is 58300 of $."""
    digits = [n for n, letter in enumerate(words) if letter.isdigit()]
    if not unit and digits:
        first, last = digits[0], digits[-1]
        return context.lexicon.number(words[first : last + 1]), (words[:first] + words[last + 1 :]).strip().casefold()
    return context.lexicon.number(words), unit


def _matched(before: list[Threshold], after: list[Threshold]) -> Iterator[tuple[Threshold, Threshold]]:
    """Equal numbers cancel out; of the others, those of one unit in order, if both sides have as many."""
    common = {(t.value, t.unit) for t in before} & {(t.value, t.unit) for t in after}
    old = [t for t in before if (t.value, t.unit) not in common]
    new = [t for t in after if (t.value, t.unit) not in common]
    for unit in dict.fromkeys(t.unit for t in old):
        mine, theirs = [t for t in old if t.unit == unit], [t for t in new if t.unit == unit]
        if len(mine) == len(theirs):
            yield from zip(mine, theirs, strict=True)


def _next_in_series(pair: LeafPair, after: list[Threshold], context: Context) -> Iterator[Finding]:
    """A new sentence like one the old text has, with another number: for 2013 the threshold amount is $53,000."""
    new = after[-1]
    terms = frozenset(context.lexicon.terms(pair.text("new", context)))
    share, span = index_of(context.old, context).best(terms - {new.text})
    if span is None or share < ABSORBED or len(after) > 1:
        return
    old = [t for t in _thresholds(LeafPair((span,), (), 0.0), "old", context) if t.unit == new.unit]
    if old and old[-1].label == new.label and old[-1].value != new.value:
        yield finding(
            "threshold_changed",
            Direction.NEUTRAL,
            0.7,
            old=(old[-1].span,),
            new=(new.span,),
            signals=("next in a series", f"{old[-1].value:g}", f"{new.value:g}"),
            x=old[-1].text,
            y=new.text,
            form="series",
        )


def _changed(old: Threshold, new: Threshold, pair: LeafPair, context: Context) -> Finding:
    return finding(
        "threshold_changed",
        _direction(old, new, pair, context),
        0.85 if old.label == new.label else 0.7,
        old=(old.span,),
        new=(new.span,),
        signals=(f"{old.label} {old.value:g}", f"{new.label} {new.value:g}"),
        x=old.text,
        y=new.text,
    )


def _direction(old: Threshold, new: Threshold, pair: LeafPair, context: Context) -> Direction:
    """Signed where a number sets a duty off, or a sentence frees below or above it; a minimum of its own is not."""
    if {old.label, new.label} <= FROM and _sets_off(old, context):
        return Direction.RELAXED if new.value > old.value else Direction.TIGHTENED
    if old.label != new.label or not context.lexicon.has(Concept.EXEMPTION, pair.text("new", context)):
        return Direction.NEUTRAL
    wider = (new.value < old.value) if new.label in FROM else (new.value > old.value)
    return Direction.RELAXED if wider else Direction.TIGHTENED


def _sets_off(threshold: Threshold, context: Context) -> bool:
    """Whether a number of the old text stands before the words of force of a duty or ban of the regulated."""
    place = threshold.span
    found = clauses(context.old, place.eid, place.field, context)
    act = next((c for c in found if c.span.end > place.start and c.is_act and c.force is not Force.NONE), None)
    if act is None or act.cue is None or act.authority or act.sanction or act.force not in BINDING:
        return False
    return place.start < act.span.start + act.cue[0]


RULE = Rule(
    name="thresholds",
    kinds=("threshold_changed",),
    precedence=Precedence.TIME_AND_NUMBER,
    look=_look,
    phrases={
        "en": {
            "threshold_changed": "The threshold moves from {x} in {old_ref} to {y} in {new_ref}.",
            "threshold_changed/series": "{new_ref} adds a further threshold: {y}.",
        },
        "zh": {
            "threshold_changed": "门槛由{old_ref}的{x}调整为{new_ref}的{y}。",
            "threshold_changed/series": "{new_ref}增列新的门槛：{y}。",
        },
    },
    help={"threshold_changed": "Another number of people, money or things from which a rule bites."},
)
