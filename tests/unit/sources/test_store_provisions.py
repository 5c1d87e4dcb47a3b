"""The hash of a law changes with the law, and with nothing else on its page."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from builders import article, chapter, item, law, paragraph

from gaidiff.model.codec import dumps, instrument_from_dict, instrument_to_dict
from gaidiff.model.law import Instrument, Num
from gaidiff.model.text import Diagnostic
from gaidiff.sources.store import provisions_sha256

LAW = law(
    chapter(1, "总则", article(1, "提供者应当：", item(1, "报告；"), item(2, "记录。"), heading="义务")),
    article(2, paragraph("用户可以：", item(1, "投诉；"), wrap_up="但法律另有规定的除外。")),
    title="示例办法",
    status="in_force",
    number="第15号",
    adopted="2023-05-23",
    in_force="2023-08-15",
    comments_until="2023-05-10",
    preface="示例办法\n（2023年5月23日通过）",
)
SAME = {
    "the page has other visitors": replace(LAW, remainder=("浏览 1042 次", "分享到微博")),
    "the preface has other words around the dates": replace(LAW, preface="首页 > 法规\n示例办法"),
    "the page says another day of publication": replace(LAW, published="2024-01-01", authority=("网信办",)),
    "the parser noticed something": replace(LAW, diagnostics=(Diagnostic("gap", "no article 3"),)),
    "the bytes were others": replace(LAW, snapshot_sha256="ab"),
}
OTHER = {
    "title": {"title": "示例条例"},
    "status": {"status": "repealed"},
    "number": {"number": "第16号"},
    "adoption": {"adopted": "2023-05-24"},
    "commencement": {"in_force": "2023-09-01"},
    "comments": {"comments_until": None},
    "an article less": {"provisions": LAW.provisions[:1]},
    "another order": {"provisions": LAW.provisions[::-1]},
}


def replaced(old: str, new: str, key: str | None = None) -> Instrument:
    """The law with other words, by way of its JSON."""
    data = json.loads(dumps(instrument_to_dict(LAW)))
    text = json.dumps(data["provisions"], ensure_ascii=False)
    changed = text.replace(f'"{key}": "{old}"', f'"{key}": "{new}"') if key else text.replace(old, new)
    assert changed != text
    data["provisions"] = json.loads(changed)
    return instrument_from_dict(data)


@pytest.mark.parametrize("reason", SAME)
def test_c17_a_page_that_changes_around_the_law_is_the_same_law(reason: str) -> None:
    assert provisions_sha256(SAME[reason]) == provisions_sha256(LAW)


@pytest.mark.parametrize(
    ("old", "new"), [("应当：", "应 当：\u3000"), ("记录。", "\n记\t录。\u00a0"), ("义务", " 义务")]
)
def test_c17_white_space_alone_is_no_change(old: str, new: str) -> None:
    data = json.dumps(instrument_to_dict(LAW)["provisions"], ensure_ascii=False)
    other = instrument_to_dict(LAW) | {"provisions": json.loads(data.replace(old, json.dumps(new)[1:-1]))}
    assert json.dumps(other["provisions"], ensure_ascii=False) != data
    assert provisions_sha256(instrument_from_dict(other)) == provisions_sha256(LAW)


@pytest.mark.parametrize("field", OTHER)
def test_what_the_law_declares_of_itself_counts(field: str) -> None:
    assert provisions_sha256(replace(LAW, **OTHER[field])) != provisions_sha256(LAW)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("应当", "不应当", None),
        ("义务", "权利", "heading"),
        ("总则", "附则", "heading"),
        ("但法律另有规定的除外。", "", "wrap_up"),
        ("item", "subitem", "kind"),
        ("2", "3", "label"),
    ],
)
def test_c18_one_character_of_the_law_counts(old: str, new: str, key: str | None) -> None:
    assert provisions_sha256(replaced(old, new, key)) != provisions_sha256(LAW)


def test_a10_a_character_nobody_sees_counts() -> None:
    assert provisions_sha256(replaced("应当", "应\u200b当")) != provisions_sha256(LAW)


def test_a12_composed_and_decomposed_characters_are_the_same_and_lookalikes_are_not() -> None:
    composed, apart = (law(article(1, text), language="en") for text in ("caf\u00e9", "cafe\u0301"))
    assert provisions_sha256(composed) == provisions_sha256(apart)
    square, plain = (law(article(1, text), language="en") for text in ("10\u00b2", "102"))
    assert provisions_sha256(square) != provisions_sha256(plain)


def test_how_a_number_is_printed_does_not_count() -> None:
    first = replace(LAW.provisions[1], num=Num("第2条", "2", (2,)))
    assert provisions_sha256(replace(LAW, provisions=(LAW.provisions[0], first))) == provisions_sha256(LAW)


def test_text_moved_from_one_provision_to_the_next_is_another_law() -> None:
    one = law(article(1, "甲乙"), article(2, "丙"))
    assert provisions_sha256(one) != provisions_sha256(law(article(1, "甲"), article(2, "乙丙")))
    beside = law(article(1, paragraph("甲", item(1, "乙"), item(2, "丙"))))
    below = law(article(1, paragraph("甲", item(1, "乙", item(2, "丙")))))
    assert provisions_sha256(beside) != provisions_sha256(below)


def test_a_law_has_the_same_hash_after_it_was_stored() -> None:
    broken = law(article(1, "甲\ud800乙"))
    back = instrument_from_dict(json.loads(dumps(instrument_to_dict(broken))))
    assert provisions_sha256(back) == provisions_sha256(broken)
