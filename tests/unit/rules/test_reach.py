"""Scope, addressees, triggers, conditions: whom a rule reaches and when, told or left alone."""

from __future__ import annotations

from typing import Any

import pytest

KINDS = ("scope", "addressee", "trigger", "condition")

MUST_FIRE = {
    "the sentence on application names fewer activities": (
        "zh",
        ("研制、使用电子导览设备，面向游客提供讲解的，适用本办法。",),
        ("使用电子导览设备向游客提供讲解的，适用本办法。",),
        ("scope_narrowed", "relaxed"),
    ),
    "the sentence on application names more activities": (
        "zh",
        ("使用电子导览设备向游客提供讲解的，适用本办法。",),
        ("研制、使用电子导览设备，向游客提供讲解的，适用本办法。",),
        ("scope_widened", "tightened"),
    ),
    "the text applies to more things": (
        "zh",
        ("本办法适用于夜间导览服务。",),
        ("本办法适用于夜间导览服务和水上导览服务。",),
        ("scope_widened", "tightened"),
    ),
    "what one should have known": (
        "zh",
        ("经营者发现设备故障的，应当停止使用。",),
        ("经营者知道或者应当知道设备故障的，应当停止使用。",),
        ("trigger_widened", "tightened"),
    ),
    "a duty on all guides becomes one on a class of them": (
        "zh",
        ("提供夜间导览服务的，应当开展安全评估。",),
        ("提供具有高空项目的夜间导览服务的，应当开展安全评估。",),
        ("scope_narrowed", "relaxed"),
    ),
    "users become users who are minors": (
        "zh",
        ("经营者应当采取措施防范用户沉迷电子导览游戏。",),
        ("经营者应当采取措施防范未成年人用户沉迷电子导览游戏。",),
        ("scope_narrowed", "relaxed"),
    ),
    "users who are minors become users": (
        "zh",
        ("经营者应当采取措施防范未成年人用户沉迷电子导览游戏。",),
        ("经营者应当采取措施防范用户沉迷电子导览游戏。",),
        ("scope_widened", "tightened"),
    ),
    "users become users who are minors, English": (
        "en",
        ("Operators shall take measures to keep users from growing addicted to guide games.",),
        ("Operators shall take measures to keep users who are minors from growing addicted to guide games.",),
        ("scope_narrowed", "relaxed"),
    ),
    "services become services with a feature, English": (
        "en",
        ("Where night tours are offered, a safety review shall be carried out by the operator.",),
        ("Where night tours with climbing features are offered, a safety review shall be carried out by operators.",),
        ("scope_narrowed", "relaxed"),
    ),
    "those who provide become those who provide and use": (
        "zh",
        ("提供导览服务应当遵守法律，尊重游客隐私。", "使用导览服务的游客可以投诉。"),
        ("提供和使用导览服务，应当遵守法律，尊重游客隐私。", "使用导览服务的游客可以投诉。"),
        ("addressee_changed", "tightened"),
    ),
    "those who provide become those who provide and use, English": (
        "en",
        ("Those who provide guide services shall respect the privacy of visitors.",),
        ("Those who provide and those who use guide services shall respect the privacy of visitors.",),
        ("addressee_changed", "tightened"),
    ),
    "the life of a thing becomes the time of a service": (
        "zh",
        ("经营者应当在设备的生命周期内，提供安全、持续的导览服务。",),
        ("经营者应当在其服务过程中，提供安全、持续的导览服务。",),
        ("scope_narrowed", "relaxed"),
    ),
    "the time of a service becomes the life of a thing, English": (
        "en",
        ("Operators shall, in the course of their services, keep the devices safe and clean.",),
        ("Operators shall, within the life cycle of the devices, keep the devices safe and clean.",),
        ("scope_widened", "tightened"),
    ),
    "another case": (
        "zh",
        ("在讲解设备研制中采用人工录音时，经营者应当制定清晰、具体、可操作的录音规则。",),
        ("在讲解设备研发过程中进行数据录音的，经营者应当制定清晰、具体、可操作的录音规则。",),
        ("condition_changed", "neutral"),
    ),
    "a second doer": (
        "zh",
        ("经营者应当为游客投保意外伤害保险。", "承运人应当检查车辆。"),
        ("经营者、承运人应当为游客投保意外伤害保险。", "承运人应当检查车辆。"),
        ("addressee_changed", "tightened"),
    ),
    "only what is illegal sets the duty off": (
        "zh",
        ("经营者发现、知悉讲解内容不符合本办法要求的，应当停止播放。",),
        ("经营者发现违法讲解内容的，应当停止播放。",),
        ("trigger_narrowed", "relaxed"),
    ),
    "what breaches these Measures sets it off, too": (
        "zh",
        ("经营者发现违法讲解内容的，应当停止播放。",),
        ("经营者发现讲解内容不符合法律和本办法规定的，应当停止播放。",),
        ("trigger_widened", "tightened"),
    ),
    "knowledge no longer counts, English": (
        "en",
        ("Where operators discover or learn that tour texts violate these Measures, they shall stop the broadcast.",),
        ("Where operators discover illegal tour texts, they shall stop the broadcast.",),
        ("trigger_narrowed", "relaxed"),
    ),
    "a condition before a duty": (
        "zh",
        ("经营者应当为游客配备救生衣和急救箱。",),
        ("开展水上项目的，经营者应当为游客配备救生衣和急救箱。",),
        ("condition_added", "relaxed"),
    ),
    "a condition before a duty, English": (
        "en",
        ("Operators shall equip visitors with life jackets and helmets.",),
        ("Where boats leave harbour, operators shall equip visitors with life jackets and helmets.",),
        ("condition_added", "relaxed"),
    ),
}

