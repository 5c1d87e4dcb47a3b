"""The tour of the README from nothing to an alert, as a new user would walk it: real servers, and the pages looked at.

The laws are those the project ships: one as a saved page with a menu and share buttons, one as a PDF.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import pytest
from documents import pdf_of
from pages import opened

from gaidiff.sources.corpus import pair

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
SECTION = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Watch and publish\n")[2].partition("\n## ")[0]
FENCE = re.compile(r"^```(?P<kind>bash|toml)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
BEFORE, AFTER = "they shall promptly take measures", "they shall within 24 hours take measures"
PATIENCE = 100  # looks at whether the server answers, 50 ms apart


@dataclass
class Tour:
    """A folder, what each command printed there, and what the webhook was sent."""

    folder: Path
    printed: dict[str, str] = field(default_factory=dict)
    hooked: list[dict[str, Any]] = field(default_factory=list)


def saved_page(text: str, visits: int) -> str:
    """A law as an official site shows it; the counter and the advertisement change with every visit."""
    lines = "\n".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Measures - Office</title></head><body>"
        "<nav><a href=/>Home</a> <a href=/news>News</a> <a href=/contact>Contact</a></nav>"
        f"<div class=share>Share: A B C</div><main><article>{lines}</article></main>"
        f"<aside>Related: {visits} other notices</aside><footer>Visited {visits} times</footer></body></html>"
    )


def pdf(text: str) -> bytes:
    """A law as pages of lines."""
    lines = [line for long in text.splitlines() if long.strip() for line in (*wrap(long.strip(), 32), "")]
    pages = [lines[at : at + 40] for at in range(0, len(lines), 40)]
    return pdf_of([[(72, 780 - 17 * row, 12, line) for row, line in enumerate(page) if line] for page in pages])


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    walked = Tour(tmp_path_factory.mktemp("tour"))
    laws = walked.folder / "site-laws"
    laws.mkdir()
    text = pair("gai-measures").new.read_text(encoding="utf-8")
    assert BEFORE in text
    (laws / "measures.html").write_text(saved_page(text, 17), encoding="utf-8")
    (laws / "rules.pdf").write_bytes(pdf(pair("shili-zhineng-kefu").new.read_text(encoding="utf-8")))
    with receiver(walked) as hook:
        serve, add_page, add_pdf, sink, *later = steps()
        with served(serve, walked.folder) as port:
            ports = {"8000": str(port), "9000": str(hook)}
            for command in (add_page, add_pdf):
                run(command, walked, ports)
            with (walked.folder / "watch.toml").open("a", encoding="utf-8") as file:
                file.write(put(sink, ports))
            (laws / "measures.html").write_text(saved_page(text.replace(BEFORE, AFTER), 18), encoding="utf-8")
            for command in later:
                run(command, walked, ports)
        yield walked


def steps() -> list[str]:
    """The commands of the section, a line each, and its settings as they stand."""
    found: list[str] = []
    for fence in FENCE.finditer(SECTION):
        found += [f"\n{fence['body']}"] if fence["kind"] == "toml" else fence["body"].splitlines()
    return found


def put(text: str, ports: dict[str, str]) -> str:
    for printed, real in ports.items():
        text = text.replace(f":{printed}/", f":{real}/")
    return text


class served:  # noqa: N801, used as a verb
    """The README's own server, on a free port."""

    def __init__(self, line: str, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        python, *words = shlex.split(line.removesuffix("&").replace("8000", str(self.port)))
        assert python == "python3"
        self.process = subprocess.Popen(
            [sys.executable, *words], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def __enter__(self) -> int:
        for _ in range(PATIENCE):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self.port
            time.sleep(0.05)
        pytest.fail("the server of the README did not start")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(10)


class receiver:  # noqa: N801, as above
    """What a team's chat or ticket system would be."""

    def __init__(self, walked: Tour) -> None:
        class Hook(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                walked.hooked.append(json.loads(body))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Hook)
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def __enter__(self) -> int:
        self.thread.start()
        return int(self.server.server_address[1])

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


def run(line: str, walked: Tour, ports: dict[str, str]) -> None:
    command, *words = shlex.split(put(line, ports), comments=True)
    assert command == "scripts/gaidiff", line
    done = subprocess.run(
        [sys.executable, "-m", "gaidiff", *words],
        cwd=walked.folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), line
    walked.printed[" ".join(words[:3])] = done.stdout


def printed(tour: Tour, start: str) -> str:
    (said,) = [text for command, text in tour.printed.items() if command.startswith(start)]
    return said


def test_add_shows_the_law_and_not_its_page(tour: Tour) -> None:
    page, file = (text for command, text in tour.printed.items() if command.startswith("watch add"))

    assert "24 articles" in page
    assert "Related" not in page
    assert "25 articles" in file


def test_one_article_changed_and_one_alert_came(tour: Tour) -> None:
    (message,) = tour.hooked

    assert "changed" in json.dumps(message)
    assert "within 24 hours" in json.dumps(message, ensure_ascii=False)
    assert "measures" in printed(tour, "watch check")
    assert "unchanged" in printed(tour, "watch check"), "the PDF is the same"


def test_history_and_status_know_both_revisions(tour: Tour) -> None:
    assert printed(tour, "watch history").count("\n") >= 2
    assert "rules" in printed(tour, "watch status")


def test_the_report_shows_the_change(tour: Tour, browser: Browser) -> None:
    page = opened(browser, tour.folder / "change.html")

    assert "within 24 hours" in page.locator("ins").all_inner_texts()[0]
    assert page.locator(".top li").count() == 1


def test_the_site_leads_from_the_change_to_its_report(tour: Tour, browser: Browser) -> None:
    page = opened(browser, tour.folder / "site" / "en" / "index.html")

    assert "within 24 hours" in page.inner_text("main")
    page.get_by_role("link", name="Full report").first.click()
    page.wait_for_url("**/sources/measures/2.html")
    assert "within 24 hours" in page.inner_text("body")
