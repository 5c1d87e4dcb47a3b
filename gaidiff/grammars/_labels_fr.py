"""A line of French law in, the label it begins with out: Article L100-1, Titre II, Annexe, I. -, 1°, a)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars._labels import LIKELY, STRONG, WEAK, Mark, Marker
from gaidiff.grammars._labels_en import LATIN, is_title, markers, plain_number
from gaidiff.grammars._numerals import ordinal_of, roman_of
from gaidiff.grammars._pattern import pattern
from gaidiff.grammars._placeholders import placeholder
from gaidiff.model.law import Num, ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

UNIT = pattern(
    rf"""\**(?P<label>(?:Article|ARTICLE|Art\.)\s{{1,3}}
    (?P<number>(?:[LRDA]\.?\*?\s?)?\d{{1,5}}(?:[.\-]\d{{1,4}}){{0,4}}(?:er\b)?(?:\s{LATIN}\b)?(?:\s[A-Z]\b)?
    |premier|PREMIER|unique|UNIQUE|[IVXLC]{{1,8}}\b))\**(?P<gap>\s*(?:[.:—–]|-(?=\s))?\s*)""",
    re.VERBOSE,
)  # Article L100-1   Article 1er   Article 1386-1
DIVISION = pattern(
    rf"""\**(?P<label>(?P<word>Partie|Livre|Titre|Sous-titre|Chapitre|Section|Sous-section|Paragraphe|Sous-paragraphe)
    \s{{1,3}}(?P<number>premier|première|unique|préliminaire|Ier|1er|\d{{1,3}}|[IVXLC]{{1,8}})(?:\s{LATIN}\b)?)\b\**
    (?P<gap>\s*(?:[.:—–]|-(?=\s))?\s*)""",
    re.VERBOSE | re.IGNORECASE,
)  # Titre premier : De la souveraineté   CHAPITRE II
ANNEX = pattern(
    r"\**(?P<label>(?:Annexe|ANNEXE)S?s?(?:\s{1,3}(?P<number>\d{1,3}|[IVXLC]{1,8}))?)\b\**(?P<gap>\s*(?:[.:—–]|-(?=\s))?\s*)"
)
ITEM = pattern(
    r"""(?:(?P<degree>\d{1,3})°(?:\s(?P<latin>bis|ter|quater))? | (?P<roman>[IVX]{1,6})\s?(?:\.\s?[—–-]|[.—–-](?=\s)))
    \s*[—–-]?\s*""",
    re.VERBOSE,
)  # 1° …   I. - …   II. …
ACRONYM = pattern(r"[A-Z]{2,}\b")
SPECIAL = {"premier": "1", "première": "1", "unique": "1", "ier": "1", "1er": "1", "préliminaire": "0"}
RANKS = {"partie": 1, "livre": 2, "titre": 3, "sous-titre": 4, "chapitre": 5, "section": 6, "sous-section": 7}
RANKS |= {"paragraphe": 8, "sous-paragraphe": 9}
KINDS = {1: ProvisionKind.PART, 2: ProvisionKind.PART, 3: ProvisionKind.PART, 4: ProvisionKind.PART}
KINDS |= {5: ProvisionKind.CHAPTER}
is_placeholder = placeholder(
    r"abrogée?s?|supprimée?s?|sans objet",
    r"(?:,|;| par | depuis | à compter )",
)


def mark(line: str) -> Mark | None:
    """The label of an article, division or annex at the start of a line."""
    match = UNIT.match(line)
    if match is not None:
        return _unit(match, line[match.end() :])
    match = DIVISION.match(line)
    if match is not None:
        return _division(match, line[match.end() :])
    match = ANNEX.match(line)
    if match is None or not _free(line[match.end() :]):
        return None
    label = plain_number(match["number"], "annex") if match["number"] else "1"
    return Mark(family="annex", num=_num(match, label or "1"), start=match.end(), is_annex=True)


def _num(match: re.Match[str], label: str) -> Num:
    return Num((match["label"] + match["gap"]).rstrip(), label, ordinal_of(label))


def _free(rest: str) -> bool:
    """A title or nothing follows, not the rest of a sentence."""
    return not rest or (is_title(rest) and not rest[0].islower())


def _unit(match: re.Match[str], rest: str) -> Mark | None:
    goes_on = rest and (not match["gap"] or rest[0].islower() or rest[0] in ",;()") and not is_placeholder(rest)
    if goes_on and "**" not in match.group():
        return None
    printed = match["number"]
    strong = not rest or match["gap"].strip() or is_title(rest) or is_placeholder(rest)
    strength = STRONG if strong else WEAK if ACRONYM.match(rest) else LIKELY  # Article 5 TFUE s'applique
    short = re.sub(r"er$|[.*\s](?![A-Za-z0-9]{2,})", "", printed) if printed.lower() not in SPECIAL else printed
    label = SPECIAL.get(printed.lower()) or _label(short)
    return (
        None if label is None else Mark(family="article", num=_num(match, label), start=match.end(), strength=strength)
    )


def _label(text: str) -> str | None:
    """L. 100-1 is L100-1; 3 bis is 3-bis; IV is 4."""
    code = re.match(r"([LRDA])[.*\s]{0,3}(\d.*)$", text)
    if code is not None:
        return code[1] + code[2]
    return plain_number(text, "article")


def _division(match: re.Match[str], rest: str) -> Mark | None:
    if not (_free(rest.rstrip(".")) if match["gap"].strip() else _free(rest)):
        return None
    label = SPECIAL.get(match["number"].lower()) or plain_number(match["number"].upper(), "title")
    rank = RANKS[match["word"].lower()]
    if label is None:
        return None
    return Mark(
        family=match["word"].lower(),
        num=_num(match, label),
        start=match.end(),
        division=KINDS.get(rank, ProvisionKind.SECTION),
        rank=rank,
    )


def items(line: str) -> tuple[tuple[Marker, ...], int]:
    """I. -, 1°, a) and the labels English has too."""
    match = ITEM.match(line)
    if match is None:
        return markers(line)
    if match["degree"]:
        label = match["degree"] + (f"-{match['latin']}" if match["latin"] else "")
        return (Marker(match.group().strip(), (("1°", ordinal_of(label), label),)),), match.end()
    number = roman_of(match["roman"])
    if number is None:
        return (), 0
    return (Marker(match.group().strip(), (("I.", (number,), match["roman"]),)),), match.end()


def unit(counts: Mapping[str, int]) -> str:
    """French laws are cited by article."""
    return "article" if counts.get("article") else ""
