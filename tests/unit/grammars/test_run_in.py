"""Acts of India and of other Commonwealth countries: headings that run into the text, provisos, Illustrations."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument

GUIDES = "(a) keep a map; and\n(b) carry a lamp"


def of(text: str) -> Instrument:
    return parse(reading(text), language="en")


def outline(law: Instrument) -> list[str]:
    """Every provision by its identifier and its words."""
    return [f"{node.eid} {node.heading or node.text}" for node in law.walk()]


@pytest.mark.parametrize(
    "line",
    [
        "12. Duties of guides.—(1) Every guide shall keep a map.",
        "12. Duties of guides.— (1) Every guide shall keep a map.",
        "12. Duties of guides.–(1) Every guide shall keep a map.",
        "12. Duties of guides.--(1) Every guide shall keep a map.",
        "12. Duties of guides. -(1) Every guide shall keep a map.",
        "12. Duties of guides. - (1) Every guide shall keep a map.",
        "12. Duties of guides.-(1) Every guide shall keep a map.",
        "12. Duties of guides—(1) Every guide shall keep a map.",
        "12. Duties of guides:-(1) Every guide shall keep a map.",
        "12. Duties of guides.—\n(1) Every guide shall keep a map.",
        "**12. Duties of guides.**—(1) Every guide shall keep a map.",
        "**12.** **Duties of guides.—**(1) Every guide shall keep a map.",
        "12. **Duties of guides**.—(1) Every guide shall keep a map.",
        "12. _Duties of guides._—(1) Every guide shall keep a map.",
        "Section 12. Duties of guides.—(1) Every guide shall keep a map.",
    ],
)
def test_a_heading_ends_where_a_full_stop_and_a_dash_stand(line: str) -> None:
    law = of(f"{line}\n(2) The map shall be new.\n{line.replace('12', '13')}\n(2) It is long.")
    assert outline(law)[:3] == [
        "art_12 Duties of guides",
        "art_12__para_1 Every guide shall keep a map.",
        "art_12__para_2 The map shall be new.",
    ]
    assert [unit.num and unit.num.label for unit in law.units()] == ["12", "13"]


def test_words_without_a_number_follow_the_heading() -> None:
    law = of("1. Short title.—This Act may be called the Guides Act.\n2. Savings.—It does not apply to teachers.")
    assert outline(law) == [
        "art_1 Short title",
        "art_1__para_1 This Act may be called the Guides Act.",
        "art_2 Savings",
        "art_2__para_1 It does not apply to teachers.",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "2. A guide – in a town – shall keep a map.",
        "2. Every guide shall carry—",
        "2. Every guide shall carry:-",
        "2. The Office may ask: Why is there no map.—It shall be told.",
    ],
)
def test_a_dash_within_a_sentence_ends_no_heading(line: str) -> None:
    law = of(f"1. Guides shall be licensed.\n{line}\n(a) a map;\n(b) a lamp.\n3. This is all.")
    assert all(node.heading is None for node in law.walk())
    assert any(line[3:] == node.text for node in law.walk())


def test_a_section_that_an_editor_marks_as_inserted_is_a_section() -> None:
    law = of("3. Maps.—A guide shall keep a map.\n2[3A. Lamps.—A guide shall keep a lamp.]\n4. Rest.—Guides may rest.")
    assert [(unit.eid, unit.heading) for unit in law.units()] == [
        ("art_3", "Maps"),
        ("art_3A", "Lamps"),
        ("art_4", "Rest"),
    ]


def test_the_arrangement_of_sections_is_no_law() -> None:
    law = of(
        "THE GUIDES ACT\nARRANGEMENT OF SECTIONS\nCHAPTER I\nPRELIMINARY\n1. Short title.\n2. Power to direct.\n"
        "THE SCHEDULE.\nCHAPTER I\nPRELIMINARY\n1. Short title.—This is the Guides Act.\n"
        "2. Power to direct.—The Office may direct that guides shall rest.\nTHE SCHEDULE\nForms"
    )
    assert [top.eid for top in law.provisions] == ["chp_1", "annex_1"]
    assert [unit.heading for unit in law.units()] == ["Short title", "Power to direct", "Forms"]
    assert "ARRANGEMENT" in law.preface


def test_a_line_above_a_section_with_a_heading_of_its_own_groups_sections() -> None:
    law = of(
        "1. Maps.—(1) A guide shall keep a map.\n(2) Maps are free.\n"
        "Of lamps\n2. Lamps.—(1) Guides shall carry lamps.\n(2) Lamps are free.\nOf rest\n3. Rest.—Guides may rest."
    )
    assert [(node.eid, node.heading) for node in law.divisions()] == [("sec_1", "Of lamps"), ("sec_2", "Of rest")]
    assert [unit.heading for unit in law.units()] == ["Maps", "Lamps", "Rest"]


@pytest.mark.parametrize(
    "lead", ["Every guide shall—", "Every guide shall do the following, namely:—", "A guide shall,-"]
)
def test_items_hang_under_the_words_that_lead_to_them(lead: str) -> None:
    law = of(
        f"5. Duties.—{lead}\n(a) appoint a helper who shall—\n(i) keep the map; and\n(ii) count the group;\n"
        "(b) carry a lamp.\n6. Rest.—Guides may rest."
    )
    assert outline(law)[1:6] == [
        f"art_5__para_1 {lead}",
        "art_5__para_1__item_a appoint a helper who shall—",
        "art_5__para_1__item_a__subitem_i keep the map; and",
        "art_5__para_1__item_a__subitem_ii count the group;",
        "art_5__para_1__item_b carry a lamp.",
    ]


def test_a_line_that_closes_the_items_stays_with_their_paragraph() -> None:
    law = of(f"5. Duties.—(1) Every guide shall—\n{GUIDES},\nas may be prescribed.\n(2) Maps are free.\n6. End.—Now.")
    paragraph = law.by_eid["art_5__para_1"]
    assert [paragraph.text, paragraph.wrap_up] == ["Every guide shall—", "as may be prescribed."]


@pytest.mark.parametrize(
    ("aside", "own"),
    [
        ("Explanation.—A boat is a place.", ""),
        ("Provided that no map is needed at sea.", ""),
        ("Illustration.", ""),
        ("Explanation.—For the purposes of this sub-section,—", "(a) “map” means a drawing;\n(b) “lamp” is a torch."),
        ("Explanation II.—In this sub-section,—", "(i) “map” means a drawing;\n(ii) “lamp” is a torch."),
        ("Provided that no map is needed—", "(a) at sea; or\n(b) in snow."),
        ("Illustrations", "(a) A has no map. A is at fault.\n(b) B has a torch. B is not."),
        ("Illustrations.", "(I) A has no map. A is at fault.\n(II) B has a torch. B is not."),
    ],
)
def test_what_explains_or_limits_a_paragraph_stays_with_it(aside: str, own: str) -> None:
    law = of(
        "\n".join(
            filter(
                None, [f"5. Duties.—(1) Every guide shall—\n{GUIDES}.", aside, own, "(2) Maps are free.\n6. End.—Now."]
            )
        )
    )
    first, second = law.by_eid["art_5"].children
    note = first.children[-1]
    assert note.text == aside
    assert [child.text for child in note.children] == [line.partition(" ")[2] for line in own.splitlines()]
    assert second.text == "Maps are free."


def test_illustrations_of_an_item_do_not_end_its_list() -> None:
    law = of(
        "7. Leave.—A guide may leave the group in any of these cases, namely:—\n(a) in snow.\nIllustrations.\n"
        "(I) It snows. A may leave.\n(II) It rains. B may not.\n(b) at night, if the guide—\n(i) is tired; and\n"
        "(ii) has no lamp.\n(c) at sea.\n8. End.—Now."
    )
    lead = law.by_eid["art_7__para_1"]
    assert [child.num and child.num.text for child in lead.children] == ["(a)", "(b)", "(c)"]
    assert [child.num and child.num.text for child in lead.children[0].children[0].children] == ["(I)", "(II)"]
    assert len(lead.children[1].children) == 2


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("THE SCHEDULE", "1"),
        ("The Schedule", "1"),
        ("THE SCHEDULE [See section 2 (1)]", "1"),
        ("THE SECOND SCHEDULE", "2"),
        ("Third Schedule", "3"),
        ("SCHEDULE II", "2"),
    ],
)
def test_a_schedule_is_an_annex(line: str, label: str) -> None:
    law = of(f"1. Maps.—Maps are free.\n2. Fees.—Fees are in the Schedule.\n{line}\nForm of a badge")
    annex = law.provisions[-1]
    assert (annex.kind.value, annex.num and annex.num.label) == ("annex", label)
    assert [unit.heading for unit in law.units()][:2] == ["Maps", "Fees"]


@pytest.mark.parametrize("line", ["The Schedule shall be read with section 2.", "The First Schedule applies to boats."])
def test_words_about_a_schedule_are_no_annex(line: str) -> None:
    law = of(f"1. Maps.—Maps are free.\n2. Fees.—Fees are low.\n{line}")
    assert [top.kind.value for top in law.provisions] == ["article", "article"]
