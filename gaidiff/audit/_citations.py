"""A commentary in, its citations out: where they stand, of which text, which provisions they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gaidiff.audit._values import Place, Side
from gaidiff.grammars._numerals import CHINESE_CHARS, number_of, ordinal_of
from gaidiff.model.law import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.audit._commentary import Commentary
    from gaidiff.audit._names import Names
    from gaidiff.model.law import Instrument, Provision

MOST_IN_RANGE: Final = 60  # articles: a range over a whole law says nothing
PLAIN_NUM: Final = r"\d{1,4}(?:[.-]\d{1,3})?[A-Za-z]?(?:\s?\([0-9a-zA-Z]{1,4}\)){0,4}"
# Article 13   Articles 5 and 6   Arts. 5-7   Art. 4(5)   Sections 3, 4 and 9   § 1005.6(a)(2)   item (5) of Article 4
ENGLISH: Final = re.compile(
    rf"""
    (?:\b(?P<below>(?:[Ii]tem|[Pp]aragraph|[Ss]ubparagraph|[Pp]oint|[Cc]lause)s?\s(?:\d{{1,3}}|\([0-9a-z]{{1,4}}\)))\s(?:of|in)\s)?
    (?:\b(?:Articles?|Arts?\.?|ARTICLES?|Sections?|Secs?\.|Rules?)\s|§§?\s?)
    (?P<numbers>{PLAIN_NUM}(?:(?:\s?,\s?(?:and\s)?|\sand\s|\sor\s|\sto\s|\s?[–-]\s?){PLAIN_NUM})*)
    (?P<after>,?\s(?:item|paragraph|point)\s(?:\d{{1,3}}|\([0-9a-z]{{1,4}}\)))?
    """,
    re.VERBOSE,
)
SHORT: Final = (
    r"\s(?P<numbers>\d{1,3}(?:\([0-9a-z]{1,4}\)){0,3})(?!\d|[.,]\d|\s?(?:%|days?|months?|years?|articles?|provisions?))"
)
HAN: Final = rf"[{CHINESE_CHARS}]{{1,8}}"
HAN_BELOW: Final = rf"(?:第{HAN}款)?(?:第?[（(]{HAN}[）)]项?|第{HAN}项)?(?:第{HAN}目)?"
# 第十三条   第四条第（五）项   第五条、第六条   第十四条之一第二款   第五条至第七条   第五、六条
CHINESE: Final = re.compile(
    rf"第{HAN}(?:、{HAN}){{0,5}}条(?:之{HAN})?{HAN_BELOW}(?:(?:、|和|及|与|或者?|至|到|—|－|-)第{HAN}条(?:之{HAN})?{HAN_BELOW}){{0,8}}"
)
HAN_ONE: Final = re.compile(rf"第(?P<article>{HAN}(?:、{HAN})*)条(?:之(?P<sub>{HAN}))?(?P<below>{HAN_BELOW})")
HAN_PART: Final = re.compile(rf"第?[（(]?(?P<number>{HAN})[）)]?(?P<kind>款|项|目)?")
RANGE: Final = re.compile(r"\s?(?:–|-|\bto\b)\s?|[至到—－-]")
PIECE: Final = re.compile(PLAIN_NUM)
PART: Final = re.compile(r"\(([0-9a-zA-Z]{1,4})\)")
CLAUSE_END: Final = re.compile(r"[,，;；:：。\n]|[.!?]\s")
# of the Personal Information Protection Law; 《个人信息保护法》第十三条
FOREIGN: Final = re.compile(
    r"\s?(?:of|in|under)\s(?:the\s)?(?P<law>(?:[A-Z][\w’'-]*\s(?:(?:of|on|for|the|and)\s){0,3}){1,12}?(?:Law|Act|Code|Regulations?|Directive|Measures|Provisions|Convention)\b|[A-Z]{3,6}\b(?!\s[A-Z]))"
)
HAN_FOREIGN: Final = re.compile(r"《[^《》\n]{2,60}》(?:（[^（）\n]{1,30}）)?(?:的|中的|中|之)?$")
AFTER: Final = re.compile(r"\s?(?:[(（][^()（）\n]{0,40}[)）]\s?)?(?:(?:of|in|under|from)\s(?:the\s)?)?")
BEFORE: Final = re.compile(r"(?:[’']s?|的|中的|中|,|，|\()?\s?(?:的|之)?$")


@dataclass(frozen=True, slots=True)
class Path:
    """One provision as cited: the ordinal of its article and the labels below it."""

    ordinal: tuple[int, ...]
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in the commentary; `side` is None where it does not say of which text, `foreign` of another law."""

    start: int
    end: int
    paths: tuple[Path, ...]
    side: Side | None
    foreign: bool = False


