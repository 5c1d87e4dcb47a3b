"""Which leaves are looked at together."""

from __future__ import annotations

from gaidiff.compare.reach import Reach

NEAR = {(0, 0): 900, (0, 1): 500, (1, 1): 700, (2, 5): 300}


def test_pairs_are_found_from_either_side() -> None:
    reach = Reach(NEAR)
    assert reach.touching([0], []) == {(0, 0), (0, 1)}
    assert reach.touching([], [1]) == {(0, 1), (1, 1)}
    assert reach.touching([2], [1]) == {(2, 5), (0, 1), (1, 1)}


def test_a_dropped_pair_is_not_found_again() -> None:
    reach = Reach(NEAR)
    reach.drop((0, 1))
    reach.drop((7, 7))
    assert reach.all() == set(NEAR) - {(0, 1)}
    assert reach.touching([0], [1]) == {(0, 0), (1, 1)}


def test_what_a_pair_shares_is_kept() -> None:
    assert Reach(NEAR).common((1, 1)) == 700
