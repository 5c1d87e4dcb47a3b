"""The loop: who is checked when, who leads, what ends it; with a clock that is told what time it is."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from watched import FastClock, answer, text, zh_law

from gaidiff.errors import ConfigError, FetchError, StoreError
from gaidiff.model.watch import EventKind, Outcome, Retrieval, SourceKind, Validators, WatchedSource
from gaidiff.sources.robots import Verdict
from gaidiff.sources.store import Store, open_store
from gaidiff.watch import run as loop
from gaidiff.watch._owner import is_dead, own_name
from gaidiff.watch.check import Bench
from gaidiff.watch.config import WatchConfig
from gaidiff.watch.run import Checked, Plan, Watch

PLAIN = "text/plain; charset=utf-8"
LAW = text(zh_law(2, 3))
LIMIT = 20.0  # real seconds until a test that hangs is ended


class Site:
    """Answers from memory, and counts."""

    def __init__(self, reply: Callable[[str, int], Retrieval] | None = None) -> None:
        self.asked: Counter[str] = Counter()
        self.reply = reply or (lambda address, _number: answer(address, LAW, media_type=PLAIN))

    def fetch(self, address: str, *, validators: Validators | None, ca_file: str | None) -> Retrieval:
        assert ca_file is None, validators
        self.asked[address] += 1
        return self.reply(address, self.asked[address])


def sources(count: int, interval: int = 3600, hosts: int = 100) -> tuple[WatchedSource, ...]:
    return tuple(
        WatchedSource(id=f"s{n}", address=f"https://h{n % hosts}.test/{n}", title=f"s{n}", interval=interval)
        for n in range(count)
    )


def config_of(*watched: WatchedSource, workers: int = 2) -> WatchConfig:
    return WatchConfig(path=Path("watch.toml"), store="", sources=watched, workers=workers, host_delay=1.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "watch.db") as opened:
        yield opened


def watch(store: Store, site: Site, *watched: WatchedSource, stop_after: int = 0, **fields: object) -> Watch:
    """A watch that ends after so many checks, or after LIMIT seconds."""
    done = Counter[str]()

    def told(checked: Checked) -> None:
        done[checked.source.id] += 1
        if stop_after and done.total() >= stop_after:
            going.stop()

    given: dict[str, object] = {"clock": FastClock(14_400.0), "random": Random(1), "told": told, **fields}  # noqa: S311
    going = Watch(config_of(*watched), store, Bench(fetcher=site.fetch), Plan(**given))  # type: ignore[arg-type]
    timer = threading.Timer(LIMIT, going.stop)
    timer.daemon = True
    timer.start()
    return going


def test_each_source_is_asked_once_in_a_round(store: Store) -> None:
    site = Site()
    assert watch(store, site, *sources(7), once=True).run()
    assert sorted(site.asked.values()) == [1] * 7
    assert {state.outcome for state in store.states()} == {Outcome.CHANGED}


def test_a_round_of_what_is_due_leaves_out_the_rest(store: Store) -> None:
    site = Site()
    watch(store, site, *sources(3), once=True).run()
    watch(store, site, *sources(4), once=True, due_only=True, clock=FastClock(1.0)).run()
    assert sorted(site.asked.values()) == [1, 1, 1, 1]


def test_a_round_may_be_of_one_source(store: Store) -> None:
    site = Site()
    watch(store, site, *sources(3), once=True, only="s1").run()
    assert list(site.asked) == ["https://h1.test/1"]
    with pytest.raises(ConfigError, match="has no source 's9'"):
        watch(store, site, *sources(3), once=True, only="s9").run()


def test_sources_are_asked_again_after_their_interval_and_none_starves(store: Store) -> None:
    site = Site()
    watch(store, site, *sources(5, interval=3600), stop_after=25).run()
    assert min(site.asked.values()) >= 3


def test_what_is_new_on_a_list_is_checked_at_once_and_told(store: Store) -> None:
    def reply(address: str, number: int) -> Retrieval:
        if address.endswith("/list"):
            links = "".join(f'<a href="/{n}.txt">Law {n}</a>' for n in range(number))
            return answer(address, f"<html><body>{links}<a href='/x'>x</a></body></html>".encode())
        return answer(address, LAW, media_type=PLAIN)

    index = WatchedSource(id="news", address="https://law.test/list", title="News", kind=SourceKind.INDEX)
    for _ in range(2):
        watch(store, Site(reply), index, once=True).run()
    site = Site(reply)
    site.asked["https://law.test/list"] = 2
    watch(store, site, index, once=True).run()
    assert site.asked["https://law.test/2.txt"] == 1
    assert EventKind.ADDED in {event.kind for event in store.events()}


@pytest.mark.parametrize("jump", [366 * 86_400.0, -86_400.0])
def test_d10_a_clock_that_jumps_starts_no_storm_and_starves_nobody(store: Store, jump: float) -> None:
    site, clock = Site(), FastClock(14_400.0)
    going = watch(store, site, *sources(6), stop_after=36, clock=clock)
    threading.Timer(0.2, clock.jump, (jump,)).start()
    going.run()
    assert max(site.asked.values()) - min(site.asked.values()) <= 2, "each is asked in each interval, and once"
    sequence = [event.sequence for event in store.events()]
    assert sequence == sorted(sequence)


def test_d11_after_a_sleep_of_hours_many_overdue_sources_do_not_start_together(store: Store) -> None:
    site = Site()
    watched = sources(40, interval=86_400, hosts=40)
    going = watch(store, site, *watched, clock=FastClock(1.0), stop_after=8)
    began = time.monotonic()
    going.run()
    assert time.monotonic() - began > 0.2, "forty overdue sources take eight seconds, not none"
    assert going.schedule.next_at() > 0


def test_d5_a_second_watcher_is_refused_with_one_line_and_asks_for_nothing(store: Store, tmp_path: Path) -> None:
    store.lease("watch", "elsewhere:1:2", now=time.time(), seconds=60)
    store.heartbeat("elsewhere:1:2", "2027-01-01T00:00:00+00:00")
    site = Site()
    with pytest.raises(ConfigError, match=r"another watcher works on .* \(elsewhere:1:2"):
        watch(store, site, *sources(2), once=True, clock=FastClock(1.0, start=time.time())).run()
    assert not site.asked
    assert tmp_path.exists()


def test_d5_the_lease_of_a_watcher_that_was_killed_here_is_taken_over(store: Store) -> None:
    host = own_name().split(":")[0]
    dead = f"{host}:{2**22 + 5}:1"
    now = time.time()
    store.lease("watch", dead, now=now, seconds=60)
    store.heartbeat(dead, "2027-01-01T00:00:00+00:00")
    watch(store, Site(), *sources(1), once=True, clock=FastClock(1.0, start=now)).run()
    assert len(store.revisions("s0")) == 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux tells when a process began")
def test_d5_a_living_process_is_not_dead_and_another_with_its_number_is() -> None:
    assert not is_dead(own_name())
    host, number, began, _ = own_name().split(":")
    assert is_dead(f"{host}:{number}:{began}0:abc")
    assert not is_dead(f"elsewhere:{os.getpid()}:1")


def test_d5_a_lease_is_given_back_at_the_end(store: Store) -> None:
    watch(store, Site(), *sources(1), once=True).run()
    assert store.lease("watch", "another", now=time.time(), seconds=60)


def test_d12_workers_that_share_a_store_check_each_due_source_once(store: Store) -> None:
    sites = [Site(), Site()]
    clock = FastClock(1.0)
    going = [watch(store, site, *sources(12), once=True, shared=True, due_only=True, clock=clock) for site in sites]
    threads = [threading.Thread(target=each.run) for each in going]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT)
    total = sites[0].asked + sites[1].asked
    assert set(total) == {source.address for source in sources(12)}
    assert len(store.events()) == 12


def test_d19_a_worker_that_breaks_ends_the_run_with_its_error(store: Store) -> None:
    def reply(address: str, number: int) -> Retrieval:
        raise ZeroDivisionError(address, number)

    with pytest.raises(ZeroDivisionError):
        watch(store, Site(reply), *sources(3)).run()


def test_d19_a_store_that_breaks_ends_the_run(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_record: object) -> None:
        raise StoreError("disk full")

    monkeypatch.setattr(store, "record", broken)
    with pytest.raises(StoreError, match="disk full"):
        watch(store, Site(), *sources(2)).run()


def test_d19_a_sender_that_breaks_ends_the_run(store: Store) -> None:
    def broken(_now: float) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        watch(store, Site(), *sources(2), deliver=broken).run()


def test_d19_a_check_that_never_ends_ends_the_run(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()

    def reply(address: str, _number: int) -> Retrieval:
        release.wait(LIMIT)
        return answer(address, LAW, media_type=PLAIN)

    monkeypatch.setattr(loop, "STUCK", 0.1)
    monkeypatch.setattr(loop, "GRACE", 0.1)
    with pytest.raises(RuntimeError, match="has not ended for"):
        watch(store, Site(reply), *sources(1)).run()
    release.set()


def test_d19_a_watch_says_that_it_lives(store: Store) -> None:
    going = watch(store, Site(), *sources(2), stop_after=2)
    going.run()
    assert [owner for owner, _ in store.heartbeats()] == [going.owner]
    assert going.owner.split(":")[:3] == own_name().split(":")[:3]


def test_d15_a_sink_that_hangs_holds_up_no_source(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(loop, "GRACE", 0.2)
    site = Site()
    going = watch(store, site, *sources(4), stop_after=12, deliver=lambda _now: release.wait(LIMIT))
    assert going.run() is False, "the sender was left behind"
    release.set()
    assert site.asked.total() >= 12


def test_c13_a_host_that_says_later_is_left_alone_and_others_are_not(store: Store) -> None:
    clock = FastClock(14_400.0)
    asked: dict[str, list[float]] = {"h0": [], "h1": []}

    def reply(address: str, _number: int) -> Retrieval:
        host = "h0" if "h0" in address else "h1"
        asked[host].append(clock.monotonic())
        if host == "h0":
            return replace(answer(address, None, status=503), retry_after=1e9)
        return answer(address, LAW, media_type=PLAIN)

    watch(store, Site(reply), *sources(4, interval=600, hosts=2), stop_after=14, clock=clock).run()
    assert len(asked["h1"]) > 2 * len(asked["h0"]) > 0
    assert all(later - earlier >= 3600 for earlier, later in pairwise(asked["h0"]))


def test_c22_the_pause_that_robots_txt_asks_for_is_kept(store: Store) -> None:
    times: list[float] = []
    clock = FastClock(100.0)

    class Rules:
        def allowed(self, address: str, *, ca_file: str | None = None) -> Verdict:
            assert address.startswith("https://h0"), ca_file
            return Verdict(allowed=True, reason="", crawl_delay=20.0)

    def reply(address: str, _number: int) -> Retrieval:
        times.append(clock.monotonic())
        return answer(address, LAW, media_type=PLAIN)

    going = watch(store, Site(reply), *sources(4, hosts=1), once=True, clock=clock)
    going.bench = replace(going.bench, robots=Rules())
    going.run()
    assert min(later - earlier for earlier, later in pairwise(times)) >= 20.0


def test_an_error_of_one_source_is_its_own(store: Store) -> None:
    def reply(address: str, _number: int) -> Retrieval:
        if address.endswith("/1"):
            raise FetchError("h1.test cannot be found", transient=True)
        return answer(address, LAW, media_type=PLAIN)

    watch(store, Site(reply), *sources(3), once=True).run()
    outcomes = {state.source_id: state.outcome for state in store.states()}
    assert outcomes == {"s0": Outcome.CHANGED, "s1": Outcome.TRANSIENT, "s2": Outcome.CHANGED}
