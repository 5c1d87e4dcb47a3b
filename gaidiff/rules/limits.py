"""Time: limits set, dropped or moved, and the day a text takes effect.

A limit counts as dropped only if the sentence that carries it on, wherever it went, names no such limit. A longer
time to comply relaxes, a longer time to keep records or to stay banned tightens; for an authority's own limits the
sign is reversed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction, Op
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._clauses import Force, clauses
from gaidiff.rules._cues import Placed, alike, changed_cues, clause_of, counterpart
from gaidiff.rules._finding import REVERSED, finding, side_of
from gaidiff.rules._leaves import sentence_at
from gaidiff.rules._pairs import ABSORBED, TRACE
from gaidiff.rules._promptness import promptness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.text import Span
    from gaidiff.model.words import Context, Cue

SAME_LIMIT: Final = 0.35  # likeness of the sentences around two limits for one to be the other moved
SHORTEST_DATE: Final = {False: 4, True: 30}  # characters of words that say from when, without and with spaces
AHEAD: Final = "ahead"  # the part of a limit that ends before something: 终止服务三十日前
NEAR: Final = 8  # characters between a period and the ban it measures: 十年内不得


def _look(change: Change, context: Context) -> Iterator[Finding]:
    yield from _limits(change, context)
    yield from promptness(change, context)
    yield from _effective_date(change, context)


def _limits(change: Change, context: Context) -> Iterator[Finding]:
    old = changed_cues(change, context, Concept.TIME_LIMIT, Op.DELETE)
    new = changed_cues(change, context, Concept.TIME_LIMIT, Op.INSERT)
    for before, after in _matched(old, new, context):
        if _days(before, context) != _days(after, context):
            yield _changed(before, after, context)
        old.remove(before)
        new.remove(after)
    for place in old:
        if not (_within_condition(place, "old", context) or _is_measure(place, "old", context)):
            yield from _gone(place, change, context)
    for place in new:
        if not (_within_condition(place, "new", context) or _is_measure(place, "new", context)):
            yield from _come(place, context)


def _within_condition(place: Placed, side: str, context: Context) -> bool:
    """Whether a day only tells which cases are meant: decisions given before 1 January, if appealed against."""
    if place.cue.label != "day":
        return False
    span = place.span
    inside = clauses(side_of(context, side), span.eid, span.field, context)
    first = next((n for n, clause in enumerate(inside) if clause.span.end > span.start), None)
    if first is None or inside[first].force is not Force.NONE:
        return False
    leaf = place.leaf
    rest = [clause for clause in inside[first:] if clause.span.start < leaf.end]
    acts = next((n for n, clause in enumerate(rest) if clause.force is not Force.NONE), len(rest))
    return any(context.lexicon.has(Concept.CONDITION, clause.text) for clause in rest[:acts])


def _is_measure(place: Placed, side: str, context: Context) -> bool:
    """Whether a period only says in what time a number is counted: 一年内接待一万人以上的."""
    span = place.span
    inside = clauses(side_of(context, side), span.eid, span.field, context)
    clause = next((clause for clause in inside if clause.span.start <= span.start < clause.span.end), None)
    if clause is None or clause.force is not Force.NONE:
        return False
    return context.lexicon.has(Concept.THRESHOLD, clause.text[span.end - clause.span.start :])


def _matched(old: list[Placed], new: list[Placed], context: Context) -> list[tuple[Placed, Placed]]:
    """Equal limits first, then the most alike sentences."""
    offers = []
    for i, before in enumerate(old):
        for j, after in enumerate(new):
            score = alike(before, after, context)
            if score >= SAME_LIMIT:
                same = _days(before, context) == _days(after, context)
                offers.append((not same, -score, abs(i - j), i, j))
    pairs: list[tuple[Placed, Placed]] = []
    for *_, i, j in sorted(offers):
        if all(old[i] is not a and new[j] is not b for a, b in pairs):
            pairs.append((old[i], new[j]))
    return pairs


def _days(place: Placed, context: Context) -> tuple[str, float | str]:
    return _length(place.cue, context)


def _length(cue: Cue, context: Context) -> tuple[str, float | str]:
    """The kind of a limit and its length in days; its words if it names a day of the calendar."""
    prefix = "" if cue.label == "within" else f"{cue.label}_"
    value = context.lexicon.number(cue.part(f"{prefix}number"))
    unit = cue.part(f"{prefix}unit").split()[-1:] or [""]
    days = context.lexicon.days.get(cue.part(f"{prefix}unit")) or context.lexicon.days.get(unit[0].rstrip("s"))
    if value is None or days is None:
        return cue.label, context.lexicon.plain(cue.text)
    return cue.label, value * days


def _changed(old: Placed, new: Placed, context: Context) -> Finding:
    (kind, before), (_, after) = _days(old, context), _days(new, context)
    direction, signal = Direction.NEUTRAL, "other day"
    if isinstance(before, float) and isinstance(after, float) and before != after:
        longer = after > before
        signal = "longer" if longer else "shorter"
        ahead = [bool(place.cue.part(AHEAD)) for place in (old, new)]
        if any(ahead):  # 三十日前 is earlier than 二十日前, and both are earlier than any day after
            longer = not longer if all(ahead) else ahead[0]
        direction = _direction(new.span, "new", kind, context, longer=longer)
    return finding(
        "deadline_changed",
        direction,
        min(0.9, 0.5 + alike(old, new, context) / 2),
        old=(old.span,),
        new=(new.span,),
        signals=(signal, f"{kind} {before} to {after}"),
        x=old.cue.text,
        y=new.cue.text,
    )


def _direction(span: Span, side: str, kind: str, context: Context, *, longer: bool) -> Direction:
    """Longer to comply relaxes, longer to keep or be banned tightens; a right or an authority's limit is reversed."""
    if kind == "during" or context.lexicon.has(Concept.OBSCURE, _sentence(span, side, context)):
        return Direction.NEUTRAL
    text = side_of(context, side).field_text(span.eid, span.field)
    clause = clause_of(span, side, context)
    banned = context.lexicon.has(Concept.PROHIBITION, text[span.end : span.end + NEAR])
    direction = Direction.RELAXED if longer and kind in {"within", "day", "most"} else Direction.TIGHTENED
    if not longer:
        direction = Direction.TIGHTENED if kind in {"within", "day", "most"} else Direction.RELAXED
    if clause is None:
        return REVERSED[direction] if banned else direction
    if clause.sanction:
        return REVERSED[direction] if banned else Direction.NEUTRAL
    turns = banned + clause.authority + (clause.force is Force.PERMITTED)
    return REVERSED[direction] if turns % 2 else direction


