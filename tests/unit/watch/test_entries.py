"""List pages and feeds in, the documents that were named since the first look out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from watched import answer, text, zh_law

from gaidiff import pipeline
from gaidiff.errors import EmptyDocument, GaidiffError, ReadError
from gaidiff.model.watch import EventKind, Outcome, Record, Retrieval, SourceKind, Validators, WatchedSource
from gaidiff.sources.local import snapshot_of_bytes
from gaidiff.sources.store import Store, open_store
from gaidiff.watch.check import Bench, check
from gaidiff.watch.config import is_id
from gaidiff.watch.entries import documents_of, expanded

PLACE = "https://law.test/news/"
LIST = WatchedSource(id="news", address=PLACE, title="News", kind=SourceKind.INDEX, selector="ul.l a", tags=("x",))
FEED = replace(LIST, kind=SourceKind.FEED, selector=None)


def page(*links: tuple[str, str]) -> bytes:
    items = "".join(f'<li><a href="{href}">{title}</a></li>' for href, title in links)
    return f'<html><body><a href="/home">Home</a><ul class="l">{items}</ul></body></html>'.encode()


def rss(*links: tuple[str, str]) -> bytes:
    items = "".join(f"<item><title>{title}</title><link>{href}</link></item>" for href, title in links)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


ATOM = b"""<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>
<entry><title>Measures</title><link rel="self" href="https://law.test/self"/><link href="/m.html"/></entry>
<entry><title type="html">&lt;b&gt;Rules&lt;/b&gt;</title><link rel="alternate" href="r.html"/></entry></feed>"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "watch.db") as opened:
        yield opened


def look(store: Store, body: bytes, source: WatchedSource = LIST, **fields: object) -> Record:
    def fetch(address: str, *, validators: Validators | None, ca_file: str | None) -> Retrieval:
        assert (validators, ca_file) == (None, None)
        return answer(address, body, **fields)

    record = check(source, store, Bench(fetcher=fetch), now=1_800_000_000.0)
    store.record(record)
    return record


def test_the_links_a_selector_names_are_the_entries() -> None:
    body = page(("/a.html#top", "A  <b>law</b>"), ("b.html", "B"), ("a.html", "other"), ("mailto:x@law.test", "mail"))
    found = pipeline.entries(snapshot_of_bytes(body, PLACE), selector="ul.l")
    assert [(entry.address, entry.title) for entry in found] == [
        ("https://law.test/a.html", "A law"),
        ("https://law.test/news/b.html", "B"),
        ("https://law.test/news/a.html", "other"),
    ]


def test_the_same_address_is_one_entry_and_the_page_itself_is_none() -> None:
    body = page(("/a", "A"), ("https://law.test/a", "again"), ("", "nothing"), (PLACE, "here"), ("#x", "there"))
    assert len(pipeline.entries(snapshot_of_bytes(body, PLACE), selector="ul.l")) == 1


def test_entries_of_atom_and_rss_are_read() -> None:
    atom = pipeline.entries(snapshot_of_bytes(ATOM, PLACE))
    assert [(entry.address, entry.title) for entry in atom] == [
        ("https://law.test/m.html", "Measures"),
        ("https://law.test/news/r.html", "Rules"),
    ]
    body = rss(("https://law.test/1", "One"), ("https://law.test/2", "Two"))
    assert [entry.title for entry in pipeline.entries(snapshot_of_bytes(body, PLACE))] == ["One", "Two"]


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item><link>&a;</link></item></channel></rss>',
        b"<rss><channel><item>",
    ],
)
def test_b3_a_feed_with_a_document_type_or_broken_is_refused(body: bytes) -> None:
    with pytest.raises(ReadError):
        pipeline.entries(snapshot_of_bytes(body, PLACE))


@pytest.mark.parametrize("selector", ["div.none", "document('x')//a", "a[["])
def test_b6_a_selector_that_finds_nothing_or_is_no_css_is_one_line(selector: str) -> None:
    with pytest.raises(GaidiffError) as problem:
        pipeline.entries(snapshot_of_bytes(page(("/a", "A")), PLACE), selector=selector)
    assert "\n" not in str(problem.value)


def test_a_page_without_links_has_no_entry() -> None:
    with pytest.raises(EmptyDocument, match="no link"):
        pipeline.entries(snapshot_of_bytes(b"<html><body><p>x</p></body></html>", PLACE))


@pytest.mark.parametrize(("source", "body"), [(LIST, page), (FEED, rss)])
def test_what_was_there_first_is_noted_and_what_comes_later_becomes_a_document(
    store: Store, source: WatchedSource, body: object
) -> None:
    assert callable(body)
    record = look(store, body(("https://law.test/1.html", "One")), source)
    assert record.state.outcome is Outcome.CHANGED
    assert documents_of(source, store) == ()
    record = look(store, body(("https://law.test/2.html", "Two"), ("https://law.test/1.html", "One")), source)
    assert (record.state.outcome, record.state.message) == (Outcome.CHANGED, "1 new entry")
    (document,) = documents_of(source, store)
    assert (document.address, document.title, document.kind) == ("https://law.test/2.html", "Two", SourceKind.DOCUMENT)
    assert (document.interval, document.tags, document.selector) == (source.interval, ("x",), None)
    assert is_id(document.id)
    assert expanded((source,), store) == (source, document)
    assert store.events() == (), "the document is told when it was read, the list is not"


def test_an_entry_that_leaves_the_page_is_not_forgotten(store: Store) -> None:
    look(store, page(("/1", "One")))
    look(store, page(("/2", "Two")))
    look(store, page(("/3", "Three")))
    assert [document.title for document in documents_of(LIST, store)] == ["Two", "Three"]
    assert look(store, page(("/1", "One"))).state.outcome is Outcome.UNCHANGED


def test_a_list_that_shows_a_captcha_is_suspect(store: Store) -> None:
    look(store, page(("/1", "One")))
    wall = "<html><body><p>请输入验证码</p><a href='/help'>help</a></body></html>".encode()
    assert look(store, wall).state.outcome is Outcome.SUSPECT
    assert documents_of(LIST, store) == ()


def test_c1_links_to_what_may_not_be_asked_for_are_left_out(store: Store) -> None:
    look(store, page(("/1", "One")))
    look(store, page(("/2", "Two"), ("http://user:pw@law.test/3", "Three"), ("file:///etc/passwd", "Four")))
    assert [document.title for document in documents_of(LIST, store)] == ["Two"]


@pytest.mark.parametrize("name", ["../../x", "示例", "x" * 300, "CON", "a%00b", "?q=1"])
def test_d22_documents_have_safe_names_that_stay_apart(store: Store, name: str) -> None:
    look(store, page(("/first", "First")))
    look(store, page((f"/{name}", "A"), (f"/other/deep/down/{name}", "B")))
    ids = [document.id for document in documents_of(LIST, store)]
    assert len(set(ids)) == 2
    assert all(map(is_id, ids))


def test_a_document_of_a_list_is_checked_like_any_other(store: Store) -> None:
    look(store, page(("/1", "One")))
    look(store, page(("/2", "Two")))
    (document,) = documents_of(LIST, store)
    record = look(store, text(zh_law(2)), document, media_type="text/plain; charset=utf-8")
    assert [event.kind for event in record.events] == [EventKind.ADDED]
