"""Nothing in, the tables of the store out: one schema for SQLite and PostgreSQL.

`blobs` holds everything large, compressed and named by the sha256 of what was compressed: the bytes of answers, the
instruments read from them, the reports between them. All other tables are small, so that they can be checked whole
each time a store is opened. Rows of facts carry `row_sha256`, a hash of their other columns.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

SCHEMA_VERSION: Final = 1
APPLICATION_ID: Final = 0x67616931  # "gai1" in the header of a SQLite file: a store, and no other program's database

metadata: Final = MetaData()

meta: Final = Table(  # schema_version, store_id, events (the row that is locked to give out sequence numbers)
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("row_sha256", Text, nullable=False),
)

commits: Final = Table(  # how many transactions were written; SQLite only, see `_acknowledged`
    "commits",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1"), primary_key=True, autoincrement=False),
    Column("number", BigInteger, nullable=False),
)

blobs: Final = Table(
    "blobs",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("zlib", LargeBinary, nullable=False),
)

snapshots: Final = Table(  # each answer that was kept, of suspect ones too
    "snapshots",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("sha256", Text, ForeignKey("blobs.sha256"), primary_key=True),
    Column("retrieved_at", Text, primary_key=True),
    Column("location", Text, nullable=False),
    Column("media_type", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("row_sha256", Text, nullable=False),
)

revisions: Final = Table(
    "revisions",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("number", Integer, CheckConstraint("number > 0"), primary_key=True, autoincrement=False),
    Column("sha256", Text, ForeignKey("blobs.sha256"), nullable=False),
    Column("retrieved_at", Text, nullable=False),
    Column("row_sha256", Text, nullable=False),
)

versions: Final = Table(  # what an engine read in the bytes of a revision; the newest counts
    "versions",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("version", Integer, CheckConstraint("version > 0"), primary_key=True, autoincrement=False),
    Column("engine", Text, nullable=False),
    Column("provisions_sha256", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("instrument", Text, ForeignKey("blobs.sha256"), nullable=False),
    Column("report", Text, ForeignKey("blobs.sha256")),
    Column("row_sha256", Text, nullable=False),
    ForeignKeyConstraint(["source_id", "number"], ["revisions.source_id", "revisions.number"]),
)

events: Final = Table(  # sequence has no gaps and follows the order of commits
    "events",
    metadata,
    Column("sequence", Integer, CheckConstraint("sequence > 0"), primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("source_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("old", Integer),
    Column("new", Integer),
    Column("row_sha256", Text, nullable=False),
    Index("events_of_source", "source_id", "sequence"),
)

deliveries: Final = Table(
    "deliveries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("sequence", Integer, ForeignKey("events.sequence"), nullable=False),
    Column("source_id", Text, nullable=False),
    Column("sink", Text, nullable=False),
    Column("state", Text, CheckConstraint("state IN ('pending', 'sent', 'dead')"), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("due_at", Double, nullable=False),
    Column("error", Text, nullable=False),
    Column("row_sha256", Text, nullable=False),
    Index("deliveries_owed", "sink", "state", "source_id", "sequence"),
)

states: Final = Table(
    "states",
    metadata,
    Column("source_id", Text, primary_key=True),
    Column("body", Text, nullable=False),  # the fields of SourceState as JSON
    Column("row_sha256", Text, nullable=False),
)

leases: Final = Table(  # kind `lease` is of a name, `claim` of a source
    "leases",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("taken_at", Double, nullable=False),
    Column("seconds", Double, nullable=False),
)

heartbeats: Final = Table(
    "heartbeats",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("at", Text, nullable=False),
)

LARGE: Final = (blobs,)  # read lazily and checked when read; `verify` reads them all