def _sentence(span: Span, side: str, context: Context) -> str:
    return side_of(context, side).text_at(sentence_at(span, side, context))


def _gone(place: Placed, change: Change, context: Context) -> Iterator[Finding]:
    share, spans = counterpart(place, "old", context)
    texts = [context.new.text_at(span) for span in spans]
    if share >= TRACE and any(_has_same(place, text, context) for text in texts):
        return
    direction = _direction(place.span, "old", place.cue.label, context, longer=place.cue.label != "least")
    clause = clause_of(place.span, "old", context)
    if not change.match.new and clause is not None and clause.authority:
        direction = Direction.NEUTRAL  # the procedure went with its limit: no licence, no 15 days to grant it
    said = {cue.text for cue in context.lexicon.find(Concept.PROMPTNESS, _sentence(place.span, "old", context))}
    for span, text in zip(spans, texts, strict=True):
        prompt = [cue for cue in context.lexicon.find(Concept.PROMPTNESS, text) if cue.text not in said]
        # kept for, or kept promptly, are two things
        instead = prompt and place.cue.label == "within" and not context.lexicon.has(Concept.TIME_LIMIT, text)
        if instead and share >= TRACE:
            words = _within(span, prompt[0].start, prompt[0].end)
            yield _removed(place, direction, 0.55 + 0.3 * share, "prompt", new=(words,), y=prompt[0].text)
            return
    if share >= ABSORBED:
        yield _removed(place, direction, 0.8, "", new=())
    elif _days(place, context) not in _all_limits("new", context):
        yield _removed(place, direction, 0.7, "", new=())
    else:
        yield _removed(place, direction, 0.5, "unsure", new=())


def _all_limits(side: str, context: Context) -> set[tuple[str, float | str]]:
    """Every limit of one text: where no sentence has such a limit, it is gone wherever its sentence went."""
    key = f"limits of {side}"
    if key not in context.memo:
        instrument = side_of(context, side)
        spans = (piece for unit in instrument.binding() for piece in unit.pieces())
        cues = (cue for span in spans for cue in context.lexicon.find(Concept.TIME_LIMIT, instrument.text_at(span)))
        context.memo[key] = {_length(cue, context) for cue in cues}
    known: set[tuple[str, float | str]] = context.memo[key]
    return known


def _removed(  # noqa: PLR0913 (facts of one finding)
    place: Placed, direction: Direction, confidence: float, form: str, *, new: tuple[Span, ...], y: str = ""
) -> Finding:
    signal = {"prompt": "promptness instead", "": "no limit in its heir", "unsure": "no close counterpart"}[form]
    return finding(
        "deadline_removed",
        direction,
        confidence,
        old=(place.span,),
        new=new,
        signals=(signal,),
        x=place.cue.text,
        y=y,
        form=form,
    )


