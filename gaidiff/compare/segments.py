"""Blocks in, word segments out: each segment lies in one field of one provision on either side."""

from __future__ import annotations

from itertools import accumulate, groupby, islice, repeat
from operator import itemgetter
from typing import TYPE_CHECKING

from gaidiff.compare.cohesion import Cohesion, is_han
from gaidiff.compare.edits import edit_script
from gaidiff.compare.similarity import is_same, squeeze
from gaidiff.model.change import Op, Segment
from gaidiff.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gaidiff.compare.chain import Block
    from gaidiff.model.law import Instrument

    Mark = tuple[int, int, int]  # number of a span, start, end

SAMPLE = 20  # provisions that show whether a law is in Chinese
ALIKE = 0.5  # part of the words two untied runs of pieces must share to be compared word by word


class Lexer:
    """Cuts spans of both instruments into words; white space belongs to the word before it."""

    def __init__(self, old: Instrument, new: Instrument, words: Callable[[str], list[str]]) -> None:
        self.old = old
        self.new = new
        self.degraded = False
        self._chinese = any(map(is_han, words("".join(islice(_texts(new), SAMPLE)))))
        self._words = words
        self._cohesion: Cohesion | None = None
        self._bare: dict[str, str] = {}  # words without white space

    @property
    def cohesion(self) -> Cohesion | None:
        """Which Chinese characters of the two laws make one word; None for a law without any."""
        if self._cohesion is None and self._chinese:
            self._cohesion = Cohesion(_texts(self.old, self.new))
        return self._cohesion

    def tokens(self, instrument: Instrument, spans: Sequence[Span]) -> tuple[list[str], list[Mark]]:
        """The words of some spans without white space, and where each stands: which span, from, up to not including."""
        texts: list[str] = []
        places: list[Mark] = []
        for number, span in enumerate(spans):
            start = span.start
            first = len(texts)
            text = instrument.text_at(span)
            words = self._words(text)
            if squeeze(text) == text:
                ends = list(accumulate(map(len, words), initial=start))
                texts += words
                places += zip(repeat(number), ends, ends[1:])
                continue
            for word in words:
                end = start + len(word)
                bare = self._bare.get(word)
                if bare is None:
                    bare = self._bare[word] = squeeze(word)
                if not bare and len(texts) > first:
                    places[-1] = (number, places[-1][1], end)
                elif len(texts) > first and not texts[-1]:
                    texts[-1] = bare  # leading white space joins the first word
                    places[-1] = (number, places[-1][1], end)
                else:
                    texts.append(bare)
                    places.append((number, start, end))
                start = end
        return texts, places


def _texts(*laws: Instrument) -> Iterator[str]:
    return (text for law in laws for node in law.walk() for text in (node.text, node.wrap_up) if text)


def segments_of(lexer: Lexer, block: Block) -> Iterator[Segment]:
    """The word segments of one block."""
    if len(block.old) == len(block.new) == 1 and _same(lexer, block):
        yield Segment(Op.EQUAL, block.old[0], block.new[0])
        return
    if not block.old or not block.new:
        yield from _replaced(block.old, block.new)
        return
    old, old_places = lexer.tokens(lexer.old, block.old)
    new, new_places = lexer.tokens(lexer.new, block.new)
    if not block.tied and not _alike(old, new):
        yield from _replaced(block.old, block.new)
        return
    script, degraded = edit_script(old, new, lexer.cohesion)
    lexer.degraded |= degraded
    for op, a, b, c, d in script:
        if op is Op.EQUAL:
            yield from _equals(block, old_places[a:b], new_places[c:d])
        elif op is Op.DELETE:
            yield from (Segment(op, span, None) for span in _runs(block.old, old_places[a:b]))
        else:
            yield from (Segment(op, None, span) for span in _runs(block.new, new_places[c:d]))


def _same(lexer: Lexer, block: Block) -> bool:
    return is_same(lexer.old.text_at(block.old[0]), lexer.new.text_at(block.new[0]))


def _alike(old: Sequence[str], new: Sequence[str]) -> bool:
    from rapidfuzz.distance import Indel

    return bool(Indel.normalized_similarity(old, new, score_cutoff=ALIKE) >= ALIKE)


def _replaced(old: Iterable[Span], new: Iterable[Span]) -> Iterator[Segment]:
    yield from (Segment(Op.DELETE, span, None) for span in old)
    yield from (Segment(Op.INSERT, None, span) for span in new)


def _runs(spans: Sequence[Span], places: Sequence[Mark]) -> Iterator[Span]:
    """Words that stand in one span, as one run."""
    if places[0][0] == places[-1][0]:
        yield _cut(spans[places[0][0]], places[0][1], places[-1][2])
        return
    for number, run in groupby(places, key=itemgetter(0)):
        marks = list(run)
        yield _cut(spans[number], marks[0][1], marks[-1][2])


def _equals(block: Block, old: Sequence[Mark], new: Sequence[Mark]) -> Iterator[Segment]:
    """Equal words in runs that stand in one span on either side."""
    here, there = old[0][0], new[0][0]
    if here == old[-1][0] and there == new[-1][0]:
        yield Segment(
            Op.EQUAL,
            _cut(block.old[here], old[0][1], old[-1][2]),
            _cut(block.new[there], new[0][1], new[-1][2]),
        )
        return
    for (here, there), run in groupby(zip(old, new, strict=True), key=lambda pair: (pair[0][0], pair[1][0])):
        pairs = list(run)
        (a, c), (b, d) = pairs[0], pairs[-1]
        yield Segment(Op.EQUAL, _cut(block.old[here], a[1], b[2]), _cut(block.new[there], c[1], d[2]))


def _cut(span: Span, start: int, end: int) -> Span:
    return Span(span.eid, start, end, span.field)


def follows(before: Span, after: Span) -> bool:
    """Whether two spans touch in one field."""
    return before.eid == after.eid and before.field is after.field and before.end == after.start


def joined(segments: Iterable[Segment]) -> tuple[Segment, ...]:
    """Segments with neighbours of one kind that touch on every side they have made one."""
    found: list[Segment] = []
    for segment in segments:
        last = found[-1] if found else None
        if last and last.op is segment.op and _touch(last.old, segment.old) and _touch(last.new, segment.new):
            found[-1] = Segment(last.op, _union(last.old, segment.old), _union(last.new, segment.new))
        else:
            found.append(segment)
    return tuple(found)


def _touch(before: Span | None, after: Span | None) -> bool:
    return (before is None and after is None) or (before is not None and after is not None and follows(before, after))


def _union(before: Span | None, after: Span | None) -> Span | None:
    return Span(before.eid, before.start, after.end, before.field) if before and after else None
