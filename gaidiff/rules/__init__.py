"""A change and its context in, findings out.

One file per family of legal change. It declares `RULE = Rule(name, kinds, precedence, look, phrases)`. Rules hold no
word of any law's language: they ask `context.lexicon` by concept. They do not see one another's findings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING

from gaidiff.model.change import Direction, MatchKind
from gaidiff.registry import plugins

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.ledger import Duty
    from gaidiff.model.words import Context


class Precedence(IntEnum):
    """Which finding gives a change its headline; the highest comes first."""

    FORM = 0
    TERMS = 1
    REFERENCE = 2
    LIST = 3
    DUTY = 4
    MODALITY = 5
    PROHIBITION = 6
    SCOPE = 7
    TIME_AND_NUMBER = 8
    PENALTY = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One family of legal change.

    `phrases` maps a report language to kind -> sentence template; slots are written {name}. `help` maps a kind to
    one line of explanation for `gaidiff explain`. `on_unchanged`: the rule speaks of unchanged provisions, too.
    """

    name: str
    kinds: tuple[str, ...]
    precedence: Precedence
    look: Callable[[Change, Context], Iterator[Finding]]
    phrases: Mapping[str, Mapping[str, str]]
    help: Mapping[str, str]
    on_unchanged: bool = False


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, highest precedence first, by name within one."""
    found = plugins("gaidiff.rules", "RULE").values()
    return tuple(sorted(found, key=lambda rule: (-rule.precedence, rule.name)))


def classify(change: Change, context: Context) -> tuple[Finding, ...]:
    """All findings about one change, in order of precedence; of an unchanged provision only that it stayed.

    Of recitals it is said which words, terms, references and lists changed: there is no duty in them to be lightened.
    """
    from gaidiff.rules._marks import explains, marked

    same = change.match.kind is MatchKind.UNCHANGED
    moved = bool(change.match.old and change.match.new) and not change.match.text_changed
    forms = not same and moved  # without a changed word only its form can be spoken of
    reasons = explains(change, context)
    most = Precedence.LIST if reasons else max(Precedence)
    asked = (
        rule
        for rule in rules()
        if rule.precedence <= most
        and (rule.on_unchanged or not (same or moved) or (forms and rule.precedence is Precedence.FORM))
    )
    found = (
        replace(marked(finding, context), rule=rule.name) for rule in asked for finding in rule.look(change, context)
    )
    return tuple(replace(one, direction=Direction.NEUTRAL) for one in found) if reasons else tuple(found)


def duties_of(context: Context) -> tuple[Duty, ...]:
    """The duties and bans of both texts, where their words changed; what became of each is not judged here."""
    from gaidiff.rules._duties import duties

    return tuple(duty for side in ("old", "new") for duty in duties(side, context))
