"""Reader of plain text and Markdown: one block a line, whole paragraphs where lines were wrapped, marks read."""

from __future__ import annotations

import pytest
from documents import codes, furniture, read_bytes, texts

from gaidiff.errors import EmptyDocument, ReadError, UnsupportedFormat
from gaidiff.model.text import Role

LAW = "第一条　提供者应当采取有效措施。\n第二条　本办法自发布之日起施行。\n"
ENGLISH = """\
Article 1 Providers shall take effective measures, within the time limits
that are set in Article 9 and in the annex to this Regulation, against the
generation of content that infringes the rights of other persons.

Article 2 Users may complain to the provider. The provider shall answer
within seven days and shall keep the complaint and the answer together with
§ 4 of the records for three years, counted from the day of the answer. It
shall not use the complaint for training, unless the user has agreed to it
in writing and has not withdrawn the agreement.
"""


def test_every_line_is_a_block_and_indentation_is_no_text() -> None:
    assert texts(read_bytes("　　第一条　总则\r\n\r\n\t(a) 提供者；\x0c第二条　附则".encode())) == [
        "第一条　总则",
        "(a) 提供者；",
        "第二条　附则",
    ]


def test_hard_wrapped_lines_become_paragraphs() -> None:
    first, second = texts(read_bytes(ENGLISH.encode()))
    assert first.endswith("against the generation of content that infringes the rights of other persons.")
    assert second.startswith(
        "Article 2 Users may complain to the provider. The provider shall answer within seven days"
    )


def test_a_reference_that_wrapping_brought_to_the_line_start_opens_no_paragraph() -> None:
    assert "together with § 4 of the records" in texts(read_bytes(ENGLISH.encode()))[1]


def test_hard_wrapped_chinese_is_joined_without_spaces() -> None:
    first = (
        "第一条　为了促进智能客服健康发展，规范智能客服的应用活",
        "动，保护公民、法人和其他组织的合法权益，根据有关法律、",
        "行政法规，制定本办法。",
    )
    second = (
        "第二条　利用智能客服技术向公众提供咨询、投诉、交易等服",
        "务的，适用本办法。行业组织、企业、教育和科研机构等研发",
        "技术而未向公众提供服务的，不适用本办法的规定，但应当遵",
        "守其他规定。",
    )
    assert texts(read_bytes("\n".join((*first, *second)).encode())) == ["".join(first), "".join(second)]


def test_lines_of_a_list_are_not_taken_for_wrapping() -> None:
    listed = [
        "第三条　提供者报送下列材料：",
        "（一）算法备案表；",
        "（二）安全评估报告；",
        "（三）服务协议；",
        "（四）投诉渠道。",
        "前款材料应当真实。",
    ]
    assert texts(read_bytes("\n".join(listed).encode())) == listed


def test_a_line_of_invisible_characters_only_is_no_block() -> None:
    reading = read_bytes(f"第一条　总则\n\u200b\ufeff\n{LAW}".encode())
    assert texts(reading)[1].startswith("第一条")
    assert codes(reading) == []


def test_a10_an_invisible_character_inside_text_stays_and_is_reported() -> None:
    reading = read_bytes("第一条　提供者不\u200b得拒绝。".encode())
    assert texts(reading) == ["第一条　提供者不\u200b得拒绝。"]
    assert reading.diagnostics[0].message == "1 characters cannot be seen: U+200B (1)"


def test_a9_a_character_that_turns_the_direction_of_writing_is_reported() -> None:
    assert codes(read_bytes("Article 1 The fine is \u202e001\u202c yuan.".encode())) == ["bidi_characters"]


def test_headings_of_markdown_have_their_level() -> None:
    reading = read_bytes(b"# Measures\n\n## Chapter I\n\n##### Article 3\n\nThe provider shall report.\n")
    assert [(block.text, block.role, block.level) for block in reading.blocks] == [
        ("Measures", Role.HEADING, 1),
        ("Chapter I", Role.HEADING, 2),
        ("Article 3", Role.HEADING, 5),
        ("The provider shall report.", Role.TEXT, 0),
    ]
    assert reading.media_type == "text/markdown"


def test_an_underlined_line_of_markdown_is_a_heading() -> None:
    reading = read_bytes(b"Measures\n========\n\nArticle 1 Scope.\n", "law.md")
    assert (reading.blocks[0].text, reading.blocks[0].level) == ("Measures", 1)


def test_bold_marks_and_escapes_of_markdown_are_read_and_asterisks_kept() -> None:
    source = "**第一条**　自 1\\. 1 起。**此次**公开\n\nFee 2 * 3 * 4, see note*\n\n- plain bullet\n\n(a) item"
    assert texts(read_bytes(source.encode(), "law.md")) == [
        "第一条　自 1. 1 起。此次公开",
        "Fee 2 * 3 * 4, see note*",
        "plain bullet",
        "(a) item",
    ]


