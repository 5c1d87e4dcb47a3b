"""What authorities may and must do: powers over firms, the making of rules, and duties of their staff.

A power over a firm tightens, a duty of officials protects the firm, a mandate to make rules is neutral.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.change import BINDS_OFFICIALS, Direction, Op
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._clauses import Force, clauses
from gaidiff.rules._finding import finding, part
from gaidiff.rules._pairs import clause_pairs, touched
from gaidiff.rules._statements import by_run, evidence, hull, lone_clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context
    from gaidiff.rules._clauses import Clause
    from gaidiff.rules._statements import Lone

DIRECTIONS = {
    "enforcement_power_added": Direction.TIGHTENED,
    "official_duty_added": Direction.RELAXED,
    "rulemaking_mandate": Direction.NEUTRAL,
}


def _look(change: Change, context: Context) -> Iterator[Finding]:
    if not change.match.new:
        return
    for group in by_run(lone_clauses(change, context, Op.INSERT)):
        kinds: dict[str, list[Lone]] = {}
        for lone in group:
            kind = _kind(lone.clause, context.new.text_at(lone.leaf), context)
            if kind and not (kind == "enforcement_power_added" and _is_topic(lone, context)):
                kinds.setdefault(kind, []).append(lone)
        for kind, found in kinds.items():
            yield _found(kind, found, _with_cooperation(kind, found, group), context)
    yield from _wider(change, context)


def _kind(clause: Clause, sentence: str, context: Context) -> str:
    lexicon = context.lexicon
    if not clause.authority:
        return "rulemaking_mandate" if _passive_mandate(clause, context) else ""
    if lexicon.has(Concept.RULEMAKING, clause.text) and clause.force not in {Force.BAN, Force.ENCOURAGED}:
        return "rulemaking_mandate"
    bound = clause.force in {Force.DUTY, Force.BAN, Force.MEANS}
    if bound and (lexicon.has(Concept.PROTECTION, clause.text) or clause.force is Force.BAN):
        return "official_duty_added"
    if _enforces(clause, context):
        return "enforcement_power_added" if _acts_on_firms(clause, context) else ""
    if bound and lexicon.has(Concept.OFFICIALS, sentence):
        return "official_duty_added"
    return ""


def _enforces(clause: Clause, context: Context) -> bool:
    """Whether the clause itself speaks of a measure, and not only the name of a law in it."""
    laws = context.lexicon.find(Concept.INSTRUMENT, clause.text)
    cues = context.lexicon.find(Concept.ENFORCEMENT, clause.text)
    return any(not any(law.start <= cue.start < law.end for law in laws) for cue in cues)


def _acts_on_firms(clause: Clause, context: Context) -> bool:
    """加强监督检查工作的协调配合 is a matter among authorities; to take measures against somebody is not."""
    means = context.lexicon.find(Concept.MEANS, clause.text) if clause.force in {Force.MEANS, Force.NONE} else ()
    if means:
        return any(cue.part("measures") for cue in means)
    return clause.force not in {Force.BAN, Force.ENCOURAGED}


def _is_topic(lone: Lone, context: Context) -> bool:
    """采取查封措施，应当出示证件: the clause only says when the authority's duty after it arises."""
    if lone.clause.force is not Force.NONE:
        return False
    end = lone.clause.span.end
    found = clauses(context.new, lone.leaf.eid, lone.leaf.field, context)
    after = next((c for c in found if c.number == lone.clause.number + 1), None)
    stop = context.new.field_text(lone.leaf.eid, lone.leaf.field)[end : end + 1]
    ended = context.lexicon.has(Concept.SENTENCE_END, stop)
    return after is not None and not ended and after.authority and after.force in {Force.DUTY, Force.BAN, Force.MEANS}


def _passive_mandate(clause: Clause, context: Context) -> bool:
    """Detailed rules are laid down by an authority: the rules are the subject, the authority comes after 由 / by."""
    cue = context.lexicon.first(Concept.RULEMAKING, clause.text)
    return cue is not None and bool(cue.part("by")) and context.lexicon.has(Concept.REGULATOR, cue.part("by"))


def _with_cooperation(kind: str, found: list[Lone], group: tuple[Lone, ...]) -> list[Lone]:
    """The duty to cooperate with an inspection is told with it."""
    if kind != "enforcement_power_added":
        return found
    last = max(lone.clause.number for lone in found)
    after = [lone for lone in group if lone.clause.number > last and lone.clause.force is Force.DUTY]
    return [*found, *(lone for lone in after if not lone.clause.authority)]


def _found(kind: str, powers: list[Lone], group: list[Lone], context: Context) -> Finding:
    span = hull(group)
    trace = max(lone.trace for lone in powers)
    return finding(
        kind,
        DIRECTIONS[kind],
        min(lone.confidence for lone in powers),
        new=(span,),
        signals=(*evidence(trace), *((BINDS_OFFICIALS,) if kind == "official_duty_added" else ())),
        act=context.new.text_at(span),
    )


def _wider(change: Change, context: Context) -> Iterator[Finding]:
    """A power named in the same clause beside those it had: inspect becomes inspect, seize."""
    inserted = touched(change, Op.INSERT, context)
    for pair in clause_pairs(change, context):
        old, new = pair.old, pair.new
        if old is None or new is None or not (old.authority and new.authority) or new.sanction or old.sanction:
            continue
        if new.force in {Force.BAN, Force.ENCOURAGED}:
            continue
        known = {cue.text.casefold() for cue in context.lexicon.find(Concept.ENFORCEMENT, old.text)}
        gained = [
            cue
            for cue in context.lexicon.find(Concept.ENFORCEMENT, new.text)
            if not any(cue.text.casefold() in other or other in cue.text.casefold() for other in known)
            and inserted.holds(part(new.span, cue.start, cue.end))
        ]
        if gained and known:
            yield finding(
                "enforcement_power_added",
                Direction.TIGHTENED,
                0.6,
                old=(old.span,),
                new=(new.span,),
                signals=("power beside those it had", f"likeness {pair.likeness:.2f}", "counterpart: aligned"),
                x=gained[0].text,
                act=new.text,
                form="wider",
            )


RULE = Rule(
    name="powers",
    kinds=("enforcement_power_added", "rulemaking_mandate", "official_duty_added"),
    precedence=Precedence.DUTY,
    look=_look,
    phrases={
        "en": {
            "enforcement_power_added": "{new_ref} adds a power of the authorities over those they supervise: {act}.",
            "enforcement_power_added/wider": "{new_ref} adds {x} to the powers of the authorities: {act}.",
            "rulemaking_mandate": "{new_ref} lets the authorities make further rules: {act}.",
            "official_duty_added": "{new_ref} adds a duty that binds the authorities and their staff, not the firms "
            "they supervise: {act}.",
        },
        "zh": {
            "enforcement_power_added": "{new_ref}新增主管机关对被监管者的监管权力：{act}。",
            "enforcement_power_added/wider": "{new_ref}在主管机关的权力中增加{x}：{act}。",
            "rulemaking_mandate": "{new_ref}授权主管机关制定进一步的规则：{act}。",
            "official_duty_added": "{new_ref}新增约束主管机关及其人员（而非被监管者）的义务：{act}。",
        },
    },
    help={
        "enforcement_power_added": "An authority may inspect, order or intervene where the old text gave no such "
        "power, and firms must cooperate.",
        "rulemaking_mandate": "An authority is to make further rules, standards or guidance.",
        "official_duty_added": "A duty or ban on authorities and their staff, such as secrecy; it protects firms.",
    },
)
