"""Two instruments and their alignment in, changes out: word segments that together cover both texts exactly once.

Leaves that are known to belong together anchor a change; words are compared only between the same anchors.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gaidiff.compare.chain import blocks
from gaidiff.compare.segments import Lexer, joined, segments_of
from gaidiff.compare.shares import shares
from gaidiff.model.change import Change, Op, Segment
from gaidiff.model.law import PREFACE, REMAINDER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gaidiff.compare.shares import Share
    from gaidiff.model.change import Alignment
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId


def diff(
    old: Instrument, new: Instrument, alignment: Alignment, *, words: Callable[[str], list[str]]
) -> tuple[tuple[Change, ...], bool]:
    """One change per article and division match, in the order of the new text, repeals where their text stood.

    The second value is True where the bound on work was hit and whole leaves stand for words.
    """
    lexer = Lexer(old, new, words)
    changes = [Change(match=share.match, segments=_segments(lexer, share)) for share in shares(old, new, alignment)]
    return tuple(_in_reading_order(old, new, changes)), lexer.degraded


def _segments(lexer: Lexer, share: Share) -> tuple[Segment, ...]:
    if share.same:
        return joined(Segment(Op.EQUAL, a, b) for a, b in zip(share.old, share.new, strict=True))
    return joined(segment for block in blocks(share) for segment in segments_of(lexer, block))


def _in_reading_order(old: Instrument, new: Instrument, changes: Sequence[Change]) -> Iterator[Change]:
    """Changes by their first new provision; one without any after the change that holds the text before it."""
    by_new: dict[EId, list[int]] = defaultdict(list)
    for place, change in enumerate(changes):
        for eid in change.match.new:
            by_new[eid].append(place)
    behind = _repeals_behind(old, changes)
    done: set[int] = set()
    for place in (-1, *(place for eid in _reading_order(new) for place in by_new.get(eid, ()))):
        if place not in done:
            done.add(place)
            yield from (changes[here] for here in (place, *behind.get(place, ())) if here >= 0)


def _repeals_behind(old: Instrument, changes: Sequence[Change]) -> dict[int, list[int]]:
    """Changes with nothing new, by the change that holds most of the old provision before them (-1: none does)."""
    by_old: dict[EId, list[int]] = defaultdict(list)
    for place, change in enumerate(changes):
        for eid in change.match.old:
            by_old[eid].append(place)
    behind: dict[int, list[int]] = defaultdict(list)
    last = -1
    for eid in _reading_order(old):
        held = by_old.get(eid, [])
        gone = [place for place in held if not changes[place].match.new]
        behind[last] += gone
        if len(gone) < len(held):
            last = max(held, key=lambda place: (_old_length(changes[place]), -place))
    return behind


def _old_length(change: Change) -> int:
    return sum(s.old.end - s.old.start for s in change.segments if s.old)


def _reading_order(instrument: Instrument) -> Iterator[EId]:
    """What changes are about, in order: preface, divisions and units as they come, remainder."""
    yield PREFACE
    ahead = list(reversed(instrument.provisions))
    while ahead:
        node = ahead.pop()
        yield node.eid
        if node.eid not in instrument.unit_of:
            ahead.extend(reversed(node.children))
    yield REMAINDER
