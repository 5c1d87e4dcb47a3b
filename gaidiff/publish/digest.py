"""A report in, the little of it that other pages of the site show out: verdict, sizes, findings with their pinpoints.

It is published as JSON beside the report, so that the front page of a site of a thousand changes is made without
reading a thousand reports again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gaidiff.errors import ReadError
from gaidiff.model.change import Op
from gaidiff.renderers import _view as view
from gaidiff.renderers._labels import labels
from gaidiff.renderers._visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gaidiff.model.change import Report

SCHEMA = "gaidiff.change/1"

Said = tuple[tuple[str, str], ...]  # (language, words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One finding: its direction, its place in the report, and what the report says of it."""

    way: str
    anchor: str
    where: Said
    sentence: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One change of a law. `inserted` and `deleted` are characters; `top` are places in `points`."""

    language: str  # of the law
    title: str
    inserted: int
    deleted: int
    verdict: Said
    directions: tuple[tuple[str, int], ...] = ()
    points: tuple[Point, ...] = ()
    top: tuple[int, ...] = ()


def digest(report: Report, languages: Sequence[str]) -> Digest:
    """What the site needs of a report, in the languages of the site."""
    words = [labels(language) for language in languages]
    places = [(place, number) for place, change in enumerate(report.changes) for number in range(len(change.findings))]
    points = []
    for place, number in places:
        finding = report.changes[place].findings[number]
        points.append(
            Point(
                way=finding.direction.value,
                anchor=f"c{place}f{number + 1}",
                where=tuple((one.language, view.pinpoint(finding, report, one)) for one in words),
                sentence=tuple((one.language, view.sentence(finding, one)) for one in words),
            )
        )
    order = {place: at for at, place in enumerate(places)}
    inserted, deleted = sizes(report)
    return Digest(
        language=report.new.language,
        title=one_line(report.new.title),
        inserted=inserted,
        deleted=deleted,
        verdict=tuple((one.language, view.verdict(report, one)) for one in words),
        directions=tuple((name, count) for count, name, _ in view.counts(report, words[0])[1]),
        points=tuple(points),
        top=tuple(order[one] for one in view.top(report) if one in order),
    )


def sizes(report: Report) -> tuple[int, int]:
    """Characters that are in the new text only, and in the old one only; white space is none."""
    segments = [segment for change in report.changes for segment in change.segments]
    inserted = [report.new.text_at(one.new) for one in segments if one.op is Op.INSERT and one.new]
    deleted = [report.old.text_at(one.old) for one in segments if one.op is Op.DELETE and one.old]
    return _characters(inserted), _characters(deleted)


def _characters(texts: Iterable[str]) -> int:
    return sum(len(word) for text in texts for word in text.split())


def in_language(said: Said, language: str) -> str:
    """The words in one language."""
    return dict(said).get(language, "")


def dumps(value: Digest) -> bytes:
    """The digest as JSON, the same bytes for the same value."""
    data = {
        "schema": SCHEMA,
        "language": value.language,
        "title": value.title,
        "inserted": value.inserted,
        "deleted": value.deleted,
        "verdict": dict(value.verdict),
        "directions": dict(value.directions),
        "top": list(value.top),
        "findings": [
            {"way": one.way, "anchor": one.anchor, "where": dict(one.where), "sentence": dict(one.sentence)}
            for one in value.points
        ],
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def loads(body: bytes) -> Digest:
    """The digest that `dumps` wrote; ReadError if it is none."""
    try:
        data: dict[str, Any] = json.loads(body)
        _check_schema(data["schema"])
        return Digest(
            language=data["language"],
            title=data["title"],
            inserted=data["inserted"],
            deleted=data["deleted"],
            verdict=_said(data["verdict"].items()),
            directions=tuple(data["directions"].items()),
            top=tuple(data["top"]),
            points=tuple(
                Point(
                    way=one["way"],
                    anchor=one["anchor"],
                    where=_said(one["where"].items()),
                    sentence=_said(one["sentence"].items()),
                )
                for one in data["findings"]
            ),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(f"this is no digest of a change ({error})", "remove the file and publish again") from error


def _said(pairs: Iterable[tuple[str, str]]) -> Said:
    return tuple((language, words) for language, words in pairs)


def _check_schema(name: object) -> None:
    if name != SCHEMA:
        raise ValueError(name)
