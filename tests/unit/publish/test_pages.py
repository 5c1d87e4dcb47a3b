"""The pages as documents: what they say, where they lead, and that no word of others becomes markup."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

import pytest
from bs4 import BeautifulSoup
from lxml import etree
from sites import harbour_site, joined, source

from gaidiff.assets import asset_dir
from gaidiff.model.watch import EventKind
from gaidiff.publish import publish
from gaidiff.publish.search import index_of
from gaidiff.publish.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

HOSTILE = "</title><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"
BASE = "https://example.org/laws/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two sources, one of them hostile, with a base address."""
    folder = tmp_path_factory.mktemp("pages") / "site"
    hostile = source(id="../x", title=HOSTILE, address="javascript:alert(1)", tags=(HOSTILE,), jurisdiction=HOSTILE)
    archive = joined(harbour_site(4), harbour_site(2, one=hostile))
    publish(archive, folder, sources=(source(), hostile), base_address=BASE)
    return folder


def soup(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_bytes(), "lxml")


def own_pages(site: Path) -> Iterator[Path]:
    """Our pages; the reports have tests of their own."""
    yield from (path for path in site.rglob("*.html") if path.stem in {"index", "search", "404"})


def test_every_link_leads_to_a_file_and_to_a_place_in_it(site: Path) -> None:
    for page in own_pages(site):
        if page.stem == "404":
            continue
        for link in soup(page).select("a[href], link[rel=alternate]"):
            path, anchor = urldefrag(str(link["href"]))
            if path.startswith(("https://harbour.test/", BASE)):
                continue
            goal = (page.parent / path).resolve() if path else page
            assert goal.is_file(), f"{page}: {link}"
            assert site in goal.parents
            if anchor and goal.suffix == ".html":
                assert soup(goal).find(id=anchor) is not None, f"{page}: {link}"


def test_words_of_others_never_become_markup(site: Path) -> None:
    for page in own_pages(site):
        found = soup(page)
        scripts = [one for one in found.find_all("script") if one.get("type") != "application/json"]
        assert [one.get("src") for one in scripts] in ([None], []), page
        assert not found.find_all("img")
        assert not [
            tag for tag in found.find_all(name=True) for name in tag.attrs if name.startswith("on") or name == "style"
        ]
        assert not [link for link in found.select("a[href]") if str(link["href"]).startswith("javascript:")]
    assert HOSTILE.partition("{")[0] in soup(site / "en/index.html").get_text()


def test_every_page_states_its_policy_first(site: Path) -> None:
    for page in site.rglob("*.html"):
        head = soup(page).head
        assert head is not None
        policies = [str(one["content"]) for one in head.find_all("meta", attrs={"http-equiv": True})]
        assert len(policies) == 1, page
        assert policies[0].startswith("default-src 'none'"), page


def test_the_front_page_tells_the_latest_change_first(site: Path) -> None:
    entries = soup(site / "en/index.html").select(".entry")
    days = [str(one.select_one("time")["datetime"]) for one in entries]  # type: ignore[index]
    first = next(one for one in entries if "Harbour Operations Rules" in one.get_text())

    assert days == sorted(days, reverse=True)
    assert first.select_one(".verdict") is not None
    assert {str(one["href"]).partition("#")[0] for one in first.select(".points a")} == {"sources/harbour/4.html"}
    assert "sources/harbour/4-table.html" in [one["href"] for one in first.select(".files a")]


def test_the_page_of_a_source_says_its_timeline_in_words(site: Path) -> None:
    page = soup(site / "en/sources/harbour/index.html")
    rows = page.select(".revisions tbody tr")

    assert page.select_one("#said") is not None
    assert "4 revisions from 2019-" in page.select_one("#said").get_text()  # type: ignore[union-attr]
    assert [row.th.get_text() for row in rows if row.th] == ["4", "3", "2", "1"]
    assert page.figure is not None
    assert page.figure["aria-describedby"] == "said"
    assert [one["aria-hidden"] for one in page.select(".timeline")] == ["true", "true"]
    assert [one["tabindex"] for one in page.select(".timeline a")] == ["-1"] * 6