def find_citations(commentary: Commentary, names: Names) -> tuple[Citation, ...]:
    """Every citation outside quotations, in order."""
    text = commentary.text
    known = names.all_in(text)
    found = [(*match.span(), tuple(_english(match))) for match in ENGLISH.finditer(text)]
    found += [(*match.span(), tuple(_chinese(match.group()))) for match in CHINESE.finditer(text)]
    for _, end, _ in known:  # Draft 13, Draft 4(5)
        match = re.compile(SHORT).match(text, end)
        if match:
            found.append((match.start("numbers"), match.end("numbers"), tuple(_english(match))))
    cited = []
    for start, end, paths in sorted(found):
        if paths and not commentary.is_quoted(start):
            side, foreign = _whose(text, start, end, known)
            cited.append(Citation(start, end, paths, side, foreign))
    return tuple(cited)


def _english(match: re.Match[str]) -> Iterator[Path]:
    groups = match.groupdict()
    extra = tuple(
        part for name in ("below", "after") for part in re.findall(r"\(?(\w{1,4})\)?$", groups.get(name) or "")
    )
    numbers = match["numbers"]
    pieces = list(PIECE.finditer(numbers))
    for place, piece in enumerate(pieces):
        path = _path(piece.group(), extra)
        between = numbers[pieces[place - 1].end() : piece.start()] if place else ""
        if place and RANGE.fullmatch(between):
            yield from _filled(_path(pieces[place - 1].group(), ()), path)
        yield path


def _path(printed: str, extra: tuple[str, ...]) -> Path:
    label = printed.partition("(")[0].strip()
    return Path(ordinal_of(label), (*PART.findall(printed), *extra))


def _filled(first: Path, last: Path) -> Iterator[Path]:
    """Articles between the ends of a range, without the ends."""
    if len(first.ordinal) == len(last.ordinal) == 1 and 0 < last.ordinal[0] - first.ordinal[0] <= MOST_IN_RANGE:
        yield from (Path((number,)) for number in range(first.ordinal[0] + 1, last.ordinal[0]))


def _chinese(printed: str) -> Iterator[Path]:
    before: Path | None = None
    end = 0
    for match in HAN_ONE.finditer(printed):
        for numeral in match["article"].split("、"):
            number, sub = number_of(numeral), number_of(match["sub"] or "")
            if number is None:
                continue
            path = Path((number,) if sub is None else (number, sub), tuple(_below(match["below"])))
            if before is not None and RANGE.fullmatch(printed[end : match.start()]):
                yield from _filled(before, path)
            yield path
            before = path
        end = match.end()


def _below(printed: str) -> Iterator[str]:
    for match in HAN_PART.finditer(printed):
        number = number_of(match["number"])
        if number is not None:
            yield f"para:{number}" if match["kind"] == "款" else str(number)


def _whose(text: str, start: int, end: int, known: list[tuple[int, int, Side]]) -> tuple[Side | None, bool]:
    """Which text a citation is of: `Article 4 of the Draft`, `Draft Article 4`, or a name before it in its clause."""
    after = AFTER.match(text, end)
    follows = after.end() if after else end
    for left, _, side in known:
        if left == follows and follows > end + 1:
            return side, False
    foreign = FOREIGN.match(text, end)
    if foreign:
        return None, True
    names = [name for name in known if name[1] <= start]
    if names:
        gap = text[names[-1][1] : start]
        if BEFORE.fullmatch(gap):
            return names[-1][2], False
    if HAN_FOREIGN.search(text[max(0, start - 100) : start]):
        return None, True
    if names and not CLAUSE_END.search(text[names[-1][1] : start]):
        return names[-1][2], False
    return None, False


def resolve(path: Path, instrument: Instrument, side: Side) -> tuple[Place | None, Place | None]:
    """The provision a path names, None if there is none; and its article, where at least that exists."""
    article = _article(instrument, path.ordinal)
    if article is None:
        return None, None
    node: Provision | None = article
    for label in path.below:
        node = _child(node, label) if node is not None else None
    unit = Place(side, article.eid)
    return (None if node is None else Place(side, node.eid)), unit


def _article(instrument: Instrument, ordinal: tuple[int, ...]) -> Provision | None:
    """The article of a number; a recital of that number is no article."""
    for unit in instrument.units():
        if unit.kind is ProvisionKind.ARTICLE and unit.num is not None and unit.num.ordinal == ordinal:
            return unit
    return None


def _child(node: Provision, label: str) -> Provision | None:
    """The part called `label`: a numbered one anywhere below, else the paragraph of that place."""
    wanted = label.removeprefix("para:").casefold()
    paragraphs = [child for child in node.children if child.kind is ProvisionKind.PARAGRAPH]
    if label.startswith("para:"):
        place = int(wanted) - 1
        return paragraphs[place] if place < len(paragraphs) else None
    for below in node.walk():
        if below is not node and below.num is not None and below.num.label.casefold() == wanted:
            return below
    if wanted.isdecimal() and 0 < int(wanted) <= len(paragraphs) and len(paragraphs) > 1:
        return paragraphs[int(wanted) - 1]
    return None
