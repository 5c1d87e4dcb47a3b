"""The outline of a Japanese text in, an Instrument with title, number and dates out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars._facts import fields_of, last_of, preface_of, within
from gaidiff.grammars._numerals import number_of
from gaidiff.grammars._pattern import pattern
from gaidiff.model.law import Instrument
from gaidiff.model.text import Role

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from gaidiff.grammars._facts import Passage
    from gaidiff.grammars._outline import Outline
    from gaidiff.model.law import Fact, Provision
    from gaidiff.model.text import Reading

NUMERAL = "[0-9０-９〇一二三四五六七八九十百]"
ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}  # the year before the first
YEAR = rf"(?:(?P<era>{'|'.join(ERAS)})(?P<year>元|{NUMERAL}{{1,3}})|(?P<common>{NUMERAL}{{4}}))年"
DAY = rf"{YEAR}(?P<month>{NUMERAL}{{1,2}})月(?P<day>{NUMERAL}{{1,3}})日"
NUMBER = pattern(rf"(?:令和|平成|昭和|大正|明治)(?:元|{NUMERAL}{{1,3}})年\S{{1,20}}?(?:第|告示第){NUMERAL}{{1,5}}号")
PUBLISHED = pattern(rf"{DAY}\s*(?:公布|公表|告示|制定)|(?:公布日|公布)\s*[:：]\s*{DAY.replace('?P<', '?P<b_')}")
IN_FORCE = pattern(rf"{DAY}\s*(?:から|より)\s*(?:これを)?施行")
COMMENTS = pattern(rf"(?:意見|パブリック・?コメント)[^。]{{0,40}}?{DAY}[^。]{{0,12}}?(?:まで|締切|必着)")
TITLE = pattern(
    r"(?:法|法律|政令|省令|規則|条例|規程|要綱|指針|ガイドライン|基準|憲法)(?:（[^（）]{1,20}）|\([^()]{1,20}\))?$"
)
DRAFT = pattern(r"案(?:）|\))?$|（案）|\(案\)|素案")
REPEALED = pattern(r"【?廃止(?:法令)?】?$")
LONGEST_TITLE = 100
LAST_PROVISIONS = 8  # the commencement stands in one of them


def describe(reading: Reading, outline: Outline) -> Instrument:
    """Add what the law says about itself; what it does not say stays None."""
    whole, preface = preface_of(outline.preface)
    title = _title(preface, [line.role for line in outline.preface])
    number, comments = NUMBER.search(whole.text), COMMENTS.search(whole.text)
    fields = fields_of(
        "ja",
        title,
        whole.found("number", number.group(), number) if number is not None else None,
        _published(whole),
        _in_force(outline.provisions),
        _status(title),
        whole.found("comments_until", iso_date(comments), comments),
    )
    return Instrument(
        provisions=outline.provisions,
        preface=whole.text,
        remainder=outline.remainder,
        diagnostics=(*reading.diagnostics, *outline.diagnostics),
        snapshot_sha256=reading.snapshot_sha256,
        **fields,
    )


def _title(preface: Sequence[Passage], roles: Sequence[Role]) -> Fact | None:
    """The top heading, else the first line that is the name of a law, else the first line."""
    short = [(line, role) for line, role in zip(preface, roles, strict=True) if len(line.text) <= LONGEST_TITLE]
    headings = [line for line, role in short if role is Role.HEADING]
    names = [line for line, _ in short if TITLE.search(line.text)]
    found = next(iter([*headings, *names, *(line for line, _ in short)]), None)
    return found.says("title", found.text) if found is not None else None


def _status(title: Fact | None) -> Fact | None:
    """案 or 廃止 in the title."""
    for status, words in (("draft", DRAFT), ("repealed", REPEALED)):
        match = words.search(title.value) if title is not None else None
        if match is not None:
            return within(title, "status", status, match.group())
    return None


def _published(whole: Passage) -> Fact | None:
    match = PUBLISHED.search(whole.text)
    if match is None:
        return None
    return whole.found("published", iso_date(match) or iso_date(match, "b_"), match)


def _in_force(provisions: Sequence[Provision]) -> Fact | None:
    found = ((text, IN_FORCE.search(text.text)) for text in last_of(provisions, LAST_PROVISIONS))
    return next((text.found("in_force", iso_date(match), match) for text, match in found if match), None)


def iso_date(match: re.Match[str] | None, prefix: str = "") -> str | None:
    """令和七年四月一日 as 2025-04-01; None if it is no date."""
    if match is None or match[f"{prefix}month"] is None:
        return None
    era, common = match[f"{prefix}era"], match[f"{prefix}common"]
    printed = common or match[f"{prefix}year"]
    year = 1 if printed == "元" else number_of(printed)
    month, day = number_of(match[f"{prefix}month"]), number_of(match[f"{prefix}day"])
    if not (year and month and day) or month > 12 or day > 31:  # noqa: PLR2004 (the calendar)
        return None
    return f"{year + (ERAS[era] if era else 0):04}-{month:02}-{day:02}"
