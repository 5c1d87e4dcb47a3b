"""What every rule must bring: phrases in both languages for each kind, help, and no word of any law's language."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gaidiff import rules

if TYPE_CHECKING:
    from gaidiff.rules import Rule

RULES = {rule.name: rule for rule in rules.rules()}
FOLDER = Path(rules.__file__).parent
SLOTS = {
    "old_ref", "new_ref", "old_unit", "new_unit", "x", "y", "xs", "ys", "term",
    "act", "law", "qualifier", "word_old", "word_new", "list", "count", "word",
}  # fmt: skip
MODAL = re.compile(r"\b(?:shall|must|may not|prohibited)\b")
CHINESE = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_each_kind_has_a_sentence_in_both_languages_and_an_explanation(rule: Rule) -> None:
    for kind in rule.kinds:
        assert kind in rule.phrases["en"]
        assert kind in rule.phrases["zh"]
        assert rule.help[kind].endswith(".")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_languages_have_the_same_forms_and_only_known_slots(rule: Rule) -> None:
    assert set(rule.phrases["en"]) == set(rule.phrases["zh"])
    for table in rule.phrases.values():
        for text in table.values():
            assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= SLOTS


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.py")), ids=lambda path: path.name)
def test_no_rule_looks_for_words_of_one_language(path: Path) -> None:
    """Strings outside of phrases, help and docstrings hold neither Chinese words nor modal verbs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spared = {id(node) for call in ast.walk(tree) if isinstance(call, ast.keyword) and call.arg in {"phrases", "help"}
              for node in ast.walk(call.value)}  # fmt: skip
    spared |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared
    ]
    assert [text for text in texts if CHINESE.search(text) or MODAL.search(text)] == []
