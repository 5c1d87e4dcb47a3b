"""A text in Latin letters and a language in, how surely it is that language out."""

from __future__ import annotations

import re

SMALL_WORDS = {
    "en": "the of and to in for or shall by be this that which with is any not under may must are",
    "de": "der die das und des den dem zu im ist nicht mit eine einer auf für von oder wird nach werden durch",
    "fr": "le la les et du une est dans pour par sur qui que ou au aux sont des il ne",
    "es": "el los las del una por con para se su que en y es al lo",
    "it": "il lo di della che per non gli dei nel alla del con sono una",
    "nl": "het een van voor niet op zijn dat te bij aan met of wordt de",
}
SETS = {language: frozenset(small.split()) for language, small in SMALL_WORDS.items()}
WORD = re.compile(r"[a-zà-ÿ]+")
LETTER = re.compile(r"[^\W\d_]")
LATIN_LETTER = re.compile(r"[A-Za-zÀ-ÿ]")
SURE, UNSURE = 0.9, 0.3  # with and without small words to judge by


def likeness(text: str, language: str) -> float:
    """The share of Latin letters, weighed by whether the small words of `language` prevail.

    >>> likeness("The provider shall keep the records.", "en") > 0.8
    True
    >>> likeness("Der Anbieter ist nach dem Gesetz haftbar und wird bestraft.", "en")
    0.0
    """
    letters = len(LETTER.findall(text))
    if not letters:
        return 0.0
    share = len(LATIN_LETTER.findall(text)) / letters
    found = WORD.findall(text.lower())
    counts = {name: sum(word in small for word in found) for name, small in SETS.items()}
    own = counts.pop(language)
    if own < max(counts.values()):
        return 0.0
    if not own:  # too short to tell; English is what is read most
        return share * UNSURE if language == "en" else 0.0
    return share * SURE
