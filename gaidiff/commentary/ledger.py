"""Bare duties of both sides and the commented changes in; the ledger, the list of actions and the landmarks out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction, Op
from gaidiff.model.law import PREFACE
from gaidiff.model.ledger import Action, Duty, Landmark, Notice, Standing
from gaidiff.model.text import Span
from gaidiff.model.words import Concept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId, Field
    from gaidiff.model.words import Context

SPEAKS: Final = frozenset(
    {
        "obligation",
        "modality",
        "prohibition",
        "deadline",
        "trigger",
        "addressee",
        "scope",
        "official",
        "enforcement",
        "licence",
        "procedural",
    }
)
ADDED: Final = frozenset(
    {
        "obligation_added",
        "prohibition_added",
        "official_duty_added",
        "enforcement_power_added",
        "licence_filing_added",
    }
)
REMOVED: Final = frozenset({"obligation_removed", "prohibition_removed"})
MOST_BETWEEN: Final = 3  # characters between two acts of one list: a comma, a blank, no more
COUNTED: Final = 0.5  # confidence below which a finding does not decide what became of a duty
STANDING: Final = {
    Direction.TIGHTENED: Standing.TIGHTENED,
    Direction.RELAXED: Standing.RELAXED,
    Direction.MIXED: Standing.MIXED,
}
TO_DO: Final = frozenset({Standing.NEW, Standing.TIGHTENED, Standing.MIXED})
MOST: Final = 3  # clauses of one topic; some laws have a sanction in every article
LANDMARKS: Final = (
    ("scope", Concept.APPLICATION),
    ("filing", Concept.LICENCE),
    ("penalties", Concept.PENALTY),
    ("effective", Concept.IN_FORCE),
)
OUTER: Final = 30  # articles at each end of a law: its reach is said at the front, its date at either end
RECORDS: Final = frozenset({"registration"})  # 登记账簿, "register the card": no filing with an authority
SEARCHED: Final = 80  # articles: filings are sought from the front, sanctions towards the end; bounds the cost
NEAR_HEAD: Final = 60  # characters before the words of effect in a sentence about nothing else
# A line before the first article by which a text says that it is no official one.
UNOFFICIAL: Final = re.compile(
    r"(?i)unofficial|not an official|非官方|非正式译|参考译|nichtamtlich|non officiel|仮訳|비공식"
)


def settle(duties: Iterable[Duty], changes: Sequence[Change]) -> tuple[Duty, ...]:
    """The duties with what became of them: what a sure finding says of their words, else whether the words stayed."""
    told = {side: _told(changes, side) for side in ("old", "new")}
    kept = {side: _kept(changes, side) for side in ("old", "new")}
    settled = (replace(duty, standing=_standing(duty, told[duty.side], kept[duty.side])) for duty in duties)
    return tuple(_joined(settled))


def actions(ledger: Sequence[Duty], new: Instrument, context: Context) -> tuple[Action, ...]:
    """The new and heavier duties of the regulated in the new text, with the day it takes effect."""
    return tuple(
        Action(duty=place, date=new.in_force, limit=_limit(duty.act, new, context))
        for place, duty in enumerate(ledger)
        if duty.side == "new" and duty.standing in TO_DO and not duty.authority
    )


def landmarks(context: Context) -> tuple[Landmark, ...]:
    """The sentences on scope, filing, sanctions and the date of effect, the first few of each on both sides."""
    known: dict[str, tuple[str, ...]] = {}
    old, new = _marks(context.old, known, context), _marks(context.new, known, context)
    found = (Landmark(topic=topic, old=tuple(old[topic]), new=tuple(new[topic])) for topic, _ in LANDMARKS)
    return tuple(landmark for landmark in found if landmark.old or landmark.new)


def notices(old: Instrument, new: Instrument) -> tuple[Notice, ...]:
    """The lines of both prefaces that call the text unofficial."""
    return tuple(
        Notice(side=side, span=Span(PREFACE, line.start(), line.end()))
        for side, text in (("old", old.preface), ("new", new.preface))
        for line in re.finditer(r"[^\n]+", text)
        if UNOFFICIAL.search(line.group())
    )


def _told(changes: Iterable[Change], side: str) -> dict[EId, list[tuple[Span, Standing]]]:
    """What the sure findings say of the words of one side, by provision."""
    found: dict[EId, list[tuple[Span, Standing]]] = {}
    for finding in (finding for change in changes for finding in change.findings):
        standing = _said(finding, side)
        if standing is None:
            continue
        for span in finding.old if side == "old" else finding.new:
            found.setdefault(span.eid, []).append((span, standing))
    return found


def _said(finding: Finding, side: str) -> Standing | None:
    if finding.confidence < COUNTED or finding.kind.partition("_")[0] not in SPEAKS:
        return None
    if finding.kind in ADDED:
        return Standing.NEW if side == "new" else None
    if finding.kind in REMOVED:
        return Standing.GONE if side == "old" else None
    return STANDING.get(finding.direction)


def _kept(changes: Iterable[Change], side: str) -> dict[tuple[EId, Field], list[Span]]:
    """The runs of words both sides have, by field."""
    found: dict[tuple[EId, Field], list[Span]] = {}
    for segment in (segment for change in changes for segment in change.segments if segment.op is Op.EQUAL):
        span = segment.old if side == "old" else segment.new
        if span is not None:
            found.setdefault((span.eid, span.field), []).append(span)
    return found


def _standing(
    duty: Duty, told: dict[EId, list[tuple[Span, Standing]]], kept: dict[tuple[EId, Field], list[Span]]
) -> Standing:
    act = duty.act
    said = {standing for span, standing in told.get(act.eid, ()) if _mostly(act, span)}
    for whole in (Standing.NEW, Standing.GONE):
        if whole in said:
            return whole
    if said:
        return said.pop() if len(said) == 1 else Standing.MIXED
    runs = kept.get((act.eid, act.field), ())
    same = any(run.start <= act.start and act.end <= run.end for run in runs)
    return Standing.KEPT if same else Standing.REWORDED


def _mostly(one: Span, two: Span) -> bool:
    """Whether the spans share at least half of the shorter one."""
    if one.field is not two.field:
        return False
    shared = min(one.end, two.end) - max(one.start, two.start)
    return shared > 0 and 2 * shared >= min(one.end - one.start, two.end - two.start)


def _joined(duties: Iterable[Duty]) -> Iterator[Duty]:
    """Acts of one actor that follow each other with one fate are one duty: 应当依法处置，保存记录."""
    last: Duty | None = None
    for duty in duties:
        if last is not None and _goes_on(last, duty):
            last = replace(last, act=replace(last.act, end=duty.act.end))
            continue
        if last is not None:
            yield last
        last = duty
    if last is not None:
        yield last


def _goes_on(last: Duty, duty: Duty) -> bool:
    one, two = last.act, duty.act
    alike = replace(duty, act=one) == last
    return alike and (one.eid, one.field) == (two.eid, two.field) and 0 <= two.start - one.end <= MOST_BETWEEN


def _limit(act: Span, new: Instrument, context: Context) -> Span | None:
    text = new.text_at(act)
    for concept in (Concept.TIME_LIMIT, Concept.PROMPTNESS):
        cue = context.lexicon.first(concept, text)
        if cue is not None:
            return replace(act, start=act.start + cue.start, end=act.start + cue.end)
    return None


def _marks(instrument: Instrument, known: dict[str, tuple[str, ...]], context: Context) -> dict[str, list[Span]]:
    """The first sentences on each topic; `known` keeps what a text speaks of, as most articles stand on both sides."""
    found: dict[str, list[Span]] = {topic: [] for topic, _ in LANDMARKS}
    units = instrument.binding()
    for number, unit in enumerate(units):
        text = instrument.text_of(unit.eid)
        if text not in known:
            known[text] = tuple(_topics(text, number, len(units), found, context))
        asked = [topic for topic in known[text] if len(found[topic]) < MOST]
        for leaf in instrument.leaves(unit.eid) if asked else ():
            topic = _topic(instrument.text_at(leaf.span), asked, context)
            if topic and len(found[topic]) < MOST:
                found[topic].append(leaf.span)
    return found


def _topics(text: str, number: int, count: int, found: dict[str, list[Span]], context: Context) -> Iterator[str]:
    """What an article may speak of, by where it stands and its words."""
    after = count - number
    away = {
        "scope": number >= OUTER,
        "effective": number >= OUTER < after,
        "filing": number >= SEARCHED,
        "penalties": after > SEARCHED,
    }
    for topic, concept in LANDMARKS:
        if away[topic] or len(found[topic]) >= MOST or not context.lexicon.has(concept, text):
            continue
        if topic != "penalties" or _is_on_sanctions(text, context):
            yield topic


def _is_on_sanctions(text: str, context: Context) -> bool:
    """A sanction has an amount, somebody who imposes it, or company: a "stop-payment order" is none."""
    lexicon = context.lexicon
    return (
        lexicon.has(Concept.MONEY, text)
        or lexicon.has(Concept.AUTHORITY, text)
        or len(lexicon.find(Concept.PENALTY, text)) > 1
    )


def _topic(text: str, asked: Sequence[str], context: Context) -> str:
    for topic, concept in LANDMARKS:
        if topic not in asked:
            continue
        cue = context.lexicon.first(concept, text)
        if cue is None or (topic == "effective" and cue.start > NEAR_HEAD):
            continue
        if topic != "filing" or _asks_for_filing(text, context):
            return topic
    return ""


def _asks_for_filing(text: str, context: Context) -> bool:
    """参与安全评估的人员应当保密 is about the staff, "register the card" is no filing with an authority."""
    named = [cue for cue in context.lexicon.find(Concept.LICENCE, text) if cue.label not in RECORDS]
    return bool(named) and not context.lexicon.has(Concept.OFFICIALS, text)
