"""A line of German law in, the label it begins with out: § 19a, Artikel 5, Abschnitt 2, Anlage 1, (1), 1., a), aa)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars._labels import LIKELY, STRONG, WEAK, Mark, Marker
from gaidiff.grammars._labels_en import is_title, markers, plain_number
from gaidiff.grammars._numerals import letter_of, ordinal_of
from gaidiff.grammars._pattern import pattern
from gaidiff.grammars._placeholders import placeholder
from gaidiff.grammars._several import SIGNS as SEVERAL
from gaidiff.grammars._several import several
from gaidiff.model.law import Num, ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

UNIT = pattern(
    r"""\**(?P<label>(?:(?P<sign>§)\s{0,3}|(?P<word>Artikel|Art\.?)\s{1,3})
    (?P<number>\d{1,5}(?:[.\-]\d{1,4}){0,2}(?:\s?[a-z]\b)?|[IVXLC]{1,8}\b))\**(?P<gap>\s*(?:[:—–]|-(?=\s))?\s*)""",
    re.VERBOSE,
)  # § 19a Recht der öffentlichen Zugänglichmachung   Art 5
NTH = "Erst Zweit Dritt Viert Fünft Sechst Siebt Acht Neunt Zehnt Elft Zwölft Dreizehnt Vierzehnt Fünfzehnt Sechzehnt"
ORDINALS = NTH.split()
DIVISION = pattern(
    rf"""\**(?P<label>(?:(?P<nth>{"|".join(ORDINALS)})e[rs]?\s)?
    (?P<word>Buch|Teil|Kapitel|Abschnitt|Unterabschnitt|Titel|Untertitel)
    (?:\s{{1,3}}(?P<number>\d{{1,3}}[a-z]?|[IVXLC]{{1,8}}|[A-Z]))?)\b\**(?P<gap>\s*(?:[.:—–]|-(?=\s))?\s*)""",
    re.VERBOSE,
)  # Teil 1 - Urheberrecht   Zweiter Abschnitt
ANNEX = pattern(
    r"""\**(?P<label>(?:Anlage|Anhang)(?:\s{1,3}(?P<number>\d{1,3}[a-z]?|[IVXLC]{1,8}))?)\b\**
    (?P<gap>\s*(?:[.:—–]|-(?=\s))?\s*)""",
    re.VERBOSE,
)  # Anlage 1 (zu § 5)
CITED = pattern(
    r"(?:Abs|Absatz|Absätze|Satz|Sätze|Nr|Nummer|Nrn|Buchst|Buchstabe|Halbsatz|und|oder|bis|des|der|[,;.)(a-zäöü])\b"
)
CITED_LAW = pattern(r"[A-ZÄÖÜ]{2,}\b|[A-ZÄÖÜ]\w{0,40}(?:[Gg]esetz|[Gg]esetzes|[Oo]rdnung|[Bb]uch|[Bb]uchs|[A-Z])\b")
RANKS = {"Buch": 1, "Teil": 2, "Kapitel": 3, "Abschnitt": 4, "Unterabschnitt": 5, "Titel": 6, "Untertitel": 7}
KINDS = {1: ProvisionKind.PART, 2: ProvisionKind.PART, 3: ProvisionKind.CHAPTER}
is_placeholder = placeholder(
    r"weggefallen|aufgehoben|gestrichen|entfällt|gegenstandslos|nicht belegt",
    r"(?:,|;| durch | mit | ab | seit | zum )",
)


def mark(line: str) -> Mark | None:
    """The label of a section, division or annex at the start of a line."""
    if line.startswith(SEVERAL):
        return several(line, is_placeholder)
    match = UNIT.match(line)
    if match is not None:
        return _unit(match, line[match.end() :])
    match = DIVISION.match(line)
    if match is not None:
        return _division(match, line[match.end() :])
    match = ANNEX.match(line)
    return None if match is None else _annex(match, line[match.end() :])


def _unit(match: re.Match[str], rest: str) -> Mark | None:
    family = "§" if match["sign"] else "Artikel"
    label = plain_number(re.sub(r"\s", "", match["number"]), "article")
    if label is None or (rest and not match["gap"] and "**" not in match.group()) or _goes_on(rest):
        return None
    num = Num((match["label"] + match["gap"]).rstrip(), label, ordinal_of(label))
    strong = not rest or is_title(rest) or is_placeholder(rest)
    other_law = CITED_LAW.match(rest) is not None  # § 5 BGB gilt …, § 7 Mustergesetz gilt …
    return Mark(
        family=family,
        num=num,
        start=match.end(),
        strength=STRONG if strong else WEAK if other_law else LIKELY,
    )


def _goes_on(rest: str) -> bool:
    """§ 31a aufnimmt, die …; § 5 Abs. 2 gilt …; but § 30 (weggefallen) is a section."""
    return not rest.startswith("(") and CITED.match(rest) is not None


def _division(match: re.Match[str], rest: str) -> Mark | None:
    if (match["nth"] is None) == (match["number"] is None) or (rest and (_goes_on(rest) or not is_title(rest))):
        return None
    if match["nth"] is not None:
        label: str | None = str(ORDINALS.index(match["nth"]) + 1)
    else:
        label = plain_number(match["number"], "part")
    if label is None:
        return None
    rank = RANKS[match["word"]]
    num = Num((match["label"] + match["gap"]).rstrip(), label, ordinal_of(label))
    kind = KINDS.get(rank, ProvisionKind.SECTION)
    return Mark(family=match["word"], num=num, start=match.end(), division=kind, rank=rank)


def _annex(match: re.Match[str], rest: str) -> Mark | None:
    label = plain_number(match["number"], "annex") if match["number"] else "1"
    if label is None or (rest and not rest.startswith("(") and (_goes_on(rest) or not is_title(rest))):
        return None
    num = Num((match["label"] + match["gap"]).rstrip(), label, ordinal_of(label))
    return Mark(family="annex", num=num, start=match.end(), is_annex=True)


def items(line: str) -> tuple[tuple[Marker, ...], int]:
    """(1), 1., a), aa): doubled letters are a list of their own below single ones."""
    found, start = markers(line)
    return tuple(Marker(marker.text, tuple(map(_doubled, marker.options))) for marker in found), start


def _doubled(option: tuple[str, tuple[int, ...], str]) -> tuple[str, tuple[int, ...], str]:
    family, ordinal, label = option
    if len(label) == 2 and label.isalpha() and label[0] == label[1]:  # noqa: PLR2004 (aa, bb)
        return f"aa{family}", (letter_of(label[0]) or 0,), label
    return family, ordinal, label


def unit(counts: Mapping[str, int]) -> str:
    """§ or Artikel, whichever has more labels in sequence."""
    best = max(("§", "Artikel"), key=lambda family: counts.get(family, 0))
    return best if counts.get(best, 0) else ""
