"""English drafting: what its words change, and what they only seem to change."""

from __future__ import annotations

from typing import Any

import pytest
from builders import article, item, paragraph

from gaidiff.grammars import lexicon_of
from gaidiff.grammars._lexicon_en import number
from gaidiff.model.words import Concept

MUST_FIRE = {
    "an operator may not require": (
        ("Operators shall publish prices.",),
        ("Operators shall publish prices. An operator shall not require visitors to buy a second ticket.",),
        ("prohibition_added", "tightened"),
    ),
    "an operator may not prevent": (
        ("Operators shall publish prices.",),
        ("Operators shall publish prices. Operators shall not prevent guides from working for others.",),
        ("prohibition_added", "tightened"),
    ),
    "an outer limit beside promptness": (
        ("The operator shall send the report on the audit to the visitors within 30 days.",),
        ("The operator shall send the report on the audit to visitors without delay, at the latest three months on.",),
        ("deadline_changed", "relaxed"),
    ),
    "more of the same people, one of them a new word": (
        ("Providers of tour platforms shall keep a list of all guides they offer.",),
        ("Providers of tour platforms or of tour search engines shall keep a list of all guides they offer.",),
        ("addressee_changed", "tightened"),
    ),
    "who need not do it is let off, although he may": (
        ("Operators shall hang a sign at the gate.",),
        ("Operators shall hang a sign at the gate. Where a tour is free, they may, but are not required to, hang it.",),
        ("exemption_added", "relaxed"),
    ),
    "the authority must do what it was free to do": (
        ("The Commission may keep watch over how the operators of boats carry out their work.",),
        ("The Commission shall keep watch over how the operators of boats carry out their work.",),
        ("modality_hardened", "neutral"),
    ),
    "a longer term beside the one it is built on": (
        ("‘Guide’ means a person who leads visitors.",),
        ("‘Guide’ means a person who leads visitors. ‘Night guide’ means a guide who leads visitors after sunset.",),
        ("definition_added", "neutral"),
    ),
    "the breach is told to those concerned, as the case may be": (
        ("The operator or carrier, as the case may be, shall report accidents to the zone within two days.",),
        ("Visitors may complain.",),
        ("obligation_removed", "relaxed"),
    ),
}

