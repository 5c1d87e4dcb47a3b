"""An address in, a store that is written to until the process is killed out: what `kills` lets live."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from pathlib import Path

from records import SINKS, instrument, seen
from reports import reported
from sqlalchemy import event, text

from gaidiff.errors import SourceError, StoreError
from gaidiff.model.watch import Record
from gaidiff.sources import _migrations
from gaidiff.sources._database import sqlite_database
from gaidiff.sources._migrations import Migration, migrate
from gaidiff.sources.store import Store, open_store

Acknowledge = Callable[[str], None]

SOURCES = ("law", "act")
REPORT = reported(instrument("甲。"), instrument("乙。"), ("art_1", "art_1"))


def words_of(source_id: str, number: int) -> str:
    return f"第{number}版{source_id}。"


def next_record(store: Store, source_id: str) -> Record:
    last = store.latest(source_id)
    number = 1 if last is None else last.number + 1
    return seen(words_of(source_id, number), number, source_id, report=REPORT if number > 1 else None)


def keep_recording(acknowledge: Acknowledge, address: str) -> None:
    """Revision after revision of two sources, and a message sent now and then."""
    store = open_store(address)
    while True:
        for source_id in SOURCES:
            (told,) = store.record(next_record(store, source_id))
            acknowledge(f"revision {source_id} {told.new} {told.id}")
        for owed in store.due_deliveries(0.0, sink=SINKS[0], limit=1):
            store.delivered(owed.id)
            acknowledge(f"sent {owed.id}")


def record_once(acknowledge: Acknowledge, path: str, point: str) -> None:
    """One record, and a kill before or after the statement whose number the file `point` holds."""
    store = open_store(path)
    kill_at(store, int(Path(point).read_text(encoding="ascii")))
    (told,) = store.record(next_record(store, SOURCES[0]))
    acknowledge(f"revision {SOURCES[0]} {told.new} {told.id}")
    os.kill(os.getpid(), signal.SIGKILL)


def kill_at(store: Store, point: int) -> None:
    """Die at the `point`-th boundary from now: before each statement, before each commit and after it.

    After one statement and before the next is the same: nothing is written in between.
    """
    count = 0

    def step(*_arguments: object) -> None:
        nonlocal count
        count += 1
        if count == point:
            os.kill(os.getpid(), signal.SIGKILL)

    engine = store._database.engine
    for moment in ("before_cursor_execute", "commit", "checkin"):
        event.listen(engine, moment, step)


def migrate_once(acknowledge: Acknowledge, path: str, point: str) -> None:
    """Two migrations, and a kill at one of their statements."""
    database = sqlite_database(Path(path))
    with database.read() as connection:
        database.store_id = _migrations.store_id_of(connection)
    kill_at(Store(database), int(Path(point).read_text(encoding="ascii")))
    migrate(database, MIGRATIONS, newest=3)
    acknowledge("migrated")
    os.kill(os.getpid(), signal.SIGKILL)


MIGRATIONS = (
    Migration(2, lambda connection: _run(connection, "ALTER TABLE events ADD COLUMN weight INTEGER")),
    Migration(
        3,
        lambda connection: _run(
            connection,
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT NOT NULL)",
            "INSERT INTO notes (id, words) SELECT sequence, message FROM events",
            "UPDATE events SET weight = 1",
        ),
    ),
)


def _run(connection: object, *statements: str) -> None:
    for statement in statements:
        connection.execute(text(statement))  # type: ignore[attr-defined]


def record_on_a_full_disk(acknowledge: Acknowledge, path: str) -> None:
    """Record until the file may grow no more; then the limit is lifted, and the same store goes on."""
    store = open_store(path)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, hard))
    for number in range(1, 2_000):
        body = os.urandom(30_000)
        try:
            store.record(_large(number, body))
        except StoreError as error:
            acknowledge(f"refused {number} {error}")
            break
        acknowledge(f"revision law {number}")
    assert store.state("law").checks == number - 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    store.record(_large(number, body))
    acknowledge(f"revision law {number}")
    os.kill(os.getpid(), signal.SIGKILL)


def _large(number: int, body: bytes) -> Record:
    from records import snapshot

    return seen(words_of("law", number), number, snapshot=snapshot(body))


def share(acknowledge: Acknowledge, address: str) -> None:
    """One of several processes on one store: a leader by lease, and claims of sources that all want to check."""
    store = open_store(address)
    owner = str(os.getpid())
    leads = False
    while True:
        if store.lease("leader", owner, now=1.0, seconds=2.0) and not leads:
            acknowledge(f"leader {owner}")
            leads = True
        for source_id in store.claim(SOURCES, owner, now=1.0, seconds=2.0):
            _check(acknowledge, store, source_id, owner)
        store.unclaim(SOURCES, owner)


def _check(acknowledge: Acknowledge, store: Store, source_id: str, owner: str) -> None:
    try:
        (told,) = store.record(next_record(store, source_id))
    except SourceError as error:
        acknowledge(f"refused {error}")
    else:
        acknowledge(f"revision {source_id} {told.new} {told.id} {owner}")


def keep_recording_twice(acknowledge: Acknowledge, path: str) -> None:
    """Four records, and the end."""
    with open_store(path) as store:
        for source_id in (*SOURCES, *SOURCES):
            (told,) = store.record(next_record(store, source_id))
            acknowledge(f"revision {source_id} {told.new} {told.id}")


def record_until_refused(acknowledge: Acknowledge, path: str) -> None:
    """Records until the store cannot be written, or not even be opened."""
    store = None
    for _ in range(20):
        try:
            store = store or open_store(path)
            (told,) = store.record(next_record(store, SOURCES[0]))
        except StoreError as error:
            acknowledge(f"refused {error}")
            return
        acknowledge(f"revision {SOURCES[0]} {told.new} {told.id}")
