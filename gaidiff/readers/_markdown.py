"""Markdown in, blocks out: the marks of the format are read, every other character stays as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.model.text import Block, Role
from gaidiff.readers._lines import lines_of, trimmed, unwrapped, wrapping_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaidiff.readers._lines import Wrapping

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
FRONT_MATTER_MOST = 200  # lines; a longer one is a text between two rules
MARKED_LINES = 2  # of bold labels that make a text Markdown
COMMENT = "\0"  # stands where a comment was; no text that gets here holds a NUL

# # 第一章 总则     ##### Article 3 ##     ##第二章
HEADING = re.compile(r"\s{0,3}(?P<marks>\#{1,6})(?P<text>(?:[ \t\u3000]+|(?=[^\x00-\x7f])).*)", re.VERBOSE)
CLOSING_MARKS = re.compile(r"(?<=\s)\#+$", re.VERBOSE)
BOLD_LINE = re.compile(r"\s{0,3}\*\*[^*\s]")
RULE = re.compile(r"\s{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
UNDERLINE = re.compile(r"\s{0,3}(?P<mark>[=-])(?P=mark){2,}\s*$")
TABLE_RULE = re.compile(r"[\s|:-]+$")
BULLET = re.compile(r"^[ \t]*[-*+][ \t]+(?=\S)")
QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]+)+(?:>$)?")
FENCE = re.compile(r"\s{0,3}(?:`{3,}|~{3,})[^`]*$")
CELL_END = re.compile(r"(?<!\\)\|")

# What follows is compiled when a line has the signs for it.
# **第一条**　为了   依据**本办法**   ***note***   but not \*\* and not 2*3
BOLD = r"(?<![\\*])(?P<mark>\*{2,3})(?P<text>[^*]+)(?P=mark)(?!\*)"
ITALIC = r"(?<![\\*\w])\*(?=\S)(?P<text>[^*]+)(?<=[^\s\\])\*(?![*\w])"
UNDERSCORED = r"(?<![\\\w])__(?=\S)(?P<text>[^_]+)(?<=[^\s\\])__(?!\w)"
# [第一条](#art1)   [National Lamp Act](https://example.org "text")   but not ![](picture.png) and no javascript:
LINK = r"""(?x)(?<![!\\])\[(?P<text>[^\[\]]{1,300})\]
    \((?:https?://|mailto:|\#|\.{0,2}/)[^()\s]{0,500}(?:\s"[^"]{0,200}")?\)"""
ANCHOR = re.compile(r"\s*\{[#.][\w\s.#-]{1,60}\}$")  # # 第一章 {#c1}
# Tags that lay text out. A line that hides words stays as it is, and so does what may change them: <sup>, <del>.
HIDING = r"(?i)<[^<>]{0,300}(?:display|hidden|visibility|font-size)"
BREAK = r"(?i)<br\s{0,3}/?>"
LAID_OUT = r"(?i)</?(?:p|div|center|section|article)(?:\s[^<>]{0,300})?>"
INLINE = r"(?i)</?(?:span|b|strong|i|em|u|font|small|a)(?:\s[^<>]{0,300})?>"
ENTITY = r"&(?:[a-zA-Z]{2,8}|\#\d{2,5}|\#[xX][0-9a-fA-F]{2,5});"
ESCAPED = r"\\(?P<character>[!-/:-@\[-`{-~])"

LINE_MARKS = frozenset("#=-*_`~|+>")  # one of them begins every line that is more than a line of text
MARKS = (("](", LINK), ("**", BOLD), ("*", ITALIC), ("__", UNDERSCORED))  # each with what a line without it lacks


def is_markdown(location: str, lines: Sequence[str]) -> bool:
    """By name, or by headings and bold labels in the text."""
    if location.lower().endswith(SUFFIXES):
        return True
    if any(HEADING.match(line) for line in lines if line[:4].lstrip().startswith("#")):
        return True
    return sum(BOLD_LINE.match(line) is not None for line in lines) >= MARKED_LINES


def markdown_blocks(text: str) -> tuple[Block, ...]:
    """Blocks of a Markdown text; front matter and comments become furniture, in their place."""
    body, comments = _without_comments(text)
    lines = lines_of(body)
    if "<" in body or "&" in body:
        lines = [piece for line in lines for piece in _without_tags(line).split("\n")]
    front = _front_matter(lines)
    blocks = [Block(trimmed(line), Role.FURNITURE) for line in lines[:front] if trimmed(line).strip("-. ")]
    parts = list(_parts(lines[front:], iter(comments)))
    wrapping = wrapping_of([part for part in parts if isinstance(part, list)])
    for part in parts:
        blocks.extend(_paragraphs(part, wrapping) if isinstance(part, list) else [part])
    return tuple([block for block in blocks if block.text])


def unmarked(text: str) -> str:
    r"""A line without links and bold, italic and escape marks.

    >>> unmarked(r"**第一条**　自 1\. 1 起"), unmarked("2 * 3 * 4 and 5*"), unmarked("[第一条](#a1) x")
    ('第一条　自 1. 1 起', '2 * 3 * 4 and 5*', '第一条 x')
    """
    for sign, pattern in MARKS:
        if sign in text:
            text = re.sub(pattern, lambda match: match["text"], text)
    return trimmed(re.sub(ESCAPED, lambda match: match["character"], text) if "\\" in text else text)


def _without_tags(line: str) -> str:
    r"""A line without tags that only lay it out, and with the characters that entities stand for.

    >>> _without_tags('<p align="center">第一章&nbsp;总则</p>'), _without_tags("| a<br>b |")
    ('\n第一章\xa0总则\n', '| a b |')
    """
    if "<" in line and re.search(HIDING, line) is None:
        gap = " " if line.lstrip().startswith("|") else "\n"  # a row stays one
        line = re.sub(INLINE, "", re.sub(LAID_OUT, gap, re.sub(BREAK, gap, line)))
    return re.sub(ENTITY, _character, line) if "&" in line else line


def _character(match: re.Match[str]) -> str:
    from html import unescape  # a table of two thousand names, for the few texts that use one

    text = unescape(match.group())
    return text if len(text) == 1 and (text.isprintable() or text.isspace()) and text not in "\n\r" else match.group()


def _without_comments(text: str) -> tuple[str, list[str]]:
    """The text with a mark where each comment was, and the comments; an unclosed one stays in the text."""
    pieces: list[str] = []
    comments: list[str] = []
    start = 0
    while True:
        opening = text.find("<!--", start)
        closing = text.find("-->", opening + 4) if opening >= 0 else -1
        if closing < 0:
            pieces.append(text[start:])
            return "".join(pieces), comments
        pieces.extend((text[start:opening], COMMENT))
        comments.append(text[opening + 4 : closing])
        start = closing + 3


def _front_matter(lines: Sequence[str]) -> int:
    """How many lines the front matter takes."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    for index, line in enumerate(lines[1:FRONT_MATTER_MOST], 1):
        if line.rstrip() in {"---", "..."}:
            return index + 1
    return 0


def _parts(lines: Sequence[str], comments: Iterator[str]) -> Iterator[Block | list[str]]:
    """Finished blocks, and groups of lines that stand together and may be wrapped."""
    group: list[str] = []
    for raw in lines:
        if raw.lstrip()[:1] not in LINE_MARKS and COMMENT not in raw:
            if trimmed(raw):
                group.append(raw)
            elif group:
                yield group
                group = []
            continue
        marked = raw.count(COMMENT)
        line = QUOTE.sub("", raw.replace(COMMENT, ""), count=1)
        block = _block(line, group)
        if marked or block or not trimmed(line):
            if group and not (marked and trimmed(line)):
                yield group
                group = []
            yield from (Block(" ".join(next(comments).split()), Role.FURNITURE) for _ in range(marked))
        if block:
            yield block
        elif BULLET.match(line):
            yield group
            group = [BULLET.sub("", line, count=1)]
        elif trimmed(line):
            group.append(line)
    yield group


def _block(line: str, group: list[str]) -> Block | None:
    """What a line is by itself: a heading, a table row, a rule (an empty block); None for a line of text.

    A line of = or - below one line makes that line a heading and takes it out of the group.
    """
    heading = HEADING.match(line)
    if heading:
        text = unmarked(CLOSING_MARKS.sub("", ANCHOR.sub("", trimmed(heading["text"]))))
        return Block(text, Role.HEADING, len(heading["marks"]))
    underline = UNDERLINE.match(line)
    if underline and len(group) == 1:
        return Block(unmarked(group.pop()), Role.HEADING, 1 if underline["mark"] == "=" else 2)
    if RULE.match(line) or FENCE.match(line):
        return Block("")
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") > 1:
        return Block("" if TABLE_RULE.match(stripped) else _row(stripped), Role.ROW)
    return None


def _row(line: str) -> str:
    cells = CELL_END.split(line.removeprefix("|"))
    if not cells[-1].strip():
        cells.pop()
    return "\t".join(unmarked(cell) for cell in cells)


def _paragraphs(group: list[str], wrapping: Wrapping | None) -> list[Block]:
    paragraphs = unwrapped(group, wrapping) if wrapping else group
    return [Block(unmarked(paragraph)) for paragraph in paragraphs]
