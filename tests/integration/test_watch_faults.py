"""A slice of tests/benchmarks/watching.py: sixty sources, a fifth of all answers a fault, twenty planted changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from watchworld import World

SOURCES = int(os.environ.get("GAIDIFF_WATCHED", "60"))
LIMIT = 110.0  # real seconds; on an idle machine it takes forty


@pytest.mark.timeout(150)
def test_z3_no_change_is_missed_no_alert_is_false_and_no_message_is_lost(tmp_path: Path) -> None:
    world = World(sources=SOURCES, changes=20, one_character=5, folder=tmp_path, seed=5, speed=1800.0, looks=4)
    done = world.run(LIMIT)
    assert done.missed == ()
    assert done.false == ()
    assert done.lost == 0
    assert done.messages >= SOURCES + 20
    assert done.kinds >= 20
    assert done.faults > 0.12 * done.checks
    assert done.peak < 256  # MiB above what the worker had in use before
