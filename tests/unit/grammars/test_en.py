"""English laws: EU articles, US sections, UK sections; what hangs where."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument


def of(text: str) -> Instrument:
    return parse(reading(text), language="en")


def texts(instrument: Instrument) -> dict[str, str]:
    return {str(node.eid): node.text for node in instrument.walk() if node.text}


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Article 4a Duties", "4a"),
        ("ARTICLE IV Duties", "4"),
        ("Art. 5 Duties", "5"),
        ("Article 3 bis Duties", "3-bis"),
        ("Section 12A. Duties", "12A"),
        ("§ 1005.6 Duties", "1005.6"),
        ("SEC. 101. DUTIES", "101"),
        ("5 Duties", "5"),
    ],
)
def test_labels_of_every_family(line: str, label: str) -> None:
    first = "4 Scope\nAll.\n" if line.startswith("5") else ""
    unit = of(f"{first}{line}\nA provider shall report.").units()[-1]
    assert unit.num is not None
    assert unit.num.label == label
    assert unit.heading in {"Duties", "DUTIES"}


def test_heading_on_the_next_line() -> None:
    (unit,) = of("Article 5\nDuties of providers\nA provider shall report.").units()
    assert unit.heading == "Duties of providers"


def test_a_sentence_on_the_next_line_is_no_heading() -> None:
    (unit,) = of("Article 5\nThe following are prohibited:\n(a) lying.").units()
    assert unit.heading is None
    assert unit.children[0].text == "The following are prohibited:"


@pytest.mark.parametrize(
    "line",
    [
        "Article 1 shall apply from 2 August 2026.",
        "Article 1(2) requires a report.",
        "Article 1, point (a), applies.",
        "Article 1 of Regulation 5 applies.",
    ],
)
def test_a_cross_reference_at_the_start_of_a_line_is_text(line: str) -> None:
    law = of(f"Article 1 Scope\nAll.\nArticle 2 Dates\nThis Act applies.\n{line}")
    assert [unit.eid for unit in law.units()] == ["art_1", "art_2"]
    assert law.units()[1].children[-1].text == line


def test_american_levels() -> None:
    law = of("§ 20.6 Liability.\n(a)\n(1) First.\n(2) Second:\n(i) one; or\n(ii) two.\n(A) deep.\n(b) Other.")
    assert texts(law) == {
        "art_20.6__para_a__item_1": "First.",
        "art_20.6__para_a__item_2": "Second:",
        "art_20.6__para_a__item_2__subitem_i": "one; or",
        "art_20.6__para_a__item_2__subitem_ii": "two.",
        "art_20.6__para_a__item_2__subitem_ii__subitem_A": "deep.",
        "art_20.6__para_b": "Other.",
    }


def test_i_is_the_ninth_letter_where_j_follows_and_roman_where_ii_follows() -> None:
    letters = of("§ 1 Terms.\n(g) G.\n(h) H.\n(i) I.\n(j) J.")
    assert [node.eid for node in letters.units()[0].children][-2:] == ["art_1__para_i", "art_1__para_j"]
    roman = of("§ 1 Terms.\n(g) G.\n(h) H:\n(i) I.\n(ii) II.\n(i) I.")
    assert "art_1__para_h__item_i" in roman.by_eid
    assert "art_1__para_h__item_ii" in roman.by_eid


def test_two_labels_on_one_line() -> None:
    law = of("§ 1 Terms.\n(a)(1) First.\n(2) Second.\n(b) Third.")
    assert texts(law) == {
        "art_1__para_a__item_1": "First.",
        "art_1__para_a__item_2": "Second.",
        "art_1__para_b": "Third.",
    }


def test_a_lead_takes_the_items_that_follow() -> None:
    law = of(
        "Article 3 Terms\nIn this Act:\n(1) ‘provider’ means a person;\n(2) ‘user’ means a firm.\n(5) ‘x’ means y."
    )
    assert [node.eid for node in law.by_eid["art_3__para_1"].children] == [
        "art_3__para_1__item_1",
        "art_3__para_1__item_2",
        "art_3__para_1__item_5",
    ]


def test_flush_words_after_items_are_the_wrap_up_of_their_lead() -> None:
    law = of("Article 3 Fines\n1. Whoever:\n(a) lies, or\n(b) cheats,\nshall be fined.\n2. Fines are due.")
    assert law.by_eid["art_3__para_1"].wrap_up == "shall be fined."
    assert law.by_eid["art_3__para_2"].text == "Fines are due."


def test_a_subparagraph_belongs_to_the_numbered_paragraph_before_it() -> None:
    law = of(
        "Article 3 Reports\n1. A provider shall report.\nThe report shall be public.\n2. Users may read it.\nAll may."
    )
    assert texts(law) == {
        "art_3__para_1": "A provider shall report.",
        "art_3__para_1__para_1": "The report shall be public.",
        "art_3__para_2": "Users may read it.",
        "art_3__para_2__para_1": "All may.",
    }


def test_section_is_a_division_where_articles_are_the_unit() -> None:
    law = of(
        "CHAPTER III\nRights\nSECTION 1\nTransparency\nArticle 12 Modalities\nText.\n"
        "Section 2 Access\nArticle 13 Access\nText."
    )
    assert [(node.eid, node.heading) for node in law.divisions()] == [
        ("chp_3", "Rights"),
        ("chp_3__sec_1", "Transparency"),
        ("chp_3__sec_2", "Access"),
    ]


def test_british_sections() -> None:
    law = of(
        "PART 1 GENERAL\n1 Short title\nThis is the Sample Act.\n"
        "2.—(1) A provider must—\n(a) report, and\n(b) log.\n(2) It rests."
    )
    assert [unit.eid for unit in law.units()] == ["art_1", "art_2"]
    assert [node.eid for node in law.by_eid["art_2__para_1"].children] == [
        "art_2__para_1__item_a",
        "art_2__para_1__item_b",
    ]


def test_annexes_and_the_signature_before_them() -> None:
    law = of(
        "Article 1 Scope\nAll.\nArticle 2 Start\nNow.\nDone at Brussels, 5 May 2024.\nFor the Council\nThe President\n"
        "ANNEX I\nLIST\n1. One\n2. Two\nAppendix C to Part 5—Forms\nForm."
    )
    assert law.remainder == ("Done at Brussels, 5 May 2024.", "For the Council", "The President")
    assert [(unit.eid, unit.heading) for unit in law.units()][2:] == [
        ("annex_1", "LIST"),
        ("annex_C", "to Part 5—Forms"),
    ]


def test_metadata() -> None:
    law = of(
        "Proposal for a\nREGULATION ON SAMPLES\nArticle 1 Scope\nAll.\n"
        "Article 2 Start\nThis Regulation shall enter into force on 15 August 2023."
    )
    assert (law.title, law.status, law.in_force) == ("REGULATION ON SAMPLES", "draft", "2023-08-15")
