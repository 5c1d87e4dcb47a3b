"""The bytes of a Word file in, its paragraphs out: with every revision accepted, or with every one rejected."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from lxml import etree

from gaidiff.model.law import DIVISIONS, ProvisionKind
from gaidiff.renderers._visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.law import Instrument, Provision

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = {True: {f"{W}del", f"{W}moveFrom"}, False: {f"{W}ins", f"{W}moveTo"}}
CHARACTERS = {f"{W}br": "\n", f"{W}tab": "\t"}
FRONT = "GaidiffFront"


def part_of(body: bytes, name: str = "word/document.xml") -> Any:
    """The root of one part of a Word file."""
    with ZipFile(BytesIO(body)) as archive:
        return etree.fromstring(archive.read(name))


def settled(body: bytes, *, accepted: bool) -> list[str]:
    """The law's paragraphs after all revisions are accepted or rejected; ours are left out by their style."""
    found: list[str] = []
    carried = ""
    for paragraph in part_of(body).find(f"{W}body").iterchildren(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        text = carried + _words(paragraph, accepted=accepted)
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        if mark is not None and GONE[accepted] & {child.tag for child in mark}:
            carried = text  # without its mark a paragraph goes on in the next one
            continue
        carried = ""
        if not style.startswith(FRONT):
            found.append(text)
        else:
            assert not (mark is not None and len(mark)), "what is ours is not tracked"
    assert not carried, "the last mark cannot be removed"
    return found


def _words(element: Any, *, accepted: bool) -> str:
    text = ""
    for child in element:
        if child.tag in GONE[accepted] or child.tag in {f"{W}pPr", f"{W}rPr"}:
            continue
        if child.tag in {f"{W}t", f"{W}delText"}:
            text += child.text or ""
        else:
            text += CHARACTERS.get(child.tag, "") + _words(child, accepted=accepted)
    return text


def page_of(instrument: Instrument) -> list[str]:
    """What the law is on paper, worked out without the renderer: blanks and the space after a number left out."""
    lines = [line for line in instrument.preface.split("\n") if line.strip()]
    for top in instrument.provisions:
        below, waiting = _page_of(top, "")
        lines += [*below, *([waiting] if waiting else [])]
    lines += [line for text in instrument.remainder for line in text.split("\n") if line.strip()]
    return [bare(visible(line)) for line in lines]


def _page_of(node: Provision, waiting: str) -> tuple[list[str], str]:
    waiting += node.num.text if node.num else ""
    mine = bool(waiting)
    lines = []
    division = node.kind in DIVISIONS or node.kind is ProvisionKind.ANNEX
    for text in (node.heading or "", node.text):
        if text or (division and waiting and text == (node.heading or "")):
            lines.append(waiting + text)
            waiting = ""
    for child in node.children:
        below, waiting = _page_of(child, waiting)
        lines += below
    if node.wrap_up:
        lines.append(waiting + node.wrap_up)
        waiting = ""
    if mine and waiting:
        return [*lines, waiting], ""
    return lines, waiting


def bare(text: str) -> str:
    """Without blanks."""
    return "".join(text.split())


def commented(body: bytes) -> Iterator[tuple[str, str]]:
    """Each comment with the words it is anchored at, deleted words too."""
    root = part_of(body)
    for comment in part_of(body, "word/comments.xml"):
        number = comment.get(f"{W}id")
        inside, words = False, ""
        for element in root.iter():
            if element.tag == f"{W}commentRangeStart" and element.get(f"{W}id") == number:
                inside = True
            elif element.tag == f"{W}commentRangeEnd" and element.get(f"{W}id") == number:
                break
            elif inside and element.tag in {f"{W}t", f"{W}delText"}:
                words += element.text or ""
        yield "".join(t.text or "" for t in comment.iter(f"{W}t")), words
