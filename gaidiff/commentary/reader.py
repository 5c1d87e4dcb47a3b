"""Findings and a reader's side in, the findings as that side has them out: what burdens one may protect another.

Rules judge for the regulated (`provider`), and so does every report unless its reader asks otherwise.

user        A heavier duty on somebody else is better protection, a lighter one worse; what binds users themselves and
            what binds officials keeps its sign.
authority   A duty on officials is a burden, a new power over firms a relief; what firms owe is no burden of theirs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import BINDS_OFFICIALS, Direction
from gaidiff.model.words import Concept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context

PROVIDER: Final = "provider"
USER: Final = "user"
AUTHORITY: Final = "authority"
SIDES: Final = (PROVIDER, USER, AUTHORITY)
POWERS: Final = frozenset({"enforcement_power_added", "official_duty_added"})
REVERSED: Final = {Direction.TIGHTENED: Direction.RELAXED, Direction.RELAXED: Direction.TIGHTENED}
OWN: Final = "user"  # the label of doers who are users
# What each side asks first, and how much more it weighs for it.
CLOSE: Final = {
    PROVIDER: (frozenset[str](), frozenset[str]()),
    USER: (frozenset({"user_rights", "content"}), frozenset({"procedural_right_added", "addressee_changed"})),
    AUTHORITY: (
        frozenset({"regulators"}),
        frozenset({"enforcement_power_added", "official_duty_added", "rulemaking_mandate", "regulator_added"}),
    ),
}
NEARER: Final = 2.0  # times the weight of a finding that is of the reader's own theme
OWN_KIND: Final = 2.0  # and again if it is of the kind this reader asks for
OF_OTHERS: Final = 0.5  # share that remains of the weight of what firms owe, for an authority


def seen_by(changes: Sequence[Change], side: str, context: Context) -> tuple[Change, ...]:
    """The changes with the directions of their findings as this side has them."""
    if side == PROVIDER:
        return tuple(changes)
    return tuple(
        replace(
            change,
            findings=tuple(
                replace(finding, direction=_direction(finding, side, context)) for finding in change.findings
            ),
        )
        for change in changes
    )


def nearness(finding: Finding, side: str) -> float:
    """How many times its usual weight a finding has for this side."""
    if side == PROVIDER:
        return 1.0
    themes, kinds = CLOSE[side]
    near = NEARER if finding.theme in themes else OF_OTHERS if side == AUTHORITY else 1.0
    return near * (OWN_KIND if finding.kind in kinds else 1.0)


def binds_officials(finding: Finding) -> bool:
    """Whether a finding is of what officials must or may do."""
    return BINDS_OFFICIALS in finding.signals or finding.kind in POWERS


def _direction(finding: Finding, side: str, context: Context) -> Direction:
    given = finding.direction
    if side == AUTHORITY:
        return REVERSED.get(given, given) if binds_officials(finding) else Direction.NEUTRAL
    if finding.kind == "addressee_changed" or BINDS_OFFICIALS in finding.signals or _binds_users(finding, context):
        return given
    return REVERSED.get(given, given)


def _binds_users(finding: Finding, context: Context) -> bool:
    """Whether the words that prove a duty or a ban open with users as those who are bound."""
    if not finding.kind.startswith(("obligation", "prohibition", "modality")):
        return False
    instrument, spans = (context.new, finding.new) if finding.new else (context.old, finding.old)
    words = instrument.text_at(spans[0]) if spans else ""
    doer = context.lexicon.first(Concept.DOER, words)
    return doer is not None and doer.label == OWN and not context.lexicon.terms(words[: doer.start])
