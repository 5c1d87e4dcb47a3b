"""EU Formex: recitals, divisions, articles, points, annexes, tables, quotations and footnotes."""

from __future__ import annotations

from xmllaws import codes, headings, law, sample, texts

ACT = sample("regulation.formex.xml")


def test_the_tree_is_that_of_the_markup() -> None:
    instrument = law(ACT)
    assert texts(instrument) == {
        "rec_1": "Signals save lives.",
        "art_1__para_1": "In this Regulation:",
        "art_1__para_1__item_1": "‘sender’ means a person who sends;",
        "art_1__para_1__item_2": "‘lamp’ means:",
        "art_1__para_1__item_2__subitem_a": "a beacon; or",
        "art_1__para_1__item_2__subitem_b": "a torch.",
        "art_1a__para_1": "Senders shall keep a log.",
        "art_1a__para_1__para_1": "The log shall be open.",
        "art_1a__para_2": "Lamps shall:",
        "art_1a__para_2__para_1": "burn, and",
        "art_1a__para_2__para_2": "shine,",
        "art_2__para_1": "The following Article is inserted:",
        "art_2__para_2": "‘Article 5a",
        "art_2__para_3": "1. Flags shall fly.’.",
        "annex_1__para_A": "Model form",
        "annex_1__para_A__para_1": "Name",
        "annex_1__para_1": "Article 1",
        "annex_1__para_2": "\tArticle 2",
    }
    assert instrument.by_eid["art_1a__para_2"].wrap_up == "unless exempt."  # type: ignore[index]


def test_divisions_and_articles_have_their_headings() -> None:
    found = headings(law(ACT))
    assert found == {
        "chp_1": "GENERAL",
        "art_1": "Definitions",
        "art_1a": "Duties",
        "art_2": "Amendment",
        "annex_1": "Forms",
    }


def test_an_article_of_another_law_that_is_quoted_is_no_article() -> None:
    assert [unit.eid for unit in law(ACT).units() if unit.kind == "article"] == ["art_1", "art_1a", "art_2"]


def test_title_language_and_date_come_from_the_markup() -> None:
    instrument = law(ACT)
    assert instrument.title == "Regulation (EU) 2030/1 of 13 June 2024 on signals"
    assert (instrument.language, instrument.published) == ("en", "2024-06-13")


def test_words_before_and_behind_the_articles_are_kept() -> None:
    instrument = law(ACT)
    assert instrument.preface.split("\n")[3:] == [
        "THE COUNCIL,",
        "Having regard to the Treaty,",
        "Whereas:",
        "HAS ADOPTED THIS REGULATION:",
    ]
    assert instrument.remainder == ("Done at Brussels, 13 June 2024.",)


def test_footnotes_are_left_out_and_counted() -> None:
    notes = [diagnostic.message for diagnostic in law(ACT).diagnostics if diagnostic.code == "footnotes"]
    assert notes == ["1 footnotes or editors' notes were left out of the text"]
    assert "unread_markup" not in codes(law(ACT))


def test_a_consolidated_act_is_read_alike_and_its_history_is_no_text() -> None:
    body = """<CONS.ACT><INFO.CONSLEG/><CONS.DOC><BIB.INSTANCE><LG.DOC>EN</LG.DOC></BIB.INSTANCE>
    <FAM.COMP><BIB.DATA><TITLE><TI><P>Old title</P></TI></TITLE></BIB.DATA></FAM.COMP>
    <TITLE><TI><P>Directive on signals</P></TI></TITLE><PREAMBLE><PREAMBLE.INIT/></PREAMBLE><ENACTING.TERMS>
    <ARTICLE><TI.ART>Article 1</TI.ART><ALINEA>A lamp shall burn.</ALINEA></ARTICLE></ENACTING.TERMS>
    <CONS.ANNEX><TITLE><TI><P>ANNEX</P></TI></TITLE><CONTENTS><P>Form.</P></CONTENTS></CONS.ANNEX></CONS.DOC></CONS.ACT>"""
    instrument = law(body)
    assert instrument.title == "Directive on signals"
    assert texts(instrument) == {"art_1__para_1": "A lamp shall burn.", "annex_1__para_1": "Form."}
