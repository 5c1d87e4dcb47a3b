"""A report and a language in, what a message tells of it out: the verdict, the changes that matter, the other ones.

Nothing that differs is left unsaid: a change about which no rule had anything to say is shown by its words, and what
there is no room for is counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from gaidiff.errors import ReadError, RenderError, SourceError, StoreError, StructureError
from gaidiff.model.change import MatchKind, Op
from gaidiff.model.law import PREFACE, REMAINDER
from gaidiff.model.watch import EventKind
from gaidiff.renderers import _view as view
from gaidiff.renderers._labels import labels
from gaidiff.renderers._layout import RowKind, lay_out
from gaidiff.renderers._visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding, Report
    from gaidiff.model.watch import Event
    from gaidiff.renderers._labels import Labels
    from gaidiff.sources.store import Store

MOST_PASSAGES: Final = 4  # changes shown by their words alone
LONGEST: Final = 280  # characters of one passage
CONTEXT: Final = 24  # characters left standing beside a change
ELISION: Final = "…"
SPACES: Final = re.compile(r"\s+")
FORM: Final = (MatchKind.UNCHANGED, MatchKind.RENUMBERED, MatchKind.MOVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One legal change as told: `▲ tightened`, the sentence, where it stands."""

    kind: str
    direction: str
    way: str
    sentence: str
    pinpoint: str
    doubtful: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Changed words: (`delete`, `insert` or `equal`, the words), shortened."""

    title: str
    kinds: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What is told. `more` is how many further provisions differ; `banners` is what to know before trusting it."""

    title: str = ""
    law_language: str = ""
    verdict: str = ""
    counts: tuple[tuple[int, str, str], ...] = ()
    ways: tuple[tuple[int, str, str], ...] = ()
    points: tuple[Point, ...] = ()
    passages: tuple[Passage, ...] = ()
    more: int = 0
    banners: tuple[str, ...] = ()


NOTHING: Final = Gist()


def gist_of(report: Report, language: str) -> Gist:
    """The gist in the language of the message; the law is quoted in its own."""
    words = labels(language)
    kinds, ways = view.counts(report, words)
    top = view.top(report)
    told = {place for place, _ in top}
    silent = [place for place, change in enumerate(report.changes) if place not in told and _differs(change)]
    silent.sort(key=lambda place: _is_frame(report.changes[place], report))
    return Gist(
        title=one_line(report.new.title),
        law_language=report.new.language,
        verdict=view.verdict(report, words),
        counts=tuple(kinds),
        ways=tuple(ways),
        points=tuple(_point(report.changes[place].findings[number], report, words) for place, number in top),
        passages=tuple(_passage(report.changes[place], report, words) for place in silent[:MOST_PASSAGES]),
        more=max(0, len(silent) - MOST_PASSAGES),
        banners=tuple(view.banners(report, words)),
    )


def gist_from(store: Store, event: Event, language: str) -> Gist | None:
    """What to tell of the report. One that is missing or cannot be read must not keep the news of the change back."""
    if event.kind is not EventKind.CHANGED or event.new is None:
        return None
    try:
        report = store.report(event.source_id, event.new)
        return gist_of(report, language) if report is not None else None
    except (SourceError, ReadError, StructureError, RenderError) as error:
        if isinstance(error, StoreError):
            raise
        return None


def _differs(change: Change) -> bool:
    """Whether words differ; a pure renumbering is in the counts."""
    return change.match.kind not in FORM or any(segment.op is not Op.EQUAL for segment in change.segments)


def _is_frame(change: Change, report: Report) -> bool:
    """Whether it is about titles only; what an article says comes before that."""
    outside = bool({PREFACE, REMAINDER} & {*change.match.old, *change.match.new})
    return outside or view.is_division(change.match, report)


def _point(finding: Finding, report: Report, words: Labels) -> Point:
    return Point(
        kind=finding.kind,
        direction=finding.direction.value,
        way=view.directed(finding, words),
        sentence=view.sentence(finding, words),
        pinpoint=view.pinpoint(finding, report, words),
        doubtful=finding.confidence < view.LOW_CONFIDENCE,
    )


def _passage(change: Change, report: Report, words: Labels) -> Passage:
    pieces: list[tuple[Op, str]] = []
    for row in lay_out(change, report):
        for line in row.redline if row.kind is not RowKind.SAME else ():
            pieces += [(run.op, f"{run.text} ") for run in line.number]
            pieces += [(run.op, run.text) for run in line.runs if run.text]
            pieces.append((Op.EQUAL, " "))
    joined = [(op, "".join(text for _, text in run)) for op, run in groupby(pieces[:-1], key=lambda piece: piece[0])]
    return Passage(
        title=view.title_of(change.match, report, words),
        kinds=view.kinds_of(change.match, words),
        words=tuple(_shortened([(op, text) for op, text in joined if text.strip() or op is not Op.EQUAL])),
    )


def _shortened(pieces: list[tuple[Op, str]]) -> Iterator[tuple[str, str]]:
    """The changed words with a little around them, up to LONGEST characters."""
    left = LONGEST
    for place, (op, words) in enumerate(pieces):
        text = visible(SPACES.sub(" ", words))
        if op is Op.EQUAL:
            text = _around(text, before=place > 0, after=place < len(pieces) - 1)
        if len(text) > left:
            yield op.value, _whole_words(text[:left]).rstrip() + ELISION
            return
        left -= len(text)
        yield op.value, text


def _around(text: str, *, before: bool, after: bool) -> str:
    """Words between changes: those beside a change stay."""
    if len(text) <= 2 * CONTEXT:
        return text
    head = _whole_words(text[:CONTEXT]) if before else ""
    tail = _whole_words(text[-CONTEXT:][::-1])[::-1] if after else ""
    return f"{head}{ELISION}{tail}"


def _whole_words(text: str) -> str:
    """Without a torn word at the end; Chinese has no spaces and is cut as it is."""
    cut = text.rfind(" ")
    return text[: cut + 1] if len(text) - cut < CONTEXT else text
