"""A change in, its clause pairs out: what each changed clause was before, or that nothing like it can be found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gaidiff.model.change import Op
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules._clauses import SHORTEST_ACT, Clause, Force, clauses
from gaidiff.rules._finding import covered, side_of
from gaidiff.rules._search import index_of, likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gaidiff.model.change import Change, Match
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId, Field
    from gaidiff.model.words import Context
    from gaidiff.rules._search import Index

SAME: Final = 0.4  # likeness; two clauses of one change this alike are one clause reworded
SAME_LEAF: Final = 0.22  # likeness; enough if the aligner already made their sentences one
FAR: Final = 0.6  # likeness; a clause elsewhere in the law must be this alike to be the counterpart
ABSORBED: Final = 0.6  # share of an act's words in one sentence of the other text: it is still said there
TRACE: Final = 0.35  # share; between this and ABSORBED nobody should say "removed" flatly
COMMON: Final = 200  # clauses of one change; a word in more of them tells none from another, and costs most
BINDING: Final = frozenset({Force.DUTY, Force.MEANS})
FAINT: Final = 0.16  # likeness; enough for the only two lone duties of one change that are each other's best
FAINTEST: Final = 0.12  # likeness; enough for the only lone duty on each side of one article
AIMED: Final = 0.15  # share of the words of measures in their aim; with less they have another one: transparency
WHOLE: Final = 0.95  # share of an old act's words in a new one that has grown from it
ORPHAN: Final = 0.13  # what the aligner's word that a sentence has no counterpart takes off its trace
ELSEWHERE: Final = ABSORBED - 0.01  # trace of an act whose objects are spoken of elsewhere, and whose verb is not
STOP: Final = 2  # characters; a full stop and a blank
VERY_SAME: Final = 0.8  # share; so much of an act in one sentence is that act, whatever its verb


class ClausePair(NamedTuple):
    """An old clause and its new form. With one side only, `trace` says how much of it the other text still holds."""

    old: Clause | None
    new: Clause | None
    likeness: float = 0.0
    trace: float = 0.0
    nearest: Span | None = None


class Touched(NamedTuple):
    """Which characters of which fields a change deleted or inserted."""

    runs: Mapping[tuple[EId, Field], tuple[Span, ...]]

    def fields(self) -> tuple[tuple[EId, Field], ...]:
        """The fields with any such character, in order."""
        return tuple(self.runs)

    def meets(self, span: Span) -> bool:
        """Whether any touched character lies in `span`."""
        runs = self.runs.get((span.eid, span.field), ())
        return any(run.start < span.end and span.start < run.end for run in runs)

    def holds(self, span: Span) -> bool:
        """Whether `span` lies within one touched run."""
        runs = self.runs.get((span.eid, span.field), ())
        return any(run.start <= span.start and span.end <= run.end for run in runs)


def runs_of(spans: Iterable[Span]) -> Touched:
    """The spans, by the field they lie in."""
    found: dict[tuple[EId, Field], list[Span]] = {}
    for span in spans:
        found.setdefault((span.eid, span.field), []).append(span)
    return Touched({place: tuple(runs) for place, runs in found.items()})


def touched(change: Change, op: Op, context: Context) -> Touched:
    """The deleted runs of the old text or the inserted runs of the new one; worked out once, as every rule asks."""
    known = context.memo.get("touched")
    if known is None or known[0] is not change:
        context.memo["touched"] = known = (change, {each: _touched(change, each) for each in (Op.DELETE, Op.INSERT)})
    found: Touched = known[1][op]
    return found


def _touched(change: Change, op: Op) -> Touched:
    sides = ((segment.old if op is Op.DELETE else segment.new) for segment in change.segments if segment.op is op)
    return runs_of(span for span in sides if span is not None)


def clause_pairs(change: Change, context: Context) -> tuple[ClausePair, ...]:
    """The pairs of a change, worked out once although several rules ask."""
    known = context.memo.get("pairs")
    if known is None or known[0] is not change:
        context.memo["pairs"] = known = (change, _pairs(change, context))
    pairs: tuple[ClausePair, ...] = known[1]
    return pairs


def _pairs(change: Change, context: Context) -> tuple[ClausePair, ...]:
    old = _acts(context.old, touched(change, Op.DELETE, context), context)
    new = _acts(context.new, touched(change, Op.INSERT, context), context)
    if not old and not new:
        return ()
    index = index_of(context.new if new else context.old, context)
    kept_old, kept_new = _kept(change, "old", old, context), _kept(change, "new", new, context)
    same = {clause.text for clause in kept_old} & {clause.text for clause in kept_new}
    sides = [*old, *_other_than(same, kept_old)], [*new, *_other_than(same, kept_new)]
    pairs, free_old, free_new = _marry(*sides, (len(old), len(new)), index, context)
    pairs += _in_one(free_old, new, index, context)
    free_old = [clause for clause in free_old if not _married(clause, pairs)]
    pairs += _faint(free_old, [c for c in free_new if not measures_of(c, pairs, context)], index, context)
    free_old = [clause for clause in free_old if not _married(clause, pairs)]
    free_new = [clause for clause in free_new if not _married(clause, pairs)]
    found = [*pairs, *_widows(free_old, free_new, index, context)]
    found += _grown([clause for clause in free_new if not _married(clause, found)], index, context)
    wed = tuple(found)
    found += [_alone(clause, wed, context, old_side=False) for clause in free_new if not _married(clause, wed)]
    found += [_alone(clause, wed, context, old_side=True) for clause in free_old if not _married(clause, wed)]
    return tuple(sorted(found, key=_place))


def _place(pair: ClausePair) -> tuple[int, str, int]:
    clause = pair.new or pair.old
    assert clause is not None  # noqa: S101 (a pair has a side)
    return (pair.new is None, clause.span.eid, clause.span.start)


def _married(clause: Clause, pairs: Iterable[ClausePair]) -> bool:
    return any(clause is pair.old or clause is pair.new for pair in pairs)


def measures_of(clause: Clause, pairs: Iterable[ClausePair], context: Context) -> bool:
    """The measures of a duty whose aim has its pair: 采取有效措施提高质量，增强准确性 for what was 保证准确性."""
    if clause.force is not Force.MEANS:
        return False
    aims = (pair.new for pair in pairs if pair.new is not None and pair.new.force is Force.MEANS)
    index, means = index_of(context.new, context), context.lexicon.find(Concept.MEANS, clause.text)
    words = frozenset(context.lexicon.terms(clause.text[means[-1].end :])) if means else clause.terms
    beside = any(
        (aim.span.eid, aim.span.field, aim.head) == (clause.span.eid, clause.span.field, clause.head)
        and abs(aim.number - clause.number) == 1
        and index.weight(aim.terms & words) >= AIMED * index.weight(words)
        for aim in aims
    )
    return beside and any(cue.part("measures") for cue in means)


def _in_one(free_old: list[Clause], new: list[Clause], index: Index, context: Context) -> list[ClausePair]:
    """Whole sentences that became one with others: two items on other rules that are one item now."""
    found = []
    for clause in free_old:
        if not _is_duty(clause) or not _is_whole(clause, context):
            continue
        scored = [
            (likeness(clause.terms, other.terms, index), -n)
            for n, other in enumerate(new)
            if other.force is clause.force
            and (_same_leaf(clause, other, context) or (clause.head < 0 and other.head < 0))  # items of two lists
        ]
        score, n = max(scored, default=(0.0, 0))
        if score >= SAME_LEAF:
            found.append(ClausePair(clause, new[-n], score))
    return found


def _is_whole(clause: Clause, context: Context) -> bool:
    """Whether an act is all its sentence says."""
    leaf, match = leaf_at(clause.span, "old", context)
    return match is not None and leaf.end - leaf.start <= clause.span.end - clause.span.start + STOP


def _acts(instrument: Instrument, changed: Touched, context: Context) -> list[Clause]:
    """The acts with a changed word in them."""
    return [
        clause
        for eid, field in changed.fields()
        if eid in instrument.unit_of
        for clause in clauses(instrument, eid, field, context)
        if clause.is_act and len(clause.terms) >= SHORTEST_ACT and changed.meets(clause.span)
    ]


def _kept(change: Change, side: str, acts: list[Clause], context: Context) -> list[Clause]:
    """The other acts of the change: a changed act of the one side may go on in an untouched one of the other."""
    runs = runs_of(covered(change, side))
    known = {(clause.span.eid, clause.span.start, clause.span.field) for clause in acts}
    found = _acts(side_of(context, side), runs, context)
    return [clause for clause in found if (clause.span.eid, clause.span.start, clause.span.field) not in known]


def _other_than(same: set[str], kept: list[Clause]) -> list[Clause]:
    """Without the clauses that stand unchanged on both sides: they are each other's pair."""
    return [clause for clause in kept if clause.text not in same]


