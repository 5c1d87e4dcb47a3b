"""Chinese laws: what is an article, a paragraph, an item, a heading, and what is none of them."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument


def of(text: str) -> Instrument:
    return parse(reading(text), language="zh")


def labels(instrument: Instrument) -> list[str]:
    return [unit.num.label for unit in instrument.units() if unit.num]


def test_article_paragraph_item_and_subitem_get_their_place() -> None:
    law = of(
        "第四条　提供者应当遵守下列规定：\n（一）登记，包括：\n1.姓名；\n2.住所；\n（二）报告。\n"
        "违反前款规定的，处以罚款。"
    )
    assert [(node.eid, node.text) for node in law.walk() if node.text] == [
        ("art_4__para_1", "提供者应当遵守下列规定："),
        ("art_4__para_1__item_1", "登记，包括："),
        ("art_4__para_1__item_1__subitem_1", "姓名；"),
        ("art_4__para_1__item_1__subitem_2", "住所；"),
        ("art_4__para_1__item_2", "报告。"),
        ("art_4__para_2", "违反前款规定的，处以罚款。"),
    ]


@pytest.mark.parametrize(
    ("line", "label", "printed"),
    [
        ("第十四条　提供者", "14", "第十四条"),
        ("第 十 四 条 提供者", "14", "第 十 四 条"),
        ("第14条 提供者", "14", "第14条"),
        ("第１４条　提供者", "14", "第１４条"),
        ("第一百六十九条之一　提供者", "169-1", "第一百六十九条之一"),
        ("第一〇八条　提供者", "108", "第一〇八条"),
        ("**第十四条**\u00a0提供者", "14", "第十四条"),
        ("第十四條　提供者", "14", "第十四條"),
        ("第二百零五条\u2003提供者", "205", "第二百零五条"),
    ],
)
def test_labels_in_every_spelling(line: str, label: str, printed: str) -> None:
    (article,) = of(line + "应当报告。").units()
    assert article.num is not None
    assert (article.num.label, article.num.text) == (label, printed)
    assert article.children[0].text == "提供者应当报告。"


def test_a_cross_reference_at_the_start_of_a_line_is_text() -> None:
    law = of("第一条　甲。\n第二条　乙。\n第一条规定的服务，应当登记。\n第二条第一款所列情形除外。\n第三条　丙。")
    assert labels(law) == ["1", "2", "3"]
    assert [node.text for node in law.units()[1].children] == [
        "乙。",
        "第一条规定的服务，应当登记。",
        "第二条第一款所列情形除外。",
    ]


def test_articles_glued_to_their_text_are_found_by_their_sequence() -> None:
    law = of("第一条为了规范服务，制定本办法。\n第二条本办法适用于服务。\n第三条违反第二条规定的，予以警告。")
    assert labels(law) == ["1", "2", "3"]
    assert law.units()[0].children[0].text == "为了规范服务，制定本办法。"


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("第六条　【施行日期】本办法自公布之日起施行。", "【施行日期】"),
        ("第六条（施行日期） 本办法自公布之日起施行。", "（施行日期）"),
        ("第六条　施行日期\n本办法自公布之日起施行。", "施行日期"),
        ("第六条　本办法自公布之日起施行。", None),
        ("第六条　下列情形除外：\n（一）个人使用。", None),
    ],
)
def test_a_heading_is_taken_only_where_it_is_clearly_one(line: str, heading: str | None) -> None:
    assert of(line).units()[0].heading == heading


def test_words_before_the_next_item_belong_to_the_item_before() -> None:
    law = of("第一条　下列情形：\n（一）甲。\n本项所称甲，是指乙。\n（二）丙。")
    assert law.by_eid["art_1__para_1__item_1__para_1"].text == "本项所称甲，是指乙。"
    assert law.by_eid["art_1__para_1__item_2"].text == "丙。"


def test_items_without_a_lead_still_stand_under_a_paragraph() -> None:
    law = of("第一条\n（一）甲；\n（二）乙。")
    assert [node.eid for node in law.walk()] == [
        "art_1",
        "art_1__para_1",
        "art_1__para_1__item_1",
        "art_1__para_1__item_2",
    ]


def test_chapters_and_sections_name_their_children_but_articles_run_through() -> None:
    law = of(
        "第一编 总 则\n第一章　一般规定\n第一条　甲。\n第二章　管理\n第一节　登记\n第二条　乙。\n"
        "第二编　分则\n第三章　附则\n第三条　丙。"
    )
    assert [(node.eid, node.heading) for node in law.divisions()] == [
        ("part_1", "总 则"),
        ("part_1__chp_1", "一般规定"),
        ("part_1__chp_2", "管理"),
        ("part_1__chp_2__sec_1", "登记"),
        ("part_2", "分则"),
        ("part_2__chp_3", "附则"),
    ]
    assert [unit.eid for unit in law.units()] == ["art_1", "art_2", "art_3"]


def test_a_text_without_articles_is_cited_by_its_enumeration() -> None:
    law = of("某某意见\n一、总体要求\n坚持原则。\n二、主要任务\n（一）加强管理。\n（二）改进服务。")
    assert labels(law) == ["1", "2"]


def test_what_the_law_says_about_itself() -> None:
    law = of(
        "# 示例管理暂行办法\n（2023年7月10日甲办公室、乙委员会令第15号公布　自2023年8月15日起施行）\n"
        "第一条　甲。\n第二条　本办法自2023年8月15日起施行。"
    )
    assert law.title == "示例管理暂行办法"
    assert law.status == "interim"
    assert law.authority == ("甲办公室", "乙委员会")
    assert (law.published, law.in_force) == ("2023-07-10", "2023-08-15")


def test_the_title_of_a_draft_follows_its_notice() -> None:
    law = of(
        "甲办公室关于《示例管理办法（征求意见稿）》公开征求意见的通知\n附件：示例管理办法（征求意见稿）\n甲办公室\n"
        "示例管理办法\n（征求意见稿）\n第一条　甲。\n第二条　本办法自202X年XX月XX日起施行。"
    )
    assert law.title == "示例管理办法（征求意见稿）"
    assert law.status == "draft"
    assert law.in_force is None


def test_an_inserted_article_of_taiwan_has_its_number_in_figures() -> None:
    law = parse(reading("第 2 條\n甲應登記。\n第 2-1 條\n乙應登記。\n第 3 條\n丙應登記。\n第2-3條規定之情形，準用之。"))
    assert [(unit.eid, unit.num and unit.num.ordinal) for unit in law.units()] == [
        ("art_2", (2,)),
        ("art_2-1", (2, 1)),
        ("art_3", (3,)),
    ]


@pytest.mark.parametrize("words", ["（已废止）", "[删除]", "（刪除）", "（失效）", "已删除。", "（略）"])
def test_a_number_with_nothing_behind_it_keeps_its_place(words: str) -> None:
    law = parse(reading(f"第一条　甲应当登记。\n第二条　{words}\n第三条　乙应当登记。"))
    assert [node.eid for node in law.provisions] == ["art_1", "placeholder_2", "art_3"]
