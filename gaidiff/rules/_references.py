"""A change in, the references to other provisions of the same text that now point elsewhere out.

A reference that only followed its target to a new number is none: Article 21 that was Article 14 is cited as 21.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction, Op
from gaidiff.model.law import ProvisionKind
from gaidiff.model.text import EId, Span
from gaidiff.model.words import Concept
from gaidiff.rules._finding import finding, side_of
from gaidiff.rules._statements import statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.law import Instrument
    from gaidiff.model.words import Context, Cue

NEAR: Final = 50  # characters after a reference within which the name of another law makes it that law's provision


def moved_references(change: Change, context: Context) -> Iterator[Finding]:
    """One finding for each aligned sentence whose references no longer have the same targets."""
    for statement in statements(change, context, Op.INSERT):
        if len(statement.partners) != 1:
            continue
        old_span = statement.partners[0]
        before = _targets(context.old.text_at(old_span), "old", context)
        after = _targets(statement.text, "new", context)
        if not before or not after:
            continue
        lost = [pair for pair in before if not _lives_in(pair[1], after, context)]
        gained = [pair for pair in after if statement.changed(pair[0]) and not _comes_from(pair[1], before, context)]
        if lost and gained:
            cue = lost[0][0]
            yield finding(
                "cross_reference_changed",
                Direction.NEUTRAL,
                0.7,
                old=(Span(old_span.eid, old_span.start + cue.start, old_span.start + cue.end, old_span.field),),
                new=(statement.place(gained[0][0]),),
                signals=("reference within the text", "target compared by heirs"),
                xs=cue.text,
                ys=gained[0][0].text,
                form="replaced",
            )


def _targets(text: str, side: str, context: Context) -> list[tuple[Cue, EId]]:
    """The references to articles of this text; those that name another law are left out."""
    found = []
    laws = context.lexicon.find(Concept.INSTRUMENT, text)
    for cue in context.lexicon.find(Concept.REFERENCE, text):
        if any(law.end == cue.start or 0 <= law.start - cue.end < NEAR for law in laws):
            continue
        eid = article_of(cue, side_of(context, side), side, context)
        if eid is not None:
            found.append((cue, eid))
    return found


def article_of(cue: Cue, instrument: Instrument, side: str, context: Context) -> EId | None:
    """The article of one side that a reference names, if there is one."""
    key = f"labels of {side}"
    if key not in context.memo:
        articles = (node for node in instrument.units() if node.kind is ProvisionKind.ARTICLE and node.num)
        context.memo[key] = {node.num.label: node.eid for node in articles if node.num}
    known: dict[str, EId] = context.memo[key]
    printed = cue.part("number") or cue.part("section")
    value = context.lexicon.number(printed)
    label = printed if value is None else f"{value:g}"
    below = context.lexicon.number(cue.part("sub")) if cue.part("sub") else None
    return known.get(label if below is None else f"{label}-{below:g}", known.get(printed))


def _lives_in(target: EId, after: list[tuple[Cue, EId]], context: Context) -> bool:
    heirs = set(context.alignment.heirs(target))
    return not heirs or any(eid in heirs for _, eid in after)


def _comes_from(target: EId, before: list[tuple[Cue, EId]], context: Context) -> bool:
    ancestors = set(context.alignment.ancestors(target))
    return not ancestors or any(eid in ancestors for _, eid in before)
