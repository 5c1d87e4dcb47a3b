"""A report in, its note as Markdown out: what a lawyer edits and sends, the redline left to the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.change import Direction
from gaidiff.renderers import Renderer
from gaidiff.renderers._labels import Labels, labels
from gaidiff.renderers._note import note_of
from gaidiff.renderers._note_parts import Lines, Statement, Statements, Table
from gaidiff.renderers.md import escape, opening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Report
    from gaidiff.renderers._note_parts import Cell, NoteText, Part, Section


def _render(report: Report, language: str) -> bytes:
    words = labels(language)
    return ("\n\n".join(_blocks(note_of(report, words), words)) + "\n").encode()


def _blocks(note: NoteText, words: Labels) -> Iterator[str]:
    yield f"# {note.over}{words['colon']}{escape(note.title)}"
    yield _table(note.facts)
    yield from (f"> **⚠ {escape(banner)}**" for banner in note.banners)
    for section in note.sections:
        yield from _section(section, words)
    yield f"*{escape(note.made_by)}*"


def _section(section: Section, words: Labels) -> Iterator[str]:
    yield f"## {escape(section.title)}"
    yield from (_part(part, words) for part in section.parts)


def _part(part: Part, words: Labels) -> str:
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, Lines):
        if len(part.items) == 1:
            return opening(escape(part.items[0]))
        return "\n".join(f"- {opening(escape(line))}" for line in part.items)
    if isinstance(part, Statements):
        marks = (f"{number}." if part.numbered else "-" for number in range(1, len(part.items) + 1))
        return "\n".join(f"{mark} {_statement(one, words)}" for mark, one in zip(marks, part.items, strict=True))
    return f"### {escape(part.text)}"


def _statement(one: Statement, words: Labels) -> str:
    said = opening(escape(one.sentence))
    if one.direction != Direction.NEUTRAL:  # no word for what every second line would say
        said = f"{one.arrow} **{escape(one.word)}**{words['colon']}{said}"
    if one.where:
        said += words["memo_where"].format(where=escape(one.where))
    if one.tags:
        said += f"<br>*{escape(words['memo_tags'].format(tags=str(words.references['join_list']).join(one.tags)))}*"
    return said


def _table(table: Table) -> str:
    lines = [
        tuple(map(escape, table.head)),
        ("---",) * len(table.head),
        *(tuple(map(_cell, row)) for row in table.rows),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(cell: Cell) -> str:
    return escape(cell.text)


RENDERER = Renderer(name="note", suffix=".note.md", render=_render)
