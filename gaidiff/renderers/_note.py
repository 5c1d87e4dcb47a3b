"""A report in, its note out as sections: verdict, what matters, themes, what stayed, what to do, tables, doubts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import Direction, MatchKind
from gaidiff.renderers import _note_tables as tables
from gaidiff.renderers import _view as view
from gaidiff.renderers._note_parts import Cell, Lines, NoteText, Part, Section, Statements, Table, Title
from gaidiff.renderers._note_themes import (
    FORM,
    STAYED,
    Told,
    in_themes,
    is_doubtful,
    plain,
    statement,
    told,
)
from gaidiff.renderers._notes import byline, pinned_to
from gaidiff.renderers._visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.model.change import Match, Report
    from gaidiff.renderers._labels import Labels

SURE: Final = 0.75  # confidence from which a finding rests on more than likeness
ELSEWHERE: Final = frozenset({"terminology_changed", STAYED})  # form findings with a section of their own


def note_of(report: Report, labels: Labels) -> NoteText:
    """The whole note in the language of the labels."""
    return NoteText(
        over=labels["memo_over"],
        title=one_line(report.new.title),
        facts=tables.facts(report, labels),
        banners=(*view.banners(report, labels), *_unofficial(report, labels)),
        sections=tuple(section for section in _sections(report, labels) if section.parts),
        made_by=labels["made_by"].format(version=report.engine_version),
    )


def _unofficial(report: Report, labels: Labels) -> Iterator[str]:
    for notice in report.notices:
        text = report.old if notice.side == "old" else report.new
        side = labels["side_old" if notice.side == "old" else "side_new"]
        yield labels["memo_unofficial"].format(side=side, quote=one_line(text.text_at(notice.span)))


def _sections(report: Report, labels: Labels) -> Iterator[Section]:
    groups = told(report)
    makers = {
        "verdict": _verdict(report, labels),
        "top": _top(report, labels),
        "themes": _themes(report, groups, labels),
        "check": _to_check(report, groups, labels),
        "people": _people(report, labels),
        "stayed": _stayed(report, labels),
        "landmarks": tables.landmarks(report, labels),
        "actions": tables.actions(report, labels),
        "ledger": tables.ledger(report, labels),
        "correspondence": tables.correspondence(report, labels),
        "terms": _terms(report, labels),
        "editorial": _editorial(report, labels),
        "confidence": _confidence(report, labels),
    }
    for name, parts in makers.items():
        yield Section(name=name, title=labels[f"memo_title_{name}"], parts=tuple(parts))


def _verdict(report: Report, labels: Labels) -> Iterator[Part]:
    ways, kinds = dict(report.summary.directions), dict(report.summary.matches)
    form = dict(report.summary.themes).get(FORM, 0)
    counts = labels["memo_counts"].format(
        tightened=ways.get(Direction.TIGHTENED, 0),
        relaxed=ways.get(Direction.RELAXED, 0),
        mixed=ways.get(Direction.MIXED, 0),
        neutral=max(0, ways.get(Direction.NEUTRAL, 0) - form),
        form=form,
        new=kinds.get(MatchKind.INSERTED, 0),
        removed=kinds.get(MatchKind.REPEALED, 0),
    )
    said = view.verdict(report, labels)
    yield from (Lines((line,)) for line in (said, counts) if line)


def _top(report: Report, labels: Labels) -> Iterator[Part]:
    found = [report.changes[ref.change].findings[ref.finding] for ref in report.summary.top]
    if found:
        yield Statements(tuple(plain(finding, report, labels) for finding in found), numbered=True)


def _themes(report: Report, groups: tuple[Told, ...], labels: Labels) -> Iterator[Part]:
    """A change told at the top is only named again."""
    numbers = {(ref.change, ref.finding): number for number, ref in enumerate(report.summary.top, 1)}
    for theme, ones in in_themes(groups, labels).items():
        yield Title(labels.themes.get(theme, theme.replace("_", " ")))
        yield Statements(tuple(statement(one, report, labels, _number(one, report, numbers)) for one in ones))


def _number(one: Told, report: Report, numbers: dict[tuple[int, int], int]) -> int:
    """The number under which the change is told at the top; 0 if it is not, or if more is to be said of it."""
    place = next(n for n, finding in enumerate(report.changes[one.change].findings) if finding is one.finding)
    return numbers.get((one.change, place), 0)


def _to_check(report: Report, groups: tuple[Told, ...], labels: Labels) -> Iterator[Part]:
    doubtful = [one for one in groups if is_doubtful(one.finding)]
    if doubtful:
        yield Lines((labels["memo_check_lead"],))
        yield Statements(tuple(statement(one, report, labels) for one in doubtful))


def _people(report: Report, labels: Labels) -> Iterator[Part]:
    colon = labels["colon"]
    for note in report.notes:
        stale = f" ({labels['notes_stale']})" if note.stale else ""
        where = f"{pinned_to(note, report, labels)}: “{one_line(note.quote)}”"
        yield Lines((f"{byline(note, labels)} ({where}){stale}{colon}{one_line(note.text)}",))


def _stayed(report: Report, labels: Labels) -> Iterator[Part]:
    found = [finding for change in report.changes for finding in change.findings if finding.kind == STAYED]
    lines = [view.sentence(finding, labels) for finding in found]
    lines += tables.unchanged(report, labels)
    yield Lines(tuple(lines) or (labels["memo_nothing_stayed"],))


def _terms(report: Report, labels: Labels) -> Iterator[Part]:
    rows = [(Cell(old, of_law=True), Cell(new, of_law=True), Cell(str(n))) for old, new, n in report.alignment.terms]
    if rows:
        yield Table((labels["old"], labels["new"], labels["memo_clauses"]), tuple(rows))
    else:
        yield Lines((labels["memo_no_terms"],))


def _editorial(report: Report, labels: Labels) -> Iterator[Part]:
    found = [
        view.sentence(finding, labels)
        for change in report.changes
        for finding in change.findings
        if finding.theme == FORM and finding.kind not in ELSEWHERE
    ]
    if found:
        yield Lines(tuple(dict.fromkeys(found)))


def _confidence(report: Report, labels: Labels) -> Iterator[Part]:
    sure, some, low = _bands(report)
    yield Lines((labels["memo_confidence"].format(sure=sure, some=some, low=low),))
    lines = [labels["degraded"]] if report.degraded else []
    if silent := _unexplained(report, labels):
        lines.append(labels["memo_silent"].format(articles=silent))
    disputed = (view.title_of(match, report, labels) for match in report.alignment.articles if match.disputed)
    lines += [labels["memo_disputed"].format(match=title) for title in disputed]
    lines += view.diagnostics(report, labels)
    if lines:
        yield Title(labels["memo_not_understood"])
        yield Lines(tuple(lines))
    yield Lines((labels["memo_machine"],))


def _bands(report: Report) -> tuple[int, int, int]:
    found = [finding.confidence for change in report.changes for finding in change.findings]
    sure = sum(confidence >= SURE for confidence in found)
    low = sum(confidence < view.LOW_CONFIDENCE for confidence in found)
    return sure, len(found) - sure - low, low


def _unexplained(report: Report, labels: Labels) -> str:
    """The articles with other words about which no rule had anything to say."""
    silent = [change.match for change in report.changes if not change.findings and _differs(change.match, report)]
    return str(labels.references["join_list"]).join(view.title_of(match, report, labels) for match in silent)


def _differs(match: Match, report: Report) -> bool:
    one_sided = not (match.old and match.new)
    return (match.text_changed or one_sided) and not match.placeholder and not view.is_division(match, report)
