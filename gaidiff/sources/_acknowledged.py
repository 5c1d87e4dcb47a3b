"""Numbers of commits in, one line in a small file beside the store out: what was acknowledged, in case it is lost.

SQLite keeps the newest transactions in `-wal` until they are copied into the database. If somebody deletes that file,
or puts an older database in its place, what is left is whole and consistent, only older; nothing inside it can tell.
So the number of the last commit is written to a file beside it, after the commit and without waiting for the disk: it
survives a killed process, and after a power cut it may be behind the store but never ahead of it.
"""

from __future__ import annotations

import os
import re
import zlib
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final

SUFFIX: Final = "-acknowledged"
LINE: Final = re.compile(
    rb"gaidiff \s store \s (?P<store>[0-9a-f]{32}) \s commits \s (?P<number>[0-9]{20}) \s (?P<check>[0-9a-f]{8}) \n",
    re.VERBOSE,
)


class Acknowledged:
    """The file beside the store at `path`; it never stops the store from working, and holds one descriptor."""

    def __init__(self, path: Path) -> None:
        self.path = Path(f"{path}{SUFFIX}")
        self._lock = Lock()
        self._descriptor: int | None = None

    def read(self, store_id: str) -> int | None:
        """The last number written for this store; None if there is none, or it cannot be read."""
        try:
            with self.path.open("rb") as file:
                line = LINE.fullmatch(file.read(256))
        except OSError:
            return None
        if line is None or line["store"].decode() != store_id or line[0] != _line(store_id, int(line["number"])):
            return None
        return int(line["number"])

    def write(self, store_id: str, number: int) -> None:
        """Say that commit `number` is done. One write of a few bytes over themselves: never torn, needs no space."""
        with self._lock, suppress(OSError):
            if self._descriptor is None:
                flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
                self._descriptor = os.open(self.path, flags, 0o666)
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, _line(store_id, number))

    def close(self) -> None:
        """Give the descriptor back."""
        with self._lock:
            if self._descriptor is not None:
                os.close(self._descriptor)
            self._descriptor = None


def _line(store_id: str, number: int) -> bytes:
    text = f"gaidiff store {store_id} commits {number:020}".encode()
    return text + f" {zlib.crc32(text):08x}\n".encode()
