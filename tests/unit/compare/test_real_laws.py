"""Real laws with labelled correspondences, where the shared corpus is present ($GAIDIFF_CORPUS)."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from gaidiff.compare.align import align
from gaidiff.grammars import grammar_of, lexicon_of, parse
from gaidiff.readers.plain import READER
from gaidiff.sources.local import snapshot_of_path

ROOT = Path(__file__).resolve().parents[3]
CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", ROOT.parent / "shared" / "corpus"))

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no corpus at {CORPUS}; set GAIDIFF_CORPUS")


@cache
def scored(name: str) -> tuple[float, float, bool]:
    """Precision and F1 of the article links of a labelled pair, and whether any article changed."""
    folder = CORPUS / name
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    old, new = (parse(READER.read(snapshot_of_path(folder / file))) for file in ("old.md", "new.md"))
    label = [{unit.eid: unit.num.label for unit in side.units() if unit.num} for side in (old, new)]
    alignment = align(old, new, words=grammar_of(new.language).words, lexicon=lexicon_of(new.language))
    found = {(label[0].get(a), label[1].get(b)) for m in alignment.articles for a in m.old for b in m.new}
    pairs = {tuple(pair) for pair in gold["pairs"]}
    weak = {tuple(pair) for pair in gold.get("weak", [])}
    judged = (
        {a for a, _ in pairs | weak} | set(gold.get("deleted", [])),
        {b for _, b in pairs | weak} | set(gold.get("added", [])),
    )
    judged_links = {(a, b) for a, b in found if a in judged[0] and b in judged[1]} - weak
    hits = len(judged_links & pairs)
    return (
        hits / len(judged_links),
        2 * hits / (len(judged_links) + len(pairs)),
        any(m.text_changed for m in alignment.articles),
    )


@pytest.mark.parametrize(
    ("name", "floor"),
    [
        ("cn-commercial-crypto-regs", 0.75),
        ("cn-counter-espionage-law", 0.97),
        ("cn-antimonopoly-law", 0.99),
        ("cn-public-data-registration", 0.99),
        ("cn-civil-procedure-law", 0.99),
    ],
)
def test_correspondences_agree_with_the_labels(name: str, floor: float) -> None:
    precision, f1, _ = scored(name)
    assert f1 >= floor
    assert precision >= 0.9


def test_a_law_that_did_not_change_shows_no_change() -> None:
    assert not scored("cn-no-change-pi-injury-interp")[2]


def test_the_draft_of_the_generative_ai_measures_finds_its_heirs() -> None:
    folder = CORPUS / "cn-gai-measures"
    files = ("old.recalled.zh.txt", "new.zh.md")
    old, new = (parse(READER.read(snapshot_of_path(folder / file))) for file in files)
    alignment = align(old, new, words=grammar_of("zh").words, lexicon=lexicon_of("zh"))
    found = {(a.removeprefix("art_"), b.removeprefix("art_")) for m in alignment.articles for a in m.old for b in m.new}
    named = "13-11 13-14 13-15 15-14 19-14 17-19 18-10 18-18 2-2 2-22 5-22 5-9 6-17 7-7 8-8 10-10 11-11 14-13 16-12"
    assert {tuple(pair.split("-")) for pair in named.split()} <= found
    assert {old for old, _ in found}.isdisjoint({"9"})
