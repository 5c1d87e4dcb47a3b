"""Printed numerals in, integers out (and back): Chinese, Arabic, full-width, Roman, letters."""

from __future__ import annotations

from functools import lru_cache

from gaidiff.grammars._pattern import pattern

MOST_DIGITS = 6  # no law counts higher; int() on unbounded digits is slow and raises at 4300
MOST_CHINESE = 12  # 九千九百九十九万九千 fits
CHINESE_DIGITS = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    **{char: value for value, char in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{char: value for value, char in enumerate("0123456789")},
    **{char: value for value, char in enumerate("０１２３４５６７８９")},
    "〇": 0,
    "○": 0,
    "两": 2,
    "貳": 2,
    "陸": 6,
}
CHINESE_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10000, "萬": 10000}
TENS = {"廿": 20, "卅": 30, "卌": 40}
CHINESE_CHARS = "".join((*CHINESE_DIGITS, *CHINESE_UNITS, *TENS))
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
ROMAN_STEPS = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
GANADA = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허"
LETTERS = 26
LONGEST_ROMAN = 15  # mmmdccclxxxviii
LABEL_PIECE = pattern(r"\d{1,6}|[a-z]+")
LATIN = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies")
SUFFIXES = {name: n for n, name in enumerate(LATIN, 2)}
# Article 3 bis, ter, quater: (3, 2), (3, 3), (3, 4)


@lru_cache(maxsize=1024)  # both versions of a law count the same articles
def number_of(text: str) -> int | None:
    """The integer a Chinese, Arabic or full-width numeral stands for; None if it is none.

    >>> number_of("一百六十九"), number_of("二〇二三"), number_of("廿三"), number_of("１４"), number_of("条")
    (169, 2023, 23, 14, None)
    """
    if not text or len(text) > MOST_CHINESE:
        return None
    if all(char in CHINESE_DIGITS for char in text):
        value = 0
        for char in text:
            value = value * 10 + CHINESE_DIGITS[char]
        return value if len(text) <= MOST_DIGITS else None
    return _number_with_units(text)


def _number_with_units(text: str) -> int | None:
    whole = group = digit = 0
    for char in text:
        if char in CHINESE_DIGITS:
            digit = digit * 10 + CHINESE_DIGITS[char]
        elif char in TENS:
            group += TENS[char]
        elif char not in CHINESE_UNITS:
            return None
        elif CHINESE_UNITS[char] == 10000:  # noqa: PLR2004 (万 multiplies all before it)
            whole, group, digit = (group + digit or 1) * 10000, 0, 0
        else:
            group, digit = group + (digit or 1) * CHINESE_UNITS[char], 0
    return whole + group + digit


def to_chinese(number: int) -> str:
    """The numeral a Chinese law prints, for 1 to 9999.

    >>> to_chinese(14), to_chinese(110), to_chinese(205), to_chinese(1013)
    ('十四', '一百一十', '二百零五', '一千零一十三')
    """
    digits = "零一二三四五六七八九"
    text, gap = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + digits[digit] + unit
        gap = False
    return text[1:] if text.startswith("一十") else text


def roman_of(text: str) -> int | None:
    """The integer a Roman numeral stands for, None if it is not a well-formed one.

    >>> roman_of("xiv"), roman_of("IV"), roman_of("iiii")
    (14, 4, None)
    """
    low = text.lower()
    if not low or len(low) > LONGEST_ROMAN or any(char not in ROMAN_VALUES for char in low):
        return None
    total = 0
    for char, following in zip(low, f"{low[1:]} ", strict=True):
        value = ROMAN_VALUES[char]
        total += -value if ROMAN_VALUES.get(following, 0) > value else value
    return total if to_roman(total) == low else None


def to_roman(number: int) -> str:
    """The Roman numeral of 1 to 3999, in small letters.

    >>> to_roman(14)
    'xiv'
    """
    text = ""
    for value, letters in ROMAN_STEPS:
        while number >= value:
            text, number = text + letters, number - value
    return text


def letter_of(text: str) -> int | None:
    """The place of a letter in the alphabet; aa follows z, as in the Code of Federal Regulations.

    >>> letter_of("c"), letter_of("aa"), letter_of("bb"), letter_of("ab")
    (3, 27, 28, None)
    """
    low = text.lower()
    if not low or len(low) > 3 or not low.isascii() or not low.isalpha() or low != low[0] * len(low):  # noqa: PLR2004
        return None
    return ord(low[0]) - ord("a") + 1 + LETTERS * (len(low) - 1)


def ordinal_of(label: str) -> tuple[int, ...]:
    """What a label is sorted by: each number or letter in it.

    >>> ordinal_of("14-1"), ordinal_of("4a"), ordinal_of("1005.6"), ordinal_of("b")
    ((14, 1), (4, 1), (1005, 6), (2,))
    """
    return tuple(_piece(piece) for piece in LABEL_PIECE.findall(label.lower()))


def _piece(piece: str) -> int:
    if piece.isdecimal():
        return int(piece)
    return SUFFIXES.get(piece) or letter_of(piece) or roman_of(piece) or 0
