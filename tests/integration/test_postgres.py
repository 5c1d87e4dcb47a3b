"""Rows D12 to D14 on a real PostgreSQL: several workers, killed workers, connections lost inside a commit."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from kills import Nursery
from kills_of_store import SOURCES, next_record
from records import event, instrument, seen
from servers import postgres_server
from sqlalchemy import event as listening
from sqlalchemy import select

from gaidiff.errors import SourceError, StoreError
from gaidiff.model.watch import EventKind, Record, SourceState
from gaidiff.sources import _schema
from gaidiff.sources.store import Store, open_store

CYCLES = 6
# the view shows the locks of the whole server, and other tests lock in their own databases at the same time
ADVISORY_LOCKS = """
    SELECT count(*) FROM pg_locks
    WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the server listens on a socket in a folder")


def end_connections(server: Any, address: str) -> None:
    """Let the server end every connection to one database, as a restart or an administrator would."""
    import psycopg

    name = address.rsplit("/", 1)[1].partition("?")[0]
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))


def whole(store: Store) -> None:
    """Nothing twice, nothing missing."""
    events = store.events()
    assert [told.sequence for told in events] == list(range(1, len(events) + 1))
    assert len({(told.source_id, told.new) for told in events}) == len(events)
    for source_id in SOURCES:
        numbers = [revision.number for revision in store.revisions(source_id)]
        assert numbers == [told.new for told in store.events(source_id=source_id)] == list(range(1, len(numbers) + 1))
    assert len(store.deliveries()) == 2 * len(events)
    assert list(store.verify()) == []


def test_d12_workers_that_are_killed_leave_nothing_twice_nothing_lost_and_no_source_stuck(
    postgres_address: str,
) -> None:
    said: list[str] = []
    with open_store(postgres_address) as store:
        with Nursery("kills_of_store:share", postgres_address) as nursery:
            for _ in range(CYCLES):
                said += nursery.life(lines=8, children=3)
                for source_id in SOURCES:  # what the killed held has expired for whoever comes later
                    assert store.claim([source_id], "later", now=10.0, seconds=0.1) == (source_id,)
                store.unclaim(SOURCES, "later")
        acknowledged = [tuple(line.split()[1:3]) for line in said if line.startswith("revision")]
        stored = {(told.source_id, str(told.new)) for told in store.events()}
        assert len(acknowledged) == len(set(acknowledged)) > CYCLES
        assert set(acknowledged) <= stored
        whole(store)


def test_d12_workers_at_once_get_each_source_once(postgres_address: str) -> None:
    names = [f"law-{number}" for number in range(200)]
    workers = 4
    ready = Barrier(workers)
    with open_store(postgres_address) as store:

        def work(owner: int) -> tuple[str, ...]:
            ready.wait()
            return store.claim(names, str(owner), now=0.0, seconds=9.0)

        with ThreadPoolExecutor(workers) as pool:
            got = [name for mine in pool.map(work, range(workers)) for name in mine]
        assert len(got) == len(set(got))
        left = store.claim(names, "later", now=1.0, seconds=9.0)
        assert sorted([*got, *left]) == sorted(names), "what all skipped because another looked at it is free"


def test_d12_a_sequence_once_seen_has_nothing_added_below_it(postgres_address: str) -> None:
    """Numbers given out by a sequence of the database would be committed in another order than they were given."""
    with open_store(postgres_address) as store, open_store(postgres_address) as other:
        held: list[list[int]] = []

        def slowly(_connection: object) -> None:
            if not held:
                held.append([told.sequence for told in other.events()])

        listening.listen(store._database.engine, "commit", slowly)
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(lambda number: store.record(seen("甲", 1, f"law-{number}")), range(8)))
        assert [told.sequence for told in other.events()] == list(range(1, 9))
        assert held == [[]], "what is not committed is not seen, and what is seen is complete"


@pytest.mark.parametrize("moment", range(1, 14, 3))
def test_d13_a_connection_killed_inside_a_record_is_made_again(
    postgres: Any, postgres_address: str, moment: int
) -> None:
    with open_store(postgres_address) as store:
        store.record(next_record(store, SOURCES[0]))
        count = 0

        def step(*_arguments: object) -> None:
            nonlocal count
            count += 1
            if count == moment:
                end_connections(postgres, postgres_address)

        record = next_record(store, SOURCES[0])
        listening.listen(store._database.engine, "before_cursor_execute", step)
        (told,) = store.record(record)
        listening.remove(store._database.engine, "before_cursor_execute", step)
        assert count > moment
        assert store.events()[-1] == told
        whole(store)


@pytest.mark.parametrize("done", ["committed", "not committed"])
def test_d13_a_commit_whose_answer_is_lost_is_neither_lost_nor_doubled(
    postgres: Any, postgres_address: str, monkeypatch: pytest.MonkeyPatch, done: str
) -> None:
    """Whether the server had committed or not when the connection went: the record is made again under its ids."""
    with open_store(postgres_address) as store:
        dialect = store._database.engine.dialect
        commit: Callable[[Any], None] = dialect.do_commit
        lost: list[str] = []

        def losing(connection: Any) -> None:
            if done == "committed":
                commit(connection)
            if not lost:
                lost.append(done)
                end_connections(postgres, postgres_address)
                connection.execute("SELECT 1")
            if done != "committed":
                commit(connection)

        monkeypatch.setattr(dialect, "do_commit", losing)
        (told,) = store.record(next_record(store, SOURCES[0]))
        assert lost == [done]
        assert store.events() == (told,)
        whole(store)


