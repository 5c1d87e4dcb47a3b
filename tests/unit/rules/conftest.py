"""Two lists of articles in, the findings of the real pipeline out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import Draft, article, law

from gaidiff.pipeline import compare

if TYPE_CHECKING:
    from gaidiff.model.change import Finding, Report

# Articles that stay the same on both sides, so that a pair of texts is a law and not two loose sentences.
FRAME = {
    "zh": (
        "为了规范示范服务，保护公众利益，制定本办法。",
        "本办法适用于在示范区内提供的导览服务。",
        "示范区设立导览中心，负责日常联络。",
    ),
    "en": (
        "These Measures lay down rules for guide services in the model zone.",
        "They apply to guide services offered to visitors of the model zone.",
        "The zone keeps an office for daily liaison.",
    ),
}


class Pair:
    """Old and new articles between the same frame, compared."""

    def report(
        self, old: tuple[str | Draft, ...], new: tuple[str | Draft, ...], language: str, **fields: Any
    ) -> Report:
        return compare(self._law(old, language, **fields), self._law(new, language))

    def findings(self, old: tuple[str | Draft, ...], new: tuple[str | Draft, ...], language: str) -> list[Finding]:
        return [f for change in self.report(old, new, language).changes for f in change.findings]

    def told(self, old: tuple[str | Draft, ...], new: tuple[str | Draft, ...], language: str) -> list[tuple[str, str]]:
        """(kind, direction) of all findings that are not about form, in order."""
        found = self.findings(old, new, language)
        return [(f.kind, f.direction.value) for f in found if f.rule != "form"]

    @staticmethod
    def _law(pieces: tuple[str | Draft, ...], language: str, **fields: Any) -> Any:
        texts = (*FRAME[language], *pieces)
        drafts = (text if isinstance(text, Draft) else article(n, text) for n, text in enumerate(texts, 1))
        return law(*drafts, language=language, **fields)


@pytest.fixture
def pair() -> Pair:
    return Pair()
