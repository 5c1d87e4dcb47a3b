"""Stores are made whole, copied whole, and refused in one line; rows D20, D22 and D24."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from records import event, instrument, seen
from sqlalchemy import inspect

from gaidiff.errors import ConfigError, GaidiffError, SourceError, StoreError
from gaidiff.model.watch import EventKind, Record, SourceState
from gaidiff.sources import _opening
from gaidiff.sources.store import Store, open_store

HOSTILE = [
    "../../x",
    "CON",
    "law.",
    "law ",
    "x" * 300,
    "a/b\\c:d*?",
    "line\nline",
    "法",
    "\u202elaw",
    "'; DROP TABLE events; --",
    '" OR 1=1 --',
    "%s %(x)s :name ?",
    "Law",
    "law",
]


def test_d7_a_missing_store_is_made_only_if_asked(tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    with pytest.raises(StoreError, match=r"the store .*watch\.db does not exist; `gaidiff watch add` makes one"):
        open_store(path, create=False)
    assert list(tmp_path.iterdir()) == []
    open_store(str(path)).close()
    with open_store(f"sqlite:///{path}", create=False) as opened:
        assert re.fullmatch("[0-9a-f]{32}", opened.id)
        assert opened.address == str(path)


def test_d1_a_store_that_could_not_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_connection: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_opening, "create_tables", fail)
    with pytest.raises(StoreError, match="No space left on device"):
        open_store(tmp_path / "watch.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://me:secret@db/x", r"mysql://me:\*\*\*@db/x is no address of a store; use a path"),
        ("sqlite://", "is no address of a store"),
        ("sqlite:///:memory:", "is no address of a store"),
        ("://", "makes no sense"),
        ("postgresql://me:secret@127.0.0.1:1/none", r"the store postgresql://me:\*\*\*@127.0.0.1:1/none failed: "),
        ("no/such/folder/watch.db", "the folder no/such/folder does not exist"),
        ("watch\0.db", "holds a NUL"),
        (".", r"\. is no file"),
    ],
)
def test_an_address_that_is_none_is_refused_in_one_line_without_its_password(address: str, words: str) -> None:
    with pytest.raises(GaidiffError, match=words) as info:
        open_store(address)
    assert isinstance(info.value, (StoreError, ConfigError))
    assert "\n" not in str(info.value)
    assert "secret" not in str(info.value)


def test_a_backup_is_a_whole_store_and_never_overwrites(store: Store, tmp_path: Path) -> None:
    report_of = dict(enumerate("甲乙丙", 1))
    for number, words in report_of.items():
        store.record(seen(words, number))
    target = tmp_path / "backups" / "one.db"
    with pytest.raises(StoreError, match=r"the folder .* does not exist"):
        store.backup(target)
    target.parent.mkdir()
    store.backup(target)
    with open_store(target, create=False) as copy:
        assert (copy.id, copy.events(), copy.states()) == (store.id, store.events(), store.states())
        assert copy.deliveries() == store.deliveries()
        assert [copy.instrument("law", n) for n in report_of] == [instrument(words) for words in report_of.values()]
        assert list(copy.verify()) == []
        copy.record(seen("丁", 4))
    with pytest.raises(StoreError, match=r"one\.db exists; choose another name"):
        store.backup(target)
    assert not [file for file in target.parent.iterdir() if ".new-" in file.name]


def test_d22_d24_an_id_is_only_a_value_whatever_it_says(store: Store, tmp_path: Path) -> None:
    before = {file.name for file in tmp_path.rglob("*")}
    for source_id in HOSTILE:
        use_everywhere(store, source_id)
    assert [state.source_id for state in store.states()] == sorted(HOSTILE)
    assert list(store.verify()) == []
    beside = {file.name for file in tmp_path.rglob("*")} - before
    assert all(name.startswith("watch.db-") for name in beside), "no id ever becomes the name of a file"


def use_everywhere(store: Store, source_id: str) -> None:
    told = event(source_id, EventKind.CHANGED, title=source_id, message=source_id, id=source_id)
    store.record(seen("甲", 1, source_id, events=(told,), sinks=(source_id,)))
    assert [each.source_id for each in store.events(source_id=source_id)] == [source_id]
    assert store.event(source_id).title == source_id
    assert store.state(source_id).source_id == source_id
    (owed,) = store.due_deliveries(0.0, sink=source_id)
    store.postponed(owed.id, due_at=1.0, error=source_id)
    assert {each.error for each in store.deliveries() if each.id == owed.id} == {source_id}
    assert store.claim([source_id], source_id, now=0.0, seconds=1.0) == (source_id,)
    assert store.lease(source_id, source_id, now=0.0, seconds=1.0)
    store.heartbeat(source_id, "2024-05-01")
    assert store.instrument(source_id, 1) == instrument("甲")


def test_d22_ids_that_differ_in_case_only_are_two_sources(store: Store) -> None:
    store.record(seen("甲", 1, "Law"))
    store.record(seen("乙", 1, "law"))
    assert store.instrument("Law", 1) == instrument("甲")
    assert [state.source_id for state in store.states()] == ["Law", "law"]


def test_d22_an_id_no_database_keeps_apart_is_refused_before_anything_is_written(store: Store) -> None:
    for source_id in ("", "a\0b", "x" * 301, "\udc80"):
        with pytest.raises(SourceError, match="cannot be a key of the store; use 1 to 300 plain characters"):
            store.record(Record(state=SourceState(source_id=source_id)))
    assert store.states() == ()


def test_d24_every_table_is_there_after_all_of_it(store: Store) -> None:
    for words in HOSTILE:
        with pytest.raises(SourceError):
            store.event(words)
        assert store.revisions(words) == ()
    with store._database.read() as connection:
        assert len(inspect(connection).get_table_names()) == 11


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="counts open files in /proc")
def test_d20_open_files_and_files_on_disk_do_not_grow(tmp_path: Path) -> None:
    with open_store(tmp_path / "watch.db") as live:
        counts = []
        for turn in range(4):
            for number in range(150):
                live.record(Record(state=SourceState(source_id=f"law-{number}", checks=turn)))
                live.states()
            counts.append((len(list(Path("/proc/self/fd").iterdir())), {file.name for file in tmp_path.iterdir()}))
        log = Path(f"{live.address}-wal").stat().st_size
    assert counts == [counts[0]] * 4
    assert log < 6_000_000
