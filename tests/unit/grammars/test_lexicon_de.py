"""German cue words: what each concept finds in a sentence, and what it must not take for one."""

from __future__ import annotations

import pytest

from gaidiff.grammars import lexicon_of
from gaidiff.model.words import Concept

LEXICON = lexicon_of("de")

# Concept, sentence, the words found
FOUND = (
    (Concept.PROHIBITION, "Die Führer dürfen keine Fotos verkaufen.", ("dürfen",)),
    (Concept.PROHIBITION, "Das Betreten der Wege ist verboten.", ("ist verboten",)),
    (Concept.PROHIBITION, "Niemand darf die Schilder entfernen.", ("Niemand darf",)),
    (Concept.DUTY, "Der Veranstalter hat die Karten aufzubewahren.", ("hat",)),
    (Concept.DUTY, "Die Karten sind zu prüfen.", ("sind",)),
    (Concept.DUTY, "Der Veranstalter ist stets verpflichtet, Karten zu prüfen.", ("ist stets verpflichtet",)),
    (Concept.PERMISSION, "Jeder Gast hat das Recht, Auskunft zu verlangen.", ("hat das Recht",)),
    (Concept.RESULT, "Er hat sicherzustellen, dass die Wege hell sind.", ("sicherzustellen, dass",)),
    (
        Concept.TIME_LIMIT,
        "Er antwortet spätestens nach zwei Wochen, bis zum 31. März 2030.",
        (
            "spätestens nach zwei Wochen",
            "bis zum 31. März 2030",
        ),
    ),
    (
        Concept.MONEY,
        "bis zu 2,5 Millionen Euro oder 4 Prozent oder zehntausend Euro",
        (
            "2,5 Millionen Euro",
            "4 Prozent",
            "zehntausend Euro",
        ),
    ),
    (
        Concept.INSTRUMENT,
        "nach der Verordnung (EU) 2016/679 und dem Bundesdatenschutzgesetz",
        (
            "Verordnung (EU) 2016/679",
            "Bundesdatenschutzgesetz",
        ),
    ),
    (Concept.REFERENCE, "nach § 19a Absatz 2 Satz 1", ("§ 19a Absatz 2 Satz 1",)),
    (Concept.AUTHORITY, "Das Landesamt", ("Das Landesamt",)),
    (Concept.AUTHORITY, "Die zuständige Aufsichtsbehörde", ("Die zuständige Aufsichtsbehörde",)),
    (
        Concept.PENALTY,
        "Die Behörde kann die Erlaubnis ganz oder teilweise widerrufen.",
        ("Erlaubnis ganz oder teilweise widerrufen",),
    ),
)
# Concept, sentence without any such words
NOT_FOUND = (
    (Concept.PROHIBITION, "Er darf nicht öffentliche Wege benutzen."),
    (Concept.PROHIBITION, "Der Preis darf 20 Euro nicht übersteigen."),
    (Concept.PROHIBITION, "Das ist nicht verboten."),
    (Concept.DUTY, "Er hat das Recht, Wege zu nutzen."),
    (Concept.DUTY, "Karten, die er prüfen muss,"),
    (Concept.DUTY, "Ein Ausfall ist nicht zu erwarten."),
    (Concept.DUTY, "Der Antrag ist abzulehnen."),
    (Concept.PERMISSION, "Er kann das nicht verlangen."),
    (Concept.PERMISSION, "Er darf nur Karten verkaufen."),
    (Concept.TIME_LIMIT, "Freiheitsstrafe bis zu zwei Jahren"),
    (Concept.TIME_LIMIT, "in der bis zum 31. Mai 2021 geltenden Fassung"),
    (Concept.AUTHORITY, "Auf Verlangen der Behörde"),
    (Concept.AUTHORITY, "Der Behörde"),
    (Concept.INSTRUMENT, "dieses Gesetz und die Rechtsverordnung"),
    (Concept.EXEMPTION, "ist mit Ablauf des Jahres nicht mehr anzuwenden"),
    (Concept.PENALTY, "Die Gebühren werden eingezogen."),
    (Concept.LICENCE, "Er hat dem Käufer den Mangel anzuzeigen."),
)


@pytest.mark.parametrize(("concept", "text", "words"), FOUND)
def test_a_concept_finds_its_words(concept: Concept, text: str, words: tuple[str, ...]) -> None:
    assert tuple(cue.text for cue in LEXICON.find(concept, text)) == words


@pytest.mark.parametrize(("concept", "text"), NOT_FOUND)
def test_a_concept_steps_round_its_traps(concept: Concept, text: str) -> None:
    assert LEXICON.find(concept, text) == ()


def test_every_pattern_compiles() -> None:
    assert all(LEXICON.patterns[concept].pattern for concept in LEXICON.patterns)


@pytest.mark.parametrize(
    ("text", "value"), [("einundzwanzig", 21.0), ("50 000", 50000.0), ("2,5 Millionen", 2500000.0), ("19a", None)]
)
def test_numerals_have_their_value(text: str, value: float | None) -> None:
    assert LEXICON.number(text) == value


def test_units_of_time_have_their_length_in_days() -> None:
    cues = LEXICON.find(Concept.TIME_LIMIT, "binnen drei Monaten, innerhalb eines Jahres, innerhalb von 48 Stunden")
    lengths = [(LEXICON.number(cue.part("number")), LEXICON.days[cue.part("unit")]) for cue in cues]
    assert lengths == [(3.0, 30), (1.0, 365), (48.0, 1 / 24)]


def test_words_of_style_say_nothing_and_endings_are_levelled() -> None:
    assert LEXICON.terms("Der muss die und das, wenn er nicht kann") == ()
    assert (
        set(LEXICON.terms("Die Anbieter führen Listen")) == set(LEXICON.terms("den Anbietern, Liste führen")) != set()
    )


def test_plain_text_keeps_what_matters() -> None:
    assert LEXICON.plain("Der Anbieter, muss das melden.") == LEXICON.plain("Anbieter muss melden")
    assert LEXICON.plain("Der Anbieter, muss das melden.") != LEXICON.plain("Anbieter muss nicht melden")


@pytest.mark.parametrize("concept", list(LEXICON.patterns), ids=str)
def test_a_long_text_costs_no_more_than_its_length(concept: Concept) -> None:
    """Forty thousand characters of near misses; a pattern that backtracks would not end within the test's time."""
    starts = [cue.start for cue in LEXICON.find(concept, "Der Anbieter hat die Daten von der zu und, " * 1000)]
    assert starts == sorted(set(starts))
