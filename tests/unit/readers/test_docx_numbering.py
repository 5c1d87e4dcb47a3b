"""Automatic numbering of DOCX files: levels in, the labels that Word prints out."""

from __future__ import annotations

import pytest
from documents import docx_of, paragraph, read_bytes, texts

from gaidiff.readers._numerals import formatted


def level(depth: int, text: str, kind: str = "decimal", more: str = "") -> str:
    form = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{form}</w:lvl>'


def numbering(*levels: str, nums: str = "") -> str:
    inner = "".join(levels)
    return (
        f'<w:abstractNum w:abstractNumId="7">{inner}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{nums}'
    )


def item(text: str, depth: int = 0, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def labels(body: str, parts: str, **more: str) -> list[str]:
    return texts(read_bytes(docx_of(body, numbering=parts, **more)))


def test_chinese_articles_and_items() -> None:
    lists = numbering(level(0, "第%1条", "chineseCountingThousand"), level(1, "（%2）", "chineseCounting"))
    body = item("总则") + item("甲", 1) + item("乙", 1) + item("附则") + item("丙", 1)
    assert labels(body, lists) == ["第一条 总则", "（一） 甲", "（二） 乙", "第二条 附则", "（一） 丙"]


def test_english_articles_paragraphs_and_points() -> None:
    lists = numbering(
        level(0, "Article %1"), level(1, "%1.%2"), level(2, "(%3)", "lowerLetter"), level(3, "(%4)", "lowerRoman")
    )
    body = "".join(item("x", depth) for depth in (0, 1, 2, 2, 3, 3, 1, 2, 0, 1))
    printed = ["Article 1", "1.1", "(a)", "(b)", "(i)", "(ii)", "1.2", "(a)", "Article 2", "2.1"]
    assert labels(body, lists) == [f"{label} x" for label in printed]


def test_a_bullet_is_no_label_and_an_empty_paragraph_counts() -> None:
    lists = numbering(level(0, "%1."), level(1, "\uf0b7", "bullet"))
    assert labels(item("a") + item("b", 1) + item("") + item("c"), lists) == ["1. a", "b", "3. c"]


def test_a_number_zero_takes_the_numbering_of_a_style_away() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="Article"><w:name w:val="heading 2"/>{numbered}</w:style>'
    lists = numbering(level(0, "Chapter %1"), level(1, "Article %2", more='<w:pStyle w:val="Article"/>'))
    styled = '<w:pStyle w:val="Article"/>'
    body = (
        paragraph("Scope", styled)
        + paragraph("Plain", styled + '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("Terms", styled)
    )
    assert labels(body, lists, styles=styles) == ["Article 1 Scope", "Plain", "Article 2 Terms"]


def test_two_lists_of_one_kind_count_on_unless_one_restarts() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    nums = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="3"><w:abstractNumId w:val="7"/>{override}</w:num>'
    )
    body = item("a") + item("b", number=2) + item("c", number=3) + item("d", number=3)
    assert labels(body, numbering(level(0, "%1."), nums=nums)) == ["1. a", "2. b", "5. c", "6. d"]


def test_articles_that_run_through_the_chapters_do_not_restart() -> None:
    never = '<w:lvlRestart w:val="0"/>'
    lists = numbering(level(0, "第%1章", "chineseCounting"), level(1, "第%2条", "chineseCounting", never))
    body = item("总则") + item("甲", 1) + item("义务") + item("乙", 1)
    assert labels(body, lists) == ["第一章 总则", "第一条 甲", "第二章 义务", "第二条 乙"]


def test_legal_numbering_prints_figures_only() -> None:
    lists = numbering(level(0, "%1", "upperRoman"), level(1, "%1.%2", more="<w:isLgl/>"))
    assert labels(item("a") + item("b", 1), lists) == ["I a", "1.1 b"]


def test_a_list_that_points_to_a_style_is_followed() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="Legal"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    nums = '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    linked = '<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
    lists = linked + numbering(level(0, "§ %1"), nums=nums)
    assert labels(item("a", number=2) + item("b", number=2), lists, styles=styles) == ["§ 1 a", "§ 2 b"]


@pytest.mark.parametrize(
    ("number", "kind", "printed"),
    [
        (28, "lowerLetter", "bb"),
        (1994, "upperRoman", "MCMXCIV"),
        (10, "chineseCounting", "十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (21, "japaneseCounting", "二十一"),
        (111, "japaneseCounting", "百十一"),
        (105, "ideographDigital", "一〇五"),
        (3, "ideographTraditional", "丙"),
        (12, "decimalFullWidth", "１２"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircle", "(21)"),
        (4, "decimalZero", "04"),
        (22, "ordinal", "22nd"),
        (2, "ganada", "나"),
        (15, "chineseLegalSimplified", "壹拾伍"),
        (10_000, "lowerLetter", "10000"),
        (5, "unheardOf", "5"),
    ],
)
def test_numerals(number: int, kind: str, printed: str) -> None:
    assert formatted(number, kind) == printed
