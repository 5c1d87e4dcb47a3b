"""A Reading and a language's Profile in, the tree of provisions out: divisions, articles, annexes, and the rest."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.grammars._body import Body, Draft, mark_placeholder
from gaidiff.grammars._eids import finish
from gaidiff.grammars._find import Found, find
from gaidiff.grammars._labels import BLANK, Line, Mark
from gaidiff.grammars._pattern import pattern
from gaidiff.grammars._recitals import take_recitals
from gaidiff.grammars._run_in import bare
from gaidiff.model.law import Provision, ProvisionKind
from gaidiff.model.text import Diagnostic, Role

if TYPE_CHECKING:
    from gaidiff.grammars._labels import Profile
    from gaidiff.model.text import Reading

FOOTER_LINES = 12  # lines at the end of a law among which signatures and page furniture are looked for
LONGEST_FOOTER = 80  # characters; what is longer is a paragraph
# What editors put between the lines of a law: ▼M1 of a consolidated EU text, the sources below a section of the CFR
# [76 FR 81023, Dec. 27, 2011, as amended at …], a line drawn across the page.
EDITORIAL = pattern(r"[▼►]\s?[A-Z]{1,2}\d{0,3}|_{3,200}|\[\d{1,3}\sFR\s\d{1,6},\s[^\[\]]{4,600}\]")
EDITORS_SIGNS = frozenset("▼►_[")  # what these begin with
# … and inside its lines: shall ►M1 keep records ◄ for three years
MARKS = pattern(r"(?P<open>[▼►](?:[ \u00a0]?[MACR]\d{1,3}|B)\b[ \u00a0]?)|(?P<close>[ \u00a0]?◄)")
OUTERMOST = 0
BARE_RANK = 9  # a heading without a label groups articles below every division that has one


class Outline(NamedTuple):
    """What the outline finds; the grammar adds title, status and dates."""

    provisions: tuple[Provision, ...]
    preface: tuple[Line, ...]
    remainder: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def outline(reading: Reading, profile: Profile) -> Outline:
    """Build the tree; every word of the reading is in a provision, the preface or the remainder, once."""
    lines, furniture = lines_of(reading)
    lines = [piece for line in lines for piece in _apart(line, profile.glued(line.text))]
    found = find(lines, profile)
    if not found.articles:
        return Outline((), tuple(lines), furniture, ())
    drafts, preface = take_recitals(lines[: found.start], profile)
    footer: list[str] = []
    for start, end in pairwise((found.start, *found.annexes, len(lines))):
        last = _without_footer(found, profile, start, end)
        drafts.extend(Stretch(found, profile).build(start, last))
        footer.extend(line.text for line in lines[last:end])
    provisions, diagnostics = finish(drafts, profile.breaks, [lines[place].text for place in found.rejected])
    return Outline(provisions, tuple(preface), (*footer, *furniture), diagnostics)


def lines_of(reading: Reading) -> tuple[list[Line], tuple[str, ...]]:
    """The non-empty lines of a reading, and its furniture apart from them."""
    lines: list[Line] = []
    furniture: list[str] = []
    offset = 0
    for block in reading.blocks:
        at = offset
        for row in block.text.split("\n"):
            text = row.strip(BLANK)
            if ("►" in text or "▼" in text or "◄" in text) and not _is_editorial(text):
                text, marks = _without_marks(text)
                furniture.extend(filter(None, [marks]))
            if text and (block.role is Role.FURNITURE or _is_editorial(text)):
                furniture.append(text)
            elif text:
                lines.append(Line(text, at + row.index(text[0]), block.role))
            at += len(row) + 1
        offset += len(block.text) + 1
    return lines, tuple(furniture)


def _is_editorial(text: str) -> bool:
    return text[:1] in EDITORS_SIGNS and EDITORIAL.fullmatch(text) is not None


def _without_marks(text: str) -> tuple[str, str]:
    """A line of a consolidated text without the marks of what was amended, and those marks."""
    marks: list[str] = []
    pieces: list[str] = []
    at = 0
    for match in MARKS.finditer(text):
        marks.append(match.group().strip(BLANK))
        pieces.append(text[at : match.start()])
        at = match.end()
        glued = text[match.start() - 1 : match.start()].isalnum() and text[at : at + 1].isalnum()
        pieces.append(" " if glued else "")
    return "".join([*pieces, text[at:]]).strip(BLANK), " ".join(marks)


def _apart(line: Line, start: int) -> tuple[Line, ...]:
    """A line, in two where the label of a division was glued to the end of a heading."""
    if not start:
        return (line,)
    heading = Line(line.text[:start].rstrip(BLANK), line.offset, line.role)
    return heading, Line(line.text[start:], line.offset + start, line.role)


class Stretch:
    """Builds one stretch of lines: the law, or one annex."""

    def __init__(self, found: Found, profile: Profile) -> None:
        self.found = found
        self.profile = profile
        self.top: list[Draft] = []
        self.divisions: list[tuple[Mark, Draft]] = []
        self.by_division = False  # the numbers of articles start again in each division

    def build(self, start: int, end: int) -> list[Draft]:
        """The provisions of lines `start` up to `end`."""
        found = self.found
        has_articles = any(start <= place < end for place in found.articles)
        mark = found.marks[start]
        if mark is not None and mark.is_annex and start in found.annexes:
            annex = self._open(ProvisionKind.ANNEX, mark, start)
            self.top, outer = annex.children, [annex]
            self._fill(annex, start, self._next(start + 1, end, has_articles))
        else:
            outer = self.top
        place = self._next(start + (outer is not self.top), end, has_articles)
        while place < end:
            label = place + (place in found.captions)
            after = self._next(label + 1, end, has_articles)
            draft = self._place(label)
            if label > place:
                draft.heading = found.lines[place].text
            self._fill(draft, label, after)
            place = after
        return outer

    def _next(self, place: int, end: int, has_articles: bool) -> int:  # noqa: FBT001
        """The next line that opens an article or a division; an annex without articles is one unit."""
        if not has_articles:
            return end
        found = self.found
        while place < end and not (
            place in found.articles or place in found.captions or found.division(place) or found.bare_heading(place)
        ):
            place += 1
        return place

    def _place(self, place: int) -> Draft:
        """Open the provision of a line and put it into the tree."""
        found, mark = self.found, self.found.marks[place]
        if place in found.articles and mark is not None:
            if place in found.restarts:
                self.by_division = self._division_goes_on(place)
            draft = self._open(ProvisionKind.ARTICLE, mark, place)
            draft.by_division = self.by_division and bool(self.divisions)
            draft.restarts = place in found.restarts and not self.by_division
        else:
            mark = found.division(place) or self._bare_mark(place)
            draft = self._open(mark.division or ProvisionKind.SECTION, mark, place)
            self._close_divisions(mark)
        (self.divisions[-1][1].children if self.divisions else self.top).append(draft)
        if place not in found.articles:
            self.divisions.append((mark, draft))
        return draft

    def _bare_mark(self, place: int) -> Mark:
        """附则 without a number closes the last chapter; any other bare heading stands inside it."""
        rank = OUTERMOST if self.profile.is_heading(self.found.lines[place].text) else BARE_RANK
        return Mark(family="heading", num=None, start=0, division=ProvisionKind.SECTION, rank=rank)

    def _open(self, kind: ProvisionKind, mark: Mark, place: int) -> Draft:
        return Draft(kind=kind, num=mark.num, offset=self.found.lines[place].offset)

    def _close_divisions(self, mark: Mark) -> None:
        families = [open_.family for open_, _ in self.divisions]
        if mark.family in families:
            del self.divisions[families.index(mark.family) :]
        while self.divisions and (self.divisions[-1][0].rank > mark.rank or self.divisions[-1][0].num is None):
            self.divisions.pop()

    def _division_goes_on(self, place: int) -> bool:
        """Numbers start again because a division does (Article II, Section 1), not because a second law begins."""
        mark = self.found.division(place - 1) or (self.found.division(place - 2) if place > 1 else None)
        return mark is not None and mark.num is not None and mark.num.ordinal != (1,)

    def _fill(self, draft: Draft, place: int, end: int) -> None:
        """Give a provision its heading and the lines below it."""
        mark = self.found.marks[place]
        line = self.found.lines[place]
        start = mark.start if mark is not None else 0
        rest = line.text[start:].strip(BLANK)
        below = self.found.lines[place + 1 : end]
        if draft.kind is ProvisionKind.ARTICLE:
            if mark is not None and mark.titled:
                draft.heading, rest = rest or None, ""
            else:
                rest, below = self._title(draft, rest, below)
        else:
            rest, below = self._heading_of_division(draft, rest, below)
        own = [Line(rest, line.offset + line.text.rindex(rest))] if rest else []
        Body(draft, self.profile).write([*own, *below])
        if draft.kind is ProvisionKind.ARTICLE:
            mark_placeholder(draft, self.profile)

    def _title(self, draft: Draft, rest: str, below: list[Line]) -> tuple[str, list[Line]]:
        if draft.heading:
            return rest, below
        following = below[0].text if below else None
        length = self.profile.titled(rest, following)
        if length:
            draft.heading, rest = bare(rest[:length].strip(BLANK)), rest[length:].strip(BLANK)
        elif not rest and len(below) > 1 and self.profile.is_title(below[0].text):
            draft.heading, below = below[0].text, below[1:]
        return rest, below

    def _heading_of_division(self, draft: Draft, rest: str, below: list[Line]) -> tuple[str, list[Line]]:
        """All lines up to the first article if they look like titles, at least the words on the label's own line."""
        rest = rest.removesuffix("**").strip(BLANK)  # **第一章 总则** where the reader left the bold marks
        titles = [rest] if rest else []
        single = draft.kind is ProvisionKind.ANNEX
        while below and self.profile.is_title(below[0].text) and not (single and titles):
            titles, below = [*titles, below[0].text], below[1:]
        draft.heading = " ".join(titles) or None
        return "", below


def _without_footer(found: Found, profile: Profile, start: int, end: int) -> int:
    """Where the footer of a stretch begins: source lines, print buttons, place, date and names of who signed."""
    first = max((place for place in found.articles if place < end), default=start)
    first = max(start, first, end - FOOTER_LINES - 1) + 1
    for place in range(first, end):
        tail = [line.text for line in found.lines[place:end]]
        if not profile.is_footer(tail[0]) or any(len(text) > LONGEST_FOOTER for text in tail[1:]):
            continue
        while place > first and profile.is_signatory(found.lines[place - 1].text):
            place -= 1  # noqa: PLW2901
        return place
    return end
