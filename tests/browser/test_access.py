"""The report for everybody: axe finds nothing, 320 px are wide enough, the keyboard is seen."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pages import motivating, opened

from gaidiff.renderers import render
from gaidiff.renderers._look import Look, contrast

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TEXTS = (
    "body, h1, .over, .against, .where, .kinds, del, ins, a, th, .way, summary, sup a, .tools *, .keys, .key li, .edges"
)
COLOURS = """(selector) => [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility()).map((one) => {
  let below = one, paint = "rgba(0, 0, 0, 0)";
  while (below && /, 0\\)$/.test(paint)) {
    paint = getComputedStyle(below).backgroundColor; below = below.parentElement; }
  const three = (colour) => colour.match(/\\d+/g).slice(0, 3).map(Number);
  return [one.outerHTML.slice(0, 60), three(getComputedStyle(one).color), three(paint)];
})"""


def axe() -> str:
    """axe-core as shipped in a package of the test tools."""
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-playwright-python is not installed")
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[tuple[str, Any]]:
    page.evaluate(axe())
    found = page.evaluate("(tags) => axe.run(document, {runOnly: tags})", RULES)
    assert len(found["passes"]) > 20
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
def test_axe_finds_nothing(browser: Browser, report_page: Path, scheme: str, width: int) -> None:
    page = opened(browser, report_page, width, color_scheme=scheme)

    assert violations(page) == []


def test_axe_finds_nothing_with_all_open_and_something_selected(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.fill("#find", "service")
    page.keyboard.press("Tab")
    page.click("#view")
    page.click("#next")

    assert violations(page) == []


@pytest.mark.parametrize("width", [320, 390, 700, 701, 1120])
def test_nothing_scrolls_sideways(browser: Browser, report_page: Path, width: int) -> None:
    page = opened(browser, report_page, width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")

    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("accent", [None, "#ffff00", "#10108a"])
def test_all_text_can_be_read_whatever_the_accent(
    browser: Browser, tmp_path: Path, scheme: str, accent: str | None
) -> None:
    file = tmp_path / "report.html"
    file.write_bytes(render(motivating(), "html", look=Look(accent=accent)))
    page = opened(browser, file, color_scheme=scheme)
    colours = page.evaluate(COLOURS, TEXTS)
    assert len(colours) > 200

    faint = [text for text, ink, paper in colours if contrast(tuple(ink), tuple(paper)) < LEAST_CONTRAST]
    assert faint == []


def test_the_keyboard_is_seen_wherever_it_is(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    outline = "() => [document.activeElement.tagName, getComputedStyle(document.activeElement).outlineStyle]"
    for _ in range(40):
        page.keyboard.press("Tab")
        name, style = page.evaluate(outline)
        assert style != "none", name


def test_the_map_is_no_stop_for_the_keyboard(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)

    assert page.locator(".map a:not([tabindex='-1'])").count() == 0
    assert page.get_attribute(".map", "aria-hidden") == "true"


def test_runs_in_another_language_say_so(browser: Browser, short_file: Path) -> None:
    page = opened(browser, short_file)
    unmarked = page.evaluate(
        """() => { const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); const found = [];
        for (let node = walk.nextNode(); node; node = walk.nextNode())
          if (/[\\u3400-\\u9fff]/.test(node.data) && !node.parentElement.closest("[lang=zh]")) found.push(node.data);
        return found; }"""
    )

    assert unmarked == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_has_no_controls(browser: Browser, short_file: Path, scheme: str) -> None:
    page = opened(browser, short_file, color_scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)  # type: ignore[arg-type]

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert [page.locator(one).first.is_visible() for one in (".bar", ".keys", ".link", ".skip")] == [False] * 4
