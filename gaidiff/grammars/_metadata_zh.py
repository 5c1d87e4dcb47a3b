"""The outline of a Chinese text in, an Instrument with title, status, authority and dates out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars._numerals import number_of
from gaidiff.model.law import Instrument
from gaidiff.model.text import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.grammars._labels import Line
    from gaidiff.grammars._outline import Outline
    from gaidiff.model.law import Provision
    from gaidiff.model.text import Reading

TITLE_END = re.compile(
    r"(?:法|法典|条例|办法|规定|细则|解释|决定|规则|规范|指引|指南|意见|标准|制度|准则|纲要|通则|方案|措施|章程|批复|规程|要求)"
    r"(?:[（(][^（）()]{1,20}[）)])?$"
)
VERSION_LINE = re.compile(
    r"[（(][^（）()]{0,12}(?:征求意见稿|草案|送审稿|讨论稿|试行|暂行|修订|修正)[^（）()]{0,8}[）)]$"
)
NOT_TITLE = re.compile(r"附件|^目\s*[录錄次]$|关于.*(?:通知|公告|函)$|[。；：:;！？，]|^\d")
LONGEST_TITLE = 70
DRAFT = re.compile(r"征求意见稿|草案|送审稿|讨论稿|公开征求(?:社会)?意见|公开征求《")
INTERIM = re.compile(r"暂行|试行")
YEAR = r"(?P<year>\d{4}|[〇○零一二三四五六七八九]{4})年"
DAY = rf"{YEAR}(?P<month>[\d一二三四五六七八九十]{{1,3}})月(?P<day>[\d一二三四五六七八九十]{{1,3}})日"
PROMULGATED = re.compile(
    rf"{DAY}\s*(?P<by>[^。]{{0,200}}?)"
    r"(?P<act>通过|公布|发布|修订|修正|批准|令第|第\S{1,8}次(?:会议|部务|常务))"
)
NAMES = re.compile(r"第[一二三四五六七八九十百\d]+届|第[一二三四五六七八九十百\d]+次\S*$|审判委员会|检察委员会|令$")
IN_FORCE = re.compile(rf"自\s*{DAY}\s*起(?:正式)?(?:施行|实施|执行|生效)")
IN_FORCE_LINE = re.compile(rf"^{DAY}\s*(?:起?施行|起?实施|生效)$")
LAST_ARTICLES = 3  # the commencement stands in one of them


def describe(reading: Reading, outline: Outline) -> Instrument:
    """Add what the law says about itself; what it does not say stays None."""
    title = _title(outline.preface)
    published, authority = _promulgation(outline.preface)
    return Instrument(
        title=title,
        language="zh",
        provisions=outline.provisions,
        status=_status(title, outline.preface),
        authority=authority,
        published=published,
        in_force=_in_force(outline.provisions, outline.preface),
        preface="\n".join(line.text for line in outline.preface),
        remainder=outline.remainder,
        diagnostics=(*reading.diagnostics, *outline.diagnostics),
        snapshot_sha256=reading.snapshot_sha256,
    )


def _title(preface: Sequence[Line]) -> str:
    """The top heading, else the last line before the law that looks like the name of one."""
    lines = [(line.text.strip("*# "), line.role) for line in preface]
    top = next((place for place, (text, role) in enumerate(lines) if role is Role.HEADING and text), None)
    if top is None or NOT_TITLE.search(lines[top][0]):
        names = [p for p, (text, _) in enumerate(lines) if len(text) <= LONGEST_TITLE and _is_name(text)]
        top = names[-1] if names else top
    if top is None:
        return lines[0][0][:LONGEST_TITLE] if lines else ""
    title = lines[top][0]
    if top + 1 < len(lines) and VERSION_LINE.match(lines[top + 1][0]):
        title += lines[top + 1][0]
    return title


def _is_name(text: str) -> bool:
    return TITLE_END.search(text) is not None and NOT_TITLE.search(text) is None


def _status(title: str, preface: Sequence[Line]) -> str | None:
    opening = preface[0].text if preface else ""
    if DRAFT.search(title) or DRAFT.search(opening):
        return "draft"
    if INTERIM.search(title):
        return "interim"
    return None


def _promulgation(preface: Sequence[Line]) -> tuple[str | None, tuple[str, ...]]:
    """Date and body of the last act that made the law what it is."""
    found = [match for line in preface if (match := PROMULGATED.search(line.text[:300]))]
    if not found:
        return None, ()
    published = iso_date(found[-1])
    for match in reversed(found):
        by = (
            "" if "《" in match["by"] else NAMES.sub("", match["by"]).strip(" 、　（(")
        )  # 《关于修改…的决定》第四次修订
        names = tuple(name.strip() for name in re.split(r"[、\s]", by) if name.strip())
        if names:
            return published, names
    return published, ()


def _in_force(provisions: Sequence[Provision], preface: Sequence[Line]) -> str | None:
    nodes = [node for top in provisions for node in top.walk() if node.text]
    for node in nodes[: -LAST_ARTICLES * 2 : -1]:
        match = IN_FORCE.search(node.text)
        if match is not None:
            return iso_date(match)
    lines = (IN_FORCE_LINE.match(line.text) for line in preface)
    return next((iso_date(match) for match in lines if match), None)


def iso_date(match: re.Match[str]) -> str | None:
    """2023年8月15日 as 2023-08-15; None if it is no date."""
    year, month, day = (number_of(match[name]) for name in ("year", "month", "day"))
    if not (year and month and day) or month > 12 or day > 31:  # noqa: PLR2004 (the calendar)
        return None
    return f"{year:04}-{month:02}-{day:02}"
