"""Where a reader looks for a change: by kind, else by what its words speak of."""

from __future__ import annotations

from typing import Any

import pytest
from builders import article, law

from gaidiff.commentary.phrases import load_phrases
from gaidiff.commentary.themes import THEMES

KEPT = "示范区设立导览中心，负责日常联络和游客服务。"

CASES = {
    "经营者应当向中心办理备案手续。": "filing",
    "经营者应当删除境外游客出境后留下的影像。": "cross_border",
    "经营者应当核验标注数据的来源。": "data_and_training",
    "经营者应当受理消费者投诉。": "user_rights",
    "经营者应当标明讲解内容的出处。": "content",
    "经营者应当为车辆投保意外伤害保险。": "duties",
    "主管部门应当组织救援演练。": "regulators",
}


@pytest.mark.parametrize(("text", "theme"), CASES.items())
def test_a_duty_goes_to_its_topic(finding_of: Any, text: str, theme: str) -> None:
    finding = finding_of(law(article(1, KEPT)), law(article(1, KEPT), article(2, text)), "obligation_added")
    assert finding.theme == theme


def test_every_theme_has_a_name_in_every_report_language() -> None:
    for language, table in load_phrases().items():
        assert [theme for theme in THEMES if not table.get(f"themes.{theme}")] == [], language


KINDS = {
    "国家鼓励研发无障碍讲解设备。": ("encouragement_added", "policy"),
    "旅游主管部门依据职责开展监督检查。": ("enforcement_power_added", "regulators"),
    "讲解员应当依法取得执业许可。": ("licence_filing_added", "filing"),
    "游客有权向旅游主管部门投诉。": ("procedural_right_added", "user_rights"),
}


@pytest.mark.parametrize(("text", "told"), KINDS.items())
def test_some_kinds_have_one_theme(finding_of: Any, text: str, told: tuple[str, str]) -> None:
    finding = finding_of(law(article(1, KEPT)), law(article(1, KEPT), article(2, text)), told[0])
    assert finding.theme == told[1]
