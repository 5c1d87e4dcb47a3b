"""A web server on loopback that misbehaves as told: one behaviour per path in, a log of every request out.

    with FaultServer() as server:
        server.page("/law", b"Article 1 Scope.", headers={"ETag": '"1"'})
        server.route("/slow", dripping_body(b"Article 1", pause=0.01))    # tests/fault_behaviours.py
        ...  # server.at("/law") is the address
        assert server.count("/law") == 1

It knows nothing of gaidiff. Every request has its own connection and thread; leaving the block ends them all.
"""

from __future__ import annotations

import random
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import ssl
    from types import TracebackType

LONGEST_REQUEST = 16 * 1024 * 1024  # bytes; a webhook with a report in it is far below
PATIENCE = 10.0  # seconds a client may take for one read or write
RESET = struct.pack("ii", 1, 0)  # SO_LINGER on, for no time: close sends RST


class Stopped(Exception):
    """The server is being stopped; the behaviour need not go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a client asked. Header names are in lower case."""

    method: str
    target: str  # as sent, with the query
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]


@dataclass(slots=True, kw_only=True)
class Hit:
    """One request in the log, times by the server's clock. `notes` is what a behaviour says it did."""

    number: int  # of this path, from 1
    request: Request
    began: float
    ended: float | None = None
    notes: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        return self.request.headers.get("host", "")


