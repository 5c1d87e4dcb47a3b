"""Reader of DOCX files: what a reader sees once every tracked change is accepted, with the numbers Word prints."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from documents import (
    CONTENT_TYPES,
    DEFAULTS,
    OFFICE,
    RELATIONS,
    TYPE,
    WORD,
    codes,
    docx_of,
    furniture,
    paragraph,
    part,
    read_bytes,
    run,
    texts,
)

from gaidiff.cli import main
from gaidiff.errors import ConfigError
from gaidiff.model.text import Reading, Role
from gaidiff.readers import read as read_tracked
from gaidiff.sources.local import snapshot_of_bytes


def read(body: str, **parts: str) -> Reading:
    return read_bytes(docx_of(body, **parts))


def test_paragraphs_tables_and_headings_come_in_order() -> None:
    document = docx.Document()
    document.add_heading("示例办法", 0)
    document.add_heading("第一章 总则", 1)
    document.add_paragraph("第一条　提供者应当备案。")
    table = document.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("事项", "费用"), ("备案", "10元")), strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    document.add_paragraph("第二条　附则。")
    buffer = io.BytesIO()
    document.save(buffer)
    reading = read_bytes(buffer.getvalue(), "law.txt")
    assert [(block.text, block.role, block.level) for block in reading.blocks] == [
        ("示例办法", Role.HEADING, 1),
        ("第一章 总则", Role.HEADING, 1),
        ("第一条　提供者应当备案。", Role.TEXT, 0),
        ("事项\t费用", Role.ROW, 0),
        ("备案\t10元", Role.ROW, 0),
        ("第二条　附则。", Role.TEXT, 0),
    ]


def test_b17_tracked_insertions_are_kept_and_deletions_dropped() -> None:
    deleted = "<w:del><w:r><w:delText>thirty </w:delText></w:r></w:del>"
    inserted = f"<w:ins>{run('not ')}</w:ins>"
    reading = read(
        paragraph(f"{run('Article 1 A provider shall ')}{inserted}{run('pay within ')}{deleted}{run('ten days.')}")
    )
    assert texts(reading) == ["Article 1 A provider shall not pay within ten days."]
    assert reading.diagnostics[0].code == "tracked_changes"
    assert reading.diagnostics[0].message.startswith("1 insertions and 1 deletions are tracked")


def test_b17_moved_text_stands_where_it_was_moved_to() -> None:
    body = paragraph(f"{run('Article 1 Scope.')}<w:moveFrom>{run(' Users may complain.')}</w:moveFrom>") + paragraph(
        f"{run('Article 2 Duties.')}<w:moveTo>{run(' Users may complain.')}</w:moveTo>"
    )
    assert texts(read(body)) == ["Article 1 Scope.", "Article 2 Duties. Users may complain."]


def test_b17_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = paragraph("Article 1 Providers shall ", "<w:rPr><w:del/></w:rPr>") + paragraph("report.")
    assert texts(read(body)) == ["Article 1 Providers shall report."]


def test_b17_a_deleted_row_is_dropped() -> None:
    def row(text: str, properties: str = "") -> str:
        cells = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in (text, "10"))
        return f"<w:tr>{properties}{cells}</w:tr>"

    reading = read(f"<w:tbl>{row('Filing')}{row('Appeal', '<w:trPr><w:del/></w:trPr>')}</w:tbl>")
    assert texts(reading) == ["Filing\t10"]


def test_b18_hidden_text_is_set_aside_and_reported() -> None:
    reading = read(paragraph(f"{run('Article 1 Providers shall ')}{run('not ', '<w:vanish/>')}{run('report.')}"))
    assert (texts(reading), furniture(reading)) == (["Article 1 Providers shall report."], ["not"])
    assert codes(reading) == ["hidden_text"]


def test_struck_text_is_set_aside_and_a_redline_is_named() -> None:
    body = paragraph(
        run("Article 1 The limit is ")
        + run("thirty", "<w:strike/>")
        + run("fifteen", '<w:u w:val="single"/>')
        + run(" days")
        + run(" or weeks", "<w:dstrike/>")
        + run(".", '<w:strike w:val="0"/>')
    )
    reading = read(body)
    assert texts(reading) == ["Article 1 The limit is fifteen days."]
    assert furniture(reading) == ["thirty …  or weeks"]
    assert reading.diagnostics[0].message == (
        "2 runs of text are struck through, and were set aside; 1 runs are underlined, so the file may be a redline "
        "against an older draft"
    )


def test_the_label_of_a_struck_article_stays_in_its_place() -> None:
    struck = paragraph(run("Article 24", "<w:strike/>") + "<w:r><w:br/></w:r>" + run("Duties", "<w:strike/>"))
    body = (
        paragraph("Article 23 Scope.")
        + paragraph(run("Article 24a", "<w:strike/>"))
        + struck
        + paragraph("They shall report.")
    )
    reading = read(body)
    assert texts(reading) == ["Article 23 Scope.", "Article 24a", "Article 24", "They shall report."]
    assert reading.diagnostics[0].message.endswith("; 2 struck article labels stay in their place")


def test_a_style_can_strike_text() -> None:
    styles = '<w:style w:type="character" w:styleId="Out"><w:rPr><w:strike/></w:rPr></w:style>'
    body = paragraph(run("Article 1 Scope") + run(" and terms", '<w:rStyle w:val="Out"/>'))
    assert texts(read(body, styles=styles)) == ["Article 1 Scope"]


def test_tabs_breaks_and_special_characters_of_word() -> None:
    inner = (
        "<w:r><w:t>第一条</w:t><w:tab/><w:t>总则</w:t><w:br/><w:t>non</w:t><w:noBreakHyphen/><w:t>profit</w:t></w:r>"
    )
    assert texts(read(paragraph(inner))) == ["第一条\t总则", "non-profit"]


def test_a12_a_raised_figure_is_not_glued() -> None:
    assert texts(read(paragraph(run("The area is 10") + run("2", '<w:vertAlign w:val="superscript"/>')))) == [
        "The area is 10²"
    ]


def test_footnotes_leave_the_text_and_stand_at_the_end() -> None:
    line = f'<w:footnote w:type="separator">{paragraph("--")}</w:footnote>'
    footnotes = f"{line}<w:footnote>{paragraph('See the annex.')}</w:footnote>"
    body = paragraph(f"{run('Article 1 Scope')}<w:r><w:footnoteReference w:id='1'/></w:r>{run('.')}")
    reading = read(body, footnotes=footnotes)
    assert (texts(reading), furniture(reading)) == (["Article 1 Scope."], ["See the annex."])
    assert codes(reading) == ["footnotes"]


def test_a_field_shows_its_result_and_not_its_code() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF art5 \\h</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("Article 5")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    link = f"<w:hyperlink>{run(' and the annex')}</w:hyperlink>"
    assert texts(read(paragraph(run("Subject to ") + field + link))) == ["Subject to Article 5 and the annex"]


def test_a_text_box_is_read_once_although_it_is_stored_twice() -> None:
    box = f"<w:txbxContent>{paragraph('Article 2 Terms.')}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    body = paragraph(
        f"{run('Article 1 Scope.')}<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>"
    )
    assert texts(read(body)) == ["Article 1 Scope.", "Article 2 Terms."]


def test_content_controls_are_read() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Article 1 Scope.')}</w:sdtContent></w:sdt>"
    inner = f"<w:sdt><w:sdtContent>{run('Terms.')}</w:sdtContent></w:sdt>"
    assert texts(read(control + paragraph(run("Article 2 ") + inner))) == ["Article 1 Scope.", "Article 2 Terms."]


def test_a_table_that_lays_out_the_page_gives_paragraphs() -> None:
    cells = "".join(
        f"<w:tc>{paragraph(a)}{paragraph(b)}</w:tc>" for a, b in (("第一条", "第二条"), ("第三条", "第四条"))
    )
    assert texts(read(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")) == ["第一条", "第二条", "第三条", "第四条"]


def test_a_table_of_contents_that_word_made_is_set_aside() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    body = paragraph("Article 1 Scope 3", '<w:pStyle w:val="TOC1"/>') + paragraph("Article 1 Scope")
    reading = read(body, styles=styles)
    assert (texts(reading), furniture(reading)) == (["Article 1 Scope"], ["Article 1 Scope 3"])


def test_an_embedded_web_page_is_read() -> None:
    page = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        "<html><body><h1>Measures</h1><p>Article 1 A =3D b.<br/>Article 2 Terms.</p></body></html>\r\n--b--\r\n"
    )
    body = docx_of('<w:altChunk r:id="chunk"/>', {"word/chunk.mht": page})
    assert texts(read_bytes(body)) == ["Measures", "Article 1 A = b.", "Article 2 Terms."]


def test_b17_the_original_is_read_on_request() -> None:
    deleted = "<w:del><w:r><w:delText>thirty </w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('Users may complain. ')}</w:moveFrom><w:moveTo>{run('Nobody may.')}</w:moveTo>"
    body = paragraph(f"{run('Article 1 A provider shall ')}<w:ins>{run('not ')}</w:ins>{run('pay within ')}{deleted}")
    body += paragraph(moved) + paragraph("Article 2 ", "<w:rPr><w:ins/></w:rPr>") + paragraph("Terms.")
    reading = read_tracked(snapshot_of_bytes(docx_of(body)), tracked="original")
    assert texts(reading) == [
        "Article 1 A provider shall pay within thirty",
        "Users may complain.",
        "Article 2 Terms.",
    ]
    assert reading.diagnostics[0].message == "3 insertions and 2 deletions are tracked; all are rejected here"


def test_b17_another_view_is_refused() -> None:
    with pytest.raises(ConfigError, match="use one of final, original"):
        read_tracked(snapshot_of_bytes(b"Article 1 Scope."), tracked="draft")


def test_b17_the_command_line_takes_the_view(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = f"{run('Article 1 A provider shall ')}<w:ins>{run('not ')}</w:ins>{run('pay the fee to the authority.')}"
    law = tmp_path / "law.docx"
    law.write_bytes(docx_of(paragraph(words) + paragraph("Article 2 Users may complain to the authority.")))
    found = []
    for view in ("final", "original"):
        assert main(["parse", str(law), "--tracked", view]) == 0
        found.append("shall not pay" in capsys.readouterr().out)
    assert found == [True, False]


def test_b17_an_inserted_cell_is_absent_from_the_original() -> None:
    cells = f"<w:tc>{paragraph('Filing')}</w:tc><w:tc><w:tcPr><w:cellIns/></w:tcPr>{paragraph('10')}</w:tc>"
    body = docx_of(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert texts(read_bytes(body)) == ["Filing\t10"]
    assert texts(read_tracked(snapshot_of_bytes(body), tracked="original")) == ["Filing"]


def test_a_format_without_tracked_changes_has_one_reading() -> None:
    snapshot = snapshot_of_bytes(b"Article 1 Scope.")
    assert read_tracked(snapshot, tracked="original") == read_tracked(snapshot)


def test_whole_struck_paragraphs_are_counted() -> None:
    body = paragraph("Article 1 Scope.") + paragraph(run("Article 2 Terms.", "<w:strike/>"))
    body += paragraph(run("Old words.", "<w:strike/>")) + paragraph(
        run("Fine: ") + run("30", "<w:strike/>") + run("15")
    )
    message = read(body).diagnostics[0].message
    assert message.startswith(
        "3 runs of text are struck through, and were set aside; 2 whole paragraphs are among them"
    )


def field(code: str, result: str) -> str:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{edge}"/></w:r>' for edge in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{result}{end}"


def test_a_field_in_the_code_of_a_field_is_not_printed() -> None:
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{edge}"/></w:r>' for edge in ("begin", "separate", "end"))
    nested = f"{begin}{field('REF a', run('4'))}{middle}{run('Article 5')}{end}"
    simple = f'<w:fldSimple w:instr="PAGE">{run(" on page 7")}</w:fldSimple>'
    reading = read(paragraph(run("Subject to ") + nested + simple + run(".")))
    assert (texts(reading), furniture(reading)) == (["Subject to Article 5 on page 7."], ["4"])


def test_a_field_that_never_ends_swallows_no_paragraph() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    assert texts(read(paragraph(f"{run('Article 1 A.')}{begin}") + paragraph("Article 2 B."))) == [
        "Article 1 A.",
        "Article 2 B.",
    ]


def test_a_text_box_in_a_text_box_is_read_once() -> None:
    def box(inner: str) -> str:
        return f"<w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r>"

    body = paragraph(run("Article 1 A.") + box(paragraph(run("Article 2 B.") + box(paragraph("Article 3 C.")))))
    assert texts(read(body)) == ["Article 1 A.", "Article 2 B.", "Article 3 C."]


def test_b18_white_text_is_kept_and_reported() -> None:
    reading = read(paragraph(run("Article 1 Scope") + run(" and terms", '<w:color w:val="ffffff"/>')))
    assert (texts(reading), codes(reading)) == (["Article 1 Scope and terms"], ["white_text"])


def test_a_comment_in_the_xml_of_a_run_cuts_nothing() -> None:
    assert texts(read(paragraph("<w:r><w:t>Article 1 shall <!-- x -->not pay.</w:t></w:r>"))) == [
        "Article 1 shall not pay."
    ]


def test_a_relation_that_leads_nowhere_does_not_lose_the_file() -> None:
    relation = '<Relationship Id="x" Type="http://example.org/image" Target="NULL"/>'
    extra = {"word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>'}
    assert texts(read_bytes(docx_of(paragraph("Article 1 Scope."), extra))) == ["Article 1 Scope."]


def test_an_embedded_word_file_is_read_whatever_it_calls_itself() -> None:
    inner = docx_of(paragraph("Article 2 Terms."))
    kinds = (
        f'<Types xmlns="{CONTENT_TYPES}">{DEFAULTS}'
        f'<Default Extension="docx" ContentType="{TYPE}.document.main+xml"/></Types>'
    )
    relation = f'<Relationship Id="chunk" Type="{OFFICE}/aFChunk" Target="chunk.docx"/>'
    extra: dict[str, bytes | str] = {
        "[Content_Types].xml": kinds,
        "word/chunk.docx": inner,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>',
    }
    body = docx_of(paragraph("Article 1 Scope.") + '<w:altChunk r:id="chunk"/>', extra)
    assert texts(read_bytes(body)) == ["Article 1 Scope.", "Article 2 Terms."]


def test_strict_docx_is_read() -> None:
    main = part("document", f"<w:body>{paragraph('Article 1 Scope.')}</w:body>")
    strict = "http://purl.oclc.org/ooxml"
    relation = (
        f'<Relationship Id="m" Type="{strict}/officeDocument/relationships/officeDocument" Target="word/document.xml"/>'
    )
    extra = {
        "word/document.xml": main.replace(WORD, f"{strict}/wordprocessingml/main"),
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{relation}</Relationships>',
    }
    assert texts(read_bytes(docx_of("", extra))) == ["Article 1 Scope."]
