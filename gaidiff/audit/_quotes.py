"""A quotation and what is cited for it in, a verdict out: verbatim, translated otherwise, elsewhere, or not there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gaidiff.audit._terms import is_chinese, letters_of, terms, words_of
from gaidiff.audit._values import Evidence, Mark, Place, Side, Sort, Verdict
from gaidiff.model.text import Span

if TYPE_CHECKING:
    from gaidiff.audit._commentary import Stretch
    from gaidiff.audit._texts import Clause, Lettered, Texts
    from gaidiff.model.text import EId

LIKE: Final = 0.7  # share of a quotation's weight that makes it the same sentence in another translation
SPECIFIC: Final = 1 / 3  # of the articles: a word in more of them than this says little
ALIEN: Final = 0.12  # share of the weight of words that the texts have, but not here: then it is another statement
FEWEST: Final = 3  # levelled words a quotation needs to be told missing
SHORTEST_HAN: Final = 5  # characters likewise
NEARLY_ALL: Final = 0.8  # of the words, where nothing says that the quotation is from the texts
POINTS: Final = " ,.;:，。；：、"
MOST_NAMED: Final = 3  # words of a quotation that the reason names
SENTENCE: Final = re.compile(r"[.;]\s+(?=\S)")
CUT: Final = re.compile(r"\s*(?:…+|\.{3,}|\[[^\[\]]{0,60}\]|［[^［］]{0,60}］|……)\s*")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a quotation is said to be from; without `cited`, anywhere in `sides`. `sure`: the note attributes it."""

    cited: tuple[Place, ...]
    sides: tuple[Side, ...]
    sure: bool


def check_quotation(quote: Stretch, words: str, scope: Scope, texts: Texts) -> Mark:
    """The verdict on one quotation."""
    if is_chinese(words) != texts.chinese:
        return _mark(quote, Verdict.NOT_CHECKABLE, "quote_language", scope)
    related = _related(scope.cited, texts)
    inside = verbatim(words, texts, places=related) if related else ()
    if inside:
        return _mark(quote, Verdict.CONFIRMED, "quote_exact", scope, evidence=inside)
    if texts.translated and not texts.chinese:
        return _translated(quote, words, scope, texts, related)
    return _elsewhere(quote, words, scope, texts, related)


def _elsewhere(quote: Stretch, words: str, scope: Scope, texts: Texts, related: tuple[Place, ...]) -> Mark:
    anywhere = verbatim(words, texts, sides=scope.sides) or verbatim(words, texts, sides=tuple(Side))
    if anywhere and scope.cited and _is_long(words, texts):
        right = (_provision(anywhere[0]),)
        return _mark(quote, Verdict.WRONG_PINPOINT, "quote_elsewhere", scope, evidence=anywhere, right=right)
    if anywhere:
        return _mark(quote, Verdict.CONFIRMED, "quote_exact", scope, evidence=anywhere)
    near = nearest(words, texts, related) or nearest(words, texts, (), scope.sides)
    if not _is_long(words, texts) or not scope.sure or near is None:
        return _mark(quote, Verdict.NOT_CHECKABLE, "quote_loose", scope)
    evidence = (closest(words, near, texts),)
    return _mark(quote, Verdict.QUOTATION_NOT_FOUND, "quote_absent", scope, evidence=evidence)


