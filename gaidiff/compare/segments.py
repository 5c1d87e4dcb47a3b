"""Blocks in, word segments out: each segment lies in one field of one provision on either side."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from gaidiff.compare.cohesion import Cohesion, is_han
from gaidiff.compare.edits import edit_script
from gaidiff.compare.similarity import squeeze
from gaidiff.model.change import Op, Segment
from gaidiff.model.text import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gaidiff.compare.chain import Block
    from gaidiff.model.law import Instrument

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

    @property
    def cohesion(self) -> Cohesion | None:
        """Which Chinese characters of the two laws make one word; None for a law without any."""
        if self._cohesion is None and self._chinese:
            self._cohesion = Cohesion(_texts(self.old, self.new))
        return self._cohesion

    def tokens(self, instrument: Instrument, spans: Iterable[Span]) -> tuple[list[str], list[Span]]:
        """The words of some spans without white space, and where each stands."""
        texts: list[str] = []
        places: list[Span] = []
        for span in spans:
            start = span.start
            first = len(texts)
            for word in self._words(instrument.text_at(span)):
                end = start + len(word)
                bare = squeeze(word)
                if not bare and len(texts) > first:
                    places[-1] = Span(span.eid, places[-1].start, end, span.field)
                elif texts and len(texts) > first and not texts[-1]:
                    texts[-1] = bare  # leading white space joins the first word
                    places[-1] = Span(span.eid, places[-1].start, end, span.field)
                else:
                    texts.append(bare)
                    places.append(Span(span.eid, start, end, span.field))
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
            yield from _equals(old_places[a:b], new_places[c:d])
        else:
            yield from _runs(op, old_places[a:b] if op is Op.DELETE else new_places[c:d])


def _same(lexer: Lexer, block: Block) -> bool:
    return squeeze(lexer.old.text_at(block.old[0])) == squeeze(lexer.new.text_at(block.new[0]))


def _alike(old: Sequence[str], new: Sequence[str]) -> bool:
    from rapidfuzz.distance import Indel

    return bool(Indel.normalized_similarity(old, new, score_cutoff=ALIKE) >= ALIKE)


def _replaced(old: Iterable[Span], new: Iterable[Span]) -> Iterator[Segment]:
    yield from (Segment(Op.DELETE, span, None) for span in old)
    yield from (Segment(Op.INSERT, None, span) for span in new)


def _runs(op: Op, places: Iterable[Span]) -> Iterator[Segment]:
    for span in _contiguous(places):
        yield Segment(op, span, None) if op is Op.DELETE else Segment(op, None, span)


def _equals(old: Sequence[Span], new: Sequence[Span]) -> Iterator[Segment]:
    """Equal words one by one; `joined` makes runs of them."""
    for here, there in zip(old, new, strict=True):
        yield Segment(Op.EQUAL, here, there)


def _contiguous(places: Iterable[Span]) -> Iterator[Span]:
    run: Span | None = None
    for span in places:
        if run and follows(run, span):
            run = Span(run.eid, run.start, span.end, run.field)
            continue
        if run:
            yield run
        run = span
    if run:
        yield run


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
