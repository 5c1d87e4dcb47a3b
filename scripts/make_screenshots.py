"""The shipped pairs in, the README's pictures out: docs/screenshot-wide.png, -phone, -terminal, -site and -timeline.

Needs the test tools (Playwright's Python package) and a Chromium on PATH.
"""

from __future__ import annotations

import io
import re
import shutil
import sys
import tempfile
from pathlib import Path

from gaidiff import compare, parse, read, render
from gaidiff.model.change import Report
from gaidiff.sources.corpus import pair

DOCS = Path(__file__).resolve().parent.parent / "docs"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SITE_VIEW = (1400, 1000)
VIEWS = {"screenshot-wide.png": (1400, 900), "screenshot-phone.png": (390, 844)}  # CSS pixels
COLUMNS = 100
ROWS = 42  # as much as a reader sees before scrolling


def main() -> int:
    """Make all pictures; without a browser, only the terminal's."""
    DOCS.mkdir(exist_ok=True)
    texts = pair("gai-measures")
    report = compare(parse(read(texts.old)), parse(read(texts.new)))
    terminal(report)
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("no Chromium found: only the terminal picture was made")
        return 1
    page_pictures(report, browser)
    site_pictures(browser)
    return 0


def terminal(report: Report) -> None:
    """The first screen of the terminal view, as an SVG with real text."""
    from rich.console import Console
    from rich.text import Text

    from gaidiff.renderers.terminal import render_styled

    styled = render_styled(report, "en", width=COLUMNS, color=True)
    screen = "\n".join(["$ gaidiff compare corpus:gai-measures", *styled.splitlines()[:ROWS]])
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(screen))
    # a fixed id: the same report gives the same file; no web fonts: the picture loads nothing from anywhere
    picture = console.export_svg(title="gaidiff", unique_id="gaidiff")
    picture = re.sub(r"@font-face \{[^}]*\}\s*", "", picture).replace("Fira Code", "DejaVu Sans Mono")
    (DOCS / "screenshot-terminal.svg").write_text(picture, encoding="utf-8", newline="\n")


def page_pictures(report: Report, browser: str) -> None:
    """The HTML report at two widths."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "report.html"
        page_file.write_bytes(render(report, "html"))
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for name, (width, height) in VIEWS.items():
            page = chromium.new_page(viewport={"width": width, "height": height})
            page.goto(page_file.as_uri())
            page.screenshot(path=str(DOCS / name))
        chromium.close()


def site_pictures(browser: str) -> None:
    """The front page of the demonstration, and the timeline of an invented law with twelve revisions."""
    from playwright.sync_api import sync_playwright

    from gaidiff.publish import publish
    from gaidiff.publish.demo import demo

    sys.path.insert(0, str(DOCS.parent / "tests"))
    from sites import harbour_site, joined, source  # type: ignore[import-not-found]  # the invented law of the tests

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        archive, sources = demo()
        publish(archive, Path(folder) / "demo", sources=sources, demo=True)
        publish(joined(harbour_site(12)), Path(folder) / "harbour", sources=(source(),))
        width, height = SITE_VIEW
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": width, "height": height})
        page.goto((Path(folder) / "demo/en/index.html").as_uri())
        page.screenshot(path=str(DOCS / "screenshot-site.png"))
        page.goto((Path(folder) / "harbour/en/sources/harbour/index.html").as_uri())
        page.screenshot(path=str(DOCS / "screenshot-timeline.png"))
        chromium.close()


if __name__ == "__main__":
    sys.exit(main())
