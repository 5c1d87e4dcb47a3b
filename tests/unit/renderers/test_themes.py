"""Findings by theme: each in one theme, in reading order, under a name the reader knows."""

from __future__ import annotations

from dataclasses import replace

from bs4 import BeautifulSoup
from pages import motivating
from reports import sample

from gaidiff import render
from gaidiff.model.change import Direction, Match
from gaidiff.model.text import EId
from gaidiff.renderers._labels import labels
from gaidiff.renderers._themes import kinds_to_filter, theme_name, themes


def test_every_finding_is_in_one_theme_in_reading_order() -> None:
    report = motivating()
    found = themes(report, labels("en"))
    places = [place for theme in found for place in theme.findings]

    assert len(places) == len(set(places)) == sum(len(change.findings) for change in report.changes)
    assert all(list(theme.findings) == sorted(theme.findings) for theme in found)
    assert sum(count for theme in found for _, count in theme.directions) == len(places)


def test_the_themes_stand_in_the_order_of_the_language_file() -> None:
    names = [theme.name for theme in themes(motivating(), labels("en"))]
    order = list(labels("en").themes.values())

    assert names == sorted(names, key=order.index)


def test_every_theme_of_a_law_has_a_name_in_both_languages() -> None:
    used = {finding.theme for change in motivating().changes for finding in change.findings}

    assert used <= set(labels("en").themes) == set(labels("zh").themes)


def test_an_unknown_theme_is_called_what_it_is_called() -> None:
    assert theme_name("sea_trade", labels("en")) == "sea trade"
    assert theme_name("", labels("zh")) == "其他"


def test_each_statement_links_to_its_finding() -> None:
    change = sample().changes[4]
    change = replace(change, findings=(replace(change.findings[0], theme="timing"), change.findings[1]))
    report = replace(sample(), changes=(*sample().changes[:4], change, *sample().changes[5:]))
    soup = BeautifulSoup(render(report, "html"), "lxml")

    summaries = [one.get_text(" ", strip=True) for one in soup.select(".themes summary")]
    assert summaries == ["Time limits and dates 1 ▼ relaxed", "other 1 ▲ tightened"]
    assert [one["href"] for one in soup.select(".themes a")] == ["#c4f1", "#c4f2"]
    assert Direction.RELAXED in dict(themes(report, labels("en"))[0].directions)


def test_an_article_can_be_looked_for_under_all_that_happened_to_it() -> None:
    split = Match(old=(EId("art_1"),), new=(EId("art_1"), EId("art_2")), text_changed=True)
    moved = Match(old=(EId("art_1"),), new=(EId("art_2"),), num_changed=True, parent_changed=True)

    assert kinds_to_filter(split) == "split amended"
    assert kinds_to_filter(moved) == "moved renumbered"
    assert kinds_to_filter(Match(old=(), new=(EId("art_2"),), text_changed=True)) == "inserted"
