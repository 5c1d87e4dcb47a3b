"""The content of an ODT file in, its blocks out, with every tracked change accepted or every one rejected."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gaidiff.model.text import Block, Role
from gaidiff.readers._docx_package import child, local, value
from gaidiff.readers._docx_text import row_of
from gaidiff.readers._labels import is_label_start
from gaidiff.readers._lines import trimmed

if TYPE_CHECKING:
    from lxml.etree import _Element

    from gaidiff.readers._odt_styles import Counter as Count
    from gaidiff.readers._odt_styles import Styles

LONGEST_HEADING = 200  # characters; some users give whole articles an outline level
MOST_SPACES = 1000  # that one element may stand for
SILENT = frozenset(
    {"annotation", "annotation-end", "ruby-text", "title", "desc", "forms", "sequence-decls", "variable-decls",
     "user-field-decls", "tracked-changes", "event-listeners", "shapes", "index-title-template", "object"}
)  # fmt: skip
INDEXES = frozenset({"table-of-content", "alphabetical-index", "illustration-index", "table-index", "user-index"})
CHARACTERS = {"tab": "\t", "line-break": "\n"}


class Content:
    """Gathers blocks, and counts what the reader of a report should know."""

    def __init__(self, styles: Styles, changes: dict[str, _Element], *, original: bool) -> None:
        self.styles = styles
        self.changes = changes
        self.original = original
        self.blocks: list[Block] = []
        self.notes: list[Block] = []
        self.counts: Counter[str] = Counter()
        self.texts: list[str] = []
        self.unseen: dict[str, list[str]] = {"hidden": [], "struck": []}
        self.boxes: list[_Element] = []
        self.lists: list[tuple[Count, str | None]] = []
        self.counted: dict[str, Count] = {}  # by the style or the identifier of a list that ended
        self.inserted: set[str] = set()  # insertions that are open and do not count in this view
        self.label = ""

    def read(self, container: _Element) -> None:
        """All blocks of a body, a section, a cell, a text box or a note."""
        for element in container:
            self._block(element)

    def _block(self, element: _Element) -> None:
        name = local(element)
        if name in {"p", "h"}:
            self._paragraph(element, heading=name == "h")
        elif name == "list":
            self._list(element)
        elif name == "table":
            self._table(element)
        elif name in INDEXES:
            self.blocks.extend(Block(b.text, Role.FURNITURE) for b in self._apart(child(element, "index-body")))
        elif name == "section" and value(element, "display") == "none":
            apart = self._apart(element)
            self.counts["hidden"] += len(apart)
            self.blocks.extend(Block(block.text, Role.FURNITURE) for block in apart)
        elif name in {"change", "change-start", "change-end"}:
            self._change(element, name)
        elif name not in SILENT:
            self.read(element)

    def _apart(self, element: _Element | None) -> list[Block]:
        """The blocks of an element by themselves."""
        outer, self.blocks = self.blocks, []
        if element is not None:
            self.read(element)
        found, self.blocks = self.blocks, outer
        return found

    def _paragraph(self, element: _Element, *, heading: bool) -> None:
        style = value(element, "style-name")
        self._inline(element, self.styles.look(style))
        if self.inserted:  # the end of this paragraph was inserted: it goes on in the next one
            return
        level = 1 if self.styles.is_title(style) else 0
        label, self.label = self.label, ""
        if heading:
            outline = value(element, "outline-level") or "1"
            level = min(int(outline), 9) if outline.isdecimal() and len(outline) < 3 else 1  # noqa: PLR2004
            if not self.lists and value(element, "is-list-header") != "true":
                label = self.styles.outline.label(level)
        self._finish(label, level)
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.read(box)

    def _finish(self, label: str, level: int) -> None:
        text, self.texts = "".join(self.texts), []
        lines = [line for line in map(trimmed, text.split("\n")) if line]
        if level:
            lines = [" ".join(lines)] if lines else []
        for index, line in enumerate(lines):
            whole = f"{label} {line}" if label and not index and not is_label_start(line) else line
            heading = level > 0 and len(whole) <= LONGEST_HEADING
            self.blocks.append(Block(whole, Role.HEADING if heading else Role.TEXT, level if heading else 0))
        for look, unseen in self.unseen.items():
            hidden = trimmed("".join(unseen).replace("\n", " "))
            unseen.clear()
            if hidden:
                self.counts[look] += 1
                self.blocks.append(Block(hidden, Role.FURNITURE))

    def _inline(self, element: _Element, look: str) -> None:
        self._add(element.text, look)
        for node in element:
            self._piece(node, look)
            self._add(node.tail, look)

    def _add(self, text: str | None, look: str) -> None:
        if text and not self.inserted:
            # White space of the file is one space; more of it is written as elements.
            (self.unseen[look] if look else self.texts).append(" ".join(text.split("\n")))

    def _piece(self, node: _Element, look: str) -> None:
        name = local(node)
        if name in SILENT:
            return
        if name in CHARACTERS:
            self._character(CHARACTERS[name], look)
        elif name == "s":
            count = value(node, "c") or "1"
            self._character(" " * (min(int(count), MOST_SPACES) if count.isdecimal() and len(count) < 7 else 1), look)  # noqa: PLR2004
        elif name in {"change", "change-start", "change-end"}:
            self._change(node, name)
        elif name == "note":
            self.counts["footnotes"] += 1
            text = " ".join(block.text for block in self._note(node))
            self.notes.extend([Block(text, Role.FURNITURE)] if text else [])
        elif name == "text-box":
            self.boxes.append(node)
        elif name in {"hidden-text", "hidden-paragraph"}:
            self._inline(node, "hidden")
        else:
            own = self.styles.look(value(node, "style-name")) if name in {"span", "a"} else ""
            self._inline(node, own or look)

    def _character(self, text: str, look: str) -> None:
        if not self.inserted:
            (self.unseen[look] if look else self.texts).append(text)

    def _note(self, node: _Element) -> list[Block]:
        outer = (self.texts, self.label, self.lists)
        self.texts, self.label, self.lists = [], "", []
        body = child(node, "note-body")
        found = self._apart(body)
        self.texts, self.label, self.lists = outer
        return [] if self.inserted else found

    def _change(self, mark: _Element, name: str) -> None:
        """A tracked change: what was deleted stands apart, at the head of the file, and what was inserted in place."""
        region = value(mark, "change-id") or ""
        content = self.changes.get(region)
        kind = "" if content is None else local(content)
        if name == "change-end":
            self.inserted.discard(region)
            return
        self.counts["insertions"] += kind == "insertion"
        self.counts["deletions"] += kind == "deletion"
        if not self.original or content is None:
            return
        if kind == "insertion" and name == "change-start":
            self.inserted.add(region)
        elif kind == "deletion":
            paragraphs = [node for node in content.iter() if local(node) in {"p", "h"}]
            for index, paragraph in enumerate(paragraphs):
                self.texts.extend("\n" if index else "")
                self._inline(paragraph, self.styles.look(value(paragraph, "style-name")))

    def _list(self, element: _Element) -> None:
        style = value(element, "style-name") or (self.lists[-1][1] if self.lists else None)
        if self.lists:
            count = self.lists[-1][0] if style == self.lists[-1][1] else self.styles.counter(style)
        else:
            goes_on = value(element, "continue-list") or (
                style if value(element, "continue-numbering") == "true" else ""
            )
            count = self.counted.get(goes_on or "") or self.styles.counter(style)
        self.lists.append((count, style))
        for item in element:
            self.label = ""
            if local(item) == "list-item" and not self.inserted:
                start = value(item, "start-value")
                first = int(start) if start is not None and start.isdecimal() and len(start) < 7 else None  # noqa: PLR2004
                if any(
                    local(node) in {"p", "h"} for node in item
                ):  # an item that only holds a deeper list has no label
                    self.label = count.label(len(self.lists), first)
            self.read(item)
        self.label = ""
        self.lists.pop()
        if not self.lists:
            self.counted.update({name: count for name in (style, value(element, "id")) if name})

    def _table(self, table: _Element) -> None:
        for row in (node for node in table.iter() if local(node) == "table-row" and _table_of(node) is table):
            cells = [self._apart(cell) for cell in row if local(cell) == "table-cell"]
            self.blocks.extend(row_of(cells))


def _table_of(node: _Element) -> _Element | None:
    return next((above for above in node.iterancestors() if local(above) == "table"), None)
