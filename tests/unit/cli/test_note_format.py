"""Which renderer a note is written by: the name of the output says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from gaidiff.cli._format import format_of


@pytest.mark.parametrize(
    ("name", "output", "renderer"),
    [
        ("note", None, "note"),
        ("note", "x.md", "note"),
        ("note", "x.html", "note-html"),
        (None, "x.note.md", "note"),
        (None, "X.NOTE.HTML", "note-html"),
        (None, "note.md", "md"),  # a file that is only called so
        (None, "x.html", "html"),
    ],
)
def test_a_note_is_asked_for_by_name_or_by_its_suffix(name: str | None, output: str | None, renderer: str) -> None:
    assert format_of(name, None if output is None else Path(output)) == renderer
