"""Faults that a file can bring, one test for each row of the fault list that the other files do not cover."""

from __future__ import annotations

import hashlib
import pickle
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from documents import (
    RELATIONS,
    codes,
    docx_of,
    paragraph,
    pdf_file,
    pdf_of,
    read_bytes,
    stream,
    texts,
    zip_of,
)

from gaidiff import parse
from gaidiff.errors import GaidiffError, ReadError, StructureError
from gaidiff.readers._pdf_paragraphs import joined

LAW = "<p>第一条　提供者应当报告。</p><p>第二条　附则。</p>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PAGE = (
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
)
SHOWN = b"BT /F 12 Tf 72 700 Td (Article 1 Scope.) Tj ET"
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


@pytest.fixture
def hits() -> Iterator[tuple[str, list[str]]]:
    """The address of a server on this machine, and the paths it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_words: object) -> None:
            """Nothing is printed."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def ends(body: bytes, location: str = "law") -> str:
    """What is read, or the one line of the refusal."""
    try:
        return "\n".join(texts(read_bytes(body, location)))
    except GaidiffError as problem:
        line = str(problem)
    assert "\n" not in line
    return line


def objects(content: bytes, *more: bytes, font: bytes = FONT) -> list[bytes]:
    return [b"<</Type/Catalog/Pages 2 0 R>>", PAGE[1], PAGE[0], stream(content), font, *more]


def test_a13_control_characters_and_nul_are_shown_or_named() -> None:
    long = "提供者应当在三个月内完成安全评估并报告。" * 60
    reading = read_bytes(f"第一条　{long}\x01\n第二条　附则\x85第三条　附则\u2028第四条　附则".encode())
    assert [text[:3] for text in texts(reading)] == ["第一条", "第二条", "第三条", "第四条"]
    assert codes(reading) == ["control_characters"]
    cut = LAW.replace("报告", "报\0告")
    assert "holds NUL bytes" in ends(f"<html>{cut}".encode())
    assert "damaged in its part word/document.xml" in ends(docx_of(paragraph("第一条\x01")))


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("gb18030", "第一条　提供者应当在三个月内完成安全评估，并报告。"),
        ("big5hkscs", "第一條　業者應當在三個月內完成安全評估，並報告。"),
        ("shift_jis", "第一条　事業者は、三月以内に評価を行い、報告しなければならない。"),
        ("cp1251", "Статья 1 Оператор обязан сообщать о происшествиях в течение трёх месяцев."),
    ],
)
def test_a16_moving_one_letter_does_not_change_the_guessed_encoding(encoding: str, line: str) -> None:
    text = f"{line}\n" * 20
    readings = [read_bytes(f"{first}{text}{last}".encode(encoding)) for first, last in (("x\n", ""), ("", "x\n"))]
    assert all(line in "\n".join(texts(reading)) for reading in readings)
    assert readings[0].encoding == readings[1].encoding


def test_a17_surrogates_as_two_characters_and_overlong_forms_are_no_crash() -> None:
    law = "第一条　提供者应当报告。\n".encode() * 200
    assert "第一条" in ends(law + b"\xed\xa0\xbd\xed\xb8\x80\n")  # CESU-8: an emoji as two halves
    assert ends(law + b"\xc0\xaf\n")  # an overlong slash
    assert "save it as UTF-8" in ends(law + "第二条　附则。\n".encode("gb18030") * 200)


ENGLISH = ("Article 1 Providers shall report to the authority.", "Article 2 Users may complain.")
CHINESE = ("第一条　提供者应当报告。", "第二条　用户可以投诉。")


@pytest.mark.parametrize(
    ("law", "label"),
    [
        (ENGLISH, "Article " + "9" * 5000),
        (ENGLISH, "Article 0"),
        (ENGLISH, "§ " + "1" * 5000),
        (CHINESE, "第" + "九" * 5000 + "条"),
        (CHINESE, "第" + "9" * 5000 + "条"),
        (CHINESE, "第九千九百九十九条"),
    ],
)
def test_a18_labels_without_measure_are_no_crash_and_a_label_used_twice_loses_nothing(
    law: tuple[str, str], label: str
) -> None:
    instrument = parse(read_bytes("\n".join((*law, f"{label} Terms.", law[1])).encode()))
    assert [unit.num.label for unit in instrument.units()[:2] if unit.num] == ["1", "2"]
    words = [instrument.preface, *(instrument.text_of(unit.eid) for unit in instrument.units()), *instrument.remainder]
    assert "\n".join(words).count(law[1].split()[-1][-4:]) == 2


