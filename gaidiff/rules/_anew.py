"""An item of a list in, whether the list was written anew out: then none of its items is just gone or just new.

钱款的收付 and 器具的收发 became 资产的增减 and 权益的变动: to register them is no lighter duty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gaidiff.model.text import Span
from gaidiff.rules._finding import side_of
from gaidiff.rules._pairs import leaf_at

if TYPE_CHECKING:
    from gaidiff.model.text import EId
    from gaidiff.model.words import Context

OTHER: Final = {"old": "new", "new": "old"}
REWORDED: Final = 0.6  # score of two items below which one is the other in other words


class _List(NamedTuple):
    """Whether some items of a list have no partner, whether one was reworded, and a partner on the other side."""

    lone: bool
    reworded: bool
    partner: Span | None


def is_list_anew(eid: EId, side: str, context: Context) -> bool:
    """Whether the list around an item lost some items, gained others and kept one in other words."""
    here = _list(eid, side, context)
    if here.partner is None or not (here.lone and here.reworded):
        return False
    return _list(here.partner.eid, OTHER[side], context).lone


def _list(eid: EId, side: str, context: Context) -> _List:
    law, other = side_of(context, side), side_of(context, OTHER[side])
    parent = law.parent_of.get(eid)
    items = law.by_eid[parent].children if parent is not None else ()
    matches = [leaf_at(Span(item.eid, 0, 0), side, context)[1] for item in items if item.text]
    kept = [match for match in matches if match is not None and match.old and match.new]
    partners = [other.leaf_span((match.new if side == "old" else match.old)[0]) for match in kept]
    return _List(len(kept) < len(matches), any(match.score < REWORDED for match in kept), next(iter(partners), None))
