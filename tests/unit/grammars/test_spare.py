"""A text without articles is cited by its numbers; where there are articles, the same numbers are items."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.errors import StructureError
from gaidiff.grammars import parse

CASES = [
    ("zh", "1. 2. 3.", "1. 2. 3."),
    ("zh", "1. （1） （2） 2.", "1. 2."),
    ("zh", "（一） 1. 2. （二） 1. （三）", "（一） （二） （三）"),
    ("zh", "一、 （一） 1. （二） 二、", "一、 二、"),
    ("zh", "1、 2、", "1、 2、"),
    ("zh", "１． ２．", "１． ２．"),
    ("zh", "1.1 1.2 2.1", "1.1 1.2 2.1"),
    ("zh", "1.1 1.1.1 1.2", "1.1 1.2"),
    ("en", "1.1 1.2 1.2.1 2.1", "1.1 1.2 2.1"),
    ("en", "1. (a) (b) 2. 3.", "1. 2. 3."),
    ("ko", "1. 가. 나. 2.", "1. 2."),
    ("ja", "１. ２.", "１. ２."),
    ("de", "1. 2. 2.1", "1. 2."),
]
SENTENCES = {"zh": "供应者应当报告。", "en": "the provider shall report.", "ko": "보고한다.", "ja": "報告する。"}


@pytest.mark.parametrize(("language", "labels", "units"), CASES)
def test_the_outermost_numbers_are_the_units(language: str, labels: str, units: str) -> None:
    words = SENTENCES.get(language, "Der Anbieter berichtet.").capitalize()
    lines = [f"{label} {words}" for label in labels.split()]
    law = parse(reading("\n".join(["灯具" if language == "zh" else "Lamps", *lines])), language=language)
    assert [unit.num.text for unit in law.units() if unit.num is not None] == units.split()
    printed = [node.num.text for node in law.walk() if node.num is not None]
    assert printed == labels.split()


@pytest.mark.parametrize(
    "text",
    [
        "灯具\n2. 甲。\n3. 乙。",  # does not count from one
        "灯具\n1. 甲。",  # one number is no list
        "灯具\n1. 甲。\n3. 乙。",
        "灯具\n甲。\n乙。",
    ],
)
def test_a_text_that_does_not_count_from_one_is_refused(text: str) -> None:
    with pytest.raises(StructureError):
        parse(reading(text), language="zh")


def test_numbers_below_articles_stay_items() -> None:
    law = parse(reading("第一条　供应者应当：\n1. 报告；\n2. 记录。\n第二条　附则。"), language="zh")
    assert [unit.eid for unit in law.units()] == ["art_1", "art_2"]
    assert [node.eid for node in law.walk() if node.kind == "item"] == [
        "art_1__para_1__item_1",
        "art_1__para_1__item_2",
    ]


def test_a_title_after_a_whole_number_heads_its_decimals() -> None:
    law = parse(reading("灯具安全技术规则\n1 范围\n1.1 适用于灯具。\n2 要求\n2.1 应当标识。\n2.1.1 标识清楚。"))
    assert [(unit.heading, [node.eid for node in unit.children]) for unit in law.units()] == [
        ("范围", ["art_1__para_1.1"]),
        ("要求", ["art_2__para_2.1"]),
    ]
    assert law.by_eid["art_2__para_2.1__item_2.1.1"].text == "标识清楚。"


def test_headings_above_decimals_group_them() -> None:
    law = parse(
        reading(
            "Guidance on Lamps\nIntroduction\n1.1 This guidance is for providers.\n1.2 It applies to sellers.\n"
            "Duties\n2.1 Providers must keep records.\n2.2 Providers must answer users."
        )
    )
    assert law.title == "Guidance on Lamps"
    assert [(one.heading, len(one.children)) for one in law.divisions()] == [("Introduction", 2), ("Duties", 2)]


def test_parts_of_hong_kong_group_numbered_sections() -> None:
    law = parse(
        reading(
            "燈具條例\n第1部 導言\n1. 簡稱\n本條例可引稱為燈具條例。\n第2部 責任\n2. 紀錄\n(1) 須備存。\n(2) 須呈交。"
        )
    )
    assert [(one.eid, one.heading) for one in law.divisions()] == [("part_1", "導言"), ("part_2", "責任")]
    assert [one.heading for one in law.units()] == ["簡稱", "紀錄"]


def test_parts_are_no_departments() -> None:
    law = parse(reading("第一条　供应者应当：\n第一部门应当报告。\n第二条　附则。"), language="zh")
    assert law.divisions() == ()


def test_a_short_line_above_a_sentence_is_the_heading() -> None:
    law = parse(reading("등기구 지침\n1. 목적\n이 지침은 안전을 목적으로 한다.\n2. 책무\n가. 보고한다.\n나. 답한다."))
    assert [unit.heading for unit in law.units()] == ["목적", "책무"]
