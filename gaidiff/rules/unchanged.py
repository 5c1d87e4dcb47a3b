"""What readers ask about and what stayed: labelling, filing, amounts of fines, the date of effect.

A clause counts as unchanged if its words are, up to punctuation and to one moved phrase. Nothing is said of two
texts that do not differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction, MatchKind
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._clauses import Force, clauses
from gaidiff.rules._finding import finding
from gaidiff.rules._pairs import leaf_at
from gaidiff.rules._search import moved_only
from gaidiff.rules._statements import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.law import Provision
    from gaidiff.model.text import Span
    from gaidiff.model.words import Context
    from gaidiff.rules._clauses import Clause

MOST: Final = 3  # clauses of one topic; a law may ask for filings in every article
TOPICS: Final = (
    ("labelling", Concept.LABELLING),
    ("filing", Concept.LICENCE),
    ("penalty", Concept.MONEY),
    ("effective", Concept.IN_FORCE),
)
RECORDS: Final = frozenset({"registration"})
NEAR_HEAD: Final = 40  # characters before the words of effect in a sentence about nothing else
BINDING: Final = frozenset({Force.DUTY, Force.MEANS})


def _look(change: Change, context: Context) -> Iterator[Finding]:
    if not change.match.old or not change.match.new:
        return
    told = _told(context)
    for span, old, topic in told.get(change.match.new[0], ()):
        yield finding(
            "unchanged_confirmed",
            Direction.NEUTRAL,
            0.6,
            old=(trimmed(old, "old", context),),
            new=(trimmed(span, "new", context),),
            signals=("counterpart: aligned", topic),
            act=context.new.text_at(trimmed(span, "new", context)),
            word=f"topic_{topic}",
        )


def _told(context: Context) -> dict[str, list[tuple[Span, Span, str]]]:
    """By the first new provision of a change: the clauses worth a line, the first few of each topic."""
    if "unchanged" not in context.memo:
        context.memo["unchanged"] = _find(context) if _differ(context) else {}
    found: dict[str, list[tuple[Span, Span, str]]] = context.memo["unchanged"]
    return found


def _differ(context: Context) -> bool:
    """Whether any article's words changed."""
    return any(
        match.text_changed or match.kind in {MatchKind.INSERTED, MatchKind.REPEALED}
        for match in context.alignment.articles
    )


def _find(context: Context) -> dict[str, list[tuple[Span, Span, str]]]:
    counts = dict.fromkeys((topic for topic, _ in TOPICS), 0)
    found: dict[str, list[tuple[Span, Span, str]]] = {}
    first = {eid: change.match.new[0] for change in context.changes for eid in change.match.new if change.match.old}
    for unit in context.new.binding():
        told: set[str] = set()
        asked = _asked(unit, counts, context) if unit.eid in first else ()
        for leaf in context.new.leaves(unit.eid) if asked else ():
            topic = _topic(leaf.span, asked, context)
            if not topic or topic in told:
                continue
            old = _same_before(leaf.span, context)
            if old is not None:
                counts[topic] += 1
                told.add(topic)
                found.setdefault(first[unit.eid], []).append((leaf.span, old, topic))
    return found


def _asked(unit: Provision, counts: dict[str, int], context: Context) -> tuple[tuple[str, Concept], ...]:
    """The topics not yet told often enough that a provision speaks of at all."""
    still = [(topic, concept) for topic, concept in TOPICS if counts[topic] < MOST]
    text = context.new.text_of(unit.eid) if still else ""
    return tuple((topic, concept) for topic, concept in still if context.lexicon.has(concept, text))


def _topic(span: Span, asked: tuple[tuple[str, Concept], ...], context: Context) -> str:
    text = context.new.text_at(span)
    for topic, concept in asked:
        if topic == "penalty" and not context.lexicon.has(Concept.PENALTY, text):
            continue
        if not context.lexicon.has(concept, text):
            continue
        if topic == "effective" and not _opens(concept, text, context):
            continue  # shall exist for five years from the date this Act enters into force
        if topic in {"penalty", "effective"}:
            return topic
        if any(
            c.force in BINDING and not c.authority and not c.sanction and _after_modal(c, concept, context)
            for c in clauses(context.new, span.eid, span.field, context)
            if span.start <= c.span.start < span.end
        ):
            return topic
    return ""


def _after_modal(clause: Clause, concept: Concept, context: Context) -> bool:
    """应当办理备案 asks for a filing, 登记申请表应当载明 does not."""
    start = clause.cue[1] if clause.cue else 0
    found = context.lexicon.find(concept, clause.text)
    return any(cue.start >= start and cue.label not in RECORDS for cue in found)  # 登记账簿 is no registration


def _opens(concept: Concept, text: str, context: Context) -> bool:
    cue = context.lexicon.first(concept, text)
    return cue is not None and cue.start <= NEAR_HEAD


def _same_before(span: Span, context: Context) -> Span | None:
    """The old form of a sentence if it says the same in the same words."""
    _, match = leaf_at(span, "new", context)
    if match is None or len(match.old) != 1 or len(match.new) != 1:
        return None
    old = context.old.leaf_span(match.old[0])
    if not match.text_changed or moved_only(context.old.text_at(old), context.new.text_at(span), context.lexicon):
        return old
    return None


RULE = Rule(
    name="unchanged",
    kinds=("unchanged_confirmed",),
    precedence=Precedence.FORM,
    look=_look,
    phrases={
        "en": {
            "unchanged_confirmed": "{new_ref} keeps {word} of {old_ref} unchanged in substance: {act}.",
            "word.topic_labelling": "the labelling duty",
            "word.topic_filing": "the licence, filing or assessment",
            "word.topic_penalty": "the fine",
            "word.topic_effective": "the date of effect",
        },
        "zh": {
            "unchanged_confirmed": "{new_ref}保留{old_ref}的{word}，实质内容未变：{act}。",
            "word.topic_labelling": "标识义务",
            "word.topic_filing": "许可、备案或者评估要求",
            "word.topic_penalty": "罚款规定",
            "word.topic_effective": "施行日期",
        },
    },
    help={"unchanged_confirmed": "A clause readers ask about says the same as before."},
    on_unchanged=True,
)
