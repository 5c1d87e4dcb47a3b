"""Japanese law: 編, 章, 節, 第N条 with its heading on the line above, 項 in full-width digits, 号, イロハ, 附則."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars import Grammar
from gaidiff.grammars._clauses_ja import breaks, words
from gaidiff.grammars._labels import Profile
from gaidiff.grammars._labels_ja import FOOTER, is_caption, is_placeholder, is_title, mark, markers, titled, unit
from gaidiff.grammars._languages import likeness
from gaidiff.grammars._metadata_ja import describe
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
    breaks=breaks,
    is_caption=is_caption,
    is_footer=lambda text: FOOTER.match(text) is not None,
    is_placeholder=is_placeholder,
    paragraphs=frozenset({"１"}),
    bare_paragraph=True,
)


def outline(reading: Reading) -> Instrument:
    """A reading of a Japanese text in, the instrument out."""
    return describe(reading, build(reading, PROFILE))


def lexicon() -> Lexicon:
    """The cue words; parsing does without them."""
    from gaidiff.grammars._lexicon_ja import LEXICON

    return LEXICON


GRAMMAR = Grammar(
    name="ja",
    recognise=lambda text: likeness(text, "ja"),
    outline=outline,
    breaks=breaks,
    words=words,
    lexicon=lexicon,
    profile=PROFILE,
    describe=describe,
)
