"""What authorities may do to firms, what rules they may make, and what binds their staff."""

from __future__ import annotations

from typing import Any

import pytest

MUST_FIRE = {
    "an inspection": (
        "zh",
        (),
        ("旅游主管部门依据职责对导览服务开展监督检查，经营者应当予以配合。",),
        ("enforcement_power_added", "tightened"),
    ),
    "a further power in the same clause": (
        "zh",
        ("旅游主管部门可以对违规的讲解设备进行检查。",),
        ("旅游主管部门可以对违规的讲解设备进行检查、扣押。",),
        ("enforcement_power_added", "tightened"),
    ),
    "what customs may do": (
        "zh",
        (),
        ("海关可以对入境的讲解设备进行检查。",),
        ("enforcement_power_added", "tightened"),
    ),
    "a mandate to make rules": (
        "zh",
        (),
        ("旅游主管部门制定讲解服务分级规则和指引。",),
        ("rulemaking_mandate", "neutral"),
    ),
    "details left to an authority": (
        "zh",
        (),
        ("讲解员培训的具体办法由旅游主管部门制定。",),
        ("rulemaking_mandate", "neutral"),
    ),
    "secrecy of officials": (
        "zh",
        (),
        ("旅游主管部门及其工作人员应当对履行职责中知悉的商业秘密予以保密，不得泄露。",),
        ("official_duty_added", "relaxed"),
    ),
    "an inspection, English": (
        "en",
        (),
        ("The tourism authority may inspect the premises of guide services.",),
        ("enforcement_power_added", "tightened"),
    ),
    "a mandate, English": (
        "en",
        (),
        ("The tourism authority shall issue guidelines on the grading of guides.",),
        ("rulemaking_mandate", "neutral"),
    ),
    "secrecy of officials, English": (
        "en",
        (),
        ("The competent authorities shall keep confidential the trade secrets of guide services.",),
        ("official_duty_added", "relaxed"),
    ),
}
KINDS = ("enforcement_power_added", "rulemaking_mandate", "official_duty_added")
MUST_STAY_SILENT = {
    "a firm that inspects itself": ("zh", (), ("经营者应当每日检查讲解设备的电池和耳机。",)),
    "a firm that makes its own rules": ("zh", (), ("经营者应当制定讲解设备租赁规则。",)),
    "secrecy of firms": ("zh", (), ("经营者应当对游客的住宿信息予以保密，不得泄露。",)),
    "a sanction is told by another rule": ("zh", (), ("讲解员收取小费的，由旅游主管部门责令改正，给予警告。",)),
    "a statistical survey is no investigation": ("zh", (), ("旅游主管部门编制游客满意度统计调查制度的说明。",)),
    "what a party asks a court to collect": (
        "zh",
        (),
        ("当事人申请人民法院调查收集的票据在示范区以外，可以邮寄。",),
    ),
    "the power was there before": (
        "zh",
        ("旅游主管部门依据职责对导览服务开展监督检查。",),
        ("旅游主管部门依据职责，对导览服务依法开展监督检查。",),
    ),
    "a firm that inspects, English": ("en", (), ("The provider shall inspect its headsets every morning.",)),
    "a firm's confidentiality, English": ("en", (), ("The provider shall keep confidential the names of visitors.",)),
}


@pytest.mark.parametrize(("language", "old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_a_power_or_duty_of_authorities_is_told(pair: Any, language: str, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_what_binds_firms_is_not(pair: Any, language: str, old: Any, new: Any) -> None:
    assert [kind for kind, _ in pair.told(old, new, language) if kind in KINDS] == []


def test_a_ban_on_officials_says_whom_it_binds(pair: Any) -> None:
    new = ("旅游主管部门及其工作人员不得泄露经营者的商业秘密。",)
    found = {f.kind: f for f in pair.findings((), new, "zh")}
    assert found["prohibition_added"].direction.value == "relaxed"
    assert found["prohibition_added"].sentence("zh").endswith("（该规定约束主管机关及其人员，而非被监管者）。")
    assert (
        found["prohibition_added"]
        .sentence("en")
        .endswith("(it binds the authorities and their staff, not those they supervise).")
    )
    assert "not the firms they supervise" in found["official_duty_added"].sentence("en")


def test_a_ban_on_firms_does_not(pair: Any) -> None:
    (finding,) = [
        f for f in pair.findings((), ("讲解员不得泄露游客的商业秘密。",), "zh") if f.kind == "prohibition_added"
    ]
    assert "主管机关" not in finding.sentence("zh")
