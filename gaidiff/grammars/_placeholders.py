"""Words that stand in the place of an article in, a test for them out: [deleted], (weggefallen), 删除, ......"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars._pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST = 160  # characters; [Repealed by section 4 of the Second Sample Act 2019, with effect from 1 January 2020]
DOTS = pattern(r"(?:[.·。…_\u2024-\u2027*]{1}[\s\u00a0]{0,3}){3,160}$|…{1,80}$|[-—–]{3,80}$")  # . . . . .   ……
DOTTED = frozenset(".·。…_\u2024\u2025\u2026\u2027*-—–")  # what these begin with
OPENING = frozenset("[(（【〔<＜")


def placeholder(words: str, tail: str = r"[\s,:;.<(]") -> Callable[[str], bool]:
    """A test whether a whole text says no more than that nothing stands here.

    `words` are alternatives of a pattern; after them `tail` may begin an explanation, inside the brackets only.

    >>> [placeholder("deleted|repealed", r" by ")(text) for text in ("[deleted]", "Repealed.", "(repealed by Act 5)")]
    [True, True, True]
    >>> placeholder("deleted")("Deleted data shall be reported."), placeholder("deleted")("......")
    (False, True)
    """
    bare = (
        rf"(?:{words})[.。]?(?:\s*[<＜〈][^<>＜＞〈〉]{{0,80}}[>＞〉])?"  # 삭제 <2030. 1. 2.>   Deleted. <Jan. 2, 2030>
    )
    begins = pattern(rf"(?i:{words})")  # few texts do, and the whole pattern takes eight times as long to compile
    found = pattern(
        rf"(?i:{bare}|[\[(（【〔<＜]\s*(?:{words})(?:{tail}[^\[\]（）【】]{{0,{LONGEST}}})?[.。]?\s*[\])）】〕>＞][.。]?)$"
    )

    def is_placeholder(text: str) -> bool:
        if len(text) > LONGEST:
            return False
        short = text.strip().strip("*_ ") or text
        if (short[:1] in OPENING or begins.match(short) is not None) and found.match(short) is not None:
            return True
        return text[:1] in DOTTED and DOTS.match(text) is not None

    return is_placeholder


is_dotted = placeholder("(?!)")
