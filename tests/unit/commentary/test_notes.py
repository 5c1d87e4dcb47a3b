"""A person's notes: pinned by provision and phrase, shown as a person's, and stale when the phrase is gone."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from builders import article, item, law

from gaidiff import compare, pipeline, render
from gaidiff.commentary.notes import parse_notes, pin
from gaidiff.errors import ConfigError
from gaidiff.model.change import Note, Report
from gaidiff.model.codec import dumps, loads, report_to_dict

ROOT = Path(__file__).resolve().parents[3]

OLD = law(
    article(1, "提供者应当在三个月内整改。"), article(2, "提供者应当：", item(1, "记录日志；"), item(2, "保密。"))
)
NEW = law(article(1, "提供者应当及时整改。"), article(2, "提供者应当：", item(1, "记录日志；"), item(2, "保密。")))

NOTES = """---
provision: art_1
side: old
quote: 三个月内
author: 王律师
date: 2026-03-01
status: reviewed
---
The client asked for this limit to go.

It <b>went</b>.

---
provision: art_2__para_1__item_1
quote: "记录日志"
---
What stayed.
***
A rule of one's own is no new note.
"""
STALE = "---\nprovision: art_1\nside: new\nquote: 三个月内\nauthor: B\n---\nStill worth a look.\n"


def annotated(text: str) -> Report:
    return pipeline.annotate(compare(OLD, NEW), text, "notes.md")


def test_a_file_holds_several_notes() -> None:
    first, second = parse_notes(NOTES)

    assert (first.eid, first.side, first.quote, first.author) == ("art_1", "old", "三个月内", "王律师")
    assert (first.date, first.status) == ("2026-03-01", "reviewed")
    assert first.text == "The client asked for this limit to go.\n\nIt <b>went</b>."
    assert (second.side, second.quote, second.author, second.date) == ("new", "记录日志", "", None)
    assert second.text.endswith("A rule of one's own is no new note.")


def test_a_rule_of_three_dashes_within_a_note_begins_no_new_one() -> None:
    (note,) = parse_notes(STALE + "\n---\n\nAfter the rule.\n")

    assert note.text == "Still worth a look.\n\n---\n\nAfter the rule."


def test_a_phrase_that_stands_there_is_pinned() -> None:
    notes = pin(parse_notes(NOTES), OLD, NEW)

    assert [note.stale for note in notes] == [False, False]


@pytest.mark.parametrize(
    ("eid", "quote", "stale"),
    [
        ("art_2", "保密。", False),  # the words of an item are its article's too
        ("art_2__para_1__item_2", "记录日志", True),
        ("art_9", "保密", True),
        ("art_1", "在三个月内", True),
        ("art_2", "记录日志；\n保密", False),
    ],
)
def test_a_note_whose_provision_or_phrase_is_gone_is_stale(eid: str, quote: str, stale: bool) -> None:  # noqa: FBT001
    (note,) = pin((Note(eid=eid, side="new", quote=quote, text="x"),), OLD, NEW)  # type: ignore[arg-type]

    assert note.stale is stale


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: a note begins with a line ---"),
        ("Some words\n" + STALE, "line 1: a note begins with a line ---"),
        ("---\nside: old\nquote: x\n---\ny", "no provision"),
        ("---\nprovision: art_1\n---\ny", "no quote"),
        ("---\nprovision: art_1\nquote: x\n---\n", "line 4: the note has no words"),
        ("---\nprovision: art_1\nquote: x\n", "the fields of a note have no end"),
        ("---\nprovision: art_1\nside: left\nquote: x\n---\ny", "line 3: side is 'left'"),
        ("---\nprovision: art_1\nquote: x\ndate: 1.3.2026\n---\ny", "line 4: '1.3.2026' is no date"),
        ("---\nprovision: art_1\nquote: x\nquote: z\n---\ny", "line 4: quote is given twice"),
        ("---\nprovision: art_1\nquote: x\ncolour: red\n---\ny", "line 4: 'colour: red' is no field"),
    ],
)
def test_a_bad_file_is_told_by_line(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message) as told:
        parse_notes(text, "notes.md")

    assert str(told.value).startswith("notes.md, line ")
    assert told.value.exit_code == 2


def test_a_report_with_notes_survives_json_and_fits_the_schema() -> None:
    report = annotated(NOTES + STALE)
    data = report_to_dict(report)
    folder = ROOT / "templates" / "schema"
    schema = json.loads((folder / "report.schema.json").read_text(encoding="utf-8"))
    definition = {**schema["$defs"]["note"], "$defs": schema["$defs"]}

    assert loads(dumps(data)) == report
    assert [note.stale for note in report.notes] == [False, False, True]
    for note in data["notes"]:
        jsonschema.validate(note, definition)


def test_a_report_without_notes_has_no_such_key() -> None:
    assert "notes" not in report_to_dict(compare(OLD, NEW))


@pytest.mark.parametrize("form", ["html", "md", "terminal"])
def test_notes_are_shown_and_labelled_as_a_person_s(form: str) -> None:
    page = render(annotated(NOTES), form).decode()

    assert "Note by 王律师, 2026-03-01, reviewed" in page
    assert "Note by a person" in page  # the one without an author
    assert "The client asked" in page
    assert "What stayed." in page  # its article did not change, and is not folded away
    assert "no longer fit" not in page


@pytest.mark.parametrize("form", ["html", "md", "terminal"])
def test_a_stale_note_is_shown_as_stale(form: str) -> None:
    page = render(annotated(STALE), form).decode()

    assert "Notes that no longer fit" in page
    assert page.index("Notes that no longer fit") < page.index("Still worth a look.")


def test_a_note_cannot_become_markup() -> None:
    report = annotated(NOTES)

    assert "It &lt;b&gt;went&lt;/b&gt;." in render(report, "html").decode()
    assert "<b>went" not in render(report, "md").decode()


def test_a_chinese_report_labels_notes_in_chinese() -> None:
    page = render(annotated(NOTES + STALE), "terminal", language="zh").decode()

    assert "人工批注（王律师）" in page
    assert "已失效的人工批注" in page
