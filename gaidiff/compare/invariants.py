"""A report in, nothing out: raises if the comparison lost a word, a leaf or an article, or quotes what is not there."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from gaidiff.model.change import Op
from gaidiff.model.law import PREFACE, REMAINDER
from gaidiff.model.text import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaidiff.model.change import Match, Report, Segment
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId, Span


class InvariantError(AssertionError):
    """The comparison broke its own promise. This is a defect of gaidiff, never of the input."""


def check(report: Report) -> None:
    """Check that nothing was lost and nothing invented; raise InvariantError naming the place if not."""
    segments = [segment for change in report.changes for segment in change.segments]
    _segments_well_formed(report, segments)
    _covered("old", report.old, [s.old for s in segments if s.old])
    _covered("new", report.new, [s.new for s in segments if s.new])
    alignment = report.alignment
    for name, instrument in (("old", report.old), ("new", report.new)):
        leaves = [leaf.eid for unit in instrument.units() for leaf in instrument.leaves(unit.eid)]
        _exactly_once(f"{name} leaf", leaves, _members(name, alignment.leaves))
        _at_least_once(f"{name} unit", [unit.eid for unit in instrument.units()], _members(name, alignment.articles))
        _exactly_once(f"{name} division", _divisions(instrument), _members(name, alignment.divisions))
    _findings_quote_the_law(report)


def _segments_well_formed(report: Report, segments: Iterable[Segment]) -> None:
    for segment in segments:
        sides = (segment.old is not None, segment.new is not None)
        if sides != (segment.op is not Op.INSERT, segment.op is not Op.DELETE):
            raise InvariantError(f"segment {segment} has a side too many or too few")
        if segment.op is Op.EQUAL and segment.old and segment.new:
            before, after = report.old.text_at(segment.old), report.new.text_at(segment.new)
            if before != after and "".join(before.split()) != "".join(after.split()):
                raise InvariantError(f"segment {segment} is called equal but its words differ")


def _covered(name: str, instrument: Instrument, spans: Iterable[Span]) -> None:
    """Every character of every field in exactly one span."""
    by_field: dict[tuple[EId, Field], list[tuple[int, int]]] = defaultdict(list)
    for span in spans:
        by_field[span.eid, span.field].append((span.start, span.end))
    for eid, field, length in _fields(instrument):
        bounds = sorted(by_field.pop((eid, field), []))
        ends = [(0, 0), *bounds, (length, length)]
        for before, after in pairwise(ends):
            if before[1] != after[0]:
                fault = "is in no segment" if before[1] < after[0] else "is in two segments"
                raise InvariantError(f"{name} text at {after[0]} of {eid} ({field}) {fault}")
    for eid, field in by_field:
        raise InvariantError(f"a segment quotes {eid} ({field}), which the {name} text does not have")


def _fields(instrument: Instrument) -> Iterator[tuple[EId, Field, int]]:
    for eid in (PREFACE, REMAINDER):
        length = len(instrument.field_text(eid))
        if length:
            yield eid, Field.TEXT, length
    for node in instrument.walk():
        for field, text in ((Field.HEADING, node.heading), (Field.TEXT, node.text), (Field.WRAP_UP, node.wrap_up)):
            if text:
                yield node.eid, field, len(text)


def _divisions(instrument: Instrument) -> list[EId]:
    fixed = [eid for eid in (PREFACE, REMAINDER) if instrument.field_text(eid)]
    return [*fixed, *(node.eid for node in instrument.divisions())]


def _members(name: str, matches: Iterable[Match]) -> Counter[EId]:
    return Counter(eid for match in matches for eid in (match.old if name == "old" else match.new))


def _exactly_once(what: str, expected: Iterable[EId], found: Counter[EId]) -> None:
    wanted = Counter(expected)
    if wanted != found:
        wrong = sorted((wanted - found) + (found - wanted))
        raise InvariantError(f"{what} {wrong[0]} stands in {found[wrong[0]]} matches instead of {wanted[wrong[0]]}")


def _at_least_once(what: str, expected: Iterable[EId], found: Counter[EId]) -> None:
    for eid in expected:
        if eid not in found:
            raise InvariantError(f"{what} {eid} stands in no match")


def _findings_quote_the_law(report: Report) -> None:
    for change in report.changes:
        for finding in change.findings:
            for instrument, spans in ((report.old, finding.old), (report.new, finding.new)):
                for span in spans:
                    known = span.eid in (PREFACE, REMAINDER) or span.eid in instrument.by_eid
                    if not known or not 0 <= span.start <= span.end <= len(instrument.field_text(span.eid, span.field)):
                        raise InvariantError(f"finding {finding.kind} quotes {span}, which is not in the text")
