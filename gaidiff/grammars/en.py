"""English law: Articles, Sections, §§ and numbered sections; (1), (a), (i); chapters, annexes and recitals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars import Grammar
from gaidiff.grammars._clauses_en import breaks, words
from gaidiff.grammars._labels import Profile
from gaidiff.grammars._labels_en import is_title, mark, markers, titled, unit
from gaidiff.grammars._languages import likeness
from gaidiff.grammars._lexicon_en import LEXICON
from gaidiff.grammars._metadata_en import describe
from gaidiff.grammars._outline import outline as build

if TYPE_CHECKING:
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import Reading

LEAD = re.compile(r"(?::|[—–]|:\s*[—–-])\s*$")
FLUSH = re.compile(r"[a-z].*(?:[.:]|[—–])$")  # shall be punished …. ; what ends in a semicolon is one more item
FOOTER = re.compile(
    r"Done at [A-Z]|Source:|Retrieved from|Back to top|Print this page"
    r"|Share this|Page \d{1,4}(?: of \d{1,4})?$|©|Copyright ©"
)


def recognise(text: str) -> float:
    """How surely a text is English: none where another language's small words prevail."""
    return likeness(text, "en")


PROFILE = Profile(
    mark=mark,
    markers=markers,
    unit=unit,
    titled=titled,
    is_title=is_title,
    breaks=breaks,
    fallbacks=frozenset({"bare"}),
    is_lead=lambda text: LEAD.search(text) is not None,
    is_flush=lambda text: FLUSH.match(text) is not None,
    is_footer=lambda text: FOOTER.match(text) is not None,
)


def outline(reading: Reading) -> Instrument:
    """A reading of an English text in, the instrument out."""
    return describe(reading, build(reading, PROFILE))


GRAMMAR = Grammar(name="en", recognise=recognise, outline=outline, breaks=breaks, words=words, lexicon=LEXICON)
