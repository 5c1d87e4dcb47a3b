"""A report in, a person's notes by the change they belong to out, and those that belong nowhere any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.model.text import EId, Span
from gaidiff.renderers._refs import reference
from gaidiff.renderers._visible import one_line

if TYPE_CHECKING:
    from gaidiff.model.change import Change, Note, Report
    from gaidiff.model.law import Instrument
    from gaidiff.renderers._labels import Labels


DRAFT = "draft"  # the grammars' word for it in Instrument.status


def placed(report: Report) -> dict[int, tuple[Note, ...]]:
    """The place of a change in the report -> the notes on it; stale notes are not among them."""
    found: dict[int, tuple[Note, ...]] = {}
    for note in report.notes:
        place = _place(note, report)
        if place is not None:
            found[place] = (*found.get(place, ()), note)
    return found


def unplaced(report: Report) -> tuple[Note, ...]:
    """The notes that must be shown apart: stale ones, and any whose change is not in the report."""
    return tuple(note for note in report.notes if _place(note, report) is None)


def byline(note: Note, labels: Labels) -> str:
    """Who wrote it and when, never without the word that a person did: `Note by A. Lawyer, 2026-03-01, reviewed`."""
    said = labels["note_by"].format(author=note.author) if note.author else labels["note_human"]
    comma = str(labels.references["join_list"])
    return one_line(comma.join(one for one in (said, note.date, note.status) if one))


def pinned_to(note: Note, report: Report, labels: Labels) -> str:
    """The provision as cited, with its side: `old Art. 15`; an eid the text does not have is given as it is."""
    text = _text(note, report)
    draft = report.old.status == DRAFT != report.new.status
    old_form = "draft_reference" if draft else "old_reference"
    form = labels[old_form if note.side == "old" else "new_reference"]
    return one_line(form.format(reference=reference(text, note.eid, labels)))


def _text(note: Note, report: Report) -> Instrument:
    return report.old if note.side == "old" else report.new


def _place(note: Note, report: Report) -> int | None:
    """The change that has the phrase; of an old article with several heirs the one its clause went to."""
    if note.stale:
        return None
    text = _text(note, report)
    provision = EId(note.eid.partition("__sent_")[0].removesuffix("__wrap"))
    unit = text.unit_of.get(provision, provision)
    places = [
        place
        for place, change in enumerate(report.changes)
        if unit in (change.match.old if note.side == "old" else change.match.new)
    ]
    exact = (place for place in places if anchored(report.changes[place], note, report))
    return next(exact, places[0] if places else None)


def anchored(change: Change, note: Note, report: Report) -> Span | None:
    """The words a note is pinned by, where this change shows them."""
    text = _text(note, report)
    spans = [segment.old if note.side == "old" else segment.new for segment in change.segments]
    for eid, field in dict.fromkeys((span.eid, span.field) for span in spans if span is not None):
        start = text.field_text(eid, field).find(note.quote)
        shown = (span for span in spans if span is not None and (span.eid, span.field) == (eid, field))
        if start >= 0 and any(span.start <= start < span.end for span in shown):
            return Span(eid, start, start + len(note.quote), field)
    return None
