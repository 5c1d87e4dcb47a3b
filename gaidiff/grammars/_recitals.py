"""The lines before the first article in, the recitals of an EU act and the lines that are none out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars._body import Draft
from gaidiff.model.law import Num, ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.grammars._labels import Line, Profile

FEWEST = 2  # recitals; one numbered line after “Whereas:” may be anything
LARGEST_STEP = 3  # numbers; (12) after (9) may be a gap, (34) is a citation


def take_recitals(preface: Sequence[Line], profile: Profile) -> tuple[list[Draft], list[Line]]:
    """Recitals (1), (2), … after “Whereas:” up to “HAVE ADOPTED THIS REGULATION”, and all other lines."""
    begin = next((place for place, line in enumerate(preface) if profile.is_preamble(line.text)), len(preface)) + 1
    end = next((p for p in range(begin, len(preface)) if profile.is_formula(preface[p].text)), None)
    numbered = _numbered(preface, begin, len(preface) if end is None else end, profile)
    if len(numbered) < FEWEST:
        return [], list(preface)
    last = numbered[-1][0] + 1 if end is None else end  # without a formula, lines after the last are no part of it
    drafts: list[Draft] = []
    following = [place for place, _, _ in numbered[1:]]
    for (place, num, start), after in zip(numbered, [*following, last], strict=True):
        line = preface[place]
        draft = Draft(kind=ProvisionKind.RECITAL, num=num, text=line.text[start:], offset=line.offset)
        draft.children = [
            Draft(kind=ProvisionKind.PARAGRAPH, text=more.text, offset=more.offset, depth=1)
            for more in preface[place + 1 : after]
        ]
        drafts.append(draft)
    return drafts, [*preface[: numbered[0][0]], *preface[last:]]


def _numbered(preface: Sequence[Line], begin: int, end: int, profile: Profile) -> list[tuple[int, Num, int]]:
    """The lines whose numbers run from (1) upwards, with the number and where the words after it begin."""
    found: list[tuple[int, Num, int]] = []
    before: tuple[int, ...] = (0,)
    family = ""
    for place in range(begin, end):
        markers, start = profile.markers(preface[place].text)
        if len(markers) != 1:
            continue
        style, ordinal, label = markers[0].options[0]
        step = ordinal > before and ordinal[0] - before[0] <= LARGEST_STEP
        if not label[0].isdecimal() or not step or (family and style != family):
            continue
        found.append((place, Num(markers[0].text, label, ordinal), start))
        before, family = ordinal, style
    return found