def test_every_page_is_there_in_both_languages_and_says_where(site: Path) -> None:
    english = {path.relative_to(site / "en") for path in (site / "en").rglob("*")}
    chinese = {path.relative_to(site / "zh") for path in (site / "zh").rglob("*")}
    page = soup(site / "zh/sources/harbour/index.html")
    named = {str(one["hreflang"]): str(one["href"]) for one in page.select("link[hreflang]")}

    assert english == chinese
    assert page.html is not None
    assert page.html["lang"] == "zh"
    assert named["en"] == f"{BASE}en/sources/harbour/index.html"
    assert named["x-default"] == named["en"]
    assert [one["href"] for one in page.select(".switch a")] == ["../../../en/sources/harbour/index.html"]


def test_the_words_of_both_languages_are_complete() -> None:
    english, chinese = words("en"), words("zh")

    assert set(english) == set(chinese)
    assert set(english["health_words"]) == set(chinese["health_words"])
    for name, value in english.items():
        if isinstance(value, str):
            assert value.count("{") == chinese[name].count("{"), name


def test_the_sitemap_names_every_page_for_search_engines_in_full(site: Path) -> None:
    tree = etree.fromstring((site / "sitemap.xml").read_bytes())
    named = [one.text for one in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]

    assert f"{BASE}en/sources/harbour/4.html" in named
    assert len(named) == len(set(named))
    assert all((site / str(one).removeprefix(BASE)).is_file() for one in named)
    assert f"Sitemap: {BASE}sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")


def test_without_a_base_address_there_is_no_sitemap(tmp_path: Path) -> None:
    publish(harbour_site(1), tmp_path / "site")

    assert not (tmp_path / "site/sitemap.xml").exists()
    assert "Sitemap" not in (tmp_path / "site/robots.txt").read_text(encoding="utf-8")


def test_the_page_for_what_is_not_there_works_from_any_address(site: Path) -> None:
    links = [str(one["href"]) for one in soup(site / "404.html").select("a")]

    assert links == [f"/laws/{language}/{page}" for language in ("en", "zh") for page in ("index.html", "search.html")]


def test_feeds_link_to_the_pages_of_the_site(site: Path) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = etree.fromstring((site / "zh/feeds/harbour.xml").read_bytes())
    links = [one.get("href") for one in feed.iter(f"{atom}link") if one.getparent().tag == f"{atom}entry"]
    reports = [one for one in links if one.startswith(BASE)]

    assert len(reports) == 3
    assert all((site / one.removeprefix(BASE)).is_file() for one in reports)


def test_a_source_that_is_gone_is_told_without_saying_the_law_was_repealed(tmp_path: Path) -> None:
    archive = harbour_site(1)
    gone = replace(archive.told[0], id="gone", kind=EventKind.GONE, sequence=9, old=None, new=None)
    publish(replace(archive, told=(*archive.told, gone)), tmp_path / "site", sources=(source(),))
    verdicts = [one.get_text() for one in soup(tmp_path / "site/en/index.html").select(".verdict")]

    assert verdicts[0] == "The text is no longer at its address. The last one seen is kept."


def test_the_index_cannot_leave_its_element() -> None:
    index, _ = index_of([{"title": "</script><script>alert(1)//\u2028"}], [([], [])])

    assert "<" not in index
    assert json.loads(index)["changes"][0]["title"] == "</script><script>alert(1)//\u2028"


def test_an_index_that_grows_too_large_keeps_what_matters_most_and_says_so() -> None:
    line = ("▲ tightened", "Art. 1", "x" * 100, "c0f1")
    changes = [{"title": "newest"}, {"title": "older"}]
    index, cut = index_of(changes, [([line] * 3, [line])] * 2, largest=400)
    found = [len(one["found"]) for one in json.loads(index)["changes"]]

    assert found == [3, 1]
    assert cut


def test_style_and_script_can_stand_inside_their_elements() -> None:
    for name in ("site.css", "site.js"):
        text = (asset_dir("templates") / "site" / name).read_text(encoding="utf-8")
        assert "</" not in text
        assert "<!--" not in text
