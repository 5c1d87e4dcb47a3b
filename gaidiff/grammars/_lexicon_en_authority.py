"""English cue words of authorities, procedure and policy: who supervises, what must be filed, what one may ask for.

Of the letters many patterns look at first, see `_lexicon_en`.
"""

from __future__ import annotations

from typing import Final

from gaidiff.model.words import Concept

# Words that may stand in the name of an authority; prepositions, articles and verbs end it on the left.
NAME: Final = (
    r"(?!(?:the|a|an|of|by|to|from|with|and|or|in|on|for|where|which|that|any|each|such|shall|must|may|its|their|all|"
    r"other|this|these|those|as|at|is|are|be|if|when|under|before|after|between|inform|notify|more|than|one|not|have|has|also)\b)"
    r"[A-Za-z][A-Za-z-]{1,24}[ ]"
)
OFFICE: Final = (
    r"authorit(?:y|ies)|Commission|Ministry[ ]of[ ](?:[A-Z][a-z]+)(?:(?:,[ ]|[ ]and[ ]|[ ])[A-Z][a-z]+){0,3}|Secretary"
    r"|(?:competent[ ]|government[ ]|administrative[ ])departments?|agenc(?:y|ies)|AI[ ]Office|Bureau"
    r"|(?:Board|Administration)(?![ ]of\b)|inspectorate|ombudsman|market[ ]surveillance[ ]authorit(?:y|ies)"
    r"|notified[ ]bod(?:y|ies)|Supervisor|regulators?"
)
WORD: Final = r"(?!(?:of|to|by|for|in|that|which|the|shall|must|may)\b)[a-z]+"
RULES: Final = (
    "rules?|guidelines?|guidance|standards?|implementing[ ](?:acts?|measures|rules)|delegated[ ]acts?|regulations?"
    "|catalogues?|codes?[ ]of[ ](?:practice|conduct)|common[ ]specifications|specifications|templates?"
)

