"""Rows D1 to D5 and D9: processes killed at random, at each statement and at each system call, and full disks."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

import pytest
from kills import HERE, Nursery
from kills_of_store import MIGRATIONS, SOURCES, next_record, words_of
from records import SINKS, instrument

from gaidiff.errors import StoreError
from gaidiff.model.watch import DeliveryState
from gaidiff.sources._acknowledged import SUFFIX
from gaidiff.sources._database import sqlite_database
from gaidiff.sources._migrations import migrate
from gaidiff.sources.store import Store, open_store

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")

CYCLES = 40
SEED = 20240501


def check(store: Store, acknowledged: Iterable[str]) -> None:
    """All that was acknowledged is there, and everything that is there is whole."""
    stored = {event.id: event for event in store.events()}
    owed = {delivery.id: delivery for delivery in store.deliveries()}
    for line in acknowledged:
        what, *words = line.split()
        if what == "revision":
            assert (stored[words[2]].source_id, stored[words[2]].new) == (words[0], int(words[1]))
        elif what == "sent":
            assert owed[words[0]].state is DeliveryState.SENT
    assert [event.sequence for event in stored.values()] == list(range(1, len(stored) + 1))
    assert {(delivery.event.id, delivery.sink) for delivery in owed.values()} == {(e, s) for e in stored for s in SINKS}
    for source_id in SOURCES:
        revisions = store.revisions(source_id)
        assert [revision.number for revision in revisions] == list(range(1, len(revisions) + 1))
        assert store.state(source_id).checks == len(revisions) == len(store.events(source_id=source_id))
        for revision in revisions[-2:]:
            assert store.instrument(source_id, revision.number) == instrument(words_of(source_id, revision.number))
            assert (store.report(source_id, revision.number) is None) == (revision.number == 1)
    assert list(store.verify()) == []


def test_d1_nothing_acknowledged_is_lost_by_a_kill_at_any_moment(tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    moments = random.Random(SEED)  # noqa: S311, a seed makes the run repeatable
    acknowledged: list[str] = []
    with Nursery("kills_of_store:keep_recording", str(path)) as nursery:
        for cycle in range(CYCLES):
            acknowledged += nursery.life(seconds=moments.uniform(0, 0.05), lines=cycle % 2)
            if path.exists():
                with open_store(path, create=False) as store:
                    stored = {event.id for event in store.events()}
                    lost = [line for line in acknowledged if line.startswith("rev") and line.split()[3] not in stored]
                    assert not lost, f"seed {SEED}, cycle {cycle}"
    with open_store(path, create=False) as store:
        check(store, acknowledged)
    assert len(acknowledged) >= CYCLES // 2
    drafts = [file.name for file in tmp_path.iterdir() if file.name not in {path.name, f"{path.name}{SUFFIX}"}]
    assert all(".new-" in name for name in drafts), "only what a kill inside the very first opening leaves"


@pytest.mark.parametrize("before", [0, 1])
def test_d2_a_kill_at_each_statement_of_a_record_leaves_all_of_it_or_nothing(tmp_path: Path, before: int) -> None:
    start, path, point = tmp_path / "start.db", tmp_path / "watch.db", tmp_path / "point"
    with open_store(start) as store:
        for _ in range(before):
            store.record(next_record(store, SOURCES[0]))
    outcomes = []
    with Nursery("kills_of_store:record_once", str(path), str(point)) as nursery:
        while not outcomes or not outcomes[-1][0]:
            for file in tmp_path.glob("watch.db*"):
                file.unlink()
            shutil.copy(start, path)
            point.write_text(str(len(outcomes) + 1), encoding="ascii")
            acknowledged = nursery.life(lines=10_000, idle=True)
            with open_store(path, create=False) as store:
                check(store, acknowledged)
                outcomes.append((bool(acknowledged), len(store.events()) - before))
    told = [events for _, events in outcomes]
    assert told == sorted(told), "once committed it stays"
    assert {0, 1} == set(told)
    assert told.count(1) >= 2, "also committed and not yet acknowledged"
    assert len(outcomes) > 15


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace injects the faults")
@pytest.mark.parametrize("call", ["pwrite64", "fdatasync", "fsync"])
def test_d2_a_kill_at_system_calls_of_a_record_leaves_all_of_it_or_nothing(tmp_path: Path, call: str) -> None:
    """The n-th call of each kind is where the process dies: at its entry, so that it is not done.

    The first eight `pwrite64` make the file that the log is shared by; two for each page of the log follow.
    """
    path = tmp_path / "watch.db"
    for number in (9, 12, 33) if call == "pwrite64" else (1, 2):
        faults = f"inject={call}:signal=SIGKILL:when={number}"
        said = strace(faults, "keep_recording_twice", path)
        if path.exists():
            with open_store(path, create=False) as store:
                check(store, said)


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace injects the faults")
@pytest.mark.parametrize(
    ("call", "first", "error"), [("fdatasync,fsync", 3, "EIO"), ("pwrite64", 3, "EIO"), ("pwrite64", 60, "ENOSPC")]
)
def test_d4_an_error_of_the_disk_is_told_and_loses_nothing_acknowledged(
    tmp_path: Path, call: str, first: int, error: str
) -> None:
    path = tmp_path / "watch.db"
    with open_store(path) as store:
        store.record(next_record(store, SOURCES[0]))
    said = strace(f"inject={call}:error={error}:when={first}+", "record_until_refused", path)
    assert [line for line in said if line.startswith("refused")], said
    with open_store(path, create=False) as store:
        check(store, said)


def strace(faults: str, function: str, path: Path) -> list[str]:
    """The lines a process says that runs one function of `kills_of_store` under faults."""
    code = f"import kills, kills_of_store as k; k.{function}(kills._acknowledge, {str(path)!r})"
    traced = f"trace={faults.removeprefix('inject=').partition(':')[0]}"
    command = ["strace", "-f", "-qq", "-o", os.devnull, "-e", traced, "-e", faults, sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent)])}
    done = subprocess.run(command, capture_output=True, check=False, env=environment, timeout=60)
    return done.stdout.decode().splitlines()


def test_d4_a_full_disk_is_told_and_the_same_store_goes_on_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    with Nursery("kills_of_store:record_on_a_full_disk", str(path)) as nursery:
        said = nursery.life(lines=10_000, idle=True)
    refused = [line for line in said if line.startswith("refused")]
    kept = [int(line.split()[2]) for line in said if line.startswith("revision")]
    assert len(refused) == 1
    assert "watch.db failed:" in refused[0]
    assert kept == list(range(1, len(kept) + 1))
    with open_store(path, create=False) as store:
        assert [revision.number for revision in store.revisions("law")] == kept
        assert list(store.verify()) == []


def test_d4_a_store_that_may_not_be_opened_for_want_of_descriptors_says_so(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "watch.db"
    open_store(path).close()
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
        with pytest.raises(StoreError, match=r"failed: .*(?:open|files)"):
            open_store(path, create=False)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    with open_store(path, create=False) as store:
        assert list(store.verify()) == []


def test_d5_several_processes_on_one_file_have_one_leader_and_tell_each_change_once(tmp_path: Path) -> None:
    path = tmp_path / "watch.db"
    open_store(path).close()
    with Nursery("kills_of_store:share", str(path)) as nursery:
        said = nursery.life(lines=16, children=3)
    leaders = {line.split()[1] for line in said if line.startswith("leader")}
    revisions = [tuple(line.split()[1:3]) for line in said if line.startswith("revision")]
    assert len(leaders) == 1
    assert len(revisions) == len(set(revisions)) > 8
    with open_store(path, create=False) as store:
        check(store, said)


def test_d9_a_migration_killed_at_each_statement_is_resumed_and_a_copy_is_kept(tmp_path: Path) -> None:
    start, path, point = tmp_path / "start.db", tmp_path / "watch.db", tmp_path / "point"
    with open_store(start) as store:
        (told,) = store.record(next_record(store, SOURCES[0]))
    number, done, versions = 0, False, set()
    with Nursery("kills_of_store:migrate_once", str(path), str(point)) as nursery:
        while not done:
            number += 1
            for file in tmp_path.glob("watch.db*"):
                file.unlink()
            shutil.copy(start, path)
            point.write_text(str(number), encoding="ascii")
            done = bool(nursery.life(lines=10_000, idle=True))
            versions.add(schema_of(path))
            resumed = sqlite_database(path)
            migrate(resumed, MIGRATIONS, newest=3)
            resumed.close()
            assert schema_of(path) == ("3", 1)
            with open_store(Path(f"{path}.schema-1.backup"), create=False) as backup:
                assert backup.events() == (told,)
    assert {("1", 0), ("2", 0), ("3", 1)} == versions
    assert len(MIGRATIONS) == 2
    with pytest.raises(StoreError, match="has schema 3, and this gaidiff knows 1 at most; use the newer gaidiff"):
        open_store(path)
    assert schema_of(path) == ("3", 1), "an older gaidiff leaves it as it is"


def schema_of(path: Path) -> tuple[str, int]:
    """The schema a store says it has, and how many rows the newest migration has written."""
    with closing(sqlite3.connect(path)) as connection:
        version = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()[0]
        tables = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'notes'").fetchone()[0]
        return version, connection.execute("SELECT count(*) FROM notes").fetchone()[0] if tables else 0
