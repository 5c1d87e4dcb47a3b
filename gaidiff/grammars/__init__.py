"""A Reading in, an Instrument out.

One file per source language. It declares `GRAMMAR = Grammar(...)`: how provisions are labelled, where sentences and
words end, and the cue words of the law (`Lexicon`). The tree itself is built by `_outline.py` for every language.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from gaidiff.errors import StructureError
from gaidiff.grammars._front_matter import with_front_matter
from gaidiff.grammars._languages import KNOWN, likeness
from gaidiff.registry import is_extended, modules, plugins

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaidiff.grammars._labels import Profile
    from gaidiff.grammars._outline import Outline
    from gaidiff.model.law import Instrument
    from gaidiff.model.marked import MarkedLaw
    from gaidiff.model.text import Reading
    from gaidiff.model.words import Lexicon

PACKAGE = "gaidiff.grammars"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """One language of law.

    recognise   text -> 0..1, how surely a text is of this language
    outline     reading -> instrument (the grammar calls `_outline` with its own label patterns)
    breaks      text of one provision -> offsets at which a new sentence or clause begins
    words       text -> tokens that join to the text; spaced languages by word, Chinese by character and legal phrase
    lexicon     cue words by concept, or a function that gives them: parsing needs none
    profile     its labels; without one, structure stated by markup keeps plain numbers
    describe    reading, outline -> instrument, with what the law says about itself
    """

    name: str
    recognise: Callable[[str], float]
    outline: Callable[[Reading], Instrument]
    breaks: Callable[[str], tuple[int, ...]]
    words: Callable[[str], list[str]]
    lexicon: Lexicon | Callable[[], Lexicon]
    profile: Profile | None = None
    describe: Callable[[Reading, Outline], Instrument] | None = None


def grammar_of(language: str) -> Grammar:
    """The grammar called `language`; raises StructureError for one gaidiff does not read."""
    own = language in KNOWN and language in modules(PACKAGE)  # then this grammar is imported, and no other
    known = {language: import_module(f"{PACKAGE}.{language}").GRAMMAR} if own else plugins(PACKAGE, "GRAMMAR")
    if language not in known:
        raise StructureError(f"language {language!r} is not known", f"use one of {', '.join(sorted(known))}")
    grammar: Grammar = known[language]
    return grammar


def lexicon_of(language: str) -> Lexicon:
    """The cue words of `language`; raises StructureError for one gaidiff does not read."""
    lexicon = grammar_of(language).lexicon
    return lexicon() if callable(lexicon) else lexicon


def parse(reading: Reading, *, language: str | None = None) -> Instrument:
    """Parse a reading with the grammar of its language, found from the text unless given.

    Raises StructureError if the language is not known or no article is found.
    """
    stated = reading.law.language if reading.law is not None else None
    grammar = grammar_of(language or stated or _recognise(reading))
    instrument = grammar.outline(reading) if reading.law is None else _build(reading, reading.law, grammar)
    if not instrument.units():
        where = reading.location or "the text"
        raise StructureError(f"no article found in {where}", "is this the text of a law? see `gaidiff parse --help`")
    return with_front_matter(reading, instrument)


def _build(reading: Reading, law: MarkedLaw, grammar: Grammar) -> Instrument:
    from gaidiff.grammars._marked import build

    return build(reading, law, grammar)


def _recognise(reading: Reading) -> str:
    sample = "\n".join(block.text for block in reading.blocks)[:20000]
    names = modules(PACKAGE)
    scores = [(likeness(sample, name), name) for name in names if name in KNOWN]
    if is_extended(PACKAGE) or not set(names) <= set(KNOWN):
        others = [grammar for name, grammar in plugins(PACKAGE, "GRAMMAR").items() if name not in KNOWN]
        scores += [(float(grammar.recognise(sample)), str(grammar.name)) for grammar in others]
    score, name = max(scores)
    if score <= 0:
        known = ", ".join(sorted(name for _, name in scores))
        raise StructureError(f"the language of {reading.location or 'the text'} is not known", f"gaidiff reads {known}")
    return name
