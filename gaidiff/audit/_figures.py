"""A text in English or Chinese in, its time limits, amounts and dates out in one notation: 3 months is 三个月."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gaidiff.grammars._numerals import CHINESE_CHARS, number_of

NAMES: Final = re.compile(r"\w+")
SMALL: Final = NAMES.findall(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
TENS: Final = NAMES.findall("thirty forty fifty sixty seventy eighty ninety")
MONTH: Final = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
VALUES: Final = {
    **{name: float(value) for value, name in enumerate(SMALL)},
    **{name: 10.0 * value for value, name in enumerate(TENS, 3)},
}
SCALES: Final = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
UNITS: Final = {
    "hour": "hour", "小时": "hour", "day": "day", "日": "day", "天": "day", "week": "week", "周": "week",
    "month": "month", "月": "month", "year": "year", "年": "year",
}  # fmt: skip
WORDS: Final = "|".join(sorted(VALUES, key=len, reverse=True))

# 15 August 2023   August 15, 2023   2023年8月15日: a day of the calendar is no limit
DATE: Final = re.compile(
    rf"""
    \d{{4}}\s?年(?:\s?\d{{1,2}}\s?月(?:\s?\d{{1,2}}\s?日)?)? | \d{{1,2}}\s?月\s?\d{{1,2}}\s?日
    | \b\d{{4}}-\d{{2}}-\d{{2}}\b
    | \b\d{{1,2}}\s{MONTH}\b(?:,?\s\d{{4}})?
    | \b{MONTH}\s\d{{1,2}}\b(?:,?\s\d{{4}})?
    """,
    re.VERBOSE,
)
# three months   a 30-day limit   within 10 (ten) working days
SPAN: Final = re.compile(
    rf"""
    \b(?P<number>\d{{1,4}}|{WORDS})(?:\s?\((?:\d{{1,4}}|[a-z]{{3,12}})\))?[\s-]
    (?P<kind>(?:calendar|working|business|trading)[\s-])?(?P<unit>hour|day|week|month|year)s?\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
# 三个月   15日   四十八小时   十个工作日
HAN_SPAN: Final = re.compile(
    rf"(?P<number>[{CHINESE_CHARS}]{{1,8}})\s?个?(?P<kind>工作)?(?P<unit>小时|日|天|周|月|年)(?![度份初末])"
)
# RMB 10,000   ¥5,000   CNY 1 million   10,000 yuan   EUR 15 000 000   $2,500
MONEY: Final = re.compile(
    r"""
    (?:\b(?:RMB|CNY|EUR|USD|GBP)|[¥￥€$£])\s?(?P<number>\d{1,3}(?:[,\s]\d{3})+|\d{1,12})(?:\s(?P<scale>thousand|million|billion))?
    | \b(?P<after>\d{1,3}(?:[,\s]\d{3})+|\d{1,12})(?:\s(?P<late>thousand|million|billion))?\s(?:yuan|euros?|dollars)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
HAN_MONEY: Final = re.compile(rf"(?P<number>[{CHINESE_CHARS}]{{1,10}})(?P<scale>[万亿])?元")
PERCENT: Final = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{1,3})?)\s?(?:%|％|per\s?cent\b|percent\b)|百分之(?P<han>[一二三四五六七八九十百]{1,4})"
)
HAN_SCALES: Final = {"万": 1e4, "亿": 1e8}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, and where it stands."""

    kind: str
    value: float
    start: int
    end: int

    @property
    def key(self) -> tuple[str, float]:
        """What makes two figures the same."""
        return self.kind, self.value


@lru_cache(maxsize=1024)
def figures(text: str) -> tuple[Figure, ...]:
    """The time limits, amounts and shares a text names, in order; days of the calendar are left out."""
    plain = DATE.sub(lambda match: "\0" * len(match.group()), text)
    found = [*_spans(plain), *_amounts(plain), *_shares(plain)]
    return tuple(sorted(found, key=lambda one: one.start))


def keys(text: str) -> frozenset[tuple[str, float]]:
    """The figures of a text without their places."""
    return frozenset(one.key for one in figures(text))


def _spans(text: str) -> list[Figure]:
    found = []
    for match in (*SPAN.finditer(text), *HAN_SPAN.finditer(text)):
        value = _value(match["number"])
        if value is not None:
            unit = UNITS[match["unit"].casefold()]
            working = match["kind"] and not match["kind"].casefold().startswith("calendar")
            found.append(Figure(f"working {unit}" if working else unit, value, match.start(), match.end()))
    return found


def _amounts(text: str) -> list[Figure]:
    found = []
    for match in MONEY.finditer(text):
        number = re.sub(r"[,\s]", "", match["number"] or match["after"])
        scale = SCALES.get((match["scale"] or match["late"] or "").casefold(), 1.0)
        found.append(Figure("money", float(number) * scale, match.start(), match.end()))
    for match in HAN_MONEY.finditer(text):
        value = _value(match["number"])
        if value is not None:
            found.append(Figure("money", value * HAN_SCALES.get(match["scale"] or "", 1.0), match.start(), match.end()))
    return found


def _shares(text: str) -> list[Figure]:
    found = []
    for match in PERCENT.finditer(text):
        value = float(match["number"]) if match["number"] else _value(match["han"])
        if value is not None:
            found.append(Figure("share", value, match.start(), match.end()))
    return found


def _value(numeral: str) -> float | None:
    word = VALUES.get(numeral.casefold())
    if word is not None:
        return word
    number = number_of(numeral)
    return None if number is None else float(number)
