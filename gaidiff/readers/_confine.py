"""A reader function and a snapshot in, its Reading out, made in a child process with limits.

HTML, DOCX and PDF come from anywhere, and a small file can cost a parser gigabytes or minutes. The child gets the
body on standard input, limits its own memory, processor time and file writing before it looks at it, and answers
with bounded JSON on standard output. Whatever ends it becomes one ReadError.
"""

from __future__ import annotations

import gc
import json
import sys
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, cast

from gaidiff import errors
from gaidiff.errors import GaidiffError, ReadError
from gaidiff.model.marked import law_from_plain, law_to_plain
from gaidiff.model.text import Block, Diagnostic, Reading, Role, Snapshot

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator, Sequence

MEMORY = 512 * 1024 * 1024  # bytes above what the child has when it starts; 3 MB of document.xml need 60 MB
PROCESSOR_BASE = 4  # seconds for any file: an honest one of 300 KB needs half a second
PROCESSOR_PER_MEBIBYTE = 4  # seconds more for each MiB of body
PROCESSOR_MOST = 20  # seconds
WALL_FACTOR = 2  # wall seconds allowed for each processor second, for machines that are busy
DOCUMENTS = 50  # a child that stays reads before it is replaced, so that what one leaves behind ends
GROWN = 128 * 1024 * 1024  # bytes that documents left behind in a child, after which it reads no more
LENGTH_MOST = 40  # characters of the line that gives the length of an answer
ANSWER_MOST = 400 * 1024 * 1024  # bytes of JSON; 100 MiB of text with every character escaped is less
MEBIBYTE = 1024 * 1024


def confined(function: Callable[..., Reading], snapshot: Snapshot, *arguments: str) -> Reading:
    """`function(snapshot, *arguments)` in a limited child process; `function` stands at the top of its module.

    Inside `reusing` the child stays for further documents. Raises what the function raised if that is a GaidiffError,
    else one ReadError for a crash, a time-out or a lack of memory.
    """
    if not sys.executable or getattr(sys, "frozen", False):
        return function(snapshot, *arguments)  # there is no interpreter to start: run here, without limits
    answer, status = _ask_child(function, snapshot, arguments)
    try:
        message = json.loads(answer)
    except ValueError:
        raise _death(snapshot, status) from None
    if "error" in message:
        raise _error(message["error"])
    return _reading(message["reading"])


class Children:
    """Children that stay for further documents: starting one costs 0.2 s, a page of a watched site 0.01 s.

    Each reads DOCUMENTS and is replaced; one that died, or was too slow, is never asked again. Threads may share it.
    """

    def __init__(self) -> None:
        self.idle: list[tuple[subprocess.Popen[bytes], int]] = []  # with the number of documents read

    def take(self, location: str) -> tuple[subprocess.Popen[bytes], int]:
        """A child nobody uses, started if there is none."""
        with suppress(IndexError):  # another thread may take the last one between a look and a pop
            while True:
                child, documents = self.idle.pop()
                if child.poll() is None:
                    return child, documents
                _end(child)  # killed while it waited, for lack of memory on the machine perhaps
        return _start(location), 0

    def give_back(self, child: subprocess.Popen[bytes], documents: int) -> None:
        """The child answered and may be asked again, unless it has read enough."""
        if documents < DOCUMENTS:
            self.idle.append((child, documents))
        else:
            _end(child)

    def close(self) -> None:
        """End those that wait."""
        while self.idle:
            _end(self.idle.pop()[0])


CHILDREN: ContextVar[Children | None] = ContextVar("CHILDREN", default=None)


@contextmanager
def reusing(children: Children | None) -> Iterator[None]:
    """What is read inside is read by `children`; None: by a child of its own."""
    token = CHILDREN.set(children)
    try:
        yield
    finally:
        CHILDREN.reset(token)


def _ask_child(function: Callable[..., Reading], snapshot: Snapshot, arguments: Sequence[str]) -> tuple[bytes, int]:
    import threading

    children = CHILDREN.get()
    child, documents = children.take(snapshot.location) if children else (_start(snapshot.location), 0)
    about = [function.__module__, function.__qualname__, list(arguments)]
    clock = threading.Timer(WALL_FACTOR * _processor_seconds(len(snapshot.body)), child.kill)
    feeder = threading.Thread(target=_feed, args=(child.stdin, about, snapshot, not children), daemon=True)
    answer, stays = b"", False
    clock.start()
    feeder.start()
    try:
        answer, stays = _answer(cast("IO[bytes]", child.stdout))
        if not answer:
            return b"", child.wait()  # it is dying, or is killed by the clock
    finally:
        clock.cancel()
        if stays and children:
            feeder.join()
            children.give_back(child, documents + 1)
        else:
            _end(child)
            feeder.join()
    return answer, 0


