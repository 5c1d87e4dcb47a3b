"""Placeholders: an article that only says it is gone."""

from __future__ import annotations

import pytest
from builders import article, law

from gaidiff.compare.sides import is_placeholder, side_of


@pytest.mark.parametrize(
    "text", ["", "[deleted]", "(omitted)", "[Reserved]", "Repealed", "（删除）", "[Repealed by Act 12 of 2010]", "삭제"]
)
def test_these_say_that_nothing_is_here(text: str) -> None:
    assert is_placeholder("".join(text.split()))


@pytest.mark.parametrize(
    "text", ["Repealed provisions remain in force until 2030.", "删除个人信息。", "提供者应当及时删除。", "Definitions"]
)
def test_these_are_rules(text: str) -> None:
    assert not is_placeholder("".join(text.split()))


def test_a_heading_can_be_the_placeholder() -> None:
    assert side_of(law(article(24, heading="[deleted]"), language="en")).units[0].placeholder


def test_wrapped_lines_do_not_cut_chinese_words() -> None:
    assert side_of(law(article(1, "冷库应\n当报告。"))).leaves[0].text == "冷库应当报告。"
