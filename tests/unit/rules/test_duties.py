"""Duties added, removed, softened and hardened: what must be told, and what must not."""

from __future__ import annotations

from typing import Any

import pytest
from builders import article, item

MUST_FIRE = {
    "a duty added": (
        "zh",
        ("经营者应当公布收费标准。",),
        ("经营者应当公布收费标准。经营者应当为游客投保意外伤害保险。",),
        ("obligation_added", "tightened"),
    ),
    "a duty removed": (
        "zh",
        ("经营者应当公布收费标准。经营者应当为游客投保意外伤害保险。",),
        ("经营者应当公布收费标准。",),
        ("obligation_removed", "relaxed"),
    ),
    "a duty that asks for something else": (
        "zh",
        ("经营者应当在入口处公布导览服务收费标准。",),
        ("经营者应当在入口显著位置公布导览服务的收费标准。",),
        ("obligation_modified", "neutral"),
    ),
    "a word changed once": (
        "zh",
        ("经营者应当提供安全、稳健、持续的导览服务。",),
        ("经营者应当提供安全、稳定、持续的导览服务。",),
        ("obligation_modified", "neutral"),
    ),
    "what is said of other things, with another verb": (
        "zh",
        ("经营者对游客的行程记录承担保护义务。经营者应当公布收费标准。",),
        ("经营者对游客的行程记录承担保护义务。经营者应当公布收费标准，并保存有关记录。",),
        ("obligation_added", "tightened"),
    ),
    "support without priority": (
        "zh",
        ("鼓励优先采用环保的票券、地图。",),
        ("鼓励采用环保的票券、地图。",),
        ("modality_softened", "neutral"),
    ),
    "support without priority, English": (
        "en",
        ("Priority use of recycled tickets, leaflets and printed maps is encouraged.",),
        ("The use of recycled tickets, leaflets and printed maps is encouraged.",),
        ("modality_softened", "neutral"),
    ),
    "a duty of officials protects": (
        "zh",
        ("游客可以投诉。",),
        ("游客可以投诉。主管部门应当公开投诉处理结果统计。",),
        ("obligation_added", "relaxed"),
    ),
    "ensure becomes take measures": (
        "zh",
        ("经营者应当确保讲解内容准确完整。",),
        ("经营者应当采取有效措施提高讲解内容准确完整程度。",),
        ("modality_softened", "relaxed"),
    ),
    "appropriate becomes effective": (
        "zh",
        ("经营者应当采取适当措施防范游客走失。",),
        ("经营者应当采取有效措施防范游客走失。",),
        ("modality_hardened", "tightened"),
    ),
    "prevent becomes must not": (
        "zh",
        ("经营者应当防止损害游客身体健康。",),
        ("经营者不得损害游客身体健康。",),
        ("modality_hardened", "tightened"),
    ),
    "shall becomes may": (
        "zh",
        ("经营者应当为团队游客配备讲解器。",),
        ("经营者可以为团队游客配备讲解器。",),
        ("modality_softened", "relaxed"),
    ),
    "ensure becomes take measures, English": (
        "en",
        ("Providers shall ensure the accuracy and completeness of the guided tour texts.",),
        ("Providers shall take effective measures to improve the accuracy and completeness of the guided tour texts.",),
        ("modality_softened", "relaxed"),
    ),
    "appropriate becomes effective, English": (
        "en",
        ("Providers shall take appropriate measures to keep visitors from getting lost.",),
        ("Providers shall take effective measures to keep visitors from getting lost.",),
        ("modality_hardened", "tightened"),
    ),
    "shall becomes may, English": (
        "en",
        ("Providers shall equip visitor groups with audio devices.",),
        ("Providers may equip visitor groups with audio devices.",),
        ("modality_softened", "relaxed"),
    ),
    "a duty added, English": (
        "en",
        ("Providers shall publish their prices.",),
        ("Providers shall publish their prices. They shall insure every visitor against accidents during the tour.",),
        ("obligation_added", "tightened"),
    ),
}

