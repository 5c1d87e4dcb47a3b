"""The body of a DOCX file in, its blocks out: the text with every tracked change accepted, or with every one rejected.

python-docx's `paragraph.text` loses inserted runs ("shall not pay" came out as "shall pay"), so the XML is walked.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gaidiff.model.text import Block, Role
from gaidiff.readers._docx_package import child, local, switched_on, text_of, value
from gaidiff.readers._labels import is_article_start
from gaidiff.readers._lines import join_all, trimmed
from gaidiff.readers._numerals import raised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element

    from gaidiff.readers._docx_numbering import Numbering, Styles

DELETED = frozenset({"del", "moveFrom", "cellDel"})  # tracked as deleted, or moved away from here
INSERTED = frozenset({"ins", "moveTo", "cellIns"})
THROUGH = (DELETED | INSERTED) | {
    "sdt",
    "sdtContent",
    "customXml",
    "smartTag",
    "hyperlink",
    "fldSimple",
    "r",
    "oMath",
    "oMathPara",
    "dir",
    "bdo",
    "rubyBase",
}
SILENT = frozenset(
    {
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "instrText",
        "delText",
        "delInstrText",
        "rt",
        "rubyPr",
        "annotationRef",
        "softHyphen",
    }
)
CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
APART = " … "  # between struck passages of one paragraph with text between them
# Article 24   第五十条之一   § 52a: one word, or two where the first holds no figure
ARTICLE_LABEL = re.compile(r"\s{0,4}(?:[^\W\d]{3,10}\.?\s{1,3}|§{1,2}\s{0,2})?[^\s:：]{1,20}")
LONGEST_HEADING = 200  # characters; Word users give whole articles an outline level


class Body:
    """Gathers blocks, and counts what the reader of a report should know."""

    def __init__(
        self,
        styles: Styles,
        numbering: Numbering,
        chunk: Callable[[str], Iterable[Block]] = lambda _name: (),
        *,
        original: bool = False,
    ) -> None:
        self.styles = styles
        self.numbering = numbering
        self.chunk = chunk
        self.gone = INSERTED if original else DELETED
        self.words = frozenset({"t", "delText"} if original else {"t"})
        self.blocks: list[Block] = []
        self.counts: Counter[str] = Counter()
        self.texts: list[str] = []
        self.unseen: dict[str, list[str]] = {"hidden": [], "struck": []}
        self.kind = ""  # how the run before this one looked
        self.boxes: list[_Element] = []
        self.fields: list[bool] = []  # the open fields: whether the code of each has ended and its result begun
        self.style: str | None = None

    def read(self, container: _Element) -> None:
        """All blocks of a body, a cell, a text box or a note."""
        for element in container:
            self._block(element)
        if self.texts:  # the last paragraph mark was deleted
            self._finish("", 0, contents=False)

    def _block(self, element: _Element) -> None:
        name = local(element)
        if name == "p":
            self._paragraph(element)
        elif name == "tbl":
            self._table(element)
        elif name == "altChunk":
            self.blocks.extend(self.chunk(value(element, "id") or ""))
        elif self._is_gone(name):
            return
        elif name in THROUGH or name == "AlternateContent":
            for inner in _alternative(element) if name == "AlternateContent" else element:
                self._block(inner)

    def _is_gone(self, *names: str) -> bool:
        """Count what is tracked; whether it is not part of the text in this view."""
        self.counts["deletions"] += not DELETED.isdisjoint(names)
        self.counts["insertions"] += not INSERTED.isdisjoint(names)
        return not self.gone.isdisjoint(names)

    def _paragraph(self, element: _Element) -> None:
        properties = child(element, "pPr")
        self.style = value(child(properties, "pStyle")) or self.styles.default
        self._inline(element)
        looks = child(properties, "rPr")
        self.fields = [result for result in self.fields if result]  # a code that is not closed here never ends
        if looks is not None and self._is_gone(*map(local, looks)):
            return  # the paragraph goes on in the next one
        level = self.styles.heading_level(self.style)
        outline = value(child(properties, "outlineLvl"))
        if outline is not None and outline.isdecimal():
            level = (int(outline) + 1) % 10
        label = self.numbering.label(properties, self.style)
        self._finish(label, level, contents=self.styles.is_contents(self.style))
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.read(box)

    def _finish(self, label: str, level: int, *, contents: bool) -> None:
        """Make blocks of the gathered text: a line break ends a block, but not in a heading."""
        text, self.texts = "".join(self.texts), []
        lines = [trimmed(line) for line in text.split("\n")]
        lines = [" ".join(filter(None, lines))] if level else lines
        for line in filter(None, lines):
            whole, label = (f"{label} {line}" if label else line), ""
            heading = level > 0 and len(whole) <= LONGEST_HEADING
            role = Role.FURNITURE if contents else Role.HEADING if heading else Role.TEXT
            self.blocks.append(Block(whole, role, level if role == Role.HEADING else 0))
        struck = trimmed("".join(self.unseen["struck"]))
        if struck and not any(lines):
            self.counts["struck_paragraphs"] += 1
            self._placeholder(label or struck.split(APART)[0].split("\n")[0])
        self.kind = ""
        for unseen in self.unseen.values():
            hidden = trimmed("".join(unseen).replace("\n", " "))
            unseen.clear()
            if hidden:
                self.blocks.append(Block(hidden, Role.FURNITURE))

    def _placeholder(self, line: str) -> None:
        """Keep the label of an article whose heading is struck: what is left of its text belongs to no other.

        The later text of the act says `Article 24 [deleted]`, and a number that is kept is not a number that is new.
        """
        label = ARTICLE_LABEL.match(line)
        if label and is_article_start(line):
            self.counts["struck_labels"] += 1
            self.blocks.append(Block(label[0].strip()))

    def _inline(self, element: _Element) -> None:
        for node in element:
            name = local(node)
            if name in SILENT:
                continue
            if self._is_gone(name):
                continue
            if name == "r":
                self._run(node)
            elif name == "AlternateContent":
                for inner in _alternative(node):
                    self._inline(inner)
            elif name in {"t", "m"}:
                self.texts.append(text_of(node))
            else:
                self._inline(node)  # fractions, matrices and whatever else holds runs

    def _run(self, run: _Element) -> None:
        looks = child(run, "rPr")
        target = self.texts
        if self._is(looks, "vanish"):
            target, kind = self.unseen["hidden"], "hidden"
        elif self._is(looks, "strike") or self._is(looks, "dstrike"):
            target, kind = self.unseen["struck"], "struck"
        else:
            kind = "underlined" if _is_underlined(looks) else ""
        small = value(child(looks, "vertAlign"))
        if target is not self.texts and target and self.kind != kind:
            target.append(APART)
        self.kind = kind
        before = len(target)
        for node in run:
            self._content(node, target, small)
        if any(text.strip() for text in target[before:]):
            self.counts[kind] += 1
            self.counts["white"] += not kind and (value(child(looks, "color")) or "").upper() == "FFFFFF"

    def _content(self, node: _Element, target: list[str], small: str | None) -> None:
        name = local(node)
        if name in self.words:
            self._words(text_of(node), target, small)
        elif name in CHARACTERS:
            turned = name == "br" and value(node, "type") in {"page", "column"}
            target.append((" " if target and target[-1].strip() else "") if turned else CHARACTERS[name])
        elif name == "sym":
            target.append(_symbol(value(node, "char")))
        elif name == "fldChar":
            self._field(value(node, "fldCharType"))
        elif name in {"footnoteReference", "endnoteReference"}:
            self.counts["footnotes"] += 1
        elif name == "AlternateContent":
            for inner in _alternative(node):
                self._content(inner, target, small)
        elif name in {"drawing", "pict", "object"}:
            self._boxes(node)
        elif name == "ruby":
            base = child(node, "rubyBase")
            self._inline(node if base is None else base)

    def _words(self, text: str, target: list[str], small: str | None) -> None:
        if not all(self.fields):
            self.counts["hidden"] += 1
            target = self.unseen["hidden"]
        target.append(raised(text, low=small == "subscript") if small in {"superscript", "subscript"} else text)

    def _boxes(self, drawing: _Element) -> None:
        """The text boxes of a drawing; they are read after its paragraph, and a box in a box with the outer one."""
        outer = _owner(drawing, "txbxContent")
        boxes = (box for box in drawing.iter() if local(box) == "txbxContent")
        self.boxes.extend(box for box in boxes if _owner(box, "txbxContent") is outer)

    def _field(self, edge: str | None) -> None:
        """A field such as `{ IF { REF art5 } = "" ... }` is code, then its result; only the result is printed."""
        if edge == "begin":
            self.fields.append(False)
        elif edge == "separate" and self.fields:
            self.fields[-1] = True
        elif edge == "end" and self.fields:
            self.fields.pop()

    def _is(self, looks: _Element | None, toggle: str) -> bool:
        """Whether a run has a look: its own word first, then its character style's, then its paragraph style's."""
        own = child(looks, toggle)
        if own is not None:
            return switched_on(own)
        if toggle not in self.styles.toggles:
            return False
        return self.styles.toggle(toggle, value(child(looks, "rStyle")), self.style)

    def _table(self, table: _Element) -> None:
        for row in (node for node in table.iter() if local(node) == "tr" and _owner(node, "tbl") is table):
            if self._has_gone(child(row, "trPr")):
                continue
            own = (n for n in row.iter() if local(n) == "tc" and _owner(n, "tr") is row)
            cells = [self._cell(cell) for cell in own if not self._has_gone(child(cell, "tcPr"))]
            self.blocks.extend(row_of(cells))

    def _has_gone(self, properties: _Element | None) -> bool:
        return properties is not None and self._is_gone(*map(local, properties))

    def _cell(self, cell: _Element) -> list[Block]:
        outer, self.blocks = self.blocks, []
        try:
            self.read(cell)
            return self.blocks
        finally:
            self.blocks = outer


def row_of(cells: list[list[Block]]) -> list[Block]:
    """One row: its cells joined by tabs, or its blocks as they are where the table only lays out the page."""
    texts = [[block.text for block in cell if block.role != Role.FURNITURE] for cell in cells]
    apart = [block for cell in cells for block in cell if block.role == Role.FURNITURE]
    if len(cells) == 1 or any(sum(map(is_article_start, texts_of_cell)) > 1 for texts_of_cell in texts):
        return [block for cell in cells for block in cell]
    joined = [join_all(texts_of_cell) for texts_of_cell in texts]
    return [*([Block("\t".join(joined), Role.ROW)] if any(joined) else []), *apart]


def _owner(node: _Element, name: str) -> _Element | None:
    """The nearest element of that name around a node."""
    return next((above for above in node.iterancestors() if local(above) == name), None)


def _alternative(element: _Element) -> list[_Element]:
    """One of two forms of the same content, never both: the new one if it holds text, else the fallback."""
    choice, fallback = child(element, "Choice"), child(element, "Fallback")
    chosen = choice if choice is not None and any(local(n) in {"t", "txbxContent"} for n in choice.iter()) else fallback
    return [] if chosen is None else list(chosen)


def _is_underlined(looks: _Element | None) -> bool:
    own = child(looks, "u")
    return own is not None and switched_on(own)


def _symbol(code: str | None) -> str:
    try:
        return chr(int(code or "", 16))
    except (ValueError, OverflowError):
        return "\ufffd"
