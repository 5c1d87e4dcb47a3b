"""Promptness, measures by the case, prevention against measures, duties turned into bans: told or left alone."""

from __future__ import annotations

from typing import Any

import pytest
from builders import article, item

LEAD = "经营者的讲解资料应当符合下列要求："

MUST_FIRE = {
    "promptly": (
        "zh",
        ("经营者应当修复损坏的讲解器和指示牌。",),
        ("经营者应当及时修复损坏的讲解器和指示牌。",),
        ("deadline_added", "tightened"),
    ),
    "no longer promptly": (
        "zh",
        ("经营者应当立即修复损坏的讲解器和指示牌。",),
        ("经营者应当修复损坏的讲解器和指示牌。",),
        ("deadline_removed", "relaxed"),
    ),
    "promptly, English": (
        "en",
        ("Operators shall repair damaged audio guides and signposts.",),
        ("Operators shall promptly repair damaged audio guides and signposts.",),
        ("deadline_added", "tightened"),
    ),
    "an authority that must be prompt protects": (
        "zh",
        ("主管部门应当答复经营者提出的线路申请。",),
        ("主管部门应当及时答复经营者提出的线路申请。",),
        ("deadline_added", "relaxed"),
    ),
    "by the case": (
        "zh",
        ("经营者应当提供讲解内容的文字版本。",),
        ("基于线路特点，经营者应当提供讲解内容的文字版本。",),
        ("condition_added", "relaxed"),
    ),
    "by the case, English": (
        "en",
        ("Operators shall offer a written version of the guided tour.",),
        ("Operators shall, where appropriate, offer a written version of the guided tour.",),
        ("condition_added", "relaxed"),
    ),
    "prevention becomes measures": (
        "zh",
        ("经营者应当通过更换讲解器等方式防止故障再次发生。",),
        ("经营者应当采取更换讲解器等措施进行故障整改。",),
        ("modality_softened", "relaxed"),
    ),
    "measures become prevention": (
        "zh",
        ("经营者应当采取更换讲解器等措施进行故障整改。",),
        ("经营者应当通过更换讲解器等方式防止故障再次发生。",),
        ("modality_hardened", "tightened"),
    ),
    "a duty turned into a ban": (
        "zh",
        (article(4, LEAD, item(1, "标明来源；"), item(2, "不含有侵犯他人著作权的内容。")),),
        (article(4, LEAD, item(1, "标明来源；"), item(2, "涉及著作权的，不得侵犯他人依法享有的著作权。")),),
        ("obligation_modified", "neutral"),
    ),
    "words of a duty that only a wish had": (
        "zh",
        ("国家支持导览服务的国际合作和经营者配合检查的制度创新。",),
        ("国家支持导览服务的国际合作和经营者配合检查的制度创新。经营者应当配合检查。",),
        ("obligation_added", "tightened"),
    ),
    "a second aim of measures, English": (
        "en",
        ("Tour texts shall be true and accurate.",),
        ("Operators shall take effective measures to raise price transparency and to improve the accuracy of texts.",),
        ("obligation_added", "tightened"),
    ),
    "what was allowed is banned": (
        "zh",
        ("经营者可以向游客收取押金。",),
        ("经营者不得向游客收取押金。",),
        ("modality_hardened", "tightened"),
    ),
    "what was banned is allowed, English": (
        "en",
        ("Operators shall not collect deposits from visitors.",),
        ("Operators may collect deposits from visitors.",),
        ("modality_softened", "relaxed"),
    ),
    "who may complain of more weighs on firms": (
        "zh",
        ("游客发现讲解内容不符合本办法规定的，有权向主管部门举报。",),
        ("游客发现讲解内容不符合法律、行政法规和本办法规定的，有权向主管部门举报。",),
        ("trigger_widened", "tightened"),
    ),
}

MUST_STAY_SILENT = {
    "another word for promptly": (
        "zh",
        ("经营者应当及时修复损坏的讲解器和指示牌。",),
        ("经营者应当立即修复损坏的讲解器和指示牌。",),
        ("deadline",),
    ),
    "promptness that moved within its sentence": (
        "zh",
        ("经营者应当及时采取措施，修复损坏的讲解器和指示牌。",),
        ("经营者应当采取措施，及时修复损坏的讲解器和指示牌。",),
        ("deadline",),
    ),
    "a general nod to the law is no measure by the case": (
        "zh",
        ("经营者应当提供讲解内容的文字版本。",),
        ("经营者应当依法提供讲解内容的文字版本。",),
        ("condition",),
    ),
    "a measure by the case in both": (
        "zh",
        ("基于线路特点，经营者应当提供讲解内容的文字版本。",),
        ("根据线路特点，经营者应当提供讲解内容的完整文字版本。",),
        ("condition",),
    ),
    "measures to prevent are prevention still": (
        "zh",
        ("经营者应当防止讲解器故障再次发生。",),
        ("经营者应当采取措施防止讲解器故障再次发生。",),
        ("modality",),
    ),
    "a ban in other words of the same force": (
        "zh",
        ("经营者不得使用侵犯著作权的讲解资料。",),
        ("禁止经营者使用侵犯著作权的讲解资料。",),
        ("obligation", "modality"),
    ),
    "a permission and a ban of two things": (
        "zh",
        ("经营者可以向游客收取押金。",),
        ("经营者不得在夜间开放水上线路。",),
        ("modality",),
    ),
    "a duty split in two": (
        "zh",
        ("经营者应当为游客提供讲解器和线路图。",),
        ("经营者应当为游客提供讲解器，并为游客提供线路图。",),
        ("obligation_added",),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_another_strength_is_told(pair: Any, language: str, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new", "kinds"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_the_same_strength_is_not(pair: Any, language: str, old: Any, new: Any, kinds: tuple[str, ...]) -> None:
    assert [kind for kind, _ in pair.told(old, new, language) if kind.startswith(kinds)] == []


def test_the_words_on_promptness_and_on_the_case_are_sentences(pair: Any) -> None:
    old = ("经营者应当修复损坏的讲解器和指示牌。", "导览员应当提供讲解内容的文字版本。")
    new = ("经营者应当及时修复损坏的讲解器和指示牌。", "导览员应当酌情提供讲解内容的文字版本。")
    sentences = [f.sentence("zh") for f in pair.findings(old, new, "zh")]
    assert any(s.startswith("新第四条新增履行时间要求“及时”，原第四条未作此要求") for s in sentences)
    assert any("增加“酌情”的弹性限定，原第五条未作此限定" in s for s in sentences)


def test_the_first_item_of_a_list_stays_although_the_verb_before_it_changed(pair: Any) -> None:
    old = ("经营者应当防止损害游客肖像权、名誉权和个人隐私。",)
    new = ("经营者不得侵害他人肖像权、名誉权、荣誉权、隐私权和个人信息权益。",)
    (found,) = [f for f in pair.findings(old, new, "zh") if f.kind == "enumeration_changed"]
    assert "荣誉权" in dict(found.slots)["ys"].split("\n")
    assert "肖像权" not in dict(found.slots)["ys"]
