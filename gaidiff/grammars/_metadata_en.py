"""The outline of an English text in, an Instrument with title, status and dates out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.model.law import Instrument
from gaidiff.model.text import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.grammars._labels import Line
    from gaidiff.grammars._outline import Outline
    from gaidiff.model.law import Provision
    from gaidiff.model.text import Reading

MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
MONTH = "|".join(name.capitalize() for name in MONTHS)
DAY_FIRST = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{MONTH})\s+(?P<year>\d{{4}})"
DATE = rf"(?:{DAY_FIRST}|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}}),?\s+(?P<year2>\d{{4}}))"
IN_FORCE = re.compile(
    rf"(?:enters?\s+into\s+force|takes?\s+effect|comes?\s+into\s+(?:effect|force|operation)|effective|implemented|in\s+force)"
    rf"\s+(?:on|as\s+of|from|beginning)\s+{DATE}",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    rf"(?:promulgated|published|adopted|issued|enacted|approved|passed)\b[^.;\n]{{0,60}}?\b{DATE}", re.IGNORECASE
)
DONE = re.compile(rf"Done at [A-Z][a-z]{{1,20}}(?:,| on)\s+{DATE}")
TITLE = re.compile(
    r"\b(?:Act|Law|Regulations?|REGULATION|Directive|DIRECTIVE|Measures|Provisions|Rules|Ordinance|Order|Code|Decree|Decision|Guidelines|Bill|Convention|ACT|LAW)\b"
)
NOT_TITLE = re.compile(
    r"^(?:Source|Publication|Translator|Published|Canonical|URL|From|To|Subject|Date|Note|Normalization|http)\b.{0,20}:"
    r"|[.;:]$|^(?:table of )?contents$",
    re.IGNORECASE,
)
DRAFT = re.compile(
    r"\bdrafts?\b|\bproposal for\b|\bsolicitation of comments\b|\bexposure draft\b|\bbill\b", re.IGNORECASE
)
INTERIM = re.compile(r"\b(?:interim|provisional|trial)\b", re.IGNORECASE)
LONGEST_TITLE = 250
LAST_PROVISIONS = 8  # the commencement stands in one of them
VERSION_LINE = re.compile(
    r"\((?:[^()]{0,30}\b)?(?:[Dd]raft|[Tt]rial|[Ii]nterim|[Aa]mended|[Rr]evised|[Ss]olicitation|[Ee]xposure)[^()]{0,40}\)$"
)


def describe(reading: Reading, outline: Outline) -> Instrument:
    """Add what the law says about itself; what it does not say stays None."""
    title, about = _title(outline.preface)
    preface = "\n".join(line.text for line in outline.preface)
    end = "\n".join(outline.remainder)
    return Instrument(
        title=title,
        language="en",
        provisions=outline.provisions,
        status="draft" if DRAFT.search(about) else "interim" if INTERIM.search(title) else None,
        published=_date(PUBLISHED.search(preface[-20000:]) or DONE.search(end)),
        in_force=_in_force(outline.provisions),
        preface=preface,
        remainder=outline.remainder,
        diagnostics=(*reading.diagnostics, *outline.diagnostics),
        snapshot_sha256=reading.snapshot_sha256,
    )


def _title(preface: Sequence[Line]) -> tuple[str, str]:
    """The top heading, else the first line that names a law (with the lines its capitals run on to), else the first.

    The second value is what says whether it is a draft: the title and the line before it (Proposal for a …).
    """
    lines = [line.text.strip("*# ") for line in preface]
    usable = [place for place, text in enumerate(lines) if len(text) <= LONGEST_TITLE and not NOT_TITLE.search(text)]
    tops = [place for place in usable if preface[place].role is Role.HEADING]
    names = [place for place in usable if TITLE.search(lines[place])]
    place = next(iter([*tops, *names, *usable]), None)
    if place is None:  # Publication: Interim Measures for …
        cited = next((text.rpartition(": ")[2] for text in lines if TITLE.search(text)), "")
        return cited, cited
    title = lines[place]
    after = place + 1
    while title.isupper() and after in usable and lines[after].split("(")[0].isupper():
        title, after = f"{title} {lines[after]}", after + 1
    if after < len(lines) and VERSION_LINE.match(lines[after]):
        title = f"{title} {lines[after]}"
    return title, f"{lines[place - 1] if place else ''} {title}"


def _in_force(provisions: Sequence[Provision]) -> str | None:
    nodes = [node for top in provisions for node in top.walk() if node.text]
    for node in nodes[: -LAST_PROVISIONS - 1 : -1]:
        match = IN_FORCE.search(node.text)
        if match is not None:
            return _date(match)
    return None


def _date(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    month = MONTHS.index((match["month"] or match["month2"]).lower()) + 1
    day = int(match["day"] or match["day2"])
    return f"{match['year'] or match['year2']}-{month:02}-{day:02}"
