"""Two duties of means in, out how much stronger the measures they ask for have become: 1, 0 or -1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.model.words import Concept
from gaidiff.rules._clauses import Force

if TYPE_CHECKING:
    from gaidiff.model.words import Context
    from gaidiff.rules._clauses import Clause

STRONG_MEASURES: Final = 3  # necessary; naming this grade where none was named raises the standard


def grade_change(old: Clause, new: Clause) -> int:
    """1 if the measures asked for are stronger, -1 if weaker: appropriate, reasonable, necessary, effective."""
    if old.force is not Force.MEANS:
        return 0
    if old.grade and new.grade:
        return new.grade - old.grade
    if max(old.grade, new.grade) >= STRONG_MEASURES:
        return 1 if new.grade else -1
    return 0


def aim_change(old: Clause, new: Clause, context: Context) -> int:
    """Something to be prevented, and then only measures for something else: 防止再次生成, 采取措施进行整改."""
    if old.force is not Force.MEANS or old.listed or new.listed:
        return 0
    aims = [context.lexicon.find(Concept.MEANS, clause.text) for clause in (old, new)]
    avoids = [any(cue.part("avoid") for cue in found) for found in aims]
    measures = [any(cue.part("measures") for cue in found) for found in aims]
    if avoids == measures or avoids[0] is avoids[1] or measures[0] is measures[1]:
        return 0
    return -1 if avoids[0] else 1
