"""Bans: what must be told, and what must not."""

from __future__ import annotations

from typing import Any

import pytest

MUST_FIRE = {
    "a ban added": (
        "zh",
        ("导览员应当佩戴证件。",),
        ("导览员应当佩戴证件。导览员不得强迫游客购买纪念品。",),
        ("prohibition_added", "tightened"),
    ),
    "a ban removed": (
        "zh",
        ("导览员应当佩戴证件，不得强迫游客购买纪念品。",),
        ("导览员应当佩戴证件。",),
        ("prohibition_removed", "relaxed"),
    ),
    "a ban on officials protects": (
        "zh",
        ("主管部门负责投诉处理。",),
        ("主管部门负责投诉处理。主管部门工作人员不得泄露投诉人身份信息。",),
        ("prohibition_added", "relaxed"),
    ),
    "narrowed by unlawfully": (
        "zh",
        ("经营者不得向他人提供游客联系方式。",),
        ("经营者不得非法向他人提供游客联系方式。",),
        ("prohibition_qualified", "relaxed"),
    ),
    "narrowed by consent": (
        "zh",
        ("经营者不得公开游客照片和影像。",),
        ("经营者未经游客本人同意，不得公开游客照片和影像。经营者不得未经游客同意公开游客照片和影像。",),
        ("prohibition_qualified", "relaxed"),
    ),
    "widened by the loss of unlawfully": (
        "zh",
        ("经营者不得非法向他人提供游客联系方式。",),
        ("经营者不得向他人提供游客联系方式。",),
        ("prohibition_broadened", "tightened"),
    ),
    "in other words": (
        "zh",
        ("经营者不得非法留存能够推断出游客身份的照片。",),
        ("经营者不得非法留存能够识别游客身份的照片。",),
        ("prohibition_modified", "neutral"),
    ),
    "another act in the same words": (
        "zh",
        ("经营者的讲解不得含有歪曲历史、贬低民族、宣扬暴力的内容。",),
        ("经营者的讲解不得宣传歪曲历史、贬低民族、宣扬暴力的内容。",),
        ("prohibition_modified", "neutral"),
    ),
    "words before a noun": (
        "zh",
        ("经营者不得传播虚假信息。",),
        ("经营者不得传播违法和不良虚假信息。",),
        ("prohibition_modified", "neutral"),
    ),
    "may not is a ban": (
        "en",
        ("Guides shall wear a badge.",),
        ("Guides shall wear a badge. Guides may not press visitors to buy souvenirs.",),
        ("prohibition_added", "tightened"),
    ),
    "narrowed, English": (
        "en",
        ("Providers shall not disclose the contact details of visitors to others.",),
        ("Providers shall not unlawfully disclose the contact details of visitors to others.",),
        ("prohibition_qualified", "relaxed"),
    ),
}

MUST_STAY_SILENT = {
    "cannot but is no ban": ("zh", ("游客较多时，经营者限流。",), ("游客较多时，经营者不得不限流。",)),
    "intangible heritage": ("zh", ("中心展示民俗。",), ("中心展示民俗和非物质文化遗产。",)),
    "not less than is a limit": ("zh", ("团队配备讲解员。",), ("团队配备讲解员不得少于二人。",)),
    "shall not apply is an exemption": (
        "en",
        ("Group tours are booked in advance.",),
        ("Group tours are booked in advance. This Article shall not apply to school classes.",),
    ),
    "may alone is a permission": (
        "en",
        ("Visitors may complain.",),
        ("Visitors may complain. Visitors may ask for a refund of the unused ticket.",),
    ),
    "another order of words": (
        "zh",
        ("经营者不得侵犯组织和个人的合法权益。",),
        ("经营者不得侵犯个人和组织的合法权益。",),
    ),
    "a ban that moved": (
        "zh",
        ("导览员应当佩戴证件。导览员不得强迫游客购买纪念品。", "游客可以投诉。"),
        ("导览员应当佩戴证件。", "游客可以投诉。导览员不得强迫游客购买纪念品。"),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_a_changed_ban_is_told(pair: Any, language: str, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_no_ban_no_word(pair: Any, language: str, old: Any, new: Any) -> None:
    assert [kind for kind, _ in pair.told(old, new, language) if kind.startswith("prohibition")] == []


def test_the_qualifier_itself_is_the_proving_word(pair: Any) -> None:
    _, old, new, _ = MUST_FIRE["narrowed by unlawfully"]
    report = pair.report(old, new, "zh")
    (finding,) = [f for change in report.changes for f in change.findings if f.kind == "prohibition_qualified"]
    assert report.new.text_at(finding.new[0]) == "非法"
    assert finding.sentence("en") == (
        "The ban in old Art. 4, “经营者不得向他人提供游客联系方式”, is narrowed in new Art. 4 by adding “非法”."
    )


def test_words_before_a_noun_are_no_second_object(pair: Any) -> None:
    _, old, new, _ = MUST_FIRE["words before a noun"]
    assert [
        kind for kind, _ in pair.told(old, new, "zh") if kind in {"prohibition_broadened", "enumeration_changed"}
    ] == []


@pytest.mark.parametrize(
    ("language", "new"),
    [
        ("zh", "主管部门可以查阅、调取有关资料。查阅、调取不得超出必要的范围。"),
        ("en", "The competent authority may inspect the sites. Inspections shall not disturb the visitors."),
    ],
)
def test_a_ban_on_how_inspections_are_done_binds_those_who_inspect(pair: Any, language: str, new: str) -> None:
    old = {"zh": "主管部门可以查阅、调取有关资料。", "en": "The competent authority may inspect the sites."}[language]
    assert ("prohibition_added", "relaxed") in pair.told((old,), (new,), language)
