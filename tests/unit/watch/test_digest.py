"""When a message may go out, singly or with others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from outbox import MORNING, change

from gaidiff.errors import ConfigError
from gaidiff.model.watch import Delivery, EventKind
from gaidiff.watch.digest import MOST_IN_A_DIGEST, Batch, batches, storm
from gaidiff.watch.manner import Digest, Manner, seconds_of, settings_of

HOUR = 3600.0
BERLIN = ZoneInfo("Europe/Berlin")


def at(moment: str) -> float:
    return datetime.fromisoformat(moment).timestamp()


def owed(number: int, *, source: str = "", moment: float = MORNING, due_at: float = 0.0) -> Delivery:
    stamp = datetime.fromtimestamp(moment, UTC).isoformat()
    event = replace(change(number, source=source or f"s{number}", at=stamp), sequence=number)
    return Delivery(id=f"d{number}", event=event, sink="desk", due_at=due_at)


def ids(found: tuple[Batch, ...]) -> list[list[str]]:
    return [[one.id for one in batch.deliveries] for batch in found]


def test_without_a_digest_each_goes_out_alone_and_at_once() -> None:
    assert ids(batches([owed(2), owed(1)], now=MORNING, manner=Manner())) == [["d1"], ["d2"]]


def test_a_daily_digest_goes_out_at_its_local_time() -> None:
    manner = Manner(digest=Digest.DAILY, digest_at=time(8), zone=BERLIN)
    waiting = [owed(1, moment=at("2026-03-01T09:00+01:00")), owed(2, moment=at("2026-03-02T07:59+01:00"))]
    late = owed(3, moment=at("2026-03-02T08:00+01:00"))
    assert batches([*waiting, late], now=at("2026-03-02T07:59:59+01:00"), manner=manner) == ()
    assert ids(batches([*waiting, late], now=at("2026-03-02T08:00+01:00"), manner=manner)) == [["d1", "d2"]]


@pytest.mark.parametrize(
    ("event", "due"),
    [
        ("2026-03-28T12:00+01:00", "2026-03-29T02:30+01:00"),  # that local time does not exist: the clock jumps over it
        ("2026-10-24T12:00+02:00", "2026-10-25T02:30+02:00"),  # it exists twice: the first
        ("2026-10-25T02:45+02:00", "2026-10-26T02:30+01:00"),  # between the two: the next day, not twice in a night
    ],
)
def test_a_daily_digest_survives_the_change_of_the_clock(event: str, due: str) -> None:
    manner = Manner(digest=Digest.DAILY, digest_at=time(2, 30), zone=BERLIN)
    assert manner.digest_due(at(event)) == at(due)


def test_an_hourly_digest_goes_out_after_the_hour() -> None:
    manner = Manner(digest=Digest.HOURLY)
    waiting = [owed(1, moment=MORNING + 60), owed(2, moment=MORNING + 3599), owed(3, moment=MORNING + 3600)]
    assert batches(waiting, now=MORNING + 3599, manner=manner) == ()
    assert ids(batches(waiting, now=MORNING + 3600, manner=manner)) == [["d1", "d2"]]


def test_digests_of_several_days_stay_apart_so_that_each_keeps_its_id() -> None:
    manner = Manner(digest=Digest.DAILY)
    waiting = [owed(number, moment=MORNING + number * 24 * HOUR) for number in range(3)]
    assert ids(batches(waiting, now=MORNING + 80 * HOUR, manner=manner)) == [["d0"], ["d1"], ["d2"]]


def test_the_id_of_a_digest_follows_from_what_is_in_it() -> None:
    one, other = owed(1), owed(2)
    assert Batch((one, other)).id == Batch((other, one)).id
    assert len({Batch((one, other)).id, Batch((one,)).id, Batch((other,)).id}) == 3
    assert Batch((one,)).id == "d1"


def test_quiet_hours_are_local_and_may_pass_midnight() -> None:
    manner = Manner(quiet=(time(22), time(7)), zone=BERLIN)
    quiet = {hour: manner.is_quiet(at(f"2026-07-01T{hour:02}:00+02:00")) for hour in (21, 22, 23, 0, 6, 7, 12)}
    assert quiet == {21: False, 22: True, 23: True, 0: True, 6: True, 7: False, 12: False}
    assert Manner(quiet=(time(12), time(13))).is_quiet(at("2026-07-01T12:30+00:00"))
    assert batches([owed(1)], now=at("2026-07-01T03:00+02:00"), manner=manner) == ()


def test_more_than_the_cap_in_an_hour_is_a_storm() -> None:
    events = [owed(number, moment=MORNING + number * 60).event for number in range(1, 10)]
    assert storm(events, Manner(cap_per_hour=6)) == {7, 8, 9}
    spread = [owed(number, moment=MORNING + number * HOUR).event for number in range(1, 10)]
    assert storm(spread, Manner(cap_per_hour=1)) == frozenset()


def test_events_a_sink_does_not_hear_of_are_no_storm_to_it() -> None:
    events = [replace(owed(number).event, kind=EventKind.UNHEALTHY) for number in range(1, 50)]
    manner = Manner(cap_per_hour=3, kinds=frozenset({EventKind.CHANGED}))
    assert storm([*events, owed(60).event], manner) == frozenset()


def test_what_is_one_too_many_goes_into_the_digest_of_its_hour() -> None:
    waiting = [owed(number) for number in range(1, 6)]
    manner = Manner(cap_per_hour=2)
    stormy = storm([one.event for one in waiting], manner)
    assert ids(batches(waiting, now=MORNING, manner=manner, stormy=stormy)) == [["d1"], ["d2"]]
    assert ids(batches(waiting[2:], now=MORNING + HOUR, manner=manner, stormy=stormy)) == [["d3", "d4", "d5"]]


def test_after_quiet_hours_a_backlog_does_not_come_singly() -> None:
    waiting = [owed(number, moment=MORNING - 10 * HOUR + number * HOUR) for number in range(8)]
    found = batches(waiting, now=MORNING, manner=Manner(cap_per_hour=3))
    assert ids(found) == [["d0"], ["d1"], ["d2"], ["d3"], ["d4"], ["d5"], ["d6"], ["d7"]]
    waiting = [owed(number, moment=MORNING - 10 * HOUR + number) for number in range(8)]
    assert ids(batches(waiting, now=MORNING, manner=Manner(cap_per_hour=3)))[3:] == [["d3", "d4", "d5", "d6", "d7"]]


def test_nothing_of_a_source_overtakes_what_waits() -> None:
    waiting = [owed(1, source="s", due_at=MORNING + 1), owed(2, source="s"), owed(3, source="other")]
    assert ids(batches(waiting, now=MORNING, manner=Manner())) == [["d3"]]


def test_a_source_in_a_digest_stays_in_it_and_in_order() -> None:
    waiting = [owed(1, source="s"), owed(2, source="s"), owed(3, source="t")]
    found = batches(waiting, now=MORNING + HOUR, manner=Manner(), stormy={1})
    assert ids(found) == [["d3"], ["d1", "d2"]]


def test_a_long_digest_is_cut_into_several_and_nothing_is_dropped() -> None:
    waiting = [owed(number) for number in range(2 * MOST_IN_A_DIGEST + 5)]
    found = batches(waiting, now=MORNING + HOUR, manner=Manner(digest=Digest.HOURLY))
    assert [len(batch.deliveries) for batch in found] == [150, 150, 5]
    assert len({one.id for batch in found for one in batch.deliveries}) == 305


def test_an_event_from_the_future_does_not_wait_for_it() -> None:
    late = owed(1, moment=MORNING + 365 * 24 * HOUR)
    assert ids(batches([late], now=MORNING, manner=Manner(digest=Digest.DAILY))) == [["d1"]]


def test_settings_are_read_and_a_sink_may_say_otherwise() -> None:
    delivery = {"language": "zh", "digest": "daily", "digest_at": "07:30", "time_zone": "Asia/Shanghai", "attempts": 5}
    settings = settings_of(delivery, ({"id": "chat", "kind": "apprise", "digest": "off", "audience": "operators"},))
    common, chat = settings.manner_of("desk"), settings.manner_of("chat")
    assert (common.digest, common.digest_at, str(common.zone)) == (Digest.DAILY, time(7, 30), "Asia/Shanghai")
    assert (chat.digest, chat.language) == (Digest.OFF, "zh")
    assert EventKind.CHANGED not in chat.kinds
    assert EventKind.UNHEALTHY in chat.kinds
    assert settings.attempts == 5


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"pace": "daily"}, r"\[delivery\] has an unknown key 'pace'"),
        ({"digest": "weekly"}, "digest cannot be used; give it as one of off, hourly, daily"),
        ({"digest_at": "8:00"}, 'digest_at cannot be used; give it as a local time, "08:00"'),
        ({"quiet": "22:00"}, "quiet cannot be used"),
        ({"quiet": "22:00-22:00"}, "quiet cannot be used"),
        ({"time_zone": "Mars/Olympus"}, "time_zone cannot be used.*tzdata"),
        ({"time_zone": "../../etc/passwd"}, "time_zone cannot be used"),
        ({"time_zone": "Europe"}, "time_zone cannot be used"),
        ({"cap_per_hour": -1}, "cap_per_hour cannot be used; give it as a whole number from 0"),
        ({"cap_per_hour": True}, "cap_per_hour cannot be used"),
        ({"language": "fr"}, "language cannot be used; give it as one of en, zh"),
        ({"audience": 3}, "audience cannot be used"),
        ({"attempts": 0}, "attempts cannot be used"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(table: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        settings_of(table)


def test_a_setting_of_a_sink_that_cannot_be_used_is_named_with_the_sink() -> None:
    with pytest.raises(ConfigError, match=r"\[\[sink\]\] 'desk': quiet cannot be used"):
        settings_of({}, ({"id": "desk", "quiet": "now"},))


def test_a_time_without_a_zone_is_utc() -> None:
    assert seconds_of("2026-03-01T08:00:00") == seconds_of("2026-03-01T08:00:00Z") == MORNING
