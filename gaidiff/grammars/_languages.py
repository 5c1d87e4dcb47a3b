"""A text and a language in, how surely it is that language out; no grammar is imported for it.

Every run is a new process: the front asks here which language a text is in, and imports that grammar only.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from gaidiff.grammars._pattern import pattern

SMALL_WORDS = {
    "en": "the of and to in for or shall by be this that which with is any not under may must are",
    "de": "der die das und des den dem zu im ist nicht mit eine einer auf für von oder wird nach werden durch dieses "
    "dieser diese sind am sowie",
    "fr": "le la les et du une est dans pour par sur qui que ou au aux sont des il ne",
    "es": "el los las del una por con para se su que en y es al lo",
    "it": "il lo di della che per non gli dei nel alla del con sono una",
    "nl": "het een van voor niet op zijn dat te bij aan met of wordt de",
}
KNOWN = ("de", "en", "fr", "ja", "ko", "zh")  # languages judged here; every other grammar is asked itself
SETS = {language: frozenset(small.split()) for language, small in SMALL_WORDS.items()}
WORD = pattern(r"[a-zà-ÿ]+")
LATIN = (("A", "Z"), ("a", "z"), ("\u00c0", "\u024f"))
HAN = (("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"))
HIRAGANA = (("\u3041", "\u3096"),)
KATAKANA = (("\u30a1", "\u30fa"),)
HANGUL = (("\uac00", "\ud7a3"),)
FOREIGN_SHARE = 0.05  # of the Han characters; a Chinese law may quote a Japanese name
KATAKANA_WEIGHT = 0.25  # product names in Chinese laws are katakana; only laws of the Meiji era are written in it
WORD_RATIO = 2.5  # a Latin word has about five letters, a Chinese one about two characters
SURE, UNSURE = 0.9, 0.3  # with and without small words to judge by


class Letters(NamedTuple):
    """How many letters of a text are of which script."""

    every: int
    latin: int
    han: int
    hiragana: int
    katakana: int
    hangul: int


def likeness(text: str, language: str) -> float:
    """0 to 1: the share of letters of the language's script, none where another language's signs prevail.

    >>> likeness("The provider shall keep the records.", "en") > 0.8
    True
    >>> likeness("Der Anbieter ist nach dem Gesetz haftbar und wird bestraft.", "en")
    0.0
    >>> [likeness("第一条　この法律は、公布の日から施行する。", name) > 0.5 for name in ("ja", "zh")]
    [True, False]
    """
    letters = _letters(text)
    if language in SETS:
        return _latin(text, letters, language)
    own = {
        "zh": letters.han,
        "ja": letters.han + letters.hiragana + letters.katakana,
        "ko": letters.han + letters.hangul,
    }[language]
    foreign = FOREIGN_SHARE * letters.han
    kana = letters.hiragana + KATAKANA_WEIGHT * letters.katakana
    japanese, korean = kana > foreign, letters.hangul > foreign
    if not own or {"zh": japanese or korean, "ja": not japanese, "ko": not korean}[language]:
        return 0.0
    if japanese and korean and (kana < letters.hangul) == (language == "ja"):
        return 0.0
    return own / (own + letters.latin / WORD_RATIO)


@lru_cache(maxsize=1)
def _letters(text: str) -> Letters:
    counts = Counter(text)  # a law is written in some hundred characters: only these are told apart
    every = sum(count for character, count in counts.items() if character.isalnum() and not character.isdecimal())
    scripts = (LATIN, HAN, HIRAGANA, KATAKANA, HANGUL)
    return Letters(every, *(sum(_counted(counts, *ends) for ends in script) for script in scripts))


def _counted(counts: Counter[str], first: str, last: str) -> int:
    return sum(count for character, count in counts.items() if first <= character <= last)


def _latin(text: str, letters: Letters, language: str) -> float:
    if not letters.latin:
        return 0.0
    share = letters.latin / letters.every
    counts = dict(_small_words(text))
    own = counts.pop(language)
    if own < max(counts.values()):
        return 0.0
    if not own:  # too short to tell; English is what is read most
        return share * UNSURE if language == "en" else 0.0
    return share * SURE


@lru_cache(maxsize=1)
def _small_words(text: str) -> tuple[tuple[str, int], ...]:
    found = WORD.findall(text.lower())
    return tuple((name, sum(word in small for word in found)) for name, small in SETS.items())
