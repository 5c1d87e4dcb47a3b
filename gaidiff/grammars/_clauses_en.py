"""English text in; the places where its sentences and clauses begin, and its words, out."""

from __future__ import annotations

from gaidiff.grammars._clauses_latin import clause_breaks, words
from gaidiff.grammars._pattern import pattern

__all__ = ["breaks", "words"]

ABBREVIATION = pattern(
    r"(?:^|[^A-Za-z])(?:[A-Za-z]|[Nn]os?|[Aa]rts?|[Ss]ecs?|[Pp]aras?|[Pp]ars?|[Cc]h|[Cc]f|[Pp]p?|[Vv]ols?|[Ff]igs?|[Ee]d"
    r"|[Rr]egs?|[Ss]tat|seq|al|etc|viz|vs?|ibid|[Ee]x|Inc|Ltd|Co|Corp|Mr|Mrs|Ms|Dr|Prof|St|Jr|Sr|Hon|Pub|Fed|Cir|Supp"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.S\.C|i\.e|e\.g)$"
)


def breaks(text: str) -> tuple[int, ...]:
    """Offsets at which a sentence, or a clause after a semicolon, begins.

    >>> text = "See 15 U.S.C. 1601 et seq. for details. Providers keep logs; users may ask for them."
    >>> [text[at:] for at in breaks(text)]
    ['Providers keep logs; users may ask for them.', 'users may ask for them.']
    """
    return clause_breaks(text, ABBREVIATION)
