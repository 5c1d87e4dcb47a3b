"""Sentences: references as lawyers write them, the law's words in quotation marks and word for word."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from builders import article, item, law, paragraph

from gaidiff.commentary import phrases
from gaidiff.errors import ConfigError

KEPT = "示范区设立导览中心，负责日常联络和游客服务。"
KEPT_EN = "The zone keeps an office for daily liaison with visitors."


def test_a_draft_is_called_a_draft(finding_of: Any) -> None:
    old = law(article(1, KEPT), article(2, "经营者应当在三个月内完成设备维修。"), status="draft")
    new = law(article(1, KEPT), article(2, "经营者应当及时完成设备维修。"))
    finding = finding_of(old, new, "deadline_removed")
    assert finding.sentence("en").startswith("The time limit in Draft Art. 2,")
    assert finding.sentence("zh").startswith("征求意见稿第二条规定的时限")


def test_two_drafts_are_old_and_new(finding_of: Any) -> None:
    old = law(article(1, KEPT), article(2, "经营者应当在三个月内完成设备维修。"), status="draft")
    new = law(article(1, KEPT), article(2, "经营者应当及时完成设备维修。"), status="draft")
    assert "old Art. 2" in finding_of(old, new, "deadline_removed").sentence("en")


def test_a_paragraph_is_named_only_where_there_are_several(finding_of: Any) -> None:
    extra = "经营者应当为游客投保意外伤害保险。"
    one = finding_of(law(article(1, KEPT)), law(article(1, KEPT), article(2, extra)), "obligation_added")
    two = finding_of(law(article(1, KEPT)), law(article(1, KEPT), article(2, KEPT, extra)), "obligation_added")
    assert one.sentence("zh") == "新第二条新增义务：“经营者应当为游客投保意外伤害保险”。"
    assert two.sentence("zh").startswith("新第二条第二款")
    assert two.sentence("en").startswith("New Art. 2(2) adds a duty")


def test_an_item_is_named_under_its_paragraph(finding_of: Any) -> None:
    old = law(article(1, KEPT), article(2, "经营者应当遵守以下规定：", item(1, "公布收费标准。")))
    new = law(
        article(1, KEPT),
        article(2, "经营者应当遵守以下规定：", item(1, "公布收费标准；"), item(2, "为游客投保意外伤害保险。")),
    )
    finding = finding_of(old, new, "obligation_added")
    assert finding.sentence("zh").startswith("新第二条第（二）项")
    assert finding.sentence("en").startswith("New Art. 2(2)")


def test_an_english_law_is_quoted_in_english_in_a_chinese_sentence(finding_of: Any) -> None:
    old = law(article(1, KEPT_EN), article(2, "The provider shall repair devices within 30 days."), language="en")
    new = law(article(1, KEPT_EN), article(2, "The provider shall repair devices promptly."), language="en")
    sentence = finding_of(old, new, "deadline_removed").sentence("zh")
    assert sentence == "原第2条规定的时限“within 30 days”被删除，新第2条改为“promptly”。"


def test_a_section_sign_stays_one(finding_of: Any) -> None:
    old = law(article(1, KEPT_EN), article(2, "The provider shall repair devices within 30 days."), language="en")
    assert finding_of(old, law(article(1, KEPT_EN), language="en"), "deadline_removed").sentence("en") == (
        "The time limit in old Art. 2, “within 30 days”, is dropped."
    )


TABLE = phrases.load_phrases()["en"]


def test_a_long_quotation_ends_at_a_pause_and_says_so() -> None:
    words = (
        "经营者应当建立健全投诉处理制度，设置便捷的投诉入口，公布处理流程和反馈时限，"
        "及时受理并反馈处理结果，保存投诉记录，定期向主管部门报告投诉处理的总体情况"
    )
    quoted = phrases.quote(words, TABLE)
    inner = quoted.removeprefix("“").partition("”")[0]
    assert words.startswith(inner)
    assert quoted == (
        "“经营者应当建立健全投诉处理制度，设置便捷的投诉入口，公布处理流程和反馈时限，"
        "及时受理并反馈处理结果，保存投诉记录” […]"
    )


def test_thirty_words_are_enough() -> None:
    words = " ".join(f"word{n}" for n in range(40))
    quoted = phrases.quote(words, TABLE)
    assert quoted == "“" + " ".join(f"word{n}" for n in range(30)) + "” […]"


def test_two_long_quotations_begin_where_they_differ(finding_of: Any) -> None:
    same = "the operator shall keep a register of all repairs that were made on each machine in the workshop and " * 2
    old, new = same + "send it to the office every year.", same + "show pages of it to visitors who ask."
    before, after = (law(article(1, KEPT_EN), article(2, text), language="en") for text in (old, new))
    sentence = finding_of(before, after, "obligation_modified").sentence("en")
    assert "[…] “" in sentence
    assert "send it to the office every year" in sentence
    assert "show pages of it to visitors who ask" in sentence


def test_a_rule_brings_its_phrases_and_the_file_overrides_them() -> None:
    rule = SimpleNamespace(phrases={"en": {"ban_lifted": "{x} is lifted."}, "xx": {"ban_lifted": "{x} !"}})
    table = phrases.load_phrases([rule])
    assert table["en"]["ban_lifted"] == "{x} is lifted."
    assert table["xx"]["ban_lifted"] == "{x} !"
    assert table["en"]["themes.scope"] == "Scope"


def test_a_further_report_language_falls_back_to_english_words() -> None:
    rule = SimpleNamespace(phrases={"xx": {"ban_lifted": "{x} !"}})
    assert phrases.load_phrases([rule])["xx"]["ref.article"] == "Art. {n}"


@pytest.mark.parametrize("body", [b"[kinds\n", b"[kinds]\nx = 3\n", b"\xff\xfe"])
def test_a_broken_phrase_file_is_one_clear_error(body: bytes) -> None:
    with pytest.raises(ConfigError, match=r"templates/phrases/xx.toml"):
        phrases._flat("xx.toml", body)


def test_a_numbered_paragraph_outside_all_articles_has_a_name(finding_of: Any) -> None:
    extra = paragraph("The provider shall repair devices within 30 days.", number=2)
    old, new = law(article(1, KEPT_EN), language="en"), law(article(1, KEPT_EN), extra, language="en")
    finding = finding_of(old, new, "obligation_added")
    assert finding.sentence("en").startswith("New (2) adds a duty")
    assert finding.sentence("zh").startswith("新第二款新增义务")
