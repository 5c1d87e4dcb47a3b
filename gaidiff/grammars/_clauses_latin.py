"""Text of a spaced language and its abbreviations in; where sentences and clauses begin, and its words, out."""

from __future__ import annotations

import re

from gaidiff.grammars._pattern import pattern

STOP = pattern(
    r"""(?P<mark>[.?!;])(?P<closing>["'”’»)\]]*)
    (?:(?P<blank>\s+)|(?=[A-Z][a-z]))""",
    re.VERBOSE,
)  # "… records. The provider"   "…; and"   "(a) Authority.The regulation"
ABBREVIATION_WINDOW = 12  # characters looked back at
GLUED_WORD = pattern(r"[a-z]{3}$")
SHORTEST_CLAUSE = 8  # characters; "; and" at the end of an item is no clause
STARTS = frozenset("\"'“‘„«([§$€£")
WORDS = pattern(
    r"""§+\s?\d{1,9}(?:[.\-]\d{1,9}){0,6}(?:\([A-Za-z0-9]{1,6}\)){0,8}
    | \d{1,30}(?:[.,]\d{1,30}){0,8}%?
    | [^\W\d_]+(?:['’\-][^\W\d_]+)*
    | \s+
    | .""",
    re.VERBOSE | re.DOTALL,
)  # § 1005.6(b)(2)   1,000.50   12%   high-risk   provider's


def words(text: str) -> list[str]:
    """Tokens that join to the text: words, numbers and section references whole, blanks, single marks.

    >>> words("A high-risk system under § 1005.6(b) costs $1,000.")
    ['A', ' ', 'high-risk', ' ', 'system', ' ', 'under', ' ', '§ 1005.6(b)', ' ', 'costs', ' ', '$', '1,000', '.']
    """
    return WORDS.findall(text)


def clause_breaks(text: str, abbreviation: re.Pattern[str]) -> tuple[int, ...]:
    """Offsets at which a sentence, or a clause after a semicolon, begins.

    `abbreviation` matches, at the end of the words before a point, what the point belongs to.
    """
    found: list[int] = []
    last = 0
    size = len(text.rstrip())
    for match in STOP.finditer(text):
        at = match.end()
        if size - at < SHORTEST_CLAUSE or at - last < SHORTEST_CLAUSE or not _begins(text, match, abbreviation):
            continue
        found.append(at)
        last = at
    return tuple(found)


def _begins(text: str, match: re.Match[str], abbreviation: re.Pattern[str]) -> bool:
    """Does a sentence begin after this mark, or is it the point of an abbreviation?"""
    if match["mark"] == ";":
        return match["blank"] is not None
    before = text[max(0, match.start() - ABBREVIATION_WINDOW) : match.start()]
    if match["blank"] is None:
        return match["mark"] == "." and not match["closing"] and GLUED_WORD.search(before) is not None
    following = text[match.end()]
    if not (following.isupper() or following.isdigit() or following in STARTS):
        return False
    if match["mark"] == "." and not match["closing"] and abbreviation.search(before):
        return False
    return not (following.isdigit() and match["mark"] == "." and before[-1:].isupper())
