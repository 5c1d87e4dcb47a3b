"""Findings of random laws: every quoted word is in the source, and form alone is never told as substance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from builders import article, item, law
from hypothesis import given, settings
from hypothesis import strategies as st

from gaidiff.pipeline import compare

if TYPE_CHECKING:
    from gaidiff.model.change import Report
    from gaidiff.model.law import Instrument

CLAUSES = (
    "经营者应当公布收费标准。",
    "经营者应当在三个月内完成设备维修。",
    "经营者应当采取有效措施防范游客走失。",
    "经营者不得非法向他人提供游客联系方式，不得强迫游客购物。",
    "导览员应当佩戴证件，并主动说明路线。",
    "隐瞒收费的，由主管部门责令改正，处一万元以上五万元以下罚款；拒不改正的，责令停业整顿。",
    "主管部门应当自收到申请之日起二十日内作出决定。",
    "游客可以向中心投诉，中心应当及时答复。",
    "根据《示范旅游法》，制定本办法。",
    "本办法自2030年1月1日起施行。",
    "国家鼓励开展讲解培训。",
)
SENTENCES = (
    "Providers shall publish their prices.",
    "Providers shall repair faulty devices within three months.",
    "Guides may not press visitors to buy souvenirs, and shall wear a badge.",
    "The authority shall decide within 20 days and may extend the period.",
    "Whoever hides a price is liable to a fine of up to EUR 5,000.",
    "These Rules take effect on 1 January 2030.",
    "Visitors may complain to the office.",
)
OPEN, CLOSE = "“", "”"


def laws(language: str, clauses: tuple[str, ...]) -> st.SearchStrategy[Instrument]:
    texts = st.lists(st.lists(st.sampled_from(clauses), min_size=1, max_size=3), min_size=1, max_size=6)
    return texts.map(
        lambda articles: law(*(article(n, "".join(parts)) for n, parts in enumerate(articles, 1)), language=language)
    )


def assert_sound(report: Report) -> None:
    for change in report.changes:
        for finding in change.findings:
            for instrument, spans in ((report.old, finding.old), (report.new, finding.new)):
                for span in spans:
                    assert 0 <= span.start <= span.end <= len(instrument.field_text(span.eid, span.field))
            assert 0 < finding.confidence <= 1
            assert finding.theme
            assert dict(finding.comment).keys() >= {"en", "zh"}
            for _, sentence in finding.comment:
                assert sentence.endswith((".", "。"))
                assert "{" not in sentence
                assert "  " not in sentence
                for quoted in re.findall(f"{OPEN}(.+?){CLOSE}", sentence):
                    assert any(quoted in i.text_of(u.eid) for i in (report.old, report.new) for u in i.units())


@settings(max_examples=40, deadline=None)
@given(laws("zh", CLAUSES), laws("zh", CLAUSES))
def test_every_quoted_chinese_word_is_in_the_source(old: Instrument, new: Instrument) -> None:
    assert_sound(compare(old, new))


@settings(max_examples=40, deadline=None)
@given(laws("en", SENTENCES), laws("en", SENTENCES))
def test_every_quoted_english_word_is_in_the_source(old: Instrument, new: Instrument) -> None:
    assert_sound(compare(old, new))


@settings(max_examples=20, deadline=None)
@given(laws("zh", CLAUSES))
def test_a_text_compared_with_itself_has_no_finding(instrument: Instrument) -> None:
    report = compare(instrument, instrument)
    assert [finding for change in report.changes for finding in change.findings] == []


@settings(max_examples=30, deadline=None)
@given(st.permutations(CLAUSES))
def test_articles_in_another_order_are_no_change_of_substance(shuffled: list[str]) -> None:
    old = law(*(article(n, text) for n, text in enumerate(CLAUSES, 1)))
    new = law(*(article(n, text) for n, text in enumerate(shuffled, 1)))
    found = [finding for change in compare(old, new).changes for finding in change.findings]
    assert [finding.kind for finding in found if finding.rule != "form"] == []


@settings(max_examples=20, deadline=None)
@given(st.integers(2, 90), st.integers(2, 90))
def test_a_changed_number_of_days_is_told_with_both_numbers(before: int, after: int) -> None:
    text = "经营者应当自接到投诉之日起{}日内书面答复投诉人。"
    kept = article(1, "示范区设立导览中心，负责日常联络。")
    report = compare(law(kept, article(2, text.format(before))), law(kept, article(2, text.format(after))))
    found = [finding for change in report.changes for finding in change.findings]
    if before == after:
        assert found == []
    else:
        assert [finding.kind for finding in found] == ["deadline_changed"]
        assert f"“{before}日内”" in found[0].sentence("zh")
        assert f"“{after}日内”" in found[0].sentence("zh")


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="应当不得采取有效措施三个月内，。；：（）《》的的自起罚款 shalmunotw'.,;:%$€0123", max_size=400)
)
def test_no_pattern_fails_on_any_text(text: str) -> None:
    for language in ("zh", "en"):
        instrument = law(article(1, text or "x", item(1, text)), language=language)
        other = law(article(1, "别的" * 3), language=language)
        assert_sound(compare(instrument, other))
