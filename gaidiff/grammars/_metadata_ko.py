"""The outline of a Korean text in, an Instrument with title, number and dates out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars._facts import fields_of, last_of, preface_of, within
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
    whole, preface = preface_of(outline.preface)
    title = _title(preface, [line.role for line in outline.preface])
    number = NUMBER.search(whole.text)
    fields = fields_of(
        "ko",
        title,
        whole.found("number", number.group(), number) if number is not None else None,
        _dated("published", whole, PUBLISHED),
        _dated("in_force", whole, EFFECTIVE) or _in_force(outline.provisions),
        _status(title, whole),
        _comments_until(whole),
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


def _status(title: Fact | None, whole: Passage) -> Fact | None:
    draft = DRAFT.search(whole.text)
    if draft is not None:
        return whole.found("status", "draft", draft)
    repealed = REPEALED.search(title.value) if title is not None else None
    return within(title, "status", "repealed", repealed.group()) if repealed is not None else None


def _dated(name: str, whole: Passage, words: re.Pattern[str]) -> Fact | None:
    match = words.search(whole.text)
    return whole.found(name, iso_date(match), match)


def _in_force(provisions: Sequence[Provision]) -> Fact | None:
    found = ((text, IN_FORCE.search(text.text)) for text in last_of(provisions, LAST_PROVISIONS))
    return next((text.found("in_force", iso_date(match), match) for text, match in found if match), None)


def _comments_until(whole: Passage) -> Fact | None:
    match = COMMENTS.search(whole.text)
    return whole.found("comments_until", iso_date(match) or iso_date(match, "b_"), match)


def iso_date(match: re.Match[str] | None, prefix: str = "") -> str | None:
    """2025. 1. 21. as 2025-01-21; None if it is no date."""
    if match is None or match[f"{prefix}month"] is None:
        return None
    month, day = int(match[f"{prefix}month"]), int(match[f"{prefix}day"])
    if not (0 < month <= 12 and 0 < day <= 31):  # noqa: PLR2004 (the calendar)
        return None
    return f"{match[f'{prefix}year']}-{month:02}-{day:02}"
