"""A page in, what axe-core and the eye would complain of out: what the browser tests of the site share."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = """(selector) => [...document.querySelectorAll(selector)].filter((it) => it.checkVisibility()).map((one) => {
  let below = one, paint = "rgba(0, 0, 0, 0)";
  while (below && /, 0\\)$/.test(paint)) {
    paint = getComputedStyle(below).backgroundColor; below = below.parentElement; }
  const three = (colour) => colour.match(/\\d+/g).slice(0, 3).map(Number);
  return [one.outerHTML.slice(0, 60), three(getComputedStyle(one).color), three(paint)];
})"""


def violations(page: Page) -> list[tuple[str, Any]]:
    """What axe-core, as shipped in a package of the test tools, finds wrong with the page."""
    package = find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.skip("axe-playwright-python is not installed")
    page.evaluate((Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("(tags) => axe.run(document, {runOnly: tags})", RULES)
    assert len(found["passes"]) > 15, "axe has looked"
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found["violations"]]
