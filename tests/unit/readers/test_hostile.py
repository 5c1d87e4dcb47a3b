"""Hostile containers: what could cost a parser gigabytes, minutes or words is refused in one line."""

from __future__ import annotations

import zlib

import pytest
from documents import docx_of, paragraph, part, pdf_file, read_bytes, stream, texts, zip_of

from gaidiff.errors import EmptyDocument, ReadError, UnsupportedFormat

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCUMENT = part("document", f"<w:body>{paragraph('第一条　提供者应当报告。')}</w:body>")


def with_document(data: str | bytes) -> bytes:
    return docx_of("", {"word/document.xml": data})


def refused(body: bytes, location: str = "law.docx") -> str:
    with pytest.raises(ReadError) as problem:
        read_bytes(body, location)
    message = str(problem.value)
    assert problem.value.exit_code == 2
    assert "\n" not in message
    assert message.startswith(location)
    return message


def test_b1_a_zip_bomb_is_refused_while_it_inflates() -> None:
    body = with_document(DOCUMENT.replace("报告", "报告" * 30_000_000))
    assert len(body) < 1_000_000
    assert "inflates too far in its part word/document.xml" in refused(body)


def test_b1_too_many_parts_are_refused() -> None:
    assert "2002 parts" in refused(zip_of({"word/document.xml": DOCUMENT, **{f"p{n}": "" for n in range(2001)}}))


def test_b2_two_parts_of_one_name_are_refused() -> None:
    body = zip_of({"word/document.xml": DOCUMENT, "word/documenX.xml": DOCUMENT})
    assert "two parts of one name" in refused(body.replace(b"documenX", b"document"))


def test_b2_a_part_outside_the_file_is_refused() -> None:
    assert "a part outside itself" in refused(zip_of({"word/document.xml": DOCUMENT, "../evil": ""}))


def test_b3_an_external_entity_is_refused_and_not_read() -> None:
    doctype = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    assert "DOCTYPE" in refused(with_document(DOCUMENT.replace("<w:doc", f"{doctype}<w:doc", 1).replace("报告", "&x;")))


def test_b3_a_doctype_in_another_encoding_is_seen() -> None:
    data = DOCUMENT.replace("UTF-8", "UTF-16").replace("<w:doc", "<!DOCTYPE w:document><w:doc", 1)
    assert "DOCTYPE" in refused(with_document(data.encode("utf-16")))


def test_b4_an_undefined_entity_does_not_cut_the_text_in_silence() -> None:
    assert "damaged in its part word/document.xml" in refused(with_document(DOCUMENT.replace("报告", "报&x;告")))


def test_b5_entities_that_multiply_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    doctype = f'<!DOCTYPE w:document [<!ENTITY e0 "ha">{entities}]>'
    refused(with_document(DOCUMENT.replace("<w:doc", f"{doctype}<w:doc", 1).replace("报告", "&e10;")))


def test_b9_xml_nested_too_deep_is_refused() -> None:
    deep = "<w:sdt>" * 400 + paragraph("第一条") + "</w:sdt>" * 400
    refused(docx_of(deep))


def test_b12_a_stream_bomb_in_a_pdf_ends_in_one_line() -> None:
    squeezed = zlib.compress(b" " * 200_000_000, 9)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>"
    tree = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page]
    assert "law.pdf" in refused(pdf_file([*tree, stream(squeezed, b"/Filter/FlateDecode")]), "law.pdf")


def test_b14_an_encrypted_docx_is_refused() -> None:
    assert "is encrypted" in refused(OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"))


def test_b16_a_legacy_word_file_is_named() -> None:
    with pytest.raises(UnsupportedFormat, match="legacy Word file"):
        read_bytes(OLE + bytes(504) + "WordDocument".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ({"xl/workbook.xml": ""}, "an Excel workbook"),
        ({"ppt/presentation.xml": ""}, "a PowerPoint presentation"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}, "an OpenDocument file"),
        ({"law.txt": "Article 1"}, "a zip archive without a Word document"),
    ],
)
def test_b16_another_zip_is_refused_by_its_name(members: dict[str, str], name: str) -> None:
    with pytest.raises(UnsupportedFormat, match=name):
        read_bytes(zip_of(members))


def test_b16_a_word_file_without_its_table_of_types_is_refused() -> None:
    assert "it has no [Content_Types].xml" in refused(zip_of({"word/document.xml": DOCUMENT}))


def test_b16_a_broken_zip_is_refused() -> None:
    assert "damaged zip" in refused(docx_of(paragraph("第一条"))[:300])


def test_b16_a_damaged_part_is_refused() -> None:
    body = docx_of(paragraph("第一条　提供者应当在三个月内完成安全评估。"))
    start = body.index(b"word/document.xml") + len("word/document.xml")
    assert "damaged" in refused(body[:start] + b"\xff\x00\xff\x00" + body[start + 4 :])


def test_b10_a_table_of_a_million_cells_is_refused() -> None:
    assert "more than 200000 elements" in refused(b"<html><table>" + b"<tr><td>a<td>b" * 200_000, "law.html")


def test_b10_a_cell_that_spans_for_ever_is_one_cell() -> None:
    body = b"<html><p>Article 1 Fees</p><table><tr><td colspan=9007199254740991>a</td><td>b</td></tr></table>"
    assert texts(read_bytes(body)) == ["Article 1 Fees", "a\tb"]


def test_b20_an_external_part_and_a_dangerous_field_are_not_followed() -> None:
    code = '<w:r><w:instrText>INCLUDETEXT "http://127.0.0.1/x" DDEAUTO</w:instrText></w:r>'
    assert texts(read_bytes(docx_of(paragraph(f"{code}<w:r><w:t>Article 1 Scope.</w:t></w:r>")))) == [
        "Article 1 Scope."
    ]


def test_an_embedded_document_that_is_missing_is_no_silent_loss() -> None:
    assert "embeds a document that is missing" in refused(docx_of('<w:altChunk r:id="nothing"/>'))


def test_a_docx_without_text_is_empty() -> None:
    with pytest.raises(EmptyDocument):
        read_bytes(docx_of(paragraph("")))
