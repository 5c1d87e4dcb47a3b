"""The HTML report: one file, complete without its script, everything in it, every word escaped."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from builders import article, chapter, item, law
from reports import finding, reported, sample

from gaidiff import render
from gaidiff.model.change import Direction, Ref, Summary
from gaidiff.model.text import Diagnostic, EId
from gaidiff.renderers._markup import mixed

if TYPE_CHECKING:
    from gaidiff.model.change import Report

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    '"><b onmouseover="alert(1)">',
    "' onfocus='alert(1)",
    "]]> --> <!-- x",
    "{{7*7}} {% for x in y %} {# z #}",
    "javascript:alert(1)",
    "&lt;b&gt;",
]


def page(report: Report, language: str = "en") -> BeautifulSoup:
    return BeautifulSoup(render(report, "html", language=language), "lxml")


def test_the_first_screen_says_what_the_texts_are_and_what_matters() -> None:
    soup = page(sample())
    facts = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup.select(".facts tbody tr")]

    assert soup.h1 is not None
    assert soup.h1.get_text() == "智能客服管理暂行办法"
    assert ["Status", "draft", "interim"] in facts
    assert ["In force", "not stated", "2023-08-15"] in facts
    assert ["Articles", "6", "7"] in facts
    assert [one.get_text() for one in soup.select(".verdict")] == ["On balance the new text is easier on providers."]
    assert [one.get_text(" ", strip=True) for one in soup.select(".counts li")][:2] == ["2 unchanged", "2 amended"]
    assert [one["href"] for one in soup.select(".top a")] == ["#c4f1", "#c4f2"]
    assert soup.select(".top a")[0].get_text() == "Draft Art. 3 → new Art. 3"


def test_the_contents_lead_from_every_old_article_to_its_new_ones() -> None:
    soup = page(sample())
    lines = [one.get_text(" ", strip=True) for one in soup.select(".listed li")]

    assert "Art. 3 → Art. 3, 6 ▼▲ split, amended" in lines
    assert "Old Art. 6 repealed" in lines
    assert "New Art. 7 inserted" in lines
    assert len(lines) == len(sample().alignment.articles)


def test_every_link_has_its_anchor_and_every_anchor_is_one() -> None:
    soup = page(sample())
    anchors = [tag["id"] for tag in soup.select("[id]")]

    assert len(anchors) == len(set(anchors))
    assert {str(link["href"]).removeprefix("#") for link in soup.select("a")} <= set(anchors)
    assert {f"c{place}" for place in range(len(sample().changes))} <= set(anchors)
    assert {"c4f1", "c4f2"} <= set(anchors)


def test_an_amended_article_has_two_columns_and_a_redline() -> None:
    soup = page(sample())
    (row, *_) = soup.select("#c4 .row.mixed")

    assert row.select_one(".o del") is not None
    assert row.select_one(".o ins") is None
    assert row.select_one(".n del") is None
    assert [one.get_text() for one in row.select(".r del")] == ["在三个月内", "用户有权投诉。"]
    assert row.select(".n ins")[0].get_text() == "及时"


def test_comments_stand_beside_the_text_and_are_pointed_at() -> None:
    soup = page(sample())
    comments = soup.select("#c4 .comments li")

    assert comments[0].select_one(".way") is not None
    assert comments[0].get_text(" ", strip=True).startswith("▼ relaxed Draft Art. 3 → new Art. 3 # The limit of")
    assert [one["href"] for one in soup.select("#c4 .n sup a")] == ["#c4f1", "#c4f2"]
    assert "uncertain" in comments[1].get_text()


def test_unchanged_articles_are_folded_but_there() -> None:
    fold = page(sample()).select_one("details.fold")

    assert fold is not None
    assert fold.summary is not None
    assert fold.summary.get_text() == "Art. 1–2 unchanged"
    assert "在境内提供智能客服服务" in fold.get_text()
    assert not fold.has_attr("open")


def test_the_preface_is_not_folded_with_articles() -> None:
    old = law(article(1, "甲。"), article(2, "乙。"), preface="题注")
    soup = page(reported(old, old, ("preface", "preface"), ("art_1", "art_1"), ("art_2", "art_2")))

    assert [one.get_text() for one in soup.select("details.fold summary")] == [
        "Title and preamble unchanged",
        "Art. 1–2 unchanged",
    ]


def test_an_unchanged_article_with_a_direction_is_not_folded() -> None:
    old = law(article(1, "提供者应当备案。"))
    about = finding("scope_narrowed", Direction.RELAXED, "The duty now hangs on a condition.")
    soup = page(reported(old, old, ("art_1", "art_1"), findings={0: (about,)}))

    assert soup.select_one("details.fold") is None
    assert "hangs on a condition" in soup.get_text()


def test_the_preface_chapters_and_the_remainder_are_shown_too() -> None:
    old = law(chapter(1, "总则", article(1, "甲。")), preface="旧题注", remainder=("页脚一",))
    new = law(chapter(1, "一般规定", article(1, "甲。")), preface="新题注", remainder=("页脚二",))
    pairs = [("preface", "preface"), ("chp_1", "chp_1"), ("art_1", "art_1"), ("remainder", "remainder")]
    soup = page(reported(old, new, *pairs))

    assert "Title and preamble" in soup.get_text()
    division = soup.select_one("#c1.division")
    assert division is not None
    assert division.find("del") is not None
    assert "Other text" in soup.get_text()


def test_numbers_stand_before_their_items() -> None:
    old = law(article(4, "提供者应当：", item(1, "报告；"), item(2, "记录。")))
    new = law(article(4, "提供者应当：", item(1, "报告；"), item(2, "留存。")))
    items = page(reported(old, new, ("art_4", "art_4"))).select("#c0 .n p.d1")

    assert [one.get_text() for one in items] == ["（一） 报告；", "（二） 留存。"]


def test_the_policy_allows_this_style_and_script_and_nothing_else() -> None:
    body = render(sample(), "html").decode()
    soup = BeautifulSoup(body, "lxml")
    assert soup.head is not None
    first = soup.head.select_one("*")
    style, script = (body.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0] for tag in ("style", "script"))
    style, script = (f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}" for text in (style, script))

    assert first is not None
    assert first["http-equiv"] == "Content-Security-Policy"
    assert first["content"] == (
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_the_file_loads_nothing_and_runs_its_own_script_only() -> None:
    body = render(sample(), "html").decode()

    assert len(re.findall(r"<script", body)) == 1
    assert not re.search(
        r"<script |innerHTML|eval\(|fetch\(|<link rel=.stylesheet|@import|url\(|https?://|\bstyle=", body
    )


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_hostile_words_are_words_everywhere(text: str, language: str) -> None:
    fields = {
        "title": text,
        "status": text,
        "authority": (text,),
        "published": text,
        "preface": text,
        "diagnostics": (Diagnostic("odd", text, EId("art_1")),),
    }
    old = law(article(1, "甲。", item(1, text)), **fields)
    new = law(article(1, f"甲乙{text}", item(2, text), heading=text), **fields)
    about = replace(finding("obligation_added", Direction.TIGHTENED, text), theme=text, signals=(text,))
    summary = Summary(verdict=(("en", text),), top=(Ref(1, 0),))
    report = reported(old, new, ("preface", "preface"), ("art_1", "art_1"), findings={1: (about,)}, summary=summary)
    soup = page(replace(report, engine_version=text), language)

    assert soup.find(["img", "iframe", "object"]) is None
    assert len(soup.find_all("style")) == len(soup.find_all("script")) == 1
    assert soup.select("svg:not(.map, .key svg)") == []
    assert not [name for tag in soup.select("*") for name in tag.attrs if name.startswith("on")]
    assert not [link for link in soup.select("a[href]") if not str(link["href"]).startswith("#")]
    assert soup.get_text().count(text) >= 8


def test_hidden_characters_are_marked_and_announced() -> None:
    old, new = law(article(1, "付款100元。")), law(article(1, "付款\u202e001\u202c元。"))
    body = render(reported(old, new, ("art_1", "art_1")), "html").decode()

    assert "\u202e" not in body
    assert "&lt;U+202E&gt;" in body
    assert "The new text holds characters one cannot see: U+202C×1, U+202E×1." in body


def test_a_degraded_comparison_says_so() -> None:
    old = law(article(1, "甲。"))
    (banner,) = page(reported(old, old, ("art_1", "art_1"), degraded=True)).select(".banner")

    assert "too large or too unlike" in banner.get_text()


def test_the_language_of_the_law_is_marked_apart_from_the_report() -> None:
    soup = page(sample())

    assert soup.html is not None
    assert soup.html["lang"] == "en"
    assert {str(one["lang"]) for one in soup.select(".law")} == {"zh"}
    assert [one.get_text() for one in soup.select(".top span[lang=zh]")] == ["三个月内", "及时"]


def test_the_laws_words_are_marked_in_a_report_of_another_language() -> None:
    sentence = "新第一条新增义务：“shall report <now>”，见第二条。"

    assert mixed(sentence, "zh", "en") == (
        '新第一条新增义务：“<span lang="en">shall report &lt;now&gt;</span>”，见第二条。'
    )
    assert mixed("Art. 1 adds “三日内”.", "en", "zh") == 'Art. 1 adds “<span lang="zh">三日内</span>”.'
    assert mixed("新第一条新增“三日内”。", "zh", "zh") == "新第一条新增“三日内”。"


def test_a_chinese_report_speaks_chinese() -> None:
    soup = page(sample(), "zh")

    assert soup.html is not None
    assert soup.html["lang"] == "zh"
    assert "总体上，新文本对提供者更为宽松。" in soup.get_text()
    assert "第三条 → 第三条、第六条" in soup.get_text()


def test_a_report_in_a_notebook_is_the_html_report() -> None:
    assert sample()._repr_html_().encode() == render(sample(), "html")
