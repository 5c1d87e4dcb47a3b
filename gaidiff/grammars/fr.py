"""French law: Article L100-1 or 1er, I. -, 1°, a); partie, livre, titre, chapitre, section, annexe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars import Grammar
from gaidiff.grammars._clauses_fr import breaks, words
from gaidiff.grammars._labels import Profile
from gaidiff.grammars._labels_en import is_title
from gaidiff.grammars._labels_fr import is_placeholder, items, mark, unit
from gaidiff.grammars._languages import likeness
from gaidiff.grammars._metadata_latin import describe
from gaidiff.grammars._outline import outline as build
from gaidiff.grammars._pattern import pattern

if TYPE_CHECKING:
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import Reading
    from gaidiff.model.words import Lexicon

LEAD = pattern(r":$")
PREAMBLE = pattern(r"(?:^|[\s,])(?:[Cc]onsidérant ce qui suit|CONSIDÉRANT CE QUI SUIT)\s?:?$")
FORMULA = pattern(r"\**(?:ONT|A) (?:ADOPTÉ|ARRÊTÉ|DÉCIDÉ)")
FLUSH = pattern(r"[a-zà-ÿ].*\.$")
FOOTER = pattern(r"Fait à [A-ZÉ]")


def titled(rest: str, following: str | None) -> int:
    """A title on the label's line: Article 5 : Registre."""
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
    is_lead=lambda text: LEAD.search(text) is not None,
    is_flush=lambda text: FLUSH.match(text) is not None,
    is_footer=lambda text: FOOTER.match(text) is not None,
)


def outline(reading: Reading) -> Instrument:
    """A reading of a French text in, the instrument out."""
    return describe(reading, build(reading, PROFILE), "fr")


def lexicon() -> Lexicon:
    """The cue words; parsing does without them."""
    from gaidiff.grammars._lexicon_fr import LEXICON

    return LEXICON


GRAMMAR = Grammar(
    name="fr",
    recognise=lambda text: likeness(text, "fr"),
    outline=outline,
    breaks=breaks,
    words=words,
    lexicon=lexicon,
    profile=PROFILE,
)
