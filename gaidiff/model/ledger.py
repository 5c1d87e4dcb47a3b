"""What the comparison hands a reader beside its changes: duties of both sides, what to do, landmarks, notices."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gaidiff.model.text import Span


class Standing(StrEnum):
    """What became of a duty; an old one is gone where a new one is new."""

    NEW = "new"
    GONE = "gone"
    TIGHTENED = "tightened"
    RELAXED = "relaxed"
    MIXED = "mixed"
    REWORDED = "reworded"  # other words, and no rule saw a legal change in them
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One act of one side, who is to do it and how strongly it binds.

    `strength`: 3 a duty of means, 4 a duty, 5 a ban. `actor` is where the subject of the clause is printed, which may
    be the lead-in above an item; None where none is printed. `authority`: it binds an authority or its staff.
    """

    side: str
    act: Span
    strength: int
    standing: Standing
    actor: Span | None = None
    authority: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What the regulated must start or do better: the place of the duty in `Report.ledger`, by when.

    `date` is the day the new text takes effect (ISO 8601), `limit` a time limit printed in the duty itself.
    """

    duty: int
    date: str | None = None
    limit: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """A clause readers look for, changed or not. `topic`: scope, penalties, effective or filing."""

    topic: str
    old: tuple[Span, ...] = ()
    new: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a text says of itself on the side (`old`, `new`): that it is an unofficial rendering."""

    side: str
    span: Span
