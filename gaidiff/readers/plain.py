"""Plain text or Markdown in, a Reading out: one block per line, or per paragraph where lines are hard-wrapped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.errors import ReadError, UnsupportedFormat
from gaidiff.model.text import Block, Diagnostic, Reading, Role
from gaidiff.readers import Reader
from gaidiff.readers._charset import BOMS, decode
from gaidiff.readers._kinds import kind_of
from gaidiff.readers._lines import lines_of, paragraphs_of
from gaidiff.readers._markdown import is_markdown, markdown_blocks
from gaidiff.readers._notes import CONTROL, notes_on

if TYPE_CHECKING:
    from gaidiff.model.text import Snapshot

LAST_RESORT = 0.01  # any other reader that knows the bytes comes first
TEXT = 0.1
MOST_CONTROL = 0.002  # share of control characters; a binary file without NUL bytes has thirty times as many
MOST_LINES = 1_000_000  # the longest codes have 100,000
SNIFFED = 65_536  # bytes

WAY_OUT = "pass text, Markdown, HTML, DOCX, ODT, PDF, or XML as Akoma Ntoso, Formex, USLM, CFR, e-Gov or law.go.kr"
TRANSFERRED = re.compile(r"(?P<charset>charset=[\"']?(?P<name>[\w.:-]{1,40}))", re.IGNORECASE)


def _sniff(body: bytes) -> float:
    """Never zero: what nobody reads is refused here by name, and a wrong suffix says nothing."""
    if kind_of(body) or (b"\0" in body[:SNIFFED] and not body.startswith(tuple(mark for mark, _ in BOMS))):
        return LAST_RESORT
    return TEXT


def _read(snapshot: Snapshot) -> Reading:
    where = snapshot.location
    kind = kind_of(snapshot.body)
    if kind:
        raise UnsupportedFormat(f"{where} is {kind}, which gaidiff does not read", WAY_OUT)
    declared = TRANSFERRED.search(snapshot.media_type or "")
    decoded = decode(snapshot.body, where, declared["name"] if declared else None)
    if len(CONTROL.findall(decoded.text)) > MOST_CONTROL * len(decoded.text):
        raise UnsupportedFormat(f"{where} is a binary file, no text", WAY_OUT)
    lines = lines_of(decoded.text)
    if len(lines) > MOST_LINES:
        raise ReadError(
            f"{where} is too large: {len(lines)} lines, the limit is {MOST_LINES}", "pass one law at a time"
        )
    markdown = is_markdown(where, lines)
    blocks = markdown_blocks(decoded.text) if markdown else _blocks(lines)
    return Reading(
        blocks=blocks,
        media_type="text/markdown" if markdown else "text/plain",
        location=where,
        snapshot_sha256=snapshot.sha256,
        encoding=decoded.encoding,
        diagnostics=(*decoded.diagnostics(), *_furniture(blocks, markdown=markdown), *notes_on(blocks)),
    )


def _furniture(blocks: tuple[Block, ...], *, markdown: bool) -> tuple[Diagnostic, ...]:
    """Front matter and comments of Markdown are listed in the remainder; pages taken apart are said."""
    count = 0 if markdown else sum(block.role is Role.FURNITURE for block in blocks)
    said = f"{count} page numbers and running heads were set aside"
    return (Diagnostic("page_furniture", said),) if count else ()


def _blocks(lines: list[str]) -> tuple[Block, ...]:
    """The paragraphs, and behind them the page numbers and running heads that stood between."""
    from gaidiff.readers._page_breaks import without_page_breaks  # only now: Markdown has no pages

    pages = without_page_breaks(lines)
    paragraphs = paragraphs_of(pages.lines, pages.goes_on)
    return (*map(Block, paragraphs), *(Block(text, Role.FURNITURE) for text in pages.set_aside))


READER = Reader(
    name="plain",
    media_types=("text/plain", "text/markdown"),
    suffixes=(".md", ".txt"),
    sniff=_sniff,
    read=_read,
)
