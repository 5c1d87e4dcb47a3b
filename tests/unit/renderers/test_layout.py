"""Rows of paragraphs: which stand side by side, what number is printed, what the redline shows."""

from __future__ import annotations

from dataclasses import replace

from builders import article, item, law
from reports import at, finding, reported, sample

from gaidiff.model.change import Change, Direction, Match, Op, Report, Segment
from gaidiff.model.text import EId, Span
from gaidiff.renderers._layout import Row, RowKind, lay_out
from gaidiff.renderers._side import Line


def shown(line: Line) -> str:
    marks = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    runs = [marks[run.op].format(run.text) if not run.gap else "(gap)" for run in (*line.number, *line.runs)]
    return " ".join(runs)


def redline(rows: tuple[Row, ...]) -> list[str]:
    return [shown(line) for row in rows for line in row.redline]


def rows_of(report: Report, place: int = 0) -> tuple[Row, ...]:
    return lay_out(report.changes[place], report)


def test_an_amended_paragraph_is_one_row_and_one_redline() -> None:
    old, new = law(article(1, "提供者应当报告。")), law(article(1, "提供者可以报告。"))
    (row,) = rows_of(reported(old, new, ("art_1", "art_1")))

    assert row.kind is RowKind.MIXED
    assert [shown(line) for line in row.old] == ["第一条 提供者 [-应当-] 报告。"]
    assert [shown(line) for line in row.new] == ["第一条 提供者 {+可以+} 报告。"]
    assert [shown(line) for line in row.redline] == ["第一条 提供者 [-应当-] {+可以+} 报告。"]


def test_a_paragraph_that_begins_with_a_change_is_not_torn() -> None:
    old, new = law(article(1, "用户应当报告。")), law(article(1, "提供者应当报告。"))

    assert redline(rows_of(reported(old, new, ("art_1", "art_1")))) == ["第一条 [-用户-] {+提供者+} 应当报告。"]


def test_a_renumbered_article_shows_both_numbers() -> None:
    old, new = law(article(13, "提供者应当报告。")), law(article(11, "提供者应当报告。"))
    (row,) = rows_of(reported(old, new, ("art_13", "art_11")))

    assert row.kind is RowKind.MIXED
    assert redline((row,)) == ["[-第十三条-] {+第十一条+} 提供者应当报告。"]


def test_an_article_keeps_its_number_when_a_paragraph_is_put_before_its_first() -> None:
    old, new = law(article(4, "国家制定规则。")), law(article(4, "坚持领导。", "国家制定规则。"))
    first, second = EId("art_4__para_1"), EId("art_4__para_2")
    change = Change(
        match=Match(old=(EId("art_4"),), new=(EId("art_4"),), text_changed=True),
        segments=(
            Segment(Op.INSERT, None, Span(first, 0, 5)),
            Segment(Op.EQUAL, Span(first, 0, 7), Span(second, 0, 7)),
        ),
    )
    rows = lay_out(change, reported(old, new, ("art_4", "art_4")))

    assert redline(rows) == ["第四条 {+坚持领导。+}", "国家制定规则。"]
    assert shown(rows[1].old[0]) == "第四条 国家制定规则。"


def test_items_carry_their_own_numbers() -> None:
    old = law(article(4, "提供者应当：", item(1, "建立制度；"), item(2, "公布来源；"), item(3, "报送记录。")))
    new = law(article(4, "提供者应当：", item(1, "建立制度；"), item(2, "报送记录。")))
    second, third = EId("art_4__para_1__item_2"), EId("art_4__para_1__item_3")
    base = reported(old, new, ("art_4", "art_4")).changes[0]
    change = replace(
        base,
        segments=(
            *base.segments[:2],
            Segment(Op.DELETE, Span(second, 0, 5), None),
            Segment(Op.EQUAL, Span(third, 0, 5), Span(second, 0, 5)),
        ),
    )
    rows = lay_out(change, reported(old, new, ("art_4", "art_4")))

    assert redline(rows) == [
        "第四条 提供者应当：",
        "（一） 建立制度；",
        "[-（二）-] [-公布来源；-]",
        "[-（三）-] {+（二）+} 报送记录。",
    ]
    assert [row.kind for row in rows] == [RowKind.SAME, RowKind.SAME, RowKind.APART, RowKind.MIXED]
    assert [line.depth for row in rows for line in row.redline] == [0, 1, 1, 1]


