"""A law written in the manner of each language is read back with every unit, number and word in its place."""

from __future__ import annotations

import pytest
from builders import reading
from hypothesis import given, settings
from manners import LAWS, MANNERS, written

from gaidiff.grammars import parse


@pytest.mark.parametrize("language", MANNERS)
@given(shape=LAWS)
@settings(max_examples=25, deadline=None)
def test_a_law_in_the_manner_of_its_language_is_read_back(language: str, shape: list[list[list[int]]]) -> None:
    text, units = written(shape, MANNERS[language])
    law = parse(reading(text), language=language)
    assert [(str(node.eid), node.text) for node in law.walk() if node.text] == units
    assert [str(node.eid) for node in law.divisions()] == [f"chp_{n}" for n in range(1, len(shape) + 1)]
    assert law.diagnostics == ()
    assert (law.preface, law.remainder) == ("", ())
