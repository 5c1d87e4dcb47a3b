"""Chinese text in; the places where its sentences and clauses begin, and its words, out."""

from __future__ import annotations

import re
from itertools import pairwise

from gaidiff.grammars._numerals import CHINESE_CHARS
from gaidiff.grammars._pattern import pattern

OPENING, CLOSING = "“‘（(《〈【「『〔[", "”’）)》〉】」』〕]"
GOING_ON = frozenset("，。；、）)")  # “……。”，的规定: the quoted sentence ends, its own does not
SHORTEST_CLAUSE = 8  # characters; 未经批准，不得… stays whole
NORM = pattern(
    r"""应当|應當|[应應](?=[在于於将將向对對按依])|不得|必[须須]|禁止|有[权權]|可以|[负負][责責]|鼓[励勵]
    | (?:^|(?<=[，；。：]))(?:依法)?(?:支持|推[动動]|促[进進]|承[担擔]|履行|尊重|保[护護]
        |防止|避免|加[强強]|建立|制定|[采採]取)""",
    re.VERBOSE,
)  # not 除采取内容过滤等措施外，应在3个月内…: there the words before the comma are no duty
DUTY = (
    r"[并並](?!且|非|处|處)|不得|应当|應當|[应應](?=[在于於将將向对對按依])|必[须須]|禁止|[严嚴]禁|可以|有[权權]|鼓[励勵]"
    r"|支持|同[时時]|不[应應]|(?:依法)?(?:承[担擔]|履行|[负負][责責])|防止|[采採]取"
)
NEW_DUTY = pattern(DUTY)  # after a comma
BRACKET = pattern(r"[“‘（(《〈【「『〔\[”’）)》〉】」』〕\]]")
STOP = pattern(r"[。；;！？](?P<closing>[”’」』]*)|[，“‘（(《〈【「『〔\[”’）)》〉】」』〕\]]")
# For texts without a bracket, which most are. A pattern that begins with one set is looked for fastest.
PLAIN_STOP = pattern(rf"[。；;！？，](?:(?<!，)|(?={DUTY}))")
UNIT = (
    "个工作日|工作日|个自然日|个月|个小时|小时|分钟|周岁|万元|亿元|元|年|月|日|天|周|倍"
    "|條|項|節|編|個月|個工作日|萬元|億元|條|条|款|项|章|节|编|次|人|个|名|份|家|级|%|％"
)
PHRASES = (
    "不应当|应当|不得|不应|不予|不能|不准|不可|可以|必须|禁止|严禁|鼓励|支持|有权|无权|或者|以及|并且|和|及"
    "|不應當|應當|不應|不準|必須|嚴禁|鼓勵|有權|無權|並且|未經|及時|負責|責令|罰款|罰鍰|按照|根據|違反|有關|應"
    "|未经|除外|以上|以下|以内|以外|及时|立即|负责|责令|罚款|警告|依法|依照|按照|根据|违反|有关|其他|任何|应"
)
NUMERALS = f"{CHINESE_CHARS}亿億百千万"
NUMERAL = f"[{NUMERALS}]"
PLAIN = rf"[^\s\dA-Za-z第{NUMERALS}{''.join(sorted({phrase[0] for phrase in PHRASES.split('|')}))}]"
WORDS = pattern(
    rf"""{PLAIN}  # begins nothing longer, as most characters, and is asked for first
    | \d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?
    | 第{NUMERAL}{{1,9}}(?:[条條](?:之[一二三四五六七八九十]{{1,3}})?|款|项|項|章|节|節|编|編)
    | 百分之{NUMERAL}{{1,9}}
    | [0-9０-９]{{1,30}}(?:[.,][0-9]{{1,30}}){{0,6}}(?:{UNIT})?
    | {NUMERAL}{{1,12}}(?:{UNIT})
    | {PHRASES}
    | [A-Za-z]+
    | \s+
    | .""",
    re.VERBOSE | re.DOTALL,
)  # 2023年8月15日   第十四条之一   百分之二十   十万元   三个月   15日   不得


def words(text: str) -> list[str]:
    """Tokens that join to the text: numbers with their unit, references and legal phrases whole, else characters.

    >>> words("提供者应当在三个月内报告，不得超过15日。")
    ['提', '供', '者', '应当', '在', '三个月', '内', '报', '告', '，', '不得', '超', '过', '15日', '。']
    """
    return WORDS.findall(text)


def breaks(text: str) -> tuple[int, ...]:
    """Offsets at which a sentence or clause begins: after 。；！？, and at ， where a second duty begins.

    >>> text = "提供者应当建立投诉机制；用户可以投诉。"
    >>> [text[at:] for at in breaks(text)]
    ['用户可以投诉。']
    """
    if BRACKET.search(text) is None:
        return tuple(_plain_breaks(text))
    found = _breaks(text, nested=True)
    if found is None:  # a bracket is never closed, so depth tells nothing
        found = _breaks(text, nested=False)
    return tuple(found or ())


def _plain_breaks(text: str) -> list[int]:
    found = [match.end() for match in PLAIN_STOP.finditer(text)]
    if not found or (len(found) == 1 and found[0] == len(text)):
        return []
    commas = [at for at in found if text[at - 1] == "，"]
    stops = [at for at in found if text[at - 1] != "，" and text[at : at + 1] not in GOING_ON]
    return _joined(text, stops, commas)


def _breaks(text: str, *, nested: bool) -> list[int] | None:
    stops: list[int] = []
    commas: list[int] = []
    depth = 0
    for match in STOP.finditer(text):
        char = match.group()[0]
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth -= 1
            if depth < 0 and nested:
                return None
        elif nested and depth - len(match["closing"] or "") > 0:
            depth -= len(match["closing"] or "")
        elif char == "，":
            if NEW_DUTY.match(text, match.end()):
                commas.append(match.end())
        else:
            depth = max(0, depth - len(match["closing"] or ""))
            if text[match.end() : match.end() + 1] not in GOING_ON:
                stops.append(match.end())
    if nested and depth > 0:
        return None
    return _joined(text, stops, commas)


def _joined(text: str, stops: list[int], commas: list[int]) -> list[int]:
    size = len(text.rstrip())
    ends = [0, *(stop for stop in stops if stop < size), len(text)]
    return sorted({*ends[1:-1], *_duties(text, commas, ends)}) if commas else ends[1:-1]


def _duties(text: str, commas: list[int], ends: list[int]) -> list[int]:
    """Commas after which a new duty begins: …应当建立制度，并向主管部门报告…; both sides are norms of some length."""
    found: list[int] = []
    bounds = iter(pairwise(ends))
    start, end = next(bounds)
    for comma in commas:
        while comma >= end:
            start, end = next(bounds, (end, len(text) + 1))
        if comma - start < SHORTEST_CLAUSE or end - comma < SHORTEST_CLAUSE:
            continue
        if NORM.search(text, start, comma):
            found.append(comma)
            start = comma
    return found
