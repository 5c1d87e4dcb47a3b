"""The note: what a partner would edit, in English and Chinese, as Markdown and as a page that does nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from builders import article, law

from gaidiff import render
from gaidiff.model.change import Direction, Finding, Note, Report, Summary
from gaidiff.model.codec import dumps, loads, report_to_dict
from gaidiff.model.text import EId
from gaidiff.pipeline import compare
from gaidiff.renderers._labels import labels
from gaidiff.renderers._note import note_of
from gaidiff.renderers._note_parts import Lines, Statements, Table, Title
from gaidiff.renderers._note_themes import told

OLD = law(
    article(1, "本办法适用于路灯的运营。"),
    article(2, "运营者应当每年检查线路，公布检查结果。"),
    article(3, "运营者应当在三个月内修复损坏的路灯。"),
    article(4, "违反本办法的，处一万元以上十万元以下罚款。"),
    article(5, "本办法自2020年1月1日起施行。"),
    status="draft",
    title="路灯管理办法",
)
NEW = law(
    article(1, "本办法适用于路灯的运营。"),
    article(2, "运营者应当每年检查线路，公布检查结果。运营者不得向他人出售行人的照片。"),
    article(3, "运营者应当及时修复损坏的路灯。"),
    article(4, "违反本办法的，给予警告。"),
    article(5, "本办法自2026年5月1日起施行。"),
    in_force="2026-05-01",
    title="路灯管理办法",
)
LANGUAGES = ("en", "zh")


@pytest.fixture(scope="module")
def report() -> Report:
    return compare(OLD, NEW)


def section(report: Report, name: str, language: str = "en") -> tuple[object, ...]:
    found = {one.name: one.parts for one in note_of(report, labels(language)).sections}
    return found[name]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sections_stand_in_the_order_of_a_law_firms_note(report: Report, language: str) -> None:
    names = [one.name for one in note_of(report, labels(language)).sections]

    order = ["verdict", "top", "themes", "stayed", "landmarks", "actions", "ledger", "correspondence", "terms"]
    assert [name for name in names if name in order] == order
    assert names[-1] == "confidence"


def test_themes_stand_in_reading_order(report: Report) -> None:
    titles = [part.text for part in section(report, "themes") if isinstance(part, Title)]

    order = list(labels("en").themes.values())
    assert titles == sorted(titles, key=order.index)


def test_no_sentence_is_said_twice(report: Report) -> None:
    said = [
        one.sentence
        for name in ("top", "themes")
        for part in section(report, name)
        if isinstance(part, Statements)
        for one in part.items
    ]

    assert len(said) == len(set(said))


def test_every_finding_is_told_or_named_as_a_tag(report: Report) -> None:
    groups = told(report)
    shown = [finding for one in groups for finding in (one.finding, *one.others)]

    own = [f for c in report.changes for f in c.findings if f.theme != "form" and f.kind != "unchanged_confirmed"]
    assert len(shown) == len(own)


def test_a_finding_that_quotes_nothing_new_becomes_a_tag() -> None:
    duty = Finding(kind="obligation_added", direction=Direction.TIGHTENED, confidence=0.8, slots=(("act", "应当备案"),))
    filing = replace(duty, kind="licence_filing_added", slots=(("act", "运营者应当备案"),))
    (first, *_rest) = compare(OLD, NEW).changes
    (one,) = told(replace(compare(OLD, NEW), changes=(replace(first, findings=(duty, filing)),)))

    assert one.finding is filing
    assert one.others == (duty,)


def test_items_of_a_list_are_never_reduced_to_a_tag() -> None:
    duty = Finding(kind="obligation_modified", direction=Direction.NEUTRAL, confidence=0.8, slots=(("x", "甲、乙"),))
    listed = replace(duty, kind="enumeration_changed", slots=(("xs", "甲"),))
    (first, *_rest) = compare(OLD, NEW).changes

    assert len(told(replace(compare(OLD, NEW), changes=(replace(first, findings=(duty, listed)),)))) == 2


def test_doubtful_findings_stand_apart(report: Report) -> None:
    doubtful = tuple(
        replace(change, findings=tuple(replace(finding, confidence=0.3) for finding in change.findings))
        for change in report.changes
    )
    uncertain = replace(report, changes=doubtful)

    assert "themes" not in {one.name for one in note_of(uncertain, labels("en")).sections}
    assert any(isinstance(part, Statements) for part in section(uncertain, "check"))


def test_actions_name_the_duty_the_day_and_the_source(report: Report) -> None:
    (table,) = [part for part in section(report, "actions") if isinstance(part, Table)]
    rows = [[cell.text for cell in row] for row in table.rows]

    assert ["1", "运营者", "不得向他人出售行人的照片", "new", "2026-05-01", "Art. 2"] in rows


def test_scope_and_dates_are_shown_though_unchanged() -> None:
    parts = section(compare(OLD, OLD), "landmarks")

    assert [part.text for part in parts if isinstance(part, Title)] == ["Scope", "Sanctions", "Date of effect"]


def test_articles_nobody_explained_are_named(report: Report) -> None:
    bare = tuple(replace(change, findings=()) for change in report.changes)
    silent = replace(report, changes=bare, summary=Summary())
    lines = [line for part in section(silent, "confidence") if isinstance(part, Lines) for line in part.items]

    assert "Changed in words, no legal change recognised: Art. 2, Art. 3, Art. 4, Art. 5." in lines


def test_unchanged_articles_are_listed(report: Report) -> None:
    lines = [line for part in section(report, "stayed") if isinstance(part, Lines) for line in part.items]

    assert lines[-1] == "In the same words as before: Art. 1."


def test_a_persons_note_is_labelled_as_one(report: Report) -> None:
    noted = Note(eid=EId("art_3__para_1"), side="new", quote="及时", text="问客户。", author="某律师")
    body = render(replace(report, notes=(noted,)), "note").decode()

    assert "Note by 某律师" in body


@pytest.mark.parametrize("name", ["note", "note-html"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_read_back_gives_the_same_note(report: Report, name: str, language: str) -> None:
    again = loads(dumps(report_to_dict(report)))

    assert isinstance(again, Report)
    assert render(again, name, language=language) == render(report, name, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slot_is_left_open(report: Report, language: str) -> None:
    assert not re.search(r"\{\w+\}", render(report, "note", language=language).decode())


def test_markdown_of_the_law_stays_text() -> None:
    hostile = law(article(1, "运营者应当报告<script>alert(1)</script>| a | *b*。"), title="# <b>示例</b>")
    body = render(compare(OLD, hostile), "note").decode()

    assert "<script>" not in body
    assert "<b>" not in body


def test_the_page_can_do_nothing() -> None:
    hostile = law(article(1, "运营者应当报告<script>alert(1)</script>。"), title="<img src=x>")
    page = render(compare(OLD, hostile), "note-html").decode()

    assert "<script" not in page
    assert "<img" not in page
    assert "default-src 'none'; style-src 'sha256-" in unescape(page)
    assert "unsafe" not in page
