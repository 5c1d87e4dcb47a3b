"""A share in, blocks out: runs of pieces that are compared word by word, in reading order on both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaidiff.compare.shares import Share, Tie
    from gaidiff.model.text import Span


class Block(NamedTuple):
    """Old and new pieces that stand at the same place; `tied` if they are known to belong together."""

    old: tuple[Span, ...]
    new: tuple[Span, ...]
    tied: bool


def blocks(share: Share) -> Iterator[Block]:
    """Cut a share along the heaviest chain of ties that crosses nothing, and into the gaps between them."""
    old = new = 0
    for a, b, c, d in _grouped(heaviest_chain(share.ties)):
        if old < a or new < c:
            yield Block(share.old[old:a], share.new[new:c], tied=False)
        yield Block(share.old[a:b], share.new[c:d], tied=True)
        old, new = b, d
    if old < len(share.old) or new < len(share.new):
        yield Block(share.old[old:], share.new[new:], tied=False)


def _grouped(chain: Sequence[Tie]) -> Iterator[tuple[int, int, int, int]]:
    """Ranges (old from, to, new from, to): ties that share a piece are one range, with what lies between."""
    run: tuple[int, int, int, int] | None = None
    for tie in chain:
        if run and (tie.old < run[1] or tie.new < run[3]):
            run = (run[0], tie.old + 1, run[2], tie.new + 1)
            continue
        if run:
            yield run
        run = (tie.old, tie.old + 1, tie.new, tie.new + 1)
    if run:
        yield run


def heaviest_chain(ties: Sequence[Tie]) -> list[Tie]:
    """The ties of greatest total weight that run down both sides, in n log n.

    `best[k]` is the heaviest chain among those that end in the stretch of new places which a Fenwick tree keeps at k.
    """
    ordered = sorted(ties, key=lambda tie: (tie.old, tie.new, -tie.weight))
    size = max((tie.new for tie in ordered), default=-1) + 1
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before: list[int] = []
    top = (0.0, -1)
    for index, tie in enumerate(ordered):
        found = (0.0, -1)
        place = tie.new + 1
        while place:
            if best[place][0] > found[0]:
                found = best[place]
            place &= place - 1
        before.append(found[1])
        entry = (found[0] + tie.weight, index)
        if entry[0] > top[0]:
            top = entry
        place = tie.new + 1
        while place <= size:
            if entry[0] > best[place][0]:
                best[place] = entry
            place += place & -place
    chain = []
    at = top[1]
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]
