"""The law pairs shipped with gaidiff in, an archive as a watcher would have left it out: for `publish --demo`.

The days are the ones the texts give (published, or else in force), at midnight: nothing was watched.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from gaidiff.errors import ConfigError
from gaidiff.model.watch import Event, EventKind, Revision, WatchedSource
from gaidiff.publish.archive import Collection
from gaidiff.sources.corpus import DESCRIPTION, pairs
from gaidiff.sources.local import snapshot_of_path
from gaidiff.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaidiff.model.change import Report
    from gaidiff.model.law import Instrument
    from gaidiff.sources.corpus import Pair

DAYS = ("published", "promulgated", "in_force")  # of source.toml: the first that is given


def demo() -> tuple[Collection, tuple[WatchedSource, ...]]:
    """The archive and its sources, one for each shipped pair."""
    laws: list[tuple[Revision, Instrument, Report | None]] = []
    sources = []
    told: list[Event] = []
    for pair in pairs():
        source, own = _followed(pair)
        sources.append(source)
        laws += own
        told += events_of(source, own)
    ordered = sorted(told, key=lambda event: (event.at, event.source_id))
    numbered = [replace(event, sequence=number) for number, event in enumerate(ordered, 1)]
    return Collection(laws=tuple(laws), told=tuple(numbered), id="demo"), tuple(sources)


def events_of(source: WatchedSource, laws: Iterable[tuple[Revision, Instrument, Report | None]]) -> tuple[Event, ...]:
    """What a watcher would have told of these revisions, ascending; without sequence."""
    told = []
    for revision, _, report in laws:
        first = revision.number == 1
        text = "\n".join((source.id, revision.provisions_sha256, str(revision.number)))
        told.append(
            Event(
                id=sha256(text.encode()).hexdigest(),
                source_id=source.id,
                kind=EventKind.ADDED if first else EventKind.CHANGED,
                at=revision.retrieved_at,
                title=source.title,
                message=dict(report.summary.verdict).get("en", "") if report else "",
                address=source.address,
                old=None if first else revision.number - 1,
                new=revision.number,
            )
        )
    return tuple(told)


def revision_of(source: WatchedSource, number: int, text: Instrument, at: str) -> Revision:
    """The revision a watcher would have made of a text seen at a time."""
    provisions = "\n".join(text.text_of(node.eid) for node in text.provisions)
    return Revision(
        source_id=source.id,
        number=number,
        sha256=text.snapshot_sha256,
        provisions_sha256=sha256(provisions.encode("utf-8", "replace")).hexdigest(),
        retrieved_at=at,
        title=text.title,
        engine=VERSION,
        size=len(provisions),
    )


def _followed(pair: Pair) -> tuple[WatchedSource, list[tuple[Revision, Instrument, Report | None]]]:
    from gaidiff import pipeline

    path = pair.old.parent / DESCRIPTION
    try:
        data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
        days = [next(str(version[name]) for name in DAYS if name in version) for version in data["version"]]
        language = data["language"]
        title = data["version"][-1]["title"][language]
    except (KeyError, TypeError, ValueError, OSError, StopIteration) as error:
        raise ConfigError(f"{path} does not describe a pair: {error}", "reinstall gaidiff") from error
    source = WatchedSource(
        id=pair.name,
        address=str(data["version"][-1].get("address", "")),
        title=title,
        language=language,
        jurisdiction=None if data.get("fictional") else data.get("jurisdiction"),
    )
    old, new = (pipeline.load(snapshot_of_path(str(path))) for path in (pair.old, pair.new))
    first = revision_of(source, 1, old, f"{days[0]}T00:00:00+00:00")
    second = revision_of(source, 2, new, f"{days[1]}T00:00:00+00:00")
    return source, [(first, old, None), (second, new, pipeline.compare(old, new))]
