"""Tracked paragraphs and findings in, the XML of Word's revisions and of the comments anchored in them out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import count, pairwise
from typing import TYPE_CHECKING, Final

from gaidiff.renderers import _view as view
from gaidiff.renderers._docx_xml import AUTHOR, dated, escaped, paragraph, run, styled
from gaidiff.renderers._notes import anchored, byline, placed
from gaidiff.renderers._printed import Style
from gaidiff.renderers._tracked import Fate, Page, Piece, Tracked, track

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gaidiff.model.change import Change, Finding, Note, Report
    from gaidiff.model.text import Span
    from gaidiff.renderers._labels import Labels

STYLES: Final = {
    Style.TITLE: "Title",
    Style.PREFACE: "LawPreface",
    Style.HEADING_1: "Heading1",
    Style.HEADING_2: "Heading2",
    Style.HEADING_3: "Heading3",
    Style.ARTICLE_HEADING: "Heading4",
    Style.ARTICLE: "LawArticle",
    Style.ITEM: "LawItem",
    Style.SUBITEM: "LawSubitem",
    Style.REMAINDER: "LawRemainder",
}
TAGS: Final = {
    Fate.DELETED: ("del", "delText"),
    Fate.INSERTED: ("ins", "t"),
    Fate.MOVED_FROM: ("moveFrom", "t"),
    Fate.MOVED_TO: ("moveTo", "t"),
}
NUMBERED: Final = frozenset({Style.ARTICLE, Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.ARTICLE_HEADING})

COMMENT_MARK: Final = f"<w:r><w:rPr>{styled('CommentReference')}</w:rPr><w:annotationRef/></w:r>"
MOST_INITIALS: Final = 9  # what Word takes

Place = tuple[str, int]  # a side, old or new, and a paragraph of it


@dataclass(frozen=True, slots=True)
class Anchor:
    """The characters a comment is about."""

    start: tuple[Place, int]
    end: tuple[Place, int]


class Writer:
    """Writes paragraphs one after the other; revisions are numbered as they come."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._ids = count(1)
        self._signed = f'w:author="{AUTHOR}"{dated(report.new.published or report.new.in_force)}'
        self._old, self._new = Page(report.old), Page(report.new)
        self._starts: dict[Place, list[tuple[int, int]]] = defaultdict(list)
        self._ends: dict[Place, list[tuple[int, int]]] = defaultdict(list)

    def body(self, labels: Labels) -> tuple[str, str]:
        """The law with its revisions, and the comments; both may be empty."""
        tracked = track(self._report, self._old, self._new)
        comments = []
        for number, (anchor, comment) in enumerate(self._comments(labels)):
            self._starts[anchor.start[0]].append((anchor.start[1], number))
            self._ends[anchor.end[0]].append((anchor.end[1], number))
            comments.append(f'<w:comment w:id="{number}" {comment}</w:comment>')
        return "".join(self._paragraphs(tracked)), "".join(comments)

    def _comments(self, labels: Labels) -> Iterator[tuple[Anchor, str]]:
        """The machine's comments, then people's under their own names."""
        for change in self._report.changes:
            for finding in change.findings:
                yield self._anchor(change, finding.old, finding.new), self._said(finding, labels)
        for place, notes in placed(self._report).items():
            change = self._report.changes[place]
            for note in notes:
                span = anchored(change, note, self._report)
                spans = () if span is None else (span,)
                old, new = (spans, ()) if note.side == "old" else ((), spans)
                yield self._anchor(change, old, new), _written(note, labels)

    def _said(self, finding: Finding, labels: Labels) -> str:
        doubt = f" ({labels['low_confidence']})" if finding.confidence < view.LOW_CONFIDENCE else ""
        lead = run(f"{view.directed(finding, labels)}{labels['colon']}", "<w:b/>")
        text = paragraph("CommentText", COMMENT_MARK + lead + run(view.sentence(finding, labels) + doubt))
        return f'{self._signed} w:initials="g">{text}'

    def _anchor(self, change: Change, old: tuple[Span, ...], new: tuple[Span, ...]) -> Anchor:
        """Where the words stand, of the new text if any of it is cited; else where the change begins."""
        for spans, page, side in ((new, self._new, "new"), (old, self._old, "old")):
            for span in spans[:1]:
                start = page.at(span.eid, span.field, span.start)
                end = page.at(span.eid, span.field, max(span.end, span.start + 1))
                if start is not None and end is not None:
                    if end <= start:  # words that are not printed: the last one before them is
                        start = (end[0], max(0, end[1] - 1))
                    return Anchor(((side, start[0]), start[1]), ((side, end[0]), end[1]))
        side, place = self._first(change)
        return Anchor(((side, place), 0), ((side, place), 1))

    def _first(self, change: Change) -> Place:
        for segment in change.segments:
            sides: tuple[tuple[Span | None, Page, str], ...] = (
                (segment.new, self._new, "new"),
                (segment.old, self._old, "old"),
            )
            for span, page, side in sides:
                place = None if span is None else page.at(span.eid, span.field, span.start)
                if place is not None:
                    return side, place[0]
        return ("new", 0) if self._new.paragraphs else ("old", 0)

    def _paragraphs(self, tracked: Sequence[Tracked]) -> Iterator[str]:
        for number, one in enumerate(tracked):
            before = tracked[number - 1] if number else None
            after = tracked[number + 1] if number + 1 < len(tracked) else None
            yield self._paragraph(one, opens=not _one_move(before, one))
            if one.move is not None and not _one_move(one, after):
                yield self._move_mark(one, "End")

    def _paragraph(self, one: Tracked, *, opens: bool) -> str:
        mark = ""
        if one.mark is not Fate.KEPT:
            mark = f"<w:rPr><w:{TAGS[one.mark][0]} {self._sign()}/></w:rPr>"
        if one.style is not one.old_style:
            old = f'<w:pPr><w:pStyle w:val="{STYLES[one.old_style]}"/></w:pPr>'
            mark += f"<w:pPrChange {self._sign()}>{old}</w:pPrChange>"
        opening = self._move_mark(one, "Start") if one.move is not None and opens else ""
        return paragraph(STYLES[one.style], opening + "".join(self._inside(one)), mark)

    def _move_mark(self, one: Tracked, end: str) -> str:
        """The brackets around a moved passage; both places share its name."""
        assert one.move is not None  # noqa: S101  the callers ask for moved paragraphs only
        tag = TAGS[one.mark][0]
        number = 2 * one.move + (one.mark is Fate.MOVED_TO)
        name = f' {self._signed} w:name="move{one.move}"' if end == "Start" else ""
        return f'<w:{tag}Range{end} w:id="{MOVE_IDS + number}"{name}/>'

    def _sign(self) -> str:
        return f'w:id="{next(self._ids)}" {self._signed}'

    def _inside(self, one: Tracked) -> Iterator[str]:
        starts, ends = self._due(one, self._starts), self._due(one, self._ends)
        numbered = one.style in NUMBERED
        for piece in one.pieces:
            for part in _cut(piece, starts, ends):
                yield from (f'<w:commentRangeStart w:id="{number}"/>' for number in _pop(starts, part, at_end=False))
                yield self._piece(part, numbered=numbered and self._is_number(part, one))
                yield from (_comment_end(number) for number in _pop(ends, part, at_end=True))
        yield from (f'<w:commentRangeStart w:id="{number}"/>' for _, _, number in starts)
        yield from (_comment_end(number) for _, _, number in ends)

    def _is_number(self, piece: Piece, one: Tracked) -> bool:
        """Whether a piece is the number before a paragraph, which is set in bold."""
        for start, place, page in ((piece.new, one.new, self._new), (piece.old, one.old, self._old)):
            if start is not None and place is not None:
                return start < len(page.paragraphs[place].number)
        return False

    def _due(self, one: Tracked, notes: dict[Place, list[tuple[int, int]]]) -> list[tuple[str, int, int]]:
        places: tuple[tuple[str, int | None], ...] = (("old", one.old), ("new", one.new))
        return [
            (side, offset, number)
            for side, place in places
            if place is not None
            for offset, number in sorted(notes.get((side, place), ()))
        ]

    def _piece(self, piece: Piece, *, numbered: bool) -> str:
        looks = styled("LawNumber") if numbered else ""
        if piece.fate is Fate.KEPT:
            return run(piece.text, looks)
        tag, text_tag = TAGS[piece.fate]
        return f"<w:{tag} {self._sign()}>{run(piece.text, looks, text_tag)}</w:{tag}>"


