"""The published site in a browser, from the disk: it asks for nothing, is complete without script, and fits a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe import COLOURS, LEAST_CONTRAST, violations
from playwright.sync_api import expect
from sites import harbour_site, joined, source

from gaidiff.publish import publish
from gaidiff.publish.demo import demo
from gaidiff.renderers._look import contrast

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PAGES = (
    "index.html",
    "en/index.html",
    "en/sources/index.html",
    "en/sources/harbour/index.html",
    "en/sources/quay/index.html",
    "zh/sources/shili-zhineng-kefu/index.html",
    "en/search.html",
    "en/search.html?q=storm",
    "404.html",
)
TEXTS = (
    "body, h1, h2, a, .soft, .verdict, .way, .day, .files a, .health span, th, td, .key, .notice, mark, .where, footer"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A law with twelve revisions, one with one, and the shipped pairs."""
    folder: Path = tmp_path_factory.mktemp("site") / "site"
    shipped, sources = demo()
    quay = source(id="quay", title="Quay Walls Ordinance")
    archive = joined(harbour_site(12), harbour_site(1, one=quay, unhealthy=True), shipped)
    publish(archive, folder, sources=(source(), quay, *sources), demo=True)
    return folder


def opened(browser: Browser, site: Path, page: str, width: int = 1400, **context: Any) -> tuple[Page, list[str]]:
    """A page of the site in a context of its own, and all that it asked for or complained of."""
    new = browser.new_context(viewport={"width": width, "height": 900}, **context).new_page()
    heard: list[str] = []
    new.on("console", lambda message: heard.append(message.text))
    new.on("pageerror", lambda error: heard.append(str(error)))
    new.on("request", lambda request: heard.append(request.url) if not request.is_navigation_request() else None)
    new.goto(f"{site.as_uri()}/{page}")
    return new, heard


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_for_nothing_and_breaks_no_policy(browser: Browser, site: Path, name: str) -> None:
    page, heard = opened(browser, site, name)

    expect(page.locator("h1")).to_be_visible()
    assert [one for one in heard if not one.startswith("data:")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, site: Path, name: str, scheme: str) -> None:
    page, _ = opened(browser, site, name, color_scheme=scheme)

    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["en/index.html", "en/sources/harbour/index.html", "en/search.html?q=storm"])
def test_every_text_can_be_read_on_its_ground(browser: Browser, site: Path, name: str, scheme: str) -> None:
    page, _ = opened(browser, site, name, color_scheme=scheme)
    poor = [
        (what, ink, paper)
        for what, ink, paper in page.evaluate(COLOURS, TEXTS)
        if contrast(ink, paper) < LEAST_CONTRAST
    ]

    assert poor == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_a_small_phone(browser: Browser, site: Path, name: str) -> None:
    page, _ = opened(browser, site, name, 320)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", ["en/index.html", "en/search.html", "en/sources/harbour/index.html"])
def test_without_script_a_page_is_complete_and_shows_no_dead_control(browser: Browser, site: Path, name: str) -> None:
    page, _ = opened(browser, site, name, java_script_enabled=False)

    expect(page.locator("input:visible")).to_have_count(0)
    expect(page.locator(".find, .seek").locator("visible=true")).to_have_count(0)
    expect(page.locator("main a").first).to_be_visible()
    if "search" in name:
        expect(page.locator("#all li")).to_have_count(17)


def test_a_search_from_any_page_finds_the_place_in_the_report(browser: Browser, site: Path) -> None:
    page, heard = opened(browser, site, "en/sources/quay/index.html")
    page.get_by_role("searchbox").fill("Ballast water")
    page.get_by_role("searchbox").press("Enter")

    expect(page.locator("#count")).to_have_text("1 places in 1 changes")
    expect(page.locator("#hits mark").first).to_have_text("Ballast")
    expect(page.locator("#all")).to_be_hidden()
    page.locator("#hits .where").click()
    expect(page.locator(":target")).to_contain_text("Ballast water")
    assert [one for one in heard if not one.startswith("data:")] == []


def test_a_search_for_chinese_words_needs_no_spaces(browser: Browser, site: Path) -> None:
    page, _ = opened(browser, site, "zh/search.html")
    box = page.get_by_role("searchbox")
    expect(box).to_be_focused()
    box.fill("罚款")

    expect(page.locator("#hits > li")).to_have_count(1)
    box.fill("没有这样的词")
    expect(page.locator("#count")).to_have_text("未找到“没有这样的词”。")
    box.fill("")
    expect(page.locator("#all")).to_be_visible()


def test_words_of_a_query_are_never_markup(browser: Browser, site: Path) -> None:
    page, heard = opened(browser, site, "en/search.html?q=%3Cimg%20src=x%20onerror=alert(1)%3E{changes}")

    expect(page.locator("#count")).to_contain_text("<img src=x onerror=alert(1)>{changes}")
    expect(page.locator("main img")).to_have_count(0)
    assert [one for one in heard if not one.startswith("data:")] == []


def test_the_switch_leads_to_the_same_page_in_the_other_language(browser: Browser, site: Path) -> None:
    page, _ = opened(browser, site, "en/sources/harbour/index.html")
    page.get_by_role("link", name="中文").click()

    expect(page.locator("html")).to_have_attribute("lang", "zh")
    expect(page.locator("h1")).to_have_text("Harbour Operations Rules")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(f"{site.as_uri()}/en/sources/harbour/index.html")


@pytest.mark.parametrize(("width", "shown"), [(1400, "wide"), (390, "narrow")])
def test_the_timeline_has_its_words_beside_it_and_its_bars_lead_to_reports(
    browser: Browser, site: Path, width: int, shown: str
) -> None:
    page, _ = opened(browser, site, "en/sources/harbour/index.html", width)
    picture = page.locator(f".timeline.{shown}")

    expect(page.locator(".timeline:visible")).to_have_count(1)
    expect(page.locator("#said")).to_contain_text("12 revisions from 2019-")
    expect(page.locator(".revisions tbody tr")).to_have_count(12)
    assert picture.get_attribute("aria-hidden") == "true"
    letters = picture.locator("text").first.evaluate("(one) => one.getBoundingClientRect().height")
    assert letters >= 10, "letters do not shrink with the picture"
    picture.locator("a").last.click()
    expect(page.locator("h1")).to_have_text("Harbour Operations Rules")
    assert page.url.endswith("/12.html")


def test_the_report_is_the_inert_page_that_it_always_is(browser: Browser, site: Path) -> None:
    page, heard = opened(browser, site, "en/index.html")
    page.get_by_role("link", name="Full report").first.click()

    expect(page.locator(".change").first).to_be_visible()
    assert [one for one in heard if not one.startswith("data:")] == []


def test_the_keyboard_is_seen_and_skips_the_picture(browser: Browser, site: Path) -> None:
    page, _ = opened(browser, site, "en/sources/harbour/index.html")
    outline = "[document.activeElement.outerHTML.slice(0, 60), getComputedStyle(document.activeElement).outlineStyle]"
    for _ in range(25):
        page.keyboard.press("Tab")
        name, style = page.evaluate(outline)
        assert style != "none", name
        assert page.evaluate("document.activeElement.closest('svg')") is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_has_no_controls(browser: Browser, site: Path, scheme: str) -> None:
    page, _ = opened(browser, site, "en/sources/harbour/index.html", color_scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.locator(".bar, .files, .skip").locator("visible=true")).to_have_count(0)
    expect(page.locator(".timeline.wide")).to_be_visible()
