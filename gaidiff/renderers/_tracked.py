"""A report in, one text with revisions out: accept them all and it is the new text, reject them all and it is the old.

The segments of the report only say where words stayed; what is shown as kept is compared character by character, and
everything else is a deletion or an insertion. So the promise holds for any report, also one of somebody else's making.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from gaidiff.model.change import Op
from gaidiff.renderers._printed import Printed, printed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gaidiff.model.change import Report, Segment
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId, Field, Span
    from gaidiff.renderers._printed import Style

SHARED: Final = 0.25  # part of the shorter paragraph that must stay; below it a reader is better served by both in full


class Fate(StrEnum):
    """What becomes of words when all revisions are accepted."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"
    MOVED_FROM = "moved from"
    MOVED_TO = "moved to"


class Piece(NamedTuple):
    """Words with one fate, and where they stand in the old and the new paragraph."""

    fate: Fate
    text: str
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class Tracked:
    """One paragraph with its revisions; `mark` is the fate of the paragraph mark, `move` numbers a moved passage."""

    mark: Fate
    pieces: tuple[Piece, ...]
    old: int | None
    new: int | None
    style: Style
    old_style: Style
    move: int | None = None


class Anchor(NamedTuple):
    """The same characters in both paragraphs: where they begin, and how many."""

    old: int
    new: int
    length: int


class Page:
    """The paragraphs of one text, and where the characters of its provisions stand in them."""

    def __init__(self, instrument: Instrument) -> None:
        self.paragraphs = printed(instrument)
        self._places: dict[tuple[EId, Field], list[tuple[int, int]]] = defaultdict(list)
        for place, one in enumerate(self.paragraphs):
            self._places[one.eid, one.field].append((one.start, place))

    def at(self, eid: EId, field: Field, offset: int) -> tuple[int, int] | None:
        """The paragraph a character stands in, and its offset there; the nearest one's end if it is not printed."""
        starts = self._places.get((eid, field))
        if not starts:
            return None
        _, place = starts[max(0, bisect_right(starts, (offset, len(self.paragraphs))) - 1)]
        one = self.paragraphs[place]
        inside = min(max(0, offset - one.start), len(one.text))
        return place, len(one.number) + inside


def track(report: Report, old: Page, new: Page) -> tuple[Tracked, ...]:
    """The new text with the old one's paragraphs where they stood, in the order of both."""
    anchors = _anchors(report, old, new)
    pairs = [
        Anchor(before, after, weight)
        for (before, after), found in anchors.items()
        if (weight := sum(one.length for one in found)) >= SHARED * _shorter(old, new, before, after)
    ]
    stays = [(one.old, one.new) for one in _chain(pairs)]
    moves = _moves(sorted(anchors), old.paragraphs, new.paragraphs, stays)
    return tuple(_woven(old.paragraphs, new.paragraphs, stays, anchors, moves))


def _shorter(old: Page, new: Page, before: int, after: int) -> int:
    return min(len(old.paragraphs[before].text), len(new.paragraphs[after].text))


def _anchors(report: Report, old: Page, new: Page) -> dict[tuple[int, int], list[Anchor]]:
    """What stayed, by pairs of paragraphs."""
    found: dict[tuple[int, int], list[Anchor]] = defaultdict(list)
    for change in report.changes:
        for segment in change.segments:
            for here, there, length in _same(segment, report):
                _place(found, old, new, here, there, length)
    return found


def _same(segment: Segment, report: Report) -> Iterator[tuple[Span, Span, int]]:
    """Runs of characters that are the same one by one: equal segments may differ in white space."""
    if segment.op is not Op.EQUAL or segment.old is None or segment.new is None:
        return
    before, after = report.old.text_at(segment.old), report.new.text_at(segment.new)
    for one in _runs(before, after):
        yield _moved_on(segment.old, one.old), _moved_on(segment.new, one.new), one.length


def _moved_on(span: Span, by: int) -> Span:
    return type(span)(span.eid, span.start + by, span.end, span.field)


def _runs(before: str, after: str) -> Iterator[Anchor]:
    """`a  b` and `a b` share `a ` and `b`; texts without a line break in them are usually one run."""
    if before == after and "\n" not in before:
        yield Anchor(0, 0, len(before))
        return
    here = there = 0
    while here < len(before) and there < len(after):
        start = here, there
        while _alike(before, after, here, there):
            here, there = here + 1, there + 1
        if here > start[0]:
            yield Anchor(*start, here - start[0])
        if here < len(before) and before[here].isspace():
            here += 1
        elif there < len(after) and after[there].isspace():
            there += 1
        else:
            here, there = here + 1, there + 1


def _alike(before: str, after: str, here: int, there: int) -> bool:
    return here < len(before) and there < len(after) and before[here] == after[there] != "\n"


