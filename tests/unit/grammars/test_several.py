"""Several numbers of which nothing is left stand in one line: they are no article, and their place is kept."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse

GERMAN = (
    "§ 1 Zweck\nDieses Gesetz regelt Lampen und Kerzen.\n{}\n§ 6 Schluss\nDieses Gesetz tritt am 1. März 2030 in Kraft."
)
ENGLISH = "§ 9.1 Scope.\nThis part applies to lamps.\n{}\n§ 9.6 Dates.\nThis part takes effect at once."


@pytest.mark.parametrize(
    ("text", "line", "eid", "words"),
    [
        (GERMAN, "§§ 2 bis 5 (weggefallen)", "placeholder_2-5", "(weggefallen)"),
        (GERMAN, "## §§ 2 und 3 (aufgehoben)", "placeholder_2-3", "(aufgehoben)"),
        (ENGLISH, "§§ 9.2-9.5 [Reserved]", "placeholder_9.2-9.5", "[Reserved]"),
        (ENGLISH, "§§ 9.2 through 9.5 [Removed and reserved]", "", ""),
        (ENGLISH, "§§ 9.2 and 9.5 apply.", "", ""),
    ],
)
def test_what_is_left_of_several_sections_is_no_section(text: str, line: str, eid: str, words: str) -> None:
    law = parse(reading(text.format(line)))
    first, *between, last = law.provisions
    assert [unit.num and unit.num.ordinal[-1] for unit in (first, last)] == [1, 6]
    assert [(node.eid, node.text) for node in between] == ([(eid, words)] if eid else [])
    assert ("numbering_gap" in {note.code for note in law.diagnostics}) == (not eid)
