"""The summary: counted, never asserted beyond the counts; the weightiest changes first."""

from __future__ import annotations

from dataclasses import replace

from builders import article, law

from gaidiff.commentary.verdict import direction_of, summarise
from gaidiff.model.change import Alignment, Change, Direction, Finding, Match
from gaidiff.model.text import EId
from gaidiff.model.words import Context, Lexicon
from gaidiff.pipeline import compare

KEPT = "示范区设立导览中心，负责日常联络和游客服务。"
FINE = "经营者隐瞒收费的，处{}以下罚款。"
OLD = law(
    article(1, KEPT),
    article(2, "经营者应当确保讲解内容准确完整。"),
    article(3, FINE.format("一万元")),
    article(4, "导览员应当自接到投诉之日起三十日内答复投诉人。"),
)
NEW = law(
    article(1, KEPT),
    article(2, "经营者应当采取有效措施提高讲解内容准确完整程度。"),
    article(3, FINE.format("五千元")),
    article(4, "导览员应当自接到投诉之日起六十日内答复投诉人。"),
    article(5, "经营者应当为游客投保意外伤害保险。"),
)


def test_the_verdict_counts_articles_and_names_the_balance() -> None:
    verdict = dict(compare(OLD, NEW).summary.verdict)
    assert verdict["en"] == (
        "3 of 5 articles are amended, 1 is new and 1 is unchanged; on balance the text relaxes duties, by articles: "
        "3 relaxed, 1 tightened, 0 mixed."
    )
    assert verdict["zh"] == (
        "全部5条中有3条修改，1条新增，1条未变；按条计，总体上义务有所放宽：3条放宽，1条收紧，0条有宽有严。"
    )


def test_the_same_text_has_no_verdict_but_that() -> None:
    report = compare(OLD, OLD)
    assert dict(report.summary.verdict)["en"] == "No article differs: all 4 are the same in both texts."
    assert report.summary.top == ()
    assert report.summary.findings == ()


def test_the_penalty_comes_first_and_each_change_once() -> None:
    report = compare(OLD, NEW)
    kinds = [report.changes[ref.change].findings[ref.finding].kind for ref in report.summary.top]
    assert kinds == ["penalty_changed", "deadline_changed", "modality_softened", "obligation_added"]
    assert len({ref.change for ref in report.summary.top}) == len(kinds)


def test_counts_are_sorted_by_name() -> None:
    summary = compare(OLD, NEW).summary
    assert summary.directions == (("relaxed", 3), ("tightened", 1))
    assert [name for name, _ in summary.findings] == sorted(name for name, _ in summary.findings)


def test_a_language_without_cue_words_is_not_judged() -> None:
    old = law(article(1, "Le guide porte un badge."), article(2, "Le bureau est ouvert."), language="en")
    new = law(article(1, "Le guide porte un badge visible."), article(2, "Le bureau est ouvert."), language="en")
    report = compare(old, new)
    context = Context(old=old, new=new, alignment=report.alignment, lexicon=Lexicon("fr", {}))
    verdict = dict(summarise(report.changes, context).verdict)["en"]
    assert "duties were not judged" in verdict


def finding(kind: str, direction: Direction, confidence: float = 0.8) -> Finding:
    return Finding(kind=kind, direction=direction, confidence=confidence)


def test_opposite_signs_in_one_change_are_mixed() -> None:
    match = Match(old=(EId("art_1"),), new=(EId("art_1"),), text_changed=True)
    change = Change(
        match=match,
        findings=(
            finding("modality_softened", Direction.RELAXED),
            finding("obligation_added", Direction.TIGHTENED),
        ),
    )
    assert direction_of(change) is Direction.MIXED


def test_a_doubtful_finding_does_not_sway_the_verdict() -> None:
    match = Match(old=(EId("art_1"),), new=(EId("art_1"),), text_changed=True)
    change = Change(match=match, findings=(finding("obligation_added", Direction.TIGHTENED, 0.4),))
    assert direction_of(change) is Direction.NEUTRAL
    both = replace(change, findings=(*change.findings, finding("modality_softened", Direction.RELAXED)))
    assert direction_of(both) is Direction.RELAXED


def test_seven_at_most_and_form_never() -> None:
    match = Match(old=(EId("art_1"),), new=(EId("art_1"),), text_changed=True)
    many = tuple(finding("obligation_added", Direction.TIGHTENED) for _ in range(9))
    changes = (
        Change(match=match, findings=(finding("renumbered_only", Direction.NEUTRAL, 0.95),)),
        Change(match=match, findings=many),
    )
    law_ = law(article(1, KEPT))
    context = Context(old=law_, new=law_, alignment=Alignment(articles=(match,)), lexicon=Lexicon("zh", {}))
    top = summarise(changes, context).top
    assert len(top) == 7
    assert {ref.change for ref in top} == {1}


def test_what_binds_officials_ranks_behind_what_binds_the_reader() -> None:
    match = Match(old=(EId("art_1"),), new=(EId("art_1"),), text_changed=True)
    officials = replace(finding("prohibition_added", Direction.RELAXED), signals=("actor: authority",))
    changes = (
        Change(match=match, findings=(officials,)),
        Change(match=match, findings=(finding("obligation_added", Direction.TIGHTENED),)),
    )
    law_ = law(article(1, KEPT))
    context = Context(old=law_, new=law_, alignment=Alignment(articles=(match,)), lexicon=Lexicon("zh", {}))
    assert [ref.change for ref in summarise(changes, context).top] == [1, 0]


def test_a_longer_leap_of_strength_ranks_before_a_shorter_one() -> None:
    match = Match(old=(EId("art_1"),), new=(EId("art_1"),), text_changed=True)
    short = replace(
        finding("modality_hardened", Direction.TIGHTENED), slots=(("word_old", "duty"), ("word_new", "ban"))
    )
    long = replace(short, slots=(("word_old", "encouragement"), ("word_new", "duty")))
    changes = (Change(match=match, findings=(short,)), Change(match=match, findings=(long,)))
    law_ = law(article(1, KEPT))
    context = Context(old=law_, new=law_, alignment=Alignment(articles=(match,)), lexicon=Lexicon("zh", {}))
    assert [ref.change for ref in summarise(changes, context).top] == [1, 0]
