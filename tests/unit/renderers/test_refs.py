"""How provisions are cited, in both report languages."""

from __future__ import annotations

import pytest
from builders import annex, article, chapter, item, law, paragraph, section, subitem

from gaidiff.model.law import Instrument, Num, Provision, ProvisionKind
from gaidiff.model.text import EId
from gaidiff.renderers._labels import labels
from gaidiff.renderers._refs import chinese, reference, references, span_of

CHINESE = law(
    chapter(
        2,
        "服务规范",
        section(1, "一般规定", article(4, "提供者应当：", item(1, "报告；", subitem(1, "日报；")), item(2, "记录。"))),
        article(16, "部门负责监督。", "部门可以：", item(3, "检查。")),
        article("12-1", "不得泄露。"),
    ),
    annex(1, "清单。"),
    annex(2, article(3, "规则。")),
)
ENGLISH = law(
    article(4, paragraph("Providers shall:", item("a", "report;"), item("b", "record."), number=2)),
    language="en",
)


@pytest.mark.parametrize(
    ("eid", "english", "in_chinese"),
    [
        ("art_4", "Art. 4", "第四条"),
        ("art_4__para_1", "Art. 4", "第四条"),
        ("art_4__para_1__item_2", "Art. 4(2)", "第四条第（二）项"),
        ("art_4__para_1__item_1__subitem_1", "Art. 4(1)(1)", "第四条第（一）项第1目"),
        ("art_16__para_2", "Art. 16(2)", "第十六条第二款"),
        ("art_16__para_2__item_3", "Art. 16(2)(3)", "第十六条第二款第（三）项"),
        ("art_12-1", "Art. 12-1", "第十二条之一"),
        ("art_4__para_1__item_2__sent_2", "Art. 4(2)", "第四条第（二）项"),
        ("art_4__wrap", "Art. 4", "第四条"),
        ("chp_2", "Chapter 2", "第二章"),
        ("chp_2__sec_1", "Chapter 2, Section 1", "第二章第一节"),
        ("annex_1", "Annex 1", "附件一"),
        ("annex_2__art_3", "Annex 2, Art. 3", "附件二第三条"),
        ("preface", "Title and preamble", "标题及题注"),
        ("remainder", "Other text", "其他文字"),
        ("art_99", "art_99", "art_99"),
    ],
)
def test_a_chinese_provision_is_cited_as_lawyers_do(eid: str, english: str, in_chinese: str) -> None:
    assert reference(CHINESE, EId(eid), labels("en")) == english
    assert reference(CHINESE, EId(eid), labels("zh")) == in_chinese


@pytest.mark.parametrize(
    ("eid", "english", "in_chinese"),
    [
        ("art_4", "Art. 4", "第4条"),
        ("art_4__para_2", "Art. 4(2)", "第4条第二款"),
        ("art_4__para_2__item_a", "Art. 4(2)(a)", "第4条第二款第（a）项"),
    ],
)
def test_an_english_provision_keeps_its_printed_numbers(eid: str, english: str, in_chinese: str) -> None:
    assert reference(ENGLISH, EId(eid), labels("en")) == english
    assert reference(ENGLISH, EId(eid), labels("zh")) == in_chinese


@pytest.mark.parametrize(
    ("printed", "cited"),
    [("§ 1005.6", "§ 1005.6"), ("Section 1005.6", "Sec. 1005.6"), ("Article 1005.6", "Art. 1005.6")],
)
def test_an_article_is_called_what_its_law_calls_it(printed: str, cited: str) -> None:
    node = Provision(eid=EId("art_1005.6"), kind=ProvisionKind.ARTICLE, num=Num(printed, "1005.6", (1005, 6)))
    text = Instrument(title="x", language="en", provisions=(node,))

    assert reference(text, node.eid, labels("en")) == cited


@pytest.mark.parametrize(
    ("kind", "printed", "english", "in_chinese"),
    [
        (ProvisionKind.PART, "TITLE IV", "Title IV", "Title IV"),
        (ProvisionKind.CHAPTER, "CHAPTER 1A", "Chapter 1A", "Chapter 1A"),
        (ProvisionKind.ANNEX, "ANNEX III", "Annex III", "Annex III"),
        (ProvisionKind.ANNEX, "Supplement I", "Supplement I", "Supplement I"),
        (ProvisionKind.ANNEX, "Appendix A—", "Appendix A", "Appendix A"),
        (ProvisionKind.CHAPTER, "제2장", "Chapter 4", "第四章"),  # in another script: translated
        (ProvisionKind.CHAPTER, "IV.", "Chapter 4", "第四章"),  # the number alone names nothing
    ],
)
def test_chapters_and_annexes_keep_the_name_their_law_gives_them(
    kind: ProvisionKind, printed: str, english: str, in_chinese: str
) -> None:
    node = Provision(eid=EId("x_4"), kind=kind, num=Num(printed, "4", (4,)))
    text = Instrument(title="x", language="ko" if "장" in printed else "en", provisions=(node,))

    assert [reference(text, node.eid, labels(language)) for language in ("en", "zh")] == [english, in_chinese]


def test_annexes_without_numbers_are_told_apart() -> None:
    first = annex(None, article(1, "It applies."), heading="ADDENDA <No. 5>")
    second = annex(None, article(1, "It applies later."), heading="ADDENDA <No. 7>")
    text = law(article(1, "Guides are paid."), first, second, language="en")

    cited = [reference(text, unit.eid, labels("en")) for unit in text.units()]
    assert cited == ["Art. 1", "ADDENDA, Art. 1", "ADDENDA 2, Art. 1"]


def test_several_articles_are_cited_in_one_phrase() -> None:
    eids = [EId("art_4"), EId("art_16"), EId("art_12-1"), EId("art_4")]

    assert references(CHINESE, eids, labels("en")) == "Art. 4, 16, 12-1"
    assert references(CHINESE, eids, labels("zh")) == "第四条、第十六条、第十二条之一"


def test_different_kinds_are_cited_in_full() -> None:
    assert references(CHINESE, [EId("art_4"), EId("annex_1")], labels("en")) == "Art. 4, Annex 1"


def test_a_run_is_cited_by_its_ends() -> None:
    assert span_of(CHINESE, [EId("art_4"), EId("art_12-1"), EId("art_16")], labels("en")) == "Art. 4–16"
    assert span_of(CHINESE, [EId("art_4"), EId("art_16")], labels("zh")) == "第四条至第十六条"
    assert span_of(CHINESE, [EId("art_4")], labels("en")) == "Art. 4"


def test_numbers_past_ninety_nine_stay_in_digits() -> None:
    assert [chinese(label) for label in ("1", "10", "11", "20", "99", "100", "0", "a")] == [
        "一",
        "十",
        "十一",
        "二十",
        "九十九",
        "100",
        "0",
        "a",
    ]
