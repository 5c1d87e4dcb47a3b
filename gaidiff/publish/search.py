"""Changes in, the index that the search page carries out: JSON in the page itself, for a disk has no server to ask.

A browser does not let a page opened from a disk read a second file, and the policy of our pages lets none be loaded.
So the index stands in the search page as data (a script element of a type no browser runs), and only there. It is
bounded: of the newest changes every finding can be searched, of those beyond the bound the ones that matter most.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LARGEST: Final = 4 * 1024 * 1024  # characters of the index: a phone reads it in under a second
ESCAPED: Final = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)

Line = tuple[str, str, str, str]  # direction in words, pinpoint, sentence, anchor in the report


def index_of(
    changes: Sequence[Mapping[str, Any]], lines: Iterable[tuple[Sequence[Line], Sequence[Line]]], largest: int = LARGEST
) -> tuple[Markup, bool]:
    """The index of changes (the latest first) with (all lines, the lines that matter most), and whether it was cut."""
    room = largest
    cut = False
    found = []
    for change, (every, most) in zip(changes, lines, strict=True):
        size = sum(len(part) for line in every for part in line)
        chosen = every if size <= room else most
        cut = cut or len(chosen) < len(every)
        room -= min(size, room) if chosen is every else 0
        found.append({**change, "found": [list(line) for line in chosen]})
    text = json.dumps({"changes": found}, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(ESCAPED)), cut  # noqa: S704  cannot end its element or open another
