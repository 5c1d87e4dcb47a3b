"""Where sentences and clauses begin, and what a word is."""

from __future__ import annotations

import itertools

import pytest

from gaidiff.grammars import _clauses_en as en
from gaidiff.grammars import _clauses_zh as zh


@pytest.mark.parametrize(
    "pieces",
    [
        ["提供者应当报告。", "用户可以投诉。"],
        ["拒不改正的，责令停业；", "构成犯罪的，依法追究刑事责任。"],
        ["“甲”是指服务（包括软件。含更新；）。", "乙是指用户。"],
        ["他说：“应当报告。”", "用户可以投诉。"],
        ["未经批准，不得提供服务。"],
        ["提供者应当建立健全投诉处理机制，", "并向有关主管部门报告处理情况。"],
        ["除采取过滤等措施以外，应在三个月内防止再次生成。"],
        ["括号（没有闭合。", "用户可以投诉。"],
        ["没有标点的文字"],
    ],
)
def test_chinese_clauses(pieces: list[str]) -> None:
    text = "".join(pieces)
    bounds = (0, *zh.breaks(text), len(text))
    assert [text[start:end] for start, end in itertools.pairwise(bounds)] == pieces


@pytest.mark.parametrize(
    "pieces",
    [
        ["A provider shall report. ", "Users may complain."],
        ["Records are kept under 15 U.S.C. 1601 et seq. and No. 5 of the list, i.e. the annex."],
        ["Liability.", "The consumer is liable."],
        ["It shall keep logs; ", "it shall show them to Art. 5 bodies."],
        ["It shall keep logs; or"],
        ["He said “keep them.” ", "The provider kept them."],
        ["The rate is 1.5 per cent."],
    ],
)
def test_english_clauses(pieces: list[str]) -> None:
    text = "".join(pieces)
    bounds = (0, *en.breaks(text), len(text))
    assert [text[start:end] for start, end in itertools.pairwise(bounds)] == pieces


def test_chinese_words_keep_phrases_numbers_and_references_whole() -> None:
    words = zh.words("依照《示例法》第十四条之一，处一万元以上十万元以下罚款，2023年8月15日前20%")
    assert {"依照", "第十四条之一", "一万元", "以上", "十万元", "罚款", "2023年8月15日", "20%"} <= set(words)
    assert "《" in words


def test_english_words_keep_compounds_and_references_whole() -> None:
    words = en.words("A high-risk provider's fee under § 1005.6(b)(2) is 1,000.50 or 12%.")
    assert {"high-risk", "provider's", "§ 1005.6(b)(2)", "1,000.50", "12%"} <= set(words)
