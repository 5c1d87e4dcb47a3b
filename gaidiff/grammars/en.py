"""English law: Articles, Sections, §§ and numbered sections; (1), (a), (i); chapters, annexes and recitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars import Grammar
from gaidiff.grammars._clauses_en import breaks, words
from gaidiff.grammars._labels import Profile
from gaidiff.grammars._labels_en import (
    glued,
    inline,
    is_caption,
    is_crosshead,
    is_heading,
    is_placeholder,
    is_title,
    mark,
    markers,
    titled,
    unit,
)
from gaidiff.grammars._languages import likeness
from gaidiff.grammars._metadata_en import describe
from gaidiff.grammars._outline import outline as build
from gaidiff.grammars._pattern import pattern

if TYPE_CHECKING:
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import Reading
    from gaidiff.model.words import Lexicon

ILLUSTRATIONS = r"^\W{0,3}(?:Illustration|Explanation|Exception)s?\b[\s.:—–*_-]{0,6}$"  # on a line of its own
LEAD = pattern(rf"(?::|[—–]|[,:\w]\s?-{{1,2}})\s*$|{ILLUSTRATIONS}")  # …, namely:—   In this Act,-   Illustrations.
FLUSH = pattern(r"[a-z].*(?:[.:]|[—–])$")  # shall be punished …. ; what ends in a semicolon is one more item
PREAMBLE = pattern(r"(?:^|[\s,])(?:Whereas|WHEREAS):?$")
FORMULA = pattern(r"\**(?:HAVE|HAS) (?:ADOPTED|DECIDED|AGREED)\b")
FOOTER = pattern(
    r"Done at [A-Z]|Source:|Retrieved from|Back to top|Print this page"
    r"|Share this|Page \d{1,4}(?: of \d{1,4})?$|©|Copyright ©"
    r"|Last (?:updated|modified|reviewed)\b|Related (?:links|content|documents|articles)\b|Follow us\b|Tags?:"
)


PROFILE = Profile(
    mark=mark,
    markers=markers,
    unit=unit,
    titled=titled,
    is_title=is_title,
    breaks=breaks,
    is_placeholder=is_placeholder,
    glued=glued,
    inline=inline,
    is_caption=is_caption,
    is_crosshead=is_crosshead,
    is_heading=is_heading,
    is_preamble=lambda text: PREAMBLE.search(text) is not None,
    is_formula=lambda text: FORMULA.match(text) is not None,
    fallbacks=frozenset({"bare"}),
    is_lead=lambda text: LEAD.search(text) is not None,
    is_flush=lambda text: FLUSH.match(text) is not None,
    is_footer=lambda text: FOOTER.match(text) is not None,
)


def outline(reading: Reading) -> Instrument:
    """A reading of an English text in, the instrument out."""
    return describe(reading, build(reading, PROFILE))


def lexicon() -> Lexicon:
    """The cue words; parsing does without them."""
    from gaidiff.grammars._lexicon_en import LEXICON

    return LEXICON


GRAMMAR = Grammar(
    name="en",
    recognise=lambda text: likeness(text, "en"),
    outline=outline,
    breaks=breaks,
    words=words,
    lexicon=lexicon,
    profile=PROFILE,
    describe=describe,
)
