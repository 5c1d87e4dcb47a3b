"""A Reading in, an Instrument out.

One file per source language. It declares `GRAMMAR = Grammar(...)`: how provisions are labelled, where sentences and
words end, and the cue words of the law (`Lexicon`). The tree itself is built by `_outline.py` for every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaidiff.errors import StructureError
from gaidiff.registry import plugins

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaidiff.model.law import Instrument
    from gaidiff.model.text import Reading
    from gaidiff.model.words import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """One language of law.

    recognise   text -> 0..1, how surely a text is of this language
    outline     reading -> instrument (the grammar calls `_outline` with its own label patterns)
    breaks      text of one provision -> offsets at which a new sentence or clause begins
    words       text -> tokens that join to the text; spaced languages by word, Chinese by character and legal phrase
    lexicon     cue words by concept
    """

    name: str
    recognise: Callable[[str], float]
    outline: Callable[[Reading], Instrument]
    breaks: Callable[[str], tuple[int, ...]]
    words: Callable[[str], list[str]]
    lexicon: Lexicon


def grammar_of(language: str) -> Grammar:
    """The grammar called `language`; raises StructureError for one gaidiff does not read."""
    known = plugins("gaidiff.grammars", "GRAMMAR")
    if language not in known:
        raise StructureError(f"language {language!r} is not known", f"use one of {', '.join(sorted(known))}")
    grammar: Grammar = known[language]
    return grammar


def parse(reading: Reading, *, language: str | None = None) -> Instrument:
    """Parse a reading with the grammar of its language, found from the text unless given.

    Raises StructureError if the language is not known or no article is found.
    """
    grammar = grammar_of(language or _recognise(reading))
    instrument = grammar.outline(reading)
    if not instrument.units():
        where = reading.location or "the text"
        raise StructureError(f"no article found in {where}", "is this the text of a law? see `gaidiff parse --help`")
    return instrument


def _recognise(reading: Reading) -> str:
    sample = "\n".join(block.text for block in reading.blocks)[:20000]
    grammars = plugins("gaidiff.grammars", "GRAMMAR").values()
    score, name = max((float(grammar.recognise(sample)), str(grammar.name)) for grammar in grammars)
    if score <= 0:
        known = ", ".join(sorted(grammar.name for grammar in grammars))
        raise StructureError(f"the language of {reading.location or 'the text'} is not known", f"gaidiff reads {known}")
    return name
