"""The schema of a store in, the schema of this gaidiff out: one transaction for each step, a copy of the file first.

A step that is killed leaves the store as it was before the step, and the next opening goes on from there. To change
the schema: change `_schema`, raise SCHEMA_VERSION by one, and append a Migration that turns the one into the other.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select, text

from gaidiff.errors import StoreError
from gaidiff.sources import _schema
from gaidiff.sources._copies import copy_of
from gaidiff.sources._database import meta_value
from gaidiff.sources._rows import sealed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.engine import Connection

    from gaidiff.sources._database import Database

VERSION_KEY: Final = "schema_version"
STORE_KEY: Final = "store_id"


@dataclass(frozen=True, slots=True)
class Migration:
    """What turns schema `version` - 1 into `version`; statements only, on the connection given."""

    version: int
    apply: Callable[[Connection], None]


MIGRATIONS: Final[tuple[Migration, ...]] = ()  # version 1 is the first


def create(connection: Connection) -> None:
    """All tables of the newest schema, and what a store knows of itself from the start."""
    _schema.metadata.create_all(connection, checkfirst=False)
    connection.execute(insert(_schema.commits).values(id=1, number=0))
    facts = {VERSION_KEY: str(_schema.SCHEMA_VERSION), STORE_KEY: secrets.token_hex(16), "events": ""}
    for key, value in facts.items():
        connection.execute(insert(_schema.meta).values(**sealed({"key": key, "value": value})))


def migrate(
    database: Database, migrations: Sequence[Migration] = MIGRATIONS, newest: int = _schema.SCHEMA_VERSION
) -> int:
    """Bring a store to schema `newest`; returns the version found. StoreError if a newer gaidiff made it."""
    with database.read() as connection:
        found = _version(connection, database)
    if found > newest:
        message = f"the store {database.label} has schema {found}, and this gaidiff knows {newest} at most"
        raise StoreError(message, "use the newer gaidiff that wrote it, or open a backup made before")
    if found < newest and database.path is not None:
        backup = Path(f"{database.path}.schema-{found}.backup")
        if not backup.exists():
            copy_of(database, backup)
    for migration in migrations:
        if migration.version <= newest:
            database.write(lambda connection, step=migration: _apply(connection, database, step))  # type: ignore[misc]
    return found


def _apply(connection: Connection, database: Database, migration: Migration) -> None:
    """One step, unless another process has just done it: the row is read again under the lock."""
    if not database.is_sqlite:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _schema.APPLICATION_ID})
    if _version(connection, database) != migration.version - 1:
        return
    migration.apply(connection)
    row = sealed({"key": VERSION_KEY, "value": str(migration.version)})
    connection.execute(_schema.meta.update().where(_schema.meta.c.key == VERSION_KEY).values(**row))


def _version(connection: Connection, database: Database) -> int:
    value = meta_value(connection, VERSION_KEY)
    if value is None or not (value.isascii() and value.isdigit() and len(value) < len("1000000")):
        raise StoreError(f"the store {database.label} does not say which schema it has", "restore a backup")
    return int(value)


def store_id_of(connection: Connection) -> str:
    """The name the store gave itself when it was made."""
    query = select(_schema.meta.c.value).where(_schema.meta.c.key == STORE_KEY)
    return str(connection.scalar(query) or "")
