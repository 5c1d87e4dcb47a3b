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
LABEL = r"""(?P<label>§§\s{0,3}(?P<first>\d{1,5}(?:\.\d{1,4})?[a-z]?)\s?(?:bis|und|to|through|and|[-–—])\s?
    (?P<last>\d{1,5}(?:\.\d{1,4})?[a-z]?))"""
SEVERAL = pattern(rf"\**{LABEL}\**\s{{0,3}}(?P<words>[\[(].{{1,160}})$", re.VERBOSE)
ROW = pattern(LABEL, re.VERBOSE)
RESERVED = pattern(r"[\[(](?:Reserved|reserved|RESERVED)[\])]\.?$")


def several(line: str, is_placeholder: Callable[[str], bool]) -> Mark | None:
    """The label of a row of sections of which nothing is left; they are one placeholder, and no article."""
    match = SEVERAL.match(line)
    if match is None or not (is_placeholder(match["words"]) or RESERVED.match(match["words"])):
        return None
    return Mark(family="§", num=Num(match["label"], *_ends(match)), start=match.start("words"))


def row_of(label: str) -> tuple[str, tuple[int, ...]] | None:
    """The label of a row of sections made comparable, as read from a line of it: §§ 3 bis 5 is 3-5.

    >>> row_of("§§ 3 bis 5"), row_of("§ 3 bis")
    (('3-5', (3,)), None)
    """
    match = ROW.fullmatch(label)
    return None if match is None else _ends(match)


def _ends(match: re.Match[str]) -> tuple[str, tuple[int, ...]]:
    return f"{match['first']}-{match['last']}", ordinal_of(match["first"])
