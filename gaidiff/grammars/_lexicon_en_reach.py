"""English law text in, cue words out for what a rule reaches: scope, exemptions, definitions, triggers, thresholds.

Of the letters many patterns look at first, see `_lexicon_en`.
"""

from __future__ import annotations

from typing import Final

from gaidiff.model.words import Concept

SELF: Final = (
    r"[Tt](?:his|hese)[ ](?:Measures|Law|Act|Regulations?|Provisions|Rules?|Directive|Order|part|subpart|Part|section)"
)
DOING: Final = "provide|use|develop|deploy|offer|operate|produce|sell|import|export|supply|distribute|manufacture|apply"
MONEY: Final = r"(?:(?:RMB|CNY|USD|EUR|GBP|HKD)[ ]?|[$€£¥])\d[\d,.]{0,14}(?<![,.])(?:[ ](?:million|billion|thousand))?"
COUNT: Final = (
    r"\d{1,3}(?:,\d{3}){0,4}(?:\.\d{1,3})?(?:[ ](?:million|billion|thousand))?[ ]"
    r"(?:natural[ ]|registered[ ]|active[ ]|monthly[ ]|business[ ]|open-end[ ]|consumer[ ]|closed-end[ ])?"
    r"(?:persons?|people|users?|employees?|recipients|customers|individuals|transfers|transactions|loans|leases"
    r"|accounts|units|members|seats|tons?|tonnes|kilomet\w{2}s?|met\w{2}s?)"
)
PERCENT: Final = r"\d{1,3}(?:\.\d{1,3})?[ ]?(?:%|per[ ]?cent(?:age[ ]points?)?)"
QUANTITY: Final = rf"(?:{MONEY}|{COUNT}|{PERCENT})"

