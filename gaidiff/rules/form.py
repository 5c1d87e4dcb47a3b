"""Form only: provisions with another number or place, and wording that changes nothing of substance.

Neutral always. A provision that is both renumbered and amended is no finding here: its amendments speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.change import Direction, MatchKind, Op
from gaidiff.model.text import Span
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._finding import finding, side_of
from gaidiff.rules._pairs import clause_pairs, touched
from gaidiff.rules._search import moved_only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding, Match
    from gaidiff.model.text import EId
    from gaidiff.model.words import Context

MOST = 0.5  # of an old provision's characters; with less, only a part of it has gone there
KIN = 0.33  # likeness; an act less alike may be another one
SHORTEST_PART = 8  # equal characters; less is a phrase that stands in many provisions


def _look(change: Change, context: Context) -> Iterator[Finding]:
    match = change.match
    if not match.old or not match.new or match.old[0] not in context.old.unit_of:
        return
    if match.kind is MatchKind.RENUMBERED:
        yield _on_form("renumbered_only", match.old, match, context, 0.95)
    elif match.kind is MatchKind.MOVED:
        yield _on_form("moved_split_merged", match.old, match, context, match.score)
    elif match.kind is MatchKind.SPLIT:
        yield _on_form("moved_split_merged", match.old, match, context, match.score, form="split")
    else:
        yield from _parts(change, context)
    if match.text_changed and _is_editorial(change, context):
        yield _on_form("editorial_only", match.old, match, context, 0.85)


def _parts(change: Change, context: Context) -> Iterator[Finding]:
    """Old provisions that go into one new one: wholly, which is a merger, or in part."""
    match = change.match
    shares = {eid: _share(eid, change, context) for eid in match.old}
    whole = tuple(eid for eid, share in shares.items() if share > MOST)
    if len(whole) > 1:
        yield _on_form("moved_split_merged", whole, match, context, match.score, form="merged")
    for eid, share in shares.items():
        several = len(context.alignment.heirs(eid)) > 1
        is_part = share <= MOST or (several and len(whole) == 1 < len(match.old))
        if eid not in match.new and share > 0 and is_part and (several or len(match.old) > 1):
            yield _on_form("moved_split_merged", (eid,), match, context, match.score, form="part")


def _share(eid: EId, change: Change, context: Context) -> float:
    """The share of a provision's characters that this change carries, 0 if no words of it live on."""
    unit_of = context.old.unit_of
    mine = [s for s in change.segments if s.old is not None and unit_of.get(s.old.eid) == eid]
    equal = sum(s.old.end - s.old.start for s in mine if s.old is not None and s.op is Op.EQUAL)
    carried = sum(s.old.end - s.old.start for s in mine if s.old is not None)
    goes_on = equal >= SHORTEST_PART or _has_heir(eid, change, context)
    return carried / max(1, len(context.old.text_of(eid))) if goes_on else 0.0


def _has_heir(eid: EId, change: Change, context: Context) -> bool:
    """Whether an act of a provision goes on in other words: a sentence rewritten throughout has no words in a row."""
    unit_of = context.old.unit_of
    return any(
        pair.old is not None and pair.new is not None and pair.likeness >= KIN and unit_of.get(pair.old.span.eid) == eid
        for pair in clause_pairs(change, context)
    )


def _on_form(  # noqa: PLR0913 (what a finding is made of)
    kind: str, old: tuple[EId, ...], match: Match, context: Context, confidence: float, *, form: str = ""
) -> Finding:
    return finding(
        kind,
        Direction.NEUTRAL,
        confidence,
        old=tuple(_first_words(eid, "old", context) for eid in old),
        new=tuple(_first_words(eid, "new", context) for eid in match.new),
        signals=(form or match.kind.value,),
        form=form,
    )


def _first_words(eid: EId, side: str, context: Context) -> Span:
    """The first text of a provision: a place to point at, no quotation."""
    piece = next(side_of(context, side).by_eid[eid].pieces(), None)
    return Span(eid, 0, 0) if piece is None else Span(piece.eid, 0, 0, piece.field)


def _is_editorial(change: Change, context: Context) -> bool:
    """Punctuation, 的 and 了, other spelling, one moved phrase: nothing is left once they are levelled."""
    if not (touched(change, Op.DELETE, context).runs or touched(change, Op.INSERT, context).runs):
        return False
    texts = [
        "\n".join(side_of(context, side).text_of(eid) for eid in eids)
        for side, eids in (("old", change.match.old), ("new", change.match.new))
    ]
    return moved_only(texts[0], texts[1], context.lexicon)


RULE = Rule(
    name="form",
    kinds=("renumbered_only", "moved_split_merged", "editorial_only"),
    precedence=Precedence.FORM,
    look=_look,
    phrases={
        "en": {
            "renumbered_only": "{old_unit} becomes {new_unit} without a change of words.",
            "moved_split_merged": "{old_unit} is moved to {new_unit}.",
            "moved_split_merged/split": "{old_unit} is split into {new_unit}.",
            "moved_split_merged/merged": "{old_unit} are merged into {new_unit}.",
            "moved_split_merged/part": "A part of {old_unit} now stands in {new_unit}.",
            "editorial_only": "{new_unit} differs from {old_unit} in style, word order or punctuation only.",
        },
        "zh": {
            "renumbered_only": "{old_unit}调整为{new_unit}，文字未变。",
            "moved_split_merged": "{old_unit}移至{new_unit}。",
            "moved_split_merged/split": "{old_unit}拆分为{new_unit}。",
            "moved_split_merged/merged": "{old_unit}合并为{new_unit}。",
            "moved_split_merged/part": "{old_unit}的部分内容现见于{new_unit}。",
            "editorial_only": "{new_unit}与{old_unit}仅有文字、语序或者标点差异。",
        },
    },
    help={
        "renumbered_only": "The same words under another number.",
        "moved_split_merged": "A provision stands elsewhere, in several, or together with another.",
        "editorial_only": "The words differ, the rule does not: punctuation, particles, spelling, word order.",
    },
)
