"""Ways out: exemptions that come and go, and other regimes that go first."""

from __future__ import annotations

from typing import Any

import pytest
from builders import article, paragraph

from gaidiff.model.change import Direction

MUST_FIRE = {
    "a class taken out": (
        "zh",
        ("经营者应当公布收费标准。",),
        ("经营者应当公布收费标准。博物馆在馆内自行组织免费参观的，不适用本办法的规定。",),
        ("exemption_added", "relaxed"),
    ),
    "a class put back": (
        "zh",
        ("经营者应当公布收费标准。博物馆在馆内自行组织免费参观的，不适用本办法的规定。",),
        ("经营者应当公布收费标准。",),
        ("exemption_removed", "tightened"),
    ),
    "a proviso added to a ban": (
        "zh",
        ("任何人不得进入遗址核心区。",),
        ("任何人不得进入遗址核心区，但持有考古证件的人员除外。",),
        ("exemption_added", "relaxed"),
    ),
    "a class taken out, English": (
        "en",
        ("Operators shall publish their prices.",),
        ("Operators shall publish their prices. These Measures do not apply where museums arrange free tours inside.",),
        ("exemption_added", "relaxed"),
    ),
    "an exemption with more words": (
        "zh",
        ("除紧急情况外，经营者应当提前公告停业。",),
        ("除自然灾害等紧急情况外，经营者应当提前公告停业。",),
        ("exemption_limited", "tightened"),
    ),
    "sector rules go first": (
        "zh",
        ("经营者应当公布收费标准。",),
        ("经营者应当公布收费标准。国家对宗教场所参观活动另有规定的，从其规定。",),
        ("interplay_added", "neutral"),
    ),
    "sector rules go first, English": (
        "en",
        ("Operators shall publish prices.",),
        ("Operators shall publish prices. Where the State provides otherwise for temples, those provisions prevail.",),
        ("interplay_added", "neutral"),
    ),
}

MUST_STAY_SILENT = {
    "an exemption that moved": (
        "zh",
        ("经营者应当公布收费标准。博物馆自行组织免费参观的，不适用本办法的规定。", "游客可以投诉。"),
        ("经营者应当公布收费标准。", "游客可以投诉。博物馆自行组织免费参观的，不适用本办法的规定。"),
    ),
    "an exemption reworded": (
        "zh",
        ("任何人不得进入遗址核心区，但持有考古证件的人员除外。",),
        ("任何单位和个人不得进入遗址核心区，但持有考古证件的人员除外。",),
    ),
    "an exception within a new rule": (
        "zh",
        ("经营者应当公布收费标准。",),
        ("经营者应当公布收费标准。除无法联系外，救援队应当通知家属。",),
    ),
    "a sanction beside others": (
        "zh",
        ("违反本办法的，给予警告。",),
        ("违反本办法的，除依照前款规定处罚外，给予警告。",),
    ),
    "a word for which disputes are meant": (
        "zh",
        ("因门票引起的纠纷，由示范区调解室处理。",),
        ("因游览引起的除租约以外的纠纷，由示范区调解室处理。",),
    ),
    "the limit of a rule that is new with it, English": (
        "en",
        ("Operators shall publish their prices.",),
        ("Operators shall publish their prices. Guides are paid; provided, this shall not apply to students.",),
    ),
    "applies to, English": (
        "en",
        ("Operators shall publish their prices.",),
        ("Operators shall publish their prices. Chapter Two shall apply to group tours.",),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_a_way_out_is_told(pair: Any, language: str, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_no_way_out_no_word(pair: Any, language: str, old: Any, new: Any) -> None:
    kinds = [kind for kind, _ in pair.told(old, new, language)]
    assert [kind for kind in kinds if kind.startswith(("exemption", "interplay"))] == []


def test_a_generic_carve_out_is_no_ancestor_of_one_for_a_sector(pair: Any) -> None:
    old = ("经营者应当公布收费标准。法律法规另有规定的，从其规定。",)
    new = ("经营者应当公布收费标准。国家对影视拍摄、考古发掘等活动另有规定的，从其规定。",)
    assert ("interplay_added", "neutral") in pair.told(old, new, "zh")


def test_an_exemption_in_other_words_is_not_gone(pair: Any) -> None:
    """Paragraph 3 exempted troops before and exempts them now; which of the two is wider nobody can count."""
    first, second = paragraph("Operators shall publish prices.", number=1), paragraph("They shall keep maps.", number=2)
    old = article(4, first, second, paragraph("These Measures do not apply to tours for troops.", number=3))
    new = article(
        4,
        first,
        second,
        paragraph(
            "These Measures do not apply if and in so far as groups are led through the zone for purposes of exercises"
            " outside the opening hours, and in any case to troops, whoever leads them and whatever they wear.",
            number=3,
        ),
    )
    (told,) = [f for f in pair.findings((old,), (new,), "en") if f.kind.startswith("exemption")]
    assert (told.direction, bool(told.old), bool(told.new)) == (Direction.NEUTRAL, True, True)
    assert told.sentence("en").startswith("The exemption in old Art. 4(3), “These Measures do not apply to tours for")


def test_what_a_law_leaves_unaffected_was_outside_it_before(pair: Any) -> None:
    old = ("These Measures shall not affect research on the sites of the zone by its university.",)
    new = ("These Measures shall not apply to research on the sites of the zone by its university.",)
    assert [kind for kind, _ in pair.told(old, new, "en") if kind.startswith("exemption")] == []
