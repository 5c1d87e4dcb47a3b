"""Word segments: what a reader sees struck out and underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from builders import article, chapter, item, law

from gaidiff.compare import edits
from gaidiff.compare.align import align
from gaidiff.compare.words import diff
from gaidiff.grammars import grammar_of
from gaidiff.model.change import Op

if TYPE_CHECKING:
    from gaidiff.model.change import Change
    from gaidiff.model.law import Instrument

ALARM = "冷库发生氨气泄漏时，经营者应当立即疏散人员，关闭阀门，并向消防救援机构报告。"
TEMPERATURE = "冷库经营者应当每日记录库内温度，记录保存不少于二年。"
COMPLAINT = "任何人发现冷库安全隐患，可以拨打热线电话投诉，受理单位七日内答复。"


def changes_of(old: Instrument, new: Instrument) -> tuple[Change, ...]:
    words = grammar_of(new.language).words
    return diff(old, new, align(old, new, words=words), words=words)[0]


def marked(old: Instrument, new: Instrument, change: Change) -> str:
    """Deleted words in [-brackets-], inserted ones in {+braces+}."""
    form = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    quoted = [(s.op, new.text_at(s.new) if s.new else old.text_at(s.old) if s.old else "") for s in change.segments]
    return "".join(form[op].format(text) for op, text in quoted)


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("用户应当报告。", "使用者应当及时报告。", "[-用户-]{+使用者+}应当{+及时+}报告。"),
        ("应当在三个月内报告。", "应当及时报告。", "应当[-在三个月内-]{+及时+}报告。"),
        ("处一万元罚款。", "处十万元罚款。", "处[-一万元-]{+十万元+}罚款。"),
        ("不得\n泄露。", "不得泄露。", "不得泄露。"),
    ],
)
def test_chinese_words_stay_whole(before: str, after: str, shown: str) -> None:
    old, new = law(article(1, before)), law(article(1, after))
    assert marked(old, new, changes_of(old, new)[0]) == shown


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (
            "Providers shall report within three months.",
            "Providers shall report promptly.",
            "Providers shall report [-within three months-]{+promptly+}.",
        ),
        (
            "Providers shall inform the competent authority.",
            "Providers shall notify the market surveillance authority.",
            "Providers shall [-inform the competent -]{+notify the market surveillance +}authority.",
        ),
    ],
)
def test_english_words_stay_whole_and_chance_equalities_are_folded(before: str, after: str, shown: str) -> None:
    old, new = law(article(1, before), language="en"), law(article(1, after), language="en")
    assert marked(old, new, changes_of(old, new)[0]) == shown


def test_an_unchanged_article_is_one_equal_segment_for_each_field() -> None:
    same = law(article(1, ALARM + TEMPERATURE, heading="应急"))
    assert [segment.op for segment in changes_of(same, same)[0].segments] == [Op.EQUAL, Op.EQUAL]


def test_a_segment_stays_in_one_paragraph() -> None:
    old, new = law(article(1, ALARM, TEMPERATURE)), law(article(1, ALARM + TEMPERATURE))
    segments = changes_of(old, new)[0].segments
    assert [(s.op, s.old and s.old.eid, s.new and s.new.eid) for s in segments] == [
        (Op.EQUAL, "art_1__para_1", "art_1__para_1"),
        (Op.EQUAL, "art_1__para_2", "art_1__para_1"),
    ]


def test_an_inserted_item_leaves_its_neighbours_alone() -> None:
    old = law(article(1, "经营者应当：", item(1, ALARM), item(2, TEMPERATURE)))
    new = law(article(1, "经营者应当：", item(1, ALARM), item(2, COMPLAINT), item(3, TEMPERATURE)))
    assert marked(old, new, changes_of(old, new)[0]) == f"经营者应当：{ALARM}{{+{COMPLAINT}+}}{TEMPERATURE}"


def test_each_heir_gets_the_clauses_that_went_there() -> None:
    old = law(article(1, TEMPERATURE, ALARM), article(2, COMPLAINT))
    new = law(article(1, TEMPERATURE), article(2, ALARM, COMPLAINT))
    assert [marked(old, new, change) for change in changes_of(old, new)] == [TEMPERATURE, ALARM + COMPLAINT]


def test_old_text_stays_in_its_own_order_even_where_it_crosses() -> None:
    old, new = law(article(1, ALARM, TEMPERATURE)), law(article(1, TEMPERATURE, ALARM))
    assert marked(old, new, changes_of(old, new)[0]) == f"{{+{TEMPERATURE}+}}{ALARM}[-{TEMPERATURE}-]"


def test_one_sentence_with_two_heirs_is_cut_between_its_clauses() -> None:
    first, second = "经营者应当建立氨气泄漏疏散演练制度，", "及时答复居民关于夜间噪声扰民的投诉请求。"
    old = law(article(1, COMPLAINT), article(2, first + second), article(3, TEMPERATURE))
    new = law(
        article(1, COMPLAINT),
        article(2, "经营者应当建立健全氨气泄漏疏散演练制度，演练每半年一次。"),
        article(3, TEMPERATURE, "居民关于夜间噪声扰民的投诉请求，经营者应当及时受理并答复。"),
    )
    by_new = {change.match.new: change for change in changes_of(old, new)}
    quoted = {
        new_eids: "".join(old.text_at(s.old) for s in change.segments if s.old) for new_eids, change in by_new.items()
    }
    assert quoted["art_2",] == first
    assert second in quoted["art_3",]


def test_changes_follow_the_new_text_and_repeals_their_old_place() -> None:
    old = law(chapter(1, "总则", article(1, ALARM), article(2, "保险自愿。")), article(3, TEMPERATURE), preface="公告")
    new = law(chapter(1, "总则", article(1, TEMPERATURE)), chapter(2, "附则", article(2, ALARM)), preface="公告")
    order = [(change.match.old, change.match.new) for change in changes_of(old, new)]
    assert order == [
        (("preface",), ("preface",)),
        (("chp_1",), ("chp_1",)),
        (("art_3",), ("art_1",)),
        ((), ("chp_2",)),
        (("art_1",), ("art_2",)),
        (("art_2",), ()),
    ]


def test_too_much_work_falls_back_to_leaves_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "MOST_CELLS", 3)
    old, new = law(article(1, "应当立即报告案情。")), law(article(1, "应当及时说明案情。"))
    words = grammar_of("zh").words
    changes, degraded = diff(old, new, align(old, new, words=words), words=words)
    assert degraded
    assert marked(old, new, changes[0]) == "应当[-立即报告-]{+及时说明+}案情。"
