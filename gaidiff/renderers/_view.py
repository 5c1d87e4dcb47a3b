"""A report and a language in, what every format prints out: titles of changes, what to fold, pinpoints of findings."""

from __future__ import annotations

from enum import StrEnum
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.model.change import Direction, MatchKind, Op
from gaidiff.model.law import PREFACE, REMAINDER
from gaidiff.renderers._notes import placed
from gaidiff.renderers._refs import references, span_of
from gaidiff.renderers._visible import hidden, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaidiff.model.change import Change, Finding, Match, Report
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId
    from gaidiff.renderers._labels import Labels

DRAFT = "draft"  # the grammars' word for it in Instrument.status
MOST_TOP = 5  # changes on the first screen
LOW_CONFIDENCE = 0.5  # below it a finding says so
ARROWS = {Direction.TIGHTENED: "▲", Direction.RELAXED: "▼", Direction.NEUTRAL: "■", Direction.MIXED: "◆"}


class Shape(StrEnum):
    """How a group of changes is shown."""

    DIVISION = "division"  # the heading of a part, chapter or section
    FOLD = "fold"  # a run of articles whose words are the same
    CHANGE = "change"


class Group(NamedTuple):
    """Changes shown together, by their places in the report; only a FOLD holds more than one."""

    shape: Shape
    places: tuple[int, ...]
    kind: MatchKind


def groups(report: Report) -> Iterator[Group]:
    """Every change of the report in exactly one group, in the report's order."""
    noted = placed(report)
    numbered = list(enumerate(report.changes))
    for (shape, kind, _), run in groupby(numbered, key=lambda pair: _alike(pair[1], report, noted=pair[0] in noted)):
        places = tuple(place for place, _ in run)
        if shape is Shape.FOLD:
            yield Group(shape=shape, places=places, kind=kind)
        else:
            yield from (Group(shape=shape, places=(place,), kind=kind) for place in places)


def _alike(change: Change, report: Report, *, noted: bool) -> tuple[Shape, MatchKind, bool]:
    """What changes of one fold have in common; the preface is not folded with articles."""
    outside = bool({PREFACE, REMAINDER} & {*change.match.old, *change.match.new})
    return _shape(change, report, noted=noted), change.match.kind, outside


def _shape(change: Change, report: Report, *, noted: bool) -> Shape:
    if is_division(change.match, report):
        return Shape.DIVISION
    same = all(segment.op is Op.EQUAL for segment in change.segments)
    quiet = all(finding.direction is Direction.NEUTRAL for finding in change.findings)
    one_to_one = len(change.match.old) == len(change.match.new) == 1
    return Shape.FOLD if same and quiet and one_to_one and not noted else Shape.CHANGE


def is_division(match: Match, report: Report) -> bool:
    """Whether the match is about parts, chapters or sections, not what stands in them."""
    sides = ((match.old, report.old), (match.new, report.new))
    return all(eid not in text.unit_of and eid in text.by_eid for side, text in sides for eid in side)


def ends_of(match: Match, report: Report, labels: Labels) -> tuple[str, str]:
    """Both ends of a match as cited, empty where there is none: ("Art. 13", "Art. 11, 14, 15")."""
    return (
        one_line(references(report.old, match.old, labels)),
        one_line(references(report.new, match.new, labels)),
    )


def title_of(match: Match, report: Report, labels: Labels) -> str:
    """Both ends in one phrase: `Art. 13 → Art. 11, 14, 15`; `Old Art. 9` where nothing followed."""
    old, new = ends_of(match, report, labels)
    if not new:
        return labels["title_old"].format(reference=old)
    return _arrow(old, new) if old else labels["title_new"].format(reference=new)


