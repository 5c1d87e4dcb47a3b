"""Two lists of provisions in one language in, what a comparison tells of them out; used by the tests of rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import gaidiff

if TYPE_CHECKING:
    from gaidiff.model.change import Report

FORM = frozenset({"form", "unchanged"})  # rules that tell of no change of substance


@dataclass(frozen=True)
class Told:
    """One finding as a reader sees it."""

    kind: str
    direction: str
    sentence: str


def report(label: str, frame: tuple[str, ...], old: tuple[str, ...], new: tuple[str, ...]) -> Report:
    """The comparison of two laws: the same articles first, then those given; `label` is "§ {}" or "Article {}"."""

    def law(pieces: tuple[str, ...]) -> bytes:
        texts = (f"{label.format(n)} {text}" for n, text in enumerate((*frame, *pieces), 1))
        return "\n\n".join(texts).encode()

    return gaidiff.compare(*(gaidiff.parse(gaidiff.read(law(pieces))) for pieces in (old, new)))


def told(made: Report) -> list[Told]:
    """What is told of changes of substance, in order, with the English sentence."""
    return [
        Told(finding.kind, finding.direction.value, dict(finding.comment)["en"])
        for change in made.changes
        for finding in change.findings
        if finding.rule not in FORM
    ]


def is_sentence(text: str) -> bool:
    """Whether a sentence of a report reads as one: no empty slot, quotation marks in pairs, a full stop at its end."""
    quotes = text.count("“") == text.count("”") > 0
    return (
        quotes and text[:1].isupper() and text.endswith(".") and not any(bad in text for bad in ("“”", "  ", "{", " ."))
    )
