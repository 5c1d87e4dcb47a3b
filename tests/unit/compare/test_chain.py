"""The heaviest run of ties that crosses nothing, and the blocks it leaves."""

from __future__ import annotations

from gaidiff.compare.chain import blocks, heaviest_chain
from gaidiff.compare.shares import Share, Tie
from gaidiff.model.change import Match
from gaidiff.model.text import EId, Span


def spans(side: str, count: int) -> tuple[Span, ...]:
    return tuple(Span(EId(f"{side}_{n}"), 0, 9) for n in range(count))


def test_of_two_crossing_ties_the_heavier_stays() -> None:
    light, heavy = Tie(0, 1, 3.0), Tie(1, 0, 5.0)
    assert heaviest_chain((light, heavy)) == [heavy]


def test_two_light_ties_outweigh_one_heavy() -> None:
    ties = (Tie(0, 2, 5.0), Tie(1, 0, 3.0), Tie(2, 1, 3.0))
    assert heaviest_chain(ties) == [ties[1], ties[2]]


def test_ties_of_one_piece_become_one_block() -> None:
    share = Share(Match(old=(), new=()), spans("old", 1), spans("new", 2), (Tie(0, 0, 1.0), Tie(0, 1, 1.0)))
    assert [(len(block.old), len(block.new), block.tied) for block in blocks(share)] == [(1, 2, True)]


def test_gaps_are_blocks_of_their_own() -> None:
    share = Share(Match(old=(), new=()), spans("old", 3), spans("new", 2), (Tie(1, 1, 1.0),))
    assert [(len(block.old), len(block.new), block.tied) for block in blocks(share)] == [
        (1, 1, False),
        (1, 1, True),
        (1, 0, False),
    ]
