"""Bytes in, a compressed row named by their sha256 out, and back again, checked."""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from gaidiff.errors import SourceError
from gaidiff.sources._rows import damaged
from gaidiff.sources._schema import blobs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Connection

    from gaidiff.sources._database import Database

LEVEL: Final = 6  # pages and laws shrink to a fifth; 9 takes three times as long for one percent more


def sha256_of(body: bytes) -> str:
    """The name of a blob."""
    return hashlib.sha256(body).hexdigest()


def put_blobs(connection: Connection, database: Database, bodies: Iterable[bytes]) -> None:
    """Keep what is not kept yet; in the order of names, so that two workers never wait for each other in a ring."""
    named = {sha256_of(body): body for body in bodies}
    if not named:
        return
    known = set(connection.scalars(select(blobs.c.sha256).where(blobs.c.sha256.in_(named))))
    for name in sorted(named.keys() - known):
        body = named[name]
        row = {"sha256": name, "size": len(body), "zlib": zlib.compress(body, LEVEL)}
        connection.execute(database.insert(blobs).values(**row).on_conflict_do_nothing())


def has_blob(connection: Connection, sha256: str) -> bool:
    """Whether bytes of this name are kept."""
    return connection.scalar(select(blobs.c.size).where(blobs.c.sha256 == sha256)) is not None


def blob_of(connection: Connection, sha256: str) -> bytes:
    """The bytes called `sha256`. SourceError if there are none, StoreError if they are no longer what they were."""
    row = connection.execute(select(blobs.c.size, blobs.c.zlib).where(blobs.c.sha256 == sha256)).first()
    if row is None:
        raise SourceError(f"the store has no bytes called {sha256[:64]!r}", "see `gaidiff watch history`")
    try:
        return unpacked(sha256, row.size, row.zlib)
    except ValueError as error:
        raise damaged("blobs", sha256, error) from error


def unpacked(sha256: str, size: int, packed: bytes) -> bytes:
    """The bytes in one row; ValueError says what is wrong with them. Never inflates beyond the size noted."""
    machine = zlib.decompressobj()
    try:
        body = machine.decompress(packed, size + 1)
    except zlib.error as error:
        message = f"its bytes cannot be decompressed ({error})"
        raise ValueError(message) from error
    if len(body) != size or sha256_of(body) != sha256 or not machine.eof or machine.unused_data:
        message = "its bytes are not those that were stored"
        raise ValueError(message)
    return body
