"""The messages owed to one sink in, the batches that may go out now out: singly, or together as a digest.

Nothing is remembered between rounds: which digest an event belongs to follows from when it happened, so a restart or
a retry makes the same digest with the same id. Order is kept for each source: where one message waits, those after
it wait too.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from gaidiff.watch.manner import HOUR, Digest, hour_after, seconds_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from gaidiff.model.watch import Delivery, Event
    from gaidiff.watch.manner import Manner

MOST_IN_A_DIGEST: Final = 150  # entries of some 600 bytes: Gmail hides what is over 102 KB
SKEW: Final = HOUR  # how far the clocks of two machines may be apart
LONG_AGO: Final = 48 * HOUR  # every digest of that time is complete
LOOK_BACK: Final = 8  # times the cap: how many events before the first one owed are looked at


@dataclass(frozen=True, slots=True)
class Batch:
    """Deliveries that go out as one message, in the order of their events."""

    deliveries: tuple[Delivery, ...]

    @property
    def id(self) -> str:
        """The delivery's own id; of a digest a hash of all of them, so the same digest sent twice is known as one."""
        if len(self.deliveries) == 1:
            return self.deliveries[0].id
        return sha256("\n".join(sorted(one.id for one in self.deliveries)).encode()).hexdigest()

    @property
    def sources(self) -> frozenset[str]:
        """The sources it tells of."""
        return frozenset(one.event.source_id for one in self.deliveries)


def storm(events: Sequence[Event], manner: Manner) -> frozenset[int]:
    """The sequence numbers of events that are one too many in an hour: they go out in a digest."""
    told = [event for event in events if event.kind in manner.kinds]
    cap = manner.cap_per_hour
    times = [seconds_of(event.at) for event in told]
    return frozenset(
        event.sequence
        for place, event in enumerate(told)
        if cap == 0 or (place >= cap and times[place] - times[place - cap] < HOUR)
    )


def batches(owed: Sequence[Delivery], *, now: float, manner: Manner, stormy: Collection[int] = ()) -> tuple[Batch, ...]:
    """What may be sent now, singles first: a source is never in a digest before its own single message."""
    if manner.is_quiet(now):
        return ()
    held: set[str] = set()
    joined: dict[str, float] = {}  # the digest that tells of a source takes its later events too
    singles: list[Batch] = []
    digests: dict[float, list[Delivery]] = {}
    for one in sorted(owed, key=lambda delivery: (delivery.event.sequence, delivery.id)):
        source = one.event.source_id
        due = _digest_due(one, now=now, manner=manner, stormy=stormy)
        if source in joined:
            due = max(due or 0, joined[source])
        if due is None and len(singles) >= manner.cap_per_hour:
            due = min(now, hour_after(_happened(one, now)))  # a backlog: not all of it singly
        if source in held or one.due_at > now or (due is not None and due > now):
            held.add(source)
        elif due is None:
            singles.append(Batch((one,)))
        else:
            joined[source] = due
            digests.setdefault(due, []).append(one)
    return (*singles, *_cut(digests))


def _digest_due(one: Delivery, *, now: float, manner: Manner, stormy: Collection[int]) -> float | None:
    """When the digest is due that the event belongs to; None if it is told at once."""
    if manner.digest is not Digest.OFF:
        return manner.digest_due(_happened(one, now))
    return hour_after(_happened(one, now)) if one.event.sequence in stormy else None


def _happened(one: Delivery, now: float) -> float:
    """When the event happened. One from the far future (the clock was set back) is old: nobody waits for that day."""
    at = seconds_of(one.event.at)
    return at if at <= now + SKEW else now - LONG_AGO


def _cut(digests: dict[float, list[Delivery]]) -> Iterator[Batch]:
    for due in sorted(digests):
        entries = digests[due]
        for start in range(0, len(entries), MOST_IN_A_DIGEST):
            yield Batch(tuple(entries[start : start + MOST_IN_A_DIGEST]))
