"""Styled words and a width in, lines no wider than that out, for scripts with and without spaces."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from rich.cells import cell_len


class Styled(NamedTuple):
    """Words and the name of their style."""

    text: str
    style: str = ""


# No line begins with one of these, nor ends with one of those: 《办法》 is not torn from its brackets.
CLOSING: Final = "，。、；：？！）》〉」』】〕”’％…,.;:?!)]}%"
OPENING: Final = "（《〈「『【〔“‘([{"

# A word of a spaced script with the spaces after it, else one character (with what clings to it).
UNIT: Final = re.compile(
    rf"""
    (?P<opening> [{re.escape(OPENING)}]* )
    (?P<core> [!-~\u00a1-\u02ff\u0370-\u1fff\u2010-\u2027]+ | [^\s{re.escape(OPENING)}] )?
    (?P<closing> [{re.escape(CLOSING)}]* )
    (?P<space> \s* )
    """,
    re.VERBOSE,
)


def wrap(words: list[Styled], width: int, *, indent: int = 0, hanging: int | None = None) -> list[list[Styled]]:
    """Break at spaces, and between any two Chinese characters that may be parted; a longer unit is cut.

    `indent` is the first line's, `hanging` that of the others. A newline in the text begins a line.
    """
    hanging = indent if hanging is None else hanging
    lines: list[list[Styled]] = []
    line, used = [Styled(" " * indent)], indent
    for text, style in words:
        for unit in _units(text):
            if unit == "\n":
                lines.append(line)
                line, used = [Styled(" " * hanging)], hanging
                continue
            for piece in _cut(unit, max(1, width - hanging)):
                cells = cell_len(piece.rstrip())
                if used + cells > width and used > hanging:
                    lines.append(line)
                    line, used = [Styled(" " * hanging)], hanging
                line.append(Styled(piece, style))
                used += cell_len(piece)
    return [_trimmed(one) for one in (*lines, line)]


def _units(text: str) -> list[str]:
    units: list[str] = []
    for number, one in enumerate(text.split("\n")):
        if number:
            units.append("\n")
        units += [match.group() for match in UNIT.finditer(one.replace("\t", " ")) if match.group()]
    return units


def _cut(unit: str, width: int) -> list[str]:
    """A unit wider than a whole line, in pieces that are not."""
    if cell_len(unit) <= width:
        return [unit]
    pieces, piece, used = [], "", 0
    for char in unit:
        cells = cell_len(char)
        if piece and used + cells > width:
            pieces.append(piece)
            piece, used = "", 0
        piece += char
        used += cells
    return [*pieces, piece]


def _trimmed(line: list[Styled]) -> list[Styled]:
    """One Styled per style in a row, no spaces at the end."""
    joined: list[Styled] = []
    for one in line:
        if not one.text:
            continue
        if joined and joined[-1].style == one.style:
            joined[-1] = Styled(joined[-1].text + one.text, one.style)
        else:
            joined.append(one)
    while joined and not joined[-1].text.rstrip():
        joined.pop()
    if joined:
        joined[-1] = Styled(joined[-1].text.rstrip(), joined[-1].style)
    return joined
