"""A message in, one line of JSON at the end of a file out, on the disk before it counts as sent.

[[sink]]
id = "log"
kind = "file"
path = "changes.jsonl"        # from the folder of watch.toml
"""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gaidiff.errors import FetchError
from gaidiff.watch._keys import Keys
from gaidiff.watch.sinks import Place, Sink, SinkKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gaidiff.watch.message import Message

KEYS: Final = ("id", "kind", "path")
MODE: Final = 0o644


@dataclass(frozen=True, slots=True)
class FileSink:
    """Appends; what other programs do with the file (rotate, read) does not disturb it."""

    id: str
    path: Path

    def send(self, message: Message) -> None:
        """Append one line and wait until the disk has it."""
        line = json.dumps(
            {"subject": message.subject, **message.data}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        try:
            self._append(line.encode("utf-8", "backslashreplace") + b"\n")
        except OSError as error:
            raise FetchError(f"{self.path} cannot be written: {error.strerror or error}", transient=True) from error

    def _append(self, line: bytes) -> None:
        new = not self.path.exists()
        # not blocking: a FIFO without a reader would hold the sink for ever
        number = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NONBLOCK, MODE)
        try:
            about = os.fstat(number)
            if not stat.S_ISREG(about.st_mode):
                raise FetchError(f"{self.path} is not a file", "name a file that messages are appended to")
            if about.st_size and os.pread(number, 1, about.st_size - 1) != b"\n":
                line = b"\n" + line  # an earlier write was cut off: its half line must not swallow this one
            while line:
                line = line[os.write(number, line) :]
            os.fsync(number)
        finally:
            os.close(number)
        if new:
            _sync_folder(self.path.parent)


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _build(table: Mapping[str, object], place: Place) -> Sink:
    keys = Keys(table, f"[[sink]] {table.get('id')!r}", KEYS)
    path = place.folder / keys.text("path", "a path of a file")
    if path.is_dir() or not path.parent.is_dir():
        raise keys.wrong("path", "a file in a folder that is there")
    return FileSink(keys.text("id"), path)


SINK = SinkKind(name="file", build=_build)
