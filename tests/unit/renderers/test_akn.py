"""Akoma Ntoso: the new text, read back as the same provisions, and what changed as textual modifications."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from builders import annex, article, chapter, item, law
from lxml import etree
from reports import reported, sample

from gaidiff import compare, parse, read, render
from gaidiff.model.change import Change, Match, Report
from gaidiff.model.law import Instrument
from gaidiff.model.text import EId

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", Path(__file__).resolve().parents[4] / "shared" / "corpus"))


def tree(report: Report) -> Any:
    return etree.fromstring(render(report, "akn"))


def mods(report: Report) -> list[tuple[str, list[str], list[str]]]:
    """Type, old addresses and new ones, by the part after the #."""
    return [
        (
            one.get("type"),
            *([place.get("href").partition("#")[2] for place in one.iter(f"{AKN}{tag}")] for tag in ("old", "new")),
        )
        for one in tree(report).iter(f"{AKN}textualMod")
    ]


def provisions(instrument: Instrument) -> list[tuple[str, str, str | None, str | None, str, str]]:
    return [
        (node.eid, node.kind.value, node.num and node.num.text, node.heading, node.text, node.wrap_up)
        for node in instrument.walk()
    ]


def matched(old: Instrument, new: Instrument, match: Match) -> Report:
    plain = reported(old, new)
    alignment = type(plain.alignment)(articles=(match,))
    return Report(old=old, new=new, alignment=alignment, changes=(Change(match=match),))


def test_each_kind_of_change_has_its_word() -> None:
    found = mods(sample())

    assert ("insertion", [], ["chp_1"]) in found
    assert ("split", ["art_3"], ["art_3", "art_6"]) in found
    assert ("substitution", ["art_5"], ["art_5"]) in found
    assert ("insertion", [], ["art_7"]) in found
    assert ("repeal", ["art_6"], []) in found
    assert not [one for one in found if one[1] == ["art_1"]], "what stays is no modification"


def test_a_number_that_changed_is_a_renumbering_also_beside_new_words() -> None:
    old, new = law(article(1, "甲。"), article(2, "乙。")), law(article(1, "乙。"), article(2, "甲丙。"))
    found = mods(reported(old, new, ("art_2", "art_1"), ("art_1", "art_2")))

    assert found == [
        ("renumbering", ["art_2"], ["art_1"]),
        ("substitution", ["art_1"], ["art_2"]),
        ("renumbering", ["art_1"], ["art_2"]),
    ]


def test_articles_made_one_are_a_join() -> None:
    old, new = law(article(1, "甲。"), article(2, "乙。")), law(article(1, "甲乙。"))
    assert ("join", ["art_1", "art_2"], ["art_1"]) in mods(reported(old, new, ("art_1 art_2", "art_1")))


def test_a_move_is_a_repeal_and_an_insertion_of_one_event() -> None:
    old, new = law(article(1, "甲。")), law(chapter(1, "总则", article(1, "甲。")))
    report = matched(old, new, Match(old=(EId("art_1"),), new=(EId("art_1"),), parent_changed=True))
    first, second = tree(report).iter(f"{AKN}textualMod")

    assert (first.get("type"), second.get("type")) == ("repeal", "insertion")
    assert first.get("refersTo") == second.get("refersTo") == "#move_1"
    assert [one.get("eId") for one in tree(report).iter(f"{AKN}TLCEvent")] == ["move_1"]


def test_an_article_carries_the_name_it_had() -> None:
    old, new = law(article(2, "乙。")), law(article(1, "乙。"))
    named = {
        one.get("eId"): one.get("wId") for one in tree(reported(old, new, ("art_2", "art_1"))).iter(f"{AKN}article")
    }
    assert named == {"art_1": "art_2"}


def test_every_address_in_this_text_leads_to_a_provision() -> None:
    root = tree(sample())
    names = [one.get("eId") for one in root.iter() if one.get("eId")]

    assert len(names) == len(set(names))
    inside = [one.get("href") for one in root.iter(f"{AKN}new")]
    assert inside
    assert {place.removeprefix("#") for place in inside} <= set(names)


def test_it_is_read_back_as_the_same_law(tmp_path: Path) -> None:
    new = law(
        chapter(
            1,
            "总则",
            article(1, "供应者应当：", item(1, "保存记录；"), item(2, "答复\u202e用户。"), "用户可以投诉。"),
            article("1-1", "甲 & 乙 <丙>。"),
        ),
        article(2, "主管部门应当答复。"),
        annex(1, "收费标准由供应者公布。", heading="标准"),
        title="灯具管理办法",
        preface="灯具管理办法",
        published="2030-01-02",
        in_force="2030-03-01",
        remainder=("页脚",),
    )
    (tmp_path / "law.xml").write_bytes(render(reported(law(article(1, "甲。")), new, ("art_1", "art_1")), "akn"))
    back = parse(read(tmp_path / "law.xml"))

    assert provisions(back) == provisions(new)
    assert (back.title, back.preface, back.remainder) == (new.title, new.preface, new.remainder)
    assert (back.published, back.in_force, back.language) == ("2030-01-02", "2030-03-01", "zh")


@pytest.mark.parametrize("status", ["draft", "interim", "in_force", "repealed", None])
def test_what_a_law_says_of_itself_is_read_back(status: str | None, tmp_path: Path) -> None:
    new = law(
        article(1, "供应者应当记录。"),
        title="灯具管理办法",
        preface="灯具管理办法",
        status=status,
        authority=("甲部", "乙 & 丙局"),
        number="甲部令第3号",
        adopted="2030-01-01",
        published="2030-01-02",
        in_force="2030-03-01",
        comments_until="2029-12-01",
    )
    (tmp_path / "law.xml").write_bytes(render(reported(law(article(1, "甲。")), new, ("art_1", "art_1")), "akn"))
    back = parse(read(tmp_path / "law.xml"))

    assert (back.status, back.authority, back.number) == (new.status, new.authority, new.number)
    assert (back.adopted, back.published, back.in_force) == (new.adopted, new.published, new.in_force)
    assert back.comments_until == new.comments_until


def test_a_draft_is_a_bill_and_forbidden_characters_are_marks() -> None:
    new = law(article(1, "甲\x00\x1b\ufffe。"), status="draft")
    root = tree(reported(law(article(1, "甲。")), new, ("art_1", "art_1")))

    assert root.find(f"{AKN}bill") is not None
    assert "".join(root.find(f".//{AKN}article//{AKN}p").itertext()) == "甲<U+0000><U+001B><U+FFFE>。"


@pytest.mark.parametrize("name", ["cn-civil-procedure-law", "cn-counter-espionage-law", "cn-accounting-law"])
def test_real_laws_are_read_back_as_they_were(name: str, tmp_path: Path) -> None:
    if not (CORPUS / name).is_dir():
        pytest.skip("the corpus of real laws is not here")
    report = compare(parse(read(CORPUS / name / "old.md")), parse(read(CORPUS / name / "new.md")))
    (tmp_path / "law.xml").write_bytes(render(report, "akn"))

    assert provisions(parse(read(tmp_path / "law.xml"))) == provisions(report.new)
