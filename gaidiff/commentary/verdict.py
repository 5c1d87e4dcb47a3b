"""Commented changes in, the summary out: counts, one sentence of verdict per language, and the changes that matter."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from gaidiff.commentary.phrases import load_phrases
from gaidiff.commentary.reader import AUTHORITY, PROVIDER, nearness
from gaidiff.commentary.references import joined
from gaidiff.model.change import BINDS_OFFICIALS, Direction, MatchKind, Ref, Summary
from gaidiff.model.law import ProvisionKind
from gaidiff.model.words import Concept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gaidiff.model.change import Change, Finding, Match
    from gaidiff.model.text import EId
    from gaidiff.model.words import Context

MOST_TOP: Final = 7  # what a reader takes in at once
CLEAR: Final = 1.5  # times as many of one sign as of the other, or the balance is not called
# What readers ask first (commentary style, section 5): the sanction, then bans, dates, duties, their strength.
WEIGHTS: Final = {
    "penalty": 10,
    "scope": 9,
    "exemption": 9,
    "prohibition": 8,
    "deadline": 7,
    "threshold": 7,
    "licence": 6,
    "liability": 6,
    "enforcement": 6,
    "condition": 6,
    "trigger": 6,
    "addressee": 6,
    "obligation": 5,
    "modality": 5,
    "procedural": 5,
    "foreign": 5,
    "effective": 4,
    "regulator": 4,
    "procedure": 4,
    "official": 4,
    "enumeration": 4,
    "definition": 3,
    "interplay": 3,
    "rulemaking": 3,
    "legal": 2,
    "title": 2,
    "cross": 1,
}
STRENGTHS: Final = {"encouragement": 1, "permission": 2, "means": 3, "duty": 4, "ban": 5}
STEP: Final = 0.1  # what each further step on that ladder adds to the weight of a change of strength
RECITAL: Final = ProvisionKind.RECITAL.value
EXPLAINS: Final = 0.2  # of a finding in a recital: what changed in an article goes first
OFFICIALS: Final = 0.5  # a rule that binds officials counts half for those they supervise
LIFETIME: Final = "lifetime"  # the signal of a reach that changed in time only
COUNTED: Final = 0.5  # confidence below which a finding does not sway the verdict
FORM: Final = frozenset(
    {
        "renumbered_only",
        "moved_split_merged",
        "editorial_only",
        "terminology_changed",
        "structure_changed",
        "unchanged_confirmed",
    }
)
UNCERTAIN_SIGN: Final = 0.6  # a neutral finding counts this much of one that tightens or relaxes


def summarise(changes: Sequence[Change], context: Context, side: str = PROVIDER) -> Summary:
    """Count, judge and rank for a reader's side. The verdict says no more than the counts do, and whose side it is."""
    findings = [finding for change in changes for finding in change.findings]
    tables = load_phrases()
    articles = _Articles(context)
    return Summary(
        matches=_counted(change.match.kind.value for change in changes if articles.hold(change.match)),
        findings=_counted(finding.kind for finding in findings),
        directions=_counted(finding.direction.value for finding in findings),
        themes=_counted(finding.theme for finding in findings if finding.theme),
        verdict=tuple(
            (language, _verdict(changes, articles, context, table) + table.get(f"verdict.side.{side}", ""))
            for language, table in tables.items()
        ),
        top=_top(changes, articles, side),
    )


def direction_of(change: Change) -> Direction:
    """The direction of a change as a whole: mixed where its findings differ; doubtful ones do not count."""
    certain = (finding for finding in change.findings if finding.confidence >= COUNTED)
    signs = {finding.direction for finding in certain} - {Direction.NEUTRAL}
    if not signs:
        return Direction.NEUTRAL
    return signs.pop() if len(signs) == 1 else Direction.MIXED


def _counted(names: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(names).items()))


class _Articles:
    """What counts as an article on either side, and what the rest is: a recital, a part of an annex, loose text."""

    def __init__(self, context: Context) -> None:
        self._sides = (context.old, context.new)
        self._eids = tuple({unit.eid for unit in law.articles()} for law in self._sides)

    def hold(self, match: Match) -> bool:
        """Whether the match is about an article."""
        return any(eid in eids for eids, found in zip(self._eids, (match.old, match.new), strict=True) for eid in found)

    def of_new(self, match: Match) -> Sequence[EId]:
        """The new articles of a match; what else an old one became if it became no article."""
        return [eid for eid in match.new if eid in self._eids[1]] or match.new

    def beside(self, match: Match) -> str:
        """The kind of another unit; empty for an article, a division, the preface and the remainder."""
        if match.placeholder or self.hold(match):
            return ""
        law, eids = (self._sides[1], match.new) if match.new else (self._sides[0], match.old)
        kinds = {law.by_eid[eid].kind for eid in eids if eid in law.unit_of}
        if not kinds:
            return ""
        if ProvisionKind.RECITAL in kinds:
            return RECITAL
        return "annex" if kinds & {ProvisionKind.ANNEX, ProvisionKind.ARTICLE} else "other"


