"""A change in, its printed form out: rows of paragraphs, old and new side by side, and the same as one redline."""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.model.change import Op
from gaidiff.renderers._side import NOTHING, Key, Line, Number, Run, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Report, Segment


class RowKind(StrEnum):
    """What the two sides of a row have in common."""

    SAME = "same"  # every word and number
    MIXED = "mixed"  # some words
    APART = "apart"  # none, or there is one side only


class Row(NamedTuple):
    """Paragraphs that belong side by side, and both as one redline."""

    kind: RowKind
    old: tuple[Line, ...]
    new: tuple[Line, ...]
    redline: tuple[Line, ...]


def lay_out(change: Change, report: Report) -> tuple[Row, ...]:
    """The rows of one change in reading order. Every word of its segments stands in exactly one row."""
    old, new = Side(report.old, change, old=True), Side(report.new, change, old=False)
    pieces = [_piece(segment, old, new) for segment in change.segments]
    # Art. 4 keeps its number although a new first paragraph stands between the number and the old one
    articles = _articles(pieces, old=True) & _articles(pieces, old=False)
    printed: set[Run] = set()
    return tuple(_row(part, articles, printed) for part in _paired(list(_parts(pieces))))


def _articles(pieces: list[_Piece], *, old: bool) -> set[str]:
    numbers = [piece.old_number if old else piece.new_number for piece in pieces]
    return {number.article for number in numbers if number is not None and number.article}


class _Piece(NamedTuple):
    """A segment with what is printed for it; a number is None unless the segment opens its paragraph."""

    op: Op
    old: Key | None
    new: Key | None
    old_number: Number | None
    new_number: Number | None
    old_runs: list[Run]
    new_runs: list[Run]


class _Due(NamedTuple):
    """A number due before a paragraph of one side; an article's has neither."""

    side: str
    key: Key | None
    text: str


class _Part(NamedTuple):
    """Pieces of one row; `replaced` marks whole paragraphs that stand beside others they share no word with."""

    pieces: list[_Piece]
    replaced: bool = False


def _piece(segment: Segment, old: Side, new: Side) -> _Piece:
    old_key, old_number, old_runs = old.printed(segment.op, segment.old)
    new_key, new_number, new_runs = new.printed(segment.op, segment.new)
    return _Piece(segment.op, old_key, new_key, old_number, new_number, old_runs, new_runs)


def _parts(pieces: list[_Piece]) -> Iterator[_Part]:
    """Cut between two pieces where no paragraph of either text goes on."""
    last_old = {piece.old: place for place, piece in enumerate(pieces)}
    last_new = {piece.new: place for place, piece in enumerate(pieces)}
    current: list[_Piece] = []
    open_until = 0
    for place, piece in enumerate(pieces):
        if current and place > open_until:
            yield _Part(current)
            current = []
        current.append(piece)
        if piece.old is not None:
            open_until = max(open_until, last_old[piece.old])
        if piece.new is not None:
            open_until = max(open_until, last_new[piece.new])
    if current:
        yield _Part(current)


def _paired(parts: list[_Part]) -> Iterator[_Part]:
    """Put paragraphs that only went beside those that only came right after them."""
    runs = [(kind, list(group)) for kind, group in groupby(parts, key=_only)]
    place = 0
    while place < len(runs):
        kind, gone = runs[place]
        place += 1
        if kind is not Op.DELETE or place == len(runs) or runs[place][0] is not Op.INSERT:
            yield from gone
            continue
        come = runs[place][1]
        place += 1
        both = min(len(gone), len(come))
        for went, came in zip(gone, come, strict=False):
            yield _Part([*went.pieces, *came.pieces], replaced=True)
        yield from gone[both:]
        yield from come[both:]


def _only(part: _Part) -> Op:
    """DELETE or INSERT if nothing else is in the part, else EQUAL."""
    op = part.pieces[0].op
    return op if len(part.pieces) == 1 or all(piece.op is op for piece in part.pieces) else Op.EQUAL


def _row(part: _Part, articles: set[str], printed: set[Run]) -> Row:
    plain = _plain_row(part.pieces[0], articles, printed) if len(part.pieces) == 1 else None
    if plain is not None:
        return plain
    partners = _partners(part)
    kept = _kept_numbers(part, partners, articles)
    old, new = tuple(_column(part, kept, old=True)), tuple(_column(part, kept, old=False))
    numbers = [run.op for line in (*old, *new) for run in line.number]
    if part.replaced or not old or not new:
        kind, redline = RowKind.APART, (*old, *new)
    elif all(op is Op.EQUAL for op in (*numbers, *(piece.op for piece in part.pieces))):
        kind, redline = RowKind.SAME, new
    else:
        kind, redline = RowKind.MIXED, tuple(_redline(part, kept, partners))
    return Row(kind=kind, old=old, new=new, redline=tuple(_once(line, articles, printed) for line in redline))


def _plain_row(piece: _Piece, articles: set[str], printed: set[Run]) -> Row | None:
    """A whole paragraph with the same words on both sides, as most are; None if it is no such."""
    before, after = piece.old_number or NOTHING, piece.new_number or NOTHING
    if piece.op is not Op.EQUAL or piece.old is None or piece.new is None or before.own != after.own:
        return None
    old = Line(piece.old, _plain_number(before, articles, Op.DELETE), tuple(piece.old_runs))
    new = Line(piece.new, _plain_number(after, articles, Op.INSERT), tuple(piece.new_runs))
    if old.number == new.number or all(run.op is Op.EQUAL for run in (*old.number, *new.number)):
        return Row(RowKind.SAME, (old,), (new,), (_once(new, articles, printed),))
    numbers: list[Run] = []
    for run in (*old.number, *new.number):
        if run.op is not Op.EQUAL or run not in numbers:
            numbers.append(run)
    both = Line(piece.new, tuple(numbers), tuple(_merged(piece)))
    return Row(RowKind.MIXED, (old,), (new,), (_once(both, articles, printed),))


