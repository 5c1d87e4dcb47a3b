"""Words of English law that drafters and translators choose between: the first of each group stands for all.

Only regular forms are made of a word (deletes, deleted, deleting); nouns made of verbs are listed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# what two words or more say
PHRASES: Final = {
    "promptly": ("without delay", "without undue delay", "in a timely manner", "as soon as possible"),
    "establish": ("set up", "put in place"),
    "publish": ("make public", "makes public", "made public", "making public", "make publicly available"),
    "commence": ("come into force", "comes into force", "enter into force", "enters into force", "take effect",
                 "takes effect", "enter into effect", "come into effect", "shall be effective", "become effective"),
    "repeal": ("cease to have effect", "ceases to have effect", "cease to be in force"),
    "pursuant": ("in accordance with", "in conformity with", "in line with", "according to", "on the basis of",
                 "by virtue of", "in compliance with"),
    "concerning": ("with respect to", "in respect of", "in relation to", "with regard to", "relating to",
                   "pertaining to"),
    "before": ("prior to", "in advance of"),
    "if": ("in the event that", "in case", "provided that", "on condition that"),
    "despite": ("notwithstanding", "without prejudice to"),
    "formulate": ("draw up", "draws up", "drawn up", "lay down", "laid down"),
    "conduct": ("carry out", "carries out", "carried out"),
    "comply": ("conform to", "conforms to", "abide by", "adhere to", "meet the requirements of"),
    "minor": ("underage person", "young person"),
    "learn": ("become aware", "becomes aware", "came to know", "come to know"),
    "intellectual property": ("intellectual property rights",),
}  # fmt: skip

WORDS: Final = """\
delete deletion erase erasure remove removal expunge
correct correction rectify rectification
amend amendment modify modification alter alteration change
promptly immediately forthwith timely
begin commence commencement start
stop cease cessation terminate termination discontinue end
suspend suspension halt pause
restrict restriction limit limitation curb
prevent prevention preclude avoid avoidance forestall
prohibit prohibition forbid forbidden ban
permit permission allow authorise authorize
disclose disclosure reveal divulge
publish publication publicise publicize announce announcement
obtain acquire acquisition procure
keep retain retention preserve preservation store storage maintain maintenance
provide provision supply offer furnish render
use utilise utilize utilisation utilization employ
handle handling process processing deal treat
accept acceptance receive receipt
request application demand
complaint grievance
report notify notification inform
answer reply response respond
penalty penalise penalize punish punishment sanction
warn warning caution admonition
criticism censure reprimand
instruct direct
harm damage injury prejudice detriment
infringe infringement violate violation breach contravene contravention
illegal unlawful
lawful legal legitimate
duty obligation
responsibility liability liable responsible
establish establishment create creation
formulate formulation draft prepare preparation
enact enactment adopt adoption issue promulgate promulgation
implement implementation execute execution perform performance undertake conduct
ensure guarantee assure secure safeguard
protect protection
promote promotion foster encourage encouragement advance
develop development growth
supervise supervision oversee oversight monitor
inspect inspection examine examination check audit
assess assessment evaluate evaluation appraise appraisal
organisation organization entity
enterprise undertaking company business
individual person
authority department agency
competent relevant
user customer
minor juvenile child children underage
safe safety secure security
stable stability steady
sustained continuous continuity uninterrupted
picture image photograph
sound audio voice
label tag mark annotate annotation tagging
accurate accuracy true truthful correctness precise
clear lucid explicit unambiguous
specific detailed concrete
feasible workable operable practicable
scientific science
measure step
law statute
rule norm
regulation regulate
basis ground
purpose aim objective goal
need necessary required essential needed
appropriate suitable adequate proper
serious grave severe
provider supplier operator
contract agreement
fee charge
approve approval consent
appoint appointment designate designation
choose choice select selection
dispute disagreement
draft proposal
duration period term
employee staff personnel worker
confidential confidentiality secrecy
false fake untrue
fair equitable just
help assist assistance support
identity identification identify
income revenue turnover
large significant substantial
mechanism system
method manner mode
often regularly periodically
open accessible
owner proprietor
pay payment
place location site
plan scheme
proof evidence
reason cause
relate concern involve
remedy redress
resource asset
result outcome consequence
review reconsider reconsideration
scope remit
show demonstrate
technology technique technical
train training
understand understanding recognise recognition know knowledge
verify verification validate
yearly annual annually
discover discovery find found detect detection
comply compliance conform conformity abide adhere
right entitle entitlement
type kind category class
amount volume quantity scale size
source origin
explain explanation describe description
situation circumstance occasion
dependence dependent rely reliance
excessive undue inordinate
misleading deceptive deceive mislead
infer deduce derive
convenient easy simple
cooperate cooperation collaborate collaboration
damages compensation compensate indemnify indemnity
destroy destruction dispose disposal
transfer transmit transmission send
collect collection gather
forge forgery counterfeit falsify falsification
hide conceal concealment
obstruct hinder impede interfere interference
register registration enrol
revoke revocation withdraw withdrawal cancel cancellation
expire expiry lapse
exempt exemption waive waiver
sufficient enough
consult consultation seek
urgent emergency
accident incident
danger hazard risk threat
ask enquire enquiry inquire inquiry
labour labor work
proportion share percentage
vehicle car
premises building"""

WORD: Final = re.compile(r"[a-z-]{3,}")


def levelled(text: str) -> str:
    """A text in lower case, of words that say the same always the same one.

    >>> levelled("Records shall be erased without delay.")
    'records shall be delete promptly.'
    """
    phrases, words = _phrases(), _words()
    text = phrases.sub(lambda match: _heads()[match[0]], text.casefold())
    return WORD.sub(lambda match: words.get(match[0], match[0]), text)


@cache
def _heads() -> dict[str, str]:
    return {phrase: head for head, phrases in PHRASES.items() for phrase in phrases}


@cache
def _phrases() -> re.Pattern[str]:
    longest_first = sorted(map(re.escape, _heads()), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b")


@cache
def _words() -> dict[str, str]:
    """Every form of every word, and the first word of its group; a word that is in two goes with the first."""
    found: dict[str, str] = {}
    for group in WORDS.splitlines():
        head = group.split()[0]
        for word in group.split():
            for form in _forms(word):
                found.setdefault(form, head)
    return found


def _forms(word: str) -> Iterator[str]:
    """A word with the endings it may have; one that is no word stands in no text."""
    yield word
    yield from (word + ending for ending in ("s", "es", "d", "ed", "ing", word[-1] + "ed", word[-1] + "ing"))
    if word[-1] in "ey":
        yield from (word[:-1] + ending for ending in ("ies", "ied", "ing"))
