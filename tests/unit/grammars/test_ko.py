"""Korean laws: 조 with its heading in brackets, 항, 호, 목, 장, 부칙, 별표."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument

LAW = """견본기술 기본법
[시행 2026. 1. 22.] [법률 제20676호, 2025. 1. 21., 제정]
제1장 총칙
제1조(목적) 이 법은 견본기술에 관한 사항을 정함을 목적으로 한다.
제2조(정의) ① 이 법에서 사용하는 용어의 뜻은 다음과 같다.
1. "기술"이란 다음 각 목의 것을 말한다.
가. 갑
나. 을
1의2. "이용자"란 이용하는 자를 말한다.
2. "사업자"란 제공하는 자를 말한다.
② 제1항에도 불구하고 국가에는 적용하지 아니한다.
제2장 보칙
제3조(보고) 사업자는 3개월 이내에 보고하여야 한다. 다만, 경미한 사항은 그러하지 아니하다.
제2조제1항에 따른 사업자는 기록하여야 한다.
제3조의2(벌칙)
다음 각 호의 자는 벌금에 처한다.
1. 거짓으로 보고한 자
부      칙 <제20676호, 2025. 1. 21.>
제1조(시행일) 이 법은 공포 후 1년이 경과한 날부터 시행한다.
제2조(경과조치) 종전의 규정에 따른다.
[별표 1] 과태료의 부과기준
갑"""


def of(text: str) -> Instrument:
    return parse(reading(text))


def test_every_level_gets_its_place() -> None:
    law = of(LAW)
    assert law.language == "ko"
    assert [node.eid for node in law.by_eid["art_2"].walk()] == [
        "art_2",
        "art_2__para_1",
        "art_2__para_1__item_1",
        "art_2__para_1__item_1__subitem_가",
        "art_2__para_1__item_1__subitem_나",
        "art_2__para_1__item_1-2",
        "art_2__para_1__item_2",
        "art_2__para_2",
    ]
    assert law.by_eid["art_3-2__para_1__item_1"].text == "거짓으로 보고한 자"
    assert [(node.eid, node.heading) for node in law.divisions()][:2] == [("chp_1", "총칙"), ("chp_2", "보칙")]


def test_the_brackets_after_the_label_are_the_heading() -> None:
    assert [(unit.eid, unit.heading) for unit in of(LAW).units()][:4] == [
        ("art_1", "(목적)"),
        ("art_2", "(정의)"),
        ("art_3", "(보고)"),
        ("art_3-2", "(벌칙)"),
    ]


def test_a_citation_at_the_start_of_a_line_is_text() -> None:
    assert of(LAW).by_eid["art_3__para_2"].text == "제2조제1항에 따른 사업자는 기록하여야 한다."


def test_supplementary_provisions_and_tables_are_annexes() -> None:
    law = of(LAW)
    assert [unit.heading for unit in law.units()][4:] == ["(시행일)", "(경과조치)", "과태료의 부과기준"]
    assert all(unit.eid.startswith("annex") for unit in law.units()[4:])
    assert law.diagnostics == ()


def test_what_the_law_says_about_itself() -> None:
    law = of(LAW)
    assert (law.title, law.number) == ("견본기술 기본법", "법률 제20676호")
    assert (law.published, law.in_force) == ("2025-01-21", "2026-01-22")


def test_sentences_are_leaves() -> None:
    paragraph = of(LAW).by_eid["art_3__para_1"]
    assert paragraph.text[paragraph.breaks[0] :] == "다만, 경미한 사항은 그러하지 아니하다."


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("제14조(보고)", "14"),
        ("제14조의2(보고)", "14-2"),
        ("제 14 조 (보고)", "14"),
        ("제14조 ① 갑은 을로 한다.", "14"),
    ],
)
def test_labels_in_every_spelling(line: str, label: str) -> None:
    (unit,) = parse(reading(f"{line}\n갑은 을로 한다."), language="ko").units()
    assert unit.num is not None
    assert unit.num.label == label


def test_an_article_struck_out_keeps_its_place() -> None:
    law = of("제1조(목적) 갑은 을로 한다.\n제2조 삭제 <2025. 1. 21.>\n제3조(보고) 병은 정으로 한다.")
    assert [(unit.eid, unit.text) for unit in law.units()][1] == ("placeholder_2", "삭제 <2025. 1. 21.>")
