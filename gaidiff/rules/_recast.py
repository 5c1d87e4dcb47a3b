"""A pair of clauses in, a finding out where the duty goes on and asks for something else than before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction
from gaidiff.model.words import Concept
from gaidiff.rules._clauses import MODALS, Force
from gaidiff.rules._finding import finding, side_of
from gaidiff.rules._leaves import sentence_at
from gaidiff.rules._owed import sign
from gaidiff.rules._search import index_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.words import Context
    from gaidiff.rules._clauses import Clause
    from gaidiff.rules._lists import Item
    from gaidiff.rules._pairs import ClausePair

BINDING: Final = frozenset({Force.DUTY, Force.MEANS})
TURNED: Final = frozenset({Force.DUTY, Force.BAN})
ASIDE: Final = (Concept.REFERENCE, Concept.TIME_LIMIT, Concept.PROMPTNESS, Concept.WEAK_QUALIFIER)
STYLED: Final = 0.8  # likeness; an authority's duties are rewritten all the time
LIMITS: Final = (Concept.TIME_LIMIT, Concept.PROMPTNESS)
REWORDED: Final = 0.95  # likeness; a pair more alike differs in style
FAINT: Final = 0.33  # likeness; a pair less alike may be no pair, though the aligner thinks so: the sentence says it
NOTABLE: Final = 0.12  # share of both clauses' words; less gained and lost is style
BESIDE: Final = 0.3  # such a share beside another time limit or a longer list, which have rules of their own
GROWN: Final = 0.5  # share of both clauses' words that only the new one has: it asks for more
LONGEST_DOER: Final = 8  # terms of a subject; a longer one says which of them are meant
OTHERS: Final = frozenset({"licence", "exemption", "penalty"})  # told by other rules
ASIDE_NAME: Final = "short"  # the label of a name given in brackets: (hereinafter "providers")
LONGEST_SWAP: Final = 3  # terms of one word put for another: 领购, 领用


def recast(
    pair: ClausePair, change: Change, told: tuple[tuple[Item, ...], tuple[Item, ...]], context: Context
) -> Iterator[Finding]:
    """The same duty in words that ask for something else, where no other rule tells of the difference."""
    old, new, likeness, lexicon = pair.old, pair.new, pair.likeness, context.lexicon
    if old is None or new is None:
        return
    if not _are_comparable(old, new):
        return
    if likeness > (STYLED if old.authority else REWORDED):
        return
    if any(lexicon.has(Concept(name), clause.text) for name in sorted(OTHERS) for clause in (old, new)):
        return
    if any(cue.label != ASIDE_NAME for clause in (old, new) for cue in lexicon.find(Concept.DEFINED, clause.text)):
        return
    if all(lexicon.has(Concept.LIABILITY, clause.text) for clause in (old, new)):
        return
    if _laws(old, context) != _laws(new, context):
        return
    listed = [item.text for side, clause in zip(told, (old, new), strict=True) for item in side if _in(item, clause)]
    gained, lost = differences(old, new, context, tuple(listed))
    alone = not listed and _limits(old, context) == _limits(new, context)
    if max(gained, lost) < (NOTABLE if alone else BESIDE):
        return
    turned = {old.force, new.force} == TURNED  # 不含有侵权内容, 不得侵害他人权利: no rule on strength compares the two
    grown = old.terms <= new.terms and lost == 0.0 and new.force >= old.force
    asks = grown and gained >= GROWN and bool(_subject(old, context)) is bool(_subject(new, context))
    if context.old.unit_of.get(old.span.eid) not in change.match.old and not grown:
        return
    yield finding(
        "obligation_modified",
        sign(new, change, context, up=True) if asks else Direction.NEUTRAL,
        min(0.7, 0.4 + likeness / 2) - (0.1 if likeness <= FAINT else 0.0),
        old=(old.span,),
        new=(new.span,),
        signals=(f"likeness {likeness:.2f}", f"gained {gained:.2f}", f"lost {lost:.2f}"),
        x=old.text,
        y=new.text,
        form="faint" if likeness <= FAINT else "turned" if turned else "grown" if asks else "",
    )


def _are_comparable(old: Clause, new: Clause) -> bool:
    """Whether both bind the same sort of actor, or turn a duty into a ban, in sentences of their own."""
    forces = {old.force, new.force}
    alone = not (old.sanction or new.sanction or old.listed or new.listed)
    return alone and old.authority is new.authority and (forces <= BINDING or forces == TURNED)


def _in(item: Item, clause: Clause) -> bool:
    place, span = item.span, clause.span
    return (place.eid, place.field) == (span.eid, span.field) and span.start <= place.start < span.end


def _limits(clause: Clause, context: Context) -> list[str]:
    """How fast a clause asks for its act."""
    return [cue.text for concept in LIMITS for cue in context.lexicon.find(concept, clause.text)]


def _is_swap(lost: frozenset[str], gained: frozenset[str], context: Context) -> bool:
    """One word for another throughout: neither text knows the other's; a word changed once is a change."""
    if not lost or not gained or max(len(lost), len(gained)) > LONGEST_SWAP:
        return False
    old, new = index_of(context.old, context).places, index_of(context.new, context).places
    often = max(len(old.get(term, ())) for term in lost) > 1
    return often and not any(term in new for term in lost) and not any(term in old for term in gained)


