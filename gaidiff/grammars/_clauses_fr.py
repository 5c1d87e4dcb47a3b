"""French text in; the places where its sentences and clauses begin, and its words, out."""

from __future__ import annotations

from gaidiff.grammars._clauses_latin import clause_breaks, words
from gaidiff.grammars._pattern import pattern

__all__ = ["breaks", "words"]

ABBREVIATION = pattern(
    r"(?:^|[^A-Za-zà-ÿ])(?:[A-Za-z]|[Aa]rts?|al|[Cc]h|[Cc]f|[Pp]p?|MM|Mme|Mlle|Dr|etc|ex|réf|vol|nos?|suiv|janv|févr|avr"
    r"|juil|sept|oct|nov|déc)$"
)


def breaks(text: str) -> tuple[int, ...]:
    """Offsets at which a sentence, or a clause after a semicolon, begins.

    >>> text = "Le Président nomme le Premier ministre. Il met fin à ses fonctions ; il en rend compte."
    >>> [text[at:] for at in breaks(text)]
    ['Il met fin à ses fonctions ; il en rend compte.', 'il en rend compte.']
    """
    return clause_breaks(text, ABBREVIATION)
