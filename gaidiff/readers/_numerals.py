"""A count and a numbering format in, the numeral a word processor or browser prints out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
CHINESE = "〇一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
FORMAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
KOREAN = "가나다라마바사아자차카타파하"
HIGH = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
LOW = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
LARGEST = 9999  # beyond it Word itself prints decimals


def formatted(number: int, kind: str) -> str:
    """`number` in the format Word calls `kind`; decimal for a format not known here or a number it cannot say.

    >>> [formatted(14, kind) for kind in ("decimal", "lowerLetter", "upperRoman", "chineseCountingThousand")]
    ['14', 'n', 'XIV', '十四']
    """
    if not 0 < number <= LARGEST:
        return str(number)
    maker = FORMATS.get(kind)
    return maker(number) if maker else str(number)


def raised(text: str, *, low: bool) -> str:
    """Small figures as the characters that look like them; text that has no such form is left alone.

    >>> raised("2", low=False), raised("st", low=False)
    ('²', 'st')
    """
    table = LOW if low else HIGH
    return text.translate(table) if text and all(ord(character) in table for character in text) else text


def _letters(number: int) -> str:
    """A, b ... z, aa, bb: Word repeats the letter."""
    repeats, index = divmod(number - 1, 26)
    return chr(ord("a") + index) * (repeats + 1)


def _roman(number: int) -> str:
    text = ""
    for value, numeral in ROMAN:
        text += numeral * (number // value)
        number %= value
    return text + ROMAN_UNITS[number]


def _counted(number: int, digits: str, units: str, *, ten: bool, one: bool = True) -> str:
    """Thousands, hundreds, tens: 一百零一. `ten`: 十 stands for 一十 at the head; `one`: 一 is said before 百."""
    text, gap = "", False
    for index, unit in ((3, units[2]), (2, units[1]), (1, units[0]), (0, "")):
        digit = number // 10**index % 10
        if not digit:
            gap = bool(text)
            continue
        silent = digit == 1 and index and (not one or (ten and index == 1 and not text))
        text += ("零" if gap and one else "") + ("" if silent else digits[digit]) + unit
        gap = False
    return text


def _digits(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _cycle(number: int, signs: str) -> str:
    return signs[(number - 1) % len(signs)]


def _enclosed(number: int, first: str, most: int, around: str) -> str:
    return chr(ord(first) + number - 1) if number <= most else around.format(number)


def _ordinal(number: int) -> str:
    teens = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ordinal": _ordinal,
    "chineseCounting": lambda number: _counted(number, CHINESE, "十百千", ten=True),
    "chineseCountingThousand": lambda number: _counted(number, CHINESE, "十百千", ten=True),
    "taiwaneseCounting": lambda number: _counted(number, CHINESE, "十百千", ten=True),
    "taiwaneseCountingThousand": lambda number: _counted(number, CHINESE, "十百千", ten=True),
    "japaneseCounting": lambda number: _counted(number, CHINESE, "十百千", ten=True, one=False),
    "chineseLegalSimplified": lambda number: _counted(number, FORMAL, "拾佰仟", ten=False),
    "ideographLegalTraditional": lambda number: _counted(number, FORMAL_TRADITIONAL, "拾佰仟", ten=False),
    "ideographDigital": lambda number: _digits(number, CHINESE),
    "japaneseDigitalTenThousand": lambda number: _digits(number, CHINESE),
    "taiwaneseDigital": lambda number: _digits(number, "○一二三四五六七八九"),
    "decimalFullWidth": lambda number: _digits(number, "０１２３４５６７８９"),
    "decimalFullWidth2": lambda number: _digits(number, "０１２３４５６７８９"),
    "decimalHalfWidth": str,
    "ideographTraditional": lambda number: _cycle(number, STEMS),
    "ideographZodiac": lambda number: _cycle(number, BRANCHES),
    "decimalEnclosedCircle": lambda number: _enclosed(number, "①", 20, "({})"),
    "decimalEnclosedCircleChinese": lambda number: _enclosed(number, "①", 20, "({})"),
    "decimalEnclosedParen": lambda number: _enclosed(number, "⑴", 20, "({})"),
    "decimalEnclosedFullstop": lambda number: _enclosed(number, "⒈", 20, "{}."),
    "ideographEnclosedCircle": lambda number: _enclosed(number, "㊀", 10, "({})"),
    "ganada": lambda number: _cycle(number, KOREAN),
    "none": lambda _number: "",
}
