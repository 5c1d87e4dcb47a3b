"""Markdown that GitHub renders: what the law says stays text."""

from __future__ import annotations

import re
from html import unescape

import pytest
from builders import article, law
from markdown_it import MarkdownIt
from reports import finding, reported, sample

from gaidiff import render
from gaidiff.model.change import Direction, Ref, Summary
from gaidiff.renderers.md import escape

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "`code` and ``more``",
    "a | b | c",
    "# heading",
    "- list",
    "+ list",
    "1. list",
    "12) list",
    "> quote",
    "---",
    "===",
    "*a* **b** _c_ __d__ ~~e~~",
    "[x](javascript:alert(1))",
    "![x](http://example.org/beacon.png)",
    "<http://example.org>",
    "http://example.org/ and www.example.org",
    "[^1]: note",
    "&lt;b&gt; &amp; &#35;",
    "\\*escaped\\*",
    "    four spaces",
    "$x$ {{7*7}} {% raw %}",
    "| a |\n|---|",
    "text\n\n# next",
]


def rendered(source: str) -> str:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source)


def text_of(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize("text", HOSTILE)
def test_escaped_text_renders_as_itself_inside_a_line(text: str) -> None:
    shown = rendered(f"x {escape(text)}")

    assert "".join(text_of(shown).split()) == "x" + "".join(text.split())
    assert set(re.findall(r"<(\w+)", shown)) <= {"p", "br"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_law_renders_as_text_in_every_place(text: str) -> None:
    old = law(article(1, "甲。"), title=text, preface=text)
    new = law(article(1, text, heading=text), title=text, preface=text)
    about = finding("obligation_added", Direction.TIGHTENED, text)
    summary = Summary(verdict=(("en", text),), top=(Ref(0, 0),))
    source = render(reported(old, new, ("art_1", "art_1"), findings={0: (about,)}, summary=summary), "md").decode()
    html = rendered(source)

    allowed = {"h1", "h2", "h3", "p", "br", "a", "strong", "em", "del", "ins", "sup", "ol", "ul", "li", "blockquote"}
    assert set(re.findall(r"<(\w+)", html)) <= allowed | {"table", "thead", "tbody", "tr", "th", "td"}
    assert set(re.findall(r'href="([^"]*)"', html)) <= {"#c0"}
    assert "".join(text_of(html).split()).count("".join(text.split())) >= 4


def test_the_report_has_its_sections_in_order() -> None:
    source = render(sample(), "md").decode()
    heads = [line for line in source.splitlines() if line.startswith("#")]

    assert heads[:6] == [
        "# Comparison of two texts: 智能客服管理暂行办法",
        "## In one sentence",
        "## In numbers",
        "## Changes that matter most",
        "## Where each article went",
        "## Article by article",
    ]


def test_deletions_and_insertions_are_marked() -> None:
    source = render(sample(), "md").decode()

    assert "**第三条** 提供者应当<del>在三个月内</del><ins>及时</ins><sup>1</sup>整改。" in source
    assert "| Art. 3 | Art. 3, 6 | [split, amended](#c4) |" in source
    assert "*Art. 1–2: unchanged*" in source


def test_every_link_leads_to_an_anchor() -> None:
    source = render(sample(), "md").decode()
    anchors = set(re.findall(r'<a id="(\w+)">', source))

    assert set(re.findall(r"\(#(\w+)\)", source)) <= anchors
    assert len(anchors) == len(sample().changes)


def test_a_hidden_character_is_shown_and_counted() -> None:
    old = law(article(1, "付款100元。"))
    new = law(article(1, "付款\u202e001\u202c元。"))
    source = render(reported(old, new, ("art_1", "art_1")), "md").decode()

    assert "&lt;U+202E&gt;" in source
    assert "The new text holds characters one cannot see: U+202C×1, U+202E×1." in source
