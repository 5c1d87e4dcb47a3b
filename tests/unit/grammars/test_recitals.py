"""EU acts: the recitals before Article 1 are provisions of their own, and no articles."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument, ProvisionKind

ACT = (
    "REGULATION (EU) 2030/12 OF THE COUNCIL\nof 5 May 2030\non samples\nHaving regard to the Treaty, Whereas:\n"
    "(1) Samples are useful.\nThey are used by all.\n(2) Rules are needed; Article 5 of the Treaty applies.\n"
    "(2a) More rules are needed.\n(3) The Union is the right level.\n{}CHAPTER I\nGENERAL\n"
    "Article 1\nScope\n1. This Regulation applies.\nArticle 2\nDates\nIt starts now."
)


def of(text: str, language: str = "en") -> Instrument:
    return parse(reading(text), language=language)


def test_recitals_are_provisions_and_no_articles() -> None:
    act = of(ACT.format("HAVE ADOPTED THIS REGULATION:\n"))
    assert [unit.eid for unit in act.units()] == ["rec_1", "rec_2", "rec_2a", "rec_3", "art_1", "art_2"]
    assert [unit.kind for unit in act.units()].count(ProvisionKind.ARTICLE) == 2
    assert act.by_eid["rec_1"].text == "Samples are useful."
    assert act.by_eid["rec_1__para_1"].text == "They are used by all."
    assert act.preface.endswith("Having regard to the Treaty, Whereas:\nHAVE ADOPTED THIS REGULATION:")
    assert (act.number, act.adopted) == ("REGULATION (EU) 2030/12", "2030-05-05")


def test_without_an_enacting_formula_the_last_recital_is_its_own_line() -> None:
    act = of(ACT.format("The Council\n"))
    assert act.by_eid["rec_3"].children == ()
    assert act.preface.endswith("The Council")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "considérant ce qui suit:\n(1) Le texte est utile.\n(2) La loi est bonne.\nA ADOPTÉ LE PRÉSENT TEXTE:\n",
        ),
        (
            "de",
            "in Erwägung nachstehender Gründe:\n(1) Das ist so.\n(2) Es ist gut.\nHAT FOLGENDE VERORDNUNG ERLASSEN:\n",
        ),
    ],
)
def test_recitals_of_other_languages(language: str, text: str) -> None:
    word = "Artikel" if language == "de" else "Article"
    act = of(f"{text}{word} 1\nDas ist la loi.\n{word} 2\nDas ist le texte.", language)
    assert [unit.eid for unit in act.units()] == ["rec_1", "rec_2", "art_1", "art_2"]


def test_numbered_lines_of_a_notice_are_no_recitals() -> None:
    act = of("Notice\n(1) Send comments.\n(2) Wait.\nArticle 1\nScope\nAll apply.\nArticle 2\nDates\nNow.")
    assert [unit.eid for unit in act.units()] == ["art_1", "art_2"]
