"""Germany, gesetze-im-internet: a flat list of norms becomes parts, sections and paragraphs."""

from __future__ import annotations

from xmllaws import codes, headings, law, sample, texts

LAW = sample("gesetz.gii.xml")


def test_norms_stand_in_the_divisions_their_numbers_name() -> None:
    instrument = law(LAW)
    assert headings(instrument) == {
        "part_1": "Allgemeines",
        "part_1__sec_1": "Zweck",
        "art_1": "Zweck",
        "art_2a": "(weggefallen)",
        "art_3": "(weggefallen)",
        "part_2": "Schluss",
        "art_6": "Inkrafttreten",
        "annex_1": "(zu § 1) Liste",
    }
    assert instrument.parent_of["art_6"] == "part_2"  # type: ignore[index]


def test_numbers_in_the_text_open_paragraphs_and_lists_hang_below_them() -> None:
    assert texts(law(LAW)) == {
        "art_1__para_1": "Dieses Gesetz regelt Signale.",
        "art_1__para_2": "Zu den Signalen gehören insbesondere:",
        "art_1__para_2__item_1": "Flaggen, wie",
        "art_1__para_2__item_1__subitem_a": "rote,",
        "art_1__para_2__item_1__subitem_b": "weiße;",
        "art_1__para_2__item_2": "Lampen.",
        "art_1__para_2__para_1": "Das gilt auch nachts.",
        "art_2a__para_1": "-",
        "art_6__para_1": "Das Gesetz tritt am 1. Januar 1966 in Kraft.",
        "annex_1__para_1": "Rot ist Halt.",
        "annex_1__para_2": "Rot\tHalt",
    }


def test_title_date_and_the_words_before_the_first_paragraph() -> None:
    instrument = law(LAW)
    assert (instrument.title, instrument.published, instrument.language) == ("Gesetz über Signale", "1965-09-09", "de")
    assert instrument.preface.split("\n") == [
        "Gesetz über Signale",
        "Signalgesetz",
        "Eingangsformel",
        "Der Bundestag hat das folgende Gesetz beschlossen:",
    ]
    assert {"footnotes"} <= codes(instrument)
    assert "unread_markup" not in codes(instrument)


def test_a_division_said_again_beside_each_norm_is_opened_once() -> None:
    group = (
        "<gliederungseinheit><gliederungskennzahl>010</gliederungskennzahl><gliederungsbez>Teil 1</gliederungsbez>"
        "<gliederungstitel>A</gliederungstitel></gliederungseinheit>"
    )
    norm = (
        "<norm><metadaten><jurabk>X</jurabk>{}<enbez>§ {}</enbez></metadaten>"
        "<textdaten><text><Content><P>Das gilt.</P></Content></text></textdaten></norm>"
    )
    instrument = law(f"<dokumente>{norm.format(group, 1)}{norm.format(group, 2)}</dokumente>")
    assert [top.eid for top in instrument.provisions] == ["part_1"]
    assert [node.eid for node in instrument.provisions[0].children] == ["art_1", "art_2"]
