"""A list page or a feed in, the documents it has named since the first look out, each a source of its own.

The list itself is stored like a law: one provision for each entry, so its revisions are kept, compared and exported
as all others. It only ever grows: an entry that leaves the page for the next one is not forgotten. What stood there at
the first look is noted and not watched; what comes later becomes a document, and its first revision is told.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from gaidiff import pipeline
from gaidiff.errors import GaidiffError, SourceError
from gaidiff.model.law import Instrument, Provision, ProvisionKind
from gaidiff.model.text import EId
from gaidiff.model.watch import Outcome, Record, SourceKind, WatchedSource
from gaidiff.sources.egress import judged
from gaidiff.watch import _records as records
from gaidiff.watch._reading import engine_of
from gaidiff.watch._states import health_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaidiff.model.watch import Retrieval
    from gaidiff.pipeline import Children, Entry
    from gaidiff.sources.store import Store
    from gaidiff.watch._states import Look

MOST_DOCUMENTS: Final = 1000  # of one list; a ministry publishes fewer in ten years
NO_LANGUAGE: Final = "und"  # BCP 47: a list of titles has none of its own
LONGEST_NAME: Final = 24  # characters of the address in the id of a document


def check_list(look: Look, answer: Retrieval, store: Store, children: Children | None) -> Record:
    """A full answer of a list: unchanged, or changed by entries that were not there before."""
    snapshot = answer.snapshot
    if snapshot is None:
        return records.doubted(look, answer, "empty", "the answer is empty")
    snapshot = records.named(look, snapshot)
    placed = replace(snapshot, location=answer.final_address)
    try:
        found = pipeline.entries(placed, selector=look.source.selector, children=children)
    except GaidiffError as problem:
        return records.doubted(look, answer, "no-entry", problem.text)
    known = _known(look, store)
    old = {provision.wrap_up for provision in known}
    new = tuple(_provision(entry) for entry in found if entry.address not in old and _is_public(entry.address))
    law = Instrument(
        title=look.source.title,
        language=look.source.language or NO_LANGUAGE,
        provisions=(*known, *new),
        snapshot_sha256=snapshot.sha256,
    )
    outcome = Outcome.CHANGED if new or look.latest is None else Outcome.UNCHANGED
    named = "entry" if len(new) == 1 else "entries"
    message = f"{len(new)} new {named}" if look.latest else f"first seen: {len(new)} {named}"
    state = records.seen(look, answer, outcome, message if new else "no new entry", None)
    changed = outcome is Outcome.CHANGED
    return Record(
        state=state,
        snapshot=snapshot if changed else None,
        instrument=law if changed else None,
        events=health_events(look, state),
        engine=engine_of(look.source),
    )


def documents_of(source: WatchedSource, store: Store) -> tuple[WatchedSource, ...]:
    """The documents that a list has named since the first look at it, in the order in which they were named."""
    latest = store.latest(source.id)
    if latest is None or latest.number == 1:
        return ()
    first = {provision.eid for provision in store.instrument(source.id, 1).provisions}
    listed = store.instrument(source.id, latest.number).provisions
    later = [provision for provision in listed if provision.eid not in first]
    return tuple(_document(source, provision) for provision in later[:MOST_DOCUMENTS])


def expanded(sources: Iterable[WatchedSource], store: Store) -> tuple[WatchedSource, ...]:
    """The sources, each list followed by its documents."""
    return tuple(one for source in sources for one in _with_documents(source, store))


def _with_documents(source: WatchedSource, store: Store) -> Iterator[WatchedSource]:
    yield source
    if source.kind is not SourceKind.DOCUMENT:
        yield from documents_of(source, store)


def _known(look: Look, store: Store) -> tuple[Provision, ...]:
    if look.latest is None:
        return ()
    try:
        return store.instrument(look.source.id, look.latest.number).provisions
    except SourceError:
        return ()


def _is_public(address: str) -> bool:
    """Whether it may be asked for at all; a page can link to anything."""
    try:
        judged(address)
    except GaidiffError:
        return False
    return True


def _provision(entry: Entry) -> Provision:
    """An entry: its title as the text, its address as what follows."""
    return Provision(
        eid=EId(f"para_{_mark(entry.address)}"),
        kind=ProvisionKind.PARAGRAPH,
        text=entry.title,
        wrap_up=entry.address,
    )


def _mark(address: str) -> str:
    return hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()[:12]


def _document(source: WatchedSource, provision: Provision) -> WatchedSource:
    """A source of its own: it inherits what holds for all texts of one site, and not the selector of the links."""
    from gaidiff.watch.config import slug_of

    name = urlsplit(provision.wrap_up).path.rstrip("/").rpartition("/")[2].partition(".")[0]
    slug = slug_of(name)[:LONGEST_NAME].strip("-.") if name else "document"
    mark = _mark(provision.wrap_up)
    return replace(
        source,
        id=f"{source.id[: 64 - len(slug) - len(mark) - 2].rstrip('-._')}-{slug}-{mark}",
        address=provision.wrap_up,
        title=provision.text,
        kind=SourceKind.DOCUMENT,
        selector=None,
    )
