"""An instrument in, its units and leaves out, with the keys by which exact matches are found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.compare.similarity import squeeze
from gaidiff.model.law import Instrument, ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from gaidiff.model.law import Provision
    from gaidiff.model.text import EId

WHITE = re.compile(r"\s+")
UNSPACED = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"))  # kana and Han
UNSPACED_MARKS = "，。；：、（）《》"
FIRST_UNSPACED = "、"  # of all these characters
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


class Piece(NamedTuple):
    """A leaf's identifier, its words, and the words without white space."""

    eid: EId
    text: str
    key: str


class Unit(NamedTuple):
    """A unit as alignment sees it.

    `first` and `last` bound its leaves in the side's list. `label` tells the articles of a law from its recitals and
    annexes, and from the articles of an annex, which are numbered anew.
    """

    eid: EId
    label: str
    heading: str
    key: str
    body: str
    text: str
    first: int
    last: int
    placeholder: bool
    kind: ProvisionKind


class Side(NamedTuple):
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
        for leaf in instrument.leaves(provision.eid):
            text = _join(instrument.text_at(leaf.span))
            leaves.append(Piece(leaf.eid, text, squeeze(text)))
            home.append(place)
        units.append(_unit(instrument, provision, leaves, first))
    return Side(tuple(units), tuple(leaves), tuple(home))


def _unit(instrument: Instrument, provision: Provision, leaves: list[Piece], first: int) -> Unit:
    body = "".join(leaf.key for leaf in leaves[first:])
    text = "\n".join(_join(instrument.text_at(span)) for span in provision.pieces())
    heading = squeeze(provision.heading or "")
    return Unit(
        eid=provision.eid,
        label=f"{_series(instrument, provision)}{provision.num.label}" if provision.num else "",
        heading=heading,
        key=squeeze(text),
        body=body,
        text=text,
        first=first,
        last=len(leaves),
        placeholder=is_placeholder(body or heading),
        kind=provision.kind,
    )


def _series(instrument: Instrument, provision: Provision) -> str:
    """What is numbered together: Article 12 and recital 12 have nothing to do with each other."""
    if provision.kind in (ProvisionKind.RECITAL, ProvisionKind.ANNEX):
        return f"{provision.kind.value} "
    above = instrument.parent_of.get(provision.eid)
    while above is not None and instrument.by_eid[above].kind is not ProvisionKind.ANNEX:
        above = instrument.parent_of.get(above)
    return "" if above is None else "annexed "


def is_placeholder(key: str) -> bool:
    """Whether a text only says that there is none: [deleted], （删除）, or nothing at all."""
    return not key or PLACEHOLDER.fullmatch(key) is not None


def _join(text: str) -> str:
    """Without the white space that wrapped lines leave between Chinese characters."""
    if ("\n" not in text and " " not in text and "\u3000" not in text) or max(text) < FIRST_UNSPACED:
        return text
    return WHITE.sub(lambda blank: "" if _is_joint(text, blank.start(), blank.end()) else blank[0], text)


def _is_joint(text: str, start: int, end: int) -> bool:
    """Whether white space stands between two characters of a script written without it."""
    return start > 0 and end < len(text) and _is_unspaced(text[start - 1]) and _is_unspaced(text[end])


def _is_unspaced(character: str) -> bool:
    # not a set in a pattern: compiling one with all Han characters takes a millisecond, and this had two
    return character in UNSPACED_MARKS or any(first <= character <= last for first, last in UNSPACED)


def reworded(side: Side, neutral: Callable[[str], str], settled: Collection[int]) -> Side:
    """The same side with its texts, not its keys, passed through a rewriting, but for units that are settled."""
    units = tuple(
        unit if place in settled else unit._replace(text=neutral(unit.text)) for place, unit in enumerate(side.units)
    )
    leaves = tuple(
        leaf if home in settled else leaf._replace(text=neutral(leaf.text))
        for leaf, home in zip(side.leaves, side.home, strict=True)
    )
    return side._replace(units=units, leaves=leaves)