def test_d13_a_server_that_goes_down_hard_and_comes_back_has_all_that_was_acknowledged() -> None:
    with postgres_server(alone=True) as server, open_store(server.get_uri()) as store:
        told = [store.record(next_record(store, SOURCES[0])) for _ in range(3)]
        server_command(server, "stop", "-m", "immediate")
        with pytest.raises(StoreError, match=r"^the store postgresql://.* failed: "):
            store.events()
        server.ensure_postgres_running()
        assert [store.event(each.id) for (each,) in told] == [each for (each,) in told]
        store.record(next_record(store, SOURCES[0]))
        whole(store)


def server_command(server: Any, *arguments: str) -> None:
    command = [str(server.bin_path / "pg_ctl"), "-w", "-D", str(server.pgdata), *arguments]
    subprocess.run(command, check=True, capture_output=True, user=server.system_user, cwd="/", timeout=60)


def test_d14_no_lock_is_left_behind_by_a_session(postgres_address: str) -> None:
    """A pooler gives the session to somebody else after each transaction: no session may hold what outlives one."""
    from sqlalchemy import text

    with open_store(postgres_address) as store:
        store.record(seen("甲", 1))
        assert store.lease("leader", "one", now=0.0, seconds=9.0)
        assert store.claim(["law"], "one", now=0.0, seconds=9.0) == ("law",)
        with open_store(postgres_address) as other, other._database.read() as connection:
            assert connection.scalar(text(ADVISORY_LOCKS)) == 0
            assert connection.scalar(text("SELECT count(*) FROM pg_prepared_statements")) == 0
            assert not other.lease("leader", "two", now=1.0, seconds=9.0)


def test_two_workers_that_begin_at_once_make_one_store(postgres_address: str) -> None:
    ready = Barrier(3)

    def begin(_number: int) -> str:
        ready.wait()
        with open_store(postgres_address) as store:
            return store.id

    with ThreadPoolExecutor(3) as pool:
        assert len(set(pool.map(begin, range(3)))) == 1


def test_two_workers_on_one_source_make_one_revision_of_one_text(postgres_address: str) -> None:
    ready = Barrier(4)
    with open_store(postgres_address) as store:

        def work(number: int) -> str:
            ready.wait()
            words = "甲" if number % 2 else "乙"
            told = event("law", EventKind.ADDED, new=1, message=words, at=str(number))
            try:
                return store.record(seen(words, 1, events=(told,)))[0].id
            except SourceError:
                return ""

        with ThreadPoolExecutor(4) as pool:
            ids = list(pool.map(work, range(4)))
        assert len({each for each in ids if each}) == 1, "who came second is told so, or that it is known"
        assert len(store.events()) == len(store.revisions("law")) == 1


def test_a_database_of_another_program_is_left_alone(postgres_address: str) -> None:
    import psycopg

    with psycopg.connect(postgres_address, autocommit=True) as connection:
        connection.execute("CREATE TABLE events (id integer)")
    with pytest.raises(StoreError, match=r'"events" already exists; give gaidiff a database of its own'):
        open_store(postgres_address)
    with psycopg.connect(postgres_address) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    assert tables == [("events",)]


def test_d7_a_missing_store_on_a_server_is_made_only_if_asked(postgres_address: str) -> None:
    with pytest.raises(StoreError, match=r"there is no store at postgresql://"):
        open_store(postgres_address, create=False)
    open_store(postgres_address).close()
    with open_store(postgres_address, create=False) as store:
        assert store.states() == ()


def test_d9_a_newer_schema_on_a_server_is_refused(postgres_address: str) -> None:
    with open_store(postgres_address) as store:
        version = _schema.meta.c.key == "schema_version"
        store._database.write(
            lambda connection: connection.execute(_schema.meta.update().where(version).values(value="2"))
        )
    with pytest.raises(StoreError, match="has schema 2, and this gaidiff knows 1 at most"):
        open_store(postgres_address)


def test_d7_a_row_changed_behind_the_store_is_found_on_a_server_too(postgres_address: str) -> None:
    with open_store(postgres_address) as store:
        store.record(seen("甲", 1))
        blobs = _schema.blobs
        with store._database.read() as connection:
            name = connection.scalar(select(blobs.c.sha256).order_by(blobs.c.sha256).limit(1))
        store._database.write(
            lambda connection: connection.execute(blobs.update().where(blobs.c.sha256 == name).values(zlib=b"x"))
        )
        assert next(store.verify()).where == f"blobs {name}"


def test_a_copy_of_a_store_on_a_server_is_a_store_in_a_file(postgres_address: str, tmp_path: Path) -> None:
    with open_store(postgres_address) as store:
        store.record(seen("甲", 1))
        store.record(Record(state=SourceState(source_id="act", due_at=0.1)))
        store.backup(tmp_path / "copy.db")
        with open_store(tmp_path / "copy.db", create=False) as copy:
            assert (copy.states(), copy.events(), copy.id) == (store.states(), store.events(), store.id)
            assert copy.instrument("law", 1) == instrument("甲")
            copy.record(seen("乙", 2))
            assert list(copy.verify()) == []
