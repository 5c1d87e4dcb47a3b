"""Which source may be asked now: one at a time for each host, in order, whatever the clocks do."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from gaidiff.watch.schedule import Schedule, delay_of, host_of, spread

RANDOM = Random(3)  # noqa: S311, seeded


def test_c22_a_host_is_asked_one_thing_at_a_time_with_a_pause_between() -> None:
    schedule = Schedule(pause=2.0)
    for number in range(200):
        schedule.add(f"s{number}", "law.test", 0.0)
    now, starts = 0.0, []
    while len(schedule):
        source_id = schedule.take(now)
        if source_id is None:
            now = schedule.next_at()
            continue
        starts.append(now)
        assert schedule.take(now + 100) is None, "the host is busy"
        now += 0.5
        schedule.done(source_id, now)
    assert len(starts) == 200
    assert min(later - earlier for earlier, later in pairwise(starts)) >= 2.5


def test_c22_a_crawl_delay_of_the_site_is_kept_to_a_ceiling() -> None:
    schedule = Schedule(pause=2.0)
    for name in ("a", "b", "c"):
        schedule.add(name, "law.test", 0.0)
    schedule.done(schedule.take(0.0) or "", 1.0, pause=30.0)
    assert schedule.take(30.9) is None
    schedule.done(schedule.take(31.0) or "", 31.0, pause=1e9)
    assert schedule.next_at() == 631.0


def test_c13_a_host_that_says_later_holds_up_no_other() -> None:
    schedule = Schedule(pause=0.0)
    for name, host in (("a1", "a"), ("a2", "a"), ("b1", "b"), ("b2", "b")):
        schedule.add(name, host, 0.0)
    assert schedule.take(0.0) == "a1"
    schedule.done("a1", 1.0, hold=3600.0)
    assert schedule.take(1.0) == "b1"
    schedule.done("b1", 2.0)
    assert schedule.take(2.0) == "b2"
    assert schedule.take(3600.0) is None
    assert schedule.take(3601.0) == "a2"


def test_sources_of_a_host_come_in_the_order_they_are_due_and_not_before() -> None:
    schedule = Schedule(pause=0.0)
    for name, due in (("late", 30.0), ("soon", 10.0), ("later", 40.0)):
        schedule.add(name, "law.test", due)
    assert schedule.take(9.0) is None
    assert schedule.next_at() == 10.0
    taken = []
    for now in (10.0, 35.0, 50.0):
        taken.append(schedule.take(now) or "")
        schedule.done(taken[-1], now)
    assert taken == ["soon", "late", "later"]


def test_a_source_that_is_added_while_its_host_is_busy_waits() -> None:
    schedule = Schedule(pause=1.0)
    schedule.add("a", "law.test", 0.0)
    assert schedule.take(0.0) == "a"
    schedule.add("b", "law.test", 0.0)
    assert schedule.take(5.0) is None
    schedule.done("a", 5.0)
    assert (schedule.take(5.5), schedule.take(6.0)) == (None, "b")


@pytest.mark.parametrize("jump", [366 * 86_400.0, -86_400.0, 3600.0, -3600.0, 1.0, -1.0])
def test_d10_a_clock_that_jumps_makes_nobody_wait_longer_than_an_interval(jump: float) -> None:
    due_at, now, interval = 1_800_003_600.0, 1_800_000_000.0, 86_400.0
    assert 0 <= delay_of(due_at, now + jump, interval) <= interval


def test_d11_ten_thousand_overdue_sources_are_spread_out_and_a_few_are_not() -> None:
    delays = spread({f"s{n}": 0.0 for n in range(10_000)}, RANDOM)
    a_minute = sum(delay < 60 for delay in delays.values())
    assert max(delays.values()) <= 2000
    assert 200 < a_minute < 400, "about five a second"
    few = {f"s{n}": 0.0 for n in range(20)}
    assert spread(few, RANDOM) == few


def test_d11_after_a_sleep_what_is_overdue_is_spread_out_and_hosts_keep_their_pause() -> None:
    schedule = Schedule(pause=2.0)
    for number in range(1000):
        schedule.add(f"s{number}", f"h{number % 100}", float(number))
    schedule.add("tomorrow", "h0", 90_000.0)
    now = 8 * 3600.0
    schedule.respread(now, RANDOM)
    at_once, last, latest = 0, {}, now
    while len(schedule) > 1:
        source_id = schedule.take(now)
        if source_id is None:
            now = schedule.next_at()
            continue
        at_once += now < latest + 1
        host = f"h{int(source_id[1:]) % 100}"
        assert now - last.get(host, -10.0) >= 2.0
        last[host] = now
        schedule.done(source_id, now)
    assert at_once < 30
    assert now < 8 * 3600 + 1000
    assert schedule.next_at() == 90_000.0


def test_the_port_is_part_of_the_host() -> None:
    assert host_of("http://law.test:81/a") != host_of("http://law.test/a")
