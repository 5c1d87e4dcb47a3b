"""English law text in, cue words by concept out.

What binds, and how strongly, stands in `_lexicon_en_force`. Every pattern is linear: gaps are bounded and no
quantifier stands inside another unbounded one.

Many begin with a look at one letter, (?=[abhims]): no other letter begins any of their cues, and most words are
passed over in a quarter of the time. Whoever adds a cue adds its letter; a test compares both forms.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gaidiff.grammars._lexicon_en_authority import PATTERNS as OF_AUTHORITIES
from gaidiff.grammars._lexicon_en_force import PATTERNS as OF_FORCE
from gaidiff.grammars._lexicon_en_reach import REACH
from gaidiff.grammars._synonyms_en import levelled
from gaidiff.model.words import Concept, Lexicon, Patterns

NAMES: Final = re.compile(r"\w+")
SMALL: Final = NAMES.findall(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
TENS: Final = {
    name: 10 * n for n, name in enumerate(NAMES.findall("twenty thirty forty fifty sixty seventy eighty ninety"), 2)
}
VALUES: Final = {name: n for n, name in enumerate(SMALL)} | TENS | {"a": 1, "an": 1}
SCALES: Final = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}

NUMERAL: Final = rf"(?:\d{{1,4}}|(?:{'|'.join(TENS)})(?:-(?:{'|'.join(SMALL[1:10])}))?|{'|'.join(SMALL[1:])}|ninety)"
UNIT: Final = (
    r"(?:(?:calendar|working|business|trading)[ ])?(?:day|week|month|year|hour|minute)s?\b"
    r"(?![ ](?:old|of[ ]age|referred[ ]to)\b)"
)
SPAN: Final = rf"{NUMERAL}(?:[ ]\(\d{{1,4}}\))?(?:[ ]|-){UNIT}"
MONTH: Final = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DAY: Final = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ ]{MONTH}(?:,?[ ]\d{{4}})?|{MONTH}[ ]\d{{1,2}}(?:,?[ ]\d{{4}})?)"
LAW: Final = "Law|Act|Code|Regulations?|Directive|Decision|Measures|Provisions|Rules?|Order|Ordinance|Treaty|Convention"
# Law of the People's Republic of China on Progress; Provisions on the Administration of Recommendations
TAIL: Final = (
    r"[ ](?:on|of|for|governing)[ ](?!the[ ](?:Council|Commission|European))(?:the[ ])?[A-Z][A-Za-z'’-]{0,30}"
    r"(?:[ ](?:of|the|and|or|on|for|in|to|with|[A-Z][A-Za-z'’-]{0,30})){0,16}"
    r"(?<![ ]of)(?<![ ]the)(?<![ ]and)(?<![ ]or)(?<![ ]on)(?<![ ]for)(?<![ ]in)(?<![ ]to)(?<![ ]with)"
)
CONSENT: Final = (
    "consent|authori[sz]ation|permission|approval|justification|justified[ ]reasons?|just[ ]cause|good[ ]cause"
    "|valid[ ]reasons?|legitimate[ ]reasons?"
)
# Verbs that open a further act after a comma: "shall keep records, submit a report, and give notice".
ACTS: Final = (
    "accept|adopt|allow|appoint|assess|assist|bear|carry|clarify|collect|comply|conduct|conform|conserve|consult|cooperate"
    "|correct|deal|define|delete|designate|develop|disclose|document|eliminate|enhance|establish|evaluate|explain|formulate"
    "|fulfil|give|guide|handle|help|identify|implement|improve|include|inform|inspect|keep|label|maintain|make|mark|monitor"
    "|notify|observe|obtain|offer|perform|post|prepare|preserve|prevent|process|protect|provide|publish|put|raise|record"
    "|rectify|refine|refrain|register|remove|report|respect|respond|retain|review|safeguard|save|set|sign|stop|strengthen"
    "|submit|supervise|supply|suspend|take|tell|terminate|test|train|uphold|use|verify|warn"
)
OFFICE: Final = (
    "authorit(?:y|ies)|Commission|Member[ ]States?|Minister|Ministry|Secretary|departments?|agency|agencies|Bureau"
    "|Administration|courts?|[Gg]overnments?|Board(?![ ]of[ ][Dd]irectors)|Council|Committee|Presidential[ ]Decree"
    "|officials?|regulators?|inspectors?|AI[ ]Office|Supervisor|Coordinators?|Commissioners?|Tribunals?|CSIRTs?|State"
)

PATTERNS: Final = {
    # unlawfully retain   without consent
    # not: illegal content, unlawful act
    Concept.QUALIFIER: rf"""(?i:
        \b(?:unlawfully|illegally|knowingly|wilfully|willfully|intentionally|maliciously|unduly|improperly
            |unreasonably|recklessly)\b
        | \bwithout[ ](?:(?:the|a|prior|written|express|explicit|proper|due|lawful)[ ]){{0,3}}(?:{CONSENT})
        | \bunless[ ](?:authori[sz]ed|permitted)\b | \bbeyond[ ]the[ ](?:[\w-]+[ ]){{0,3}}(?:scope|extent)\b
    )""",
    Concept.WEAK_QUALIFIER: r"""(?i:
        \bin[ ]accordance[ ]with[ ](?:the[ ])?(?:applicable[ ]|relevant[ ]|national[ ]|state[ ])?(?:law|laws
            |state[ ]provisions|national[ ]provisions)\b
        | \b(?:pursuant[ ]to|in[ ]accordance[ ]with|under)[ ](?:the[ ])?(?P<general>relevant[ ](?:State[ ]
            |national[ ])?(?:provisions|rules|regulations)(?:[ ]of[ ]the[ ]State)?\b)
        | \baccording[ ]to[ ]law\b | \blawfully\b | \b(?:where|as|if)[ ](?:applicable|necessary)\b
        | (?P<fit>\b(?:where|as|if|when)[ ](?:(?:reasonably|technically)[ ])?(?:appropriate|practicable|feasible)\b
            | \bto[ ]the[ ]extent[ ](?:possible|practicable|feasible)\b | \bas[ ]far[ ]as[ ](?:possible|practicable)\b
            | \b(?:based|depending)[ ]on[ ]the[ ](?:[\w-]+[ ]){0,2}?(?:characteristics|features|circumstances)\b
                (?:[ ]of[ ](?:the[ ])?\w+){0,2})
    )""",
    Concept.EXCEPTION: r"""
        \b(?=[deounsw])(?:
        \bexcept\b | \bwith[ ]the[ ]exception[ ]of\b | \bunless\b | \bother[ ]than\b | \bnotwithstanding\b
            | \b(?:shall|does|do)[ ]not[ ]apply\b | \bexempt(?:ed|ion)?\b
        | \bneed[ ]not\b | \bnot[ ]be[ ]required[ ]to\b | \bwhere[ ](?:[\w-]+[ ]){0,6}?provide[s]?[ ]otherwise
        )
    """,
    # within three months   no later than 30 days   for at least five years   by 31 March
    # not: from 2 August 2026 (a date of effect), 12-month-old, at least 16 years old, the period of six
    # months referred to in paragraph 1
    Concept.TIME_LIMIT: rf"""
        \b(?=[abfmnopuvw])(?:
        (?P<within>\b(?:within|at[ ]the[ ]latest|(?:no|not)[ ]later[ ]than|not[ ]exceeding|not[ ]more[ ]than
            |no[ ]longer[ ]than|up[ ]to)[ ](?:a[ ]period[ ]of[ ]|the[ ](?:next|following)[ ])?
            (?P<number>{NUMERAL}|an?)(?:[ ]\(\d{{1,4}}\))?(?:[ ]|-)(?P<unit>{UNIT})\b)
        | (?P<least>\b(?:at[ ]least|(?:not|no)[ ](?:less|fewer)[ ]than
            |(?:a[ ])?minimum[ ](?:period[ ])?of)[ ](?P<least_number>{NUMERAL}|an?)(?:[ ]\(\d{{1,4}}\))?(?:[ ]
            |-)(?P<least_unit>{UNIT})\b)
        | (?P<during>\b(?:for[ ](?:a[ ](?:period|term)[ ]of[ ])?|period[ ]of[ ]
            |valid[ ]for[ ])(?P<during_number>{NUMERAL})(?:[ ]\(\d{{1,4}}\))?(?:[ ]|-)(?P<during_unit>{UNIT})\b)
        | (?P<day>\b(?:by|before|(?:no|not)[ ]later[ ]than|on[ ]or[ ]before)[ ]{DAY})
        )
    """,
    Concept.PROMPTNESS: r"""(?i:
        \bpromptly\b | \bimmediate(?:ly)?\b | \bwithout[ ](?:undue[ ]|unreasonable[ ])?delay\b | \bforthwith\b
        | \bas[ ]soon[ ]as[ ](?:possible|practicable|reasonably[ ]practicable)\b
            | \bin[ ]a[ ]timely[ ](?:manner|fashion)\b | \bexpeditiously\b
    )""",
    # a fine of RMB 10,000   issue a warning   order rectification   revoke the licence
    # not: fine-tuning, early warning, warning label, suspend the service (what a provider does), state the fines laid
    # down in Article 5 (of which that article speaks)
    Concept.PENALTY: r"""
        \b(?=warn|circ|publ|noti|crit|repr|order|susp|admin|civil|mone|fina|pecu|fine|conf|forf|revo|impr|guil|disc
            |blac|credit|be[ ]p|impose|shall[ ]be[ ]sub)(?:  # most words are none of these, and the rest is slow
        (?P<warning>(?<!early[ ])(?<!prior[ ])\bwarnings?\b(?![ ](?:label|sign|system|mechanism|statement
            |notice|message|function|light|to[ ]users)))
        | (?P<criticism>\b(?:circular|circulate|circulated|public(?:ly)?|published|notices?[ ]of
            |notif\w{1,8})[ ](?:a[ ])?(?:notices?[ ]of[ ])?criticism|\bcriticism[ ]by[ ]circular|\breprimand)
        | (?P<suspension_or_closure>\b(?:order|orders|ordered
            |ordering)[ ](?:[\w'’-]+[ ]){0,6}?suspen\w{1,4}[ ]or[ ]terminat\w{1,4})
        | (?P<suspension>\b(?:order|orders|ordered
            |ordering)[ ](?:[\w'’-]+[ ]){0,6}?suspen\w{1,4}(?![ ]or[ ]terminat)|\bsuspension[ ]of[ ](?:business
            |licen[cs]e|operations?))
        | (?P<closure>\b(?:order|orders|ordered|ordering)[ ](?:[\w'’-]+[ ]){0,6}?(?:terminat\w{1,4}|clos\w{1,4}
            |cease\w{0,3}|cessation))
        | (?P<rectification>\b(?:order|orders|ordered|ordering)[ ](?:[\w'’-]+[ ]){0,6}?(?:rectif\w{1,9}
            |correct\w{0,6}|make[ ]corrections|remed\w{1,3}))
        | (?P<fine>(?<!imposition[ ]of[ ])(?<!imposition[ ]of[ ]a[ ])  # in two cases of imposition of a fine
            \b(?:administrative[ ]|civil[ ]|monetary[ ])?fines?\b(?![ -](?:tun|art|grain|print))
            (?!(?:[ ]and[ ](?:[\w-]+[ ]){0,2}payments)?[ ](?:provided[ ]for|referred[ ]to|laid[ ]down
                |set[ ]out)[ ]in[ ])
            |(?<!imposition[ ]of[ ])(?<!imposition[ ]of[ ]a[ ])\b(?:civil[ ](?:money[ ])?|monetary[ ]|financial[ ]
                |pecuniary[ ])penalt(?:y|ies)|\bfined\b)
        | (?P<confiscation>\bconfiscat\w{1,4}|\bforfeit\w{0,5})
        | (?P<revocation>\brevo(?:k\w{1,4}|cation)(?=[ ](?:of[ ])?(?:the[ ]|its[ ]|their[ ]|any[ ]|relevant[ ]
            |business[ ]){0,3}(?:licen[cs]|permit|registration|authori[sz]ation|approval|certificat|qualification)))
        | (?P<detention>\badministrative[ ]detention) | (?P<imprisonment>\bimprison\w{1,5})
        | (?P<criminal>\bcriminal[ ](?:liability|responsibility|penalt|prosecution|offen[cs]e)
            |\bguilty[ ]of[ ]an[ ]offence)
        | (?P<public_order>\bpublic[ ]security[ ](?:administration[ ])?(?:penalt|punishment))
            | (?P<discipline>\bdisciplinary[ ](?:action|measure|sanction|penalt))
        | (?P<listing>\bblacklist|\bcredit[ ](?:record|file))
        | (?P<general>\b(?:be[ ]penali[sz]ed|be[ ]punished|impose[ds]?[ ](?:administrative[ ])?(?:penalties
            |punishments?|sanctions)|shall[ ]be[ ]subject[ ]to[ ]penalties))
        )
    """,
    # RMB 10,000   EUR 35 000 000   7 % of turnover   ten thousand yuan
    Concept.MONEY: r"""
        (?<![a-z])(?=[afotCEGHRU$€£¥\d])(?:
        (?:(?:RMB|CNY|USD|EUR|GBP|HKD)[ ]?|[$€£¥])\d[\d,.]{0,14}(?:[ ]\d{3}){0,4}(?:[ ](?:million|billion|thousand))?
        | \b\d[\d,.]{0,14}(?:[ ](?:million|billion|thousand))?[ ](?:yuan|dollars|euros?|pounds|renminbi|RMB)\b
        | \b(?:one|two|three|five|ten|twenty|thirty|fifty|a|one[ ]hundred|two[ ]hundred
            |five[ ]hundred)[ ](?:hundred[ ]|thousand[ ]|million[ ]){1,2}(?:yuan|dollars|euros?|pounds)\b
        | \b\d{1,3}(?:\.\d{1,3})?[ ]?(?:%|per[ ]?cent)
        | \b(?:one|two|three|five|ten|twenty)[ ](?:to[ ](?:three|five|ten
            |twenty)[ ])?times\b(?=[^.;]{0,40}(?:gain|income|amount|proceeds|profit|value))
        )
    """,
    Concept.FIGURE: rf"""
        (?P<value>\d[\d,.]{{0,14}}(?:[ ]\d{{3}}){{0,4}}(?:[ ](?:million|billion|thousand))?
        | \b(?:{'|'.join(SMALL[1:])}|{'|'.join(TENS)})(?:[ ](?:hundred|thousand|million)){{0,2}}\b)
    """,
    Concept.IN_FORCE: rf"""
        \b(?=[abceistw])(?:
        \b(?:(?:shall|will|is[ ]to|are[ ]to)[ ])?(?:takes?[ ]effect|(?:enters?|comes?)[ ]into[ ](?:force|effect))\b
            (?:[ ](?:on|from|as[ ]of|as[ ]from)[ ](?:{DAY}|[^.;,]{{1,60}}))?
        | \b(?:is|are|be|becomes?)[ ]effective[ ](?:on|from|as[ ]of|as[ ]from)[ ](?:{DAY}|the[ ][^.;,]{{1,60}})
        | \b(?:shall[ ]apply|applies|apply|implemented|effective)[ ](?:as[ ]from|from|as[ ]of|on
            |with[ ]effect[ ]from)[ ]{DAY}
        )
    """,
    Concept.LEGAL_BASIS: r"""
        \b(?:[Ii]n[ ]accordance[ ]with|[Pp]ursuant[ ]to|[Bb]ased[ ]on|[Oo]n[ ]the[ ]basis[ ]of|[Uu]nder
            |[Bb]y[ ]virtue[ ]of|[Aa]ccording[ ]to)[ ][^.]{1,600}?
            (?:[Tt]hese|[Tt]his)[ ][\w ]{1,40}?(?:is|are)[ ](?:hereby[ ])?(?:formulated|enacted|made|adopted
            |issued|developed)
        | (?:[Tt]hese|[Tt]his)[ ][\w ]{1,40}?(?:is|are)[ ](?:hereby[ ])?(?:formulated|enacted|made|adopted
            |issued|developed)[ ][^.]{0,300}?
            (?:in[ ]accordance[ ]with|pursuant[ ]to|based[ ]on|on[ ]the[ ]basis[ ]of|under|by[ ]virtue[ ]of
            |according[ ]to)[ ][^.]{1,600}
        | \b[Hh]aving[ ]regard[ ]to[ ][^.;]{1,300}
    """,
    # the Cybersecurity Law of the People's Republic of China   Regulation (EU) 2016/679   the Data Act 2018
    # not: this Regulation, these Measures
    Concept.INSTRUMENT: rf"""
        \b(?=[A-Z])(?:
        (?P<number>\b(?:Regulation|Directive|Decision)[ ]\((?:EU|EC|EEC
            |EU,[ ]Euratom)\)[ ](?:No[ ])?\d{{1,4}}/\d{{1,4}}|\b(?:Directive
            |Decision)[ ]\d{{2,4}}/\d{{1,4}}/[A-Z]{{2,7}})
        | (?P<name>\b(?!(?:This|These|The|That|Such|Any|Each|All|Under|In|Where|If|For|Both|Other|Chapter
            |Article|Section|Part|Implementing)\b)[A-Z][A-Za-z'’-]{{0,30}}
            (?:[ ](?:of|the|and|on|for|in|to|[A-Z][A-Za-z'’-]{{0,30}})){{0,16}}?[ ](?:{LAW})\b(?:{TAIL}|[ ]\d{{4}})?)
        | (?P<long>\b(?:{LAW}){TAIL})
        )
    """,
    # The competent authority shall   Member States shall   Officials may not
    # not: Providers shall notify the authority
    Concept.AUTHORITY: rf"""
        ^(?:[Tt]he[ ])?(?:[\w-]+[ ]){{0,3}}?(?:institutions?|personnel|staff
            |bodies)\b[^,;.]{{0,100}}?\b(?:supervision|inspection|enforcement)\b
        | ^(?:[Tt]he[ ]|[Tt]hose[ ]|[Tt]hat[ ]|[Oo]ther[ ])?(?:[\w-]+[ ]){{0,3}}?(?:modalities|rules[ ]of[ ]procedure
            |(?:implementing|delegated)[ ]acts?|matters[ ]necessary)\b  # what an authority lays down
        | ^[ ]?(?:(?!\b(?:by|to|from|with|under|at|before|after|where|if|when|shall|must|may
            |of)\b)[^,;.]){{0,80}}?\b(?:{OFFICE})\b
    """,
    Concept.ENFORCEMENT: r"""
        \b(?:(?<!\ban[ ])(?<!\bthe[ ])(?<!\bany[ ])(?<!\bevery[ ])(?<!\bsuch[ ])(?<!\bby[ ])order
            |inspect(?:ion)?|investigat\w{1,4}|penali[sz]e|punish|seize|dispose[ ]of(?![ ]property)
            |supervis\w{1,4}[ ]and[ ]inspect\w{0,4}|technical[ ]measures)\b
    """,
    Concept.DATE: rf"\b{DAY}\b",
    Concept.INTERPRETATION: r"""
        \b(?:shall[ ]be[ ](?:deemed|construed|considered|understood)
            |(?<!other[ ])(?<!such[ ])(?<!by[ ])(?<!electronic[ ])(?<!technical[ ])(?<!the[ ])means(?!$|[ ]of\b)
            |refers?[ ]to|shall[ ]mean
            |shall[ ]be[ ](?:without[ ]prejudice|invalid)
            |shall[ ]not,?[ ](?:in[ ]any[ ]event,[ ])?(?:adversely[ ])?(?:affect|prejudice|entail
                |be[ ](?:prevented|precluded|covered|binding|invalid|in[ ](?:breach|violation))))\b
        | ^<?(?:Newly[ ])?(?:Amended|Added|Inserted|Deleted)[ ]on\b  # <Amended on 20 January>: a publisher's note
    """,
    # Where a provider finds unlawful content,   In accordance with law,   before providing the service,
    Concept.CONDITION: r"""
        ^(?:[Ww]here|[Ii]f|[Ww]hen|[Uu]nless|[Ii]n[ ]the[ ]event|[Uu]pon)\b(?![^;]{0,600},[^;]{0,200}\b(?:shall
            |must|may|ha(?:s|ve)[ ]the[ ]right)\b)
        | ^(?:[Aa]fter|[Bb]efore|[Ii]n[ ]accordance|[Pp]ursuant|[Ww]ithout[ ]prejudice|[Ss]ubject[ ]to
            |[Ii]n[ ]order|[Ff]or|[Bb]y|[Uu]nder|[Ii]n|[Aa]t|[Oo]n|[Ww]ith
        |[Ww]hile|[Aa]s|[Dd]uring|[Ff]rom|[Bb]ased|[Aa]ccording|[Hh]aving|[Tt]o[ ]the[ ]extent)\b
            (?![^;]{0,400}\b(?:shall|must|may)\b)
    """,
    # "Providers shall, within the life cycle," and the act follows
    Concept.ADVERBIAL: r"^,[ ][^,]{1,200}$",
    Concept.LIST_LEAD: r"(?:following[^.;:]{0,60})?[:—]\s*$",
    # in any of the following cases, the operator shall report:   where any of the following occurs,
    Concept.CASES: r"""(?i:
        \b(?:in|under|where|if|when|upon)\b[^:;]{0,60}?\bthe[ ]following[ ](?:cases?|circumstances?|situations?|events?
            |conditions?|occurs?|applies|apply|happens?|is[ ]met)\b
    )""",
    # not: "etc. of committees", "Jan. 20", "No. 5"
    Concept.SENTENCE_END: r"""
        (?<!\betc)(?<!\b[A-Z][a-z]{2})(?<!\bNo)\.(?=\s|$) | (?<=\betc)\.(?=\s+[A-Z]|\s*$)
        | (?:(?<=\b[A-Z][a-z]{2})|(?<=\bNo))\.(?=\s+[^\d\s]|\s*$)
    """,
    # a clause ends at ; and where a further modal verb follows: "shall keep records, and shall not disclose them"
    Concept.CLAUSE_END: rf"""
        ;(?:[ ](?:and|or)\b)? | :(?=\s|$) | ,?[ ](?:and|or|but)(?=[ ](?:shall|must|may)\b)
            | ,(?:[ ]and)?(?=[ ](?!(?:[\w-]+[ ]){{0,2}}and[ ](?:the[ ]like|others?)\b)
            (?:[\w-]+[ ]){{1,4}}?(?:shall|must)\b)
            | ,(?=[ ](?:shall|must|may)[ ]not\b) | ,(?:[ ]and)?(?=[ ]not[ ]to[ ])
            | [ ]and(?=[ ]to[ ](?:enhance|improve|increase|raise|reduce|strengthen)[ ])
            | ,[ ]as[ ](?:is|are)(?=[ ]) | ,[ ]and(?=[ ](?:encourages|supports|promotes|advances|guides)[ ])
        | ,(?:[ ]and)?(?=[ ](?:(?:{ACTS})[ ](?!of\b|or\b|and\b)|\w{{3,12}}ly[ ](?:{ACTS})[ ]))
        | [ ]and(?=[ ](?:accept|bear|carry|conduct|establish|keep|maintain|notify|obtain|perform|preserve|provide
            |publish|report|retain|safeguard|submit|supervise|take|verify)[ ](?:the|a|an|its|their|any|all
            |this|these|such|out|to|and|normal)\b)
    """,
    Concept.LIST_TAIL: r"""
        ^[ ]?(?:(?P<list>including|such[ ]as|for[ ]example|in[ ]particular)|and|or)\b(?![ ](?:shall|must|may
            |accept|carry|conduct|establish|keep|maintain|notify|obtain|preserve|provide|publish|report|retain
            |submit|take|verify|respond|handle)\b)
    """,
    Concept.TOPIC_DATA: r"\b(?:[Dd]ata|[Pp]ersonal[ ]information|[Pp]rivacy|[Aa]nnotat\w{0,5}|[Tt]raining)\b",
    Concept.TOPIC_CONTENT: r"""
        \b(?:content|label\w{0,4}|watermark\w{0,3}|discriminat\w{0,4}|false[ ]information|advertis\w{0,6})\b
    """,
    Concept.TOPIC_USER: r"\b(?:[Uu]sers?|[Cc]onsumers?|complaints?|[Mm]inors|[Dd]ata[ ]subjects?|appeal|redress)\b",
    Concept.TOPIC_FILING: r"""
        \b(?:filing|filed|licen[cs]\w{1,4}|permit|registration|registered|prior[ ]approval
            |security[ ]assessment|conformity[ ]assessment|authori[sz]ation)\b
    """,
    Concept.TOPIC_CROSS_BORDER: r"""
        \b(?:overseas|abroad|cross-border|foreign|third[ ]countr\w{1,3}|outside[ ]the[ ](?:territory|Union|PRC
            |People)|import\w{0,4}|export\w{0,4})\b
    """,
    Concept.TOPIC_REGULATOR: r"""
        \b(?:competent[ ](?:authorit\w{1,3}|departments?)|supervis\w{1,4}|inspection|market[ ]surveillance
            |within[ ](?:their|its)[ ](?:remit|duties|responsibilities))\b
    """,
    Concept.TOPIC_SCOPE: r"\b(?:(?:shall|does|do)[ ](?:not[ ])?apply[ ]to|scope[ ]of[ ]application|applies[ ]to)\b",
}  # fmt: skip

STYLE: Final = frozenset(
    NAMES.findall(
        "shall must may not the a an of to and or in on for by with that this these those which who is are be been as "
        "at any such all its it their they from under within accordance pursuant other where if when no nor will "
        "should relevant applicable following article paragraph take takes taking measures promptly including"
    )
)
WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+){0,3}")
ENDING: Final = re.compile(r"(?<=[a-z]{4})(?:ions?|ory|ments?|ings?|ies|ied|ed|es|s|y|e|ly)$")
DOUBLED: Final = re.compile(r"(?<=[a-z]{2}([bdgmnprt]))\1$")  # stopping, stop
PLAIN: Final = (
    (re.compile(r"[\W_]+"), " "),
    (re.compile(r"\bper cent\b"), "percent"),
    (re.compile(r"\b(?:the|a|an|also|further|furthermore|moreover|thereof|therein)\b"), ""),
    (re.compile(r"is(?=e[sd]?\b|ing\b|ations?\b)"), "iz"),
    (re.compile(r"ou?r(?=\b|s\b)"), "or"),
    (re.compile(r"licence"), "license"),
    (re.compile(r" +"), " "),
)


def number(text: str) -> float | None:
    """The value of a numeral or amount: three, thirty-one, 30, 10,000, 35 000 000, ten thousand.

    >>> number("three"), number("thirty-one"), number("10,000"), number("35 000 000"), number("ten thousand")
    (3.0, 31.0, 10000.0, 35000000.0, 10000.0)
    """
    joined = re.sub(r"(?<=\d)[ ,](?=\d{3}\b)", "", text.casefold().strip(" .,"))
    joined = re.sub(r"(?<=\d),(?=\d{1,2}\b)", ".", joined)  # EUR 7,5 million
    value: float | None = None
    for word in re.findall(r"\d{1,15}(?:\.\d{1,6})?|[a-z]+", joined):
        if word[0].isdigit():
            value = (value or 0.0) + float(word)
        elif word in SCALES:
            value = (value or 1.0) * SCALES[word]
        elif word in VALUES:
            value = (value or 0.0) + VALUES[word]
        else:
            return None
    return value


@lru_cache(maxsize=8192)  # the sentences of two long laws; several rules ask about each
def terms(text: str) -> tuple[str, ...]:
    """Words without endings, legal style left out: "Providers shall notify users" gives provider, notif, user."""
    return tuple(_stem(word) for word in WORD.findall(text.casefold()) if word not in STYLE)


@lru_cache(maxsize=8192)  # a law has some thousand words
def _stem(word: str) -> str:
    return DOUBLED.sub("", ENDING.sub("", word))


@lru_cache(maxsize=8192)  # the sentences of two long laws; several rules ask about each
def plain(text: str) -> str:
    """A text with punctuation, articles and British spelling levelled."""
    text = text.casefold()
    for pattern, into in PLAIN:
        text = pattern.sub(into, text)
    return text.strip()


LEXICON: Final = Lexicon(
    language="en",
    patterns=Patterns(PATTERNS | OF_FORCE | OF_AUTHORITIES | REACH),
    strength=("appropriate", "reasonable", "necessary", "effective"),
    days={"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30, "year": 365},
    number=number, terms=terms, plain=plain, levelled=levelled,
)  # fmt: skip
