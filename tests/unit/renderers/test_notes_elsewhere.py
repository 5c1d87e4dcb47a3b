"""A person's notes in what is sent on: Word comments under their name, remarks in tables, none of them lost."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from reports import sample
from revisions import W, commented, page_of, part_of, settled
from revisions import bare as unspaced

from gaidiff.model.change import Note, Report
from gaidiff.model.text import EId
from gaidiff.renderers import render

KEPT = Note(
    eid=EId("art_3__para_1"), side="new", quote="及时", text="问客户。\n再议。", author="Ann Lawyer", date="2026-03-01"
)
OF_OLD = Note(eid=EId("art_3__para_1"), side="old", quote="三个月内", text="Why it went.", author="")
STALE = Note(eid=EId("art_99"), side="new", quote="gone", text="Check =1+1.", author="Bo", stale=True)


@pytest.fixture
def noted() -> Report:
    return replace(sample(), notes=(KEPT, OF_OLD, STALE))


def test_a_note_is_a_word_comment_under_its_authors_name_at_its_words(noted: Report) -> None:
    body = render(noted, "docx")
    people = [one for one in part_of(body, "word/comments.xml") if one.get(f"{W}author") != "gaidiff"]

    assert [one.get(f"{W}author") for one in people] == ["Ann Lawyer", "Note by a person"]
    assert people[0].get(f"{W}date") == "2026-03-01T00:00:00Z"
    assert people[0].get(f"{W}initials") == "AL"
    words = dict(commented(body))
    assert words["Note by Ann Lawyer, 2026-03-01问客户。再议。"] == "及时"
    assert words["Note by a personWhy it went."] == "三个月内"


def test_notes_change_no_word_of_either_text(noted: Report) -> None:
    body = render(noted, "docx")

    assert [unspaced(line) for line in settled(body, accepted=True)] == page_of(noted.new)
    assert [unspaced(line) for line in settled(body, accepted=False)] == page_of(noted.old)


def test_a_note_that_no_longer_fits_stands_on_the_front_page(noted: Report) -> None:
    front = "".join(part_of(render(noted, "docx")).itertext())

    assert "Notes that no longer fit" in front
    assert "Note by Bo, new art_99: “gone”" in front
    assert "Check =1+1." in front


@pytest.mark.parametrize("format", ["table-html", "table-md", "table-docx", "table-csv", "table-xlsx"])
def test_every_table_has_every_note(noted: Report, format: str) -> None:
    body = render(noted, format)
    if format == "table-html":
        text = BeautifulSoup(body, "lxml").get_text()
    elif format == "table-docx":
        text = "".join(part_of(body).itertext())
    elif format == "table-xlsx":
        text = ZipFile(BytesIO(body)).read("xl/sharedStrings.xml").decode()
    else:
        text = body.decode()

    for words in ("Note by Ann Lawyer", "问客户。", "再议。", "Why it went.", "Check =1+1."):
        assert words in text


def test_a_note_on_an_unchanged_article_is_not_folded_away(noted: Report) -> None:
    quiet = next(change for change in noted.changes if change.match.kind == "unchanged" and change.match.new)
    eid = next(s.new.eid for s in quiet.segments if s.new is not None)
    span = next(s.new for s in quiet.segments if s.new is not None)
    quote = noted.new.field_text(eid, span.field)[:2]
    on_it = replace(noted, notes=(Note(eid=eid, side="new", quote=quote, text="Still right."),))

    assert "Still right." in render(on_it, "table-md").decode()
