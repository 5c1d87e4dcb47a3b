"""A report in, the new text as Akoma Ntoso 3.0 out, with what it changes in the old one as `textualMod`s.

Akoma Ntoso has no word for a move: it is written as a repeal and an insertion that refer to one event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.change import MatchKind
from gaidiff.model.law import PREFACE, REMAINDER
from gaidiff.renderers import Renderer
from gaidiff.renderers._akn_document import OWN, Comparison, Names, document_of, names_of
from gaidiff.renderers._akn_text import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gaidiff.model.change import Match, Report
    from gaidiff.model.text import EId

# The words of the standard for what became of a provision; a move is the pair at its end.
TYPES: Final = {
    MatchKind.AMENDED: "substitution",
    MatchKind.INSERTED: "insertion",
    MatchKind.REPEALED: "repeal",
    MatchKind.RENUMBERED: "renumbering",
    MatchKind.SPLIT: "split",
    MatchKind.MERGED: "join",
}


def _render(report: Report, language: str) -> bytes:  # noqa: ARG001  nothing of it is in our own words
    analysis, events = _changes(report, names_of(report.old))
    return document_of(report.new, Comparison(_earlier(report), analysis, events))


def _earlier(report: Report) -> dict[EId, EId]:
    """What an article was called, where it was one article and had another name."""
    pairs = {match.new[0]: match.old[0] for match in report.alignment.articles if len(match.old) == len(match.new) == 1}
    return {new: old for new, old in pairs.items() if new != old}


class _Mods:
    """Gathers modifications; each is numbered as it comes."""

    def __init__(self, old: Names, source: str) -> None:
        self._old = old
        self._source = source
        self.lines: list[str] = []
        self.moves: list[str] = []

    def add(self, match: Match) -> None:
        """The modifications of one match."""
        if match.kind is MatchKind.MOVED:
            event = f"move_{len(self.moves) + 1}"
            self.moves.append(event)
            self._add("repeal", match.old, (), event)
            self._add("insertion", (), match.new, event)
        elif match.kind is not MatchKind.UNCHANGED:
            self._add(TYPES[match.kind], match.old, match.new)
        if match.kind is MatchKind.AMENDED and match.num_changed:
            self._add("renumbering", match.old, match.new)

    def _add(self, kind: str, old: Iterable[EId], new: Iterable[EId], event: str = "") -> None:
        """Destinations are provisions of this text; a repeal has none in it, so it points into the old one."""
        before, after = [self._old.to(eid) for eid in old], [f"#{eid}" for eid in new]
        refers = f' refersTo="#{event}"' if event else ""
        parts = [("source", [self._source]), ("destination", after or before), ("old", before), ("new", after)]
        inside = "".join(f'<{tag} href="{escaped(place)}"/>' for tag, places in parts for place in places)
        number = len(self.lines) + 1
        self.lines.append(f'<textualMod type="{kind}" eId="pmod_{number}"{refers}>{inside}</textualMod>')


def _changes(report: Report, old: Names) -> tuple[str, str]:
    """The analysis, and the events it refers to."""
    mods = _Mods(old, names_of(report.new).work)
    for match in (*report.alignment.divisions, *report.alignment.articles):
        if not {PREFACE, REMAINDER} & {*match.old, *match.new}:
            mods.add(match)
    passive = f"<passiveModifications>{''.join(mods.lines)}</passiveModifications>" if mods.lines else ""
    return f'<analysis source="#{OWN}">{passive}</analysis>' if passive else "", _events(mods.moves)


def _events(moves: Iterable[str]) -> str:
    return "".join(f'<TLCEvent eId="{one}" href="/akn/ontology/event/{OWN}.{one}" showAs="moved"/>' for one in moves)


RENDERER = Renderer(name="akn", suffix=".xml", render=_render)
