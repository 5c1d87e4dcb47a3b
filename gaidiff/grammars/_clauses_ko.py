"""Korean text in; the places where its sentences begin, and its words, out."""

from __future__ import annotations

import re

from gaidiff.grammars._pattern import pattern

STOP = pattern(r"(?P<open>[(「『“\[])|(?P<close>[)」』”\]])|(?P<end>(?:다|오|음|함|임)[.](?:\s+|(?=[가-힣])))")
WORDS = pattern(
    r"""[0-9]{4}(?:\.|년)\s?[0-9]{1,2}(?:\.|월)\s?[0-9]{1,2}(?:\.|일)
    | 제\s?[0-9]{1,5}(?:조(?:의[0-9]{1,3})?|항|호|목|장|절|편)
    | [0-9]{1,30}(?:[.,][0-9]{1,30}){0,6}(?:개월|만원|천만원|억원|원|년|월|일|명|시간|퍼센트|%)?
    | [가-힣]+
    | [^\W\d_]+
    | \s+
    | .""",
    re.VERBOSE | re.DOTALL,
)  # 2025. 1. 21.   제22조의2   3개월   사업자는


def words(text: str) -> list[str]:
    """Tokens that join to the text: words, dates, references and numbers with their unit whole.

    >>> words("사업자는 제22조의2에 따라 3개월 이내에 보고한다.")[:9]
    ['사업자는', ' ', '제22조의2', '에', ' ', '따라', ' ', '3개월', ' ']
    """
    return WORDS.findall(text)


def breaks(text: str) -> tuple[int, ...]:
    """Offsets at which a sentence begins: after 다. outside brackets.

    >>> text = "사업자는 보고하여야 한다. 다만, 경미한 사항(총리령으로 정한다. 이하 같다)은 그러하지 아니하다."
    >>> [text[at:] for at in breaks(text)]
    ['다만, 경미한 사항(총리령으로 정한다. 이하 같다)은 그러하지 아니하다.']
    """
    found: list[int] = []
    depth = 0
    for match in STOP.finditer(text):
        if match["open"]:
            depth += 1
        elif match["close"]:
            depth = max(0, depth - 1)
        elif not depth and match.end() < len(text.rstrip()):
            found.append(match.end())
    return tuple(found)
