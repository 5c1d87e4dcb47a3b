"""A feed or a list page in, the documents it names out: address and title of each, in reading order.

Runs in the limited child, as everything that takes markup apart: `entries_here` gives a Reading of one block for each
entry, `entries_of` takes it apart again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin, urlsplit

from gaidiff.errors import EmptyDocument, ReadError
from gaidiff.model.text import Block, Reading
from gaidiff.readers._charset import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from gaidiff.model.text import Snapshot

ALL_LINKS = "a[href]"
MOST_ENTRIES = 2000  # a list page of a ministry has 20 to 100
LONGEST_TITLE = 300  # characters
LONGEST_ADDRESS = 2000  # characters; what browsers and servers take
FEED = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:feed|rss|RDF)\b")
HEAD = 2048  # bytes in which a feed names itself
TAGS = re.compile(r"<[^<>]{0,400}>")


@dataclass(frozen=True, slots=True)
class Entry:
    """A document that a list names."""

    address: str
    title: str


def entries_here(snapshot: Snapshot, selector: str) -> Reading:
    """Blocks "address, newline, title". Raises ReadError for a broken feed, EmptyDocument if nothing is named."""
    feed = FEED.search(snapshot.body, 0, HEAD) is not None
    found = _of_feed(snapshot) if feed else _of_page(snapshot, selector or ALL_LINKS)
    blocks = tuple(Block(f"{entry.address}\n{entry.title}") for entry in _cleaned(found, snapshot.location))
    if not blocks:
        what = "has no entry" if feed else f"has no link under {selector or ALL_LINKS!r}"
        raise EmptyDocument(f"{snapshot.location} {what}", "look at it in a browser; it may have been rebuilt")
    return Reading(blocks=blocks, media_type="text/xml" if feed else "text/html", location=snapshot.location)


def entries_of(reading: Reading) -> tuple[Entry, ...]:
    r"""The entries of such a Reading.

    >>> entries_of(Reading(blocks=(Block("https://law.test/2\nMeasures"),), media_type="text/xml"))
    (Entry(address='https://law.test/2', title='Measures'),)
    """
    pairs = (block.text.partition("\n") for block in reading.blocks)
    return tuple(Entry(address, title) for address, _, title in pairs)


def _cleaned(found: Iterable[tuple[str, str]], base: str) -> Iterator[Entry]:
    """Each document once: whole addresses of http, without the part that only a browser sees."""
    seen: set[str] = set()
    own = urldefrag(base).url
    for href, title in found:
        try:
            address = urldefrag(urljoin(base, href.strip())).url
            scheme, host = urlsplit(address)[:2]
        except ValueError:
            continue  # http://[ is no address
        usable = scheme in {"http", "https"} and host and address.isprintable() and len(address) <= LONGEST_ADDRESS
        if usable and address not in seen and address != own and len(seen) < MOST_ENTRIES:
            seen.add(address)
            words = " ".join(TAGS.sub(" ", title).split())[:LONGEST_TITLE]
            yield Entry(address, words or address)


def _of_page(snapshot: Snapshot, selector: str) -> Iterator[tuple[str, str]]:
    """The links that the selector names, or that stand in the elements it names."""
    from gaidiff.readers._html_tree import attribute, elements, soup_of
    from gaidiff.readers.html import declared_of

    soup = soup_of(decode(snapshot.body, snapshot.location, declared_of(snapshot)).text)
    bases = soup.select("base[href]")
    start = urljoin(snapshot.location, attribute(bases[0], "href") or "") if bases else snapshot.location
    for element in elements(soup, selector):
        links = [element] if element.name == "a" else element.find_all("a")
        for link in links:
            href = attribute(link, "href")
            if href and not href.startswith("#"):
                yield urljoin(start, href), attribute(link, "title") or link.get_text(" ")


def _of_feed(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Entries of Atom, items of RSS 1.0 and 2.0."""
    from lxml import etree

    if b"<!DOCTYPE" in snapshot.body or b"<!ENTITY" in snapshot.body:
        raise ReadError(f"{snapshot.location} has a document type, which a feed has no use for", "check the address")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False)
    try:
        root = etree.fromstring(snapshot.body, parser)
    except etree.XMLSyntaxError as problem:
        raise ReadError(f"{snapshot.location} is no well-formed feed: {problem.msg}", "try it later") from None
    for node in root.iter():
        if _name(node) in {"entry", "item"}:
            parts = [(_name(child), child) for child in node]
            title = next(("".join(map(str, child.itertext())) for name, child in parts if name == "title"), "")
            links = [_target(name, child) for name, child in parts if name in {"link", "guid"}]
            yield next(filter(None, links), ""), title


def _target(name: str, element: _Element) -> str:
    """Atom: <link href rel="alternate">; RSS: <link>text, or a <guid> that is an address."""
    if element.get("rel", "alternate") != "alternate":
        return ""
    text = (element.get("href") or element.text or "").strip()
    return text if name == "link" or (text.startswith("http") and element.get("isPermaLink") != "false") else ""


def _name(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