def _arrow(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def fold_title(group: Group, report: Report, labels: Labels) -> str:
    """The articles of a fold by first and last: `Art. 3-9`, `Art. 8-12 → Art. 7-11`."""
    matches = [report.changes[place].match for place in group.places]
    old = span_of(report.old, [eid for match in matches for eid in match.old], labels)
    new = span_of(report.new, [eid for match in matches for eid in match.new], labels)
    return one_line(_arrow(old, new))


def kinds_of(match: Match, labels: Labels) -> str:
    """The headline kind and what else is true: `split, amended`. That a number changed, the title shows."""
    if match.placeholder:
        return labels["placeholder"]
    kind = match.kind
    words = [labels.kinds[kind]]
    plain = kind in (MatchKind.INSERTED, MatchKind.REPEALED, MatchKind.UNCHANGED)
    if match.text_changed and kind is not MatchKind.AMENDED and not plain:
        words.append(labels["text_changed"])
    if match.parent_changed and kind is not MatchKind.MOVED and not plain:
        words.append(labels["place_changed"])
    if match.disputed:
        words.append(labels["disputed"])
    if match.decided:
        words.append(labels["decided"])
    return str(labels.references["join_list"]).join(words)


def heading_of(match: Match, report: Report) -> str:
    """The law's own heading of the article, of the new text if it has one."""
    for eids, text in ((match.new, report.new), (match.old, report.old)):
        nodes = [node for eid in eids if (node := text.by_eid.get(eid)) and node.heading]
        headings = [(node.heading or "").lstrip().removeprefix(node.called) for node in nodes]
        if headings and len(eids) == 1:
            return one_line(headings[0])
    return ""


def pinpoint(finding: Finding, report: Report, labels: Labels) -> str:
    """Where a finding's words stand: `old Art. 15 → new Art. 14(2)`."""
    old = references(report.old, _eids(finding, old=True), labels)
    new = references(report.new, _eids(finding, old=False), labels)
    named = (
        labels[_old_form(report)].format(reference=old) if old else "",
        labels["new_reference"].format(reference=new) if new else "",
    )
    return one_line(" → ".join(one for one in named if one))


def _old_form(report: Report) -> str:
    """A draft is called one, as the comments do, unless both texts are drafts."""
    return "draft_reference" if report.old.status == DRAFT != report.new.status else "old_reference"


def _eids(finding: Finding, *, old: bool) -> Iterable[EId]:
    return dict.fromkeys(span.eid for span in (finding.old if old else finding.new))


def directed(finding: Finding, labels: Labels) -> str:
    """Arrow and word; the arrow is never the only signal."""
    return f"{ARROWS[finding.direction]} {labels.directions[finding.direction]}"


def sentence(finding: Finding, labels: Labels) -> str:
    """The comment in the report's language; the kind in words if no comment was made."""
    return one_line(finding.sentence(labels.language)) or finding.kind.replace("_", " ")


def verdict(report: Report, labels: Labels) -> str:
    """The one-sentence verdict in the report's language, in English if there is none."""
    verdicts = dict(report.summary.verdict)
    return one_line(verdicts.get(labels.language, verdicts.get("en", "")))


def top(report: Report) -> list[tuple[int, int]]:
    """The changes that matter most, as (change, finding) places."""
    return [(ref.change, ref.finding) for ref in report.summary.top[:MOST_TOP]]


def counts(report: Report, labels: Labels) -> tuple[list[tuple[int, str, str]], list[tuple[int, str, str]]]:
    """(count, name, word) of match kinds and of directions, in the model's order, without zeros."""
    kinds, directions = dict(report.summary.matches), dict(report.summary.directions)
    return (
        [(kinds[kind], str(kind), labels.kinds[kind]) for kind in MatchKind if kinds.get(kind)],
        [(directions[way], str(way), labels.directions[way]) for way in Direction if directions.get(way)],
    )


class Fact(NamedTuple):
    """One line about the two texts; `of_law` says the words are the law's, not the report's."""

    name: str
    old: str
    new: str
    of_law: bool = False


def facts(report: Report, labels: Labels) -> list[Fact]:
    """What the two texts are; lines that neither text fills are left out."""
    old, new = report.old, report.new
    unknown = labels["unknown"]
    lines = [
        Fact(labels["title"], old.title, new.title, of_law=True),
        Fact(labels["status"], labels.status(old.status), labels.status(new.status)),
        Fact(labels["number"], old.number or unknown, new.number or unknown, of_law=True),
        Fact(labels["authority"], _listed(old) or unknown, _listed(new) or unknown, of_law=True),
        Fact(labels["adopted"], old.adopted or unknown, new.adopted or unknown),
        Fact(labels["published"], old.published or unknown, new.published or unknown),
        Fact(labels["in_force"], old.in_force or unknown, new.in_force or unknown),
        Fact(labels["comments_until"], old.comments_until or unknown, new.comments_until or unknown),
        Fact(labels["articles"], str(len(old.articles())), str(len(new.articles()))),
    ]
    return [
        line._replace(old=one_line(line.old), new=one_line(line.new))
        for line in lines
        if {line.old, line.new} != {unknown}
    ]


def _listed(text: Instrument) -> str:
    return ("、" if text.language == "zh" else ", ").join(text.authority)


def contents(report: Report) -> list[tuple[Match, int | None]]:
    """Every match of articles and the place of its change, in the order of the changes."""
    places: dict[Match, int] = {}
    for place, change in enumerate(report.changes):
        places.setdefault(change.match, place)
    last = len(report.changes)  # a report of somebody else's making may have a match without a change
    return [
        (match, places.get(match))
        for match in sorted(report.alignment.articles, key=lambda match: places.get(match, last))
    ]


def banners(report: Report, labels: Labels) -> list[str]:
    """What a reader must know before trusting what the eye sees."""
    said = [labels["degraded"]] if report.degraded else []
    for text, side in ((report.old, labels["side_old"]), (report.new, labels["side_new"])):
        if found := hidden(text):
            listed = ", ".join(f"{name}×{count}" for name, count in found)
            said.append(labels["hidden"].format(side=side, list=listed))
    return said


def diagnostics(report: Report, labels: Labels) -> list[str]:
    """Oddities the parser noticed: `old Art. 14: ...`."""
    said = []
    for text, form in ((report.old, _old_form(report)), (report.new, "new_reference")):
        said += [f"{labels[form].format(reference=_place(text, d.eid, labels))}: {d.message}" for d in text.diagnostics]
    return [one_line(one) for one in said]


def _place(text: Instrument, eid: EId | None, labels: Labels) -> str:
    return references(text, [eid], labels) if eid else text.title
