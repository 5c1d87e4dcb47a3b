"""Invented commentaries on the fictional Chinese pair: right and wrong pinpoints, altered quotes, what only moved."""

from __future__ import annotations

from functools import cache

import pytest

from gaidiff import compare, parse, read
from gaidiff.assets import asset_dir
from gaidiff.audit import Audit, Mark, Sort, Verdict, audit, render
from gaidiff.model.change import Report

NAMES = "《示例市智能客服服务管理暂行办法》（以下简称“《暂行办法》”）已公布。\n\n"


@cache
def pair() -> Report:
    folder = asset_dir("corpus") / "shili-zhineng-kefu"
    old, new = (parse(read(folder / f"{name}.zh.txt")) for name in ("draft", "final"))
    return compare(old, new)


def audited(note: str) -> Audit:
    return audit(read((NAMES + note).encode()), pair())


def marks(note: str, sort: Sort) -> list[Mark]:
    return [mark for mark in audited(note).marks if mark.sort is sort]


def only(note: str, sort: Sort) -> Mark:
    found = marks(note, sort)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("note", "cited"),
    [
        ("《暂行办法》第八条要求经营者在七日内答复投诉。", "new art_8"),
        ("征求意见稿第十三条规定每半年开展满意度调查。", "old art_13"),
        ("《暂行办法》第四条第（三）项要求公示平均等候时长。", "new art_4__para_1__item_3"),
        ("Draft 第十六条要求通话录音加密存储。", "old art_16"),
        ("《示例市智能客服服务管理办法（征求意见稿）》第十条规定四十八小时内恢复服务。", "old art_10"),
        ("经营者应当与其他机构约定受托机构的年度审计（征求意见稿第十七条）。", "old art_17"),
    ],
)
def test_a_right_pinpoint_is_confirmed(note: str, cited: str) -> None:
    mark = only(note, Sort.CITATION)

    assert mark.verdict is Verdict.CONFIRMED
    assert [f"{place.side} {place.eid}" for place in mark.cited] == [cited]


@pytest.mark.parametrize(
    ("note", "right"),
    [
        ("《暂行办法》第十二条要求开通之日起三十日内备案。", "new art_19"),
        ("《暂行办法》第七条规定智能客服发生故障应当及时恢复服务。", "new art_11"),
        ("征求意见稿第十五条规定四十八小时内恢复服务。", "old art_10"),
    ],
)
def test_a_wrong_pinpoint_is_told_with_the_right_one(note: str, right: str) -> None:
    mark = only(note, Sort.CITATION)

    assert mark.verdict is Verdict.WRONG_PINPOINT
    assert [f"{place.side} {place.eid}" for place in mark.right] == [right]


def test_the_law_in_a_title_is_another_law() -> None:
    mark = only("《中华人民共和国消费者权益保护法》第三条另有规定。", Sort.CITATION)

    assert (mark.verdict, mark.code) == (Verdict.NOT_CHECKABLE, "cite_foreign")


def test_a_quotation_must_be_the_text_letter_for_letter() -> None:
    exact = only("《暂行办法》第十四条禁止“根据声音信息推断消费者的健康状况”。", Sort.QUOTATION)
    altered = only("《暂行办法》第十四条禁止“根据声音信息推断消费者的收入状况”。", Sort.QUOTATION)

    assert exact.verdict is Verdict.CONFIRMED
    assert altered.verdict is Verdict.QUOTATION_NOT_FOUND
    assert pair().new.text_at(altered.evidence[0].span) == "根据声音信息推断消费者的健康状况"


def test_a_quotation_of_the_wrong_article_is_told_with_its_place() -> None:
    mark = only("《暂行办法》第五条规定“经营者应当对通话录音加密存储”。", Sort.QUOTATION)

    assert (mark.verdict, mark.right[0].eid) == (Verdict.WRONG_PINPOINT, "art_15__para_1")


@pytest.mark.parametrize(
    ("note", "verdict", "code"),
    [
        ("征求意见稿第三条被删除。", Verdict.CONFIRMED, "whole_gone"),
        ("征求意见稿第十二条被删除。", Verdict.CONTRADICTED, "whole_all"),
        ("征求意见稿第十三条关于每半年开展满意度调查的要求被删除。", Verdict.CONTRADICTED, "lives_on"),
        ("《暂行办法》删除了经营者对通话录音加密存储的要求。", Verdict.CONTRADICTED, "lives_on"),
        ("《暂行办法》删除了征求意见稿第十六条关于录音不得存放于本市以外机房的规定。", Verdict.CONFIRMED, "gone"),
        ("征求意见稿第十条规定的四十八小时内恢复服务的要求被删除。", Verdict.CONFIRMED, "figure_gone"),
        ("《暂行办法》第八条将答复期限由十五日缩短为七日。", Verdict.CONFIRMED, "replaced"),
        ("《暂行办法》第八条将答复期限由十五日缩短为五日。", Verdict.CONTRADICTED, "figure_other"),
        ("征求意见稿第八条规定的答复期限为十日。", Verdict.CONTRADICTED, "figure_other"),
        ("《暂行办法》第十条新增为老年人设置直达人工坐席按键的义务。", Verdict.CONFIRMED, "new_here"),
        ("《暂行办法》第十条为新增条款。", Verdict.CONFIRMED, "whole_new"),
        ("《暂行办法》新增经营者应当按月统计转接成功率的义务。", Verdict.CONTRADICTED, "was_there"),
        ("征求意见稿第十三条调整为《暂行办法》第十八条。", Verdict.CONFIRMED, "moved"),
        ("《暂行办法》第九条放宽了答复准确、完整的要求。", Verdict.CONFIRMED, "way_same"),
        ("《暂行办法》第八条放宽了答复投诉的期限。", Verdict.CONTRADICTED, "way_other"),
    ],
)
def test_a_statement_of_change_is_held_against_both_texts(note: str, verdict: Verdict, code: str) -> None:
    found = marks(note, Sort.CLAIM)

    assert [(mark.verdict, mark.code) for mark in found] == [(verdict, code)]


def test_an_english_note_on_a_chinese_law_is_checked_by_numbers_and_whole_articles() -> None:
    note = (
        "Article 19 of the Interim Measures requires filing within thirty days. "
        "Article 18 of the Interim Measures requires filing within thirty days. "
        "Article 12 of the Draft is deleted. Article 9 of the Interim Measures says “take effective measures”."
    )
    checked = audit(read(note.encode()), pair())
    cited = [mark.verdict for mark in checked.marks if mark.sort is Sort.CITATION]
    quoted = next(mark for mark in checked.marks if mark.sort is Sort.QUOTATION)
    deleted = next(mark for mark in checked.marks if mark.claim == "deletes")

    assert cited[:2] == [Verdict.CONFIRMED, Verdict.WRONG_PINPOINT]
    assert (quoted.verdict, quoted.code) == (Verdict.NOT_CHECKABLE, "quote_language")
    assert deleted.verdict is Verdict.CONTRADICTED


def test_the_reasons_are_in_the_language_asked_for() -> None:
    checked = audited("征求意见稿第十三条关于每半年开展满意度调查的要求被删除。")

    assert "not gone: it lives on in new Art. 18" in render(checked, "terminal", language="en").decode()
    assert "并未删除，见于新第十八条" in render(checked, "terminal", language="zh").decode()
