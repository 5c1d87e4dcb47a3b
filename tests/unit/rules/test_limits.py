"""Time limits and dates of effect: what must be told, and what must not."""

from __future__ import annotations

from typing import Any

import pytest

MUST_FIRE = {
    "dropped for promptness": (
        "zh",
        ("经营者发现导览设备故障的，应当在三个月内完成维修。",),
        ("经营者发现导览设备故障的，应当及时完成维修。",),
        ("deadline_removed", "relaxed"),
    ),
    "shorter to comply": (
        "zh",
        ("经营者应当自接到投诉之日起三十日内答复投诉人。",),
        ("经营者应当自接到投诉之日起十五日内答复投诉人。",),
        ("deadline_changed", "tightened"),
    ),
    "longer to keep": (
        "zh",
        ("经营者应当保存导览记录不少于六个月。",),
        ("经营者应当保存导览记录不少于二年。",),
        ("deadline_changed", "tightened"),
    ),
    "an authority gets longer": (
        "zh",
        ("主管部门应当自收到申请之日起十日内作出决定。",),
        ("主管部门应当自收到申请之日起二十日内作出决定。",),
        ("deadline_changed", "tightened"),
    ),
    "added where none was": (
        "zh",
        ("经营者变更导览路线的，应当告知游客。",),
        ("经营者变更导览路线的，应当在二十四小时内告知游客。",),
        ("deadline_added", "tightened"),
    ),
    "month for months": (
        "en",
        ("The provider shall repair the faulty guide device within three months.",),
        ("The provider shall repair the faulty guide device without undue delay.",),
        ("deadline_removed", "relaxed"),
    ),
    "within, shorter": (
        "en",
        ("The provider shall answer a complaint within 30 days of receipt.",),
        ("The provider shall answer a complaint within 15 days of receipt.",),
        ("deadline_changed", "tightened"),
    ),
    "retention, longer": (
        "en",
        ("Guides shall keep the visitor records for at least six months.",),
        ("Guides shall keep the visitor records for at least two years.",),
        ("deadline_changed", "tightened"),
    ),
    "date of effect": (
        "zh",
        ("本办法自2030年1月1日起施行。",),
        ("本办法自2030年7月1日起施行。",),
        ("effective_date", "neutral"),
    ),
    "date of effect, English": (
        "en",
        ("These Measures take effect on 1 January 2030.",),
        ("These Measures take effect on 1 July 2030.",),
        ("effective_date", "neutral"),
    ),
}

MUST_STAY_SILENT = {
    "the same period in other numerals": (
        "zh",
        ("经营者应当自接到投诉之日起三十日内答复投诉人。",),
        ("经营者应当自接到投诉之日起30日内书面答复投诉人。",),
    ),
    "a limit that moved with its sentence": (
        "zh",
        ("经营者应当在五日内公布收费标准。", "导览员应当佩戴证件。游客可以要求出示证件。"),
        ("导览员应当佩戴证件。游客可以要求出示证件。", "经营者应当在五日内公布收费标准。"),
    ),
    "a date of history is no limit": (
        "zh",
        ("示范区于2020年5月1日前建成的设施，由中心登记。",),
        ("示范区于2020年5月1日前建成的设施和道路，由中心登记。",),
    ),
    "ninety days is three times thirty, but spelled out": (
        "en",
        ("The provider shall answer within thirty days.",),
        ("The provider shall answer in writing within 30 days.",),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_a_changed_limit_is_told(pair: Any, language: str, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_an_unchanged_limit_is_not(pair: Any, language: str, old: Any, new: Any) -> None:
    assert [kind for kind, _ in pair.told(old, new, language) if kind.startswith("deadline")] == []


def test_the_dropped_limit_is_quoted_beside_the_promptness_that_replaced_it(pair: Any) -> None:
    _, old, new, _ = MUST_FIRE["dropped for promptness"]
    report = pair.report(old, new, "zh")
    (finding,) = [f for change in report.changes for f in change.findings if f.kind == "deadline_removed"]
    assert report.old.text_at(finding.old[0]) == "三个月内"
    assert report.new.text_at(finding.new[0]) == "及时"
    assert finding.sentence("zh") == "原第四条规定的时限“三个月内”被删除，新第四条改为“及时”。"
    assert (
        finding.sentence("en")
        == "The time limit in old Art. 4, “三个月内”, is dropped; new Art. 4 says “及时” instead."
    )
