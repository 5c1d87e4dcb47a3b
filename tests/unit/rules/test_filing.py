"""Licences, filings and assessments: new, gone, exchanged, narrowed, or due another way."""

from __future__ import annotations

from typing import Any

import pytest

MUST_FIRE = {
    "a licence": ("zh", (), ("讲解员应当依法取得执业许可。",), ("licence_filing_added", "tightened")),
    "a filing dropped": ("zh", ("经营者应当办理收费标准备案手续。",), (), ("licence_filing_removed", "relaxed")),
    "approval becomes filing": (
        "zh",
        ("经营者调整讲解路线的，应当报经旅游主管部门批准。",),
        ("经营者调整讲解路线的，应当报旅游主管部门备案。",),
        ("licence_filing_changed", "relaxed"),
    ),
    "an assessment from fewer": (
        "zh",
        ("提供语音讲解服务的，应当开展安全评估。",),
        ("提供具有夜间开放条件的语音讲解服务的，应当开展安全评估。",),
        ("licence_filing_changed", "relaxed"),
    ),
    "no longer beforehand": (
        "zh",
        ("向游客提供语音讲解服务前，应当开展安全评估。",),
        ("向游客提供语音讲解服务的，应当开展安全评估。",),
        ("procedure_changed", "relaxed"),
    ),
    "no longer to a named authority": (
        "zh",
        ("提供语音讲解服务的，应当向国家旅游部门申报安全评估。",),
        ("提供语音讲解服务的，应当申报安全评估。",),
        ("procedure_changed", "relaxed"),
    ),
    "a licence, English": (
        "en",
        (),
        ("Guides shall obtain a licence from the tourism authority.",),
        ("licence_filing_added", "tightened"),
    ),
    "no longer beforehand, English": (
        "en",
        ("Before audio guides are offered to visitors, a security assessment shall be carried out.",),
        ("Where audio guides are offered to visitors, a security assessment shall be carried out.",),
        ("procedure_changed", "relaxed"),
    ),
}
FAMILY = ("licence_filing", "procedure")
MUST_STAY_SILENT = {
    "an authority keeps the register": ("zh", (), ("旅游主管部门应当公布备案名单。",)),
    "a form of a filing": ("zh", (), ("备案申请表应当写明经营者的住所。",)),
    "the sanction for lacking a licence": ("zh", (), ("未取得许可从事讲解的，由旅游主管部门责令停业。",)),
    "the same filing in other words": (
        "zh",
        ("经营者应当依照规定办理收费标准备案手续。",),
        ("经营者应当按照规定，办理收费标准备案手续。",),
    ),
    "a time limit is no 'before'": (
        "zh",
        ("经营者应当办理收费标准备案手续，期满三十日前续期。",),
        ("经营者应当办理收费标准备案手续，期满六十日前续期。",),
    ),
    "a licence already there, English": (
        "en",
        ("Guides shall obtain a licence from the tourism authority.",),
        ("Every guide shall obtain a licence from the tourism authority.",),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_a_changed_licence_or_filing_is_told(pair: Any, language: str, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_the_same_licence_or_filing_is_not(pair: Any, language: str, old: Any, new: Any) -> None:
    assert [kind for kind, _ in pair.told(old, new, language) if kind.startswith(FAMILY)] == []
