"""What a screen would hide, obey or reorder is shown as a mark."""

from __future__ import annotations

import pytest
from builders import article, item, law

from gaidiff.renderers._visible import hidden, one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("不\u200b得", "不<U+200B>得"),
        ("pay \u202e001\u202c", "pay <U+202E>001<U+202C>"),
        ("\x1b]0;title\x07", "<U+001B>]0;title<U+0007>"),
        ("a\u00adb\ufeffc", "a<U+00AD>b<U+FEFF>c"),
        ("a\U000e0041b", "a<U+E0041>b"),
        ("a\rb\x00", "a<U+000D>b<U+0000>"),
        ("a\u2028b\x85", "a<U+2028>b<U+0085>"),
        ("\ud800", "<U+D800>"),
        ("第一条　提供者\n\t应当", "第一条　提供者\n\t应当"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_hidden_characters_become_marks_and_others_stay(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_sentence_is_put_on_one_line() -> None:
    assert one_line(" 智能\n 客服\u2028 ") == "智能 客服<U+2028>"


def test_hidden_characters_are_counted_over_every_part_of_a_text() -> None:
    text = law(
        article(1, "不\u200b得", item(1, "收\u200b集\u202e"), heading="标\u200b题"),
        title="办法\u200b",
        preface="办法\u200b",
        remainder=("页\u00ad",),
    )

    assert hidden(text) == (("U+00AD", 1), ("U+200B", 4), ("U+202E", 1))


def test_an_honest_text_has_none() -> None:
    assert hidden(law(article(1, "提供者应当报告。"))) == ()