def test_a_quotation_mark_at_the_line_start_is_read_and_a_bracket_inside_kept() -> None:
    source = "> 第一条　依据《关于修改<示例法>的决定》，a > b - c。\n\n第二条"
    assert texts(read_bytes(source.encode(), "law.md"))[0] == "第一条　依据《关于修改<示例法>的决定》，a > b - c。"


def test_front_matter_and_comments_are_set_aside_not_lost() -> None:
    source = (
        "---\ntitle: Measures\n---\n# Measures\n\nArticle 1 <!-- checked -->Scope.\n\n<!-- INFO\nEND -->\n\n<!-- open"
    )
    reading = read_bytes(source.encode(), "law.md")
    assert texts(reading) == ["Measures", "Article 1 Scope.", "<!-- open"]
    assert furniture(reading) == ["title: Measures", "checked", "INFO END"]


def test_a_table_of_markdown_gives_rows() -> None:
    reading = read_bytes(b"# Annex\n\n| Item | Fee |\n|---|---:|\n| **Filing** | 10 \\| 20 |\n")
    assert [block.text for block in reading.blocks if block.role == Role.ROW] == ["Item\tFee", "Filing\t10 | 20"]


def test_plain_text_keeps_its_dashes_and_asterisks() -> None:
    assert texts(read_bytes("- 第一条　总则\n第二条　**附则".encode())) == ["- 第一条　总则", "第二条　**附则"]


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be")],
)
def test_a15_unicode_with_and_without_a_mark(encoding: str, expected: str) -> None:
    reading = read_bytes(LAW.encode(encoding))
    assert (texts(reading), reading.encoding) == (LAW.splitlines(), expected)


@pytest.mark.parametrize(
    ("encoding", "expected", "text"),
    [
        ("gb18030", "gb18030", LAW),
        ("gb18030", "gb18030", LAW.replace("提供者", "提供者镕喆")),
        ("big5", "big5hkscs", "第一條　為規範人工智慧服務之管理，保護民眾權益，特制定本辦法。\n"),
        ("shift_jis", "cp932", "第一条　この法律は、人工知能に関する施策の推進について定める。\n"),
        ("euc_kr", "cp949", "제1조(목적) 이 법은 인공지능의 발전에 필요한 사항을 규정함을 목적으로 한다.\n"),
        ("cp1252", "cp1252", "§ 1 Die Behörde prüft die Angaben “unverzüglich” und erhält dafür € 20.\n"),
    ],
)
def test_a15_an_older_encoding_is_found(encoding: str, expected: str, text: str) -> None:
    reading = read_bytes((text * 3).encode(encoding))
    assert (texts(reading), reading.encoding) == ((text * 3).splitlines(), expected)


def test_a15_a_few_damaged_bytes_are_counted() -> None:
    body = (LAW * 80).encode().replace("第一条".encode(), b"\xe7\xac" + "一条".encode(), 1)
    reading = read_bytes(body)
    assert reading.diagnostics[0].code == "replaced_characters"
    assert reading.diagnostics[0].message.startswith("1 characters could not be decoded as utf-8")


def test_a17_two_encodings_in_one_file_are_refused() -> None:
    with pytest.raises(ReadError, match="mixes UTF-8 with another encoding"):
        read_bytes((LAW * 9).encode() + (LAW * 9).encode("gb18030"))


def test_a14_lone_surrogates_are_refused() -> None:
    with pytest.raises(ReadError, match="encoding"):
        read_bytes("Article 1 \ud800 Scope".encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    ("body", "error", "words"),
    [
        (b"", EmptyDocument, "is empty"),
        (b" \r\n\t\n", EmptyDocument, "is empty"),
        ("\u200b\n".encode(), EmptyDocument, "holds no text"),
        (b"Article 1\0 Scope" * 9, UnsupportedFormat, "holds NUL bytes"),
        (b"\x01\x02\x03\x1b Article 1 Scope " * 9, UnsupportedFormat, "is a binary file"),
        (b"\x89PNG\r\n\x1a\n\0\0", UnsupportedFormat, "is a PNG image"),
        (b"{\\rtf1\\ansi Article 1}", UnsupportedFormat, "is RTF"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE LAW>\n<LAW><P>1</P></LAW>', UnsupportedFormat, "root element <LAW>"),
        (
            b"<PRES>" + b"<P>By the authority vested in me</P>" * 9 + b"</PRES>",
            UnsupportedFormat,
            "root element <PRES>",
        ),
        (b"\n" * 1_000_001 + b"x", ReadError, "the limit is 1000000"),
    ],
)
def test_a13_b10_b16_what_is_no_text_is_refused_in_one_line(body: bytes, error: type[ReadError], words: str) -> None:
    with pytest.raises(error) as refused:
        read_bytes(body, "law.txt")
    assert words in str(refused.value)
    assert (refused.value.exit_code, str(refused.value).count("\n")) == (2, 0)


def test_b10_a_line_of_ten_megabytes_is_one_block() -> None:
    (text,) = texts(read_bytes("第一条　提供者应当".encode() * 400_000))
    assert len(text) == 9 * 400_000
