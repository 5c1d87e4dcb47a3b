"""A report in, the tables of its note out: what to do, duties before and after, clauses readers look for, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import MatchKind
from gaidiff.model.law import ProvisionKind
from gaidiff.model.ledger import Standing
from gaidiff.renderers import _view as view
from gaidiff.renderers._note_parts import Cell, Lines, Part, Table, Title
from gaidiff.renderers._refs import reference, references, span_of
from gaidiff.renderers._visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gaidiff.model.change import Match, Report
    from gaidiff.model.law import Instrument
    from gaidiff.model.ledger import Duty
    from gaidiff.model.text import EId, Span
    from gaidiff.renderers._labels import Labels

QUIET: Final = frozenset({Standing.KEPT, Standing.REWORDED})


def facts(report: Report, labels: Labels) -> Table:
    """The two texts side by side."""
    rows = [
        (Cell(one.name), Cell(one.old, one.of_law), Cell(one.new, one.of_law)) for one in view.facts(report, labels)
    ]
    for name, value in (("memo_chapters", _chapters), ("memo_language", lambda text: _language(text, labels))):
        rows.append((Cell(labels[name]), Cell(value(report.old)), Cell(value(report.new))))
    return Table(("", labels["old"], labels["new"]), tuple(rows))


def _chapters(text: Instrument) -> str:
    return str(sum(node.kind is ProvisionKind.CHAPTER for node in text.divisions()))


def _language(text: Instrument, labels: Labels) -> str:
    return labels.languages.get(text.language, text.language)


def actions(report: Report, labels: Labels) -> Iterator[Part]:
    """Who must do what by when."""
    rows = []
    for number, action in enumerate(report.actions, 1):
        duty = report.ledger[action.duty]
        limit = "" if action.limit is None else _quote(report.new, action.limit)
        by = labels.references["join_list"].join(filter(None, (action.date, limit)))
        who = Cell(_actor(duty, report.new, labels), of_law=duty.actor is not None)
        what = Cell(_quote(report.new, duty.act), of_law=True)
        where = Cell(reference(report.new, duty.act.eid, labels))
        rows.append((Cell(str(number)), who, what, Cell(labels.standings[duty.standing]), Cell(by), where))
    if not rows:
        yield Lines((labels["memo_no_actions"],))
        return
    yield Lines((labels["memo_actions_lead"],))
    head = tuple(labels[f"memo_{name}"] for name in ("number", "actor", "duty", "standing", "by", "pinpoint"))
    yield Table(head, tuple(rows))


def ledger(report: Report, labels: Labels) -> Iterator[Part]:
    """Duties of both sides whose force or being changed; the others are counted."""
    for side, text in (("new", report.new), ("old", report.old)):
        mine = [duty for duty in report.ledger if duty.side == side]
        shown = [duty for duty in mine if duty.standing not in QUIET]
        yield Title(labels[f"memo_ledger_{side}"])
        if shown:
            yield Table(
                tuple(labels[f"memo_{name}"] for name in ("actor", "strength", "duty", "standing", "pinpoint")),
                tuple(_duty(duty, text, labels) for duty in shown),
            )
        counts = [sum(duty.standing is one for duty in mine) for one in (Standing.REWORDED, Standing.KEPT)]
        if any(counts) or not shown:
            yield Lines((labels["memo_ledger_rest"].format(reworded=counts[0], kept=counts[1]),))


def _duty(duty: Duty, text: Instrument, labels: Labels) -> tuple[Cell, ...]:
    strength = labels.strengths[str(duty.strength)]
    return (
        Cell(_actor(duty, text, labels), of_law=duty.actor is not None),
        Cell(f"{strength} {labels['memo_officials']}" if duty.authority else strength),
        Cell(_quote(text, duty.act), of_law=True),
        Cell(labels.standings[duty.standing]),
        Cell(reference(text, duty.act.eid, labels)),
    )


def _actor(duty: Duty, text: Instrument, labels: Labels) -> str:
    return labels["memo_no_actor"] if duty.actor is None else _quote(text, duty.actor)


def _quote(text: Instrument, span: Span) -> str:
    return one_line(text.text_at(span))


def landmarks(report: Report, labels: Labels) -> Iterator[Part]:
    """The clauses on scope, filing, sanctions and dates in full, on both sides."""
    if report.landmarks:
        yield Lines((labels["memo_landmarks_lead"],))
    for landmark in report.landmarks:
        old, new = _clauses(report.old, landmark.old, labels), _clauses(report.new, landmark.new, labels)
        rows = [(_at(old, n), _at(new, n)) for n in range(max(len(old), len(new)))]
        yield Title(labels.topics[landmark.topic])
        yield Table((labels["old"], labels["new"]), tuple(rows))


def _clauses(text: Instrument, spans: Iterable[Span], labels: Labels) -> list[Cell]:
    return [
        Cell(f"{reference(text, span.eid, labels)}{labels['colon']}{_quote(text, span).rstrip('，,')}", of_law=True)
        for span in spans
    ]


def _at(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else Cell("")


def correspondence(report: Report, labels: Labels) -> Iterator[Part]:
    """Old number, new number, what happened; then what is new and what is gone."""
    rows = []
    for match, _ in view.contents(report):
        old, new = view.ends_of(match, report, labels)
        rows.append((Cell(old), Cell(new), Cell(view.kinds_of(match, labels))))
    yield Table((labels["old"], labels["new"], labels["kind"]), tuple(rows))
    matches = [match for match in report.alignment.articles if not match.placeholder]
    inserted = [eid for match in matches if match.kind is MatchKind.INSERTED for eid in match.new]
    repealed = [eid for match in matches if match.kind is MatchKind.REPEALED for eid in match.old]
    for name, text, eids in (("inserted", report.new, inserted), ("repealed", report.old, repealed)):
        if eids:
            yield Lines((f"{labels.kinds[name]}{labels['colon']}{references(text, eids, labels)}",))


def unchanged(report: Report, labels: Labels) -> Iterator[str]:
    """The articles whose words are the same, runs of neighbours by first and last."""
    places = {unit.eid: place for place, unit in enumerate(report.new.units())}
    runs: list[list[EId]] = []
    for eid in sorted({match.new[0] for match in report.alignment.articles if _same(match)}, key=places.__getitem__):
        if runs and places[eid] == places[runs[-1][-1]] + 1:
            runs[-1].append(eid)
        else:
            runs.append([eid])
    if runs:
        named = labels.references["join_list"].join(span_of(report.new, run, labels) for run in runs)
        yield labels["memo_same"].format(articles=named)


def _same(match: Match) -> bool:
    return not match.text_changed and len(match.old) == len(match.new) == 1
