"""Form: renumbered, moved, split, merged, reworded without consequence. Always neutral."""

from __future__ import annotations

from typing import Any

LONG = "经营者应当在入口处公布导览服务收费标准，并向游客提供纸质说明。"
OTHER = "导览员上岗前应当参加急救培训，培训记录由中心保存。"


def forms(pair: Any, old: Any, new: Any) -> list[tuple[str, str]]:
    return [(f.kind, f.sentence("en")) for f in pair.findings(old, new, "zh") if f.rule == "form"]


def test_an_inserted_article_renumbers_those_after_it(pair: Any) -> None:
    told = forms(pair, (LONG,), ("游客携带宠物的，应当使用牵引绳并服从现场工作人员安排。", LONG))
    assert told == [("renumbered_only", "Old Art. 4 becomes new Art. 5 without a change of words.")]


def test_punctuation_and_particles_are_editorial(pair: Any) -> None:
    told = forms(pair, (LONG,), (LONG.replace("，并", "、并").replace("收费标准", "收费的标准"),))
    assert told == [("editorial_only", "New Art. 4 differs from old Art. 4 in style, word order or punctuation only.")]


def test_a_change_of_substance_is_not_editorial(pair: Any) -> None:
    assert forms(pair, (LONG,), (LONG.replace("纸质", "免费纸质"),)) == []


def test_an_unchanged_article_is_no_finding(pair: Any) -> None:
    assert pair.findings((LONG, OTHER), (LONG, OTHER), "zh") == []


def test_a_renumbered_and_amended_article_is_told_by_its_amendments(pair: Any) -> None:
    told = forms(
        pair, (LONG,), ("游客携带宠物的，应当使用牵引绳并服从现场工作人员安排。", LONG.replace("纸质", "电子"))
    )
    assert "renumbered_only" not in [kind for kind, _ in told]


def test_an_article_cut_in_two_is_split(pair: Any) -> None:
    told = forms(pair, (LONG + OTHER,), (LONG, OTHER))
    assert told == [("moved_split_merged", "Old Art. 4 is split into new Art. 4 and Art. 5.")]


def test_a_merger_names_every_article_of_which_an_act_goes_on(pair: Any) -> None:
    old = (
        "经营者发现设备故障的，应当停止使用并张贴告示。",
        "对于游客反映的讲解错误，除更正文字外，应当在三个月内通过更换设备等方式防止再次发生。",
    )
    new = ("经营者发现设备故障的，应当立即停止使用并张贴告示，采取更换设备等措施进行整改。",)
    (told,) = [sentence for kind, sentence in forms(pair, old, new) if kind == "moved_split_merged"]
    assert told == "Old Art. 4 and Art. 5 are merged into new Art. 4."
