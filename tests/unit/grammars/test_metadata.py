"""What a law says about itself: number, dates, status, deadline for comments; what it does not say is None."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.codec import instrument_from_dict, instrument_to_dict
from gaidiff.model.law import Instrument

ZH = "\n第一条　甲。\n第二条　乙。"
EN = "\nArticle 1\nScope\nAll apply.\nArticle 2\nDates\nNow it starts."


def of(text: str, language: str | None = None) -> Instrument:
    return parse(reading(text), language=language)


def test_a_chinese_promulgation_line() -> None:
    law = of(
        "示例法\n（2020年5月1日第一届示例大会第二次会议通过　"
        "2020年5月2日示例主席令第九号公布　自2020年6月1日起施行）" + ZH
    )
    assert (law.number, law.authority) == ("示例主席令第九号", ("示例主席",))
    assert (law.adopted, law.published, law.in_force) == ("2020-05-01", "2020-05-02", "2020-06-01")
    assert law.status is None


def test_a_chinese_draft_has_a_deadline() -> None:
    for words in ("意见反馈截止时间为2023年5月10日。", "请于2023年5月10日前反馈意见。"):
        law = of(f"关于公开征求意见的通知\n{words}\n示例办法（征求意见稿）{ZH}")
        assert (law.status, law.comments_until, law.published) == ("draft", "2023-05-10", None)


@pytest.mark.parametrize(
    ("title", "status"), [("示例规定（已废止）", "repealed"), ("示例规定\n现行有效", "in_force"), ("示例规定", None)]
)
def test_status_is_known_only_where_it_is_printed(title: str, status: str | None) -> None:
    assert of(title + ZH).status == status


def test_a_law_in_traditional_characters() -> None:
    law = of(
        "示例辦法\n中華民國112年5月10日示例部示例字第1120001號令修正發布\n第一章　總則\n"
        "第一條　為管理示例事項，特訂定本辦法。\n"
        "第二條　提供者應遵守下列規定：\n一、報告。\n二、記錄。\n第三條　本辦法自發布日施行。"
    )
    assert (law.language, law.title, law.published) == ("zh", "示例辦法", "2023-05-10")
    assert (law.number, law.authority) == ("示例部示例字第1120001號令", ("示例部",))
    assert [(node.eid, node.heading) for node in law.divisions()] == [("chp_1", "總則")]
    assert law.by_eid["art_2__para_1__item_2"].text == "記錄。"


@pytest.mark.parametrize(
    ("preface", "number"),
    [
        ("Regulation (EU) 2030/12 on samples", "Regulation (EU) 2030/12"),
        ("Sample Act 2030\n2030 c. 12", "2030 c. 12"),
        ("Sample Measures\n(Order No. 15)", "Order No. 15"),
        ("Sample Regulation\nDirective 2000/31/EC is not affected.", None),
    ],
)
def test_numbers_of_english_laws(preface: str, number: str | None) -> None:
    assert of(preface + EN).number == number


def test_an_english_draft_has_a_deadline() -> None:
    law = of("Draft Sample Rules\nComments must be submitted no later than 5 May 2030." + EN)
    assert (law.status, law.comments_until) == ("draft", "2030-05-05")


def test_german_and_french_laws() -> None:
    german = of("Mustergesetz\nGesetz vom 5. Mai 2020 (BGBl. I S. 12)\n§ 1 Zweck\nDer Zweck ist das.", "de")
    assert (german.number, german.adopted) == ("BGBl. I S. 12", "2020-05-05")
    french = of("LOI n° 2020-12 du 5 mai 2020 relative aux exemples\nArticle 1er\nLe texte est pour tous.", "fr")
    assert (french.number, french.adopted) == ("n° 2020-12", "2020-05-05")


def test_facts_survive_json_and_unknown_ones_are_left_out() -> None:
    law = of("Sample Act 2030\n2030 c. 12" + EN)
    written = instrument_to_dict(law)
    assert written["number"] == "2030 c. 12"
    assert "adopted" not in written
    assert instrument_from_dict(written) == law


def test_private_use_characters_between_label_and_text_are_blanks() -> None:
    law = of("第一条\ue5e5为了规范服务。\n第二条\ue5e5提供者应当：\n（一）\ue5e5报告。")
    assert [unit.eid for unit in law.units()] == ["art_1", "art_2"]
    assert law.by_eid["art_2__para_1__item_1"].text == "报告。"
