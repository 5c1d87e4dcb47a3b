"""A report in, text for a terminal out: verdict, counts, the changes that matter, then change by change.

Deleted words stand in [-...-], inserted ones in {+...+}, with colour and without; colour is never the only signal.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Op
from gaidiff.renderers import Renderer
from gaidiff.renderers import _view as view
from gaidiff.renderers._labels import Labels, labels
from gaidiff.renderers._layout import RowKind, lay_out
from gaidiff.renderers._notes import byline, pinned_to, placed, unplaced
from gaidiff.renderers._visible import visible
from gaidiff.renderers._wrap import Styled, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Change, Note, Report
    from gaidiff.renderers._side import Line, Run

PLAIN_WIDTH: Final = 100  # columns, where nobody tells us
NARROWEST: Final = 24
CONTEXT: Final = 36  # characters kept on each side of a change
ELISION: Final = "…"
STYLES: Final = {
    "": "",
    "title": "bold",
    "number": "bold",
    "delete": "red strike",
    "insert": "green underline",
    "quiet": "dim",
    "warning": "bold yellow",
    "tightened": "bold",
    "relaxed": "bold",
    "mixed": "bold",
    "neutral": "dim",
}

Printed = list[list[Styled]]


def render_styled(report: Report, language: str, *, width: int, color: bool) -> str:
    """The report for a screen of `width` columns, with ANSI styles if `color`."""
    lines = [line for block in _blocks(report, labels(language), max(width, NARROWEST)) for line in (*block, [])]
    printed = ("".join(_ansi(one) if color else one.text for one in line) for line in lines[:-1])
    return "\n".join(printed) + "\n"


def _render(report: Report, language: str) -> bytes:
    return render_styled(report, language, width=PLAIN_WIDTH, color=False).encode()


def _ansi(one: Styled) -> str:
    from rich.color import ColorSystem
    from rich.style import Style

    if not STYLES[one.style]:
        return one.text
    return Style.parse(STYLES[one.style]).render(one.text, color_system=ColorSystem.STANDARD)


def _blocks(report: Report, words: Labels, width: int) -> Iterator[Printed]:
    """Paragraphs of the whole report; an empty line goes between them."""
    yield from _first_screen(report, words, width)
    yield wrap([Styled(words["legend_plain"], "quiet")], width)
    for group in view.groups(report):
        if group.shape is view.Shape.FOLD:
            title = view.fold_title(group, report, words)
            yield from [wrap([Styled(f"{title}  "), Styled(words.kinds[group.kind], "quiet")], width)]
        else:
            yield _change(report, group.places[0], words, width)
    if stale := unplaced(report):
        lines = [line for note in stale for line in _note(note, report, words, width)]
        yield [[Styled(words["notes_stale"], "warning")], *lines]
    if noticed := view.diagnostics(report, words):
        lines = [line for one in noticed for line in wrap([Styled(f"- {one}")], width, hanging=2)]
        yield [[Styled(words["notices"].format(count=len(noticed)), "title")], *lines]
    made_by = words["made_by"].format(version=report.engine_version)
    yield wrap([Styled(made_by, "quiet")], width)


def _first_screen(report: Report, words: Labels, width: int) -> Iterator[Printed]:
    yield [
        line
        for fact in view.facts(report, words)
        for line in wrap([Styled(f"{fact.name}: ", "quiet"), _pair(fact)], width, hanging=2)
    ]
    for banner in view.banners(report, words):
        yield wrap([Styled(f"! {banner}", "warning")], width, hanging=2)
    if said := view.verdict(report, words):
        yield wrap([Styled(said, "title")], width)
    for line in view.counts(report, words):
        if line:
            yield wrap([Styled("   ".join(f"{count} {word}" for count, _, word in line))], width)
    matter = [(place, report.changes[place].findings[number]) for place, number in view.top(report)]
    if matter:
        lines = [[Styled(words["top"], "title")]]
        for number, (_, finding) in enumerate(matter, 1):
            said = view.sentence(finding, words)
            where = view.pinpoint(finding, report, words)
            text = [Styled(f"{number}. {view.directed(finding, words)}  ", finding.direction), Styled(said)]
            lines += wrap([*text, Styled(f"  ({where})", "quiet")], width, hanging=3)
        yield lines


def _pair(fact: view.Fact) -> Styled:
    return Styled(fact.old if fact.old == fact.new else f"{fact.old} → {fact.new}")


def _change(report: Report, place: int, words: Labels, width: int) -> Printed:
    change = report.changes[place]
    title = view.title_of(change.match, report, words)
    heading = view.heading_of(change.match, report)
    head = [
        Styled(title, "title"),
        Styled(f" {heading}" if heading else ""),
        Styled(f"  {view.kinds_of(change.match, words)}", "quiet"),
    ]
    printed = wrap(head, width)
    for same, rows in groupby(lay_out(change, report), key=lambda row: row.kind is RowKind.SAME):
        lines = [line for row in rows for line in row.redline]
        if same:
            printed += [[Styled(f"  {ELISION}", "quiet")]] if not _is_only(change) else []
        else:
            printed += [wrapped for line in lines for wrapped in _line(line, width)]
    for number, finding in enumerate(change.findings, 1):
        text = [
            Styled(f"{number}. {view.directed(finding, words)}  ", finding.direction),
            Styled(view.sentence(finding, words)),
        ]
        if finding.confidence < view.LOW_CONFIDENCE:
            text.append(Styled(f" ({words['low_confidence']})", "quiet"))
        printed += wrap(text, width, indent=2, hanging=5)
    for note in placed(report).get(place, ()) if report.notes else ():
        printed += _note(note, report, words, width)
    return printed


def _note(note: Note, report: Report, words: Labels, width: int) -> Printed:
    """A person's note, labelled as one."""
    where = f"  ({pinned_to(note, report, words)}: “{visible(note.quote)}”)"
    head = wrap([Styled(f"✎ {byline(note, words)}", "title"), Styled(where, "quiet")], width, indent=2, hanging=4)
    return [*head, *wrap([Styled(visible(note.text))], width, indent=4, hanging=4)]


