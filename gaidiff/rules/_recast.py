"""A pair of clauses in, a finding out where the duty goes on and asks for something else than before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction
from gaidiff.model.words import Concept
from gaidiff.rules._clauses import Force
from gaidiff.rules._finding import burden, finding, side_of
from gaidiff.rules._leaves import sentence_at
from gaidiff.rules._search import index_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context
    from gaidiff.rules._clauses import Clause
    from gaidiff.rules._pairs import ClausePair, Touched

BINDING: Final = frozenset({Force.DUTY, Force.MEANS})
ASIDE: Final = (Concept.REFERENCE, Concept.TIME_LIMIT, Concept.PROMPTNESS, Concept.WEAK_QUALIFIER)
REWORDED: Final = 0.8  # likeness; a pair more alike differs in style
FAINT: Final = 0.33  # likeness; a pair less alike may be no pair, though the aligner thinks so
NOTABLE: Final = 0.2  # share of both clauses' words; less gained and lost is style
GROWN: Final = 0.5  # share of both clauses' words that only the new one has: it asks for more
OTHERS: Final = frozenset({"liability", "defined", "licence", "remedy", "exemption", "penalty"})  # told by other rules
LONGEST_SWAP: Final = 3  # terms of one word put for another: 领购, 领用


def recast(pair: ClausePair, change: Change, told: Touched, context: Context) -> Iterator[Finding]:
    """The same duty in words that ask for something else, where no other rule tells of the difference."""
    old, new, likeness, lexicon = pair.old, pair.new, pair.likeness, context.lexicon
    if old is None or new is None:
        return
    if not {old.force, new.force} <= BINDING or old.sanction or new.sanction or old.listed or new.listed:
        return
    if not FAINT < likeness <= REWORDED or told.meets(new.span) or old.authority is not new.authority:
        return
    if any(lexicon.has(Concept(name), clause.text) for name in sorted(OTHERS) for clause in (old, new)):
        return
    if _laws(old, context) != _laws(new, context):
        return
    gained, lost = _differences(old, new, context)
    if max(gained, lost) < NOTABLE:
        return
    grown = old.terms <= new.terms and lost == 0.0 and new.force >= old.force
    if context.old.unit_of.get(old.span.eid) not in change.match.old and not grown:
        return
    yield finding(
        "obligation_modified",
        burden(up=True, clause=new) if grown and gained >= GROWN else Direction.NEUTRAL,
        min(0.7, 0.4 + likeness / 2),
        old=(old.span,),
        new=(new.span,),
        signals=(f"likeness {likeness:.2f}", f"gained {gained:.2f}", f"lost {lost:.2f}"),
        x=old.text,
        y=new.text,
        form="grown" if grown and gained >= GROWN else "",
    )


def _is_swap(lost: frozenset[str], gained: frozenset[str], context: Context) -> bool:
    """One word for another: neither text knows the other's."""
    if not lost or not gained or max(len(lost), len(gained)) > LONGEST_SWAP:
        return False
    old, new = index_of(context.old, context).places, index_of(context.new, context).places
    return not any(term in new for term in lost) and not any(term in old for term in gained)


def _asked(clause: Clause) -> str:
    """The words of a duty; of an authority's, those after the modal, for offices are renamed all the time."""
    return clause.text[clause.cue[0] :] if clause.authority and clause.cue else clause.text


def _matter(text: str, context: Context) -> frozenset[str]:
    """What a clause says; numbers of provisions change with every renumbering, and time limits have their own rule."""
    for concept in ASIDE:
        for cue in reversed(context.lexicon.find(concept, text)):
            text = f"{text[: cue.start]} {text[cue.end :]}"
    return frozenset(context.lexicon.terms(context.lexicon.plain(text)))


def _laws(clause: Clause, context: Context) -> set[str]:
    return {cue.text for cue in context.lexicon.find(Concept.INSTRUMENT, clause.text)}


def _differences(old: Clause, new: Clause, context: Context) -> tuple[float, float]:
    """The shares of both clauses' words that are new and that are gone; a phrase moved in its sentence is neither."""
    before, after = (_matter(_asked(clause), context) for clause in (old, new))
    if _is_swap(before - after, after - before, context):
        return 0.0, 0.0
    sentences = (
        frozenset(context.lexicon.terms(context.lexicon.plain(side_of(context, side).text_at(sentence))))
        for side, sentence in (
            ("old", sentence_at(old.span, "old", context)),
            ("new", sentence_at(new.span, "new", context)),
        )
    )
    said, says = sentences
    index = index_of(context.new, context)
    whole = index.weight(before | after) or 1.0
    return index.weight(after - before - said) / whole, index.weight(before - after - says) / whole
