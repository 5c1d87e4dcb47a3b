"""United States: USLM, the eCFR, the yearly CFR inside the Federal Register, and executive orders."""

from __future__ import annotations

from xmllaws import codes, headings, law, sample, texts

CODE = sample("code.uslm.xml")
REGULATION = sample("part.ecfr.xml")
RULE = sample("rule.fr.xml")
ORDER = sample("order.fr.xml")


def test_a_title_of_the_code_is_cited_by_its_sections() -> None:
    instrument = law(CODE)
    assert instrument.title == "Title 90"
    assert texts(instrument) == {
        "art_101__para_1": "In this title—",
        "art_101__para_1__item_1": "the term “sender” means a person who sends; and",
        "art_101__para_1__item_2": "the term “signal” means—",
        "art_101__para_1__item_2__subitem_A": "a flag; or",
        "art_101__para_1__item_2__subitem_B": "a lamp,",
        "art_102a__para_a": "A sender shall keep a log.",
        "art_102a__para_b": "Section 5 is amended by adding the following:",
        "art_102a__para_b__para_1": "“§ 6. Lamps",
        "art_102a__para_b__para_2": "A lamp shall burn.”.",
    }
    assert instrument.by_eid["art_101__para_1__item_2"].wrap_up == "seen at sea."  # type: ignore[index]


def test_credits_and_editors_notes_are_no_part_of_a_section_but_are_kept() -> None:
    instrument = law(CODE)
    assert instrument.remainder == (
        "This title was enacted by Pub. L. 1.",
        "Sec.",
        "101.\tDefinitions.",
        "(Pub. L. 1, § 1.)",
        "Amendments",
        "2001—Par. (2) amended.",
    )
    assert "footnotes" in codes(instrument)
    assert "unread_markup" not in codes(instrument)


def test_a_part_of_the_ecfr_nests_the_labels_in_its_text() -> None:
    instrument = law(REGULATION)
    assert texts(instrument) == {
        "art_900.1__para_a": "Authority. The regulation in this part is issued by the Bureau.",
        "art_900.1__para_b": "Purpose. This part—",
        "art_900.1__para_b__item_1": "Protects senders; and",
        "art_900.1__para_b__item_2__subitem_i": "Protects receivers.",
        "art_900.1__para_b__item_2__subitem_ii": "It protects others.",
        "annex_A__para_1": "A-1—Model Form",
        "annex_A__para_2": "Send this form.",
        "annex_A__para_3": "Form\tUse",
        "annex_A__para_4": "A-1\tSending",
    }


def test_headings_of_the_ecfr_lose_their_numbers_to_the_label() -> None:
    instrument = law(REGULATION)
    assert headings(instrument) == {
        "part_900": "SIGNALS (REGULATION S)",
        "part_900__sec_A": "General",
        "art_900.1": "Authority and purpose.",
        "art_900.2": "[Reserved]",
        "annex_A": "to Part 900—Model Forms",
    }
    assert [unit.num.text for unit in instrument.units() if unit.num] == ["§ 900.1", "§ 900.2", "Appendix A"]


def test_authority_and_source_notes_of_a_regulation_are_in_the_remainder() -> None:
    assert law(REGULATION).remainder == (
        "Authority: 12 U.S.C. 1.",
        "Source: 76 FR 1, Dec. 1, 2011, unless otherwise noted.",
        "[76 FR 1, Dec. 1, 2011, as amended at 81 FR 2, Jan. 1, 2016]",
    )


def test_a_rule_of_the_federal_register_gives_the_sections_it_prints() -> None:
    instrument = law(RULE)
    assert instrument.title == "Signals (Regulation S)"
    assert [unit.eid for unit in instrument.units()] == ["art_900.1", "art_900.2", "annex_A"]
    assert texts(instrument)["art_900.1__para_a"] == "Authority. The Bureau acts."
    assert "Background." in instrument.preface


def test_an_executive_order_is_cited_by_the_sections_set_in_bold() -> None:
    instrument = law(ORDER)
    assert instrument.title == "Lighting Lamps"
    assert [(unit.num and unit.num.text, unit.heading) for unit in instrument.units()] == [
        ("Section 1.", "Purpose."),
        ("Sec. 2.", "Duties."),
    ]
    assert texts(instrument) == {
        "art_1__para_1": "Lamps save lives.",
        "art_2__para_a": "The Director shall:",
        "art_2__para_a__item_i": "buy lamps; and",
        "art_2__para_a__item_ii": "light them.",
        "art_2__para_b": "Nothing else is required.",
    }
    assert instrument.remainder == ("Title 3—", "The President", "THE WHITE HOUSE,", "January 2, 2030.")
