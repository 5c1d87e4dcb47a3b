"""A text in, the words in it that carry meaning out, levelled so that two translations of one sentence share them.

English words are stemmed and put into groups of drafting synonyms; Chinese is taken in pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

NAMES: Final = re.compile(r"\w+")
HAN: Final = re.compile(r"[\u3400-\u9fff]+")
WORD: Final = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
HAN_SMALL: Final = re.compile(r"[的了和与或及在对就将由被其该本等并以所之为是于有应当]")
STEM: Final = 5  # letters: apply and application share them; longer for the prefixes below
LONG_STEM: Final = 8
PREFIXES: Final = ("inter", "trans", "contr", "super", "under", "provi", "commu", "infor", "compl", "regul", "gener")
ENDINGS: Final = NAMES.findall(
    "ications ication ization isation ations ation ities ments ment ness ings ing ances ance ences ions "
    "ion ity ies ied ers ed es er ly s y e"
)
DOUBLED: Final = re.compile(r"([bdgmnprt])\1$")
SHORTEST: Final = 3  # letters a stem keeps
LONGER: Final = 4  # before a long ending: enhance is not enh

SMALL: Final = frozenset(
    NAMES.findall("""
    a an the of and or in on to for by with from as at is are be been being was were that which who whom whose
    this these those it its their they them there where when if any all such no not nor than then also into
    through upon within without under over other others each every both only more most very so but however while
    same shall must may can could would should will have has had do does did own per via etc including include
    includes provision provisions article articles measures measure draft interim law laws act section paragraph
    item accordance pursuant regard respect concerning regarding relation related relevant hereinafter herein
    thereof certain some new requirement requirements require requires required stipulate stipulates stipulated
    people republic china like eg ie prohibition prohibitions prohibited refer refers referred called according
    accord
    """)
)
GROUPS: Final = (
    "use utilize utilise employ adopt",
    "image picture photo",
    "audio sound voice",
    "true real authentic truthful genuine",
    "raise improve enhance increase heighten elevate",
    "find discover detect learn aware",
    "unlawful illegal",
    "affect influence impact",
    "licence license permit",
    "classify category categorize categorise grade tier",
    "prevent avoid guard",
    "obtain secure acquire gain",
    "department authority agency body",
    "network cyberspace internet",
    "necessary essential",
    "prompt timely immediate",
    "handle deal dispose disposal",
    "staff personnel worker employee",
    "endanger harm injure damage",
    "remove delete erase",
    "label mark",
    "foreign overseas abroad outside",
    "minor juvenile child",
    "check inspect inspection verify verification",
    "punish punishment penalty penalize penalise",
    "cooperate cooperation collaborate collaboration",
    "open opening openness",
    "promote advance foster",
    "scope range",
    "unfair inequitable",
    "stop cease halt",
    "suspend suspension",
    "begin start commence",
    "publish publication announce",
    "company enterprise firm business",
    "buyer purchaser customer consumer client",
    "keep retain preserve store",
    "reply respond answer",
    "divulge disclose reveal",
    "restore resume",
    "comply conform observe",
    "modify change alter amend",
)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """The part of an English word its relatives share, or the name of its group of synonyms.

    >>> stem("transparency") == stem("transparent"), stem("Enhancing") == stem("raises")
    (True, True)
    """
    bare = _bare(word)
    return SYNONYMS.get(bare, bare)


def _bare(word: str) -> str:
    low = word.casefold().partition("'")[0].partition("’")[0]
    for ending in ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= max(SHORTEST, min(len(ending), LONGER)):
            low = low.removesuffix(ending)
            break
    if low.endswith("i") or DOUBLED.search(low):  # stopping, classif-i-es
        low = low[:-1]
    return low[: LONG_STEM if low.startswith(PREFIXES) else STEM]


SYNONYMS: Final = {_bare(word): f"={group.split()[0]}" for group in GROUPS for word in group.split()}


@lru_cache(maxsize=1024)
def terms(text: str) -> frozenset[str]:
    """The levelled words of a text; `words_of` gives the printed ones."""
    return frozenset(words_of(text))


def words_of(text: str) -> dict[str, str]:
    """Levelled word -> the word as first printed."""
    found: dict[str, str] = {}
    for start, end, word in positions(text):
        found.setdefault(word, text[start:end])
    return found


def positions(text: str) -> list[tuple[int, int, str]]:
    """Start, end and levelled form of every word that carries meaning; pairs of Chinese characters overlap."""
    found = []
    for match in WORD.finditer(text):
        word = match.group()
        if len(word) > 1 and word.casefold() not in SMALL:
            found.append((match.start(), match.end(), stem(word)))
    for match in HAN.finditer(text):
        run, base = match.group(), match.start()
        pairs = (n for n in range(len(run) - 1) if not HAN_SMALL.search(run[n : n + 2]))
        found += [(base + n, base + n + 2, run[n : n + 2]) for n in pairs]
    return sorted(found)


def letters_of(text: str) -> str:
    """The letters and digits alone, whatever their width and case: what makes two quotations the same."""
    return "".join(char for char in unicodedata.normalize("NFKC", text).casefold() if char.isalnum())


def is_chinese(text: str) -> bool:
    """Whether most of a text is Chinese: a letter counts a fifth of a character."""
    han = sum(len(run) for run in HAN.findall(text))
    latin = sum(len(run) for run in WORD.findall(text))
    return han * 5 > latin
