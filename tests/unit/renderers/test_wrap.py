"""Lines no wider than the screen, with and without spaces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gaidiff.renderers._wrap import Styled, wrap


def plain(text: str, width: int, **options: int) -> list[str]:
    return ["".join(one.text for one in line) for line in wrap([Styled(text)], width, **options)]


def test_english_is_broken_at_spaces() -> None:
    assert plain("Providers shall report promptly", 16) == ["Providers shall", "report promptly"]


def test_chinese_counts_two_cells_and_breaks_between_characters() -> None:
    assert plain("提供者应当报告", 8) == ["提供者应", "当报告"]


def test_no_line_begins_with_closing_punctuation_nor_ends_with_an_opening_bracket() -> None:
    assert plain("提供者应，当报告", 8) == ["提供者", "应，当报", "告"]
    assert plain("依据本《办法》的", 8) == ["依据本", "《办法》", "的"]


def test_a_word_wider_than_the_line_is_cut() -> None:
    assert plain("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_the_first_line_and_the_others_are_indented_apart() -> None:
    assert plain("one two three", 8, indent=0, hanging=3) == ["one two", "   three"]


def test_a_newline_begins_a_line() -> None:
    assert plain("甲\n乙", 10, indent=2) == ["  甲", "  乙"]


def test_styles_stay_with_their_words() -> None:
    lines = wrap([Styled("不得", "delete"), Styled("应当", "insert")], 4)

    assert lines == [[Styled("不得", "delete")], [Styled("应当", "insert")]]


@given(st.text("ab 提供，。《》(x)\n", max_size=60), st.integers(10, 40))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    lines = plain(text, width)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
