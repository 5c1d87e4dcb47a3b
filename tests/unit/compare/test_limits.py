"""Rows G1 to G8 of the reliability list, small enough for every run: work is bounded and nothing is lost by it."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from builders import article, law

from gaidiff.compare import edits
from gaidiff.compare.align import align
from gaidiff.compare.edits import edit_script
from gaidiff.compare.invariants import check
from gaidiff.compare.similarity import Bag, Scale
from gaidiff.compare.words import diff
from gaidiff.grammars import grammar_of
from gaidiff.model.change import MatchKind, Op, Report
from gaidiff.model.law import Instrument

WORDS = grammar_of("zh").words
SENTENCE = "本区由第{}网格员每日巡查两次并做好台账，发现隐患及时上报，不得迟延。"
SIZE = 120  # articles; tests/benchmarks/scale.py has 5,000


def compared(old: Instrument, new: Instrument) -> Report:
    alignment = align(old, new, words=WORDS)
    changes, degraded = diff(old, new, alignment, words=WORDS)
    report = Report(old=old, new=new, alignment=alignment, changes=changes, degraded=degraded)
    check(report)
    return report


def numbered(texts: list[str], first: int = 1) -> Instrument:
    return law(*(article(number, text) for number, text in enumerate(texts, first)))


def rebuilt(old: list[str], new: list[str]) -> bool:
    """Whether a script rebuilds both sides; True too if it said that the work was too much."""
    script, _ = edit_script(old, new)
    before = [token for op, a, b, _, _ in script if op is not Op.INSERT for token in old[a:b]]
    after = [token for op, _, _, c, d in script if op is not Op.DELETE for token in new[c:d]]
    return before == old and after == new


def distinct(count: int) -> list[str]:
    return [SENTENCE.format(f"{chr(0x4E00 + 7 * n)}{chr(0x5E00 + 11 * n)}") for n in range(count)]


def test_g1_unrelated_characters_are_compared_within_bounds() -> None:
    chance = random.Random(1)  # noqa: S311, no secret
    sides = [[chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(2000)] for _ in range(2)]
    assert rebuilt(*sides)


def test_g2_alternating_texts_out_of_step_stay_within_bounds() -> None:
    assert rebuilt(list("ab" * 4000), list("ba" * 4000))


def test_g3_many_small_edits_are_not_cleaned_up_beyond_the_bound() -> None:
    old = [token for n in range(edits.MOST_EDITS) for token in (f"same{n}", f"old{n}")]
    new = [token for n in range(edits.MOST_EDITS) for token in (f"same{n}", f"new{n}")]
    assert rebuilt(old, new)


def test_g4_a_staircase_of_lines_is_rebuilt() -> None:
    lines = [str(n % k) for k in range(2, 60) for n in range(k)]
    assert rebuilt(lines, lines[::-1])


def test_g5_one_character_again_and_again_is_no_trap() -> None:
    assert rebuilt(["的"] * 5000, ["的"] * 4999 + ["了"])


@pytest.mark.parametrize("direction", [1, -1])
def test_g6_articles_all_alike_keep_their_order(direction: int) -> None:
    texts = [SENTENCE.format("一")] * SIZE
    assert {m.kind for m in compared(numbered(texts), numbered(texts[::direction])).alignment.articles} == {
        MatchKind.UNCHANGED
    }


def test_g6_reversed_articles_are_all_found() -> None:
    texts = distinct(SIZE)
    report = compared(numbered(texts), numbered(texts[::-1]))
    assert not any(match.text_changed for match in report.alignment.articles)


def test_g6_two_laws_with_nothing_in_common_share_no_article() -> None:
    old = numbered([f"甲{chr(0x4E00 + n)}乙{chr(0x5000 + n)}。" for n in range(0, SIZE * 3, 3)])
    new = numbered([f"丙{chr(0x7E00 + n)}丁{chr(0x8000 + n)}！" for n in range(0, SIZE * 3, 3)])
    assert {m.kind for m in compared(old, new).alignment.articles} == {MatchKind.INSERTED, MatchKind.REPEALED}


def test_g7_there_and_back_are_mirror_images() -> None:
    texts = distinct(30)
    old, new = numbered(texts), numbered([*texts[5:20], *texts[:5]])
    there, back = compared(old, new), compared(new, old)
    pairs = [{(a, b) for m in r.alignment.articles for a in m.old for b in m.new} for r in (there, back)]
    assert pairs[0] == {(a, b) for b, a in pairs[1]}


def test_g8_only_the_planted_change_is_reported() -> None:
    texts = distinct(30)
    planted = [*texts[:9], texts[9].replace("两次", "三次"), *texts[10:]]
    wrapped = [text.replace("，", "，\n") for text in planted]
    changed = [m for m in compared(numbered(texts), numbered(wrapped, 101)).alignment.articles if m.text_changed]
    assert [match.old for match in changed] == [("art_10",)]


def test_g6_twice_the_articles_are_little_more_than_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """Likenesses worked out, counted: they grow with the articles, not with their square."""
    compared_bags = Counter[int]()
    common, mass = Scale.common, Scale.mass

    def counted(scale: Scale, old: Bag, new: Bag) -> int:
        compared_bags[size] += 1
        return common(scale, old, new)

    def weighed(scale: Scale, members: frozenset[int]) -> int:
        compared_bags[size] += 1
        return mass(scale, members)

    monkeypatch.setattr(Scale, "common", counted)
    monkeypatch.setattr(Scale, "mass", weighed)
    for size in (100, 400):
        chance = random.Random(size)  # noqa: S311, no secret
        words = [chr(chance.randrange(0x4E00, 0x9FA5)) + chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(size)]
        texts = ["应当" + "".join(chance.choices(words, k=12)) + "。" for _ in range(size)]
        edited = ["".join(chance.choice(text) if chance.random() < 0.3 else c for c in text) for text in texts]
        chance.shuffle(edited)
        align(numbered(texts), numbered(edited), words=WORDS)
    assert 0 < compared_bags[400] < 4**1.2 * compared_bags[100]
