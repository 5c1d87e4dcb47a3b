"""Laws named as legal basis or referred to: what must be told, and what must not."""

from __future__ import annotations

from typing import Any

import pytest

MUST_FIRE = {
    "a basis added": (
        "zh",
        ("为了规范讲解，根据《示范旅游法》等法律，制定本办法。",),
        ("为了规范讲解，根据《示范旅游法》《示范消费者法》等法律，制定本办法。",),
        ("legal_basis_added", "neutral"),
    ),
    "a basis removed": (
        "zh",
        ("为了规范讲解，根据《示范旅游法》《示范消费者法》等法律，制定本办法。",),
        ("为了规范讲解，根据《示范旅游法》等法律，制定本办法。",),
        ("legal_basis_removed", "neutral"),
    ),
    "a reference replaced": (
        "zh",
        ("经营者应当按照《示范讲解规定》设置标识。",),
        ("经营者应当按照《示范标识办法》设置标识。",),
        ("cross_reference_changed", "neutral"),
    ),
    "a basis added, English": (
        "en",
        ("These Rules are formulated in accordance with the Model Tourism Law and other laws.",),
        ("These Rules are formulated in accordance with the Model Tourism Law, the Model Hotel Law and other laws.",),
        ("legal_basis_added", "neutral"),
    ),
}

MUST_STAY_SILENT = {
    "the same law by its short name": (
        "zh",
        ("经营者应当遵守《示范国消费者权益法》。",),
        ("经营者应当自觉遵守《消费者权益法》。",),
    ),
    "other punctuation between the names": (
        "zh",
        ("为了规范讲解，根据《示范旅游法》《示范消费者法》等法律，制定本办法。",),
        ("为了规范讲解，根据《示范旅游法》、《示范消费者法》等法律，制定本办法。",),
    ),
    "this instrument is no other law": (
        "en",
        ("Guides shall follow the rules.",),
        ("Guides shall follow the rules. This Regulation binds guides.",),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_a_changed_reference_is_told(pair: Any, language: str, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_the_same_reference_is_not(pair: Any, language: str, old: Any, new: Any) -> None:
    kinds = [kind for kind, _ in pair.told(old, new, language)]
    assert [kind for kind in kinds if kind.startswith(("legal_basis", "cross_reference"))] == []


def test_a_law_brings_its_own_marks(pair: Any) -> None:
    _, old, new, _ = MUST_FIRE["a basis added"]
    (finding,) = [f for f in pair.findings(old, new, "zh") if f.kind == "legal_basis_added"]
    assert finding.sentence("zh") == "新第四条在立法依据中增加《示范消费者法》。"
    assert finding.sentence("en") == "New Art. 4 adds 《示范消费者法》 to the legal basis."


def references(pair: Any, old: str, new: str, language: str) -> list[str]:
    return [
        f.sentence(language) for f in pair.findings((old,), (new,), language) if f.kind == "cross_reference_changed"
    ]


def test_laws_one_provision_names_in_addition_are_one_statement(pair: Any) -> None:
    old = "经营者应当按照《示范讲解规定》设置标识，公布收费标准。"
    new = "经营者应当按照《示范讲解规定》、《示范标识办法》和《示范价格办法》设置标识，公布收费标准。"
    assert references(pair, old, new, "zh") == ["新第四条新增援引《示范标识办法》和《示范价格办法》。"]


def test_a_named_law_that_gives_way_to_the_provisions_of_the_state_is_said_so(pair: Any) -> None:
    old = "经营者应当按照《示范标识办法》开展安全评估。"
    new = "经营者应当按照国家有关规定开展安全评估。"
    assert references(pair, old, new, "zh") == ["原第四条援引《示范标识办法》，新第四条改为援引“国家有关规定”。"]
    old = "Operators shall carry out a review pursuant to the Provisions on Safety Reviews."
    new = "Operators shall carry out a review pursuant to the relevant provisions of the State."
    (sentence,) = references(pair, old, new, "en")
    assert sentence.startswith("New Art. 4 refers to “relevant provisions of the State” where")
