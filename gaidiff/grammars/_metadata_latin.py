"""The outline of a German or French text in, an Instrument with its title out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.law import Instrument
from gaidiff.model.text import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.grammars._labels import Line
    from gaidiff.grammars._outline import Outline
    from gaidiff.model.text import Reading

LONGEST_TITLE = 250


def describe(reading: Reading, outline: Outline, language: str) -> Instrument:
    """Add the title; status and dates stay unknown."""
    return Instrument(
        title=_title(outline.preface),
        language=language,
        provisions=outline.provisions,
        preface="\n".join(line.text for line in outline.preface),
        remainder=outline.remainder,
        diagnostics=(*reading.diagnostics, *outline.diagnostics),
        snapshot_sha256=reading.snapshot_sha256,
    )


def _title(preface: Sequence[Line]) -> str:
    """The top heading, else the first short line."""
    headings = [line.text for line in preface if line.role is Role.HEADING]
    short = [line.text for line in preface if len(line.text) <= LONGEST_TITLE and line.text.strip("-")]
    return next(iter([*headings, *short]), "")
