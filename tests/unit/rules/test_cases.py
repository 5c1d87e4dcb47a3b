"""Cases a list names: what must be told of them, and that they are not taken for duties."""

from __future__ import annotations

from typing import Any

import pytest
from builders import article, item

LEADS = {
    "zh": "经营者有下列情形之一的，应当在十五日内向示范区中心备案：",
    "en": "In any of the following cases, operators shall file a notice with the centre of the zone:",
}
CASES = {
    "zh": ("终止导览服务；", "更换讲解设备；", "在示范区外设立分店。", "聘用境外导览员。"),
    "en": (
        "the guide service is brought to an end;",
        "the audio devices are replaced by others;",
        "a branch is opened beyond the zone;",
        "guides from abroad are hired.",
    ),
}


def cases(language: str, *which: int) -> Any:
    chosen = (item(number, CASES[language][n]) for number, n in enumerate(which, 1))
    return (article(4, LEADS[language], *chosen),)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_case_that_came_is_told_and_is_no_duty(pair: Any, language: str) -> None:
    told = pair.told(cases(language, 0, 1, 2), cases(language, 0, 1, 2, 3), language)
    assert ("enumeration_changed", "tightened") in told
    assert not [kind for kind, _ in told if kind.startswith("obligation")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_case_that_went_is_told_and_is_no_duty(pair: Any, language: str) -> None:
    told = pair.told(cases(language, 0, 1, 3), cases(language, 0, 1), language)
    assert ("enumeration_changed", "relaxed") in told
    assert not [kind for kind, _ in told if kind.startswith("obligation")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_cases_under_other_numbers_are_not_told(pair: Any, language: str) -> None:
    told = pair.told(cases(language, 0, 1, 2, 3), cases(language, 3, 0, 1, 2), language)
    assert [kind for kind, _ in told if kind != "unchanged_confirmed"] == []


def test_an_offence_that_came_is_told_with_its_item(pair: Any) -> None:
    lead = "经营者有下列行为之一的，由示范区市场监督管理部门处一千元罚款："
    old = (article(4, lead, item(1, "拒绝提供讲解服务的；"), item(2, "擅自提高票价的。")),)
    new = (article(4, lead, item(1, "拒绝提供讲解服务的；"), item(2, "擅自提高票价的；"), item(3, "强迫游客购物的。")),)
    (finding,) = [f for f in pair.findings(old, new, "zh") if f.kind == "enumeration_changed"]
    assert finding.sentence("en").startswith("New Art. 4(3)")
    assert "强迫游客购物的" in finding.sentence("en")
    assert finding.direction.value == "tightened"


def test_prose_that_became_a_list_has_gained_no_case(pair: Any) -> None:
    old = ("经营者拒绝提供讲解服务、擅自提高票价的，由示范区市场监督管理部门处一千元罚款。",)
    lead = "经营者有下列行为之一的，由示范区市场监督管理部门处一千元罚款："
    new = (article(4, lead, item(1, "拒绝提供讲解服务的；"), item(2, "擅自提高票价的。")),)
    assert [s for s in (f.sentence("en") for f in pair.findings(old, new, "zh")) if "adds a case" in s] == []


def test_a_case_in_other_words_is_set_against_its_old_form(pair: Any) -> None:
    lead = LEADS["zh"]
    old = (article(4, lead, item(1, "终止导览服务；"), item(2, "在示范区外设立分店经营水上导览业务。")),)
    new = (article(4, lead, item(1, "终止导览服务；"), item(2, "在示范区外设立分店经营夜间住宿业务。")),)
    kinds = [kind for kind, _ in pair.told(old, new, "zh")]
    assert "condition_changed" in kinds
    assert "obligation_modified" not in kinds
