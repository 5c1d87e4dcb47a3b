"""The bytes of a zip file in, its members out, inflated and parsed within limits.

Declared sizes are claims, so what is counted is what comes out. Nothing is written to disk, and XML with a DOCTYPE is
refused: no office format has one, and an entity can swallow words in silence.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

from gaidiff.errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_BYTES = 100 * 1024 * 1024  # inflated, of all parts that are read; the longest acts have 20 MiB of document.xml
MOST_RATIO = 200  # inflated to deflated; a real document.xml reaches 40
RATIO_FROM = 1024 * 1024  # bytes; below it a high ratio is harmless and common
MOST_MEMBERS = 2000
CHUNK = 256 * 1024  # bytes inflated between two looks at the counters

DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


class Archive:
    """A zip file whose members are read under one budget."""

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
        self.names = tuple(names)

    def part(self, name: str) -> bytes:
        """The bytes of a member. Raises ReadError where the budget ends or the data is damaged."""
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

    def markup(self, name: str) -> bytes:
        """The bytes of an XML member. Raises ReadError if they declare a DOCTYPE or an entity."""
        data = self.part(name)
        if any(word in data for word in DECLARATIONS):
            raise self.forbidden(name)
        return data

    def xml(self, name: str, data: bytes | None = None) -> _Element:
        """The root of an XML member. Raises ReadError for a DOCTYPE, an entity, or XML that is not well-formed."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(self.markup(name) if data is None else data, parser)
        except etree.XMLSyntaxError as problem:
            raise ReadError(f"{self.location} is damaged in its part {name} ({problem.msg})", "save it anew") from None
        return self.checked(root, name)

    def checked(self, root: _Element, name: str) -> _Element:
        """The root itself, if no DOCTYPE stands before it in an encoding that hides it from a search of the bytes."""
        about: Any = root.getroottree().docinfo
        if about.doctype:
            raise self.forbidden(name)
        return root

    def forbidden(self, name: str) -> ReadError:
        """The refusal of a part with a DOCTYPE."""
        return ReadError(f"{self.location} has a DOCTYPE in its part {name}, which is forbidden", "save it anew")
