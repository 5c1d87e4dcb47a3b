"""What is left of a numbered paragraph goes to the paragraph of that number, if they have some words in common."""

from __future__ import annotations

from builders import Draft, article, law, paragraph

from gaidiff.compare.align import align
from gaidiff.grammars import grammar_of, lexicon_of

PRICES = "Operators of guided tours shall publish their prices at the gate of the zone."
MAPS = "Visitors shall be handed a map that shows the wells and the shelters."
TROOPS = "The ministry exempts tours for troops."
WIDER = (
    "The ministry lets in schools at night, provided that wardens lead tours by lantern,"
    " and troops at any hour of night."
)
OTHER = "Dogs are kept on a leash, and whoever feeds the ducks cleans the bank afterwards."


def bound(old: Draft, new: Draft) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The leaves that were matched one to one."""
    alignment = align(
        law(old, language="en"), law(new, language="en"), words=grammar_of("en").words, lexicon=lexicon_of("en")
    )
    return {(match.old, match.new) for match in alignment.leaves if match.old and match.new}


def numbered(*texts: str) -> Draft:
    return article(1, *(paragraph(text, number=number) for number, text in enumerate(texts, 1)))


def test_a_paragraph_written_anew_is_still_that_paragraph() -> None:
    assert (("art_1__para_3",), ("art_1__para_3",)) in bound(
        numbered(PRICES, MAPS, TROOPS), numbered(PRICES, MAPS, WIDER)
    )


def test_a_number_taken_by_something_else_binds_nothing() -> None:
    found = bound(numbered(PRICES, MAPS, TROOPS), numbered(PRICES, MAPS, OTHER))
    assert "art_1__para_3" not in {eid for old, _ in found for eid in old}


def test_a_counted_paragraph_has_no_number() -> None:
    found = bound(article(1, PRICES, MAPS, TROOPS), article(1, PRICES, MAPS, WIDER))
    assert "art_1__para_3" not in {eid for old, _ in found for eid in old}
