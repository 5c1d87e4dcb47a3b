"""A Word file whose revisions, all accepted, give the new law and, all rejected, the old one, word for word."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from builders import article, chapter, item, law
from reports import finding, reported, sample
from revisions import FRONT, W, bare, commented, page_of, part_of, settled

from gaidiff import compare, parse, read, render
from gaidiff.model.change import Direction, Op, Report
from gaidiff.model.codec import dumps, loads, report_to_dict
from gaidiff.model.text import EId, Span

CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", Path(__file__).resolve().parents[4] / "shared" / "corpus"))
PAIRS = (
    "cn-accounting-law",
    "cn-antimonopoly-law",
    "cn-civil-procedure-law",
    "cn-commercial-crypto-regs",
    "cn-counter-espionage-law",
    "cn-public-data-registration",
    "cn-sh-building-materials",
    "cn-spc-ip-court",
    "fr-constitution-2008",
    "kr-ai-framework-act",
)
SOFFICE = shutil.which("soffice")


def assert_exact(report: Report) -> bytes:
    body = render(report, "docx")
    assert [bare(line) for line in settled(body, accepted=True)] == page_of(report.new)
    assert [bare(line) for line in settled(body, accepted=False)] == page_of(report.old)
    return body


def tags(body: bytes, name: str) -> int:
    return sum(1 for _ in part_of(body).iter(f"{W}{name}"))


def texts(body: bytes, name: str) -> list[str]:
    """The words of each revision of one kind."""
    found = ("".join(t.text for t in one.iter(f"{W}t", f"{W}delText")) for one in part_of(body).iter(f"{W}{name}"))
    return [text for text in found if text]


def test_accepting_all_is_the_new_text_and_rejecting_all_the_old() -> None:
    body = assert_exact(sample())

    assert settled(body, accepted=True)[:4] == [
        "智能客服管理暂行办法",
        "第一章\u3000总则",
        "第一条\u3000为了规范智能客服服务，制定本办法。",
        "第二章\u3000服务规范",
    ]
    assert settled(body, accepted=False)[-1] == "第六条\u3000违反本办法的，处一万元罚款。"


def test_only_the_words_that_changed_are_revised() -> None:
    body = render(sample(), "docx")

    assert "在三个月内" in texts(body, "del")
    assert "及时" in texts(body, "ins")
    assert "非法" in texts(body, "ins")
    authors = {one.get(f"{W}author") for one in part_of(body).iter(f"{W}ins", f"{W}del")}
    dates = {one.get(f"{W}date") for one in part_of(body).iter(f"{W}ins", f"{W}del")}
    assert (authors, dates) == ({"gaidiff"}, {"2023-07-10T00:00:00Z"})


def test_a_whole_new_paragraph_has_its_mark_revised() -> None:
    new = law(article(1, "甲。"), article(2, "乙。"))
    body = assert_exact(reported(law(article(1, "甲。")), new, ("art_1", "art_1"), ("", "art_2")))
    marks = [p for p in part_of(body).iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{W}ins") is not None]

    assert ["".join(t.text for t in one.iter(f"{W}t")) for one in marks] == ["第二条\u3000乙。"]


def test_a_renumbered_article_has_only_its_number_revised() -> None:
    old = law(article(1, "甲。"), article(2, "供应者应当保存记录。"))
    new = law(article(1, "供应者应当保存记录。"))
    body = assert_exact(reported(old, new, ("art_1", ""), ("art_2", "art_1")))

    assert texts(body, "ins") == ["第一条\u3000"]
    assert "第二条\u3000" in texts(body, "del")


def test_an_article_that_moved_is_a_move() -> None:
    first, second, third = "供应者应当保存记录。", "用户可以投诉。", "主管部门应当答复。"
    old = law(article(1, first, item(1, "账目；"), item(2, "合同。")), article(2, second), article(3, third))
    new = law(article(1, second), article(2, third), article(3, first, item(1, "账目；"), item(2, "合同。")))
    body = assert_exact(reported(old, new, ("art_2", "art_1"), ("art_3", "art_2"), ("art_1", "art_3")))

    assert texts(body, "moveFrom") == texts(body, "moveTo")
    assert len(texts(body, "moveFrom")) in {2, 3}  # whichever of the two passages is the lighter
    names = [one.get(f"{W}name") for one in part_of(body).iter(f"{W}moveFromRangeStart", f"{W}moveToRangeStart")]
    assert names == ["move1", "move1"]
    starts = {one.get(f"{W}id") for one in part_of(body).iter(f"{W}moveFromRangeStart", f"{W}moveToRangeStart")}
    ends = {one.get(f"{W}id") for one in part_of(body).iter(f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd")}
    assert starts == ends
    assert len(starts) == 2


def test_blanks_that_differ_in_equal_words_are_revised_too() -> None:
    old, new = law(article(1, "甲 乙丙。")), law(article(1, "甲乙\n丙。"))
    plain = reported(old, new, ("art_1", "art_1"))
    whole = (Span(EId("art_1__para_1"), 0, 5), Span(EId("art_1__para_1"), 0, 5))
    segment = type(plain.changes[0].segments[0])(Op.EQUAL, *whole)
    change = type(plain.changes[0])(match=plain.changes[0].match, segments=(segment,))
    body = render(Report(old=old, new=new, alignment=plain.alignment, changes=(change,)), "docx")

    assert settled(body, accepted=True) == ["第一条\u3000甲乙\n丙。"]
    assert settled(body, accepted=False) == ["第一条\u3000甲 乙丙。"]


def test_a_report_that_lies_about_what_stayed_still_gives_both_texts() -> None:
    """Segments of somebody else's making: equal words that are not, the same words twice, in the wrong order."""
    old, new = law(article(1, "甲乙丙丁。"), article(2, "戊己。")), law(article(1, "丁丙乙甲。"), article(2, "庚。"))
    plain = reported(old, new, ("art_1", "art_1"), ("art_2", "art_2"))
    one = EId("art_1__para_1")
    segments = tuple(
        type(plain.changes[0].segments[0])(Op.EQUAL, Span(one, a, a + 2), Span(one, b, b + 2))
        for a, b in ((0, 0), (1, 2), (0, 3), (1, 3), (1, 1), (3, 0))
    )
    change = type(plain.changes[0])(match=plain.changes[0].match, segments=segments)

    assert_exact(Report(old=old, new=new, alignment=plain.alignment, changes=(change,)))


