"""Numerals come back as the number they were made of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gaidiff.grammars._numerals import letter_of, number_of, ordinal_of, roman_of, to_chinese, to_roman

FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def test_chinese_numerals_of_every_number_a_law_can_have() -> None:
    assert all(number_of(to_chinese(number)) == number for number in range(1, 10000))


def test_roman_numerals_of_every_number() -> None:
    assert all(roman_of(to_roman(number)) == number for number in range(1, 4000))


@given(st.integers(1, 999_999))
def test_arabic_and_full_width_digits(number: int) -> None:
    assert number_of(str(number)) == number
    assert number_of(str(number).translate(FULL_WIDTH)) == number


@given(st.integers(1, 999), st.integers(1, 99))
def test_inserted_articles_sort_after_the_one_they_follow(number: int, inserted: int) -> None:
    assert ordinal_of(str(number)) < ordinal_of(f"{number}-{inserted}") < ordinal_of(str(number + 1))


@given(st.text(max_size=40))
def test_no_text_makes_a_numeral_fail(text: str) -> None:
    for parse in (number_of, roman_of, letter_of):
        value = parse(text)
        assert value is None or value >= 0
    assert all(piece >= 0 for piece in ordinal_of(text))


def test_a_number_without_end_is_no_number() -> None:
    assert number_of("9" * 5000) is None
    assert roman_of("m" * 5000) is None
