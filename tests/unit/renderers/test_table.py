"""The comparison table, 对照表: old, new, what changed and why, in five kinds of file."""

from __future__ import annotations

import csv
import sys
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
from builders import article, item, law
from lxml import etree
from markdown_it import MarkdownIt
from reports import finding, reported, sample
from revisions import W, part_of

from gaidiff import render
from gaidiff.errors import MissingExtra
from gaidiff.model.change import Direction, Report
from gaidiff.model.codec import dumps, loads, report_to_dict
from gaidiff.renderers._inert import bare
from gaidiff.renderers._labels import labels
from gaidiff.renderers._sheet import texts
from gaidiff.renderers._table import data_of

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMATS = [
    f"{family}-{suffix}" for family in ("table", "correspondence") for suffix in ("csv", "docx", "html", "md", "xlsx")
]
FORMULA = "=HYPERLINK(http://example.org)"


def rows_of(body: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(body.decode("utf-8-sig"), newline="")))


def workbook(body: bytes) -> list[list[str]]:
    """The cells of a workbook as text; fails if one is a formula."""
    with ZipFile(BytesIO(body)) as archive:
        shared = [
            "".join(t.text or "" for t in si.iter(f"{S}t"))
            for si in etree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter(f"{S}f"))
    return [[_value(cell, shared) for cell in row] for row in sheet.iter(f"{S}row")]


def _value(cell: Any, shared: list[str]) -> str:
    assert cell.get("t") in {"s", None}
    value = cell.find(f"{S}v")
    return "" if value is None else shared[int(value.text)]


def hostile() -> Report:
    old = law(article(1, "甲。"), preface=FORMULA)
    new = law(article(1, FORMULA, item(1, "-5")), title=FORMULA, preface=f"\u00a0{FORMULA}")
    about = finding("obligation_added", Direction.TIGHTENED, FORMULA)
    return reported(old, new, ("preface", "preface"), ("art_1", "art_1"), findings={1: (about,)})


def test_csv_has_a_row_for_every_change() -> None:
    head, *rows = rows_of(render(sample(), "table-csv"))

    assert head == [
        "Old article",
        "New article",
        "What happened",
        "Old text",
        "New text",
        "What changed and why it matters",
    ]
    assert len(rows) == len(sample().changes)
    by_new = {row[1]: row for row in rows}
    assert by_new["Art. 5"][3:5] == [
        "第五条\u3000提供者不得收集用户信息。",
        "第五条\u3000提供者不得{+非法+}收集用户信息。",
    ]
    assert by_new["Art. 7"][:3] == ["", "Art. 7", "inserted"]
    assert by_new["Art. 3, 6"][5].startswith("1. ▼ relaxed: The limit of 三个月内 in Art. 3 is dropped")


def test_csv_read_back_is_the_data() -> None:
    for report in (sample(), hostile()):
        data = list(map(list, texts(data_of(report, labels("en")))))
        assert rows_of(render(report, "table-csv")) == data


@pytest.mark.parametrize("format_name", ["table-csv", "table-xlsx"])
def test_no_cell_is_a_formula(format_name: str) -> None:
    body = render(hostile(), format_name)
    rows = rows_of(body) if format_name.endswith("csv") else workbook(body)
    lines = [line for row in rows for cell in row for line in cell.split("\n")]

    assert not [line for line in lines if line.lstrip().startswith(("=", "+", "-", "@"))]
    assert any(FORMULA in bare(line) for line in lines)


def test_xlsx_marks_words_by_their_look_and_keeps_the_law_as_it_is() -> None:
    body = render(sample(), "table-xlsx", language="zh")
    rows = {row[1]: row for row in workbook(body)}

    assert rows["第五条"][4] == "第五条\u3000提供者不得非法收集用户信息。"
    with ZipFile(BytesIO(body)) as archive:
        strings = archive.read("xl/sharedStrings.xml").decode()
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        book = archive.read("xl/workbook.xml").decode()
    assert "<strike/>" in strings
    assert 'orientation="landscape"' in sheet
    assert "autoFilter" in sheet
    assert "Print_Titles" in book


def test_a_cell_longer_than_excel_takes_goes_on_in_the_next_row() -> None:
    long = "供应者应当保存记录。" * 4000
    report = reported(law(article(1, "甲。")), law(article(1, long)), ("art_1", "art_1"))
    rows = workbook(render(report, "table-xlsx"))

    assert "".join(row[4] for row in rows[1:]) == f"第一条\u3000{long}"
    assert max(len(cell) for row in rows for cell in row) < 32_767


def test_xlsx_without_its_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra, match=r"gaidiff\[xlsx\]"):
        render(sample(), "table-xlsx")


