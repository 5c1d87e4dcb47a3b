"""A change in, what became of the cases it lists out: 有下列情形之一的，应当备案： announces conditions, no duties."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction
from gaidiff.model.text import Field
from gaidiff.model.words import Concept
from gaidiff.rules._clauses import Clause, Force, clauses, names_cases
from gaidiff.rules._finding import REVERSED, finding, lone_confidence, side_of
from gaidiff.rules._leaves import leaf_pairs
from gaidiff.rules._pairs import ABSORBED, TRACE, leaf_matches
from gaidiff.rules._search import index_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.text import EId, Span
    from gaidiff.model.words import Context
    from gaidiff.rules._leaves import LeafPair

BINDING: Final = frozenset({Force.BAN, Force.DUTY, Force.MEANS})
SHORTEST: Final = 2  # terms; fewer say too little to be looked for in the other text
LIST_END: Final = "；;。. "


def lone_cases(change: Change, context: Context) -> Iterator[Finding]:
    """The cases a list that goes on has gained or lost, where the whole other text holds nothing like them."""
    if not change.match.old or not change.match.new:
        return
    for pair in leaf_pairs(change, context):
        if bool(pair.old) is bool(pair.new):
            continue
        side = "new" if pair.new else "old"
        for span in pair.spans(side):
            act = act_of_cases(span, side, context)
            terms = frozenset(context.lexicon.terms(side_of(context, side).text_at(span)))
            bare = act is None and _is_bare_item(span, side, context)
            if (act is None and not bare) or len(terms) < SHORTEST or not _goes_on(span.eid, side, context):
                continue
            share = _held(terms, change, side, context)
            if act is None and share < ABSORBED:
                yield _told(span, side, "item", share, binds=False, sure=share < TRACE, context=context)
            if act is None:
                continue
            if share < ABSORBED:
                sure = share < TRACE and bool(_goes_on(span.eid, side, context, as_items=True))
                yield _told(span, side, "case", share, binds=_binds(act), sure=sure, context=context)


def _held(terms: frozenset[str], change: Change, side: str, context: Context) -> float:
    """How much of a case the other text says in one sentence, or its article as a whole: prose that became a list."""
    other = context.old if side == "new" else context.new
    index = index_of(other, context)
    share, _ = index.best(terms)
    whole = index.weight(terms)
    for eid in change.match.old if side == "new" else change.match.new:
        if eid in other.by_eid:
            share = max(share, index.weight(terms & frozenset(context.lexicon.terms(other.text_of(eid)))) / whole)
    return share


def _is_bare_item(span: Span, side: str, context: Context) -> bool:
    """Whether a leaf is a whole item under words that lead in and bind nobody: 主要考虑以下因素：."""
    instrument = side_of(context, side)
    parent = instrument.parent_of.get(span.eid)
    if parent is None or parent not in instrument.unit_of or span.start:
        return False
    lead, text = instrument.field_text(parent), instrument.field_text(span.eid)
    if not context.lexicon.has(Concept.LIST_LEAD, lead) or context.lexicon.has(Concept.DEFINED, f"{lead}\n{text}"):
        return False
    inside = (
        *clauses(instrument, parent, Field.TEXT, context)[-1:],
        *clauses(instrument, span.eid, span.field, context),
    )
    return all(clause.force is Force.NONE and not clause.sanction for clause in inside)


def _binds(act: Clause) -> bool:
    return (act.sanction or act.force in BINDING) and not act.authority


def _told(  # noqa: PLR0913 (facts of one finding)
    span: Span, side: str, what: str, share: float, *, binds: bool, sure: bool, context: Context
) -> Finding:
    """A case, or an item of a list that binds nobody, that came or went."""
    added = side == "new"
    kept = side_of(context, side).text_at(span).rstrip(LIST_END)
    place = replace(span, end=span.start + len(kept))
    direction = Direction.TIGHTENED if binds else Direction.NEUTRAL
    return finding(
        "enumeration_changed",
        direction if added else REVERSED.get(direction, direction),
        lone_confidence(share, sure=share < TRACE),
        old=() if added else (place,),
        new=(place,) if added else (),
        signals=(what, f"trace {share:.2f}"),
        xs="" if added else kept,
        ys=kept if added else "",
        form=f"{what}_{'added' if added else 'dropped'}{'' if sure else '_unsure'}",
    )


def act_of_cases(span: Span, side: str, context: Context) -> Clause | None:
    """What follows in the cases among which an item stands: the last clause of its lead-in, if that announces cases."""
    instrument = side_of(context, side)
    parent = instrument.parent_of.get(span.eid)
    if parent is None or parent not in instrument.unit_of or span.start or not instrument.field_text(parent):
        return None
    above = clauses(instrument, parent, Field.TEXT, context)
    announced = next((clause for clause in above if names_cases(clause, context.lexicon)), None)
    if announced is None:
        return None
    if above[-1].sanction:  # 由主管部门处罚款: who imposes it is an authority, but whom it hits need not be one
        return above[-1]._replace(authority=context.lexicon.has(Concept.AUTHORITY, announced.text))
    return above[-1]


def _goes_on(eid: EId, side: str, context: Context, *, as_items: bool = False) -> bool:
    """Whether another item of the list stands in the other text, too, `as_items`: there as an item of a list.

    A list that is new as a whole is no longer one; one that was prose before has gained no case.
    """
    instrument = side_of(context, side)
    other = "old" if side == "new" else "new"
    known = leaf_matches(context, side)
    for sibling in instrument.by_eid[instrument.parent_of[eid]].children:
        for _, _, match in known.get((sibling.eid, Field.TEXT), ()):
            spans = [side_of(context, other).leaf_span(leaf) for leaf in (match.old if other == "old" else match.new)]
            if spans and (not as_items or any(act_of_cases(span, other, context) for span in spans)):
                return True
    return False


def listed_under(leaf: Span, side: str, context: Context) -> str:
    """The offences that a lead-in announces and its items name: 有下列行为之一的，处二万元以下罚款：."""
    instrument = side_of(context, side)
    words = instrument.text_at(leaf)
    if not any(context.lexicon.has(concept, words) for concept in (Concept.CASES, Concept.LIST_LEAD)):
        return ""
    return "\n".join(child.text for child in instrument.by_eid[leaf.eid].children)


def changed_case(pair: LeafPair, context: Context) -> tuple[Clause, Clause] | None:
    """One case in its old and its new words, as clauses, if the pair is one item of such a list on both sides."""
    if len(pair.old) != 1 or len(pair.new) != 1:
        return None
    sides = (("old", pair.old[0]), ("new", pair.new[0]))
    if any(act_of_cases(span, side, context) is None for side, span in sides):
        return None
    found = []
    for side, span in sides:
        text = side_of(context, side).text_at(span).rstrip(LIST_END)
        found.append(Clause(replace(span, end=span.start + len(text)), text, Force.NONE, is_act=False))
    return found[0], found[1]
