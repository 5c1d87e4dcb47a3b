"""A report in, one self-contained HTML file out: complete without script, nothing loaded, every word escaped."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from gaidiff.model.change import Direction, MatchKind, Op
from gaidiff.renderers import Renderer
from gaidiff.renderers import _view as view
from gaidiff.renderers._labels import Labels, labels
from gaidiff.renderers._layout import lay_out
from gaidiff.renderers._look import PLAIN
from gaidiff.renderers._map import draw
from gaidiff.renderers._markup import mixed, redline_of, rows_of
from gaidiff.renderers._notes import byline, pinned_to, placed, unplaced
from gaidiff.renderers._page import fill, parts
from gaidiff.renderers._themes import Theme, kinds_to_filter, themes
from gaidiff.renderers._visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gaidiff.model.change import Finding, Note, Report
    from gaidiff.renderers._look import Look

MOST_IN_THEME = 12  # findings of a theme shown unfolded
MOST_OPEN_FINDINGS = 40  # of all such themes together; with more of them, the themes are an overview
MOST_OPEN_CONTENTS = 120  # lines of the table of articles shown unfolded: one screen in four columns

# The template is handed namespaces: for {{ finding.word }} jinja2 first asks for an attribute, which a dict lacks.


class Shown(NamedTuple):
    """What several parts of the page show: by the place of a change its title, and its findings."""

    titles: tuple[str, ...]
    findings: tuple[tuple[SimpleNamespace, ...], ...]


def _render(report: Report, language: str) -> bytes:
    return _render_with(report, language, PLAIN)


def _render_with(report: Report, language: str, look: Look) -> bytes:
    words = labels(language)
    kinds, directions = view.counts(report, words)
    found = themes(report, words)
    shown = _shown(report, words, {place: theme.number for theme in found for place in theme.findings})
    unfolded = sum(len(one.findings) for one in found if len(one.findings) <= MOST_IN_THEME) <= MOST_OPEN_FINDINGS
    picture = draw(report, words)
    values = {
        "words": SimpleNamespace(**words.words),
        "language": language,
        "law_language": report.new.language,
        **parts(look),
        "own_title": mixed(one_line(look.title or ""), language),
        "page_title": one_line(report.new.title),
        "compared_with": _compared_with(report, words),
        "facts": view.facts(report, words),
        "banners": view.banners(report, words),
        "verdict": mixed(view.verdict(report, words), language, report.new.language),
        "kinds": kinds,
        "directions": [(count, view.ARROWS[Direction(name)], word) for count, name, word in directions],
        "filters": _filters(report, words),
        "top": [shown.findings[place][number] for place, number in view.top(report)],
        "themes": [_theme(theme, words, shown, unfolded=unfolded) for theme in found],
        "theme_options": [(str(theme.number), theme.name) for theme in found],
        "map": picture.picture,
        "map_kinds": [(kind.value, words.kinds[kind]) for kind in picture.kinds],
        "contents": _contents(report, words, shown),
        "contents_open": len(report.alignment.articles) <= MOST_OPEN_CONTENTS,
        "groups": [_group(group, report, words, shown) for group in view.groups(report)],
        "notes_title": words["notices"].format(count=sum(len(text.diagnostics) for text in (report.old, report.new))),
        "notes": [mixed(one, language, report.new.language) for one in view.diagnostics(report, words)],
        "stale": [_note(note, report, words) for note in unplaced(report)],
        "made_by": words["made_by"].format(version=report.engine_version),
    }
    return fill(look, values).encode()


def _compared_with(report: Report, words: Labels) -> Any:
    """The old title, where it is another one."""
    old, new = one_line(report.old.title), one_line(report.new.title)
    return mixed(words["compared_with"].format(title=old), words.language, report.old.language) if old != new else ""


def _shown(report: Report, words: Labels, theme_of: Mapping[tuple[int, int], int]) -> Shown:
    titles = tuple(view.title_of(change.match, report, words) for change in report.changes)
    findings = tuple(
        tuple(
            _finding(finding, report, words, theme=theme_of[place, number], href=f"#c{place}f{number + 1}")
            for number, finding in enumerate(change.findings)
        )
        for place, change in enumerate(report.changes)
    )
    return Shown(titles, findings)


def _theme(theme: Theme, words: Labels, shown: Shown, *, unfolded: bool) -> SimpleNamespace:
    """A theme, and each of its findings with a link to it."""
    return SimpleNamespace(
        number=theme.number,
        name=mixed(theme.name, words.language),
        count=len(theme.findings),
        open=unfolded and len(theme.findings) <= MOST_IN_THEME,
        directions=[(count, view.ARROWS[way], words.directions[way]) for way, count in theme.directions],
        findings=[shown.findings[place][number] for place, number in theme.findings],
    )


def _filters(report: Report, words: Labels) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer: only what the report has."""
    kinds = {kind for change in report.changes for kind in kinds_to_filter(change.match).split()}
    ways = {finding.direction for change in report.changes for finding in change.findings}
    return {
        "kinds": [(kind.value, words.kinds[kind]) for kind in MatchKind if kind.value in kinds],
        "directions": [(way.value, f"{view.ARROWS[way]} {words.directions[way]}") for way in Direction if way in ways],
    }


