"""Events in, an Atom feed out (RFC 4287): the same events and reports give the same bytes.

The id of an entry is made from the event's, so it never changes. `updated` never goes back from one entry to the next,
even where the clock did: readers take an older time for old news.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5
from xml.etree import ElementTree as ET

from gaidiff.renderers._visible import one_line, visible
from gaidiff.version import VERSION
from gaidiff.watch.addresses import linked, report_address
from gaidiff.watch.gist import gist_from
from gaidiff.watch.manner import READERS, seconds_of
from gaidiff.watch.message import entry_html, told, words_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from gaidiff.model.watch import Event, EventKind
    from gaidiff.sources.store import Store

ATOM: Final = "http://www.w3.org/2005/Atom"
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
ENTRIES: Final = UUID("8f0c7c0e-52c5-5a37-9a2c-6d2f9a1b7e40")  # the name space of entry ids; it must never change
MOST_ENTRIES: Final = 100  # the newest: what feed readers keep
NEVER: Final = "1970-01-01T00:00:00Z"  # of a feed without entries: the time of asking would make every copy another


def atom(  # noqa: PLR0913, what a feed is made of
    events: Iterable[Event],
    *,
    store: Store,
    title: str,
    base_address: str | None,
    feed_id: str,
    language: str = "en",
    self_address: str = "",
    kinds: Collection[EventKind] = READERS,
) -> bytes:
    """The feed of all events given, the newest first. Give it every event of its source: what is too old is left out.

    `feed_id` is an IRI that stays the same for ever, as `feed_id_of` makes one. `self_address` is where it will be
    found, if not at its id. Only what concerns readers of the law is told unless `kinds` says otherwise.
    """
    ordered = sorted((event for event in events if event.kind in kinds), key=lambda event: event.sequence)
    dated = list(_dated(ordered))
    root = ET.Element(f"{{{ATOM}}}feed", {XML_LANG: language})
    _add(root, "id", feed_id)
    _add(root, "title", one_line(title))
    _add(root, "updated", dated[-1][1] if dated else NEVER)
    _add(_add(root, "author"), "name", "gaidiff")
    _add(root, "generator", "gaidiff", version=VERSION)
    if found_at := linked(self_address or feed_id):
        _add(root, "link", rel="self", type="application/atom+xml", href=found_at)
    if base_address and linked(base_address):
        _add(root, "link", rel="alternate", type="text/html", href=linked(base_address))
    for event, updated in reversed(dated[-MOST_ENTRIES:]):
        root.append(_entry(event, updated, store=store, base_address=base_address, language=language))
    ET.indent(root, space="")
    body: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True, default_namespace=None)
    return body + b"\n"


def entry_id(event: Event) -> str:
    """The id of an event's entry, for ever and in every feed it stands in.

    >>> from gaidiff.model.watch import Event, EventKind
    >>> entry_id(Event(id="a", source_id="s", kind=EventKind.CHANGED, at="", title="", message="", address=""))
    'urn:uuid:b751df20-fb8b-5f7d-baf2-7557cb750f90'
    """
    return f"urn:uuid:{uuid5(ENTRIES, event.id)}"


def feed_id_of(store_id: str, source_id: str = "") -> str:
    """An id for the feed of one source of a store, or of all of them."""
    return f"urn:uuid:{uuid5(ENTRIES, f'feed {store_id} {source_id}')}"


def _dated(events: Iterable[Event]) -> Iterator[tuple[Event, str]]:
    """Each event with the time it is said to be of: never before the one before it."""
    latest = 0.0
    for event in events:
        latest = max(latest, seconds_of(event.at))
        yield event, _stamp(latest)


def _stamp(seconds: float) -> str:
    return f"{datetime.fromtimestamp(int(seconds), UTC):%Y-%m-%dT%H:%M:%SZ}"


def _entry(event: Event, updated: str, *, store: Store, base_address: str | None, language: str) -> ET.Element:
    report = report_address(base_address, event, language)
    one = told(event.id, event, gist_from(store, event, language), language=language, report=report)
    entry = ET.Element(f"{{{ATOM}}}entry")
    _add(entry, "id", entry_id(event))
    subject = words_of(language)[event.kind.value]["subject"]
    _add(entry, "title", subject.format(title=one.title))
    _add(entry, "updated", updated)
    _add(entry, "published", _stamp(seconds_of(event.at)))
    if one.report or one.official:
        _add(entry, "link", rel="alternate", type="text/html", href=one.report or one.official)
    if one.report and one.official:
        _add(entry, "link", rel="related", href=one.official)
    _add(entry, "summary", visible(one.verdict or one.lead), type="text")
    _add(entry, "content", visible(entry_html(one, language=language)), type="html")
    return entry


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text or None
    return element
