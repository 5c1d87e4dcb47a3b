"""Text before it is law: a retrieval, its blocks, and spans that lead back to printed words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from gaidiff.model.marked import MarkedLaw

EId = NewType("EId", str)
"""Identifier of a provision, after the Akoma Ntoso naming convention: `art_4__para_1__item_3`.

Three choices of our own: numerals become digits (第四条 is `art_4`), 第四条之一 is `art_4-1`, and an article has
no chapter prefix, because articles run through the whole law and regrouping chapters must not rename them.
"""


class Field(StrEnum):
    """Which of a provision's own texts a span lies in."""

    HEADING = "heading"
    TEXT = "text"
    WRAP_UP = "wrap_up"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` up to, not including, `end` of one field of one provision."""

    eid: EId
    start: int
    end: int
    field: Field = Field.TEXT


class Role(StrEnum):
    """What a reader knows about a block from its form alone."""

    TEXT = "text"
    HEADING = "heading"
    ROW = "row"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or table row as read; `level` is the heading depth (0: none, 1: top)."""

    text: str
    role: Role = Role.TEXT
    level: int = 0
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """An oddity the reader of a report should know of: a stable code, a sentence, and where."""

    code: str
    message: str
    eid: EId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One retrieval, byte for byte. `location` is a path or address as given; `media_type` is what was declared."""

    source_id: str
    location: str
    body: bytes
    sha256: str
    media_type: str | None = None
    retrieved_at: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader made of a snapshot: blocks in reading order, and what it noticed on the way.

    `law` is the structure of the same words where the markup states it; the grammar then does not look for it.
    """

    blocks: tuple[Block, ...]
    media_type: str
    location: str = ""
    snapshot_sha256: str = ""
    encoding: str | None = None
    diagnostics: tuple[Diagnostic, ...] = ()
    law: MarkedLaw | None = None
