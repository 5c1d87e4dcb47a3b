"""German law text in, cue words by concept out.

Only what can be read off safely counts: a sentence that does not open with its subject (Auf Verlangen hat der
Anbieter ...) names its actor after the verb and is left alone, as is a negation that may belong to one word only.
Every pattern is linear: gaps are bounded and no quantifier stands inside another unbounded one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gaidiff.grammars._lexicon_de_reach import REACH, UNIT, VALUES, number
from gaidiff.model.words import Concept, Lexicon, Patterns

# Heads of the names of authorities, by gender: "Der Behörde" is no subject, "Der Bundesminister" is one.
FEMININE: Final = (
    r"[\w-]*(?:[Bb]ehörden?|[Rr]egierung(?:en)?|[Kk]ommission|[Nn]etzagentur|[Bb]undesanstalt|[Ss]taatsanwaltschaft"
    r"|[Aa]ufsicht|Entscheidung|[Ss]taatskanzlei|[Pp]olizei|[Ll]andesanstalt)"
)
NEUTER: Final = r"[\w-]*(?:[Aa]mt|[Ää]mter|[Gg]erichte?|[Mm]inisterium|[Mm]inisterien|Land)"
PLURAL: Final = "Länder|Mitgliedstaaten|Gemeinden|Bediensteten|Beamten|(?:Bundes|Landes)beauftragte"
MASCULINE: Final = (
    r"Bund|Senat|Bundestag|Bundesrat|Rat|Landtag|Staat|[\w-]*[Mm]inister|Präsident|(?:Bundes|Landes)beauftragte"
)
OFFICE: Final = rf"(?:{FEMININE}|{NEUTER}|{PLURAL}|{MASCULINE})"
# What opens a subject; everything else (Auf, Bei, Wenn, Den, Unverzüglich) puts the subject behind the verb.
SUBJECT: Final = (
    "Der|Die|Das|Eine?|Jede[rs]?|Alle|Wer|Er|Sie|Es|Diese[rs]?|Kein|Keine|Niemand|Solche|Sämtliche|Beide|Mehrere"
)
MODAL: Final = "hat|haben|ist|sind|muss|müssen|darf|dürfen|kann|können"
# zu führen, aufzubewahren, sicherzustellen; what is said to be likely or applicable binds nobody
TO_DO: Final = (
    r"(?:zu[ ](?!erwarten|verstehen|vertreten|rechnen|befürchten|besorgen|beanstanden)[a-zäöüß]{2,24}n"
    r"|(?!auszugehen|anzunehmen|anzuwenden|anzusehen|zuzurechnen|zuzuordnen|gleichzustellen)"
    r"[a-zäöüß]{2,14}zu[a-zäöüß]{2,16}n)(?=$|[.;,:]|[ ]und[ ]|[ ]oder[ ])"
)
# What only authorities do, and how a text is read: "Der Antrag ist abzulehnen" does not name whom it binds.
OFFICIAL: Final = (
    "zu[ ](?:erteilen|versagen|widerrufen|untersagen|bescheiden|entscheiden|verhängen|gewähren|bestrafen"
    "|ahnden|erlassen|berechnen|bemessen|ermitteln|bestimmen)|auszulegen|anzurechnen|abzulehnen|aufzuheben|anzuordnen|zurückzunehmen|festzusetzen|zurückzuweisen"
)
NOT: Final = r"\b(?:nicht|nichts|kein|keine[nrms]?|nur|niemand)\b"
# nicht weitergeben, nicht ohne Einwilligung; in "nicht öffentliche Daten" it belongs to one word
NEGATION: Final = (
    r"(?:\bnicht\b(?![ ](?:nur|mehr[ ](?:als|[A-ZÄÖÜ][a-zäöüß]+)|weniger|länger|später|höher)\b)"
    r"(?:(?=[ ](?:ohne|gegen|unter|über|außer|ihre[nrms]?|seine[nrms]?|diese[nrms]?|eine[nrms]?|andere[nrms]?"
    r"|solche[nrms]?|deren|dessen)\b)|(?![ ][a-zäöüß]{1,30}(?:e|en|er|es|em)[ ][A-ZÄÖÜ]))"
    r"|\bkein(?:e|en|em|er|es)?\b)"
)
LIMITING: Final = r"(?:über|unter)schreiten|übersteigen|betragen"
ACTED_ON_BY: Final = rf"(?:von[ ](?:der|den)|vom|durch[ ](?:die|das|den))[ ](?:[a-zäöüß]+[ ]){{0,2}}{OFFICE}\b"
WITHHELD: Final = (
    "Einwilligung|Zustimmung|Erlaubnis|Genehmigung|Einverständnis|Ermächtigung"
    "|(?:rechtfertigenden|wichtigen|sachlichen)[ ]Grund"
)
# No subject at the head, or one that may be the object: Die Aufzeichnungen hat der Anbieter aufzubewahren.
UNREADABLE: Final = rf"""
        ^(?=[A-ZÄÖÜ])(?!(?:{SUBJECT})\b)(?!(?:[A-ZÄÖÜ][a-zäöüß]+[ ])?[A-ZÄÖÜ][\w-]+(?:[ ](?:und|oder|sowie)[ ]
            [A-ZÄÖÜ][\w-]+)?[ ](?:haben|sind|müssen|dürfen|können|bedürfen)\b)
        | ^(?=[a-zäöü])(?:auf|bei|in|im|nach|vor|für|über|mit|wenn|soweit|sofern|falls|zur|zum|aus|ohne|durch|so
            |dann|dabei
            |wird|werden|{MODAL})\b
        | ^(?:Die|Das|Der)[ ][^.;,]{{1,120}}?[ ](?:{MODAL})[ ](?:der|er|sie|es|dieser|jeder)\b
        | ^(?:Die|Das)[ ][^.;,]{{1,120}}?[ ](?:hat|muss|darf|kann|ist)[ ](?:die|das
            |eine?)[ ](?:[a-zäöüß]+[ ]){{0,2}}
            {OFFICE}\b
        | ^Der[ ](?:[a-zäöüß]+en[ ]|{FEMININE}\b)
