"""Whatever two laws say, the segments hold every word of both exactly once, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import article, chapter, item, law, paragraph
from hypothesis import given, settings
from hypothesis import strategies as st

from gaidiff.compare.align import align
from gaidiff.compare.edits import edit_script
from gaidiff.compare.invariants import check
from gaidiff.compare.words import diff
from gaidiff.grammars import grammar_of
from gaidiff.model.change import Op, Report

if TYPE_CHECKING:
    from builders import Draft

    from gaidiff.model.law import Instrument

WORDS = grammar_of("zh").words
CALM = settings(max_examples=60, derandomize=True, deadline=None, database=None)
PHRASES = (
    "应当",
    "不得",
    "报告",
    "三个月内",
    "提供者",
    "使用者",
    "，",
    "。",
    "；",
    " ",
    "的",
    "网络",
    "数据",
    "第二十条",
)

texts = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=14).map("".join).filter(str.strip)
headings = st.none() | st.sampled_from(("总则", "罚则", "定义"))
items = st.lists(texts, max_size=3).map(lambda found: [item(n, text) for n, text in enumerate(found, 1)])
wraps = st.just("") | texts
paragraphs = st.builds(lambda text, below, wrap: paragraph(text, *below, wrap_up=wrap), texts, items, wraps)
contents = st.tuples(st.lists(paragraphs, min_size=1, max_size=3), headings)


@st.composite
def laws(draw: st.DrawFn) -> Instrument:
    """Up to six articles, with or without a chapter around the first of them."""
    drafts: list[Draft] = [
        article(n, *content, heading=heading)
        for n, (content, heading) in enumerate(draw(st.lists(contents, min_size=1, max_size=6)), 1)
    ]
    inside = draw(st.integers(0, len(drafts)))
    grouped = [chapter(1, draw(headings), *drafts[:inside]), *drafts[inside:]] if inside else drafts
    return law(*grouped, preface=draw(st.just("") | texts), remainder=draw(st.just(()) | st.just(("页脚",))))


def compared(old: Instrument, new: Instrument) -> Report:
    alignment = align(old, new, words=WORDS)
    changes, degraded = diff(old, new, alignment, words=WORDS)
    return Report(old=old, new=new, alignment=alignment, changes=changes, degraded=degraded)


@CALM
@given(laws(), laws())
def test_segments_hold_both_texts_exactly_once(old: Instrument, new: Instrument) -> None:
    check(compared(old, new))


@CALM
@given(laws(), laws())
def test_segments_run_down_both_texts(old: Instrument, new: Instrument) -> None:
    order = [
        {span: place for place, span in enumerate((s.eid, s.field) for top in side.provisions for s in top.pieces())}
        for side in (old, new)
    ]
    for change in compared(old, new).changes:
        units = {eid: place for place, eid in enumerate(change.match.old)}  # those of a merger as the new text has them
        spans = [s.old for s in change.segments if s.old]
        places = [
            (units.get(old.unit_of.get(s.eid, s.eid), -1), order[0].get((s.eid, s.field), -1), s.start) for s in spans
        ]
        assert places == sorted(places)
        spans = [s.new for s in change.segments if s.new]
        later = [(order[1].get((s.eid, s.field), -1), s.start) for s in spans]
        assert later == sorted(later)


@CALM
@given(laws())
def test_a_law_compared_with_itself_is_all_equal(same: Instrument) -> None:
    assert {s.op for change in compared(same, same).changes for s in change.segments} <= {Op.EQUAL}


@CALM
@given(laws(), laws())
def test_a_change_without_changed_text_shows_none(old: Instrument, new: Instrument) -> None:
    for change in compared(old, new).changes:
        if not change.match.text_changed:
            assert {s.op for s in change.segments} <= {Op.EQUAL}


@CALM
@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30))
def test_edit_scripts_rebuild_both_sides(old: list[str], new: list[str]) -> None:
    script, _ = edit_script(old, new)
    assert [t for op, a, b, _, _ in script if op is not Op.INSERT for t in old[a:b]] == old
    assert [t for op, _, _, c, d in script if op is not Op.DELETE for t in new[c:d]] == new
    assert all(old[a:b] == new[c:d] for op, a, b, c, d in script if op is Op.EQUAL)