PATTERNS: Final = {
    # the national cyberspace authority   the Commission   market surveillance authorities
    Concept.REGULATOR: rf"""
        (?P<list>\b[Tt]he[ ](?:(?:departments|authorities)[ ](?:of|for|in[ ]charge[ ]of)[ ])?
            (?:{WORD}(?:[ ]{WORD}){{0,4}},[ ]){{2,14}}
            (?:and[ ])?{WORD}(?:[ ]{WORD}){{0,4}}[ ](?:departments|authorities)\b)
        | (?P<name>\b(?:{NAME}){{0,3}}?(?:{OFFICE})\b)
    """,
    # is responsible for supervising   according to their respective functions
    Concept.COMPETENCE: r"""
        \b(?:is|are|shall[ ]be)[ ](?:jointly[ ])?(?:responsible|competent)[ ]for\b
        | \b(?:according[ ]to|in[ ]accordance[ ]with|within|on[ ]the[ ]basis[ ]of|ex)[ ](?:the[ ]scope[ ]of[ ])?
            (?:their|its)[ ](?:respective[ ])?(?:functions|duties|responsibilities|remits?|competences?|mandates?
            |powers)\b
        | \bin[ ]charge[ ]of\b
        | \bstrengthen[ ](?:[\w-]+[ ]){0,6}?(?:administration|supervision|management|regulation)\b
        | \bsupervis(?:e|es)[ ]and[ ](?:administer|manage)s?\b
    """,
    # formulate corresponding rules or guidelines   adopt implementing acts   is empowered to adopt delegated acts
    Concept.RULEMAKING: rf"""
        (?P<active>\b(?:formulat|issu|adopt|develop|draw[ ]up|publish|prescrib|promulgat|draft|lay[ ]down|elaborat
            |mak)(?:e|es|s|ing|ed)?\b[ ](?:[\w'’-]+,?[ ]){{0,8}}?(?:{RULES})\b)
        | (?P<passive>\b(?:{RULES})\b[^.;]{{0,40}}?\b(?:is|are|shall[ ]be|be)[ ](?:formulated|issued|adopted|laid[ ]down
            |prescribed|specified|drawn[ ]up)[ ]by[ ](?P<by>[^.;,]{{3,60}}))
    """,
    Concept.OFFICIALS: r"\b(?:personnel | staff | officials? | civil[ ]servants? | officers? | inspectors?)\b",
    # keep confidential   not divulge   recuse themselves   show their identification
    Concept.PROTECTION: r"""
        \b(?:confidential(?:ity)? | divulg\w{1,3} | disclos\w{1,4} | secrecy | recus\w{1,4}
        | (?:up)?on[ ]production[ ]of
        | (?:present|show|produce)[ ](?:[\w-]+[ ]){0,3}(?:identification|identity|credentials|warrant)
        | state[ ](?:the[ ])?(?:reasons|grounds) | abuse[ ](?:of[ ])?(?:their[ ])?power | neglect[ ]of[ ]duty)\b
    """,
    # Inspections shall not …   The duration of a search shall not …   not: inspectors, the inspected firm
    Concept.OFFICIAL_ACT: r"""
        ^(?:(?:[Tt]he|[Aa]n?|[Ss]uch|[Aa]ny)[ ])?(?:(?:reasons|grounds|duration|scope|results?|record)[ ](?:for|of)[ ]
            (?:the[ ]|an?[ ]|such[ ])?)?
        (?:(?:on-site[ ]|administrative[ ])?(?:[Ii]nspection|[Ii]nvestigation|[Ss]earch|[Ss]eizure|[Qq]uestioning
            |[Ii]nterrogation|[Hh]earing|[Ss]ummons)(?:e?s)?(?:,[ ](?:and[ ])?|[ ](?:and|or)[ ])?)+$
    """,
    # algorithm filing   obtain the licence   security assessment   register the system
    Concept.LICENCE: r"""
        \b(?=[acdfiprstv])(?=fil|regis|secur|confor|safe|risk|impact|a[ ]|the[ ]|any[ ]|valid|admin|author|prior|decl)
            (?:  # no other word begins any of these, and the rest is slow
        (?P<filing>\bfilings?\b(?![ ]system)|\bfile[ ](?:for[ ]the[ ]record|a[ ](?:registration|notice)))
        | (?P<registration>\bregister(?:ed)?\b(?=[ ](?:itself|themselves|the|that|in|with)\b)|\bregistration\b
            (?![ ](?:number|statement|body|bodies)))
        | (?P<assessment>(?<!purposes[ ]of[ ]the[ ])(?<!with[ ]the[ ])
            \b(?:security|conformity|safety|risk|impact)[ ]assessments?\b(?![ ]bod(?:y|ies)\b))
        | (?P<licence>(?:a|the|any|valid|administrative)[ ](?:licen[cs]es?|permits?)\b
            |\bauthori[sz]ation(?=[ ](?:from|by)[ ]the)|\bprior[ ]approval)
        | (?P<declaration>\bdeclaration[ ]of[ ](?:conformity|compliance))
        )
    """,
    # have the right to complain   requests for access, correction   may appeal   be heard
    Concept.REMEDY: r"""
        (?P<user>\bcomplain(?:ts?|s)?\b(?!ant) | \bconsult(?:ing|ation)?(?=,[ ](?:copy|obtain))
            | \baccess(?=,|[ ]to[ ](?:the[ ]|their[ ]
            |his[ ]|its[ ])?(?:personal|data|information|file)) | \bcopy(?:ing)?(?=,|[ ]and[ ])
            | \bsupplement(?:ing|ation)?\b(?![ ](?:this|these|the[ ](?:rules|provisions|standards|methodology))\b)
            | \bcorrect(?:ing|ion)\b | \brectification[ ]of\b | \berasure\b | \bportability\b
            | \bright[ ]to[ ](?:an[ ])?explanation | \breports?(?=[ ](?:and[ ]complain|mechanism)))
        | (?P<review>\bappeals?\b | \bjudicial[ ](?:review|remedy) | \badministrative[ ](?:reconsideration|review)
            | \bbe[ ]heard\b | \bhearings?\b | \beffective[ ](?:judicial[ ])?remed(?:y|ies))
    """,
    Concept.CHANNEL: r"""
        \b(?:mechanisms? | channels? | handl(?:e|es|ing) | receiv\w{1,3} | accept(?:s|ing)? | entry[ ]points?
        | respond | procedures? | set[ ]up | establish\w{0,3} | requests? | provide\w{0,1}[ ]for)\b
    """,
    Concept.FOREIGN_INVESTMENT: r"\b[Ff]oreign(?:[ -](?:invest\w{1,5}|funded|capital)|[ ]direct[ ]investment)\b",
    # upholds the principle of   based on the principles of
    Concept.PRINCIPLE: r"""
        \b[Pp]rinciples?[ ](?:of|that)\b | \b(?:uphold|adhere|abide|guided)s?[ ](?:to[ ]|by[ ])?(?:the[ ])?principles?
            | \bgeneral[ ]principles\b
    """,
    # In order to promote …, these Measures are formulated   The purpose of this Regulation is to …
    Concept.PURPOSE: r"""
        (?=[tFITW])(?:
        ^(?:In[ ]order[ ]to|To|With[ ]a[ ]view[ ]to|For[ ]the[ ]purposes?[ ]of)[ ](?P<aims>[^.]{4,600}?)
            (?=,[ ](?:these|this|the[ ]present)[ ])
        | \b[Tt]he[ ](?:purpose|aim|objective)s?[ ]of[ ]this[ ][\w ]{1,30}?[ ](?:is|are)[ ]to[ ](?P<goal>[^.]{4,600})
        )
    """,
    Concept.BEFORE: r"""
        \b(?:[Bb]efore|[Pp]rior[ ]to)\b(?![ ](?:the[ ])?(?:date|court|\d))[^,.;:]{2,160} | \bin[ ]advance\b
    """,
    # declared to the national cyberspace authority   notify the Commission
    Concept.ADDRESSEE: rf"""
        \b(?:report|submit|file|declare|apply|notif|communicat|address)\w{{0,4}}\b[^.;,]{{0,50}}?\bto[ ](?:the[ ])?
            (?P<name>(?:{NAME}){{0,3}}?(?:{OFFICE}|public))\b
        | \b(?:notify|inform)[ ](?:the[ ])?(?P<told>(?:{NAME}){{0,3}}?(?:{OFFICE}|public))\b
    """,
    # label generated content   not: labels of drugs are labels, too
    Concept.LABELLING: r"\b(?:label(?:s|led|ling|led)?|watermark(?:s|ed|ing)?|mark(?:ed)?[ ]as)\b",
    # services with public opinion attributes   products that meet the threshold
    Concept.ATTRIBUTE: r"""
        \b(?:with|having|possessing|that[ ](?:have|meet|reach|exceed)|which[ ]have|falling[ ]within)[ ]
            (?!a[ ]view|regard
            |respect)[^,.;:]{4,80}
    """,
    # The innovative application of technology is encouraged   The State supports
    Concept.SUPPORT: r"""
        \b(?:is|are|shall[ ]be)[ ](?:actively[ ])?(?P<wish>encouraged|promoted|supported|advanced|fostered)\b
        | ^(?:[Tt]he[ ])?[A-Z][\w ]{0,40}?[ ](?:shall[ ])?(?P<act>encourages?|supports?|promotes?|fosters?|advances?)\b
        | \b(?P<given>[Ss]upport[ ]is[ ]given)\b
    """,
    Concept.REFERENCE: r"""
        \b[Aa]rticle[ ](?P<number>\d{1,3}[a-z]{0,2})\b(?![/-]\d)(?P<below>(?:[ ]?\([0-9a-z]{1,4}\)){0,4})
        | §[ ]?(?P<section>\d{1,5}(?:\.\d{1,5})?[a-z]?)(?P<under>(?:\([0-9A-Za-z]{1,4}\)){0,4})
    """,
}  # fmt: skip