def test_comments_stand_at_the_words_they_are_about() -> None:
    comments = dict(commented(render(sample(), "docx")))

    assert comments["▼ relaxed: The limit of 三个月内 in Art. 3 is dropped; Art. 3 now asks for 及时."] == "及时"
    duty = next(text for text in comments if "duty to handle complaints" in text)
    assert "uncertain" in duty
    assert comments[duty] == "提供者应当受理"


def test_a_comment_on_what_is_gone_stands_at_the_deleted_words() -> None:
    old, new = law(article(1, "应当报告。应当记录。")), law(article(1, "应当报告。"))
    gone = finding("obligation_removed", Direction.RELAXED, "Gone.", old=(Span(EId("art_1__para_1"), 5, 9),))
    unplaced = finding("note", Direction.NEUTRAL, "Nowhere.")
    report = reported(old, new, ("art_1", "art_1"), findings={0: (gone, unplaced)})

    comments = dict(commented(assert_exact(report)))
    assert comments["▼ relaxed: Gone."] == "应当记录"
    assert "■ neutral: Nowhere." in comments


def test_every_comment_of_a_real_comparison_is_anchored() -> None:
    report = compare(
        parse(read("第一条　供应者应当在三个月内报告。\n第二条　违反本办法的，处一万元罚款。".encode())),
        parse(read("第一条　供应者应当及时报告。\n第二条　违反本办法的，处五万元罚款。".encode())),
    )
    comments = list(commented(render(report, "docx", language="zh")))

    assert len(comments) == sum(len(change.findings) for change in report.changes) > 0
    assert all(words for _, words in comments)
    assert any(words == "及时" for _, words in comments)


def test_the_front_page_has_titles_verdict_and_what_matters_most() -> None:
    body = part_of(render(sample(), "docx", language="zh")).find(f"{W}body")
    front = [
        "".join(t.text or "" for t in p.iter(f"{W}t"))
        for p in body.iter(f"{W}p")
        if p.find(f"{W}pPr/{W}pStyle").get(f"{W}val").startswith((FRONT, "GaidiffCell"))
    ]

    assert "智能客服管理暂行办法" in front
    assert "智能客服管理办法（征求意见稿）" in front
    assert "总体上，新文本对提供者更为宽松。" in front
    assert any(line.startswith("1.▼ 放宽：删除第三条规定的三个月期限") or "删除第三条规定" in line for line in front)


