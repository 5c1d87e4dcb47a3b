"""Whatever two laws say, the Word file gives either of them back: the new by accepting, the old by rejecting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builders import article, chapter, item, law, paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from revisions import bare, page_of, settled

from gaidiff import render
from gaidiff.compare.align import align
from gaidiff.compare.words import diff
from gaidiff.grammars import grammar_of
from gaidiff.model.change import Report

if TYPE_CHECKING:
    from builders import Draft

    from gaidiff.model.law import Instrument

WORDS = grammar_of("zh").words
CALM = settings(max_examples=80, derandomize=True, deadline=None, database=None)
PHRASES = ("应当", "不得", "报告", "三个月内", "供应者", "，", "。", "；", " ", "\n", "\t", "的", "\u200b", "第二条")

texts = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=12).map("".join).filter(str.strip)
headings = st.none() | st.sampled_from(("总则", "罚则"))
items = st.lists(texts, max_size=3).map(lambda found: [item(n, text) for n, text in enumerate(found, 1)])
paragraphs = st.builds(
    lambda text, below, wrap: paragraph(text, *below, wrap_up=wrap), texts, items, st.just("") | texts
)
contents = st.tuples(st.lists(paragraphs, min_size=1, max_size=2), headings)


@st.composite
def laws(draw: st.DrawFn) -> Instrument:
    """Up to five articles, with or without a chapter around the first of them."""
    drafts: list[Draft] = [
        article(n, *content, heading=heading)
        for n, (content, heading) in enumerate(draw(st.lists(contents, min_size=1, max_size=5)), 1)
    ]
    inside = draw(st.integers(0, len(drafts)))
    grouped = [chapter(1, draw(headings), *drafts[:inside]), *drafts[inside:]] if inside else drafts
    return law(*grouped, preface=draw(st.just("") | texts), remainder=draw(st.just(()) | st.just(("页脚",))))


def tracked(old: Instrument, new: Instrument) -> bytes:
    alignment = align(old, new, words=WORDS)
    changes, degraded = diff(old, new, alignment, words=WORDS)
    return render(Report(old=old, new=new, alignment=alignment, changes=changes, degraded=degraded), "docx")


@CALM
@given(laws(), laws())
def test_accepting_gives_the_new_law_and_rejecting_the_old(old: Instrument, new: Instrument) -> None:
    body = tracked(old, new)

    assert [bare(line) for line in settled(body, accepted=True)] == page_of(new)
    assert [bare(line) for line in settled(body, accepted=False)] == page_of(old)


@CALM
@given(laws())
def test_a_law_compared_with_itself_has_no_revision(one: Instrument) -> None:
    body = tracked(one, one)

    assert settled(body, accepted=True) == settled(body, accepted=False)
    assert b"<w:ins " not in body
