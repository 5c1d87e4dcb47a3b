"""A catalogue and a language in, what its pages show out: entries, sources, facts, rows; every link relative."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from gaidiff.model.change import Direction
from gaidiff.model.watch import EventKind, SourceKind
from gaidiff.publish import timeline
from gaidiff.publish.catalogue import day_of, health, minute_of
from gaidiff.publish.digest import in_language
from gaidiff.publish.words import words
from gaidiff.renderers._labels import labels
from gaidiff.renderers._markup import mixed
from gaidiff.renderers._view import ARROWS
from gaidiff.watch.addresses import linked

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from gaidiff.publish.catalogue import Catalogue, Followed, Step, Told
    from gaidiff.publish.digest import Digest, Point
    from gaidiff.publish.frame import Place
    from gaidiff.publish.search import Line

MOST_LATEST: Final = 12  # changes told in full on the front page
MOST_POINTS: Final = 3  # of each
MOST_POINTS_OF_ONE: Final = 5  # where one change has the page
MOST_BESIDE: Final = 12  # sources beside the latest changes

FILES: Final = (  # word, what comes after the number of the revision, renderer
    ("report", ".html", "html"),
    ("table", "-table.html", "table-html"),
    ("word_table", "-table.docx", "table-docx"),
    ("excel_table", "-table.xlsx", "table-xlsx"),
    ("redline", ".docx", "docx"),
)
HEALTH_SIGNS: Final = {"good": "●", "none": "○"}  # anything else is a half: something is known, something is not


def file_path(language: str, folder: str, number: int, suffix: str) -> str:
    """Where a file about the change to a revision is: `en/sources/gai-measures/2.html`."""
    return f"{language}/sources/{folder}/{number}{suffix}"


def source_page(folder: str) -> str:
    """The page of a source, within a language."""
    return f"sources/{folder}/index.html"


def entry(told: Told, at: Place, files: Collection[str]) -> dict[str, Any]:
    """An event on the front page or in the list of all changes."""
    own = words(at.language)
    day = told.event.at[:10]
    if told.event.kind is EventKind.CHANGED and told.step and told.step.digest:
        return {**change(told.followed, told.step, at, files, most=MOST_POINTS), "day": day}
    said = {EventKind.ADDED: "added", EventKind.GONE: "gone"}.get(told.event.kind, "no_verdict")
    return {**_head(told.followed, at), "day": day, "verdict": own[said], "ways": [], "points": [], "files": []}


def change(one: Followed, step: Step, at: Place, files: Collection[str], *, most: int) -> dict[str, Any]:
    """One change of a source: verdict, directions, what matters most, files."""
    own = words(at.language)
    number, digest = step.revision.number, step.digest
    listed = [(own[name], file_path(at.language, one.folder, number, suffix)) for name, suffix, _ in FILES]
    found = {
        **_head(one, at),
        "day": step.day,
        "number": number,
        "verdict": own["no_report" if one.source.kind is SourceKind.DOCUMENT else "listed"],
        "size": "",
        "ways": [],
        "points": [],
        "files": [(name, at.to(path)) for name, path in listed if path in files],
    }
    if digest is None:
        return found
    report = at.to(listed[0][1])
    return {
        **found,
        "href": report,
        "verdict": mixed(in_language(digest.verdict, at.language) or own["no_verdict"], at.language),
        "size": size_of(digest, at.language),
        "ways": _ways(digest, at.language),
        "points": [_point(digest.points[place], report, at.language) for place in digest.top[:most]],
    }


def _head(one: Followed, at: Place) -> dict[str, Any]:
    page = at.to(at.here(source_page(one.folder)))
    return {"title": one.title, "lang": _other(one, at), "href": page, "page": page}


def _other(one: Followed, at: Place) -> str:
    """The language of the law's title, where it is not the page's."""
    return one.language if one.language != at.language else ""


def _ways(digest: Digest, language: str) -> list[tuple[int, str, str]]:
    counts, own = dict(digest.directions), labels(language)
    return [(counts[way], ARROWS[way], own.directions[way]) for way in Direction if counts.get(way)]


def _point(point: Point, report: str, language: str) -> dict[str, Any]:
    way = Direction(point.way)
    return {
        "way": way.value,
        "arrow": ARROWS[way],
        "word": labels(language).directions[way],
        "where": in_language(point.where, language),
        "href": f"{report}#{point.anchor}",
        "sentence": mixed(in_language(point.sentence, language), language),
    }


def size_of(digest: Digest, language: str) -> str:
    """How much changed, in characters: `+1,204 −311 characters`."""
    own = words(language)
    if not digest.inserted and not digest.deleted:
        return str(own["no_words"])
    return str(own["came_went"].format(inserted=f"{digest.inserted:,}", deleted=f"{digest.deleted:,}"))


def source_line(one: Followed, at: Place) -> dict[str, Any]:
    """A source in a list."""
    own = words(at.language)
    count = len(one.changes)
    said = own["no_change_yet"] if not count else own["one_change" if count == 1 else "count_changes"]
    return {
        **_head(one, at),
        "spark": timeline.spark(marks(one, at)) if one.steps else "",
        "count": said.format(count=count),
        "last": one.changes[-1].day if count else "",
        "health": state(one, at.language),
        "good": minute_of(one.state.good_at),
        "good_at": one.state.good_at,
    }


def state(one: Followed, language: str) -> dict[str, str]:
    """How a source fares, in words; the sign beside them is never the only signal."""
    name = health(one.state)
    return {"name": name, "words": words(language)["health_words"][name], "sign": HEALTH_SIGNS.get(name, "◐")}


def marks(one: Followed, at: Place) -> list[timeline.Mark]:
    """The revisions of a source for its picture."""
    own = words(at.language)
    found = []
    for step in one.steps:
        digest = step.digest
        said = (
            size_of(digest, at.language) if digest else own["first_revision" if step is one.steps[0] else "no_report"]
        )
        path = file_path(at.language, one.folder, step.revision.number, FILES[0][1])
        found.append(
            timeline.Mark(
                number=step.revision.number,
                day=day_of(step.revision.retrieved_at),
                inserted=digest.inserted if digest else 0,
                deleted=digest.deleted if digest else 0,
                compared=digest is not None,
                href=at.to(path) if digest else "",
                title=f"{step.day} · {step.revision.number} · {said}",
            )
        )
    return found


def said_of_timeline(one: Followed, language: str) -> str:
    """The picture in words."""
    own = words(language)
    days = [step.day for step in one.steps]
    if len(days) == 1:
        return str(own["timeline_one"].format(first=days[0]))
    text = str(own["timeline_of"].format(count=len(days), first=min(days), last=max(days)))
    compared = [(step.digest.inserted + step.digest.deleted, step, step.digest) for step in one.steps if step.digest]
    if not compared:
        return text
    _, step, digest = max(compared, key=lambda found: (found[0], found[1].revision.number))
    size = size_of(digest, language)
    most = own["timeline_most"].format(number=step.revision.number, day=step.day, size=size)
    return f"{text}{' ' if language == 'en' else ''}{most}"


def facts(one: Followed, language: str) -> list[tuple[str, str, str]]:
    """(name, value, address to link) of a source; what is not known is left out."""
    own = words(language)
    address = linked(one.source.address)
    looked = one.state.checked_at is not None
    lines = [
        (own["official"], address, address),
        (own["first_day"], one.steps[0].day if one.steps else "", ""),
        (own["last_change"], one.changes[-1].day if one.changes else "", ""),
        (own["interval"], interval(one.source.interval, own) if looked else "", ""),
        (own["last_good"], minute_of(one.state.good_at), ""),
        (own["tags"], ", ".join(one.source.tags), ""),
    ]
    return [line for line in lines if line[1]]


def interval(seconds: int, own: Mapping[str, Any]) -> str:
    """How often a source is looked at: `every 6 hours`."""
    minutes = max(1, seconds // 60)
    if minutes % 1440 == 0:
        days = minutes // 1440
        return str(own["every_day"] if days == 1 else own["every_days"].format(count=days))
    if minutes % 60 == 0:
        hours = minutes // 60
        return str(own["every_hour"] if hours == 1 else own["every_hours"].format(count=hours))
    return str(own["every_minutes"].format(count=minutes))


def lead(book: Catalogue, language: str) -> dict[str, str]:
    """What the site is about, and as of when."""
    own = words(language)
    count = len(book.followed)
    return {
        "lead": own["lead_one"] if count == 1 else own["lead"].format(count=count),
        "as_of": own["as_of"].format(at=minute_of(book.as_of)) if book.as_of else "",
    }


def lines(told: Told, language: str) -> tuple[list[Line], list[Line]]:
    """What can be searched of a change: every finding, and those that matter most."""
    digest = told.step.digest if told.step and told.event.kind is EventKind.CHANGED else None
    if digest is None:
        return [], []
    every = [_line(point, language) for point in digest.points]
    return every, [every[place] for place in digest.top]


def _line(point: Point, language: str) -> Line:
    way = Direction(point.way)
    directed = f"{ARROWS[way]} {labels(language).directions[way]}"
    return directed, in_language(point.where, language), in_language(point.sentence, language), point.anchor
