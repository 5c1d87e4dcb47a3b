"""The outline of a Korean text in, an Instrument with title, number and dates out."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

DAY = r"(?P<year>\d{4})(?:\.|년)\s{0,3}(?P<month>\d{1,2})(?:\.|월)\s{0,3}(?P<day>\d{1,2})(?:\.|일)?"
NUMBER = pattern(r"(?:법률|대통령령|총리령|부령|[가-힣]{2,20}(?:부령|고시|규칙|훈령|예규))\s?제\s?[0-9-]{1,9}호")
PUBLISHED = pattern(rf"(?:제\s?[0-9-]{{1,9}}호\s?,?\s{{0,3}}|(?:공포|제정|고시)\s?[:,]?\s{{0,3}}){DAY}")
EFFECTIVE = pattern(rf"시행(?:일)?\s?[:]?\s{{0,3}}{DAY}")  # [시행 2026. 1. 22.]
IN_FORCE = pattern(rf"{DAY}\s?(?:부터|에)\s?시행")
COMMENTS = pattern(
    rf"{DAY}\s?까지[^.\n]{{0,60}}?(?:의견|의견서)|의견[^.\n]{{0,60}}?{DAY.replace('?P<', '?P<b_')}\s?까지"
)
TITLE = pattern(r"(?:법|법률|령|규칙|조례|지침|고시|기준|헌법|규정|가이드라인)(?:\([^()]{1,40}\))?$")
DRAFT = pattern(r"입법예고|행정예고|\(안\)|제정안|개정안|법률안|초안")
REPEALED = pattern(r"\[?(?:폐지|타법폐지)\]?$")
LONGEST_TITLE = 100
LAST_PROVISIONS = 12  # the commencement stands in one of them, mostly 부칙


def describe(reading: Reading, outline: Outline) -> Instrument:
    """Add what the law says about itself; what it does not say stays None."""
    title = _title(outline.preface)
    preface = "\n".join(line.text for line in outline.preface)
    number = NUMBER.search(preface)
    return Instrument(
        title=title,
        language="ko",
        provisions=outline.provisions,
        status="draft" if DRAFT.search(preface) else "repealed" if REPEALED.search(title) else None,
        number=number.group() if number is not None else None,
        published=iso_date(PUBLISHED.search(preface)),
        in_force=iso_date(EFFECTIVE.search(preface)) or _in_force(outline.provisions),
        comments_until=_comments_until(preface),
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


def _in_force(provisions: Sequence[Provision]) -> str | None:
    nodes = [node for top in provisions for node in top.walk() if node.text]
    found = (IN_FORCE.search(node.text) for node in nodes[: -LAST_PROVISIONS - 1 : -1])
    return next((iso_date(match) for match in found if match), None)


def _comments_until(preface: str) -> str | None:
    match = COMMENTS.search(preface)
    return iso_date(match) or iso_date(match, "b_")


def iso_date(match: re.Match[str] | None, prefix: str = "") -> str | None:
    """2025. 1. 21. as 2025-01-21; None if it is no date."""
    if match is None or match[f"{prefix}month"] is None:
        return None
    month, day = int(match[f"{prefix}month"]), int(match[f"{prefix}day"])
    if not (0 < month <= 12 and 0 < day <= 31):  # noqa: PLR2004 (the calendar)
        return None
    return f"{match[f'{prefix}year']}-{month:02}-{day:02}"
