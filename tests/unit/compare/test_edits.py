"""Edit scripts on tokens: they rebuild both sides, and their work is bounded."""

from __future__ import annotations

import pytest

from gaidiff.compare import edits
from gaidiff.compare.edits import edit_script
from gaidiff.model.change import Op


def rebuilt(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    script, _ = edit_script(old, new)
    before = [token for op, a, b, _, _ in script if op is not Op.INSERT for token in old[a:b]]
    after = [token for op, _, _, c, d in script if op is not Op.DELETE for token in new[c:d]]
    return before, after


def test_a_script_rebuilds_both_sides() -> None:
    old, new = list("提供者应当在三个月内报告"), list("使用者可以随时向主管部门报告并说明")
    assert rebuilt(old, new) == (old, new)


def test_nothing_in_common_is_one_deletion_and_one_insertion() -> None:
    assert [op for op, *_ in edit_script(["a"], ["b"])[0]] == [Op.DELETE, Op.INSERT]


def test_a_deletion_stands_before_its_insertion() -> None:
    script, _ = edit_script(list("甲乙丙丁"), list("甲戊己丁"))
    assert [op for op, *_ in script] == [Op.EQUAL, Op.DELETE, Op.INSERT, Op.EQUAL]


def test_a_lone_character_between_edits_is_no_equality() -> None:
    script, _ = edit_script(list("由用户报告"), list("由使用者报告"))
    assert [(op, b - a or d - c) for op, a, b, c, d in script] == [
        (Op.EQUAL, 1),
        (Op.DELETE, 2),
        (Op.INSERT, 3),
        (Op.EQUAL, 2),
    ]


def test_many_distinct_words_are_told_apart() -> None:
    old = [f"w{n}" for n in range(7000)]  # more than the private use area of the basic plane
    new = [*old[:3000], "new", *old[3001:]]
    assert rebuilt(old, new) == (old, new)


def test_a_long_text_is_compared_by_sentence_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "MOST_CELLS", 100)
    sentences = [[f"a{n}", f"b{n}", "."] for n in range(9)]
    old = ["x", *(token for sentence in sentences for token in sentence), "y"]
    new = ["z", *old[1:13], "new", *old[14:-1], "w"]
    script, degraded = edit_script(old, new)
    assert not degraded
    assert rebuilt(old, new) == (old, new)
    assert sum(b - a for op, a, b, _, _ in script if op is Op.EQUAL) == len(old) - 3


def test_a_bound_that_is_hit_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "MOST_CELLS", 3)
    assert edit_script(["a", "b", "c"], ["d", "e", "f"]) == ([(Op.DELETE, 0, 3, 0, 0), (Op.INSERT, 3, 3, 0, 3)], True)
