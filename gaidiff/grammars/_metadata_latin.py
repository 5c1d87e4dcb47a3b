"""The outline of a German or French text in, an Instrument with its title out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars._pattern import pattern
from gaidiff.model.law import Instrument
from gaidiff.model.text import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.grammars._labels import Line
    from gaidiff.grammars._outline import Outline
    from gaidiff.model.text import Reading

LONGEST_TITLE = 250
FIRST_LINES = 6  # in which a law says what it is
MONTHS = {
    "de": "januar februar märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
DAY = r"(?P<day>\d{1,2})(?:\.|er)?\s(?P<month>[A-Za-zäéû]{3,9})\s(?P<year>\d{4})"
ADOPTED = {
    "de": pattern(rf"\bvom\s{DAY}|(?!)(?P<b_day>)(?P<b_month>)(?P<b_year>)"),  # Gesetz vom 5. Mai 2020 (BGBl. I S. 12)
    "fr": pattern(rf"n°\s?\S{{1,12}}\sdu\s{DAY}|^(?:Loi|Décret|Ordonnance|Arrêté)\sdu\s{DAY.replace('?P<', '?P<b_')}"),
}
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
    lines = [line.text for line in outline.preface if len(line.text) <= LONGEST_TITLE]
    number = next((match for text in lines if (match := NUMBER[language].search(text))), None)
    return Instrument(
        title=_title(outline.preface),
        status="draft" if any(DRAFT[language].search(text) for text in lines[:FIRST_LINES]) else None,
        number=number.group() if number is not None else None,
        adopted=next((day for text in lines[:FIRST_LINES] if (day := _day(text, language))), None),
        language=language,
        provisions=outline.provisions,
        preface="\n".join(line.text for line in outline.preface),
        remainder=outline.remainder,
        diagnostics=(*reading.diagnostics, *outline.diagnostics),
        snapshot_sha256=reading.snapshot_sha256,
    )


def _day(text: str, language: str) -> str | None:
    """Vom 5. Mai 2020, du 5 mai 2020, as 2020-05-05."""
    match = ADOPTED[language].search(text)
    if match is None:
        return None
    prefix = "" if match["day"] else "b_"
    names = MONTHS[language].split()
    name = match[f"{prefix}month"].lower()
    return (
        f"{match[f'{prefix}year']}-{names.index(name) + 1:02}-{int(match[f'{prefix}day']):02}"
        if name in names
        else None
    )


def _title(preface: Sequence[Line]) -> str:
    """The top heading, else the first short line."""
    headings = [line.text for line in preface if line.role is Role.HEADING]
    short = [line.text for line in preface if len(line.text) <= LONGEST_TITLE and line.text.strip("-")]
    return next(iter([*headings, *short]), "")
