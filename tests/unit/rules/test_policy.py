"""Principles, encouragement, purpose, foreign investment: aims that bind no firm by themselves."""

from __future__ import annotations

from typing import Any

import pytest

BASIS = "根据《示范旅游法》，制定本规则。"
MUST_FIRE = {
    "a principle": ("zh", (), ("导览服务坚持安全与便利并重的原则。",), ("principle_added", "neutral")),
    "encouragement": ("zh", (), ("国家鼓励研发无障碍讲解设备。",), ("encouragement_added", "neutral")),
    "a further purpose": (
        "zh",
        (f"为了规范讲解，{BASIS}",),
        (f"为了规范讲解，保护文物安全，{BASIS}",),
        ("purpose_changed", "neutral"),
    ),
    "foreign investors": (
        "zh",
        (),
        ("外商投资导览服务的，应当符合外商投资法律的规定。",),
        ("foreign_investment", "tightened"),
    ),
    "encouragement, English": (
        "en",
        (),
        ("The development of barrier-free audio guides is encouraged.",),
        ("encouragement_added", "neutral"),
    ),
    "a principle, English": (
        "en",
        (),
        ("The zone upholds the principle of giving equal weight to safety and comfort.",),
        ("principle_added", "neutral"),
    ),
    "a further purpose, English": (
        "en",
        ("In order to order guided tours, these Rules are formulated.",),
        ("In order to order guided tours and to protect ancient monuments, these Rules are formulated.",),
        ("purpose_changed", "neutral"),
    ),
    "foreign investors, English": (
        "en",
        (),
        ("Foreign investment in guide services shall conform to the laws on foreign investment.",),
        ("foreign_investment", "tightened"),
    ),
}
KINDS = ("principle_added", "encouragement_added", "purpose_changed", "foreign_investment")
MUST_STAY_SILENT = {
    "a duty to promote safety": ("zh", (), ("经营者应当采取措施促进游览安全。",)),
    "technical support is owed": ("zh", (), ("经营者应当为检查提供技术支持和协助。",)),
    "为 and 为了 are one": ("zh", (f"为规范讲解，{BASIS}",), (f"为了规范讲解，{BASIS}",)),
    "the same encouragement": (
        "zh",
        ("国家鼓励研发无障碍讲解设备。",),
        ("国家积极鼓励研发无障碍讲解设备。",),
    ),
    "an item of uprightness is a ban": ("zh", (), ("讲解员应当坚持实事求是，不得编造史实。",)),
    "to encourage is no duty, but 'shall' is one": (
        "en",
        (),
        ("The provider shall train its guides in first aid.",),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_a_new_aim_is_told(pair: Any, language: str, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_what_is_no_new_aim_is_not(pair: Any, language: str, old: Any, new: Any) -> None:
    assert [kind for kind, _ in pair.told(old, new, language) if kind in KINDS] == []


def test_encouragement_says_that_it_binds_no_firm(pair: Any) -> None:
    (finding,) = [
        f for f in pair.findings((), ("国家鼓励研发无障碍讲解设备。",), "zh") if f.kind == "encouragement_added"
    ]
    assert "creates no duty for firms by itself" in finding.sentence("en")
    assert "本身不为企业设定义务" in finding.sentence("zh")


def supported(pair: Any, old: tuple[str, ...], new: tuple[str, ...], language: str) -> list[str]:
    return [f.sentence(language) for f in pair.findings(old, new, language) if f.kind == "encouragement_added"]


def test_each_sentence_of_support_is_a_statement_of_its_own(pair: Any) -> None:
    sentences = supported(pair, (), ("推动讲解资料平台建设。促进导览设备共享，支持研发无障碍讲解设备。",), "zh")
    assert len(sentences) == 2
    assert "“促进导览设备共享，支持研发无障碍讲解设备”" in sentences[1]


def test_support_in_the_passive_is_support(pair: Any) -> None:
    new = "The sharing of guide devices is promoted, as are training guides and translating leaflets."
    (sentence,) = supported(pair, (), (new,), "en")
    assert "“The sharing of guide devices is promoted" in sentence


def test_support_that_is_given_to_more_shows_both_forms(pair: Any) -> None:
    old, new = "国家支持讲解设备的自主研发。", "国家支持讲解设备、翻译软件及配套地图平台的自主研发。"
    (sentence,) = supported(pair, (old,), (new,), "zh")
    assert sentence == f"原第四条的政策支持“{old[:-1]}”，在新第四条中调整为“{new[:-1]}”。"
