"""Blocks in, diagnostics out about characters a person cannot see or cannot tell from others."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaidiff.model.text import Block, Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterable

# Zero-width, soft hyphen, variation selectors, tag characters: a change in them is a change nobody sees.
INVISIBLE = re.compile("[\xad\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]")
BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# The а of pаy is Cyrillic, the ⼀ of ⼀年 the picture of a stroke and no word. A pattern that begins with one set is
# looked for at six times the speed of alternatives.
STROKES = "\u2e80-\u2fdf"
LOOK_ALIKE = re.compile(
    rf"[{STROKES}\u0370-\u052f] (?: (?<=[{STROKES}]) | (?<=[A-Za-z].) | (?=[A-Za-z]) )",
    re.VERBOSE,
)

KINDS = (
    ("invisible_characters", INVISIBLE, "cannot be seen"),
    ("bidi_characters", BIDI, "change the direction of writing and can reorder what is seen"),
    ("control_characters", CONTROL, "are control characters"),
    ("look_alike_characters", LOOK_ALIKE, "look like letters of another script"),
)


def notes_on(blocks: Iterable[Block]) -> tuple[Diagnostic, ...]:
    """One diagnostic for each kind of odd character in the blocks, with count and code points.

    >>> notes_on([Block("不\u200b得")])[0].message
    '1 characters cannot be seen: U+200B (1)'
    """
    text = "\n".join(block.text for block in blocks)
    if text.isascii() and text.isprintable():
        return ()
    notes = []
    for code, pattern, what in KINDS:
        counts = Counter(pattern.findall(text))
        if counts:
            listed = ", ".join(f"U+{ord(character):04X} ({count})" for character, count in sorted(counts.items()))
            notes.append(Diagnostic(code, f"{counts.total()} characters {what}: {listed}"))
    return tuple(notes)
