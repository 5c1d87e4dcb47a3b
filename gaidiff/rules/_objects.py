"""A change in, the objects of its bans out: clauses of their own that came or went in a sentence which goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Op
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules._clauses import Clause, Force, clauses
from gaidiff.rules._finding import side_of
from gaidiff.rules._leaves import leaf_pairs
from gaidiff.rules._lists import Item
from gaidiff.rules._pairs import clause_pairs, touched
from gaidiff.rules._search import index_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change
    from gaidiff.model.words import Context
    from gaidiff.rules._leaves import LeafPair

HELD: Final = 0.5  # share of an object's words in the other sentence, from which it is no new one


def listed_in_ban(change: Change, context: Context) -> dict[tuple[str, Span], list[Item]]:
    """Objects of a ban, clauses of their own, that came or went in a sentence which goes on, by side and leaf."""
    known = context.memo.get("listed in ban")
    if known is None or known[0] is not change:
        found = dict(_listed(change, context))
        context.memo["listed in ban"] = known = (change, found)
    bans: dict[tuple[str, Span], list[Item]] = known[1]
    return bans


def _listed(change: Change, context: Context) -> Iterator[tuple[tuple[str, Span], list[Item]]]:
    runs = {"old": touched(change, Op.DELETE, context), "new": touched(change, Op.INSERT, context)}
    pairs = [pair for pair in clause_pairs(change, context) if pair.old is not None and pair.new is not None]
    reworded = {clause.span for pair in pairs for clause in (pair.old, pair.new) if clause is not None}
    for pair in leaf_pairs(change, context):
        for side in ("old", "new") if pair.old and pair.new else ():
            for leaf in pair.spans(side):
                items = []
                for clause in clauses(side_of(context, side), leaf.eid, leaf.field, context):
                    if not (leaf.start <= clause.span.start < leaf.end and clause.force is Force.BAN):
                        continue
                    if clause.span in reworded:
                        continue
                    item = _object(clause, context)
                    item = None if item is None else _beyond_examples(item, pair, side, context)
                    if item is not None and runs[side].meets(item.span) and not _held(item, pair, side, context):
                        items.append(item)
                if items:
                    yield (side, leaf), items


def _beyond_examples(item: Item, pair: LeafPair, side: str, context: Context) -> Item:
    """Of examples the other text has, too, only what they stand for: 虚假有害信息等法律禁止的内容."""
    close = context.lexicon.first(Concept.LIST_CLOSE, item.text)
    if close is None or close.end == len(item.text) or not close.start:
        return item
    start = item.span.start
    head = Item(Span(item.span.eid, start, start + close.start, item.span.field), item.text[: close.start])
    tail = Item(Span(item.span.eid, start + close.end, item.span.end, item.span.field), item.text[close.end :])
    return tail if _held(head, pair, side, context) else item


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
