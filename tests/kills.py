"""A function in, what it acknowledged before it was killed out: a harness for kill -9 at any moment.

with Nursery("kills_of_store:keep_recording", str(path)) as nursery:
    for _ in range(cycles):
        acknowledged = nursery.life(seconds=moments.uniform(0, 0.03))
        ...                                   # open what it left behind, and look

The function is called as `function(acknowledge, *arguments)` in a new process and must not return before it is killed;
`acknowledge("id")` says that something is done and must not be lost. `tests/` is on its path. Everything is imported
once, in a nursery process that forks one child for each life: a cycle takes as long as what it does, not as Python
takes to start.

From a shell: python tests/kills.py module:function ARGUMENTS, then `start 1` and `kill` on standard input.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Self

Acknowledge = Callable[[str], None]

HERE = Path(__file__).resolve().parent
BEGAN, ENDED, FAILED = b"\tbegan", b"\tended", b"\tfailed"  # an acknowledged id never begins with a tab
PATIENCE = 60.0  # seconds until a child that says nothing is given up


class Nursery:
    """A process that forks children on demand; leaving the block ends it and every child that still lives."""

    def __init__(self, target: str, *arguments: str) -> None:
        path = os.pathsep.join([str(HERE), str(HERE.parent), os.environ.get("PYTHONPATH", "")])
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "kills.py"), target, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._rest = b""

    def life(self, *, seconds: float = 0.0, lines: int = 0, children: int = 1, idle: bool = False) -> tuple[str, ...]:
        """Let children live until the last began and they said `lines` lines, and `seconds` longer; then kill -9.

        Returns every line they acknowledged, in order. With `idle` a child may end itself before, by any signal.
        """
        self._say(f"start {children}")
        heard: list[bytes] = []
        began, killed, late = 0, False, time.monotonic() + PATIENCE
        moment: float | None = None
        while True:
            if moment is None and began == children and len(heard) >= lines:
                moment = time.monotonic() + seconds
            if moment is not None and not killed and time.monotonic() >= moment:
                self._say("kill")
                killed = True
            line = self._line((late if moment is None or killed else moment) - time.monotonic())
            if line is None:
                assert time.monotonic() < late, f"no word for {PATIENCE} s; heard {heard[-3:]}"
            elif line.startswith(BEGAN):
                began += 1
            elif line.startswith(FAILED):
                raise AssertionError(line.decode())
            elif line.startswith(ENDED):
                assert killed or idle, f"a child ended by itself: {line.decode()}"
                return tuple(each.decode() for each in heard)
            else:
                heard.append(line)

    def _say(self, words: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{words}\n".encode())
        self._process.stdin.flush()

    def _line(self, seconds: float) -> bytes | None:
        """The next whole line, or None if none came in time."""
        assert self._process.stdout is not None
        while b"\n" not in self._rest:
            if not select.select([self._process.stdout], [], [], max(0.0, seconds))[0]:
                return None
            read = os.read(self._process.stdout.fileno(), 65536)
            if not read:
                raise AssertionError("the nursery died; its words are on standard error")
            self._rest += read
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()  # the nursery kills what lives, and ends
        self._process.wait(PATIENCE)
        self._process.stdout.close()


def _write(line: bytes) -> None:
    os.write(1, line + b"\n")  # one write of a short line: it arrives whole, whenever the kill comes


def _acknowledge(name: str) -> None:
    _write(name.encode())


def _child(function: Callable[..., None], arguments: list[str]) -> None:
    _write(BEGAN)
    try:
        function(_acknowledge, *arguments)
        signal.pause()
    except BaseException:  # noqa: BLE001, told to whoever waits
        _write(FAILED + b" " + traceback.format_exc().replace("\n", " | ").encode())
    os._exit(1)


def _serve(target: str, arguments: list[str]) -> None:
    """Do what standard input says, line by line, until it is closed: `start N`, `kill`."""
    module, _, name = target.partition(":")
    function = getattr(import_module(module), name)
    children: list[int] = []
    rest, is_open = b"", True
    while is_open or children:
        if select.select([0], [], [], 0.002 if children else None)[0]:
            read = os.read(0, 1024)
            is_open = bool(read)
            *commands, rest = (rest + read).split(b"\n")
            for command in commands if is_open else [b"kill"]:
                if command == b"kill":
                    _kill(children)
                else:
                    children = [_forked(function, arguments) for _ in range(int(command.split()[1]))]
        if children and all(_over(child) for child in children):
            codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
            children = []
            _write(ENDED + f" {codes}".encode())


def _kill(children: list[int]) -> None:
    for child in children:
        os.kill(child, signal.SIGKILL)


def _forked(function: Callable[..., None], arguments: list[str]) -> int:
    child = os.fork()
    if child == 0:
        _child(function, arguments)
    return child


def _over(child: int) -> bool:
    """Whether a child has ended; it is left to be waited for, so that its number is not given to another process."""
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


if __name__ == "__main__":
    _serve(sys.argv[1], sys.argv[2:])
