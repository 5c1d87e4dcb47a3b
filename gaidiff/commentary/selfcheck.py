"""A report in, what its sentences say that the two texts do not bear out: pinpoints, quotations, numbers, evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gaidiff.model.law import PREFACE, REMAINDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding, Report
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId, Span

OPEN, CLOSE = "“", "”"
TITLE: Final = re.compile(r"《[^《》]{1,80}》")
NUMBER: Final = re.compile(r"\d[\d.,]*\d|\d|[一二三四五六七八九十百千万]{1,9}(?=[条款项目章节编日月年元个天倍])")
LABELLED: Final = re.compile(r"\d+(?:\.\d+)*")
# What a rule says of its search for a counterpart before it calls something new or gone.
SEARCHED: Final = re.compile(r"trace|counterpart|heir|ancestor")
ONE_SIDED: Final = re.compile(r"_(?:added|removed)$|^rulemaking_mandate$")
DIGITS: Final = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Problem:
    """One statement that is not borne out: changes[change].findings[finding], a stable code, and what is wrong."""

    change: int
    finding: int
    code: str
    message: str


def problems(report: Report) -> tuple[Problem, ...]:
    """Everything any sentence of the report says that cannot be proved from the two texts; empty is the rule."""
    names = _names(report)
    return tuple(
        Problem(i, j, code, message)
        for i, change in enumerate(report.changes)
        for j, finding in enumerate(change.findings)
        for code, message in _of_finding(finding, change, report, names)
    )


def _names(report: Report) -> frozenset[str]:
    """What articles and divisions are called by as printed: 第十八条, Article 14, CHAPTER II."""
    nodes = (node for text in (report.old, report.new) for node in (*text.units(), *text.divisions()))
    return frozenset(_squeezed(node.num.text) for node in nodes if node.num is not None)


def _of_finding(finding: Finding, change: Change, report: Report, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    lost = [*_lost(finding.old, report.old), *_lost(finding.new, report.new)]
    if lost:
        yield from (("pinpoint", f"{finding.kind}: there is no {span}") for span in lost)
        return
    if ONE_SIDED.search(finding.kind) and not any(SEARCHED.search(signal) for signal in finding.signals):
        yield "evidence", f"{finding.kind}: no search for a counterpart among {finding.signals}"
    source = _squeezed(_cited(finding, change, report))
    labels = _labels(finding, change, report)
    for language, sentence in finding.comment:
        if not sentence or "{" in sentence:
            yield "sentence", f"{finding.kind} has no full sentence in {language}: {sentence!r}"
        bare, wrong = _without_quotes(sentence, source)
        wrong = [quote for quote in wrong if _squeezed(quote) not in names]
        yield from (
            ("quote", f"{finding.kind} ({language}): {quote!r} is not in the provisions cited") for quote in wrong
        )
        for number in NUMBER.findall(bare):
            if number not in labels and number not in source:
                yield "number", f"{finding.kind} ({language}): {number!r} is in neither text"


def _lost(spans: tuple[Span, ...], instrument: Instrument) -> list[Span]:
    """Spans that do not lie in any text."""
    return [
        span
        for span in spans
        if not (span.eid in instrument.by_eid or span.eid in {PREFACE, REMAINDER})
        or not 0 <= span.start <= span.end <= len(instrument.field_text(span.eid, span.field))
    ]


def _cited(finding: Finding, change: Change, report: Report) -> str:
    """The words of all provisions a sentence may quote from: whole articles, division headings, the preface."""
    texts = []
    for instrument, spans, eids in (
        (report.old, finding.old, change.match.old),
        (report.new, finding.new, change.match.new),
    ):
        places = dict.fromkeys([*(instrument.unit_of.get(s.eid, s.eid) for s in spans), *eids])
        texts += [_text_of(eid, instrument) for eid in places]
        if PREFACE in places:
            texts.append(instrument.title)
    return "\n".join(texts)


def _text_of(eid: EId, instrument: Instrument) -> str:
    if eid in {PREFACE, REMAINDER}:
        return instrument.field_text(eid)
    return instrument.text_of(eid)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _without_quotes(sentence: str, source: str) -> tuple[str, list[str]]:
    """The sentence without its quotations, and those that are not word for word.

    A law has quotation marks of its own, so that a quotation ends at the last closing mark that keeps it true.
    """
    bare, place = "", 0
    wrong: list[str] = []
    while (start := sentence.find(OPEN, place)) >= 0:
        bare += sentence[place:start]
        ends = [m.start() for m in re.finditer(CLOSE, sentence) if m.start() > start]
        true = [end for end in ends if _squeezed(sentence[start + 1 : end]) in source]
        if not true:
            wrong.append(sentence[start + 1 : ends[0] if ends else None])
        place = (true[-1] if true else ends[0] if ends else len(sentence)) + 1
    bare += sentence[place:]
    wrong += [title for title in TITLE.findall(bare) if _squeezed(title) not in source]
    return TITLE.sub("", bare), wrong


def _labels(finding: Finding, change: Change, report: Report) -> set[str]:
    """The numbers a sentence may name as pinpoints or counts, as digits and in Chinese."""
    found: set[str] = {value for _, value in finding.slots if value.isdigit()}
    for instrument, spans, eids in (
        (report.old, finding.old, change.match.old),
        (report.new, finding.new, change.match.new),
    ):
        for eid in [*(span.eid for span in spans), *eids]:
            found.update(LABELLED.findall(eid))
            found.update(_printed(eid, instrument))
    chinese = {_chinese(int(label)) for label in found if label.isdigit() and len(label) < 4}  # noqa: PLR2004 (第九百条)
    return found | chinese


def _printed(eid: EId | None, instrument: Instrument) -> Iterator[str]:
    """The numbers of a provision and those above it: as printed, and counted where annexes share a name."""
    while eid is not None and eid in instrument.by_eid:
        node = instrument.by_eid[eid]
        if node.num is not None:
            yield node.num.label
            yield from NUMBER.findall(node.num.text)
            yield from LABELLED.findall(node.num.label)
        yield from NUMBER.findall(instrument.name_of(node))  # the second of several Addenda without a number
        eid = instrument.parent_of.get(eid)


def _chinese(number: int) -> str:
    """Numbers up to 999 as statutes print them.

    >>> _chinese(15), _chinese(20), _chinese(105), _chinese(212)
    ('十五', '二十', '一百零五', '二百一十二')
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    head = f"{DIGITS[hundreds]}百" if hundreds else ""
    if hundreds and rest and not tens:
        head += "零"
    middle = "" if not tens else ("十" if tens == 1 and not hundreds else f"{DIGITS[tens]}十")
    return head + middle + (DIGITS[ones] if ones else "")
