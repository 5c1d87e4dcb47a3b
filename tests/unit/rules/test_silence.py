"""Statements that would be untrue: what no rule may say of these changes, and what one must say instead."""

from __future__ import annotations

from typing import Any

import pytest
from builders import article, item

Row = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, str]]

NEVER: dict[str, Row] = {
    "an authority's own task relaxes nothing": (
        "zh",
        ("游客可以投诉。",),
        ("游客可以投诉。主管部门应当统一制作示范区的导览地图。",),
        ("obligation_added", "relaxed"),
    ),
    "where a licence goes, the days to grant it are no loss": (
        "zh",
        ("游客可以投诉。", "申请导览资格证的，主管部门应当自受理之日起十五日内审核完毕。"),
        ("游客可以投诉。",),
        ("deadline_removed", "tightened"),
    ),
    "discipline within a firm is not for officials": (
        "zh",
        ("导览员泄露游客行程的，由其所在单位予以处分，并处五百元罚款。",),
        ("导览员泄露游客行程的，处五百元罚款。",),
        ("penalty_removed", "tightened"),
    ),
    "what an authority was ordered to put right was no burden of firms": (
        "zh",
        ("游客可以投诉。", "市旅游局违反本办法规定发证的，由市人民政府责令改正。"),
        ("游客可以投诉。",),
        ("penalty_removed", "relaxed"),
    ),
    "a phrase on the situation is no act": (
        "zh",
        ("经营者应当增加讲解场次。",),
        ("经营者应当根据客流形势，增加讲解场次。",),
        ("obligation_added", "tightened"),
    ),
    "a principle is no duty of firms": (
        "zh",
        ("示范区中心负责导览工作。",),
        ("导览工作应当坚持安全第一的原则，为公众出行服务。示范区中心负责导览工作。",),
        ("obligation_added", "tightened"),
    ),
    "a duty that heads of firms share is not one of officials alone": (
        "zh",
        ("游客可以投诉。",),
        ("游客可以投诉。主管部门以及各单位的负责人不得压制游客投诉。",),
        ("prohibition_added", "relaxed"),
    ),
    "a day that tells decisions apart is no time limit": (
        "zh",
        ("裁决已经生效，于2019年1月1日前作出，对其申请复查的，适用原规定。",),
        ("裁决已经生效，对其申请复查的，适用原规定。",),
        ("deadline_removed", "relaxed"),
    ),
    "half-width brackets define as well": (
        "zh",
        ("在示范区带队讲解的单位和个人(以下称导览人员)，应当佩戴证件。",),
        ("在示范区带队讲解的单位和个人（以下称导览人员），应当随身佩戴证件。",),
        ("definition_added", "neutral"),
    ),
    "a condition between commas is no item": (
        "en",
        ("Operators need not show tickets, maps and plans, unless visitors ask for them at the gate.",),
        (
            (
                "Operators need not show tickets, maps and plans, subject to safeguards for visitors from abroad, "
                "unless visitors ask for them at the gate."
            ),
        ),
        ("enumeration_changed", "relaxed"),
    ),
    "who is not liable is not banned from anything": (
        "en",
        ("Visitors may complain.",),
        ("Visitors may complain. A guide shall not be liable for damage caused by a storm.",),
        ("prohibition_added", "tightened"),
    ),
    "a decree that is to follow binds no firm": (
        "en",
        ("Visitors may complain.",),
        ("Visitors may complain. Matters necessary for the register shall be prescribed by Presidential Decree.",),
        ("obligation_added", "tightened"),
    ),
    "what a committee must do binds no firm": (
        "en",
        ("Visitors may complain.",),
        ("Visitors may complain. The Committee shall establish a working group on maps.",),
        ("obligation_added", "tightened"),
    ),
    "strengthening some work is no softer form of setting something up": (
        "zh",
        ("主管部门应当建立导览工作协调机制。",),
        ("主管部门应当重视和加强导览工作。",),
        ("modality_softened", "tightened"),
    ),
    "a day named another way is the same day": (
        "zh",
        ("适逢星期六、星期日的，经营者应当增加讲解场次。",),
        ("适逢周六、周日的，经营者应当增加讲解场次。",),
        ("condition_changed", "neutral"),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "untrue"), NEVER.values(), ids=NEVER)
