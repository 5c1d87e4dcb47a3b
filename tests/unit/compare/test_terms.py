"""Systematic changes of terms are learned from at least three aligned texts."""

from __future__ import annotations

from gaidiff.compare.terms import Neutral, learn_terms
from gaidiff.grammars import grammar_of

WORDS = grammar_of("zh").words
PAIRS = [("用户可以投诉", "使用者可以投诉"), ("告知用户", "告知使用者"), ("用户的信息", "使用者的信息")]


def test_three_times_is_a_change_of_terms() -> None:
    assert learn_terms(PAIRS, WORDS) == (("用户", "使用者", 3),)


def test_twice_is_chance() -> None:
    assert learn_terms(PAIRS[:2], WORDS) == ()


def test_a_term_that_mostly_stayed_was_not_changed() -> None:
    kept = [(f"用户{n}甲", f"用户{n}乙") for n in "子丑寅卯"]
    assert learn_terms([*PAIRS, *kept], WORDS) == ()


def test_numbers_are_no_terms() -> None:
    assert learn_terms([(f"处一万元罚款{x}", f"处十万元罚款{x}") for x in "子丑寅"], WORDS) == ()


def test_whole_words_only_in_spaced_languages() -> None:
    assert Neutral([("product", "service", 3)])("The product and the byproduct") == "the service and the byproduct"


def test_without_terms_a_text_stays_as_it_is() -> None:
    assert Neutral(())("The Product") == "The Product"