def test_paragraphs_that_went_stand_beside_those_that_came() -> None:
    old, new = law(article(1, "甲。", "乙。")), law(article(1, "丙。", "丁。", "戊。"))
    one, two, three = (EId(f"art_1__para_{n}") for n in (1, 2, 3))
    change = Change(
        match=Match(old=(EId("art_1"),), new=(EId("art_1"),), text_changed=True),
        segments=(
            *(Segment(Op.DELETE, Span(eid, 0, 2), None) for eid in (one, two)),
            *(Segment(Op.INSERT, None, Span(eid, 0, 2)) for eid in (one, two, three)),
        ),
    )
    rows = lay_out(change, reported(old, new, ("art_1", "art_1")))

    assert [(len(row.old), len(row.new)) for row in rows] == [(1, 1), (1, 1), (0, 1)]
    assert redline(rows) == ["第一条 [-甲。-]", "{+丙。+}", "[-乙。-]", "{+丁。+}", "{+戊。+}"]


def test_two_paragraphs_joined_are_one_row_and_the_lost_number_is_struck_where_it_stood() -> None:
    old = law(article(1, "提供者应当：", item(1, "报告；"), item(2, "记录。")))
    new = law(article(1, "提供者应当：", item(1, "报告；记录。")))
    first, second = EId("art_1__para_1__item_1"), EId("art_1__para_1__item_2")
    change = Change(
        match=Match(old=(EId("art_1"),), new=(EId("art_1"),), text_changed=True),
        segments=(
            Segment(Op.EQUAL, Span(first, 0, 3), Span(first, 0, 3)),
            Segment(Op.EQUAL, Span(second, 0, 3), Span(first, 3, 6)),
        ),
    )

    assert redline(lay_out(change, reported(old, new, ("art_1", "art_1")))) == [
        "第一条 （一） 报告； [-（二）-] 记录。"
    ]


def test_words_shown_with_another_change_leave_a_gap() -> None:
    old, new = law(article(1, "甲。乙。丙。")), law(article(1, "乙。"))
    first = EId("art_1__para_1")
    change = Change(
        match=Match(old=(EId("art_1"),), new=(EId("art_1"),)),
        segments=(Segment(Op.EQUAL, Span(first, 2, 4), Span(first, 0, 2)),),
    )
    (row,) = lay_out(change, reported(old, new, ("art_1", "art_1")))

    assert [shown(line) for line in row.old] == ["第一条 (gap) 乙。 (gap)"]
    assert [shown(line) for line in row.new] == ["第一条 乙。"]


def test_a_note_stands_where_the_words_of_its_finding_end() -> None:
    old, new = law(article(1, "提供者应当报告。")), law(article(1, "提供者可以报告。"))
    about = finding("modality_softened", Direction.RELAXED, "x", new=(at(new, "art_1__para_1", "可以报"),))
    (row,) = rows_of(reported(old, new, ("art_1", "art_1"), findings={0: (about,)}))

    noted = [(run.text, run.notes) for run in row.new[0].runs if run.notes]
    assert noted == [("报", (1,))]
    assert not any(run.notes for run in row.old[0].runs)


def test_a_note_about_old_words_only_stands_in_the_old_text_and_in_the_redline() -> None:
    old, new = law(article(1, "提供者应当报告。")), law(article(1, "提供者应当告。"))
    about = finding("obligation_removed", Direction.RELAXED, "x", old=(at(old, "art_1__para_1", "报"),))
    (row,) = rows_of(reported(old, new, ("art_1", "art_1"), findings={0: (about,)}))

    assert [run.text for run in row.old[0].runs if run.notes] == ["报"]
    assert [run.text for run in row.redline[0].runs if run.notes] == ["报"]


def test_every_word_of_a_change_is_in_its_rows() -> None:
    report = sample()
    for place, change in enumerate(report.changes):
        rows = rows_of(report, place)
        for text, column, side in (
            (report.old, [line for row in rows for line in row.old], "old"),
            (report.new, [line for row in rows for line in row.new], "new"),
        ):
            spans = [span for segment in change.segments if (span := getattr(segment, side)) is not None]
            expected = "".join(text.text_at(span) for span in spans)
            assert "".join(run.text for line in column for run in line.runs) == expected


def test_every_changed_word_is_in_the_redline() -> None:
    report = sample()
    for place, change in enumerate(report.changes):
        runs = [run for row in rows_of(report, place) for line in row.redline for run in line.runs]
        for op, text, side in ((Op.DELETE, report.old, "old"), (Op.INSERT, report.new, "new")):
            expected = "".join(text.text_at(getattr(one, side)) for one in change.segments if one.op is op)
            assert "".join(run.text for run in runs if run.op is op) == expected
