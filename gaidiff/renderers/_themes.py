"""A report in, its findings by theme out, and what the filters of a page can choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gaidiff.model.change import Direction, MatchKind
from gaidiff.renderers._visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Match, Report
    from gaidiff.renderers._labels import Labels


class Theme(NamedTuple):
    """One theme: its number on the page, its name, and its findings as (change, finding) places in reading order."""

    number: int
    name: str
    findings: tuple[tuple[int, int], ...]
    directions: tuple[tuple[Direction, int], ...]


def themes(report: Report, labels: Labels) -> tuple[Theme, ...]:
    """Every finding of the report in exactly one theme, the themes in the order of the language file."""
    found: dict[str, list[tuple[int, int]]] = {}
    for place, change in enumerate(report.changes):
        for number, finding in enumerate(change.findings):
            found.setdefault(finding.theme, []).append((place, number))
    order = {name: place for place, name in enumerate(labels.themes)}
    names = sorted(found, key=lambda name: order.get(name, len(order)))
    return tuple(_theme(number, name, found[name], report, labels) for number, name in enumerate(names))


def _theme(number: int, name: str, places: list[tuple[int, int]], report: Report, labels: Labels) -> Theme:
    ways = [report.changes[place].findings[at].direction for place, at in places]
    counts = tuple((way, ways.count(way)) for way in Direction if way in ways)
    return Theme(number, theme_name(name, labels), tuple(places), counts)


def theme_name(name: str, labels: Labels) -> str:
    """The theme in the report's language; its own name if there is no word for it."""
    return labels.themes.get(name) or one_line(name.replace("_", " ")) or labels["no_theme"]


def kinds_to_filter(match: Match) -> str:
    """Everything a reader may look for the match under: an article split and amended is both."""
    return " ".join(dict.fromkeys(_kinds(match)))


def _kinds(match: Match) -> Iterator[str]:
    yield match.kind
    if not match.old or not match.new:
        return
    if match.text_changed:
        yield MatchKind.AMENDED
    if match.parent_changed:
        yield MatchKind.MOVED
    if match.num_changed and len(match.old) == len(match.new) == 1:
        yield MatchKind.RENUMBERED
