"""`python tests/benchmarks/watching.py`: 300 sources, faults on a fifth of all answers, 100 planted changes, a table.

Everything is seeded and on loopback; the ground truth is kept by the servers (tests/watchworld.py).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from watchworld import World


def main() -> int:
    """Run, print the table, and fail if anything was missed, told wrongly or lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=int, default=300)
    parser.add_argument("--changes", type=int, default=100)
    parser.add_argument("--one-character", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=600, help="real seconds")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        world = World(given.sources, given.changes, given.one_character, Path(folder), seed=given.seed)
        done = world.run(given.limit)
    rows = [
        ("sources", f"{done.sources}"),
        ("checks", f"{done.checks}"),
        ("faults injected", f"{done.faults} of {done.kinds} kinds"),
        ("changes planted", f"{done.planted}, {given.one_character} of one character"),
        ("changes missed", f"{len(done.missed)}"),
        ("false alerts", f"{len(done.false)}"),
        ("messages lost", f"{done.lost} of {done.messages}, {done.waiting} sent by the next start"),
        ("alerts to the operator", f"{done.operator}"),
        ("memory at its peak", f"{done.peak:.0f} MiB more than at the start, largest reader {done.child_peak:.0f} MiB"),
        ("checks a second", f"{done.checks / done.seconds:.0f} ({done.seconds:.0f} s, seed {given.seed})"),
    ]
    for name, value in rows:
        print(f"{name:24}{value}")
    for line in (*done.missed[:20], *done.false[:20]):
        print(f"  {line}")
    return 1 if done.missed or done.false or done.lost else 0


if __name__ == "__main__":
    raise SystemExit(main())
