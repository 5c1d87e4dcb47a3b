"""German law: what must be told of a change, and what must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from languages import is_sentence, report, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    Row = tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[str, str], ...]]

LABEL = "§ {}"
# Articles that stay the same on both sides, so that a pair of texts is a law and not two loose sentences.
FRAME = (
    "Dieses Gesetz regelt das Angebot von Stadtführungen im Mustergebiet.",
    "Es gilt für entgeltliche und unentgeltliche Stadtführungen im Mustergebiet.",
    "Das Mustergebiet unterhält eine Auskunftsstelle für den laufenden Verkehr.",
)

BASE = "Der Veranstalter führt ein Verzeichnis."

MUST_FIRE: Mapping[str, Row] = {
    "a ban is added": (
        (BASE,),
        (f"{BASE} Er darf Fotos der Teilnehmer nicht an Werbeunternehmen weitergeben.",),
        (("prohibition_added", "tightened"),),
    ),
    "a ban is dropped": (
        (f"{BASE} Er darf Fotos der Teilnehmer nicht an Werbeunternehmen weitergeben.",),
        (BASE,),
        (("prohibition_removed", "relaxed"),),
    ),
    "a ban is qualified": (
        ("Der Veranstalter darf Fotos der Teilnehmer nicht veröffentlichen.",),
        ("Der Veranstalter darf Fotos der Teilnehmer nicht ohne Einwilligung veröffentlichen.",),
        (("prohibition_qualified", "relaxed"),),
    ),
    "a duty with haben and zu": (
        (BASE,),
        (f"{BASE} Er hat die Teilnehmer vor Beginn über Gefahren auf dem Weg zu unterrichten.",),
        (("obligation_added", "tightened"),),
    ),
    "a duty with verpflichtet": (
        (BASE,),
        (f"{BASE} Er ist verpflichtet, eine Haftpflichtversicherung abzuschließen.",),
        (("obligation_added", "tightened"),),
    ),
    "a duty is dropped": (
        (f"{BASE} Er muss jede Änderung der Wegstrecke schriftlich festhalten.",),
        (BASE,),
        (("obligation_removed", "relaxed"),),
    ),
    "a duty of an authority": (
        (BASE,),
        (f"{BASE} Die zuständige Behörde hat Betriebsgeheimnisse der Veranstalter zu wahren.",),
        (("obligation_added", "neutral"),),
    ),
    "a duty becomes a permission": (
        ("Der Veranstalter muss Kinder auf der Führung gesondert begleiten.",),
        ("Der Veranstalter kann Kinder auf der Führung gesondert begleiten.",),
        (("modality_softened", "relaxed"),),
    ),
    "ensure becomes measures": (
        ("Der Veranstalter hat sicherzustellen, dass Wege beleuchtet sind.",),
        ("Der Veranstalter hat angemessene Maßnahmen zu treffen, damit Wege beleuchtet sind.",),
        (("modality_softened", "relaxed"),),
    ),
    "stronger measures": (
        ("Der Veranstalter muss angemessene Maßnahmen treffen, damit Wege beleuchtet sind.",),
        ("Der Veranstalter muss wirksame Maßnahmen treffen, damit Wege beleuchtet sind.",),
        (("modality_hardened", "tightened"),),
    ),
    "a shorter limit": (
        ("Der Veranstalter hat Beschwerden innerhalb von drei Monaten zu beantworten.",),
        ("Der Veranstalter hat Beschwerden innerhalb eines Monats zu beantworten.",),
        (("deadline_changed", "tightened"),),
    ),
    "a longer limit, spelt and in digits": (
        ("Der Veranstalter muss Beschwerden binnen vierzehn Tagen beantworten.",),
        ("Der Veranstalter muss Beschwerden binnen 21 Tagen beantworten.",),
        (("deadline_changed", "relaxed"),),
    ),
    "a limit for promptness": (
        ("Der Veranstalter hat Unfälle innerhalb von zwei Tagen zu melden.",),
        ("Der Veranstalter hat Unfälle unverzüglich zu melden.",),
        (("deadline_removed", "relaxed"),),
    ),
    "longer to keep": (
        ("Der Veranstalter hat das Verzeichnis mindestens sechs Monate aufzubewahren.",),
        ("Der Veranstalter hat das Verzeichnis mindestens zwei Jahre aufzubewahren.",),
        (("deadline_changed", "tightened"),),
    ),
    "a higher fine": (
        ("Wer ohne Ausweis führt, kann mit einer Geldbuße bis zu fünftausend Euro belegt werden.",),
        ("Wer ohne Ausweis führt, kann mit einer Geldbuße bis zu 50 000 Euro belegt werden.",),
        (("penalty_changed", "tightened"),),
    ),
    "another sanction": (
        ("Wer ohne Ausweis führt, wird mit Geldstrafe bestraft.",),
        ("Wer ohne Ausweis führt, wird mit Freiheitsstrafe bis zu einem Jahr oder mit Geldstrafe bestraft.",),
        (("penalty_added", "tightened"),),
    ),
    "a way out of a duty": (
        ("Der Veranstalter muss einen Plan der Wegstrecke aushängen.",),
        ("Der Veranstalter muss einen Plan der Wegstrecke aushängen, es sei denn, die Führung ist kurz.",),
        (("exemption_added", "relaxed"),),
    ),
    "a rule does not apply": (
        ("Der Veranstalter muss einen Plan aushängen.",),
        ("Der Veranstalter muss einen Plan aushängen. Satz 1 gilt nicht für Führungen von Schulen.",),
        (("exemption_added", "neutral"),),
    ),
    "a threshold": (
        ("Veranstalter mit mehr als 50 Beschäftigten müssen eine Ansprechperson benennen.",),
        ("Veranstalter mit mehr als 20 Beschäftigten müssen eine Ansprechperson benennen.",),
        (("threshold_changed", "neutral"),),
    ),
    "the day of effect": (
        ("Dieses Gesetz tritt am 1. Januar 2030 in Kraft.",),
        ("Dieses Gesetz tritt am 1. Juli 2030 in Kraft.",),
        (("effective_date", "neutral"),),
    ),
    "a limit whose actor is not read off": (
        (BASE,),
        (f"{BASE} Auf Antrag hat die Behörde innerhalb von drei Monaten zu entscheiden.",),
        (("deadline_added", "neutral"),),
    ),
    "a list of duties": (
        (BASE,),
        (f"{BASE} Der Veranstalter muss:\n1. die Wege beleuchten;\n2. die Teilnehmer zählen.",),
        (("obligation_added", "tightened"),),
    ),
    "a licence": (
        (BASE,),
        (f"{BASE} Der Betrieb von Nachtführungen bedarf der Erlaubnis der zuständigen Behörde.",),
        (
            ("obligation_added", "tightened"),
            ("licence_filing_added", "tightened"),
        ),
    ),
    "a right": (
        (BASE,),
        (f"{BASE} Jeder Teilnehmer kann bei der Auskunftsstelle Beschwerde einlegen.",),
        (("procedural_right_added", "tightened"),),
    ),
    "a definition": (
        (BASE,),
        (
            BASE,
            "Teilnehmer im Sinne dieses Gesetzes ist jede Person, die an einer Führung teilnimmt.",
        ),
        (("definition_added", "neutral"),),
    ),
    "a definition changes": (
        ("Teilnehmer im Sinne dieses Gesetzes ist jede Person, die an einer Führung teilnimmt.",),
        ("Teilnehmer im Sinne dieses Gesetzes ist jede volljährige Person, die an einer Führung teilnimmt.",),
        (("definition_changed", "neutral"),),
    ),
    "another law": (
        ("Für die Verarbeitung der Daten gilt das Landesdatenschutzgesetz.",),
        ("Für die Verarbeitung der Daten gilt das Bundesdatenschutzgesetz.",),
        (("cross_reference_changed", "neutral"),),
    ),
}

MUST_STAY_SILENT: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a right told as a must": (
        (BASE,),
        (f"{BASE} Jeder Gast muss die Karte einsehen können.",),
    ),
    "how to reckon": (
        (BASE,),
        (f"{BASE} Die Frist ist nach dem Kalender zu berechnen.",),
    ),
    "an official's act in the passive": (
        (BASE,),
        (f"{BASE} Der Antrag ist abzulehnen, wenn Angaben fehlen.",),
    ),
    "a share of the fines": (
        (BASE,),
        (f"{BASE} Das Aufkommen aus Geldbußen fließt der Gemeinde zu.",),
    ),
    "the same number in digits": (
        ("Der Veranstalter hat Beschwerden innerhalb von drei Monaten zu beantworten.",),
        ("Der Veranstalter hat Beschwerden innerhalb von 3 Monaten zu beantworten.",),
    ),
    "the same fine in digits": (
        ("Wer ohne Ausweis führt, kann mit einer Geldbuße bis zu fünftausend Euro belegt werden.",),
        ("Wer ohne Ausweis führt, kann mit einer Geldbuße bis zu 5 000 Euro belegt werden.",),
    ),
    "a negation that belongs to one word": (
        (BASE,),
        (f"{BASE} Er darf nicht öffentliche Wege benutzen.",),
    ),
    "not only": (
        (BASE,),
        (f"{BASE} Er darf nicht nur Erwachsene, sondern auch Kinder führen.",),
    ),
    "no must": (
        (BASE,),
        (f"{BASE} Die Auskunft kostet nichts und steht allen offen.",),
    ),
    "the verb of a relative clause": (
        (BASE,),
        (f"{BASE} Angaben, die er aufbewahren muss, stehen am Ende.",),
    ),
    "the object in front": (
        (BASE,),
        (f"{BASE} Die Unterlagen hat die Behörde nach der Prüfung zurückzugeben.",),
    ),
    "an adverb in front": (
        (BASE,),
        (f"{BASE} Auf Antrag hat die Behörde eine Abschrift zu erteilen.",),
    ),
    "likely, not owed": (
        (BASE,),
        (f"{BASE} Das Ergebnis ist im Folgejahr zu erwarten.",),
    ),
    "what is not one's fault": (
        (BASE,),
        (f"{BASE} Der Teilnehmer hat den Ausfall nicht zu vertreten.",),
    ),
    "an end, no exemption": (
        ("§ 2 ist mit Ablauf des 31. Dezember 2030 nicht mehr anzuwenden.",),
        ("§ 2 ist mit Ablauf des 31. Dezember 2032 nicht mehr anzuwenden.",),
    ),
    "an old wording in force until a day": (
        ("Auf ältere Führungen findet die Fassung vom 1. Mai 2020 Anwendung.",),
        ("Auf ältere Führungen findet § 2 in der bis zum 31. Mai 2021 geltenden Fassung Anwendung.",),
    ),
    "a term of prison is no time limit": (
        ("Wer täuscht, wird mit Freiheitsstrafe von mindestens einem Jahr bestraft.",),
        ("Wer täuscht, wird mit Freiheitsstrafe von mindestens zwei Jahren bestraft.",),
    ),
    "the same words in another order": (
        ("Der Veranstalter muss jede Änderung der Wegstrecke schriftlich festhalten.",),
        ("Der Veranstalter muss jede Änderung der Wegstrecke, schriftlich, festhalten.",),
    ),
    "a moved duty": (
        (
            "Der Veranstalter muss jede Änderung der Wegstrecke schriftlich festhalten. Die Führung beginnt am Tor.",
            "Der Weg endet am Markt.",
        ),
        (
            "Die Führung beginnt am Tor.",
            "Der Weg endet am Markt. Der Veranstalter muss jede Änderung der Wegstrecke schriftlich festhalten.",
        ),
    ),
}


@pytest.mark.parametrize("row", MUST_FIRE.values(), ids=MUST_FIRE.keys())
def test_a_change_is_told_with_its_kind_and_direction_in_a_whole_sentence(row: Row) -> None:
    old, new, expected = row
    made = report(LABEL, FRAME, old, new)
    found = told(made)
    assert made.new.language == "de"
    assert tuple((each.kind, each.direction) for each in found) == expected
    assert all(is_sentence(each.sentence) for each in found), [each.sentence for each in found]


@pytest.mark.parametrize("row", MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT.keys())
def test_what_is_no_change_or_cannot_be_read_off_is_not_told(row: tuple[tuple[str, ...], tuple[str, ...]]) -> None:
    made = report(LABEL, FRAME, *row)
    assert made.new.language == "de"
    assert made.changes != ()
    assert told(made) == []
