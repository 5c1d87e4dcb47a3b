"""A number left out is reported; the article after it is never lost, and a cross-reference never becomes one."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse


def units(text: str, language: str = "en") -> list[str]:
    return [unit.eid for unit in parse(reading(text), language=language).units()]


def test_text_on_the_line_of_the_label_after_a_gap() -> None:
    law = parse(
        reading("Article 1 A provider shall report.\nArticle 2 A provider shall log.\nArticle 4 A person may complain.")
    )
    assert [unit.eid for unit in law.units()] == ["art_1", "art_2", "art_4"]
    assert [(note.code, note.eid) for note in law.diagnostics] == [("numbering_gap", "art_4")]
    assert law.units()[2].children[0].text == "A person may complain."


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Article 1 A provider shall report.\nArticle 3 Every log shall be kept.\nArticle 5 A person may complain.",
        ),
        ("en", "Section 1 Every provider shall report.\nSection 3 Logs shall be kept.\nSection 5 The Act ends."),
        ("zh", "第一条为了规范服务，制定本办法。\n第三条提供者应当登记。\n第五条违反第二条规定的，予以警告。"),
        ("zh", "第一条　甲。\n第三条　乙。\n第五条　丙。"),
        ("de", "§ 1 Der Anbieter ist zu hören.\n§ 3 Die Behörde hat zu prüfen.\n§ 5 Das Gesetz ist aus."),
        ("fr", "Article 1 La loi est pour tous.\nArticle 3 Le juge est saisi.\nArticle 5 Le texte est clos."),
    ],
)
def test_every_second_number_missing(language: str, text: str) -> None:
    assert units(text, language) == ["art_1", "art_3", "art_5"]


def test_an_article_with_its_text_on_the_line_after_articles_with_titles() -> None:
    text = "Article 1\nScope\nAll apply.\nArticle 2\nDates\nNow it starts.\nArticle 4 The Act ends."
    assert units(text) == ["art_1", "art_2", "art_4"]


def test_a_glued_label_fills_the_gap_between_its_neighbours() -> None:
    assert units("第一条　甲。\n第二条　乙。\n第四条提供者应当报告。\n第六条　丙。", "zh") == [
        "art_1",
        "art_2",
        "art_4",
        "art_6",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Article 5 shall apply.",
        "Section 3 of the Act requires a report.",
        "Article 6 GDPR applies to it.",
        "Section 9 Data Protection Act 2018 applies to it.",
        "Article 9(2) and Article 10 apply.",
        "Articles 7 to 9 apply.",
        "Article 8, point (a), applies.",
    ],
)
def test_a_cross_reference_is_no_article_however_the_law_prints_its_own(line: str) -> None:
    text = (
        f"Article 1 A provider shall report.\nArticle 2 A provider shall log.\n{line}\nArticle 3 A person may complain."
    )
    assert units(text) == ["art_1", "art_2", "art_3"]
    assert units(f"Article 1\nScope\nAll apply.\nArticle 2\nDates\nNow it starts.\n{line}") == ["art_1", "art_2"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            "§ 1 Zweck\nDas Gesetz ist gut.\n§ 2 Ziel\nDer Weg ist\n§ 9 BGB gilt nicht.\n§ 7 Mustergesetz gilt auch.",
        ),
        ("fr", "Article 1\nLa loi est là.\nArticle 2\nLe juge est saisi.\nArticle 9 TFUE s'applique au juge."),
    ],
)
def test_another_law_cited_in_german_and_french(language: str, text: str) -> None:
    assert units(text, language) == ["art_1", "art_2"]


def test_a_cross_reference_in_chinese_after_glued_labels() -> None:
    text = (
        "第一条为了规范服务，制定本办法。\n第二条本办法适用于服务。\n第九条第二款所列服务除外。\n第三条提供者应当报告。"
    )
    assert units(text, "zh") == ["art_1", "art_2", "art_3"]


def test_a_label_in_no_order_is_read_as_text_and_reported() -> None:
    law = parse(reading("第一条　甲。\n第二条　乙。\n第三条　丙。\n第九条提供者应当报告。"))
    assert [unit.eid for unit in law.units()] == ["art_1", "art_2", "art_3"]
    assert [note.code for note in law.diagnostics] == ["label_out_of_order"]


@pytest.mark.parametrize(("dash", "printed"), [(" - ", "Article 4 -"), (" – ", "Article 4 –"), ("—", "Article 4—")])
def test_a_dash_between_label_and_heading_stays_with_the_label(dash: str, printed: str) -> None:
    (unit,) = parse(reading(f"Article 4{dash}Complaints\nA person may complain.")).units()
    assert unit.num is not None
    assert (unit.num.text, unit.num.label, unit.heading) == (printed, "4", "Complaints")


def test_a_notice_about_the_articles_is_no_law() -> None:
    law = parse(
        reading(
            "Notice\nArticle 1 has been clarified.\nArticle 1 The scope has been made clear.\n"
            "Article 2 The dates are new.\nSample Rules\nArticle 1\nScope\nAll apply.\nArticle 2\nDates\nNow it starts."
        )
    )
    assert [(unit.eid, unit.heading) for unit in law.units()] == [("art_1", "Scope"), ("art_2", "Dates")]
    assert law.preface.startswith("Notice")


def test_one_number_with_two_periods_of_validity_gives_two_articles() -> None:
    law = parse(
        reading(
            "Article 1\nLe texte est pour le monde.\nArticle 2\nLa version en vigueur est ici.\n"
            "Article 2\nLa version à venir est ici.\nArticle 3\nLe texte est fini."
        ),
        language="fr",
    )
    assert [unit.eid for unit in law.units()] == ["art_1", "art_2", "art_2_2", "art_3"]
    assert [note.code for note in law.diagnostics] == ["duplicate_label"]
