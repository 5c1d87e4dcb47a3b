"""The text of a provision in, its clauses out: each with its force, its actor, and where its words stand.

Force and actor carry over: 不得泄露，出售 bans both, and items under 应当遵守以下规定： are duties.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

from gaidiff.model.text import EId, Field, Span
from gaidiff.model.words import Concept, Context, Cue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.law import Instrument
    from gaidiff.model.words import Lexicon


class Force(IntEnum):
    """How strongly a clause binds, weakest first (the ladder of Chinese and English drafting alike)."""

    NONE = 0
    ENCOURAGED = 1
    PERMITTED = 2
    MEANS = 3
    DUTY = 4
    BAN = 5


TRIM: Final = " \t\r\n　,;:.，；：。、"
MODALS: Final = (
    (Concept.PROHIBITION, Force.BAN),
    (Concept.DUTY, Force.DUTY),
    (Concept.PERMISSION, Force.PERMITTED),
)
LEADS: Final = frozenset({":", "：", "—"})
STRONG_STOPS: Final = frozenset({";", "；"})
EVERYBODY: Final = "everybody"  # the label of a ban that needs no subject: 禁止
SHORTEST_ACT: Final = 2  # terms; fewer say too little to be looked for in the other text


class Clause(NamedTuple):
    """One act, condition or list lead-in.

    `number` counts clauses in their field, `head` is the number of the clause whose modal this one shares and
    `listed` says that it is an object of that clause's verb and no act of its own (防止伤害他人，损害名誉);
    `grade` ranks the measures of a duty of means (0: none named); `cue` is where its own cue words begin and end,
    relative to `text`.
    """

    span: Span
    text: str
    force: Force
    grade: int = 0
    cue: tuple[int, int] | None = None
    authority: bool = False
    is_act: bool = True
    sanction: bool = False
    enforces: bool = False
    listed: bool = False
    number: int = 0
    head: int = 0
    terms: frozenset[str] = frozenset()


class _State(NamedTuple):
    """What the next clause inherits if it has no modal and no subject of its own.

    `before`: the sentence before spoke of an authority, to which "It shall" may refer.
    """

    force: Force = Force.NONE
    grade: int = 0
    measures: bool = False
    avoids: bool = False
    listing: bool = False
    authority: bool = False
    before: bool = False
    head: int = -1


def clauses(instrument: Instrument, eid: EId, field: Field, context: Context) -> tuple[Clause, ...]:
    """All clauses of one field of a provision, in order."""
    side = "old" if instrument is context.old else "new"
    known: dict[tuple[EId, Field], tuple[Clause, ...]] = context.memo.setdefault(f"clauses of {side}", {})
    if (eid, field) not in known:
        text = instrument.field_text(eid, field)
        inherited = _lead_of(instrument, eid, context) if field is Field.TEXT else _State()
        known[eid, field] = tuple(_read(text, (eid, field), inherited, context.lexicon))
    return known[eid, field]


def lead_in(clause: Clause, instrument: Instrument, context: Context) -> Clause | None:
    """The lead-in an item's duty comes from, if it has no modal of its own: 应当具备下列条件：."""
    parent = instrument.parent_of.get(clause.span.eid)
    if clause.head >= 0 or clause.force is Force.NONE or parent is None:
        return None
    above = clauses(instrument, parent, Field.TEXT, context)
    return above[-1] if above else None


def _lead_of(instrument: Instrument, eid: EId, context: Context) -> _State:
    """The force an item inherits from the lead-in above it: 遵守以下规定： or "Providers shall:"."""
    parent = instrument.parent_of.get(eid)
    if parent is None or parent not in instrument.unit_of:
        return _State()
    text = instrument.field_text(parent)
    if not context.lexicon.has(Concept.LIST_LEAD, text):
        return _State()
    above = clauses(instrument, parent, Field.TEXT, context)
    *_, (start, end) = _cut(text.rstrip(), 0, len(text.rstrip()), Concept.SENTENCE_END, context.lexicon)
    if not above or above[-1].sanction:
        return _State()
    cue = above[-1].cue
    behind = text[start:end] if cue is None else text[above[-1].span.start + cue[0] : end]
    if context.lexicon.has(Concept.EXCEPTION, behind):
        return _State()  # "shall not be used unless:" lists conditions, no bans; "unless urgent, shall not:" does
    if any(clause.span.start >= start and names_cases(clause, context.lexicon) for clause in above):
        return _State()  # 有下列情形之一的，应当备案： lists cases, no duties
    force = Force.DUTY if above[-1].force is Force.MEANS else above[-1].force
    return _State(force, authority=above[-1].authority)


