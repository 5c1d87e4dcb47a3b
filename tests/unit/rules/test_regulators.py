"""Authorities: who joins or leaves, and who was there before."""

from __future__ import annotations

from typing import Any

import pytest

GUIDES_REPORT = "经营者应当每年向{}报送年度经营报告。"
MUST_FIRE = {
    "a new list of supervising departments": (
        "zh",
        (),
        ("旅游、教育、公安等部门，依据各自职责加强对导览服务的管理。",),
        "regulator_added",
    ),
    "another department in the same sentence": (
        "zh",
        (GUIDES_REPORT.format("旅游主管部门"),),
        (GUIDES_REPORT.format("市场监督管理部门"),),
        "regulator_changed",
    ),
    "one of two departments dropped": (
        "zh",
        ("游客发现违规讲解的，有权向文物管理部门或者旅游部门举报。",),
        ("游客发现违规讲解的，有权向旅游部门举报。",),
        "regulator_changed",
    ),
    "a new competent authority, English": (
        "en",
        (),
        ("The guide authority is responsible for the supervision of guide services.",),
        "regulator_added",
    ),
    "another authority, English": (
        "en",
        ("The provider shall send its yearly report to the tourism authority.",),
        ("The provider shall send its yearly report to the market surveillance authority.",),
        "regulator_changed",
    ),
}
MUST_STAY_SILENT = {
    "the same authority by a longer name": (
        "zh",
        (GUIDES_REPORT.format("旅游部门"),),
        (GUIDES_REPORT.format("国家旅游部门"),),
    ),
    "the same authority in the singular": (
        "en",
        ("The provider shall inform the competent authorities of accidents.",),
        ("The provider shall inform the competent authority of any accidents.",),
    ),
    "a firm is no authority": ("zh", (), ("旅行社、车队等经营者负责车辆的日常管理。",)),
    "other words beside the same authority": (
        "zh",
        (GUIDES_REPORT.format("旅游主管部门"),),
        ("经营者应当每季度向旅游主管部门报送经营报告。",),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "kind"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_another_authority_is_told(pair: Any, language: str, old: Any, new: Any, kind: str) -> None:
    assert (kind, "neutral") in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_the_same_authority_is_not(pair: Any, language: str, old: Any, new: Any) -> None:
    assert [kind for kind, _ in pair.told(old, new, language) if kind.startswith("regulator")] == []


def test_a_list_of_departments_is_quoted_whole(pair: Any) -> None:
    names = "旅游、教育、科技、工业和信息化、公安、广播电视、新闻出版、文物保护、交通运输、应急管理等部门"
    new = (f"{names}，依据各自职责加强对导览服务的管理。",)
    (finding,) = [f for f in pair.findings((), new, "zh") if f.kind == "regulator_added"]
    assert f"“{names}”" in finding.sentence("en")
