"""The report in a terminal: plain text anybody can read, colour only on top of it."""

from __future__ import annotations

import re

import pytest
from builders import article, law
from reports import reported, sample
from rich.cells import cell_len

from gaidiff import render
from gaidiff.renderers.terminal import render_styled

ANSI = re.compile(r"\x1b\[[0-9;]*m")


def screen(width: int = 100, language: str = "en") -> str:
    return render_styled(sample(), language, width=width, color=False)


def test_the_first_screen_says_verdict_counts_and_what_matters() -> None:
    text = screen()

    assert "On balance the new text is easier on providers." in text
    assert "2 unchanged   2 amended   1 split   1 inserted   1 repealed" in text
    assert "1. ▼ relaxed  The limit of 三个月内 in Art. 3 is dropped" in text
    assert "(Draft Art. 3 → new Art. 3)" in " ".join(text.split())
    assert text.index("On balance") < text.index("Changes that matter") < text.index("Art. 3 → Art. 3, 6")


def test_a_change_has_a_header_a_redline_and_its_findings() -> None:
    lines = screen().splitlines()
    start = lines.index("Art. 3 → Art. 3, 6  split, amended")

    assert lines[start + 1] == "  第三条 提供者应当[-在三个月内-]{+及时+}[1]整改。[-用户有权投诉。-]"
    assert lines[start + 2] == "  {+第六条+} {+用户有权投诉，提供者应当受理+}[2]{+。+}"
    assert lines[start + 3].startswith("  1. ▼ relaxed  The limit of")
    assert lines[start + 4].endswith("(uncertain: check against the texts)")


def test_unchanged_articles_are_one_line() -> None:
    assert "Art. 1–2  unchanged" in screen().splitlines()


def test_unchanged_items_inside_an_article_become_an_ellipsis() -> None:
    lines = screen().splitlines()
    start = lines.index("Art. 4  amended")

    assert lines[start + 1] == "  …"
    assert "建立制度" not in "".join(lines[start:])


def test_long_unchanged_runs_are_cut_but_changed_words_never_are() -> None:
    long = "提供者应当依照法律报告。" * 20
    old, new = law(article(1, f"{long}甲{long}")), law(article(1, f"{long}{'乙' * 300}{long}"))
    text = render(reported(old, new, ("art_1", "art_1")), "terminal").decode()

    assert text.count("…") >= 2
    assert text.replace("\n", "").replace(" ", "").count("乙") == 300
    assert text.count("提供者") < 12


def test_chinese_report() -> None:
    text = screen(language="zh")

    assert "总体上，新文本对提供者更为宽松。" in text
    assert "第三条 → 第三条、第六条  拆分、文字修改" in text
    assert "第一条至第二条  未变动" in text


@pytest.mark.parametrize("width", [24, 40, 80, 120])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    assert max(cell_len(line) for line in screen(width).splitlines()) <= width


def test_colour_adds_styles_and_changes_no_word() -> None:
    styled = render_styled(sample(), "en", width=100, color=True)

    assert "\x1b[9;31m[-在三个月内-]" in styled  # struck and red, marks kept
    assert "\x1b[4;32m{+及时+}" in styled
    assert ANSI.sub("", styled) == screen()


def test_plain_output_has_no_escape_sequence() -> None:
    assert "\x1b" not in render(sample(), "terminal").decode()


def test_a_terminal_cannot_be_driven_by_the_text() -> None:
    old = law(article(1, "甲\x1b[2J\x1b]0;x\x07乙。"))
    new = law(article(1, "甲\u202e乙\u200b。"), title="办法\x1b[31m")
    for color in (False, True):
        shown = render_styled(reported(old, new, ("art_1", "art_1")), "en", width=80, color=color)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e\u200b]", ANSI.sub("", shown))
        assert "<U+001B>" in shown
        assert "U+202E×1" in " ".join(shown.split())


def test_a_degraded_comparison_says_so() -> None:
    old = law(article(1, "甲。"))

    shown = render(reported(old, old, ("art_1", "art_1"), degraded=True), "terminal").decode()
    assert "! These texts are too large" in shown
