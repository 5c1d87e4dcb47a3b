"""Records go in wholly or not at all; revisions, versions, reports and events come out as they went in."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from threading import Thread

import pytest
from records import SINKS, event, instrument, seen, snapshot
from reports import reported
from sqlalchemy import select

from gaidiff.errors import SourceError
from gaidiff.model.watch import EventKind, Outcome, Record, SourceState, Validators
from gaidiff.sources import _record
from gaidiff.sources._schema import versions
from gaidiff.sources.store import Store, delivery_id, open_store


def test_a_source_never_seen_has_a_state_with_nothing_in_it(store: Store) -> None:
    assert store.state("law") == SourceState(source_id="law")
    assert (store.states(), store.revisions("law"), store.latest("law"), store.events()) == ((), (), None, ())


def test_a_state_comes_back_with_every_field(store: Store) -> None:
    validators = Validators(address="https://law.example/", pipeline="p1", etag='W/"x"', last_modified="Mon")
    full = SourceState(
        source_id="law",
        outcome=Outcome.SUSPECT,
        message="比上次短 ☂",
        checked_at="2024-05-01T00:00:00Z",
        failures=3,
        checks=7,
        encoding="gb18030",
        validators=validators,
        suspicion="ab",
        suspicions=2,
        unhealthy=True,
        due_at=1714521600.125,
    )
    store.record(Record(state=full))
    store.record(Record(state=SourceState(source_id="act")))
    assert store.state("law") == full
    assert store.states() == (SourceState(source_id="act"), full)


def test_one_record_is_a_revision_an_event_and_one_message_for_each_sink(store: Store) -> None:
    (told,) = store.record(seen("提供者应当报告。", 1))
    assert (told.sequence, told.kind, told.old, told.new) == (1, EventKind.ADDED, None, 1)
    assert store.event(told.id) == told
    assert [(owed.sink, owed.event, owed.attempts) for owed in store.deliveries()] == [(s, told, 0) for s in SINKS]
    assert {owed.id for owed in store.deliveries()} == {delivery_id(told.id, sink) for sink in SINKS}
    first = store.latest("law")
    assert first is not None
    assert first == store.revision("law", 1)
    assert (first.number, first.title, first.size, first.retrieved_at) == (1, "示例办法", 25, "2024-05-01T00:00:00Z")
    assert store.body(first.sha256) == "<html>提供者应当报告。</html>".encode()
    assert store.instrument("law", 1) == instrument("提供者应当报告。")


def test_the_report_of_a_change_comes_back_equal(store: Store) -> None:
    old, new = instrument("提供者应当报告。"), instrument("提供者不应当报告。")
    report = reported(old, new, ("art_1", "art_1"), ("art_2", "art_2"))
    store.record(seen("提供者应当报告。", 1))
    store.record(seen("提供者不应当报告。", 2, report=report))
    assert store.report("law", 2) == report
    assert store.report("law", 1) is None
    assert [revision.number for revision in store.revisions("law")] == [1, 2]


def test_the_same_record_twice_is_there_once(store: Store) -> None:
    once = store.record(seen("提供者应当报告。", 1))
    assert store.record(seen("提供者应当报告。", 1)) == once
    assert (len(store.revisions("law")), store.events(), len(store.deliveries())) == (1, once, 2)


def test_two_watchers_that_find_one_change_tell_it_once(store: Store) -> None:
    """Their events differ in time and so, perhaps, in id; the revision is the same."""
    store.record(seen("提供者应当报告。", 1))
    first = store.record(seen("提供者不应当报告。", 2))
    later = event("law", EventKind.CHANGED, old=1, new=2, at="2024-05-01T00:00:09Z")
    assert store.record(seen("提供者不应当报告。", 2, events=(later,))) == first
    assert len(store.events()) == 2


def test_a_record_made_on_an_older_revision_is_refused_and_leaves_nothing(store: Store) -> None:
    store.record(seen("甲。", 1))
    store.record(seen("乙。", 2))
    with pytest.raises(
        SourceError, match=r"law has a newer revision than this check began with \(2\); another"
    ) as info:
        store.record(seen("丙。", 2))
    assert info.value.code == "source"  # not fatal: the source is checked again
    assert (len(store.revisions("law")), len(store.events()), store.state("law").checks) == (2, 2, 2)
    with pytest.raises(SourceError, match="no bytes"):
        store.body(hashlib.sha256("<html>丙。</html>".encode()).hexdigest())


def test_c19_each_return_to_an_earlier_text_is_a_change_of_its_own(store: Store) -> None:
    """The id of an event is a hash of both texts and the kind, and so the same for the first A to B and the second."""
    texts = ["甲。", "乙。", "甲。", "乙。"]
    told = []
    for number, words in enumerate(texts, 1):
        fixed = event("law", EventKind.CHANGED, old=number - 1 or None, new=number, id=f"to {words}")
        told += store.record(seen(words, number, events=(fixed,)))
    assert [store.instrument("law", n).provisions[0].children[0].text for n in (1, 2, 3, 4)] == texts
    assert len({each.id for each in told}) == 4
    assert [each.new for each in store.events()] == [1, 2, 3, 4]
    assert store.record(seen("乙。", 4, events=(fixed,))) == (told[3],)
    assert len(store.deliveries()) == 8


def test_numbers_an_event_lacks_are_those_of_the_revision_made(store: Store) -> None:
    for number, words in ((1, "甲。"), (2, "乙。")):
        (told,) = store.record(seen(words, number, events=(event(message=words),)))
        assert (told.old, told.new) == (number - 1 or None, number)


def test_a_page_with_other_furniture_is_no_revision_but_its_bytes_are_kept(store: Store) -> None:
    store.record(seen("甲。", 1))
    other = snapshot(b"<html>1043 visits</html>")
    store.record(seen("甲。", 1, snapshot=other, events=()))
    assert len(store.revisions("law")) == 1
    assert store.body(other.sha256) == other.body


def test_a_suspect_answer_is_kept_without_a_revision(store: Store) -> None:
    answer = snapshot(b"<html>please log in</html>")
    told = event("law", EventKind.SUSPECT)
    store.record(Record(state=SourceState(source_id="law"), snapshot=answer, events=(told,), sinks=("mail",)))
    assert store.body(answer.sha256) == answer.body
    assert store.latest("law") is None
    assert [each.kind for each in store.events()] == [EventKind.SUSPECT]


def test_a_better_reading_is_a_version_and_no_revision(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.record(seen("甲。", 1))
    monkeypatch.setattr(_record, "VERSION", "9.9.9")
    again = seen("甲。", 1, instrument=instrument("甲，乙。"), technical=True, events=())
    store.record(again)
    store.record(again)
    with store._database.read() as connection:
        assert connection.scalars(select(versions.c.version).order_by(versions.c.version)).all() == [1, 2]
    (only,) = store.revisions("law")
    assert (only.number, only.engine) == (1, "9.9.9")
    assert store.latest("law") == store.revision("law", 1) == only
    assert store.instrument("law", 1) == instrument("甲，乙。")
    assert store.events()[-1].kind is EventKind.ADDED
    store.record(seen("甲，乙。", 1, events=()))
    assert len(store.revisions("law")) == 1, "the new reading is what the next check compares with"


def test_a_report_made_before_a_better_reading_is_still_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    report = reported(instrument("甲。"), instrument("乙。"), ("art_1", "art_1"))
    store.record(seen("甲。", 1))
    store.record(seen("乙。", 2, report=report))
    monkeypatch.setattr(_record, "VERSION", "9.9.9")
    store.record(seen("乙。", 2, technical=True, events=()))
    assert store.latest("law") != store.revision("law", 1)
    assert store.report("law", 2) == report


def test_a_failure_in_the_middle_leaves_nothing(store: Store) -> None:
    store.record(seen("甲。", 1))
    with pytest.raises(SourceError, match="the sink"):
        store.record(seen("乙。", 2, sinks=("mail", "bad\0sink")))
    assert (len(store.revisions("law")), len(store.events()), store.state("law").checks) == (1, 1, 1)
    assert len(store.deliveries()) == 2


def test_bytes_that_are_not_what_their_hash_says_are_never_stored(store: Store) -> None:
    false = replace(snapshot(b"one"), body=b"two")
    with pytest.raises(ValueError, match="is not what its sha256 says"):
        store.record(seen("甲。", 1, snapshot=false))
    with pytest.raises(ValueError, match="without the bytes"):
        store.record(seen("甲。", 1, snapshot=None))
    assert store.events() == ()


def test_what_is_not_there_is_said_in_one_line(store: Store) -> None:
    store.record(seen("甲。", 1))
    for ask, words in (
        (lambda: store.revision("law", 2), "law has no revision 2; see"),
        (lambda: store.instrument("law", 0), "law has no revision 0; see"),
        (lambda: store.report("act", 1), "act has no revision 1; see"),
        (lambda: store.revision("law", 10**30), "law has no revision 10+;"),
        (lambda: store.event("none"), "the store has no event 'none'; see"),
        (lambda: store.body("none"), "the store has no bytes called 'none'; see"),
        (lambda: store.delivered("none"), "the store owes no message 'none'; see"),
    ):
        with pytest.raises(SourceError, match=words) as info:
            ask()
        assert "\n" not in str(info.value)


def test_events_are_asked_for_by_source_place_and_number(store: Store) -> None:
    for number, words in enumerate("甲乙丙", 1):
        store.record(seen(words, number))
        store.record(seen(words, number, source_id="act"))
    assert [each.sequence for each in store.events()] == [1, 2, 3, 4, 5, 6]
    assert [each.sequence for each in store.events(source_id="act")] == [2, 4, 6]
    assert [each.sequence for each in store.events(source_id="law", after=1, limit=1)] == [3]
    assert store.events(after=6) == ()


def test_text_no_database_can_hold_is_marked(store: Store) -> None:
    state = SourceState(source_id="law", message="a\0b\ud800c")
    told = event("law", EventKind.UNHEALTHY, title="a\0b", message="\udcff")
    (stored,) = store.record(Record(state=state, events=(told,)))
    assert store.state("law").message == "a\0b\ufffdc"  # JSON can hold the first, nothing the second
    assert (stored.title, stored.message) == ("a\ufffdb", "\ufffd")
    assert store.event(told.id) == stored
    assert list(store.verify()) == []


def test_what_was_stored_is_there_after_closing(address: str) -> None:
    with open_store(address) as first:
        (told,) = first.record(seen("甲。", 1))
        name = first.id
    with open_store(address, create=False) as again:
        assert (again.events(), again.id) == ((told,), name)
        assert list(again.verify()) == []


def test_threads_may_record_at_once(store: Store) -> None:
    failed: list[Exception] = []

    def work(source_id: str) -> None:
        try:
            for number, words in enumerate("甲乙丙丁", 1):
                store.record(seen(words, number, source_id))
        except Exception as error:  # noqa: BLE001, shown by the assertion
            failed.append(error)

    threads = [Thread(target=work, args=(f"law-{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [each.sequence for each in store.events()] == list(range(1, 25))
    assert all(len(store.revisions(f"law-{number}")) == 4 for number in range(6))
    assert list(store.verify()) == []
