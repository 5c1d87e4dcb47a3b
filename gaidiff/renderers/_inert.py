"""Text of a cell in, text no spreadsheet takes for a formula out, and back again (CVE-2021-41270: a tab is not enough).

A law may begin a line with =SUM(A1) or -5; what opens the file, or pastes a line of it, must find words.
"""

from __future__ import annotations

import re
from typing import Final

SIGN: Final = "'"
FORMULA: Final = re.compile(
    r"""
    (?: ^ | (?<=[\r\n]) )                       # the start of a cell or of a line in it
    (?= '*                                      # signs of our own, so that taking one off gives the text back
        [^\S\r\n]*                              # spaces of any width
        [=+\-@\t\r＝＋－＠]
    )
    """,
    re.VERBOSE,
)


def places(text: str) -> list[int]:
    """Where a sign is due."""
    return [match.start() for match in FORMULA.finditer(text)]


def inert(text: str) -> str:
    r"""`text` with a sign before every line that could be a formula.

    >>> inert("=1+1"), inert("\u00a0＠x"), inert("第一条 -"), inert("'-5")
    ("'=1+1", "'\xa0＠x", '第一条 -', "''-5")
    """
    return FORMULA.sub(SIGN, text)


def bare(text: str) -> str:
    """The text that `inert` was given."""
    return MARKED.sub("", text)


MARKED: Final = re.compile(FORMULA.pattern.replace("(?= '*", "' (?= '*"), re.VERBOSE)
