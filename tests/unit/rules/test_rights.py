"""Rights of persons: given, widened, and what merely looks like one."""

from __future__ import annotations

from typing import Any

import pytest

MUST_FIRE = {
    "a right to complain": ("zh", (), ("游客有权向旅游主管部门投诉。",), "tightened"),
    "a channel for complaints": ("zh", (), ("经营者应当设置便捷的投诉入口，公布处理流程。",), "tightened"),
    "access beside correction": (
        "zh",
        ("经营者应当受理和处理游客关于更正其影像的请求。",),
        ("经营者应当受理和处理游客关于查阅、更正其影像的请求。",),
        "tightened",
    ),
    "review of a decision": ("zh", (), ("讲解员对考核决定不服的，可以申请行政复议。",), "relaxed"),
    "a right to complain, English": (
        "en",
        (),
        ("Visitors have the right to lodge a complaint against a guide.",),
        "tightened",
    ),
    "an appeal, English": ("en", (), ("A guide may appeal against the decision of the office.",), "relaxed"),
}
MUST_STAY_SILENT = {
    "a duty to report an offence": ("zh", (), ("讲解员发现文物受损的，应当立即向文物部门举报。",)),
    "the name of a hotline": ("zh", (), ("投诉人应当如实说明游览时间。",)),
    "an authority that sues": ("zh", (), ("人民检察院可以依法提起公益诉讼。",)),
    "the same right in other words": (
        "zh",
        ("游客有权向旅游主管部门投诉。",),
        ("游客依法有权向旅游主管部门投诉。",),
    ),
    "a report to an authority, English": (
        "en",
        (),
        ("The provider shall report accidents to the tourism authority.",),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "direction"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_a_new_right_is_told(pair: Any, language: str, old: Any, new: Any, direction: str) -> None:
    assert ("procedural_right_added", direction) in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_what_is_no_new_right_is_not(pair: Any, language: str, old: Any, new: Any) -> None:
    assert "procedural_right_added" not in [kind for kind, _ in pair.told(old, new, language)]


def test_every_further_right_is_named(pair: Any) -> None:
    old = ("经营者应当受理和处理游客关于更正、删除其影像的请求。",)
    new = ("经营者应当受理和处理游客关于查阅、复制、更正、补充、删除其影像的请求。",)
    (found,) = [f for f in pair.findings(old, new, "zh") if f.kind == "procedural_right_added"]
    assert "增加“查阅”、“复制”和“补充”的权利" in found.sentence("zh")