MUST_STAY_SILENT = {
    "must is style for shall": (
        "zh",
        ("经营者必须公布收费标准。",),
        ("经营者应当公布收费标准。",),
    ),
    "a duty that moved to another article": (
        "zh",
        ("经营者应当公布收费标准。经营者应当为游客投保意外伤害保险。", "游客可以投诉。"),
        ("经营者应当公布收费标准。", "游客可以投诉。经营者应当为游客投保意外伤害保险。"),
    ),
    "a duty reworded": (
        "zh",
        ("经营者应当在入口处公布导览服务收费标准。",),
        ("经营者应当在入口处公布导览服务的收费标准。",),
    ),
    "a time limit has its own rule": (
        "zh",
        ("经营者应当在三个月内修复讲解器。",),
        ("经营者应当及时修复讲解器。",),
    ),
    "an adverbial is no duty": (
        "zh",
        ("经营者应当提供讲解服务。",),
        ("经营者应当按照国家有关规定，提供讲解服务。",),
    ),
    "a condition is no duty": (
        "zh",
        ("经营者应当提供讲解服务。",),
        ("应当取得资质证书的，经营者应当提供讲解服务。",),
    ),
    "appliances and emergencies hold no modal verb": (
        "zh",
        ("示范区推广导览应用。",),
        ("示范区推广相应的导览应用和应急广播。",),
    ),
    "an instrument that applies binds nobody": (
        "en",
        ("Group tours are listed in the register.",),
        ("Group tours are listed in the register. These Measures shall apply to group tours.",),
    ),
    "content that may mislead is no permission": (
        "en",
        ("The office keeps a list of texts that shall mislead nobody.",),
        ("The office keeps a list of texts that may mislead nobody.",),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_a_changed_duty_is_told(pair: Any, language: str, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_an_unchanged_duty_is_not(pair: Any, language: str, old: Any, new: Any) -> None:
    kinds = [kind for kind, _ in pair.told(old, new, language)]
    assert [kind for kind in kinds if kind.startswith(("obligation", "modality"))] == []


def test_a_list_item_inherits_the_duty_of_its_lead_in(pair: Any) -> None:
    lead = "经营者应当遵守以下规定："
    old = (article(4, lead, item(1, "公布收费标准；"), item(2, "佩戴工作证件。")),)
    new = (article(4, lead, item(1, "公布收费标准；"), item(2, "佩戴工作证件；"), item(3, "为游客投保意外伤害保险。")),)
    (finding,) = [f for f in pair.findings(old, new, "zh") if f.rule == "duties"]
    assert finding.kind == "obligation_added"
    assert finding.sentence("zh") == "新第四条第（三）项在“经营者应当遵守以下规定”项下新增：“为游客投保意外伤害保险”。"


def test_what_is_only_half_found_elsewhere_is_said_with_doubt(pair: Any) -> None:
    old = ("经营者应当建立游客投诉接收处理机制。", "导览员应当佩戴证件。")
    new = ("导览员应当佩戴证件。", "示范区中心受理游客投诉举报并协调处理。")
    told = [f for f in pair.findings(old, new, "zh") if f.kind == "obligation_removed"]
    assert all("未见相近条款" in f.sentence("zh") for f in told)
    assert all(f.confidence <= 0.6 for f in told)


def told_of(pair: Any, old: tuple[Any, ...], new: tuple[Any, ...], language: str, kind: str) -> list[str]:
    return [f.sentence(language) for f in pair.findings(old, new, language) if f.kind == kind]


def test_an_item_merged_into_another_is_not_called_removed(pair: Any) -> None:
    lead = "经营者的设备应当符合下列要求："
    old = article(
        4,
        lead,
        item(1, "符合《示范安全法》等法律法规的要求；"),
        item(2, "设备包含游客照片的，应当征得游客本人同意；"),
        item(3, "国家旅游部门关于导览服务的其他监管要求。"),
    )
    new = article(
        4,
        lead,
        item(1, "涉及游客照片的，应当取得游客同意；"),
        item(2, "《示范安全法》、《示范旅游法》等法律法规的其他有关规定和有关主管部门的相关监管要求。"),
    )
    assert told_of(pair, (old,), (new,), "zh", "obligation_removed") == []


def test_a_duty_with_nothing_close_to_it_names_the_nearest(pair: Any) -> None:
    old = ("经营者应当对电子导览设备的采购数据、讲解资料来源的合法性负责。",)
    new = ("经营者应当使用具有合法来源的数据和展示场地。",)
    (sentence,) = told_of(pair, old, new, "zh", "obligation_modified")
    assert "未见相近条款，最接近的是" in sentence


def test_measures_of_a_softened_duty_are_no_second_duty_but_a_further_aim_is(pair: Any) -> None:
    old = ("经营者应当保证讲解内容的真实性、准确性。",)
    new = ("经营者应当采取有效措施提高讲解质量，增强讲解内容的真实性、准确性，提升收费的透明度。",)
    assert [s for s in told_of(pair, old, new, "zh", "obligation_added") if "讲解质量" in s] == []
    assert [s for s in told_of(pair, old, new, "zh", "obligation_added") if "提升收费的透明度" in s] != []


def test_what_an_authority_does_to_firms_is_not_said_to_bind_officials(pair: Any) -> None:
    new = ("游客可以投诉。主管部门应当对经营者开展监督检查。",)
    for sentence in told_of(pair, ("游客可以投诉。",), new, "zh", "obligation_added"):
        assert "约束主管机关" not in sentence


def test_a_list_of_verbs_makes_a_clause_of_each(pair: Any) -> None:
    old = ("Operators shall publish their prices.",)
    new = (
        "Operators shall publish their prices, safeguard the routes used by visitors, and refrain from night tours.",
    )
    sentences = told_of(pair, old, new, "en", "obligation_added")
    assert any("safeguard the routes" in sentence for sentence in sentences)


def test_no_item_of_a_list_written_anew_is_just_gone(pair: Any) -> None:
    """To account for assets covers money and goods; that an item has no like does not make the duty lighter."""
    lead = "经营者应当对下列事项进行登记："
    old = (
        article(4, lead, item(1, "钱款和票券的收付；"), item(2, "器具的收发、增减和使用；"), item(3, "收入的计算。")),
    )
    new = (article(4, lead, item(1, "资产的增减和使用；"), item(2, "出资人权益的变动；"), item(3, "收入的计算。")),)
    told = pair.told(old, new, "zh")
    assert ("obligation_removed", "neutral") in told
    assert "relaxed" not in {direction for kind, direction in told if kind == "obligation_removed"}


def test_an_item_that_goes_from_a_list_that_stays_is_gone(pair: Any) -> None:
    lead = "经营者应当对下列事项进行登记："
    old = (article(4, lead, item(1, "钱款和票券的收付；"), item(2, "器具的使用；"), item(3, "收入的计算。")),)
    new = (article(4, lead, item(1, "器具的使用；"), item(2, "收入的计算。")),)
    assert ("obligation_removed", "relaxed") in pair.told(old, new, "zh")


def test_who_does_it_is_no_duty_of_its_own(pair: Any) -> None:
    """The records are still to be kept; that others may keep them is said no longer."""
    old = ("经营者应当自行或者委托专业机构，在保障安全的前提下对讲解录音进行存证。",)
    new = ("经营者应在保障安全的前提下对讲解录音进行存证。",)
    assert "obligation_removed" not in [kind for kind, _ in pair.told(old, new, "zh")]


def test_a_duty_from_the_lead_in_is_quoted_without_the_modal_behind_it(pair: Any) -> None:
    """The item inherits the shall of its lead-in; the shall that follows in it is not where its duty begins."""
    lead = "Operators shall:"
    old, new = (
        ("A yearly check may be prescribed.",),
        article(4, lead, item("a", "yearly check, which shall be public;")),
    )
    (finding,) = [f for f in pair.findings(old, (new,), "en") if f.kind == "modality_hardened"]
    assert finding.new[0].end > finding.new[0].start
    assert "yearly check" in finding.sentence("en")
