"""Each fact of a law is quoted with its place: in the preface, an article, what stands beside, or the markup."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff import parse as parse_reading
from gaidiff import read
from gaidiff.grammars import parse
from gaidiff.model.law import Fact, Instrument, without_remainder
from gaidiff.model.text import EId, Field, Span

ZH = "\n第一条　甲。\n第二条　乙。"
EN = "\nArticle 1\nScope\nAll apply.\nArticle 2\nDates\nIt enters into force on 3 March 2030."


def of(text: str, language: str | None = None) -> Instrument:
    return parse(reading(text), language=language)


def told(law: Instrument) -> list[tuple[str, str, str, str | None]]:
    return [(one.name, one.value, one.quote, one.where.eid if one.where else None) for one in law.facts]


def test_a_promulgation_line_is_quoted_piece_by_piece() -> None:
    law = of(
        "示例法\n（2020年5月1日第一届示例大会第二次会议通过　2020年5月2日示例主席令第九号公布　自2020年6月1日起施行）"
        + ZH
    )
    assert told(law) == [
        ("title", "示例法", "示例法", "preface"),
        ("number", "示例主席令第九号", "示例主席令第九号", "preface"),
        ("authority", "示例主席", "示例主席", "preface"),
        ("adopted", "2020-05-01", "2020年5月1日第一届示例大会第二次会议通过", "preface"),
        ("published", "2020-05-02", "2020年5月2日示例主席令", "preface"),
        ("in_force", "2020-06-01", "自2020年6月1日起施行", "preface"),
        ("language", "zh", "", None),
    ]


def test_words_of_a_title_on_two_lines_are_one_quotation() -> None:
    law = of("示例局\n关于规范灯具的规定\n（征求意见稿）" + ZH)
    facts = {fact.name: fact for fact in law.facts}
    assert facts["title"] == Fact(
        "title", "示例局关于规范灯具的规定（征求意见稿）", law.preface, Span(EId("preface"), 0, len(law.preface))
    )
    assert facts["status"].quote == "征求意见稿"


def test_each_of_several_bodies_is_quoted_even_if_it_is_printed_with_blanks() -> None:
    law = of("甲部关于印发《灯具管理办法》的通知\n请遵照执行。\n甲　 部\n灯具管理局\n2030年1月2日\n灯具管理办法" + ZH)
    assert [told_ for told_ in told(law) if told_[0] in {"authority", "published"}] == [
        ("authority", "甲部", "甲　 部", "preface"),
        ("authority", "灯具管理局", "灯具管理局", "preface"),
        ("published", "2030-01-02", "2030年1月2日", "preface"),
    ]


def test_an_order_is_quoted_over_its_lines() -> None:
    law = of("示例部令\n第 15 号\n现公布灯具管理办法。\n2030年1月2日\n灯具管理办法" + ZH)
    assert ("number", "示例部令第15号", "示例部令\n第 15 号", "preface") in told(law)
    assert ("authority", "示例部", "示例部", "preface") in told(law)


def test_the_commencement_is_quoted_from_its_article() -> None:
    assert ("in_force", "2030-03-03", "enters into force on 3 March 2030", "art_2__para_1") in told(
        of("Lamps Act" + EN)
    )
    at_once = of("灯具办法\n（2030年1月2日示例部公布）\n第一条　甲。\n第二条　自公布之日起施行。")
    assert ("in_force", "2030-01-02", "自公布之日起施行", "art_2__para_1") in told(at_once)


def test_a_day_below_the_law_is_quoted_from_beside_it() -> None:
    law = of(f"Lamps Act{EN}\nDone at Brussels, 5 May 2030")
    assert ("published", "2030-05-05", "Done at Brussels, 5 May 2030", "remainder") in told(law)
    bare = without_remainder(law)
    assert bare.remainder == ()
    assert ("published", "2030-05-05", "Done at Brussels, 5 May 2030", None) in told(bare)


def test_the_heading_of_a_division_that_is_the_whole_text_names_it() -> None:
    law = of("PART 5—LAMPS\n§ 5.1 Scope.\nLamps are covered.\n§ 5.2 Fines.\nFines are due.")
    assert law.facts[0] == Fact("title", "PART 5—LAMPS", "LAMPS", Span(EId("part_5"), 0, 5, Field.HEADING))


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("公布日期: 2030年1月2日", ("published", "2030-01-02", "2030年1月2日", "remainder")),
        ('发文字号: "某令第3号"', ("number", "某令第3号", "某令第3号", "remainder")),
        ("时效性: 现行有效", ("status", "in_force", "现行有效", "remainder")),
        ("制定机关: 甲部、甲部局", ("authority", "甲部局", "甲部局", "remainder")),
    ],
)
def test_front_matter_is_quoted_where_it_was_set_aside(line: str, fact: tuple[str, ...]) -> None:
    text = f"---\n{line}\n---\n\n# 灯具管理办法\n\n**第一条** 甲。\n\n**第二条** 乙。\n"
    assert fact in told(parse_reading(read(text.encode())))


def test_what_markup_states_is_quoted_in_the_words_of_the_markup() -> None:
    body = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><bill><meta><identification><FRBRWork>'
        '<FRBRalias value="Lamps Rules" name="title"/><FRBRauthor href="#board"/><FRBRauthor href="#ed" as="#editor"/>'
        '<FRBRnumber value="12 of 2030"/></FRBRWork><FRBRExpression><FRBRlanguage language="eng"/></FRBRExpression>'
        '</identification><publication date="2030-01-02T00:00" name="gazette"/><references>'
        '<TLCOrganization eId="board" showAs="Lamp Board"/><TLCOrganization eId="ed" showAs="Some Press"/></references>'
        "</meta><preface><p>The Lamps Rules</p></preface><body><article><num>Article 1</num><content><p>All lamps."
        "</p></content></article></body></bill></akomaNtoso>"
    )
    assert told(parse_reading(read(body.encode()))) == [
        ("title", "Lamps Rules", "Lamps Rules", "preface"),
        ("number", "12 of 2030", "12 of 2030", None),
        ("authority", "Lamp Board", "Lamp Board", None),
        ("published", "2030-01-02", "2030-01-02T00:00", None),
        ("status", "draft", "<bill>", None),
        ("language", "en", "eng", None),
    ]


def test_what_words_and_markup_both_say_is_quoted_from_the_words() -> None:
    body = (
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><identification><FRBRWork>'
        '<FRBRdate date="2030-05-05" name="adoption"/></FRBRWork></identification></meta>'
        "<preface><p>Lamps Act of the Board</p><p>Adopted by the Board on 5 May 2030</p></preface><body><article>"
        "<num>Article 1</num><content><p>The lamps are covered by this Act.</p></content></article></body></act>"
        "</akomaNtoso>"
    )
    said = "Adopted by the Board on 5 May 2030"
    assert ("adopted", "2030-05-05", said, "preface") in told(parse_reading(read(body.encode())))


def test_a_date_with_blanks_is_a_date() -> None:
    law = of("燈具辦法\n公布日期：民國 112 年 05 月 10 日\n修正日期：民國 113 年 06 月 01 日" + ZH.replace("条", "條"))
    assert ("published", "2024-06-01", "修正日期：民國 113 年 06 月 01 日", "preface") in told(law)


def test_a_name_behind_its_label_is_the_title() -> None:
    assert of("法規名稱：燈具管理辦法" + ZH.replace("条", "條")).title == "燈具管理辦法"