def _finding(finding: Finding, report: Report, words: Labels, *, theme: int, href: str) -> SimpleNamespace:
    return SimpleNamespace(
        direction=finding.direction.value,
        arrow=view.ARROWS[finding.direction],
        word=words.directions[finding.direction],
        sentence=mixed(view.sentence(finding, words), words.language, report.new.language),
        where=view.pinpoint(finding, report, words),
        doubtful=finding.confidence < view.LOW_CONFIDENCE,
        theme=theme,
        href=href,
    )


def _contents(report: Report, words: Labels, shown: Shown) -> list[SimpleNamespace]:
    """One line per match of articles, leading to its change."""
    lines = []
    for match, place in view.contents(report):
        findings = () if place is None else report.changes[place].findings
        arrows = dict.fromkeys(view.ARROWS[f.direction] for f in findings if f.direction is not Direction.NEUTRAL)
        lines.append(
            SimpleNamespace(
                title=view.title_of(match, report, words) if place is None else shown.titles[place],
                kind=match.kind.value,
                kinds=view.kinds_of(match, words),
                href=None if place is None else f"#c{place}",
                arrows="".join(arrows),
            )
        )
    return lines


def _group(group: view.Group, report: Report, words: Labels, shown: Shown) -> SimpleNamespace:
    folded = group.shape is view.Shape.FOLD
    return SimpleNamespace(
        shape=group.shape.value,
        title=view.fold_title(group, report, words) if folded else "",
        kind=group.kind.value,
        kinds=words.kinds[group.kind],
        changes=[_change(place, group.shape, report, words, shown) for place in group.places],
    )


def _change(place: int, shape: view.Shape, report: Report, words: Labels, shown: Shown) -> SimpleNamespace:
    change = report.changes[place]
    rows = lay_out(change, report)
    notes = placed(report).get(place, ()) if report.notes else ()
    in_columns = shape is view.Shape.CHANGE
    return SimpleNamespace(
        id=f"c{place}",
        title=shown.titles[place],
        heading=view.heading_of(change.match, report) if in_columns else "",
        kind=change.match.kind.value,
        kinds=view.kinds_of(change.match, words),
        filter=kinds_to_filter(change.match),
        same=shape is view.Shape.FOLD or all(segment.op is Op.EQUAL for segment in change.segments),
        body=rows_of(rows, place) if in_columns else redline_of(rows, place),
        findings=shown.findings[place],
        notes=[_note(note, report, words) for note in notes],
    )


def _note(note: Note, report: Report, words: Labels) -> SimpleNamespace:
    """A person's note, labelled as one; its words are shown as they were written."""
    return SimpleNamespace(
        byline=byline(note, words),
        where=pinned_to(note, report, words),
        quote=one_line(note.quote),
        text=visible(note.text),
    )


RENDERER = Renderer(name="html", suffix=".html", render=_render, render_with=_render_with)
