"""A date as Chinese law prints it in, the ISO date out: 2023年8月15日, 二〇二三年八月十五日, 中華民國112年8月15日."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars._numerals import number_of

if TYPE_CHECKING:
    import re

GAP = "[ \u00a0]?"  # 2024 年 1 月 1 日
YEAR = (
    rf"(?P<republic>(?:中[华華])?民[国國]{GAP})?"
    rf"(?P<year>\d{{2,4}}|[〇○零一二三四五六七八九]{{4}}|[一二三四五六七八九十百]{{1,5}}){GAP}年"
)
NUMBER = r"[\d一二三四五六七八九十]{1,3}"
DAY = rf"{YEAR}{GAP}(?P<month>{NUMBER}){GAP}月{GAP}(?P<day>{NUMBER}){GAP}日"
REPUBLIC = 1911  # the year before 中華民國元年


def iso_date(match: re.Match[str], prefix: str = "") -> str | None:
    """2023年8月15日 as 2023-08-15, 中華民國112年 counted from 1912; None if it is no date."""
    year, month, day = (number_of(match[prefix + name]) for name in ("year", "month", "day"))
    if not (year and month and day) or month > 12 or day > 31:  # noqa: PLR2004 (the calendar)
        return None
    if match[f"{prefix}republic"]:
        year += REPUBLIC
    return f"{year:04}-{month:02}-{day:02}" if year > REPUBLIC - 100 else None
