"""A name, an owner and a time in, whether it may go to work out: leases that expire by themselves.

A lease is live from when it was taken until its seconds are over. The clock of a machine may be set back meanwhile, or
that of another be behind: a lease taken further in the future than it is long is no longer believed, so that nobody
waits a day because a clock jumped by one. Nothing is held by a session, so a pooler may stand between.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, delete, or_, select, update

from gaidiff.sources._rows import key_of
from gaidiff.sources._schema import heartbeats, leases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.engine import Connection

    from gaidiff.sources._database import Database

LEASE: Final = "lease"
CLAIM: Final = "claim"
CHUNK: Final = 500  # names in one statement; SQLite takes 32,766 values
HEARTBEATS: Final = 100  # owners remembered; each run of a watcher is a new one


@dataclass(frozen=True, slots=True)
class Term:
    """Who asks, when, and for how long."""

    owner: str
    now: float
    seconds: float

    def columns(self) -> dict[str, Any]:
        """What a lease for this term has beside its name."""
        return {"owner": self.owner, "taken_at": float(self.now), "seconds": float(self.seconds)}


def take(connection: Connection, database: Database, name: str, term: Term) -> bool:
    """Whether `name` now belongs to the owner: it was free, had expired, or was the owner's already."""
    row = _row(LEASE, name, term)
    statement = database.insert(leases).values(**row)
    statement = statement.on_conflict_do_update(index_elements=["kind", "name"], set_=row, where=_free(term))
    return connection.scalar(statement.returning(leases.c.owner)) is not None


def claim(connection: Connection, database: Database, names: Sequence[str], term: Term) -> tuple[str, ...]:
    """Those of `names` that now belong to the owner, in the order given; what another worker looks at is skipped."""
    wanted = list(dict.fromkeys(key_of(name, "the source id") for name in names))
    if database.is_sqlite:
        known(connection, database, wanted)
    mine: set[str] = set()
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        query = (
            select(leases.c.name)
            .where(leases.c.kind == CLAIM, leases.c.name.in_(chunk), _free(term))
            .with_for_update(skip_locked=True)
        )
        got = connection.scalars(query).all()
        mine_now = and_(leases.c.kind == CLAIM, leases.c.name.in_(got))
        connection.execute(update(leases).where(mine_now).values(**term.columns()))
        mine.update(got)
    return tuple(name for name in wanted if name in mine)


def known(connection: Connection, database: Database, names: Sequence[str]) -> None:
    """Make sure there is a row to lock for each of `names`; one that nobody ever claimed has expired."""
    wanted = sorted({key_of(name, "the source id") for name in names})
    for start in range(0, len(wanted), CHUNK):
        chunk = wanted[start : start + CHUNK]
        query = select(leases.c.name).where(leases.c.kind == CLAIM, leases.c.name.in_(chunk))
        missing = sorted(set(chunk) - set(connection.scalars(query)))
        rows = [_row(CLAIM, name, NOBODY) for name in missing]
        if rows:
            connection.execute(database.insert(leases).on_conflict_do_nothing(), rows)


def give_back(connection: Connection, kind: str, names: Sequence[str], owner: str) -> None:
    """Free what still belongs to `owner`."""
    for start in range(0, len(names), CHUNK):
        chunk = names[start : start + CHUNK]
        where = and_(leases.c.kind == kind, leases.c.name.in_(chunk), leases.c.owner == owner)
        connection.execute(delete(leases).where(where))


def holder(connection: Connection, kind: str, name: str) -> str | None:
    """Who took it last and did not give it back, whether it has expired or not."""
    query = select(leases.c.owner).where(leases.c.kind == kind, leases.c.name == name)
    return connection.scalar(query) or None


def beat(connection: Connection, database: Database, owner: str, at: str) -> None:
    """Say that `owner` lived at `at`, and forget those not heard of for longest."""
    row = {"owner": key_of(owner, "the owner"), "at": at}
    statement = database.insert(heartbeats).values(**row)
    connection.execute(statement.on_conflict_do_update(index_elements=["owner"], set_=row))
    old = select(heartbeats.c.owner).order_by(heartbeats.c.at.desc(), heartbeats.c.owner).offset(HEARTBEATS)
    gone = connection.scalars(old).all()
    if gone:
        connection.execute(delete(heartbeats).where(heartbeats.c.owner.in_(gone)))


def beats(connection: Connection) -> tuple[tuple[str, str], ...]:
    """(owner, last heard of), the latest first."""
    query = select(heartbeats.c.owner, heartbeats.c.at).order_by(heartbeats.c.at.desc(), heartbeats.c.owner)
    return tuple((row.owner, row.at) for row in connection.execute(query))


NOBODY: Final = Term("", 0.0, 0.0)


def _row(kind: str, name: str, term: Term) -> dict[str, Any]:
    return {"kind": kind, "name": key_of(name, "the name of a lease"), **term.columns()}


def _free(term: Term) -> ColumnElement[bool]:
    return or_(
        leases.c.owner == term.owner,
        leases.c.taken_at + leases.c.seconds <= term.now,
        leases.c.taken_at - leases.c.seconds > term.now,
    )
