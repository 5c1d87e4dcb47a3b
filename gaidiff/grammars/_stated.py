"""A label printed in markup in, its number made comparable out, whatever the script: 12, iv, ①, 三の二, 가."""

from __future__ import annotations

import re
import unicodedata

from gaidiff.grammars._numerals import CHINESE_CHARS, number_of, ordinal_of, roman_of
from gaidiff.grammars._pattern import pattern
from gaidiff.grammars._several import row_of
from gaidiff.model.law import Num

BLANKS = r"[ \t\u00a0\u2009\u202f]"
LATIN = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)"
ARABIC = pattern(
    rf"""(?P<number>\d{{1,6}}(?:[.\-–‑]\d{{1,6}}){{0,4}}(?:{BLANKS}?[A-Za-z]{{1,2}}(?![^\W\d_]))?(?:{BLANKS}?{LATIN}\b)?)
    (?:[조호항](?:의(?P<inserted>\d{{1,4}})))?(?:의(?P<again>\d{{1,4}}))?""",
    re.VERBOSE,
)  # 12   § 1005.6   52c   3 bis   제22조의2   1의2.
HAN = pattern(rf"第?(?P<first>[{CHINESE_CHARS}]{{1,12}})(?P<unit>[^\W\d_])?")
HAN_MORE = pattern(rf"[の之ノ](?P<next>[{CHINESE_CHARS}]{{1,6}})")  # 第三条の二の三
WORD = pattern(r"(?P<word>[^\W\d_]{1,8})[^\w]{0,4}$")
SERIES = (
    "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허",
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
    "甲乙丙丁戊己庚辛壬癸",
)  # 목 are counted 가, 나, 다; イ, ロ, ハ below an item


def stated_num(text: str, label: str = "") -> Num | None:
    """The number of a printed label; `label` is what the markup says it is. None if there is no number in it.

    >>> [num.label for text in ("§ 52c", "제22조의2", "第三条の二", "①", "iv)", "가.") if (num := stated_num(text))]
    ['52c', '22-2', '3-2', '1', 'iv', '가']
    """
    found = (label, ordinal_of(label)) if label else _read(unicodedata.normalize("NFKC", text).strip(" \t\u00a0"))
    return Num(text or label, *found) if found else None


def _read(text: str) -> tuple[str, tuple[int, ...]] | None:
    row = row_of(text)
    if row is not None:
        return row  # and no § 5 bis
    arabic = ARABIC.search(text)
    if arabic is not None:
        pieces = (re.sub(r"[–‑]", "-", arabic["number"]), arabic["inserted"], arabic["again"])
        label = "-".join(re.sub(r"\s+", "-" if re.search(LATIN, piece) else "", piece) for piece in pieces if piece)
        return label, ordinal_of(label)
    han = HAN.search(text)
    if han is not None:
        numbers = [number_of(han["first"]), *(number_of(more["next"]) for more in HAN_MORE.finditer(text, han.end()))]
        known = tuple(number for number in numbers if number is not None)
        if known:
            return "-".join(map(str, known)), known
    word = WORD.search(text)
    return None if word is None else _word(word["word"])


def _word(word: str) -> tuple[str, tuple[int, ...]] | None:
    """iv, b, aa, 가, イ; a longer word is no number."""
    roman = roman_of(word)
    if roman is not None and len(word) > 1:
        return (word if word.islower() else str(roman)), (roman,)
    if word.isascii() and len(set(word)) == 1:
        return word, ordinal_of(word)
    place = next((series.index(word) + 1 for series in SERIES if len(word) == 1 and word in series), 0)
    return (word, (place,)) if place else None
