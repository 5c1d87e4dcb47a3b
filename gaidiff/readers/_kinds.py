"""Bytes in, the kind of file they begin like out: a zip file, or a name for what no reader takes."""

from __future__ import annotations

import re

HEAD = 4096  # bytes looked at for a name
ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # what DOCX and ODT files are; their readers look inside

MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"RIFF", "a WebP image or a recording"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"AT&TFORM", "a DjVu scan"),
)

# <?xml version="1.0"?>  <akomaNtoso xmlns=...>  <!DOCTYPE ACT SYSTEM ...>
XML_ROOT = re.compile(
    rb"(?: \s | <\? [^>]{0,400} \?> | <!-- (?: (?!-->) . ){0,2000} --> | <!DOCTYPE [^>]{0,1000} > ){0,20}"
    rb"< (?P<root> [A-Za-z_\x80-\xff] [\w.:\x80-\xff-]{0,60} )",
    re.VERBOSE | re.DOTALL,
)


def kind_of(body: bytes) -> str | None:
    """What these bytes are, if they are a known kind gaidiff does not read: `RTF`, `a PNG image`, `XML (ACT)`.

    >>> kind_of(b'<?xml version="1.0"?><ACT/>')
    'XML with the root element <ACT>'
    """
    for magic, name in MAGIC:
        if body.startswith(magic):
            return name
    head = body.removeprefix(b"\xef\xbb\xbf").lstrip()[:HEAD]
    if head.startswith(b"<"):
        root = XML_ROOT.match(head)
        closing = root is not None and b"</" + root["root"] + b">" in body[-HEAD:]
        if root is not None and (head.startswith(b"<?xml") or closing):
            name = root["root"].decode("utf-8", "replace")
            return f"XML with the root element <{name}>"
    return None
