"""A report in, a page of it in Chromium out: what the browser tests share."""

from __future__ import annotations

import shutil
from functools import cache
from typing import TYPE_CHECKING, Any

from gaidiff import compare, parse, read
from gaidiff.sources.corpus import pair

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from gaidiff.model.change import Report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
LONG = 300  # articles


def opened(browser: Browser, file: Path, width: int = 1400, **context: Any) -> Page:
    """A page of the file in a context of its own, which must not raise an error."""
    page = browser.new_context(viewport={"width": width, "height": 900}, **context).new_page()
    page.goto(file.as_uri())
    return page


@cache
def motivating() -> Report:
    """The pair that the project began with."""
    texts = pair("gai-measures")
    return compare(parse(read(texts.old)), parse(read(texts.new)))


@cache
def long_law() -> Report:
    """300 articles: every tenth amended, the 50th new, the 120th gone."""
    return compare(parse(read(_long(old=True))), parse(read(_long(old=False))))


def _long(*, old: bool) -> bytes:
    lines = ["Harbour Operations Rules", ""]
    number = 0
    for place in range(1, LONG + 1):
        if place == (50 if old else 120):
            continue
        number += 1
        berth = f"A harbour master of berth {place} keeps register {place * 7} of vessel class {place * 13}."
        limit = f" It shall report within {place + 2} days." if old or place % 10 else ""
        lines.append(f"Article {number} {berth}{limit}")
    return "\n".join(lines).encode()
