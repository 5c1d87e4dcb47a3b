"""Acts and instruments in British and American form: headings above numbered sections, subparts."""

from __future__ import annotations

from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument


def of(text: str) -> Instrument:
    return parse(reading(text), language="en")


def test_the_line_above_a_regulation_is_its_heading() -> None:
    law = of(
        "Sample Regulations 2030\nCitation and commencement\n1.—(1) These Regulations may be cited so.\n"
        "(2) They come into force now.\nInterpretation\n2.—(1) In these Regulations—\n“provider” means a person.\n"
        "Offences\n3. A person must report."
    )
    assert [(unit.eid, unit.heading) for unit in law.units()] == [
        ("art_1", "Citation and commencement"),
        ("art_2", "Interpretation"),
        ("art_3", "Offences"),
    ]
    assert law.preface == "Sample Regulations 2030"
    assert law.units()[0].children[-1].text == "They come into force now."


def test_the_line_above_a_section_with_a_title_groups_the_sections_after_it() -> None:
    law = of(
        "PART 1\nGENERAL\n1 Overview\n(1) This Act applies.\nDuties of providers\n2 Duties about records\n"
        "(1) A provider must keep records.\n3 Duties about reports\n(1) A provider must report.\n"
        "Duties of users\n4 Duties about use\n(1) A user must be careful."
    )
    assert [(node.eid, node.heading) for node in law.divisions()] == [
        ("part_1", "GENERAL"),
        ("part_1__sec_1", "Duties of providers"),
        ("part_1__sec_2", "Duties of users"),
    ]
    assert [law.parent_of[unit.eid] for unit in law.units()] == ["part_1", *["part_1__sec_1"] * 2, "part_1__sec_2"]


def test_a_running_head_is_no_heading() -> None:
    law = of(
        "1 Overview\nThis Act applies.\nSample Act\n2 Records\nA provider must log.\nSample Act\n3 Users\nAll are."
    )
    assert law.divisions() == ()


def test_american_subparts() -> None:
    law = of(
        "PART 12—SAMPLES\nSubpart A—General\n§ 12.1 Scope.\n(a) This part applies.\n"
        "Subpart B—Duties\n§ 12.2 Reports.\n(a) Report now."
    )
    assert [(node.eid, node.heading) for node in law.divisions()] == [
        ("part_12", "SAMPLES"),
        ("part_12__sec_A", "General"),
        ("part_12__sec_B", "Duties"),
    ]
    assert [unit.eid for unit in law.units()] == ["art_12.1", "art_12.2"]


def test_page_furniture_after_the_last_section_goes_to_the_remainder() -> None:
    law = of(
        "Article 1 Scope\nAll apply.\nArticle 2 Dates\nNow it starts.\nLast updated 5 May 2030\nRelated links\nHome"
    )
    assert law.units()[-1].children[-1].text == "Now it starts."
    assert law.remainder == ("Last updated 5 May 2030", "Related links", "Home")