def names_cases(clause: Clause, lexicon: Lexicon) -> bool:
    """Whether a clause announces cases, before its modal if it has one: an English condition may share its clause."""
    words = clause.text if clause.cue is None else clause.text[: clause.cue[0]]
    return lexicon.has(Concept.CASES, words)


def _read(text: str, where: tuple[EId, Field], inherited: _State, lexicon: Lexicon) -> Iterator[Clause]:
    """The clauses of a text; the state is reset at each sentence, and a ban ends at a semicolon."""
    number, state = 0, inherited
    for start, end in _cut(text, 0, len(text), Concept.SENTENCE_END, lexicon):
        state = inherited._replace(before=state.authority)
        sanction = lexicon.has(Concept.PENALTY, text[start:end])
        sentence: list[Clause] = []
        for first, last in _cut(text, start, end, Concept.CLAUSE_END, lexicon):
            if not STRONG_STOPS.isdisjoint(text[max(0, first - 2) : first]):
                state = inherited if state.force is Force.BAN else state._replace(listing=False)
            place = _trimmed(text, first, last)
            if place is None:
                continue
            span = Span(where[0], *place, where[1])
            clause, state = _clause(text, span, state, number, lexicon)
            if sentence and _opens_condition(sentence[-1], clause, lexicon):
                sentence[-1] = sentence[-1]._replace(is_act=False)
            sentence.append(_as_sanction(clause, lexicon) if sanction else clause)
            number += 1
        yield from sentence


def _opens_condition(before: Clause, clause: Clause, lexicon: Lexicon) -> bool:
    """发现内容侵害他人权益，或者不符合要求时，: the first half of a condition is one, too."""
    return (
        before.cue is None
        and not clause.is_act
        and lexicon.has(Concept.LIST_TAIL, clause.text)
        and lexicon.has(Concept.CONDITION, clause.text)
    )


def _as_sanction(clause: Clause, lexicon: Lexicon) -> Clause:
    """In a sentence on sanctions, what follows a sanction is no duty: 责令改正，给予警告."""
    if clause.cue is not None and not lexicon.has(Concept.PENALTY, clause.text):
        return clause
    return clause._replace(force=Force.NONE, is_act=False, sanction=True)


