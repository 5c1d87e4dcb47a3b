"""What became of a law: matches, word segments, findings, and the report that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from gaidiff.model.law import Instrument
from gaidiff.model.ledger import Action, Duty, Landmark, Notice
from gaidiff.model.text import EId, Span

PERSON = "person: "  # begins the evidence of a match that a person forced or forbade
BINDS_OFFICIALS = "actor: authority"  # the signal of a finding whose words bind officials, not those they supervise
PLACEHOLDER = "placeholder"  # the evidence of a number without text: Article 24 [deleted]
PLACEHOLDERS = f"{PLACEHOLDER} in both"


class MatchKind(StrEnum):
    """The headline of a match. Flags beside it keep what the headline cannot say (renumbered and amended)."""

    UNCHANGED = "unchanged"
    AMENDED = "amended"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    INSERTED = "inserted"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Which provisions became which, and why we think so.

    `score` is 0 to 1; `evidence` names the signals; `disputed` is True where they disagree, with the reason in
    `evidence`. One old article may stand in several matches; a leaf never does. `old` stands in the order in which the
    new text takes its parts up (in a merger whose parts cross, final 14 from Draft 19 and 15), `new` in its own order.
    """

    old: tuple[EId, ...]
    new: tuple[EId, ...]
    text_changed: bool = False
    num_changed: bool = False
    parent_changed: bool = False
    score: float = 1.0
    evidence: tuple[str, ...] = ()
    disputed: bool = False

    @property
    def decided(self) -> bool:
        """Whether a person said so."""
        return any(PERSON in reason for reason in self.evidence)

    @property
    def placeholder(self) -> bool:
        """Whether only numbers without text stand here, such as Article 24 [deleted]: nothing came, nothing went."""
        return PLACEHOLDER in self.evidence or PLACEHOLDERS in self.evidence

    @property
    def kind(self) -> MatchKind:
        """The headline; the three flags stay available beside it."""
        if not self.old:
            return MatchKind.INSERTED
        if not self.new:
            return MatchKind.REPEALED
        if len(self.new) > 1:
            return MatchKind.SPLIT
        if len(self.old) > 1:
            return MatchKind.MERGED
        if self.text_changed:
            return MatchKind.AMENDED
        if self.parent_changed:
            return MatchKind.MOVED
        return MatchKind.RENUMBERED if self.num_changed else MatchKind.UNCHANGED


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """All matches of two instruments.

    `articles` covers every unit of both sides (a unit with several heirs stands in several matches), `divisions`
    every part, chapter and section plus the preface and the remainder, `leaves` every leaf exactly once. `terms` are
    words changed throughout: old term, new term, and in how many aligned clauses.
    """

    articles: tuple[Match, ...]
    leaves: tuple[Match, ...] = ()
    divisions: tuple[Match, ...] = ()
    terms: tuple[tuple[str, str, int], ...] = ()

    def heirs(self, eid: EId) -> tuple[EId, ...]:
        """New articles that carry on the old article `eid`, in document order of the new text."""
        return tuple(dict.fromkeys(new for match in self.articles if eid in match.old for new in match.new))

    def ancestors(self, eid: EId) -> tuple[EId, ...]:
        """Old articles the new article `eid` comes from."""
        return tuple(dict.fromkeys(old for match in self.articles if eid in match.new for old in match.old))


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says of two units: they belong together (`force`) or they do not, and why."""

    old: EId
    new: EId
    force: bool = field(kw_only=True)
    reason: str = field(default="", kw_only=True)


class Op(StrEnum):
    """What happened to a run of words."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words inside one field of one provision; equal means equal up to white space."""

    op: Op
    old: Span | None
    new: Span | None


class Direction(StrEnum):
    """For the regulated party: is the burden higher (tightened) or lower (relaxed)?"""

    TIGHTENED = "tightened"
    RELAXED = "relaxed"
    NEUTRAL = "neutral"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One legal change and the words that prove it.

    `slots` are (name, value) pairs for the sentence, values copied from the source or made by the rule from it;
    `comment` is filled by the commentary: (language, sentence) pairs. `signals` say why the rule fired.
    """

    kind: str
    direction: Direction
    confidence: float
    old: tuple[Span, ...] = ()
    new: tuple[Span, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()
    signals: tuple[str, ...] = ()
    rule: str = ""
    theme: str = ""
    comment: tuple[tuple[str, str], ...] = ()

    def sentence(self, language: str) -> str:
        """The comment in `language`, in English if there is none, else empty."""
        sentences = dict(self.comment)
        return sentences.get(language, sentences.get("en", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Everything about one match.

    Segments stand in reading order on both sides, the units of a merger in the order of `match.old`. Over all
    changes of a report they cover every character of both instruments exactly once; an old article with several
    heirs gives each the clauses that went there.
    """

    match: Match
    segments: tuple[Segment, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A person's note on a provision of one side (`old` or `new`), pinned by a phrase of it.

    `stale`: the provision is not there or no longer has the phrase; such a note is shown as stale, never dropped.
    """

    eid: EId
    side: str
    quote: str
    text: str
    author: str = ""
    date: str | None = None
    status: str | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Ref:
    """A finding by its place in the report: changes[change].findings[finding]."""

    change: int
    finding: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The report in numbers: (name, count) pairs sorted by name, the verdict by language, the changes that matter."""

    matches: tuple[tuple[str, int], ...] = ()
    findings: tuple[tuple[str, int], ...] = ()
    directions: tuple[tuple[str, int], ...] = ()
    themes: tuple[tuple[str, int], ...] = ()
    verdict: tuple[tuple[str, str], ...] = ()
    top: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All a renderer needs; read back from JSON it renders exactly like a fresh one."""

    old: Instrument
    new: Instrument
    alignment: Alignment
    changes: tuple[Change, ...]
    summary: Summary = Summary()
    engine_version: str = ""
    degraded: bool = False
    notes: tuple[Note, ...] = ()
    ledger: tuple[Duty, ...] = ()
    actions: tuple[Action, ...] = ()
    landmarks: tuple[Landmark, ...] = ()
    notices: tuple[Notice, ...] = ()

    def _repr_html_(self) -> str:
        """The HTML report, for notebooks."""
        from gaidiff.registry import plugins

        renderer = plugins("gaidiff.renderers", "RENDERER")["html"]
        body: bytes = renderer.render(self, "en")
        return body.decode()
