"""German laws: §, Absatz, Nummer, Buchstabe."""

from __future__ import annotations

from builders import reading

from gaidiff.grammars import parse


def test_sections_paragraphs_and_items() -> None:
    law = parse(
        reading(
            "# Mustergesetz\nTeil 1 - Allgemeines\nErster Abschnitt\nGrundsätze\n§ 1 Zweck\n"
            "Der Zweck des Gesetzes ist der Schutz.\n§ 1a Pflichten\n(1) Der Anbieter hat\n1. zu melden,\n"
            "a) sofort und\naa) schriftlich,\n2. zu speichern.\n(2) § 1 gilt nicht.\n§ 2 (weggefallen)\n"
            "Anlage (zu § 1)\nMuster"
        )
    )
    assert law.language == "de"
    assert [(unit.eid, unit.heading) for unit in law.units()] == [
        ("art_1", "Zweck"),
        ("art_1a", "Pflichten"),
        ("placeholder_2", None),
        ("annex_1", "(zu § 1)"),
    ]
    assert [node.eid for node in law.by_eid["art_1a"].walk()][1:] == [
        "art_1a__para_1",
        "art_1a__para_1__item_1",
        "art_1a__para_1__item_1__subitem_a",
        "art_1a__para_1__item_1__subitem_a__subitem_aa",
        "art_1a__para_1__item_2",
        "art_1a__para_2",
    ]
    assert [(node.eid, node.heading) for node in law.divisions()] == [
        ("part_1", "Allgemeines"),
        ("part_1__sec_1", "Grundsätze"),
    ]


def test_a_citation_at_the_start_of_a_line_is_text() -> None:
    law = parse(
        reading("§ 1 Zweck\nDer Zweck nach\n§ 2 Abs. 1 ist der Schutz.\n§ 2 Pflichten\nDer Anbieter ist zu hören."),
        language="de",
    )
    assert [unit.eid for unit in law.units()] == ["art_1", "art_2"]