def test_docx_is_landscape_with_a_repeated_head_and_page_numbers() -> None:
    body = render(sample(), "table-docx")
    document = part_of(body)
    size = document.find(f".//{W}pgSz")
    rows = list(document.iter(f"{W}tr"))

    assert (size.get(f"{W}orient"), size.get(f"{W}w")) == ("landscape", "16838")
    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    fields = [one.get(f"{W}instr").strip() for one in part_of(body, "word/footer.xml").iter(f"{W}fldSimple")]
    assert fields == ["PAGE", "NUMPAGES"]
    gone = [
        r
        for r in document.iter(f"{W}r")
        if (s := r.find(f"{W}rPr/{W}rStyle")) is not None and s.get(f"{W}val") == "GaidiffGone"
    ]
    assert "在三个月内" in ["".join(t.text for t in r.iter(f"{W}t")) for r in gone]


def test_articles_that_stay_share_one_row() -> None:
    tables = render(sample(), "table-md", language="zh").decode()
    assert "| 第一条至第二条 | 第一条至第二条 | 未变动 |" in tables


class Tags(HTMLParser):
    """Every tag and address of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attributes if name in {"src", "href"}]


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", FORMULA])
@pytest.mark.parametrize("format_name", ["table-html", "correspondence-html"])
def test_the_page_is_inert_whatever_the_law_says(text: str, format_name: str) -> None:
    new = law(article(1, text, heading=text), title=text, preface=text)
    about = finding("obligation_added", Direction.TIGHTENED, text)
    report = reported(law(article(1, "甲。")), new, ("", "preface"), ("art_1", "art_1"), findings={1: (about,)})
    page = Tags()
    page.feed(render(report, format_name).decode())

    assert not page.tags & {"script", "img", "iframe", "object", "svg"}
    assert page.links == []
    assert "49" not in render(report, format_name).decode().split("</style>")[1]


def test_html_says_what_is_the_law_and_in_which_language() -> None:
    page = render(sample(), "table-html").decode()

    assert '<html lang="en">' in page
    assert '<td lang="zh">' in page
    assert "<del>在三个月内</del>" in page
    assert "<ins>及时</ins>" in page
    assert '<th scope="col">What changed and why it matters</th>' in page


@pytest.mark.parametrize("text", ["a | b", "x\n\n# y", "<b>z</b>", "[l](javascript:1)", "=1"])
def test_markdown_stays_one_table(text: str) -> None:
    new = law(article(1, text, heading=text), title=text)
    source = render(reported(law(article(1, "甲。")), new, ("art_1", "art_1")), "table-md").decode()
    html = MarkdownIt("commonmark").enable(["table"]).render(source)

    assert html.count("<table>") == 1
    assert html.count("<tr>") == 2
    assert "<a " not in html


def test_correspondence_goes_both_ways_and_leaves_nothing_out() -> None:
    head, *rows = rows_of(render(sample(), "correspondence-csv"))

    assert head == ["Direction", "Old article", "New article", "What happened", "Score", "Reason"]
    forth = [row[1:4] for row in rows if row[0] == "old → new"]
    back = [row[1:4] for row in rows if row[0] == "new → old"]
    assert [row[0] for row in forth] == [f"Art. {n}" for n in range(1, 7)]
    assert [row[1] for row in back] == [f"Art. {n}" for n in range(1, 8)]
    assert ["Art. 3", "Art. 3, 6", "split, amended"] in forth
    assert ["Art. 6", "", "repealed"] in forth
    assert ["", "Art. 7", "inserted"] in back
    assert ["Art. 3", "Art. 6", "split, amended"] in back


@pytest.mark.parametrize("format_name", [*FORMATS, "akn"])
def test_a_report_read_back_gives_the_same_bytes(format_name: str) -> None:
    back = loads(dumps(report_to_dict(sample())))
    assert isinstance(back, Report)
    for language in ("en", "zh"):
        assert render(back, format_name, language=language) == render(sample(), format_name, language=language)


@pytest.mark.parametrize("format_name", FORMATS)
def test_control_characters_are_marks(format_name: str) -> None:
    dirty = "付\x00款\x1b\x85\u2028\ufffe"
    new = law(article(1, dirty), title=dirty, preface=dirty)
    body = render(reported(law(article(1, "甲。")), new, ("", "preface"), ("art_1", "art_1")), format_name)

    if format_name.endswith(("docx", "xlsx")):
        with ZipFile(BytesIO(body)) as archive:
            for name in archive.namelist():
                etree.fromstring(archive.read(name))
    else:
        assert not set("\x00\x1b\x85\u2028") & set(body.decode())
