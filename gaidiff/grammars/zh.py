"""Chinese law, simplified and traditional: 编, 章, 节, 第N条, 款, （一）, 1., 附件."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars import Grammar
from gaidiff.grammars._clauses_zh import breaks, words
from gaidiff.grammars._labels import Profile
from gaidiff.grammars._labels_zh import (
    FOOTER,
    SIGNATORY,
    inline,
    is_heading,
    is_placeholder,
    is_title,
    mark,
    markers,
    titled,
    unit,
)
from gaidiff.grammars._languages import likeness
from gaidiff.grammars._metadata_zh import describe
from gaidiff.grammars._outline import outline as build

if TYPE_CHECKING:
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import Reading
    from gaidiff.model.words import Lexicon


PROFILE = Profile(
    mark=mark,
    markers=markers,
    unit=unit,
    titled=titled,
    is_title=is_title,
    is_footer=lambda text: FOOTER.match(text) is not None,
    is_signatory=lambda text: SIGNATORY.match(text) is not None and is_title(text),
    breaks=breaks,
    is_heading=is_heading,
    inline=inline,
    is_placeholder=is_placeholder,
    fallbacks=frozenset({"、"}),
    bare_paragraph=True,
)


def outline(reading: Reading) -> Instrument:
    """A reading of a Chinese text in, the instrument out."""
    return describe(reading, build(reading, PROFILE))


def lexicon() -> Lexicon:
    """The cue words; parsing does without them."""
    from gaidiff.grammars._lexicon_zh import LEXICON

    return LEXICON


GRAMMAR = Grammar(
    name="zh",
    recognise=lambda text: likeness(text, "zh"),
    outline=outline,
    breaks=breaks,
    words=words,
    lexicon=lexicon,
    profile=PROFILE,
    describe=describe,
)