def _plain_number(number: Number, articles: set[str], changed: Op) -> tuple[Run, ...]:
    article, own = number
    runs = (Run(Op.EQUAL if article in articles else changed, article),) if article else ()
    return (*runs, Run(Op.EQUAL, own)) if own else runs


def _once(line: Line, articles: set[str], printed: set[Run]) -> Line:
    """The line without a kept article's number that the redline has printed already."""
    if not [run for run in line.number if run.text in articles]:
        return line
    number = tuple([run for run in line.number if run.text not in articles or run not in printed])
    printed.update([run for run in line.number if run.op is Op.EQUAL])
    return line if number == line.number else line._replace(number=number)


def _partners(part: _Part) -> set[tuple[Key, Key]]:
    """Old and new paragraphs that first share words with each other, or stand beside each other in full."""
    pairs = [(piece.old, piece.new) for piece in part.pieces if piece.old and piece.new]
    if part.replaced:
        pairs = [(old, new) for old in _first(part, old=True) for new in _first(part, old=False)]
    of_old: dict[Key, Key] = {}
    of_new: dict[Key, Key] = {}
    for old, new in pairs:
        of_old.setdefault(old, new)
        of_new.setdefault(new, old)
    return {(old, new) for old, new in of_old.items() if of_new[new] == old}


def _first(part: _Part, *, old: bool) -> list[Key]:
    return [key for piece in part.pieces if (key := piece.old if old else piece.new)][:1]


def _kept_numbers(part: _Part, partners: set[tuple[Key, Key]], articles: set[str]) -> set[_Due]:
    """Numbers that are the same on both sides: of articles anywhere in the change, of others in the same place."""
    old = {piece.old: piece.old_number for piece in part.pieces if piece.old and piece.old_number is not None}
    new = {piece.new: piece.new_number for piece in part.pieces if piece.new and piece.new_number is not None}
    kept = {_Due("", None, text) for text in articles}
    for one, other in partners:
        before, after = old.get(one, NOTHING), new.get(other, NOTHING)
        if before.own == after.own:
            kept |= {_Due("old", one, before.own), _Due("new", other, after.own)}
    return kept


def _column(part: _Part, kept: set[_Due], *, old: bool) -> Iterator[Line]:
    own = [piece for piece in part.pieces if (piece.old if old else piece.new)]
    for key, group in groupby(own, key=lambda piece: piece.old if old else piece.new):
        pieces = list(group)
        if key is not None:
            number = _number(pieces[0], kept, old=old)
            runs = tuple(run for piece in pieces for run in (piece.old_runs if old else piece.new_runs))
            yield Line(key=key, number=number, runs=runs)


def _number(piece: _Piece, kept: set[_Due], *, old: bool) -> tuple[Run, ...]:
    side, key, number = ("old", piece.old, piece.old_number) if old else ("new", piece.new, piece.new_number)
    changed = Op.DELETE if old else Op.INSERT
    due = (_Due("", None, number.article), _Due(side, key, number.own)) if number is not None else ()
    return tuple(Run(Op.EQUAL if one in kept else changed, one.text) for one in due if one.text)


def _redline(part: _Part, kept: set[_Due], partners: set[tuple[Key, Key]]) -> Iterator[Line]:
    """One text of both: a new line where the new text begins a paragraph, or a paragraph without heir began."""
    line: list[_Piece] = []
    for piece in part.pieces:
        if line and _breaks(piece, line, partners):
            yield _redlined(line, kept)
            line = []
        line.append(piece)
    yield _redlined(line, kept)


def _breaks(piece: _Piece, line: list[_Piece], partners: set[tuple[Key, Key]]) -> bool:
    old = [before.old for before in line if before.old]
    new = [before.new for before in line if before.new]
    if piece.new is not None:
        if piece.new_number is None or piece.new in new:
            return False
        return bool(new) or not any((key, piece.new) in partners for key in old)
    if piece.old_number is None or piece.old is None or piece.old in old:
        return False
    return not any((piece.old, key) in partners for key in new)


def _redlined(line: list[_Piece], kept: set[_Due]) -> Line:
    """The pieces of one line; a number of the old text that opens in mid-line is struck where it stood."""
    numbers: list[Run] = []
    runs: list[Run] = []
    key = next((piece.new for piece in line if piece.new), line[0].old)
    for piece in line:
        for run in (*_number(piece, kept, old=True), *_number(piece, kept, old=False)):
            in_mid_line = run.op is Op.DELETE and any(before.op is Op.EQUAL for before in runs)
            if in_mid_line:
                runs.append(run)
            elif run.op is not Op.EQUAL or run not in numbers:
                numbers.append(run)
        runs.extend(piece.old_runs if piece.op is Op.DELETE else _merged(piece))
    if key is None:
        message = "a segment points into neither text"
        raise ValueError(message)
    return Line(key=key, number=tuple(numbers), runs=tuple(runs))


def _merged(piece: _Piece) -> list[Run]:
    """The new words, with the notes about the old ones at their end."""
    notes = tuple(note for run in piece.old_runs for note in run.notes)
    if not notes or not piece.new_runs:
        return piece.new_runs
    *front, last = piece.new_runs
    return [*front, last._replace(notes=(*last.notes, *notes))]
