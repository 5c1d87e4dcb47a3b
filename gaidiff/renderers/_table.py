"""A report in, the comparison table out (对照表): old text, new text, what changed and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Op
from gaidiff.renderers import _view as view
from gaidiff.renderers._layout import lay_out
from gaidiff.renderers._notes import byline, pinned_to, placed, unplaced
from gaidiff.renderers._printed import spaced
from gaidiff.renderers._refs import span_of
from gaidiff.renderers._sheet import Bit, Cell, Paragraph, Row, Sheet, said
from gaidiff.renderers._visible import one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaidiff.model.change import Change, Note, Report
    from gaidiff.model.law import Instrument
    from gaidiff.renderers._labels import Labels
    from gaidiff.renderers._layout import Row as Laid
    from gaidiff.renderers._side import Line, Run

GAP: Final = "[…]"
PAGE: Final = (36, 36, 28)  # old, new, remarks
DATA: Final = (9, 9, 9, 30, 30, 30)


def table_of(report: Report, labels: Labels) -> Sheet:
    """Three columns, as authorities publish it; articles that stay as they are share one row."""
    sides = zip((labels["old"], labels["new"]), (report.old.title, report.new.title), strict=True)
    notes = placed(report)
    rows = tuple(_row(group, notes.get(group.places[0], ()), report, labels) for group in view.groups(report))
    return _sheet(
        report,
        labels,
        (*(f"{side}{labels['colon']}{one_line(title)}" for side, title in sides), labels["what_and_why"]),
        PAGE,
        rows,
    )


def data_of(report: Report, labels: Labels) -> Sheet:
    """Six columns to sort and filter by; every change has a row, with its words in full."""
    head = ("old_article", "new_article", "kind", "old_text", "new_text", "what_and_why")
    notes = placed(report)
    rows = (
        *(_data(change, notes.get(place, ()), report, labels) for place, change in enumerate(report.changes)),
        *(_unplaced(note, report, labels) for note in unplaced(report)),
    )
    return _sheet(report, labels, tuple(labels[name] for name in head), DATA, rows)


def _sheet(
    report: Report, labels: Labels, head: tuple[str, ...], widths: tuple[int, ...], rows: tuple[Row, ...]
) -> Sheet:
    verdict = view.verdict(report, labels)
    return Sheet(
        title=f"{labels['comparison']}{labels['colon']}{one_line(report.new.title)}",
        notes=tuple(
            one for one in (verdict, *view.banners(report, labels), *_stale(report, labels), labels["legend"]) if one
        ),
        head=head,
        widths=widths,
        rows=rows,
        made_by=labels["made_by"].format(version=report.engine_version),
        law_language=report.new.language,
        language=labels.language,
    )


def _row(group: view.Group, notes: Iterable[Note], report: Report, labels: Labels) -> Row:
    if group.shape is view.Shape.FOLD:
        old, new = _ends(group, report, labels)
        return Row((said(old), said(new), said(labels.kinds[group.kind])), quiet=True)
    change = report.changes[group.places[0]]
    old_cell, new_cell = _texts(change, report)
    written = tuple(_written(notes, report, labels))
    unchanged = group.shape is view.Shape.DIVISION and change.match.kind == "unchanged" and not change.findings
    remarks = () if unchanged else _remarks(change, report, labels)
    return Row((old_cell, new_cell, Cell((*remarks, *written))))


def _ends(group: view.Group, report: Report, labels: Labels) -> tuple[str, str]:
    matches = [report.changes[place].match for place in group.places]
    old = span_of(report.old, [eid for match in matches for eid in match.old], labels)
    return one_line(old), one_line(span_of(report.new, [eid for match in matches for eid in match.new], labels))


def _data(change: Change, notes: Iterable[Note], report: Report, labels: Labels) -> Row:
    old, new = view.ends_of(change.match, report, labels)
    kinds = view.kinds_of(change.match, labels)
    remarks = Cell((*_findings(change, labels), *_written(notes, report, labels)))
    return Row((said(old), said(new), said(kinds), *_texts(change, report), remarks))


def _unplaced(note: Note, report: Report, labels: Labels) -> Row:
    """A note that fits nowhere any more has a row of its own: a sheet of data has nothing above its table."""
    none = Cell(())
    return Row((none, none, said(labels["notes_stale"]), none, none, Cell(tuple(_written([note], report, labels)))))


def _texts(change: Change, report: Report) -> tuple[Cell, Cell]:
    rows = lay_out(change, report)
    return _side(rows, report.old, old=True), _side(rows, report.new, old=False)


def _side(rows: Iterable[Laid], instrument: Instrument, *, old: bool) -> Cell:
    lines = (line for row in rows for line in (row.old if old else row.new))
    return Cell(tuple(_paragraph(line, instrument.language) for line in lines), of_law=True)


def _paragraph(line: Line, language: str) -> Paragraph:
    numbers = (bit for run in line.number for bit in _number(run, language))
    bits = (*numbers, *(bit for run in line.runs for bit in _bits(run, heading=line.heading)))
    return Paragraph(bits, line.depth, line.heading)


def _number(run: Run, language: str) -> Iterator[Bit]:
    """The number, marked, and what stands after it, which is not the law's."""
    yield Bit(visible(run.text), run.op, bold=True)
    yield Bit(spaced(run.text, language).removeprefix(run.text))


def _bits(run: Run, *, heading: bool) -> Iterator[Bit]:
    if run.gap:
        yield Bit(f" {GAP} ")
        return
    yield Bit(visible(run.text), run.op, bold=heading)
    yield from (Bit(str(note), note=True) for note in run.notes)


def _remarks(change: Change, report: Report, labels: Labels) -> tuple[Paragraph, ...]:
    """What happened to which article, and a sentence for each finding."""
    title = view.title_of(change.match, report, labels)
    first = Paragraph((Bit(f"{title}{labels['colon']}", bold=True), Bit(view.kinds_of(change.match, labels))))
    return (first, *_findings(change, labels))


def _findings(change: Change, labels: Labels) -> Iterator[Paragraph]:
    for number, finding in enumerate(change.findings, 1):
        doubt = f" ({labels['low_confidence']})" if finding.confidence < view.LOW_CONFIDENCE else ""
        lead = Bit(f"{number}. {view.directed(finding, labels)}{labels['colon']}", Op.EQUAL, bold=True)
        yield Paragraph((lead, Bit(view.sentence(finding, labels) + doubt)))


def _written(notes: Iterable[Note], report: Report, labels: Labels) -> Iterator[Paragraph]:
    """People's notes, each labelled as one and pinned to its words."""
    for note in notes:
        where = f"{byline(note, labels)}, {pinned_to(note, report, labels)}: “{one_line(note.quote)}”"
        yield Paragraph((Bit(f"✎ {where}", bold=True),))
        yield from (Paragraph((Bit(visible(line)),)) for line in note.text.splitlines() if line.strip())


def _stale(report: Report, labels: Labels) -> Iterator[str]:
    """Notes that fit nowhere any more, above the table: they must not be lost in it."""
    stale = unplaced(report)
    if stale:
        yield labels["notes_stale"]
    for note in stale:
        where = f"{byline(note, labels)}, {pinned_to(note, report, labels)}: “{one_line(note.quote)}”"
        yield f"✎ {where}{labels['colon']}{one_line(note.text)}"
