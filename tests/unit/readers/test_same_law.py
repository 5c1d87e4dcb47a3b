"""The same law as DOCX, as PDF and as Markdown gives the same articles, and no reader loses a character."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from documents import texts
from rapidfuzz.distance import LCSseq, Levenshtein

from gaidiff.grammars import parse
from gaidiff.model.law import ProvisionKind
from gaidiff.readers import read
from gaidiff.sources.local import snapshot_of_path

CORPUS = Path(os.environ.get("GAIDIFF_CORPUS") or Path(__file__).parents[4] / "shared" / "corpus")
EQUAL_SHARE = 0.995  # of the characters of each article; both samples reach 1.0

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus of real laws: set GAIDIFF_CORPUS")

ARTICLE = re.compile(
    r"^(?P<label>第[一二三四五六七八九十百]+条)\s(?P<text>.*?)(?=^第[一二三四五六七八九十百]+[条章]\s|\Z)",
    re.MULTILINE | re.DOTALL,
)
MARKS = re.compile(r"[\s\u200b\\*#]|<!--|-->|^- |^---", re.MULTILINE)


def articles(path: Path) -> dict[str, str]:
    """Label to text without white space, found by the labels at line starts."""
    text = "\n".join(texts(read(snapshot_of_path(path))))
    return {match["label"]: re.sub(r"\s", "", match["text"]) for match in ARTICLE.finditer(text)}


@pytest.mark.parametrize("suffix", ["docx", "pdf"])
def test_b17_docx_and_pdf_give_the_articles_of_the_markdown_text(suffix: str) -> None:
    # The two samples hold the law of 2007, which is the older text of the pair.
    expected = articles(CORPUS / "cn-antimonopoly-law" / "old.md")
    found = articles(CORPUS / "_format-samples" / f"cn-anti-monopoly-law.{suffix}")
    assert found.keys() == expected.keys()
    assert len(found) == 57
    equal = {label: Levenshtein.normalized_similarity(found[label], text) for label, text in expected.items()}
    assert min(equal.values()) >= EQUAL_SHARE


SAME_LAW = [  # two files of one version of one law, wherever the corpus has both
    ("cn-antimonopoly-law/old.md", "_format-samples/cn-anti-monopoly-law.docx", 57),
    ("cn-antimonopoly-law/old.md", "_format-samples/cn-anti-monopoly-law.pdf", 57),
    ("eu-ai-act-council-2022/new.txt", "eu-ai-act-council-2022/new.docx", 94),
]
WITH_STRUCK_WORDS = ("eu-ai-act-council-2022/old.txt", "eu-ai-act-council-2022/old.docx", 97)
ALL_STRUCK = {"art_50"}  # of the DOCX: nothing but its number is left


def parsed_articles(name: str) -> dict[str, str]:
    """Identifier to heading and text of every article as parsed, without white space."""
    law = parse(read(snapshot_of_path(CORPUS / name)))
    return {
        unit.eid: re.sub(r"\s", "", law.text_of(unit.eid)) for unit in law.units() if unit.kind is ProvisionKind.ARTICLE
    }


@pytest.mark.parametrize(("one", "other", "count"), SAME_LAW)
def test_two_files_of_one_law_are_parsed_into_equal_articles(one: str, other: str, count: int) -> None:
    expected, found = parsed_articles(one), parsed_articles(other)
    assert list(found) == list(expected)
    assert len(found) == count
    equal = {eid: Levenshtein.normalized_similarity(found[eid], text) for eid, text in expected.items()}
    assert min(equal.values()) >= EQUAL_SHARE, min(equal, key=lambda eid: equal[eid])


def test_a_redline_has_the_articles_of_the_text_with_its_struck_words_and_no_other_words() -> None:
    # The text file keeps what the DOCX strikes through, so the words of the DOCX stand in it in their order.
    one, other, count = WITH_STRUCK_WORDS
    expected, found = parsed_articles(one), parsed_articles(other)
    assert list(found) == list(expected)
    assert len(found) == count
    assert {eid for eid, text in found.items() if not text} == ALL_STRUCK
    kept = {eid: LCSseq.similarity(text, expected[eid]) / len(text) for eid, text in found.items() if text}
    assert min(kept.values()) >= EQUAL_SHARE, min(kept, key=lambda eid: kept[eid])


def test_the_blocks_of_a_text_hold_every_character_of_it() -> None:
    paths = [
        path for suffix in ("md", "txt") for path in sorted(CORPUS.glob(f"cn-*/*.{suffix}")) if path.stem != "SOURCE"
    ]
    assert paths
    for path in paths:
        blocks = "\n".join(block.text for block in read(snapshot_of_path(path)).blocks)
        assert MARKS.sub("", blocks) == MARKS.sub("", path.read_text(encoding="utf-8")), path.parent.name


def test_a_saved_official_page_gives_its_articles_and_no_menu() -> None:
    reading = read(snapshot_of_path(CORPUS / "_format-samples" / "cn-pipl-npc.html"))
    labels = [text.split("\xa0")[0] for text in texts(reading) if text.startswith("Article")]
    assert labels == [f"Article {number}" for number in range(1, 26)]
    assert not any("Copyright" in text for text in texts(reading))


def test_an_odt_gives_its_points_in_order() -> None:
    found = texts(read(snapshot_of_path(CORPUS / "_format-samples" / "tw-genai-guidelines.odt")))
    assert "".join(text[0] for text in found if text[1:2] == "、") == "一二三四五六七八九十"


def test_a_redline_by_formatting_is_read_without_its_struck_words() -> None:
    reading = read(snapshot_of_path(CORPUS / "eu-ai-act-council-2022" / "old.docx"))
    assert any("struck through" in diagnostic.message for diagnostic in reading.diagnostics)
    assert not any("nNotified" in text for text in texts(reading))
