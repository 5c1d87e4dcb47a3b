"""A person's notes file in, notes pinned to provisions out; a note whose phrase is gone comes out as stale.

A note is a block of front matter between two lines `---`, then Markdown until the next such block:

    ---
    provision: art_15
    side: old
    quote: within 3 months
    author: A. Lawyer
    date: 2026-03-01
    status: reviewed
    ---
    The client asked for this limit to go.

`provision` (the eid) and `quote` are needed; `side` is `new` unless said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from gaidiff.errors import ConfigError
from gaidiff.model.change import Note
from gaidiff.model.law import PREFACE, REMAINDER
from gaidiff.model.text import EId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.law import Instrument

FENCE: Final = "---"
FIELDS: Final = ("provision", "side", "quote", "author", "date", "status")
NEEDED: Final = ("provision", "quote")
SIDES: Final = ("old", "new")
FIELD: Final = re.compile(r"(?P<name>[A-Za-z_]{1,40})\s*:(?:\s+(?P<value>\S.*))?$")  # side: old
MARKS: Final = {'"': '"', "'": "'", "“": "”", "「": "」"}


def parse_notes(text: str, where: str = "the notes") -> tuple[Note, ...]:
    """The notes of one file, in its order. Raises ConfigError with the line for anything that is no note."""
    lines = text.removeprefix("\ufeff").splitlines()
    fences = list(_blocks(lines))
    start = fences[0][0] if fences else len(lines)
    stray = next((number for number, line in enumerate(lines[:start], 1) if line.strip()), None)
    if stray is not None or not fences:
        raise _wrong(where, stray or 1, "a note begins with a line --- and its fields", "see `gaidiff compare --help`")
    ends = [first for first, _ in fences[1:]] + [len(lines)]
    return tuple(
        _note(lines, (first, last), "\n".join(lines[last + 1 : end]).strip(), where)
        for (first, last), end in zip(fences, ends, strict=True)
    )


def pin(notes: tuple[Note, ...], old: Instrument, new: Instrument) -> tuple[Note, ...]:
    """The notes with `stale` set where the provision, or the phrase in it, is not in the text of that side."""
    return tuple(replace(note, stale=not _stands(note, old if note.side == "old" else new)) for note in notes)


def _stands(note: Note, text: Instrument) -> bool:
    """Whether the provision is there and has the phrase, in its own words or its children's, white space aside."""
    provision = EId(note.eid.partition("__sent_")[0].removesuffix("__wrap"))  # a leaf stands in its provision
    if provision in text.by_eid:
        words = text.text_of(provision)
    elif note.eid in (PREFACE, REMAINDER):
        words = text.field_text(note.eid)
    else:
        return False
    return _level(note.quote) in _level(words)


def _level(text: str) -> str:
    return " ".join(text.split())


def _blocks(lines: list[str]) -> Iterator[tuple[int, int]]:
    """Pairs of fences around fields; a --- with other words after it is a rule in somebody's Markdown."""
    number = 0
    while number < len(lines):
        if lines[number].strip() == FENCE and _opens(lines, number + 1):
            last = next((n for n in range(number + 1, len(lines)) if lines[n].strip() == FENCE), len(lines))
            yield number, last
            number = last
        number += 1


def _opens(lines: list[str], number: int) -> bool:
    """Whether fields follow: the first line with words names one of ours, or looks like one before a closing fence."""
    following = [line.strip() for line in lines[number:]]
    first = next((line for line in following if line), "")
    match = FIELD.match(first)
    if match is None:
        return False
    fields = [line for line in following[: following.index(FENCE)] if line] if FENCE in following else [first]
    return match["name"].casefold() in FIELDS or all(FIELD.match(line) for line in fields)


def _note(lines: list[str], block: tuple[int, int], body: str, where: str) -> Note:
    first, last = block
    if last >= len(lines):
        raise _wrong(where, first + 1, "the fields of a note have no end", "close them with a line ---")
    fields: dict[str, str] = {}
    for number, line in enumerate(lines[first + 1 : last], first + 2):
        if line.strip():
            name, value = _field(line.strip(), number, where)
            if name in fields:
                raise _wrong(where, number, f"{name} is given twice", "begin a new note with ---")
            fields[name] = value
    missing = [name for name in NEEDED if not fields.get(name)]
    if missing:
        raise _wrong(where, first + 1, f"the note has no {' and no '.join(missing)}", "a note is pinned by both")
    if not body:
        raise _wrong(where, last + 1, "the note has no words", "write them below the second ---")
    return Note(
        eid=EId(fields["provision"]),
        side=fields.get("side") or "new",
        quote=fields["quote"],
        text=body,
        author=fields.get("author", ""),
        date=fields.get("date") or None,
        status=fields.get("status") or None,
    )


def _field(line: str, number: int, where: str) -> tuple[str, str]:
    match = FIELD.match(line)
    name = match["name"].casefold() if match else ""
    if match is None or name not in FIELDS:
        raise _wrong(where, number, f"{line[:60]!r} is no field of a note", f"use {', '.join(FIELDS)}")
    value = (match["value"] or "").strip()
    if len(value) > 1 and MARKS.get(value[0]) == value[-1]:
        value = value[1:-1]
    if name == "side" and value and value not in SIDES:
        raise _wrong(where, number, f"side is {value!r}", "use old or new")
    if name == "date" and value:
        try:
            value = date.fromisoformat(value).isoformat()
        except ValueError as error:
            raise _wrong(where, number, f"{value!r} is no date", "write it as 2026-03-01") from error
    return name, value


def _wrong(where: str, line: int, what: str, hint: str) -> ConfigError:
    return ConfigError(f"{where}, line {line}: {what}", hint)