def _verdict(changes: Sequence[Change], articles: _Articles, context: Context, table: Mapping[str, str]) -> str:
    return _said(changes, articles, context, table) + _beside(changes, articles, table)


def _beside(changes: Sequence[Change], articles: _Articles, table: Mapping[str, str]) -> str:
    """What else differs: the count of articles must not hide a new annex."""
    counts = Counter(
        articles.beside(change.match) for change in changes if change.match.kind is not MatchKind.UNCHANGED
    )
    parts = [
        table.get(f"verdict.beside.{name}.one" if counts[name] == 1 else f"verdict.beside.{name}", "").format(
            n=counts[name]
        )
        for name in (RECITAL, "annex", "other")
        if counts[name]
    ]
    return table.get("verdict.beside", "").format(list=joined(parts, table)) if parts else ""


def _said(changes: Sequence[Change], articles: _Articles, context: Context, table: Mapping[str, str]) -> str:
    counts = _fates(changes, articles)
    if not any(counts[name] for name in ("amended", "new", "moved", "removed")):
        return table.get("verdict.nothing", "").format(total=counts["total"])
    parts = [
        table.get(f"verdict.{name}.one" if counts[name] == 1 else f"verdict.{name}", "").format(
            n=counts[name], total=counts["total"]
        )
        for name in ("amended", "new", "removed", "moved", "unchanged")
        if counts[name]
    ]
    signs = Counter(direction_of(change) for change in changes if change.findings)
    signed = {sign: signs[sign] for sign in (Direction.RELAXED, Direction.TIGHTENED, Direction.MIXED)}
    head = _join(parts, table)
    if Concept.DUTY not in context.lexicon.patterns:
        return f"{head}{table.get('verdict.not_judged', '')}"
    if not any(signed.values()):
        return f"{head}{table.get('verdict.no_direction', '')}"
    numbers = {sign.value: n for sign, n in signed.items()}
    return f"{head}{table.get('verdict.' + _balance(signed), '').format(**numbers)}"


def _join(parts: list[str], table: Mapping[str, str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return table.get("verdict.comma", ", ").join(parts[:-1]) + table.get("verdict.and", " and ") + parts[-1]


def _balance(signed: Mapping[Direction, int]) -> str:
    relaxed, tightened = signed[Direction.RELAXED], signed[Direction.TIGHTENED]
    if relaxed > tightened and relaxed >= CLEAR * tightened:
        return "relaxes"
    if tightened > relaxed and tightened >= CLEAR * relaxed:
        return "tightens"
    return "mixed"


def _fates(changes: Sequence[Change], articles: _Articles) -> Counter[str]:
    """What became of each new article, and how many old ones have no heir."""
    fate: dict[str, str] = {}
    rank = ("unchanged", "moved", "amended", "new")
    removed = 0
    for change in changes:
        match = change.match
        if not articles.hold(match):
            continue
        if match.kind is MatchKind.REPEALED:
            removed += 1
            continue
        name = _fate(change)
        for eid in articles.of_new(match):
            fate[eid] = max(fate.get(eid, "unchanged"), name, key=rank.index)
    counts = Counter(fate.values())
    counts["removed"] = removed
    counts["total"] = len(fate)
    return counts


def _fate(change: Change) -> str:
    match = change.match
    if match.kind is MatchKind.INSERTED:
        return "new"
    if match.text_changed:
        return "amended"
    return "unchanged" if match.kind is MatchKind.UNCHANGED else "moved"


def _top(changes: Sequence[Change], articles: _Articles, side: str) -> tuple[Ref, ...]:
    """The weightiest finding of each change first; a second one of the same change only if places are left."""
    ranked = sorted(
        (-_weight(finding, side) * (EXPLAINS if articles.beside(change.match) == RECITAL else 1), i, j)
        for i, change in enumerate(changes)
        for j, finding in enumerate(change.findings)
        if finding.kind not in FORM
    )
    seen: set[int] = set()
    first: list[Ref] = []
    later: list[Ref] = []
    for _, i, j in ranked:
        (later if i in seen else first).append(Ref(i, j))
        seen.add(i)
    return tuple((first + later)[:MOST_TOP])


def _weight(finding: Finding, side: str) -> float:
    head = finding.kind.partition("_")[0]
    if ("form", "interplay") in finding.slots or LIFETIME in finding.signals:
        head = "interplay"  # which text goes first, and how long a duty lasts, is less than whom the text binds
    weight = WEIGHTS.get(head, 1) * finding.confidence * _leap(finding) * nearness(finding, side)
    if BINDS_OFFICIALS in finding.signals and side != AUTHORITY:
        weight *= OFFICIALS
    return weight * UNCERTAIN_SIGN if finding.direction is Direction.NEUTRAL else weight


def _leap(finding: Finding) -> float:
    """From a permission to a ban is further than from a duty to a ban."""
    slots = dict(finding.slots)
    old, new = STRENGTHS.get(slots.get("word_old", "")), STRENGTHS.get(slots.get("word_new", ""))
    return 1.0 if old is None or new is None else 1.0 + STEP * max(0, abs(new - old) - 1)
