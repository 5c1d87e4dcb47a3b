"""A report in, the front page of a Word file out: what the two texts are, verdict, counts, what matters most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.renderers import _view as view
from gaidiff.renderers._docx_xml import cell, paragraph, row, run, table
from gaidiff.renderers._notes import byline, pinned_to, unplaced
from gaidiff.renderers._visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Report
    from gaidiff.renderers._labels import Labels

WIDTHS: Final = (1700, 3850, 3850)  # twentieths of a point: a name, old, new
BOLD: Final = "<w:b/>"


def front(report: Report, labels: Labels, section_end: str) -> str:
    """The first section of the file, in styles whose names begin with `gaidiff`; `section_end` closes it."""
    last = paragraph("GaidiffFrontNote", run(labels["made_by"].format(version=report.engine_version)), section_end)
    return "".join(_parts(report, labels)) + last


def _parts(report: Report, labels: Labels) -> Iterator[str]:
    yield paragraph("GaidiffFrontNote", run(labels["comparison"]))
    yield paragraph("GaidiffFrontTitle", run(one_line(report.new.title)))
    yield _facts(report, labels)
    for banner in view.banners(report, labels):
        yield paragraph("GaidiffFront", run(f"⚠ {banner}", BOLD))
    if stale := unplaced(report):
        yield _heading(labels["notes_stale"])
        for note in stale:
            lead = f"{byline(note, labels)}, {pinned_to(note, report, labels)}: “{one_line(note.quote)}”"
            yield paragraph("GaidiffFront", run(lead, BOLD) + run(f"\n{note.text}"))
    if said := view.verdict(report, labels):
        yield _heading(labels["verdict"])
        yield paragraph("GaidiffFront", run(said))
    lines = [" · ".join(f"{count} {word}" for count, _, word in line) for line in view.counts(report, labels)]
    if any(lines):
        yield _heading(labels["counts"])
        yield from (paragraph("GaidiffFront", run(line)) for line in lines if line)
    if top := view.top(report):
        yield _heading(labels["top"])
        for number, (place, inside) in enumerate(top, 1):
            finding = report.changes[place].findings[inside]
            said = run(f"{view.directed(finding, labels)}{labels['colon']}", BOLD) + run(view.sentence(finding, labels))
            where = run(f"  {view.pinpoint(finding, report, labels)}", '<w:color w:val="5B6770"/>')
            yield paragraph("GaidiffFrontEntry", run(f"{number}.\t") + said + where)
    yield _heading(labels["how_to_read"])
    yield paragraph("GaidiffFront", run(labels["legend_tracked"]))


def _heading(text: str) -> str:
    return paragraph("GaidiffFrontHeading", run(text))


def _facts(report: Report, labels: Labels) -> str:
    head = row(
        (
            cell(width, paragraph("GaidiffCellHead", run(text)))
            for width, text in zip(WIDTHS, ("", labels["old"], labels["new"]), strict=True)
        ),
        header=True,
    )
    rows = [
        row(
            (
                cell(WIDTHS[0], paragraph("GaidiffCellHead", run(fact.name))),
                cell(WIDTHS[1], paragraph("GaidiffCellOwn", run(fact.old))),
                cell(WIDTHS[2], paragraph("GaidiffCellOwn", run(fact.new))),
            ),
            whole=True,
        )
        for fact in view.facts(report, labels)
    ]
    return table("GaidiffFacts", WIDTHS, [head, *rows])
