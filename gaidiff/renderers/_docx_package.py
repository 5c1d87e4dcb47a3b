"""A document's XML in, the bytes of a DOCX file out: few parts, nothing external, the same input the same bytes.

python-docx is what we read with; its template brings a picture, a clock and thirty styles nobody asked for, and it
knows no revisions, so the seven parts are written here.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from gaidiff.renderers._docx_styles import W, styles
from gaidiff.renderers._docx_xml import AUTHOR, escaped, paragraph, run
from gaidiff.renderers._visible import one_line

EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the first day a zip file can hold
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CORE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS: Final = ("styles", "settings", "comments", "header", "footer")

A4: Final = (11906, 16838)  # twentieths of a point, as are the margins
MARGIN: Final = 1247  # 22 mm


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The contents of a file: the body's XML, the comments', and what stands on every page."""

    title: str
    body: str
    comments: str = ""
    header: str = ""
    law_language: str
    language: str
    landscape: bool = False


def package(words: Words) -> bytes:
    """The DOCX file."""
    space = f'xmlns:w="{W}" xmlns:r="{OFFICE}"'
    title = escaped(one_line(words.title))
    end = section(landscape=words.landscape)
    members = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            ("officeDocument", OFFICE, "word/document.xml"), ("core-properties", None, "docProps/core.xml")
        ),
        "docProps/core.xml": (
            f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{title}</dc:title><dc:creator>{AUTHOR}</dc:creator></cp:coreProperties>"
        ),
        "word/document.xml": f"<w:document {space}><w:body>{words.body}{end}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(*((name, OFFICE, f"{name}.xml") for name in PARTS)),
        "word/styles.xml": styles(words.law_language, words.language),
        "word/settings.xml": _settings(),
        "word/comments.xml": f"<w:comments {space}>{words.comments}</w:comments>",
        "word/header.xml": f"<w:hdr {space}>{paragraph('Header', run(one_line(words.header)))}</w:hdr>",
        "word/footer.xml": f"<w:ftr {space}>{paragraph('Footer', _page_number())}</w:ftr>",
    }
    return _zipped(members)


def section(*, landscape: bool = False, front: bool = False) -> str:
    """The properties of a section of A4 pages; a `front` has no header and footer on its first page."""
    short, long = A4
    size = f'w:w="{long}" w:h="{short}" w:orient="landscape"' if landscape else f'w:w="{short}" w:h="{long}"'
    sides = " ".join(f'w:{side}="{MARGIN}"' for side in ("top", "right", "bottom", "left"))
    bare = "<w:titlePg/>" if front else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        f'<w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz {size}/><w:pgMar {sides} w:header="624" w:footer="624" w:gutter="0"/>{bare}</w:sectPr>'
    )


def _page_number() -> str:
    """Page 3 / 12."""
    field = '<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return field.format(name="PAGE") + run(" / ") + field.format(name="NUMPAGES")


def _settings() -> str:
    newest = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return f'<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:compat>{newest}</w:compat></w:settings>'


def _types() -> str:
    kinds = {
        "/word/document.xml": f"{WORD}.document.main+xml",
        **{f"/word/{name}.xml": f"{WORD}.{name}+xml" for name in PARTS},
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    parts = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{TYPES}">{relations}<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'


def _relations(*relations: tuple[str, str | None, str]) -> str:
    """Each part by its own name, which is its identifier."""
    base = "http://schemas.openxmlformats.org/package/2006/relationships/metadata"
    lines = "".join(
        f'<Relationship Id="{name}" Type="{kind or base}/{name}" Target="{target}"/>'
        for name, kind, target in relations
    )
    return f'<Relationships xmlns="{RELATIONS}">{lines}</Relationships>'


def _zipped(members: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            entry = ZipInfo(name, EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            archive.writestr(entry, (HEAD + text).encode())
    return buffer.getvalue()
