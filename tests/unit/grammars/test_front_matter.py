"""Front matter fills in what a law does not say about itself, in the words of several archives."""

from __future__ import annotations

import pytest

from gaidiff import parse, read
from gaidiff.model.law import Instrument

ZH = "# 灯具管理办法\n\n{}\n\n**第一条** 供应者应当报告。\n\n**第二条** 用户可以投诉。\n"
EN = "# Rules on Lamps\n\nArticle 1 A provider shall report.\n\nArticle 2 A user may complain.\n"


def law(front: str, text: str = ZH) -> Instrument:
    return parse(read(f"---\n{front}\n---\n\n{text.format('')}".encode()))


def test_the_facts_of_a_chinese_archive_are_read() -> None:
    dates = "公布日期: 2030年1月2日\n施行日期：2030-03-01"
    found = law(f'title: "别的名称"\n发文字号: 某令第3号\n{dates}\n时效性: 现行有效\n制定机关: 甲部、乙局')
    assert found.title == "灯具管理办法"
    assert (found.number, found.published, found.in_force) == ("某令第3号", "2030-01-02", "2030-03-01")
    assert (found.status, found.authority) == ("in_force", ("甲部", "乙局"))
    assert "施行日期：2030-03-01" in found.remainder


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ('publication_date: "2030-01-02"', "published", "2030-01-02"),
        ("enactment-date: 2030-01-02T00:00:00Z", "adopted", "2030-01-02"),
        ("Effective Date: 2030/3/1", "in_force", "2030-03-01"),
        ("status: repealed", "status", "repealed"),
        ("status: fine", "status", None),
        ("published: soon", "published", None),
        ("layout: default", "number", None),
    ],
)
def test_what_an_english_archive_states_is_taken_if_it_is_a_fact(line: str, field: str, value: str | None) -> None:
    assert getattr(law(line, EN), field) == value


def test_the_words_of_the_law_come_first() -> None:
    text = ZH.format("（2029年5月6日甲部令第1号公布　自2029年7月1日起施行）")
    found = parse(read(f"---\n公布日期: 2030-01-02\n施行日期: 2030-03-01\n---\n\n{text}".encode()))
    assert (found.published, found.in_force, found.number) == ("2029-05-06", "2029-07-01", "甲部令第1号")


def test_a_line_of_the_page_behind_the_law_is_no_front_matter() -> None:
    found = parse(read(f"{EN}\nPublished: 2030-01-02\n".encode()))
    assert found.published is None