def _answer(output: IO[bytes]) -> tuple[bytes, bool]:
    """Its length on a line, then that many bytes; empty if the child died or says too much. And whether it stays."""
    length, _, stays = output.readline(LENGTH_MOST).strip().partition(b" ")
    size = int(length) if length.isdigit() else 0
    answer = output.read(size) if size <= ANSWER_MOST else b""
    return (answer, stays == b"stays") if len(answer) == size else (b"", False)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.wait()
    for pipe in (child.stdin, child.stdout):
        with suppress(OSError):
            cast("IO[bytes]", pipe).close()


def _start(location: str) -> subprocess.Popen[bytes]:
    import os
    import subprocess

    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    try:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and our own module
            (sys.executable, "-P", "-m", __name__),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
    except OSError as problem:
        raise ReadError(f"{location} cannot be read: no process could be started ({problem.strerror})") from None


def _feed(pipe: IO[bytes], about: list[object], snapshot: Snapshot, last: bool) -> None:  # noqa: FBT001, for a thread
    about = [*about, snapshot.location, snapshot.media_type, snapshot.sha256, len(snapshot.body)]
    try:
        pipe.write(json.dumps(about).encode() + b"\n")
        pipe.write(snapshot.body)
        pipe.flush()
        if last:
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


def _limit(size: int, before: int) -> None:
    """Take away what a reader does not need. Where there is no `resource` (Windows), only the clock limits it.

    `before` is what the child had at its first document: what documents leave behind must not raise the limit.
    """
    try:
        import resource
    except ImportError:
        return
    wanted = {
        resource.RLIMIT_AS: before + 2 * size + MEMORY,
        resource.RLIMIT_CPU: _processor_seconds(size) + _used_seconds(),
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, value in wanted.items():
        hard = resource.getrlimit(kind)[1]
        try:
            resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
        except (OSError, ValueError):
            continue  # macOS refuses RLIMIT_AS


def _used_seconds() -> int:
    """Processor seconds spent on documents before this one, rounded down: the limit counts whole seconds."""
    import time

    return int(time.process_time())


def _own_memory() -> int:
    from pathlib import Path

    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return MEMORY
    import resource

    return pages * resource.getpagesize()


def main() -> None:
    """The child: for each document limit, read the body, run the function, write the answer; until nothing comes."""
    gc.disable()  # looking for garbage costs a third of the time of a large page; it is done between two documents
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not break into the answer
    before = 0
    while line := questions.readline():
        module, function, arguments, location, media_type, digest, size = json.loads(line)
        read = getattr(import_module(module), function)
        before = before or _own_memory()
        _limit(size, before)
        body = questions.read(size)
        snapshot = Snapshot(source_id=location, location=location, body=body, sha256=digest, media_type=media_type)
        answer = _said(lambda: read(snapshot, *arguments), location).encode()  # noqa: B023, called at once
        size = len(answer)
        del snapshot, body
        stays = _own_memory() - before - size < GROWN
        answers.write(b"%d %b\n%b" % (size, b"stays" if stays else b"ends", answer))
        answers.flush()
        if not stays:
            return
        del answer
        gc.collect()


def _said(read: Callable[[], Reading], location: str) -> str:
    try:
        return json.dumps({"reading": _fields(read())})
    except GaidiffError as problem:
        return _refusal(type(problem).__name__, problem.text, problem.hint)
    except MemoryError:
        return _refusal("ReadError", f"{location} needs more memory than is safe", "save the text alone")
    except Exception as problem:  # noqa: BLE001 - parsers of hostile bytes raise anything
        return _refusal("ReadError", f"{location} is damaged ({type(problem).__name__})", "save it anew")


def _refusal(kind: str, text: str, hint: str) -> str:
    return json.dumps({"error": {"kind": kind, "text": text, "hint": hint}})


if __name__ == "__main__":
    main()
