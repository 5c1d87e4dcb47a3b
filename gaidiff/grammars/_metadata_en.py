"""The outline of an English text in, an Instrument with title, status and dates out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars._facts import (
    Passage,
    fields_of,
    from_to,
    in_short_line,
    last_of,
    preface_of,
    remainder_of,
    within,
)
from gaidiff.grammars._pattern import pattern
from gaidiff.model.law import DIVISIONS, Instrument, ProvisionKind
from gaidiff.model.text import Field, Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.grammars._outline import Outline
    from gaidiff.model.law import Fact, Provision
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
    whole, preface = preface_of(outline.preface)
    title, about = _title(whole, preface, [line.role for line in outline.preface])
    opening = _last_part(whole)
    end = remainder_of(outline.remainder)
    fields = fields_of(
        "en",
        title if title is not None else _title_of_division(outline.provisions),
        _number(title, preface),
        _dated("adopted", opening, ADOPTED) or _day_in_title(title),
        _dated("published", opening, PUBLISHED) or _dated("published", end, DONE),
        _in_force(outline.provisions, preface),
        _status(title, about, whole),
        _comments_until(opening),
    )
    return Instrument(
        provisions=outline.provisions,
        preface=whole.text,
        remainder=outline.remainder,
        diagnostics=(*reading.diagnostics, *outline.diagnostics),
        snapshot_sha256=reading.snapshot_sha256,
        **fields,
    )


def _last_part(whole: Passage) -> Passage:
    text = whole.text[-LONGEST_PREFACE:]
    return Passage(text, whole.eid, len(whole.text) - len(text))


def _title(
    whole: Passage, preface: Sequence[Passage], roles: Sequence[Role]
) -> tuple[Fact | None, tuple[str, Passage | None]]:
    """The top heading, else the first line that names a law (with the lines its capitals run on to), else the first.

    The second value is what says whether it is a draft: the title and the line before it (Proposal for a …), as words
    and as a passage.
    """
    passages = [line.bare() for line in preface]
    lines = [line.text for line in passages]
    usable = [place for place, text in enumerate(lines) if len(text) <= LONGEST_TITLE and not NOT_TITLE.search(text)]
    place = _place_of_title(lines, usable, roles)
    if place is None:  # Publication: Interim Measures for …
        cited = next((line for line in passages if TITLE.search(line.text)), None)
        name = cited.text.rpartition(": ")[2] if cited is not None else ""
        fact = cited.says("title", name, len(cited.text) - len(name)) if cited is not None else None
        return fact, (name, cited)
    title, last = _run_on(lines, usable, place)
    about = f"{lines[place - 1] if place else ''} {title}"
    said = from_to(whole, passages[max(place - 1, 0)], passages[last])
    return from_to(whole, passages[place], passages[last]).says("title", title), (about, said)


def _place_of_title(lines: Sequence[str], usable: Sequence[int], roles: Sequence[Role]) -> int | None:
    tops = [place for place in usable if roles[place] is Role.HEADING]
    names = [place for place in usable if TITLE.search(lines[place])]
    # a notice that comes with a law names it first; the law's own title stands below
    names = [place for place in names if not NOTICE.match(lines[place])] or names
    tops = [place for place in tops if not NOTICE.match(lines[place])] or ([] if names else tops)
    return next(iter([*tops, *names, *usable]), None)


def _run_on(lines: Sequence[str], usable: Sequence[int], place: int) -> tuple[str, int]:
    """The title with the lines it runs on to, and the last of them."""
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
        title, after = f"{title} {lines[after]}", after + 1
    return title, after - 1


def _title_of_division(provisions: Sequence[Provision]) -> Fact | None:
    """PART 1005—ELECTRONIC FUND TRANSFERS, where that one division is the whole text and nothing stands before it."""
    tops = [top for top in provisions if top.kind is not ProvisionKind.ANNEX]
    if len(tops) != 1 or tops[0].kind not in DIVISIONS or not tops[0].heading:
        return None
    label = tops[0].num.text if tops[0].num is not None else ""
    title = f"{label}{'' if label.endswith(('—', '–')) else ' '}{tops[0].heading}".strip()
    return Passage(tops[0].heading, tops[0].eid, 0, Field.HEADING).says("title", title)


def _in_force(provisions: Sequence[Provision], preface: Sequence[Passage]) -> Fact | None:
    """As the last provisions say, else the line that says when it was adopted or published."""
    for text in last_of(provisions, LAST_PROVISIONS):
        match = IN_FORCE.search(text.text)
        if match is not None:
            return text.found("in_force", _date(match), match)
    acts = ((line, IN_FORCE.search(line.text)) for line in preface if PUBLISHED.search(line.text))
    return next((line.found("in_force", _date(match), match) for line, match in acts if match), None)


def _status(title: Fact | None, about: tuple[str, Passage | None], whole: Passage) -> Fact | None:
    words, said = about
    draft = DRAFT.search(words)
    if draft is not None and said is not None:
        return said.part("status", "draft", draft.group())
    named = title.value if title is not None else ""
    repealed = REPEALED.search(named)
    if repealed is not None:
        return within(title, "status", "repealed", repealed.group())
    ended = in_short_line(REPEALED, whole, LONGEST_TITLE)
    if ended is not None:
        return whole.found("status", "repealed", ended)
    interim = INTERIM.search(named)
    if interim is not None:
        return within(title, "status", "interim", interim.group())
    return whole.found("status", "in_force", in_short_line(VALID, whole, LONGEST_TITLE))


def _number(title: Fact | None, preface: Sequence[Passage]) -> Fact | None:
    """The number in the title, else one that has a line for itself; one in running text is another law's."""
    own = NUMBER.search(title.value) if title is not None else None
    if own is not None:
        return within(title, "number", own.group(), own.group())
    for line in preface:
        text = line.text.strip("()[] ")
        match = NUMBER.match(text)
        if match is not None and len(text) - match.end() <= LONGEST_AFTER_NUMBER:
            return line.part("number", match.group(), match.group())
    return None


def _comments_until(opening: Passage) -> Fact | None:
    match = COMMENTS.search(opening.text)
    if match is None:
        return None
    prefix = "b_" if match["year"] is None and match["year2"] is None else ""
    return opening.found("comments_until", _date(match, prefix), match)


def _dated(name: str, passage: Passage, pattern: re.Pattern[str]) -> Fact | None:
    match = pattern.search(passage.text)
    return passage.found(name, _date(match), match)


def _day_in_title(title: Fact | None) -> Fact | None:
    """REGULATION (EU) … of 13 June 2024."""
    match = OF_DAY.search(title.value) if title is not None else None
    return within(title, "adopted", str(_date(match)), match.group()) if match is not None else None


def _date(match: re.Match[str] | None, prefix: str = "") -> str | None:
    if match is None:
        return None
    month = MONTHS.index((match[f"{prefix}month"] or match[f"{prefix}month2"]).lower()) + 1
    day = int(match[f"{prefix}day"] or match[f"{prefix}day2"])
    return f"{match[f'{prefix}year'] or match[f'{prefix}year2']}-{month:02}-{day:02}"
