"""What an audit hands on: marks in a commentary, each with a verdict and the words of the texts that prove it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from gaidiff.model.law import Instrument
from gaidiff.model.text import EId, Span


class Verdict(StrEnum):
    """What the two texts say to a statement."""

    CONFIRMED = "confirmed"
    WRONG_PINPOINT = "wrong_pinpoint"  # true, but it stands elsewhere: `right` says where
    QUOTATION_NOT_FOUND = "quotation_not_found"  # the nearest words are the evidence
    CONTRADICTED = "contradicted"
    NOT_CHECKABLE = "not_checkable"


class Sort(StrEnum):
    """What was found in the commentary."""

    CITATION = "citation"
    QUOTATION = "quotation"
    CLAIM = "claim"


class Side(StrEnum):
    """Which of the two texts."""

    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Place:
    """A provision of one of the two texts."""

    side: Side
    eid: EId


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of one of the two texts."""

    side: Side
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing a commentary says, by its place in `Audit.text`, and what the texts say to it.

    `code` names the reason (templates/audit/LANG.toml holds its sentences), `word` fills its slot of that name.
    `cited` is what the commentary points at, `right` where it should have; `claim` is the sort of change stated.
    """

    sort: Sort
    start: int
    end: int
    verdict: Verdict
    code: str
    claim: str = ""
    cited: tuple[Place, ...] = ()
    right: tuple[Place, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    word: str = ""
    translated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """A commentary with everything that was checked in it; marks stand in the order of the text."""

    text: str
    language: str
    marks: tuple[Mark, ...]
    old: Instrument
    new: Instrument
    engine_version: str = ""

    @property
    def counts(self) -> tuple[tuple[Verdict, int], ...]:
        """How many marks got each verdict, in the order of Verdict."""
        found = Counter(mark.verdict for mark in self.marks)
        return tuple((verdict, found[verdict]) for verdict in Verdict)

    def instrument(self, side: Side) -> Instrument:
        """The text of one side."""
        return self.old if side is Side.OLD else self.new

    def words(self, evidence: Evidence) -> str:
        """The exact words of a piece of evidence."""
        return self.instrument(evidence.side).text_at(evidence.span)

    def said(self, mark: Mark) -> str:
        """The commentary's own words of a mark."""
        return self.text[mark.start : mark.end]
