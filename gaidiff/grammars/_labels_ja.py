"""A line of Japanese law in, the label it begins with out: 第三条の二, 第一章, 附則, 別表第一, ２, 一, イ, （１）."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars._labels import BLANK, STRONG, WEAK, Mark, Marker
from gaidiff.grammars._numerals import IROHA, letter_of, number_of, roman_of
from gaidiff.grammars._pattern import pattern
from gaidiff.grammars._placeholders import placeholder
from gaidiff.model.law import Num, ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

GAP = r"[\s\u200b\ufeff]"
NUMERAL = "[0-9０-９〇一二三四五六七八九十百千]"
INSERTED = rf"(?P<tail>(?:[のノ]{NUMERAL}{{1,4}}){{0,3}})"
ARTICLE = pattern(
    rf"""\**第(?P<number>{NUMERAL}{{1,8}})条{INSERTED}
    (?P<range>(?:から|及び|、)第{NUMERAL}{{1,8}}条(?:[のノ]{NUMERAL}{{1,4}}){{0,3}}(?:まで)?(?={GAP}*削除))?
    (?P<bold>\**)(?P<blank>{GAP}*)""",
    re.VERBOSE,
)  # 第三条の二　…   第１４条（定義）   第三条から第五条まで　削除
DIVISION = pattern(
    rf"\**第(?P<number>{NUMERAL}{{1,5}})(?P<word>[編章節款目]){INSERTED}(?P<bold>\**)(?P<blank>{GAP}*)"
)  # 第一章　総則   第二節の二
ANNEX = pattern(
    rf"""\**(?P<label>(?P<own>附{GAP}{{0,4}}則|付{GAP}{{0,4}}則)|(?:別{GAP}?[表紙記図]|様式|附属書)(?:第?(?P<number>{NUMERAL}{{1,4}})号?)?)\**
    (?={GAP}|$|[（(〔])""",
    re.VERBOSE,
)  # 附　則　（令和…）   別表第一（第三条関係）
ITEM = pattern(
    rf"""\**(?:
      (?P<digit>[0-9０-９]{{1,3}})(?P<digits>(?:[のノ][0-9０-９]{{1,3}})?)(?=[\s\u3000])
    | (?P<kanji>[一二三四五六七八九十百]{{1,5}})(?P<more>(?:[のノ][一二三四五六七八九十]{{1,3}}){{0,3}})(?=[\s\u3000])
    | (?P<iroha>[{IROHA}])(?=[\s\u3000])
    | [（(](?P<bracketed>[0-9０-９]{{1,3}}|[一二三四五六七八九十]{{1,3}}|[ivxｉｖｘ]{{1,5}}|[a-zａ-ｚ])[）)]
    | (?P<circled>[①-⑳])
    )\**{GAP}*""",
    re.VERBOSE,
)  # ２　…   一　…   三の二　…   イ　…   （１）　…
GOES_ON = pattern(r"[のにをはがへとでやも、。・）]|第|及び|又は|若しくは|並びに|から|まで|中|各|本文|ただし書")
BRACKETED = pattern(r"[（(](?!以下|昭和|平成|令和|抄)[^（）()。]{1,40}[）)](?=\s|$)")
CAPTION = pattern(r"[（(〔](?!以下|令和|平成|昭和|大正|明治|附則)[^（）()。]{1,60}[）)〕]$")
SENTENCE = pattern(r"[。、；]")
FOOTER = pattern(r"(?:出典|所管課|担当|お問い合わせ|このページ|ページの先頭|Copyright|ご意見|関連リンク)")
RANKS = {"編": 1, "章": 2, "節": 3, "款": 4, "目": 5}
KINDS = {1: ProvisionKind.PART, 2: ProvisionKind.CHAPTER}
LONGEST_TITLE = 60  # characters of a chapter's heading
NARROW = str.maketrans({chr(0xFF41 + n): chr(0x61 + n) for n in range(26)})

is_placeholder = placeholder("削{0,1}除|[（(]削除[）)]|略", "[、，]")


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
    ordinal = _ordinal(match["number"], match["tail"])
    set_off = match["blank"] or match["bold"] or match["range"] or not rest or BRACKETED.match(rest)
    if not ordinal or (not set_off and GOES_ON.match(rest)):
        return None  # 第三条の規定により…
    num = Num(_printed(match), "-".join(map(str, ordinal)), ordinal)
    return Mark(family="条", num=num, start=match.end(), strength=STRONG if set_off else WEAK)


def _division(match: re.Match[str], rest: str) -> Mark | None:
    ordinal = _ordinal(match["number"], match["tail"])
    title = rest.strip(f"*{BLANK}")
    set_off = match["blank"] or match["bold"] or not title
    if not ordinal or len(title) > LONGEST_TITLE or "。" in title or (not set_off and GOES_ON.match(title)):
        return None
    rank = RANKS[match["word"]]
    num = Num(_printed(match), "-".join(map(str, ordinal)), ordinal)
    kind = KINDS.get(rank, ProvisionKind.SECTION)
    return Mark(family=match["word"], num=num, start=match.end(), division=kind, rank=rank)


def _annex(match: re.Match[str], rest: str) -> Mark | None:
    if "。" in rest or len(rest) > LONGEST_TITLE:
        return None
    number = number_of(match["number"]) if match["number"] else None
    if number is None:  # 附則 may stand several times, once for each amendment; its words are its heading
        return Mark(family="annex", num=None, start=0, is_annex=True)
    return Mark(family="annex", num=Num(_printed(match), str(number), (number,)), start=match.end(), is_annex=True)


def _ordinal(number: str, tail: str) -> tuple[int, ...]:
    values = [number_of(number), *(number_of(piece) for piece in re.split("[のノ]", tail)[1:])]
    return tuple(value for value in values if value) if all(values) else ()


def _printed(match: re.Match[str]) -> str:
    return match.group().replace("*", "").strip(BLANK)


def markers(line: str) -> tuple[tuple[Marker, ...], int]:
    """２ (項), 一 (号), イ, （１） at the start of a line."""
    match = ITEM.match(line)
    if match is None:
        return (), 0
    option = _option(match)
    return ((), 0) if option is None else ((Marker(_printed(match), (option,)),), match.end())


def _option(match: re.Match[str]) -> tuple[str, tuple[int, ...], str] | None:
    if match["iroha"]:
        return "イ", (IROHA.index(match["iroha"]) + 1,), match["iroha"]
    if match["circled"]:
        number = ord(match["circled"]) - ord("①") + 1
        return "①", (number,), str(number)
    if match["bracketed"]:
        return _bracketed(match["bracketed"].translate(NARROW))
    first, tail = (match["digit"], match["digits"]) if match["digit"] else (match["kanji"], match["more"])
    ordinal = _ordinal(first, tail)
    return ("１" if match["digit"] else "一", ordinal, "-".join(map(str, ordinal))) if ordinal else None


def _bracketed(inner: str) -> tuple[str, tuple[int, ...], str] | None:
    """（１）, （一）, （ｉ）, （ａ）: the family is the bracket and the kind of numeral."""
    number = number_of(inner)
    if number:
        return "（一" if inner[0] in "一二三四五六七八九十" else "（1", (number,), str(number)
    roman = roman_of(inner)
    if roman:
        return "（i", (roman,), inner
    return ("（a", (letter,), inner) if (letter := letter_of(inner)) else None


def unit(counts: Mapping[str, int]) -> str:
    """Japanese laws are cited by 条."""
    return "条" if counts.get("条") else ""


def titled(rest: str, following: str | None) -> int:
    """第二条（定義）: a bracketed heading after the label; one printed above the label is found by the outline."""
    bracketed = BRACKETED.match(rest)
    if bracketed is not None and (following is not None or bracketed.end() < len(rest)):
        return bracketed.end()
    return 0


def is_title(text: str) -> bool:
    """A short line without a sentence in it."""
    short = len(text) <= LONGEST_TITLE and not SENTENCE.search(text)
    return short and not markers(text)[0] and not CAPTION.match(text)


def is_caption(line: str, rest: str) -> bool:
    """（目的） on the line above 第一条; not where the article has a bracketed heading of its own."""
    return CAPTION.match(line) is not None and not BRACKETED.match(rest)
