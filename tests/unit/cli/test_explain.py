"""`gaidiff explain`: every note that a reader or a grammar can leave on a text is explained, and nothing else."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import gaidiff
from gaidiff.cli.explain import DIAGNOSTICS, _entry, _listing
from gaidiff.errors import ConfigError

PACKAGE = Path(str(gaidiff.__file__)).parent
CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")
TABLE = 3  # a row of a table of notes: code, count or pattern, message


def raised() -> Iterator[str]:
    """The codes in the source: the first word of a Diagnostic, or of each row of the table it is made from."""
    for path in (*PACKAGE.glob("readers/*.py"), *PACKAGE.glob("grammars/*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) == "Diagnostic"]
        from_table = False
        for call in calls:
            first = call.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)
            else:
                from_table = True
        if from_table and path.name != "_confine.py":  # it passes on what the others wrote
            rows = [node.elts for node in ast.walk(tree) if isinstance(node, ast.Tuple) and len(node.elts) == TABLE]
            codes = [row[0].value for row in rows if isinstance(row[0], ast.Constant)]
            assert codes, path
            yield from (str(code) for code in codes if CODE.fullmatch(str(code)))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def test_every_note_that_can_be_left_is_explained_and_no_other() -> None:
    assert set(raised()) == set(DIAGNOSTICS)


def test_each_note_has_a_number_of_its_own() -> None:
    numbers = [number for number, _ in DIAGNOSTICS.values()]
    assert numbers == sorted(set(numbers))
    assert all(re.fullmatch(r"D\d\d", number) for number in numbers)


@pytest.mark.parametrize("code", DIAGNOSTICS)
def test_a_note_is_found_by_its_code_and_by_its_number(code: str) -> None:
    number, text = DIAGNOSTICS[code]
    assert _entry(code, ()) == _entry(number, ()) == f"{code}: {text}\nNote {number}.\n"
    assert f"  {number}  {text}" in _listing(())


def test_a_word_that_is_almost_a_note_is_answered_with_it() -> None:
    with pytest.raises(ConfigError, match="did you mean numbering_gap"):
        _entry("numbering_gaps", ())
