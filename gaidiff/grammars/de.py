"""German law: § 19a with its heading, Absatz (1), Nummer 1., Buchstabe a); Teil, Abschnitt, Anlage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars import Grammar
from gaidiff.grammars._clauses_de import breaks, words
from gaidiff.grammars._labels import Profile
from gaidiff.grammars._labels_de import is_placeholder, items, mark, unit
from gaidiff.grammars._labels_en import is_title
from gaidiff.grammars._languages import likeness
from gaidiff.grammars._metadata_latin import describe
from gaidiff.grammars._outline import outline as build
from gaidiff.grammars._pattern import pattern

if TYPE_CHECKING:
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import Reading
    from gaidiff.model.words import Lexicon

SENTENCE = pattern(r"[.;]$")
PREAMBLE = pattern(r"in Erwägung nachstehender Gründe:?$|Erwägungsgründe:?$")
FORMULA = pattern(r"\**(?:HABEN|HAT) (?:FOLGENDE|BESCHLOSSEN)")
FLUSH = pattern(r"[a-zäöü].*\.$")


def titled(rest: str, following: str | None) -> int:
    """The whole line after the label is the heading; a section that was struck out has its note as text."""
    return len(rest) if rest and following is not None and is_title(rest) else 0


PROFILE = Profile(
    mark=mark,
    markers=items,
    unit=unit,
    titled=titled,
    is_title=is_title,
    breaks=breaks,
    is_placeholder=is_placeholder,
    is_preamble=lambda text: PREAMBLE.search(text) is not None,
    is_formula=lambda text: FORMULA.match(text) is not None,
    is_lead=lambda text: SENTENCE.search(text) is None,
    is_flush=lambda text: FLUSH.match(text) is not None,
)


def outline(reading: Reading) -> Instrument:
    """A reading of a German text in, the instrument out."""
    return describe(reading, build(reading, PROFILE), "de")


def lexicon() -> Lexicon:
    """The cue words; parsing does without them."""
    from gaidiff.grammars._lexicon_de import LEXICON

    return LEXICON


GRAMMAR = Grammar(
    name="de",
    recognise=lambda text: likeness(text, "de"),
    outline=outline,
    breaks=breaks,
    words=words,
    lexicon=lexicon,
    profile=PROFILE,
)