def _is_only(change: Change) -> bool:
    """Whether there is nothing to show but what did not change."""
    return all(segment.op is Op.EQUAL for segment in change.segments)


def _line(line: Line, width: int) -> Printed:
    indent = 2 + 2 * line.depth
    words: list[Styled] = []
    for run in line.number:
        words += [*_marked(run, run.text), Styled(" ")]
    last = len(line.runs) - 1
    for place, run in enumerate(line.runs):
        if run.gap:
            words.append(Styled(" […] ", "quiet"))
        elif run.op is Op.EQUAL:
            words.append(Styled(visible(_elided(run.text, first=place == 0, last=place == last))))
        else:
            words += _marked(run, run.text)
        words += [Styled(f"[{note}]", "quiet") for note in run.notes]
    return wrap(words, width, indent=indent)


def _marked(run: Run, text: str) -> list[Styled]:
    shown = visible(text)
    if run.op is Op.DELETE:
        return [Styled(f"[-{shown}-]", "delete")]
    return [Styled(f"{{+{shown}+}}", "insert")] if run.op is Op.INSERT else [Styled(shown, "number")]


def _elided(text: str, *, first: bool, last: bool) -> str:
    """Words far from any change become an ellipsis; the cut falls between words where there are spaces."""
    if len(text) <= (CONTEXT + len(ELISION)) * 2 - (CONTEXT if first or last else 0):
        return text
    head = "" if first else _whole_words(text[:CONTEXT])
    tail = "" if last else _whole_words(text[-CONTEXT:][::-1])[::-1]
    return f"{head}{ELISION}{tail}"


def _whole_words(text: str) -> str:
    """Without a torn word at the end; Chinese has no spaces and is cut as it is."""
    cut = text.rfind(" ")
    return text[: cut + 1] if cut > CONTEXT // 2 else text


RENDERER = Renderer(name="terminal", suffix=".txt", render=_render)
