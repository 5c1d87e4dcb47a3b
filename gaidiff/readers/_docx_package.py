"""The bytes of a DOCX file in, its parts out: looked through first, then opened by python-docx.

python-docx inflates and parses without a limit, so it is given a copy that was inflated within limits. It refuses a
file in which a relation leads nowhere, which Word opens: such relations are left out of the copy. What is no XML
(pictures, embedded pages) is not copied, because it reads every part, and a page that calls itself Word as XML.
"""

from __future__ import annotations

import posixpath
import zipfile
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NoReturn

from gaidiff.errors import ReadError, UnsupportedFormat
from gaidiff.readers._archive import Archive

if TYPE_CHECKING:
    from lxml.etree import _Element

OTHERS = (
    ("xl/workbook.xml", "an Excel workbook (XLSX)"),
    ("ppt/presentation.xml", "a PowerPoint presentation (PPTX)"),
    ("xl/workbook.bin", "an Excel workbook (XLSB)"),
    ("META-INF/container.xml", "an EPUB book"),
    ("Contents/content.hpf", "a Hangul document (HWPX)"),
    ("mimetype", "an OpenDocument file that is no text"),
)
CONTENT_TYPES = "[Content_Types].xml"
NO_XML = b"<omitted/>"


def refuse_ole(body: bytes, location: str) -> NoReturn:
    """Raise for the old container: an encrypted DOCX or a file of Word 97."""
    if "EncryptedPackage".encode("utf-16-le") in body:
        raise ReadError(f"{location} is encrypted", "open it in Word, remove the password and save it again")
    kind = "a legacy Word file (.doc)" if "WordDocument".encode("utf-16-le") in body else "a legacy Office file"
    raise UnsupportedFormat(f"{location} is {kind}", "open it in Word and save it as DOCX")


class Package:
    """A DOCX file: its text, and the parts that its text refers to."""

    def __init__(self, body: bytes, location: str) -> None:
        self.location = location
        self.archive = Archive(body, location)
        if not any(name.startswith("word/") for name in self.archive.names):
            kinds = (what for part, what in OTHERS if part in self.archive.names)
            kind = next(kinds, "a zip archive without a Word document")
            raise UnsupportedFormat(f"{location} is {kind}", "save it as DOCX, or unpack it and pass the text")
        if CONTENT_TYPES not in self.archive.names:
            raise ReadError(f"{location} is damaged: it has no {CONTENT_TYPES}", "save it anew in Word")
        relations = self._opened(self._copy()).rels.values()
        # Strict DOCX names its relations otherwise than transitional DOCX; the last word is the same.
        main = (r.target_part for r in relations if _kind(r) == "officeDocument" and not r.is_external)
        self.main: Any = next(main, None)
        if self.main is None:
            raise ReadError(f"{location} does not say which of its parts is its text", "save it anew")
        inner = [relation for relation in self.main.rels.values() if not relation.is_external]
        self.parts = {_kind(relation): relation.target_part for relation in inner}

    def text(self) -> _Element:
        """The root of the part that holds the text."""
        return self._root(self.main)

    def related(self, kind: str) -> _Element | None:
        """The root of the part of a kind, such as `styles`, that the text refers to."""
        return self._root(self.parts[kind]) if kind in self.parts else None

    def embedded(self, relation: str) -> bytes | None:
        """The bytes of a document that stands in the text; None if there is none."""
        part = self.main.related_parts.get(relation)
        return None if part is None else self.archive.part(_member(part))

    def _root(self, part: Any) -> _Element:
        from docx.opc.part import XmlPart
        from docx.oxml.parser import parse_xml
        from lxml import etree

        try:
            root: _Element = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
        except etree.XMLSyntaxError:
            root = self.archive.xml(_member(part))  # raises, and says what is wrong
        return self.archive.checked(root, _member(part))

    def _copy(self) -> BytesIO:
        copy = BytesIO()
        names = frozenset(self.archive.names)
        with zipfile.ZipFile(copy, "w") as target:
            for name in self.archive.names:
                data = self.archive.markup(name) if name.endswith((".xml", ".rels")) else NO_XML
                target.writestr(name, self._leading_somewhere(name, data, names) if name.endswith(".rels") else data)
        return copy

    def _leading_somewhere(self, table: str, data: bytes, names: frozenset[str]) -> bytes:
        """A table of relations without those whose target is missing."""
        from lxml import etree

        root = self.archive.xml(table, data)
        folder = posixpath.dirname(posixpath.dirname(table))
        for entry in list(root):
            target = posixpath.normpath(posixpath.join("/", folder, entry.get("Target") or "")).lstrip("/")
            if entry.get("TargetMode") != "External" and target not in names:
                root.remove(entry)
        return etree.tostring(root)

    def _opened(self, copy: BytesIO) -> Any:
        from docx.package import Package as Opened
        from lxml import etree

        try:
            return Opened.open(copy)
        except etree.XMLSyntaxError as problem:
            for name in self.archive.names:
                if name.endswith(".xml"):
                    self.archive.xml(name)  # raises for the part that is damaged
            raise ReadError(f"{self.location} is damaged ({problem.msg})", "save it anew") from None


def _kind(relation: Any) -> str:
    return str(relation.reltype).rpartition("/")[2]


def _member(part: Any) -> str:
    return str(part.partname).lstrip("/")


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


def text_of(element: _Element) -> str:
    """The text of a run, around the comments that XML may hold and python-docx keeps."""
    return (element.text or "") + "".join(inner.tail or "" for inner in element)


def switched_on(element: _Element) -> bool:
    """Whether a toggle such as `<w:strike/>` or `<w:strike w:val="0"/>` is on."""
    return (value(element) or "true").lower() not in {"0", "false", "off", "none"}
