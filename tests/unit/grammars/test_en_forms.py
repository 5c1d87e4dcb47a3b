"""Forms of English texts, most of them translations: the same law in each of them has the same articles."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument


def law(text: str) -> Instrument:
    return parse(reading(text), language="en")


def articles(found: Instrument) -> list[tuple[str, str | None, str]]:
    return [
        (unit.eid, unit.heading, " ".join(node.text for node in unit.walk() if node.text)) for unit in found.units()
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Article 1 (Scope) These rules apply to lamps.\nArticle 2 (Duties) A provider shall register.",
        "**Article 1** (Scope) These rules apply to lamps.\n**Article 2** (Duties) A provider shall register.",
        "(Scope)\nArticle 1 These rules apply to lamps.\n(Duties)\nArticle 2 A provider shall register.",
        "Article 1 (Scope)\nThese rules apply to lamps.\nArticle 2 (Duties)\nA provider shall register.",
    ],
)
def test_a_heading_in_brackets_is_a_heading_wherever_it_stands(text: str) -> None:
    assert articles(law(text)) == [
        ("art_1", "(Scope)", "These rules apply to lamps."),
        ("art_2", "(Duties)", "A provider shall register."),
    ]


def test_a_heading_in_brackets_may_end_in_a_colon() -> None:
    found = law("Article 1: These rules apply to lamps.\nArticle 2 (Duties): Providers shall:\n(a) register;")
    assert [unit.eid for unit in found.units()] == ["art_1", "art_2"]
    assert found.units()[1].heading == "(Duties):"


def test_a_first_paragraph_on_the_line_of_its_article_is_a_paragraph() -> None:
    found = law("Article 1 (1) A provider shall register.\n(2) A provider shall answer.\nArticle 2 (1) A user may ask.")
    assert [unit.eid for unit in found.units()] == ["art_1", "art_2"]
    assert [child.num and child.num.text for child in found.units()[0].children] == ["(1)", "(2)"]


@pytest.mark.parametrize(
    "line", ["Article 1(2) applies to candles.", "Article 1 (1) and (2) apply.", "Article 1 (b) shall not apply."]
)
def test_a_reference_at_the_start_of_a_line_is_no_article(line: str) -> None:
    found = law(f"Article 1 A provider shall register.\nArticle 2 A user may ask.\n{line}\nArticle 3 This is all.")
    assert [unit.eid for unit in found.units()] == ["art_1", "art_2", "art_3"]
    assert found.units()[1].children[-1].text == line


def test_the_label_of_a_chapter_may_be_glued_to_the_heading_above_it() -> None:
    found = law(
        "TITLE III\nHIGH-RISK LAMPS CHAPTER 1\nKINDS\nArticle 6\nRules\nA lamp shall be safe.\nArticle 7\nMore."
    )
    assert [(node.kind.value, node.num and node.num.text, node.heading) for node in found.divisions()] == [
        ("part", "TITLE III", "HIGH-RISK LAMPS"),
        ("chapter", "CHAPTER 1", "KINDS"),
    ]


def test_supplementary_provisions_are_a_division_where_the_numbers_go_on_and_an_annex_where_they_do_not() -> None:
    rules = "Article 1 These rules apply to lamps.\nArticle 2 A provider shall register.\n"
    inside = law(f"{rules}Supplementary Provisions\nArticle 3 These rules take effect at once.")
    behind = law(f"{rules}Supplementary Provisions\nThis Act comes into effect as of March 1, 2030.")
    addenda = law(
        f"{rules}ADDENDA\nArticle 1 (Date) This Act enters into force.\nArticle 2 (Rest) It replaces another."
    )
    assert inside.parent_of[inside.units()[-1].eid] == "sec_1"
    assert [top.kind.value for top in behind.provisions] == ["article", "article", "annex"]
    assert [unit.eid for unit in addenda.units()] == ["art_1", "art_2", "annex_1__art_1", "annex_1__art_2"]


@pytest.mark.parametrize("words", ["[deleted]", "Deleted. <Jan. 2, 2030>", "(repealed)", ". . . . . . ."])
def test_the_number_of_a_deleted_article_keeps_its_place(words: str) -> None:
    found = law(f"Article 1 A provider shall register.\nArticle 2 {words}\nArticle 3 A user may ask.")
    assert [node.eid for node in found.provisions] == ["art_1", "placeholder_2", "art_3"]


def test_general_rules_below_the_label_of_a_section_are_its_heading() -> None:
    found = law(
        "CHAPTER I\nGeneral Provisions\nSection 1\nGeneral Rules\nArticle 1 A provider shall ask.\nArticle 2 Go."
    )
    assert [(node.eid, node.heading) for node in found.divisions()] == [
        ("chp_1", "General Provisions"),
        ("chp_1__sec_1", "General Rules"),
    ]


@pytest.mark.parametrize("mark", ["▼B", "▼M1", "__________", "[76 FR 81023, Dec. 27, 2011, as amended at 77 FR 2]"])
def test_what_editors_put_between_the_lines_belongs_to_no_article(mark: str) -> None:
    found = law(
        f"Article 1\nScope\nThis applies to lamps.\n{mark}\nArticle 2\nDuties\nProviders shall register.\n{mark}"
    )
    assert found.remainder == (mark, mark)
    assert [len(unit.children) for unit in found.units()] == [1, 1]


def test_a_list_may_begin_on_the_line_of_the_heading_above_it() -> None:
    found = law(
        "§ 1.1 Scope.\n(a) Terms—(1) Lamps—(i) General. A device.\n(ii) More.\n(2) Users.\n(b) Rest.\n§ 1.2 End.\nNow."
    )
    first = found.units()[0]
    assert [(node.eid, node.text) for node in first.walk() if node.num and node is not first] == [
        ("art_1.1__para_a", "Terms—"),
        ("art_1.1__para_a__item_1", "Lamps—"),
        ("art_1.1__para_a__item_1__subitem_i", "General. A device."),
        ("art_1.1__para_a__item_1__subitem_ii", "More."),
        ("art_1.1__para_a__item_2", "Users."),
        ("art_1.1__para_b", "Rest."),
    ]


def test_the_title_of_a_proposal_goes_on_in_small_letters() -> None:
    found = law(
        "Proposal for a\nREGULATION OF THE COUNCIL\non lamps\nArticle 1\nScope\nAll lamps.\nArticle 2\nEnd\nNow."
    )
    assert (found.title, found.status) == ("REGULATION OF THE COUNCIL on lamps", "draft")