def _translated(quote: Stretch, words: str, scope: Scope, texts: Texts, related: tuple[Place, ...]) -> Mark:
    if not _is_long(words, texts):
        return _short(quote, words, scope, texts, related)
    near = nearest(words, texts, related) or nearest(words, texts, (), scope.sides)
    if near is not None and all(_is_said(part, texts, related, scope) for part in _sentences(words, texts)):
        found = (closest(words, near, texts),)
        return _mark(quote, Verdict.CONFIRMED, "quote_like", scope, evidence=found, translated=True)
    anywhere = nearest(words, texts, (), tuple(Side))
    if anywhere is not None and scope.sure and _is_like(words, anywhere, texts, sure=True):
        verdict = Verdict.WRONG_PINPOINT if scope.cited else Verdict.CONFIRMED
        code = "quote_elsewhere" if scope.cited else "quote_like"
        right = (anywhere.place,) if scope.cited else ()
        found = (closest(words, anywhere, texts),)
        return _mark(quote, verdict, code, scope, evidence=found, right=right, translated=True)
    if not scope.sure or near is None:
        return _mark(quote, Verdict.NOT_CHECKABLE, "quote_loose", scope)
    printed = words_of(words)
    word = ", ".join(printed[one] for one in missing(words, near, texts)[:MOST_NAMED])
    code = "quote_altered" if word else "quote_absent"
    evidence = (closest(words, near, texts),)
    return _mark(quote, Verdict.QUOTATION_NOT_FOUND, code, scope, evidence=evidence, word=word)


def _is_said(words: str, texts: Texts, related: tuple[Place, ...], scope: Scope) -> bool:
    near = nearest(words, texts, related) or nearest(words, texts, (), scope.sides)
    return near is not None and _is_like(words, near, texts, sure=scope.sure)


def _sentences(words: str, texts: Texts) -> list[str]:
    """The sentences of a quotation that are long enough to be looked for on their own; else all of it."""
    parts = [part for part in SENTENCE.split(words) if _is_long(part, texts)]
    return parts if len(parts) > 1 else [words]


def _short(quote: Stretch, words: str, scope: Scope, texts: Texts, related: tuple[Place, ...]) -> Mark:
    """A word or two: found as printed or by its stem in what is cited; not finding it proves nothing."""
    wanted = terms(words)
    for place in related:
        for clause in texts.below(place):
            if wanted and wanted <= clause.terms:
                return _mark(
                    quote, Verdict.CONFIRMED, "quote_like", scope, evidence=(clause.evidence,), translated=True
                )
    if not scope.cited and scope.sure and (found := verbatim(words, texts, sides=scope.sides)):
        return _mark(quote, Verdict.CONFIRMED, "quote_exact", scope, evidence=found)
    return _mark(quote, Verdict.NOT_CHECKABLE, "quote_loose", scope)


def missing(words: str, clause: Clause, texts: Texts) -> tuple[str, ...]:
    """Levelled words of a quotation which the texts have, but not here: a translator would have used the same word.

    “take effective measures to improve algorithmic transparency” is not what a clause on the transparency of services
    says, if other articles speak of algorithms. None if they weigh little.
    """
    wanted = terms(words)
    around = _around(clause, texts)
    absent = [word for word in wanted - around if texts.knows(word) and texts.spread(word) <= SPECIFIC]
    whole = texts.weigh(wanted)
    if not whole or texts.weigh(absent) / whole < ALIEN:
        return ()
    return tuple(sorted(absent, key=lambda word: -texts.weight(word)))


def _is_like(words: str, clause: Clause, texts: Texts, *, sure: bool) -> bool:
    """Whether a clause says the same in another translation; without attribution nearly every word must be there."""
    if missing(words, clause, texts) or _likeness(words, clause, texts) < LIKE:
        return False
    wanted = terms(words)
    return sure or len(wanted & _around(clause, texts)) >= NEARLY_ALL * len(wanted)


def _likeness(words: str, clause: Clause, texts: Texts) -> float:
    wanted = terms(words)
    known = frozenset(word for word in wanted if texts.knows(word))
    if len(known) * 2 < len(wanted):
        return 0.0  # most words are strange to the texts
    return texts.share(known, _around(clause, texts))


def _around(clause: Clause, texts: Texts) -> frozenset[str]:
    """The words of a clause, its provision, and the clauses beside it: a quotation may run over an end."""
    clauses = texts.clauses[clause.side]
    at = clauses.index(clause)
    beside = (
        one for one in clauses[max(0, at - 1) : at + 2] if one.unit == clause.unit and one.span.eid == clause.span.eid
    )
    return clause.terms.union(*(one.terms for one in beside))


