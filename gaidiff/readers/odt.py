"""An OpenDocument text (ODT) in, a Reading out: tracked changes accepted, list numbers written out, hidden text aside.

`read_original` reads the text as it was before the tracked changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.errors import ReadError, UnsupportedFormat
from gaidiff.model.text import Block, Diagnostic, Reading, Snapshot
from gaidiff.readers import Reader
from gaidiff.readers._kinds import ZIP

if TYPE_CHECKING:
    from collections import Counter

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
MIMETYPE = b"mimetype" + MEDIA_TYPE.encode()  # the first member, stored as it is
HEAD = 256  # bytes in which it stands
CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"


def _sniff(body: bytes) -> float:
    if not body.startswith(ZIP) or b"word/document" in body:
        return 0.0
    if MIMETYPE in body[:HEAD]:
        return 1.0
    return 0.5 if CONTENT.encode() in body and MANIFEST.encode() in body else 0.0  # zipped anew, or a table or slides


def read_here(snapshot: Snapshot) -> Reading:
    """Read an ODT file in this process; `_read` does it in a limited one."""
    return _reading(snapshot, original=False)


def read_original_here(snapshot: Snapshot) -> Reading:
    """The same with every tracked change rejected."""
    return _reading(snapshot, original=True)


def _reading(snapshot: Snapshot, *, original: bool) -> Reading:
    from gaidiff.readers._notes import notes_on

    blocks, notes = _blocks(snapshot, original=original)
    return Reading(
        blocks=blocks,
        media_type=MEDIA_TYPE,
        location=snapshot.location,
        snapshot_sha256=snapshot.sha256,
        diagnostics=(*notes, *notes_on(blocks)),
    )


def _blocks(snapshot: Snapshot, *, original: bool) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    from gaidiff.readers._archive import Archive
    from gaidiff.readers._docx_package import child, local, value
    from gaidiff.readers._odt_styles import Styles
    from gaidiff.readers._odt_text import Content

    archive = Archive(snapshot.body, snapshot.location)
    if MANIFEST in archive.names and b"encryption-data" in archive.part(MANIFEST):
        raise ReadError(f"{snapshot.location} is encrypted", "save it without a password")
    if CONTENT not in archive.names:
        raise ReadError(f"{snapshot.location} is damaged: it has no {CONTENT}", "save it anew")
    root = archive.xml(CONTENT)
    text = child(root, "body", "text")
    if text is None:
        raise UnsupportedFormat(f"{snapshot.location} is an OpenDocument file that is no text", "save its text as ODT")
    styles = Styles([*([archive.xml("styles.xml")] if "styles.xml" in archive.names else []), root])
    regions = [node for node in text.iter() if local(node) == "changed-region"]
    changes = {value(region, "id") or "": region[0] for region in regions if len(region)}
    content = Content(styles, changes, original=original)
    content.read(text)
    return (*content.blocks, *content.notes), _diagnostics(content.counts, original=original)


def _diagnostics(counts: Counter[str], *, original: bool) -> tuple[Diagnostic, ...]:
    done = "rejected" if original else "accepted"
    tracked = f"{counts['insertions']} insertions and {counts['deletions']} deletions are tracked; all are {done} here"
    messages = (
        ("tracked_changes", tracked, counts["insertions"] + counts["deletions"]),
        ("struck_text", f"{counts['struck']} pieces of text are struck through, and were set aside", counts["struck"]),
        ("hidden_text", f"{counts['hidden']} pieces of text are hidden, and were set aside", counts["hidden"]),
        ("footnotes", f"{counts['footnotes']} footnotes were moved to the end of the text", counts["footnotes"]),
    )
    return tuple(Diagnostic(code, message) for code, message, count in messages if count)


def _read(snapshot: Snapshot) -> Reading:
    from gaidiff.readers._confine import confined

    return confined(read_here, snapshot)


def _read_original(snapshot: Snapshot) -> Reading:
    from gaidiff.readers._confine import confined

    return confined(read_original_here, snapshot)


READER = Reader(
    name="odt",
    media_types=(MEDIA_TYPE,),
    suffixes=(".odt",),
    sniff=_sniff,
    read=_read,
    read_original=_read_original,
)
