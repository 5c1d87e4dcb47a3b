"""A lexicon in, what the words of a text mean for likeness out: cited laws, asides, definitions, stock formulae."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gaidiff.compare.similarity import clause_bounds
from gaidiff.model.words import Concept

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.model.words import Lexicon

# What every law says at the end of a duty: it is fined, other rules prevail. Such a clause tells no two articles apart.
FORMULAE = (Concept.PENALTY, Concept.INTERPLAY, Concept.IN_FORCE)
FEW = 8  # characters of a clause that is no more than a condition
SHORTEST_TERM = 2  # characters of a defined term


class Signs:
    """Reads texts with the cue words of their language; without a lexicon every text is plain words."""

    def __init__(self, lexicon: Lexicon | None) -> None:
        self._lexicon = lexicon
        self.is_formula = cache(self._is_formula)
        self.reserves = cache(self._reserves)
        self.term = cache(self._term)
        self.levelled = lexicon.levelled if lexicon else None
        self._naming: set[str] = set()  # plain texts out of which an aside with a name was taken

    def plain(self, text: str) -> str:
        """The text without asides, each law it cites in 《》, which makes it one word.

        国家密码管理委员会(以下简称管理机构)主管 -> 国家密码管理委员会主管
        """
        if self._lexicon is None:
            return text
        kept = []
        done = 0
        # 委员会(以下简称…) is printed with either kind of brackets
        bracketed = text if text.isascii() else text.replace("(", "（").replace(")", "）")
        for cue in self._lexicon.find(Concept.DEFINED, bracketed):
            if cue.part("short"):
                kept.append(text[done : cue.start])
                done = cue.end
        names = bool(kept)
        text = "".join(kept) + text[done:]
        kept = []
        done = 0
        for cue in self._lexicon.find(Concept.INSTRUMENT, text):
            if not cue.text.startswith("《"):
                kept += [text[done : cue.start], "《", cue.text, "》"]
                done = cue.end
        text = "".join(kept) + text[done:]
        if names:
            self._naming.add(text)
        return text

    def defines(self, text: str) -> bool:
        """Whether a text, plain but in its own terms, says what a term means, or names something in an aside."""
        return text in self._naming or bool(self.term(text))

    def same_term(self, old: str, new: str) -> bool:
        """Whether both texts define a term, and one term is the other or part of it."""
        before, after = self.term(old), self.term(new)
        return bool(before and after) and (before in after or after in before)

    def _reserves(self, text: str) -> tuple[bool, ...]:
        """For each clause whether it reserves other rules: it can follow any duty, so it never binds two articles.

        法律另有规定的，从其规定 / where laws provide otherwise, those provisions prevail
        """
        bounds = clause_bounds(text)
        cues = self._lexicon.find(Concept.INTERPLAY, text) if self._lexicon else ()
        return tuple(any(cue.start < end and start < cue.end for cue in cues) for start, end in bounds)

    def is_stock(self, clauses: Sequence[str]) -> bool:
        """Whether clauses are formulae and nothing else, but for a few words such as 构成犯罪的 or 情节严重的."""
        formulae = [clause for clause in clauses if self.is_formula(clause)]
        return bool(formulae) and all(clause in formulae or len(clause) <= FEW for clause in clauses)

    def is_condition(self, clause: str) -> bool:
        """Whether a clause only says when something applies: where personal information is involved."""
        return self._lexicon is not None and self._lexicon.has(Concept.CONDITION, clause)

    def _is_formula(self, clause: str) -> bool:
        return self._lexicon is not None and any(self._lexicon.has(concept, clause) for concept in FORMULAE)

    def _term(self, text: str) -> str:
        """The term a sentence defines, in lower case; empty if it defines none."""
        for cue in self._lexicon.find(Concept.DEFINED, text) if self._lexicon else ():
            term = (cue.part("term") or cue.part("named")).strip().casefold()
            if len(term) >= SHORTEST_TERM:
                return term
        return ""
