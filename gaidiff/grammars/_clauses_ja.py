"""Japanese text in; the places where its sentences begin, and its words, out."""

from __future__ import annotations

import re

from gaidiff.grammars._pattern import pattern

STOP = pattern(r"(?P<open>[「『（(〔【\[])|(?P<close>[」』）)〕】\]])|(?P<end>。)")
GOING_ON = frozenset("」』）)、。")  # 「……とする。」とあるのは: the quoted sentence ends, its own does not
NUMERAL = "[0-9０-９〇一二三四五六七八九十百千万億]"
UNIT = "箇月|か月|年|月|日|時間|分|人|円|条|項|号|款|節|章|編|歳|倍|回|パーセント|％|%"
PHRASES = (
    "しなければならない|してはならない|することができる|するものとする|努めなければならない|努めるものとする"
    "|なければならない|てはならない|ことができる|ものとする|この限りでない|並びに|及び|又は|若しくは|ただし"
    "|速やかに|遅滞なく|直ちに|以上|以下|以内|未満|以外|罰金|懲役|拘禁刑|過料|命ずる|勧告|公表|この法律"
)
WORDS = pattern(
    rf"""(?:令和|平成|昭和|大正|明治)(?:元|{NUMERAL}{{1,4}})年(?:{NUMERAL}{{1,3}}月(?:{NUMERAL}{{1,4}}日)?)?
    | 第{NUMERAL}{{1,8}}(?:条(?:の{NUMERAL}{{1,4}})?|項|号|款|節|章|編)
    | {NUMERAL}{{1,12}}(?:{UNIT})?
    | {PHRASES}
    | [ァ-ヶー]{{2,40}}
    | [A-Za-z]+
    | \s+
    | .""",
    re.VERBOSE | re.DOTALL,
)  # 令和七年四月一日   第三条の二   三十日   しなければならない   システム


def words(text: str) -> list[str]:
    """Tokens that join to the text: dates, numbers, references, legal phrases and katakana words whole.

    >>> words("三十日以内に報告しなければならない。")
    ['三十日', '以内', 'に', '報', '告', 'しなければならない', '。']
    """
    return WORDS.findall(text)


def breaks(text: str) -> tuple[int, ...]:
    """Offsets at which a sentence begins: after 。 outside brackets.

    >>> text = "提供者は、報告する。ただし、軽微なもの（省令で定める。）は、この限りでない。"
    >>> [text[at:] for at in breaks(text)]
    ['ただし、軽微なもの（省令で定める。）は、この限りでない。']
    """
    found: list[int] = []
    depth = 0
    for match in STOP.finditer(text):
        if match["open"]:
            depth += 1
        elif match["close"]:
            depth = max(0, depth - 1)
        elif not depth and match.end() < len(text.rstrip()) and text[match.end()] not in GOING_ON:
            found.append(match.end())
    return tuple(found)
