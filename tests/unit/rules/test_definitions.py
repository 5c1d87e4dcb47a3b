"""Definitions and liability: terms new or changed, wherever they stand, and who answers under which words."""

from __future__ import annotations

from typing import Any

import pytest

MUST_FIRE = {
    "a new term": (
        "zh",
        ("经营者应当公布收费标准。",),
        ("经营者应当公布收费标准。本办法所称电子导览，是指利用移动终端提供讲解的服务。",),
        ("definition_added", "neutral"),
    ),
    "another meaning": (
        "zh",
        ("本办法所称电子导览，是指利用移动终端提供讲解的服务。",),
        ("本办法所称电子导览，是指利用移动终端或者固定设备提供讲解的服务。",),
        ("definition_changed", "neutral"),
    ),
    "a definition that moved and changed": (
        "zh",
        ("提供讲解的单位和个人（以下称经营者）应当佩戴证件。", "游客可以投诉。"),
        ("经营者应当佩戴证件。", "游客可以投诉。", "导览经营者，是指利用电子设备提供讲解的组织、个人。"),
        ("definition_changed", "neutral"),
    ),
    "a new term, English": (
        "en",
        ("Operators shall publish their prices.",),
        ("Operators shall publish their prices. Electronic tour means a tour given by means of a mobile device.",),
        ("definition_added", "neutral"),
    ),
    "another meaning, English": (
        "en",
        ("Electronic tour as referred to in these Measures means a tour given by means of a mobile device.",),
        ("Electronic tour as referred to in these Measures means a tour given by any technical device.",),
        ("definition_changed", "neutral"),
    ),
    "liability on another footing": (
        "zh",
        ("经营者承担讲解内容制作者的责任，履行保密义务。",),
        ("经营者依法承担网络内容制作者责任，履行保密义务。",),
        ("liability_changed", "neutral"),
    ),
    "liability that several share": (
        "zh",
        ("经营者造成游客损失的，应当承担赔偿责任。",),
        ("经营者造成游客损失的，应当承担连带赔偿责任。",),
        ("liability_changed", "neutral"),
    ),
    "liability on another footing, English": (
        "en",
        ("Operators bear the responsibility of the producer of the tour texts.",),
        ("Operators bear the responsibility of the publisher of online texts.",),
        ("liability_changed", "neutral"),
    ),
}

MUST_STAY_SILENT = {
    "a definition that only moved": (
        "zh",
        ("本办法所称电子导览，是指利用移动终端提供讲解的服务。", "游客可以投诉。"),
        ("游客可以投诉。", "本办法所称电子导览，是指利用移动终端提供讲解的服务。"),
    ),
    "a name shortened": (
        "zh",
        ("经营者应当公布收费标准。",),
        ("电子导览服务经营者（以下称经营者）应当公布收费标准。",),
    ),
    "guidance is no definition": (
        "zh",
        ("经营者应当公布收费标准。",),
        ("经营者应当公布收费标准，指导员应当佩戴证件。",),
    ),
    "an office with a shorter name": (
        "zh",
        ("主管部门应当会同公安部门检查。",),
        ("示范区主管部门应当会同市公安局（以下称检查机关）检查。",),
    ),
    "liability in the same words": (
        "zh",
        ("经营者承担讲解内容制作者的责任。",),
        ("经营者依法承担讲解内容制作者责任。",),
    ),
    "means of transport, English": (
        "en",
        ("Operators shall inspect vehicles.",),
        ("Operators shall inspect vehicles and other means of transport by all reasonable means.",),
    ),
    "the means of the sentence before, English": (
        "en",
        ("Operators shall inspect vehicles.",),
        ("Operators shall inspect vehicles. The means referred to in the plan include lamps and signs.",),
    ),
    "the means, where the old text defines something else, English": (
        "en",
        ("Electronic tour means a tour given by means of a mobile device.", "Operators shall inspect vehicles."),
        (
            "Electronic tour means a tour given by means of a mobile device.",
            "Operators shall inspect vehicles. The means referred to in the plan include lamps and signs.",
        ),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_another_meaning_is_told(pair: Any, language: str, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_the_same_meaning_is_not(pair: Any, language: str, old: Any, new: Any) -> None:
    kinds = [kind for kind, _ in pair.told(old, new, language)]
    assert [kind for kind in kinds if kind.startswith(("definition", "liability"))] == []


def test_liability_is_told_once(pair: Any) -> None:
    old = ("经营者承担讲解内容制作者的责任，履行保密义务。",)
    new = ("经营者应当依法承担网络内容制作者责任，履行保密义务。",)
    kinds = [kind for kind, _ in pair.told(old, new, "zh")]
    assert kinds.count("liability_changed") == 1
    assert "obligation_added" not in kinds
