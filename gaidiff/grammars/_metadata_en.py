"""The outline of an English text in, an Instrument with title, status and dates out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars._pattern import pattern
from gaidiff.model.law import DIVISIONS, Instrument, ProvisionKind
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
IN_FORCE = pattern(
    rf"(?:enters?\s+into\s+force|takes?\s+effect|comes?\s+into\s+(?:effect|force|operation)|effective|implemented|in\s+force)"
    rf"\s+(?:(?:on|as\s+of|as\s+from|from|beginning)\s+)?{DATE}",
    re.IGNORECASE,
)
PUBLISHED = pattern(
    rf"(?:promulgated|published|adopted|issued|enacted|approved|passed)\b[^.;\n]{{0,60}}?\b{DATE}", re.IGNORECASE
)
DONE = pattern(rf"Done at [A-Z][a-z]{{1,20}}(?:,| on)\s+{DATE}")
TITLE = pattern(
    r"\b(?:Act|Law|Regulations?|REGULATION|Directive|DIRECTIVE|Measures|Provisions|Rules|Ordinance|Order|Code|Decree|Decision|Guidelines|Bill|Convention|ACT|LAW)\b"
)
NOT_TITLE = pattern(
    r"^(?:Source|Publication|Translator|Published|Canonical|URL|From|To|Subject|Date|Note|Normalization|http)\b.{0,20}:"
    r"|[.;:]$|^(?:table of )?contents$",
    re.IGNORECASE,
)
DRAFT = pattern(r"\bdrafts?\b|\bproposal for\b|\bsolicitation of comments\b|\bexposure draft\b|\bbill\b", re.IGNORECASE)
INTERIM = pattern(r"\b(?:interim|provisional|trial)\b", re.IGNORECASE)
NUMBER = pattern(
    r"(?:Regulation|REGULATION|Directive|DIRECTIVE|Decision|DECISION)\s+\((?:EU|EC|EEC|Euratom|CFSP)(?:,\s?\w+)?\)"
    r"\s+(?:No\.?\s?)?\d{1,4}/\d{1,4}"
    r"|(?:Directive|DIRECTIVE|Decision|DECISION)\s+\d{4}/\d{1,4}/(?:EU|EC|EEC)\b"
    r"|Public Law (?:No\.\s?)?\d{2,3}[-–]\d{1,4}|\d{4} c\. ?\d{1,4}\b|S\.?I\.? ?(?:No\. ?)?\d{4}/\d{1,5}"
    r"|(?:Order|Decree|Act|Announcement) No\. ?\d{1,5}(?:[ /]of \d{4}|/\d{4})?"
)  # Regulation (EU) 2024/1689   2018 c. 12   Order No. 15
ADOPTED = pattern(rf"\b(?:[Aa]dopted|[Pp]assed|[Aa]pproved)\b[^.;\n]{{0,120}}?\b{DATE}")
OF_DAY = pattern(rf"\bof\s+{DATE}")  # REGULATION (EU) … / of 13 June 2024
SUBJECT = pattern(
    r"(?:on|as regards|concerning|laying|establishing|amending|repealing|supplementing|implementing|approving)\b"
)  # on lamps, the line after
NOTICE = pattern(
    r"(?:Public\s)?(?:Notice|Announcement|Circular|Consultation|Solicitation|Letter|Press|Request\sfor|Call\sfor)\b",
    re.IGNORECASE,
)
COMMENTS = pattern(
    rf"\b(?:[Cc]omments?|[Ff]eedback|[Ss]ubmissions?|[Oo]pinions)\b[^.;\n]{{0,120}}?"
    rf"\b(?:by|before|until|than|on or before|deadline[^.;\n]{{0,20}})\s*:?\s+{DATE}"
    rf"|\b[Dd]eadline for (?:comments?|feedback|submissions?)[^.;\n]{{0,30}}?{DATE.replace('?P<', '?P<b_')}"
)
REPEALED = pattern(
    r"[\[(](?:repealed|revoked|no longer in force)\b|^(?:No longer in force|Repealed|Status:\s*Repealed)",
    re.IGNORECASE | re.MULTILINE,
)
VALID = pattern(r"^(?:Status:\s*)?In force$|^Status:\s*(?:in force|current)", re.IGNORECASE | re.MULTILINE)
LONGEST_TITLE = 250
LONGEST_AFTER_NUMBER = 3  # characters; `2018 c. 12` stands alone
LONGEST_PREFACE = 20_000  # characters before the law that are looked at
LAST_PROVISIONS = 8  # the commencement stands in one of them
VERSION_LINE = pattern(
    r"\((?:[^()]{0,30}\b)?(?:[Dd]raft|[Tt]rial|[Ii]nterim|[Aa]mended|[Rr]evised|[Ss]olicitation|[Ee]xposure)[^()]{0,40}\)$"
)


def describe(reading: Reading, outline: Outline) -> Instrument:
    """Add what the law says about itself; what it does not say stays None."""
    title, about = _title(outline.preface)
    preface = "\n".join(line.text for line in outline.preface)
    end = "\n".join(outline.remainder)
    return Instrument(
        title=title or _title_of_division(outline.provisions),
        language="en",
        provisions=outline.provisions,
        status=_status(title, about, preface),
        published=_date(PUBLISHED.search(preface[-LONGEST_PREFACE:]) or DONE.search(end)),
        in_force=_in_force(outline.provisions, outline.preface),
        number=_number(title, outline.preface),
        adopted=_date(ADOPTED.search(preface[-LONGEST_PREFACE:]) or OF_DAY.search(title)),
        comments_until=_comments_until(preface[-LONGEST_PREFACE:]),
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
    # a notice that comes with a law names it first; the law's own title stands below
    names = [place for place in names if not NOTICE.match(lines[place])] or names
    tops = [place for place in tops if not NOTICE.match(lines[place])] or ([] if names else tops)
    place = next(iter([*tops, *names, *usable]), None)
    if place is None:  # Publication: Interim Measures for …
        cited = next((text.rpartition(": ")[2] for text in lines if TITLE.search(text)), "")
        return cited, cited
    title = lines[place]
    after = place + 1
    while title.isupper() and after in usable and lines[after].split("(")[0].isupper():
        title, after = f"{title} {lines[after]}", after + 1
    capitals = title.isupper()
    if after < len(lines) and OF_DAY.match(lines[after]):
        title, after, capitals = f"{title} {lines[after]}", after + 1, True
    if capitals and after in usable and SUBJECT.match(lines[after]):  # REGULATION … OF THE COUNCIL / on lamps
        title, after = f"{title} {lines[after]}", after + 1
    if after < len(lines) and VERSION_LINE.match(lines[after]):
        title = f"{title} {lines[after]}"
    return title, f"{lines[place - 1] if place else ''} {title}"


def _title_of_division(provisions: Sequence[Provision]) -> str:
    """PART 1005—ELECTRONIC FUND TRANSFERS, where that one division is the whole text and nothing stands before it."""
    tops = [top for top in provisions if top.kind is not ProvisionKind.ANNEX]
    if len(tops) != 1 or tops[0].kind not in DIVISIONS or not tops[0].heading:
        return ""
    label = tops[0].num.text if tops[0].num is not None else ""
    return f"{label}{'' if label.endswith(('—', '–')) else ' '}{tops[0].heading}".strip()


def _in_force(provisions: Sequence[Provision], preface: Sequence[Line]) -> str | None:
    """As the last provisions say, else the line that says when it was adopted or published."""
    nodes = [node for top in provisions for node in top.walk() if node.text]
    for node in nodes[: -LAST_PROVISIONS - 1 : -1]:
        match = IN_FORCE.search(node.text)
        if match is not None:
            return _date(match)
    acts = (IN_FORCE.search(line.text) for line in preface if PUBLISHED.search(line.text))
    return _date(next(filter(None, acts), None))


def _status(title: str, about: str, preface: str) -> str | None:
    if DRAFT.search(about):
        return "draft"
    lines = "\n".join(line for line in preface.split("\n") if len(line) <= LONGEST_TITLE)
    if REPEALED.search(title) or REPEALED.search(lines):
        return "repealed"
    if INTERIM.search(title):
        return "interim"
    return "in_force" if VALID.search(lines) else None


def _number(title: str, preface: Sequence[Line]) -> str | None:
    """The number in the title, else one that has a line for itself; one in running text is another law's."""
    own = NUMBER.search(title)
    alone = (match for line in preface if (match := NUMBER.match(line.text.strip("()[] "))))
    own = own or next((match for match in alone if len(match.string) - match.end() <= LONGEST_AFTER_NUMBER), None)
    return own.group() if own is not None else None


def _comments_until(preface: str) -> str | None:
    match = COMMENTS.search(preface)
    if match is None:
        return None
    return _date(match, "b_" if match["year"] is None and match["year2"] is None else "")


def _date(match: re.Match[str] | None, prefix: str = "") -> str | None:
    if match is None:
        return None
    month = MONTHS.index((match[f"{prefix}month"] or match[f"{prefix}month2"]).lower()) + 1
    day = int(match[f"{prefix}day"] or match[f"{prefix}day2"])
    return f"{match[f'{prefix}year'] or match[f'{prefix}year2']}-{month:02}-{day:02}"
