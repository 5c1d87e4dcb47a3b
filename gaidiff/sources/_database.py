"""The address of a database in, transactions out: reads that see one moment, writes that happen wholly or not at all.

SQLite: write-ahead log, synchronous FULL, BEGIN IMMEDIATE for every write (a read that is upgraded to a write fails at
once when another process wrote in between, however long one is ready to wait). PostgreSQL: READ COMMITTED with row
locks held to the end of the transaction, no session state and no prepared statements, so that a pooler may stand
between; what fails because the server went away or two workers met is done again.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import URL, create_engine, event, exc, insert, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from gaidiff.errors import MissingExtra, StoreError
from gaidiff.sources import _schema
from gaidiff.sources._acknowledged import Acknowledged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection, Engine

T = TypeVar("T")

BUSY: Final = 30.0  # seconds to wait for another process's write; one takes some milliseconds
POOL: Final = 5  # connections kept; more are opened while more threads work at once, and closed afterwards
OVERFLOW: Final = 60
WAL_KEPT: Final = 16 * 1024 * 1024  # bytes of -wal left on disk once its content is in the database
PAUSES: Final = (0.0, 0.05, 0.2, 0.8, 1.6)  # seconds before each try: a server restarts in one or two
AGAIN: Final = frozenset({"40001", "40P01", "23505", "57P01", "57P02", "57P03"})  # lost races, and a server going down

WRITE: Final = "gaidiff_write"  # execution option of a connection that is about to write


class Database:
    """Connections to one store; `label` is its address without a password, `path` its file if it is SQLite."""

    def __init__(self, engine: Engine, label: str, path: Path | None = None) -> None:
        self.engine = engine
        self.label = label
        self.path = path
        self.store_id = ""
        self.acknowledged = None if path is None else Acknowledged(path)
        self._writing = Lock()  # threads of this process queue here in order, instead of polling for SQLite's lock

    @property
    def is_sqlite(self) -> bool:
        """Whether the store is a file of this machine."""
        return self.path is not None

    def insert(self, table: Table) -> Any:
        """INSERT with `on_conflict_do_nothing` and `on_conflict_do_update`, which both databases have."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection whose selects all see the same moment."""
        with told(self.label), self.engine.connect() as connection:
            if not self.is_sqlite:
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    def write(self, work: Callable[[Connection], T]) -> T:
        """What `work` returns, once all it wrote is on disk. It may run more than once and must not mind."""
        with told(self.label):
            if self.is_sqlite:
                with self._writing:
                    return self._written(work)
            for pause in PAUSES:
                time.sleep(pause)
                try:
                    return self._written(work)
                except exc.DBAPIError as error:
                    if not (error.connection_invalidated or getattr(error.orig, "sqlstate", None) in AGAIN):
                        raise
            return self._written(work)

    def _written(self, work: Callable[[Connection], T]) -> T:
        with self.engine.connect() as connection:
            connection.execution_options(**{WRITE: True})
            with connection.begin():
                if not self.is_sqlite:
                    connection.execute(text("SET LOCAL synchronous_commit = on"))
                result = work(connection)
                number = self._counted(connection)
        if self.acknowledged is not None and self.store_id:
            self.acknowledged.write(self.store_id, number)
        return result

    def _counted(self, connection: Connection) -> int:
        if not self.is_sqlite:
            return 0  # one row that every worker must update would let them work one at a time only
        commits = _schema.commits
        return connection.scalar(update(commits).values(number=commits.c.number + 1).returning(commits.c.number)) or 0

    def close(self) -> None:
        """Close all connections; the last of a SQLite store moves its log into the database."""
        with told(self.label):
            self.engine.dispose()
        if self.acknowledged is not None:
            self.acknowledged.close()


def sqlite_database(path: Path) -> Database:
    """The SQLite file at `path`, which is created by the first write if it is missing."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY},
        pool_size=POOL,
        max_overflow=OVERFLOW,
        pool_timeout=BUSY,
    )
    event.listen(engine, "connect", _connected)
    event.listen(engine, "begin", _begun)
    return Database(engine, str(path), path)


def postgresql_database(url: URL) -> Database:
    """The PostgreSQL database at `url`; MissingExtra without psycopg."""
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args={"prepare_threshold": None},
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            pool_size=POOL,
            max_overflow=OVERFLOW,
            pool_timeout=BUSY,
        )
    except ModuleNotFoundError as error:
        raise MissingExtra("a store on PostgreSQL needs psycopg", "pip install 'gaidiff[postgres]'") from error
    return Database(engine, url.render_as_string(hide_password=True))


def first_values(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Plain inserts, many at once; nothing for no rows."""
    if rows:
        connection.execute(insert(table), rows)


def meta_value(connection: Connection, key: str) -> str | None:
    """One fact about the store itself."""
    return connection.scalar(select(_schema.meta.c.value).where(_schema.meta.c.key == key))


@contextmanager
def told(label: str) -> Iterator[None]:
    """Whatever the database complains of becomes a StoreError that says where, why and what next."""
    try:
        yield
    except exc.SQLAlchemyError as error:
        raise _told(label, getattr(error, "orig", None) or error) from error
    except (sqlite3.Error, OSError) as error:
        raise _told(label, error) from error


def _told(label: str, error: BaseException) -> StoreError:
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    hints = {
        "disk is full": "free some space; nothing that was acknowledged is lost",
        "I/O error": "look at the disk; nothing that was acknowledged is lost as long as it can be read",
        "locked": "another program holds the store; stop it, or wait",
        "readonly": "let this user write the file and its folder",
        "unable to open": "check the folder, its permissions and how many files are open",
        "malformed": "restore a backup, or save what is readable with `gaidiff watch verify --salvage NEW`",
        "not a database": "restore a backup, or save what is readable with `gaidiff watch verify --salvage NEW`",
        "decode to UTF-8": "run `gaidiff watch verify`",
        "already exists": "give gaidiff a database of its own",
        "no such table": "run `gaidiff watch verify`; is it a store of gaidiff?",
    }
    hint = next((hint for sign, hint in hints.items() if sign in reason), "nothing half-written stays; try again")
    return StoreError(f"the store {label} failed: {reason}", hint)


def _connected(connection: Any, _record: object) -> None:
    """Set up a new SQLite connection; the driver must not begin transactions of its own."""
    connection.isolation_level = None
    for pragma in (
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",  # a damaged page is seen when it is read
        "fullfsync = ON",  # macOS: fsync alone does not reach the disk there
        "checkpoint_fullfsync = ON",
        f"journal_size_limit = {WAL_KEPT}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begun(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(WRITE)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")
