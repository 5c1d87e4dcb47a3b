"""The outbox: at least once, in order, each sink for itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from outbox import AT, LOOPBACK, MORNING, Desk, Hanging, change, down, owe, owe_report, pair, refusal

from gaidiff.errors import ConfigError
from gaidiff.model.watch import DeliveryState, EventKind
from gaidiff.sources.store import Store, open_store
from gaidiff.watch.manner import Manner, Settings
from gaidiff.watch.notify import LONGEST_WAIT, Sent, backoff, deliver, sinks_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "watch.db") as opened:
        yield opened


def states(store: Store) -> dict[str, DeliveryState]:
    return {one.event.source_id: one.state for one in store.deliveries()}


def test_a_message_goes_to_every_sink_once(store: Store) -> None:
    owe(store, change(), sinks=("desk", "other"))
    desk, other = Desk(), Desk("other")
    assert deliver(store, (desk, other), now=MORNING) == Sent(sent=2)
    assert deliver(store, (desk, other), now=MORNING) == Sent()
    assert len(desk.taken) == len(other.taken) == 1
    assert desk.taken[0].id != other.taken[0].id


def test_a_message_has_the_id_of_its_delivery_at_every_attempt(store: Store) -> None:
    owe(store, change())
    (owed,) = store.deliveries()
    desk = Desk(faults=[down(), down(), None])
    for hour in range(3):
        deliver(store, (desk,), now=MORNING + 3600 * hour)
    assert [message.id for message in desk.seen] == [owed.id] * 3
    assert desk.seen[0] == desk.seen[2]


def test_the_message_tells_the_verdict_of_the_stored_report(store: Store) -> None:
    event, report = owe_report(store, *pair())
    desk = Desk()
    deliver(store, (desk,), now=MORNING)
    (message,) = desk.taken
    assert message.data["verdict"] == dict(report.summary.verdict)["en"]
    assert message.data["revisions"] == {"old": event.old, "new": event.new} == {"old": 1, "new": 2}


def test_a_message_speaks_the_language_of_its_sink(store: Store) -> None:
    _, report = owe_report(store, *pair(), sinks=("desk", "other"))
    desk, other = Desk(), Desk("other")
    deliver(store, (desk, other), now=MORNING, settings=Settings(sinks=(("other", Manner(language="zh")),)))
    verdicts = dict(report.summary.verdict)
    assert desk.taken[0].data["verdict"] == verdicts["en"]
    assert other.taken[0].data["verdict"] == verdicts["zh"]
    assert other.taken[0].subject.startswith("有变化")


def test_a_change_without_a_stored_report_is_told_in_the_words_of_the_event(store: Store) -> None:
    owe(store, change(message="3 of 9 articles are amended."))
    desk = Desk()
    deliver(store, (desk,), now=MORNING)
    assert desk.taken[0].data["verdict"] == "3 of 9 articles are amended."


def test_a_failure_waits_longer_each_time_up_to_a_ceiling() -> None:
    waits = [backoff("some id", attempts) for attempts in range(1, 40)]
    assert 45 <= waits[0] <= 75
    assert all(later > earlier for earlier, later in pairwise(waits[:8]))
    assert max(waits) <= LONGEST_WAIT * 1.25


def test_what_failed_together_is_not_tried_together() -> None:
    assert len({backoff(f"id {number}", 3) for number in range(50)}) == 50


def test_a_failed_message_is_not_tried_before_its_time(store: Store) -> None:
    owe(store, change())
    desk = Desk(faults=[down("no answer")])
    assert deliver(store, (desk,), now=MORNING).postponed == 1
    (owed,) = store.deliveries()
    assert (owed.attempts, owed.error, owed.state) == (1, "no answer", DeliveryState.PENDING)
    assert deliver(store, (desk,), now=owed.due_at - 1) == Sent()
    assert deliver(store, (desk,), now=owed.due_at).sent == 1


def test_too_many_failures_make_a_dead_letter_that_stays_visible(store: Store) -> None:
    owe(store, change())
    desk = Desk(refuse=lambda _: down("still down"))
    now, done = MORNING, Sent()
    for _ in range(4):
        done = deliver(store, (desk,), now=now, settings=Settings(attempts=4))
        now += 2 * LONGEST_WAIT
    assert done == Sent(dead=1)
    (dead,) = store.deliveries(state=DeliveryState.DEAD)
    assert (dead.attempts, dead.error) == (4, "still down")
    assert deliver(store, (desk,), now=now) == Sent()


def test_a_refusal_for_good_is_dead_at_once(store: Store) -> None:
    owe(store, change())
    assert deliver(store, (Desk(faults=[refusal("410")]),), now=MORNING) == Sent(dead=1)
    assert store.deliveries(state=DeliveryState.DEAD)[0].error == "410"


def test_a_later_change_of_a_source_waits_for_the_earlier_one(store: Store) -> None:
    owe(store, change(1), change(2), change(1, source="other"))
    desk = Desk(faults=[down()])
    assert deliver(store, (desk,), now=MORNING) == Sent(sent=1, postponed=1)
    assert [message.data["source"]["id"] for message in desk.taken] == ["other"]
    assert deliver(store, (desk,), now=MORNING + 1) == Sent()
    deliver(store, (desk,), now=MORNING + 3600)
    assert [m.data["sequence"] for m in desk.taken if m.data["source"]["id"] == "measures"] == [1, 2]


def test_a_dead_letter_lets_the_next_one_through(store: Store) -> None:
    owe(store, change(1), change(2))
    desk = Desk(faults=[refusal()])
    assert deliver(store, (desk,), now=MORNING) == Sent(sent=1, dead=1)


def test_a_sink_that_is_down_is_not_asked_for_every_message(store: Store) -> None:
    owe(store, *(change(source=f"source-{number}") for number in range(20)))
    desk = Desk(refuse=lambda _: down())
    assert deliver(store, (desk,), now=MORNING) == Sent(postponed=3)
    assert len(desk.seen) == 3


def test_a_sink_that_fails_does_not_touch_the_others(store: Store) -> None:
    owe(store, change(), sinks=("desk", "other"))
    desk, other = Desk(refuse=lambda _: down()), Desk("other")
    assert deliver(store, (desk, other), now=MORNING) == Sent(sent=1, postponed=1)
    assert len(other.taken) == 1


def test_a_fault_of_a_plug_in_is_a_failure_of_its_sink_only(store: Store) -> None:
    owe(store, change(), sinks=("desk", "other"))
    desk, other = Desk(faults=[ZeroDivisionError("oops\nsecond line")]), Desk("other")
    assert deliver(store, (desk, other), now=MORNING) == Sent(sent=1, postponed=1)
    errors = {one.sink: one.error for one in store.deliveries()}
    assert errors["desk"] == "ZeroDivisionError: oops second line; a fault of this kind of sink"


def test_a_sink_that_hangs_is_left_behind_and_not_asked_again_while_it_hangs(store: Store) -> None:
    owe(store, change(1), change(2, source="second"), sinks=("hanging", "desk"))
    hanging, desk = Hanging(), Desk()
    try:
        settings = Settings(patience=0.15)
        assert deliver(store, (hanging, desk), now=MORNING, settings=settings) == Sent(sent=2, postponed=1)
        again = deliver(store, (hanging, desk), now=MORNING + 7200, settings=settings)
        assert again == Sent(busy=("hanging",))
        assert hanging.begun == 1
    finally:
        hanging.gate.set()
    (late,) = [one for one in store.deliveries() if one.error]
    assert late.error == "no end within 0.15 s"


def test_of_several_workers_on_one_store_one_at_a_time_tells_a_sink(store: Store) -> None:
    owe(store, change())
    desk = Desk()
    assert store.lease("sink desk", "another worker", now=MORNING, seconds=60)
    assert deliver(store, (desk,), now=MORNING + 1, owner="me") == Sent()
    store.release("sink desk", "another worker")
    assert deliver(store, (desk,), now=MORNING + 2, owner="me") == Sent(sent=1)
    assert store.lease("sink desk", "another worker", now=MORNING + 3, seconds=60), "given back after the round"


def test_a_worker_that_died_holds_a_sink_up_for_two_rounds_at_most(store: Store) -> None:
    owe(store, change())
    settings = Settings(patience=30)
    assert store.lease("sink desk", "dead worker", now=MORNING, seconds=2 * settings.patience)
    assert deliver(store, (Desk(),), now=MORNING + 61, settings=settings, owner="me") == Sent(sent=1)


def test_a_sink_hears_only_what_it_asked_for_and_owes_nothing_for_the_rest(store: Store) -> None:
    owe(store, change(), change(2, source="sick", kind=EventKind.UNHEALTHY))
    desk = Desk()
    manner = Manner(kinds=frozenset({EventKind.CHANGED}))
    deliver(store, (desk,), now=MORNING, settings=Settings(manner=manner))
    assert [message.data["kind"] for message in desk.taken] == ["changed"]
    assert set(states(store).values()) == {DeliveryState.SENT}


def test_the_report_is_linked_where_the_site_will_have_it(store: Store) -> None:
    owe_report(store, *pair(), event=change(source="Odd/Name", at=AT))
    desk = Desk()
    deliver(store, (desk,), now=MORNING, settings=Settings(base_address="https://site.test/laws/"))
    from gaidiff.publish.paths import slug

    assert desk.taken[0].data["links"]["report"] == f"https://site.test/laws/en/sources/{slug('Odd/Name')}/2.html"


@pytest.mark.parametrize(
    "name", ["a", "gai-measures", "CON", "index", "../../x", "法", "a-0123456789ab", "A" * 300, "x_y.z"]
)
def test_the_folder_in_links_is_the_folder_of_the_site(name: str) -> None:
    from gaidiff.publish.paths import slug
    from gaidiff.watch.addresses import folder_of

    assert folder_of(name) == slug(name)


def test_sinks_are_made_from_their_tables_in_order(tmp_path: Path) -> None:
    tables = (
        {"id": "log", "kind": "file", "path": "changes.jsonl", "digest": "daily", "language": "zh"},
        {"id": "team", "kind": "webhook", "address": "https://hooks.test/x"},
    )
    found = sinks_of(tables, policy=LOOPBACK, folder=tmp_path)
    assert [sink.id for sink in found] == ["log", "team"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"kind": "file", "path": "x"}, "number 1 has no usable id"),
        ({"id": "a/b", "kind": "file", "path": "x"}, "number 1 has no usable id"),
        ({"id": "a", "kind": "pigeon"}, "use one of apprise, email, file, webhook"),
        ({"id": "a", "kind": "file", "path": "x", "colour": "red"}, "unknown key 'colour'"),
        ({"id": "a", "kind": "file"}, "path is missing"),
        ({"id": "a", "kind": "file", "path": "no/such/folder/x"}, "path cannot be used"),
    ],
)
def test_a_table_that_cannot_be_used_is_named(tmp_path: Path, table: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        sinks_of((table,), policy=LOOPBACK, folder=tmp_path)


def test_two_sinks_of_one_name_are_refused(tmp_path: Path) -> None:
    table = {"id": "log", "kind": "file", "path": os.devnull}
    with pytest.raises(ConfigError, match="two sinks are called 'log'"):
        sinks_of((table, table), policy=LOOPBACK, folder=tmp_path)
