"""The bytes of an Office file in, its parts out, inflated and parsed within limits.

Declared sizes are claims, so what is counted is what comes out. Nothing is written to disk, no external part is
followed, and a part with a DOCTYPE is refused: the format forbids it, and an entity can swallow words in silence.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NoReturn

from gaidiff.errors import ReadError, UnsupportedFormat

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 100 * 1024 * 1024  # inflated, of all parts that are read; the longest acts have 20 MiB of document.xml
MOST_RATIO = 200  # inflated to deflated; a real document.xml reaches 40
RATIO_FROM = 1024 * 1024  # bytes; below it a high ratio is harmless and common
MOST_MEMBERS = 2000
CHUNK = 256 * 1024  # bytes inflated between two looks at the counters

OTHERS = (
    ("xl/workbook.xml", "an Excel workbook (XLSX)"),
    ("ppt/presentation.xml", "a PowerPoint presentation (PPTX)"),
    ("xl/workbook.bin", "an Excel workbook (XLSB)"),
    ("META-INF/container.xml", "an EPUB book"),
    ("Contents/content.hpf", "a Hangul document (HWPX)"),
)
OPEN_DOCUMENT = "an OpenDocument file (ODT)"


def refuse_ole(body: bytes, location: str) -> NoReturn:
    """Raise for the old container: an encrypted DOCX or a file of Word 97."""
    if "EncryptedPackage".encode("utf-16-le") in body:
        raise ReadError(f"{location} is encrypted", "open it in Word, remove the password and save it again")
    kind = "a legacy Word file (.doc)" if "WordDocument".encode("utf-16-le") in body else "a legacy Office file"
    raise UnsupportedFormat(f"{location} is {kind}", "open it in Word and save it as DOCX")


class Package:
    """A zip file whose members are read at most once, under one budget."""

    def __init__(self, body: bytes, location: str) -> None:
        self.location = location
        self.left = MOST_BYTES
        try:
            self.archive = zipfile.ZipFile(BytesIO(body))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as problem:
            raise ReadError(f"{location} is a damaged zip or DOCX file ({problem})", "save it anew") from None
        infos = self.archive.infolist()
        names = [info.filename for info in infos]
        if len(names) > MOST_MEMBERS:
            raise ReadError(f"{location} holds {len(names)} parts", f"the limit is {MOST_MEMBERS}; save it anew")
        if len(set(names)) < len(names) or any(".." in name.split("/") for name in names):
            raise ReadError(f"{location} holds two parts of one name, or a part outside itself", "save it anew")
        if any(info.flag_bits & 1 for info in infos):
            raise ReadError(f"{location} is encrypted", "save it without a password")
        self.names = frozenset(names)

    def part(self, name: str) -> bytes:
        """The bytes of a part. Raises ReadError where the budget ends or the data is damaged."""
        info = self.archive.getinfo(name)
        pieces: list[bytes] = []
        size = 0
        try:
            with self.archive.open(info) as member:
                while piece := member.read(CHUNK):
                    size += len(piece)
                    self._spend(len(piece), size, info.compress_size, name)
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as problem:
            raise ReadError(f"{self.location} is damaged in its part {name} ({problem})", "save it anew") from None
        return b"".join(pieces)

    def _spend(self, piece: int, size: int, deflated: int, name: str) -> None:
        self.left -= piece
        if self.left < 0 or (size > RATIO_FROM and size > MOST_RATIO * max(deflated, 1)):
            limits = f"the limits are {MOST_BYTES // (1024 * 1024)} MiB and {MOST_RATIO} to 1"
            raise ReadError(f"{self.location} inflates too far in its part {name}", f"{limits}; save the text alone")

    def xml(self, name: str) -> _Element:
        """The root of an XML part. Raises ReadError for a DOCTYPE, an entity, or XML that is not well-formed."""
        from lxml import etree

        data = self.part(name)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as problem:
            raise ReadError(f"{self.location} is damaged in its part {name} ({problem.msg})", "save it anew") from None
        if _doctype(root) or b"<!ENTITY" in data:
            raise ReadError(f"{self.location} has a DOCTYPE in its part {name}, which DOCX forbids", "save it anew")
        return root

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """The parts a part refers to: id -> (kind, name). External ones are left out."""
        folder, base = posixpath.split(name)
        table = posixpath.join(folder, "_rels", f"{base}.rels")
        if table not in self.names:
            return {}
        found = {}
        for entry in self.xml(table):
            target = entry.get("Target") or ""
            if entry.get("TargetMode") != "External" and target:
                path = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                found[entry.get("Id") or ""] = ((entry.get("Type") or "").rpartition("/")[2], path)
        return found

    def main_part(self) -> str:
        """The name of the document's text. Raises UnsupportedFormat if this is no DOCX file, naming what it is."""
        for kind, path in self.relations("").values():
            if kind == "officeDocument" and path in self.names and path.startswith("word/"):
                return path
        if "word/document.xml" in self.names:
            return "word/document.xml"
        kind = next((what for part, what in OTHERS if part in self.names), "a zip archive without a Word document")
        if "mimetype" in self.names and b"opendocument" in self.part("mimetype"):
            kind = OPEN_DOCUMENT
        raise UnsupportedFormat(f"{self.location} is {kind}", "save it as DOCX, or unpack it and pass the text")


def _doctype(root: _Element) -> str:
    about: Any = root.getroottree().docinfo
    return str(about.doctype)


def local(element: _Element) -> str:
    """The name of an element without its namespace: transitional and strict DOCX differ in nothing else."""
    return _local(element.tag)


@lru_cache(maxsize=4096)  # a document has a few hundred names and a million elements
def _local(tag: object) -> str:
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: _Element | None, name: str = "val") -> str | None:
    """An attribute by its name without namespace; None if there is no element or no such attribute."""
    if element is None:
        return None
    return next((str(text) for key, text in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first child by name, and the first child of that, and so on."""
    for name in path:
        if element is None:
            return None
        for node in element:
            if _local(node.tag) == name:
                element = node
                break
        else:
            return None
    return element


def switched_on(element: _Element) -> bool:
    """Whether a toggle such as `<w:strike/>` or `<w:strike w:val="0"/>` is on."""
    return (value(element) or "true").lower() not in {"0", "false", "off", "none"}
