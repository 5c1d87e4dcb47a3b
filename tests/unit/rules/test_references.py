"""References within a text: those that follow their target to a new number are no change."""

from __future__ import annotations

from typing import Any

import pytest
from builders import article, law

from gaidiff.pipeline import compare

ZH = (
    "示范区设立导览中心，负责日常联络和游客接待。",
    "讲解员应当佩戴工作证件并接受游客监督。",
    "讲解设备应当定期清洁消毒，保持电量充足。",
    "违反本办法第{}条规定的，由导览中心给予提醒并记入档案。",
)
EN = (
    "The zone keeps an office for daily liaison with visitors.",
    "Guides wear a badge and accept the supervision of visitors.",
    "Audio devices are cleaned at regular times and kept charged.",
    "Guides who act contrary to Article {} are reminded by the office of their contract.",
)


def told(old: Any, new: Any, language: str) -> list[Any]:
    report = compare(law(*old, language=language), law(*new, language=language))
    return [f for change in report.changes for f in change.findings if f.kind == "cross_reference_changed"]


def of(texts: tuple[str, ...], target: str, first: int = 1) -> list[Any]:
    return [article(n, text.format(target)) for n, text in enumerate(texts, first)]


@pytest.mark.parametrize(
    ("texts", "old", "new", "language"), [(ZH, "二", "三", "zh"), (EN, "2", "3", "en")], ids=["zh", "en"]
)
def test_a_reference_to_another_article_is_told(texts: Any, old: str, new: str, language: str) -> None:
    (finding,) = told(of(texts, old), of(texts, new), language)
    assert dict(finding.slots)["form"] == "replaced"


@pytest.mark.parametrize(
    ("texts", "old", "new", "language"), [(ZH, "二", "十二", "zh"), (EN, "2", "12", "en")], ids=["zh", "en"]
)
def test_a_reference_that_followed_its_target_is_not(texts: Any, old: str, new: str, language: str) -> None:
    assert told(of(texts, old), of(texts, new, 11), language) == []


def test_the_article_of_another_law_is_not_ours() -> None:
    old = ("讲解员应当遵守《示范旅游法》第二条的规定并接受监督。",)
    new = ("讲解员应当遵守《示范旅游法》第三条的规定并接受监督。",)
    frame = [article(n, text) for n, text in enumerate(ZH[:3], 2)]
    assert told([article(1, old[0]), *frame], [article(1, new[0]), *frame], "zh") == []
