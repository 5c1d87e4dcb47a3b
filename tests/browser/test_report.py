"""The HTML report in a browser: it asks for nothing, fits a phone, and can be read in both colour schemes."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from builders import article, law
from playwright.sync_api import expect
from pypdfium2 import PdfDocument
from reports import finding, reported, sample

from gaidiff import render
from gaidiff.model.change import Direction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3, for text of this size

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")

COLOURS = """
(selector) => [...document.querySelectorAll(selector)].slice(0, 20).map((element) => {
  let below = element, paint = "rgba(0, 0, 0, 0)";
  while (below && /, 0\\)$|transparent/.test(paint)) { paint = getComputedStyle(below).backgroundColor;
    below = below.parentElement; }
  return [getComputedStyle(element).color, paint];
})
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("report") / "report.html"
    file.write_bytes(render(sample(), "html"))
    return file


def opened(browser: Browser, file: Path, width: int, scheme: str = "light") -> Page:
    height = 900
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(file.as_uri())
    return page


def shown(page: Page, selector: str) -> list[bool]:
    return [one.is_visible() for one in page.locator(selector).all()]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_page_asks_for_nothing_and_breaks_no_policy(browser: Browser, report_file: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(report_file.as_uri())

    assert [url for url in asked if not url.startswith("data:")] == [report_file.as_uri()]
    assert said == []


def test_hostile_text_runs_nothing(browser: Browser, tmp_path: Path) -> None:
    text = "<script>alert(1)</script><img src=x onerror=alert(2)></style><svg onload=alert(3)>"
    old, new = law(article(1, "甲。"), title=text), law(article(1, text, heading=text), title=text)
    about = finding("obligation_added", Direction.TIGHTENED, text)
    file = tmp_path / "hostile.html"
    file.write_bytes(render(reported(old, new, ("art_1", "art_1"), findings={0: (about,)}), "html"))
    page = browser.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto(file.as_uri())

    assert dialogs == []
    assert page.locator("script").count() == 1  # ours
    assert page.locator("img, svg:not(.map, .key svg)").count() == 0
    assert page.locator("h1").inner_text() == text


@pytest.mark.parametrize("width", [320, 390, 700, 701, 1120, 1400])
def test_nothing_scrolls_sideways(browser: Browser, report_file: Path, width: int) -> None:
    page = opened(browser, report_file, width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_long_word_and_a_long_address_do_not_scroll_either(browser: Browser, tmp_path: Path) -> None:
    word = "x" * 400
    old, new = law(article(1, word), title=word), law(article(1, word + "y"), title=word)
    file = tmp_path / "long.html"
    file.write_bytes(render(reported(old, new, ("art_1", "art_1")), "html"))

    assert opened(browser, file, 320).evaluate("document.documentElement.scrollWidth") <= 320


def test_a_wide_screen_shows_two_columns_and_a_phone_one_redline(browser: Browser, report_file: Path) -> None:
    wide, phone = opened(browser, report_file, 1400), opened(browser, report_file, 390)

    assert shown(wide, "#c4 .mixed > div") == [True, True, False]
    assert shown(phone, "#c4 .mixed > div") == [False, False, True]
    assert shown(phone, "#c8 .row > .o") == [True]  # a repealed article has an old text only
    assert shown(phone, "#c5 .same > div")[:2] == [False, True]


def test_old_stands_left_of_new_and_comments_right_of_both(browser: Browser, report_file: Path) -> None:
    page = opened(browser, report_file, 1400)
    old, new, comments = (page.locator(f"#c4 {one}").first.bounding_box() for one in (".o", ".n", ".comments"))

    assert old is not None
    assert new is not None
    assert comments is not None
    assert old["x"] + old["width"] <= new["x"]
    assert new["x"] + new["width"] <= comments["x"]
    assert abs(old["y"] - new["y"]) < 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_can_be_read(browser: Browser, report_file: Path, scheme: str) -> None:
    page = opened(browser, report_file, 1400, scheme)
    selectors = [
        "body",
        "h1",
        ".over",
        ".against",
        ".where",
        ".kinds",
        "del",
        "ins",
        "a",
        "th",
        ".way",
        "summary",
        "sup a",
    ]
    for selector in selectors:
        pairs = page.evaluate(COLOURS, selector)
        assert pairs
        assert min(contrast(*pair) for pair in pairs) >= LEAST_CONTRAST, selector


def test_the_two_schemes_differ(browser: Browser, report_file: Path) -> None:
    light, dark = (opened(browser, report_file, 900, scheme).evaluate(COLOURS, "body") for scheme in ("light", "dark"))

    assert light != dark


def test_changes_are_told_without_colour(browser: Browser, report_file: Path) -> None:
    page = opened(browser, report_file, 1400)
    lines = "(selector) => getComputedStyle(document.querySelector(selector)).textDecorationLine"

    assert page.evaluate(lines, "del") == "line-through"
    assert page.evaluate(lines, "ins") == "underline"


def test_a_link_opens_the_fold_it_leads_into(browser: Browser, report_file: Path) -> None:
    page = opened(browser, report_file, 1400)
    assert not page.locator("#c3").is_visible()

    page.locator('.contents a[href="#c3"]').click()

    expect(page.locator("#c3")).to_be_visible()


def test_the_keyboard_reaches_the_articles_first(browser: Browser, report_file: Path) -> None:
    page = opened(browser, report_file, 1400)
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.getAttribute('href')") == "#articles"
    assert page.locator(".skip").is_visible()


def test_on_paper_there_is_one_redline_on_a4(browser: Browser, report_file: Path) -> None:
    page = opened(browser, report_file, 1400)
    page.emulate_media(media="print")

    assert shown(page, "#c4 .mixed > div") == [False, False, True]
    (sheet, *_) = PdfDocument(page.pdf(prefer_css_page_size=True))
    assert [round(side) for side in sheet.get_size()] == [595, 842]  # A4 in points