@pytest.mark.parametrize("sign", ["第", "（", "(((", "、", " ", "§ ", "Article ", "1.", "#", "|", "-", "①", "*", "`"])
def test_a19_fifty_thousand_signs_are_read_and_parsed(sign: str) -> None:
    reading = read_bytes(f"第一条　提供者应当报告。\n{sign * 50_000}\n第二条　附则。\n".encode())
    assert reading.blocks[0].text == "第一条　提供者应当报告。"
    with suppress(StructureError):
        parse(reading)


def test_a19_a_paragraph_of_many_lines_figures_or_marks_takes_no_longer_than_many_paragraphs() -> None:
    assert len(joined(["The provider shall report to the autho-"] * 30_000, Counter())) == 39 * 30_000 + 29_999
    page = f"<html>{LAW}<p>第三条　{'面积<sup>2</sup>' * 60_000}</p></html>"
    assert len(texts(read_bytes(page.encode()))[2]) == 4 + 3 * 60_000


def test_b3_nothing_that_a_page_points_to_is_fetched(hits: tuple[str, list[str]]) -> None:
    server, asked = hits
    page = (
        f'<!DOCTYPE html SYSTEM "{server}/law.dtd" [<!ENTITY x SYSTEM "{server}/x">]><html><head>'
        f'<link rel="stylesheet" href="{server}/a.css"><style>@import "{server}/b.css";</style></head>'
        f'<body>{LAW}<p>&x;</p><img src="{server}/c.png"><iframe src="{server}/d"></iframe>'
        f'<svg><image href="{server}/e"/></svg></body></html>'
    )
    assert "第一条　提供者应当报告。" in ends(page.encode())
    assert asked == []


def test_b5_a_long_entity_used_often_is_refused() -> None:
    entity = f'<!DOCTYPE x [<!ENTITY e "{"a" * 50_000}">]>'
    assert "DOCTYPE" in ends(docx_of("", {"word/document.xml": f"{entity}<w>{'&e;' * 20_000}</w>"}))