"""

PATTERNS: Final = {
    # darf nicht weitergeben   dürfen keine Daten erheben   ist verboten   Niemand darf
    # not: darf nicht nur, darf 100 Euro nicht überschreiten, nicht öffentliche Daten
    Concept.PROHIBITION: rf"""
        \b(?:darf|dürfen)\b(?=[^.;,]{{0,200}}?{NEGATION}[^.;,]{{0,200}}?(?:$|[.;,]))
            (?![^.;]{{0,300}}(?:{LIMITING}))
        | \b(?:ist|sind)[ ](?:[\w-]+[ ]){{0,5}}?(?<!nicht[ ])(?:verboten|untersagt)\b
        | \b(?:Niemand|Keine?(?:[ ][\w-]+){{1,4}}?)[ ]darf\b(?![^.;]{{0,300}}(?:{LIMITING}|\bwerden\b))
    """,
    # muss führen   hat … aufzubewahren   ist verpflichtet   sind zu löschen   bedarf der Erlaubnis
    # not: muss nicht, hat das Recht, ist zu erwarten, and what a clause says that ends in its verb (führen muss)
    Concept.DUTY: rf"""
        \b(?:muss|müssen)\b(?=[ ]\w)(?![^.;]{{0,200}}(?:{NOT}|\bkönnen\b))
            | (?<!en[ ])(?<!eln[ ])(?<!ern[ ])\b(?:muss|müssen)$
        | \b(?:hat|haben|(?:ist
            |sind)(?![^.;,]{{0,200}}[ ](?:{OFFICIAL})\b))\b(?=[^.;,]{{0,200}}?[ ]{TO_DO})(?![^.;]{{0,200}}{NOT})
            (?![^.;]{{0,60}}\b(?:Recht|Anspruch|Möglichkeit|Befugnis)\b)(?![^.;]{{0,200}}\b{ACTED_ON_BY})
        | \b(?:ist|sind)[ ](?:[\w-]+[ ]){{0,2}}?(?<!nicht[ ])verpflichtet\b
        | \b(?:bedarf|bedürfen)\b(?=[ ](?:der|einer)[ ](?:[a-zäöüß]+[ ]){{0,2}}(?:Erlaubnis|Genehmigung|Zulassung
            |Bewilligung)\b)
    """,
    # sicherzustellen, dass   not: Maßnahmen, um sicherzustellen, dass
    Concept.RESULT: r"(?<!um[ ])\b(?:sicher(?:zu)?stellen|(?<!um[ ]zu[ ])gewährleisten),[ ]dass\b",
    # angemessene Maßnahmen zu treffen   erforderliche Vorkehrungen treffen   bemühen sich
    Concept.MEANS: r"""
        (?P<measures>\b(?:zu[ ])?bemühen\b | \b(?:(?:alle|die|geeignete|technische|organisatorische|und|oder
            |sonstige)[ ]){0,5}
            (?:(?P<grade>angemessen|zumutbar|erforderlich|wirksam)e[nr]?[ ])?
            (?:[a-zäöüß]+[ ]){0,2}?(?:Maßnahmen|Vorkehrungen)[ ](?:zu[ ])?(?:treffen|ergreifen)\b)
    """,
    # kann Auskunft verlangen   ist berechtigt   hat das Recht
    # not: kann nicht, darf nur, and what a clause says that ends in its verb (verlangen kann)
    Concept.PERMISSION: rf"""
        \b(?:kann|können|darf|dürfen)\b(?=[ ]\w)(?![^.;]{{0,300}}{NOT})
        | \b(?:ist|sind)[ ](?:[\w-]+[ ]){{0,2}}?(?<!nicht[ ])(?:berechtigt|befugt)\b | \b(?:hat
            |haben)[ ](?:das[ ]Recht|(?:einen[ ])?Anspruch)\b
    """,
    # ohne Einwilligung   unbefugt   vorsätzlich   not: unbefugte Dritte
    Concept.QUALIFIER: rf"""
        \bohne[ ](?:(?:die|eine|der|vorherige|ausdrückliche|schriftliche|deren|dessen|seine
            |ihre)[ ]){{0,3}}(?:{WITHHELD})
        | \b(?:unbefugt|vorsätzlich|widerrechtlich|rechtswidrig|wissentlich|missbräuchlich|absichtlich)\b
    """,
    Concept.WEAK_QUALIFIER: r"""
        \b(?:gegebenenfalls|soweit[ ](?:erforderlich|möglich|angemessen)|nach[ ]Möglichkeit
            |nach[ ]Maßgabe[ ]der[ ]geltenden[ ](?:Gesetze|Rechtsvorschriften))\b
    """,
    Concept.EXCEPTION: r"""
        \b(?:gilt|gelten)[ ](?:[\w-]+[ ]){0,4}?nicht\b | \bkeine[ ]Anwendung\b | \bnicht[ ]anzuwenden\b
    """,
    # binnen drei Monaten   innerhalb von 30 Tagen   mindestens zwei Jahre   bis zum 31. März
    # not: Freiheitsstrafe bis zu zwei Jahren, in der bis zum 31. März geltenden Fassung
    Concept.TIME_LIMIT: rf"""
        (?P<within>\b(?:[Bb]innen|[Ii]nnerhalb(?:[ ]von)?|[Ss]pätestens[ ](?:binnen|innerhalb(?:[ ]von)?|nach))[ ]
            (?:einer[ ]Frist[ ]von[ ])?(?P<number>{VALUES})[ ](?P<unit>{UNIT})\b)
        | (?P<least>(?<!Freiheitsstrafe[ ]von[ ])\b(?:mindestens|wenigstens)[ ](?P<least_number>{VALUES})[ ]
            (?P<least_unit>{UNIT})\b)
        | (?P<during>\bfür[ ](?:die[ ]Dauer[ ]von[ ]|einen[ ]Zeitraum[ ]von[ ])?(?P<during_number>{VALUES})[ ]
            (?P<during_unit>{UNIT})\b)
        | (?P<day>\b(?:[Ss]pätestens[ ](?:am|bis[ ]zum)|(?<!der[ ])(?<!die[ ])(?<!den[ ])[Bb]is[ ]zum)[ ]
            \d{{1,2}}\.[ ](?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)
            (?:[ ]\d{{4}})?(?![ ](?:gelt|gült|bestehend)))
    """,
    Concept.PROMPTNESS: r"\b[Uu]nverzüglich\b | \b[Ss]ofort\b | \b[Uu]mgehend\b | \bohne[ ]schuldhaftes[ ]Zögern\b",
    # Geldbuße bis zu   Freiheitsstrafe   die Erlaubnis widerrufen
    # not: das Aufkommen aus Geldbußen, Gebühren werden eingezogen, Verwarnung vor Gefahren
    Concept.PENALTY: r"""
        (?P<fine>\bGeldbuße\b|\bGeldstrafe\b|\b(?:Geldbußen|Bußgeld(?:er)?
            |Zwangsgeld(?:er)?)\b(?=[^.;]{0,80}\b(?:verhäng|beleg
            |geahndet|festgesetzt|festsetzen)))
        | (?P<imprisonment>\bFreiheitsstrafen?\b)
        | (?P<confiscation>\b(?:Gegenstände|Erzeugnisse|Vorrichtungen|Tatmittel)\b[^.;,]{0,60}?\beingezogen\b
            |\bEinziehung[ ](?:von|der)[ ](?:Gegenstände|Erzeugnisse|Taterträge)n?\b)
        | (?P<revocation>\b(?:Erlaubnis|Genehmigung|Zulassung|Bewilligung|Registrierung
            |Anerkennung)\b[^.;,]{0,60}?\b
            (?:widerrufen|entzogen|entziehen)\b|\b(?:Widerruf|Entzug)[ ]der[ ](?:Erlaubnis|Genehmigung|Zulassung))
    """,
    Concept.IN_FORCE: r"""
        \b(?:tritt|treten)[ ](?:[\w-]+[ ]){0,4}?(?:am
            |mit[ ]Wirkung[ ]vom)[ ](?:ersten[ ])?(?:\d{1,2}\.[ ][\w ]{3,16}
            |Tage?[ ](?:nach[ ])?(?:der|ihrer|seiner)[ ](?:Verkündung|Veröffentlichung)|Tag[ ]nach[ ][\w ]{5,40}?)
            (?:[ ]\d{4})?[ ]in[ ]Kraft\b
    """,
    # das Bundesdatenschutzgesetz   die Verordnung (EU) 2016/679   not: dieses Gesetz, die Rechtsverordnung
    Concept.INSTRUMENT: r"""
        (?P<number>\b(?:Verordnung|Richtlinie|Entscheidung|Beschluss)[ ]\((?:EU|EG
            |EWG)\)[ ](?:Nr\.[ ])?\d{1,4}/\d{1,4}
            |\b(?:Richtlinie|Entscheidung)[ ]\d{2,4}/\d{1,4}/E[GUW]G?\b)
        | (?P<name>\b(?!Bundesgesetz|Landesgesetz|Änderungsgesetz|Ausführungsgesetz
            |Reichsgesetz)[A-ZÄÖÜ][a-zäöüß-]{2,40}
            (?:gesetz(?:buch)?(?:e?s)?|prozessordnung|gerichtsordnung|gewerbeordnung|abgabenordnung)\b
            |\bGrundgesetz(?:es)?\b|\bGewerbeordnung\b|\bAbgabenordnung\b)
    """,
    # Die zuständige Behörde hat   Das Bundesamt kann   not: Auf Verlangen der Behörde hat der Anbieter
    Concept.AUTHORITY: rf"""
        ^(?:(?:Die|Eine|Jede|Diese|die|eine)[ ](?:[a-zäöüß]+e[n]?[ ]){{0,2}}(?:{FEMININE}|{PLURAL}|{NEUTER})
        | (?:Das|Ein|Jedes|das|ein)[ ](?:[a-zäöüß]+e?s?[ ]){{0,2}}{NEUTER}
        | (?:Der|der)[ ](?:[a-zäöüß]+e[ ]){{0,2}}(?:{MASCULINE})
        | (?:[A-Z][a-zäöüß]+e[ ])?(?:{PLURAL}|[Bb]ehörden|Gerichte|Behörden))\b
    """,
    Concept.ENFORCEMENT: r"""
        \b(?:anordnen|anzuordnen|untersagen|betreten|durchsuchen|beschlagnahmen|überwachen|verhängen)\b
    """,
    Concept.INTERPRETATION: r"\b(?:gilt|gelten)[ ]als\b | \bim[ ]Sinne[ ]dieses\b | \bbleib(?:t|en)[ ]unberührt\b",
    Concept.CONDITION: UNREADABLE,
    # A sentence without a modal after its first words, or with its subject behind the verb
    Concept.OBSCURE: rf"{UNREADABLE} | ^(?![^.;]{{0,400}}\b(?:{MODAL})\b)",
    Concept.LIST_LEAD: r":\s*$",
    Concept.SENTENCE_END: r"\.(?=\s[A-ZÄÖÜ§„]|\s*$)(?<!Abs\.)(?<!Nr\.)(?<!Art\.)(?<!\d\.) | ;",
    Concept.TOPIC_DATA: r"\b(?:[Dd]aten|[\w-]*[Dd]atenschutz|personenbezogene[nr]?)\b",
    Concept.TOPIC_CONTENT: r"\b(?:Inhalte?n?|Kennzeichnung|Werbung|Werke?s?)\b",
    Concept.TOPIC_USER: r"\b(?:Nutzern?|Verbrauchern?|Beschwerden?|Kinder|betroffenen?[ ]Person(?:en)?)\b",
    Concept.TOPIC_FILING: r"\b(?:Erlaubnis|Genehmigung|Zulassung|Anzeige|Registrierung|Konformitätsbewertung)\b",
    Concept.TOPIC_CROSS_BORDER: r"""
        \b(?:Ausland|Drittstaat\w{0,2}|Drittl[aä]nd\w{0,3}|Einfuhr|Ausfuhr|grenzüberschreitend\w{0,2})\b
    """,
    Concept.TOPIC_REGULATOR: r"\b(?:zuständige[nr]?[ ]Behörden?|Aufsicht|Aufsichtsbehörden?|Überwachung)\b",
    Concept.TOPIC_SCOPE: r"\b(?:gilt|gelten)[ ](?:nicht[ ])?für\b | \bAnwendungsbereich\b",
}  # fmt: skip

NAMES: Final = re.compile(r"\S+")
STYLE: Final = frozenset(
    NAMES.findall(
        "der die das den dem des ein eine einen einem einer eines und oder sowie in im an am auf aus bei mit "
        "nach von vom zu zum zur für durch über unter um als wie auch nur nicht kein keine ist sind war "
        "werden wird wurde worden hat haben muss müssen darf dürfen kann können soll sollen er sie es ihm "
        "ihr ihre ihren ihrer sein seine seinen seiner sich dass wenn soweit sofern dieser diese dieses "
        "diesem diesen jeder jede jedes alle andere anderen absatz satz nummer artikel gesetz gesetzes dabei "
        "dies dessen deren bis so was wer"
    )
)
WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+){0,3}")
ENDING: Final = re.compile(r"(?<=[a-zäöüß]{4})(?:ungen|ung|en|ern|er|es|em|e|n|s)$")
PLAIN: Final = (
    (re.compile(r"[\W_]+"), " "),
    (re.compile(r"daß\b"), "dass"),
    (re.compile(r"\b(?:der|die|das|den|dem|des)\b"), ""),
    (re.compile(r" +"), " "),
)


@lru_cache(maxsize=8192)  # the sentences of two long laws; several rules ask about each
def terms(text: str) -> tuple[str, ...]:
    """Words without endings, legal style left out: "Die Anbieter müssen Nutzer unterrichten" has three."""
    return tuple(ENDING.sub("", word) for word in WORD.findall(text.casefold()) if word not in STYLE)


@lru_cache(maxsize=8192)  # the sentences of two long laws; several rules ask about each
def plain(text: str) -> str:
    """A text with punctuation and articles levelled."""
    text = text.casefold()
    for pattern, into in PLAIN:
        text = pattern.sub(into, text)
    return text.strip()


LEXICON: Final = Lexicon(
    language="de",
    patterns=Patterns(PATTERNS | REACH),
    strength=("angemessen", "zumutbar", "erforderlich", "wirksam"),
    days={
        "Stunde": 1 / 24, "Stunden": 1 / 24, "Tag": 1, "Tage": 1, "Tages": 1, "Tagen": 1, "Kalendertage": 1,
        "Kalendertagen": 1, "Arbeitstage": 1.4, "Arbeitstagen": 1.4, "Werktage": 1.2, "Werktagen": 1.2, "Woche": 7,
        "Wochen": 7, "Monat": 30, "Monate": 30, "Monats": 30, "Monaten": 30, "Jahr": 365, "Jahre": 365, "Jahres": 365,
        "Jahren": 365,
    },
    number=number,
    terms=terms,
    plain=plain,
)  # fmt: skip
