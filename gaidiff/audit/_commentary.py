"""A reading of a commentary in, its text out with the places of paragraphs, sentences and quotations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gaidiff.audit._terms import is_chinese
from gaidiff.model.text import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.text import Reading

EMPHASIS: Final = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_(?=\w)|(?<=\w)_(?!\w)")
BULLET: Final = re.compile(r"(?:[-*•·▪–]|\(?\d{1,2}[.)、])\s")
CLOSED: Final = '.!?:;。！？：；”"’)）'
# The end of a sentence; not after Art. 4, No. 5, U.S. firms, e.g. this.
END: Final = re.compile(
    r"""
    (?<!\bArt)(?<!\bArts)(?<!\bSec)(?<!\bSecs)(?<!\bNo)(?<!\bpara)(?<!\bcf)(?<!\be\.g)(?<!\bi\.e)(?<!\b[A-Z])
    [.!?]["”’)]{0,2}\s+(?=["“(]?[A-Z0-9])
    | [。！？][”」）]{0,2}
    | \n
    """,
    re.VERBOSE,
)
QUOTATION: Final = re.compile(
    r"“(?P<a>[^“”\n]{1,1200})”|「(?P<b>[^「」\n]{1,1200})」|『(?P<c>[^『』\n]{1,1200})』|\"(?P<d>[^\"\n]{1,1200})\""
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of characters of the commentary."""

    start: int
    end: int

    def holds(self, place: int) -> bool:
        """Whether a place lies in it."""
        return self.start <= place < self.end


@dataclass(frozen=True, slots=True)
class Commentary:
    """The words of a commentary, one paragraph a line."""

    text: str
    chinese: bool
    paragraphs: tuple[Stretch, ...]
    sentences: tuple[Stretch, ...]
    quotations: tuple[Stretch, ...]  # without their marks

    def words(self, stretch: Stretch) -> str:
        """The words of a stretch."""
        return self.text[stretch.start : stretch.end]

    def is_quoted(self, place: int) -> bool:
        """Whether a place lies in a quotation."""
        return any(one.holds(place) for one in self.quotations)

    def paragraph_of(self, place: int) -> int:
        """The number of the paragraph a place lies in."""
        return next((n for n, one in enumerate(self.paragraphs) if place <= one.end), len(self.paragraphs) - 1)

    def lead_of(self, number: int) -> Stretch:
        """A paragraph with the list it closes: `(Articles 5 and 6)` after four bullets stands for all of them."""
        first = number
        while first > 0 and BULLET.match(self.words(self.paragraphs[first - 1])):
            first -= 1
        return Stretch(self.paragraphs[first].start, self.paragraphs[number].end)


def read_commentary(reading: Reading) -> Commentary:
    """The commentary as plain words: emphasis marks go, paragraphs torn by a page break are joined."""
    text = "\n".join(_paragraphs(reading))
    paragraphs, place = [], 0
    for line in text.split("\n"):
        paragraphs.append(Stretch(place, place + len(line)))
        place += len(line) + 1
    quotations = tuple(_inside(match) for match in QUOTATION.finditer(text))
    return Commentary(
        text=text,
        chinese=is_chinese(text),
        paragraphs=tuple(paragraphs),
        sentences=tuple(_sentences(text, quotations)),
        quotations=quotations,
    )


def _paragraphs(reading: Reading) -> list[str]:
    lines: list[str] = []
    for block in reading.blocks:
        if block.role is Role.FURNITURE:
            continue
        line = " ".join(EMPHASIS.sub("", block.text).split())
        if lines and line[:1].islower() and lines[-1][-1:] not in CLOSED and not BULLET.match(line):
            lines[-1] += f" {line}"
        elif line:
            lines.append(line)
    return lines


def _inside(match: re.Match[str]) -> Stretch:
    name = match.lastgroup or "a"
    return Stretch(match.start(name), match.end(name))


def _sentences(text: str, quotations: tuple[Stretch, ...]) -> Iterator[Stretch]:
    start = 0
    for match in END.finditer(text):
        end = match.end()
        inside = any(one.start <= match.start() < one.end and end <= one.end for one in quotations)
        if inside and text[match.start()] != "\n":
            continue
        if text[start:end].strip():
            yield Stretch(start, end)
        start = end
    if text[start:].strip():
        yield Stretch(start, len(text))
