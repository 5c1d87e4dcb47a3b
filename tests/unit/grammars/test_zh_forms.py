"""Forms of Chinese texts that differ from archive to archive: the same law in each of them has the same articles."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument


def law(text: str) -> Instrument:
    return parse(reading(text), language="zh")


def eids(instrument: Instrument) -> list[str]:
    return [str(node.eid) for node in instrument.walk()]


def test_numbered_lines_above_articles_are_divisions() -> None:
    found = law(
        "灯具案件解释\n一、一般规定\n第一条　甲。\n第二条　乙。\n二、管辖\n第三条　丙。\n三、附则\n第四条　丁。"
    )
    assert [(node.eid, node.num and node.num.text, node.heading) for node in found.divisions()] == [
        ("sec_1", "一、", "一般规定"),
        ("sec_2", "二、", "管辖"),
        ("sec_3", "三、", "附则"),
    ]
    assert found.parent_of[found.units()[2].eid] == "sec_2"
    assert found.by_eid["art_2"].children[0].text == "乙。"
    assert found.preface == "灯具案件解释"


def test_a_list_that_ends_before_an_article_is_no_division() -> None:
    found = law("第一条　灯具包括：\n一、台灯\n二、吊灯\n第二条　甲。\n第三条　下列灯具除外：\n一、蜡烛\n第四条　乙。")
    assert found.divisions() == ()
    assert "art_1__para_1__item_2" in eids(found)


def test_general_and_final_provisions_need_no_number() -> None:
    found = law("灯具管理办法\n总　则\n第一条　甲。\n第一章　登记\n第一节　申请\n第二条　乙。\n附　则\n第三条　丙。")
    assert [node.eid for node in found.divisions()] == ["sec_1", "chp_1", "chp_1__sec_1", "sec_2"]
    assert [node.heading for node in found.divisions()] == ["总　则", "登记", "申请", "附　则"]
    assert found.parent_of[found.units()[-1].eid] == "sec_2"
    assert found.preface == "灯具管理办法"


@pytest.mark.parametrize(
    "items",
    [
        "有下列情形之一的，不予登记：（一）甲的；（二）乙的；（三）丙的。",
        "有下列情形之一的，不予登记：\n（一）甲的；（二）乙的；\n（三）丙的。",
        "有下列情形之一的，不予登记：\n（一）甲的；\n（二）乙的；（三）丙的。",
        "有下列情形之一的，不予登记：\n（一）甲的；\n（二）乙的；\n（三）丙的。",
    ],
)
def test_items_are_items_on_whatever_line_they_stand(items: str) -> None:
    found = law(f"第一条　{items}\n前款第（一）项、第（二）项规定的情形，应当说明理由。\n第二条　附则。")
    lead = found.by_eid["art_1__para_1"]  # type: ignore[index]
    assert lead.text == "有下列情形之一的，不予登记："
    assert [node.text for node in lead.children] == ["甲的；", "乙的；", "丙的。"]
    assert len(found.by_eid["art_1"].children) == 2  # type: ignore[index]
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    "words",
    [
        "依照本法第二条（一）项；（二）项的规定处罚。",
        "分为两类：（二）台灯；（三）吊灯。",
        "下列灯具：（一）台灯。",
        "依照第三条第（一）项、第（二）项处罚。",
    ],
)
def test_a_reference_to_items_is_no_item(words: str) -> None:
    found = law(f"第一条　{words}\n第二条　附则。")
    assert [node.text for node in found.by_eid["art_1"].children] == [words]  # type: ignore[index]
    assert found.by_eid["art_1"].children[0].children == ()  # type: ignore[index]


def test_a_list_of_annexes_is_no_annex() -> None:
    found = law(
        "第一条　甲。\n第二条　乙。\n附件：1．灯具目录\n2．登记表\n附件1\n灯具目录\n台灯\n附件2\n登记表\n姓名："
    )
    assert [(node.eid, node.heading) for node in found.provisions[2:]] == [
        ("annex_1", "灯具目录"),
        ("annex_2", "登记表"),
    ]
    assert found.remainder == ("附件：1．灯具目录", "2．登记表")
    assert found.diagnostics == ()


def test_a_paragraph_of_an_article_keeps_its_place_among_inline_items() -> None:
    text = "第一条　甲：（一）乙；（二）丙。\n第二条　丁。"
    found = law(text)
    item = found.by_eid["art_1__para_1__item_2"]  # type: ignore[index]
    assert text[item.source_offset :].startswith("（二）丙。")


def test_general_provisions_below_the_label_of_a_chapter_are_its_heading() -> None:
    found = law("第一章\n总　则\n第一条　甲。\n第二章\n附则\n第二条　乙。")
    assert [(node.eid, node.heading) for node in found.divisions()] == [("chp_1", "总　则"), ("chp_2", "附则")]
