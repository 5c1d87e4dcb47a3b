"""Lone insertions and deletions are shown where phrases begin and end, and rebuild the same texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gaidiff.compare.edits import edit_script
from gaidiff.compare.slides import at_borders
from gaidiff.model.change import Op


def marked(old: list[str], new: list[str], between: str = "") -> str:
    script, _ = edit_script(old, new)
    shown = {Op.EQUAL: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "[+{}+]"}
    runs = [shown[op].format(between.join(old[a:b] if op is Op.DELETE else new[c:d])) for op, a, b, c, d in script]
    return between.join(runs)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        (
            "根据《甲法》等，制定本办法",
            "根据《甲法》、《乙法》等，制定本办法",
            "根据《甲法》[+、《乙法》+]等，制定本办法",
        ),
        ("坚持公开与秘密相结合。", "坚持统一领导，坚持公开与秘密相结合。", "[+坚持统一领导，+]坚持公开与秘密相结合。"),
        ("向安全机关、公安机关报告。", "向安全机关报告。", "向安全机关[-、公安机关-]报告。"),
        ("可以采取侦察措施。", "可以采取侦察措施和保护措施。", "可以采取侦察措施[+和保护措施+]。"),
        ("，搭售导览器", "，搭售或者变相搭售导览器", "，搭售[+或者变相搭售+]导览器"),
    ],
)
def test_what_came_or_went_is_a_phrase(old: str, new: str, shown: str) -> None:
    assert marked(list(old), list(new)) == shown


def test_a_sentence_that_came_begins_with_its_first_word() -> None:
    old = ["It", "reports", ".", "It", "keeps", "records", "."]
    new = ["It", "reports", ".", "It", "tells", "users", ".", "It", "keeps", "records", "."]
    assert marked(old, new, " ") == "It reports . [+It tells users .+] It keeps records ."


def test_an_edit_that_stands_as_well_where_it_is_stays() -> None:
    assert marked(list("甲乙丙"), list("甲乙乙丙")) in {"甲[+乙+]乙丙", "甲乙[+乙+]丙"}
    script = [(Op.EQUAL, 0, 2, 0, 2), (Op.INSERT, 2, 2, 2, 3), (Op.EQUAL, 2, 3, 3, 4)]
    assert at_borders(script, list("甲乙丙"), list("甲乙乙丙")) == script


@given(st.lists(st.sampled_from("甲乙、。《》"), max_size=12), st.lists(st.sampled_from("甲乙、。《》"), max_size=12))
def test_both_texts_are_rebuilt(old: list[str], new: list[str]) -> None:
    script, _ = edit_script(old, new)
    assert [token for op, a, b, _, _ in script if op is not Op.INSERT for token in old[a:b]] == old
    assert [token for op, _, _, c, d in script if op is not Op.DELETE for token in new[c:d]] == new
    assert all(old[a:b] == new[c:d] and b > a for op, a, b, c, d in script if op is Op.EQUAL)
