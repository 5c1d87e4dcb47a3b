"""A configuration and a store in, a watch that goes on until it is told to stop: lease, workers, heartbeat, messages.

One thread decides (the caller's), some wait for servers and read what they say, one sends messages, so that a sink
that hangs holds up no source. Whatever ends one of them ends the run: a watcher that is silently dead is worse than
one that is restarted.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from random import Random
from typing import TYPE_CHECKING, Final, Protocol

from gaidiff.errors import ConfigError, FetchError, SourceError, StoreError
from gaidiff.model.watch import Outcome, Record, SourceKind
from gaidiff.watch._owner import is_dead, own_name
from gaidiff.watch._states import held, iso
from gaidiff.watch.check import check, rederived
from gaidiff.watch.entries import documents_of, expanded
from gaidiff.watch.schedule import Schedule, delay_of, host_of, spread

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaidiff.model.watch import Retrieval, Validators, WatchedSource
    from gaidiff.sources.store import Store
    from gaidiff.watch.check import Bench, Fetcher
    from gaidiff.watch.config import WatchConfig

LEASE: Final = "watch"
LEASED: Final = 60.0  # seconds
BEAT: Final = 20.0  # seconds between two heartbeats; each renews the lease
CLAIMED: Final = 600.0  # seconds for which one of several workers has a source to itself
SLEPT: Final = 300.0  # seconds by which the clock is ahead of what was waited for: the machine was asleep
LONGEST_WAIT: Final = 60.0  # seconds; a wait does not see that the machine slept
STUCK: Final = 900.0  # seconds of one check; a fetch has 60, a reader 40
GRACE: Final = 5.0  # seconds for what is under way when the watch is told to stop; systemd waits 90, a person 10
DELIVERED_EVERY: Final = 15.0  # seconds between two looks at the messages that wait
POSTPONED: Final = 60.0  # seconds until a source is looked at again that another worker has


class Clock(Protocol):
    """The time; handed in, so that a test can make it run, jump and stand still."""

    def now(self) -> float:
        """Unix seconds, of a clock that may be set."""

    def monotonic(self) -> float:
        """Seconds of a clock that only goes forward."""

    def wait(self, seconds: float, event: threading.Event) -> None:
        """Until the event is set, at most so long."""


class SystemClock:
    """The clocks of this machine. On Linux the monotonic one counts while the machine sleeps, too."""

    def now(self) -> float:
        """Unix seconds."""
        return time.time()

    def monotonic(self) -> float:
        """Seconds since some start."""
        return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()

    def wait(self, seconds: float, event: threading.Event) -> None:
        """Until the event is set, at most so long."""
        event.wait(seconds)


@dataclass(frozen=True, slots=True)
class Checked:
    """A source, what its check left behind, and the seconds until the next. `pause`, `hold`: what its host asks for."""

    source: WatchedSource
    record: Record
    delay: float
    pause: float | None = None
    hold: float = 0.0


@dataclass(slots=True, kw_only=True)
class Plan:
    """How a watch goes about it. `once`: each source is looked at once, then the watch ends."""

    clock: Clock = field(default_factory=SystemClock)
    random: Random = field(default_factory=Random)
    once: bool = False
    only: str | None = None  # one source, and the documents it has named
    due_only: bool = False  # of one round: leave out what is not due yet
    shared: bool = False  # several workers on one PostgreSQL: no leader, each source is claimed
    deliver: Callable[[float], object] | None = None  # one round over the messages that wait
    sinks: tuple[str, ...] = ()
    told: Callable[[Checked], None] = lambda _checked: None


class Watch:
    """One run. `stop` may be called from a signal handler or another thread."""

    def __init__(self, config: WatchConfig, store: Store, bench: Bench, plan: Plan) -> None:
        self.config, self.store, self.bench, self.plan = config, store, bench, plan
        self.owner = own_name()
        self.schedule = Schedule(pause=config.host_delay)
        self.sources: dict[str, WatchedSource] = {}
        self.busy: dict[str, float] = {}  # sources under way, and since when
        self._jobs: SimpleQueue[WatchedSource | None] = SimpleQueue()
        self._results: SimpleQueue[tuple[WatchedSource | None, Checked | BaseException | None]] = SimpleQueue()
        self._wake = threading.Event()
        self._news = threading.Event()  # something may have to be sent
        self._stopping = threading.Event()
        self._beat_at = float("-inf")

    def stop(self) -> None:
        """Start nothing more; `run` returns when what is under way is done, or after GRACE seconds."""
        self._stopping.set()
        self._wake.set()
        self._news.set()

    def run(self) -> bool:
        """Watch until told to stop. True if all that was under way came to its end.

        Raises what a worker or the sending of messages raised; ConfigError if another watcher has the store.
        """
        self._beat(self.plan.clock.monotonic())
        self._load()
        threads = [threading.Thread(target=self._work, daemon=True) for _ in range(self.config.workers)]
        if self.plan.deliver is not None:
            threads.append(threading.Thread(target=self._send, daemon=True))
        for thread in threads:
            thread.start()
        try:
            self._loop()
        finally:
            whole = self._end(threads)
            with suppress(StoreError):
                self.store.release(LEASE, self.owner)
        self._collect()
        return whole

    def _loop(self) -> None:
        before = self.plan.clock.monotonic()
        while not self._stopping.is_set():
            self._wake.clear()
            self._collect()
            now = self.plan.clock.monotonic()
            if now - before > LONGEST_WAIT + SLEPT:
                self.schedule.respread(now, self.plan.random)
            before = now
            if now >= self._beat_at:
                self._beat(now)
            self._dispatch(now)
            if self.plan.once and not self.busy and not len(self.schedule):
                return
            self._wait(now)

    def _wait(self, now: float) -> None:
        free = len(self.busy) < self.config.workers
        until = min(self._beat_at, self.schedule.next_at() if free else float("inf"))
        self.plan.clock.wait(min(max(until - now, 0.0), LONGEST_WAIT), self._wake)

    def _load(self) -> None:
        """All sources with the time until each is due; those long overdue are spread out."""
        plan, now = self.plan, self.plan.clock.now()
        chosen = self.config.sources if plan.only is None else (self.config.source(plan.only),)
        delays = {}
        for source in expanded(chosen, self.store):
            self.sources[source.id] = source
            delay = delay_of(self.store.state(source.id).due_at, now, source.interval)
            if not plan.once:
                delays[source.id] = delay
            elif not plan.due_only or delay <= 0:
                delays[source.id] = 0.0
        start = plan.clock.monotonic()
        for source_id, delay in (delays if plan.once else spread(delays, plan.random)).items():
            self.schedule.add(source_id, host_of(self.sources[source_id].address), start + delay)

    def _beat(self, now: float) -> None:
        """Say that we live, and stay the only one."""
        clock = self.plan.clock
        if not self.plan.shared:
            self._lead(clock.now())
        self.store.heartbeat(self.owner, iso(clock.now()))
        self._beat_at = now + BEAT
        stuck = [one for one, since in self.busy.items() if time.monotonic() - since > STUCK]
        if stuck:
            message = f"the check of {stuck[0]} has not ended for {STUCK / 60:.0f} minutes"
            raise RuntimeError(message)

    def _lead(self, now: float) -> None:
        """Take or renew the lease; from a process of this machine that was killed it is taken over at once."""
        if self._leased(now):
            return
        holder = self.store.leaseholder(LEASE)
        if holder is not None and is_dead(holder):
            self.store.release(LEASE, holder)
        if not self._leased(now):
            heard = dict(self.store.heartbeats()).get(holder or "")
            last = f", last heard of at {heard}" if heard else ""
            raise ConfigError(
                f"another watcher works on {self.store.address} ({holder}{last})",
                f"stop it, or wait {LEASED:.0f} s if it was killed on another machine",
            )

    def _leased(self, now: float) -> bool:
        return self.store.lease(LEASE, self.owner, now=now, seconds=LEASED)

    def _dispatch(self, now: float) -> None:
        while len(self.busy) < self.config.workers and not self._stopping.is_set():
            source_id = self.schedule.take(now)
            if source_id is None:
                return
            self.busy[source_id] = time.monotonic()
            self._jobs.put(self.sources[source_id])

    def _collect(self) -> None:
        """Take what the workers are done with; raise what they raised."""
        with suppress(Empty):
            while True:
                source, result = self._results.get_nowait()
                if isinstance(result, BaseException):
                    raise result
                if source is not None:
                    self._finished(source, result)

    def _finished(self, source: WatchedSource, checked: Checked | None) -> None:
        """Give the host free and say when the source is due again; a list may have named new documents."""
        now = self.plan.clock.monotonic()
        self.busy.pop(source.id, None)
        delay, pause, hold = POSTPONED, None, 0.0
        if checked is not None:
            self.plan.told(checked)
            pause, hold = checked.pause, checked.hold
            delay = checked.delay
            if checked.record.events:
                self._news.set()
            if source.kind is not SourceKind.DOCUMENT and checked.record.state.outcome is Outcome.CHANGED:
                self._add_documents(source, now)
        if not self.plan.once:
            self.schedule.add(source.id, host_of(source.address), now + delay)
        self.schedule.done(source.id, now, pause=pause, hold=hold)

    def _add_documents(self, source: WatchedSource, now: float) -> None:
        for document in documents_of(source, self.store):
            if document.id not in self.sources:
                self.sources[document.id] = document
                self.schedule.add(document.id, host_of(document.address), now)

    def _work(self) -> None:
        """A worker: one source after the other, until there is none."""
        while (source := self._jobs.get()) is not None:
            try:
                self._results.put((source, self._checked(source)))
            except BaseException as problem:  # noqa: BLE001, raised again where the run is ended
                self._results.put((source, problem))
            self._wake.set()

    def _checked(self, source: WatchedSource) -> Checked | None:
        """Check and write; None if another worker has the source, or was faster."""
        plan, now = self.plan, self.plan.clock.now()
        if plan.shared and not self._claimed(source, now):
            return None
        holds: list[float] = []
        bench = replace(self.bench, fetcher=_listening(self.bench.fetcher, holds))
        try:
            technical = rederived(source, self.store, bench)
            if technical is not None:
                self.store.record(technical)
            record = check(source, self.store, bench, now=now, jitter=plan.random.uniform(-1, 1))
            record = replace(record, sinks=plan.sinks)
            record = replace(record, events=self.store.record(record))
        except StoreError:
            raise
        except SourceError:
            return None
        finally:
            if plan.shared:
                self.store.unclaim((source.id,), self.owner)
        delay = max(record.state.due_at - now, 0.0)
        return Checked(source, record, delay, pause=self._pause_of(source), hold=max(holds, default=0.0))

    def _claimed(self, source: WatchedSource, now: float) -> bool:
        """Whether the source is ours and still due: another worker may have checked it since we planned to."""
        if not self.store.claim((source.id,), self.owner, now=now, seconds=CLAIMED):
            return False
        asked_for = self.plan.once and not self.plan.due_only
        if asked_for or self.store.state(source.id).due_at <= now + 1:
            return True
        self.store.unclaim((source.id,), self.owner)
        return False

    def _pause_of(self, source: WatchedSource) -> float | None:
        """What robots.txt, which was read for the check, asks for between two requests."""
        if self.bench.robots is None:
            return None
        try:
            return self.bench.robots.allowed(source.address, ca_file=source.ca_file).crawl_delay
        except FetchError:
            return None

    def _send(self) -> None:
        """The thread that sends: at once after news, and now and then for what has to be tried again."""
        try:
            while not self._stopping.is_set():
                self._news.clear()
                if self.plan.deliver is not None:
                    self.plan.deliver(self.plan.clock.now())
                self.plan.clock.wait(DELIVERED_EVERY, self._news)
        except BaseException as problem:  # noqa: BLE001, raised again where the run is ended
            self._results.put((None, problem))
            self._wake.set()

    def _end(self, threads: list[threading.Thread]) -> bool:
        """Let what is under way come to its end. Threads that do not are left: the process ends without them."""
        self.stop()
        for _ in range(self.config.workers):
            self._jobs.put(None)
        end = time.monotonic() + GRACE
        for thread in threads:
            thread.join(max(end - time.monotonic(), 0.0))
        return not any(thread.is_alive() for thread in threads)


def _listening(fetcher: Fetcher, holds: list[float]) -> Fetcher:
    """The fetcher, and a note of how long the server asks to be left alone."""

    def fetch(address: str, *, validators: Validators | None, ca_file: str | None) -> Retrieval:
        answer = fetcher(address, validators=validators, ca_file=ca_file)
        if answer.retry_after is not None:
            holds.append(held(answer.retry_after))
        return answer

    return fetch


def run(config: WatchConfig, store: Store, bench: Bench, plan: Plan) -> bool:
    """Watch until the plan is done; for a watch that can be stopped, make a `Watch`."""
    return Watch(config, store, bench, plan).run()
