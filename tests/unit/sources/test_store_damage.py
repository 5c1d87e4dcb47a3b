"""Rows D3, D6, D7 and D8: power cuts, long readers, flipped bytes, removed files; damage is told, never hidden."""

from __future__ import annotations

import random
import shutil
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from records import event, instrument, seen
from reports import reported

from gaidiff.errors import StoreError
from gaidiff.model.watch import EventKind, Record, SourceState
from gaidiff.sources import _database, store
from gaidiff.sources._acknowledged import SUFFIX
from gaidiff.sources.store import Problem, Store, open_store, salvage

SEED = 7
WORDS = "甲乙丙"


def filled(path: Path) -> Path:
    """A closed store with some of everything."""
    with open_store(path) as made:
        fill(made)
    return path


def fill(made: Store) -> None:
    for number, words in enumerate(WORDS, 1):
        report = reported(instrument("零。"), instrument(words), ("art_1", "art_1")) if number == 2 else None
        made.record(seen(words, number, report=report))
        made.record(seen(words, number, "act"))
    made.delivered(made.due_deliveries(0.0, sink="mail")[0].id)
    made.heartbeat("one", "2024-05-01")


def everything(opened: Store) -> object:
    """All a reader can ask for."""
    revisions = [*opened.revisions("law"), *opened.revisions("act")]
    return (
        opened.states(),
        opened.events(),
        opened.deliveries(),
        revisions,
        [opened.body(each.sha256) for each in revisions],
        [opened.instrument(each.source_id, each.number) for each in revisions],
        [opened.report(each.source_id, each.number) for each in revisions],
    )


