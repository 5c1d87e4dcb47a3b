"""Lists within a sentence, and items of a list that sets no duty: what they gain and lose.

More under a duty or a ban tightens, more under an exemption or a right relaxes; a list that both gains and loses is
mixed. Lists of laws, of sanctions, of authorities and in definitions are told by other rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._cases import lone_cases
from gaidiff.rules._clauses import Force, clauses
from gaidiff.rules._finding import REVERSED, finding, side_of
from gaidiff.rules._leaves import leaf_pairs, sentence_at
from gaidiff.rules._lists import ListChange, in_one_list, list_changes
from gaidiff.rules._objects import is_only_object, listed_in_ban

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.law import Instrument
    from gaidiff.model.words import Context
    from gaidiff.rules._clauses import Clause
    from gaidiff.rules._lists import Item

SURE: Final = 0.5  # score of the sentence pair, from which its lists are surely one
AHEAD: Final = 40  # characters after an item in which the noun of its list may stand
BINDING: Final = frozenset({Force.BAN, Force.DUTY, Force.MEANS})


def _look(change: Change, context: Context) -> Iterator[Finding]:
    bans = listed_in_ban(change, context)
    for found in _all(list_changes(change, context), bans, change, context):
        text = f"{found.pair.text('old', context)}\n{found.pair.text('new', context)}"
        if context.lexicon.has(Concept.DEFINED, text) or context.lexicon.has(Concept.LEGAL_BASIS, text):
            continue
        added = tuple(item for item in found.added if _is_thing(item, context))
        dropped = tuple(item for item in found.dropped if _is_thing(item, context))
        if added and dropped and not any(in_one_list(a, d) for a in added for d in dropped):
            yield _on_list(found, added, (), context)
            added = ()
        if added or (dropped and found.pair.score >= SURE):  # of a sentence written anew, what it leaves out is no list
            yield _on_list(found, added, dropped, context)
    yield from lone_cases(change, context)


def _all(
    found: tuple[ListChange, ...], bans: dict[tuple[str, Span], list[Item]], change: Change, context: Context
) -> Iterator[ListChange]:
    """The list changes, with the objects of a ban that are clauses of their own."""
    known = {id(each.pair) for each in found}
    rest = (ListChange(pair, (), ()) for pair in leaf_pairs(change, context) if id(pair) not in known)
    for each in (*found, *rest):
        added = [item for leaf in each.pair.new for item in bans.get(("new", leaf), ())]
        dropped = [item for leaf in each.pair.old for item in bans.get(("old", leaf), ())]
        one_verb = len(added) == 1 and not dropped and not each.added and not each.dropped
        if id(each.pair) in known or ((added or dropped) and not (one_verb and is_only_object(added[0], context))):
            yield ListChange(each.pair, _joined(each.added, added), _joined(each.dropped, dropped))


def _joined(items: tuple[Item, ...], objects: list[Item]) -> tuple[Item, ...]:
    """Items and objects in order; an item within an object is told with it."""
    outside = [item for item in items if not any(o.span.eid == item.span.eid and o.span.start <= item.span.start
                                                 < o.span.end for o in objects)]  # fmt: skip
    return tuple(sorted((*outside, *objects), key=lambda item: (item.span.eid, item.span.start)))


def _is_thing(item: Item, context: Context) -> bool:
    """Not an authority, which has a rule of its own."""
    lexicon = context.lexicon
    return not (lexicon.has(Concept.REGULATOR, item.text) or lexicon.has(Concept.AUTHORITY, item.text))


def _on_list(found: ListChange, added: tuple[Item, ...], dropped: tuple[Item, ...], context: Context) -> Finding:
    side = "new" if added else "old"
    direction = Direction.MIXED if added and dropped else _direction((added or dropped)[0], side, context)
    if not added:
        direction = REVERSED.get(direction, direction)
    elsewhere = found.pair.new[0] if not added else found.pair.old[0]
    return finding(
        "enumeration_changed",
        Direction.NEUTRAL
        if direction is Direction.MIXED and _force(added[0], "new", context) not in BINDING
        else direction,
        0.75 if found.pair.score >= SURE else 0.6,
        old=tuple(item.span for item in dropped) or (_point(elsewhere),),
        new=tuple(item.span for item in added) or (_point(elsewhere),),
        signals=(f"added {len(added)}", f"dropped {len(dropped)}"),
        xs="\n".join(item.text for item in dropped),
        ys="\n".join(item.text for item in added),
        form="both" if added and dropped else "added" if added else "dropped",
    )


def _point(span: Span) -> Span:
    return Span(span.eid, span.start, span.start, span.field)


def _force(item: Item, side: str, context: Context) -> Force:
    for clause in clauses(side_of(context, side), item.span.eid, item.span.field, context):
        if clause.span.start <= item.span.start < clause.span.end:
            return Force.NONE if clause.sanction else clause.force
    return Force.NONE


def _direction(item: Item, side: str, context: Context) -> Direction:
    """The direction of a longer list."""
    instrument = side_of(context, side)
    for clause in clauses(instrument, item.span.eid, item.span.field, context):
        if not clause.span.start <= item.span.start < clause.span.end:
            continue
        if clause.sanction:
            return Direction.NEUTRAL
        if _of_authority(clause, instrument, context):
            return Direction.RELAXED if clause.force is Force.BAN else Direction.NEUTRAL
        ahead = instrument.field_text(item.span.eid, item.span.field)[item.span.start : item.span.end + AHEAD]
        if context.lexicon.has(Concept.REGULATOR, ahead):
            return Direction.NEUTRAL  # law enforcement, border control or immigration authorities
        if context.lexicon.has(Concept.EXEMPTION, clause.text):
            return Direction.RELAXED
        return Direction.TIGHTENED if clause.force in BINDING else Direction.NEUTRAL
    return Direction.NEUTRAL


def _of_authority(clause: Clause, instrument: Instrument, context: Context) -> bool:
    """Whether the sentence speaks of an authority; a phrase on how may not carry the actor."""
    sentence = sentence_at(clause.span, "old" if instrument is context.old else "new", context)
    words = instrument.text_at(sentence)
    return (clause.authority and not clause.enforces) or context.lexicon.has(Concept.AUTHORITY, words)


RULE = Rule(
    name="lists",
    kinds=("enumeration_changed",),
    precedence=Precedence.LIST,
    look=_look,
    phrases={
        "en": {
            "enumeration_changed": "The list in {new_ref} changes.",
            "enumeration_changed/both": "The list in {new_ref} gains {ys} and loses {xs}.",
            "enumeration_changed/added": "The list in {new_ref} gains {ys}.",
            "enumeration_changed/dropped": "The list in {old_ref} loses {xs}.",
            "enumeration_changed/case_added": "{new_ref} adds a case to its list: {ys}.",
            "enumeration_changed/case_added_unsure": "{new_ref} lists a case for which no close counterpart was found "
            "in the old text: {ys}.",
            "enumeration_changed/case_dropped_unsure": "No close counterpart was found for a case listed in {old_ref}: "
            "{xs}.",
            "enumeration_changed/case_dropped": "A case listed in {old_ref} has no counterpart in the new text: {xs}.",
            "enumeration_changed/item_added": "{new_ref} adds to its list: {ys}.",
            "enumeration_changed/item_added_unsure": "{new_ref} lists what has no close counterpart in the old text: "
            "{ys}.",
            "enumeration_changed/item_dropped_unsure": "No close counterpart was found for what {old_ref} lists: {xs}.",
            "enumeration_changed/item_dropped": "What {old_ref} lists has no counterpart in the new text: {xs}.",
        },
        "zh": {
            "enumeration_changed": "{new_ref}的列举事项有变化。",
            "enumeration_changed/both": "{new_ref}的列举事项新增{ys}，删除{xs}。",
            "enumeration_changed/added": "{new_ref}的列举事项新增{ys}。",
            "enumeration_changed/dropped": "{old_ref}的列举事项删除{xs}。",
            "enumeration_changed/case_added": "{new_ref}新增所列情形：{ys}。",
            "enumeration_changed/case_added_unsure": "{new_ref}所列的下列情形在旧文本中未见相近条款：{ys}。",
            "enumeration_changed/case_dropped_unsure": "{old_ref}所列的下列情形在新文本中未见相近条款：{xs}。",
            "enumeration_changed/case_dropped": "{old_ref}所列的下列情形在新文本中未予保留：{xs}。",
            "enumeration_changed/item_added": "{new_ref}的列举事项新增：{ys}。",
            "enumeration_changed/item_added_unsure": "{new_ref}所列的下列事项在旧文本中未见相近条款：{ys}。",
            "enumeration_changed/item_dropped_unsure": "{old_ref}所列的下列事项在新文本中未见相近条款：{xs}。",
            "enumeration_changed/item_dropped": "{old_ref}所列的下列事项在新文本中未予保留：{xs}。",
        },
    },
    help={"enumeration_changed": "Items come into or drop out of a list whose other items stay."},
)
