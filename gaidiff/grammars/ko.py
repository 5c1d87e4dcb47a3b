"""Korean law: 편, 장, 절, 제N조(제목), 항 ①, 호 1., 목 가., 부칙, 별표."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars import Grammar
from gaidiff.grammars._clauses_ko import breaks, words
from gaidiff.grammars._labels import Profile
from gaidiff.grammars._labels_ko import FOOTER, is_placeholder, is_title, mark, markers, titled, unit
from gaidiff.grammars._languages import likeness
from gaidiff.grammars._metadata_ko import describe
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
    is_footer=lambda text: FOOTER.match(text) is not None,
    is_placeholder=is_placeholder,
    paragraphs=frozenset({"①"}),
    bare_paragraph=True,
)


def outline(reading: Reading) -> Instrument:
    """A reading of a Korean text in, the instrument out."""
    return describe(reading, build(reading, PROFILE))


def lexicon() -> Lexicon:
    """The cue words; parsing does without them."""
    from gaidiff.grammars._lexicon_ko import LEXICON

    return LEXICON


GRAMMAR = Grammar(
    name="ko",
    recognise=lambda text: likeness(text, "ko"),
    outline=outline,
    breaks=breaks,
    words=words,
    lexicon=lexicon,
    profile=PROFILE,
    describe=describe,
)
