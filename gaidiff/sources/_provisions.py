"""An instrument in, a hash and a size of what counts as the law in it out."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import TYPE_CHECKING

from gaidiff.model.codec import SURROGATES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.law import Instrument, Provision

DECLARED = ("status", "number", "adopted", "in_force", "comments_until")


def provisions_sha256(instrument: Instrument) -> str:
    r"""A hash that is another one when, and only when, the law is.

    What counts: of every provision, in order, its depth, kind, number, heading, text and wrap-up; the title; and what
    the law declares of itself beside its provisions (DECLARED), because 自2024年1月1日起施行 or 已废止 may stand above
    the first article only, and nobody may miss that it changed.

    What does not count, because it changes with the page and not with the law: the rest of the preface and the
    remainder (navigation, counters, share buttons); the date of publication and the authority, which pages print
    for themselves as often as the law does; where, and in which words, each of these was read; diagnostics,
    identifiers, offsets and sentence breaks, which follow from the text; how a number is printed (第14条, 第十四条), as
    in a report; white space of any kind, which a comparison ignores too (a PDF breaks its lines elsewhere each time
    it is made); and the difference between composed and decomposed characters (NFC). Characters that cannot be seen
    do count: a zero-width space in 不得 is a change.

    >>> from gaidiff.model.law import Instrument
    >>> page, again = (Instrument(title="A Law", language="en", provisions=(), preface=p) for p in ("7 hits", "8 hits"))
    >>> provisions_sha256(page) == provisions_sha256(again)
    True
    """
    digest = hashlib.sha256()
    declared = [str(getattr(instrument, name) or "") for name in DECLARED]
    for line in ([instrument.title, *declared], *_lines(instrument.provisions, 0)):
        digest.update(json.dumps([_bare(text) for text in line], ensure_ascii=False).encode() + b"\n")
    return digest.hexdigest()


def size_of(instrument: Instrument) -> int:
    """Characters of all provisions: numbers, headings, texts and wrap-ups as printed."""
    return sum(
        len(node.num.text if node.num else "") + len(node.heading or "") + len(node.text) + len(node.wrap_up)
        for node in instrument.walk()
    )


def _lines(provisions: tuple[Provision, ...], depth: int) -> Iterator[list[str]]:
    for node in provisions:
        label = node.num.label if node.num else ""
        yield [str(depth), node.kind.value, label, node.heading or "", node.text, node.wrap_up]
        yield from _lines(node.children, depth + 1)


def _bare(text: str) -> str:
    """Without white space, composed, and with the one replacement that storing makes (see `codec.dumps`)."""
    return unicodedata.normalize("NFC", SURROGATES.sub("\ufffd", "".join(text.split())))
