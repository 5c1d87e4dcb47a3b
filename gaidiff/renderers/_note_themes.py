"""The findings of a report in, statements under themes out: one for each change in the law, never the same twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from gaidiff.model.law import PREFACE, REMAINDER
from gaidiff.renderers import _view as view
from gaidiff.renderers._note_parts import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaidiff.model.change import Change, Finding, Report
    from gaidiff.renderers._labels import Labels

FORM: Final = "form"  # the theme of what changes no rule
STAYED: Final = "unchanged_confirmed"
QUOTED: Final = ("x", "y", "act", "law", "term", "qualifier")  # slots that hold the law's own words
LISTED: Final = ("xs", "ys")  # slots that hold items of a list, one a line
# A rule that knows more of a duty says it better: an assessment, a right, a power.
GENERAL: Final = frozenset({"obligation_added", "obligation_removed", "obligation_modified"})
ONE_SIDED: Final = ("added", "removed")


@dataclass(frozen=True, slots=True)
class Told:
    """The finding that is told, its place in the report, and the kinds of others that say the same in other words."""

    change: int
    finding: Finding
    others: tuple[Finding, ...] = ()


def told(report: Report) -> tuple[Told, ...]:
    """Every finding on the law itself, those about the same words together, in the order of the report."""
    return tuple(one for place, change in enumerate(report.changes) for one in _of_change(place, change))


def _of_change(place: int, change: Change) -> Iterator[Told]:
    groups: list[Told] = []
    own = [finding for finding in change.findings if finding.theme != FORM and finding.kind != STAYED]
    for finding in sorted(own, key=lambda one: (is_doubtful(one), one.kind in GENERAL)):
        same = next((n for n, group in enumerate(groups) if _repeats(finding, group.finding)), None)
        if same is None:
            groups.append(Told(place, finding))
        else:
            groups[same] = replace(groups[same], others=(*groups[same].others, finding))
    yield from groups


def is_doubtful(finding: Finding) -> bool:
    """Whether the finding must be checked before it is repeated."""
    return finding.confidence < view.LOW_CONFIDENCE


def _repeats(finding: Finding, headline: Finding) -> bool:
    """Whether a finding quotes nothing that the headline does not: who reads that one knows its words already."""
    if any(name in LISTED for name, _ in finding.slots):
        return False
    words, known = _quoted(finding), _quoted(headline)
    if not words or not known:
        return False
    if all(any(word in other for other in known) for word in words):
        return True
    one_sided = finding.kind.rpartition("_")[2] in ONE_SIDED and headline.kind.rpartition("_")[2] in ONE_SIDED
    return one_sided and all(any(other in word for word in words) for other in known)


def _quoted(finding: Finding) -> list[str]:
    return [text.rstrip("。.；;，,") for name, text in finding.slots if name in QUOTED and text]


def statement(one: Told, report: Report, labels: Labels, number: int = 0) -> Statement:
    """The statement of a group; the pinpoint stands beside it only where the sentence does not give it."""
    finding = one.finding
    said = view.sentence(finding, labels)
    if number:
        told_above = labels["memo_told"].format(kind=kind_of(finding, labels), number=number)
        said = f"{told_above[:1].upper()}{told_above[1:]}"
    return Statement(
        direction=finding.direction.value,
        arrow=view.ARROWS[finding.direction],
        word=labels.directions[finding.direction],
        sentence=said,
        where=_where(said, finding, report, labels),
        tags=_tags(one, labels),
    )


def plain(finding: Finding, report: Report, labels: Labels) -> Statement:
    """A statement of one finding alone."""
    return statement(Told(0, finding), report, labels)


def _where(said: str, finding: Finding, report: Report, labels: Labels) -> str:
    if all(span.eid in (PREFACE, REMAINDER) for span in (*finding.old, *finding.new)):
        return ""  # the title and what stands around it have no number
    where = view.pinpoint(finding, report, labels)
    known = all(end.casefold() in said.casefold() for end in where.split(" → "))
    return "" if known else where


def _tags(one: Told, labels: Labels) -> tuple[str, ...]:
    own = kind_of(one.finding, labels)
    named = (f"{view.ARROWS[other.direction]} {kind_of(other, labels)}" for other in one.others)
    return tuple(tag for tag in dict.fromkeys(named) if not tag.endswith(f" {own}"))


def kind_of(finding: Finding, labels: Labels) -> str:
    """The kind in words: by kind and form, else by kind, else as it is called."""
    form = dict(finding.slots).get("form", "")
    names = labels.findings
    return names.get(f"{finding.kind}/{form}") or names.get(finding.kind) or finding.kind.replace("_", " ")


def in_themes(groups: Iterable[Told], labels: Labels) -> dict[str, list[Told]]:
    """The sure groups by theme, in reading order; a theme of somebody else's making comes last."""
    found: dict[str, list[Told]] = {theme: [] for theme in labels.themes}
    for one in groups:
        if not is_doubtful(one.finding):
            found.setdefault(one.finding.theme, []).append(one)
    return {theme: ones for theme, ones in found.items() if ones}
