"""The promise that nothing is lost is checked, and a breach is named."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import article, chapter, law

from gaidiff.compare.align import align
from gaidiff.compare.invariants import InvariantError, check
from gaidiff.compare.words import diff
from gaidiff.errors import GaidiffError
from gaidiff.grammars import grammar_of
from gaidiff.model.change import Direction, Finding, Op, Report, Segment
from gaidiff.model.text import EId, Span

OLD = law(chapter(1, "总则", article(1, "应当报告。"), article(2, "可以申诉。")), preface="公告")
NEW = law(chapter(1, "总则", article(1, "应当及时报告。"), article(2, "可以申诉。")), preface="公告")
WORDS = grammar_of("zh").words


def report() -> Report:
    alignment = align(OLD, NEW, words=WORDS)
    return Report(old=OLD, new=NEW, alignment=alignment, changes=diff(OLD, NEW, alignment, words=WORDS)[0])


def test_a_sound_report_passes() -> None:
    check(report())


def test_a_breach_is_a_defect_not_an_expected_failure() -> None:
    assert issubclass(InvariantError, AssertionError)
    assert not issubclass(InvariantError, GaidiffError)


def test_a_lost_word_is_named() -> None:
    whole = report()
    changes = tuple(replace(change, segments=change.segments[1:]) for change in whole.changes)
    with pytest.raises(InvariantError, match="in no segment"):
        check(replace(whole, changes=changes))


def test_a_word_shown_twice_is_named() -> None:
    whole = report()
    changes = tuple(replace(change, segments=change.segments + change.segments[-1:]) for change in whole.changes)
    with pytest.raises(InvariantError, match="in two segments"):
        check(replace(whole, changes=changes))


def test_different_words_called_equal_are_named() -> None:
    whole = report()
    false = Segment(Op.EQUAL, Span(EId("art_1__para_1"), 0, 2), Span(EId("art_2__para_1"), 0, 2))
    changes = (replace(whole.changes[0], segments=(false,)), *whole.changes[1:])
    with pytest.raises(InvariantError, match="words differ"):
        check(replace(whole, changes=changes))


@pytest.mark.parametrize(("field", "what"), [("leaves", "leaf"), ("articles", "unit"), ("divisions", "division")])
def test_a_provision_without_a_match_is_named(field: str, what: str) -> None:
    whole = report()
    alignment = replace(whole.alignment, **{field: getattr(whole.alignment, field)[:-1]})
    with pytest.raises(InvariantError, match=what):
        check(replace(whole, alignment=alignment))


def test_a_quotation_outside_the_text_is_named() -> None:
    whole = report()
    finding = Finding(kind="x", direction=Direction.NEUTRAL, confidence=1.0, old=(Span(EId("art_1"), 0, 99),))
    changes = (replace(whole.changes[0], findings=(finding,)), *whole.changes[1:])
    with pytest.raises(InvariantError, match="not in the text"):
        check(replace(whole, changes=changes))
