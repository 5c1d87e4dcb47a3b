"""Reader of OpenDocument text: what its user sees, with the numbers that the word processor prints."""

from __future__ import annotations

import pytest
from documents import codes, furniture, odt_of, read_bytes, texts

from gaidiff.errors import ReadError
from gaidiff.model.text import Role
from gaidiff.readers import read
from gaidiff.sources.local import snapshot_of_bytes

LEVELS = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-prefix="第" style:num-suffix="条" '
    'style:num-format="一, 二"/>'
    '<text:list-level-style-number text:level="2" style:num-prefix="(" style:num-suffix=")" style:num-format="a"/>'
    '<text:list-level-style-bullet text:level="3" text:bullet-char="-"/>'
    "</text:list-style>"
)
LOOKS = (
    '<style:style style:name="Out" style:family="text"><style:text-properties style:text-line-through-style="solid"/>'
    '</style:style><style:style style:name="Gone"><style:text-properties text:display="none"/></style:style>'
)


def p(text: str, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def items(*entries: str, more: str = "") -> str:
    inner = "".join(f"<text:list-item>{entry}</text:list-item>" for entry in entries)
    return f'<text:list text:style-name="L"{more}>{inner}</text:list>'


def test_paragraphs_headings_and_rows_come_in_order() -> None:
    row = "".join(f"<table:table-cell>{p(text)}</table:table-cell>" for text in ("备案", "10元"))
    body = (
        p("示例办法", "Title")
        + '<text:h text:outline-level="2">第一章<text:s/>总则</text:h>'
        + p("第一条<text:tab/>提供者应当备案。<text:line-break/>费用如下：")
        + f"<table:table><table:table-row>{row}</table:table-row></table:table>"
    )
    reading = read_bytes(odt_of(body, '<style:style style:name="Title"/>'))
    assert [(block.text, block.role, block.level) for block in reading.blocks] == [
        ("示例办法", Role.HEADING, 1),
        ("第一章 总则", Role.HEADING, 2),
        ("第一条\t提供者应当备案。", Role.TEXT, 0),
        ("费用如下：", Role.TEXT, 0),
        ("备案\t10元", Role.ROW, 0),
    ]
    assert reading.media_type == "application/vnd.oasis.opendocument.text"


def test_numbers_of_lists_are_written_out() -> None:
    inner = items(p("记录；"), p("报告；") + items(p("日志")))
    body = items(p("职责") + inner) + p("另起一段。") + items(p("附则"), more=' text:continue-numbering="true"')
    assert texts(read_bytes(odt_of(body, LEVELS))) == [
        "第一条 职责",
        "(a) 记录；",
        "(b) 报告；",
        "日志",
        "另起一段。",
        "第二条 附则",
    ]


def test_a_list_that_does_not_go_on_begins_anew() -> None:
    assert texts(read_bytes(odt_of(items(p("甲")) + items(p("乙")), LEVELS))) == ["第一条 甲", "第一条 乙"]


def test_headings_are_numbered_by_the_outline() -> None:
    levels = (
        "<text:outline-style>"
        '<text:outline-level-style text:level="1" style:num-format="1" style:num-prefix="Chapter "/>'
        '<text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/></text:outline-style>'
    )
    body = "".join(
        f'<text:h text:outline-level="{level}">{text}</text:h>' for level, text in ((1, "A"), (2, "B"), (2, "C"))
    )
    assert texts(read_bytes(odt_of(body, common=levels))) == ["Chapter 1 A", "1.1 B", "1.2 C"]


TRACKED = (
    "<text:tracked-changes>"
    '<text:changed-region xml:id="d"><text:deletion><text:p>thirty </text:p></text:deletion></text:changed-region>'
    '<text:changed-region xml:id="i"><text:insertion/></text:changed-region></text:tracked-changes>'
)
CHANGED = p(
    "Article 1 A provider shall "
    '<text:change-start text:change-id="i"/>not <text:change-end text:change-id="i"/>'
    'pay within <text:change text:change-id="d"/>ten days.'
)


def test_tracked_changes_are_accepted() -> None:
    reading = read_bytes(odt_of(TRACKED + CHANGED))
    assert texts(reading) == ["Article 1 A provider shall not pay within ten days."]
    assert reading.diagnostics[0].message == "1 insertions and 1 deletions are tracked; all are accepted here"


def test_the_original_is_read_on_request() -> None:
    reading = read(snapshot_of_bytes(odt_of(TRACKED + CHANGED)), tracked="original")
    assert texts(reading) == ["Article 1 A provider shall pay within thirty ten days."]


def test_an_inserted_paragraph_end_is_no_end_in_the_original() -> None:
    start, end = '<text:change-start text:change-id="i"/>', '<text:change-end text:change-id="i"/>'
    body = TRACKED + p(f"Article 1 Providers shall {start}report.") + p(f"Article 2 Users may {end}complain.")
    assert texts(read(snapshot_of_bytes(odt_of(body)), tracked="original")) == ["Article 1 Providers shall complain."]


def test_hidden_and_struck_text_is_set_aside_and_reported() -> None:
    body = p(
        'Article 1 The limit is <text:span text:style-name="Out">30</text:span>15'
        '<text:span text:style-name="Gone">0</text:span> days.'
    )
    reading = read_bytes(odt_of(body, LOOKS))
    assert (texts(reading), furniture(reading)) == (["Article 1 The limit is 15 days."], ["0", "30"])
    assert codes(reading) == ["struck_text", "hidden_text"]


def test_notes_contents_comments_and_boxes_find_their_place() -> None:
    index = (
        f"<text:table-of-content><text:index-body>{p('Article 1 Scope 3')}</text:index-body></text:table-of-content>"
    )
    mark = "<text:note-citation>1</text:note-citation>"
    note = f"<text:note>{mark}<text:note-body>{p('See the annex.')}</text:note-body></text:note>"
    comment = f"<office:annotation>{p('Why?')}</office:annotation>"
    box = f"<draw:frame><draw:text-box>{p('Article 2 Terms.')}</draw:text-box></draw:frame>"
    reading = read_bytes(odt_of(index + p(f"Article 1 Scope{note}{comment}.{box}")))
    assert texts(reading) == ["Article 1 Scope.", "Article 2 Terms."]
    assert furniture(reading) == ["Article 1 Scope 3", "See the annex."]


def test_b14_an_encrypted_odt_is_refused() -> None:
    with pytest.raises(ReadError, match="is encrypted"):
        read_bytes(odt_of(p("Article 1"), manifest="<encryption-data/>"))


def test_b3_an_odt_with_a_doctype_is_refused() -> None:
    with pytest.raises(ReadError, match=r"DOCTYPE in its part content\.xml"):
        read_bytes(odt_of(p("Article 1") + "<!DOCTYPE x>"))
