"""A stretch of this process in, the memory it took at its peak out: not what was in use when it began.

On Linux the kernel forgets the old peak when asked (proc(5), clear_refs); elsewhere an earlier, higher peak hides a
later one, and the growth that is told is too small.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
FORGET_PEAK = "5"
UNITS_IN_MEBIBYTE = 2**20 if sys.platform == "darwin" else 2**10  # of ru_maxrss


class Growth:
    """MiB above what was in use at the beginning; known after the stretch."""

    mebibytes: float = 0.0


@contextmanager
def growth() -> Iterator[Growth]:
    """The growth of this process while the block runs."""
    found = Growth()
    if CLEAR.exists():
        CLEAR.write_text(FORGET_PEAK)
    before = _peak()
    try:
        yield found
    finally:
        found.mebibytes = _peak() - before


def _peak() -> float:
    if STATUS.exists():
        lines = STATUS.read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / UNITS_IN_MEBIBYTE
