"""Two laws in, a table of what their Word comparison shows out: `python tests/benchmarks/word.py`.

gaidiff beside python-redlines (`pip install 'python-redlines[all]'`) on the same words in the same run. The peers get
the two texts as Word files of plain paragraphs. Counted are revisions, moves and comments in the file, the share of
all characters that a reader sees struck or inserted, how many articles have only their number struck and replaced,
and whether accepting or rejecting all revisions gives the new or the old words back.
"""

from __future__ import annotations

import importlib.util
import os
import re
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from docx import Document
from lxml import etree

from gaidiff import compare, parse, read, render

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from revisions import page_of, settled  # noqa: E402

CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", ROOT / ".." / "shared" / "corpus"))
PAIRS = (
    (ROOT / "corpus" / "gai-measures" / "draft.en.txt", ROOT / "corpus" / "gai-measures" / "final.en.txt"),
    (ROOT / "corpus" / "shili-zhineng-kefu" / "draft.zh.txt", ROOT / "corpus" / "shili-zhineng-kefu" / "final.zh.txt"),
    (CORPUS / "cn-civil-procedure-law" / "old.md", CORPUS / "cn-civil-procedure-law" / "new.md"),
    (CORPUS / "cn-antimonopoly-law" / "old.md", CORPUS / "cn-antimonopoly-law" / "new.md"),
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = {True: {f"{W}del", f"{W}moveFrom"}, False: {f"{W}ins", f"{W}moveTo"}}
NUMBER = re.compile(r"(?:第\w{1,8}条|Article\s\d{1,4}[A-Za-z]?)\W*")  # a tracked run that is an article's number alone


@dataclass(frozen=True)
class Seen:
    """What one Word file shows."""

    tool: str
    seconds: float
    revisions: int
    moves: int
    comments: int
    marked: float  # of all characters, in per cent
    renumbered: int
    exact: str


def parts(body: bytes) -> dict[str, Any]:
    with ZipFile(BytesIO(body)) as archive:
        names = [name for name in ("word/document.xml", "word/comments.xml") if name in archive.namelist()]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def words(element: Any, *, accepted: bool | None) -> Iterator[str]:
    """The letters and digits that are left; all of them for None."""
    for child in element:
        if accepted is not None and child.tag in GONE[accepted]:
            continue
        if child.tag in {f"{W}t", f"{W}delText"}:
            yield "".join(letter for letter in child.text or "" if letter.isalnum())
        yield from words(child, accepted=accepted)


def seen(tool: str, seconds: float, body: bytes, exact: tuple[bool, bool]) -> Seen:
    found = parts(body)
    document = found["word/document.xml"]
    comments = found.get("word/comments.xml")
    whole = sum(map(len, words(document, accepted=None)))
    marked = sum(
        len("".join(words(one, accepted=None))) for tag in ("ins", "del") for one in document.iter(f"{W}{tag}")
    )
    return Seen(
        tool=tool,
        seconds=seconds,
        revisions=sum(1 for tag in ("ins", "del") for _ in document.iter(f"{W}{tag}")),
        moves=sum(1 for _ in document.iter(f"{W}moveFromRangeStart")),
        comments=0 if comments is None else len(comments),
        marked=100 * marked / whole,
        renumbered=sum(NUMBER.fullmatch("".join(one.itertext())) is not None for one in document.iter(f"{W}ins")),
        exact="/".join("yes" if one else "NO" for one in exact),
    )


def plain(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def bare(lines: list[str]) -> str:
    return "".join(letter for line in lines for letter in line if letter.isalnum())


def word_file(lines: list[str]) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    body = BytesIO()
    document.save(body)
    return body.getvalue()


def peers() -> Iterator[tuple[str, Callable[[bytes, bytes], bytes]]]:
    if importlib.util.find_spec("python_redlines") is None:
        return
    from python_redlines import DocxodusEngine, XmlPowerToolsEngine

    warnings.simplefilter("ignore", DeprecationWarning)
    for engine in (DocxodusEngine, XmlPowerToolsEngine):
        yield f"python-redlines {engine.__name__}", lambda old, new, e=engine: e().run_redline("peer", old, new)[0]


def rows(old: Path, new: Path) -> Iterator[Seen]:
    began = time.perf_counter()
    report = compare(parse(read(old)), parse(read(new)))
    body = render(report, "docx")
    seconds = time.perf_counter() - began
    exact = tuple(
        bare(settled(body, accepted=way)) == bare(page_of(text))
        for way, text in ((True, report.new), (False, report.old))
    )
    yield seen("gaidiff", seconds, body, exact)
    lines = plain(old), plain(new)
    files = tuple(map(word_file, lines))
    for name, engine in peers():
        began = time.perf_counter()
        try:
            body = engine(*files)
        except Exception as error:  # noqa: BLE001, a peer may raise anything, and that is what is shown
            print(f"  {name}: {type(error).__name__}")
            continue
        seconds = time.perf_counter() - began
        document = parts(body)["word/document.xml"]
        left = tuple("".join(words(document, accepted=way)) for way in (False, True))
        yield seen(name, seconds, body, (left[1] == bare(lines[1]), left[0] == bare(lines[0])))


def main() -> int:
    for old, new in PAIRS:
        if not old.is_file():
            print(f"{old.parent.name}: not here")
            continue
        print(f"{old.parent.name}: {old.name} / {new.name}")
        print(
            f"  {'':36} {'seconds':>8} {'ins+del':>8} {'moves':>6} {'comments':>9} {'renumbered':>11} {'marked':>7}"
            "  accept/reject"
        )
        for row in rows(old, new):
            print(
                f"  {row.tool:36} {row.seconds:8.2f} {row.revisions:8} {row.moves:6} {row.comments:9} "
                f"{row.renumbered:11} {row.marked:6.1f}%  {row.exact}"
            )
    if not list(peers()):
        print("python-redlines is not installed: pip install 'python-redlines[all]'")
    return 0


if __name__ == "__main__":
    sys.exit(main())
