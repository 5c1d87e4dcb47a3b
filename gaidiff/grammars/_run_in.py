"""A line in, the heading that runs into its text out: 12. Duties of guides.—(1) Every guide shall carry a map.

Acts of India and of other Commonwealth countries print a section so: number, heading, full stop, dash, and on the
same line the words of the section. The full stop and the dash close the heading and belong to neither.
"""

from __future__ import annotations

import re

from gaidiff.grammars._labels import Mark
from gaidiff.grammars._numerals import ordinal_of
from gaidiff.grammars._pattern import pattern
from gaidiff.model.law import Num

STRESS = r"[*_]{0,3}"  # bold and italics that the reader left
DASH = r"(?:[—–―]|-{1,2})"
HEADING = pattern(
    rf"""{STRESS}["'“‘(]?[A-Z][^;:?!]{{1,200}}?
    (?:\.{STRESS}\s{{0,2}}{DASH}{STRESS}(?=\s*{STRESS}[("'“‘\[A-Z]|\s*$) | {STRESS}:?\s?{DASH}{STRESS}\s?(?=\(1\)))""",
    re.VERBOSE,
)  # Notice.—(1) A guide …   Notice. - This Act …   **Notice.**–   Notice—(1)
LABEL = pattern(
    rf"{STRESS}(?P<label>(?:\d{{0,2}}\[)?(?P<number>\d{{1,3}}[A-Z]{{0,2}})\.){STRESS}\s{{0,3}}(?=\S)"
)  # 12.   12A.   3[12A. where an editor marks what was inserted
CLOSING = pattern(rf"[.:*_\s]*{DASH}[*_\s]*$")


def run_in(line: str) -> Mark | None:
    """The label of a section whose heading runs into its text."""
    label = LABEL.match(line)
    if label is None or not heading_end(line[label.end() :]):
        return None
    number = label["number"]
    start = label.end() + len(line[label.end() :]) - len(line[label.end() :].lstrip("*_ "))
    return Mark(family="bare", num=Num(label["label"], number, ordinal_of(number)), start=start)


def heading_end(words: str) -> int:
    """Where the words of the section begin behind its heading; 0: no heading runs into them.

    >>> heading_end("Duties of guides.—(1) Every guide"), heading_end("Every guide shall carry—")
    (18, 0)
    """
    match = HEADING.match(words)
    return match.end() if match is not None else 0


def bare(heading: str) -> str:
    """The heading without what closes it: `Duties of guides.—`."""
    return CLOSING.sub("", heading)
