"""The outbox and the sinks in, messages sent out: at least once, in order for each source, one sink beside the other.

A message is marked as sent after the sink took it. A crash between the two sends it again with the same id; losing it
is not possible. What fails waits and is tried again, longer each time; what fails too often, or is refused for good, is
kept as dead and shown by `gaidiff watch status`.
"""

from __future__ import annotations

import queue
import re
import time
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from gaidiff.errors import ConfigError, FetchError
from gaidiff.registry import plugins
from gaidiff.renderers._visible import one_line
from gaidiff.watch._rounds import Result, Round, is_busy
from gaidiff.watch.addresses import report_address
from gaidiff.watch.digest import LOOK_BACK, batches, storm
from gaidiff.watch.gist import Gist, gist_from
from gaidiff.watch.manner import OWN, Settings, settings_of
from gaidiff.watch.message import Message, digest_of, message_of, told
from gaidiff.watch.sinks import Place, Sink

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gaidiff.model.watch import Delivery
    from gaidiff.sources.egress import Policy
    from gaidiff.sources.store import Store
    from gaidiff.watch.digest import Batch
    from gaidiff.watch.manner import Manner

__all__ = ["Sent", "Settings", "Sink", "backoff", "deliver", "settings_of", "sinks_of"]

FIRST_WAIT: Final = 60.0  # seconds after the first failure; then twice as long each time
LONGEST_WAIT: Final = 6 * 3600.0  # seconds: a sink that comes back in the morning is used that morning
JITTER: Final = 0.25  # of the wait, so that what failed together is not tried together
LONGEST_ERROR: Final = 300  # characters kept of an error
MOST_AT_ONCE: Final = 10_000  # deliveries looked at in one round of one sink: some 10 MB
TICK: Final = 0.05  # seconds between looks at whether the threads live
SINK_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Sent:
    """What one round did, in deliveries: each is one event for one sink. `busy` sinks still hung from another round."""

    sent: int = 0
    postponed: int = 0
    dead: int = 0
    busy: tuple[str, ...] = ()


def deliver(
    store: Store, sinks: Sequence[Sink], *, now: float, settings: Settings | None = None, owner: str | None = None
) -> Sent:
    """One round over the outbox. The store is used by this thread only; a sink that hangs holds up nobody else.

    It returns when every sink is done, at the latest after `patience` seconds of real time. Where several workers share
    a store, `owner` names this one: a sink is then left to one of them at a time, or each message would go out twice.
    """
    settings = settings or Settings()
    busy = tuple(sink.id for sink in sinks if is_busy(sink))
    results: queue.SimpleQueue[Result] = queue.SimpleQueue()
    gists: dict[tuple[str, str], Gist | None] = {}  # made once for all sinks of a language
    rounds = []
    taken = []
    for sink in sinks:
        if sink.id in busy or (owner and not _leased(store, sink, owner, now, settings)):
            continue
        taken.append(sink)
        owed = store.due_deliveries(now, sink=sink.id, limit=MOST_AT_ONCE)
        plan = _planned(store, owed, now=now, manner=settings.manner_of(sink.id))
        messages = [(batch, _message(store, batch, settings, gists)) for batch in plan]
        if messages:
            rounds.append(Round(sink, messages, results))
    ledger = _Ledger(store, now, settings)
    ledger.run(rounds, results)
    for sink in taken if owner else ():
        store.release(_lease_name(sink), owner or "")
    counts = ledger.counts
    return Sent(counts["sent"], counts["postponed"], counts["dead"], busy)


def sinks_of(tables: Sequence[Mapping[str, object]], *, policy: Policy, folder: Path | None = None) -> tuple[Sink, ...]:
    """The sinks of watch.toml; relative paths begin in `folder`. ConfigError names the sink, the key, what is expected.

    What a table says about language, digest and quiet hours is left to `settings_of`.
    """
    kinds = plugins("gaidiff.watch.sinks", "SINK") if tables else {}
    found: dict[str, Sink] = {}
    for number, table in enumerate(tables, 1):
        name, kind = table.get("id"), table.get("kind")
        if not isinstance(name, str) or not SINK_ID.fullmatch(name):
            raise ConfigError(f"[[sink]] number {number} has no usable id", 'give it as a short name, id = "team"')
        if name in found:
            raise ConfigError(f"two sinks are called {name!r}", "rename one")
        if not isinstance(kind, str) or kind not in kinds:
            raise ConfigError(f"[[sink]] {name!r} has no usable kind", f"use one of {', '.join(sorted(kinds))}")
        own = {key: value for key, value in table.items() if key not in OWN}
        found[name] = kinds[kind].build(own, Place(policy=policy, folder=folder or Path()))
    return tuple(found.values())


