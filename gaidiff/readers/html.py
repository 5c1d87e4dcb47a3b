"""An HTML page in, a Reading out: the main text as blocks, what stands around it as furniture, hidden text reported."""

from __future__ import annotations

import re

from gaidiff.errors import EmptyDocument
from gaidiff.model.text import Block, Diagnostic, Reading, Role, Snapshot
from gaidiff.readers import Reader
from gaidiff.readers._charset import BOMS, decode
from gaidiff.readers._notes import notes_on

HEAD = 4096  # bytes in which a page says what it is
FRAGMENT = 65_536  # bytes in which a page without <html> shows its tags
FEWEST_TAGS = 4

# <meta charset="gb2312">   <meta http-equiv="Content-Type" content="text/html; charset=gbk">   <?xml encoding="big5"?>
CHARSET = rb"(?i)(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}(?P<name>[\w.:-]{1,40})"
TRANSFERRED = r"(?i)charset=[\"']?(?P<name>[\w.:-]{1,40})"
ROOT = rb"(?i)<(?:!doctype\s+html|html|head|body)\b"
TAG = rb"(?i)</?(?:p|br|div|span|table|tr|td|li|ul|ol|h[1-6]|strong|center|font|article|section)\b[^<>]{0,400}>"
OPENING = (
    rb"(?i)(?:<!--[^<>]{0,2000}-->\s*){0,5}"
    rb"<(?:p|div|span|table|ul|ol|h[1-6]|strong|center|font|article|section|meta|title|main)\b"
)


def _sniff(body: bytes) -> float:
    head = _ascii(body[:FRAGMENT]).lstrip()
    if not head.startswith(b"<"):
        return 0.0
    if re.search(ROOT, head[:HEAD]):
        return 1.0
    # An XML law format has <P> too, but it does not begin with a tag of HTML.
    return 0.6 if re.match(OPENING, head) and len(re.findall(TAG, head)) >= FEWEST_TAGS else 0.0


def _ascii(head: bytes) -> bytes:
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace").encode("ascii", "replace")
    return head


def declared_of(snapshot: Snapshot) -> str | None:
    """The charset that the header or the page names, the header first."""
    header = re.search(TRANSFERRED, snapshot.media_type or "")
    if header:
        return header["name"]
    meta = re.search(CHARSET, snapshot.body[:HEAD])
    return meta["name"].decode("ascii") if meta else None


def read_here(snapshot: Snapshot, selector: str | None = None) -> Reading:
    """Read a page, or what `selector` names in it, in this process; `_read` does it in a limited one."""
    decoded = decode(snapshot.body, snapshot.location, declared_of(snapshot))
    text = decoded.text if selector is None else selected(decoded.text, selector, snapshot.location)
    blocks, notes = blocks_of_markup(text, snapshot.location)
    return Reading(
        blocks=blocks,
        media_type="text/html",
        location=snapshot.location,
        snapshot_sha256=snapshot.sha256,
        encoding=decoded.encoding,
        diagnostics=(*decoded.diagnostics(), *notes),
    )


def blocks_of_markup(
    markup: str, location: str, *, whole: bool = False
) -> tuple[tuple[Block, ...], tuple[Diagnostic, ...]]:
    """Blocks and diagnostics of HTML text. `whole`: all that can be seen is main text, as in a part of a DOCX file."""
    from gaidiff.readers._html_main import split_page
    from gaidiff.readers._html_tree import page_of

    page = page_of(markup, location)
    blocks = split_page(page, whole=whole)
    hidden = sum(piece.unseen == "hidden" for piece in page.pieces)
    struck = sum(piece.unseen == "struck" for piece in page.pieces)
    around = sum(block.role == Role.FURNITURE for block in blocks) - hidden - struck
    counts = (
        ("page_furniture", around, "pieces of text around the main text were set aside (menus, footers, links)"),
        ("hidden_text", hidden, "pieces of text are in the page but hidden from its readers, and were set aside"),
        ("struck_text", struck, "pieces of text are struck through, and were set aside"),
        (
            "white_text",
            page.white,
            "pieces of text are written in white and may be invisible on the page; they were kept",
        ),
        ("footnotes", page.footnote_marks, "footnote marks were left out of the text"),
    )
    notes = tuple(Diagnostic(code, f"{count} {what}") for code, count, what in counts if count)
    return blocks, (*notes, *notes_on(blocks))


def selected(markup: str, selector: str, location: str) -> str:
    """The page with nothing in it but the elements that a CSS selector names (no XPath, which reaches files)."""
    from gaidiff.readers._html_tree import elements, soup_of

    soup = soup_of(markup)
    found = elements(soup, selector)
    chosen = {id(element) for element in found}
    outer = [element for element in found if not any(id(above) in chosen for above in element.parents)]
    if not outer:
        raise EmptyDocument(f"{location} has no element {selector!r}", "look for it in the page; it may have a new one")
    head = "".join(str(part) for part in soup.find_all(("title", "style")))
    return f"<html><head>{head}</head><body>{''.join(map(str, outer))}</body></html>"


def _read(snapshot: Snapshot) -> Reading:
    from gaidiff.readers._confine import confined

    return confined(read_here, snapshot)


def _read_selected(snapshot: Snapshot, selector: str) -> Reading:
    from gaidiff.readers._confine import confined

    return confined(read_here, snapshot, selector)


READER = Reader(
    name="html",
    media_types=("text/html", "application/xhtml+xml"),
    suffixes=(".htm", ".html"),
    sniff=_sniff,
    read=_read,
    read_selected=_read_selected,
)
