"""A DOCX file in, a Reading out: tracked changes accepted, automatic numbers written out, hidden text set aside.

`read_original` reads the text as it was before the tracked changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.errors import ReadError
from gaidiff.model.text import Block, Diagnostic, Reading, Role, Snapshot
from gaidiff.readers import Reader
from gaidiff.readers._kinds import ZIP

if TYPE_CHECKING:
    from collections import Counter

    from lxml.etree import _Element

    from gaidiff.readers._docx_numbering import Numbering, Styles

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DEEPEST = 3  # documents within documents
SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def _sniff(body: bytes) -> float:
    """Any zip and any OLE file: what is inside is told by name when it is read."""
    if body.startswith(ZIP):
        return 0.9 if b"word/document" in body else 0.2
    return 0.2 if body.startswith(OLE) else 0.0


def read_here(snapshot: Snapshot) -> Reading:
    """Read a DOCX file in this process; `_read` does it in a limited one."""
    return _reading(snapshot, original=False)


def read_original_here(snapshot: Snapshot) -> Reading:
    """The same with every tracked change rejected."""
    return _reading(snapshot, original=True)


def _reading(snapshot: Snapshot, *, original: bool) -> Reading:
    from gaidiff.readers._notes import notes_on

    blocks, notes = _blocks(snapshot.body, snapshot.location, 1, original=original)
    return Reading(
        blocks=blocks,
        media_type=MEDIA_TYPE,
        location=snapshot.location,
        snapshot_sha256=snapshot.sha256,
        diagnostics=(*notes, *notes_on(blocks)),
    )


def _blocks(
    body: bytes, location: str, depth: int, *, original: bool
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    from gaidiff.readers._docx_numbering import Numbering, Styles
    from gaidiff.readers._docx_package import Package, child, refuse_ole
    from gaidiff.readers._docx_text import Body

    if body.startswith(OLE):
        refuse_ole(body, location)
    package = Package(body, location)
    styles = Styles(package.related("styles"))
    numbering = Numbering(package.related("numbering"), styles)
    notes: list[Diagnostic] = []

    def chunk(name: str) -> tuple[Block, ...]:
        data = package.embedded(name)
        if data is None or depth >= DEEPEST:
            raise ReadError(f"{location} embeds a document that is missing or too deep", "save it anew in Word")
        inner, inner_notes = _chunk(data, location, depth, original=original)
        notes.extend(inner_notes)
        return inner

    reader = Body(styles, numbering, chunk, original=original)
    content = child(package.text(), "body")
    if content is None:
        raise ReadError(f"{location} has no body", "save it anew")
    reader.read(content)
    footnotes = tuple(
        Block(text, Role.FURNITURE)
        for root in map(package.related, ("footnotes", "endnotes"))
        if root is not None
        for text in _footnotes(root, styles, numbering, original=original)
    )
    return (*reader.blocks, *footnotes), (*notes, *_diagnostics(reader.counts, original=original))


def _footnotes(root: _Element, styles: Styles, numbering: Numbering, *, original: bool) -> list[str]:
    """The text of each note; the numbers in the text are left out because they change from version to version."""
    from gaidiff.readers._docx_package import local, value
    from gaidiff.readers._docx_text import Body

    texts = []
    for note in root:
        if value(note, "type") in SEPARATORS or local(note) not in {"footnote", "endnote"}:
            continue
        reader = Body(styles, numbering, original=original)
        reader.read(note)
        texts.append(" ".join(block.text for block in reader.blocks))
    return [text for text in texts if text]


def _chunk(
    data: bytes, location: str, depth: int, *, original: bool
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """A document inside the document; the Chinese national law database wraps web pages this way."""
    from gaidiff.readers._charset import decode
    from gaidiff.readers.html import blocks_of_markup

    if data.startswith(ZIP):
        return _blocks(data, location, depth + 1, original=original)
    if data.startswith(b"{\\rtf"):
        raise ReadError(f"{location} embeds an RTF document", "open it in Word and save it as DOCX again")
    if data.lstrip()[:1] == b"<":
        return blocks_of_markup(decode(data, location).text, location, whole=True)
    return blocks_of_markup(_page_in_mail(data, location), location, whole=True)


def _page_in_mail(data: bytes, location: str) -> str:
    """The HTML of a saved page (MHT), which is built like an e-mail."""
    from email import message_from_bytes, policy

    from gaidiff.readers._charset import decode

    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            body = part.get_payload(decode=True)
            return decode(body if isinstance(body, bytes) else b"", location, part.get_content_charset()).text
    raise ReadError(f"{location} embeds a document of unknown kind", "open it in Word and save it as DOCX again")


def _diagnostics(counts: Counter[str], *, original: bool) -> tuple[Diagnostic, ...]:
    done = "rejected" if original else "accepted"
    tracked = f"{counts['insertions']} insertions and {counts['deletions']} deletions are tracked; all are {done} here"
    struck = [f"{counts['struck']} runs of text are struck through, and were set aside"]
    if counts["struck_paragraphs"]:
        struck.append(f"{counts['struck_paragraphs']} whole paragraphs are among them")
    if counts["underlined"]:
        struck.append(
            f"{counts['underlined']} runs are underlined, so the file may be a redline against an older draft"
        )
    if counts["struck_labels"]:
        struck.append(f"{counts['struck_labels']} struck article labels stay in their place")
    hidden = f"{counts['hidden']} runs of text are hidden, and were set aside"
    white = f"{counts['white']} runs of text are written in white and may be invisible; they were kept"
    marks = f"{counts['footnotes']} footnote marks were left out of the text; the notes stand at its end"
    messages = (
        ("tracked_changes", tracked, counts["insertions"] + counts["deletions"]),
        ("struck_text", "; ".join(struck), counts["struck"]),
        ("hidden_text", hidden, counts["hidden"]),
        ("white_text", white, counts["white"]),
        ("footnotes", marks, counts["footnotes"]),
    )
    return tuple(Diagnostic(code, message) for code, message, count in messages if count)


def _read(snapshot: Snapshot) -> Reading:
    from gaidiff.readers._confine import confined

    return confined(read_here, snapshot)


def _read_original(snapshot: Snapshot) -> Reading:
    from gaidiff.readers._confine import confined

    return confined(read_original_here, snapshot)


READER = Reader(
    name="docx",
    media_types=(MEDIA_TYPE,),
    suffixes=(".docx",),
    sniff=_sniff,
    read=_read,
    read_original=_read_original,
)
