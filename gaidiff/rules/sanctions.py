"""Sanctions: kinds of penalty that come or go, and amounts that move.

Kinds are compared over the whole change, so that a list put in another order is no finding; before one is called
removed the other text is searched for the sentence that carried it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gaidiff.model.change import Direction, Op
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._cases import listed_under
from gaidiff.rules._clauses import TRIM
from gaidiff.rules._cues import Placed, alike
from gaidiff.rules._finding import covered, finding, part, side_of
from gaidiff.rules._pairs import ABSORBED, TRACE, Touched, leaf_at, runs_of, touched
from gaidiff.rules._search import index_of, likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context, Cue

FAMILY: Final = {"suspension": "business", "suspension_or_closure": "business", "closure": "business"}
SEVERITY: Final = {"suspension": 1, "suspension_or_closure": 2, "closure": 3}
COMMA: Final = ", "  # in spaced languages a clause may list several sanctions
ON_OFFICIALS: Final = frozenset({"discipline"})
SAME_OFFENCE: Final = 0.3  # likeness of the sentences around two amounts for one to be the other changed
GENERAL_CLAUSES: Final = frozenset({"criminal", "public_order"})  # often gathered in one closing provision
FARTHEST: Final = 400  # characters; no clause on a sanction is longer on one side
NEAREST: Final = 120  # characters before an amount in which those it hits are named
GRAVER: Final = frozenset({"grave", "refusal"})  # faults that lift a fine to its next tier: 情节严重, 拒不改正
VAGUE: Final = frozenset({"general", "listing"})


class Sanction(NamedTuple):
    """One sanction: its kind, its cue, the words that name it with their amount, and the sentence around it."""

    label: str
    span: Span
    words: Span
    leaf: Span

    @property
    def family(self) -> str:
        """Suspension and closure of a business are steps of one ladder."""
        return FAMILY.get(self.label, self.label)


class Amount(NamedTuple):
    """One amount of a fine: its words, unit and figures, the clause and the sentence around it, and whom it hits."""

    span: Span
    text: str
    unit: str
    values: tuple[float, ...]
    clause: Span
    place: Placed
    side: str
    about: frozenset[str]
    tier: frozenset[str]


def _look(change: Change, context: Context) -> Iterator[Finding]:
    deleted, inserted = touched(change, Op.DELETE, context), touched(change, Op.INSERT, context)
    if not (_concerns(deleted, "old", context) or _concerns(inserted, "new", context)):
        return
    old, new = _sanctions(change, "old", context), _sanctions(change, "new", context)
    yield from _kinds(old, new, deleted, inserted, context)
    yield from _ladder(old, new, deleted, inserted, context)
    yield from _amounts(old, new, (deleted, inserted), context)


def _concerns(runs: Touched, side: str, context: Context) -> bool:
    instrument = side_of(context, side)
    return any(
        eid in instrument.unit_of and context.lexicon.has(Concept.PENALTY, instrument.field_text(eid, field))
        for eid, field in runs.fields()
    )


def _sanctions(change: Change, side: str, context: Context) -> list[Sanction]:
    instrument = side_of(context, side)
    runs = runs_of(covered(change, side))
    found = []
    for eid, field in runs.fields():
        if eid not in instrument.unit_of:
            continue
        text = instrument.field_text(eid, field)
        for cue in context.lexicon.find(Concept.PENALTY, text):
            span = Span(eid, cue.start, cue.end, field)
            if runs.meets(span):
                leaf, _ = leaf_at(span, side, context)
                found.append(Sanction(cue.label, span, _words(text, span, cue, context), leaf))
    return found


def _words(text: str, span: Span, cue: Cue, context: Context) -> Span:
    """The clause that names the sanction, for the quotation: 并处一万元以上十万元以下罚款."""
    start, end = max(0, cue.start - FARTHEST), min(len(text), cue.end + FARTHEST)
    shift = start
    around = text[start:end]
    for concept in (Concept.SENTENCE_END, Concept.CLAUSE_END):
        for mark in context.lexicon.find(concept, around):
            if mark.end + shift <= cue.start:
                start = max(start, mark.end + shift)
            elif mark.start + shift >= cue.end:
                end = min(end, mark.start + shift)
                break
    comma = text.rfind(COMMA, start, cue.start)
    if comma >= 0:
        start = comma + len(COMMA)
        start += sum(mark.end for mark in context.lexicon.find(Concept.LIST_TAIL, text[start : cue.start])[:1])
    comma = text.find(COMMA, cue.end, end)
    end = comma if comma >= 0 else end
    while start < cue.start and text[start] in TRIM:
        start += 1
    while end > cue.end and text[end - 1] in TRIM:
        end -= 1
    return Span(span.eid, start, end, span.field)


def _kinds(
    old: list[Sanction], new: list[Sanction], deleted: Touched, inserted: Touched, context: Context
) -> Iterator[Finding]:
    yield from _lone(old, {s.family for s in new}, deleted, "old", context)
    yield from _lone(new, {s.family for s in old}, inserted, "new", context)


def _lone(mine: list[Sanction], others: set[str], runs: Touched, side: str, context: Context) -> Iterator[Finding]:
    """Sanctions of a kind the other side of the change lacks; those of one sentence are one statement."""
    sentences: dict[Span, list[Sanction]] = {}
    for sanction in mine:
        if sanction.family in others or not runs.meets(sanction.span):
            continue
        if sanction.label in VAGUE and any(s.leaf == sanction.leaf and s.label not in VAGUE for s in mine):
            continue
        sentences.setdefault(sanction.leaf, []).append(sanction)
    for group in sentences.values():
        found = [sanction for sanction in group if not _gathered(sanction, side, context)]
        share = _elsewhere(found, side, context) if found else None
        if share is not None:
            yield from _one_sided(found, side, share, context)


def _gathered(sanction: Sanction, side: str, context: Context) -> bool:
    """Whether a general clause moved: 依法追究刑事责任 leaves its article for one that holds for all of them."""
    if sanction.label not in GENERAL_CLAUSES:
        return False
    other = side_of(context, "new" if side == "old" else "old")
    key = f"general clauses of {side}"
    if key not in context.memo:
        orphans = (match for match in context.alignment.leaves if not (match.old if side == "old" else match.new))
        eids = (eid for match in orphans for eid in (match.new if side == "old" else match.old))
        texts = (other.text_at(other.leaf_span(eid)) for eid in eids)
        context.memo[key] = {cue.label for text in texts for cue in context.lexicon.find(Concept.PENALTY, text)}
    return sanction.label in context.memo[key]


def _elsewhere(found: list[Sanction], side: str, context: Context) -> float | None:
    """How much of the sentence the other text holds; None if it stands there with the same kinds of sanction."""
    other = side_of(context, "new" if side == "old" else "old")
    terms = frozenset(context.lexicon.terms(side_of(context, side).text_at(found[0].leaf)))
    share, span = index_of(other, context).best(terms)
    if span is not None and share >= ABSORBED:
        labels = {cue.label for cue in context.lexicon.find(Concept.PENALTY, other.text_at(span))}
        if {sanction.family for sanction in found} <= {FAMILY.get(label, label) for label in labels}:
            return None
    return share


def _one_sided(found: list[Sanction], side: str, share: float, context: Context) -> Iterator[Finding]:
    """One statement for sanctions on the firm and one for discipline of officials, whose sign is reversed."""
    added = side == "new"
    for officials in (False, True):
        group = [sanction for sanction in found if (sanction.label in ON_OFFICIALS) is officials]
        if not group:
            continue
        direction = Direction.TIGHTENED if added is not officials else Direction.RELAXED
        if officials is not _on_officials(group, side, context):
            direction = Direction.NEUTRAL
        span = _hull(group)
        quote = side_of(context, side).text_at(span)
        yield finding(
            "penalty_added" if added else "penalty_removed",
            direction,
            0.6 if all(sanction.label in VAGUE for sanction in group) else 0.8,
            old=() if added else (span,),
            new=(span,) if added else (),
            signals=(*dict.fromkeys(sanction.label for sanction in group), f"trace {share:.2f}"),
            x="" if added else quote,
            y=quote if added else "",
            form="unsure" if not added and not _settled(group, share, context) else "",
        )


def _on_officials(group: list[Sanction], side: str, context: Context) -> bool:
    """Whether officials are named before it as those at fault; a firm disciplines its own staff, too."""
    lexicon, leaf = context.lexicon, group[0].leaf
    words = side_of(context, side).field_text(leaf.eid, leaf.field)[leaf.start : group[0].span.start]
    if group[0].label in ON_OFFICIALS and lexicon.has(Concept.OFFICIALS, words):
        return True
    office = lexicon.first(Concept.AUTHORITY, words)
    after = "" if office is None else words[office.end :]  # 机关根据违法情节，可以建议: who acts is not at fault
    return lexicon.has(Concept.FAULT, after) and not lexicon.has(Concept.PERMISSION, after)


def _settled(group: list[Sanction], share: float, context: Context) -> bool:
    """Whether "dropped" can be said flatly: the sentence has an heir without the sanction, or nothing is like it."""
    _, match = leaf_at(group[0].span, "old", context)
    return share < TRACE or (match is not None and bool(match.new))


def _hull(group: list[Sanction]) -> Span:
    first = min((sanction.words for sanction in group), key=lambda span: span.start)
    last = max((sanction.words for sanction in group), key=lambda span: span.end)
    return Span(first.eid, first.start, last.end, first.field)


def _ladder(
    old: list[Sanction], new: list[Sanction], deleted: Touched, inserted: Touched, context: Context
) -> Iterator[Finding]:
    """Suspension, suspension or closure, closure: another step of the ladder."""
    before = [s for s in old if s.family == "business"]
    after = [s for s in new if s.family == "business"]
    labels = ({s.label for s in before}, {s.label for s in after})
    if not before or not after or labels[0] == labels[1]:
        return
    worst, least = (max(side, key=lambda s: SEVERITY[s.label]) for side in (before, after))
    change = SEVERITY[least.label] - SEVERITY[worst.label]
    if change and (deleted.meets(worst.words) or inserted.meets(least.words)):
        yield finding(
            "penalty_changed",
            Direction.TIGHTENED if change > 0 else Direction.RELAXED,
            0.75,
            old=(worst.words,),
            new=(least.words,),
            signals=(f"{worst.label} to {least.label}",),
            x=context.old.text_at(worst.words),
            y=context.new.text_at(least.words),
        )


def _amounts(
    old: list[Sanction], new: list[Sanction], runs: tuple[Touched, Touched], context: Context
) -> Iterator[Finding]:
    """Amounts of fines: equal ones cancel out, then those of one unit in the most alike clauses are one changed."""
    before, after = _money(old, "old", context), _money(new, "new", context)
    pairs = _closest(before, after, context)
    for x, y in pairs:
        if x.values != y.values and (runs[0].meets(x.span) or runs[1].meets(y.span)):
            yield _amount(x, y)
    if before and after:
        paired = {id(amount) for pair in pairs for amount in pair}
        yield from _lone_amounts(before, after, paired, runs[0], context)
        yield from _lone_amounts(after, before, paired, runs[1], context)


def _money(sanctions: list[Sanction], side: str, context: Context) -> list[Amount]:
    """The amounts in clauses that name a fine."""
    instrument = side_of(context, side)
    found: dict[Span, Amount] = {}
    for sanction in sanctions:
        if sanction.label != "fine" or sanction.words in {amount.clause for amount in found.values()}:
            continue
        text = instrument.text_at(sanction.words)
        listed = listed_under(sanction.leaf, side, context)
        terms = frozenset(context.lexicon.terms(f"{instrument.text_at(sanction.leaf)}\n{listed}"))
        for cue in context.lexicon.find(Concept.MONEY, text):
            span = part(sanction.words, cue.start, cue.end)
            unit, values = _values(cue.text, context)
            if values:
                place = Placed(cue, span, sanction.leaf, terms)
                before = _before(span, found, side, context)
                about = frozenset(context.lexicon.terms(f"{before}\n{listed}"))
                tier = GRAVER.intersection(fault.label for fault in context.lexicon.find(Concept.FAULT, before))
                found[span] = Amount(span, cue.text, unit, values, sanction.words, place, side, about, tier)
    return list(found.values())


def _before(span: Span, known: Iterable[Span], side: str, context: Context) -> str:
    """The words between the amount before and this one: on whom it is imposed, and for what."""
    ends = [other.end for other in known if other.eid == span.eid and other.end <= span.start]
    start = max([0, span.start - NEAREST, *ends])
    return side_of(context, side).field_text(span.eid, span.field)[start : span.start]


def _values(text: str, context: Context) -> tuple[str, tuple[float, ...]]:
    """The unit of an amount (percent, times, money) and its figures."""
    cues = context.lexicon.find(Concept.FIGURE, text)
    figures = (context.lexicon.number(cue.parts[0][1]) for cue in cues)
    return (cues[0].label if cues else ""), tuple(value for value in figures if value is not None)


def _closest(before: list[Amount], after: list[Amount], context: Context) -> list[tuple[Amount, Amount]]:
    offers = []
    for i, x in enumerate(before):
        for j, y in enumerate(after):
            score = alike(x.place, y.place, context)
            whom = likeness(x.about, y.about, index_of(context.new, context))
            if x.unit == y.unit and max(score, whom) >= SAME_OFFENCE:
                offers.append((x.values != y.values, -round(whom, 1), x.tier != y.tier, abs(i - j), -score, i, j))
    pairs: list[tuple[Amount, Amount]] = []
    for *_, i, j in sorted(offers):
        free = all(before[i] is not x and after[j] is not y for x, y in pairs)
        if free and not _is_twin(before[i], after[j], pairs):
            pairs.append((before[i], after[j]))
    return pairs


def _is_twin(mine: Amount, other: Amount, pairs: list[tuple[Amount, Amount]]) -> bool:
    """Whether an amount stood in two articles that are one now, and its pair is found: no pair for another tier."""
    twins = [x for x, _ in pairs if (x.values, x.unit, x.tier) == (mine.values, mine.unit, mine.tier)]
    return mine.tier != other.tier and any(x.span.eid != mine.span.eid for x in twins)


def _lone_amounts(
    amounts: list[Amount], others: list[Amount], paired: set[int], runs: Touched, context: Context
) -> Iterator[Finding]:
    """A tier of fines the other side of the change lacks, quoted with its clause.

    Where the other side knows a cap as high, or one in another unit, nobody pays less for a tier that is gone.
    """
    for amount in amounts:
        if id(amount) in paired or not runs.meets(amount.span):
            continue
        if any(id(twin) in paired and twin.values == amount.values and twin.unit == amount.unit for twin in amounts):
            continue  # two articles with the same fine became one
        added = amount.side == "new"
        quote = side_of(context, amount.side).text_at(amount.clause)
        caps = [max(other.values) for other in others if other.unit == amount.unit]
        free = [other for other in others if id(other) not in paired] if added else others
        topped = max(caps, default=0.0) >= max(amount.values) or any(other.unit != amount.unit for other in free)
        signed = Direction.TIGHTENED if added else Direction.RELAXED
        yield finding(
            "penalty_added" if added else "penalty_removed",
            Direction.NEUTRAL if topped else signed,
            0.6,
            old=() if added else (amount.clause,),
            new=(amount.clause,) if added else (),
            signals=("amount", amount.unit),
            x="" if added else quote,
            y=quote if added else "",
            form="amount",
        )


def _amount(x: Amount, y: Amount) -> Finding:
    """The cap decides the direction, then the floor."""
    rises = max(y.values) - max(x.values) or min(y.values) - min(x.values)
    direction = Direction.TIGHTENED if rises > 0 else Direction.RELAXED if rises < 0 else Direction.NEUTRAL
    return finding(
        "penalty_changed",
        direction,
        0.85,
        old=(x.span,),
        new=(y.span,),
        signals=("amount", x.unit),
        x=x.text,
        y=y.text,
    )


RULE = Rule(
    name="sanctions",
    kinds=("penalty_added", "penalty_removed", "penalty_changed"),
    precedence=Precedence.PENALTY,
    look=_look,
    phrases={
        "en": {
            "penalty_added": "{new_ref} adds a sanction: {y}.",
            "penalty_added/amount": "{new_ref} adds an amount of fine: {y}.",
            "penalty_removed/amount": "An amount of fine in {old_ref} is dropped: {x}.",
            "penalty_removed": "A sanction in {old_ref} is dropped: {x}.",
            "penalty_removed/unsure": "No close counterpart was found for a sanction in {old_ref}: {x}.",
            "penalty_changed": "The sanction changes from {x} in {old_ref} to {y} in {new_ref}.",
        },
        "zh": {
            "penalty_added": "{new_ref}新增法律责任：{y}。",
            "penalty_added/amount": "{new_ref}新增罚款档次：{y}。",
            "penalty_removed/amount": "{old_ref}的下列罚款档次被删除：{x}。",
            "penalty_removed": "{old_ref}的下列法律责任被删除：{x}。",
            "penalty_removed/unsure": "{old_ref}的下列法律责任在新文本中未见相近条款：{x}。",
            "penalty_changed": "法律责任由{old_ref}的{x}调整为{new_ref}的{y}。",
        },
    },
    help={
        "penalty_added": "A kind of sanction the old provision did not have.",
        "penalty_removed": "A kind of sanction the new provision no longer has.",
        "penalty_changed": "Another amount, or another step of the ladder from suspension to closure.",
    },
)
