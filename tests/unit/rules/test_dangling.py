"""References of the new text that lead nowhere or elsewhere; those that lead on, or to another law, are no finding."""

from __future__ import annotations

from typing import Any

import pytest
from builders import article, law

from gaidiff.pipeline import compare

OFFICE = {
    "zh": "示范区设立导览中心，负责日常联络和游客接待。",
    "en": "The zone keeps an office for daily liaison with visitors.",
}
BADGE = {
    "zh": "讲解员应当佩戴工作证件并接受游客监督。",
    "en": "Guides wear a badge and accept the supervision of visitors.",
}
AUDIO = {
    "zh": "讲解设备应当定期清洁消毒，保持电量充足。",
    "en": "Audio devices are cleaned at regular times and kept charged.",
}
FEES = {"zh": "停车场按照小时计费，夜间免收费用。", "en": "The car park charges by the hour and is free at night."}
CITING = {
    "zh": "违反本办法第{}条规定的，由导览中心给予提醒并记入档案。",
    "en": "The office reminds guides of their contract who act contrary to Article {}.",
}
FIRST = {
    "zh": "游客可以依照本办法第一条向导览中心提出建议。",
    "en": "Visitors may write to the office under Article 1.",
}
NUMBERS = {"zh": ("二", "三", "九"), "en": ("2", "3", "9")}
BOTH = pytest.mark.parametrize("language", ["zh", "en"])


def told(old: list[str], new: list[str], language: str) -> list[Any]:
    sides = [
        law(*(article(n, text) for n, text in enumerate(texts, 1)), language=language, title="示范区导览办法")
        for texts in (old, new)
    ]
    report = compare(*sides)
    return [f for change in report.changes for f in change.findings if f.kind == "reference_dangling"]


def texts(language: str, target: int, *middle: dict[str, str]) -> list[str]:
    """Article 1 is the office, then `middle`, then two articles that refer to others."""
    citing = CITING[language].format(NUMBERS[language][target])
    return [OFFICE[language], *(text[language] for text in middle), citing, FIRST[language]]


@BOTH
def test_a_reference_to_an_article_that_is_not_there_is_told(language: str) -> None:
    (finding,) = told(texts(language, 0, BADGE, AUDIO), texts(language, 2, BADGE, AUDIO), language)
    assert "form" not in dict(finding.slots)
    assert dict(finding.slots)["x"] == {"zh": "第九条", "en": "Article 9"}[language]
    assert finding.new[0].eid.startswith("art_4")


@BOTH
def test_an_unchanged_reference_whose_target_got_another_number_is_told(language: str) -> None:
    (finding,) = told(texts(language, 0, BADGE, AUDIO), texts(language, 0, FEES, BADGE, AUDIO), language)
    assert dict(finding.slots)["form"] == "renumbered"
    assert dict(finding.slots)["y"] == {"zh": "第三条", "en": "Article 3"}[language]


@BOTH
def test_a_reference_that_followed_its_target_is_silent(language: str) -> None:
    assert told(texts(language, 0, BADGE, AUDIO), texts(language, 1, FEES, BADGE, AUDIO), language) == []


@BOTH
def test_nothing_is_said_where_nothing_changed(language: str) -> None:
    same = texts(language, 1, BADGE, AUDIO)
    assert told(same, same, language) == []


def test_the_sentence_names_where_the_target_went() -> None:
    (finding,) = told(texts("zh", 0, BADGE, AUDIO), texts("zh", 0, FEES, BADGE, AUDIO), "zh")
    assert finding.sentence("zh") == ("新第五条仍援引“第二条”，而该条号现已对应其他条文；原援引的条文现为“第三条”。")


@pytest.mark.parametrize(
    ("language", "other"),
    [
        ("zh", "依照刑法第九十九条的规定追究讲解员的责任。"),  # a law that is not in brackets
        ("zh", "依照《示范旅游法》第九十九条的规定追究讲解员的责任。"),
        ("en", "Guides enjoy the protection of Article 99 of the Treaty."),
        ("en", "Regulation (EU) 2016/679 applies to guides, in particular Article 99."),
        ("en", "Guides enjoy the protection of Article 99 TFEU."),
    ],
)
def test_the_article_of_another_law_is_silent(language: str, other: str) -> None:
    old = texts(language, 0, BADGE, AUDIO)
    assert told(old, [*old, other], language) == []


def test_a_number_that_led_nowhere_before_is_silent() -> None:
    old = texts("zh", 2, BADGE, AUDIO)
    assert told(old, [*old[:1], FEES["zh"], *old[1:]], "zh") == []


def test_every_reference_of_a_list_is_looked_at() -> None:
    old = texts("zh", 0, BADGE, AUDIO)
    new = [text.replace("第二条", "第二条、第八条和第九条") for text in old]
    assert [dict(f.slots)["x"] for f in told(old, new, "zh")] == ["第八条", "第九条"]
