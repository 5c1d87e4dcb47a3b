"""The Atom feed: well-formed, the same each time, ids for ever, times that never go back (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from outbox import AT, change, owe, owe_report, pair

from gaidiff.model.watch import EventKind
from gaidiff.sources.store import Store, open_store
from gaidiff.watch.feed import MOST_ENTRIES, atom, entry_id, feed_id_of

NS = {"a": "http://www.w3.org/2005/Atom"}
BASE = "https://site.test/laws/"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "watch.db") as opened:
        yield opened


def feed(store: Store, *, base: str | None = BASE, **fields: str) -> bytes:
    return atom(store.events(), store=store, title="All laws", base_address=base, feed_id="urn:x", **fields)


def texts(body: bytes, path: str) -> list[str]:
    return [element.text or "" for element in etree.fromstring(body).iterfind(path, NS)]


def test_the_change_stands_in_the_entry_with_its_links(store: Store) -> None:
    _, report = owe_report(store, *pair())
    body = feed(store)
    (entry,) = etree.fromstring(body).iterfind("a:entry", NS)
    verdict = dict(report.summary.verdict)["en"]
    assert entry.findtext("a:title", "", NS) == "Changed: Service Measures"
    assert entry.findtext("a:summary", "", NS) == verdict
    content = entry.find("a:content", NS)
    assert content is not None
    assert content.get("type") == "html"
    soup = BeautifulSoup(content.text or "", "html.parser")
    assert soup.p is not None
    assert soup.p.text == verdict
    assert "three days" in soup.get_text()
    links = {link.get("rel"): link.get("href") for link in entry.iterfind("a:link", NS)}
    assert links == {"alternate": f"{BASE}en/sources/measures/2.html", "related": "https://law.test/measures"}


def test_what_rfc_4287_asks_for_is_there(store: Store) -> None:
    owe(store, change(1), change(2, source="other"))
    root = etree.fromstring(feed(store, self_address=f"{BASE}feed.xml"))
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.findtext("a:author/a:name", "", NS) == "gaidiff"
    for element in (root, *root.iterfind("a:entry", NS)):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"a:{name}", NS)) == 1
            assert element.findtext(f"a:{name}", "", NS)
        assert all(id_.text and ":" in id_.text for id_ in element.findall("a:id", NS))
    assert [link.get("href") for link in root.findall("a:link[@rel='self']", NS)] == [f"{BASE}feed.xml"]


def test_the_same_store_gives_the_same_bytes(store: Store) -> None:
    owe_report(store, *pair())
    owe(store, change(3, source="other"))
    assert feed(store) == feed(store)


def test_the_id_of_an_entry_is_the_events_alone(store: Store) -> None:
    (event,) = owe(store, change())
    changed = replace(event, title="Renamed", message="said otherwise", address="https://else.test/", sequence=99)
    assert entry_id(event) == entry_id(changed)
    assert texts(feed(store), "a:entry/a:id") == [entry_id(event)]
    assert entry_id(event) != entry_id(change(2))


def test_ids_of_feeds_are_one_for_each_source_of_a_store() -> None:
    ids = {feed_id_of("store-1"), feed_id_of("store-1", "a"), feed_id_of("store-1", "b"), feed_id_of("store-2", "a")}
    assert len(ids) == 4
    assert feed_id_of("store-1", "a") == feed_id_of("store-1", "a")


def test_d18_updated_never_goes_back_where_the_clock_did(store: Store) -> None:
    times = ("2026-03-01T08:00:00+00:00", "2027-03-01T08:00:00+00:00", "2026-03-02T08:00:00+00:00")
    owe(store, *(change(number, at=at) for number, at in enumerate(times)))
    body = feed(store)
    newest_first = texts(body, "a:entry/a:updated")
    assert newest_first == ["2027-03-01T08:00:00Z", "2027-03-01T08:00:00Z", "2026-03-01T08:00:00Z"]
    assert texts(body, "a:updated") == ["2027-03-01T08:00:00Z"]
    assert texts(body, "a:entry/a:published")[0] == "2026-03-02T08:00:00Z"


def test_a_feed_without_entries_is_valid_and_always_the_same(store: Store) -> None:
    assert texts(feed(store), "a:updated") == ["1970-01-01T00:00:00Z"]
    assert texts(feed(store), "a:entry") == []


def test_only_what_concerns_readers_of_the_law_is_in_the_feed(store: Store) -> None:
    owe(store, *(change(number, kind=kind) for number, kind in enumerate(EventKind)))
    assert texts(feed(store), "a:entry/a:title") == [
        "No longer there: Service Measures",
        "Changed: Service Measures",
        "Now watched: Service Measures",
    ]


def test_a_long_feed_has_the_newest_entries_and_their_times_do_not_change(store: Store) -> None:
    owe(store, *(change(number, source=f"s{number}") for number in range(MOST_ENTRIES)))
    before = dict(zip(texts(feed(store), "a:entry/a:id"), texts(feed(store), "a:entry/a:updated"), strict=True))
    owe(store, change(999, at="2026-03-05T08:00:00+00:00"))
    after = dict(zip(texts(feed(store), "a:entry/a:id"), texts(feed(store), "a:entry/a:updated"), strict=True))
    assert len(before) == len(after) == MOST_ENTRIES
    assert {key: before[key] for key in before if key in after} == {key: after[key] for key in after if key in before}


def test_without_a_site_an_entry_leads_to_the_official_text(store: Store) -> None:
    owe_report(store, *pair())
    root = etree.fromstring(feed(store, base=None))
    assert [link.get("href") for link in root.iterfind("a:entry/a:link", NS)] == ["https://law.test/measures"]


def test_a_chinese_feed_is_chinese(store: Store) -> None:
    owe_report(store, *pair())
    body = feed(store, language="zh")
    assert texts(body, "a:entry/a:title") == ["有变化：Service Measures"]
    assert etree.fromstring(body).get("{http://www.w3.org/XML/1998/namespace}lang") == "zh"


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "]]><x/>",
        "&x; &#0; <!ENTITY x>",
        "a\x00b\x0bc\ufffed\ud800e",
        "pay \u202e001\u202c",
        '"><img src=x onerror=alert(1)>',
    ],
)
def test_a2_a_hostile_title_is_words_in_the_feed(store: Store, hostile: str) -> None:
    old, new = pair(title=f"Law {hostile.encode('utf-8', 'replace').decode()}")
    event = change(title=hostile, message=hostile, address=f"javascript:{hostile}", at=AT)
    owe_report(store, old, new, event)
    owe(store, change(5, source="second", title=hostile, message=hostile, kind=EventKind.GONE))
    body = feed(store)
    root = etree.fromstring(body)
    names = "feed id title updated author name generator link entry published summary content"
    allowed = {f"{{{NS['a']}}}{name}" for name in names.split()}
    assert {element.tag for element in root.iter()} <= allowed
    for content in root.iterfind("a:entry/a:content", NS):
        soup = BeautifulSoup(content.text or "", "html.parser")
        assert not soup.find_all(["script", "img", "x"])
    assert all((link.get("href") or "").startswith("https://") for link in root.iter(f"{{{NS['a']}}}link"))
    assert "\u202e" not in body.decode()
