"""The map of the articles: who went where, drawn; runs as one row; every link leads to a change."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup, Tag
from builders import article, law
from pages import long_law, motivating
from reports import reported, sample

from gaidiff.model.change import MatchKind, Report
from gaidiff.renderers._labels import labels
from gaidiff.renderers._map import draw

WORDS = labels("en")


def drawn(report: Report) -> Tag:
    svg = BeautifulSoup(draw(report, WORDS).picture, "lxml").select_one("svg")
    assert svg is not None
    return svg


def names(svg: Tag, side: str) -> list[str]:
    return [one.get_text() for one in svg.select("text.o" if side == "old" else "text:not(.o)")]


def test_unchanged_neighbours_are_one_row_and_others_their_own() -> None:
    svg = drawn(sample())

    assert sorted(names(svg, "old")) == ["1–2", "3", "4", "5", "6"]
    assert sorted(names(svg, "new")) == ["1–2", "3", "4", "5", "6", "7"]
    assert len(svg.select("path.run.unchanged")) == 1
    assert {kind: len(svg.select(f"path.{kind}")) for kind in ("split", "amended", "inserted", "repealed")} == {
        "split": 1,
        "amended": 2,
        "inserted": 1,
        "repealed": 1,
    }


def test_a_split_is_drawn_as_a_fork() -> None:
    (path,) = drawn(sample()).select("path.split")

    assert str(path["d"]).count("M") == 2


def test_every_link_names_its_change_and_leads_to_it() -> None:
    report = sample()
    (link,) = [one for one in drawn(report).select("a") if one.select("path.repealed")]

    assert link["href"] == "#c8"
    assert link.select_one("title") is not None
    assert link.get_text() == "Old Art. 6: repealed"


def test_every_article_is_in_the_map() -> None:
    report = motivating()
    svg = drawn(report)

    assert len(names(svg, "old")) == len(set(names(svg, "old"))) == len(report.old.units())
    assert len(names(svg, "new")) == len(report.new.units())


def test_a_law_of_300_articles_stays_a_picture_one_can_read() -> None:
    svg = drawn(long_law())
    (*_, height) = str(svg["viewbox"]).split()

    assert len(names(svg, "old")) <= 70
    assert int(height) < 1600
    covered = [re.split("–", name) for name in names(svg, "new")]
    assert sum(int(name[-1]) - int(name[0]) + 1 for name in covered) == len(long_law().new.units())


def test_where_much_was_rewritten_runs_of_amended_articles_are_one_row_too() -> None:
    old = law(*(article(number, "甲") for number in range(1, 101)))
    new = law(*(article(number, "乙") for number in range(1, 101)))
    pairs = [(f"art_{number}", f"art_{number}") for number in range(1, 101)]
    svg = drawn(reported(old, new, *pairs))

    assert names(svg, "old") == ["1–100"]
    assert len(svg.select("path.run.amended")) == 1


def test_what_did_not_move_is_level_on_both_sides() -> None:
    svg = drawn(sample())
    rows = {side: {one.get_text(): one["y"] for one in svg.select(side)} for side in ("text.o", "text:not(.o)")}

    assert [rows["text.o"][name] == rows["text:not(.o)"][name] for name in ("1–2", "3", "4", "5")] == [True] * 4


def test_the_legend_has_the_kinds_that_are_drawn() -> None:
    kinds = draw(sample(), WORDS).kinds

    assert kinds == (
        MatchKind.UNCHANGED,
        MatchKind.AMENDED,
        MatchKind.SPLIT,
        MatchKind.INSERTED,
        MatchKind.REPEALED,
    )


def test_the_picture_has_no_style_and_escapes_its_words() -> None:
    old = law(article(1, "甲"))
    report = reported(old, old, ("art_1", "art_1"))
    words = labels("zh")
    picture = str(draw(report, words).picture)

    assert "style" not in picture
    assert "第一条" in picture


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_without_articles_is_an_empty_picture(language: str) -> None:
    empty = law()
    assert "<a" not in draw(reported(empty, empty), labels(language)).picture
