"""A catalogue in, its Atom feeds out: one for the site and one for each source, in each language."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from gaidiff.publish.manifest import key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gaidiff.model.watch import Event
    from gaidiff.publish.archive import Archive
    from gaidiff.publish.catalogue import Catalogue, Followed
    from gaidiff.publish.frame import Site

SITE_FEED = "feed.xml"


def feed_path(folder: str) -> str:
    """The feed of one source, within a language."""
    return f"feeds/{folder}.xml"


def feeds(site: Site, book: Catalogue, archive: Archive) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """(path, hash of what it is made from, how to make it) of every feed; one that did not change reads no report."""
    for language in site.languages:
        whole = f"{language}/{SITE_FEED}"
        yield _feed(site, archive, whole, title=site.title_in(language), events=book.events, followed=book.followed)
        for one in book.followed:
            own = tuple(event for event in book.events if event.source_id == one.source.id)
            path = f"{language}/{feed_path(one.folder)}"
            yield _feed(site, archive, path, title=one.title, events=own, followed=(one,), source_id=one.source.id)


def _feed(  # noqa: PLR0913, what a feed is made of
    site: Site,
    archive: Archive,
    path: str,
    *,
    title: str,
    events: tuple[Event, ...],
    followed: tuple[Followed, ...],
    source_id: str = "",
) -> tuple[str, str, Callable[[], bytes]]:
    language = path.partition("/")[0]
    told = [astuple(event) for event in events]
    read_by = [astuple(step.revision) for one in followed for step in one.steps]
    inputs = key("feed", path, archive.id, title, site.base_address, told, read_by)

    def make() -> bytes:
        from gaidiff.watch.feed import atom, feed_id_of

        store: Any = archive  # the feed reads of a store what an archive has
        return atom(
            events,
            store=store,
            title=title,
            base_address=site.base_address,
            feed_id=feed_id_of(archive.id, f"{source_id} {language}"),
            language=language,
            self_address=f"{site.base_address}{path}" if site.base_address else "",
        )

    return path, inputs, make
