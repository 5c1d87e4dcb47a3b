"""Nothing in, the name of this process out; and whether a process of such a name still lives on this machine.

A lease outlives a process that was killed by a minute. A watcher that is started again must not wait that long, so
the name says which process it was, and when that began: numbers of processes are given out again.
"""

from __future__ import annotations

import os
import secrets
import socket
from pathlib import Path

ENDED = "ZX"  # a process that is over, and only waits for its parent to ask how it ended


def own_name() -> str:
    """Machine, process, when the process began, and a mark of its own for each watch in it."""
    return f"{socket.gethostname()}:{os.getpid()}:{_began(os.getpid())}:{secrets.token_hex(3)}"


def is_dead(owner: str) -> bool:
    """Whether the owner is a process of this machine that is no more; False where that cannot be told."""
    host, _, rest = owner.partition(":")
    number, _, rest = rest.partition(":")
    began = rest.partition(":")[0]
    if host != socket.gethostname() or not number.isdecimal() or not Path("/proc/self/stat").exists():
        return False
    return _began(int(number)) != began


def _began(process: int) -> str:
    """Ticks since the machine was started, as Linux tells; empty if there is no such process."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    state, *fields = text.rpartition(")")[2].split()  # proc(5); the name before it may hold anything
    return "" if state in ENDED else fields[18]  # field 22
