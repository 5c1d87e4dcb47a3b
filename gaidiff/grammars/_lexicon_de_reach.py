"""German law text in, cue words out for amounts, thresholds, exemptions, definitions, filings and remedies."""

from __future__ import annotations

import re
from typing import Final

from gaidiff.model.words import Concept

NAME: Final = re.compile(r"\S+")
SMALL: Final = {
    name: value
    for value, name in enumerate(
        NAME.findall(
            "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
            "siebzehn achtzehn neunzehn"
        )
    )
}
TENS: Final = {
    name: 10 * tens
    for tens, name in enumerate(NAME.findall("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"), 2)
}
INFLECTED: Final = {"eins": 1, "eine": 1, "einer": 1, "einem": 1, "einen": 1, "eines": 1, "zweier": 2, "dreier": 3}
SCALES: Final = (("million", 1e6), ("tausend", 1e3), ("hundert", 1e2))
MILLIONS: Final = re.compile(r"\s*million(?:en)?$|\s*mio\.?$")
NAMES: Final = "|".join(sorted({*SMALL, *TENS, *INFLECTED} - {"null"}, key=len, reverse=True))
SPELT: Final = rf"(?:(?:{NAMES})(?:und)?){{0,3}}(?:(?:hundert|tausend)(?:(?:{NAMES})(?:und)?){{0,3}}){{0,3}}"
VALUES: Final = rf"(?:\d{{1,4}}|(?=[a-zäöüß]){SPELT})"
UNIT: Final = "(?:(?:Kalender|Arbeits|Werk)?[Tt]age[ns]?|Tag|Stunden?|Wochen?|Monat(?:e[ns]?|s)?|Jahr(?:e[ns]?)?)"
DIGITS: Final = r"\d{1,3}(?:[. ]\d{3}){1,4}|\d{1,9}(?:,\d{1,2})?"
MONEY: Final = rf"(?:(?:{DIGITS})(?:[ ](?:Millionen|Mio\.))?|{SPELT}(?<=\w)(?:[ ]Millionen)?)[ ](?:Euro|EUR|€)"
COUNTED: Final = (
    "Beschäftigten?|Arbeitnehmern?|Mitarbeitern?|Personen|Nutzern?|Kunden|Einwohnern?|Mitgliedern?|Euro|EUR|€|Prozent|%"
)
QUANTITY: Final = rf"(?:{DIGITS}|(?=[a-zäöüß]){SPELT})(?<=\w)(?:[ ]Millionen)?"
SELF: Final = "dieses[ ]Gesetzes|dieser[ ](?:Verordnung|Satzung|Richtlinie)"
LETTING: Final = "Erlaubnis|Genehmigung|Zulassung|Bewilligung"

