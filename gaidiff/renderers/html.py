"""A report in, one self-contained HTML file out: no script, nothing loaded from anywhere, every word escaped."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from gaidiff.assets import asset_dir
from gaidiff.errors import RenderError
from gaidiff.model.change import Direction, Op
from gaidiff.renderers import Renderer
from gaidiff.renderers import _view as view
from gaidiff.renderers._labels import Labels, labels
from gaidiff.renderers._layout import lay_out
from gaidiff.renderers._markup import mixed, redline_of, rows_of
from gaidiff.renderers._notes import byline, pinned_to, placed, unplaced
from gaidiff.renderers._visible import one_line, visible

if TYPE_CHECKING:
    from jinja2 import Template

    from gaidiff.model.change import Finding, Note, Report

MOST_OPEN_CONTENTS = 120  # lines of the table of articles shown unfolded: one screen in four columns


def _render(report: Report, language: str) -> bytes:
    words = labels(language)
    kinds, directions = view.counts(report, words)
    page = _template().render(
        words=words.words,
        language=language,
        law_language=report.new.language,
        policy=_policy(_style()),
        style=_as_markup(_style()),
        page_title=one_line(report.new.title),
        compared_with=_compared_with(report, words),
        facts=view.facts(report, words),
        banners=view.banners(report, words),
        verdict=mixed(view.verdict(report, words), language),
        kinds=kinds,
        directions=[(count, view.ARROWS[Direction(name)], word) for count, name, word in directions],
        top=[_top(place, number, report, words) for place, number in view.top(report)],
        contents=_contents(report, words),
        contents_open=len(report.alignment.articles) <= MOST_OPEN_CONTENTS,
        groups=[_group(group, report, words) for group in view.groups(report)],
        notes_title=words["notices"].format(count=sum(len(text.diagnostics) for text in (report.old, report.new))),
        notes=[mixed(one, language) for one in view.diagnostics(report, words)],
        stale=[_note(note, report, words) for note in unplaced(report)],
        made_by=words["made_by"].format(version=report.engine_version),
    )
    return page.encode()


def _compared_with(report: Report, words: Labels) -> Any:
    """The old title, where it is another one."""
    old, new = one_line(report.old.title), one_line(report.new.title)
    return mixed(words["compared_with"].format(title=old), words.language) if old != new else ""


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
        return environment.get_template("report.html.j2")
    except TemplateError as error:
        raise RenderError(f"templates/report.html.j2 cannot be used: {error}", "reinstall gaidiff") from error


@cache
def _style() -> str:
    try:
        return (asset_dir("templates") / "report.css").read_text(encoding="utf-8")
    except OSError as error:
        raise RenderError(f"templates/report.css cannot be read: {error}", "reinstall gaidiff") from error


def _policy(style: str) -> str:
    """A content security policy under which the page can do nothing but look as `style` says."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"


def _as_markup(style: str) -> Any:
    from markupsafe import Markup

    return Markup(style)  # noqa: S704  our own file, and its hash is in the policy


def _top(place: int, number: int, report: Report, words: Labels) -> dict[str, Any]:
    finding = report.changes[place].findings[number]
    return {**_finding(finding, report, words), "href": f"#c{place}f{number + 1}"}


def _finding(finding: Finding, report: Report, words: Labels) -> dict[str, Any]:
    return {
        "direction": finding.direction.value,
        "arrow": view.ARROWS[finding.direction],
        "word": words.directions[finding.direction],
        "sentence": mixed(view.sentence(finding, words), words.language),
        "where": view.pinpoint(finding, report, words),
        "doubtful": finding.confidence < view.LOW_CONFIDENCE,
    }


def _contents(report: Report, words: Labels) -> list[dict[str, Any]]:
    """One line per match of articles, leading to its change."""
    lines = []
    for match, place in view.contents(report):
        findings = () if place is None else report.changes[place].findings
        arrows = dict.fromkeys(view.ARROWS[f.direction] for f in findings if f.direction is not Direction.NEUTRAL)
        lines.append(
            {
                "title": view.title_of(match, report, words),
                "kind": match.kind.value,
                "kinds": view.kinds_of(match, words),
                "href": None if place is None else f"#c{place}",
                "arrows": "".join(arrows),
            }
        )
    return lines


def _group(group: view.Group, report: Report, words: Labels) -> dict[str, Any]:
    folded = group.shape is view.Shape.FOLD
    return {
        "shape": group.shape.value,
        "title": view.fold_title(group, report, words) if folded else "",
        "kind": group.kind.value,
        "kinds": words.kinds[group.kind],
        "changes": [_change(place, group.shape, report, words) for place in group.places],
    }


def _change(place: int, shape: view.Shape, report: Report, words: Labels) -> dict[str, Any]:
    change = report.changes[place]
    rows = lay_out(change, report)
    notes = placed(report).get(place, ()) if report.notes else ()
    in_columns = shape is view.Shape.CHANGE
    return {
        "id": f"c{place}",
        "title": view.title_of(change.match, report, words) if in_columns else "",
        "heading": view.heading_of(change.match, report) if in_columns else "",
        "kind": change.match.kind.value,
        "kinds": view.kinds_of(change.match, words),
        "same": all(segment.op is Op.EQUAL for segment in change.segments),
        "body": rows_of(rows, place) if in_columns else redline_of(rows, place),
        "findings": [_finding(finding, report, words) for finding in change.findings],
        "notes": [_note(note, report, words) for note in notes],
    }


def _note(note: Note, report: Report, words: Labels) -> dict[str, Any]:
    """A person's note, labelled as one; its words are shown as they were written."""
    return {
        "byline": byline(note, words),
        "where": pinned_to(note, report, words),
        "quote": one_line(note.quote),
        "text": visible(note.text),
    }


RENDERER = Renderer(name="html", suffix=".html", render=_render)