def _marry(
    old: list[Clause], new: list[Clause], changed: tuple[int, int], index: Index, context: Context
) -> tuple[list[ClausePair], list[Clause], list[Clause]]:
    """Pair the most alike first; the aligner's word on their sentences counts where the words are few.

    The first `changed` clauses of each side have a changed word in them; two untouched ones need no pair.
    """
    offers = []
    holders: dict[str, list[int]] = {}
    for j, after in enumerate(new):
        for term in after.terms:
            holders.setdefault(term, []).append(j)
    weights = [index.weight(after.terms) for after in new]
    for i, before in enumerate(old):
        whole = index.weight(before.terms)
        for j, shared in sorted(_shared(before, holders, index).items()):
            if i >= changed[0] and j >= changed[1]:
                continue
            score = 2 * shared / (whole + weights[j])
            if score < SAME_LEAF:
                continue
            kin = score < SAME and before.force is new[j].force and _same_leaf(before, new[j], context)
            if score >= SAME or kin:
                apart = not (kin or _same_leaf(before, new[j], context))
                offers.append((-round(score, 2), apart, abs(i - j), i, j, score))
    pairs: list[ClausePair] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for *_, i, j, score in sorted(offers):
        if i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append(ClausePair(old[i], new[j], score))
    free_old = [clause for i, clause in enumerate(old[: changed[0]]) if i not in taken_old]
    return pairs, free_old, [clause for j, clause in enumerate(new[: changed[1]]) if j not in taken_new]


