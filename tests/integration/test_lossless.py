"""No word of a real law is lost or read twice, and what is written of it as Akoma Ntoso is read back as it was."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from gaidiff import parse, read
from gaidiff.model.law import Instrument
from gaidiff.model.text import Reading
from gaidiff.renderers._akn_document import document_of

CORPUS = Path(os.environ.get("GAIDIFF_CORPUS") or Path(__file__).parents[3] / "shared" / "corpus")
OWN = {"SOURCE.md", "INDEX.md"}  # notes on the corpus, no laws
PATHS = [
    path for path in sorted(CORPUS.glob("*/*")) if path.is_file() and path.name not in OWN and path.suffix != ".json"
]

pytestmark = pytest.mark.skipif(not PATHS, reason="no corpus of real laws: set GAIDIFF_CORPUS")
each = pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.name}")


@cache
def read_law(path: Path) -> tuple[Reading, Instrument]:
    reading = read(path)
    return reading, parse(reading)


def letters(texts: Iterable[str]) -> Counter[str]:
    """Every character that is no white space, and how often it stands there."""
    return Counter(char for text in texts for char in text if not char.isspace())


def pieces(law: Instrument) -> Iterable[str]:
    """All that an instrument holds of its source, piece by piece."""
    yield law.preface
    yield from law.remainder
    for node in law.walk():
        yield node.num.text if node.num else ""
        yield node.heading or ""
        yield node.text
        yield node.wrap_up


@each
def test_every_character_of_a_law_is_in_one_place(path: Path) -> None:
    reading, law = read_law(path)
    before, after = letters(block.text for block in reading.blocks), letters(pieces(law))
    assert before.total() > 0
    assert before - after == Counter(), "lost"
    assert after - before == Counter(), "twice"


@each
def test_the_words_stand_in_the_order_of_the_source(path: Path) -> None:
    _, law = read_law(path)
    starts = [node.source_offset for node in law.walk() if node.num or node.text]
    assert starts == sorted(starts)


@each
def test_what_is_written_as_akoma_ntoso_is_read_back(path: Path, tmp_path: Path) -> None:
    _, law = read_law(path)
    (tmp_path / "law.xml").write_bytes(document_of(law))
    assert shape(parse(read(tmp_path / "law.xml"))) == shape(law)


def shape(law: Instrument) -> list[object]:
    draft = law.status == "draft"
    facts = (law.title, law.language, law.preface, law.remainder, draft, law.published, law.in_force)
    return [facts, *((n.eid, n.kind, n.num, n.heading, n.text, n.wrap_up) for n in law.walk())]
