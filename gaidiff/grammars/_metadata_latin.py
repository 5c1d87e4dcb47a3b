"""The outline of a German or French text in, an Instrument with its title, number and dates out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars._facts import fields_of, last_of, preface_of
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

LONGEST_TITLE = 250
FIRST_LINES = 6  # in which a law says what it is
MONTHS = {
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
DAY = r"(?P<day>\d{1,2})(?:\.|er)?\s(?P<month>[A-Za-zäéû]{3,9})\s(?P<year>\d{4})"
ADOPTED = {
    # Gesetz vom 5. Mai 2020 (BGBl. I S. 12)   Ausfertigungsdatum: 5. Mai 2020
    "de": pattern(rf"\bvom\s{DAY}|^Ausfertigungsdatum\s?:\s{{0,4}}{DAY.replace('?P<', '?P<b_')}"),
    "fr": pattern(rf"n°\s?\S{{1,12}}\sdu\s{DAY}|^(?:Loi|Décret|Ordonnance|Arrêté)\sdu\s{DAY.replace('?P<', '?P<b_')}"),
}
STATED = pattern(r"^(?:Ausfertigungsdatum\s{0,2})?:?\s{0,4}(?P<date>\d{4}-\d{2}-\d{2})$")
STATED_KEY = "Ausfertigungsdatum"  # on the line itself, or on the one before: gesetze-im-internet in Markdown
IN_FORCE = {
    "de": pattern(rf"\b(?:tritt|treten)\b[^.;]{{0,80}}?\bam\s{DAY}[^.;]{{0,30}}?\bin\sKraft\b"),
    "fr": pattern(rf"\ben\svigueur\b[^.;]{{0,30}}?(?:\ble\s|\bcompter\sdu\s|\bdès\sle\s){DAY}"),
}
LAST_PROVISIONS = 8  # the commencement stands in one of them
NUMBER = {
    "de": pattern(
        r"BGBl\.\s?(?:I{1,2}|\d{4} I{1,2})\s(?:\d{4}\s)?(?:S\.|Nr\.)\s?\d{1,5}"
        r"|(?:Verordnung|VERORDNUNG) \(EU\) \d{4}/\d{1,4}"
    ),
    "fr": pattern(r"n°\s?\d{2,4}-\d{1,5}|(?:règlement|RÈGLEMENT) \(UE\) \d{4}/\d{1,4}"),
}
DRAFT = {
    "de": pattern(r"\b(?:Entwurf|Referentenentwurf|Gesetzentwurf|Regierungsentwurf)\b"),
    "fr": pattern(
        r"\b(?:[Pp]rojet|[Pp]roposition|PROJET|PROPOSITION) (?:de|DE) (?:loi|LOI|décret|DÉCRET|règlement|RÈGLEMENT)\b"
    ),
}


def describe(reading: Reading, outline: Outline, language: str) -> Instrument:
    """Add what the first lines of the law say about it; what they do not say stays None."""
    whole, preface = preface_of(outline.preface)
    lines = [line for line in preface if len(line.text) <= LONGEST_TITLE]
    number = _first("number", lines, NUMBER[language])
    days = (_day(line, language) for line in lines[:FIRST_LINES])
    fields = fields_of(
        language,
        _title(preface, [line.role for line in outline.preface]),
        number,
        next(filter(None, days), None) or _stated(lines),
        _in_force(outline.provisions, language),
        _first("status", lines[:FIRST_LINES], DRAFT[language], "draft"),
    )
    return Instrument(
        provisions=outline.provisions,
        preface=whole.text,
        remainder=outline.remainder,
        diagnostics=(*reading.diagnostics, *outline.diagnostics),
        snapshot_sha256=reading.snapshot_sha256,
        **fields,
    )


def _first(name: str, lines: Sequence[Passage], words: re.Pattern[str], value: str = "") -> Fact | None:
    """The first line in which the words stand, which are the value unless one is given."""
    found = ((line, words.search(line.text)) for line in lines)
    return next((line.found(name, value or match.group(), match) for line, match in found if match), None)


def _day(line: Passage, language: str) -> Fact | None:
    """Vom 5. Mai 2020, du 5 mai 2020, as 2020-05-05."""
    match = ADOPTED[language].search(line.text)
    return None if match is None else line.found("adopted", _date(match, language, "" if match["day"] else "b_"), match)


def _stated(lines: Sequence[Passage]) -> Fact | None:
    """Ausfertigungsdatum / : 1965-09-09."""
    before = ""
    for line in lines:
        match = STATED.match(line.text)
        if match is not None and (STATED_KEY in line.text or before.strip(" :") == STATED_KEY):
            return line.says("adopted", match["date"], *match.span("date"))
        before = line.text
    return None


def _in_force(provisions: Sequence[Provision], language: str) -> Fact | None:
    """The day that one of the last provisions names."""
    found = ((text, IN_FORCE[language].search(text.text)) for text in last_of(provisions, LAST_PROVISIONS))
    return next((text.found("in_force", _date(match, language), match) for text, match in found if match), None)


def _date(match: re.Match[str], language: str, prefix: str = "") -> str | None:
    names = MONTHS[language].split()
    name = match[f"{prefix}month"].lower()
    if name not in names:
        return None
    return f"{match[f'{prefix}year']}-{names.index(name) + 1:02}-{int(match[f'{prefix}day']):02}"


def _title(preface: Sequence[Passage], roles: Sequence[Role]) -> Fact | None:
    """The top heading, else the first short line."""
    headings = [line for line, role in zip(preface, roles, strict=True) if role is Role.HEADING]
    short = [line for line in preface if len(line.text) <= LONGEST_TITLE and line.text.strip("-")]
    found = next(iter([*headings, *short]), None)
    return found.says("title", found.text) if found is not None else None
