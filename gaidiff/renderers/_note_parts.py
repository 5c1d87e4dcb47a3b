"""What a note is made of, whatever file it becomes: sections of statements, tables and quotations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Cell(NamedTuple):
    """Words of a table; `of_law` says they are the law's, not the note's."""

    text: str
    of_law: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One change in one sentence: which way, where, and what else was found in the same words.

    `where` is empty if the sentence itself says it; `tags` are kinds found in the same words, in words.
    """

    direction: str
    arrow: str
    word: str
    sentence: str
    where: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements one below the other."""

    items: tuple[Statement, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Plain sentences of the note's own, as a list or, alone, as a paragraph."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Title:
    """A heading within a section."""

    text: str


Part = Statements | Table | Lines | Title


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and what stands under it."""

    name: str
    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteText:
    """The whole note: the law's title, the two texts side by side, warnings, sections, who made it."""

    over: str
    title: str
    facts: Table
    banners: tuple[str, ...]
    sections: tuple[Section, ...]
    made_by: str
