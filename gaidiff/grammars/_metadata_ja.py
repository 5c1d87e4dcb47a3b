"""The outline of a Japanese text in, an Instrument with title, number and dates out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars._numerals import number_of
from gaidiff.grammars._pattern import pattern
from gaidiff.model.law import Instrument
from gaidiff.model.text import Role

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from gaidiff.grammars._labels import Line
    from gaidiff.grammars._outline import Outline
    from gaidiff.model.law import Provision
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
    title = _title(outline.preface)
    preface = "\n".join(line.text for line in outline.preface)
    number = NUMBER.search(preface)
    return Instrument(
        title=title,
        language="ja",
        provisions=outline.provisions,
        status="draft" if DRAFT.search(title) else "repealed" if REPEALED.search(title) else None,
        number=number.group() if number is not None else None,
        published=_published(preface),
        in_force=_in_force(outline.provisions),
        comments_until=iso_date(COMMENTS.search(preface)),
        preface=preface,
        remainder=outline.remainder,
        diagnostics=(*reading.diagnostics, *outline.diagnostics),
        snapshot_sha256=reading.snapshot_sha256,
    )


def _title(preface: Sequence[Line]) -> str:
    """The top heading, else the first line that is the name of a law, else the first line."""
    short = [line for line in preface if len(line.text) <= LONGEST_TITLE]
    headings = [line.text for line in short if line.role is Role.HEADING]
    names = [line.text for line in short if TITLE.search(line.text)]
    return next(iter([*headings, *names, *(line.text for line in short)]), "")


def _published(preface: str) -> str | None:
    match = PUBLISHED.search(preface)
    if match is None:
        return None
    return iso_date(match) or iso_date(match, "b_")


def _in_force(provisions: Sequence[Provision]) -> str | None:
    nodes = [node for top in provisions for node in top.walk() if node.text]
    found = (IN_FORCE.search(node.text) for node in nodes[: -LAST_PROVISIONS - 1 : -1])
    return next((iso_date(match) for match in found if match), None)


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