def test_divisions_are_headings_and_items_are_indented() -> None:
    new = law(chapter(1, "总则", article(1, "应当：", item(1, "报告；"))), preface="示例办法\n（2030年公布）")
    report = reported(law(article(1, "甲。")), new, ("art_1", ""), ("", "preface"), ("", "chp_1"), ("", "art_1"))
    styles = {
        "".join(t.text for t in p.iter(f"{W}t")): p.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        for p in part_of(render(report, "docx")).iter(f"{W}p")
    }

    assert styles["第一章\u3000总则"] == "Heading1"
    assert styles["第一条\u3000应当："] == "LawArticle"
    assert styles["（一）报告；"] == "LawItem"
    assert styles["（2030年公布）"] == "LawPreface"


def test_characters_xml_cannot_hold_are_marks() -> None:
    hidden = "付\x00款\x1b一\u202e百\ufffe元\x85。"
    new = law(article(1, hidden), title=hidden, preface=hidden, remainder=(hidden,))
    report = reported(law(article(1, "付款。")), new, ("art_1", "art_1"), ("", "preface"), ("", "remainder"))
    text = settled(assert_exact(report), accepted=True)

    assert text[1] == "第一条\u3000付<U+0000>款<U+001B>一<U+202E>百<U+FFFE>元<U+0085>。"


def test_hostile_words_stay_words_and_nothing_points_outside() -> None:
    hostile = '</w:t><w:p/>&"<!--]]>{{7*7}}=cmd|calc'
    new = law(article(1, hostile, heading=hostile), title=hostile, preface=hostile)
    about = finding("obligation_added", Direction.TIGHTENED, hostile)
    report = reported(law(article(1, "甲。")), new, ("art_1", "art_1"), ("", "preface"), findings={0: (about,)})
    body = assert_exact(report)

    with ZipFile(BytesIO(body)) as archive:
        assert all(b"TargetMode" not in archive.read(name) for name in archive.namelist())
        targets = re.findall(rb'Target="([^"]+)"', archive.read("word/_rels/document.xml.rels"))
        assert {f"word/{target.decode()}" for target in targets} <= set(archive.namelist())
    assert hostile in dict(commented(body)).popitem()[0]


def test_the_same_report_gives_the_same_bytes() -> None:
    report = sample()
    back = loads(dumps(report_to_dict(report)))
    assert isinstance(back, Report)
    body = render(report, "docx")

    assert render(back, "docx") == body
    with ZipFile(BytesIO(body)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_python_docx_opens_it() -> None:
    import docx

    document = docx.Document(BytesIO(render(sample(), "docx")))
    assert document.core_properties.title == "智能客服管理暂行办法"
    assert document.core_properties.author == "gaidiff"
    assert [comment.author for comment in document.comments] == ["gaidiff", "gaidiff"]


@pytest.mark.skipif(SOFFICE is None, reason="no LibreOffice on this machine")
@pytest.mark.parametrize("format_name", ["docx", "table-docx", "correspondence-docx"])
def test_libreoffice_opens_it_and_prints_it(format_name: str, tmp_path: Path) -> None:
    import pypdfium2

    (tmp_path / "report.docx").write_bytes(render(sample(), format_name))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "report.docx"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=100)

    assert done.returncode == 0
    pages = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    shown = bare("".join(page.get_textpage().get_text_range() for page in pages))
    pages.close()
    assert bare(sample().new.title) in shown


@pytest.mark.parametrize("name", PAIRS)
def test_real_laws_come_back_word_for_word(name: str) -> None:
    if not (CORPUS / name).is_dir():
        pytest.skip("the corpus of real laws is not here")
    old, new = (next(iter(sorted((CORPUS / name).glob(f"{side}*")))) for side in ("old", "new"))
    report = compare(parse(read(old)), parse(read(new)))
    body = assert_exact(report)

    assert tags(body, "ins") > 0
    comments = part_of(body, "word/comments.xml")
    assert len(comments) == sum(len(change.findings) for change in report.changes)
    assert tags(body, "commentRangeStart") == tags(body, "commentRangeEnd") == len(comments)
