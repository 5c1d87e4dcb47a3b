"""A reader function and a snapshot in, its Reading out, made in a child process with limits.

HTML, DOCX and PDF come from anywhere, and a small file can cost a parser gigabytes or minutes. The child gets the
body on standard input, limits its own memory, processor time and file writing before it looks at it, and answers
with bounded JSON on standard output. Whatever ends it becomes one ReadError.
"""

from __future__ import annotations

import gc
import json
import sys
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, cast

from gaidiff import errors
from gaidiff.errors import GaidiffError, ReadError
from gaidiff.model.marked import law_from_plain, law_to_plain
from gaidiff.model.text import Block, Diagnostic, Reading, Role, Snapshot

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

MEMORY = 512 * 1024 * 1024  # bytes above what the child has when it starts; 3 MB of document.xml need 60 MB
PROCESSOR_BASE = 4  # seconds for any file: an honest one of 300 KB needs half a second
PROCESSOR_PER_MEBIBYTE = 4  # seconds more for each MiB of body
PROCESSOR_MOST = 20  # seconds
WALL_FACTOR = 2  # wall seconds allowed for each processor second, for machines that are busy
ANSWER_MOST = 400 * 1024 * 1024  # bytes of JSON; 100 MiB of text with every character escaped is less
MEBIBYTE = 1024 * 1024


def confined(function: Callable[[Snapshot], Reading], snapshot: Snapshot) -> Reading:
    """`function(snapshot)` in a limited child process; `function` stands at the top of its module.

    Raises what the function raised if that is a GaidiffError, else one ReadError for a crash, a time-out or a lack
    of memory.
    """
    if not sys.executable or getattr(sys, "frozen", False):
        return function(snapshot)  # there is no interpreter to start: run here, without limits
    answer, status = _ask_child(function, snapshot)
    try:
        message = json.loads(answer)
    except ValueError:
        raise _death(snapshot, status) from None
    if "error" in message:
        raise _error(message["error"])
    return _reading(message["reading"])


def _ask_child(function: Callable[[Snapshot], Reading], snapshot: Snapshot) -> tuple[bytes, int]:
    import threading

    child = _start(function, snapshot)
    clock = threading.Timer(WALL_FACTOR * _processor_seconds(len(snapshot.body)), child.kill)
    feeder = threading.Thread(target=_feed, args=(child.stdin, snapshot), daemon=True)
    output = cast("IO[bytes]", child.stdout)
    clock.start()
    feeder.start()
    try:
        answer = output.read(ANSWER_MOST + 1)
        return (answer if len(answer) <= ANSWER_MOST else b""), child.wait()
    finally:
        clock.cancel()
        child.kill()
        child.wait()
        feeder.join()
        output.close()


def _start(function: Callable[[Snapshot], Reading], snapshot: Snapshot) -> subprocess.Popen[bytes]:
    import os
    import subprocess

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    try:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
            (sys.executable, "-P", "-m", __name__, function.__module__, function.__qualname__),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
    except OSError as problem:
        raise ReadError(
            f"{snapshot.location} cannot be read: no process could be started ({problem.strerror})"
        ) from None


def _feed(pipe: IO[bytes], snapshot: Snapshot) -> None:
    about = [snapshot.location, snapshot.media_type, snapshot.sha256, len(snapshot.body)]
    try:
        pipe.write(json.dumps(about).encode() + b"\n")
        pipe.write(snapshot.body)
        pipe.close()
    except OSError:
        return  # the child ended early; its answer says why


def _processor_seconds(size: int) -> int:
    return min(PROCESSOR_MOST, PROCESSOR_BASE + PROCESSOR_PER_MEBIBYTE * size // MEBIBYTE)


def _death(snapshot: Snapshot, status: int) -> ReadError:
    from signal import Signals

    reason = f"its reader crashed or ran out of memory (status {status})"
    if status < 0 and Signals(-status).name in {"SIGKILL", "SIGXCPU"}:  # our clock, the processor limit
        reason = f"it takes longer than {_processor_seconds(len(snapshot.body))} s"
    return ReadError(f"{snapshot.location} cannot be read safely: {reason}", "save the text alone and pass that")


def _error(fields: dict[str, str]) -> GaidiffError:
    kind = getattr(errors, fields["kind"], ReadError)
    error: GaidiffError = kind(fields["text"], fields["hint"])
    return error


def _reading(fields: dict[str, Any]) -> Reading:
    return Reading(
        blocks=tuple(Block(text, Role(role), level, page) for text, role, level, page in fields["blocks"]),
        media_type=fields["media_type"],
        location=fields["location"],
        snapshot_sha256=fields["snapshot_sha256"],
        encoding=fields["encoding"],
        diagnostics=tuple(Diagnostic(code, message) for code, message in fields["diagnostics"]),
        law=None if fields["law"] is None else law_from_plain(fields["law"]),
    )


def _fields(reading: Reading) -> dict[str, Any]:
    return {
        "blocks": [(block.text, block.role.value, block.level, block.page) for block in reading.blocks],
        "media_type": reading.media_type,
        "location": reading.location,
        "snapshot_sha256": reading.snapshot_sha256,
        "encoding": reading.encoding,
        "diagnostics": [(diagnostic.code, diagnostic.message) for diagnostic in reading.diagnostics],
        "law": None if reading.law is None else law_to_plain(reading.law),
    }


def _limit(size: int) -> None:
    """Take away what a reader does not need. Where there is no `resource` (Windows), only the clock limits it."""
    try:
        import resource
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_AS: _own_memory() + 2 * size + MEMORY,
        resource.RLIMIT_CPU: _processor_seconds(size),
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in wanted.items():
        hard = resource.getrlimit(kind)[1]
        try:
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
        except (OSError, ValueError):
            continue  # macOS refuses RLIMIT_AS


def _own_memory() -> int:
    from pathlib import Path

    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return MEMORY
    import resource

    return pages * resource.getpagesize()


def main(module: str, function: str) -> None:
    """The child: limit, read the body, run the function, print the answer."""
    read = getattr(import_module(module), function)
    location, media_type, digest, size = json.loads(sys.stdin.buffer.readline())
    _limit(size)
    gc.disable()  # this process ends with its answer: looking for garbage costs a third of the time of a large page
    body = sys.stdin.buffer.read()
    snapshot = Snapshot(source_id=location, location=location, body=body, sha256=digest, media_type=media_type)
    try:
        answer = json.dumps({"reading": _fields(read(snapshot))})
    except GaidiffError as problem:
        answer = _refusal(type(problem).__name__, problem.text, problem.hint)
    except MemoryError:
        answer = _refusal("ReadError", f"{location} needs more memory than is safe", "save the text alone")
    except Exception as problem:  # noqa: BLE001 - parsers of hostile bytes raise anything
        answer = _refusal("ReadError", f"{location} is damaged ({type(problem).__name__})", "save it anew")
    sys.stdout.write(answer)
    sys.stdout.flush()


def _refusal(kind: str, text: str, hint: str) -> str:
    return json.dumps({"error": {"kind": kind, "text": text, "hint": hint}})


if __name__ == "__main__":
    main(*sys.argv[1:])
