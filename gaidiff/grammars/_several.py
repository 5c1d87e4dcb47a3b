"""A line with the numbers of several sections in, the label of what is left of them out: §§ 3 bis 5 (weggefallen)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars._labels import Mark
from gaidiff.grammars._numerals import ordinal_of
from gaidiff.grammars._pattern import pattern
from gaidiff.model.law import Num

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNS = ("§§", "**§§")
# §§ 3 bis 5 (weggefallen)   §§ 1005.21-1005.29 [Reserved]   §§ 7 und 8 (aufgehoben)
SEVERAL = pattern(
    r"""\**(?P<label>§§\s{0,3}(?P<first>\d{1,5}(?:\.\d{1,4})?[a-z]?)\s?(?:bis|und|to|through|and|[-–—])\s?
    (?P<last>\d{1,5}(?:\.\d{1,4})?[a-z]?))\**\s{0,3}(?P<words>[\[(].{1,160})$""",
    re.VERBOSE,
)
RESERVED = pattern(r"[\[(](?:Reserved|reserved|RESERVED)[\])]\.?$")


def several(line: str, is_placeholder: Callable[[str], bool]) -> Mark | None:
    """The label of a row of sections of which nothing is left; they are one placeholder, and no article."""
    match = SEVERAL.match(line)
    if match is None or not (is_placeholder(match["words"]) or RESERVED.match(match["words"])):
        return None
    num = Num(match["label"], f"{match['first']}-{match['last']}", ordinal_of(match["first"]))
    return Mark(family="§", num=num, start=match.start("words"))
