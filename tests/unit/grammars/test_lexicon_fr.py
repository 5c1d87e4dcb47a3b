"""French cue words: what each concept finds in a sentence, and what it must not take for one."""

from __future__ import annotations

import pytest

from gaidiff.grammars import lexicon_of
from gaidiff.model.words import Concept

LEXICON = lexicon_of("fr")

# Concept, sentence, the words found
FOUND = (
    (Concept.PROHIBITION, "Le guide ne peut vendre de cartes.", ("ne peut",)),
    (Concept.PROHIBITION, "La vente de cartes est interdite.", ("est interdite",)),
    (Concept.DUTY, "Le guide doit porter un badge.", ("doit",)),
    (Concept.DUTY, "Les guides sont tenus de porter un badge.", ("sont tenus de",)),
    (Concept.DUTY, "L'ouverture est soumise à autorisation.", ("est soumise à",)),
    (Concept.PERMISSION, "Le visiteur a le droit de partir.", ("a le droit de",)),
    (Concept.RESULT, "Il doit veiller à ce que les chemins restent ouverts.", ("veiller à ce que",)),
    (
        Concept.TIME_LIMIT,
        "au plus tard trois jours après, dans les quinze jours, avant le 1er mars 2030",
        (
            "au plus tard trois jours",
            "dans les quinze jours",
            "avant le 1er mars 2030",
        ),
    ),
    (
        Concept.MONEY,
        "de 15 000 euros, de deux millions d'euros ou de 4 %",
        (
            "15 000 euros",
            "deux millions d'euros",
            "4 %",
        ),
    ),
    (
        Concept.INSTRUMENT,
        "selon le code de la route et la loi n° 78-17 du 6 janvier 1978",
        (
            "code de la route",
            "loi n° 78-17 du 6 janvier 1978",
        ),
    ),
    (Concept.REFERENCE, "selon l'article 34-1", ("article 34-1",)),
    (Concept.AUTHORITY, "Le ministre chargé du tourisme", ("Le ministre",)),
    (Concept.AUTHORITY, "Après enquête, l'autorité compétente", ("Après enquête, l'autorité",)),
    (Concept.PENALTY, "est puni d'une amende de cent euros", ("amende ",)),
)
# Concept, sentence without any such words
NOT_FOUND = (
    (Concept.PROHIBITION, "Il ne peut sortir que le soir."),
    (Concept.PROHIBITION, "Le prix ne peut excéder dix euros."),
    (Concept.DUTY, "Le chemin qui doit rester fermé"),
    (Concept.DUTY, "Il n'est pas tenu de payer."),
    (Concept.DUTY, "les cartes qu'il doit porter"),
    (Concept.PERMISSION, "Il ne peut pas sortir."),
    (Concept.RESULT, "les mesures nécessaires pour garantir la sécurité"),
    (Concept.TIME_LIMIT, "après un délai de deux ans"),
    (Concept.TIME_LIMIT, "dans les trois années précédant la demande"),
    (Concept.AUTHORITY, "À la demande de l'autorité, le guide"),
    (Concept.AUTHORITY, "Le président de la société"),
    (Concept.INSTRUMENT, "la présente loi et le code"),
    (Concept.PENALTY, "Le produit des amendes va à la commune."),
    (Concept.REMEDY, "Le recours à cette procédure"),
    (Concept.LICENCE, "Il présente l'autorisation."),
    (Concept.AUTHORITY, "Le Conseil d'administration"),
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
    ("text", "value"), [("soixante-dix-sept", 77.0), ("quatre-vingt-dix", 90.0), ("15 000", 15000.0), ("34-1", None)]
)
def test_numerals_have_their_value(text: str, value: float | None) -> None:
    assert LEXICON.number(text) == value


def test_units_of_time_have_their_length_in_days() -> None:
    cues = LEXICON.find(Concept.TIME_LIMIT, "dans un délai de trois mois, dans un délai d'un an, sous 48 heures")
    lengths = [(LEXICON.number(cue.part("number")), LEXICON.days[cue.part("unit")]) for cue in cues]
    assert lengths == [(3.0, 30), (1.0, 365), (48.0, 1 / 24)]


def test_words_of_style_say_nothing_and_endings_are_levelled() -> None:
    assert LEXICON.terms("Il doit, et elle peut, dans tout autre article") == ()
    assert (
        set(LEXICON.terms("Le fournisseur informe les utilisateurs"))
        == set(LEXICON.terms("les fournisseurs, informer l'utilisateur"))
        != set()
    )


def test_plain_text_keeps_what_matters() -> None:
    assert LEXICON.plain("L’État doit, informer.") == LEXICON.plain("L'Etat doit informer")
    assert LEXICON.plain("L’État doit, informer.") != LEXICON.plain("L'Etat ne doit informer")


@pytest.mark.parametrize("concept", list(LEXICON.patterns), ids=str)
def test_a_long_text_costs_no_more_than_its_length(concept: Concept) -> None:
    """Forty thousand characters of near misses; a pattern that backtracks would not end within the test's time."""
    starts = [
        cue.start for cue in LEXICON.find(concept, "Le fournisseur que la loi ne peut et les données dont il, " * 700)
    ]
    assert starts == sorted(set(starts))