MOVE_IDS: Final = 1_000_000  # brackets of moves are numbered apart, for each pair of them shares a number


def _written(note: Note, labels: Labels) -> str:
    """A person's comment: signed with their name, and its first line says that a person wrote it."""
    author = note.author or labels["note_human"]
    lines = [paragraph("CommentText", run(line)) for line in note.text.splitlines()]
    first = paragraph("CommentText", COMMENT_MARK + run(byline(note, labels), "<w:b/>"))
    initials = "".join(word[0] for word in author.split())[:MOST_INITIALS]
    signed = f'w:author="{escaped(author)}"{dated(note.date)} w:initials="{escaped(initials)}"'
    return f"{signed}>{first}{''.join(lines)}"


def _one_move(before: Tracked | None, after: Tracked | None) -> bool:
    """Whether two paragraphs in a row belong to one moved passage."""
    if before is None or after is None or before.move is None:
        return False
    return before.move == after.move and before.mark is after.mark


def _cut(piece: Piece, starts: Iterable[tuple[str, int, int]], ends: Iterable[tuple[str, int, int]]) -> Iterator[Piece]:
    """Cut where a comment begins or ends."""
    cuts = {0, len(piece.text)}
    for side, offset, _ in (*starts, *ends):
        first = piece.old if side == "old" else piece.new
        if first is not None and first < offset < first + len(piece.text):
            cuts.add(offset - first)
    points = sorted(cuts)
    for start, end in pairwise(points):
        old = None if piece.old is None else piece.old + start
        new = None if piece.new is None else piece.new + start
        yield Piece(piece.fate, piece.text[start:end], old, new)


def _pop(notes: list[tuple[str, int, int]], piece: Piece, *, at_end: bool) -> list[int]:
    """The notes that begin right before, or end right after, a piece; they are taken off the list."""
    found = []
    for note in list(notes):
        side, offset, number = note
        first = piece.old if side == "old" else piece.new
        if first is None:
            continue
        if offset == first + len(piece.text) if at_end else offset <= first:
            notes.remove(note)
            found.append(number)
    return found


def _comment_end(number: int) -> str:
    reference = f'<w:commentReference w:id="{number}"/>'
    mark = f"<w:r><w:rPr>{styled('CommentReference')}</w:rPr>{reference}</w:r>"
    return f'<w:commentRangeEnd w:id="{number}"/>{mark}'