MUST_STAY_SILENT = {
    "a sanction that others may have imposed": (
        ("The zone may close a route.",),
        ("The zone may close a route if told of the imposition of a financial penalty on its operator.",),
        "penalty_added",
    ),
    "a text that requires nothing": (
        ("Operators shall publish prices.",),
        ("Operators shall publish prices. This chapter shall not require museums to charge visitors.",),
        "prohibition",
    ),
    "what a text leaves alone in any event": (
        ("Operators shall publish prices.",),
        ("Operators shall publish prices. These Measures shall not, in any event, affect the powers of the zone.",),
        "prohibition",
    ),
    "a thing that in itself makes no difference": (
        ("Operators shall publish prices.",),
        ("Operators shall publish prices. The use of a bus shall not in itself turn a walk into a coach tour.",),
        "prohibition",
    ),
    "what nobody is kept from": (
        ("Operators shall publish prices.",),
        ("Operators shall publish prices. Operators shall not be prevented from closing the gate in a storm.",),
        "prohibition",
    ),
    "what a visitor cannot expect": (
        ("Operators shall publish prices.",),
        ("Operators shall publish prices. Visitors may not expect that a tour by boat is offered in winter.",),
        "prohibition",
    ),
    "acts that stand": (
        ("Operators shall publish prices.",),
        ("Operators shall publish prices. No act of the zone shall be invalid because a seat is empty.",),
        ("prohibition", "obligation"),
    ),
    "an age is no time limit": (
        ("Children may join climbing tours.",),
        ("Children may join climbing tours where they are at least 16 years old.",),
        "deadline",
    ),
    "the fines of another article": (
        ("The request shall state its purpose.",),
        ("The request shall state its purpose and the fines laid down in Article 9 for wrong answers.",),
        "penalty",
    ),
    "the provider of a platform is the platform": (
        ("Tour platforms shall keep a list of all guides they offer.", "Providers may complain."),
        ("Providers of tour platforms shall keep a list of all guides they offer.", "Providers may complain."),
        "addressee",
    ),
    "short for the class named beside it": (
        ("Sensitive data on visitors are kept apart. The operator shall delete the data after the tour ends.",),
        ("Sensitive data on visitors are kept apart. The operator shall delete sensitive data after the tour ends.",),
        "scope",
    ),
    "the same exemption put another way": (
        ("These Measures shall not apply to tours for troops nor to tours for firemen under an agreement.",),
        ("These Measures apply neither to tours for troops nor to tours for firemen under an agreement.",),
        "exemption",
    ),
    "a body named after what it assesses": (
        ("Operators train staff.",),
        ("Operators train staff. Carriers shall lend the safety assessment bodies a boat whenever they ask for one.",),
        "licence",
    ),
    "nobody has to, so nobody may ask for it": (
        ("A request to leave the tour need not be a signed request.",),
        ("An operator shall not require a signed request for a request to leave the tour.",),
        "exemption",
    ),
    "no rate may be doubled, before and now": (
        ("No notice of the zone shall raise a fee in the annex to more than twice its first amount.",),
        ("The zone may change the annex, but no notice of it shall raise a fee in the annex to more than twice that.",),
        "modality",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_a_change_in_english_words_is_told(pair: Any, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, "en")


@pytest.mark.parametrize(("old", "new", "kinds"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_words_that_only_look_like_a_change_are_not(pair: Any, old: Any, new: Any, kinds: Any) -> None:
    assert [kind for kind, _ in pair.told(old, new, "en") if kind.startswith(kinds)] == []


def test_a_definition_lets_nobody_off_be_it_in_an_item(pair: Any) -> None:
    old = article(4, item(1, "‘home port’ means the port where most boats of an operator lie;"))
    new = article(4, item(1, "‘home port’ means:", item(1, "the port where most boats lie, unless it is closed;")))
    assert [kind for kind, _ in pair.told((old,), (new,), "en") if kind.startswith("exemption")] == []


def test_an_exemption_that_stands_elsewhere_in_the_new_text_is_neither_gone_nor_new(pair: Any) -> None:
    """The aligner set paragraph 3 against paragraph 3; the exemption now stands in paragraph 4."""
    record = paragraph("Each operator and its agent shall keep a record of all boat tours under its charge.", number=1)
    old = article(
        4,
        record,
        paragraph(
            "The obligations referred to in paragraph 1 shall not apply to the following operators:",
            item(1, "a natural person who offers tours without a commercial interest; or"),
            item(2, "an enterprise employing fewer than ten guides that offers tours beside its main trade."),
            number=2,
        ),
    )
    new = article(
        4,
        record,
        paragraph("The obligations referred to in paragraph 1 concern the following operators as well.", number=2),
        paragraph(
            "The obligations referred to in paragraph 1 shall not apply to operators employing fewer than ten guides"
            " unless the tours are likely to put visitors in danger or the boats are followed by others.",
            number=3,
        ),
    )
    (told,) = [f for f in pair.findings((old,), (new,), "en") if f.kind.startswith("exemption")]
    assert (told.direction.value, bool(told.old), bool(told.new)) == ("neutral", True, True)


def test_an_item_of_an_exemption_that_became_the_exemption_is_not_new(pair: Any) -> None:
    tell = paragraph("Operators shall tell visitors who leads the tour and how long it lasts.", number=1)
    items = (item(1, "the visitor already has the information; or"), item(2, "the tour is held in the open air."))
    old = article(4, tell, paragraph("Paragraph 1 shall not apply where:", *items, number=2))
    new = article(
        4,
        tell,
        paragraph("Paragraph 1 shall not apply in so far as the visitor already has the information.", number=2),
    )
    assert "exemption_added" not in [kind for kind, _ in pair.told((old,), (new,), "en")]


def test_what_may_be_prescribed_is_no_permission(pair: Any) -> None:
    old = article(4, "Operators shall:", item(1, "have such other checks of boats made as may be prescribed;"))
    new = article(4, "Operators shall:", item(1, "have checks of boats made every year;"))
    assert [kind for kind, _ in pair.told((old,), (new,), "en") if kind.startswith("modality")] == []


@pytest.mark.parametrize(
    ("concept", "words", "no_words"),
    [
        (Concept.REMEDY, "a guide may ask to supplement the data", "rules that supplement these Measures"),
        (Concept.ENFORCEMENT, "order the closure", "send a copy of every order"),
        (Concept.AUTHORITY, "The Appellate Tribunal shall", "The operator shall"),
        (Concept.NO_ITEM, "particular visitors in winter", "a map"),
    ],
)
def test_a_word_in_two_senses(concept: Concept, words: str, no_words: str) -> None:
    lexicon = lexicon_of("en")
    assert lexicon.has(concept, words)
    assert not lexicon.has(concept, no_words)


@pytest.mark.parametrize(
    ("amount", "value"), [("7,5", 7.5), ("7,50", 7.5), ("10,000", 10000.0), ("7,5 million", 7.5e6)]
)
def test_a_comma_before_one_or_two_digits_is_a_decimal_one(amount: str, value: float) -> None:
    assert number(amount) == value


def test_promptness_that_was_asked_for_before_takes_no_limits_place(pair: Any) -> None:
    old = ("The operator shall immediately repair a faulty device for a period of five years.",)
    new = ("The operator shall immediately repair a faulty device for the time it is supported.",)
    (told,) = [f for f in pair.findings(old, new, "en") if f.kind.startswith("deadline")]
    assert told.sentence("en") == "The time limit in old Art. 4, “for a period of five years”, is dropped."
