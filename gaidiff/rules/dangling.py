"""References within the new text that lead nowhere, or no longer to the article they were written for.

Told only where a reference is surely to the text itself: after the words by which the text refers to itself (本办法
第九条), or before a mark (under Article 9,), in a sentence that names no other law.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction
from gaidiff.model.text import Span
from gaidiff.model.words import Concept
from gaidiff.rules import Precedence, Rule
from gaidiff.rules._finding import finding, side_of
from gaidiff.rules._references import article_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding, Match
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId
    from gaidiff.model.words import Context, Cue

OWN: Final = 2  # characters before a reference by which an unspaced text names itself: 本法, 办法, 条例
LEAST: Final = 2  # references after the same characters from which these are such a name
LINK: Final = 2  # characters at most between two references of one list: 第八条、第十一条和第十五条
UNSPACED: Final = ("\u3040", "\ufaff")


def _look(change: Change, context: Context) -> Iterator[Finding]:
    for eid in change.match.new:
        if context.new.unit_of.get(eid) != eid or not _may_refer(eid, context.new, context):
            continue
        for leaf in context.new.leaves(eid):
            for cue in _own(leaf.span, "new", context):
                yield from _judge(cue, leaf.span, _partners(leaf.eid, context), context)


def _may_refer(unit: EId, law: Instrument, context: Context) -> bool:
    return context.lexicon.may_hold(Concept.REFERENCE, law.text_of(unit))


def _judge(cue: Cue, span: Span, olds: tuple[Span, ...], context: Context) -> Iterator[Finding]:
    """A finding on one reference, if it leads nowhere or elsewhere."""
    target = article_of(cue, context.new, "new", context)
    same = [(old, was) for old in olds for was in _own(old, "old", context) if was.text == cue.text]
    meant = article_of(same[0][1], context.old, "old", context) if same else None
    # What led nowhere before, too, is more likely the article of a law that the sentence does not name.
    if (same and meant is None) or (target is not None and meant is None):
        return
    heirs = context.alignment.heirs(meant) if meant else ()
    if target is not None and (target in heirs or (not heirs and _is_new(target, context))):
        return
    form = ("" if target is None else "elsewhere") if not heirs else ("moved" if target is None else "renumbered")
    yield finding(
        "reference_dangling",
        Direction.NEUTRAL,
        0.8 if target is None else 0.6,
        old=(_place(*same[0]),) if same else (),
        new=(_place(span, cue),),
        signals=("reference within the text", "no such article" if target is None else "target compared by heirs"),
        x=cue.text,
        y=_number(heirs[0], context) if heirs else "",
        form=form,
    )


def _is_new(eid: EId, context: Context) -> bool:
    """Whether an article comes from none of the old text."""
    return not context.alignment.ancestors(eid)


def _number(eid: EId, context: Context) -> str:
    num = context.new.by_eid[eid].num
    return num.text if num else context.new.by_eid[eid].heading or ""


def _place(span: Span, cue: Cue) -> Span:
    return Span(span.eid, span.start + cue.start, span.start + cue.end, span.field)


def _partners(leaf: EId, context: Context) -> tuple[Span, ...]:
    """The leaves of the old text from which a leaf of the new text comes."""
    if "matches of leaves" not in context.memo:
        context.memo["matches of leaves"] = {new: match for match in context.alignment.leaves for new in match.new}
    match: Match | None = context.memo["matches of leaves"].get(leaf)
    return tuple(context.old.leaf_span(old) for old in match.old) if match else ()


def _own(span: Span, side: str, context: Context) -> list[Cue]:
    """The references of a sentence that are surely to the text itself."""
    text = side_of(context, side).text_at(span)
    cues = context.lexicon.find(Concept.REFERENCE, text)
    if not cues or context.lexicon.has(Concept.INSTRUMENT, text):
        return []
    # Article 81 amends another law, which only its heading names: in Article 57, the following paragraph is inserted.
    law = side_of(context, side)
    abroad = context.lexicon.has(Concept.INSTRUMENT, law.text_of(law.unit_of.get(span.eid, span.eid)))
    found: list[Cue] = []
    for cue in cues:
        linked = bool(found) and cue.start - found[-1].end <= LINK
        alone = _is_named(cue, text, context) if _is_unspaced(cue) else _is_bare(cue, text) and not abroad
        if linked or alone:
            found.append(cue)
    return found


def _is_unspaced(cue: Cue) -> bool:
    return UNSPACED[0] <= cue.text[0] <= UNSPACED[1]


def _is_bare(cue: Cue, text: str) -> bool:
    """Article 9, and not Article 9 thereof, of that Act, TFEU."""
    after = text[cue.end :].lstrip()
    return not after[:1].isalnum() and after[:1] not in {"(", "-"}  # a part of it that the cue does not hold


def _is_named(cue: Cue, text: str, context: Context) -> bool:
    """Whether the characters before a reference are the words by which this text names itself."""
    return text[max(cue.start - OWN, 0) : cue.start] in _names(context)


def _names(context: Context) -> frozenset[str]:
    """What most often stands before a reference in both texts: 本办法第九条, 本办法第十二条."""
    if "own names" not in context.memo:
        before: Counter[str] = Counter()
        for law in (context.old, context.new):
            for unit in law.units():
                for leaf in law.leaves(unit.eid) if _may_refer(unit.eid, law, context) else ():
                    text = law.text_at(leaf.span)
                    before.update(text[: cue.start][-OWN:] for cue in context.lexicon.find(Concept.REFERENCE, text))
        context.memo["own names"] = frozenset(_likely(before))
    found: frozenset[str] = context.memo["own names"]
    return found


def _likely(before: Counter[str]) -> Iterator[str]:
    top: list[tuple[str, int]] = before.most_common(1)
    yield from (name for name, count in top if count >= LEAST and name[-1:].isalpha())


RULE = Rule(
    name="dangling",
    kinds=("reference_dangling",),
    precedence=Precedence.REFERENCE,
    look=_look,
    phrases={
        "en": {
            "reference_dangling": "{new_ref} refers to {x}, which the new text does not have.",
            "reference_dangling/moved": "{new_ref} still refers to {x}, which the new text does not have; what it "
            "meant is now {y}.",
            "reference_dangling/renumbered": "{new_ref} still refers to {x}, which is another article now; what it "
            "meant is {y}.",
            "reference_dangling/elsewhere": "{new_ref} still refers to {x}, which is another article now; the one it "
            "meant has no counterpart.",
        },
        "zh": {
            "reference_dangling": "{new_ref}援引{x}，而新文本并无该条。",
            "reference_dangling/moved": "{new_ref}仍援引{x}，而新文本并无该条；原援引的条文现为{y}。",
            "reference_dangling/renumbered": "{new_ref}仍援引{x}，而该条号现已对应其他条文；原援引的条文现为{y}。",
            "reference_dangling/elsewhere": "{new_ref}仍援引{x}，而该条号现已对应其他条文；原援引的条文未予保留。",
        },
    },
    help={
        "reference_dangling": "A reference to the text itself leads nowhere, or to another article than before.",
    },
    on_unchanged=True,
)
