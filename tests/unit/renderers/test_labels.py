"""The renderers' own words, by report language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gaidiff.errors import ConfigError
from gaidiff.model.change import Direction, MatchKind
from gaidiff.renderers import _labels
from gaidiff.renderers._labels import labels

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A templates folder of one's own, with the English words in it."""
    english = (_labels.asset_dir("templates") / "labels" / "en.toml").read_text(encoding="utf-8")
    folder = tmp_path / "labels"
    folder.mkdir()
    (folder / "en.toml").write_text(english, encoding="utf-8")
    monkeypatch.setattr(_labels, "asset_dir", lambda _: tmp_path)
    labels.cache_clear()
    yield folder
    labels.cache_clear()


def test_both_languages_say_everything() -> None:
    english, in_chinese = labels("en"), labels("zh")

    assert set(english.words) == set(in_chinese.words)
    assert not set(english.words.values()) & set(in_chinese.words.values()) - {"new {reference}"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_there_is_a_word_for_every_kind_and_direction(language: str) -> None:
    words = labels(language)

    assert set(words.kinds) == {str(kind) for kind in MatchKind}
    assert set(words.directions) == {str(way) for way in Direction}


def test_an_unknown_status_is_said_as_it_is() -> None:
    assert labels("en").status("second_reading") == "second reading"
    assert labels("zh").status(None) == "未载明"


def test_a_language_is_added_by_one_file_and_falls_back_to_english(templates: Path) -> None:
    (templates / "fr.toml").write_text('[words]\nold = "Ancien"\n', encoding="utf-8")

    assert labels("fr")["old"] == "Ancien"
    assert labels("fr")["new"] == "New"
    assert labels("fr").references["article"] == "Art. {label}"


@pytest.mark.parametrize("name", ["xx", "../labels/en", ""])
def test_a_language_without_a_file_is_said_in_english(name: str) -> None:
    assert labels(name)["old"] == "Old"


def test_a_damaged_file_is_one_clear_line(templates: Path) -> None:
    (templates / "fr.toml").write_text("[words\n", encoding="utf-8")

    with pytest.raises(ConfigError, match=r"labels/fr\.toml cannot be read"):
        labels("fr")
