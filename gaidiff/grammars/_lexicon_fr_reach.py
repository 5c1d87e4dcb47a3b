"""French law text in, cue words out for amounts, thresholds, exemptions, definitions, filings and remedies."""

from __future__ import annotations

import re
from typing import Final

from gaidiff.model.words import Concept

NAME: Final = re.compile(r"\S+")
SMALL: Final = {
    name: value
    for value, name in enumerate(
        NAME.findall("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
    )
}
TENS: Final = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}
VALUE: Final = SMALL | TENS | {"une": 1, "vingts": 20}
HUNDRED: Final = 100.0
SCALES: Final = {"mille": 1e3, "million": 1e6, "millions": 1e6, "milliard": 1e9, "milliards": 1e9}
NAMES: Final = "|".join(sorted({*VALUE, "cent", "cents", "mille"} - {"zéro"}, key=len, reverse=True))
SPELT: Final = rf"(?:{NAMES})(?:(?:-|[ ])(?:et[ -])?(?:{NAMES})){{0,6}}"
VALUES: Final = rf"(?:\d{{1,4}}|{SPELT})"
UNIT: Final = "(?:heures?|jours?(?:[ ](?:ouvrables|ouvrés))?|semaines?|mois|années?|ans?)"
MONTH: Final = "(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
DAY: Final = rf"(?:1er|\d{{1,2}})[ ]{MONTH}(?:[ ]\d{{4}})?"
BLANK: Final = "[ \\u00a0\\u202f]"
DIGITS: Final = r"\d{1,3}(?:[.\u00a0\u202f ]\d{3}){1,4}|\d{1,9}(?:,\d{1,2})?"
AMOUNT: Final = rf"(?:{DIGITS}|{SPELT})(?:{BLANK}(?:millions?|milliards?)[ ]d['’])?"
COUNTED: Final = (
    "salariés|employés|personnes|utilisateurs|clients|habitants|membres|usagers|euros|€|pour[ ]cent|%|tonnes|mètres"
)
QUANTITY: Final = rf"(?:{DIGITS}|{SPELT})"
SUBJECT_TO: Final = r"(?:(?<=soumis[ ]à[ ])|(?<=soumise[ ]à[ ])|(?<=soumises[ ]à[ ]))"

