"""An address in, an open database that is a sound store out, or one line that says why not.

What is there is judged before it is touched: an empty file, another program's database or a store whose newest part is
missing is refused, and never replaced by a new, empty store.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, make_url, select, text
from sqlalchemy.exc import ArgumentError

from gaidiff.errors import ConfigError, StoreError
from gaidiff.sources import _schema
from gaidiff.sources._acknowledged import SUFFIX
from gaidiff.sources._copies import begin_file, new_file
from gaidiff.sources._database import postgresql_database, sqlite_database, told
from gaidiff.sources._migrations import create as create_tables
from gaidiff.sources._migrations import migrate, store_id_of

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from gaidiff.sources._database import Database

MAGIC: Final = b"SQLite format 3\0"
SALVAGE: Final = "restore a backup, or save what is readable with `gaidiff watch verify --salvage NEW`"


def opened(address: str | Path, *, create: bool) -> Database:
    """The database at a path, `sqlite:///...` or `postgresql://...`, checked, and brought to this schema."""
    if isinstance(address, Path) or "://" not in address:
        return _file(Path(address), create=create)
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise ConfigError("the address of the store makes no sense", "use a path or postgresql://...") from error
    kind = url.get_backend_name()
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return _file(Path(url.database), create=create)
    if kind in {"postgresql", "postgres"}:
        return _server(postgresql_database(url), create=create)
    shown = url.render_as_string(hide_password=True)
    raise ConfigError(f"{shown} is no address of a store", "use a path, sqlite:///PATH or postgresql://...")


def _file(path: Path, *, create: bool) -> Database:
    with told(str(path)):
        if "\0" in str(path):
            raise StoreError("the path of the store holds a NUL", "use another path")
        if not path.exists():
            _missing(path, create=create)
            _make(path)
        _judge(path)
    database = sqlite_database(path)
    try:
        with database.read() as connection:
            _check_application(connection, database)
            database.store_id = store_id_of(connection)
        _check_acknowledged(database)
        migrate(database)
        with database.read() as connection:
            _check_tables(connection, database)
    except BaseException:
        database.close()
        raise
    return database


def _missing(path: Path, *, create: bool) -> None:
    left = [f"{path}{suffix}" for suffix in ("-wal", SUFFIX) if Path(f"{path}{suffix}").exists()]
    if left:
        message = f"the store {path} is missing, but {left[0]} says that there was one"
        raise StoreError(message, f"restore a backup; to begin with nothing, remove {' and '.join(left)}")
    if not create:
        raise StoreError(f"the store {path} does not exist", "`gaidiff watch add` makes one; is the path right?")


def _make(path: Path) -> None:
    """A new store appears under its name with all its tables, or not at all."""
    with new_file(path) as draft:
        begin_file(draft)
        database = sqlite_database(draft)
        try:
            database.write(create_tables)
        finally:
            database.close()


def _judge(path: Path) -> None:
    if not path.is_file():
        raise StoreError(f"{path} is no file", "give the path of the store itself")
    with path.open("rb") as file:
        head = file.read(len(MAGIC))
    if not head:
        raise StoreError(f"the store {path} is empty, which no store ever is", "restore a backup, or remove the file")
    if head != MAGIC:
        raise StoreError(f"{path} is no gaidiff store", "give the path of a store, or restore a backup")


def _check_application(connection: Connection, database: Database) -> None:
    found = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if found != _schema.APPLICATION_ID:
        raise StoreError(f"{database.label} is a database of another program", "give the path of a gaidiff store")
    _check_table(connection, database, _schema.meta.name)


def _check_tables(connection: Connection, database: Database) -> None:
    """All tables but the large one are read and checked: that costs the same however much text is kept."""
    missing = _schema.metadata.tables.keys() - set(inspect(connection).get_table_names())
    if missing:
        raise StoreError(f"the store {database.label} is damaged: it has no table {min(missing)}", SALVAGE)
    for table in _schema.metadata.sorted_tables:
        if table not in _schema.LARGE:
            _check_table(connection, database, table.name)


def _check_table(connection: Connection, database: Database, name: str) -> None:
    query = text("SELECT quick_check FROM pragma_quick_check(:name)")
    problem = str(connection.scalar(query, {"name": name}))
    if problem != "ok":
        raise StoreError(f"the store {database.label} is damaged: {problem}", SALVAGE)


def _check_acknowledged(database: Database) -> None:
    """The note is read before the store: another process may commit, and note it, at any moment."""
    known = database.acknowledged.read(database.store_id) if database.acknowledged else None
    with database.read() as connection:
        found = connection.scalar(select(_schema.commits.c.number))
    if found is None:
        raise StoreError(f"the store {database.label} is damaged: it does not know its commits", SALVAGE)
    if database.acknowledged is not None and known is not None and known > found:
        message = f"the store {database.label} ends at commit {found}, but {known} were acknowledged"
        raise StoreError(
            f"{message}: its -wal file was removed, or an older copy put in its place",
            f"restore what was removed; to go on from here all the same, remove {database.acknowledged.path}",
        )


def _server(database: Database, *, create: bool) -> Database:
    try:
        with database.read() as connection:
            there = inspect(connection).has_table(_schema.meta.name)
        if not there:
            _begin(database, create=create)
        with database.read() as connection:
            database.store_id = store_id_of(connection)
        migrate(database)
    except BaseException:
        database.close()
        raise
    return database


def _begin(database: Database, *, create: bool) -> None:
    if not create:
        raise StoreError(f"there is no store at {database.label}", "`gaidiff watch add` makes one; is it right?")
    database.write(_make_tables)


def _make_tables(connection: Connection) -> None:
    """Two workers may begin at once: the second waits for the first, and finds the tables."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _schema.APPLICATION_ID})
    if not inspect(connection).has_table(_schema.meta.name):
        create_tables(connection)
