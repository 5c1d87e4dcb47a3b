"""An XML law in, a Reading out with the structure its markup states: Akoma Ntoso, Formex, USLM, CFR, e-Gov, more."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gaidiff.errors import UnsupportedFormat
from gaidiff.model.law import ProvisionKind
from gaidiff.model.text import Diagnostic, Reading, Snapshot
from gaidiff.readers import Reader
from gaidiff.readers._notes import notes_on

if TYPE_CHECKING:
    from collections import Counter

    from gaidiff.model.marked import MarkedLaw

HEAD = 16_384  # bytes in which the root element stands
LISTED = 20  # characters named in a message
ALSO_HTML = frozenset({"TITLE", "SECTION"})  # old pages begin with <TITLE>, but do not end with it
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
NAME = re.compile(r"<(?:[\w.-]{1,60}:)?(?P<root>[^\W\d][\w.-]{0,60})")
DOCTYPE = re.compile(r"<!DOCTYPE\s{1,20}(?:[\w.-]{1,60}:)?(?P<root>[^\W\d][\w.-]{0,60})")
SKIPPED = (("<?", "?>"), ("<!--", "-->"))  # what may stand before the root, beside a DOCTYPE


def _root_of(body: bytes) -> str:
    head = body[:HEAD]
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return _name(head[len(mark) :].decode(encoding, "ignore"))
    return _name(head.decode("utf-8", "ignore"))


def _name(head: str) -> str:
    """The name of the first element, behind declarations, comments and a DOCTYPE; empty if this is no XML."""
    place = len(head) - len(head.lstrip())
    while head.startswith(("<?", "<!"), place):
        opening, closing = next((pair for pair in SKIPPED if head.startswith(pair[0], place)), ("<!", ">"))
        subset, end = head.find("[", place), head.find(closing, place + len(opening))
        if opening == "<!" and 0 <= subset < end:
            end = head.find(">", head.find("]", subset))
        if end < 0:  # a DOCTYPE longer than what is looked at still names the root, and is refused by name
            doctype = DOCTYPE.match(head, place)
            return doctype["root"] if doctype else ""
        place = end + len(closing)
        place += len(head[place:]) - len(head[place:].lstrip())
    match = NAME.match(head, place)
    return match["root"] if match else ""


def _sniff(body: bytes) -> float:
    root = _root_of(body)
    if not root or (root in ALSO_HTML and f"</{root}>".encode() not in body.rstrip()[-len(root) - 3 :]):
        return 0.0
    from gaidiff.readers._xml_formats import ROOTS  # only now: plain text is compared without these modules

    return 1.0 if root in ROOTS else 0.0


def read_here(snapshot: Snapshot) -> Reading:
    """Read an XML law in this process; `_read` does it in a limited one."""
    from gaidiff.readers._xml_formats import format_of
    from gaidiff.readers._xml_tree import characters, drop_ruby, take_out, tree_of

    root = tree_of(snapshot.body, snapshot.location)
    found = format_of(root)
    if found is None:
        name = str(root.tag)
        raise UnsupportedFormat(
            f"{snapshot.location} is XML with the root element <{name}>, which gaidiff does not read",
            "pass Akoma Ntoso, Formex, USLM, CFR, e-Gov, law.go.kr or gesetze-im-internet XML, or the text",
        )
    facts = found.facts(root)
    drop_ruby(root)
    take_out(root, found.metadata)
    notes = take_out(root, found.notes)
    found.prepare(root)
    before = characters(root.itertext())
    law, diagnostics = found.law(root), []
    if notes:
        diagnostics.append(Diagnostic("footnotes", f"{notes} footnotes or editors' notes were left out of the text"))
    words = {name: said for name, said in facts.pop("words", {}).items() if said}
    law = replace(law, words=tuple(words.items()), **{name: value for name, value in facts.items() if value})
    diagnostics += _unread(before, law)
    blocks = law.blocks()
    return Reading(
        blocks=blocks,
        media_type=found.media_type,
        location=snapshot.location,
        snapshot_sha256=snapshot.sha256,
        encoding=root.getroottree().docinfo.encoding,
        diagnostics=(*diagnostics, *notes_on(blocks)),
        law=law if any(unit.kind != ProvisionKind.PARAGRAPH for unit in law.provisions) else None,
    )


def _unread(before: Counter[str], law: MarkedLaw) -> list[Diagnostic]:
    """A promise kept here and not only in tests: no character of the law is lost or read twice without a word."""
    from gaidiff.readers._xml_tree import characters

    texts = [*law.preface, *law.remainder, *(text for top in law.provisions for text in top.texts())]
    after = characters(iter(texts))
    notes = []
    for count, what in ((before - after, "were not read"), (after - before, "were read twice")):
        if count:
            some = "".join(sorted(count))[:LISTED]
            notes.append(
                Diagnostic("unread_markup", f"{count.total()} characters of the file {what}, among them {some}")
            )
    return notes


def _read(snapshot: Snapshot) -> Reading:
    from gaidiff.readers._confine import confined

    return confined(read_here, snapshot)


READER = Reader(
    name="xml",
    media_types=("application/xml", "text/xml", "application/akn+xml"),
    suffixes=(".xml",),
    sniff=_sniff,
    read=_read,
)
