"""Styles and numbering of a DOCX file in; the printed label, heading level and look of each paragraph out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gaidiff.readers._docx_package import child, local, switched_on, value
from gaidiff.readers._numerals import formatted

if TYPE_CHECKING:
    from lxml.etree import _Element

LEVELS = 9
DEEPEST_CHAIN = 30  # styles based on styles; a ring of them must end
TOGGLES = ("strike", "dstrike", "vanish")

PLACE = re.compile(r"%(?P<level>[1-9])")
HEADING_NAME = re.compile(r"heading\s(?P<level>[1-9])$", re.IGNORECASE)
CONTENTS_NAME = re.compile(r"toc\s[1-9]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `text` is its pattern, as in 第%1条 or %1.%2."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or character style says of itself; None where it leaves the word to the style below it."""

    name: str = ""
    based_on: str | None = None
    number: str | None = None
    depth: int | None = None
    outline: int | None = None
    toggles: tuple[tuple[str, bool], ...] = ()


class Styles:
    """All styles by their id."""

    def __init__(self, root: _Element | None) -> None:
        nodes = [] if root is None else [node for node in root if local(node) == "style"]
        self.by_id = {value(node, "styleId") or "": _style(node) for node in nodes}
        self.toggles = frozenset(name for style in self.by_id.values() for name, _ in style.toggles)
        self.default = next(
            (
                value(n, "styleId")
                for n in nodes
                if value(n, "type") == "paragraph" and value(n, "default") in {"1", "true"}
            ),
            None,
        )

    def chain(self, style: str | None) -> list[tuple[str, Style]]:
        """A style and what it is based on, nearest first."""
        found: list[tuple[str, Style]] = []
        while style in self.by_id and len(found) < DEEPEST_CHAIN:
            found.append((style, self.by_id[style]))
            style = self.by_id[style].based_on
        return found

    def heading_level(self, style: str | None) -> int:
        """1 to 9 for a heading, 0 for text."""
        for _, one in self.chain(style):
            named = HEADING_NAME.match(one.name)
            if named:
                return int(named["level"])
            if one.name.lower() == "title":
                return 1
            if one.outline is not None:
                return one.outline + 1 if one.outline < LEVELS else 0
        return 0

    def is_contents(self, style: str | None) -> bool:
        """Whether a paragraph is a line of a table of contents that Word made."""
        return any(CONTENTS_NAME.match(one.name) for _, one in self.chain(style))

    def toggle(self, name: str, *styles: str | None) -> bool:
        """Whether a look is switched on by the first style that speaks of it."""
        for style in styles:
            for _, one in self.chain(style):
                if name in dict(one.toggles):
                    return dict(one.toggles)[name]
        return False


def _style(node: _Element) -> Style:
    numbering = child(node, "pPr", "numPr")
    looks = child(node, "rPr")
    return Style(
        name=value(child(node, "name")) or "",
        based_on=value(child(node, "basedOn")),
        number=value(child(numbering, "numId")),
        depth=_integer(value(child(numbering, "ilvl"))),
        outline=_integer(value(child(node, "pPr", "outlineLvl"))),
        toggles=tuple((local(n), switched_on(n)) for n in looks if local(n) in TOGGLES) if looks is not None else (),
    )


