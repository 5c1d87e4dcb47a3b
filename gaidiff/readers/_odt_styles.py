"""The style parts of an ODT file in; the look of each text style and the labels of its lists out."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gaidiff.readers._docx_package import child, local, value
from gaidiff.readers._numerals import formatted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

LEVELS = 10
DEEPEST_CHAIN = 30  # styles based on styles; a ring of them must end
LEVEL_STYLES = frozenset({"list-level-style-number", "outline-level-style"})
# By the first sign of what the format lists: `一, 二, 三, ...` or `甲, 乙, 丙, ...`
FORMATS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "〇": "ideographDigital",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "壹": "chineseLegalSimplified",
    "①": "decimalEnclosedCircle",
    "１": "decimalFullWidth",
    "가": "ganada",
}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list; `depth` says how many levels its label shows, as in 1.2.3."""

    kind: str
    prefix: str = ""
    suffix: str = ""
    start: int = 1
    depth: int = 1
    template: str = ""


@dataclass(slots=True)
class Counter:
    """How far a list has counted, and by which levels."""

    levels: dict[int, Level]
    counts: list[int]

    def label(self, level: int, start: int | None = None) -> str:
        """The label of the next item on a level; what is below it begins anew."""
        own = self.levels.get(level)
        if own is None:
            return ""
        self.counts[level] = start if start is not None else self.counts[level] + 1
        for deeper in range(level + 1, LEVELS + 1):
            self.counts[deeper] = self.levels.get(deeper, own).start - 1
        shown = range(max(level - own.depth + 1, 1), level + 1)
        numerals = {n: self._numeral(n) for n in range(1, level + 1)}
        if own.template:
            text = own.template
            for number, numeral in numerals.items():
                text = text.replace(f"%{number}%", numeral)
            return text.strip()
        middle = ".".join(filter(None, (numerals[n] for n in shown)))
        return f"{own.prefix}{middle}{own.suffix}".strip() if middle else ""

    def _numeral(self, level: int) -> str:
        own = self.levels.get(level)
        return formatted(self.counts[level], own.kind) if own else ""


class Styles:
    """Looks by style name, and list levels by list style name."""

    def __init__(self, roots: Iterable[_Element]) -> None:
        containers = [node for root in roots for node in root if local(node).endswith("styles")]
        nodes = [node for container in containers for node in container]
        self.styles = {value(n, "name") or "": n for n in nodes if local(n) == "style"}
        self.lists = {value(n, "name") or "": _levels(n) for n in nodes if local(n) == "list-style"}
        outline = next((n for n in nodes if local(n) == "outline-style"), None)
        self.outline = Counter({} if outline is None else _levels(outline), [0] * (LEVELS + 1))

    def look(self, style: str | None) -> str:
        """`hidden`, `struck` or nothing: what a style or the ones it is based on make of a text."""
        looks = ChainMap(*(self._properties(node) for node in self._chain(style)))
        if looks.get("display") == "none":
            return "hidden"
        struck = {looks.get("text-line-through-style", "none"), looks.get("text-line-through-type", "none")}
        return "struck" if struck != {"none"} else ""

    def is_title(self, style: str | None) -> bool:
        """Whether a paragraph is the title of the document."""
        return any(value(node, "name") == "Title" for node in self._chain(style))

    def counter(self, style: str | None) -> Counter:
        """A new count of a list of that style."""
        levels = self.lists.get(style or "", {})
        return Counter(levels, [0, *(levels[n].start - 1 if n in levels else 0 for n in range(1, LEVELS + 1))])

    def _chain(self, style: str | None) -> list[_Element]:
        found: list[_Element] = []
        while style in self.styles and len(found) < DEEPEST_CHAIN:
            found.append(self.styles[style])
            style = value(found[-1], "parent-style-name")
        return found

    def _properties(self, style: _Element) -> dict[str, str]:
        looks = child(style, "text-properties")
        return {} if looks is None else {str(name).rpartition("}")[2]: str(text) for name, text in looks.attrib.items()}


def _levels(style: _Element) -> dict[int, Level]:
    nodes = [node for node in style if local(node) in LEVEL_STYLES and value(node, "num-format")]
    return {_integer(value(node, "level"), 1): _level(node) for node in nodes}


def _level(node: _Element) -> Level:
    return Level(
        kind=FORMATS.get((value(node, "num-format") or "1")[0], "decimal"),
        prefix=value(node, "num-prefix") or "",
        suffix=value(node, "num-suffix") or "",
        start=_integer(value(node, "start-value"), 1),
        depth=_integer(value(node, "display-levels"), 1),
        template=value(node, "num-list-format") or "",
    )


def _integer(text: str | None, fallback: int) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 7 else fallback  # noqa: PLR2004 - no list is longer
