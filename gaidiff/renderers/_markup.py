"""Rows of a change in, HTML of the law's words out; the only place beside html.py where markup is built in Python.

Every word passes `_words`, which escapes it; the tags around it are ours.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from gaidiff.model.change import Op
from gaidiff.renderers._layout import RowKind
from gaidiff.renderers._visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaidiff.renderers._layout import Row
    from gaidiff.renderers._side import Line, Run

TAGS: Final = {Op.EQUAL: ("", ""), Op.DELETE: ("<del>", "</del>"), Op.INSERT: ("<ins>", "</ins>")}
CLASSES: Final = ("", ' class="d1"', ' class="d2"', ' class="d2"')  # subitems are the deepest a law prints
HEADING: Final = ' class="h"'
GAP: Final = '<span class="gap">[…]</span>'

# Han characters with the punctuation and digits around them, in a sentence of another language. A text, not compiled
# before it is used: its wide range takes 2 ms, and most reports have no Chinese words.
QUOTED: Final = re.compile("“(?P<words>[^“”<>]+)”")
FIRST_HAN, LAST_HAN = "\u3400", "\u9fff"
CHINESE: Final = r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…·0-9]+"


def rows_of(rows: Iterable[Row], place: int) -> Markup:
    """Two columns per row, and the redline of both where words are mixed: a narrow screen shows that one instead."""
    out: list[str] = []
    for row in rows:
        out.append(f'<div class="row {row.kind}"><div class="o">{_lines(row.old, place)}</div>')
        out.append(f'<div class="n">{_lines(row.new, place)}</div>')
        if row.kind is RowKind.MIXED:
            out.append(f'<div class="r">{_lines(row.redline, place)}</div>')
        out.append("</div>\n")
    return Markup("".join(out))  # noqa: S704  every word in it went through escape()


def redline_of(rows: Iterable[Row], place: int) -> Markup:
    """One column only: for headings, and for articles whose words are the same."""
    return Markup("".join([_lines(row.redline, place) for row in rows]))  # noqa: S704  as above


def mixed(text: str, language: str, law_language: str = "zh") -> Markup:
    """A sentence of the report, with the law's words in it marked as being in the law's language.

    Chinese is found wherever it stands, the words of laws in other languages within the quotation marks.
    """
    safe = str(escape(text))
    if language == law_language:
        return Markup(safe)  # noqa: S704  as above, for this function
    if law_language != "zh":
        return Markup(QUOTED.sub(rf'“<span lang="{law_language}">\g<words></span>”', safe))  # noqa: S704
    if max(safe, default="") < FIRST_HAN:
        return Markup(safe)  # noqa: S704
    return Markup(re.sub(CHINESE, _as_chinese, safe))  # noqa: S704


def _as_chinese(run: re.Match[str]) -> str:
    """The run marked from its first Han character to its last."""
    text = run[0]
    han = [n for n, letter in enumerate(text) if FIRST_HAN <= letter <= LAST_HAN]
    if not han:
        return text
    start, end = han[0], han[-1] + 1
    return f'{text[:start]}<span lang="zh">{text[start:end]}</span>{text[end:]}'


def _lines(lines: Iterable[Line], place: int) -> str:
    return "".join([_line(line, place) for line in lines])


def _line(line: Line, place: int) -> str:
    kind = HEADING if line.heading else CLASSES[min(line.depth, len(CLASSES) - 1)]
    number = "".join([f"<b>{_run(run, place)}</b> " for run in line.number])
    return f"<p{kind}>{number}{''.join([_run(run, place) for run in line.runs])}</p>"


def _run(run: Run, place: int) -> str:
    if run.gap:
        return GAP
    before, after = TAGS[run.op]
    notes = "".join([f'<sup><a href="#c{place}f{note}">{note}</a></sup>' for note in run.notes]) if run.notes else ""
    return f"{before}{escape(visible(run.text))}{after}{notes}"
