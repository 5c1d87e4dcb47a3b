"""Japanese laws: 条 with its heading above, 項, 号, イロハ, 章, 附則, 別表."""

from __future__ import annotations

import pytest
from builders import reading

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument

LAW = """見本技術の利用に関する法律
（令和七年法律第五十三号）
目次
第一章　総則（第一条―第三条の二）
第二章　罰則（第四条）
附則
第一章　総則
（目的）
第一条　この法律は、見本技術の利用について定める。
（定義）
第二条　この法律において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。
一　見本技術　次に掲げるものをいう。
イ　甲
ロ　乙
（１）　丙
二　提供者　見本技術を提供する者をいう。
２　前項の規定は、国には適用しない。
（報告）
第三条の二　提供者は、三十日以内に報告しなければならない。ただし、軽微なものは、この限りでない。
第二章　罰則
第四条　第三条の二の規定に違反した者は、罰金に処する。
附　則
（施行期日）
第一条　この法律は、令和七年四月一日から施行する。
（経過措置）
第二条　この法律の施行前にした行為については、なお従前の例による。
別表第一（第二条関係）
甲　乙"""


def of(text: str) -> Instrument:
    return parse(reading(text))


def test_every_level_gets_its_place() -> None:
    law = of(LAW)
    assert law.language == "ja"
    assert [(node.eid, node.heading) for node in law.divisions()][:2] == [("chp_1", "総則"), ("chp_2", "罰則")]
    assert [node.eid for node in law.by_eid["art_2"].walk()] == [
        "art_2",
        "art_2__para_1",
        "art_2__para_1__item_1",
        "art_2__para_1__item_1__subitem_イ",
        "art_2__para_1__item_1__subitem_ロ",
        "art_2__para_1__item_1__subitem_ロ__subitem_1",
        "art_2__para_1__item_2",
        "art_2__para_2",
    ]
    assert law.by_eid["art_2__para_1__item_1"].text == "見本技術　次に掲げるものをいう。"


def test_the_bracketed_line_above_an_article_is_its_heading() -> None:
    law = of(LAW)
    assert [(unit.eid, unit.heading) for unit in law.units()][:4] == [
        ("art_1", "（目的）"),
        ("art_2", "（定義）"),
        ("art_3-2", "（報告）"),
        ("art_4", None),
    ]
    assert law.units()[0].children[-1].text == "この法律は、見本技術の利用について定める。"


def test_supplementary_provisions_number_their_articles_again() -> None:
    law = of(LAW)
    assert [unit.heading for unit in law.units()][4:] == ["（施行期日）", "（経過措置）", "（第二条関係）"]
    (supplement,) = (node for node in law.divisions() if node.heading == "附　則")
    assert [child.eid for child in supplement.children] == [f"{supplement.eid}__art_1", f"{supplement.eid}__art_2"]
    assert [(note.code, note.eid) for note in law.diagnostics] == [("numbering_gap", "art_3-2")]


def test_the_table_of_contents_stays_in_the_preface() -> None:
    assert of(LAW).preface.endswith("第二章　罰則（第四条）\n附則")


def test_what_the_law_says_about_itself() -> None:
    law = of(LAW)
    assert (law.title, law.number, law.in_force) == (
        "見本技術の利用に関する法律",
        "令和七年法律第五十三号",
        "2025-04-01",
    )


def test_sentences_are_leaves() -> None:
    law = of(LAW)
    paragraph = law.by_eid["art_3-2__para_1"]
    assert paragraph.text[paragraph.breaks[0] :] == "ただし、軽微なものは、この限りでない。"


@pytest.mark.parametrize(
    ("line", "label", "printed"),
    [
        ("第十四条　甲とする。", "14", "第十四条"),
        ("第１４条　甲とする。", "14", "第１４条"),
        ("第十四条の二　甲とする。", "14-2", "第十四条の二"),
        ("第十四条の二の三　甲とする。", "14-2-3", "第十四条の二の三"),
        ("第百〇八条　甲とする。", "108", "第百〇八条"),
        ("第二十条（定義）　甲とする。", "20", "第二十条"),
    ],
)
def test_labels_in_every_spelling(line: str, label: str, printed: str) -> None:
    (unit,) = parse(reading(line), language="ja").units()
    assert unit.num is not None
    assert (unit.num.label, unit.num.text) == (label, printed)


def test_a_citation_at_the_start_of_a_line_is_text() -> None:
    law = of(
        "第一条　甲は、乙とする。\n第二条　丙は、丁とする。\n"
        "第一条の規定は、丁に準用する。\n第三条に規定する丁は、丙とする。"
    )
    assert [unit.eid for unit in law.units()] == ["art_1", "art_2"]


def test_articles_struck_out_together_keep_one_place() -> None:
    law = of("第二条　甲は、乙とする。\n第三条から第五条まで　削除\n第六条　丙は、丁とする。")
    assert [(unit.eid, unit.text) for unit in law.units()][1] == ("placeholder_3", "削除")
