"""Small files made in code: paragraphs of XML to DOCX, lines of text to PDF, and the reading of any bytes."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from gaidiff.model.text import Reading, Role
from gaidiff.readers import read
from gaidiff.sources.local import snapshot_of_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Shown = tuple[float, float, float, str]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN_RELATION = f'<Relationship Id="main" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
DEFAULTS = (
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="mht" ContentType="message/rfc822"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>'
)
OPEN = {"office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing", "fo": "xsl-fo"}
LATIN = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
CHINESE = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"
)
IMAGE = b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"


def read_bytes(body: bytes, location: str = "law", media_type: str | None = None) -> Reading:
    """Bytes in, Reading out, through the front of the readers."""
    return read(snapshot_of_bytes(body, location, media_type))


def texts(reading: Reading) -> list[str]:
    """The text that is law, without furniture."""
    return [block.text for block in reading.blocks if block.role != Role.FURNITURE]


def furniture(reading: Reading) -> list[str]:
    """The text that was set aside."""
    return [block.text for block in reading.blocks if block.role == Role.FURNITURE]


def codes(reading: Reading) -> list[str]:
    """The codes of the diagnostics."""
    return [diagnostic.code for diagnostic in reading.diagnostics]


def part(name: str, inner: str) -> str:
    """An XML part of a DOCX file with the root element `name`."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {NAMESPACES}>{inner}</w:{name}>'


def run(text: str, looks: str = "") -> str:
    """Text with one look."""
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of plain text, or of runs if `text` begins with a tag."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{text if text.startswith('<') else run(text)}</w:p>"


def docx_of(body: str, extra: Mapping[str, bytes | str] | None = None, **parts: str) -> bytes:
    """The XML of a body and of further parts by name (`styles`, `numbering`, `footnotes`) as a DOCX file."""
    relations = "".join(f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts)
    relations += f'<Relationship Id="chunk" Type="{OFFICE}/aFChunk" Target="/word/chunk.mht"/>'
    kinds = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{TYPE}.{name}+xml"/>' for name in parts)
    members: dict[str, bytes | str] = {
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>',
        **{f"word/{name}.xml": part(name, inner) for name, inner in parts.items()},
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">{MAIN_RELATION}</Relationships>',
        "[Content_Types].xml": f'<Types xmlns="{CONTENT_TYPES}">{DEFAULTS}{kinds}</Types>',
        **(extra or {}),
    }
    return zip_of(members)


def zip_of(members: Mapping[str, bytes | str]) -> bytes:
    """A zip file of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def odt_of(content: str, automatic: str = "", common: str = "", manifest: str = "") -> bytes:
    """The XML inside <office:text>, its automatic styles and the common styles as an ODT file."""
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"' for name, urn in OPEN.items())
    body = f"<office:body><office:text>{content}</office:text></office:body>"
    text = f"<office:automatic-styles>{automatic}</office:automatic-styles>{body}"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", f"<office:document-content {spaces}>{text}</office:document-content>")
        styles = f"<office:styles>{common}</office:styles>"
        archive.writestr("styles.xml", f"<office:document-styles {spaces}>{styles}</office:document-styles>")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return buffer.getvalue()


def pdf_file(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Numbered objects as a PDF file; the first is the catalogue."""
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n" % size + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(body))


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A PDF stream object."""
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def pdf_of(pages: Sequence[Sequence[Shown]], image: Sequence[int] = ()) -> bytes:
    """Pages of (x, y, size, text) as a PDF file; a picture fills the pages with the numbers in `image`."""
    first = 6
    kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(len(pages)))
    tree = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", tree, LATIN, CHINESE, stream(b"\x7f", IMAGE)]
    for index, lines in enumerate(pages):
        content = b"".join(_shown(*line) for line in lines)
        if index + 1 in image:
            content += b"q 500 0 0 700 40 40 cm /I Do Q\n"
        resources = b"/Resources<</Font<</F 3 0 R/C 4 0 R>>/XObject<</I 5 0 R>>>>"
        number = first + 2 * index + 1
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R%s>>" % (number, resources))
        objects.append(stream(content))
    return pdf_file(objects)


def _shown(left: float, bottom: float, size: float, text: str) -> bytes:
    if text.isascii():
        string, font = b"(%s)" % text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode(), b"F"
    else:
        string, font = b"<%s>" % text.encode("utf-16-be").hex().encode(), b"C"
    return b"BT /%s %g Tf %g %g Td %s Tj ET\n" % (font, size, left, bottom, string)
