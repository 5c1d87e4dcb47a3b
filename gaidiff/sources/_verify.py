"""An open store in, every problem found in it out: pages, rows, bytes, and gaps in what is numbered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, literal, select, text, tuple_

from gaidiff.errors import GaidiffError, StoreError
from gaidiff.model.codec import instrument_from_dict, report_from_dict
from gaidiff.sources import _schema
from gaidiff.sources._blobs import blob_of, unpacked
from gaidiff.sources._provisions import provisions_sha256
from gaidiff.sources._record import delivery_id
from gaidiff.sources._rows import SEAL, event_of, seal_of, state_of
from gaidiff.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection, Row

    from gaidiff.sources._database import Database

BATCH: Final = 200  # rows in one read: nobody waits for us, and the log of SQLite can be emptied in between
FEW: Final = 8  # of large rows: some megabytes each
SEALED: Final = tuple(table for table in _schema.metadata.sorted_tables if SEAL in table.c)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the store that is not as it was written: `where` is a table and a key, or a page."""

    where: str
    message: str


def problems(database: Database) -> Iterator[Problem]:
    """Everything that is wrong, as it is found. Reads the whole store, in many short transactions."""
    if database.is_sqlite:
        yield from _guarded(database, "pages", _pages)
    for table in SEALED:
        yield from _each(database, table, _broken_seal)
    yield from _each(database, _schema.blobs, _broken_blob)
    yield from _each(database, _schema.versions, _broken_version)
    yield from _each(database, _schema.states, _broken_state)
    yield from _each(database, _schema.events, _broken_event)
    for where, check in (("events", _event_gaps), ("revisions", _revision_gaps), ("deliveries", _strange_ids)):
        yield from _guarded(database, where, check)


def _guarded(database: Database, where: str, check: Any) -> Iterator[Problem]:
    """What one check finds; that it cannot be made is a finding too."""
    try:
        with database.read() as connection:
            found = tuple(check(connection))
    except StoreError as error:
        found = (Problem(where, str(error)),)
    yield from found


def _each(database: Database, table: Table, check: Any) -> Iterator[Problem]:
    """Go through a table by its key, a batch at a time. Where it cannot be read at all, that is the last finding."""
    keys = tuple(table.primary_key.columns)
    batch = FEW if table in _schema.LARGE else BATCH
    last: tuple[Any, ...] | None = None
    while True:
        query = select(table).order_by(*keys).limit(batch)
        if last is not None:
            query = query.where(tuple_(*keys) > tuple_(*(literal(value) for value in last)))
        try:
            with database.read() as connection:
                rows = connection.execute(query).all()
                found = [Problem(_name(table, row), message) for row in rows for message in check(connection, row)]
        except StoreError as error:
            yield Problem(table.name, str(error))
            return
        yield from found
        if len(rows) < batch:
            return
        last = tuple(rows[-1]._mapping[key.name] for key in keys)  # noqa: SLF001, public in SQLAlchemy


def _name(table: Table, row: Row[Any]) -> str:
    return f"{table.name} {' '.join(str(row._mapping[key.name]) for key in table.primary_key)}"  # noqa: SLF001, as above


def _pages(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(text("PRAGMA integrity_check(100)")):
        if row[0] != "ok":
            yield Problem("pages", str(row[0]))
    for row in connection.execute(text("PRAGMA foreign_key_check")):
        yield Problem(f"{row[0]} row {row[1]}", f"what it refers to in {row[2]} is missing")


def _broken_seal(_connection: Connection, row: Row[Any]) -> Iterator[str]:
    values = dict(row._mapping)  # noqa: SLF001, public in SQLAlchemy
    try:
        good = seal_of(values) == values[SEAL]
    except (TypeError, ValueError):  # bytes where text was: SQLite lets a flipped type through
        good = False
    if not good:
        yield "the row is not what was written"


def _broken_blob(_connection: Connection, row: Row[Any]) -> Iterator[str]:
    try:
        unpacked(row.sha256, row.size, row.zlib)
    except (ValueError, TypeError, OverflowError) as error:
        yield str(error)


def _broken_version(connection: Connection, row: Row[Any]) -> Iterator[str]:
    try:
        instrument = instrument_from_dict(json.loads(blob_of(connection, row.instrument)))
        if row.engine == VERSION and provisions_sha256(instrument) != row.provisions_sha256:
            yield "its provisions are not those of its hash"
        if row.report is not None:
            report_from_dict(json.loads(blob_of(connection, row.report)))
    except (GaidiffError, ValueError) as error:
        yield str(error)


def _broken_state(_connection: Connection, row: Row[Any]) -> Iterator[str]:
    try:
        state_of(row.source_id, row.body)
    except GaidiffError as error:
        yield str(error)


def _broken_event(_connection: Connection, row: Row[Any]) -> Iterator[str]:
    try:
        event_of(row)
    except GaidiffError as error:
        yield str(error)


def _event_gaps(connection: Connection) -> Iterator[Problem]:
    events = _schema.events
    count, last = connection.execute(select(func.count(), func.max(events.c.sequence))).one()
    if count != (last or 0):
        yield Problem("events", f"the last is number {last}, but there are {count}: some are missing")


def _revision_gaps(connection: Connection) -> Iterator[Problem]:
    for table, inner, outer in (
        (_schema.revisions, "number", ("source_id",)),
        (_schema.versions, "version", ("source_id", "number")),
    ):
        query = select(*(table.c[name] for name in (*outer, inner))).order_by(*table.primary_key)
        numbers: dict[tuple[Any, ...], list[Any]] = {}
        for row in connection.execute(query):
            *key, number = row
            numbers.setdefault(tuple(key), []).append(number)
        for place, found in numbers.items():
            if found != list(range(1, len(found) + 1)):
                where = f"{table.name} {' '.join(map(str, place))}"
                yield Problem(where, f"{inner}s are missing: there is {found[:20]}")
    bare = select(_schema.revisions.c.source_id, _schema.revisions.c.number).except_(
        select(_schema.versions.c.source_id, _schema.versions.c.number)
    )
    for row in connection.execute(bare):
        yield Problem(f"revisions {row[0]} {row[1]}", "no version of it is there")


def _strange_ids(connection: Connection) -> Iterator[Problem]:
    deliveries, events = _schema.deliveries, _schema.events
    query = select(deliveries.c.id, deliveries.c.sink, events.c.id).join_from(deliveries, events)
    for row in connection.execute(query):
        if row[0] != delivery_id(row[2], row[1]):
            yield Problem(f"deliveries {row[0]}", "its id does not follow from its event and sink")
