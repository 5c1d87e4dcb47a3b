"""A statement that something is relaxed, tightened, narrowed or widened in, a verdict from the findings there out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gaidiff.audit._cues import Change
from gaidiff.audit._terms import is_chinese, terms
from gaidiff.audit._values import Evidence, Mark, Place, Side, Verdict
from gaidiff.model.change import Direction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaidiff.audit._segments import Statement
    from gaidiff.audit._texts import Clause, Texts
    from gaidiff.model.change import Finding

HELD: Final = 0.35  # share of a statement's weight that tells which clause it is about
CLEAR: Final = 2.0  # times the weight of the other direction: below, the place is mixed and nothing is disproved
ENOUGH: Final = 0.7  # summed confidence of findings to contradict
FEWEST: Final = 3  # words to tell a clause by
FORM: Final = frozenset({"form"})  # themes of findings that change no burden by themselves
LISTS: Final = frozenset({"enumeration_changed"})
SAID: Final = {
    Change.RELAXES: Direction.RELAXED,
    Change.TIGHTENS: Direction.TIGHTENED,
    Change.NARROWS: Direction.RELAXED,
    Change.WIDENS: Direction.TIGHTENED,
}


def directed(mark: Mark, statement: Statement, words: str, cited: tuple[Place, ...], texts: Texts) -> Mark:
    """The verdict on a stated direction. An effect the author draws is confirmed or left open, never contradicted."""
    said = SAID[statement.change]
    clauses = _clauses(words, cited, texts, inherited=statement.inherited)
    if not clauses:
        return mark
    found = _findings(clauses, texts)
    weights = {way: sum(f.confidence for f in found if f.direction is way) for way in Direction}
    other = Direction.TIGHTENED if said is Direction.RELAXED else Direction.RELAXED
    agreeing = [f for f in found if f.direction is said]
    opposed = [f for f in found if f.direction is other]
    if agreeing and weights[said] * CLEAR >= weights[other]:
        proof = _proof(agreeing)
        return replace(mark, verdict=Verdict.CONFIRMED, code="way_same", evidence=proof, word=_said(agreeing))
    if statement.effect or not cited or statement.change not in (Change.RELAXES, Change.TIGHTENS):
        return replace(mark, code="way_open")
    if opposed and weights[other] >= ENOUGH and weights[other] > weights[said] * CLEAR:
        right = tuple(dict.fromkeys(Place(Side.NEW, span.eid) for f in opposed for span in f.new))
        word = _said(opposed)
        return replace(
            mark, verdict=Verdict.CONTRADICTED, code="way_other", evidence=_proof(opposed), right=right, word=word
        )
    return replace(mark, code="way_open")


def _clauses(words: str, cited: tuple[Place, ...], texts: Texts, *, inherited: bool) -> tuple[Clause, ...]:
    """The new and old clauses a statement is about; without words of its own, all that is cited."""
    wanted = frozenset(word for word in terms(words) if texts.knows(word))
    if is_chinese(words) != texts.chinese or len(wanted) < FEWEST:
        return tuple(clause for place in cited for clause in texts.below(place))
    places = [place for place in cited if place.side is Side.NEW]
    inside = texts.best(wanted, Side.NEW, [place.eid for place in places]) if places else None
    best = inside if inside is not None and inside.score >= HELD else texts.best(wanted, Side.NEW)
    if best is None or best.score < HELD or len(wanted & best.clause.terms) < FEWEST:
        own = places if not inherited else []
        return tuple(clause for place in own for clause in texts.below(place))
    return (best.clause,)


def _findings(clauses: Iterable[Clause], texts: Texts) -> list[Finding]:
    """The findings whose words stand in one of the clauses; lists only where nothing else is found."""
    spans = [(clause.side, clause.span) for clause in clauses]
    found = []
    for change in texts.report.changes:
        for finding in change.findings:
            here = any(
                span.eid == own.eid and span.start < own.end and own.start < span.end and span.field is own.field
                for side, own in spans
                for span in (finding.old if side is Side.OLD else finding.new)
            )
            if here and finding.theme not in FORM:
                found.append(finding)
    strong = [finding for finding in found if finding.kind not in LISTS]
    return strong or found


def _proof(findings: list[Finding]) -> tuple[Evidence, ...]:
    first = max(findings, key=lambda finding: finding.confidence)
    old = tuple(Evidence(Side.OLD, span) for span in first.old[:1])
    return (*old, *(Evidence(Side.NEW, span) for span in first.new[:1]))


def _said(findings: list[Finding]) -> str:
    return ", ".join(dict.fromkeys(finding.kind.replace("_", " ") for finding in findings))
