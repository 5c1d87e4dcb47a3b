"""The changed units of one side in, their duties out: who is to do what, how strongly, and where it is printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gaidiff.model.law import PREFACE, REMAINDER
from gaidiff.model.ledger import Duty, Standing
from gaidiff.model.text import Field, Span
from gaidiff.model.words import Concept
from gaidiff.rules._clauses import MODALS, TRIM, Force, clauses
from gaidiff.rules._finding import side_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.law import Instrument, Provision
    from gaidiff.model.text import EId
    from gaidiff.model.words import Context, Lexicon
    from gaidiff.rules._clauses import Clause

FIELDS: Final = (Field.TEXT, Field.WRAP_UP)
PROTECTED: Final = "user"  # the label of those whom duties protect more often than they bind them
OPENING: Final = ("(", "（")


def duties(side: str, context: Context) -> Iterator[Duty]:
    """Duties and bans in the units of one side whose words changed, in reading order; sanctions are none."""
    instrument = side_of(context, side)
    changed = _changed(side, context)
    for unit in instrument.binding():
        for node in unit.walk() if unit.eid in changed else ():
            for field in FIELDS:
                yield from _of_field(node, field, instrument, side, context)


def _changed(side: str, context: Context) -> set[EId]:
    found: set[EId] = set()
    for match in context.alignment.articles:
        if match.text_changed or not (match.old and match.new):
            found.update(match.old if side == "old" else match.new)
    return found - {PREFACE, REMAINDER}


def _of_field(node: Provision, field: Field, instrument: Instrument, side: str, context: Context) -> Iterator[Duty]:
    if not (node.text if field is Field.TEXT else node.wrap_up):
        return
    known = clauses(instrument, node.eid, field, context)
    acts = (clause for clause in known if clause.is_act and not clause.sanction and clause.force >= Force.MEANS)
    for clause in acts:
        if clause.listed and any(other.number == clause.head for other in known):
            continue  # an object of the act before it: 不得利用优势，实施垄断
        start = clause.span.start + _act_start(clause, context.lexicon)
        yield Duty(
            side=side,
            act=Span(node.eid, start, _act_end(clause, known), field),
            strength=int(clause.force),
            standing=Standing.KEPT,
            actor=_actor(clause, known, instrument, context),
            authority=clause.authority,
        )


def _act_end(clause: Clause, known: tuple[Clause, ...]) -> int:
    """Where an act ends with the last of its objects that are clauses of their own."""
    end = clause.span.end
    for other in known:
        if other.listed and other.head == clause.number == clause.head:
            end = max(end, other.span.end)
    return end


def _modal_at(clause: Clause, lexicon: Lexicon) -> int | None:
    """Where the modal of a clause begins in it; None where it has none of its own."""
    if clause.cue is None:
        return None
    found = [cue.start for concept, _ in MODALS if (cue := lexicon.first(concept, clause.text)) is not None]
    return min(found, default=None)


def _act_start(clause: Clause, lexicon: Lexicon) -> int:
    """The subject before the modal is told apart from the act, but what an act is done to: 提供者 | 应当依法开展."""
    modal = _modal_at(clause, lexicon) or 0
    return 0 if lexicon.has(Concept.PASSIVE, clause.text[modal:]) else modal


def _actor(clause: Clause, known: tuple[Clause, ...], instrument: Instrument, context: Context) -> Span | None:
    """The subject before the modal; else the last one named before it; else that of the lead-in above an item."""
    first = known[0].number if known else 0
    place = (clause.head if clause.head >= 0 else clause.number) - first
    for before in reversed(known[: place + 1]):
        named = _named(before, instrument, context.lexicon)
        if named is not None:
            return named if before.number == clause.number else _doer_of(named, instrument, context.lexicon)
    parent = instrument.parent_of.get(clause.span.eid)
    if clause.span.field is not Field.TEXT or parent is None or parent not in instrument.unit_of:
        return None
    above = clauses(instrument, parent, Field.TEXT, context)
    return _actor(above[-1], above, instrument, context) if above else None


def _named(clause: Clause, instrument: Instrument, lexicon: Lexicon) -> Span | None:
    """Whom a clause names at its head: what stands before its modal, or a doer or activity that opens it."""
    span = clause.span
    modal = _modal_at(clause, lexicon)
    if modal is not None and lexicon.has(Concept.PASSIVE, clause.text[modal:]):
        return None  # content shall be labelled: whoever is to do it is not named here
    if modal is not None and lexicon.terms(clause.text[:modal]):
        return _bare(replace(span, end=span.start + _subject_end(clause.text[:modal], lexicon)), instrument, lexicon)
    if modal is not None:
        return None
    doer = lexicon.first(Concept.DOER, clause.text)
    if doer is not None and doer.label != PROTECTED and not lexicon.terms(clause.text[: doer.start]):
        return replace(span, start=span.start + doer.start, end=span.start + doer.end)
    # 提供和使用服务，应当: a doer named by what it does
    return span if clause.force is Force.NONE and lexicon.has(Concept.ACTIVITY, clause.text) else None


def _doer_of(subject: Span, instrument: Instrument, lexicon: Lexicon) -> Span:
    """What carries over to the next act: of 提供者对使用者的输入信息 the provider, who opens it."""
    cue = lexicon.first(Concept.DOER, instrument.text_at(subject))
    return subject if cue is None or cue.start else replace(subject, end=subject.start + cue.end)


def _subject_end(subject: str, lexicon: Lexicon) -> int:
    """A subject ends where a bracket explains its doer: 服务提供者（以下称提供者）."""
    cue = lexicon.first(Concept.DOER, subject)
    explained = cue is not None and subject[cue.end :].lstrip()[:1] in OPENING
    return cue.end if cue is not None and explained else len(subject)


def _bare(span: Span, instrument: Instrument, lexicon: Lexicon) -> Span:
    """The span without blanks and marks at its ends, and without a condition before its last comma."""
    text = instrument.text_at(span)
    comma = text.rstrip(TRIM).rfind(", ") + 1
    skipped = comma if comma and lexicon.has(Concept.CONDITION, text[:comma]) else 0
    left = skipped + len(text[skipped:]) - len(text[skipped:].lstrip(TRIM))
    return replace(span, start=span.start + left, end=span.start + len(text.rstrip(TRIM)))
