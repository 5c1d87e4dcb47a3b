"""A sentence pair in, what its lists gained and lost out: items that stand wholly in inserted or deleted words.

A list is told from prose by its marks (、 和 等) and by at least two items that stay. Items that stand elsewhere in
the other text of the same articles have only moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gaidiff.model.change import Op
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules._clauses import TRIM, Clause
from gaidiff.rules._finding import side_of
from gaidiff.rules._leaves import leaf_pairs
from gaidiff.rules._pairs import touched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change
    from gaidiff.model.words import Context
    from gaidiff.rules._leaves import LeafPair
    from gaidiff.rules._pairs import Touched

KEPT: Final = 2  # items that stay, or the list is another one
LONGEST_ITEM: Final = {False: 16, True: 96}  # characters, without and with spaces between words
SHORT: Final = 3  # characters of an item in a list of equally short ones
MOST_LETTERS: Final = 4  # of such an item in an unspaced one
MOST_KEPT: Final = 4  # words of an item that stays, in a spaced language; longer pieces between commas are prose
STEM: Final = 5  # letters two spellings of one word share: strenghten, strengthen
MOST_WORDS: Final = 2  # of an item cut out of longer words, in a spaced language
STRONG: Final = frozenset("、,，")  # marks that part items where a conjunction may stand within one
LEAST_TELLING: Final = 4  # terms; so long an item does not stand elsewhere by chance
LEAST_MOVED: Final = 2  # terms; a shorter item may stand in other words by chance
MOST_MOVED: Final = 0.8  # share of the terms of an item made of words from several places: 货运经营者, 强行招揽货物
REWORDED: Final = 0.5  # share of its letters an item has from one on the other side: the same thing in other words


class Item(NamedTuple):
    """One item of a list within a sentence that is wholly new or gone.

    `kept` are the items beside it that stay, `rest` the words after it before the next mark.
    """

    span: Span
    text: str
    kept: frozenset[str] = frozenset()
    rest: str = ""


class ListChange(NamedTuple):
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
    deleted, inserted = touched(change, Op.DELETE, context), touched(change, Op.INSERT, context)
    for pair in leaf_pairs(change, context):
        if not pair.old or not pair.new:
            continue
        dropped = _items(pair, "old", deleted, context)
        added = _items(pair, "new", inserted, context)
        if added and not dropped:  # the shorter form of a list has fewer items that stay
            dropped = _beside(_items(pair, "old", deleted, context, least=1), added)
        elif dropped and not added:
            added = _beside(_items(pair, "new", inserted, context, least=1), dropped)
        gone = tuple(
            item
            for item in dropped
            if not _said(item.text, pair, "new", change, context) and not _moved(item.text, inserted, "new", context)
        )
        come = tuple(
            item
            for item in added
            if not _said(item.text, pair, "old", change, context) and not _moved(item.text, deleted, "old", context)
        )
        gone = tuple(item for item in gone if not _is_modifier(item, pair, "new", context))
        come = tuple(item for item in come if not _is_modifier(item, pair, "old", context))
        lost = tuple(item for item in gone if not any(is_reworded(item.text, other.text) for other in come))
        won = tuple(item for item in come if not any(is_reworded(item.text, other.text) for other in gone))
        if lost or won:
            yield ListChange(pair, won, lost)


def _is_modifier(item: Item, pair: LeafPair, side: str, context: Context) -> bool:
    """Whether an item only says more of one the other side has, too: 收费标准和主要讲解规则 for 收费标准、讲解规则."""
    text = pair.text(side, context)
    return bool(item.rest) and item.rest in {text[start:end] for start, end in _pieces(text, context)}


def _beside(items: list[Item], others: list[Item]) -> list[Item]:
    """The one item of the list whose longer form these others stand in; more of them are no list."""
    found = [item for item in items if any(in_one_list(item, other) for other in others)]
    return found if len(found) == 1 else []


def in_one_list(item: Item, other: Item) -> bool:
    """Whether two items stand in two forms of one list: some item beside them stays in both, or none is known."""
    if not item.kept or not other.kept:
        return True
    return any(mine in kept or kept in mine for mine in item.kept for kept in other.kept)


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


def _said(item: str, pair: LeafPair, side: str, change: Change, context: Context) -> bool:
    """Whether one side has the item, in any form in the same sentence or as an item of the same articles."""
    plain = context.lexicon.plain
    for was, now, _ in context.alignment.terms:
        item = item.replace(was, now) if side == "new" else item.replace(now, was)
    if plain(item) in plain(pair.text(side, context)):
        return True
    instrument = side_of(context, side)
    eids = change.match.old if side == "old" else change.match.new
    texts = (instrument.text_of(eid) for eid in eids if eid in instrument.by_eid)
    whole = len(frozenset(context.lexicon.terms(item))) >= LEAST_TELLING
    return any(
        item in text and (whole or plain(item) in {plain(text[start:end]) for start, end in _pieces(text, context)})
        for text in texts
    )


def _moved(item: str, runs: Touched, side: str, context: Context) -> bool:
    """Whether an item went to, or came from, other changed words of the same articles: three items for one."""
    terms = frozenset(context.lexicon.terms(item))
    if len(terms) < LEAST_MOVED:
        return False
    instrument = side_of(context, side)
    spans = [span for place in runs.fields() for span in runs.runs[place]]
    texts = [instrument.text_at(span) for span in spans]
    if any(item in text for text in texts):
        return True
    known = frozenset(term for text in texts for term in context.lexicon.terms(text))
    return " " not in item and len(terms & known) >= MOST_MOVED * len(terms)


def is_reworded(item: str, other: str) -> bool:
    """Whether two items are one thing in other words, by the letters or words they share."""
    mine, theirs = set(item.casefold()), set(other.casefold())
    if " " in item or " " in other or item.isascii():
        mine, theirs = set(item.casefold().split()), set(other.casefold().split())
        if len(mine) == len(theirs) == 1:
            return item[:STEM] == other[:STEM]
        return len(mine & theirs) > REWORDED * min(len(mine), len(theirs))
    return len(mine & theirs) >= REWORDED * min(len(mine), len(theirs))


def _items(pair: LeafPair, side: str, runs: Touched, context: Context, *, least: int = KEPT) -> list[Item]:
    found: list[Item] = []
    for span in pair.spans(side):
        text = side_of(context, side).text_at(span)
        spared = [
            (cue.start, cue.end)
            for concept in (Concept.INSTRUMENT, Concept.PENALTY)
            for cue in context.lexicon.find(concept, text)
        ]
        for chunks in (_together(each, span, runs, text) for each in _lists(text, context)):
            stay = _stay(chunks, span, runs, text, context)
            for number, (start, end) in _changed(chunks, span, runs) if len(stay) >= least else ():
                if any(first < end and start < last for first, last in spared):
                    continue
                ends = number == 0, number == len(chunks) - 1
                usual = _usual(chunks) if number == 0 else 0
                items = _of_chunk(_Chunk((start, end), text, span, runs), ends, usual, context)
                found += (item._replace(kept=stay) for item in items)
    return found


class _Chunk(NamedTuple):
    """A piece between list marks: where it stands in the words of its sentence, and which characters changed there."""

    at: tuple[int, int]
    text: str
    span: Span
    runs: Touched

    @property
    def place(self) -> Span:
        """Where it stands in its provision."""
        return _within(self.span, *self.at)


def _of_chunk(chunk: _Chunk, ends: tuple[bool, bool], usual: int, context: Context) -> Iterator[Item]:
    """The item a changed piece of a list is, or holds; `ends`: whether it is the first, and the last, of its list."""
    text, span, whole = chunk.text, chunk.span, chunk.at
    piece = _touched_part(chunk.place, chunk.runs, first=ends[0], last=ends[1])
    if piece is None or context.lexicon.has(Concept.ITEM_END, f" {text[slice(*whole)].partition(' ')[0]}"):
        piece = _but_pronoun(chunk.place, text[slice(*whole)], chunk.runs, context)
        whole = whole if piece is None else (piece.start - span.start, whole[1])
    if piece is None:
        yield from _joined_on(chunk, context)
        return
    item = _item(piece, whole=whole, text=text, span=span)
    item = None if item is None else _of_usual_length(item, usual, context)
    if item is None or context.lexicon.has(Concept.NO_ITEM, item.text):
        return
    if not _shares_noun(piece, whole[1], span, text, context):
        yield item._replace(rest=text[piece.end - span.start : whole[1]])


def _together(chunks: list[tuple[int, int]], span: Span, runs: Touched, text: str) -> list[tuple[int, int]]:
    """Items a conjunction joins and one run of words brought or took are one: maps and pictures."""
    found: list[tuple[int, int]] = []
    for start, end in chunks:
        joined = bool(found) and STRONG.isdisjoint(text[found[-1][1] : start]) and " " in text
        if joined and runs.holds(_within(span, found[-1][0], end)):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _but_pronoun(chunk: Span, words: str, runs: Touched, context: Context) -> Span | None:
    """A new relative clause whose first word the old one had, too: "that endangers national security"."""
    first, blank, rest = words.partition(" ")
    place = Span(chunk.eid, chunk.start + len(first) + 1, chunk.end, chunk.field)
    return place if blank and rest and not context.lexicon.terms(first) and runs.holds(place) else None


def _shares_noun(piece: Span, end: int, span: Span, text: str, context: Context) -> bool:
    """An adjective before the noun of the item beside it is no item: false and harmful information."""
    rest = text[piece.end - span.start : end]
    return text.isascii() and bool(rest.strip()) and not context.lexicon.has(Concept.ITEM_END, f" {rest.lstrip()[:8]}")


def _joined_on(chunk: _Chunk, context: Context) -> Iterator[Item]:
    """What a conjunction joins on to an item that stays: 破坏国家统一和社会稳定."""
    pieces = list(_chunks(chunk.text, *chunk.at, context))
    for first, last in pieces if len(pieces) > 1 else ():
        place = _within(chunk.span, first, last)
        if chunk.runs.holds(place) and not context.lexicon.has(Concept.NO_ITEM, chunk.text[first:last]):
            item = _item(place, whole=(first, last), text=chunk.text, span=chunk.span)
            if item is not None:
                yield item


def _stay(chunks: list[tuple[int, int]], span: Span, runs: Touched, text: str, context: Context) -> frozenset[str]:
    """The items of a list without a touched word; a longer piece between commas is prose, unless it leads in."""
    fine = [piece for start, end in chunks for piece in _chunks(text, start, end, context)]
    stay = [(start, end) for start, end in fine if not runs.meets(_within(span, start, end))]
    short = {text[a:b] for a, b in stay if not text[a:b].isascii() or len(text[a:b].split()) <= MOST_KEPT}
    led_in = {text[a:b] for a, b in stay[:1] if (a, b) == fine[0] and short}  # requests concerning correction
    return frozenset(short | led_in | _after_verb(fine, span, runs, text))


def _after_verb(fine: list[tuple[int, int]], span: Span, runs: Touched, text: str) -> set[str]:
    """The first item if only the verb before it changed: 损害肖像权、名誉权, 不得侵害他人肖像权、名誉权."""
    start, end = fine[0] if len(fine) > KEPT else (0, 0)
    whole = _within(span, start, end)
    last = max((min(run.end, whole.end) for run in runs.runs.get((span.eid, span.field), ()) if run.start < whole.end
                and whole.start < run.end), default=whole.start)  # fmt: skip
    tail = text[last - span.start : end]
    return {tail} if start < last - span.start and SHORT <= len(tail) <= MOST_LETTERS and not tail.isascii() else set()


def _changed(chunks: list[tuple[int, int]], span: Span, runs: Touched) -> list[tuple[int, tuple[int, int]]]:
    """The items with a touched word, by number."""
    return [(n, chunk) for n, chunk in enumerate(chunks) if runs.meets(_within(span, *chunk))]


def _usual(chunks: list[tuple[int, int]]) -> int:
    """The length of the items if all inner ones have the same: 种族、民族、信仰 may have a verb before it."""
    lengths = {end - start for start, end in chunks[1:-1]}
    return lengths.pop() if len(lengths) == 1 else 0


def _item(piece: Span, *, whole: tuple[int, int], text: str, span: Span) -> Item | None:
    """The touched part of an item, if it is one of its own."""
    is_cut = (piece.start - span.start, piece.end - span.start) != whole
    if not is_cut and text[whole[0]].isupper() and not text[: whole[0]].rstrip().endswith(","):
        return None  # However, the provider: the beginning of a sentence is no item
    if is_cut and not _is_cut_well(piece, text, span):
        return None
    words = text[piece.start - span.start : piece.end - span.start]
    return Item(piece, words) if 1 < len(words) <= LONGEST_ITEM[words.isascii()] else None


def _of_usual_length(item: Item, usual: int, context: Context) -> Item:
    """The item without the verb before it in a list of equally short ones: 歧视种族、民族; 经营者、旅客 has none."""
    ahead = item.text[:-usual] if usual else ""
    if not 0 < usual <= SHORT < len(item.text) + usual:
        return item
    if len(ahead) < usual and context.lexicon.terms(ahead):
        return item
    return item._replace(span=_within(item.span, len(ahead), len(item.text)), text=item.text[len(ahead) :])


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
        last = end if close is None else start + close.start
        if sum(1 for _ in _chunks(text, start, last, context)) > KEPT:
            yield list(_chunks(text, start, last, context, coarse=True))


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


def _chunks(text: str, start: int, end: int, context: Context, *, coarse: bool = False) -> Iterator[tuple[int, int]]:
    """The pieces between list marks; `coarse` ones keep a conjunction within an item: 危害安全和利益、损害形象."""
    place = start
    marks = context.lexicon.find(Concept.LIST_MARK, text[start:end])
    commas = [n for n, cue in enumerate(marks) if not STRONG.isdisjoint(cue.text)]
    within = set(range(commas[-1])) - set(commas) if coarse and commas else set()
    for number, cue in enumerate(marks):
        if number in within:
            continue
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
