"""A provision said to be deleted or new in, how much of it really is out: clause by clause, through the alignment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gaidiff.audit._values import Mark, Place, Side, Verdict

if TYPE_CHECKING:
    from gaidiff.audit._texts import Clause, Texts

LIVES: Final = 0.75  # share of a clause's weight in one clause of the other text, where the alignment found no heir


def whole_provision(mark: Mark, places: tuple[Place, ...], texts: Texts) -> Mark:
    """The verdict on `Article 4 is deleted` or `Article 23 is new`: true if no clause of it has a counterpart."""
    clauses = tuple(clause for place in places for clause in texts.below(place))
    if not clauses:
        return mark
    pairs = [(clause, home) for clause in clauses if (home := _home(clause, texts)) is not None]
    lone = [clause for clause in clauses if all(clause is not one for one, _ in pairs)]
    deleted = places[0].side is Side.OLD
    if not pairs:
        code = "whole_gone" if deleted else "whole_new"
        return replace(mark, verdict=Verdict.CONFIRMED, code=code, evidence=(clauses[0].evidence,))
    code = ("whole_lives" if deleted else "whole_old") if len(pairs) * 2 >= len(clauses) else "whole_part"
    code = code if lone else "whole_all"
    best = max(pairs, key=lambda pair: texts.share(pair[0].terms, pair[1].terms))
    proof = (best[0].evidence, best[1].evidence, *(clause.evidence for clause in lone))
    right = tuple(dict.fromkeys(home.place for _, home in pairs))
    word = f"{len(pairs)}/{len(clauses)}"
    return replace(mark, verdict=Verdict.CONTRADICTED, code=code, evidence=proof, right=right, word=word)


def _home(clause: Clause, texts: Texts) -> Clause | None:
    """The clause of the other text that carries this one on: by the alignment, else by its words."""
    heirs = texts.heirs(clause)
    if heirs:
        return max(heirs, key=lambda heir: texts.share(clause.terms, heir.terms))
    other = Side.NEW if clause.side is Side.OLD else Side.OLD
    best = texts.best(clause.terms, other)
    return best.clause if best is not None and best.score >= LIVES and len(clause.terms) > 2 else None  # noqa: PLR2004 (two words are anywhere)
