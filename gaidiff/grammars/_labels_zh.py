"""A line of Chinese law in, the label it begins with out: 第十四条之一, 第一章, 附件1, 一、, （一）, 1., ①."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars._labels import BLANK, STRONG, WEAK, Mark, Marker
from gaidiff.grammars._numerals import CHINESE_CHARS, number_of
from gaidiff.grammars._pattern import pattern
from gaidiff.grammars._placeholders import placeholder
from gaidiff.model.law import Num, ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

GAP = r"[\s\u200b\ufeff]"
AFTER = r"[\s\u200b\ufeff\ue4c6-\ue765]"  # private-use characters that stand for a blank in pages made from GBK
NUMERAL = rf"[{CHINESE_CHARS}]"
ARTICLE = pattern(
    rf"""\**第{GAP}*(?P<number>{NUMERAL}(?:{NUMERAL}|{GAP}){{0,12}})(?:[-－‑–](?P<inserted>\d{{1,3}}))?{GAP}*[条條]
    (?P<tail>(?:{GAP}?[之][{CHINESE_CHARS}]{{1,4}}){{0,2}})(?P<bold>\**)(?P<blank>{AFTER}*)[:：]?""",
    re.VERBOSE,
)  # 第十四条之一　…   **第 一 条** …   第１４条【…】   第 14-1 條
DIVISION = pattern(
    rf"""\**第{GAP}*(?P<number>{NUMERAL}(?:{NUMERAL}|{GAP}){{0,12}}){GAP}*(?P<word>分{GAP}*[编編]|[编編篇章节節]|部{GAP}*分|部)
    (?P<bold>\**)(?P<blank>{AFTER}*)(?:[:：]{GAP}*)?""",
    re.VERBOSE,
)  # 第一章  总 则   第三编 审判程序   第1部 導言
ANNEX = pattern(
    rf"""\**{GAP}*(?P<word>附件|附录|附錄|附表|附图)
    {GAP}*(?P<number>{NUMERAL}{{0,4}})\**(?:{GAP}*[:：]{GAP}*|{GAP}+|$)""",
    re.VERBOSE,
)  # 附件1：登记表   附录　名录
ENUMERATION = pattern(rf"\**(?P<number>[{CHINESE_CHARS}]{{1,4}})、{GAP}*")  # 一、总体要求
ITEM = pattern(
    rf"""\**(?:
      [（(]{GAP}*(?P<bracketed>[{CHINESE_CHARS}]{{1,4}}|[a-zA-Z]){GAP}*[）)]
    | (?P<circled>[①-⑳⑴-⒇⒈-⒛㈠-㈩])
    | (?P<dotted>\d{{1,3}}|[０-９]{{1,3}}|[a-zA-Z])(?P<dot>[.．、）)])(?!\d)
    | (?P<listed>[一二三四五六七八九十百]{{1,4}})(?P<comma>[、.．])
    )\**{AFTER}*""",
    re.VERBOSE,
)  # （一）…   1.…   ①…   一、…
CROSS_REFERENCE = pattern(
    rf"""{GAP}*(?:
      (?:第{GAP}*{NUMERAL}+{GAP}*)?[款项目] | 所[列称述指规] | 之?规定(?:的|[，。、；]|$) | 的
    | [、，。；）)] | [和至或及与]第 | (?:或者|以及)第 | 中[的，] | 以[上下]
    )""",
    re.VERBOSE,
)  # 第十条规定的…   第十四条第二款所列…   第五条、第六条…
BRACKETED = pattern(
    r"""【[^】]{1,30}】
    | （(?!以下|下称|简称)[^（）：；。]{2,25}）(?=\s|$) | \((?!以下)[^():;]{2,25}\)(?=\s|$)""",
    re.VERBOSE,
)
BRACKETS = frozenset("【（(")  # what these begin with
BLANKS = pattern(GAP)
STOP = pattern(r"[。；！？]")
SENTENCE = pattern(r"[。；：，！？;:,!?]")
FOOTER = pattern(
    r"""(?:来\s*源|责任编辑|责\s*编|编\s*辑|审\s*核|校\s*对|作\s*者)\s*[:：]
    | [【\[（(]?\s*(?:打\s*印|关\s*闭|字\s*体|返\s*回|纠\s*错)\s*(?:本页|窗口|页面|顶部|[】\]）)]|$)
    | 分享到 | 扫一扫 | 相关(?:链接|阅读|稿件|文章|新闻|解读) | 上一篇 | 下一篇 | 版权所有 | 主办单位 | 网站地图
    | 附件\s*[:：]\s*[1１一][.．、]
    | [（(]\s*此件(?:主动|依申请|依法|不予|删减)?公开 | 抄\s*送[:：] | 主题词[:：]
    | (?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年
      \s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\s*$""",
    re.VERBOSE,
)
SIGNATORY = pattern(r"[^\d（(【。；：，、！？]{2,40}$")
INLINE = pattern(
    rf"(?<=(?P<before>[：:；;。]))[\s\u200b]*(?P<item>[（(](?P<number>[{CHINESE_CHARS}]{{1,3}})[）)])"
)  # …：（一）甲；（二）乙。
LEADING = pattern(rf"\**[（(](?P<number>[{CHINESE_CHARS}]{{1,3}})[）)]")
HEADING = pattern(r"(?:总|總|附|罚|罰|分)\s*(?:则|則)$")
LISTED_ANNEXES = pattern(r"[1１一][.．、]")
RANKS = {"部分": 0, "部": 0, "编": 1, "編": 1, "篇": 1, "分编": 2, "分編": 2, "章": 3, "节": 4, "節": 4}
KINDS = {
    0: ProvisionKind.PART,
    1: ProvisionKind.PART,
    2: ProvisionKind.PART,
    3: ProvisionKind.CHAPTER,
    4: ProvisionKind.SECTION,
}
LONGEST_TITLE = 40  # characters of a chapter's heading
LONGEST_ARTICLE_TITLE = 25


is_placeholder = placeholder(
    "(?:已|现已|業已|业已|已被|予以|此[条條])?(?:[删刪][除去]|[废廢]止|失效)|略|保留|空缺", "[，,；;]"
)


def mark(line: str) -> Mark | None:
    """The label of an article, division or annex at the start of a line."""
    article = ARTICLE.match(line)
    if article is not None:
        return _article(article, line[article.end() :])
    division = DIVISION.match(line)
    if division is not None:
        return _division(division, line[division.end() :])
    annex = ANNEX.match(line)
    if annex is not None:
        return _annex(annex, line[annex.end() :])
    listed = ENUMERATION.match(line)
    number = number_of(listed["number"]) if listed is not None else None
    if listed is None or not number:
        return None
    num = Num(_printed(listed), str(number), (number,))
    return Mark(family="、", num=num, start=listed.end(), strength=STRONG)


def _article(match: re.Match[str], rest: str) -> Mark | None:
    number = number_of(tight(match["number"]))
    tail = [number_of(piece) for piece in tight(match["tail"]).split("之")[1:]] if match["tail"] else []
    if match["inserted"]:
        tail = [int(match["inserted"]), *tail]
    if not number or not all(tail):
        return None
    ordinal = (number, *(piece for piece in tail if piece))
    clear = bool(match["blank"] or match["bold"]) or not rest or rest[0] in "【（("
    if CROSS_REFERENCE.match(rest) and not match["bold"]:
        return None
    if match["inserted"] and not clear:  # 第2-4条规定…: several articles, and no label
        return None
    num = Num(_printed(match), "-".join(map(str, ordinal)), ordinal)
    return Mark(family="条", num=num, start=match.end(), strength=STRONG if clear else WEAK)


def tight(text: str) -> str:
    """A label without the blanks that stretch it: 第 十 四 条."""
    return text if text.isalnum() else BLANKS.sub("", text)


def _printed(match: re.Match[str]) -> str:
    """The label as printed, without bold marks: 第 一 条."""
    return match.group().replace("*", "").strip(BLANK)


def _division(match: re.Match[str], rest: str) -> Mark | None:
    number = number_of(tight(match["number"]))
    title = rest.strip(f"*{BLANK}")
    if not number or len(title) > LONGEST_TITLE or STOP.search(title):
        return None
    glued = bool(title) and not match["blank"] and not match["bold"]
    if glued and match["word"][0] == "部":  # 第一部 导言   第二部分　主要任务   not: 第一部门规章
        return None
    if glued and (CROSS_REFERENCE.match(title) or SENTENCE.search(title)):
        return None
    word = tight(match["word"])
    rank = RANKS[word]
    num = Num(_printed(match), str(number), (number,))
    return Mark(family=word, num=num, start=match.end(), division=KINDS[rank], rank=rank)


def _annex(match: re.Match[str], rest: str) -> Mark | None:
    if len(rest) > LONGEST_TITLE * 2 or STOP.search(rest):
        return None
    number = number_of(match["number"])
    if number is None and LISTED_ANNEXES.match(rest):
        return None  # 附件：1.登记表 lists annexes, and is none
    text = _printed(match)
    # the word itself is the printed label where there is no number
    num = Num(text, str(number), (number,)) if number else Num(text, "1", (1,))
    return Mark(family="annex", num=num, start=match.end(), is_annex=True)


def markers(line: str) -> tuple[tuple[Marker, ...], int]:
    """（一）, 1., ① at the start of a line."""
    match = ITEM.match(line)
    if match is None:
        return (), 0
    text = _printed(match)
    family, number, label = _circled(match["circled"]) if match["circled"] else _bracketed(match)
    if not number:
        return (), 0
    return (Marker(text, ((family, (number,), label or str(number)),)),), match.end()


def _bracketed(match: re.Match[str]) -> tuple[str, int | None, str]:
    """Family, number and label of （一）, 1. or a): the family is the bracket and the kind of numeral."""
    inner = match["bracketed"] or match["dotted"] or match["listed"]
    if match["bracketed"]:
        style = "（"
    elif match["dotted"]:
        style = "." if match["dot"] in ".．、" else ")"
    else:
        style = "、"
    if inner.isascii() and inner.isalpha():
        return f"{style}a", ord(inner.lower()) - ord("a") + 1, inner
    return style + ("一" if inner[0] in "一二三四五六七八九十" else "1"), number_of(inner), ""


def _circled(char: str) -> tuple[str, int | None, str]:
    """① is its own family; ⑴ and ㈠ are one character for (1) and （一）."""
    for first, family in (("①", "①"), ("⑴", "（1"), ("⒈", ".1"), ("㈠", "（一")):
        number = ord(char) - ord(first) + 1
        if 1 <= number <= 20:  # noqa: PLR2004 (each row of the code table has twenty)
            return family, number, ""
    return "①", None, ""


def unit(counts: Mapping[str, int]) -> str:
    """第N条 wherever there is one; a text without articles is cited by its 一、二、三."""
    if counts.get("条"):
        return "条"
    return "、" if counts.get("、", 0) > 1 else ""


def titled(rest: str, following: str | None) -> int:
    """How much of the words after 第N条 is its heading: 【施行日期】, （标题）, or a short line before running text."""
    bracketed = BRACKETED.match(rest) if rest[:1] in BRACKETS else None
    if bracketed is not None:
        return bracketed.end()
    if not rest or following is None or len(rest) > LONGEST_ARTICLE_TITLE:
        return 0
    plain = not SENTENCE.search(rest) and not markers(following)[0] and SENTENCE.search(following)
    return len(rest) if plain else 0


def is_title(text: str) -> bool:
    """A short line without a sentence in it."""
    return len(text) <= LONGEST_TITLE and not SENTENCE.search(text) and not markers(text)[0]


def is_heading(text: str) -> bool:
    """总则 or 附则 on a line of its own."""
    return HEADING.match(text) is not None


def inline(line: str) -> tuple[int, ...]:
    """Where further items begin that are printed on one line, as in …：（一）甲；（二）乙 and in （一）甲；（二）乙.

    They count on from the item that the line begins with, or from one behind a colon, and there are two at least.

    >>> inline("有下列情形：（一）甲；（二）乙。"), inline("（一）甲；（二）乙；"), inline("第（一）项；第（二）项")
    ((6, 11), (5,), ())
    """
    if "（" not in line and "(" not in line:
        return ()
    first = LEADING.match(line)
    last = number_of(first["number"]) or 0 if first is not None else 0
    starts = []
    for match in INLINE.finditer(line):
        if number_of(match["number"]) == last + 1 and (last or match["before"] in "：:"):
            starts.append(match.start("item"))
            last += 1
    return tuple(starts) if first is not None or len(starts) > 1 else ()
