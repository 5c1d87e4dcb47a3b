"""German text in; the places where its sentences and clauses begin, and its words, out."""

from __future__ import annotations

from gaidiff.grammars._clauses_latin import clause_breaks, words
from gaidiff.grammars._pattern import pattern

__all__ = ["breaks", "words"]

ABBREVIATION = pattern(
    r"(?:^|[^A-Za-zäöüß])(?:\d{1,4}|[A-Za-z]|Abs|Nr|Nrn|Art|Buchst|Bst|Anh|Kap|Aufl|Bd|BGBl|GBl|vgl|bzw|ggf|ff|evtl|usw"
    r"|etc|inkl|sog|Dr|Prof|St|v|Jan|Feb|Apr|Aug|Sept|Okt|Nov|Dez|z\. ?B|i\. ?V\. ?m|d\. ?h|u\. ?a)$"
)


def breaks(text: str) -> tuple[int, ...]:
    """Offsets at which a sentence, or a clause after a semicolon, begins.

    >>> text = "Absatz 1 gilt ab dem 1. Januar nach Art. 5 Abs. 2. Der Anbieter führt Protokoll."
    >>> [text[at:] for at in breaks(text)]
    []
    >>> text = "Das Werk ist geschützt. Der Urheber kann es nutzen."
    >>> [text[at:] for at in breaks(text)]
    ['Der Urheber kann es nutzen.']
    """
    return clause_breaks(text, ABBREVIATION)
