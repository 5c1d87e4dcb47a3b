"""Decimal labels in, depths out: 1.1 and 1.2.1 number paragraphs where the numbers go on; 1.5 times is text."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument

HEADS = {"en": "Section 1 Scope", "zh": "第一条　范围如下。", "de": "§ 1 Zweck", "ja": "第一条　次のとおり。"}
CASES = [
    ("en", "1.1 1.2 1.3", "1 1 1"),
    ("en", "1.1 1.1.1 1.1.2 1.2", "1 2 2 1"),
    ("en", "1.1 1.1.1 1.1.1.1 1.1.2 1.2 1.2.1", "1 2 3 2 1 2"),
    ("en", "1.1 (a) (b) 1.2", "1 2 2 1"),
    ("en", "1.1 (a) (i) (ii) 1.1.1 1.2", "1 2 3 3 2 1"),
    ("en", "1.1. 1.2. 1.2.1.", "1 1 2"),
    ("en", "1.1 1.4", "1 1"),  # what stood between was deleted
    ("en", "1. 1.1 1.2 2. 2.1", "1 2 2 1 2"),  # below numbered paragraphs
    ("en", "1.1 (1) (2) 1.2", "1 2 2 1"),
    ("zh", "1.1 1.1.1 1.2", "1 2 1"),
    ("zh", "1.0.1 1.0.2", "1 1"),  # as standards for buildings count
    ("zh", "１．１ １．２", "1 1"),
    ("zh", "1.1 a) b) 1.2", "1 2 2 1"),
    ("de", "1.1 1.2 1.2.1", "1 1 2"),
    ("ja", "1.1 1.1.1 1.2", "1 2 1"),
]


def depths(law: Instrument) -> list[tuple[str, int]]:
    unit = law.units()[0]
    numbered = [node for node in unit.walk() if node.num is not None and node is not unit]
    eids = [node.eid for node in numbered]
    return [(node.num.text, sum(node.eid.startswith(f"{eid}__") for eid in eids) + 1) for node in numbered if node.num]


@pytest.mark.parametrize(("language", "labels", "expected"), CASES)
def test_each_decimal_gets_its_depth(language: str, labels: str, expected: str) -> None:
    words = "Text;" if language in {"en", "de"} else "甲。"
    lines = [f"{label} {words}" for label in labels.split()]
    found = depths(parse(reading("\n".join([HEADS[language], *lines])), language=language))
    assert [label for label, _ in found] == labels.split()
    assert " ".join(str(depth) for _, depth in found) == expected


@pytest.mark.parametrize(
    "line",
    [
        "1.5 times the price is the fine.",
        "3.2 of the annex applies.",
        "2.1 Per cent is the rate.",
        "1.2 Tonnes is the limit.",
    ],
)
def test_a_number_that_goes_on_from_nothing_is_text(line: str) -> None:
    law = parse(reading(f"Section 1 Fines\nProviders pay.\n{line}\nUsers do not."), language="en")
    assert [node.text for node in law.units()[0].children] == ["Providers pay.", line, "Users do not."]
    assert depths(law) == []


@pytest.mark.parametrize("line", ["1.1倍以上的罚款。", "1.1万元以下的罚款。", "1.1年。"])
def test_a_chinese_measure_is_text(line: str) -> None:
    law = parse(reading(f"第一条　罚款如下。\n{line}"), language="zh")
    assert depths(law) == []


def test_words_below_a_decimal_belong_to_it() -> None:
    text = (
        "Section 1 Scope\n1.1 Providers report.\nEach year.\n1.2 Users ask.\nIn writing.\nSection 2 End\n2.1 It ends."
    )
    first = parse(reading(text), language="en").units()[0]
    assert [(one.num.text, [child.text for child in one.children]) for one in first.children if one.num] == [
        ("1.1", ["Each year."]),
        ("1.2", ["In writing."]),
    ]


def test_an_annex_without_whole_numbers_counts_on_from_one_to_the_next() -> None:
    text = "Article 1 Providers report.\nArticle 2 Users ask.\nANNEX I\n1.1 Names.\n1.2 Dates.\n2.1 Places.\n9.9 Words."
    annex = parse(reading(text), language="en").units()[-1]
    assert [(one.num.text if one.num else "", one.text) for one in annex.children] == [
        ("1.1", "Names."),
        ("1.2", "Dates."),
        ("2.1", "Places."),
    ]
    assert annex.children[-1].children[0].text == "9.9 Words."


def test_a_gap_is_noted() -> None:
    law = parse(reading("Section 1 Scope\n1.1 Text.\n1.4 More."), language="en")
    assert [one.code for one in law.diagnostics] == ["numbering_gap"]
