"""A store in, a whole copy of it in a new SQLite file out."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select

from gaidiff.errors import StoreError
from gaidiff.sources import _schema
from gaidiff.sources._database import sqlite_database, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

    from gaidiff.sources._database import Database

BATCH: Final = 200  # rows in memory at once; a row of `blobs` may be some megabytes
BESIDE: Final = ("-wal", "-shm", "-journal")


def copy_of(database: Database, target: Path) -> None:
    """Copy a store that may be in use to `target`, which must not exist; a copy that is there is a whole one."""
    with new_file(target) as draft:
        if database.path is not None:
            _copy_pages(database, draft)
        else:
            _copy_rows(database, draft)


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A draft to fill, which becomes `target` when all went well; never in place of something else."""
    with told(str(target)):
        if os.path.lexists(target):
            raise StoreError(f"{target} exists", "choose another name; a store or a backup is never overwritten")
        if not target.parent.is_dir():
            raise StoreError(f"the folder {target.parent} does not exist", "make it first")
        draft = target.with_name(f"{target.name}.new-{secrets.token_hex(4)}")
        try:
            yield draft
            _published(draft, target)
        finally:
            for suffix in ("", *BESIDE):
                with suppress(OSError):
                    Path(f"{draft}{suffix}").unlink(missing_ok=True)


def begin_file(draft: Path) -> None:
    """An empty SQLite database that says it is a store, with a write-ahead log."""
    with closing(sqlite3.connect(draft)) as connection:
        connection.execute(f"PRAGMA application_id = {_schema.APPLICATION_ID}")
        connection.execute("PRAGMA journal_mode = WAL")


def _copy_pages(database: Database, draft: Path) -> None:
    with told(database.label), closing(sqlite3.connect(draft)) as target:
        pooled = database.engine.raw_connection()
        try:
            source: Any = pooled.driver_connection
            source.backup(target)  # in one step: what others write meanwhile is not in it, and does not disturb it
        finally:
            pooled.close()
        problem = target.execute("PRAGMA quick_check(1)").fetchone()[0]
        if problem != "ok":
            raise StoreError(f"the store {database.label} is damaged: {problem}", "restore an earlier backup")


def _copy_rows(database: Database, draft: Path) -> None:
    begin_file(draft)
    target = sqlite_database(draft)
    try:
        with database.read() as source:
            target.write(lambda connection: _copy_tables(source, connection))
    finally:
        target.close()


def _copy_tables(source: Connection, target: Connection) -> None:
    _schema.metadata.create_all(target, checkfirst=False)
    for table in _schema.metadata.sorted_tables:
        result = source.execution_options(stream_results=True).execute(select(table))
        for rows in result.mappings().partitions(BATCH):
            target.execute(insert(table), [dict(row) for row in rows])


def _published(draft: Path, target: Path) -> None:
    """Give the finished draft its name, on disk before this returns, and only if the name is free."""
    with draft.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(draft, target)
    except FileExistsError:
        raise StoreError(f"{target} exists", "another program made it just now; try again") from None
    except OSError:  # a file system without hard links; os.rename refuses to overwrite on Windows only
        if os.path.lexists(target):
            raise StoreError(f"{target} exists", "choose another name") from None
        draft.rename(target)
    if os.name == "posix":
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
