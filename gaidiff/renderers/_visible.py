"""Words of a source in, words one can see out: what a screen would hide, obey or reorder becomes a mark, <U+202E>.

"付款100元" and "付款<U+202E>001<U+202C>元" look alike on a screen; a report must not.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.law import Instrument, Provision

HIDDEN: Final = re.compile(
    "["
    "\u0000-\u0008\u000b-\u001f\u007f-\u009f"  # controls, among them the escape that drives terminals; not tab, newline
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # soft hyphen, joiners and fillers of other scripts
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # zero width, line separators, bidi embeddings and isolates
    "\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufffb\ufffe\uffff"  # Hangul fillers, selectors, anchors, what XML forbids
    "\ud800-\udfff"  # lone surrogates: no encoding can write them
    "\U000e0000-\U000e0fff"  # tags and more variation selectors
    "]"
)


def visible(text: str) -> str:
    """`text` with every character of HIDDEN written as <U+XXXX>.

    >>> visible("不\u200b得")
    '不<U+200B>得'
    """
    return text if text.isascii() and text.isprintable() else HIDDEN.sub(_mark, text)


def one_line(text: str) -> str:
    """`text` made visible, on one line: for titles, cells and sentences."""
    return " ".join(visible(text).split())


def hidden(instrument: Instrument) -> tuple[tuple[str, int], ...]:
    """The hidden characters of one text with their counts, as ("U+200B", 2), sorted."""
    found = Counter(char for text in _texts(instrument) for char in HIDDEN.findall(text))
    return tuple((f"U+{ord(char):04X}", count) for char, count in sorted(found.items()))


def _texts(instrument: Instrument) -> Iterator[str]:
    if instrument.title not in instrument.preface:
        yield instrument.title
    yield instrument.preface
    yield from instrument.remainder
    for top in instrument.provisions:
        yield "\n".join(_own(top))


def _own(provision: Provision) -> Iterator[str]:
    for node in provision.walk():
        if node.num is not None:
            yield node.num.text
        yield node.heading or ""
        yield node.text
        yield node.wrap_up


def _mark(match: re.Match[str]) -> str:
    return f"<U+{ord(match.group()):04X}>"
