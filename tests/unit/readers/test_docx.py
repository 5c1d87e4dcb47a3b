"""Reader of DOCX files: what a reader sees once every tracked change is accepted, with the numbers Word prints."""

from __future__ import annotations

import io

import docx
from documents import codes, docx_of, furniture, paragraph, read_bytes, run, texts

from gaidiff.model.text import Reading, Role


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
