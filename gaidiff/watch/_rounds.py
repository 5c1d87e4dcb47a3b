"""Messages and a sink in, what became of each out: every sink sends in a thread of its own."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gaidiff.errors import FetchError, GaidiffError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from queue import SimpleQueue

    from gaidiff.watch.digest import Batch
    from gaidiff.watch.message import Message
    from gaidiff.watch.sinks import Sink

MISSES: Final = 3  # failures one after the other that end a round: the sink is down, not the message at fault


@dataclass(frozen=True, slots=True)
class Result:
    """One message that was sent, or failed to be."""

    sink: str
    batch: Batch
    error: FetchError | None


class Round:
    """One sink in one round: a thread that sends its messages one after the other."""

    def __init__(self, sink: Sink, messages: Sequence[tuple[Batch, Message]], results: SimpleQueue[Result]) -> None:
        self.sink = sink
        self._messages = messages
        self._results = results
        self._lock = threading.Lock()
        self._at: Batch | None = None  # what is being sent
        self._stopped = False
        self.thread = threading.Thread(target=self._work, name=_thread_name(sink), daemon=True)

    def stop(self) -> Batch | None:
        """Take no further result; what is being sent at this moment, if anything is."""
        with self._lock:
            self._stopped = True
            return self._at

    def _work(self) -> None:
        failed: set[str] = set()
        misses = 0
        for batch, message in self._messages:
            if misses == MISSES:
                return
            if failed & batch.sources:
                continue  # an earlier message of this source did not get through
            with self._lock:
                if self._stopped:
                    return
                self._at = batch
            error = tried(self.sink, message)
            with self._lock:
                if self._stopped:
                    return  # noted as failed already; it is sent again with the same id
                self._at = None
                self._results.put(Result(self.sink.id, batch, error))
            transient = error is not None and error.transient
            misses = misses + 1 if transient else 0
            failed |= batch.sources if transient else frozenset()


def tried(sink: Sink, message: Message) -> FetchError | None:
    """What went wrong, if anything did. A sink may be somebody else's plug-in: its faults must not stop the others."""
    try:
        sink.send(message)
    except FetchError as error:
        return error
    except GaidiffError as error:
        return FetchError(error.text, error.hint, transient=True)
    except Exception as error:  # noqa: BLE001, see above
        return FetchError(f"{type(error).__name__}: {error}", "a fault of this kind of sink", transient=True)
    return None


def _thread_name(sink: Sink) -> str:
    return f"gaidiff sink {sink.id} {id(sink)}"


def is_busy(sink: Sink) -> bool:
    """Whether a thread of an earlier round still hangs in it: a second one would hang beside it."""
    return any(thread.name == _thread_name(sink) for thread in threading.enumerate())
