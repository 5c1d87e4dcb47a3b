"""A reader's side: whose burden a direction tells of, what comes first for whom, and that the report says so."""

from __future__ import annotations

import pytest
from builders import article, law

from gaidiff import parse, read
from gaidiff.assets import asset_dir
from gaidiff.model.change import Direction, Report
from gaidiff.pipeline import compare
from gaidiff.renderers import render

KEPT = "示范区设立导览中心，负责日常联络和游客服务。"
OLD = law(
    article(1, KEPT),
    article(2, "提供导览服务应当遵守法律，尊重公共秩序。"),
    article(3, "游客可以投诉。"),
    article(4, "隐瞒收费的，处五万元以下罚款。"),
)
NEW = law(
    article(1, KEPT),
    article(2, "提供和使用导览服务，应当遵守法律，尊重公共秩序。"),
    article(3, "游客可以投诉。经营者应当为游客投保意外伤害保险。主管部门工作人员不得泄露投诉人身份信息。"),
    article(4, "隐瞒收费的，处一万元以下罚款。"),
)


def signs(report: Report, kind: str) -> list[Direction]:
    return [f.direction for change in report.changes for f in change.findings if f.kind == kind]


def first(report: Report) -> str:
    ref = report.summary.top[0]
    return report.changes[ref.change].findings[ref.finding].kind


def test_without_a_side_directions_are_those_of_the_regulated() -> None:
    report = compare(OLD, NEW)
    assert report == compare(OLD, NEW, side="provider")
    assert signs(report, "obligation_added") == [Direction.TIGHTENED]


def test_a_duty_of_somebody_else_is_a_relief_for_users() -> None:
    report = compare(OLD, NEW, side="user")
    assert signs(report, "obligation_added") == [Direction.RELAXED]
    assert signs(report, "penalty_changed") == [Direction.TIGHTENED]


def test_a_duty_that_now_binds_users_is_a_burden_for_them() -> None:
    assert signs(compare(OLD, NEW, side="user"), "addressee_changed") == [Direction.TIGHTENED]


def test_secrecy_of_officials_protects_users_as_it_protects_firms() -> None:
    assert signs(compare(OLD, NEW), "official_duty_added") == [Direction.RELAXED]
    assert Direction.TIGHTENED not in signs(compare(OLD, NEW, side="user"), "prohibition_added")


def test_a_duty_of_officials_is_a_burden_for_authorities_and_what_firms_owe_is_none() -> None:
    report = compare(OLD, NEW, side="authority")
    assert signs(report, "official_duty_added") == [Direction.TIGHTENED]
    assert signs(report, "obligation_added") == [Direction.NEUTRAL]
    assert signs(report, "penalty_changed") == [Direction.NEUTRAL]


def test_the_ranking_is_the_readers() -> None:
    assert first(compare(OLD, NEW)) == "penalty_changed"
    assert first(compare(OLD, NEW, side="authority")) in {"official_duty_added", "prohibition_added"}


@pytest.mark.parametrize("side", ["user", "authority"])
def test_the_verdict_says_whose_side_it_takes(side: str) -> None:
    plain, told = (dict(compare(OLD, NEW, side=name).summary.verdict) for name in ("provider", side))
    assert "from the side of" not in plain["en"]
    assert "from the side of" in told["en"]
    assert "的立场为准" in told["zh"]


@pytest.mark.parametrize("name", ["terminal", "md", "note", "note-html", "html", "json"])
def test_every_format_says_whose_side_it_takes(name: str) -> None:
    body = render(compare(OLD, NEW, side="user"), name, language="en").decode()
    assert "from the side of users" in " ".join(body.split())


def test_the_other_side_counts_what_the_first_one_found() -> None:
    first_side, other = compare(OLD, NEW), compare(OLD, NEW, side="user")
    assert other.summary.findings == first_side.summary.findings
    assert [f.comment for c in other.changes for f in c.findings] == [
        f.comment for c in first_side.changes for f in c.findings
    ]
    assert other.ledger == first_side.ledger


def test_the_shipped_pair_can_be_read_from_each_side() -> None:
    folder = asset_dir("corpus") / "gai-measures"
    texts = [parse(read(folder / name)) for name in ("draft.en.txt", "final.en.txt")]
    tops = {side: first(compare(*texts, side=side)) for side in ("provider", "user", "authority")}
    assert tops == {
        "provider": "penalty_removed",
        "user": "procedural_right_added",
        "authority": "enforcement_power_added",
    }
