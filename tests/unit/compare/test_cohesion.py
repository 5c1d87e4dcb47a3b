"""Two-character words are struck out whole; nothing is lost by it."""

from __future__ import annotations

import pytest

from gaidiff.compare import cohesion
from gaidiff.compare.cohesion import Cohesion
from gaidiff.compare.edits import edit_script
from gaidiff.model.change import Op


def shown(old: str, new: str, *laws: str) -> str:
    script, _ = edit_script(list(old), list(new), Cohesion(laws or (old, new)))
    form = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}
    return "".join(form[op].format(new[c:d] if op is Op.INSERT else old[a:b]) for op, a, b, c, d in script)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("安全、稳健、持续", "安全、稳定、持续", "安全、[-稳健-]{+稳定+}、持续"),
        ("依法执行职务", "依法履行职务", "依法[-执行-]{+履行+}职务"),
        ("领购发票", "领用发票", "[-领购-]{+领用+}发票"),
    ],
)
def test_words_stay_whole(old: str, new: str, expected: str) -> None:
    rest = ("执行决定。履行义务。职务犯罪。职务行为。依法办理。", "领购手续。领用方式。发票存根。开具发票。")
    assert shown(old, new, old, new, *rest) == expected


def test_a_character_that_goes_with_others_stays_where_it_is() -> None:
    laws = ("自接到决定之日", "自收到决定之日", "接到通知", "收到通知")
    assert shown("可以自接到决定", "可以自收到决定", *laws).startswith("可以自[-")


def test_both_sides_can_still_be_rebuilt() -> None:
    old, new = "稳健经营，依法执行职务，领购发票", "稳定经营，依法履行职务，领用发票"
    script, _ = edit_script(list(old), list(new), Cohesion((old, new)))
    assert "".join(old[a:b] for op, a, b, _, _ in script if op is not Op.INSERT) == old
    assert "".join(new[c:d] for op, _, _, c, d in script if op is not Op.DELETE) == new
    assert all(old[a:b] == new[c:d] for op, a, b, c, d in script if op is Op.EQUAL)


@pytest.mark.parametrize("few", [0, 2, 1000])
def test_it_does_not_matter_whether_all_is_counted_or_what_is_asked_for(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cohesion, "FEW", few)
    laws = ("人人平等。人人人。每人一份", "人人", "人")
    text = Cohesion(laws)
    joined = "\n".join(laws)
    for first in "人平等每":
        assert text.count(first) == joined.count(first)
        for second in "人平等每":
            pair = first + second
            assert text.count(pair) == sum(joined.startswith(pair, place) for place in range(len(joined)))
