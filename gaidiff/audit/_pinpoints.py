"""A citation and the words it stands for in, a verdict out: the right article, another, or one that is not there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gaidiff.audit import _figures
from gaidiff.audit._citations import resolve
from gaidiff.audit._terms import is_chinese, terms
from gaidiff.audit._values import Evidence, Mark, Place, Side, Sort, Verdict

if TYPE_CHECKING:
    from gaidiff.audit._citations import Citation, Path
    from gaidiff.audit._texts import Clause, Texts

ENOUGH: Final = 0.35  # share of the weight of the words around a citation that its article holds
AS_GOOD: Final = 0.8  # of the best article: then the cited one is as good as any
FAR_WORSE: Final = 0.5  # of the best article: then the cited one is not meant
STRONG: Final = 0.5  # what another article must hold to be the right one
SOME: Final = 0.2  # too little to tell
COVERED: Final = 0.3  # share of an article that the whole passage it closes must speak of
FEWEST: Final = 2  # words, or pairs of Chinese characters, that an article and the passage share
FEWEST_OTHER: Final = 3  # of these, to call another article the right one


@dataclass(frozen=True, slots=True)
class Passage:
    """The words a citation stands for: its clause, its statement, the passage it closes if it stands in brackets."""

    clause: str
    statement: str
    closed: str = ""


def check_citation(citation: Citation, path: Path, passage: Passage, texts: Texts) -> Mark:
    """The verdict on one provision of a citation. Without a side the text that fits is taken, the new one first."""
    mark = Mark(
        sort=Sort.CITATION, start=citation.start, end=citation.end, verdict=Verdict.NOT_CHECKABLE, code="cite_open"
    )
    if citation.foreign:
        return replace(mark, code="cite_foreign")
    sides = (citation.side,) if citation.side is not None else (Side.NEW, Side.OLD)
    found = [_on_side(mark, path, side, passage, texts) for side in sides]
    return next((one for one in found if one.verdict is Verdict.CONFIRMED), found[0])


def _on_side(mark: Mark, path: Path, side: Side, passage: Passage, texts: Texts) -> Mark:
    place, unit = resolve(path, texts.instrument(side), side)
    same_language = is_chinese(passage.statement) == texts.chinese
    if place is None:
        return _no_such(mark, path, (side, unit), passage, texts)
    mark = replace(mark, cited=(place,), evidence=_opening(place, texts))
    wrong = _by_figures(mark, place, passage, texts)
    if wrong is not None:
        return wrong
    if not same_language:
        return _other_language(mark, place, passage, texts)
    return _by_words(mark, place, passage, texts)


def _no_such(mark: Mark, path: Path, where: tuple[Side, Place | None], passage: Passage, texts: Texts) -> Mark:
    """The text has no such article, or the article no such part."""
    side, unit = where
    word = ".".join(map(str, path.ordinal)) + "".join(f"({part.removeprefix('para:')})" for part in path.below)
    best = texts.best(terms(passage.statement), side, (unit.eid,) if unit else ())
    right = (best.clause.place,) if best is not None and best.score >= ENOUGH else ()
    evidence = (best.clause.evidence,) if right and best is not None else ()
    code = "cite_missing_part" if unit else f"cite_missing_{side}"
    cited = (unit,) if unit else ()
    verdict = Verdict.WRONG_PINPOINT
    return replace(mark, verdict=verdict, code=code, cited=cited, right=right, evidence=evidence, word=word)


def _by_figures(mark: Mark, place: Place, passage: Passage, texts: Texts) -> Mark | None:
    """A time limit or an amount tells an article: `the limit of three months in Article 13`, which has none."""
    for figure in sorted(_figures.keys(passage.statement)):
        holders = texts.with_figure(figure, place.side)
        if not holders or _has_figure(place, figure, texts):
            continue
        right = tuple(dict.fromkeys(_unit_place(clause, texts) for clause in holders))
        evidence = (texts.around(holders[0], figure), *mark.evidence)
        word = _printed(passage.statement, figure)
        return replace(
            mark, verdict=Verdict.WRONG_PINPOINT, code="cite_figure", right=right, evidence=evidence, word=word
        )
    return None


def _has_figure(place: Place, figure: tuple[str, float], texts: Texts) -> bool:
    clauses = texts.below(place)
    return any(figure in clause.figures for one in clauses for clause in (one, *texts.heirs(one)))


def _by_words(mark: Mark, place: Place, passage: Passage, texts: Texts) -> Mark:
    worst: Mark | None = None
    for context in dict.fromkeys((passage.clause, passage.statement)):
        verdict = _compare(mark, place, context, texts)
        if verdict.verdict is Verdict.CONFIRMED:
            return verdict
        if verdict.verdict is Verdict.WRONG_PINPOINT and context == passage.statement:
            worst = verdict
    if passage.closed and texts.share(texts.unit_terms(place), terms(passage.closed)) >= COVERED:
        return replace(
            mark, verdict=Verdict.CONFIRMED, code="cite_right", evidence=_matching(place, passage.closed, texts)
        )
    return worst or mark


def _compare(mark: Mark, place: Place, context: str, texts: Texts) -> Mark:
    wanted = frozenset(word for word in terms(context) if texts.knows(word))
    scores = texts.article_scores(wanted, frozenset(), place.side)
    unit = texts.instrument(place.side).unit_of.get(place.eid, place.eid)
    held = _held(place, texts)
    own = texts.share(wanted, held)
    best = max(scores, key=lambda eid: scores[eid], default=unit)
    top = scores.get(best, 0.0)
    if len(wanted & held) >= FEWEST and (own >= ENOUGH or (own >= AS_GOOD * top and own >= SOME)):
        sibling = _better_part(place, unit, wanted, texts)
        if sibling is not None:
            evidence = (sibling.evidence, *mark.evidence)
            return replace(
                mark, verdict=Verdict.WRONG_PINPOINT, code="cite_part", right=(sibling.place,), evidence=evidence
            )
        if own >= FAR_WORSE * top:
            return replace(
                mark, verdict=Verdict.CONFIRMED, code="cite_right", evidence=_matching(place, context, texts)
            )
    other = texts.unit_terms(Place(place.side, best))
    if top >= STRONG and own < FAR_WORSE * top and len(wanted & other) >= FEWEST_OTHER and best != unit:
        right = Place(place.side, best)
        evidence = (*_matching(right, context, texts), *mark.evidence)
        return replace(mark, verdict=Verdict.WRONG_PINPOINT, code="cite_wrong", right=(right,), evidence=evidence)
    return mark


def _held(place: Place, texts: Texts) -> frozenset[str]:
    """The words of the cited article and of what the alignment connects with it."""
    unit = texts.instrument(place.side).unit_of.get(place.eid, place.eid)
    clauses = texts.below(Place(place.side, unit))
    return frozenset().union(*(one.terms for clause in clauses for one in (clause, *texts.heirs(clause))))


def _better_part(place: Place, unit: str, wanted: frozenset[str], texts: Texts) -> Clause | None:
    """Another part of the same article that is clearly meant, where a part is cited."""
    if place.eid == unit:
        return None
    own = frozenset().union(*(one.terms for clause in texts.below(place) for one in (clause, *texts.heirs(clause))))
    best = texts.best(wanted, place.side, (texts.instrument(place.side).unit_of[place.eid],))
    if best is None or best.score < STRONG or texts.is_below(best.clause, place.eid):
        return None
    return best.clause if texts.share(wanted, own) < FAR_WORSE * best.score else None


def _other_language(mark: Mark, place: Place, passage: Passage, texts: Texts) -> Mark:
    """Across languages a number that stands there confirms; words cannot be compared."""
    for figure in sorted(_figures.keys(passage.statement)):
        for clause in texts.below(place):
            if figure in clause.figures:
                evidence = (texts.around(clause, figure),)
                word = _printed(passage.statement, figure)
                return replace(mark, verdict=Verdict.CONFIRMED, code="cite_number", evidence=evidence, word=word)
    return replace(mark, code="cite_language")


def _unit_place(clause: Clause, texts: Texts) -> Place:
    """The provision to cite for a clause: its article, or the item where the article has items."""
    instrument = texts.instrument(clause.side)
    node = instrument.by_eid[clause.span.eid]
    numbered = node.num is not None
    return clause.place if numbered else Place(clause.side, clause.unit)


def _matching(place: Place, context: str, texts: Texts) -> tuple[Evidence, ...]:
    wanted = terms(context)
    best = texts.best(wanted, place.side, (place.eid,))
    return (texts.excerpt(best.clause, wanted),) if best is not None else _opening(place, texts)


def _opening(place: Place, texts: Texts) -> tuple[Evidence, ...]:
    return tuple(clause.evidence for clause in texts.below(place)[:1])


def _printed(text: str, figure: tuple[str, float]) -> str:
    found = next(one for one in _figures.figures(text) if one.key == figure)
    return re.sub(r"\s+", " ", text[found.start : found.end])
