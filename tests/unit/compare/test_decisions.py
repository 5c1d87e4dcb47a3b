"""A person's decisions come first, are checked against both texts, and say whose they are."""

from __future__ import annotations

import pytest
from builders import article, law

from gaidiff.compare.align import align
from gaidiff.compare.decisions import read_decisions, template
from gaidiff.errors import ConfigError
from gaidiff.grammars import grammar_of
from gaidiff.model.change import Alignment, Decision, MatchKind, Report
from gaidiff.model.text import EId
from gaidiff.pipeline import compare

LICENCE = "经营冷库应当取得许可证，许可证有效期五年，期满前三十日申请延续。"
ALARM = "冷库发生氨气泄漏时，经营者应当立即疏散人员，关闭阀门，并向消防救援机构报告。"
COMPLAINT = "任何人发现冷库安全隐患，可以拨打热线电话投诉，受理单位七日内答复。"
INSURANCE = "鼓励冷库经营者投保环境污染责任保险，保险公司提供防损服务。"
OLD = law(article(1, LICENCE), article(2, ALARM), article(3, INSURANCE))
NEW = law(article(1, LICENCE), article(2, ALARM), article(3, COMPLAINT))


def decided(*decisions: Decision) -> Alignment:
    return align(OLD, NEW, words=grammar_of("zh").words, decisions=decisions)


def test_a_forced_pair_is_a_match_with_the_persons_reason() -> None:
    forced = Decision(EId("art_3"), EId("art_3"), force=True, reason="热线")
    match = next(match for match in decided(forced).articles if "art_3" in match.new)
    assert (match.old, match.score, match.evidence) == (("art_3",), 1.0, ("person: 热线",))
    assert match.decided


def test_several_homes_can_be_forced() -> None:
    forced = [Decision(EId("art_2"), EId(eid), force=True) for eid in ("art_2", "art_3")]
    assert decided(*forced).heirs(EId("art_2")) == ("art_2", "art_3")


def test_a_forbidden_pair_stays_apart_even_where_the_words_are_equal() -> None:
    alignment = decided(Decision(EId("art_2"), EId("art_2"), force=False, reason="重新制定"))
    assert alignment.heirs(EId("art_2")) == ()
    alone = [m for m in alignment.articles if m.kind in (MatchKind.INSERTED, MatchKind.REPEALED) and m.decided]
    assert {m.evidence[0] for m in alone} == {"person: not art_2: 重新制定"}


def test_the_report_of_a_decided_pair_still_loses_no_word() -> None:
    report = compare(OLD, NEW, (Decision(EId("art_3"), EId("art_3"), force=True),))  # raises if it did
    assert report.alignment.heirs(EId("art_3")) == ("art_3",)


@pytest.mark.parametrize(
    ("decisions", "said"),
    [
        ((Decision(EId("art_9"), EId("art_1"), force=True),), "'art_9' is no article of the old text"),
        ((Decision(EId("art_1"), EId("art_9"), force=False),), "'art_9' is no article of the new text"),
        (
            (Decision(EId("art_1"), EId("art_1"), force=True), Decision(EId("art_1"), EId("art_1"), force=False)),
            "art_1 to art_1 is both forced and forbidden",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(decisions: tuple[Decision, ...], said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        decided(*decisions)
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


def test_a_file_of_decisions_is_read() -> None:
    text = '[[force]]\nold = "art_2"\nnew = "art_3"\nreason = "a\\n b"\n[[forbid]]\nold = "art_1"\nnew = "art_1"\n'
    assert read_decisions(text, "d.toml") == (
        Decision(EId("art_2"), EId("art_3"), force=True, reason="a b"),
        Decision(EId("art_1"), EId("art_1"), force=False, reason=""),
    )


@pytest.mark.parametrize(
    "text", ["[[force]", 'force = "art_1"', "[[allow]]", '[[force]]\nold = "a"', "[[force]]\nold = 1\nnew = 2"]
)
def test_a_file_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match=r"d\.toml"):
        read_decisions(text, "d.toml")


def test_the_template_holds_doubtful_pairs_as_comments_only() -> None:
    old = law(article(1, LICENCE), article(2, "经营者对库内货物承担保管义务，及时登记，并按照要求留存进出库记录。"))
    new = law(
        article(1, LICENCE), article(2, "经营者应当建立台账，按照要求留存进出库记录，接受监督检查，配合调查取证。")
    )
    report: Report = compare(old, new)
    text = template(report)
    assert read_decisions(text, "template") == ()
    doubtful = [m for m in report.alignment.articles if m.old and m.new and m.score < 0.4]
    assert text.count("[[forbid]]") == len(doubtful)