REACH: Final = {
    # 15 000 euros   dix mille euros   deux millions d'euros   4 %
    Concept.MONEY: rf"""
        (?<![\w.])(?:{AMOUNT})(?:(?<=['’])|{BLANK})(?:euros?\b|€) | \b\d{{1,3}}(?:,\d{{1,2}})?{BLANK}?(?:%
            |pour[ ]cent)
    """,
    Concept.FIGURE: rf"""
        (?P<percent>\d{{1,3}}(?:,\d{{1,2}})?)(?={BLANK}?(?:%|pour[ ]cent))
        | (?<![\w.])(?P<value>(?:{DIGITS}|{SPELT})(?:{BLANK}(?:millions?|milliards?))?)(?={BLANK}(?:euros?|€
            |d['’]euros?))
    """,
    # plus de 50 salariés   au moins dix personnes   moins de cent utilisateurs
    Concept.THRESHOLD: rf"""
        (?P<least>\bau[ ]moins[ ](?P<least_number>{QUANTITY}){BLANK}(?P<least_unit>{COUNTED})(?!\w))
        | (?P<over>(?<!pas[ ])\bplus[ ]de[ ](?P<over_number>{QUANTITY}){BLANK}(?P<over_unit>{COUNTED})(?!\w))
        | (?P<most>\bau[ ](?:plus|maximum)[ ](?P<most_number>{QUANTITY}){BLANK}(?P<most_unit>{COUNTED})(?!\w))
        | (?P<under>(?<!pas[ ])\bmoins[ ]de[ ](?P<under_number>{QUANTITY}){BLANK}(?P<under_unit>{COUNTED})(?!\w))
    """,
    # ne s'applique pas   sauf   est dispensé de   n'est pas tenu de
    # The sentence of "ne s'applique pas" does not show whether a duty or a right is limited: its label
    # leaves the sign open.
    Concept.EXEMPTION: r"""
        (?P<beside>\bne[ ]s['’]applique(?:nt)?[ ]pas\b|\bn(?:e[ ]sont|['’]est)[ ]pas[ ]applicables?\b)
        | (?P<relief>\b(?:est|sont)[ ](?:exemptée?s?|dispensée?s?|exonérée?s?)\b)
        | (?P<option>\bn(?:e[ ]sont|['’]est)[ ]pas[ ]tenue?s?\b)
        | (?P<save>\bà[ ]l['’]exception[ ]d|\bsauf\b|\bhormis\b)
    """,
    # sauf disposition contraire   sans préjudice de
    Concept.INTERPLAY: r"""
        \b[Ss]auf[ ]dispositions?[ ]contraires?\b | \b[Ss]ous[ ]réserve[ ]de[ ]dispositions[ ]contraires\b
        | (?P<beside>\b[Ss]ans[ ]préjudice[ ]d)
    """,
    # On entend par « fournisseur » …   « utilisateur » : toute personne …   (ci-après « le registre »)
    Concept.DEFINED: r"""
        \b[Oo]n[ ]entend[ ]par[ ]«\s?(?P<named>[^»]{2,60}?)\s?»\s?[:,]?
        | (?:^|(?<=[.;:\n]\s)|(?<=\n))«\s?(?P<term>[^»]{2,60}?)\s?»\s?:
        | \(ci-après(?:[ ](?:dénommée?s?|désignée?s?))?[ ]?«\s?(?P<short>[^»()]{2,60}?)\s?»\)
    """,
    # est soumise à autorisation   obtenir un agrément   not: présenter l'autorisation, procéder à déclaration
    Concept.LICENCE: rf"""
        (?P<licence>{SUBJECT_TO}(?:autorisation|agrément|licence)\b
            |\b(?:obtenir|solliciter)[ ](?:une?[ ]|l['’]|la[ ])(?:autorisation|agrément|licence)\b)
        | (?P<filing>{SUBJECT_TO}déclaration\b|\b(?:effectuer|déposer)[ ]une[ ]déclaration[ ]préalable\b)
        | (?P<registration>{SUBJECT_TO}(?:enregistrement|immatriculation)\b|\bs['’](?:immatriculer|enregistrer)\b)
        | (?P<assessment>\b(?:analyse|étude)[ ]d['’]impact\b|\bévaluation[ ]de[ ]la[ ]conformité\b)
    """,
    # peut introduire une réclamation   peut former un recours   not: le recours à cette procédure
    Concept.REMEDY: r"""
        (?P<user>\b(?:introduire|déposer|adresser|présenter)[ ]une[ ](?:réclamation|plainte)\b
            |\bdemander[ ](?:l['’]accès|la[ ]rectification|l['’]effacement|la[ ]portabilité)(?!\w))
        | (?P<review>\b(?:former|introduire|exercer)[ ]un[ ]recours\b|\b(?:interjeter|faire)[ ]appel\b)
    """,
    # l'article 14   l'article L. 110-1   aux articles 3 et 4 (the first)
    Concept.REFERENCE: r"""
        \b[Aa]rticles?[ ](?P<number>(?:[LRD]\.?[ ]?)?\d{1,4}(?:-\d{1,3}){0,3})\b(?:er)?(?![/])
    """,
}  # fmt: skip


def number(text: str) -> float | None:
    """The value of a numeral: trois, soixante-dix-sept, quatre-vingts, dix mille, 15 000, 2,5, deux millions.

    >>> number("une"), number("soixante-dix-sept"), number("quatre-vingt-dix"), number("cinq cent vingt et un")
    (1.0, 77.0, 90.0, 521.0)
    >>> number("dix mille"), number("15 000"), number("2,5 millions"), number("34-1"), number("fournisseur")
    (10000.0, 15000.0, 2500000.0, None, None)
    """
    bare = re.sub("[\u00a0\u202f]", " ", text.casefold()).strip()
    scale = 1.0
    head, blank, last = bare.rpartition(" ")
    if blank and last in SCALES and head[:1].isdigit():
        bare, scale = head, SCALES[last]
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3}){1,4}|\d{1,12}(?:,\d{1,6})?", bare):
        return float(bare.replace(".", "").replace(" ", "").replace(",", ".")) * scale
    words = [word for word in re.split(r"[ -]", bare) if word != "et"]
    return _spelt(words) if words else None


def _spelt(words: list[str]) -> float | None:
    """Tens and ones add up; cent and mille multiply what stands before them; quatre-vingt is four twenties."""
    whole = part = 0.0
    for word in words:
        if word in SCALES:
            whole, part = whole + (part or 1.0) * SCALES[word], 0.0
        elif word in {"cent", "cents"}:
            part = (part or 1.0) * HUNDRED
        elif word in {"vingt", "vingts"} and part % HUNDRED == SMALL["quatre"]:
            part += TENS["vingt"] * SMALL["quatre"] - SMALL["quatre"]
        elif word in VALUE:
            part += VALUE[word]
        else:
            return None
    return whole + part
