"""What is remembered of a source, and what its last check found, in; what is remembered next, and what is told, out.

All that depends on time and counting stands here: when to ask again, when a doubt is settled, when a source is
unwell. Times of alerts compare the clock of the machine with itself; the loop itself runs on monotonic time.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from gaidiff.model.watch import Event, EventKind, Outcome

if TYPE_CHECKING:
    from gaidiff.model.watch import Revision, SourceState, WatchedSource

# Equal sightings before a doubted text is believed, or a page is gone: one may be an accident, a second may come out
# of the same cache of the site, a third an hour later has outlived the usual lifetime of both.
SIGHTINGS: Final = 3
CONFIRM_AFTER: Final = (600, 3600)  # seconds to the second and the third look
SETTLED_AFTER: Final = 3600  # seconds between the first and the last of them, but no more than two intervals
GONE_AFTER: Final = 6 * 3600  # the same for a missing page: a site that is being rebuilt answers 404 for some hours
STEADY: Final = 6  # equal sightings before a source that alternated is believed again
FULL_EVERY: Final = 12  # checks; a server that says 304 for ever would hide every change
FULL_AFTER: Final = 86_400  # seconds
BACKOFF: Final = 60  # seconds to the next try after one failure, doubled by each further one
LONGEST_BACKOFF: Final = 6 * 3600
LONGEST_HOLD: Final = 3600  # seconds; a Retry-After of years is an error or an attack
QUICK_TRIES: Final = 8  # failures in a row after which nothing is asked sooner than in its interval
UNWELL_AFTER: Final = 3  # intervals without a good check, and failures
JITTER: Final = 0.1  # of the interval, both ways: a thousand sources must not stay in step


def iso(now: float) -> str:
    """Unix seconds as ISO 8601 in UTC."""
    return datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")


def exact(now: float) -> str:
    """The same to the millisecond: by it the answers of a source are put in order, and two may come in a second."""
    return datetime.fromtimestamp(now, UTC).isoformat(timespec="milliseconds")


def seconds_since(at: str | None, now: float) -> float:
    """Seconds from a stored time until now; endless for never."""
    return float("inf") if at is None else now - datetime.fromisoformat(at).timestamp()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One check of one source: the circumstances every step needs. `jitter` is from -1 to 1."""

    source: WatchedSource
    state: SourceState  # as it was before
    latest: Revision | None
    now: float
    jitter: float = 0.0

    def next_at(self, delay: float) -> float:
        """When to ask again: never later than the interval allows."""
        return self.now + min(delay, self.source.interval) * (1 + JITTER * self.jitter)

    def event(self, kind: EventKind, message: str, *key: object, new: int | None = None) -> Event:
        """An event; what is found twice in the same circumstances has the same id."""
        number = None if self.latest is None else self.latest.number
        parts = (self.source.id, kind.value, number, self.state.good_at if new is None else new, *key)
        return Event(
            id=hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest(),
            source_id=self.source.id,
            kind=kind,
            at=iso(self.now),
            title=self.source.title,
            message=message,
            address=self.source.address,
            old=number,
            new=new,
        )


def well(look: Look, outcome: Outcome, message: str, **remembered: object) -> SourceState:
    """The law was seen: whatever was in doubt is settled."""
    changes: dict[str, object] = {
        "outcome": outcome,
        "message": message,
        "checked_at": iso(look.now),
        "good_at": iso(look.now),
        "checks": look.state.checks + 1,
        "failures": 0,
        "suspicion": None,
        "suspicions": 0,
        "suspected_at": None,
        "unhealthy": False,
        "due_at": look.next_at(look.source.interval),
        **remembered,
    }
    return replace(look.state, **changes)  # type: ignore[arg-type]


def unwell(
    look: Look, outcome: Outcome, message: str, *, hold: float | None = None, urgent: bool = False
) -> SourceState:
    """The law was not seen. `urgent`: waiting does not help, so who runs this is told after some tries, not days."""
    state = look.state
    failures = state.failures + 1
    lasting = urgent or seconds_since(state.good_at, look.now) >= UNWELL_AFTER * look.source.interval
    # What is seen for the first time is looked at again soon, however long the server was away; but not for ever,
    # if it is something else each time.
    tries = min(failures, state.suspicions or failures) if failures <= QUICK_TRIES else failures
    delay = _backoff(failures) if outcome is Outcome.TRANSIENT else _confirm_delay(tries)
    return replace(
        state,
        outcome=outcome,
        message=message,
        checked_at=iso(look.now),
        checks=state.checks + 1,
        failures=failures,
        unhealthy=state.unhealthy or (failures >= UNWELL_AFTER and lasting),
        due_at=max(look.next_at(delay), look.now + held(hold or 0.0)),
    )


def held(seconds: float) -> float:
    """How long a server may ask us to stay away.

    >>> [held(seconds) for seconds in (-5.0, 120.0, 1e9)]
    [0.0, 120.0, 3600.0]
    """
    return min(max(seconds, 0.0), float(LONGEST_HOLD))


def _confirm_delay(failures: int) -> float:
    return CONFIRM_AFTER[failures - 1] if failures <= len(CONFIRM_AFTER) else float("inf")


def _backoff(failures: int) -> float:
    return float(min(LONGEST_BACKOFF, BACKOFF * 2 ** min(failures - 1, 16)))


def sighted(state: SourceState, mark: str, now: float) -> SourceState:
    """The same doubtful thing once more, or another one for the first time."""
    if state.suspicion == mark:
        return replace(state, suspicions=state.suspicions + 1)
    return replace(state, suspicion=mark, suspicions=1, suspected_at=iso(now))


def is_settled(state: SourceState, look: Look, *, sightings: int = SIGHTINGS, after: float = SETTLED_AFTER) -> bool:
    """Whether it was seen often enough, over long enough, to be believed."""
    span = min(after, 2 * look.source.interval)
    return state.suspicions >= sightings and seconds_since(state.suspected_at, look.now) >= span


def health_events(look: Look, state: SourceState) -> tuple[Event, ...]:
    """What who runs the watcher is told of the change from one state to the next, once for each time of trouble."""
    before = look.state
    if state.outcome is not None and state.outcome.good:
        if before.unhealthy or before.outcome is Outcome.GONE:
            return (look.event(EventKind.RECOVERED, "the law can be read again"),)
        return ()
    if state.unhealthy and not before.unhealthy and state.outcome is not Outcome.GONE:
        since = f"since {before.good_at}" if before.good_at else "so far"
        return (look.event(EventKind.UNHEALTHY, f"no good check {since}: {state.message}"),)
    if state.outcome is Outcome.SUSPECT is before.outcome:
        return (look.event(EventKind.SUSPECT, state.message),)
    return ()


def wants_full(look: Look, engine: str) -> bool:
    """Whether the next request must not be conditional."""
    state, validators = look.state, look.state.validators
    return (
        validators is None
        or validators.pipeline != engine
        or look.latest is None
        or state.suspicion is not None
        or state.full_checks_ago >= FULL_EVERY - 1
        or not 0 <= seconds_since(state.full_at, look.now) < FULL_AFTER
    )
