"""A finding in, the same finding out, marked with what every finding must say of itself.

Whether the words bind an authority and not those it supervises; and what the search for a counterpart found.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import BINDS_OFFICIALS, Direction
from gaidiff.model.law import ProvisionKind
from gaidiff.rules._cues import clause_of
from gaidiff.rules._finding import side_of
from gaidiff.rules._pairs import leaf_at
from gaidiff.rules._search import index_of

if TYPE_CHECKING:
    from gaidiff.model.change import Change, Finding
    from gaidiff.model.text import Span
    from gaidiff.model.words import Context

SIGNED: Final = frozenset({"obligation", "prohibition", "modality", "deadline"})
ONE_SIDED: Final = re.compile(r"_(?:added|removed)$")
SEARCHED: Final = re.compile(r"trace|counterpart|heir|ancestor")


def marked(finding: Finding, context: Context) -> Finding:
    """The finding with these signals."""
    side, spans = ("new", finding.new) if finding.new else ("old", finding.old)
    if not spans or spans[0].eid not in side_of(context, side).unit_of:
        return finding
    return _searched(_actor(finding, spans[0], side, context), spans[0], side, context)


def explains(change: Change, context: Context) -> bool:
    """Whether a change is of recitals and nothing else."""
    units = [context.old.by_eid.get(eid) for eid in change.match.old]
    units += [context.new.by_eid.get(eid) for eid in change.match.new]
    return all(unit is not None and unit.kind is ProvisionKind.RECITAL for unit in units)


def _actor(finding: Finding, span: Span, side: str, context: Context) -> Finding:
    """A ban on officials is marked relaxed, for it protects firms; without this signal that reads like an error."""
    if finding.kind.partition("_")[0] not in SIGNED or finding.direction is Direction.NEUTRAL:
        return finding
    clause = clause_of(span, side, context)
    if BINDS_OFFICIALS in finding.signals or clause is None or not clause.authority or clause.enforces:
        return finding
    return replace(finding, signals=(*finding.signals, BINDS_OFFICIALS))


def _searched(finding: Finding, span: Span, side: str, context: Context) -> Finding:
    """What the other text holds of the sentence of something new or gone, where its rule compared something else."""
    if not ONE_SIDED.search(finding.kind) or any(SEARCHED.search(signal) for signal in finding.signals):
        return finding
    leaf, _ = leaf_at(span, side, context)
    words = frozenset(context.lexicon.terms(side_of(context, side).text_at(leaf)))
    trace, _ = index_of(context.new if side == "old" else context.old, context).best(words)
    return replace(finding, signals=(*finding.signals, f"trace of the sentence {trace:.2f}"))
