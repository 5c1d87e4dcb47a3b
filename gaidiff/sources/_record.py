"""A Record in, rows of all tables out: what one check found, written inside one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, func, insert, or_, select

from gaidiff.errors import SourceError
from gaidiff.model.codec import dumps, instrument_to_dict, report_to_dict
from gaidiff.model.watch import Event, EventKind
from gaidiff.sources import _schema
from gaidiff.sources._blobs import has_blob, put_blobs, sha256_of
from gaidiff.sources._provisions import provisions_sha256, size_of
from gaidiff.sources._rows import clean, event_of, event_values, key_of, sealed, state_values
from gaidiff.version import VERSION

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection, Row

    from gaidiff.model.law import Instrument
    from gaidiff.model.watch import Record
    from gaidiff.sources._database import Database

OF_REVISIONS: Final = frozenset({EventKind.ADDED, EventKind.CHANGED})  # one of each for a revision, never two
LONGEST_TIME: Final = 64  # characters of an ISO 8601 time, with room; it is part of a key
SEQUENCE: Final = "events"  # the row of `meta` that is locked while sequence numbers are given out


def write_record(connection: Connection, database: Database, record: Record) -> tuple[Event, ...]:
    """Write everything; done twice, the second time changes nothing.

    The row of the source is written first: it keeps other workers from the same source until the commit, so the newest
    revision cannot change under our hands.
    """
    source_id = record.state.source_id
    _put(connection, database, _schema.states, state_values(record.state), "source_id")
    bodies = _bodies(record)
    put_blobs(connection, database, bodies.values())
    _keep_snapshot(connection, database, record)
    number = None
    if record.instrument is not None:
        number = _revise(connection, record, bodies)
    if not record.events:
        return ()
    connection.execute(select(_schema.meta.c.value).where(_schema.meta.c.key == SEQUENCE).with_for_update())
    stored = tuple(_put_event(connection, replace(event, source_id=source_id), number) for event in record.events)
    for event in stored:
        for sink in record.sinks:
            _owe(connection, database, event, sink)
    return stored


def delivery_id(event_id: str, sink: str) -> str:
    """The id of the message about one event to one sink: always the same, so that a receiver can tell repeats."""
    return hashlib.sha256(f"{event_id}\n{sink}".encode()).hexdigest()


def newest(connection: Connection, source_id: str, number: int | None = None) -> Row[Any] | None:
    """The newest version of a revision, of the newest revision by default, joined with the revision."""
    revisions, versions = _schema.revisions, _schema.versions
    query = (
        select(
            revisions.c.source_id,
            revisions.c.number,
            revisions.c.sha256,
            revisions.c.retrieved_at,
            *(versions.c[name] for name in ("version", "engine", "provisions_sha256", "title", "size")),
            *(versions.c[name] for name in ("instrument", "report")),
        )
        .join_from(
            revisions,
            versions,
            and_(versions.c.source_id == revisions.c.source_id, versions.c.number == revisions.c.number),
        )
        .where(revisions.c.source_id == source_id)
        .order_by(revisions.c.number.desc(), versions.c.version.desc())
        .limit(1)
    )
    if number is not None:
        query = query.where(revisions.c.number == number)
    return connection.execute(query).first()


def _bodies(record: Record) -> dict[str, bytes]:
    """Everything large in the record by what it is; the hash a snapshot claims is checked before it is a name."""
    bodies = {}
    if record.snapshot is not None:
        if sha256_of(record.snapshot.body) != record.snapshot.sha256:
            message = f"the snapshot of {record.state.source_id} is not what its sha256 says"
            raise ValueError(message)
        bodies["snapshot"] = record.snapshot.body
    if record.instrument is not None:
        bodies["instrument"] = dumps(instrument_to_dict(record.instrument))
    if record.report is not None:
        bodies["report"] = dumps(report_to_dict(record.report))
    return bodies


def _keep_snapshot(connection: Connection, database: Database, record: Record) -> None:
    snapshot = record.snapshot
    if snapshot is None:
        return
    values = {
        "source_id": record.state.source_id,
        "sha256": snapshot.sha256,
        "retrieved_at": _retrieved_at(record),
        "location": clean(snapshot.location),
        "media_type": _cleaned(snapshot.media_type),
        "etag": _cleaned(snapshot.etag),
        "last_modified": _cleaned(snapshot.last_modified),
    }
    connection.execute(database.insert(_schema.snapshots).values(**sealed(values)).on_conflict_do_nothing())


def _revise(connection: Connection, record: Record, bodies: dict[str, bytes]) -> int | None:
    """The number of the revision the record is about, made if it is new."""
    instrument, source_id = record.instrument, record.state.source_id
    if instrument is None:
        return None
    found = provisions_sha256(instrument)
    last = newest(connection, source_id)
    if last is not None and record.technical:
        read = (record.engine or VERSION, found, sha256_of(bodies["instrument"]))
        if (last.engine, last.provisions_sha256, last.instrument) != read:
            place = {"engine": read[0], "source_id": source_id, "number": last.number, "version": last.version + 1}
            connection.execute(insert(_schema.versions).values(**_version_values(place, instrument, bodies)))
        return int(last.number)
    if last is not None and last.provisions_sha256 == found:
        return int(last.number)
    number = 1 if last is None else int(last.number) + 1
    expected = {event.new for event in record.events if event.kind in OF_REVISIONS and event.new is not None}
    if expected - {number}:
        message = f"{clean(source_id)} has a newer revision than this check began with ({number - 1})"
        raise SourceError(message, "another watcher was faster; check it again")
    sha256 = record.snapshot.sha256 if record.snapshot is not None else instrument.snapshot_sha256
    if not has_blob(connection, sha256):
        message = f"a revision of {source_id} without the bytes it was read from"
        raise ValueError(message)
    values = {"source_id": source_id, "number": number, "sha256": sha256, "retrieved_at": _retrieved_at(record)}
    connection.execute(insert(_schema.revisions).values(**sealed(values)))
    place = {"engine": record.engine or VERSION, "source_id": source_id, "number": number, "version": 1}
    connection.execute(insert(_schema.versions).values(**_version_values(place, instrument, bodies)))
    return number


def _version_values(place: dict[str, Any], instrument: Instrument, bodies: dict[str, bytes]) -> dict[str, Any]:
    values = {
        **place,
        "provisions_sha256": provisions_sha256(instrument),
        "title": clean(instrument.title),
        "size": size_of(instrument),
        "instrument": sha256_of(bodies["instrument"]),
        "report": sha256_of(bodies["report"]) if "report" in bodies else None,
    }
    return sealed(values)


def _put_event(connection: Connection, event: Event, number: int | None) -> Event:
    """The event as it is stored, now or before.

    Its id is a hash of source, texts and kind, so it cannot tell the second change from A to B from the first, when
    a page went back to A in between. Such an event is a new one: it gets an id that its revision goes into.
    """
    table = _schema.events
    if event.kind in OF_REVISIONS and event.new is None and number is not None:
        event = replace(event, new=number, old=number - 1 if number > 1 else None)
    same_id = table.c.id == event.id
    known = same_id
    if event.kind in OF_REVISIONS and event.new is not None:
        same_revision = and_(
            table.c.source_id == event.source_id, table.c.kind == event.kind.value, table.c.new == event.new
        )
        known = or_(and_(same_id, table.c.new.is_(None)), same_revision)
        if connection.scalar(select(table.c.sequence).where(same_id, table.c.new != event.new)):
            event = replace(event, id=hashlib.sha256(f"{event.id}\n{event.new}".encode()).hexdigest())
    row = connection.execute(select(table).where(known).order_by(table.c.sequence)).first()
    if row is not None:
        return event_of(row)
    last = connection.scalar(select(func.max(table.c.sequence))) or 0
    values = event_values(replace(event, sequence=last + 1))
    connection.execute(insert(table).values(**sealed(values)))
    return Event(**{**values, "kind": event.kind})


def _owe(connection: Connection, database: Database, event: Event, sink: str) -> None:
    values = {
        "id": delivery_id(event.id, key_of(sink, "the sink")),
        "sequence": event.sequence,
        "source_id": event.source_id,
        "sink": sink,
        "state": "pending",
        "attempts": 0,
        "due_at": 0.0,
        "error": "",
    }
    connection.execute(database.insert(_schema.deliveries).values(**sealed(values)).on_conflict_do_nothing())


def _put(connection: Connection, database: Database, table: Any, values: dict[str, Any], key: str) -> None:
    row = sealed(values)
    statement = database.insert(table).values(**row)
    connection.execute(statement.on_conflict_do_update(index_elements=[key], set_=row))


def _retrieved_at(record: Record) -> str:
    at = record.snapshot.retrieved_at if record.snapshot is not None else None
    return clean(at or record.state.checked_at or "")[:LONGEST_TIME]


def _cleaned(text: str | None) -> str | None:
    return None if text is None else clean(text)
