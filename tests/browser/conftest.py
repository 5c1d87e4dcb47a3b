"""What every browser test may ask for: Chromium, and the reports as files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages import ARGUMENTS, CHROMIUM, long_law, motivating

from gaidiff import render

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium; without one the tests skip."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def short_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the motivating pair."""
    file = tmp_path_factory.mktemp("short") / "report.html"
    file.write_bytes(render(motivating(), "html"))
    return file


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a law of 300 articles."""
    file = tmp_path_factory.mktemp("long") / "report.html"
    file.write_bytes(render(long_law(), "html"))
    return file


@pytest.fixture(params=["short_file", "long_file"])
def report_page(request: pytest.FixtureRequest) -> Path:
    """Both, one after the other."""
    file: Path = request.getfixturevalue(request.param)
    return file
