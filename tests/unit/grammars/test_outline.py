"""What belongs to the law and what does not, and which oddities are reported."""

from __future__ import annotations

from builders import article, chapter, item, law, reading

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument

CONTENTS = "示例办法\n目　录\n第一章　总则\n第二章　管理\n第一节　登记\n第三章　附则\n"
BODY = "第一章　总则\n第一条　甲。\n第二章　管理\n第一节　登记\n第二条　乙。\n第三章　附则\n第三条　丙。"


def of(text: str, language: str = "zh") -> Instrument:
    return parse(reading(text), language=language)


def codes(instrument: Instrument) -> list[tuple[str, str | None]]:
    return [(note.code, note.eid) for note in instrument.diagnostics]


def test_parsing_gives_what_the_builders_give() -> None:
    parsed = of("第一章　总则\n第一条　提供者应当：\n（一）报告；\n（二）记录。\n用户可以投诉。")
    built = law(chapter(1, "总则", article(1, "提供者应当：", item(1, "报告；"), item(2, "记录。"), "用户可以投诉。")))
    assert [(n.eid, n.kind, n.num, n.heading, n.text, n.breaks) for n in parsed.walk()] == [
        (n.eid, n.kind, n.num, n.heading, n.text, n.breaks) for n in built.walk()
    ]


def test_chapters_of_a_table_of_contents_stay_in_the_preface() -> None:
    parsed = of(CONTENTS + BODY)
    assert [node.eid for node in parsed.divisions()] == ["chp_1", "chp_2", "chp_2__sec_1", "chp_3"]
    assert parsed.preface == CONTENTS.strip()


def test_articles_of_a_table_of_contents_stay_in_the_preface() -> None:
    parsed = of(
        "Sample Act\nContents\nArticle 1 Scope\nArticle 2 Duties\nArticle 1\nScope\nThis Act applies to all.\n"
        "Article 2\nDuties\nA provider shall report.",
        "en",
    )
    assert [(unit.eid, unit.heading) for unit in parsed.units()] == [("art_1", "Scope"), ("art_2", "Duties")]
    assert parsed.preface == "Sample Act\nContents\nArticle 1 Scope\nArticle 2 Duties"
    assert parsed.diagnostics == ()


def test_an_annex_may_number_its_articles_again() -> None:
    parsed = of("第一条　甲。\n第二条　乙。\n附件1　细则\n第一条　丙。\n第二条　丁。\n附件2：名录\n戊")
    assert [unit.eid for unit in parsed.units()] == ["art_1", "art_2", "annex_1__art_1", "annex_1__art_2", "annex_2"]
    assert parsed.by_eid["annex_2"].heading == "名录"
    assert codes(parsed) == []


def test_an_annex_named_before_the_law_is_no_annex() -> None:
    parsed = of("关于印发示例办法的通知\n附件：示例办法\n示例办法\n第一条　甲。\n第二条　乙。")
    assert [unit.eid for unit in parsed.units()] == ["art_1", "art_2"]


def test_signature_and_page_furniture_go_to_the_remainder() -> None:
    parsed = of("<!-- INFO END -->\n第一条　甲。\n第二条　乙。\n甲办公室\n2023年12月1日\n来源：示例网\n责任编辑：某")
    assert parsed.units()[-1].children[-1].text == "乙。"
    assert parsed.remainder == ("甲办公室", "2023年12月1日", "来源：示例网", "责任编辑：某", "<!-- INFO END -->")


def test_a_gap_is_reported_and_nothing_is_dropped() -> None:
    parsed = of("第一条　甲。\n第二条　乙。\n第四条　丁。")
    assert codes(parsed) == [("numbering_gap", "art_4")]


def test_a_number_printed_twice_gives_two_articles() -> None:
    parsed = of("第一条　甲。\n第二条　乙。\n第二条　丙。\n第三条　丁。")
    assert [unit.eid for unit in parsed.units()] == ["art_1", "art_2", "art_2_2", "art_3"]
    assert codes(parsed) == [("duplicate_label", "art_2_2")]


def test_an_article_out_of_order_is_kept_and_reported() -> None:
    parsed = of("第一条　甲。\n第三条　丙。\n第二条　乙。\n第四条　丁。\n第五条　戊。")
    assert [unit.eid for unit in parsed.units()] == ["art_1", "art_3", "art_2", "art_4", "art_5"]
    assert ("label_out_of_order", "art_2") in codes(parsed)


def test_two_laws_in_one_text_are_both_kept() -> None:
    parsed = of("甲办法\n第一条　甲。\n第二条　乙。\n第三条　丙。\n乙办法\n第一条　丁。\n第二条　戊。")
    assert [unit.eid for unit in parsed.units()] == ["art_1", "art_2", "art_3", "art_1_2", "art_2_2"]
    assert codes(parsed) == [("two_instruments", "art_1_2")]


def test_sections_that_start_again_in_each_article_are_told_apart_by_it() -> None:
    parsed = of(
        "ARTICLE I\nSection 1. Powers are vested.\nSection 2. The House sits.\n"
        "ARTICLE II\nSection 1. The Executive acts.\nSection 2. The President commands.\nSection 3. He reports.",
        "en",
    )
    assert [unit.eid for unit in parsed.units()] == [
        "art_1",
        "art_2",
        "chp_2__art_1",
        "chp_2__art_2",
        "chp_2__art_3",
    ]
    assert parsed.diagnostics == ()


def test_a_heading_without_a_number_groups_the_articles_below_it() -> None:
    parsed = of("# 示例办法\n第一条　甲。\n## 附　则\n第二条　乙。")
    assert [(node.eid, node.heading) for node in parsed.divisions()] == [("sec_1", "附　则")]
    assert parsed.units()[0].children[-1].text == "甲。"


def test_source_offset_points_at_the_label() -> None:
    text = "示例办法\n第一条　甲。\n　　第二条　乙。"
    offsets = {node.eid: node.source_offset for node in of(text).walk()}
    assert text[offsets["art_2"] :].startswith("第二条")
    assert text[offsets["art_2__para_1"] :] == "乙。"