def nearest(words: str, texts: Texts, places: tuple[Place, ...], sides: tuple[Side, ...] = ()) -> Clause | None:
    """The clause most like a quotation, in the provisions given or in whole texts."""
    wanted = terms(words)
    found = [texts.best(wanted, place.side, (place.eid,)) for place in places]
    found += [texts.best(wanted, side) for side in sides]
    best = max((one for one in found if one is not None), key=lambda one: one.score, default=None)
    return best.clause if best is not None and best.score > 0 else None


def closest(words: str, clause: Clause, texts: Texts) -> Evidence:
    """The words of a clause that stand where the quotation's would, cut at words."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    text = clause.text
    found = partial_ratio_alignment(words.casefold(), text.casefold())
    whole = found is None or len(words) >= len(text) or len(text.casefold()) != len(text)
    start, end = (0, len(text)) if whole or found is None else (found.dest_start, found.dest_end)
    if not texts.chinese:
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
    start += len(text[start:end]) - len(text[start:end].lstrip(POINTS))
    end -= len(text[start:end]) - len(text[start:end].rstrip(POINTS))
    base = clause.span.start
    return Evidence(clause.side, Span(clause.span.eid, base + start, base + end, clause.span.field))


def verbatim(
    words: str, texts: Texts, *, places: tuple[Place, ...] = (), sides: tuple[Side, ...] = ()
) -> tuple[Evidence, ...]:
    """Where a quotation stands letter for letter, whatever its space, case and points; parts cut by … in order."""
    parts = [letters for part in CUT.split(words) if (letters := letters_of(part))]
    if not parts:
        return ()
    scopes = [texts.below(place) for place in places] or [texts.clauses[side] for side in sides]
    for clauses in scopes:
        allowed = frozenset(clause.eid for clause in clauses)
        for unit in dict.fromkeys((clause.side, clause.unit) for clause in clauses):
            found = _run(parts, texts.lettered(*unit), allowed)
            if found:
                return found
    return ()


def _run(parts: list[str], lettered: Lettered, allowed: frozenset[EId]) -> tuple[Evidence, ...]:
    """The parts one after the other, beginning in one of the clauses allowed, all in one article."""
    first = lettered.letters.find(parts[0])
    while first >= 0:
        clause, start = lettered.places[first]
        if clause.eid in allowed and _all_follow(parts, lettered.letters, first):
            owner, end = lettered.places[first + len(parts[0]) - 1]
            # a run over several clauses is shown as far as the first goes
            stop = end + 1 if owner is clause else len(clause.text)
            base = clause.span.start
            return (Evidence(clause.side, replace(clause.span, start=base + start, end=base + stop)),)
        first = lettered.letters.find(parts[0], first + 1)
    return ()


def _all_follow(parts: list[str], letters: str, first: int) -> bool:
    at = first + len(parts[0])
    for part in parts[1:]:
        found = letters.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _related(cited: tuple[Place, ...], texts: Texts) -> tuple[Place, ...]:
    """What is cited, and what the alignment connects with it: `Article 7 replaces “x”` quotes the old text too."""
    found = list(cited)
    for place in cited:
        heirs = [heir.place for clause in texts.below(place) for heir in texts.heirs(clause)]
        found += heirs
    return tuple(dict.fromkeys(found))


def _is_long(words: str, texts: Texts) -> bool:
    return len(letters_of(words)) >= SHORTEST_HAN if texts.chinese else len(terms(words)) >= FEWEST


def _provision(evidence: Evidence) -> Place:
    return Place(evidence.side, evidence.span.eid)


def _mark(  # noqa: PLR0913, one argument per field that differs
    quote: Stretch,
    verdict: Verdict,
    code: str,
    scope: Scope,
    *,
    evidence: tuple[Evidence, ...] = (),
    right: tuple[Place, ...] = (),
    word: str = "",
    translated: bool = False,
) -> Mark:
    return Mark(
        sort=Sort.QUOTATION,
        start=quote.start,
        end=quote.end,
        verdict=verdict,
        code=code,
        cited=scope.cited,
        right=right,
        evidence=evidence,
        word=word,
        translated=translated,
    )
