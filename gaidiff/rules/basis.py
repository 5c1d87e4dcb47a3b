"""Other laws: those the text is founded on, and those its provisions refer to.

Names are compared without the words that make them official, so that a short name is the same law as its long one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.change import Direction, Op
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._cues import Placed, changed_cues
from gaidiff.rules._finding import finding, side_of
from gaidiff.rules._references import moved_references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.text import EId
    from gaidiff.model.words import Context

SHORTEST_NAME = 3  # characters; 刑法 is shorter, and must be equal to be the same


def _look(change: Change, context: Context) -> Iterator[Finding]:
    old = changed_cues(change, context, Concept.INSTRUMENT, Op.DELETE)
    new = changed_cues(change, context, Concept.INSTRUMENT, Op.INSERT)
    gained = _lacking(new, change.match.old, "old", context)
    lost = _lacking(old, change.match.new, "new", context)
    for place in gained:
        if _is_basis(place, "new", context):
            yield _on_basis("legal_basis_added", place, added=True)
    for place in lost:
        if _is_basis(place, "old", context):
            yield _on_basis("legal_basis_removed", place, added=False)
    if change.match.old and change.match.new:
        yield from _references(
            [place for place in lost if not _is_basis(place, "old", context)],
            [place for place in gained if not _is_basis(place, "new", context)],
            [
                place
                for place in changed_cues(change, context, Concept.WEAK_QUALIFIER, Op.INSERT)
                if place.cue.part("general")
            ],
        )
        yield from moved_references(change, context)


def _references(lost: list[Placed], gained: list[Placed], general: list[Placed]) -> Iterator[Finding]:
    """One law replaced by one other is a replacement, as is a named law by the provisions of the State at large.

    Otherwise what one provision names in addition, or no longer, is a statement of its own.
    """
    if len(lost) == 1 and len(gained or general) == 1:
        yield _reference(lost, gained or general, form="replaced")
        return
    for places in _by_provision(gained):
        yield _reference([], places, form="added")
    for places in _by_provision(lost):
        yield _reference(places, [], form="dropped")


def _by_provision(places: list[Placed]) -> list[list[Placed]]:
    found: dict[EId, list[Placed]] = {}
    for place in places:
        found.setdefault(place.span.eid, []).append(place)
    return list(found.values())


def _reference(lost: list[Placed], gained: list[Placed], *, form: str) -> Finding:
    return finding(
        "cross_reference_changed",
        Direction.NEUTRAL,
        0.8,
        old=tuple(place.span for place in lost),
        new=tuple(place.span for place in gained),
        signals=("named law", "looked for in the counterpart"),
        xs="\n".join(place.cue.text for place in lost),
        ys="\n".join(place.cue.part("general") or place.cue.text for place in gained),
        form=form,
    )


def _on_basis(kind: str, place: Placed, *, added: bool) -> Finding:
    return finding(
        kind,
        Direction.NEUTRAL,
        0.9,
        old=() if added else (place.span,),
        new=(place.span,) if added else (),
        signals=("legal basis", "looked for in the counterpart"),
        law=place.cue.text,
    )


def _lacking(places: list[Placed], eids: tuple[EId, ...], side: str, context: Context) -> list[Placed]:
    """The named laws that the whole matched provisions of the other side do not name, each once."""
    instrument = side_of(context, side)
    known = {
        _name(cue.part("name") or cue.text, context)
        for eid in eids
        if eid in instrument.by_eid
        for cue in context.lexicon.find(Concept.INSTRUMENT, instrument.text_of(eid))
    }
    found: dict[str, Placed] = {}
    for place in places:
        name = _name(place.cue.part("name") or place.cue.text, context)
        if not any(_same(name, other) for other in known):
            found.setdefault(name, place)
    return list(found.values())


def _name(words: str, context: Context) -> str:
    return context.lexicon.plain(words)


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return len(short) > SHORTEST_NAME and (long.endswith(short) or long.startswith(short))


def _is_basis(place: Placed, side: str, context: Context) -> bool:
    """Whether the law is named in the sentence that says what the text is founded on."""
    text = side_of(context, side).field_text(place.span.eid, place.span.field)
    return any(cue.start <= place.span.start < cue.end for cue in context.lexicon.find(Concept.LEGAL_BASIS, text))


RULE = Rule(
    name="basis",
    kinds=("legal_basis_added", "legal_basis_removed", "cross_reference_changed"),
    precedence=Precedence.REFERENCE,
    look=_look,
    phrases={
        "en": {
            "legal_basis_added": "{new_ref} adds {law} to the legal basis.",
            "legal_basis_removed": "{law}, named in {old_ref}, is no longer part of the legal basis.",
            "cross_reference_changed": "{new_ref} names another law than {old_ref}.",
            "cross_reference_changed/added": "{new_ref} now refers to {ys}.",
            "cross_reference_changed/dropped": "The reference in {old_ref} to {xs} is dropped.",
            "cross_reference_changed/replaced": "{new_ref} refers to {ys} where {old_ref} referred to {xs}.",
        },
        "zh": {
            "legal_basis_added": "{new_ref}在立法依据中增加{law}。",
            "legal_basis_removed": "{old_ref}所列的{law}不再列为立法依据。",
            "cross_reference_changed": "{new_ref}援引的规范与{old_ref}不同。",
            "cross_reference_changed/added": "{new_ref}新增援引{ys}。",
            "cross_reference_changed/dropped": "{old_ref}对{xs}的援引被删除。",
            "cross_reference_changed/replaced": "{old_ref}援引{xs}，{new_ref}改为援引{ys}。",
        },
    },
    help={
        "legal_basis_added": "A further law is named as the ground on which the text is made.",
        "legal_basis_removed": "A law is no longer named as such a ground.",
        "cross_reference_changed": "A provision refers to another law than before.",
    },
)
