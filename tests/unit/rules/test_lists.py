"""Lists and thresholds: items that come and go, bans that reach further, numbers that move."""

from __future__ import annotations

from typing import Any

import pytest

MUST_FIRE = {
    "an item in, an item out": (
        "zh",
        ("经营者应当采取措施防止产生民族、性别、年龄、职业等歧视。",),
        ("经营者应当采取措施防止产生性别、年龄、职业、健康等歧视。",),
        ("enumeration_changed", "mixed"),
    ),
    "an item in, under a ban": (
        "zh",
        ("经营者不得出售门票、地图、证书。",),
        ("经营者不得出售门票、地图、证书、徽章。",),
        ("enumeration_changed", "tightened"),
    ),
    "an item out, under a duty": (
        "zh",
        ("经营者应当公布价格、路线、时间、电话。",),
        ("经营者应当公布价格、路线、时间。",),
        ("enumeration_changed", "relaxed"),
    ),
    "an item in, under a ban on officials": (
        "zh",
        ("主管部门不得收取押金、保证金、手续费。",),
        ("主管部门不得收取押金、保证金、手续费、培训费。",),
        ("enumeration_changed", "relaxed"),
    ),
    "an item in, an item out, English": (
        "en",
        ("Operators shall prevent discrimination on grounds of race, belief, sex, age and the like.",),
        ("Operators shall prevent discrimination on grounds of belief, sex, age, health and the like.",),
        ("enumeration_changed", "mixed"),
    ),
    "a ban that reaches a second object": (
        "zh",
        ("经营者不得向他人提供游客的联系方式。",),
        ("经营者不得向他人提供游客的联系方式和行程记录。",),
        ("prohibition_broadened", "tightened"),
    ),
    "a ban that reaches fewer objects": (
        "zh",
        ("经营者不得向他人提供游客的联系方式和行程记录。",),
        ("经营者不得向他人提供游客的联系方式。",),
        ("prohibition_modified", "relaxed"),
    ),
    "a threshold of people": (
        "zh",
        ("接待游客一万人以上的，经营者应当备案。",),
        ("接待游客十万人以上的，经营者应当备案。",),
        ("threshold_changed", "neutral"),
    ),
    "a threshold that frees": (
        "en",
        ("This part does not apply to operators with fewer than 10 employees.",),
        ("This part does not apply to operators with fewer than 50 employees.",),
        ("threshold_changed", "relaxed"),
    ),
    "the next in a series, English": (
        "en",
        ("From January 1, 2031 through December 31, 2031, the threshold amount is $51,000.",),
        (
            "From January 1, 2031 through December 31, 2031, the threshold amount is $51,000.",
            "From January 1, 2032 through December 31, 2032, the threshold amount is $53,000.",
        ),
        ("threshold_changed", "neutral"),
    ),
}

MUST_STAY_SILENT = {
    "another order": (
        "zh",
        ("经营者应当公布价格、路线、时间、电话。",),
        ("经营者应当公布路线、价格、电话、时间。",),
    ),
    "a list of laws": (
        "zh",
        ("经营者应当遵守《旅游法》、《价格法》、《广告法》。",),
        ("经营者应当遵守《旅游法》、《价格法》、《广告法》、《保险法》。",),
    ),
    "a list in a definition": (
        "zh",
        ("本办法所称设备，是指耳机、话筒、屏幕。",),
        ("本办法所称设备，是指耳机、话筒、屏幕、手环。",),
    ),
    "an amount of a fine": (
        "zh",
        ("违反本办法的，处一万元以上罚款。",),
        ("违反本办法的，处五万元以上罚款。",),
    ),
    "words before a noun are no second object": (
        "zh",
        ("经营者不得传播虚假信息。",),
        ("经营者不得传播违法和不良虚假信息。",),
    ),
    "prose with commas, English": (
        "en",
        ("Operators shall, in the course of the tour, keep visitors together.",),
        ("Operators shall, in the course of the tour and where necessary, keep visitors together.",),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_a_list_or_number_that_moved_is_told(pair: Any, language: str, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_the_same_list_is_not(pair: Any, language: str, old: Any, new: Any) -> None:
    kinds = [kind for kind, _ in pair.told(old, new, language)]
    assert [kind for kind in kinds if kind.startswith(("enumeration", "threshold", "prohibition"))] == []


def test_a_list_change_is_no_recast_duty(pair: Any) -> None:
    old, new = ("经营者应当公布价格、路线、时间。",), ("经营者应当公布价格、路线、时间、电话、地址、网址。",)
    assert pair.told(old, new, "zh") == [("enumeration_changed", "tightened")]


def test_the_sentence_lists_the_items(pair: Any) -> None:
    old = ("经营者应当采取措施防止产生民族、性别、年龄、职业等歧视。",)
    new = ("经营者应当采取措施防止产生性别、年龄、职业、健康、信仰等歧视。",)
    (found,) = [f for f in pair.findings(old, new, "zh") if f.kind == "enumeration_changed"]
    assert found.sentence("zh") == "新第四条的列举事项新增“健康”和“信仰”，删除“民族”。"
    assert found.sentence("en") == "The list in new Art. 4 gains “健康” and “信仰” and loses “民族”."
