"""Akoma Ntoso: acts cited by article or by section, bills, recitals, quotations, schedules and attachments."""

from __future__ import annotations

import pytest
from xmllaws import codes, headings, law, sample, texts

from gaidiff.errors import StructureError

BRITISH = sample("act.akn.xml")
GERMAN = sample("bill.akn.xml")
CHINESE = sample("measures.akn.xml")


def test_an_act_without_articles_is_cited_by_its_sections() -> None:
    instrument = law(BRITISH)
    assert [unit.eid for unit in instrument.units()] == ["art_1", "art_2A", "annex_1"]
    assert headings(instrument) == {
        "part_1": "General",
        "part_1__sec_1": "Senders",
        "art_1": "Duties of senders",
        "art_2A": "Repeals",
        "annex_1": "Forms",
    }


def test_subsections_and_what_closes_their_sentences_keep_their_places() -> None:
    instrument = law(BRITISH)
    assert texts(instrument) == {
        "art_1__para_1": "A sender must—",
        "art_1__para_1__item_a": "keep a log, and",
        "art_1__para_1__item_b": "report—",
        "art_1__para_1__item_b__subitem_i": "daily,",
        "art_1__para_1__item_b__subitem_ii": "weekly,",
        "art_1__para_2": "In the Lamps Act, after section 4 insert—",
        "art_1__para_2__para_1": "4A Lamps",
        "art_1__para_2__para_2": "(1) A lamp must burn..",
        "art_2A__para_1": "The Flags Act is repealed.",
        "annex_1__para_1": "Use form A.",
    }
    closing = {node.eid: node.wrap_up for node in instrument.walk() if node.wrap_up}
    assert closing == {"art_1__para_1": "unless exempt.", "art_1__para_1__item_b": "as ordered."}


def test_what_stands_before_the_body_is_the_preface() -> None:
    instrument = law(BRITISH)
    assert instrument.title == "Signals Act 2020"
    assert instrument.preface == "Signals Act 2020\nAn Act to make provision about signals."


def test_a_german_bill_with_prefixed_names() -> None:
    instrument = law(GERMAN)
    assert (instrument.language, instrument.status) == ("de", "draft")
    assert texts(instrument) == {
        "rec_1": "Signale sind wichtig.",
        "art_1__para_1": "Dieses Gesetz regelt:",
        "art_1__para_1__item_1": "Flaggen,",
        "art_1__para_1__item_2": "Lampen,",
        "annex_1__para_1": "Rot ist Halt.",
    }
    assert instrument.by_eid["art_1__para_1"].wrap_up == "soweit sie leuchten."  # type: ignore[index]
    assert instrument.remainder == ("Berlin, den 1. Januar 2024",)


def test_a_chinese_act_has_the_identifiers_of_its_plain_text() -> None:
    assert texts(law(CHINESE)) == {
        "art_1__para_1": "为了规范信号，制定本办法。",
        "art_4-1__para_1": "提供者应当：",
        "art_4-1__para_1__item_1": "记录；",
        "art_4-1__para_1__item_2": "报告。",
        "art_4-1__para_2": "用户可以投诉。",
    }


def test_notes_go_and_the_words_around_them_stay_whole() -> None:
    body = """<akomaNtoso><act><body><article><num>Art. 1</num>
    <heading>Scope<authorialNote><p>New.</p></authorialNote></heading><paragraph><content>
    <p>This Act<authorialNote><p>SR 1</p></authorialNote>, <i>as</i> amen<b>ded</b>,<br/>applies to the
    senders.</p></content></paragraph></article></body></act></akomaNtoso>"""
    instrument = law(body)
    assert texts(instrument) == {"art_1__para_1": "This Act, as amended, applies to the senders."}
    assert headings(instrument) == {"art_1": "Scope"}
    assert "footnotes" in codes(instrument)


def test_dates_of_the_metadata() -> None:
    meta = """<meta><identification><FRBRWork><FRBRdate date="2020-01-02" name="jolux:dateDocument"/>
    <FRBRdate date="2021-03-04" name="jolux:dateEntryInForce"/></FRBRWork></identification>
    <publication date="2020-02-03" name="Gazette"/></meta>"""
    instrument = law(
        f"<akomaNtoso><act>{meta}<body><article><num>Article 1</num>"
        "<content><p>The log is kept.</p></content></article></body></act></akomaNtoso>"
    )
    assert (instrument.published, instrument.in_force) == ("2020-02-03", "2021-03-04")


def test_words_loose_in_a_chapter_are_units_so_that_a_change_in_them_is_seen() -> None:
    body = """<akomaNtoso><act><body><chapter><num>Chapter 1</num><heading>General</heading>
    <content><p>The fee is 5 euros.</p></content>
    <article><num>Article 1</num><content><p>The log is kept.</p></content></article></chapter></body>
    </act></akomaNtoso>"""
    assert [unit.eid for unit in law(body).units()] == ["chp_1__para_1", "art_1"]


def test_a_document_that_is_no_law_is_refused() -> None:
    with pytest.raises(StructureError):
        law(
            "<akomaNtoso><debate><debateBody><p>The sitting is open for the day.</p></debateBody></debate></akomaNtoso>"
        )
