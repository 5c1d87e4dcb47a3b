"""What a watcher knows: sources, what a check found, revisions, events, and the messages owed for them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gaidiff.model.change import Report
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import Snapshot


class SourceKind(StrEnum):
    """What stands at an address: one text, a list of texts, or a feed of them."""

    DOCUMENT = "document"
    INDEX = "index"
    FEED = "feed"


class Outcome(StrEnum):
    """What one check found. Only `changed` concerns readers of the law; the others concern who runs the watcher."""

    CHANGED = "changed"  # other provisions than in the last revision; also the first revision
    UNCHANGED = "unchanged"  # a full answer with the same provisions
    NOT_MODIFIED = "not_modified"  # 304 to a conditional request
    TRANSIENT = "transient"  # no answer, or one that says: later
    BLOCKED = "blocked"  # the site, or its robots.txt, does not want us
    SUSPECT = "suspect"  # an answer that may not be the law: kept apart until confirmed
    PARSE_FAILED = "parse_failed"  # an answer in which no law could be read
    GONE = "gone"  # 404 or 410, confirmed

    @property
    def good(self) -> bool:
        """Whether the law was seen, changed or not."""
        return self in {Outcome.CHANGED, Outcome.UNCHANGED, Outcome.NOT_MODIFIED}


class EventKind(StrEnum):
    """What is told: the first three to readers of the law, the others to who runs the watcher."""

    ADDED = "added"  # a source has its first revision
    CHANGED = "changed"
    GONE = "gone"
    SUSPECT = "suspect"
    UNSTABLE = "unstable"  # the source alternates between two texts
    UNHEALTHY = "unhealthy"  # no good check for several intervals
    RECOVERED = "recovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedSource:
    """One entry of watch.toml. `interval` is in seconds; `selector` is CSS and narrows a page to the law."""

    id: str
    address: str
    title: str
    kind: SourceKind = SourceKind.DOCUMENT
    language: str | None = None
    interval: int = 86_400
    jurisdiction: str | None = None
    tags: tuple[str, ...] = ()
    selector: str | None = None
    ca_file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What makes the next request conditional (RFC 9110, section 13), and for which address and way of reading.

    `pipeline` is a hash of version, selector and normalisation: validators of another pipeline are not sent.
    """

    address: str
    pipeline: str
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """One answer over HTTP, whatever its status. `snapshot` is None for 304.

    `complete` is False where the end of the body cannot be proven: cut at the close of the connection, or in the
    middle of a compressed stream. `moved` is where a permanent redirect led. `retry_after` is in seconds.
    """

    address: str
    final_address: str
    status: int
    snapshot: Snapshot | None = None
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    complete: bool = True
    downgraded: bool = False  # a redirect led from https to http
    moved: str | None = None
    retry_after: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One state of the law at a source: the n-th whose provisions differ from the one before. Numbers begin at 1.

    `sha256` names the raw bytes, `provisions_sha256` what was read from them by `engine`.
    """

    source_id: str
    number: int
    sha256: str
    provisions_sha256: str
    retrieved_at: str
    title: str
    engine: str
    size: int  # characters of all provisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something to tell. `sequence` orders events, time does not; `old` and `new` are revision numbers.

    `id` is a hash of source, hashes and kind, so the same event found twice is one event.
    """

    id: str
    source_id: str
    kind: EventKind
    at: str
    title: str  # of the source
    message: str  # one plain line: the verdict, or what is wrong
    address: str
    sequence: int = 0
    old: int | None = None
    new: int | None = None


class DeliveryState(StrEnum):
    """Where a message stands."""

    PENDING = "pending"
    SENT = "sent"
    DEAD = "dead"  # given up; shown by `status`


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One message owed to one sink: sent at least once, always with the same `id`. `due_at` is in Unix seconds."""

    id: str
    event: Event
    sink: str
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    due_at: float = 0.0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What is remembered of a source between two checks; times are ISO 8601 in UTC, None for never."""

    source_id: str
    outcome: Outcome | None = None
    message: str = ""
    checked_at: str | None = None
    good_at: str | None = None
    failures: int = 0  # checks since the last good one
    checks: int = 0
    full_checks_ago: int = 0  # conditional answers since the last full one
    full_at: str | None = None  # when the last full answer came
    encoding: str | None = None  # pinned after the first success
    validators: Validators | None = None
    suspicion: str | None = None  # provisions hash of what waits to be confirmed
    suspicions: int = 0  # how often it was seen in a row
    suspected_at: str | None = None  # when it was seen first
    unhealthy: bool = False  # an alert was given and not taken back
    unstable: bool = False
    due_at: float = 0.0  # Unix seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that one check leaves behind; a store writes it in one transaction or not at all.

    `instrument` is given for a new revision, `report` where there was one before it. `snapshot` is kept whenever it
    is given, also of a suspect answer. One delivery is made for each event and each name in `sinks`.
    """

    state: SourceState
    snapshot: Snapshot | None = None
    instrument: Instrument | None = None
    report: Report | None = None
    technical: bool = False  # the same bytes read anew by another engine: a version, not a revision
    engine: str = ""  # what read `instrument`: version of gaidiff, and a mark of the selector; empty is the version
    events: tuple[Event, ...] = ()
    sinks: tuple[str, ...] = ()