def _place(  # noqa: PLR0913, PLR0917, one argument per side and thing
    found: dict[tuple[int, int], list[Anchor]], old: Page, new: Page, here: Span, there: Span, length: int
) -> None:
    before = old.at(here.eid, here.field, here.start)
    after = new.at(there.eid, there.field, there.start)
    if before is None or after is None:
        return
    words = old.paragraphs[before[0]].whole[before[1] : before[1] + length]
    if words and words == new.paragraphs[after[0]].whole[after[1] : after[1] + length]:
        found[before[0], after[0]].append(Anchor(before[1], after[1], len(words)))


def _chain(anchors: Iterable[Anchor]) -> list[Anchor]:
    """The heaviest selection that rises on both sides: what can stay where it is (a Fenwick tree of maxima)."""
    ordered = sorted(anchors, key=lambda one: (one.old, -one.new))
    if not ordered:
        return []
    tree: list[tuple[int, int]] = [(0, -1)] * (max(one.new for one in ordered) + 2)
    before = [-1] * len(ordered)
    best = (0, -1)
    for number, one in enumerate(ordered):
        weight, before[number] = _highest(tree, one.new)
        here = (weight + one.length, number)
        best = max(best, here, key=lambda pair: pair[0])
        place = one.new + 1
        while place < len(tree):
            if tree[place][0] < here[0]:
                tree[place] = here
            place += place & -place
    chosen, number = [], best[1]
    while number >= 0:
        chosen.append(ordered[number])
        number = before[number]
    return chosen[::-1]


def _highest(tree: Sequence[tuple[int, int]], below: int) -> tuple[int, int]:
    best = (0, -1)
    while below > 0:
        if tree[below][0] > best[0]:
            best = tree[below]
        below -= below & -below
    return best


def _moves(
    pairs: Iterable[tuple[int, int]],
    old: Sequence[Printed],
    new: Sequence[Printed],
    stays: Sequence[tuple[int, int]],
) -> dict[tuple[str, int], int]:
    """Paragraphs whose words stand unchanged in another place, by side and place, numbered by passage."""
    settled = {("old", before) for before, _ in stays} | {("new", after) for _, after in stays}
    numbers: dict[tuple[str, int], int] = {}
    last: tuple[int, int] | None = None
    number = 0
    for before, after in pairs:
        ends = {("old", before), ("new", after)}
        if ends & (settled | numbers.keys()) or old[before].text != new[after].text:
            continue
        number += last != (before - 1, after - 1)
        numbers.update(dict.fromkeys(ends, number))
        last = (before, after)
    return numbers


def _woven(
    old: Sequence[Printed],
    new: Sequence[Printed],
    stays: Sequence[tuple[int, int]],
    anchors: dict[tuple[int, int], list[Anchor]],
    moves: dict[tuple[str, int], int],
) -> Iterator[Tracked]:
    here = there = 0
    for before, after in (*stays, (len(old), len(new))):
        for place in range(here, before):
            yield _gone(old[place], place, moves.get(("old", place)))
        for place in range(there, after):
            yield _come(new[place], place, moves.get(("new", place)))
        if before < len(old):
            left, right = old[before], new[after]
            pieces = tuple(_revised(left, right, anchors[before, after]))
            yield Tracked(Fate.KEPT, pieces, before, after, right.style, left.style)
        here, there = before + 1, after + 1


def _gone(one: Printed, place: int, move: int | None) -> Tracked:
    fate = Fate.DELETED if move is None else Fate.MOVED_FROM
    number = [Piece(Fate.DELETED, one.number, 0, None)] if one.number else []
    words = [Piece(fate, one.text, len(one.number), None)] if one.text else []
    return Tracked(fate, (*number, *words), place, None, one.style, one.style, move)


def _come(one: Printed, place: int, move: int | None) -> Tracked:
    fate = Fate.INSERTED if move is None else Fate.MOVED_TO
    number = [Piece(Fate.INSERTED, one.number, None, 0)] if one.number else []
    words = [Piece(fate, one.text, None, len(one.number))] if one.text else []
    return Tracked(fate, (*number, *words), None, place, one.style, one.style, move)


def _revised(left: Printed, right: Printed, anchors: Iterable[Anchor]) -> Iterator[Piece]:
    """A paragraph that stayed: kept words in the order of both texts, deletions before insertions."""
    before, after = left.whole, right.whole
    same = left.number == right.number  # a number is kept or changed as a whole
    number = Anchor(0, 0, len(left.number)) if same else Anchor(len(left.number), len(right.number), 0)
    here = there = 0
    for one in (number, *_chain(anchors), Anchor(len(before), len(after), 0)):
        if one.old < here or one.new < there:  # a report that gives some words two places
            continue
        if here < one.old:
            yield Piece(Fate.DELETED, before[here : one.old], here, None)
        if there < one.new:
            yield Piece(Fate.INSERTED, after[there : one.new], None, there)
        if one.length:
            yield Piece(Fate.KEPT, before[one.old : one.old + one.length], one.old, one.new)
        here, there = one.old + one.length, one.new + one.length