def copied(source: Path, folder: Path, *suffixes: str) -> Path:
    """A copy of a store in a folder of its own, with some of the files beside it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for suffix in ("", *suffixes):
        shutil.copy(f"{source}{suffix}", f"{folder / source.name}{suffix}")
    return folder / source.name


def test_d7_each_flipped_byte_is_found_or_changes_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path / "watch.db")
    with open_store(path) as whole:
        expected = everything(whole)
    body = path.read_bytes()
    chance = random.Random(SEED)  # noqa: S311, a seed makes the run repeatable
    refused = found = harmless = 0
    for place in [*range(0, 100, 7), *(chance.randrange(len(body)) for _ in range(85))]:
        flipped = bytearray(body)
        flipped[place] ^= 1 << chance.randrange(8)
        copy = copied(path, tmp_path / "copy")
        copy.write_bytes(flipped)
        try:
            with open_store(copy) as opened:
                if list(opened.verify()):
                    found += 1
                    continue
                assert everything(opened) == expected, f"seed {SEED}, byte {place}"
                harmless += 1
        except StoreError:
            refused += 1
            assert copy.read_bytes() == bytes(flipped), "what is refused is left as it is"
    assert min(refused, found, harmless) > 0
    assert refused + found + harmless == 100


def test_d7_what_is_damaged_is_named(tmp_path: Path) -> None:
    path = filled(tmp_path / "watch.db")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE events SET message = 'another' WHERE sequence = 3")
        raw.execute(
            "UPDATE blobs SET zlib = CAST(zlib || x'00' AS BLOB) WHERE sha256 = (SELECT min(sha256) FROM blobs)"
        )
        raw.execute("DELETE FROM events WHERE sequence = 5")
        raw.execute("""UPDATE states SET body = '{"source_id": "law", "admin": true}' WHERE source_id = 'law'""")
        raw.commit()
    with open_store(path) as opened:
        problems = list(opened.verify())
        with pytest.raises(StoreError, match="row 'law' of states in the store is damaged"):
            opened.state("law")
    assert Problem("events 3", "the row is not what was written") in problems
    assert Problem("events", "the last is number 6, but there are 5: some are missing") in problems
    wheres = {problem.where.split()[0] for problem in problems}
    assert {"events", "blobs", "states", "deliveries"} <= wheres
    assert any("its bytes are not those that were stored" in problem.message for problem in problems)


@pytest.mark.parametrize("body", [b"<html>another</html>", b"<html>\xe7\x94\xb3</html>", b""])
def test_d7_bytes_that_are_not_those_of_their_name_are_never_given_out(tmp_path: Path, body: bytes) -> None:
    """A whole, well compressed text in place of another: of another length, of the same length, and empty."""
    path = filled(tmp_path / "watch.db")
    name = seen("甲", 1).snapshot
    assert name is not None
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE blobs SET zlib = ? WHERE sha256 = ?", (zlib.compress(body), name.sha256))
        raw.commit()
    with open_store(path) as opened:
        with pytest.raises(StoreError, match="its bytes are not those that were stored; run `gaidiff watch verify`"):
            opened.body(name.sha256)
        assert Problem(f"blobs {name.sha256}", "its bytes are not those that were stored") in list(opened.verify())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty, which no store ever is; restore a backup"),
        (b"# watch.toml\n[[source]]\n", "is no gaidiff store; give the path"),
        (b"SQLite format 3\0" + b"\0" * 8, "failed: file is not a database; restore a backup, or save what"),
    ],
)
def test_d7_a_file_that_is_no_store_is_refused_in_one_line_and_left_alone(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "watch.db"
    path.write_bytes(content)
    for create in (True, False):
        with pytest.raises(StoreError, match=words) as info:
            open_store(path, create=create)
        assert "\n" not in str(info.value)
        assert info.value.exit_code == 2
        assert path.read_bytes() == content


def test_d7_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    with pytest.raises(StoreError, match="is a database of another program"):
        open_store(path)


def test_d7_a_truncated_database_is_refused(tmp_path: Path) -> None:
    path = filled(tmp_path / "watch.db")
    path.write_bytes(path.read_bytes()[:-9000])
    with pytest.raises(StoreError, match=r"watch\.db"), open_store(path) as opened:
        list(everything(opened))  # type: ignore[call-overload]


def test_d7_a_damaged_or_cut_log_never_loses_an_acknowledged_record_in_silence(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311, a seed makes the run repeatable
    with open_store(tmp_path / "watch.db") as live:
        fill(live)
        expected = everything(live)
        log = Path(f"{tmp_path / 'watch.db'}-wal").read_bytes()
        assert len(log) > 50_000
        for turn in range(24):
            copy = copied(tmp_path / "watch.db", tmp_path / "copy", "-wal", SUFFIX)
            damaged = bytearray(log[: chance.randrange(len(log))] if turn % 2 else log)
            if not turn % 2:
                damaged[chance.randrange(len(log))] ^= 0x10
            Path(f"{copy}-wal").write_bytes(damaged)
            told = ""
            try:
                with open_store(copy) as opened:
                    assert everything(opened) == expected, f"seed {SEED}, turn {turn}"
            except StoreError as error:
                told = str(error)
            assert not told or "were acknowledged: its -wal file was removed" in told


def test_d8_a_removed_log_is_noticed_by_the_gap_in_commits(tmp_path: Path) -> None:
    with open_store(tmp_path / "watch.db") as live:
        live.record(seen("甲", 1))
        copy = copied(tmp_path / "watch.db", tmp_path / "copy", SUFFIX)
    with pytest.raises(
        StoreError, match=r"ends at commit 1, but 2 were acknowledged: its -wal file was removed"
    ) as info:
        open_store(copy)
    assert info.value.hint.endswith(f"remove {copy}{SUFFIX}")
    Path(f"{copy}{SUFFIX}").unlink()
    with open_store(copy) as opened:
        assert opened.events() == (), "whoever removes the note as told goes on from there"


def test_d8_a_removed_store_is_not_begun_anew_beside_what_is_left_of_it(tmp_path: Path) -> None:
    path = filled(tmp_path / "watch.db")
    path.unlink()
    with pytest.raises(StoreError, match=r"is missing, but .*-acknowledged says that there was one; restore a backup"):
        open_store(path)
    assert not path.exists()


@pytest.mark.parametrize("note", [b"", b"gaidiff store", b"\xff", None])
def test_d8_a_note_that_is_lost_or_torn_is_no_damage(tmp_path: Path, note: bytes | None) -> None:
    path = filled(tmp_path / "watch.db")
    beside = Path(f"{path}{SUFFIX}")
    if note is None:
        beside.unlink()
    else:
        beside.write_bytes(note)
    with open_store(path) as opened:
        opened.record(seen("丁", 4))
    assert b"commits 00000000000000000010" in beside.read_bytes()


def test_d3_a_power_cut_loses_nothing_acknowledged_however_the_end_of_the_log_is_torn(tmp_path: Path) -> None:
    """What was written after the last sync may be there, in part, or not at all; what was synced is there."""
    chance = random.Random(SEED)  # noqa: S311, a seed makes the run repeatable
    path, log = tmp_path / "watch.db", Path(f"{tmp_path / 'watch.db'}-wal")
    with open_store(path) as live:
        live.record(seen("零。", 1))
        for number, words in enumerate(WORDS, 2):
            copied(path, tmp_path / "before", "-wal", SUFFIX)
            synced = log.read_bytes()
            live.record(seen(words, number))
            written = log.read_bytes()
            assert written.startswith(synced)
            for _ in range(4):
                copy = copied(tmp_path / "before" / path.name, tmp_path / "copy", "-wal", SUFFIX)
                end = chance.randrange(len(synced), len(written))
                torn = bytes(chance.randrange(256) for _ in range(chance.choice((0, 24, 4096))))
                Path(f"{copy}-wal").write_bytes(written[:end] + torn)
                with open_store(copy) as opened:
                    assert len(opened.events()) in (number - 1, number), f"seed {SEED}, {end}"
                    assert len(opened.revisions("law")) == len(opened.events())
                    assert list(opened.verify()) == []


def test_d3_a_power_cut_while_the_log_is_moved_into_the_database_loses_nothing(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311, a seed makes the run repeatable
    path = tmp_path / "watch.db"
    with open_store(path) as live:
        fill(live)
        expected = everything(live)
        old = copied(path, tmp_path / "before", "-wal", SUFFIX).read_bytes()
    new, page = path.read_bytes(), 4096
    assert new != old
    for _ in range(8):
        copy = copied(tmp_path / "before" / path.name, tmp_path / "copy", "-wal", SUFFIX)
        with copy.open("r+b") as file:
            for place in range(0, len(new), page):
                if chance.random() < 0.5:
                    file.seek(place)
                    file.write(new[place : place + chance.choice((page, page, 512))])
        with open_store(copy) as opened:
            assert everything(opened) == expected
            assert list(opened.verify()) == []


def test_d6_a_long_reader_is_noticed_and_the_log_shrinks_when_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_database, "WAL_KEPT", 100_000)
    monkeypatch.setattr(store, "MANY_WAL_BYTES", 2_000_000)
    path = tmp_path / "watch.db"
    chance = random.Random(SEED)  # noqa: S311, a seed makes the run repeatable
    with open_store(path) as live, closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM events").fetchone()
        assert live.notices() == ()
        log = Path(f"{path}-wal")

        def grow(number: int) -> None:
            live.record(
                Record(state=SourceState(source_id="law", checks=number, message=chance.randbytes(200_000).hex()))
            )

        for number in range(8):
            grow(number)
        assert log.stat().st_size > 2_000_000
        (notice,) = live.notices()
        assert "a program reads the store for a long time" in notice
        reader.execute("COMMIT")
        for number in range(3):
            grow(number)
        assert log.stat().st_size < 2_000_000
        assert live.notices() == ()


def test_d7_what_is_readable_of_a_damaged_store_is_saved(tmp_path: Path) -> None:
    path = filled(tmp_path / "watch.db")
    with open_store(path) as whole:
        states, events, body = whole.states(), whole.events(), bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as raw:
        (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'deliveries'").fetchone()
    body[(root - 1) * 4096 : (root - 1) * 4096 + 100] = b"\xff" * 100
    path.write_bytes(body)
    with pytest.raises(StoreError, match="save what is readable with `gaidiff watch verify --salvage NEW`"):
        open_store(path)
    report = {line.table: line for line in salvage(path, tmp_path / "saved.db")}
    assert (report["events"].saved, report["events"].lost) == (6, 0)
    assert report["deliveries"].lost > 0
    assert path.read_bytes() == body
    with open_store(tmp_path / "saved.db") as saved:
        assert (saved.states(), saved.events()) == (states, events)
        assert saved.instrument("law", 3) == instrument("丙")
    with pytest.raises(StoreError, match=r"saved\.db exists"):
        salvage(path, tmp_path / "saved.db")


def test_d7_a_row_that_is_not_what_was_written_is_not_saved(tmp_path: Path) -> None:
    path = filled(tmp_path / "watch.db")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE events SET message = 'another' WHERE sequence = 3")
        raw.commit()
    (line,) = [each for each in salvage(path, tmp_path / "saved.db") if each.table == "events"]
    assert (line.saved, line.lost) == (5, 1)
    with pytest.raises(StoreError, match="does not exist"):
        salvage(tmp_path / "none.db", tmp_path / "other.db")
    (tmp_path / "text.db").write_bytes(b"no database at all, but long enough to have a header" * 30)
    with pytest.raises(StoreError, match="nothing can be read"):
        salvage(tmp_path / "text.db", tmp_path / "other.db")
    assert not (tmp_path / "other.db").exists()


def test_d7_one_bad_event_does_not_stop_the_store_from_opening(tmp_path: Path) -> None:
    path = filled(tmp_path / "watch.db")
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE events SET kind = 'abolished' WHERE sequence = 3")
        raw.commit()
    with open_store(path) as opened:
        assert len(opened.events(after=3)) == 3
        with pytest.raises(StoreError, match="row 3 of events in the store is damaged"):
            opened.events()
        (told,) = opened.record(Record(state=SourceState(source_id="x"), events=(event("x", EventKind.SUSPECT),)))
        assert told.sequence == 7