MUST_STAY_SILENT = {
    "the same case in other words": (
        "zh",
        ("资料包含游客个人照片的，经营者应当在公布收费标准之前取得游客本人的同意。",),
        ("涉及游客个人照片的，经营者应当在公布收费标准之前取得游客本人的同意。",),
    ),
    "the name of a law restricts nothing": (
        "zh",
        ("经营者应当按照规定开展安全评估。",),
        ("经营者应当按照《具有高空项目的导览服务安全评估规定》开展安全评估。",),
    ),
    "which articles apply is no reach of the whole": (
        "zh",
        ("对夜间导览服务的检查，适用本办法第一条的规定。",),
        ("对夜间导览服务、水上导览服务的检查，适用本办法第一条的规定。",),
    ),
    "a new sentence narrows nothing": (
        "zh",
        ("经营者应当公布收费标准。",),
        ("经营者应当公布收费标准。未成年人用户的监护人可以陪同。",),
    ),
    "another word for the same doer": (
        "zh",
        ("经营者应当为游客投保意外伤害保险。",),
        ("运营者应当为游客投保意外伤害保险。",),
    ),
    "the same trigger in other words": (
        "zh",
        ("经营者发现违法讲解内容时，应当停止播放。",),
        ("经营者发现违法的讲解内容的，应当停止播放。",),
    ),
    "the trigger of a sanction": (
        "zh",
        ("经营者违反本办法的，责令改正；情节严重的，处一万元以下罚款。",),
        ("经营者违反本办法的，责令改正；拒不改正的，处一万元以下罚款。",),
    ),
    "the subject becomes a condition": (
        "zh",
        ("提供导览服务应当投保意外伤害保险。",),
        ("提供导览服务的，应当投保意外伤害保险。",),
    ),
    "providers discover the same, English": (
        "en",
        ("When operators discover illegal tour texts, they shall stop the broadcast.",),
        ("Where operators discover illegal tour texts, they shall stop the broadcast at once.",),
    ),
    "minors in a new sentence, English": (
        "en",
        ("Operators shall publish their prices.",),
        ("Operators shall publish their prices. Users who are minors may bring a guardian.",),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_another_reach_is_told(pair: Any, language: str, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_the_same_reach_is_not(pair: Any, language: str, old: Any, new: Any) -> None:
    assert [kind for kind, _ in pair.told(old, new, language) if kind.startswith(KINDS)] == []


def test_the_sentence_quotes_the_bare_class_and_the_narrow_one(pair: Any) -> None:
    old = ("经营者应当采取措施防范用户沉迷电子导览游戏。",)
    new = ("经营者应当采取措施防范未成年人用户沉迷电子导览游戏。",)
    (found,) = [f for f in pair.findings(old, new, "zh") if f.kind == "scope_narrowed"]
    assert "限缩为" in found.sentence("zh")
    assert found.sentence("en").startswith("The reach narrows from “经营者应当采取措施防范用户")
