"""Drafts in, provisions with their identifiers and the oddities of their numbers out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gaidiff.grammars._chain import follows
from gaidiff.model.law import DIVISIONS, Num, Provision, ProvisionKind
from gaidiff.model.text import Diagnostic, EId

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gaidiff.grammars._body import Draft

    Breaks = Callable[[str], tuple[int, ...]]

ABBREVIATIONS = {
    ProvisionKind.PART: "part",
    ProvisionKind.CHAPTER: "chp",
    ProvisionKind.SECTION: "sec",
    ProvisionKind.ARTICLE: "art",
    ProvisionKind.PARAGRAPH: "para",
    ProvisionKind.ITEM: "item",
    ProvisionKind.SUBITEM: "subitem",
    ProvisionKind.ANNEX: "annex",
    ProvisionKind.RECITAL: "rec",
}
COUNTED = DIVISIONS | {
    ProvisionKind.ARTICLE,
    ProvisionKind.ANNEX,
}  # model forms in an annex repeat (a), (b) as they like
QUOTED = 40  # characters of a line shown in a message


def finish(
    drafts: Sequence[Draft], breaks: Breaks, rejected: Sequence[str]
) -> tuple[tuple[Provision, ...], tuple[Diagnostic, ...]]:
    """Name every draft and freeze it; `rejected` are lines that look like headings of articles and were not taken."""
    names = _Names(breaks)
    provisions = names.freeze(drafts, parent="", annex="")
    strays = tuple(
        Diagnostic("label_out_of_order", f"“{text[:QUOTED]}” looks like an article out of order; it was read as text")
        for text in rejected
    )
    return provisions, (*names.diagnostics, *strays)


class _Names:
    """Hands out identifiers, each once, and notes what is odd about the numbers."""

    def __init__(self, breaks: Breaks) -> None:
        self.breaks = breaks
        self.used: dict[str, int] = {}  # identifier -> how often it was asked for
        self.diagnostics: list[Diagnostic] = []
        self.last: dict[str, Draft] = {}  # annex -> its last article
        self.restarted = False  # all articles of a second law repeat numbers; that is said once

    def freeze(self, drafts: Sequence[Draft], *, parent: str, annex: str) -> tuple[Provision, ...]:
        if not drafts:
            return ()
        names = _local_names(drafts)
        frozen = []
        before: Draft | None = None
        for draft, name in zip(drafts, names, strict=True):
            self.restarted |= draft.restarts
            free = draft.kind is ProvisionKind.ARTICLE and not draft.by_division
            prefix = annex if free else parent
            eid = self._unique(EId(f"{prefix}__{name}" if prefix else name), draft)
            if draft.kind is ProvisionKind.ARTICLE:
                before, self.last[annex] = self.last.get(annex), draft
            if before is not None or draft.restarts:
                self._compare(before, draft, eid)
            if draft.is_placeholder and draft.num is not None:
                label = draft.num.text.rstrip(" :–—-")
                message = f"{label} is printed as {draft.text[:QUOTED]}; it is no article of this text"
                self.diagnostics.append(Diagnostic("placeholder", message, eid))
            before = draft
            below = annex if draft.kind in DIVISIONS else eid
            frozen.append(self._frozen(draft, eid, below))
        return tuple(frozen)

    def _frozen(self, draft: Draft, eid: EId, annex: str) -> Provision:
        return Provision(
            eid=eid,
            kind=ProvisionKind.PARAGRAPH if draft.is_placeholder else draft.kind,
            num=draft.num,
            heading=draft.heading,
            text=draft.text,
            wrap_up=draft.wrap_up,
            children=self.freeze(draft.children, parent=eid, annex=annex),
            breaks=self.breaks(draft.text) if draft.text else (),
            source_offset=draft.offset,
        )

    def _unique(self, eid: EId, draft: Draft, *, again: bool = False) -> EId:
        number = self.used[eid] = self.used.get(eid, 0) + 1
        if number == 1:
            return eid
        other = self._unique(EId(f"{eid}_{number}"), draft, again=True)
        if again:
            return other
        again_in_second = self.restarted and draft.kind in COUNTED
        if not again_in_second and draft.num is not None and (draft.kind in COUNTED or not eid.startswith("annex")):
            message = f"{draft.num.text} is used twice; the second is called {other}"
            self.diagnostics.append(Diagnostic("duplicate_label", message, other))
        return other

    def _compare(self, before: Draft | None, draft: Draft, eid: EId) -> None:
        """Note a gap or a step back between two neighbours of one kind."""
        if draft.restarts:
            message = f"numbering starts again at {eid}; the file may hold two instruments"
            self.diagnostics.append(Diagnostic("two_instruments", message, eid))
            return
        if before is None or before.kind is not draft.kind or before.num is None or draft.num is None:
            return
        old, new = before.num, draft.num
        if draft.by_division or old.ordinal == new.ordinal or follows(old.ordinal, new.ordinal):
            return
        if any(one.is_placeholder and one.num and one.num.text.startswith("§§") for one in (before, draft)):
            return  # §§ 3 bis 5 (weggefallen) stands for all of them
        if draft.kind not in COUNTED and _style(old) != _style(new):
            return  # (i), (ii) and then (1a): two lists side by side
        loose = draft.kind is ProvisionKind.ANNEX or (draft.kind not in COUNTED and eid.startswith("annex"))
        if loose:
            return
        if new.ordinal < old.ordinal:
            message = f"{new.text} stands after {old.text}"
            self.diagnostics.append(Diagnostic("label_out_of_order", message, eid))
        else:
            message = f"{old.text} is followed by {new.text}; the numbers between are missing"
            self.diagnostics.append(Diagnostic("numbering_gap", message, eid))


def _style(num: Num) -> tuple[str, bool]:
    """The marks of a printed label and whether it is a number: （一） and （二） are of one style, 1. is of another."""
    return re.sub(r"\w", "", num.text), num.label[0].isdecimal()


def _abbreviation(draft: Draft) -> str:
    return "placeholder" if draft.is_placeholder else ABBREVIATIONS[draft.kind]


def _local_names(drafts: Sequence[Draft]) -> list[str]:
    """para_1, item_3; what has no number is counted among its own kind, past the printed numbers."""
    printed = {f"{ABBREVIATIONS[draft.kind]}_{draft.num.label}" for draft in drafts if draft.num is not None}
    counts: dict[ProvisionKind, int] = {}
    names = []
    for draft in drafts:
        name = f"{_abbreviation(draft)}_{draft.num.label}" if draft.num is not None else ""
        while not name:
            counts[draft.kind] = counts.get(draft.kind, 0) + 1
            name = f"{ABBREVIATIONS[draft.kind]}_{counts[draft.kind]}"
            name = "" if name in printed else name
        names.append(name)
    return names
