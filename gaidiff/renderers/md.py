"""A report in, Markdown out, as GitHub renders it; every word of the law is escaped, so none of it can become markup.

Deletions and insertions are <del> and <ins>: `~~` and `**` fail beside Chinese punctuation, these do not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Op
from gaidiff.renderers import Renderer
from gaidiff.renderers import _view as view
from gaidiff.renderers._labels import Labels, labels
from gaidiff.renderers._layout import lay_out
from gaidiff.renderers._notes import byline, pinned_to, placed, unplaced
from gaidiff.renderers._visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Finding, Note, Report
    from gaidiff.renderers._side import Line, Run

# What Markdown or GitHub reads as markup inside a line: emphasis, code, links, tables, maths, addresses.
INLINE: Final = re.compile(
    r"""
    [\\`*_\[\]|~$]
    | (?P<scheme> : (?=//) )    # http://example.org
    | (?P<host> (?<=www) \. )    # www.example.org
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What begins a heading, a list, a quotation, a rule or a table at the start of a line.
BLOCK: Final = re.compile(r"(?P<mark>[-+=\#:])|(?P<digits>\d{1,9})(?P<after>[.)])")
NAMED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "#": "&#35;"}
INDENT: Final = "&emsp;"


def escape(text: str) -> str:
    """Words that render as themselves anywhere in a line: HTML entities first, then backslashes."""
    named = "".join(NAMED.get(char, char) for char in visible(text))
    return INLINE.sub(lambda match: f"\\{match.group()}", named).replace("\n", "<br>").replace("\t", " ")


def _render(report: Report, language: str) -> bytes:
    words = labels(language)
    blocks = [*_first_screen(report, words), *_table(report, words), *_articles(report, words), *_notes(report, words)]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _first_screen(report: Report, words: Labels) -> Iterator[str]:
    facts = [(fact.name, escape(fact.old), escape(fact.new)) for fact in view.facts(report, words)]
    yield f"# {words['comparison']}: {escape(one_line(report.new.title))}"
    yield _rows(("", words["old"], words["new"]), facts)
    for banner in view.banners(report, words):
        yield f"> **⚠ {escape(banner)}**"
    if said := view.verdict(report, words):
        yield f"## {words['verdict']}"
        yield opening(escape(said))
    lines = [" · ".join(f"**{count}** {word}" for count, _, word in line) for line in view.counts(report, words)]
    if any(lines):
        yield f"## {words['counts']}"
        yield "  \n".join(line for line in lines if line)
    if top := view.top(report):
        yield f"## {words['top']}"
        yield "\n".join(_top(number, place, report, words) for number, place in enumerate(top, 1))


def _top(number: int, place: tuple[int, int], report: Report, words: Labels) -> str:
    finding = report.changes[place[0]].findings[place[1]]
    where = escape(view.pinpoint(finding, report, words))
    return f"{number}. {_said(finding, words)} ([{where}](#c{place[0]}))"


def _said(finding: Finding, words: Labels) -> str:
    return f"**{view.directed(finding, words)}**: {escape(view.sentence(finding, words))}"


def _table(report: Report, words: Labels) -> Iterator[str]:
    yield f"## {words['contents']}"
    rows = []
    for match, place in view.contents(report):
        old, new = view.ends_of(match, report, words)
        kinds = view.kinds_of(match, words)
        rows.append((escape(old), escape(new), kinds if place is None else f"[{kinds}](#c{place})"))
    yield _rows((words["old"], words["new"], words["kind"]), rows)


def _rows(head: tuple[str, str, str], rows: list[tuple[str, str, str]]) -> str:
    """A table; the cells are escaped already."""
    lines = [head, ("---", "---", "---"), *rows]
    return "\n".join(f"| {one} | {two} | {three} |" for one, two, three in lines)


def _articles(report: Report, words: Labels) -> Iterator[str]:
    yield f"## {words['articles_view']}"
    yield escape(words["legend"])
    for group in view.groups(report):
        anchors = "".join(f'<a id="c{place}"></a>' for place in group.places)
        if group.shape is view.Shape.FOLD:
            yield f"{anchors}*{escape(view.fold_title(group, report, words))}: {words.kinds[group.kind]}*"
        else:
            yield from _change(report, group.places[0], anchors, words)


def _change(report: Report, place: int, anchors: str, words: Labels) -> Iterator[str]:
    change = report.changes[place]
    title = escape(view.title_of(change.match, report, words))
    if heading := view.heading_of(change.match, report):
        title += f" {escape(heading)}"
    yield f"### {anchors}{title} ({view.kinds_of(change.match, words)})"
    for row in lay_out(change, report):
        yield from (_paragraph(line) for line in row.redline)
    said = []
    for number, finding in enumerate(change.findings, 1):
        doubt = f" ({words['low_confidence']})" if finding.confidence < view.LOW_CONFIDENCE else ""
        where = escape(view.pinpoint(finding, report, words))
        said.append(f"> {number}. {_said(finding, words)}{doubt} ({where})")
    yield "\n".join(said)
    for note in placed(report).get(place, ()) if report.notes else ():
        yield _note(note, report, words)


def _note(note: Note, report: Report, words: Labels) -> str:
    """A person's note as a quotation of its own, labelled as one."""
    where = f"{escape(pinned_to(note, report, words))}: “{escape(one_line(note.quote))}”"
    lines = [opening(escape(line)) for line in note.text.splitlines()]
    return "\n".join(f"> {line}".rstrip() for line in (f"**✎ {escape(byline(note, words))}** ({where})", "", *lines))


def _paragraph(line: Line) -> str:
    number = "".join(f"**{_marked(run)}** " for run in line.number)
    body = "".join(_marked(run) + "".join(f"<sup>{note}</sup>" for note in run.notes) for run in line.runs)
    return INDENT * line.depth + opening(number + body)


def _marked(run: Run) -> str:
    if run.gap:
        return " \\[…\\] "
    tag = {Op.DELETE: "del", Op.INSERT: "ins"}.get(run.op)
    return f"<{tag}>{escape(run.text)}</{tag}>" if tag else escape(run.text)


def opening(text: str) -> str:
    """Text fit to begin a line: no list, heading or rule, and no code by four spaces."""
    text = text.strip()
    match = BLOCK.match(text)
    if match is None:
        return text
    at = match.start("after") if match.group("digits") else 0
    return f"{text[:at]}\\{text[at:]}"


def _notes(report: Report, words: Labels) -> Iterator[str]:
    if stale := unplaced(report):
        yield f"## {words['notes_stale']}"
        yield from (_note(note, report, words) for note in stale)
    if noticed := view.diagnostics(report, words):
        yield f"## {words['notices'].format(count=len(noticed))}"
        yield "\n".join(f"- {escape(one)}" for one in noticed)
    yield f"*{escape(words['made_by'].format(version=report.engine_version))}*"


RENDERER = Renderer(name="md", suffix=".md", render=_render)