def _faint(free_old: list[Clause], free_new: list[Clause], index: Index, context: Context) -> list[ClausePair]:
    """Heavily reworded acts: each the other's best, in sentences the aligner matched or faintly alike.

    应当真实准确 and 提高准确性 share one word, and nothing else in the two articles is nearer.
    """
    old, new = ([c for c in side if _is_duty(c)] for side in (free_old, free_new))
    scores = {(i, j): likeness(a.terms, b.terms, index) for i, a in enumerate(old) for j, b in enumerate(new)}
    floor = FAINTEST if len(scores) == 1 else FAINT
    found = []
    for (i, j), score in sorted(scores.items()):
        rivals = [other for (a, b), other in scores.items() if (a == i) != (b == j)]
        leaf = _same_leaf(old[i], new[j], context) and score > 0
        if old[i].authority is new[j].authority and (leaf or score >= floor) and score > max(rivals, default=0.0):
            found.append(ClausePair(old[i], new[j], score))
    return found


def _is_duty(clause: Clause) -> bool:
    return clause.force in BINDING and not clause.sanction and not clause.listed


def _shared(before: Clause, holders: dict[str, list[int]], index: Index) -> dict[int, float]:
    """The weight of the words each new clause shares with an old one."""
    shared: dict[int, float] = {}
    for term in sorted(before.terms):
        weight = index.weight((term,))
        places = holders.get(term, ())
        if len(places) > COMMON:
            continue
        for j in places:
            shared[j] = shared.get(j, 0.0) + weight
    return shared


def _widows(free_old: list[Clause], free_new: list[Clause], index: Index, context: Context) -> list[ClausePair]:
    """New clauses whose old form stands elsewhere in the old law; told where the new words are."""
    found = []
    within = {(clause.span.eid, clause.span.start) for clause in free_old}
    elsewhere = index_of(context.old, context) if free_new else index
    for clause in free_new:
        share, span = elsewhere.best(clause.terms)
        if span is None or share < TRACE:
            continue
        candidates = [
            other
            for other in clauses(context.old, span.eid, span.field, context)
            if other.is_act and other.authority is clause.authority and span.start <= other.span.start < span.end
        ]
        scored = [(likeness(other.terms, clause.terms, index), -n) for n, other in enumerate(candidates)]
        score, n = max(scored, default=(0.0, 0))
        partner = candidates[-n] if candidates else None
        if partner is not None and score >= FAR and (partner.span.eid, partner.span.start) not in within:
            found.append(ClausePair(partner, clause, score))
    return found


def _grown(free_new: list[Clause], index: Index, context: Context) -> list[ClausePair]:
    """New duties that hold all words of an old one whose sentence has no counterpart: 停止生成, and now more."""
    found = []
    for clause in free_new:
        if not _is_duty(clause):
            continue
        for other in _orphans(context):
            if other.authority is clause.authority and index.weight(other.terms & clause.terms) >= WHOLE * index.weight(
                other.terms
            ):
                found.append(ClausePair(other, clause, likeness(other.terms, clause.terms, index)))
                break
    return found


def _orphans(context: Context) -> list[Clause]:
    """The duties in sentences of the old text for which the aligner found no counterpart."""
    if "orphans" not in context.memo:
        found = []
        for match in context.alignment.leaves:
            for eid in match.old if not match.new else ():
                leaf = context.old.leaf_span(eid)
                if leaf.eid in context.old.unit_of:
                    inside = clauses(context.old, leaf.eid, leaf.field, context)
                    found += [c for c in inside if leaf.start <= c.span.start < leaf.end and _is_duty(c)]
        context.memo["orphans"] = [c for c in found if c.is_act and len(c.terms) >= SHORTEST_ACT]
    known: list[Clause] = context.memo["orphans"]
    return known


