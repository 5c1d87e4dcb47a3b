"""Amendment marks of consolidated EU texts are set aside, inside a line too; the words stay."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse

CASES = [
    ("It shall ►M1 keep records ◄ for a year.", "It shall keep records for a year.", "►M1 ◄"),
    ("It shall (►C2 keep ◄) records.", "It shall (keep) records.", "►C2 ◄"),
    ("It keeps records►M2 for a year◄.", "It keeps records for a year.", "►M2 ◄"),
    ("►M12 It keeps records. ◄", "It keeps records.", "►M12 ◄"),
    ("►B It keeps records. ◄", "It keeps records.", "►B ◄"),
    ("It ►M1 may ►A1 then ◄ ask ◄.", "It may then ask.", "►M1 ►A1 ◄ ◄"),
]


@pytest.mark.parametrize(("line", "text", "marks"), CASES)
def test_marks_inside_a_line_are_set_aside(line: str, text: str, marks: str) -> None:
    law = parse(reading(f"Directive on Lamps\nArticle 1\nScope\n{line}\nArticle 2\nEnd\nIt ends."), language="en")
    assert [node.text for node in law.units()[0].walk() if node.text] == [text]
    assert law.remainder == (marks,)


def test_a_marked_heading_opens_its_article() -> None:
    law = parse(reading("Lamps\n►M1 Article 1 ◄\nScope\nIt begins.\n▼B\n►C1 Article 2 ◄\nEnd\nIt ends."), language="en")
    assert [(unit.eid, unit.heading) for unit in law.units()] == [("art_1", "Scope"), ("art_2", "End")]
    assert law.remainder == ("►M1 ◄", "▼B", "►C1 ◄")


def test_an_arrow_before_words_is_text() -> None:
    law = parse(
        reading("Article 1\nScope\n► Members report.\n► A member asks.\nArticle 2\nEnd\nIt ends."), language="en"
    )
    assert [node.text for node in law.units()[0].children] == ["► Members report.", "► A member asks."]
    assert law.remainder == ()