class Numbering:
    """The lists of a document and how far each has counted."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self.styles = styles
        nodes = [] if root is None else list(root)
        self.lists = {value(n, "abstractNumId") or "": _levels(n) for n in nodes if local(n) == "abstractNum"}
        self.links = {
            value(n, "abstractNumId") or "": value(child(n, "numStyleLink")) for n in nodes if local(n) == "abstractNum"
        }
        self.numbers = {value(n, "numId") or "": n for n in nodes if local(n) == "num"}
        self.counts: dict[str, list[int | None]] = {}
        self.started: set[tuple[str, int]] = set()

    def label(self, properties: _Element | None, style: str | None) -> str:
        """The label of the next paragraph with these properties; counting goes on with every call."""
        number, depth = self._place(child(properties, "numPr"), style)
        source = self._list_of(number)
        if number is None or source is None or not 0 <= depth < LEVELS:
            return ""
        levels = dict(self.lists[source])
        levels.update(self._overrides(number, levels))
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._count(number, source, depth, levels)
        if level.kind == "bullet":
            return ""

        def numeral(match: re.Match[str]) -> str:
            index = int(match["level"]) - 1
            own = levels.get(index, Level())
            return formatted(counts[index] or own.start, "decimal" if level.legal else own.kind)

        return PLACE.sub(numeral, level.text).strip()

    def _place(self, own: _Element | None, style: str | None) -> tuple[str | None, int]:
        """Which list and which level: the paragraph's word first, then its styles'."""
        number = value(child(own, "numId"))
        depth = _integer(value(child(own, "ilvl")))
        for name, one in self.styles.chain(style):
            if number is None and one.number is not None:
                number = one.number
                linked = self.lists.get(self._list_of(number) or "", {})
                # A style in a list is printed at the level that names the style, whatever its own ilvl says.
                depth = next(
                    (index for index, level in linked.items() if level.style == name),
                    depth if depth is not None else one.depth,
                )
        return (None if number == "0" else number), depth or 0

    def _list_of(self, number: str | None) -> str | None:
        """The list behind a number, through the style that a list may point to."""
        for _ in range(DEEPEST_CHAIN):
            source = value(child(self.numbers.get(number or ""), "abstractNumId"))
            if source is None or source not in self.lists:
                return None
            link = self.links.get(source)
            if self.lists[source] or link is None:
                return source
            number = self.styles.by_id.get(link, Style()).number
        return None

    def _overrides(self, number: str, levels: dict[int, Level]) -> dict[int, Level]:
        found: dict[int, Level] = {}
        for node in self.numbers[number]:
            depth = _integer(value(node, "ilvl")) if local(node) == "lvlOverride" else None
            if depth is None:
                continue
            own = child(node, "lvl")
            level = _level(own) if own is not None else levels.get(depth, Level())
            start = _integer(value(child(node, "startOverride")))
            found[depth] = level if start is None else replace(level, start=start)
        return found

    def _count(self, number: str, source: str, depth: int, levels: dict[int, Level]) -> list[int | None]:
        counts = self.counts.setdefault(source, [None] * LEVELS)
        if (number, depth) not in self.started:
            self.started.add((number, depth))
            if self._restarts(number, depth):
                counts[depth] = None
        counts[depth] = levels[depth].start if counts[depth] is None else (counts[depth] or 0) + 1
        for deeper in range(depth + 1, LEVELS):
            restart = levels.get(deeper, Level()).restart
            if restart is None or (restart and depth < restart):
                counts[deeper] = None
        return counts

    def _restarts(self, number: str, depth: int) -> bool:
        nodes = (n for n in self.numbers[number] if local(n) == "lvlOverride" and value(n, "ilvl") == str(depth))
        return any(child(node, "startOverride") is not None for node in nodes)


def _levels(node: _Element) -> dict[int, Level]:
    return {_integer(value(n, "ilvl")) or 0: _level(n) for n in node if local(n) == "lvl"}


def _level(node: _Element) -> Level:
    start = _integer(value(child(node, "start")))
    legal = child(node, "isLgl")
    return Level(
        start=1 if start is None else start,
        kind=value(child(node, "numFmt")) or "decimal",
        text=value(child(node, "lvlText")) or "",
        restart=_integer(value(child(node, "lvlRestart"))),
        legal=legal is not None and switched_on(legal),
        style=value(child(node, "pStyle")),
    )


def _integer(text: str | None) -> int | None:
    return int(text) if text is not None and text.strip().isdecimal() and len(text) < 7 else None  # noqa: PLR2004 - no list is longer
