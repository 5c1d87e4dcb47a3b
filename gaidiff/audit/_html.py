"""An audit in, one self-contained HTML file out: the commentary's own text, annotated; no script, nothing loaded."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from gaidiff.audit._terminal import ALARMS
from gaidiff.audit._words import words_in
from gaidiff.renderers._templates import markup, own_text, policy, template
from gaidiff.renderers._visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.audit._values import Audit, Mark
    from gaidiff.audit._words import Words

AROUND = 90  # characters of the commentary shown on either side of what is not borne out
STYLES: Final = ("report.css", "audit.css")  # the look of the report, and what an audit adds
Numbered = tuple[int, "Mark"]


def render_html(audit: Audit, language: str) -> bytes:
    """The commentary with every mark and its verdict, in the look of the report."""
    words = words_in(language)
    numbered = list(enumerate(audit.marks, 1))
    old, new = one_line(audit.old.title), one_line(audit.new.title)
    style = own_text(*STYLES)
    page = template("audit.html.j2").render(
        words=words.words,
        language=language,
        note_language=audit.language,
        policy=policy(style),
        style=markup(style),
        new_title=new,
        against=words.words["against"].format(old=old, new=new),
        counts=[(count, words.verdicts[verdict]) for verdict, count in audit.counts if count],
        alarms=[_entry(audit, one, words) for one in numbered if one[1].verdict in ALARMS],
        numbered=bool(numbered),
        paragraphs=list(_paragraphs(audit, numbered, words)),
        made_by=words.words["made_by"].format(version=audit.engine_version),
    )
    return page.encode()


def _entry(audit: Audit, one: Numbered, words: Words) -> dict[str, Any]:
    number, mark = one
    return {
        "number": number,
        "verdict": words.verdicts[mark.verdict],
        "sort": words.sorts[mark.sort],
        "said": one_line(audit.said(mark)),
        "before": _near(audit.text[max(0, mark.start - AROUND) : mark.start].rpartition("\n")[2], head=True),
        "after": _near(audit.text[mark.end : mark.end + AROUND].partition("\n")[0], head=False),
        "reason": words.reason(audit, mark),
        "translated": mark.translated,
        "alarm": mark.verdict in ALARMS,
    }


def _near(text: str, *, head: bool) -> str:
    """The commentary's words around a mark, cut at a word."""
    shown = visible(text)
    if len(text) < AROUND:
        return shown
    return f"… {shown.partition(' ')[2] or shown}" if head else f"{shown.rpartition(' ')[0] or shown} …"


def _paragraphs(audit: Audit, numbered: list[Numbered], words: Words) -> Iterator[dict[str, Any]]:
    start = 0
    for line in audit.text.split("\n"):
        end = start + len(line)
        own = [one for one in numbered if start <= one[1].start <= end]
        yield {
            "runs": list(_runs(audit.text, start, end, own)),
            "verdicts": [_entry(audit, one, words) for one in own],
        }
        start = end + 1


def _runs(text: str, start: int, end: int, own: list[Numbered]) -> Iterator[dict[str, Any]]:
    """The paragraph cut at its marks; marks of one place share a run, the worst verdict shows."""
    at = start
    for _, group in groupby(own, key=lambda one: (one[1].start, one[1].end)):
        marks = list(group)
        first, last = max(at, marks[0][1].start), min(end, marks[0][1].end)
        if first > at:
            yield {"text": visible(text[at:first]), "verdict": ""}
        worst = next((mark for _, mark in marks if mark.verdict in ALARMS), marks[0][1])
        yield {
            "text": visible(text[first : max(first, last)]),
            "verdict": str(worst.verdict),
            "numbers": [number for number, _ in marks],
        }
        at = max(at, last)
    if at < end:
        yield {"text": visible(text[at:end]), "verdict": ""}
