"""What a law says about itself: number, dates, status, deadline for comments; what it does not say is None."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.codec import instrument_from_dict, instrument_to_dict
from gaidiff.model.law import Instrument

ZH = "\n第一条　甲。\n第二条　乙。"
EN = "\nArticle 1\nScope\nAll apply.\nArticle 2\nDates\nNow it starts."


def of(text: str, language: str | None = None) -> Instrument:
    return parse(reading(text), language=language)


def test_a_chinese_promulgation_line() -> None:
    law = of(
        "示例法\n（2020年5月1日第一届示例大会第二次会议通过　"
        "2020年5月2日示例主席令第九号公布　自2020年6月1日起施行）" + ZH
    )
    assert (law.number, law.authority) == ("示例主席令第九号", ("示例主席",))
    assert (law.adopted, law.published, law.in_force) == ("2020-05-01", "2020-05-02", "2020-06-01")
    assert law.status is None


def test_a_chinese_draft_has_a_deadline() -> None:
    for words in ("意见反馈截止时间为2023年5月10日。", "请于2023年5月10日前反馈意见。"):
        law = of(f"关于公开征求意见的通知\n{words}\n示例办法（征求意见稿）{ZH}")
        assert (law.status, law.comments_until, law.published) == ("draft", "2023-05-10", None)


@pytest.mark.parametrize(
    ("title", "status"), [("示例规定（已废止）", "repealed"), ("示例规定\n现行有效", "in_force"), ("示例规定", None)]
)
def test_status_is_known_only_where_it_is_printed(title: str, status: str | None) -> None:
    assert of(title + ZH).status == status


def test_a_law_in_traditional_characters() -> None:
    law = of(
        "示例辦法\n中華民國112年5月10日示例部示例字第1120001號令修正發布\n第一章　總則\n"
        "第一條　為管理示例事項，特訂定本辦法。\n"
        "第二條　提供者應遵守下列規定：\n一、報告。\n二、記錄。\n第三條　本辦法自發布日施行。"
    )
    assert (law.language, law.title, law.published) == ("zh", "示例辦法", "2023-05-10")
    assert (law.number, law.authority) == ("示例部示例字第1120001號令", ("示例部",))
    assert [(node.eid, node.heading) for node in law.divisions()] == [("chp_1", "總則")]
    assert law.by_eid["art_2__para_1__item_2"].text == "記錄。"


@pytest.mark.parametrize(
    ("preface", "number"),
    [
        ("Regulation (EU) 2030/12 on samples", "Regulation (EU) 2030/12"),
        ("Sample Act 2030\n2030 c. 12", "2030 c. 12"),
        ("Sample Measures\n(Order No. 15)", "Order No. 15"),
        ("Sample Regulation\nDirective 2000/31/EC is not affected.", None),
    ],
)
def test_numbers_of_english_laws(preface: str, number: str | None) -> None:
    assert of(preface + EN).number == number


def test_an_english_draft_has_a_deadline() -> None:
    law = of("Draft Sample Rules\nComments must be submitted no later than 5 May 2030." + EN)
    assert (law.status, law.comments_until) == ("draft", "2030-05-05")


def test_german_and_french_laws() -> None:
    german = of("Mustergesetz\nGesetz vom 5. Mai 2020 (BGBl. I S. 12)\n§ 1 Zweck\nDer Zweck ist das.", "de")
    assert (german.number, german.adopted) == ("BGBl. I S. 12", "2020-05-05")
    french = of("LOI n° 2020-12 du 5 mai 2020 relative aux exemples\nArticle 1er\nLe texte est pour tous.", "fr")
    assert (french.number, french.adopted) == ("n° 2020-12", "2020-05-05")


def test_facts_survive_json_and_unknown_ones_are_left_out() -> None:
    law = of("Sample Act 2030\n2030 c. 12" + EN)
    written = instrument_to_dict(law)
    assert written["number"] == "2030 c. 12"
    assert "adopted" not in written
    assert instrument_from_dict(written) == law


def test_private_use_characters_between_label_and_text_are_blanks() -> None:
    law = of("第一条\ue5e5为了规范服务。\n第二条\ue5e5提供者应当：\n（一）\ue5e5报告。")
    assert [unit.eid for unit in law.units()] == ["art_1", "art_2"]
    assert law.by_eid["art_2__para_1__item_1"].text == "报告。"


ARTICLES = "\n第一条　供应者应当报告。\n第二条　本办法自印发之日起施行。\n"


def test_a_notice_is_signed_and_dated_below_it() -> None:
    notice = (
        "甲部 乙局关于印发《灯具管理办法》的通知\n甲发〔2030〕5号\n各有关单位：\n请遵照执行。\n"
        "甲　 部\n灯具管理局 某某委员会\n2030年1月2日\n"
    )
    law = parse(reading(f"{notice}灯具管理办法{ARTICLES}"))
    assert (law.title, law.authority, law.published) == (
        "灯具管理办法",
        ("甲部", "灯具管理局", "某某委员会"),
        "2030-01-02",
    )
    assert law.number == "甲发〔2030〕5号"


@pytest.mark.parametrize(
    ("said", "until"),
    [
        ("此次公开征求意见的时间为2030年1月2日至2030年2月3日。", "2030-02-03"),
        ("征求意见时间：2030年1月2日至2月3日。", "2030-02-03"),
        ("意见反馈截止时间为2030年2月3日。", "2030-02-03"),
        ("请于2030年2月3日前将意见反馈至本部。", "2030-02-03"),
        ("2030年2月3日起施行。", None),
    ],
)
def test_the_last_day_for_comments_is_found(said: str, until: str | None) -> None:
    notice = f"关于《灯具管理办法（征求意见稿）》公开征求意见的公告\n{said}\n甲部\n2030年1月2日\n"
    law = parse(reading(f"{notice}灯具管理办法\n（征求意见稿）{ARTICLES}"))
    assert law.status == "draft"
    assert law.comments_until == until


def test_a_number_behind_a_list_of_bodies_belongs_to_all_of_them() -> None:
    law = parse(reading(f"灯具管理办法\n（2030年1月2日甲部、乙局令第15号公布）{ARTICLES}"))
    assert (law.number, law.authority) == ("第15号", ("甲部", "乙局"))


@pytest.mark.parametrize(
    ("acts", "in_force"),
    [
        ("（2030年1月2日甲部令第15号公布）", "2030-01-02"),
        ("（2030年1月2日甲部令第15号公布　2031年5月6日甲部令第20号修订）", None),  # of which of the two days?
        ("", None),
    ],
)
def test_a_law_in_force_from_its_publication_has_that_day_if_it_was_never_amended(
    acts: str, in_force: str | None
) -> None:
    assert parse(reading(f"灯具管理办法\n{acts}{ARTICLES}")).in_force == in_force


def test_a_line_of_the_contents_is_no_title() -> None:
    law = parse(reading(f"灯具管理法\n目录\n第一章　总则\n第一节　一般规定\n第一章　总则\n第一节　一般规定{ARTICLES}"))
    assert law.title == "灯具管理法"


def test_a_law_of_taiwan_is_dated_and_issued() -> None:
    law = parse(
        reading("燈具管理條例\n中華民國119年1月2日總統令制定公布\n第 1 條\n甲應登記。\n第 2 條\n本條例自公布日施行。")
    )
    assert (law.published, law.authority, law.in_force) == ("2030-01-02", ("總統",), "2030-01-02")


EN = "\nArticle 1 A provider shall report.\nArticle 2 A user may complain.\n"


@pytest.mark.parametrize(
    ("preface", "title", "in_force"),
    [
        ("Notice on the Lamp Rules\nRules on Lamps\n(Draft for Comment)", "Rules on Lamps (Draft for Comment)", None),
        (
            "Lamp Measures\n(Promulgated on January 2, 2030, and effective as of March 1, 2030)",
            "Lamp Measures",
            "2030-03-01",
        ),
        (
            "REGULATION (EU) 2030/1 OF THE COUNCIL\nof 2 January 2030\non lamps\n(Text with EEA relevance)",
            "REGULATION (EU) 2030/1 OF THE COUNCIL of 2 January 2030 on lamps",
            None,
        ),
    ],
)
def test_an_english_title_is_that_of_the_law(preface: str, title: str, in_force: str | None) -> None:
    law = parse(reading(preface + EN))
    assert (law.title, law.in_force) == (title, in_force)


def test_a_part_of_the_cfr_is_called_as_it_is() -> None:
    law = parse(reading("PART 9000—LAMPS\n§ 9000.1 Scope.\nThis part applies.\n§ 9000.2 Terms.\nA lamp is a device."))
    assert law.title == "PART 9000—LAMPS"


GERMAN = (
    "Lampengesetz\nAusfertigungsdatum\n:   2030-01-02\n§ 1 Zweck\nDieses Gesetz regelt Lampen und ihre Anbieter.\n"
    "§ 2 Inkrafttreten\nDieses Gesetz tritt am 1. März 2030 in Kraft."
)
FRENCH = (
    "LOI n° 2030-1 du 2 janvier 2030 relative aux lampes\nArticle 1er\nLa présente loi s'applique aux lampes.\n"
    "Article 2\nElle entre en vigueur le 1er mars 2030."
)


@pytest.mark.parametrize("text", [GERMAN, FRENCH])
def test_german_and_french_law_say_from_when_they_are_law(text: str) -> None:
    law = parse(reading(text))
    assert (law.adopted, law.in_force) == ("2030-01-02", "2030-03-01")


ORDER = (
    "《灯具管理办法》已经2030年1月2日第3次部务会议审议通过，现予公布，自2030年3月1日起施行。\n"
    "部长　张三\n2030年1月5日\n"
)


@pytest.mark.parametrize(
    ("head", "number", "authority"),
    [
        ("中华人民共和国灯具部令\n第 15 号\n", "灯具部令第15号", ("中华人民共和国灯具部",)),
        ("国家灯具办公室\n中华人民共和国光明部\n令\n第3号\n", "第3号", ("国家灯具办公室", "中华人民共和国光明部")),
    ],
)
def test_an_order_on_lines_of_its_own_gives_number_bodies_and_date(
    head: str, number: str, authority: tuple[str, ...]
) -> None:
    law = parse(reading(f"{head}{ORDER}灯具管理办法{ARTICLES}"))
    assert (law.title, law.number, law.authority) == ("灯具管理办法", number, authority)
    assert (law.adopted, law.published, law.in_force) == ("2030-01-02", "2030-01-05", "2030-03-01")


def test_a_title_on_two_lines_begins_with_the_body() -> None:
    law = parse(reading(f"最高人民法院\n关于审理灯具案件若干问题的解释\n法释〔2030〕5号{ARTICLES}"))
    assert (law.title, law.number) == ("最高人民法院关于审理灯具案件若干问题的解释", "法释〔2030〕5号")
