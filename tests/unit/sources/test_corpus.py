"""The shipped pairs: what they are called and where they are."""

from __future__ import annotations

import pytest

from gaidiff.errors import SourceError
from gaidiff.sources import corpus


def test_every_text_named_is_there() -> None:
    found = corpus.pairs()
    assert [pair.name for pair in found] == ["gai-measures", "shili-zhineng-kefu"]
    assert all(path.is_file() for pair in found for _, path in pair.texts)


def test_the_older_text_comes_first() -> None:
    assert [name for name, _ in corpus.pair("gai-measures").texts] == ["gai-measures/draft.en", "gai-measures/final.en"]


@pytest.mark.parametrize("name", ["", "/", "..", "gai-measures", "gai-measures/../gai-measures/draft.en", "x\0y"])
def test_a_name_is_looked_up_and_never_a_path(name: str) -> None:
    with pytest.raises(SourceError, match="no corpus text is called"):
        corpus.text(name)


def test_a_near_miss_is_answered_with_the_right_name() -> None:
    with pytest.raises(SourceError, match="there is gai-measures; see"):
        corpus.pair("gai-measure")
