"""A line of Korean law in, the label it begins with out: 제22조의2(정의), 제1장, 부칙, [별표 1], ①, 1., 가."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars._labels import BLANK, LIKELY, STRONG, WEAK, Mark, Marker
from gaidiff.grammars._numerals import GANADA
from gaidiff.grammars._pattern import pattern
from gaidiff.grammars._placeholders import placeholder
from gaidiff.model.law import Num, ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

GAP = r"[\s\u200b\ufeff]"
INSERTED = r"(?P<tail>(?:의\s?[0-9]{1,3}){0,2})"
ARTICLE = pattern(rf"\**제\s?(?P<number>[0-9]{{1,5}})\s?조{INSERTED}(?P<bold>\**)(?P<blank>{GAP}*)")
DIVISION = pattern(
    rf"\**제\s?(?P<number>[0-9]{{1,4}})\s?(?P<word>편|장|절|관){INSERTED}(?P<bold>\**)(?P<blank>{GAP}*)"
)  # 제1장 총칙   제2절의2
ANNEX = pattern(
    rf"""\**(?:(?P<own>부{GAP}{{0,8}}칙)|\[?(?:별표|별지|서식)(?:\s?제?(?P<number>[0-9]{{1,3}})(?:호서식|호)?)?\]?)\**(?={GAP}|$|[<(\[])""",
    re.VERBOSE,
)  # 부      칙 <제20676호, 2025. 1. 21.>   [별표 1]
ITEM = pattern(
    rf"""\**(?:
      (?P<circled>[①-⑳㉑-㉟])
    | (?P<digit>[0-9]{{1,3}})(?P<digits>(?:의[0-9]{{1,3}})?)(?P<dot>[.)])(?=\D|$)
    | (?P<syllable>[{GANADA}])(?P<syllables>(?:의[0-9]{{1,3}})?)(?P<mark>[.)])
    | [（(](?P<bracketed>[0-9]{{1,3}}|[{GANADA}])[）)]
    )\**{GAP}*""",
    re.VERBOSE,
)  # ① …   1. …   2의2. …   가. …   1) …   가) …
TITLE = pattern(r"[（(](?:[^（）()]|[（(][^（）()]{0,40}[）)]){1,80}[）)]")
GOES_ON = pattern(
    r"[,.、)」ㆍ·]|제\s?[0-9]|및|또는|부터|까지|내지|중|단서|각\s?호|본문|후단|전단|[에의을를와과은는이가로](?![0-9])"
)
SENTENCE = pattern(r"다\.|[,;]")
FOOTER = pattern(r"(?:출처|담당부서|제공\s?:|법제처|인쇄|목록|맨\s?위로|Copyright)")
RANKS = {"편": 1, "장": 2, "절": 3, "관": 4}
KINDS = {1: ProvisionKind.PART, 2: ProvisionKind.CHAPTER}
LONGEST_TITLE = 60  # characters of a chapter's heading
CIRCLED_MORE = 21  # ㉑ to ㉟ stand in another row of the code table than ① to ⑳

is_placeholder = placeholder(r"삭제(?:\s?<[^<>]{1,60}>)?|생략", "[,]")


def mark(line: str) -> Mark | None:
    """The label of an article, division or annex at the start of a line."""
    match = ARTICLE.match(line)
    if match is not None:
        return _article(match, line[match.end() :])
    match = DIVISION.match(line)
    if match is not None:
        return _division(match, line[match.end() :])
    match = ANNEX.match(line)
    return None if match is None else _annex(match, line[match.end() :])


def _article(match: re.Match[str], rest: str) -> Mark | None:
    titled = TITLE.match(rest)
    goes_on = GOES_ON.match(rest[titled.end() :] if titled else rest)
    strong = not rest or match["bold"] or is_placeholder(rest) or markers(rest)[0] or (titled and not goes_on)
    if not strong and (goes_on or not match["blank"]):
        return None  # 제3조에 따른 …, 제3조 및 제4조, 제3조(정의)에 따라
    return Mark(
        family="조",
        num=_num(match),
        start=match.end(),
        strength=STRONG if strong else WEAK if goes_on else LIKELY,
    )


def _division(match: re.Match[str], rest: str) -> Mark | None:
    if len(rest) > LONGEST_TITLE or SENTENCE.search(rest) or (rest and not match["blank"] and not match["bold"]):
        return None
    if GOES_ON.match(rest) and match["blank"] == "":
        return None
    rank = RANKS[match["word"]]
    kind = KINDS.get(rank, ProvisionKind.SECTION)
    return Mark(family=match["word"], num=_num(match), start=match.end(), division=kind, rank=rank)


def _annex(match: re.Match[str], rest: str) -> Mark | None:
    if len(rest) > LONGEST_TITLE * 2 or re.search(r"다\.", rest):
        return None
    if match["number"] is None:  # 부칙 stands once for each amendment; its words are its heading
        return Mark(family="annex", num=None, start=0, is_annex=True)
    number = int(match["number"])
    return Mark(family="annex", num=Num(_printed(match), str(number), (number,)), start=match.end(), is_annex=True)


def _num(match: re.Match[str]) -> Num:
    ordinal = (int(match["number"]), *(int(piece) for piece in re.findall(r"[0-9]+", match["tail"])))
    return Num(_printed(match), "-".join(map(str, ordinal)), ordinal)


def _printed(match: re.Match[str]) -> str:
    return match.group().replace("*", "").strip(BLANK)


def markers(line: str) -> tuple[tuple[Marker, ...], int]:
    """① (항), 1. (호), 가. (목) at the start of a line."""
    match = ITEM.match(line)
    if match is None:
        return (), 0
    return (Marker(_printed(match), (_option(match),)),), match.end()


def _option(match: re.Match[str]) -> tuple[str, tuple[int, ...], str]:
    if match["circled"]:
        row = ord("①") if match["circled"] <= "⑳" else ord("㉑") - CIRCLED_MORE + 1
        number = ord(match["circled"]) - row + 1
        return "①", (number,), str(number)
    if match["bracketed"]:
        return _lettered("(", match["bracketed"], "")
    if match["digit"]:
        return _lettered(match["dot"], match["digit"], match["digits"])
    return _lettered(match["mark"], match["syllable"], match["syllables"])


def _lettered(style: str, first: str, more: str) -> tuple[str, tuple[int, ...], str]:
    value = int(first) if first.isdecimal() else GANADA.index(first) + 1
    tail = tuple(int(piece) for piece in more.split("의")[1:])
    return f"{style}{'1' if first.isdecimal() else '가'}", (value, *tail), "-".join((first, *map(str, tail)))


def unit(counts: Mapping[str, int]) -> str:
    """Korean laws are cited by 조."""
    return "조" if counts.get("조") else ""


def titled(rest: str, following: str | None) -> int:  # noqa: ARG001
    """제2조(정의): the brackets after the label are the heading."""
    match = TITLE.match(rest)
    return match.end() if match is not None else 0


def is_title(text: str) -> bool:
    """A short line without a sentence in it."""
    return len(text) <= LONGEST_TITLE and not SENTENCE.search(text) and not markers(text)[0]
