"""Sources and the times they are due in, the one that may be asked now out: one request at a time to each host.

Times are seconds of a monotonic clock, so that a clock that is set neither starts a storm nor starves a source.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

LONGEST_PAUSE: Final = 600.0  # seconds between two requests to a host; who asks for more is asked every ten minutes
FEW: Final = 20  # overdue sources that may start together
PER_SECOND: Final = 5.0  # starts, when many are overdue at once: after a night of sleep, or a long outage


def host_of(address: str) -> str:
    """What politeness counts as one server.

    >>> host_of("https://Law.Test:8443/a?b")
    'law.test:8443'
    """
    return urlsplit(address).netloc.lower()


def delay_of(due_at: float, now: float, interval: float) -> float:
    """Seconds until a stored time by the clock of the wall, whatever that clock did since: never more than an interval.

    >>> delay_of(due_at=1_000.0, now=400.0, interval=3600), delay_of(due_at=1e9, now=0.0, interval=3600)
    (600.0, 3600)
    """
    return min(max(due_at - now, 0.0), interval)


def spread(delays: Mapping[str, float], random: Random) -> dict[str, float]:
    """The delays, those of overdue sources spread out if there are many."""
    overdue = [source_id for source_id, delay in delays.items() if delay <= 0]
    if len(overdue) <= FEW:
        return dict(delays)
    window = len(overdue) / PER_SECOND
    return {**delays, **{source_id: random.uniform(0, window) for source_id in overdue}}


@dataclass(slots=True)
class _Host:
    """The sources of one host that wait, the first one due on top, and when the host may be asked again."""

    waiting: list[tuple[float, int, str]] = field(default_factory=list)
    free_at: float = float("-inf")
    busy: bool = False
    turn: int = 0  # of the entry in the queue of hosts that counts; older ones are stale


class Schedule:
    """Which source may be asked now. `pause` is the least number of seconds between two requests to one host."""

    def __init__(self, *, pause: float) -> None:
        self._pause = pause
        self._hosts: dict[str, _Host] = {}
        self._host_of: dict[str, str] = {}
        self._queue: list[tuple[float, int, str]] = []
        self._count = 0

    def __len__(self) -> int:
        """Sources that wait."""
        return sum(len(host.waiting) for host in self._hosts.values())

    def add(self, source_id: str, host: str, due: float) -> None:
        """A source that is due at that time; its host is asked for nothing else while it is."""
        self._count += 1
        self._host_of[source_id] = host
        heapq.heappush(self._hosts.setdefault(host, _Host()).waiting, (due, self._count, source_id))
        self._requeue(host)

    def take(self, now: float) -> str | None:
        """The source whose turn it is, None if no host may be asked for one that is due. Give it back with `done`."""
        while self._queue:
            start, turn, name = self._queue[0]
            host = self._hosts[name]
            if turn == host.turn and start > now:
                return None
            heapq.heappop(self._queue)
            if turn == host.turn:
                host.busy = True
                return heapq.heappop(host.waiting)[2]
        return None

    def done(self, source_id: str, now: float, *, pause: float | None = None, hold: float = 0.0) -> None:
        """The request is over. `pause` is what the site asks for between requests, `hold` how long to stay away."""
        name = self._host_of[source_id]
        host = self._hosts[name]
        host.busy = False
        host.free_at = now + max(self._pause, min(pause or 0.0, LONGEST_PAUSE), hold)
        self._requeue(name)

    def next_at(self) -> float:
        """When `take` may have something, as far as is known; endless if nothing waits for a free host."""
        while self._queue and self._queue[0][1] != self._hosts[self._queue[0][2]].turn:
            heapq.heappop(self._queue)
        return self._queue[0][0] if self._queue else float("inf")

    def respread(self, now: float, random: Random) -> None:
        """Spread out what is overdue, after the machine slept."""
        delays = {source_id: due - now for host in self._hosts.values() for due, _, source_id in host.waiting}
        spread_out = spread(delays, random)
        for name, host in self._hosts.items():
            host.waiting = [(now + spread_out[one], n, one) for _, n, one in host.waiting]
            heapq.heapify(host.waiting)
            self._requeue(name)

    def _requeue(self, name: str) -> None:
        host = self._hosts[name]
        self._count += 1
        host.turn = self._count
        if host.waiting and not host.busy:
            heapq.heappush(self._queue, (max(host.waiting[0][0], host.free_at), host.turn, name))
