"""French law text in, cue words by concept out.

Only what can be read off safely counts: "ne peut … que" allows something, a modal of a subordinate clause (que le
fournisseur doit) binds nobody by itself, and a duty told in the present tense (le fournisseur tient un registre) has
no words that mark it. Every pattern is linear: gaps are bounded and no quantifier stands inside another unbounded one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gaidiff.grammars._lexicon_fr_reach import DAY, REACH, UNIT, VALUES, number
from gaidiff.model.words import Concept, Lexicon, Patterns

MODAL: Final = "(?:peut|peuvent|doit|doivent|devra|devront|pourra|pourront|est[ ]tenue?|sont[ ]tenue?s)"
# Before a modal these make its clause a relative or subordinate one: qui doit, qu'il peut, dont elle doit
SUB: Final = (
    r"(?<!\bqui[ ])(?<!\bque[ ])(?<!\bdont[ ])(?<!\boù[ ])(?<!['’]il[ ])(?<!['’]ils[ ])"
    r"(?<!['’]elle[ ])(?<!['’]elles[ ])(?<!['’]on[ ])"
)
# Heads of the names of authorities, and what they act by: a ban on bills binds Parliament.
OFFICE: Final = (
    r"autorités?|administrations?|Premier[ ]ministre|ministres?|[Gg]ouvernement|Parlement"
    r"|Sénat|Assemblée[ ]nationale|assemblées?|Congrès|Haute[ ]Cour|Conseil(?![ ]d['’]administration)|Défenseur"
    r"|[Cc]ommissions?|[ÉE]tats?|République|collectivités[ ]territoriales|communes?|préfets?|maires?|tribun(?:al|aux)"
    r"|juridictions?|[Cc]ours?|juges?|procureurs?|Autorité|Agence|Commission|Cour|fonctionnaires?|inspecteurs?|lois?|ordonnances?"
    r"|projets?[ ]de[ ]loi|propositions?[ ]de[ ](?:loi|résolution|référendum)|disposition[ ](?:législative|déclarée)"
    r"|décisions?|référendum"
)
STAFF: Final = (
    "agents?|membres?|représentants?|[Pp]résidents?|formations?|services?|bureau|directeurs?|personnels?|conférence"
)
WITHHELD: Final = "autorisation|consentement|agrément|accord|motif[ ](?:légitime|valable)"
LETTING: Final = "autorisation|agrément|licence|déclaration|enregistrement|immatriculation"

PATTERNS: Final = {
    # ne peut communiquer   ne doivent pas   il est interdit de   sont interdites
    # not: ne peut … que, ne peut excéder, ne peut être regardé comme; nul ne peut être détenu binds the State
    Concept.PROHIBITION: rf"""
        {SUB}(?!(?<=[Nn]ul[ ])ne[ ]peut[ ]être\b)\bne[ ](?:peut|peuvent|doit|doivent|pourra|pourront|devra
            |devront)\b(?![^.;]{{0,400}}\b(?:que\b
            |qu['’]))
            (?![ ](?:pas[ ])?(?:excéder|dépasser|porter[ ]atteinte|avoir[ ]pour|faire[ ]obstacle|y[ ]avoir|donner
            |être[ ](?:inférieur|supérieur|tenu|regardé|considéré|réputé|opposé|interprété|saisi|fait|procédé
            |poursuivi|arrêté
            |détenu|condamné|puni|inquiété|privé)))
        | \b(?:est|sont)[ ](?:strictement[ ])?(?:interdit|prohibé)e?s?\b
    """,
    # doit tenir   est tenu de   est soumise à autorisation   not: ne doit, n'est pas tenu, doit être regardé comme
    Concept.DUTY: rf"""
        {SUB}(?<!\bne[ ])\b(?:doit|doivent|devra|devront)\b(?![ ](?:pas|pouvoir|être[ ](?:regardé|entendu|considéré
            |compris)))
        | {SUB}\b(?:est|sont)[ ](?:tenue?s?|obligée?s?|astreinte?s?)[ ](?:de\b|d['’]|à\b)
        | {SUB}\b(?:est|sont)[ ]soumise?s?[ ]à(?=[ ](?:{LETTING})\b)
        | \b(?:est|sont)[ ]obligatoires?\b
    """,
    # veiller à ce que   garantir   not: les mesures nécessaires pour garantir
    Concept.RESULT: r"""
        (?<!pour[ ])(?<!afin[ ]de[ ])(?<!vue[ ]de[ ])(?<!permettant[ ]de[ ])\b(?:garantir|s['’]assurer
            |veiller[ ]à[ ]ce[ ]que)(?!\w)
    """,
    # prendre des mesures appropriées   s'efforcer de   not: les mesures prises
    Concept.MEANS: r"""
        (?P<measures>\bs['’]efforcer\b | \b(?:prendre|adopter|mettre[ ]en[ ](?:œuvre|oeuvre
            |place))[ ](?:toutes[ ])?(?:des|les|de)[ ]
            (?:[a-zà-ÿœ]+[ ]){0,2}?mesures\b(?:[ ](?:techniques|organisationnelles|et|ou|de[ ]sécurité|utiles)){0,4}
            (?:[ ](?P<grade>appropriées|raisonnables|nécessaires|efficaces))?)
    """,
    # peut demander   a le droit de   est habilité à   not: ne peut, qui peut
    Concept.PERMISSION: rf"""
        {SUB}(?<!\bne[ ])\b(?:peut|peuvent|pourra|pourront)\b(?!-)
        | {SUB}\b(?:a|ont)[ ]le[ ]droit[ ](?:de\b|d['’]) | {SUB}\b(?:dispose|bénéficie)(?:nt)?[ ]du[ ]droit[ ]
        | {SUB}\b(?:est|sont)[ ](?:autorisée?s?|habilitée?s?|fondée?s?)[ ]à\b
    """,
    # sans autorisation   illicitement   sciemment
    Concept.QUALIFIER: rf"""
        \bsans[ ](?:(?:l['’]|le[ ]|la[ ]|son[ ]|leur[ ])?(?:[a-zà-ÿ]+[ ]){{0,2}}?)(?:{WITHHELD})\b
        | \b(?:illicitement|illégalement|frauduleusement|sciemment|intentionnellement|volontairement|indûment
            |abusivement)\b
    """,
    Concept.WEAK_QUALIFIER: r"""
        \b(?:le[ ]cas[ ]échéant|si[ ]nécessaire|s['’]il[ ]y[ ]a[ ]lieu|dans[ ]la[ ]mesure[ ]du[ ]possible
            |conformément[ ](?:à[ ]la[ ]loi|au[ ]droit[ ]applicable))\b
    """,
    Concept.EXCEPTION: r"\bne[ ]s['’]applique(?:nt)?[ ]pas\b | \bn(?:e[ ]sont|['’]est)[ ]pas[ ]applicables?\b",
    # dans un délai de trois mois   dans les quinze jours   au plus tard trois jours   pendant au moins deux ans
    # not: un délai de deux ans (which may be a wait), emprisonnement de deux ans
    Concept.TIME_LIMIT: rf"""
        (?P<within>\b(?:[Dd]ans[ ](?:un|le)[ ]délai[ ](?:maximal[ ]|maximum[ ])?(?:de[ ]|d['’])|[Dd]ans[ ]les[ ]
            |[Ss]ous[ ]
            |[Aa]u[ ]plus[ ]tard[ ](?:dans[ ]les[ ])?)(?P<number>{VALUES})[ ](?P<unit>{UNIT})\b(?![ ]précéd))
        | (?P<least>\b(?:(?:pendant|durant)[ ])?au[ ]moins[ ](?P<least_number>{VALUES})[ ](?P<least_unit>{UNIT})\b)
        | (?P<during>\b(?:pendant|durant
            |pour[ ]une[ ]durée[ ]de)[ ](?P<during_number>{VALUES})[ ](?P<during_unit>{UNIT})\b)
        | (?P<day>\b(?:[Aa]u[ ]plus[ ]tard[ ]le|[Aa]vant[ ]le)[ ]{DAY})
    """,
    Concept.PROMPTNESS: r"\b(?:sans[ ]délai|immédiatement|sans[ ]tarder|dans[ ]les[ ]meilleurs[ ]délais|aussitôt)\b",
    # est puni d'une amende de   emprisonnement   retrait de l'agrément
    # not: le produit des amendes, avertissement (as often a notice as a sanction)
    Concept.PENALTY: r"""
        (?P<fine>\bamende[ ](?:(?:administrative|pénale|civile)[ ])?(?=de[ ]|d['’]|égale|dont|pouvant)
            |\bpeine[ ]d['’]amende\b) | (?P<imprisonment>\bemprisonnement\b|\bréclusion[ ]criminelle\b)
        | (?P<confiscation>\bconfiscation\b)
        | (?P<revocation>\b(?:retrait|retirer)[ ](?:de[ ])?(?:l['’]|la[ ]|son[ ])(?:agrément|autorisation
            |licence)\b)
        | (?P<closure>\bfermeture[ ](?:temporaire[ ]|définitive[ ])?de[ ]l['’]établissement\b)
        | (?P<criticism>\bblâme\b)
    """,
    Concept.IN_FORCE: rf"""
        \b(?:entre|entrent|entrera|entreront)[ ]en[ ]vigueur[ ](?:le|à[ ]compter[ ]du|au)[ ]
            (?:{DAY}|lendemain[ ]de[ ]sa[ ]publication|premier[ ]jour[ ][^.;]{{4,60}})
    """,
    # le règlement (UE) 2016/679   la loi n° 78-17 du 6 janvier 1978   le code de la consommation
    # not: la présente loi, le code (alone)
    Concept.INSTRUMENT: rf"""
        (?P<number>\b(?:[Rr]èglement|[Dd]irective|[Dd]écision)[ ]\((?:UE|CE|CEE)\)[ ](?:n°[ ]?)?\d{{1,4}}/\d{{1,4}}
            |\b(?:[Dd]irective|[Dd]écision)[ ]\d{{2,4}}/\d{{1,4}}/(?:UE|CE|CEE)\b)
        | (?P<name>\b(?:[Ll]oi(?:[ ]organique)?|[Oo]rdonnance
            |[Dd]écret)[ ]n°[ ]?\d{{2,4}}-\d{{1,5}}(?:[ ]du[ ]{DAY})?
            |\b[Cc]ode[ ](?:(?:de[ ]la[ ]|de[ ]l['’]|du[ ]|des[ ])[a-zà-ÿ]{{3,30}}(?:[ ](?:et[ ])?(?:de[ ]l['’]
            |des[ ]|du[ ]|de[ ]la[ ])
            [a-zà-ÿ]{{3,30}})?(?:[ ](?:publique|sociale|intellectuelle|intérieure))?|pénal|civil
            |monétaire[ ]et[ ]financier))
    """,
    # L'autorité compétente doit   À l'issue du délai, le ministre peut
    # not: À la demande de l'autorité, le fournisseur doit
    Concept.AUTHORITY: rf"""
        ^(?:[A-ZÀÉa-z][^;,]{{0,200}},[ ])?(?:[LlDd]['’]|[Ll]es?[ ]|[Ll]a[ ]|[Uu]ne?[ ]|[Cc]haque[ ]|[Cc]es?[ ]
            |[Cc]ette[ ]|[Tt]oute?[ ]
            |[Aa]ucune?[ ]|[Dd]es[ ])?(?:nouvelle[ ]|même[ ])?(?:(?:{STAFF})[ ](?:des?[ ](?:la[ ]|l['’])?
            |du[ ]))?(?:{OFFICE})\b
    """,
    Concept.ENFORCEMENT: r"""
        \b(?:ordonner|interdire|contrôler|inspecter|perquisitionner|infliger|sanctionner|mettre[ ]en[ ]demeure
            |suspendre[ ](?:l['’]agrément|l['’]autorisation|l['’]activité)|accéder[ ]aux[ ]locaux)(?!\w)
    """,
    Concept.INTERPRETATION: r"""
        \b(?:est|sont)[ ](?:réputée?s?|considérée?s?[ ]comme|regardée?s?[ ]comme)\b | \b[Oo]n[ ]entend[ ]par\b
    """,
    # Lorsqu'un incident survient,   and where the first modal is a subordinate one: les mesures que le juge doit
    Concept.CONDITION: rf"""
        ^(?:[Ss]i|[Ss]['’]ils?|[Ll]orsqu|[Qq]uand|[Ee]n|[Dd]ès|[Aa]près|[Aa]vant|À|[Aa]ux?|[Dd]ans|[Pp]our
            |[Ss]ous|[Ss]auf|[Pp]ar
            |[Ss]ans|[Ss]ur|[Pp]endant|[Jj]usqu)(?![a-zà-ÿ])(?![^;]{{0,600}},[^;]{{0,300}}\b{MODAL}\b)
        | ^[Ll]orsqu(?:e|['’])(?![^;]{{0,600}},[^;]{{0,300}}\b{MODAL}\b)
        | ^(?:(?!\b{MODAL}\b)[^;]){{0,400}}\b(?:que|qu['’]|dont|où|lorsque?|lesquel(?:le)?s|laquelle|lequel|si)[ ]?
            (?:(?!\b{MODAL}\b)[^.;,]){{1,100}}\b{MODAL}\b
    """,
    # The decision is taken within a month: no modal, and nobody is named
    Concept.OBSCURE: rf"^(?![^.;]{{0,600}}\b{MODAL}\b)",
    Concept.LIST_LEAD: r":\s*$",
    Concept.SENTENCE_END: r"\.(?=\s|$)(?<!art\.)(?<!al\.)(?<!\bn\.) | ;",
    Concept.TOPIC_DATA: r"\b(?:données|vie[ ]privée|informations?[ ]personnelles?)\b",
    Concept.TOPIC_CONTENT: r"\b(?:contenus?|étiquetage|publicité|marquage)\b",
    Concept.TOPIC_USER: r"\b(?:utilisateurs?|consommateurs?|réclamations?|mineurs?|usagers?)\b",
    Concept.TOPIC_FILING: r"\b(?:agrément|licence|enregistrement|immatriculation|déclaration[ ]préalable)\b",
    Concept.TOPIC_CROSS_BORDER: r"\b(?:étrangers?|pays[ ]tiers|importations?|exportations?|transfrontali\w{2,4})\b",
    Concept.TOPIC_REGULATOR: r"\b(?:autorité[ ]compétente|contrôle|surveillance|inspections?)\b",
    Concept.TOPIC_SCOPE: r"\bs['’]applique(?:nt)?[ ](?:pas[ ])?(?:aux?|à)\b | \bchamp[ ]d['’]application\b",
}  # fmt: skip

NAMES: Final = re.compile(r"\S+")
STYLE: Final = frozenset(
    NAMES.findall(
        "le la les l un une des de du d et ou à a au aux en dans par pour sur sous sans avec que qui qu dont "
        "où ne pas n est sont être été il elle ils elles on se s ce cet cette ces son sa ses leur leurs peut "
        "peuvent doit doivent tenu tenus tenue tenues tout toute tous toutes autre autres même mêmes article "
        "alinéa présent présente loi si lorsque lorsqu ainsi celui celle ceux celles y ont avoir fait "
        "prendre mesures comme entre lui soit"
    )
)
WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+){0,3}")
ENDING: Final = re.compile(r"(?<=[a-zà-ÿœ]{4})(?:ements?|ations?|ions?|ées?|és?|er|ent|es|s|e)$")
PLAIN: Final = (
    (re.compile(r"[\W_]+"), " "),
    (re.compile(r"œ"), "oe"),
    (re.compile(r"\betat"), "état"),
    (re.compile(r" +"), " "),
)


@lru_cache(maxsize=8192)  # the sentences of two long laws; several rules ask about each
def terms(text: str) -> tuple[str, ...]:
    """Words without endings, legal style left out: "Le fournisseur doit informer les utilisateurs" has three."""
    return tuple(ENDING.sub("", word) for word in WORD.findall(text.casefold()) if word not in STYLE)


@lru_cache(maxsize=8192)  # the sentences of two long laws; several rules ask about each
def plain(text: str) -> str:
    """A text with punctuation and spelling levelled."""
    text = text.casefold()
    for pattern, into in PLAIN:
        text = pattern.sub(into, text)
    return text.strip()


LEXICON: Final = Lexicon(
    language="fr",
    patterns=Patterns(PATTERNS | REACH),
    strength=("appropriées", "raisonnables", "nécessaires", "efficaces"),
    days={
        "heure": 1 / 24, "heures": 1 / 24, "jour": 1, "jours": 1, "jours ouvrables": 1.2, "jours ouvrés": 1.4,
        "ouvrables": 1.2, "ouvrés": 1.4, "semaine": 7, "semaines": 7, "mois": 30, "an": 365, "ans": 365, "année": 365,
        "années": 365,
    },
    number=number,
    terms=terms,
    plain=plain,
)  # fmt: skip