def _cut(text: str, start: int, end: int, concept: Concept, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    pattern = lexicon.patterns.get(concept)
    place = start
    if pattern is not None:
        for match in pattern.finditer(text, start, end):
            yield place, match.start()
            place = match.end()
    yield place, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM:
        end -= 1
    return (start, end) if start < end else None


def _clause(text: str, span: Span, state: _State, number: int, lexicon: Lexicon) -> tuple[Clause, _State]:
    """One clause, and what it hands on to the next."""
    words = text[span.start : span.end]
    modal = _first_modal(words, lexicon)
    tail = lexicon.find(Concept.LIST_TAIL, words) if modal is None else ()
    if lexicon.has(Concept.CONDITION, words) or tail or (state.listing and modal is None):
        named = lexicon.has(Concept.AUTHORITY, words)
        kept = state._replace(authority=named or state.authority, before=False)
        kept = kept._replace(listing=state.listing or any(cue.label == "list" for cue in tail))
        return Clause(span, words, state.force, is_act=False, authority=kept.authority, number=number), kept
    if state.force is Force.BAN and modal is None and lexicon.has(Concept.CONJUNCTION, words):
        state = state._replace(force=Force.NONE)
    after, cue = _weigh(words, modal, state, number, lexicon)
    lead = text[span.end : span.end + 2].lstrip()[:1] in LEADS  # French: a blank before the colon
    object_of = words if modal is None else words[lexicon.act_start((modal[0].start, modal[0].end)) :]
    beside = lexicon.has(Concept.ADVERBIAL, object_of)
    clause = Clause(
        span,
        words,
        after.force,
        after.grade,
        cue,
        after.authority,
        is_act=not lead and not beside and not _binds_nobody(words, modal, lexicon),
        enforces=after.authority
        and lexicon.has(Concept.ENFORCEMENT, object_of)
        and not lexicon.has(Concept.PROTECTION, object_of),
        listed=modal is None and cue is None and (state.avoids or state.force is Force.BAN),
        number=number,
        head=after.head,
        terms=frozenset(lexicon.terms(words)),
    )
    return clause, state._replace(authority=after.authority, before=False) if beside and modal is None else after


def _binds_nobody(words: str, modal: tuple[Cue, Force] | None, lexicon: Lexicon) -> bool:
    """Definitions, and the exceptions that end a sentence: 外交机构除外."""
    if lexicon.has(Concept.INTERPRETATION, words):
        return True
    return modal is None and lexicon.has(Concept.EXCEPTION, words)


def _first_modal(words: str, lexicon: Lexicon) -> tuple[Cue, Force] | None:
    firsts = ((lexicon.first(concept, words), force) for concept, force in MODALS)
    found = [(cue, force) for cue, force in firsts if cue is not None]
    return min(found, key=lambda pair: pair[0].start, default=None)


def _is_authority(words: str, modal: tuple[Cue, Force] | None, state: _State, lexicon: Lexicon) -> bool:
    """Whether the actor is an authority: named at the head of this clause, or carried over if it names nobody."""
    if modal is None and state.force is not Force.NONE:
        return state.authority
    subject = words if modal is None else words[: modal[0].start]
    if modal is not None and modal[0].label == EVERYBODY and not lexicon.terms(subject):
        return False  # 国家采取措施，禁止歧视: no longer what the State does
    passive = None if modal is None else lexicon.first(Concept.PASSIVE, words[modal[0].start :])
    if passive is not None and passive.part("agent"):
        return lexicon.has(Concept.AUTHORITY, passive.part("agent"))  # shall be prescribed by Presidential Decree
    if lexicon.has(Concept.AUTHORITY, subject) or (modal and lexicon.has(Concept.OFFICIAL_ACT, subject.strip())):
        return True
    doing = lexicon.first(Concept.ACTIVITY, words) if modal is None else None
    if doing is not None and doing.label:
        return False  # 从事密码活动，应当: another subject, named by what it does
    link = lexicon.first(Concept.CONJUNCTION, subject)
    subject = subject if link is None else subject[link.end :]
    names_nobody = not lexicon.terms(subject) or _is_only_when(subject, lexicon)
    return (state.authority or state.before) and (modal is None or names_nobody)


def _is_only_when(subject: str, lexicon: Lexicon) -> bool:
    """Whether all that stands before a modal says when: 必要时可以越级上报."""
    when = lexicon.first(Concept.CONDITION, subject)
    return when is not None and when.end == len(subject) and not lexicon.has(Concept.DOER, subject)


def _weigh(
    words: str, modal: tuple[Cue, Force] | None, state: _State, number: int, lexicon: Lexicon
) -> tuple[_State, tuple[int, int] | None]:
    """The force of an act as the state after it, and the words that show it."""
    authority = _is_authority(words, modal, state, lexicon)
    force, head = (state.force, state.head) if modal is None else (modal[1], number)
    cue = None if modal is None else (modal[0].start, modal[0].end)
    after = _State(force, authority=authority, head=head)
    if modal is None and force is Force.NONE:
        wish = lexicon.find(Concept.ENCOURAGEMENT, words)
        passive = next((cue for cue in wish if cue.label), None)  # its adoption is encouraged
        if wish and (authority or passive or not lexicon.terms(words[: wish[0].start])):
            first = passive or wish[0]
            return after._replace(force=Force.ENCOURAGED, head=number), (first.start, first.end)
    if force not in {Force.DUTY, Force.MEANS}:
        return after, cue
    result = lexicon.find(Concept.RESULT, words)
    shift = lexicon.act_start(cue) if cue else 0
    means = () if result else _measures(words[shift:], lexicon)
    if means:
        before = state if modal is None else _State()
        return _by_means(means, before, after, lexicon), (means[0].start + shift, means[0].end + shift)
    if modal is None and (state.measures or state.avoids):
        return state._replace(force=Force.MEANS), None
    if result:
        cue = (result[0].start, result[0].end)
    return after._replace(force=Force.DUTY), cue


def _measures(words: str, lexicon: Lexicon) -> tuple[Cue, ...]:
    """The words of means, but those in an exception: 停止除采取保护措施之外的活动 asks for no measures."""
    found = lexicon.find(Concept.MEANS, words)
    spared = lexicon.find(Concept.EXCEPTION, words) if found else ()
    return tuple(cue for cue in found if not any(each.start <= cue.start < each.end for each in spared))


def _by_means(means: tuple[Cue, ...], before: _State, after: _State, lexicon: Lexicon) -> _State:
    """A duty of means; measures named before go on: 采取有效措施提高质量，增强准确性."""
    named = [cue.part("grade").casefold() for cue in means]
    grades = [lexicon.strength.index(grade) + 1 for grade in named if grade in lexicon.strength]
    measures = any(cue.part("measures") for cue in means)
    goes_on = before.measures and not measures
    return after._replace(
        force=Force.MEANS,
        grade=before.grade if goes_on else max(grades, default=0),
        measures=measures or goes_on,
        avoids=any(cue.part("avoid") for cue in means),
    )
