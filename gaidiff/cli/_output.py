"""Rendered bytes in, a file or standard output out: written whole or not at all, never over an input."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from gaidiff.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def check_target(target: Path, inputs: Iterable[Path]) -> None:
    """Raise RenderError if `target` cannot be the output: a folder, an input, or in a folder that is not there."""
    try:
        if target.is_dir():
            raise RenderError(f"{target} is a folder", f"name a file in it, such as {target / 'report.html'}")
        if not target.resolve().parent.is_dir():
            raise RenderError(f"the folder of {target} does not exist", "make it first")
        # the same file under another name (a link, another spelling) is still the input
        if target.exists() and any(source.exists() and target.samefile(source) for source in inputs):
            raise RenderError(f"{target} is an input and would be lost", "give the output another name")
    except (OSError, ValueError, RuntimeError) as error:
        raise _failed(target, error) from error


def write_file(target: Path, body: bytes) -> None:
    """Write `body` so that a reader sees the old file or the whole new one. An existing file is replaced."""
    try:
        real = target.resolve()  # a link stays a link; what it points at is replaced
        if real.exists() and not real.is_file():
            real.write_bytes(body)  # /dev/null, a named pipe: replacing it would break the machine
            return
        temporary = real.with_name(f".gaidiff-{os.urandom(6).hex()}.tmp")
        try:
            _write_new(temporary, body, like=real)
            temporary.replace(real)
        except BaseException:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
    except (OSError, ValueError, RuntimeError) as error:
        raise _failed(target, error) from error


def _write_new(path: Path, body: bytes, *, like: Path) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as handle:
        if like.exists():
            with suppress(OSError):
                path.chmod(stat.S_IMODE(like.stat().st_mode))
        handle.write(body)
        handle.flush()
        os.fsync(handle.fileno())


def print_bytes(body: bytes) -> None:
    """Write to standard output, byte for byte as to a file; a terminal that is not UTF-8 gets escapes."""
    stream = sys.stdout
    if isinstance(stream, TextIOWrapper) and not stream.isatty():
        stream.flush()
        _guard(lambda: stream.buffer.write(body))
    else:
        print_text(body.decode())


def print_text(text: str) -> None:
    """Write text to standard output in its own encoding."""
    if sys.stdout is None:
        raise RenderError("standard output is closed", "write to a file with -o")
    _guard(lambda: sys.stdout.write(text))


def _guard(write: Callable[[], object]) -> None:
    """Run one write and flush: a full disk is the user's to fix, a closed pipe is not an error line."""
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        with suppress(OSError):  # what stays in the buffer must not fail once more at exit
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise RenderError(f"cannot write to standard output: {error.strerror}") from error


def _failed(target: Path, error: Exception) -> RenderError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return RenderError(f"cannot write {target}: {reason}", "choose another place for -o")
