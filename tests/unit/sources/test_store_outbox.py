"""Messages owed are sent in order, postponed, or given up; leases and claims have one owner at a time and expire."""

from __future__ import annotations

import pytest
from records import event, seen

from gaidiff.errors import SourceError
from gaidiff.model.watch import DeliveryState, EventKind, Record, SourceState
from gaidiff.sources import _leases
from gaidiff.sources.store import Store


def due(store: Store, now: float, sink: str = "mail") -> list[str]:
    return [owed.event.message for owed in store.due_deliveries(now, sink=sink)]


@pytest.fixture
def owing(store: Store) -> Store:
    for number, words in ((1, "甲"), (2, "乙")):
        store.record(seen(words, number))
    store.record(seen("丙", 1, "act"))
    return store


def test_d15_messages_are_due_in_the_order_of_events_for_each_sink_alone(owing: Store) -> None:
    assert due(owing, 0.0) == due(owing, 0.0, "hook") == ["甲", "乙", "丙"]
    owing.delivered(owing.due_deliveries(0.0, sink="mail")[0].id)
    assert due(owing, 0.0) == ["乙", "丙"]
    assert due(owing, 0.0, "hook") == ["甲", "乙", "丙"]
    assert due(owing, 0.0, "nobody") == []
    assert [owed.event.message for owed in owing.due_deliveries(0.0, sink="hook", limit=1)] == ["甲"]


def test_d15_a_postponed_message_holds_back_only_later_ones_of_its_source(owing: Store) -> None:
    owing.postponed(owing.due_deliveries(0.0, sink="mail")[0].id, due_at=60.0, error="503 later")
    assert due(owing, 59.9) == ["丙"]
    assert due(owing, 60.0) == ["甲", "乙", "丙"]
    assert due(owing, 0.0, "hook") == ["甲", "乙", "丙"]
    (waiting,) = [owed for owed in owing.deliveries() if owed.attempts]
    assert (waiting.state, waiting.due_at, waiting.error) == (DeliveryState.PENDING, 60.0, "503 later")


def test_d15_a_message_given_up_is_visible_and_holds_nothing_back(owing: Store) -> None:
    first = owing.due_deliveries(0.0, sink="mail")[0]
    owing.postponed(first.id, due_at=60.0, error="503")
    owing.buried(first.id, error="gave up after 9 tries")
    assert due(owing, 0.0) == ["乙", "丙"]
    (dead,) = owing.deliveries(state=DeliveryState.DEAD)
    assert (dead.id, dead.attempts, dead.error) == (first.id, 2, "gave up after 9 tries")


def test_what_was_sent_stays_sent_whatever_a_slower_worker_says(owing: Store) -> None:
    ids = [owed.id for owed in owing.due_deliveries(0.0, sink="mail")]
    owing.delivered(*ids)
    owing.postponed(ids[0], due_at=9.0, error="timed out")
    owing.buried(ids[1], error="no")
    owing.delivered(ids[2])
    sent = owing.deliveries(state=DeliveryState.SENT)
    assert [(owed.id, owed.attempts, owed.error) for owed in sent] == [(each, 1, "") for each in ids]


def test_several_messages_are_settled_together_or_not_at_all(owing: Store) -> None:
    ids = [owed.id for owed in owing.due_deliveries(0.0, sink="mail")]
    with pytest.raises(SourceError, match="owes no message"):
        owing.delivered(*ids, "zz")
    assert due(owing, 0.0) == ["甲", "乙", "丙"]


def test_d10_a_clock_that_jumps_does_not_change_the_order_of_events(store: Store) -> None:
    years = ["2024-05-01T00:00:00Z", "2025-05-01T00:00:00Z", "2024-04-30T00:00:00Z", "2016-12-31T23:59:60Z"]
    for number, at in enumerate(years):
        told = event("law", EventKind.UNHEALTHY, at=at, message=str(number))
        store.record(Record(state=SourceState(source_id="law"), events=(told,), sinks=("mail",)))
    assert [(each.sequence, each.at) for each in store.events()] == list(enumerate(years, 1))
    assert due(store, 0.0) == ["0", "1", "2", "3"]


def test_d5_a_lease_has_one_owner_until_it_expires_or_is_given_back(store: Store) -> None:
    assert store.lease("leader", "one", now=100.0, seconds=60.0)
    assert not store.lease("leader", "two", now=101.0, seconds=60.0)
    assert store.lease("leader", "one", now=150.0, seconds=60.0), "asked again, it is renewed"
    assert not store.lease("leader", "two", now=209.0, seconds=60.0)
    assert store.lease("leader", "two", now=210.0, seconds=60.0)
    store.release("leader", "one")
    assert not store.lease("leader", "one", now=211.0, seconds=60.0), "what is another's is not given back"
    store.release("leader", "two")
    assert store.lease("leader", "one", now=212.0, seconds=60.0)
    assert store.lease("digest", "two", now=212.0, seconds=60.0), "another name is another lease"


def test_d10_a_clock_set_back_by_a_day_makes_nobody_wait_a_day(store: Store) -> None:
    day = 86_400.0
    assert store.lease("leader", "dead", now=10 * day, seconds=60.0)
    assert not store.lease("leader", "two", now=10 * day - 30.0, seconds=60.0), "two machines may differ a little"
    assert store.lease("leader", "two", now=9 * day, seconds=60.0)
    assert store.claim(["law"], "dead", now=10 * day, seconds=60.0) == ("law",)
    assert store.claim(["law"], "two", now=9 * day, seconds=60.0) == ("law",)


def test_d12_a_source_is_claimed_by_one_worker_until_the_claim_expires(store: Store) -> None:
    assert store.claim(["b", "a", "b"], "one", now=0.0, seconds=10.0) == ("b", "a")
    assert store.claim(["a", "c"], "two", now=5.0, seconds=10.0) == ("c",)
    assert store.claim(["a"], "one", now=5.0, seconds=10.0) == ("a",), "one's own are given again"
    assert store.claim(["a", "b"], "two", now=10.0, seconds=10.0) == ("b",)
    store.unclaim(["a", "b"], "one")
    assert store.claim(["a", "b"], "three", now=11.0, seconds=10.0) == ("a",)
    assert store.claim([], "one", now=0.0, seconds=1.0) == ()


def test_more_sources_than_one_statement_takes_are_claimed(store: Store) -> None:
    names = [f"law-{number}" for number in range(2 * _leases.CHUNK + 1)]
    assert store.claim(names, "one", now=0.0, seconds=10.0) == tuple(names)
    assert store.claim(names, "two", now=1.0, seconds=10.0) == ()
    store.unclaim(names, "one")
    assert store.claim(names[:2], "two", now=1.0, seconds=10.0) == tuple(names[:2])


def test_d19_the_latest_heartbeats_are_kept_and_the_oldest_forgotten(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_leases, "HEARTBEATS", 2)
    for owner, at in (("one", "2024-01-01"), ("two", "2024-01-02"), ("one", "2024-01-03"), ("three", "2024-01-04")):
        store.heartbeat(owner, at)
    assert store.heartbeats() == (("three", "2024-01-04"), ("one", "2024-01-03"))
