"""A damaged SQLite store in, a new store with every row that can still be read, and is what was written, out."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from sqlalchemy import URL, Integer, Label, create_engine, exc, func, insert, literal_column, select

from gaidiff.errors import StoreError
from gaidiff.sources import _schema
from gaidiff.sources._blobs import unpacked
from gaidiff.sources._copies import begin_file, new_file
from gaidiff.sources._database import told
from gaidiff.sources._migrations import create
from gaidiff.sources._rows import SEAL, seal_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import Table
    from sqlalchemy.engine import Connection, Engine

FURTHEST: Final = 2**32  # row numbers looked at where the last one cannot be read; a store has some millions
FAILURES: Final = 2_000  # reads that may fail in one table: a broken page has some ten rows, each costs a dozen
BATCH: Final = 64  # rows in one read
ROW: Final[Label[int]] = literal_column("rowid", Integer).label("row_number_")


@dataclass(frozen=True, slots=True)
class Salvaged:
    """How many rows of one table were saved, and how many were not; a stretch that cannot be read counts as one."""

    table: str
    saved: int
    lost: int


def salvage(path: Path, target: Path) -> tuple[Salvaged, ...]:
    """Save what is readable of the store at `path`, which is only read, in a new store at `target`.

    A row that is not what was written is left out: a law must not be quoted from a damaged page. `verify` of the new
    store says what is missing. StoreError if nothing could be read, or `target` exists.
    """
    if not path.is_file():
        raise StoreError(f"the store {path} does not exist", "give the path of the damaged store")
    with told(str(path)), new_file(target) as draft:
        begin_file(draft)
        source, copy = create_engine("sqlite://", creator=lambda: _reader(path)), _writer(draft)
        try:
            with source.connect() as old, copy.begin() as new:
                create(new)
                report = tuple(_save(old, new, table) for table in _schema.metadata.sorted_tables)
        finally:
            source.dispose()
            copy.dispose()
        if not any(line.saved for line in report):
            raise StoreError(f"nothing can be read in {path}", "restore a backup")
    return report


def _reader(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)


def _writer(draft: Path) -> Engine:
    """Without foreign keys: what refers to something lost is saved all the same."""
    return create_engine(URL.create("sqlite", database=str(draft)))


def _save(old: Connection, new: Connection, table: Table) -> Salvaged:
    saved = seen = 0
    replaced = table in (_schema.meta, _schema.commits)  # made with the new store; the old facts take their place
    statement = insert(table).prefix_with("OR REPLACE" if replaced else "OR IGNORE")
    rows = _rows(old, table, 0, _last(old, table))
    while batch := list(islice(rows, BATCH)):
        seen += len(batch)
        sound = [row for row in batch if row is not None and _sound(table, row)]
        if sound:  # what lacks a column or has a key twice is ignored, and counted as lost
            saved += new.execute(statement, sound).rowcount
    return Salvaged(table.name, saved, seen - saved)


def _rows(old: Connection, table: Table, first: int, last: int) -> Iterator[dict[str, Any] | None]:
    """The rows with these numbers; None for each stretch that cannot be read. Halves what fails."""
    stack, tries, broken = [(first, last)], FAILURES, False
    while stack and tries:
        low, high = stack.pop()
        if low > high:
            continue
        query = select(*table.c, ROW).where(ROW.element >= low, ROW.element <= high).order_by(ROW.element).limit(BATCH)
        try:
            rows = [dict(row) for row in old.execute(query).mappings()]
        except exc.DBAPIError:
            tries -= 1
            if not broken:
                yield None
            broken = True
            middle = (low + high) // 2
            stack += [(middle + 1, high), (low, middle)] if low < high else []
            continue
        numbers = [row.pop(ROW.name) for row in rows]
        broken = broken and not rows
        yield from rows
        if len(rows) == BATCH:
            stack.append((numbers[-1] + 1, high))


def _last(old: Connection, table: Table) -> int:
    """The last row number. Where it cannot be read: as far as there may be rows, or 0 if the first cannot be either."""
    found: list[int | None] = []
    for end in (func.max, func.min):
        try:
            found.append(old.scalar(select(end(ROW.element)).select_from(table)) or 0)
        except exc.DBAPIError:
            found.append(None)
    last, first = found
    if last is not None:
        return last
    return 0 if first is None else FURTHEST


def _sound(table: Table, row: Mapping[str, Any]) -> bool:
    try:
        if table in _schema.LARGE:
            return bool(unpacked(row["sha256"], row["size"], row["zlib"]) is not None)
        return SEAL not in row or bool(seal_of(row) == row[SEAL])
    except (TypeError, ValueError, OverflowError):
        return False
