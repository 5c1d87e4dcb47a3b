"""A snapshot in, a Reading (blocks in reading order) out.

One file per format. It declares `READER = Reader(name=..., media_types=..., suffixes=..., sniff=..., read=...)`.
The bytes decide which reader is asked, not the file name; heavy libraries are imported inside `read`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaidiff.errors import ConfigError, EmptyDocument, UnsupportedFormat
from gaidiff.registry import plugins

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaidiff.model.text import Reading, Snapshot


VIEWS = ("final", "original")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One input format. `sniff` sees the whole body and says 0 (not mine) to 1 (certainly mine).

    `read_original` gives the text as it was before its tracked changes, `read_selected` only the elements that a CSS
    selector names; None where the format has none.
    """

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], float]
    read: Callable[[Snapshot], Reading]
    read_original: Callable[[Snapshot], Reading] | None = None
    read_selected: Callable[[Snapshot, str], Reading] | None = None


def read(snapshot: Snapshot, *, tracked: str = "final", selector: str | None = None) -> Reading:
    """Read a snapshot with the reader whose content test is surest; tracked changes `final` or `original`.

    A CSS `selector` narrows a page to the elements it names; formats without elements are read whole. Raises
    ConfigError for another word than these, EmptyDocument (no bytes, or no text found), UnsupportedFormat (no reader
    takes it), ReadError (damaged).
    """
    if tracked not in VIEWS:
        raise ConfigError(f"tracked changes cannot be read as {tracked!r}", f"use one of {', '.join(VIEWS)}")
    if not snapshot.body.strip(b"\0\t\n\r "):
        raise EmptyDocument(f"{snapshot.location} is empty", "pass a file that holds the text of a law")
    readers = plugins("gaidiff.readers", "READER").values()
    score, reader = max(((r.sniff(snapshot.body), r) for r in readers), key=lambda pair: (pair[0], pair[1].name))
    if score <= 0:
        known = ", ".join(sorted(suffix for r in readers for suffix in r.suffixes))
        raise UnsupportedFormat(f"{snapshot.location} is of no format gaidiff reads", f"use one of {known}")
    take = reader.read_original if tracked == "original" and reader.read_original else reader.read
    narrow = reader.read_selected if selector is not None else None
    reading: Reading = take(snapshot) if narrow is None or selector is None else narrow(snapshot, selector)
    if not any(block.text.strip() for block in reading.blocks):
        raise EmptyDocument(f"{snapshot.location} holds no text", "if it is a scan, run OCR on it first")
    return reading
