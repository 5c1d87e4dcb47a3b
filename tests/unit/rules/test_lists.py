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
    "an item out of a list of three": (
        "zh",
        ("中心应当及时处置个人关于更正、删除、屏蔽其照片的请求。",),
        ("中心应当依法及时受理和处理个人关于查阅、复制、更正、补充、删除其照片的请求。",),
        ("enumeration_changed", "mixed"),
    ),
    "a threshold of people": (
        "zh",
        ("接待游客一万人以上的，经营者应当备案。",),
        ("接待游客十万人以上的，经营者应当备案。",),
        ("threshold_changed", "relaxed"),
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


def items(pair: Any, old: str, new: str, language: str) -> tuple[list[str], list[str]]:
    found = [f for f in pair.findings((old,), (new,), language) if f.kind == "enumeration_changed"]
    slots = dict(found[0].slots) if found else {}
    return slots.get("xs", "").split("\n"), slots.get("ys", "").split("\n")


def test_two_verbs_before_a_list_are_no_items(pair: Any) -> None:
    _, (old,), (new,), _ = MUST_FIRE["an item out of a list of three"]
    assert items(pair, old, new, "zh") == (["屏蔽"], ["查阅", "复制", "补充"])


def test_what_a_conjunction_joins_to_an_item_is_told_alone(pair: Any) -> None:
    old = "Operators shall publish prices, routes, dates, opening hours, and rules on refunds."
    new = "Operators shall publish prices, routes and maps, dates, opening hours, and rules on refunds."
    assert items(pair, old, new, "en")[1] == ["maps"]


def test_items_one_run_of_words_brought_are_one_quotation(pair: Any) -> None:
    old = "Operators shall publish prices, routes, dates, and rules."
    new = "Operators shall publish prices, routes, dates, rules, maps and pictures."
    assert items(pair, old, new, "en")[1] == ["maps and pictures"]


def test_an_adjective_before_the_noun_of_another_item_is_no_item(pair: Any) -> None:
    old = "Operators shall not publish rumours, insults, threats, and false information."
    new = "Operators shall not publish rumours, insults, threats, and false and harmful information."
    assert items(pair, old, new, "en")[1] == [""]


def test_items_of_two_lists_are_two_statements(pair: Any) -> None:
    old = "Operators shall publish prices, routes, dates, times; they shall keep maps, books, tickets, badges."
    new = "Operators shall publish prices, routes, dates, times, rules; they shall keep maps, books, tickets."
    found = [dict(f.slots)["form"] for f in pair.findings((old,), (new,), "en") if f.kind == "enumeration_changed"]
    assert sorted(found) == ["added", "dropped"]
