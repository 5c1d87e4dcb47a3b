"""An instrument in, the paragraphs of its printed page out: numbers written before the words they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from gaidiff.model.law import DIVISIONS, PREFACE, REMAINDER, ProvisionKind
from gaidiff.model.text import EId, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.law import Instrument, Provision

WIDE_GAP: Final = "\u3000"  # 第四条　提供者应当: an ideographic space, as the gazette prints it
UNSPACED: Final = frozenset({"zh", "ja"})
CLOSING: Final = ("）", ")", "】", "］", "]", "、", "．", ".")  # （一）应当: nothing between
DEEPEST_HEADING: Final = 3
DEPTHS: Final = {ProvisionKind.ITEM: 1, ProvisionKind.SUBITEM: 2}
SHORTEST_TITLE: Final = 4  # characters of a line of the preface that is part of the title


class Style(StrEnum):
    """What a paragraph is on the page."""

    TITLE = "title"
    PREFACE = "preface"
    HEADING_1 = "heading 1"
    HEADING_2 = "heading 2"
    HEADING_3 = "heading 3"
    ARTICLE_HEADING = "article heading"
    ARTICLE = "article"
    ITEM = "item"
    SUBITEM = "subitem"
    REMAINDER = "remainder"


BY_DEPTH: Final = (Style.ARTICLE, Style.ITEM, Style.SUBITEM)
HEADINGS: Final = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3)


@dataclass(frozen=True, slots=True)
class Printed:
    """One paragraph: the numbers due before it, and its words, which begin at `start` of a field of `eid`."""

    style: Style
    eid: EId
    number: str
    text: str
    field: Field = Field.TEXT
    start: int = 0

    @property
    def whole(self) -> str:
        """The paragraph as printed."""
        return self.number + self.text


def printed(instrument: Instrument) -> tuple[Printed, ...]:
    """Every word of an instrument in reading order: preface, provisions with their numbers, remainder."""
    page = _Page(instrument.language)
    page.lines(PREFACE, instrument.preface, Style.PREFACE, title=instrument.title)
    for top in instrument.provisions:
        page.provision(top, 0)
    page.lines(REMAINDER, instrument.field_text(REMAINDER), Style.REMAINDER)
    return tuple(page.paragraphs)


class _Page:
    """Gathers paragraphs; `pending` are numbers that wait for the first words after them."""

    def __init__(self, language: str) -> None:
        self.paragraphs: list[Printed] = []
        self._language = language
        self._pending = ""

    def lines(self, eid: EId, text: str, style: Style, *, title: str = "") -> None:
        whole = "".join(title.split())
        for start, line in _lines(text):
            bare = "".join(line.split())
            part = len(bare) >= SHORTEST_TITLE and bare in whole
            self.paragraphs.append(Printed(Style.TITLE if part else style, eid, "", line, start=start))

    def provision(self, node: Provision, level: int, depth: int = 0) -> None:
        """The provision and all below it; `level` counts the divisions above, `depth` the items."""
        division = node.kind in DIVISIONS or node.kind is ProvisionKind.ANNEX
        depth = max(depth, DEPTHS.get(node.kind, 0))
        style = BY_DEPTH[depth]
        if node.num is not None:
            self._pending += spaced(node.num.text, self._language)
        waiting = self._pending
        if node.heading or division:
            head = HEADINGS[min(level, DEEPEST_HEADING - 1)] if division else Style.ARTICLE_HEADING
            self._add(head, node.eid, node.heading or "", Field.HEADING)
        if node.text:
            self._add(style, node.eid, node.text, Field.TEXT)
        for child in node.children:
            self.provision(child, level + division, depth)
        if node.wrap_up:
            self._add(style, node.eid, node.wrap_up, Field.WRAP_UP)
        if waiting and self._pending == waiting:  # a number without a word, Article 5, is a line of its own
            self._add(style, node.eid, "", Field.TEXT)

    def _add(self, style: Style, eid: EId, text: str, field: Field) -> None:
        number, self._pending = self._pending, ""
        if number or text:
            self.paragraphs.append(Printed(style, eid, number if text else number.rstrip(), text, field))


def spaced(number: str, language: str) -> str:
    """A number with what stands between it and the words after it.

    >>> spaced("第四条", "zh"), spaced("（一）", "zh"), spaced("Article 4", "en")
    ('第四条\u3000', '（一）', 'Article 4 ')
    """
    if language not in UNSPACED:
        return f"{number} "
    return number if number.endswith(CLOSING) else number + WIDE_GAP


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text that are not blank, each with its place."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1