def test_b6_a_style_sheet_of_a_page_is_not_run(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("planted secret", encoding="utf-8")
    secret = (tmp_path / "secret.txt").as_uri()
    sheet = f'<?xml-stylesheet type="text/xsl" href="{secret}"?>'
    page = f"{sheet}<html><body>{LAW}<p>document('{secret}')</p></body></html>"
    assert "planted secret" not in ends(page.encode())


def test_b7_two_hundred_thousand_elements_in_one_another_are_refused() -> None:
    assert "nested too deep" in ends(b"<html>" + b"<div>" * 199_000 + b"Article 1")


def test_b11_a_table_of_objects_that_points_to_itself_ends() -> None:
    plain = pdf_file(objects(SHOWN))
    place = int(plain.rsplit(b"startxref", 1)[1].split()[0])
    assert ends(pdf_file(objects(SHOWN), b"/Prev %d" % place))


@pytest.mark.parametrize(
    "content",
    [b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00\x01\x02", b"q " * 100_000 + SHOWN, b"/X Do", b"BT " * 50_000 + b"(", b"(((("],
)
def test_b11_content_without_an_end_ends(content: bytes) -> None:
    assert ends(pdf_file(objects(content)))


def test_b11_a_drawing_that_draws_itself_ends() -> None:
    form = stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    page = PAGE[0].replace(b"/Font", b"/XObject<</X 6 0 R>>/Font")
    tree = [b"<</Type/Catalog/Pages 2 0 R>>", PAGE[1], page, stream(b"/X Do"), FONT, form]
    assert ends(pdf_file(tree))


def test_b13_the_name_of_an_encoding_opens_no_file(tmp_path: Path) -> None:
    marker = tmp_path / "loaded"

    class Planted:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return marker.write_text, ("x",)

    (tmp_path / "evil.pickle.gz").write_bytes(pickle.dumps(Planted()))
    name = (tmp_path / "evil").as_posix().replace("/", "#2F").encode()
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
        b"/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>" % name
    )
    assert ends(pdf_file(objects(SHOWN, font=font)))
    assert not marker.exists()


def rc4(key: bytes, data: bytes) -> bytes:
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def locked(user: bytes, owner: bytes) -> bytes:
    """A PDF file encrypted as PDF 1.1 did it, with the passwords of a reader and of an owner."""

    def digest(data: bytes) -> bytes:
        return hashlib.md5(data, usedforsecurity=False).digest()

    first = rc4(digest((owner + PADDING)[:32])[:5], (user + PADDING)[:32])
    key = digest((user + PADDING)[:32] + first + b"\xfc\xff\xff\xff" + b"A")[:5]
    content = rc4(digest(key + b"\x04\0\0\0\0")[:10], SHOWN)
    entry = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (
        first.hex().encode(),
        rc4(key, PADDING).hex().encode(),
    )
    return pdf_file(objects(content, entry), b"/Encrypt 6 0 R/ID[<41><41>]")


def test_b14_an_empty_password_opens_a_pdf_and_another_does_not() -> None:
    assert texts(read_bytes(locked(b"", b"owner only"))) == ["Article 1 Scope."]
    with pytest.raises(ReadError, match="is encrypted") as problem:
        read_bytes(locked(b"hunter", b"owner"))
    assert "hunter" not in str(problem.value)


def test_b15_a_text_layer_without_meaning_is_refused() -> None:
    body = pdf_of([[(72, 750 - 20 * line, 12, "\ue001\ue002\ue003" * 9) for line in range(9)]])
    with pytest.raises(ReadError, match="have no meaning in its fonts; run OCR"):
        read_bytes(body)


def test_b16_two_formats_in_one_file_end_in_one_of_them() -> None:
    docx = docx_of(paragraph("Article 1 Scope."))
    assert texts(read_bytes(pdf_file(objects(SHOWN)) + b"\n" + docx)) == ["Article 1 Scope."]
    assert ends(docx + b"\n<html><body>Article 2</body></html>")
    assert "404" in ends(b"<html><body><h1>404 Not Found</h1></body></html>", "law.pdf")


def test_b18_words_that_a_pdf_draws_invisibly_are_kept_and_named() -> None:
    reading = read_bytes(pdf_file(objects(SHOWN + b" BT 3 Tr /F 12 Tf 72 600 Td (Article 2 Terms.) Tj ET")))
    assert texts(reading) == ["Article 1 Scope.", "Article 2 Terms."]
    assert reading.diagnostics[0].message.startswith("1 pieces of text are drawn invisibly")


def test_b20_a_template_and_an_included_file_are_never_fetched(hits: tuple[str, list[str]]) -> None:
    server, asked = hits
    target = f'Target="{server}/evil.dotm" TargetMode="External"'
    relations = "".join(
        f'<Relationship Id="{kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f"{target}/>"
        for kind in ("attachedTemplate", "image", "aFChunk", "styles", "footnotes")
    )
    code = f'<w:r><w:instrText>INCLUDETEXT "{server}/x" DDEAUTO c:\\\\cmd</w:instrText></w:r>'
    extra = {"word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'}
    body = docx_of(paragraph(f"{code}<w:r><w:t>Article 1 Scope.</w:t></w:r>"), extra)
    assert texts(read_bytes(body)) == ["Article 1 Scope."]
    assert asked == []
    chunk = docx_of(paragraph("Article 1 Scope.") + '<w:altChunk r:id="aFChunk"/>', extra)
    assert "embeds a document that is missing" in ends(chunk)


def test_b20_a_file_with_macros_is_read_and_its_macros_are_not() -> None:
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" '
        'ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    )
    body = docx_of(paragraph("Article 1 Scope."), {"[Content_Types].xml": kinds, "word/vbaProject.bin": b"Auto_Open"})
    assert texts(read_bytes(body)) == ["Article 1 Scope."]


def test_b2_a_zip_in_a_zip_is_not_opened() -> None:
    assert "a zip archive without a Word document" in ends(zip_of({"law.zip": zip_of({"law.txt": "Article 1"})}))