class Exchange:
    """One request being answered. What it sends is up to the behaviour: nothing here keeps to HTTP by itself."""

    def __init__(self, server: FaultServer, connection: socket.socket, hit: Hit) -> None:
        self._server = server
        self._connection = connection
        self._hit = hit
        self.request = hit.request
        self.number = hit.number  # the n-th request of this path
        self.random = random.Random(f"{server.seed} {hit.request.target} {hit.number}")  # noqa: S311, seeded

    def send(self, data: bytes) -> None:
        """Send raw bytes."""
        if self._server.stopping.is_set():
            raise Stopped
        self._connection.sendall(data)

    def head(self, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """Send the status line and the headers, none added but `Connection: close`."""
        known = {each.value: each.phrase for each in HTTPStatus}
        lines = [f"HTTP/1.1 {status} {known.get(status, 'Unknown')}"]
        lines.extend(f"{name}: {value}" for name, value in {"Connection": "close", **(headers or {})}.items())
        self.send("\r\n".join([*lines, "", ""]).encode("latin-1"))

    def answer(self, body: bytes = b"", *, status: int = 200, headers: Mapping[str, str] | None = None) -> None:
        """Send a correct answer with its Content-Length (none for 204 and 304)."""
        bare = status in {204, 304} or self.request.method == "HEAD"
        given = {"Content-Type": "text/html; charset=utf-8", **(headers or {})}
        self._server.ended(self._hit)  # before the last byte: the client may ask again as soon as it has that
        self.head(status, given if bare else {"Content-Length": str(len(body)), **given})
        if not bare:
            self.send(body)

    def wait(self, seconds: float) -> None:
        """Pause; ends at once when the server is stopped."""
        if self._server.stopping.wait(seconds):
            raise Stopped

    def wait_for_end(self) -> None:
        """Stay silent until the client goes away or the server is stopped."""
        self._connection.settimeout(0.02)
        while not self._server.stopping.is_set():
            with suppress(TimeoutError):
                if not self._connection.recv(1):
                    return

    def reset(self) -> None:
        """End the connection with RST: what is on its way is lost."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        self._connection.close()

    def note(self, text: str) -> None:
        """Write into the log what was done: the server's own ground truth."""
        self._hit.notes.append(text)


Behaviour = Callable[[Exchange], None]


def missing(exchange: Exchange) -> None:
    """What a path does that was never told what to do."""
    exchange.answer(b"<html><body><h1>404</h1></body></html>", status=404)


class FaultServer:
    """The server; see the top of the file. `now` stamps the log, `seed` steers `exchange.random`."""

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        seed: int = 0,
        tls: ssl.SSLContext | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.seed = seed
        self.stopping = threading.Event()
        self.default: Behaviour = missing
        self.connections = 0  # accepted, also those that never asked anything
        self.most_in_flight: Counter[str] = Counter()  # by Host header
        self._in_flight: Counter[str] = Counter()
        self._routes: dict[str, Behaviour] = {}
        self._log: list[Hit] = []
        self._counts: Counter[str] = Counter()
        self._open: set[socket.socket] = set()
        self._threads: set[threading.Thread] = set()
        self._lock = threading.Lock()
        self._tls = tls
        self._now = now
        self._listener = socket.create_server((host, 0), backlog=256)
        self.host = host
        self.port: int = self._listener.getsockname()[1]

    @property
    def address(self) -> str:
        return f"{'https' if self._tls else 'http'}://{self.host}:{self.port}"

    def at(self, path: str) -> str:
        """The address of a path."""
        return f"{self.address}{path}"

    def route(self, path: str, behaviour: Behaviour) -> str:
        """Set what a path does (with its query, or for every query); returns its address."""
        self._routes[path] = behaviour
        return self.at(path)

    def page(
        self, path: str, body: bytes | str = b"", *, status: int = 200, headers: Mapping[str, str] | None = None
    ) -> str:
        """Set a correct answer; returns its address."""
        whole = body.encode() if isinstance(body, str) else body
        return self.route(path, lambda exchange: exchange.answer(whole, status=status, headers=headers))

    def hits(self, path: str | None = None) -> tuple[Hit, ...]:
        """The log in order of arrival: of one path (with any query), or of all."""
        with self._lock:
            return tuple(hit for hit in self._log if path in {None, hit.request.target, hit.request.path})

    def count(self, path: str | None = None) -> int:
        return len(self.hits(path))

    def ended(self, hit: Hit) -> None:
        """Stamp the end of a request, once."""
        with self._lock:
            if hit.ended is None:
                hit.ended = self._now()
                self._in_flight[hit.host] -= 1

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stopping.set()
        with suppress(OSError):  # wakes accept(), which close() alone does not
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            still_open, threads = tuple(self._open), tuple(self._threads)
        for connection in still_open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in threads:
            thread.join(PATIENCE)

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        thread = threading.Thread(target=self._run, args=(work, *arguments), daemon=True)
        with self._lock:  # what is in the set can be joined
            thread.start()
            self._threads.add(thread)

    def _run(self, work: Callable[..., None], *arguments: object) -> None:
        try:
            work(*arguments)
        finally:
            with self._lock:
                self._threads.discard(threading.current_thread())

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                self.connections += 1
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(PATIENCE)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._open.add(connection)
        hit = None
        try:
            if self._tls:
                connection = self._secured(connection)
            request = read_request(connection)
            if request is not None and not self.stopping.is_set():
                hit = self._logged(request)
                self._behaviour(request)(Exchange(self, connection, hit))
        except (OSError, Stopped):  # the client went away, or we are going
            pass
        finally:
            if hit is not None:
                self.ended(hit)
            with self._lock:
                self._open.discard(connection)
            _hang_up(connection)

    def _secured(self, connection: socket.socket) -> socket.socket:
        assert self._tls is not None
        with self._lock:
            self._open.discard(connection)
        secured = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        with self._lock:
            self._open.add(secured)
        try:
            secured.do_handshake()
        except OSError:
            secured.close()
            raise
        return secured

    def _logged(self, request: Request) -> Hit:
        with self._lock:
            self._counts[request.path] += 1
            hit = Hit(number=self._counts[request.path], request=request, began=self._now())
            self._log.append(hit)
            self._in_flight[hit.host] += 1
            self.most_in_flight[hit.host] = max(self.most_in_flight[hit.host], self._in_flight[hit.host])
        return hit

    def _behaviour(self, request: Request) -> Behaviour:
        return self._routes.get(request.target) or self._routes.get(request.path) or self.default


def read_request(connection: socket.socket) -> Request | None:
    """Read one request with its body; None if the client said nothing, or nothing that looks like HTTP."""
    received = b""
    while b"\r\n\r\n" not in received:
        more = connection.recv(65536)
        if not more or len(received) > LONGEST_REQUEST:
            return None
        received += more
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    method, _, rest = first.partition(" ")
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    missing_bytes = min(int(headers.get("content-length", "0") or 0), LONGEST_REQUEST) - len(body)
    parts = [body]
    while missing_bytes > 0 and (more := connection.recv(65536)):
        parts.append(more)
        missing_bytes -= len(more)
    return Request(method=method, target=rest.rpartition(" ")[0], headers=headers, body=b"".join(parts))


def _hang_up(connection: socket.socket) -> None:
    """Close so that the client gets all that was sent: closing with unread bytes would send RST."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_WR)
        connection.settimeout(0.2)
        while connection.recv(65536):
            pass
    with suppress(OSError):
        connection.close()
