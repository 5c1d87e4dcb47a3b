"""English law text in, cue words out for what binds and how strongly: bans, duties, permissions, encouragement.

"may not" is a ban and "may" a permission; "shall apply" and "shall be deemed" bind nobody. Of the letters many patterns
look at first, see `_lexicon_en`.
"""

from __future__ import annotations

from typing import Final

from gaidiff.model.words import Concept

# What somebody may be kept from doing: a ban where an actor must not, a rule of reading where a text does not.
THWARTS: Final = "preclude|prevent|require|oblige|restrict|limit|hinder|impede"
# Verbs after "shall not" that say what a text does or how a thing stands: nobody is kept from anything.
STATES: Final = (
    "apply|exceed|be[ ](?:liable|responsible|less|fewer|more|lower|longer|shorter|later|earlier|required|obliged|deemed"
    "|construed|considered|regarded|understood|taken|necessary|affected|subject|covered|binding|invalid|prevented"
    "|precluded|in[ ](?:breach|violation))|affect|prejudice|constitute|mean|cover|extend|include|concern|replace"
    f"|imply|result|entail|expect|have[ ]the[ ]power|{THWARTS}"
)
# shall not, in any event, affect   shall not in itself make a boat a ship
NO_BAN: Final = rf"(?:,[ ]in[ ]any[ ](?:event|case),)?(?:[ ]adversely)?[ ](?:{STATES})\b|[ ](?:in|of|by)[ ]itself\b"
# An actor by the ending of its noun; not: this order, chapter or letter shall not require
ACTOR: Final = "|".join(
    f"(?<={ending}[ ])"
    for ending in ("er", "ers", "or", "ors", "business", "businesses", "taking", "takings", "company", "companies",
                   "person", "persons", "body", "bodies", "party", "parties", "State", "States")
)  # fmt: skip
THING: Final = "".join(
    f"(?<!{noun}[ ])"
    for noun in ("other", "order", "chapter", "Chapter", "letter", "matter", "number", "power", "transfer", "register",
                 "paper", "offer", "waiver", "factor", "error", "sector")
)  # fmt: skip

PATTERNS: Final = {
    # shall not disclose   may not collect   no person shall   is prohibited   the operator shall not require
    # not: shall not apply, shall not exceed, shall not be deemed, shall not in itself make, this Act shall not require
    Concept.PROHIBITION: rf"""
        \b(?=[abimpswIN]|no[ ])(?:
        \b(?:shall|must|may|will)[ ](?:(?:also|further|therefore|otherwise)[ ])?(?:not|never|in[ ]no[ ]case
            |under[ ]no[ ]circumstances)\b(?!{NO_BAN})
        | \b(?=(?:shall|must|may)[ ]not[ ](?:{THWARTS})\b)(?:{ACTOR}){THING}(?:shall|must|may)[ ]not
        | \b(?:is|are|be|shall[ ]be)[ ](?:strictly[ ])?(?:prohibited|forbidden) | \b(?:prohibited|barred)[ ]from
        | \b[Nn]o[ ](?:[\w-]+[ ]){{1,6}}?(?:shall|may|must)\b
            (?![ ](?:be[ ](?:invalid|liable|required|obliged|deemed|construed)|affect|prejudice)\b)
        | \b[Ii]t[ ]is[ ](?:prohibited|forbidden|unlawful)
        )
    """,
    # shall notify   must keep   are required to   at least is a limit and counts in TIME_LIMIT
    # not: shall apply, shall mean, shall enter into force, shall be deemed, shall be entitled
    Concept.DUTY: r"""
        \b(?=[abhims])(?:
        \b(?:shall|must)\b(?![ ](?:(?:also|further|therefore|otherwise)[ ])?(?:not|never|in[ ]no|under[ ]no)\b)
            (?![ ](?:(?:only|also|still)[ ])?(?:apply|mean|include[ ]the[ ]following|enter[ ]into|come[ ]into
            |take[ ]effect|have[ ]the[ ](?:right|same[ ]meaning|power)
            |be[ ](?:(?:also|still)[ ])?(?:deemed|understood|construed|entitled|considered|regarded|repealed|replaced
            |inserted|invalid|void|allowed|permitted|free[ ]to|binding))\b)
        | \b(?:is|are|be)[ ](?:required|obliged|obligated)[ ]to\b(?<!not[ ]required[ ]to)
        | \b(?:is|are)[ ]under[ ]an[ ]obligation
        | \b(?:has|have)[ ]a[ ]duty[ ]to
        )
    """,
    # ensure that data is accurate   guarantee
    Concept.RESULT: r"(?i:\b(?:ensur(?:e|es|ing) | guarantee(?:s|ing)?\b(?![ ]fund) | assure | warrants?[ ]that))",
    # take effective measures to improve   endeavour to   seek to avoid
    Concept.MEANS: r"""(?i:
        \b(?=[aegimprstuw])(?:
        (?P<measures>\b(?:tak(?:e|es|ing)|adopt|employ
            |use)[ ](?:all[ ])?(?:[\w-]+[ ]){0,4}?(?:(?P<grade>appropriate|reasonable|necessary
            |effective)[ ](?:[\w-]+[ ]){0,4}?)?(?:measures|steps|precautions)\b)
        | \b(?:make|use)[ ](?:reasonable|best|every|all)[ ](?:[\w-]+[ ])?(?:efforts?|endeavours?) | \bendeavou?r\b
        | \b(?:seek|aim|strive|work|attempt|try)[ ]to\b | \b(?P<avoid>avoid|prevent|guard[ ]against)\b
            | \b(?:strengthen|improve|enhance|raise|increase)\b
        )
    )""",
    # not: as may be prescribed, as the case may be
    Concept.PERMISSION: r"""
        \b(?=[abhimM])(?:
        (?<!that[ ])(?<!which[ ])(?<!what[ ])(?<!who[ ])(?<!\bas[ ])(?<!\bcase[ ])\b[Mm]ay\b
            (?![ ](?:not|never|in[ ]no|only|have|be[ ]necessary|affect|disrupt|\d))
        | \b(?:is|are|be)[ ](?:entitled|permitted|allowed|free)[ ]to\b | \b(?:has|have)[ ]the[ ]right[ ]to\b
        )
    """,
    Concept.ENCOURAGEMENT: r"""(?i:
        \b(?=[aefips])(?:
        (?P<passive>\b(?:is|are)[ ](?:encouraged|promoted|advanced|supported|fostered)\b)
        | \b(?:encourag(?:e|es|ed|ing) | supports? | promot(?:e|es|ing)
            | foster(?:s|ing)? | advocates?
        | [Ss]hould(?![ ](?:not[ ])?have[ ]known))\b
        )
    )""",
}  # fmt: skip
