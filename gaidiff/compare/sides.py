"""An instrument in, its units and leaves out, with the keys by which exact matches are found."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gaidiff.compare.similarity import UNSPACED, squeeze
from gaidiff.model.law import Instrument, leaves_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from gaidiff.model.law import Provision
    from gaidiff.model.text import EId

JOINT = re.compile(rf"(?<=[{UNSPACED}，。；：、（）《》])\s+(?=[{UNSPACED}，。；：、（）《》])")
WORDS_OF_REPEAL = r"""(?:
    deleted | omitted | repealed | reserved | revoked | spent      # Article 24 [deleted]
  | 已?删除 | 删去 | 已?废止 | 略 | 刪除 | 削除 | 삭제                # 第五条（删除）
  | aufgehoben | weggefallen | abrogée? | abrogés | supprimée? | vacant
)"""
PLACEHOLDER = re.compile(
    rf"""
    [\W_]* {WORDS_OF_REPEAL} [\W_]*
  | [\[(（【] {WORDS_OF_REPEAL} [^\])）】]{{0,80}} [\])）】] \W*      # [Repealed by Act 12 of 2010]
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A leaf's identifier, its words, and the words without white space."""

    eid: EId
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as alignment sees it. `first` and `last` bound its leaves in the side's list."""

    eid: EId
    label: str
    heading: str
    key: str
    body: str
    text: str
    first: int
    last: int
    placeholder: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: units and leaves in document order, and the unit each leaf stands in."""

    units: tuple[Unit, ...]
    leaves: tuple[Piece, ...]
    home: tuple[int, ...]


def side_of(instrument: Instrument) -> Side:
    """Everything alignment needs to know of one instrument."""
    units: list[Unit] = []
    leaves: list[Piece] = []
    home: list[int] = []
    for place, provision in enumerate(instrument.units()):
        first = len(leaves)
        for leaf in leaves_of(provision):
            text = _join(instrument.text_at(leaf.span))
            leaves.append(Piece(leaf.eid, text, squeeze(text)))
            home.append(place)
        units.append(_unit(instrument, provision, leaves, first))
    return Side(tuple(units), tuple(leaves), tuple(home))


def _unit(instrument: Instrument, provision: Provision, leaves: list[Piece], first: int) -> Unit:
    body = "".join(leaf.key for leaf in leaves[first:])
    words = [instrument.text_at(span) for span in provision.pieces()]
    heading = squeeze(provision.heading or "")
    return Unit(
        eid=provision.eid,
        label=provision.num.label if provision.num else "",
        heading=heading,
        key="".join(squeeze(text) for text in words),
        body=body,
        text="\n".join(_join(text) for text in words),
        first=first,
        last=len(leaves),
        placeholder=is_placeholder(body or heading),
    )


def is_placeholder(key: str) -> bool:
    """Whether a text only says that there is none: [deleted], （删除）, or nothing at all."""
    return not key or PLACEHOLDER.fullmatch(key) is not None


def _join(text: str) -> str:
    """Without the white space that wrapped lines leave between Chinese characters."""
    return JOINT.sub("", text) if "\n" in text or " " in text or "　" in text else text


def reworded(side: Side, neutral: Callable[[str], str], settled: Collection[int]) -> Side:
    """The same side with its texts, not its keys, passed through a rewriting, but for units that are settled."""
    units = tuple(
        unit if place in settled else replace(unit, text=neutral(unit.text)) for place, unit in enumerate(side.units)
    )
    leaves = tuple(
        leaf if home in settled else replace(leaf, text=neutral(leaf.text))
        for leaf, home in zip(side.leaves, side.home, strict=True)
    )
    return replace(side, units=units, leaves=leaves)