def backoff(delivery_id: str, attempts: int) -> float:
    """Seconds to wait after so many failed attempts; the jitter follows from the id, so a test can know it.

    >>> [round(backoff("a", attempts) / 60) for attempts in (1, 2, 3, 12)]
    [1, 2, 4, 346]
    """
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(attempts - 1, 32))
    share = int.from_bytes(sha256(f"{delivery_id}:{attempts}".encode()).digest()[:4]) / 2**32  # 0 to 1
    return wait * (1 + JITTER * (2 * share - 1))


class _Ledger:
    """Writes down what became of each message, and counts."""

    def __init__(self, store: Store, now: float, settings: Settings) -> None:
        self.counts: Counter[str] = Counter()
        self._store = store
        self._now = now
        self._settings = settings

    def run(self, rounds: Sequence[Round], results: queue.SimpleQueue[Result]) -> None:
        """Let all sinks send, and note what came of it as it comes."""
        end = time.monotonic() + self._settings.patience
        for one in rounds:
            one.thread.start()
        while any(one.thread.is_alive() for one in rounds) and time.monotonic() < end:
            self._take(results, wait=TICK)
        late = [one for one in rounds if one.thread.is_alive()]
        hanging = [(one.sink.id, at) for one in late if (at := one.stop()) is not None]
        self._take(results)
        for sink, batch in hanging:
            error = FetchError(f"no end within {self._settings.patience:g} s", transient=True)
            self._note(Result(sink, batch, error))

    def _take(self, results: queue.SimpleQueue[Result], wait: float | None = None) -> None:
        try:
            while True:
                self._note(results.get(timeout=wait) if wait else results.get_nowait())
        except queue.Empty:
            return

    def _note(self, result: Result) -> None:
        """In one transaction; a digest that failed is due as a whole, so it is the same digest again."""
        error, batch = result.error, result.batch
        ids = [one.id for one in batch.deliveries]
        attempts = max(one.attempts for one in batch.deliveries) + 1
        if error is None:
            self._store.delivered(*ids)
            self.counts["sent"] += len(ids)
            return
        said = one_line(str(error))[:LONGEST_ERROR]
        if not error.transient or attempts >= self._settings.attempts:
            self._store.buried(*ids, error=said)
            self.counts["dead"] += len(ids)
        else:
            self._store.postponed(*ids, due_at=self._now + backoff(batch.id, attempts), error=said)
            self.counts["postponed"] += len(ids)


def _leased(store: Store, sink: Sink, owner: str, now: float, settings: Settings) -> bool:
    """Whether this worker alone tells the sink for the time of a round; nothing is written where nothing is owed."""
    if not store.due_deliveries(now, sink=sink.id, limit=1):
        return False
    return store.lease(_lease_name(sink), owner, now=now, seconds=2 * settings.patience)


def _lease_name(sink: Sink) -> str:
    return f"sink {sink.id}"


def _planned(store: Store, owed: Sequence[Delivery], *, now: float, manner: Manner) -> tuple[Batch, ...]:
    """The batches of one sink. What it did not ask for is marked as done: nothing is owed there."""
    unwanted = [one.id for one in owed if one.event.kind not in manner.kinds]
    if unwanted:
        store.delivered(*unwanted)
    wanted = [one for one in owed if one.event.kind in manner.kinds]
    if not wanted or manner.is_quiet(now):
        return ()
    first = wanted[0].event.sequence
    before = LOOK_BACK * manner.cap_per_hour
    stormy = storm(store.events(after=max(0, first - 1 - before)), manner)
    return batches(wanted, now=now, manner=manner, stormy=stormy)


def _message(store: Store, batch: Batch, settings: Settings, gists: dict[tuple[str, str], Gist | None]) -> Message:
    language = settings.manner_of(batch.deliveries[0].sink).language
    several = []
    for one in batch.deliveries:
        key = (one.event.id, language)
        if key not in gists:
            gists[key] = gist_from(store, one.event, language)
        report = report_address(settings.base_address, one.event, language)
        several.append(told(one.id, one.event, gists[key], language=language, report=report))
    if len(several) == 1:
        return message_of(several[0], language=language)
    return digest_of(batch.id, several, language=language)
