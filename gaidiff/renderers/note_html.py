"""A report in, its note as one HTML page out: no script, nothing loaded from anywhere, every word escaped."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from gaidiff.assets import asset_dir
from gaidiff.errors import RenderError
from gaidiff.renderers import Renderer
from gaidiff.renderers._labels import Labels, labels
from gaidiff.renderers._markup import mixed
from gaidiff.renderers._note import note_of
from gaidiff.renderers._note_parts import Lines, Statement, Statements, Table

if TYPE_CHECKING:
    from jinja2 import Template

    from gaidiff.model.change import Report
    from gaidiff.renderers._note_parts import Part

STYLES: Final = ("report.css", "note.css")  # the look of the report, and what a note adds


def _render(report: Report, language: str) -> bytes:
    words = labels(language)
    note = note_of(report, words)
    style = _style()
    page = _template().render(
        note=note,
        sections=[
            {"name": one.name, "title": one.title, "parts": [_part(part, words) for part in one.parts]}
            for one in note.sections
        ],
        language=language,
        law_language=report.new.language,
        policy=_policy(style),
        style=_as_markup(style),
    )
    return page.encode()


def _part(part: Part, words: Labels) -> dict[str, Any]:
    """What the template shows of a part, the runs of Chinese in sentences marked as such."""
    if isinstance(part, Table):
        return {"kind": "table", "head": part.head, "rows": part.rows}
    if isinstance(part, Statements):
        rows = [_statement(one, words) for one in part.items]
        return {"kind": "statements", "numbered": part.numbered, "rows": rows}
    if isinstance(part, Lines):
        return {"kind": "lines", "rows": [mixed(line, words.language) for line in part.items]}
    return {"kind": "title", "text": part.text}


def _statement(one: Statement, words: Labels) -> dict[str, Any]:
    tags = str(words.references["join_list"]).join(one.tags)
    return {
        "direction": one.direction,
        "arrow": one.arrow,
        "word": one.word,
        "sentence": mixed(one.sentence, words.language),
        "where": one.where,
        "tags": words["memo_tags"].format(tags=tags) if tags else "",
    }


@cache
def _template() -> Template:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

    # autoescape is said outright: jinja2 would leave it off for the suffix .j2
    environment = Environment(
        loader=FileSystemLoader(asset_dir("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    try:
        return environment.get_template("note.html.j2")
    except TemplateError as error:
        raise RenderError(f"templates/note.html.j2 cannot be used: {error}", "reinstall gaidiff") from error


@cache
def _style() -> str:
    folder = asset_dir("templates")
    try:
        return "\n".join((folder / name).read_text(encoding="utf-8") for name in STYLES)
    except OSError as error:
        raise RenderError(f"the styles of a note cannot be read: {error}", "reinstall gaidiff") from error


def _policy(style: str) -> str:
    """A content security policy under which the page can do nothing but look as `style` says."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def _as_markup(style: str) -> Any:
    from markupsafe import Markup

    return Markup(style)  # noqa: S704  our own files, and their hash is in the policy


RENDERER = Renderer(name="note-html", suffix=".note.html", render=_render)
