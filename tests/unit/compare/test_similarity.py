"""Likeness: rare words tell, stock phrases and references do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.compare.similarity import Scale, best_window, clause_bounds, clauses, shingles
from gaidiff.grammars import grammar_of

if TYPE_CHECKING:
    from collections.abc import Callable

ZH = grammar_of("zh").words
EN = grammar_of("en").words


def told(clause: str, words: Callable[[str], list[str]]) -> set[str]:
    return set(shingles(clause, words)[0])


def test_chinese_is_seen_by_characters_and_pairs() -> None:
    assert told("报告案情", ZH) == {"报", "告", "案", "情", "报告", "告案", "案情"}


def test_a_legal_phrase_is_one_word_and_no_pair_reaches_into_it() -> None:
    assert told("人应当报", ZH) == {"人", "报", "应当"}


def test_references_are_left_out_because_their_numbers_change() -> None:
    assert told("第二十条", ZH) == set()
    assert "73" not in told("Article 73(2)", EN)


def test_a_cited_law_is_one_word() -> None:
    assert "《网络安全法》" in told("依照《网络安全法》", ZH)


def test_a_cited_law_with_a_comma_in_its_name_stands_in_one_clause() -> None:
    assert clauses("依照《甲，乙法》，报告。") == ["依照《甲，乙法》，报告。"]
    assert clauses("依照《甲法》，报告。") == ["依照《甲法》", "报告", ""]


def test_words_make_pairs_over_a_comma() -> None:
    scale = Scale(["providers report, services stop"], ["nothing"], EN)
    found, after = shingles("services stop", EN, shingles("providers report", EN)[1])
    assert set(found) == {"servic", "report servic", "stop", "servic stop"}
    assert after == "stop"
    assert scale.bag("report, services").members <= scale.bag("providers report, services stop").members


def test_word_endings_do_not_count() -> None:
    assert told("generated", EN) == told("generation", EN)


def test_what_is_everywhere_weighs_nothing() -> None:
    scale = Scale(["冷库甲", "冷库乙", "冷库丙"], ["冷库丁", "冷库戊", "冷库己"], ZH)
    assert scale.weight("冷库") < scale.weight("甲")


def test_clauses_join_to_the_text_and_leave_numbers_whole() -> None:
    text = "Under § 1005.6, at 3:15, providers report; users wait."
    bounds = clause_bounds(text)
    assert [text[a:b] for a, b in bounds] == ["Under § 1005.6, ", "at 3:15, ", "providers report; ", "users wait."]


def test_the_best_window_is_the_run_of_clauses_that_fits() -> None:
    likeness, common, first, last = best_window([0, 5, 4, 0], [9, 5, 5, 9], 10)
    assert (first, last, common) == (1, 3, 9)
    assert likeness > 0.8