def _come(place: Placed, context: Context) -> Iterator[Finding]:
    share, spans = counterpart(place, "new", context)
    texts = [context.old.text_at(span) for span in spans]
    if share >= TRACE and any(_has_same(place, text, context) for text in texts):
        return
    after = context.new.field_text(place.span.eid, place.span.field)[place.span.end : place.span.end + NEAR]
    if context.lexicon.has(Concept.PROHIBITION, after):
        return  # 十年内不得: the rule on bans tells of it
    direction = _direction(place.span, "new", place.cue.label, context, longer=place.cue.label == "least")
    sure = share >= ABSORBED
    act = _act(place, context)
    yield finding(
        "deadline_added",
        direction,
        0.8 if sure else 0.65,
        new=(place.span,),
        signals=("no limit in its ancestor" if sure else "new sentence",),
        y=place.cue.text,
        act=act,
        form="" if sure else "new" if act else "bare",
    )


def _has_same(place: Placed, text: str, context: Context) -> bool:
    mine = _days(place, context)
    return any(_length(cue, context) == mine for cue in context.lexicon.find(Concept.TIME_LIMIT, text))


def _act(place: Placed, context: Context) -> str:
    clause = clause_of(place.span, "new", context)
    return clause.text if clause is not None else ""


def _within(leaf: Span, start: int, end: int) -> Span:
    return type(leaf)(leaf.eid, leaf.start + start, leaf.start + end, leaf.field)


def _names_day(place: Placed, context: Context) -> bool:
    """Whether words on taking effect say from when; "before this Act enters into force" sets no date."""
    return (
        context.lexicon.has(Concept.DATE, place.cue.text)
        or len(place.cue.text) >= SHORTEST_DATE[place.cue.text.isascii()]
    )


def _effective_date(change: Change, context: Context) -> Iterator[Finding]:
    new = changed_cues(change, context, Concept.IN_FORCE, Op.INSERT)
    old = changed_cues(change, context, Concept.IN_FORCE, Op.DELETE)
    for number, place in enumerate(place for place in new if _names_day(place, context)):
        before = old[number] if number < len(old) else None
        if before is not None and context.lexicon.plain(before.cue.text) == context.lexicon.plain(place.cue.text):
            continue  # the same day in other digits
        yield finding(
            "effective_date",
            Direction.NEUTRAL,
            0.9,
            old=() if before is None else (before.span,),
            new=(place.span,),
            signals=("date of effect",),
            x="" if before is None else before.cue.text,
            y=place.cue.text,
            form="" if before is None else "changed",
        )


RULE = Rule(
    name="limits",
    kinds=("deadline_added", "deadline_removed", "deadline_changed", "effective_date"),
    precedence=Precedence.TIME_AND_NUMBER,
    look=_look,
    phrases={
        "en": {
            "deadline_added": "{new_ref} sets a time limit that the old text did not have: {y}.",
            "deadline_added/new": "{new_ref} comes with a time limit, {y}: {act}.",
            "deadline_added/bare": "{new_ref} comes with a time limit: {y}.",
            "deadline_added/speed": "{new_ref} asks for the act {y}, as {old_ref} did not: {act}.",
            "deadline_removed": "The time limit in {old_ref}, {x}, is dropped.",
            "deadline_removed/speed": "What {old_ref} asked for {x}, {new_ref} asks for without naming a time: {act}.",
            "deadline_removed/prompt": "The time limit in {old_ref}, {x}, is dropped; {new_ref} says {y} instead.",
            "deadline_removed/unsure": "No close counterpart was found for the time limit in {old_ref}: {x}.",
            "deadline_changed": "The time limit changes from {x} in {old_ref} to {y} in {new_ref}.",
            "effective_date": "{new_ref} sets the date of effect: {y}.",
            "effective_date/changed": "The date of effect changes from {x} in {old_ref} to {y} in {new_ref}.",
        },
        "zh": {
            "deadline_added": "{new_ref}新增时限：{y}。",
            "deadline_added/new": "{new_ref}规定时限{y}：{act}。",
            "deadline_added/bare": "{new_ref}规定时限：{y}。",
            "deadline_added/speed": "{new_ref}新增履行时间要求{y}，{old_ref}未作此要求：{act}。",
            "deadline_removed": "{old_ref}规定的时限{x}被删除。",
            "deadline_removed/speed": "{old_ref}要求{x}履行，{new_ref}未再规定时间：{act}。",
            "deadline_removed/prompt": "{old_ref}规定的时限{x}被删除，{new_ref}改为{y}。",
            "deadline_removed/unsure": "{old_ref}规定的时限{x}在新文本中未见相近条款。",
            "deadline_changed": "时限由{old_ref}的{x}调整为{new_ref}的{y}。",
            "effective_date": "{new_ref}规定施行日期：{y}。",
            "effective_date/changed": "施行日期由{old_ref}的{x}调整为{new_ref}的{y}。",
        },
    },
    help={
        "deadline_added": "A time limit where the old text had none.",
        "deadline_removed": "A time limit that the sentence carrying on the old one no longer names.",
        "deadline_changed": "Another number, unit or day for the same act.",
        "effective_date": "The day from which the text applies is set or moved.",
    },
)
