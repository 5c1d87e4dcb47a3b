"""Two long laws in, a table of their HTML reports out: `python tests/benchmarks/page.py`.

Size of the file, seconds to render it, seconds until Chromium has loaded and laid it out (median of three). The laws
are cn-civil-procedure-law of $GAIDIFF_CORPUS and a made-up one of 5,000 articles in which every third was amended.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gaidiff import compare, parse, read, render

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", ROOT / ".." / "shared" / "corpus"))
LAW = "cn-civil-procedure-law"
ARTICLES = 5_000
RUNS = 3
MEGABYTE = 1_000_000
MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Case:
    """One report and what it may cost at most: bytes, seconds to render, seconds to open."""

    name: str
    old: bytes
    new: bytes
    size: float
    render: float
    open: float


def cases() -> list[Case]:
    made = Case("made up, 5,000 articles", law(old=True), law(old=False), 20 * MEBIBYTE, 10.0, 3.0)
    old, new = CORPUS / LAW / "old.md", CORPUS / LAW / "new.md"
    if not old.is_file():
        print(f"{old} is not there: set GAIDIFF_CORPUS")
        return [made]
    return [Case(LAW, old.read_bytes(), new.read_bytes(), 1.5 * MEGABYTE, 0.2, 3.0), made]


def law(*, old: bool) -> bytes:
    """Articles of two sentences; the new text shortens every third one's time limit."""
    lines = ["Harbour Code", ""]
    for number in range(1, ARTICLES + 1):
        days = number % 90 + 20 if old or number % 3 else number % 17 + 2
        lines.append(
            f"Article {number} The master of basin {number} keeps a register of hulls of class {number * 13} and of "
            f"their cargo. It shall report incident {number * 7} to the port office within {days} days."
        )
    return "\n".join(lines).encode()


def opening(browser: Browser, file: Path) -> float:
    """Seconds from the address to the loaded page, laid out."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    began = time.perf_counter()
    page.goto(file.as_uri())
    page.evaluate("document.documentElement.scrollHeight")
    took = time.perf_counter() - began
    page.close()
    return took


def main() -> int:
    """Print the table; exit 1 if a limit is broken."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("no Chromium found")
        return 2
    from playwright.sync_api import sync_playwright

    broken = 0
    print(f"{'':26} {'size':>9} {'render':>8} {'open':>8}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for case in cases():
            report = compare(parse(read(case.old)), parse(read(case.new)))
            times = []
            for _ in range(RUNS):
                began = time.perf_counter()
                body = render(report, "html")
                times.append(time.perf_counter() - began)
            file = Path(folder) / "report.html"
            file.write_bytes(body)
            rendered, opened = statistics.median(times), statistics.median(opening(browser, file) for _ in range(RUNS))
            print(f"{case.name:26} {len(body) / MEGABYTE:6.2f} MB {rendered:6.3f} s {opened:6.3f} s")
            broken += len(body) > case.size or rendered > case.render or opened > case.open
        browser.close()
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
