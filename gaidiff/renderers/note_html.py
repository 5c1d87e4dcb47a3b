"""A report in, its note as one HTML page out: no script, nothing loaded from anywhere, every word escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gaidiff.renderers import Renderer
from gaidiff.renderers._labels import Labels, labels
from gaidiff.renderers._markup import mixed
from gaidiff.renderers._note import note_of
from gaidiff.renderers._note_parts import Lines, Statement, Statements, Table
from gaidiff.renderers._templates import markup, own_text, policy, template

if TYPE_CHECKING:
    from gaidiff.model.change import Report
    from gaidiff.renderers._note_parts import Part

STYLES: Final = ("report.css", "note.css")  # the look of the report, and what a note adds


def _render(report: Report, language: str) -> bytes:
    words = labels(language)
    note = note_of(report, words)
    style = own_text(*STYLES)
    page = template("note.html.j2").render(
        note=note,
        sections=[
            {
                "name": one.name,
                "title": one.title,
                "parts": [_part(part, words, report.new.language) for part in one.parts],
            }
            for one in note.sections
        ],
        language=language,
        law_language=report.new.language,
        policy=policy(style),
        style=markup(style),
    )
    return page.encode()


def _part(part: Part, words: Labels, law_language: str) -> dict[str, Any]:
    """What the template shows of a part, the law's words in sentences marked as such."""
    if isinstance(part, Table):
        return {"kind": "table", "head": part.head, "rows": part.rows}
    if isinstance(part, Statements):
        rows = [_statement(one, words, law_language) for one in part.items]
        return {"kind": "statements", "numbered": part.numbered, "rows": rows}
    if isinstance(part, Lines):
        return {"kind": "lines", "rows": [mixed(line, words.language, law_language) for line in part.items]}
    return {"kind": "title", "text": part.text}


def _statement(one: Statement, words: Labels, law_language: str) -> dict[str, Any]:
    tags = str(words.references["join_list"]).join(one.tags)
    return {
        "direction": one.direction,
        "arrow": one.arrow,
        "word": one.word,
        "sentence": mixed(one.sentence, words.language, law_language),
        "where": one.where,
        "tags": words["memo_tags"].format(tags=tags) if tags else "",
    }


RENDERER = Renderer(name="note-html", suffix=".note.html", render=_render)
