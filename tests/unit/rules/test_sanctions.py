"""Sanctions: what must be told, and what must not."""

from __future__ import annotations

from typing import Any

import pytest

MUST_FIRE = {
    "a fine dropped": (
        "zh",
        ("违反本办法的，由主管部门责令改正，并处一万元以上三万元以下罚款。",),
        ("违反本办法的，由主管部门责令改正。",),
        ("penalty_removed", "relaxed"),
    ),
    "a fine added": (
        "zh",
        ("违反本办法的，由主管部门责令改正。",),
        ("违反本办法的，由主管部门责令改正，可以处五千元以下罚款。",),
        ("penalty_added", "tightened"),
    ),
    "a cap raised": (
        "zh",
        ("经营者隐瞒收费的，处一万元以下罚款。",),
        ("经营者隐瞒收费的，处五万元以下罚款。",),
        ("penalty_changed", "tightened"),
    ),
    "closure off the ladder": (
        "zh",
        ("拒不改正的，责令暂停或者终止导览服务。",),
        ("拒不改正的，责令暂停导览服务。",),
        ("penalty_changed", "relaxed"),
    ),
    "discipline of officials protects": (
        "zh",
        ("主管部门工作人员泄露游客信息的，予以批评教育。",),
        ("主管部门工作人员泄露游客信息的，依法给予处分。",),
        ("penalty_added", "relaxed"),
    ),
    "a fine dropped, English": (
        "en",
        ("Where a provider breaches Article 2, the authority shall issue a warning and impose a fine of RMB 10,000.",),
        ("Where a provider breaches Article 2, the authority shall issue a warning.",),
        ("penalty_removed", "relaxed"),
    ),
    "a cap lowered, English": (
        "en",
        ("A provider that hides its prices is liable to a fine of up to EUR 50,000.",),
        ("A provider that hides its prices is liable to a fine of up to EUR 20,000.",),
        ("penalty_changed", "relaxed"),
    ),
}

MUST_STAY_SILENT = {
    "the same sanctions in another order": (
        "zh",
        ("违反本办法的，给予警告、通报批评，责令限期改正。",),
        ("违反本办法的，责令限期改正，给予警告、通报批评。",),
    ),
    "the same amount in other numerals": (
        "zh",
        ("经营者隐瞒收费的，处一万元以下罚款。",),
        ("经营者隐瞒收费的，处10000元以下罚款。",),
    ),
    "a warning sign is no sanction": (
        "zh",
        ("经营者应当设置路线图。",),
        ("经营者应当设置路线图和警告标志。",),
    ),
    "criminal liability gathered in one article": (
        "zh",
        ("伪造导览证的，责令改正；构成犯罪的，依法追究刑事责任。",),
        ("伪造导览证的，责令改正。", "违反本办法，构成犯罪的，依法追究刑事责任。"),
    ),
    "fine-tuning and a warning label": (
        "en",
        ("The provider shall document the model.",),
        ("The provider shall document the fine-tuning of the model and show a warning label.",),
    ),
    "suspending one's own service is no sanction": (
        "en",
        ("The provider shall stop serving a visitor who breaks the rules.",),
        ("The provider shall suspend or terminate services to a visitor who breaks the rules.",),
    ),
}


@pytest.mark.parametrize(("language", "old", "new", "expected"), MUST_FIRE.values(), ids=MUST_FIRE)
def test_a_changed_sanction_is_told(pair: Any, language: str, old: Any, new: Any, expected: Any) -> None:
    assert expected in pair.told(old, new, language)


@pytest.mark.parametrize(("language", "old", "new"), MUST_STAY_SILENT.values(), ids=MUST_STAY_SILENT)
def test_no_sanction_no_word(pair: Any, language: str, old: Any, new: Any) -> None:
    assert [kind for kind, _ in pair.told(old, new, language) if kind.startswith("penalty")] == []


def test_amounts_are_quoted_from_both_texts(pair: Any) -> None:
    _, old, new, _ = MUST_FIRE["a cap raised"]
    (finding,) = [f for f in pair.findings(old, new, "zh") if f.kind == "penalty_changed"]
    assert (
        finding.sentence("en") == "The sanction changes from “一万元以下” in old Art. 4 to “五万元以下” in new Art. 4."
    )


def test_a_lower_tier_is_not_relaxed_where_a_higher_cap_took_its_place(pair: Any) -> None:
    old = ("经营者隐瞒收费的，处二万元以下罚款；情节严重的，处二万元以上十万元以下罚款。",)
    new = ("经营者隐瞒收费的，处上一年度营业额百分之一以下罚款，没有营业额的，处五十万元以下罚款。",)
    assert ("penalty_removed", "relaxed") not in pair.told(old, new, "zh")
