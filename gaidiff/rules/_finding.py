"""Facts about one change in, a Finding out; and the leaf a span stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.change import Direction, Finding
from gaidiff.model.text import Span
from gaidiff.rules._clauses import Force

if TYPE_CHECKING:
    from gaidiff.model.change import Change
    from gaidiff.model.law import Instrument
    from gaidiff.model.words import Context
    from gaidiff.rules._clauses import Clause

REVERSED = {Direction.TIGHTENED: Direction.RELAXED, Direction.RELAXED: Direction.TIGHTENED}


THIRD = 0.35  # share of words; up to here the likeness may be chance
SURE = 0.8  # nothing like it in the other text
UNSURE = 0.6  # as much at most where the other text holds some of its words
DOUBT = 0.8  # how fast confidence falls with the share of words held beyond a third


def lone_confidence(trace: float, *, sure: bool) -> float:
    """How surely a clause has no counterpart, by the share of its words the other text holds in one sentence."""
    return SURE if sure else UNSURE - DOUBT * max(0.0, trace - THIRD)


def finding(  # noqa: PLR0913 (what a finding is made of)
    kind: str,
    direction: Direction,
    confidence: float,
    *,
    old: tuple[Span, ...] = (),
    new: tuple[Span, ...] = (),
    signals: tuple[str, ...] = (),
    **slots: str,
) -> Finding:
    """A finding with its slots by name. Slot `form` chooses among the phrases of a kind."""
    given = tuple((name, value) for name, value in slots.items() if value)
    rounded = round(confidence, 2)
    return Finding(kind=kind, direction=direction, confidence=rounded, old=old, new=new, slots=given, signals=signals)


def burden(*, up: bool, clause: Clause | None) -> Direction:
    """The direction of a heavier or lighter clause; a duty of officials protects whom they regulate."""
    direction = Direction.TIGHTENED if up else Direction.RELAXED
    if clause is not None and clause.authority and (not clause.enforces or clause.force is Force.BAN):
        return REVERSED[direction]
    return direction


def part(span: Span, start: int, end: int | None = None) -> Span:
    """A part of a span, by offsets relative to its start."""
    return Span(span.eid, span.start + start, span.end if end is None else span.start + end, span.field)


def side_of(context: Context, side: str) -> Instrument:
    """The old or the new instrument."""
    return context.old if side == "old" else context.new


def covered(change: Change, side: str) -> tuple[Span, ...]:
    """Every run of one side that belongs to this change; an article with several heirs gives each its own part."""
    runs = ((segment.old if side == "old" else segment.new) for segment in change.segments)
    return tuple(run for run in runs if run is not None)
