"""An archive in, all that the site's pages speak of out, read once: sources, revisions, changes, and how they fare.

The report of a change is read only where its digest is not known from the last publication.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from gaidiff.model.watch import EventKind, SourceState, WatchedSource
from gaidiff.publish.paths import slugs
from gaidiff.renderers._visible import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gaidiff.model.watch import Event, Revision
    from gaidiff.publish.archive import Archive
    from gaidiff.publish.digest import Digest

FOR_READERS = frozenset({EventKind.ADDED, EventKind.CHANGED, EventKind.GONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One revision, and the digest of the change that made it; None for the first one and where none could be made."""

    revision: Revision
    digest: Digest | None = None

    @property
    def day(self) -> str:
        """When it was seen, as YYYY-MM-DD."""
        return self.revision.retrieved_at[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """One source with all its revisions, ascending, and where its pages are."""

    source: WatchedSource
    folder: str
    state: SourceState
    steps: tuple[Step, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return one_line(self.source.title) or one_line(self.source.id)

    @property
    def language(self) -> str:
        """The language of the law, as far as one is known."""
        known = [step.digest.language for step in self.steps if step.digest]
        return self.source.language or (known[-1] if known else "")

    @property
    def changes(self) -> tuple[Step, ...]:
        """Every revision but the first."""
        return self.steps[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event that readers of the law are told of."""

    event: Event
    followed: Followed
    step: Step | None  # what the event speaks of, if it is a revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All of it; `told` has the latest first."""

    followed: tuple[Followed, ...]
    told: tuple[Told, ...]
    events: tuple[Event, ...]

    @property
    def as_of(self) -> str:
        """The last time any source was looked at; empty if none was."""
        return max((one.state.checked_at for one in self.followed if one.state.checked_at), default="")


def catalogue(
    archive: Archive,
    sources: Sequence[WatchedSource],
    digest_of: Callable[[WatchedSource, str, Revision, Revision], Digest | None],
) -> Catalogue:
    """Read the archive; `digest_of` is given a source, its folder, and two revisions in a row."""
    events = archive.events()
    states = {state.source_id: state for state in archive.states()}
    found = dict.fromkeys((*(one.id for one in sources), *states, *(one.source_id for one in events)))
    listed = {source.id: source for source in sources}
    revisions = {source_id: archive.revisions(source_id) for source_id in found}
    found = {one: None for one in found if one in listed or revisions[one]}
    folders = slugs(found)
    followed = []
    for source_id in found:
        own = revisions[source_id]
        source = listed.get(source_id) or _unlisted(source_id, own, events)
        steps = [Step(revision=one) for one in own[:1]]
        for old, new in pairwise(own):
            steps.append(Step(revision=new, digest=digest_of(source, folders[source_id], old, new)))
        state = states.get(source_id, SourceState(source_id=source_id))
        followed.append(Followed(source=source, folder=folders[source_id], state=state, steps=tuple(steps)))
    return Catalogue(followed=tuple(followed), told=tuple(_told(events, followed)), events=events)


def _unlisted(source_id: str, revisions: Sequence[Revision], events: Sequence[Event]) -> WatchedSource:
    """A source the configuration does not name: found on a list page, or taken out of the file since."""
    own = [event for event in events if event.source_id == source_id]
    title = revisions[-1].title or (own[-1].title if own else source_id)
    return WatchedSource(id=source_id, address=own[-1].address if own else "", title=title)


def _told(events: Sequence[Event], followed: Sequence[Followed]) -> list[Told]:
    """The events readers care for, the latest first; order by sequence, as clocks jump."""
    by_id = {one.source.id: one for one in followed}
    told = []
    for event in sorted(events, key=lambda one: one.sequence, reverse=True):
        one = by_id.get(event.source_id)
        if event.kind in FOR_READERS and one is not None:
            steps = {step.revision.number: step for step in one.steps}
            told.append(Told(event=event, followed=one, step=steps.get(event.new or 0)))
    return told


def health(state: SourceState) -> str:
    """The name of how a source fares, of `health_words`. Nothing of the error is shown: it may hold what is private."""
    if state.outcome is None:
        return "none"
    if state.unhealthy:
        return "unhealthy"
    if state.unstable:
        return "unstable"
    return "good" if state.outcome.good else state.outcome.value


def day_of(at: str) -> date:
    """The day of a time in ISO 8601, in UTC."""
    when = datetime.fromisoformat(at)
    return (when.astimezone(UTC) if when.tzinfo else when).date()


def minute_of(at: str | None) -> str:
    """A time as people read it, `2026-03-01 08:15 UTC`; empty for never."""
    if not at:
        return ""
    when = datetime.fromisoformat(at)
    return f"{when.astimezone(UTC) if when.tzinfo else when:%Y-%m-%d %H:%M} UTC"