REACH: Final = {
    # These Measures apply where   This Law shall apply to
    # not: does not apply, apply for a licence
    Concept.APPLICATION: rf"""
        {SELF}[ ](?:shall[ ]|also[ ])?appl(?:y|ies)\b(?![ ]for\b) | \b[Ss]ubject[ ]to[ ](?:this
            |these)[ ](?:Law|Act|Measures)\b
    """,
    # services with public opinion attributes   users who are minors   high-risk systems
    Concept.RESTRICTION: r"""
        \b(?=[chilmsuvw])(?:
        (?P<having>\bwith[ ](?:[a-z-]+[ ]){1,3}(?:attributes?|capabilit(?:y|ies)|characteristics|features)
            (?:[ ](?:or|and)[ ](?:[a-z-]+[ ]){1,3}(?:attributes?|capabilit(?:y|ies)|characteristics|features))?)
        | (?P<group>(?:(?<=users[ ])|(?<=consumers[ ])|(?<=customers[ ])|(?<=persons[ ]))who[ ]are[ ](?:minors
            |children|elderly|consumers)
            | \b(?:minor|child|underage)(?=[ ](?:users?|consumers?|customers?)\b))
        | (?P<size>\b(?:high-risk|critical|significant|very[ ]large|large|sensitive
            |important)(?=[ ](?:[\w-]+[ ]){0,2}?(?:systems?|platforms?|data|providers?|operators?
            |infrastructures?|enterprises?|undertakings?)\b))
        )
    """,
    # apply where products are researched and developed, or employed, and services are provided
    Concept.DEED: r"""(?i:
        (?P<develop>\b(?:research(?:ed|ing)?|develop(?:ed|ing|ment)?)\b) | (?P<use>\b(?:us(?:e|ed|ing)
            |employ(?:ed|ing)?|utili[sz]\w{1,5})\b)
        | (?P<provide>\b(?:provid(?:e|ed|ing)|offer(?:ed|ing)?|suppl(?:y|ied|ying)|provision)\b)
        | (?P<make>\b(?:produc(?:e|ed|ing|tion)|manufactur\w{1,4})\b) | (?P<sell>\b(?:sell|sold|selling|sale)\b)
        | (?P<bring_in>\bimport(?:s|ed|ing|ation)?\b) | (?P<take_out>\bexport(?:s|ed|ing|ation)?\b)
            | (?P<run>\boperat(?:e|ed|ing|ion)\b)
        | (?P<abroad>\boutside[ ]the[ ](?:territory|Union)\b)
    )""",
    # Those who provide and those who use
    Concept.ACTIVITY: rf"""
        ^(?:Those|Persons|Anyone|Whoever)[ ]who[ ](?:{DOING})(?:(?:,|[ ]and|[ ]or)[ ](?:those[ ]who[ ]
            |who[ ])?(?:{DOING})){{0,5}}
    """,
    # providers   deployers   network operators   not: the provider of a platform, where the platform is named
    Concept.DOER: r"""(?i:
        (?P<role>\b(?:search[ ]engine|deployer|processor|controller|importer|distributor|manufacturer
            |producer|seller
            |developer|publisher|carrier|employer|licensee|issuer|lessor|creditor|financial[ ]institution
            |platform)s?\b
            |\b(?:provider|operator|owner)s?\b(?![ ]of[ ](?:[\w-]+[ ]){0,4}?(?:platform|search[ ]engine)))
        | (?P<user>\b(?:service[ ])?(?:user|consumer)s?\b)
        | (?P<body>\b(?:enterprise|undertaking|compan(?:y|ie)|school|hospital|bank|association)s?\b)
    )""",
    # does not apply   exempt from   need not   except in emergencies
    # not: except as provided in (interplay), shall not be exempt
    Concept.EXEMPTION: r"""
        \b(?=[abdeinpsuEU])(?:
        (?P<proviso>\bprovided,?[ ](?:that,?[ ])?(?:this|it|the[ ]same|the[ ]foregoing)
            [ ](?:shall|does)[ ]not[ ]apply\b)
        | (?P<outside>\b(?:shall|does|do)[ ]not[ ]apply\b|\bappl(?:y|ies)[ ]neither\b) | (?P<relief>\b(?:is|are
            |be)[ ]exempt(?:ed)?\b(?<!not[ ]be[ ]exempt)|\bexemption[ ]from\b)
        | (?P<option>\bneed[ ]not\b|\b(?:is|are|be)[ ]not[ ]required[ ]to\b|\bnot[ ]be[ ]required[ ]to\b)
        | (?P<save>\b(?:[Ee]xcept|[Uu]nless)\b(?![ ](?:as[ ](?:otherwise[ ])?provided|otherwise|the[ ]context
            |where[ ]otherwise|provided|(?:the|this)[ ][\w-]+[ ]otherwise)))
        )
    """,
    # those provisions prevail   except as otherwise provided   without prejudice to
    Concept.INTERPLAY: r"""
        \b(?=[depstuwEUW])(?:
        \bprovides?[ ]otherwise\b(?:[^.;]{0,160}?\b(?:prevail|shall[ ]apply|apply|followed)\b)?
        | \b(?:[Ee]xcept|[Uu]nless)[ ](?:as[ ]|where[ ])?otherwise[ ](?:provided|specified|prescribed|stipulated)\b
        | \b(?:those|such|the[ ]latter|these)[ ](?:provisions[ ])?(?:shall[ ])?prevail\b
            | (?P<beside>\b[Ww]ithout[ ]prejudice[ ]to\b|\b(?:shall|does|do)[ ]not[ ]affect\b)
        )
    """,
    # "AI system" means   Generative AI as referred to in these Measures means   (hereinafter "providers")
    Concept.DEFINED: r"""
        (?<![^ \n])(?:^|(?<=[.;:][ ])|(?<=\n))  # in mid-word it is not even worth asking what stands before
            (?:[Ff]or[ ](?:the[ ])?purposes?[ ]of[ ][^,;.]{1,60},[ ])?(?:[Tt]he[ ]term[s]?[ ])?
            [“"'‘]?(?P<term>[A-Za-z][\w’' /-]{1,80}?)(?=[”"'’, ])[”"'’]?,?(?:[ ]\([^()]{1,40}\))?
                (?:[ ]as[ ](?:referred[ ]to|used)[ ]in[ ][^,;.]{1,40}?)?
            [ ](?:means?|shall[ ]mean|refers?[ ]to|has[ ]the[ ]same[ ]meaning)\b(?![ ](?:of|to)\b)
        | \((?:hereinafter|hereafter)(?:,)?[ ](?:referred[ ]to[ ]as[ ])?(?:the[ ])?
            [“"‘'](?P<short>[^”"’']{1,60})[”"’']\)
    """,
    # discovers   becomes aware   knows or should have known
    Concept.KNOWLEDGE: r"""(?i:
        \b(?=[abdfiklors])(?:
        (?P<finds>\b(?:discover(?:s|ed)?|finds?|found|detects?)\b) | (?P<ought>\b(?:should
            |ought[ ]to)[ ]have[ ]known\b)
        | (?P<knows>\b(?:knows?|knew|learns?|learned|becomes?[ ]aware|is[ ]aware|are[ ]aware)\b(?![ ]in[ ]performing))
        | (?P<told>\breported[ ]by\b|\breceiv\w{1,3}[ ](?:[\w-]+[ ]){0,4}?(?:notice|notification|report
            |complaint)s?\b)
        )
    )""",
    # illegal content   do not conform to these Measures   encroach on rights   contrary to social morality
    Concept.FAULT: r"""
        (?P<law_and_instrument>\b(?:not[ ]conform[ ]to|violat(?:e|es|ing)|not[ ]compl(?:y
            |ying)[ ]with)\b[^.;,]{0,30}?\blaws?\b[^.;]{0,50}?
            \b[Tt](?:his|hese)[ ](?:Measures|Law|Act|Regulations?|Provisions))
        | (?P<instrument>\b(?:(?:do|does|did)[ ]not[ ]conform[ ]to|violat(?:e|es|ing)|not[ ]compl(?:y
            |ying)[ ]with|contrary[ ]to
            |breach(?:es|ing)?)\b[^.;,]{0,60}?\b[Tt](?:his|hese)[ ](?:Measures|Law|Act|Regulations?|Provisions))
        | (?P<law>\b(?:illegal|unlawful)(?:ly)?\b|\b(?:violat(?:e|es|ing)
            |not[ ]conform[ ]to)[ ](?:[\w]+[ ]){0,3}?(?:laws?|regulations)\b)
        | (?P<morals>\b(?:business[ ]ethics|(?:social|public)[ ]moral\w{0,4})\b)
        | (?P<rights>\b(?:encroach|infring)\w{0,4}\b) | (?P<grave>\bcircumstances[ ]are[ ](?:serious|grave)
            |\bserious[ ](?:circumstances|consequences|harm)\b)
        | (?P<refusal>\b(?:rectification|correction)[ ]is[ ]refused|\brefus\w{1,3}[ ]to[ ](?:rectify|correct
            |make[ ]corrections))
    """,
    # bear the responsibility of the producer   be liable for   be responsible for
    Concept.LIABILITY: r"""
        \bbears?,?[ ](?:[\w, ]{0,40}?,[ ])?(?P<regime>(?:the[ ])?(?:[\w-]+[ ]){0,4}?(?:responsibilit(?:y|ies)
            |liabilit(?:y|ies))[ ](?:of|for)[ ]
            [^,;.]{1,100}?)(?=,|;|\.|[ ]and[ ](?:perform|bear)|$)
        | \b(?:is|are|be)[ ](?P<object>(?:jointly[ ]and[ ]severally[ ])?(?:liable
            |responsible)[ ]for[ ][^,;.]{1,100}?)(?=,|;|\.|$)
    """,
    # more than 10 employees   $50,000 or less   at least 100,000 persons   1 percent or greater
    # not: a fine of not less than RMB 10,000 (a sanction)
    Concept.THRESHOLD: rf"""(?i:
        (?:(?=[$€£¥\d]|RMB|CNY|USD|EUR|GBP|HKD)
            |\b(?=[abefghilmnortu])(?=at[ ]l|not?[ ]|equal|reach|more|great|high|larg|exce|in[ ]e|over|abov|up[ ]t
            |less|fewe|lowe|belo|unde|thre|amou))(?:
        (?P<least>\b(?:at[ ]least|(?:not|no)[ ](?:less|fewer)[ ]than|equal[ ]to[ ]or[ ](?:greater|more)[ ]than
            |(?:reach(?:es)?))[ ](?P<least_number>{QUANTITY}))
        | (?P<over>\b(?<!no[ ])(?<!not[ ])(?:more|greater|higher|larger)[ ]than[ ](?P<over_number>{QUANTITY})
            |\b(?<!not[ ])(?:exceeds?|exceeding|in[ ]excess[ ]of|over|above)[ ](?P<over2_number>{QUANTITY}))
        | (?P<most>\b(?:(?:not|no)[ ](?:more|greater|higher)[ ]than|not[ ]exceed(?:ing)?|up[ ]to
            |equal[ ]to[ ]or[ ]less[ ]than)[ ](?P<most_number>{QUANTITY}))
        | (?P<under>\b(?<!no[ ])(?<!not[ ])(?:less|fewer|lower)[ ]than[ ](?P<under_number>{QUANTITY})
            |\b(?:below|under)[ ](?P<under2_number>{QUANTITY}))
        | (?P<above>(?P<above_number>{QUANTITY})[ ]or[ ](?:more|greater|higher|above))
        | (?P<below>(?P<below_number>{QUANTITY})[ ]or[ ](?:less|fewer|lower|below))
        | (?P<amount>\b(?:threshold|amount)[^.;]{{0,60}}?[ ](?:is|of|was|to)[ ](?P<amount_number>{MONEY}))
        )
    )""",
    Concept.LIST_MARK: r"""
        ,[ ](?:and[ ]|or[ ])?(?!other\b|the[ ]like) | [ ](?:and|or)[ ](?!other\b|the[ ]like)
    """,
    # shall be labelled   may not be employed   not: shall be required to, shall be responsible, shall be subject to
    Concept.PASSIVE: r"""
        ^(?:shall|must|may)[ ](?:not[ ]|also[ ])?be[ ](?:[a-z]{2,12}ly[ ])?
        (?!required|obliged|entitled|permitted|allowed|authorised|authorized|empowered|prepared|deemed|prohibited)
        [a-z]{2,20}(?:ed|ept|own|awn|ven|ken|tten|ught|ade|one|put|set|met|laid|paid|held|sent|sold)\b
        (?:[ ](?:[a-z]{2,12}ly[ ])?by[ ](?P<agent>[^,;.]{3,80}))?
    """,
    Concept.PRIORITY: r"\b(?:[Pp]riority|[Pp]rioriti[sz]\w{1,5}|[Pp]referential|preferably)\b",
    Concept.LIFETIME: r"""
        \b(?=[dilDIL])(?:(?P<whole>[Ll]ife(?:[ -]?cycle|time)\b)
        | (?P<while>(?:[Ii]n[ ]the[ ]course[ ]of|[Dd]uring)[ ](?:the[ ]|their[ ]|its[ ])?(?:provision[ ]of[ ]|provid
            |servic|operat|us(?:e|ing)\b)))
    """,
    Concept.ITEM_END: r"[ ](?:of|to|from|for|in|by|with|on|that|which)\b",
    Concept.LIST_CLOSE: r"(?=[,ao])(?:(?:,[ ])?\b(?:and|or)[ ](?:the[ ]like|other)\b | ,[ ]etc)",
    Concept.NO_ITEM: r"""(?i:
        \b(?:is|are|be|was|were|has|have|shall|must|may|can|which|that|who|this|these|such|any|where|if|unless)\b
        | ^(?:of|in|into|to|by|on|with|for|from|under|as|at|both|whether|how|example|particular|including
            |pursuant|accordance|it|they|promptly|subject[ ]to|provided|without|regardless|irrespective
            |the[ ]\w+[ ]of)\b
        | \b(?:in[ ]accordance|(?:sub)?paragraph|section|article|other|following)\b | \b(?:to|of|the|in|for)$
        | \b(?:Part|Annex(?:es)?|Chapter|Title)\b | [()“”"] | § | [$€£] | \d
    )""",
}  # fmt: skip
