"""Hostile files, one test or more for each row B1-B20 of the fault list: the command refuses or handles them.

Each file is generated, goes through `gaidiff parse` in a process of its own, and may cost 512 MiB and five seconds.
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import pytest
from documents import docx_of, paragraph, part, pdf_file, pdf_of, stream, zip_of
from documents import run as words
from limited import Outcome, parsed, run

LAW = "<p>第一条　提供者应当报告。</p><p>第二条　用户可以投诉。</p>"
AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>{}</body></act></akomaNtoso>'
ARTICLE = "<article><num>Article 1</num><content><p>{}</p></content></article>"
CATALOG, KIDS = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
SHOWN = b"BT /F 12 Tf 72 700 Td (Article 1 Scope of this regulation.) Tj ET"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def document(inner: str, doctype: str = "") -> bytes:
    xml = part("document", f"<w:body>{inner}</w:body>")
    return docx_of("", {"word/document.xml": xml.replace("<w:doc", f"{doctype}<w:doc", 1)})


def pdf(content: bytes, *more: bytes, trailer: bytes = b"") -> bytes:
    return pdf_file([CATALOG, KIDS, PAGE, content, FONT, *more], trailer)


def test_b1_a_zip_bomb_is_refused_while_it_inflates(tmp_path: Path) -> None:
    bomb = document(paragraph("第一条　" + "报告" * 60_000_000))
    assert len(bomb) < 1_200_000
    parsed(bomb, tmp_path, "law.docx").refused("law.docx", "inflates too far")


def test_b2_a_part_outside_the_file_a_second_of_one_name_and_a_nested_zip_are_refused(tmp_path: Path) -> None:
    inner = part("document", f"<w:body>{paragraph('第一条')}</w:body>")
    twice = zip_of({"word/document.xml": inner, "word/documenX.xml": inner}).replace(b"documenX", b"document")
    parsed(zip_of({"word/document.xml": inner, "../evil": ""}), tmp_path, "law.docx").refused("outside itself")
    parsed(twice, tmp_path, "law.docx").refused("two parts of one name")
    parsed(zip_of({"a.zip": zip_of({"law.txt": "Article 1"})}), tmp_path, "law.zip").refused("zip archive")
    assert not (tmp_path.parent / "evil").exists()


def test_b3_an_external_entity_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path.parent / f"{tmp_path.name}-secret"
    secret.write_text("planted", encoding="utf-8")
    entity = f'[<!ENTITY x SYSTEM "{secret.as_uri()}">]'
    xml = f"<!DOCTYPE akomaNtoso {entity}>{AKN.format(ARTICLE.format('&x;'))}"
    page = f"<!DOCTYPE html {entity}><html><body>{LAW}<p>&x;</p></body></html>"
    parsed(document(paragraph("&x;"), f"<!DOCTYPE w:document {entity}>"), tmp_path, "a.docx").refused("DOCTYPE")
    parsed(xml.encode(), tmp_path, "a.xml").refused("declares entities")
    assert "planted" not in parsed(page.encode(), tmp_path, "a.html").handled()


def test_b4_an_undefined_entity_does_not_cut_a_sentence_in_silence(tmp_path: Path) -> None:
    parsed(document(paragraph("pre&x;post")), tmp_path, "law").refused("damaged", "word/document.xml")
    parsed(AKN.format(ARTICLE.format("pre&x;post")).encode(), tmp_path).refused("damaged XML", "'x'")


def test_b5_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    quadratic = f'<!DOCTYPE akomaNtoso [<!ENTITY e "{"a" * 50_000}">]>' + AKN.format(ARTICLE.format("&e;" * 20_000))
    doctype = f'<!DOCTYPE w:document [<!ENTITY e0 "ha">{laughs}]>'
    parsed(document(paragraph("&e10;"), doctype), tmp_path).refused("DOCTYPE")
    parsed(quadratic.encode(), tmp_path).refused("declares entities")


def test_b6_words_that_look_like_a_query_are_words(tmp_path: Path) -> None:
    secret = tmp_path.parent / f"{tmp_path.name}-env"
    secret.write_text("planted", encoding="utf-8")
    query = f"unparsed-text('{secret.as_uri()}') document('{secret.as_uri()}') env.HOME"
    sheet = f'<?xml-stylesheet type="text/xsl" href="{secret.as_uri()}"?>'
    told = parsed(f"{sheet}<html><body>{LAW * 9}<p>{query}</p></body></html>".encode(), tmp_path).handled()
    assert "planted" not in told
    assert "unparsed-text(" in told


def test_b7_two_hundred_thousand_elements_in_one_another_are_refused(tmp_path: Path) -> None:
    parsed(b"<html>" + b"<div>" * 180_000 + b"Article 1 Scope", tmp_path).refused("nested too deep")


@pytest.mark.parametrize("piece", ["<a ", "<a b='", "<!--", "<![", "<!x[", "&#", "<p a=<"])
def test_b8_b9_markup_that_is_quadratic_elsewhere_ends_in_time_whatever_the_parser_raises(
    piece: str, tmp_path: Path
) -> None:
    outcome = parsed(f"<html><body>{LAW}{piece * 20_000}".encode(), tmp_path)
    if outcome.code:
        outcome.refused("law")
    else:
        assert "第一条" in outcome.handled()


def test_b9_xml_that_no_parser_likes_is_one_line(tmp_path: Path) -> None:
    parsed(document("<w:sdt>" * 400 + paragraph("第一条") + "</w:sdt>" * 400), tmp_path).refused("law")
    parsed(b"<akomaNtoso><act><body><article>", tmp_path).refused("damaged XML")


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("第一条　提供者应当".encode() * 400_000, ""),
        (b"Article 1 Scope\n" + b"x\n" * 1_000_001, "the limit is 1000000"),
        (b"<html><p>Article 1 Scope</p><table>" + b"<tr><td>a<td>b" * 250_000, "more than 200000 elements"),
        (b"<html><p>Article 1 Scope</p><table><tr><td colspan=9007199254740991>a</td><td>b</td></tr></table>", ""),
    ],
    ids=["one line of 10 MB", "a million lines", "half a million cells", "a cell that spans for ever"],
)
def test_b10_what_is_too_large_is_handled_or_refused_with_its_limit(body: bytes, says: str, tmp_path: Path) -> None:
    outcome = parsed(body, tmp_path)
    if says:
        outcome.refused("law", says)
    else:
        assert "1 article" in outcome.handled()


@pytest.mark.parametrize(
    "content", [b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00\x01", b"q " * 100_000 + SHOWN, b"BT (" * 9_999]
)
def test_b11_content_of_a_pdf_that_has_no_end_ends(content: bytes, tmp_path: Path) -> None:
    ended(parsed(pdf(stream(content)), tmp_path))


def test_b11_a_pdf_that_points_to_itself_ends(tmp_path: Path) -> None:
    plain = pdf(stream(SHOWN))
    place = int(plain.rsplit(b"startxref", 1)[1].split()[0])
    assert "Article 1" in parsed(pdf(stream(SHOWN), trailer=b"/Prev %d" % place), tmp_path).handled()
    tree = [CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>", PAGE, stream(SHOWN), FONT]
    ended(parsed(pdf_file(tree), tmp_path))


def ended(outcome: Outcome) -> None:
    """Handled or refused, and within its limits."""
    if outcome.code:
        outcome.refused("law")
    else:
        outcome.handled()


def test_b12_a_pdf_stream_bomb_is_refused(tmp_path: Path) -> None:
    squeezed = zlib.compress(b" " * 400_000_000, 9)
    assert len(squeezed) < 1_000_000
    parsed(pdf(stream(squeezed, b"/Filter/FlateDecode")), tmp_path, "law.pdf").refused("law.pdf")


def test_b13_the_name_of_an_encoding_in_a_pdf_opens_no_file(tmp_path: Path) -> None:
    planted = tmp_path.parent / f"{tmp_path.name}.pickle.gz"
    planted.write_bytes(b"cos\nmkdir\n(S'%s-owned'\ntR." % os.fsencode(tmp_path))
    name = str(planted).removesuffix(".pickle.gz").replace("/", "#2F").encode()
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/%s/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
        b"/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>" % name
    )
    ended(parsed(pdf_file([CATALOG, KIDS, PAGE, stream(SHOWN), font]), tmp_path))
    assert not Path(f"{tmp_path}-owned").exists()


def test_b14_an_encrypted_word_file_is_refused_and_no_password_is_asked_for(tmp_path: Path) -> None:
    parsed(OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le"), tmp_path).refused("is encrypted")
    entry = b"<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>" % (b"41" * 32, b"42" * 32)
    parsed(pdf(stream(SHOWN), entry, trailer=b"/Encrypt 6 0 R/ID[<41><41>]"), tmp_path).refused("is encrypted")


def test_b15_a_scan_is_never_a_law_without_articles(tmp_path: Path) -> None:
    page = [(72.0, 750.0 - 20 * line, 12.0, f"Article {line} Providers shall report.") for line in range(1, 30)]
    parsed(pdf_of([[], []], image=(1, 2)), tmp_path).refused("no text layer")
    parsed(pdf_of([page, [], page], image=(2,)), tmp_path).refused("2")
    glyphs = [(72.0, 750.0 - 20 * line, 12.0, "\ue001\ue002\ue003" * 9) for line in range(9)]
    parsed(pdf_of([glyphs]), tmp_path).refused("OCR")


def test_b16_the_bytes_decide_and_not_the_name(tmp_path: Path) -> None:
    told = [
        parsed(body, tmp_path, "law.pdf").handled()
        for body in (
            b"Article 1 Scope.\nArticle 2 Terms.\n",
            f"<html><body>{LAW}</body></html>".encode(),
            document(paragraph("Article 1 Scope.") + paragraph("Article 2 Terms.")),
        )
    ]
    assert all("2 articles" in tree for tree in told)
    parsed(b"", tmp_path, "law.pdf").refused("law.pdf is empty")
    parsed(b"%PDF-1.7\n" + b"\xff\xfe junk " * 50, tmp_path, "law.docx").refused("law.docx", "PDF")
    parsed(OLE + bytes(504) + "WordDocument".encode("utf-16-le"), tmp_path, "law.pdf").refused("legacy Word file")


def test_b17_tracked_changes_are_read_as_accepted_and_said(tmp_path: Path) -> None:
    by = 'w:id="1" w:author="a" w:date="2030-01-01T00:00:00Z"'
    deleted = f'<w:del {by}><w:r><w:delText xml:space="preserve">always </w:delText></w:r></w:del>'
    body = f"{words('Article 1 A provider shall ')}<w:ins {by}>{words('not ')}</w:ins>{deleted}{words('pay.')}"
    told = parsed(document(paragraph(body)), tmp_path).handled()
    assert "A provider shall not pay." in told
    assert "note[tracked_changes]" in told


def test_b18_hidden_text_is_set_aside_and_said(tmp_path: Path) -> None:
    page = f'<html><body>{LAW}<p style="display:none">第三条　不得投诉。</p><!-- 第四条 --></body></html>'
    told = parsed(page.encode(), tmp_path).handled()
    assert "2 articles" in told
    assert "note[hidden_text]" in told
    vanished = paragraph(f"{words('Article 1 Scope.')}{words(' Secret.', '<w:vanish/>')}")
    assert "note[hidden_text]" in parsed(document(vanished), tmp_path).handled()


def test_b19_what_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    for name in ("pipe", "loop", ".", "/dev/zero", "missing"):
        run("parse", name, folder=tmp_path).refused("error[source]", name)


def test_b20_a_field_and_a_template_of_a_word_file_are_not_followed(tmp_path: Path) -> None:
    code = '<w:r><w:instrText>INCLUDETEXT "http://127.0.0.1:9/x" DDEAUTO c:\\\\cmd</w:instrText></w:r>'
    told = parsed(document(paragraph(f"{code}{words('Article 1 Scope.')}")), tmp_path).handled()
    assert "Scope." in told
    assert "INCLUDETEXT" not in told
