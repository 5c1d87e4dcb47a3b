"""Whatever is written as a law is read back as that law, and no word of any text is lost or read twice."""

from __future__ import annotations

from collections import Counter

from builders import Draft, article, chapter, item, law, reading
from hypothesis import given, settings
from hypothesis import strategies as st

from gaidiff.errors import StructureError
from gaidiff.grammars import grammar_of, parse
from gaidiff.model.law import Instrument, leaves_of
from gaidiff.model.text import Block, Reading

SENTENCES = st.sampled_from(
    ["提供者应当报告。", "用户可以投诉；主管部门应当受理。", "不得泄露“信息（含数据）”。", "甲、乙除外。"]
)
LINES = st.sampled_from(
    [
        "第一条　提供者应当报告。",
        "第二条规定的服务除外。",
        "第三条",
        "（一）登记；",
        "1.姓名；",
        "第一章　总则",
        "附件：名录",
        "2023年8月15日",
        "前款所称服务，是指",
        "Article 1 Scope",
        "Article 2 applies.",
        "(a) report;",
        "(i) once;",
        "1. A provider",
        "1.1 A provider",
        "1.1.1Every provider",
        "2.1 适用范围",
        "It ►M1 may ◄ report.",
        "►C2 Article 3 ◄",
        "shall be fined.",
        "CHAPTER I",
        "ANNEX I",
        "Done at Brussels, 1 May 2024",
    ]
)


@st.composite
def laws(draw: st.DrawFn) -> list[Draft]:
    chapters, number = [], 0
    for place in range(1, draw(st.integers(1, 3)) + 1):
        articles = []
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            content: list[str | Draft] = [draw(SENTENCES)]
            if draw(st.booleans()):
                content.append("有下列情形之一的，应当报告：")
                content += [item(n, draw(SENTENCES)) for n in range(1, draw(st.integers(1, 4)) + 1)]
            articles.append(article(number, *content))
        chapters.append(chapter(place, "总则", *articles))
    return chapters


def written(instrument: Instrument) -> str:
    """The text a ministry would print."""
    lines: list[str] = []
    for node in instrument.walk():
        label = node.num.text if node.num else ""
        words = node.heading or node.text
        if lines and lines[-1].endswith("条"):
            lines[-1] += f"　{words}"
        else:
            lines.append(f"{label}　{words}" if label.endswith("章") else label + words)
    return "\n".join(lines)


def shape(instrument: Instrument) -> list[tuple[object, ...]]:
    return [(n.eid, n.kind, n.num, n.heading, n.text, n.wrap_up, n.breaks) for n in instrument.walk()]


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@given(laws())
@settings(max_examples=50, deadline=None)
def test_a_written_law_is_read_back_equal(drafts: list[Draft]) -> None:
    built = law(*drafts)
    assert shape(parse(reading(written(built)))) == shape(built)


@given(st.lists(LINES, min_size=1, max_size=25), st.sampled_from(["zh", "en"]))
@settings(max_examples=150, deadline=None)
def test_every_word_is_in_one_place(lines: list[str], language: str) -> None:
    text = Reading(blocks=tuple(map(Block, lines)), media_type="text/plain")
    try:
        instrument = parse(text, language=language)
    except StructureError:
        return
    pieces = [instrument.preface, *instrument.remainder]
    for node in instrument.walk():
        pieces += [node.num.text if node.num else "", node.heading or "", node.text, node.wrap_up]
    assert letters("".join(pieces)) == letters("".join(lines))


@given(st.text(alphabet="提供者。；，！？（）“”《》应当不得并ab.; (A)1\n", max_size=80), st.sampled_from(["zh", "en"]))
def test_breaks_and_words_of_any_text(text: str, language: str) -> None:
    grammar = grammar_of(language)
    assert "".join(grammar.words(text)) == text
    breaks = grammar.breaks(text)
    assert list(breaks) == sorted(set(breaks))
    assert all(0 < at < len(text) for at in breaks)


@given(laws())
@settings(max_examples=25, deadline=None)
def test_leaves_join_to_the_words_of_the_law(drafts: list[Draft]) -> None:
    instrument = law(*drafts)
    for unit in instrument.units():
        joined = "".join(instrument.text_at(leaf.span) for leaf in leaves_of(unit))
        assert joined == "".join(node.text for node in unit.walk())
