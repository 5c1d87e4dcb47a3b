"""Records of checks in; states, revisions, reports, events and messages owed out: what a watcher remembers.

One store is a SQLite file, or a PostgreSQL database where several workers share it; the schema is the same. What a
method acknowledges by returning is on disk (SQLite: synchronous FULL). A store belongs on a local disk: on a network
or synced folder SQLite's locks and its -wal file cannot be relied on. Times are given by the caller, in Unix seconds.

Raises StoreError where the store itself fails, SourceError where something asked for is not in it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, Self

from sqlalchemy import and_, func, select

from gaidiff.errors import ReadError, SourceError
from gaidiff.model.codec import instrument_from_dict, report_from_dict
from gaidiff.model.watch import DeliveryState, SourceState
from gaidiff.sources import _deliveries, _leases, _schema
from gaidiff.sources._blobs import blob_of
from gaidiff.sources._copies import copy_of
from gaidiff.sources._opening import opened
from gaidiff.sources._provisions import provisions_sha256
from gaidiff.sources._record import delivery_id, newest, write_record
from gaidiff.sources._rows import clean, damaged, event_of, revision_of, state_of
from gaidiff.sources._salvage import Salvaged, salvage
from gaidiff.sources._verify import Problem, problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy.engine import Connection, Row

    from gaidiff.model.change import Report
    from gaidiff.model.law import Instrument
    from gaidiff.model.watch import Delivery, Event, Record, Revision
    from gaidiff.sources._database import Database

__all__ = ["Problem", "Salvaged", "Store", "delivery_id", "open_store", "provisions_sha256", "salvage"]

MANY_WAL_BYTES: Final = 64 * 1024 * 1024  # a log of this size is not being emptied; it is 4 MiB at most otherwise


def open_store(address: str | Path, *, create: bool = True) -> Store:
    """The store at a path, `sqlite:///PATH` or `postgresql://...`; made if it is missing and `create` is true.

    Raises StoreError if something is there that is no sound store: it is never replaced.
    """
    return Store(opened(address, create=create))


class Store:
    """An open store. Methods may be called from any thread; each is one transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def address(self) -> str:
        """Where the store is, without a password."""
        return self._database.label

    @property
    def id(self) -> str:
        """The name the store gave itself when it was made; a copy has the same."""
        return self._database.store_id

    # What one check leaves behind

    def record(self, record: Record) -> tuple[Event, ...]:
        """Write everything in one transaction, and return the events as they are stored, with their sequence.

        A new revision is made if the provisions of `record.instrument` are others than those of the newest one. Done
        twice, nothing is there twice: an event is the same if its id is, and each revision has one `added` or
        `changed` event. SourceError if another watcher has made a newer revision than the events speak of; nothing
        is written then, and the source should be checked again.
        """
        return self._database.write(lambda connection: write_record(connection, self._database, record))

    # Sources and their revisions

    def state(self, source_id: str) -> SourceState:
        """What is remembered of a source; a state with nothing in it for one never seen."""
        table = _schema.states
        with self._database.read() as connection:
            body = connection.scalar(select(table.c.body).where(table.c.source_id == _asked(source_id)))
        return SourceState(source_id=source_id) if body is None else state_of(source_id, body)

    def states(self) -> tuple[SourceState, ...]:
        """What is remembered of all sources, by id."""
        table = _schema.states
        with self._database.read() as connection:
            rows = connection.execute(select(table.c.source_id, table.c.body)).all()
        return tuple(state_of(row.source_id, row.body) for row in sorted(rows, key=lambda row: str(row.source_id)))

    def revisions(self, source_id: str) -> tuple[Revision, ...]:
        """All revisions of a source, the first one first; each as its newest version reads it."""
        revisions, versions = _schema.revisions, _schema.versions
        latest = (
            select(versions.c.number, func.max(versions.c.version).label("version"))
            .where(versions.c.source_id == _asked(source_id))
            .group_by(versions.c.number)
            .subquery()
        )
        query = (
            select(revisions, *(versions.c[name] for name in ("engine", "provisions_sha256", "title", "size")))
            .join_from(
                revisions,
                versions,
                and_(versions.c.source_id == revisions.c.source_id, versions.c.number == revisions.c.number),
            )
            .join(latest, and_(latest.c.number == versions.c.number, latest.c.version == versions.c.version))
            .where(revisions.c.source_id == _asked(source_id))
            .order_by(revisions.c.number)
        )
        with self._database.read() as connection:
            return tuple(revision_of(row) for row in connection.execute(query))

    def revision(self, source_id: str, number: int) -> Revision:
        """One revision; SourceError if there is none of this number."""
        with self._database.read() as connection:
            return revision_of(_revision(connection, source_id, number))

    def latest(self, source_id: str) -> Revision | None:
        """The newest revision, None if the source has none yet."""
        with self._database.read() as connection:
            row = newest(connection, _asked(source_id))
        return None if row is None else revision_of(row)

    def body(self, sha256: str) -> bytes:
        """The bytes called so, as they came, checked against their name."""
        with self._database.read() as connection:
            return blob_of(connection, _asked(sha256))

    def answers(self, source_id: str) -> tuple[tuple[str, str], ...]:
        """(when, sha256) of each answer that was kept, the latest first: of revisions, and of what was suspect."""
        table = _schema.snapshots
        query = (
            select(table.c.retrieved_at, table.c.sha256)
            .where(table.c.source_id == _asked(source_id))
            .order_by(table.c.retrieved_at.desc(), table.c.sha256)
        )
        with self._database.read() as connection:
            return tuple((row.retrieved_at, row.sha256) for row in connection.execute(query))

    def instrument(self, source_id: str, number: int) -> Instrument:
        """The law as the newest version of a revision reads it."""
        with self._database.read() as connection:
            row = _revision(connection, source_id, number)
            body = blob_of(connection, row.instrument)
        try:
            return instrument_from_dict(json.loads(body))
        except (ReadError, ValueError) as error:
            raise damaged("versions", (source_id, number), error) from error

    def report(self, source_id: str, number: int) -> Report | None:
        """The change from revision `number` - 1 to `number`; None if there was none to compare, or it could not be."""
        with self._database.read() as connection:
            _revision(connection, source_id, number)
            table = _schema.versions
            query = (
                select(table.c.report)
                .where(table.c.source_id == source_id, table.c.number == number, table.c.report.is_not(None))
                .order_by(table.c.version.desc())
                .limit(1)
            )
            sha256 = connection.scalar(query)
            body = None if sha256 is None else blob_of(connection, sha256)
        try:
            return None if body is None else report_from_dict(json.loads(body))
        except (ReadError, ValueError) as error:
            raise damaged("versions", (source_id, number), error) from error

    # Events, in the order they were committed

    def event(self, event_id: str) -> Event:
        """One event; SourceError if there is none of this id."""
        with self._database.read() as connection:
            row = connection.execute(select(_schema.events).where(_schema.events.c.id == _asked(event_id))).first()
        if row is None:
            raise SourceError(f"the store has no event {clean(event_id[:64])!r}", "see `gaidiff watch history`")
        return event_of(row)

    def events(self, *, source_id: str | None = None, after: int = 0, limit: int | None = None) -> tuple[Event, ...]:
        """Events with a sequence above `after`, ascending. Nothing below a sequence once seen is added later."""
        table = _schema.events
        query = select(table).where(table.c.sequence > after).order_by(table.c.sequence).limit(limit)
        if source_id is not None:
            query = query.where(table.c.source_id == _asked(source_id))
        with self._database.read() as connection:
            return tuple(event_of(row) for row in connection.execute(query))

    # Messages owed

    def due_deliveries(self, now: float, *, sink: str, limit: int = 100) -> tuple[Delivery, ...]:
        """Messages to send now, in the order of events; one waits while an earlier one of its source does."""
        with self._database.read() as connection:
            return _deliveries.due(connection, now, sink=_asked(sink), limit=limit)

    def deliveries(self, *, state: DeliveryState | None = None) -> tuple[Delivery, ...]:
        """All messages, or those in one state, in the order of events."""
        with self._database.read() as connection:
            return _deliveries.listed(connection, state)

    def delivered(self, *delivery_ids: str) -> None:
        """These messages were taken; several at once for a digest."""
        changes = {"state": DeliveryState.SENT.value, "error": ""}
        self._database.write(lambda connection: _deliveries.settle(connection, delivery_ids, **changes))

    def postponed(self, *delivery_ids: str, due_at: float, error: str) -> None:
        """These messages were not taken; they are due again at `due_at`."""
        changes = {"state": DeliveryState.PENDING.value, "due_at": float(due_at), "error": clean(error)}
        self._database.write(lambda connection: _deliveries.settle(connection, delivery_ids, **changes))

    def buried(self, *delivery_ids: str, error: str) -> None:
        """These messages are given up; they stay visible."""
        changes = {"state": DeliveryState.DEAD.value, "error": clean(error)}
        self._database.write(lambda connection: _deliveries.settle(connection, delivery_ids, **changes))

    # Who works

    def lease(self, name: str, owner: str, *, now: float, seconds: float) -> bool:
        """Whether `owner` alone may do `name` for the next `seconds`; asked again by the same owner, it is renewed."""
        term = _leases.Term(owner, now, seconds)
        return self._database.write(lambda connection: _leases.take(connection, self._database, name, term))

    def release(self, name: str, owner: str) -> None:
        """Give a lease back before it expires; nothing happens if it is another's."""
        self._database.write(lambda connection: _leases.give_back(connection, _leases.LEASE, (name,), owner))

    def leaseholder(self, name: str) -> str | None:
        """Who has a lease, or had it and died: nobody gave it back."""
        with self._database.read() as connection:
            return _leases.holder(connection, _leases.LEASE, _asked(name))

    def claim(self, source_ids: Sequence[str], owner: str, *, now: float, seconds: float) -> tuple[str, ...]:
        """The sources that `owner` alone may check for the next `seconds`, in the order given.

        A worker that dies leaves its claims to expire. Claims of one's own are given again and begin anew.
        """
        names = tuple(source_ids)
        if not names:
            return ()
        term = _leases.Term(owner, now, seconds)
        if not self._database.is_sqlite:  # rows that two workers add at once must be there before they are locked
            self._database.write(lambda connection: _leases.known(connection, self._database, names))
        return self._database.write(lambda connection: _leases.claim(connection, self._database, names, term))

    def unclaim(self, source_ids: Sequence[str], owner: str) -> None:
        """Give claims back before they expire; those of others are left alone."""
        names = tuple(source_ids)
        self._database.write(lambda connection: _leases.give_back(connection, _leases.CLAIM, names, owner))

    def heartbeat(self, owner: str, at: str) -> None:
        """Say that `owner` lived at `at`."""
        self._database.write(lambda connection: _leases.beat(connection, self._database, owner, at))

    def heartbeats(self) -> tuple[tuple[str, str], ...]:
        """(owner, last heard of), the latest first."""
        with self._database.read() as connection:
            return _leases.beats(connection)

    # The store itself

    def verify(self) -> Iterator[Problem]:
        """Read everything, and say what is not as it was written; nothing for a sound store."""
        return problems(self._database)

    def notices(self) -> tuple[str, ...]:
        """What who runs the store should know although nothing is wrong with it."""
        if self._database.path is None:
            return ()
        log = self._database.path.with_name(f"{self._database.path.name}-wal")
        size = log.stat().st_size if log.exists() else 0
        if size <= MANY_WAL_BYTES:
            return ()
        size //= 1024 * 1024
        return (f"{log} has {size} MiB: a program reads the store for a long time and keeps it from being emptied",)

    def backup(self, path: Path) -> None:
        """Copy the store, which may be in use, to a new SQLite file. From PostgreSQL too: the schema is the same."""
        copy_of(self._database, path)

    def close(self) -> None:
        """Close the store; it can be used no more."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _revision(connection: Connection, source_id: str, number: int) -> Row[Any]:
    row = newest(connection, _asked(source_id), number) if 0 < number < 2**31 else None
    if row is None:
        raise SourceError(f"{clean(source_id)} has no revision {number}", "see `gaidiff watch history`")
    return row


def _asked(key: str) -> str:
    """A key that somebody asks for. One that no store can hold is found as little as one that is not there."""
    return clean(key)
