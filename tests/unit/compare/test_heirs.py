"""Where the articles of the shipped generative-AI draft went, in its English rendering (Chinese: test_real_laws)."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaidiff.assets import asset_dir
from gaidiff.compare.align import align
from gaidiff.grammars import grammar_of, lexicon_of, parse
from gaidiff.readers.plain import READER
from gaidiff.sources.local import snapshot_of_path

HEIRS = {
    "2": {"2", "22"},
    "5": {"9", "22"},
    "13": {"11", "14", "15"},
    "15": {"14"},
    "17": {"19"},
    "18": {"10", "18"},
}


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    folder = Path(asset_dir("corpus")) / "gai-measures"
    old, new = (parse(READER.read(snapshot_of_path(folder / f"{name}.en.txt"))) for name in ("draft", "final"))
    alignment = align(old, new, words=grammar_of("en").words, lexicon=lexicon_of("en"))
    return {
        unit.num.label: {heir.removeprefix("art_") for heir in alignment.heirs(unit.eid)}
        for unit in old.units()
        if unit.num
    }


@pytest.mark.parametrize("draft", HEIRS)
def test_each_draft_article_has_its_heirs_and_no_others(found: dict[str, set[str]], draft: str) -> None:
    assert found[draft] == HEIRS[draft]


def test_the_article_on_real_identities_has_none(found: dict[str, set[str]]) -> None:
    assert found["9"] == set()
