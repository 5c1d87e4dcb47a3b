"""What a site is made from: the reading half of a store, and the same things held in memory for the demonstration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from gaidiff.errors import SourceError
from gaidiff.model.watch import SourceState

if TYPE_CHECKING:
    from gaidiff.model.change import Report
    from gaidiff.model.law import Instrument
    from gaidiff.model.watch import Event, Revision


class Archive(Protocol):
    """What the site reads of `gaidiff.sources.store.Store`."""

    @property
    def id(self) -> str:
        """A name that no other archive has: the feeds are known by it."""

    def states(self) -> tuple[SourceState, ...]:
        """What is remembered of every source ever checked."""

    def state(self, source_id: str) -> SourceState:
        """What is remembered of one source; the default if it was never checked."""

    def revisions(self, source_id: str) -> tuple[Revision, ...]:
        """All revisions, ascending."""

    def revision(self, source_id: str, number: int) -> Revision:
        """One revision."""

    def instrument(self, source_id: str, number: int) -> Instrument:
        """The law as it stood in one revision."""

    def report(self, source_id: str, number: int) -> Report | None:
        """The change from the revision before."""

    def events(self, *, source_id: str | None = None, after: int = 0, limit: int | None = None) -> tuple[Event, ...]:
        """What was told, ascending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """An archive in memory. `laws` are (revision, its text, the report on the change to it)."""

    laws: tuple[tuple[Revision, Instrument, Report | None], ...]
    told: tuple[Event, ...]
    known: tuple[SourceState, ...] = ()
    id: str = "collection"

    def states(self) -> tuple[SourceState, ...]:
        """The states given, and a default one for each other source."""
        given = {state.source_id for state in self.known}
        others = dict.fromkeys(revision.source_id for revision, _, _ in self.laws if revision.source_id not in given)
        return (*self.known, *(SourceState(source_id=source_id) for source_id in others))

    def state(self, source_id: str) -> SourceState:
        """The state of one source; the default if none was given."""
        return next((one for one in self.states() if one.source_id == source_id), SourceState(source_id=source_id))

    def revisions(self, source_id: str) -> tuple[Revision, ...]:
        """All revisions of a source, ascending."""
        found = [revision for revision, _, _ in self.laws if revision.source_id == source_id]
        return tuple(sorted(found, key=lambda revision: revision.number))

    def revision(self, source_id: str, number: int) -> Revision:
        """One revision; SourceError if there is none."""
        return self._law(source_id, number)[0]

    def instrument(self, source_id: str, number: int) -> Instrument:
        """The law of one revision."""
        return self._law(source_id, number)[1]

    def report(self, source_id: str, number: int) -> Report | None:
        """The report on the change to a revision."""
        return self._law(source_id, number)[2]

    def events(self, *, source_id: str | None = None, after: int = 0, limit: int | None = None) -> tuple[Event, ...]:
        """The events of one source or of all."""
        found = [one for one in self.told if one.sequence > after and source_id in {None, one.source_id}]
        return tuple(sorted(found, key=lambda one: one.sequence)[:limit])

    def _law(self, source_id: str, number: int) -> tuple[Revision, Instrument, Report | None]:
        for law in self.laws:
            if (law[0].source_id, law[0].number) == (source_id, number):
                return law
        raise SourceError(f"{source_id} has no revision {number}", "see its history")
