"""Definitions: terms that are new, and terms that now mean something else. Where a definition stands does not matter.

A term counts as defined before if the old text defined it by the same name, or by a shorter or longer form of it which
the new text no longer defines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from gaidiff.model.change import Direction
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._finding import finding, side_of
from gaidiff.rules._leaves import leaf_pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.text import EId
    from gaidiff.model.words import Context
    from gaidiff.rules._leaves import LeafPair

NAMES: Final = ("named", "term", "short")
SHORTEST_MEANING: Final = 4  # characters; less is a slip of the pattern
MOST_OF_IT: Final = 0.75  # of a longer term's letters, for the shorter one to be its old form
BEFORE_MEANING: Final = (Concept.DUTY, Concept.PROHIBITION, Concept.PERMISSION, Concept.INTERPRETATION)
SHORTEST_TERM: Final = 2  # characters


class Definition(NamedTuple):
    """A term, its meaning, and whether it is a mere abbreviation of words the text defines or names elsewhere."""

    term: str
    span: Span
    meaning: str
    short: bool


def _look(change: Change, context: Context) -> Iterator[Finding]:
    if Concept.DEFINED not in context.lexicon.patterns:
        return
    units = set(change.match.new)
    for definition in _of_side("new", context).get("", ()):
        if context.new.unit_of.get(definition.span.eid) not in units:
            continue
        before = _before(definition, context) or _by_sentence(definition, change, context)
        if before is None:
            if not definition.short or not (_abbreviates(definition) or _names_authority(definition, context)):
                yield _added(definition)
        elif not _same(before, definition, context) and not (definition.short and _abbreviates(definition)):
            yield _changed(before, definition)


def _of_side(side: str, context: Context) -> Mapping[str, tuple[Definition, ...]]:
    """All definitions of one text by term; under the empty name all of them in order."""
    key = f"definitions of {side}"
    if key not in context.memo:
        instrument = side_of(context, side)
        found = [
            definition
            for unit in instrument.binding()
            if context.lexicon.may_hold(Concept.DEFINED, instrument.text_of(unit.eid))
            for node in unit.walk()
            if node.text and context.lexicon.has(Concept.DEFINED, node.text)
            for definition in _in_text(node.text, node.eid, context)
        ]
        table: dict[str, tuple[Definition, ...]] = {"": tuple(found)}
        for definition in found:
            name = context.lexicon.plain(definition.term)
            table[name] = (*table.get(name, ()), definition)
        context.memo[key] = table
    known: Mapping[str, tuple[Definition, ...]] = context.memo[key]
    return known


def _in_text(text: str, eid: EId, context: Context) -> Iterator[Definition]:
    for cue in context.lexicon.find(Concept.DEFINED, text):
        name = next((cue.part(name) for name in NAMES if cue.part(name)), "").strip()
        short = bool(cue.part("short"))
        start, end = (_meaning_start(text, cue.start, context), cue.end) if short else (cue.start, len(text))
        if not short:
            stop = context.lexicon.first(Concept.SENTENCE_END, text[cue.end :])
            end = end if stop is None else cue.end + stop.start
        meaning = text[start : cue.start] if short else text[cue.end : end]
        if not context.lexicon.plain(name):
            continue  # The means referred to in paragraph 1: an article alone is no term
        if len(name) >= SHORTEST_TERM and len(meaning.strip()) >= SHORTEST_MEANING:
            yield Definition(name, Span(eid, start, end), meaning.strip(), short)


def _meaning_start(text: str, end: int, context: Context) -> int:
    """Where the words that an abbreviation is for begin: after the modal, and after a definition they stand in."""
    start = _clause_start(text, end, context)
    before = [cue.end for concept in BEFORE_MEANING for cue in context.lexicon.find(concept, text[start:end])]
    start += max(before, default=0)
    while start < end and text[start].isspace():
        start += 1
    return start


def _clause_start(text: str, end: int, context: Context) -> int:
    stops = [cue.end for concept in (Concept.SENTENCE_END, Concept.CLAUSE_END)
             for cue in context.lexicon.find(concept, text[:end])]  # fmt: skip
    start = max(stops, default=0)
    while start < end and text[start].isspace():
        start += 1
    return start


def _abbreviates(definition: Definition) -> bool:
    """Whether an abbreviation stands among the words it is for: a service provider (hereinafter "provider")."""
    return definition.term.casefold() in definition.meaning.casefold()


def _names_authority(definition: Definition, context: Context) -> bool:
    """An office given a shorter name: the departments (hereinafter "the investigating authority")."""
    lexicon, words = context.lexicon, (definition.meaning, definition.term)
    return any(lexicon.has(concept, text) for concept in (Concept.REGULATOR, Concept.AUTHORITY) for text in words)


def _before(definition: Definition, context: Context) -> Definition | None:
    """The old definition of the same term, or of a form of it."""
    known = _of_side("old", context)
    name = context.lexicon.plain(definition.term)
    if name in known:
        return known[name][0]
    if definition.short:
        return None
    kin = [
        d
        for d in known[""]
        if _is_form_of(context.lexicon.plain(d.term), name)
        and not (d.short and _abbreviates(d))
        and not _goes_on(d, context)
    ]
    return max(kin, key=lambda d: len(d.term), default=None)


def _goes_on(old: Definition, context: Context) -> bool:
    """Whether the new text defines the very same term: beside it, a longer one is new."""
    return any(not new.short for new in _of_side("new", context).get(context.lexicon.plain(old.term), ()))


def _is_form_of(old: str, new: str) -> bool:
    return new.endswith(old) or (new.startswith(old) and len(old) >= MOST_OF_IT * len(new))


def _by_sentence(definition: Definition, change: Change, context: Context) -> Definition | None:
    """The definition the aligner says this one was: the term itself has changed."""
    for pair in leaf_pairs(change, context):
        if any(_meets(span, definition.span) for span in pair.new):
            olds = [d for d in _of_side("old", context)[""] if any(_meets(span, d.span) for span in pair.old)]
            if len(olds) != 1 or _goes_on(olds[0], context):
                return None
            return olds[0] if _kin(olds[0], definition, pair, context) else None
    return None


def _kin(old: Definition, new: Definition, pair: LeafPair, context: Context) -> bool:
    """Whether two terms share words."""
    mine, theirs = set(context.lexicon.terms(old.term)), set(context.lexicon.terms(new.term))
    return pair.score > 0 and old.short is new.short and len(mine & theirs) * 2 >= min(len(mine), len(theirs)) > 0


def _meets(span: Span, other: Span) -> bool:
    return (span.eid, span.field) == (other.eid, other.field) and span.start < other.end and other.start < span.end


def _same(old: Definition, new: Definition, context: Context) -> bool:
    plain = context.lexicon.plain
    return plain(old.term) == plain(new.term) and plain(old.meaning) == plain(new.meaning)


def _added(definition: Definition) -> Finding:
    return finding(
        "definition_added",
        Direction.NEUTRAL,
        0.8,
        new=(definition.span,),
        signals=("no such term defined before",),
        term=definition.term,
        y=definition.meaning,
        form="short" if definition.short else "",
    )


def _changed(old: Definition, new: Definition) -> Finding:
    same = old.term.casefold() == new.term.casefold()
    return finding(
        "definition_changed",
        Direction.NEUTRAL,
        0.85 if same else 0.7,
        old=(old.span,),
        new=(new.span,),
        signals=("same term",) if same else ("kindred term", f"{old.term} / {new.term}"),
        term=new.term,
        law=old.term,
        x=old.meaning,
        y=new.meaning,
        form="" if same else "renamed",
    )


RULE = Rule(
    name="definitions",
    kinds=("definition_added", "definition_changed"),
    precedence=Precedence.SCOPE,
    look=_look,
    phrases={
        "en": {
            "definition_added": "{new_ref} newly defines {term}: {y}.",
            "definition_added/short": "{new_ref} introduces the defined term {term}: {y}.",
            "definition_changed": "The definition of {term} changes from {x} in {old_ref} to {y} in {new_ref}.",
            "definition_changed/renamed": "The definition of {law} in {old_ref}, {x}, becomes that of {term} in "
            "{new_ref}, {y}.",
        },
        "zh": {
            "definition_added": "{new_ref}新增{term}的定义：{y}。",
            "definition_added/short": "{new_ref}新增定义用语{term}，指{y}。",
            "definition_changed": "{term}的定义由{old_ref}的{x}调整为{new_ref}的{y}。",
            "definition_changed/renamed": "{old_ref}对{law}的定义{x}，调整为{new_ref}对{term}的定义{y}。",
        },
    },
    help={
        "definition_added": "A term the old text did not define.",
        "definition_changed": "A defined term with another meaning, wherever the definition stands now.",
    },
)