def _alone(clause: Clause, wed: tuple[ClausePair, ...], context: Context, *, old_side: bool) -> ClausePair:
    share, span = index_of(context.new if old_side else context.old, context).best(clause.terms)
    _, match = leaf_at(clause.span, "old" if old_side else "new", context)
    if match is not None and not (match.new if old_side else match.old):
        share = max(min(share, TRACE), share - ORPHAN)
    if share >= ABSORBED and span is not None and _is_wish(clause, span, context, old_side=old_side):
        share = ELSEWHERE
    if ABSORBED <= share < VERY_SAME and span is not None:
        done = _is_done(clause, span, context, old_side=old_side)
        spent = not old_side and _is_spent(clause, span, wed, context)
        share = share if done and not spent else ELSEWHERE
    if old_side:
        return ClausePair(clause, None, trace=share, nearest=span)
    return ClausePair(None, clause, trace=share, nearest=span)


def _is_spent(clause: Clause, span: Span, wed: tuple[ClausePair, ...], context: Context) -> bool:
    """Whether the only act of the old sentence with a new duty's words goes on as another: 提供必要信息, 予以说明."""
    if clause.force not in BINDING:
        return False
    found = clauses(context.old, span.eid, span.field, context)
    inside = [c for c in found if c.is_act and c.span.start < span.end and span.start < c.span.end]
    thing = context.lexicon.terms(clause.text)[-1]  # what is asked for; 提供讲解器和地图 may have become two acts
    known = context.lexicon.terms(context.old.text_at(span))
    return len(inside) == 1 and any(inside[0] is pair.old for pair in wed) and thing not in known


def _is_wish(clause: Clause, span: Span, context: Context, *, old_side: bool) -> bool:
    """Whether a duty's words stand only in a sentence that binds nobody: 国家支持国际合作 is no 应当予以配合."""
    if clause.force not in BINDING and clause.force is not Force.BAN:
        return False
    found = clauses(context.new if old_side else context.old, span.eid, span.field, context)
    inside = [c.force for c in found if c.is_act and c.span.start < span.end and span.start < c.span.end]
    return bool(inside) and all(force is Force.ENCOURAGED for force in inside)


def _is_done(clause: Clause, span: Span, context: Context, *, old_side: bool) -> bool:
    """Whether the sentence that speaks of what an act is about has its verb, too: 保存有关记录 is no 保护使用记录."""
    words = clause.text if clause.cue is None else clause.text[clause.cue[1] :]
    verb = next(iter(context.lexicon.terms(words)), None)
    other = context.new if old_side else context.old
    return verb is None or verb in context.lexicon.terms(other.text_at(span))


def _same_leaf(old: Clause, new: Clause, context: Context) -> bool:
    """Whether the aligner matched the leaves these clauses stand in."""
    before = leaf_matches(context, "old").get((old.span.eid, old.span.field))
    after = leaf_matches(context, "new").get((new.span.eid, new.span.field))
    if not before or not after:
        return False
    mine = {id(match) for start, end, match in before if start <= old.span.start < end}
    return any(start <= new.span.start < end and id(match) in mine for start, end, match in after)


def leaf_matches(context: Context, side: str) -> dict[tuple[EId, Field], list[tuple[int, int, Match]]]:
    """The leaf matches of one side by field, each with where its leaf begins and ends."""
    key = f"leaf matches of {side}"
    if key not in context.memo:
        instrument = context.old if side == "old" else context.new
        found: dict[tuple[EId, Field], list[tuple[int, int, Match]]] = {}
        for match in context.alignment.leaves:
            for eid in match.old if side == "old" else match.new:
                span = instrument.leaf_span(eid)
                found.setdefault((span.eid, span.field), []).append((span.start, span.end, match))
        context.memo[key] = found
    known: dict[tuple[EId, Field], list[tuple[int, int, Match]]] = context.memo[key]
    return known


def leaf_at(span: Span, side: str, context: Context) -> tuple[Span, Match | None]:
    """The leaf a span begins in, and what the aligner made of it; the whole field if it knows no leaf there."""
    for start, end, match in leaf_matches(context, side).get((span.eid, span.field), ()):
        if start <= span.start < end:
            return Span(span.eid, start, end, span.field), match
    return Span(span.eid, 0, len(side_of(context, side).field_text(span.eid, span.field)), span.field), None
