"""Real laws, where the shared corpus is at hand: all articles found, none invented, no word lost."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument, ProvisionKind

ROOT = Path(__file__).resolve().parents[3]
CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", ROOT.parent / "shared" / "corpus"))
UNSEEN = "\u200b\ufeff*"  # zero-width marks and bold marks, which the real reader takes out
LANGUAGES = ("cn-", "us-", "eu-", "de-", "fr-")
TEXTS = sorted(
    path
    for path in (CORPUS.glob("*/*") if CORPUS.is_dir() else ())
    if path.suffix in {".md", ".txt"}
    and path.stem.split(".")[0] in {"old", "new"}
    and path.parent.name.startswith(LANGUAGES)
)

pytestmark = pytest.mark.skipif(not TEXTS, reason="no corpus; set GAIDIFF_CORPUS")


def of(path: Path) -> Instrument:
    return parse(reading(path.read_text(encoding="utf-8")))


def articles(instrument: Instrument) -> list[str]:
    """Labels of articles outside annexes, as the gold spells them."""
    return [
        node.num.label.replace(".", "-").casefold()
        for node in instrument.walk()
        if node.kind is ProvisionKind.ARTICLE and node.num and not node.eid.startswith("annex")
    ]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_character_is_in_one_place(path: Path) -> None:
    instrument = of(path)
    pieces = [instrument.preface, *instrument.remainder]
    for node in instrument.walk():
        pieces += [node.num.text if node.num else "", node.heading or "", node.text, node.wrap_up]
    blocks = "".join(block.text for block in reading(path.read_text(encoding="utf-8")).blocks)
    drop = str.maketrans("", "", UNSEEN)
    assert Counter("".join("".join(pieces).translate(drop).split())) == Counter("".join(blocks.translate(drop).split()))


@pytest.mark.parametrize("folder", sorted({path.parent for path in TEXTS}), ids=lambda path: path.name)
def test_the_articles_of_the_gold_are_found(folder: Path) -> None:
    if not (folder / "gold.json").exists():
        pytest.skip("no gold")
    gold: dict[str, Any] = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    known = {0: set(gold.get("deleted") or ()), 1: set(gold.get("added") or ())}
    for pair in (*gold["pairs"], *(gold.get("weak") or ())):
        for side in (0, 1):
            known[side].add(str(pair[side]))
    for side, stem in enumerate(("old", "new")):
        path = next(path for path in TEXTS if path.parent == folder and path.stem == stem)
        found = articles(of(path))
        wanted = {label.casefold() for label in map(str, known[side]) if label[-1:].isalnum() and _is_article(label)}
        assert wanted <= set(found)
        if gold.get("complete"):
            assert set(found) <= wanted
        if not folder.name.startswith("fr-"):  # the publisher prints articles to come beside those in force
            assert len(found) == len(set(found))


def _is_article(label: str) -> bool:
    """Appendices and interpretations stand in some golds."""
    return label[0].isdecimal() and not label.endswith(("-A", "-B", "-C", "Interp", "-MS1", "-MS2"))
