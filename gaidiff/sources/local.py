"""A path, bytes or standard input in, a Snapshot out."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from pathlib import Path
from typing import IO

from gaidiff.errors import SourceError
from gaidiff.model.text import Snapshot

MAX_BYTES = 100 * 1024 * 1024  # 100 MiB; the longest consolidated codes are under 20 MiB even as HTML
TOO_LARGE = f"the limit is {MAX_BYTES // (1024 * 1024)} MiB; cut the law out of it, or save its text alone"
STDIN = "-"


def snapshot_of_path(path: str | os.PathLike[str], source_id: str | None = None) -> Snapshot:
    """The file at `path`, byte for byte; `-` is standard input.

    Raises SourceError for what is missing, no regular file, unreadable, larger than MAX_BYTES or being written.
    """
    location = os.fspath(path)
    if location == STDIN:
        return snapshot_of_stdin(source_id=source_id)
    return _snapshot(_body_of(Path(location), shown(location)), shown(location), source_id=source_id)


def snapshot_of_bytes(body: bytes, location: str = "bytes", media_type: str | None = None) -> Snapshot:
    """Bytes somebody already holds. Raises SourceError if they are more than MAX_BYTES.

    >>> snapshot_of_bytes(b"Article 1 Scope.").location
    'bytes'
    """
    if len(body) > MAX_BYTES:
        raise SourceError(f"{location} is too large ({len(body)} bytes)", TOO_LARGE)
    return _snapshot(bytes(body), location, media_type=media_type)


def snapshot_of_stdin(stream: IO[bytes] | None = None, source_id: str | None = None) -> Snapshot:
    """Everything on `stream`, by default standard input. Raises SourceError if it is closed or too large."""
    if stream is None:
        if sys.stdin is None:
            raise SourceError("standard input is closed", "pass a file instead of -")
        stream = sys.stdin.buffer
    body = stream.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise SourceError("standard input is too large", TOO_LARGE)
    return _snapshot(body, "standard input", source_id=source_id)


def shown(path: str) -> str:
    r"""A path as it can be printed and stored: bytes that are not text become U+FFFD, control characters too.

    >>> shown("caf\udce9.txt")
    'caf\ufffd.txt'
    """
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


def _body_of(path: Path, location: str) -> bytes:
    try:
        # Opened first and judged after, so that what is read is what was judged; a FIFO must not block the opening.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise SourceError(f"{location} does not exist", "check the name and the folder") from None
    except IsADirectoryError:
        raise _directory(location) from None
    except PermissionError:
        if path.is_dir():
            raise _directory(location) from None
        raise SourceError(f"{location} may not be read", "check its permissions") from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise SourceError(f"{location} cannot be opened: {reason}", "check the name") from None
    before = os.fstat(descriptor)
    if not stat.S_ISREG(before.st_mode):
        os.close(descriptor)
        if stat.S_ISDIR(before.st_mode):
            raise _directory(location)
        raise SourceError(f"{location} is no regular file", "pass a file, or - for standard input")
    with os.fdopen(descriptor, "rb") as file:
        return _read(file, location, before)


def _read(file: IO[bytes], location: str, before: os.stat_result) -> bytes:
    if before.st_size > MAX_BYTES:
        raise SourceError(f"{location} is too large ({before.st_size} bytes)", TOO_LARGE)
    try:
        body = file.read(MAX_BYTES + 1)
    except OSError as problem:
        raise SourceError(f"{location} cannot be read: {problem.strerror}", "check the disk it lies on") from None
    after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(body) != after.st_size:
        raise SourceError(f"{location} changed while it was read", "wait until it is complete and try again")
    return body


def _directory(location: str) -> SourceError:
    return SourceError(f"{location} is a folder", "pass the file that holds the text")


def _snapshot(body: bytes, location: str, *, media_type: str | None = None, source_id: str | None = None) -> Snapshot:
    return Snapshot(
        source_id=source_id or location,
        location=location,
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        media_type=media_type,
    )
