"""XML text in, an Instrument out, and what a test asks of it: identifiers, texts, headings, lost characters."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from gaidiff import grammars
from gaidiff.model.text import Reading, Snapshot
from gaidiff.readers.xml import read_here

if TYPE_CHECKING:
    from gaidiff.model.law import Instrument


FOLDER = Path(__file__).resolve().parent / "xml"  # laws written for these tests, one per format


def sample(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def snapshot(body: bytes | str, location: str = "law.xml") -> Snapshot:
    data = body.encode() if isinstance(body, str) else body
    return Snapshot(source_id=location, location=location, body=data, sha256=hashlib.sha256(data).hexdigest())


def reading(body: bytes | str, location: str = "law.xml") -> Reading:
    return read_here(snapshot(body, location))


def law(body: bytes | str) -> Instrument:
    return grammars.parse(reading(body))


def texts(instrument: Instrument) -> dict[str, str]:
    """Identifier -> own words, of every provision that has some."""
    return {node.eid: node.text for node in instrument.walk() if node.text}


def headings(instrument: Instrument) -> dict[str, str]:
    """Identifier -> heading, of every provision that has one."""
    return {node.eid: node.heading for node in instrument.walk() if node.heading}


def codes(instrument: Instrument) -> set[str]:
    return {diagnostic.code for diagnostic in instrument.diagnostics}


def all_words(instrument: Instrument) -> str:
    """Every character that is no blank, wherever it landed, in no particular order."""
    pieces = [instrument.preface, *instrument.remainder]
    for node in instrument.walk():
        pieces += [node.num.text if node.num else "", node.heading or "", node.text, node.wrap_up]
    return "".join(sorted("".join("".join(pieces).split())))