REACH: Final = {
    # 50 000 Euro   fünfzigtausend Euro   2 Prozent
    Concept.MONEY: rf"(?<![\w.])(?:{MONEY} | \d{{1,3}}(?:,\d{{1,2}})?[ ]?(?:Prozent|%|vom[ ]Hundert))",
    Concept.FIGURE: rf"""
        (?P<percent>\d{{1,3}}(?:,\d{{1,2}})?)(?=[ ]?(?:Prozent|%|vom[ ]Hundert))
        | (?<![\w.])(?P<value>(?:(?:{DIGITS})|(?=[a-zäöüß]){SPELT}(?<=\w))(?:[ ](?:Millionen
            |Mio\.))?)(?=[ ](?:Euro|EUR|€))
    """,
    # mehr als 250 Beschäftigte   mindestens zehn Personen   höchstens 500 Euro
    Concept.THRESHOLD: rf"""
        (?P<least>\b(?:mindestens|wenigstens
            |nicht[ ]weniger[ ]als)[ ](?P<least_number>{QUANTITY})[ ](?P<least_unit>{COUNTED})(?!\w))
        | (?P<over>(?<!nicht[ ])\bmehr[ ]als[ ](?P<over_number>{QUANTITY})[ ](?P<over_unit>{COUNTED})(?!\w))
        | (?P<most>\b(?:höchstens
            |nicht[ ]mehr[ ]als)[ ](?P<most_number>{QUANTITY})[ ](?P<most_unit>{COUNTED})(?!\w))
        | (?P<under>(?<!nicht[ ])\bweniger[ ]als[ ](?P<under_number>{QUANTITY})[ ](?P<under_unit>{COUNTED})(?!\w))
    """,
    # gilt nicht für   es sei denn   sind befreit   ist nicht verpflichtet
    # The sentence of "gilt nicht" does not show whether a duty or a right is limited: its label leaves the sign open.
    # not: ist mit Ablauf des Jahres nicht mehr anzuwenden (an end, no way out)
    Concept.EXEMPTION: r"""
        (?P<beside>\b(?:gilt|gelten)[ ](?:[\w-]+[ ]){0,4}?nicht\b(?=[ ](?:für|bei|soweit)\b|,)
            |\b(?:ist|sind)[ ](?:[^.;,]{1,80}[ ])?nicht[ ]anzuwenden\b
            |\bfinde[tn][ ](?:[^.;,]{1,80}[ ])?keine[ ]Anwendung\b)
        | (?P<relief>\b(?:ist|sind)[ ](?:[^.;,]{1,80}[ ])?(?<!nicht[ ])befreit\b)
        | (?P<option>\b(?:ist|sind)[ ]nicht[ ]verpflichtet\b|\b(?:braucht|brauchen|muss
            |müssen)[ ](?:[\w-]+[ ]){0,6}?nicht\b)
        | (?P<save>\bes[ ]sei[ ]denn\b|\bmit[ ]Ausnahme[ ](?:der|des|von)\b)
    """,
    # soweit gesetzlich nichts anderes bestimmt ist   bleibt unberührt
    Concept.INTERPLAY: r"""
        \b[Ss]oweit[ ](?:[\w-]+[ ]){0,6}?(?:nichts|nicht[ ]etwas)[ ]anderes[ ]bestimmt\b
        | (?P<beside>\b[Uu]nbeschadet\b|\bbleib(?:t|en)[ ]unberührt\b)
    """,
    # Anbieter im Sinne dieses Gesetzes ist, wer …   „Nutzer“ bezeichnet   (im Folgenden „Anbieter“)
    Concept.DEFINED: rf"""
        (?:^|(?<=[.;:\n][ ])
            |(?<=\n))[„"»]?(?P<named>[A-ZÄÖÜ][\w\- ]{{1,60}}?)[“"«]?[ ]im[ ]Sinne[ ](?:{SELF})[ ](?:ist|sind)\b,?
        | (?:^|(?<=[.;:\n][ ])|(?<=\n))[„"»](?P<term>[^„“"»«\n]{{2,60}})[“"«][ ](?:ist|sind|bezeichnet
            |bezeichnen|bedeutet)\b
        | \((?:im[ ]Folgenden|nachfolgend|im[ ]Weiteren):?[ ][„"»](?P<short>[^„“"»«()]{{2,60}})[“"«]\)
    """,
    # bedarf der Erlaubnis   hat der Behörde … anzuzeigen   registrieren zu lassen
    # not: die Erlaubnis vorzulegen, dem Käufer anzuzeigen
    Concept.LICENCE: rf"""
        (?P<licence>(?:(?<=bedarf[ ]der[ ])|(?<=bedarf[ ]einer[ ])|(?<=bedürfen[ ]der[ ])|(?<=bedürfen[ ]einer[ ]))
            (?:[a-zäöüß]+[ ]){{0,2}}(?:{LETTING})\b|\b(?:{LETTING})[ ](?:einzuholen|zu[ ]beantragen)\b)
        | (?P<registration>\bregistrieren[ ]zu[ ]lassen\b|\bRegister[ ]einzutragen\b|\bregistrieren[ ]lassen\b)
        | (?P<filing>\b[\w-]*[Bb]ehörde[ ](?:[\w-]+[ ]){{0,6}}?anzuzeigen\b)
        | (?P<assessment>\b(?:Datenschutz-Folgenabschätzung|Konformitätsbewertung(?:sverfahren)?)\b)
    """,
    # kann Beschwerde einlegen   kann Auskunft verlangen   kann Widerspruch erheben
    Concept.REMEDY: r"""
        (?P<user>\bBeschwerde\b(?=[ ](?:[\w-]+[ ]){0,5}?(?:ein(?:zu)?legen|erheben|führen)\b)
            |\b(?:Auskunft|Berichtigung|Löschung|Einsicht)\b(?=[^.;]{0,80}\b(?:zu[ ])?(?:verlangen|nehmen)\b))
        | (?P<review>\bWiderspruch\b(?=[ ](?:[\w-]+[ ]){0,5}?(?:ein(?:zu)?legen|(?:zu[ ])?erheben)\b)
            |\bKlage\b(?=[ ](?:[\w-]+[ ]){0,5}?(?:zu[ ])?erheben\b))
    """,
    # § 19a Absatz 2 Satz 1   Artikel 5
    Concept.REFERENCE: r"""
        §[ ]?(?P<number>\d{1,4}[a-z]?)\b(?P<below>(?:[ ](?:Absatz|Abs\.|Satz|Nummer|Nr\.
            |Buchstabe)[ ][0-9a-z]{1,3}\b){0,4})
        | \bArtikels?[ ](?P<section>\d{1,3}[a-z]?)\b(?![/-]\d)(?P<under>(?:[ ](?:Absatz|Abs\.|Satz|Nummer|Nr\.
            |Buchstabe)
            [ ][0-9a-z]{1,3}\b){0,4})
    """,
}  # fmt: skip


def number(text: str) -> float | None:
    """The value of a numeral: zwei, einundzwanzig, fünfzigtausend, 50 000, 1.500, 2,5, zehn Millionen.

    >>> number("einer"), number("einundzwanzig"), number("fünfzigtausend"), number("50 000"), number("2,5")
    (1.0, 21.0, 50000.0, 50000.0, 2.5)
    >>> number("zehn Millionen"), number("zweihundertfünfzig"), number("19a"), number("Anbieter")
    (10000000.0, 250.0, None, None)
    """
    bare = text.casefold().strip()
    scale = 1.0
    if MILLIONS.search(bare):
        bare, scale = MILLIONS.sub("", bare), 1e6
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3}){1,4}|\d{1,12}(?:,\d{1,6})?", bare):
        return float(bare.replace(".", "").replace(" ", "").replace(",", ".")) * scale
    value = _spelt(bare) if bare.isalpha() else None
    return None if value is None else value * scale


def _spelt(word: str) -> float | None:
    """zweihundertfünfzig is two hundreds and fifty, einundzwanzig one and twenty."""
    known = SMALL | TENS | INFLECTED
    if word in known:
        return float(known[word])
    for name, scale in SCALES:
        if name in word:
            before, _, after = word.partition(name)
            many, rest = (_spelt(before) if before else 1.0), (_spelt(after) if after else 0.0)
            return None if many is None or rest is None else many * scale + rest
    ones, _, tens = word.partition("und")
    return float(SMALL[ones] + TENS[tens]) if ones in SMALL and tens in TENS else None
