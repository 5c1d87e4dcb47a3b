"""Where number, heading and words disagree the match is disputed, and says why."""

from __future__ import annotations

from builders import article, law

from gaidiff.compare.align import align
from gaidiff.compare.words import diff
from gaidiff.grammars import grammar_of, lexicon_of
from gaidiff.model.change import Op

WORDS = grammar_of("zh").words
LICENCE = "经营冷库应当取得许可证，许可证有效期五年，期满前三十日申请延续。"
TEMPERATURE = "冷库经营者应当每日记录库内温度，记录保存不少于二年，供监督检查时查阅。"
ALARM = "冷库发生氨气泄漏时，经营者应当立即疏散人员，关闭阀门，并向消防救援机构报告。"
INSURANCE = "鼓励冷库经营者投保环境污染责任保险，保险公司提供防损服务。"
TRAINING = "新招录的制冷操作工上岗前接受不少于四十学时的培训，考核合格后持证作业。"


def test_a_reused_number_between_the_same_neighbours_is_disputed() -> None:
    old = law(article(1, LICENCE), article(2, INSURANCE), article(3, ALARM))
    new = law(article(1, LICENCE), article(2, TRAINING), article(3, ALARM))
    disputed = [match for match in align(old, new, words=WORDS).articles if match.disputed]
    assert [(match.old, match.new) for match in disputed] == [(("art_2",), ()), ((), ("art_2",))]
    assert disputed[0].evidence[-1].startswith("disputed: number and place say art_2, the words do not (0.")


def test_a_plain_amendment_is_not_disputed() -> None:
    old = law(article(1, LICENCE), article(2, TEMPERATURE))
    new = law(article(1, LICENCE), article(2, TEMPERATURE.replace("二年", "三年")))
    assert not any(match.disputed for match in align(old, new, words=WORDS).articles)


def test_a_merger_reads_in_the_order_of_the_new_text() -> None:
    old = law(article(1, LICENCE), article(2, ALARM), article(3, TEMPERATURE))
    new = law(article(1, LICENCE), article(2, TEMPERATURE, ALARM))
    alignment = align(old, new, words=WORDS)
    assert alignment.articles[1].old == ("art_3", "art_2")
    change = diff(old, new, alignment, words=WORDS)[0][1]
    assert {segment.op for segment in change.segments} == {Op.EQUAL}


def test_a_change_of_terms_is_told_with_its_clauses() -> None:
    old = law(
        *(article(n, text) for n, text in enumerate(("用户可以投诉。", "应当告知用户。", "不得收集用户信息。"), 1))
    )
    new = law(
        *(
            article(n, text)
            for n, text in enumerate(("使用者可以投诉。", "应当告知使用者。", "不得收集使用者信息。"), 1)
        )
    )
    assert align(old, new, words=WORDS).terms == (("用户", "使用者", 3),)


def test_a_reservation_links_no_two_articles() -> None:
    old = law(article(1, LICENCE), article(2, ALARM + "法律、行政法规另有规定的，从其规定。"))
    new = law(article(1, LICENCE + "国家另有规定的，从其规定。"), article(2, ALARM))
    alignment = align(old, new, words=WORDS, lexicon=lexicon_of("zh"))
    assert {(m.old, m.new) for m in alignment.articles} == {(("art_1",), ("art_1",)), (("art_2",), ("art_2",))}
