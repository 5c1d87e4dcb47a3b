"""A line of English law in, the label it begins with out: Article 4a, § 1005.6, Section 3, CHAPTER I, ANNEX II, (a)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars._labels import LIKELY, STRONG, WEAK, Mark, Marker
from gaidiff.grammars._numerals import LETTERS, letter_of, ordinal_of, roman_of
from gaidiff.grammars._pattern import pattern
from gaidiff.grammars._placeholders import placeholder
from gaidiff.grammars._run_in import heading_end, run_in
from gaidiff.grammars._several import SIGNS as SEVERAL
from gaidiff.grammars._several import several
from gaidiff.model.law import Num, ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Mapping

BLANK = r"[ \t\u00a0\u2002\u2003\u2009\u202f]"
LATIN = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies)"
NUMBER = rf"""\d{{1,6}}(?:[.\-–‑]\d{{1,6}}){{0,4}}(?:[A-Za-z]{{1,2}}(?![A-Za-z]))?(?:{BLANK}?{LATIN}\b)?"""
DEGREES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
UNIT = pattern(
    rf"""\**(?P<label>(?:(?P<word>Article|ARTICLE|Art\.|ART\.|Section|SECTION|Sec\.|SEC\.|Rule|RULE|Regulation|REGULATION|Clause|CLAUSE)
    {BLANK}{{1,3}}|(?P<sign>§){BLANK}{{0,3}})
    (?P<number>{NUMBER}|[IVXLC]{{1,8}}(?:[a-z]\b)?(?![A-Za-z]))(?P<point>\.?))(?P<bold>\**)
    (?P<gap>{BLANK}*(?:[:—–]|-(?=\s))?{BLANK}*)""",
    re.VERBOSE,
)  # Article 4a   § 1005.6 Liability   Section 1. Short title   SEC. 2. DEFINITIONS
DIVISION = pattern(
    rf"""\**(?P<label>(?P<word>BOOK|Book|TITLE|Title|SUBTITLE|Subtitle|PART|Part|SUBPART|Subpart|CHAPTER|Chapter
    |SUBCHAPTER|Subchapter|DIVISION|Division|SUBSECTION|Subsection)
    {BLANK}{{1,3}}(?P<number>\d{{1,5}}[A-Za-z]{{0,2}}|[IVXLC]{{1,8}}[a-zA-Z]?|[A-Z]{{1,2}})(?![A-Za-z0-9(]))(?P<bold>\**)
    (?P<gap>{BLANK}*(?:[.:—–]|-(?=\s))?{BLANK}*)""",
    re.VERBOSE,
)  # CHAPTER II   TITLE IA   Subpart B—Requirements   PART 2
ANNEX = pattern(
    rf"""\**(?P<label>(?:(?:THE\ |The\ )?(?:(?P<degree>(?i:{"|".join(DEGREES)}))\ )?(?=SCHEDULE|Schedule))?
    (?P<word>SUPPLEMENTARY\ PROVISIONS|Supplementary\ Provisions|ADDENDA|Addenda|ADDENDUM|Addendum
    |ANNEX|Annex|APPENDIX|Appendix|SCHEDULE|Schedule|SUPPLEMENT|Supplement|ATTACHMENT|Attachment|EXHIBIT|Exhibit)
    (?:{BLANK}{{1,3}}(?P<number>\d{{1,3}}[A-Za-z]?|[IVXLC]{{1,8}}[a-z]?|[A-Z]{{1,2}})(?![A-Za-z0-9(]))?)(?P<bold>\**)
    (?P<gap>{BLANK}*(?:[.:—–]|-(?=\s))?{BLANK}*)""",
    re.VERBOSE,
)  # ANNEX III   Appendix A to Part 1005—Model Forms   Supplement I to Part 1005   THE FIRST SCHEDULE
HEADING = pattern(
    r"\**(?:(?:General|Supplementary|Supplemental|Final|Penal|Miscellaneous)\s(?:Provisions|Rules)|Addend(?:a|um)\b.{0,80})\**$",
    re.IGNORECASE,
)  # Supplementary Provisions, as a line of its own
SOURCE = pattern(r"[\[(](?:See|SEE) [^\[\]]{2,60}[\])]$")  # THE SCHEDULE [See section 5 (1)]
CAPTION = pattern(r"\([A-Z][^()]{2,80}\)$")  # (Purpose) above Article 1
BARE = pattern(
    rf"""\**(?P<label>(?P<number>\d{{1,3}}[A-Z]{{0,2}})(?P<point>\.?))(?P<bold>\**)
    (?P<gap>[—–](?=\()|{BLANK}+)(?=["'“‘(\[A-Z]|\.{BLANK}?\.)""",
    re.VERBOSE,
)  # 5.—(1) The provider …   5 Duties of providers   12A. Interpretation   7 . . . .
MARKER = pattern(
    rf"""\**(?:\((?P<bracketed>\d{{1,3}}[a-zA-Z]{{0,2}}|[a-zA-Z]{{1,5}}(?:-\d)?)\)
    | (?P<dotted>\d{{1,3}}[a-z]?|[ivx]{{1,5}}|[IVX]{{1,5}}|[a-z]{{2}}(?=\))|[a-zA-Z])(?P<dot>[.)])(?=\s|$|—)
    )\**{BLANK}*""",
    re.VERBOSE,
)  # (1)   (a)   (iv)   1.   (3a)   b)
CITED = pattern(r"(?:,|;|and\b|or\b|to\b|of\b|through\b|above\b|below\b|\()")
NAMED = pattern(r"\([A-Z][^()]{2,80}\)(?:\s*[:.—–]+\**|(?=\s+[A-Z(“\"])|$)")  # Article 2 (Duties) Providers shall …
FIRST_PARAGRAPH = pattern(r"\(1\)\s+[A-Z“\"]")  # Article 2 (1) A provider shall …
GLUED = pattern(
    r"[A-Z][A-Z ,’'&-]{3,120}\s(?=(?:CHAPTER|SECTION|PART)\s(?:\d{1,3}|[IVXLC]{1,8})[A-Z]?$)"
)  # HIGH-RISK SYSTEMS CHAPTER 1
RUN_ON = pattern(
    r"\((?:[a-zA-Z]{1,4}|\d{1,3})\)\s[A-Z][^.;:()—]{1,100}\.?—(?=\((?:1|i|a|A)\)\s)"
)  # (c) Scope—(1) General.
INSERTED = pattern(r"[a-z][a-h]$")
LOWER_WORD = pattern(r"[a-z]")
# Article 6 GDPR applies   Section 3 Data Protection Act 2018 requires   not: Article 4 A person may complain
CITED_LAW = pattern(
    r"(?!(?:This|These|The|An?|Any|Every|Each|No|All)\b)(?:[A-Z]{2,}\b|(?:[A-Z][A-Za-z'’-]{1,30}\s+(?:of\s+(?:the\s+)?|the\s+|and\s+)?){0,6}"
    r"(?:Act|Acts|Regulations?|Directive|Decision|Code|Treaty|Convention|Charter|Protocol|Law|Constitution)\b"
    r"(?!\s+(?:shall|must|may|applies|does|is|are|enters?|takes?|comes?|repeals?|lays?|sets?|establishes)\b))"
)
SENTENCE_END = pattern(r"[.;:,?!]['\"”’)\]]*$")
OPEN_END = pattern(r"(?:[—–]|:-)$")  # 2. Every guide shall carry— and the items below
VERB = pattern(
    r"\b(?:shall|must|means?|is|are|was|were|has|have|applies|apply|does|do|will|may|requires?|provides?|cannot)\b"
)
RANKS = {"book": 1, "title": 2, "subtitle": 3, "part": 4, "chapter": 4, "article": 5, "subpart": 5, "subchapter": 5}
RANKS |= {"division": 6, "section": 7, "subsection": 8}
KINDS = {1: ProvisionKind.PART, 2: ProvisionKind.PART, 3: ProvisionKind.CHAPTER, 4: ProvisionKind.CHAPTER}
LETTERED = frozenset({"appendix", "subpart", "exhibit", "attachment", "schedule"})
DIVISIBLE = frozenset({"article", "section"})  # words that name the unit of one law and a division of another
LARGE_ROMAN = 50  # a single L, C, D or M is a letter: Appendix C
LONGEST_TITLE = 160  # characters
LONGEST_CAPTION = 100  # characters
SPARE_NUMBERS = 9  # an excerpt of one article has fewer numbered paragraphs
is_placeholder = placeholder(
    r"(?:intentionally )?(?:deleted|omitted|repealed|revoked|rescinded|left blank)",
    r"(?:,|\.|;| by | on | with | pursuant | from | to | as of | effective | and )",
)


def mark(line: str) -> Mark | None:
    """The label of an article, division or annex at the start of a line."""
    if line.startswith(SEVERAL):
        return several(line, is_placeholder)
    for labels, make in ((UNIT, _unit), (DIVISION, _division), (ANNEX, _annex), (BARE, _bare)):
        match = labels.match(line)
        if match is not None:
            return (run_in(line) if make is _bare else None) or make(match, line[match.end() :])
    return run_in(line)


def _unit(match: re.Match[str], rest: str) -> Mark | None:
    word = "§" if match["sign"] else match["word"].lower().rstrip(".")
    word = {"art": "article", "sec": "section"}.get(word, word)
    label = plain_number(match["number"], word)
    separated = bool(match["gap"].strip() or match["point"] or match["bold"])
    glued = bool(rest) and not match["gap"] and not match["bold"]
    named = NAMED.match(rest) is not None
    counted = named or match["bold"] or is_placeholder(rest) or FIRST_PARAGRAPH.match(rest)
    if label is None or glued or (CITED.match(rest) and not counted):
        return None  # Article 5, point (a), …; but Article 5 (repealed)
    if LOWER_WORD.match(rest) and not match["gap"].strip():
        return None  # Article 5 shall apply from …
    strong = separated or named or not rest or is_title(rest) or word == "§" or is_placeholder(rest)
    kind = ProvisionKind.SECTION if word == "section" else ProvisionKind.CHAPTER
    return Mark(
        family=word,
        num=Num(_printed(match), label, ordinal_of(label)),
        start=match.end(),
        strength=STRONG if strong else WEAK if CITED_LAW.match(rest) else LIKELY,
        division=kind if word in DIVISIBLE else None,
        rank=RANKS.get(word, 0),
    )


def _printed(match: re.Match[str]) -> str:
    """The label with the mark that sets off its heading: `Section 1013.1—`, `5.—`; so no character is lost."""
    return (match["label"] + match["gap"]).rstrip()


def _division(match: re.Match[str], rest: str) -> Mark | None:
    word = match["word"].lower()
    label = plain_number(match["number"], word)
    if label is None or not _is_heading(match, rest):
        return None
    rank = RANKS[word]
    kind = KINDS.get(rank, ProvisionKind.SECTION)
    if word == "part":
        kind = ProvisionKind.PART
    num = Num(_printed(match), label, ordinal_of(label))
    return Mark(family=word, num=num, start=match.end(), division=kind, rank=rank)


def _annex(match: re.Match[str], rest: str) -> Mark | None:
    word = match["word"].lower()
    if match["number"] is None:
        alone = not rest or (match["gap"].strip() and _is_heading(match, rest)) or SOURCE.match(rest)
        number = DEGREES.index(match["degree"].lower()) + 1 if match["degree"] else 1
        num = Num(_printed(match), str(number), (number,))
        return Mark(family="annex", num=num, start=match.end(), is_annex=True) if alone else None
    label = plain_number(match["number"], word)
    part_of = re.match(r"to (?:Part|Subpart|Chapter|Title|the)\b", rest)
    if label is None or not (_is_heading(match, rest) or (part_of and is_title(rest))):
        return None
    num = Num(_printed(match), label, ordinal_of(label))
    return Mark(family="annex", num=num, start=match.end(), is_annex=True)


def _is_heading(match: re.Match[str], rest: str) -> bool:
    """Nothing, or a title that is set off or begins with a capital: not `Chapter 2 shall apply`, `Annex I, point 3`."""
    if not rest:
        return True
    if CITED.match(rest) or not is_title(rest):
        return False
    return bool(match["gap"].strip() or match["bold"]) or not LOWER_WORD.match(rest)


def _bare(match: re.Match[str], rest: str) -> Mark | None:
    label = match["number"]
    titled = is_title(rest) and not VERB.search(rest)
    strong = match["gap"].startswith(("—", "–")) or titled or is_placeholder(rest)
    num = Num(_printed(match), label, ordinal_of(label))
    return Mark(family="bare", num=num, start=match.end(), strength=STRONG if strong else WEAK)


def plain_number(text: str, word: str) -> str | None:
    """The number made comparable: IV is 4, IVa is 4a, 4 bis is 4-bis, but Appendix C is C.

    >>> plain_number("XIV", "article"), plain_number("VIIIa", "annex"), plain_number("C", "appendix")
    ('14', '8a', 'C')
    """
    text = re.sub(r"[–‑]", "-", text)
    if text[0].isdecimal():
        return re.sub(rf"{BLANK}?({LATIN})$", r"-\1", text)
    letter = len(text) == 1 and (word in LETTERED or (roman_of(text) or LARGE_ROMAN) >= LARGE_ROMAN)
    if letter:
        return text
    for size in (len(text), len(text) - 1):
        value = roman_of(text[:size]) if size else None
        if value is not None:
            return f"{value}{text[size:].lower()}"
    return text if len(text) <= 2 and word not in {"article", "section", "chapter"} else None  # noqa: PLR2004


def markers(line: str) -> tuple[tuple[Marker, ...], int]:
    """(a), (1), 1., (iv) at the start of a line; (a)(1) is two of them."""
    found: list[Marker] = []
    start = 0
    while (match := MARKER.match(line, start)) is not None:
        options = _options(match)
        rest = line[match.end() : match.end() + 12]
        if not options or (found and match["dotted"]) or re.match(r"(?:,|and\b|or\b|to\b)\s*(?:\(|[a-z]*\s*\()", rest):
            break
        found.append(Marker(match.group().strip("* \t\u00a0"), options))
        start = match.end()
    return tuple(found), start


def _options(match: re.Match[str]) -> tuple[tuple[str, tuple[int, ...], str], ...]:
    """The readings of one label: (i) is Roman one and the letter after h."""
    text = match["bracketed"] or match["dotted"]
    style = "()" if match["bracketed"] else match["dot"]
    if text[0].isdecimal():
        return ((f"1{style}", ordinal_of(text), text),)
    case = "a" if text.islower() else "A"
    base = text.partition("-")[0]
    readings: list[tuple[str, tuple[int, ...], str]] = []
    roman = roman_of(base) if base in (base.lower(), base.upper()) else None
    letter = letter_of(base)
    if letter is not None and base in (base.lower(), base.upper()):
        readings.append((f"{case}{style}", (letter,), text))
        if letter > LETTERS:  # (aa) follows (z), and in EU drafts stands between (a) and (b)
            readings.append((f"{case}{style}", ((letter - 1) % LETTERS + 1, letter // LETTERS), text))
    if INSERTED.match(text) and letter is None and roman is None:  # (ab) follows (aa), before (b)
        readings.append((f"{case}{style}", tuple(letter_of(char) or 0 for char in text), text))
    if roman is not None and roman < LARGE_ROMAN:
        readings.append((f"{case}i{style}", (roman,), text))
    return tuple(readings)


def unit(counts: Mapping[str, int]) -> str:
    """Which family is the unit of the law: the one with most labels; § and Article win a tie against Section."""
    order = ("article", "§", "section", "rule", "regulation", "clause")
    best = max(order, key=lambda family: (counts.get(family, 0), -order.index(family)))
    few = counts.get(best, 0) * SPARE_NUMBERS  # one line that begins with Section 12 makes no law of Sections
    if counts.get("bare", 0) > max(few, 1) and counts.get(best, 0) <= 1:
        return "bare"
    return best if counts.get(best, 0) else ""


def titled(rest: str, following: str | None) -> int:
    """How much of the words after the label is the heading."""
    named = NAMED.match(rest)
    if named is not None and not is_placeholder(rest):
        return named.end()
    if heading_end(rest):
        return heading_end(rest)
    if not rest or rest[0] == "[" or following is None:
        return _before_marker(rest)
    if len(rest) > LONGEST_TITLE or LOWER_WORD.match(rest) or markers(rest)[0]:
        return 0
    if not SENTENCE_END.search(rest):
        return 0 if OPEN_END.search(rest) else len(rest)
    # § 1005.2 Definitions.
    whole = rest.endswith(".") and ". " not in rest and not VERB.search(rest)
    return len(rest) if whole else _before_marker(rest)


def inline(line: str) -> tuple[int, ...]:
    """Where a list begins on the line of the heading that it stands under.

    >>> inline("(c) Scope—(1) General. It applies."), inline("(c) Scope. See paragraph (d)(1) of this section.")
    ((10,), ())
    """
    starts: list[int] = []
    match = RUN_ON.match(line)
    while match is not None:
        starts.append(match.end())
        match = RUN_ON.match(line, match.end())
    return tuple(starts)


def is_heading(text: str) -> bool:
    """General Provisions, Supplementary Provisions or ADDENDA on a line of its own."""
    return HEADING.match(text) is not None


def glued(line: str) -> int:
    """Where the label of a division begins that stands on the line of the heading before it; 0: nowhere."""
    match = GLUED.match(line) if line.isupper() else None
    return match.end() if match is not None else 0


def _before_marker(rest: str) -> int:
    """`Short title. (a) This Act …`, `Interpretation.—(1) In this Act …` on one line."""
    match = re.match(r"[A-Z][^.()]{2,100}\.(?:—|–|\s+)(?=\((?:a|1)\))", rest)
    return match.end() if match else 0


def is_caption(line: str, rest: str) -> bool:
    """`Citation and commencement` above `1.—(1) These Regulations may be cited as …`."""
    if CAPTION.match(line) is not None:
        return bool(rest)
    running = bool(rest) and not heading_end(rest) and (bool(markers(rest)[0]) or VERB.search(rest) is not None)
    return running and _is_short_heading(line)


def is_crosshead(before: str, line: str) -> bool:
    """`Duties of providers` above `5 Duties about content`, after a paragraph that has come to its end."""
    return SENTENCE_END.search(before) is not None and _is_short_heading(line)


def _is_short_heading(line: str) -> bool:
    return len(line) <= LONGEST_CAPTION and line[0].isupper() and is_title(line) and not VERB.search(line)


def is_title(text: str) -> bool:
    """A line that may be a heading: not long, not a sentence, not an item."""
    if len(text) > LONGEST_TITLE or markers(text)[0] or text[0] == "[":
        return False
    # Appendix A | to Part 1005—Model Forms
    return not SENTENCE_END.search(text) and (text.startswith("to ") or not LOWER_WORD.match(text))
