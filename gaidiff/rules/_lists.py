"""A sentence pair in, what its lists gained and lost out: items that stand wholly in inserted or deleted words.

A list is told from prose by its marks (、 和 等) and by at least two items that stay. Items that stand elsewhere in
the other text of the same articles have only moved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Op
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules._clauses import TRIM, Clause, Force, clauses
from gaidiff.rules._finding import side_of
from gaidiff.rules._leaves import leaf_pairs
from gaidiff.rules._pairs import touched
from gaidiff.rules._search import index_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change
    from gaidiff.model.words import Context
    from gaidiff.rules._leaves import LeafPair
    from gaidiff.rules._pairs import Touched

KEPT: Final = 2  # items that stay, or the list is another one
LONGEST_ITEM: Final = {False: 16, True: 64}  # characters, without and with spaces between words
SHORT: Final = 3  # characters of an item in a list of equally short ones
HELD: Final = 0.5  # share of an object's words in the other sentence, from which it is no new one
MOST_LETTERS: Final = 4  # of such an item in an unspaced one
MOST_KEPT: Final = 4  # words of an item that stays, in a spaced language; longer pieces between commas are prose
STEM: Final = 5  # letters two spellings of one word share: strenghten, strengthen
MOST_WORDS: Final = 2  # of an item cut out of longer words, in a spaced language
REWORDED: Final = 0.5  # share of its letters an item has from one on the other side: the same thing in other words


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list within a sentence that is wholly new or gone."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class ListChange:
    """What one pair of sentences gained and lost."""

    pair: LeafPair
    added: tuple[Item, ...]
    dropped: tuple[Item, ...]


def list_changes(change: Change, context: Context) -> tuple[ListChange, ...]:
    """The list changes of a change, worked out once for several rules."""
    known = context.memo.get("list changes")
    if known is None or known[0] is not change:
        context.memo["list changes"] = known = (change, tuple(_changes(change, context)))
    found: tuple[ListChange, ...] = known[1]
    return found


def _changes(change: Change, context: Context) -> Iterator[ListChange]:
    if Concept.LIST_MARK not in context.lexicon.patterns:
        return
    deleted, inserted = touched(change, Op.DELETE), touched(change, Op.INSERT)
    for pair in leaf_pairs(change, context):
        if not pair.old or not pair.new:
            continue
        dropped = _items(pair, "old", deleted, context)
        added = _items(pair, "new", inserted, context)
        gone = tuple(item for item in dropped if not _said(item.text, pair, "new", change, context))
        come = tuple(item for item in added if not _said(item.text, pair, "old", change, context))
        lost = tuple(item for item in gone if not any(_reworded(item, other) for other in come))
        won = tuple(item for item in come if not any(_reworded(item, other) for other in gone))
        if lost or won:
            yield ListChange(pair, won, lost)


def extra_items(clause: Clause, side: str, runs: Touched, context: Context) -> list[Item]:
    """The objects one act has more than before: 留存输入信息 becomes 留存输入信息和使用记录."""
    whole = clause.span
    span = Span(whole.eid, whole.start + (clause.cue[1] if clause.cue else 0), whole.end, whole.field)
    text = side_of(context, side).text_at(span)
    chunks = list(_pieces(text, context))
    places = [Span(span.eid, span.start + start, span.start + end, span.field) for start, end in chunks]
    found: list[Item] = []
    for number, place in enumerate(places):
        last = number == len(places) - 1 and not found
        first = number == 0 and len(places) > 1 and not runs.meets(places[1])
        piece = _touched_part(place, runs, first=first, last=last)
        if piece is not None and last and number and runs.meets(places[number - 1]) and piece != place:
            continue  # 违法和不良信息: words before the noun, no second object
        if piece is not None and piece != place:
            piece = _to_preposition(piece, text, span, context)
        words = "" if piece is None else text[piece.start - span.start : piece.end - span.start]
        if piece is not None and len(words) > 1 and not context.lexicon.has(Concept.NO_ITEM, words):
            found.append(Item(piece, words))
    return found if len(places) > 1 else []


def _to_preposition(piece: Span, text: str, span: Span, context: Context) -> Span:
    """The item alone: usage records, in "usage records of users"."""
    words = text[piece.start - span.start : piece.end - span.start]
    cut = context.lexicon.first(Concept.ITEM_END, words)
    return piece if cut is None else Span(piece.eid, piece.start, piece.start + cut.start, piece.field)


def listed_in_ban(change: Change, context: Context) -> dict[tuple[str, Span], list[Item]]:
    """Objects of a ban, clauses of their own, that came or went in a sentence which goes on, by side and leaf."""
    known = context.memo.get("listed in ban")
    if known is None or known[0] is not change:
        found = dict(_listed(change, context))
        context.memo["listed in ban"] = known = (change, found)
    bans: dict[tuple[str, Span], list[Item]] = known[1]
    return bans


def _listed(change: Change, context: Context) -> Iterator[tuple[tuple[str, Span], list[Item]]]:
    runs = {"old": touched(change, Op.DELETE), "new": touched(change, Op.INSERT)}
    for pair in leaf_pairs(change, context):
        for side in ("old", "new") if pair.old and pair.new else ():
            for leaf in pair.spans(side):
                items = []
                for clause in clauses(side_of(context, side), leaf.eid, leaf.field, context):
                    if not (leaf.start <= clause.span.start < leaf.end and clause.force is Force.BAN):
                        continue
                    item = _object(clause, context)
                    if item is not None and runs[side].meets(item.span) and not _held(item, pair, side, context):
                        items.append(item)
                if items:
                    yield (side, leaf), items


def _held(item: Item, pair: LeafPair, side: str, context: Context) -> bool:
    """Whether the other sentence of a pair has most words of an item."""
    beyond = "new" if side == "old" else "old"
    index = index_of(side_of(context, beyond), context)
    terms = frozenset(context.lexicon.terms(item.text))
    other = frozenset(context.lexicon.terms(pair.text(beyond, context)))
    return index.weight(terms & other) >= HELD * index.weight(terms)


def _object(clause: Clause, context: Context) -> Item | None:
    """A clause that is an object of the ban before it, without the conjunction it begins with."""
    tail = context.lexicon.first(Concept.LIST_TAIL, clause.text)
    if not (clause.listed or (tail is not None and not clause.is_act and clause.cue is None)):
        return None
    skip = 0 if tail is None or tail.label == "list" else tail.end
    span = Span(clause.span.eid, clause.span.start + skip, clause.span.end, clause.span.field)
    return Item(span, clause.text[skip:])


def is_only_object(item: Item, context: Context) -> bool:
    """Whether a new ban has this one clause after its first: 不得利用优势，实施垄断 is one act, no list."""
    found = clauses(context.new, item.span.eid, item.span.field, context)
    mine = next((c for c in found if c.span.start <= item.span.start < c.span.end), None)
    return mine is not None and sum(c.head == mine.head and c.listed for c in found) == 1


def _said(item: str, pair: LeafPair, side: str, change: Change, context: Context) -> bool:
    """Whether one side has the item, in any form in the same sentence or as an item of the same articles."""
    plain = context.lexicon.plain
    if plain(item) in plain(pair.text(side, context)):
        return True
    instrument = side_of(context, side)
    eids = change.match.old if side == "old" else change.match.new
    texts = (instrument.text_of(eid) for eid in eids if eid in instrument.by_eid)
    return any(
        item in text and plain(item) in {plain(text[start:end]) for start, end in _pieces(text, context)}
        for text in texts
    )


def _reworded(item: Item, other: Item) -> bool:
    mine, theirs = set(item.text.casefold()), set(other.text.casefold())
    if " " in item.text or " " in other.text or item.text.isascii():
        if item.text[:STEM] == other.text[:STEM]:
            return True
        mine, theirs = set(item.text.casefold().split()), set(other.text.casefold().split())
    return len(mine & theirs) >= REWORDED * min(len(mine), len(theirs))


def _items(pair: LeafPair, side: str, runs: Touched, context: Context) -> list[Item]:
    found: list[Item] = []
    for span in pair.spans(side):
        text = side_of(context, side).text_at(span)
        spared = [
            (cue.start, cue.end)
            for concept in (Concept.INSTRUMENT, Concept.PENALTY)
            for cue in context.lexicon.find(concept, text)
        ]
        for chunks in _lists(text, context):
            for number, (start, end) in _changed(chunks, span, runs, text):
                piece = _touched_part(
                    _within(span, start, end), runs, first=number == 0, last=number == len(chunks) - 1
                )
                if piece is None or any(first < end and start < last for first, last in spared):
                    continue
                item = _item(
                    piece, whole=(start, end), usual=_usual(chunks) if number == 0 else 0, text=text, span=span
                )
                if item is not None and not context.lexicon.has(Concept.NO_ITEM, item.text):
                    found.append(item)
    return found


def _changed(chunks: list[tuple[int, int]], span: Span, runs: Touched, text: str) -> list[tuple[int, tuple[int, int]]]:
    """The items with a touched word, by number; none if too few of the others stay."""
    touched_ones = [(n, chunk) for n, chunk in enumerate(chunks) if runs.meets(_within(span, *chunk))]
    known = {n for n, _ in touched_ones}
    stay = [text[start:end] for n, (start, end) in enumerate(chunks) if n not in known]
    short = [words for words in stay if not words.isascii() or len(words.split()) <= MOST_KEPT]
    return touched_ones if len(short) >= KEPT else []


def _usual(chunks: list[tuple[int, int]]) -> int:
    """The length of the items if all inner ones have the same: 种族、民族、信仰 may have a verb before it."""
    lengths = {end - start for start, end in chunks[1:-1]}
    return lengths.pop() if len(lengths) == 1 else 0


def _item(piece: Span, *, whole: tuple[int, int], usual: int, text: str, span: Span) -> Item | None:
    """The touched part of an item, if it is one of its own."""
    is_cut = (piece.start - span.start, piece.end - span.start) != whole
    if not is_cut and text[whole[0]].isupper() and not text[: whole[0]].rstrip().endswith(","):
        return None  # However, the provider: the beginning of a sentence is no item
    if is_cut and not _is_cut_well(piece, text, span):
        return None
    if 0 < usual <= SHORT < piece.end - piece.start + usual:
        piece = Span(piece.eid, max(piece.start, piece.end - usual), piece.end, piece.field)
    words = text[piece.start - span.start : piece.end - span.start]
    return Item(piece, words) if 1 < len(words) <= LONGEST_ITEM[words.isascii()] else None


def _within(span: Span, start: int, end: int) -> Span:
    return Span(span.eid, span.start + start, span.start + end, span.field)


def _is_cut_well(piece: Span, text: str, span: Span) -> bool:
    """An item cut out of longer words is short: race, in "on grounds of race"."""
    words = text[piece.start - span.start : piece.end - span.start]
    return len(words.split()) <= MOST_WORDS if words.isascii() else len(words) <= MOST_LETTERS


def _touched_part(chunk: Span, runs: Touched, *, first: bool, last: bool) -> Span | None:
    if runs.holds(chunk):
        return chunk
    for run in runs.runs.get((chunk.eid, chunk.field), ()):
        if first and run.start > chunk.start and run.end >= chunk.end > run.start:
            return Span(chunk.eid, run.start, chunk.end, chunk.field)
        if last and run.start <= chunk.start < run.end < chunk.end:
            return Span(chunk.eid, chunk.start, run.end, chunk.field)
    return None


def _lists(text: str, context: Context) -> Iterator[list[tuple[int, int]]]:
    """Runs of at least three pieces parted by list marks, within one clause; what follows 等 is no item."""
    for start, end in _clauses(text, context):
        close = context.lexicon.first(Concept.LIST_CLOSE, text[start:end])
        chunks = list(_chunks(text, start, end if close is None else start + close.start, context))
        if len(chunks) > KEPT:
            yield chunks


def _pieces(text: str, context: Context) -> Iterator[tuple[int, int]]:
    for start, end in _clauses(text, context):
        close = context.lexicon.first(Concept.LIST_CLOSE, text[start:end])
        yield from _chunks(text, start, end if close is None else start + close.start, context)


def _clauses(text: str, context: Context) -> Iterator[tuple[int, int]]:
    ends = [(cue.start, cue.end) for cue in context.lexicon.find(Concept.SENTENCE_END, text)]
    ends += [(cue.start, cue.end) for cue in context.lexicon.find(Concept.CLAUSE_END, text)]
    place = 0
    for start, end in [*sorted(ends), (len(text), len(text))]:
        if start >= place:
            yield place, start
            place = end


def _chunks(text: str, start: int, end: int, context: Context) -> Iterator[tuple[int, int]]:
    place = start
    for cue in context.lexicon.find(Concept.LIST_MARK, text[start:end]):
        piece = _trimmed(text, place, start + cue.start)
        if piece is not None:
            yield piece
        place = start + cue.end
    piece = _trimmed(text, place, end)
    if piece is not None:
        yield piece


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    return (start, end) if start < end else None