def _is_order(old: str, new: str, context: Context) -> bool:
    """The same words in another order: 组织和个人, 个人和组织."""
    plain = (context.lexicon.plain(text) for text in (old, new))
    before, after = (text.split() if " " in text else list(text) for text in plain)
    number = context.lexicon.number
    figures = ([word for word in words if number(word) is not None] for words in (before, after))
    return sorted(before) == sorted(after) and next(figures) == next(figures)  # 十五日 is not 五十日


def _asked(clause: Clause) -> str:
    """The words of a duty; of an authority's, those after the modal, for offices are renamed all the time."""
    return clause.text[clause.cue[0] :] if clause.authority and clause.cue else clause.text


def _subject(clause: Clause, context: Context) -> str:
    """What stands before a clause's own modal; nothing where a clause before it says who owes."""
    found = (context.lexicon.first(concept, clause.text) for concept, _ in MODALS)
    subject = clause.text[: min((cue.start for cue in found if cue is not None), default=0)]
    return subject if context.lexicon.terms(subject) else ""


def _names_doer(subject: str, context: Context) -> bool:
    """Whether a subject says no more than who owes, or by what deed: 经营者, 使用导览设备."""
    doer = any(context.lexicon.has(concept, subject) for concept in (Concept.DOER, Concept.ACTIVITY))
    return doer and len(context.lexicon.terms(subject)) <= LONGEST_DOER


def _matter(text: str, side: str, context: Context) -> frozenset[str]:
    """What a clause says; numbers of provisions change with every renumbering, and time limits have their own rule."""
    if side == "old":  # 用户 became 使用者 throughout, which the rule on terms tells
        for was, now, _ in context.alignment.terms:
            text = text.replace(was, now)
    for concept in ASIDE:
        for cue in reversed(context.lexicon.find(concept, text)):
            text = f"{text[: cue.start]} {text[cue.end :]}"
    found = context.lexicon.terms(context.lexicon.plain(text))
    return frozenset(term for term in found if not term[:1].isdigit())  # 2a is a number, too


def _laws(clause: Clause, context: Context) -> set[str]:
    return {cue.text for cue in context.lexicon.find(Concept.INSTRUMENT, clause.text)}


def differences(old: Clause, new: Clause, context: Context, told: tuple[str, ...] = ()) -> tuple[float, float]:
    """The shares of both clauses' words that are new and that are gone; a phrase moved in its sentence is neither.

    `told` are words of which another finding tells.
    """
    texts = [_asked(old), _asked(new)]
    subjects = [_subject(old, context), _subject(new, context)]
    if not all(subjects) and _names_doer("".join(subjects), context):  # who owes it is told by another rule
        texts = [text.removeprefix(subject) for text, subject in zip(texts, subjects, strict=True)]
    for words in told:
        texts = [text.replace(words, " ") for text in texts]
    before, after = _matter(texts[0], "old", context), _matter(texts[1], "new", context)
    if _is_swap(before - after, after - before, context) or _is_order(old.text, new.text, context):
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