def test_what_is_untrue_is_not_said(
    pair: Any, language: str, old: tuple[str, ...], new: tuple[str, ...], untrue: tuple[str, str]
) -> None:
    assert untrue not in pair.told(old, new, language)


SAID: dict[str, Row] = {
    "an authority's duty is told all the same": (*NEVER["an authority's own task relaxes nothing"][:3],
        ("obligation_added", "neutral")),
    "a principle is told as one": (*NEVER["a principle is no duty of firms"][:3], ("principle_added", "neutral")),
    "discipline that is dropped is told without a direction": (
        *NEVER["discipline within a firm is not for officials"][:3], ("penalty_removed", "neutral")),
    "secrecy owed by officials keeps its direction": (
        "zh",
        ("游客可以投诉。",),
        ("游客可以投诉。主管部门及其工作人员对游客行程应当予以保密。",),
        ("official_duty_added", "relaxed"),
    ),
    "what had to be done is banned": (
        "zh",
        ("经营者应当陪同游客购物。",),
        ("经营者不得陪同游客购物。",),
        ("prohibition_modified", "mixed"),
    ),
    "what was banned has to be done, English": (
        "en",
        ("Operators shall not disclose the routes of visitors.",),
        ("Operators shall disclose the routes of visitors.",),
        ("prohibition_modified", "mixed"),
    ),
    "a fine is set against the one for the same offence": (
        "zh",
        ("经营者拒绝公布票价的，处一千元以下的罚款；情节严重的，处五千元以下的罚款。",),
        ("经营者拒绝公布票价的，处三千元以下的罚款；情节严重的，处二万元以下的罚款。",),
        ("penalty_changed", "tightened"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("language", "old", "new", "true"), SAID.values(), ids=SAID)
def test_what_is_true_is_said(
    pair: Any, language: str, old: tuple[str, ...], new: tuple[str, ...], true: tuple[str, str]
) -> None:
    assert true in pair.told(old, new, language)


def test_a_moved_reference_is_quoted_on_both_sides(pair: Any) -> None:
    old = ("Operators shall publish their prices.", "Guides shall wear a badge.", "See Article 4 on the list of tours.")
    new = (*old[:2], "See Article 5 on the list of tours.")
    (sentence,) = [f.sentence("en") for f in pair.findings(old, new, "en") if f.kind == "cross_reference_changed"]
    assert "“Article 4”" in sentence
    assert "“Article 5”" in sentence


def test_no_sentence_has_a_gap_where_a_quotation_belongs(pair: Any) -> None:
    for language, old, new, _ in (*NEVER.values(), *SAID.values()):
        for finding in pair.findings(old, new, language):
            assert "  " not in finding.sentence("en")
            assert "“”" not in finding.sentence("en")


def test_a_text_that_only_ends_earlier_is_quoted_up_to_its_end(pair: Any) -> None:
    words = "the purpose for which the operator of a guide service wants a device to be used in the model zone, as "
    words += "set out in the manual, in the advertisements and in the papers that go with the device"
    old = (f"Intended use means {words}; devices for general use have none.",)
    new = (f"Intended use means {words};",)
    for finding in pair.findings(old, new, "en"):
        assert "“”" not in finding.sentence("en")


def test_a_note_of_the_publisher_on_an_item_is_no_duty(pair: Any) -> None:
    old = (article(4, "Operators shall:", item(1, "publish their prices;"), item(2, "wear a badge.")),)
    noted = item(2, "wear a badge. <Amended on Jan. 20, 2026>")
    new = (article(4, "Operators shall:", item(1, "publish their prices;"), noted),)
    assert [kind for kind, _ in pair.told(old, new, "en") if kind.startswith("obligation")] == []


def test_items_that_went_to_the_next_item_of_the_list_are_not_lost(pair: Any) -> None:
    lead = "示范区中心办理下列事项："
    first = "地图、导览手册、语音讲解器、成套门票、纪念品的发放和回收；"
    old = article(4, lead, item(1, first), item(2, "游客投诉的登记。"))
    moved = item(2, "大宗的导览手册、明信片、成套门票的发放和回收；")
    new = article(4, lead, item(1, "地图、语音讲解器、纪念品的发放和回收；"), moved, item(3, "游客投诉的登记。"))
    listed = [dict(f.slots) for f in pair.findings((old,), (new,), "zh") if f.kind == "enumeration_changed"]
    assert [slots["xs"] for slots in listed if slots.get("xs")] == []
