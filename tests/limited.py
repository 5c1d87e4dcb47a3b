"""A command line in, how it ended out: its code, its words, its peak of memory and the processor time it took."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent
MOST_MEMORY = 512 * 1024  # KiB, as the kernel counts it
MOST_SECONDS = 5.0  # of the processor: what others do on the machine is not counted
PATIENCE = 60  # wall seconds after which a command hangs


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a command ended; `memory` in KiB and `seconds` of the processor, its children included."""

    code: int
    stdout: str
    stderr: str
    memory: int
    seconds: float

    def handled(self) -> str:
        """What it printed, after checking that it ended well and within its limits."""
        assert (self.code, self.stderr) == (0, ""), self
        self.within_limits()
        return self.stdout

    def refused(self, *words: str, code: int = 2) -> str:
        """The one line of its refusal, which has all `words`."""
        assert self.code == code, self
        assert self.stdout == ""
        assert self.stderr.startswith("gaidiff: error["), self
        assert self.stderr.count("\n") == 1, self
        assert "Traceback" not in self.stderr
        for word in words:
            assert word in self.stderr, self.stderr
        self.within_limits()
        return self.stderr

    def within_limits(self) -> None:
        """Under 512 MiB and five seconds."""
        assert self.memory < MOST_MEMORY, f"{self.memory // 1024} MiB"
        assert self.seconds < MOST_SECONDS, f"{self.seconds:.1f} s"


# The peak of a process counts from that of the one that starts it, so a small one stands between: pytest is big.
STARTER = """
import os, signal, sys
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
signal.alarm(int(sys.argv[1]))
_, status, used = os.wait4(child, 0)
with open(".used", "w") as file:
    print(os.waitstatus_to_exitcode(status), used.ru_maxrss, used.ru_utime + used.ru_stime, file=file)
"""


def run(*arguments: str | Path, folder: Path, env: Mapping[str, str] | None = None) -> Outcome:
    """Run `gaidiff ARGUMENTS` in `folder` and wait for it; the kernel counts what it needed."""
    command = [sys.executable, "-m", "gaidiff", *map(str, arguments)]
    done = subprocess.run(
        [sys.executable, "-ISc", STARTER, str(PATIENCE), *command],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
    )
    used = folder / ".used"
    code, memory, seconds = used.read_text("utf-8").split()
    used.unlink()
    return Outcome(int(code), done.stdout.decode(), done.stderr.decode(), int(memory), float(seconds))


def parsed(body: bytes, folder: Path, name: str = "law") -> Outcome:
    """`gaidiff parse` of these bytes; a refusal leaves no output behind."""
    (folder / name).write_bytes(body)
    outcome = run("parse", name, "-o", "tree.txt", folder=folder)
    tree = folder / "tree.txt"
    left = sorted(path.name for path in folder.iterdir())
    (folder / name).unlink()
    if outcome.code:
        assert left == [name], left
        return outcome
    assert left == sorted([name, "tree.txt"]), left
    text = tree.read_text("utf-8")
    tree.unlink()
    return Outcome(outcome.code, text, outcome.stderr, outcome.memory, outcome.seconds)
