"""Structure stated by markup: it gets the identifiers, kinds and sentences that the plain text would get."""

from __future__ import annotations

import pytest

from gaidiff.grammars import parse
from gaidiff.model.law import Instrument, leaves_of
from gaidiff.model.marked import DIVISION, Marked, MarkedLaw, law_from_plain, law_to_plain
from gaidiff.model.text import Block, EId, Reading


def marked(*units: Marked, language: str = "en", **facts: object) -> Instrument:
    law = MarkedLaw(provisions=units, language=language, **facts)  # type: ignore[arg-type]
    return parse(Reading(blocks=law.blocks(), media_type="application/xml", law=law))


def plain(*lines: str, language: str = "en") -> Instrument:
    return parse(Reading(blocks=tuple(map(Block, lines)), media_type="text/plain"), language=language)


def article(num: str, *content: str | Marked, heading: str = "") -> Marked:
    return Marked(kind="article", num=num, heading=heading, content=content)


def numbered(num: str, *content: str | Marked, kind: str = "item") -> Marked:
    return Marked(kind=kind, num=num, content=content)


def tree(instrument: Instrument) -> dict[str, tuple[str, str]]:
    return {node.eid: (node.kind.value, node.text) for node in instrument.walk()}


def test_english_markup_and_text_give_one_tree() -> None:
    stated = marked(
        Marked(
            kind=DIVISION,
            num="CHAPTER II",
            heading="DUTIES",
            content=(
                article(
                    "Article 4a",
                    numbered("1.", "Senders shall:", numbered("(a)", "keep a log;"), numbered("(b)", "burn a lamp.")),
                    numbered("2.", "Nothing else is required of them."),
                    heading="Senders",
                ),
            ),
        ),
        Marked(kind="annex", num="ANNEX III", heading="Forms", content=("Form of the log.",)),
    )
    written = plain(
        "CHAPTER II",
        "DUTIES",
        "Article 4a",
        "Senders",
        "1. Senders shall:",
        "(a) keep a log;",
        "(b) burn a lamp.",
        "2. Nothing else is required of them.",
        "ANNEX III",
        "Forms",
        "Form of the log.",
    )
    assert tree(stated) == tree(written)


def test_chinese_markup_and_text_give_one_tree() -> None:
    stated = marked(
        article("第十四条之一", "提供者应当：", numbered("（一）", "记录；"), numbered("（二）", "报告。")),
        article("第十五条", numbered("（一）", "记录；")),
        language="zh",
    )
    written = plain(
        "第十四条之一　提供者应当：", "（一）记录；", "（二）报告。", "第十五条", "（一）记录；", language="zh"
    )
    assert tree(stated) == tree(written)


@pytest.mark.parametrize(
    ("printed", "labels"),
    [
        (("(h)", "(i)", "(j)"), ((8,), (9,), (10,))),
        (("(i)", "(ii)", "(iii)"), ((1,), (2,), (3,))),
        (("1", "1bis", "2"), ((1,), (1, 2), (2,))),
        (("a.", "b.", "c."), ((1,), (2,), (3,))),
    ],
)
def test_neighbours_say_how_a_label_is_counted(printed: tuple[str, ...], labels: tuple[tuple[int, ...], ...]) -> None:
    stated = marked(article("Article 1", *(numbered(num, "words") for num in printed)))
    assert tuple(node.num.ordinal for node in stated.provisions[0].children if node.num) == labels


def test_a_label_stated_by_the_markup_is_the_identifier() -> None:
    stated = marked(Marked(kind="article", num="第三条から第五条まで", label="3", content=("削除",)), language="ja")
    assert [top.eid for top in stated.provisions] == ["art_3"]
    assert stated.provisions[0].num is not None
    assert stated.provisions[0].num.text == "第三条から第五条まで"


def test_words_behind_a_label_are_heading() -> None:
    stated = marked(Marked(kind=DIVISION, num="TITLE I - GENERAL", content=(article("Article 1", "The log is kept."),)))
    assert (stated.provisions[0].eid, stated.provisions[0].heading) == ("part_1", "GENERAL")


def test_a_dash_is_text_and_a_word_without_a_number_is_a_heading() -> None:
    stated = marked(
        article("Article 1", "Lamps shall:", numbered("–", "burn;"), Marked(kind="item", num="Note", content=("x",)))
    )
    lead = stated.provisions[0].children[0]
    assert [(node.heading, node.text) for node in lead.children] == [(None, "– burn;"), ("Note", "x")]


def test_sentences_are_leaves_as_in_any_text() -> None:
    stated = marked(article("Article 1", "The sender keeps a log of signals. The receiver keeps a copy of it."))
    assert [leaf.eid for leaf in leaves_of(stated.provisions[0])] == ["art_1__para_1__sent_1", "art_1__para_1__sent_2"]


def test_what_the_markup_says_comes_before_what_the_words_say() -> None:
    unit = article("Article 1", "This Law shall enter into force on 1 May 2031.")
    assert marked(unit).in_force == "2031-05-01"
    assert marked(unit, in_force="2030-01-01", title="Law", status="repealed").in_force == "2030-01-01"


def test_numbers_left_out_are_noted() -> None:
    stated = marked(article("Article 1", "The log is kept."), article("Article 3", "The lamp burns."))
    assert [diagnostic.code for diagnostic in stated.diagnostics] == ["numbering_gap"]


def test_offsets_lead_back_to_the_blocks() -> None:
    unit = article("Article 1", "Lamps shall:", numbered("(a)", "burn brightly;"), heading="Lamps")
    law = MarkedLaw(provisions=(unit,), preface=("Law on lamps",), language="en")
    whole = "\n".join(block.text for block in law.blocks())
    instrument = marked(unit, preface=("Law on lamps",))
    item = instrument.by_eid[EId("art_1__para_1__item_a")]
    assert whole[item.source_offset :].startswith("(a) burn brightly;")


def test_a_marked_law_survives_the_way_out_of_the_child_process() -> None:
    unit = Marked(
        kind="article", num="1", label="1", heading="h", content=("a", numbered("(a)", "b")), wrap_up="w", unnested=True
    )
    law = MarkedLaw(
        provisions=(unit,),
        preface=("p",),
        remainder=("r",),
        title="t",
        language="en",
        authority=("a",),
        number="2030 c. 1",
        words=(("published", "20300102"),),
    )
    assert law_from_plain(law_to_plain(law)) == law
