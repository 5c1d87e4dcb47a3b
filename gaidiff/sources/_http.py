"""One request in, one answer out: requests over judged connections, with a deadline and limits that hold.

requests has a timeout for each read and no deadline: a server that drips one byte a second holds it for ever. Here a
watchdog outside the read loop cuts the connection. Sizes are counted where bytes leave the socket, headers included.
"""

from __future__ import annotations

import http.client
import io
import os
import socket
import ssl
import threading
import time
from contextlib import suppress
from http.cookiejar import DefaultCookiePolicy
from typing import TYPE_CHECKING, Any, Self

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from gaidiff.errors import ConfigError, FetchError, GaidiffError
from gaidiff.sources.egress import connect, judged

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType

    from _typeshed import WriteableBuffer

    from gaidiff.sources.egress import Policy

PATIENCE = 30.0  # seconds for a connection or a read, where the caller says nothing
HEAD_LIMIT = 256 * 1024  # bytes of status line, headers and interim responses; servers send under 16 KiB
LONGEST_REASON = 200  # characters of what a library says went wrong
SURPLUS_WAIT = 0.1  # seconds for bytes after the end of a body; a server that closes, as asked, costs none


class Line:
    """The connections of one fetch: cut when its time is over, and counted.

    `surplus` is set when bytes came after the announced end of the last body.
    """

    def __init__(self, seconds: float, wire_limit: int) -> None:
        self.seconds = seconds
        self.wire_limit = wire_limit
        self.surplus = False
        self._end = time.monotonic() + seconds
        self._connections: list[socket.socket] = []
        self._lock = threading.Lock()
        self._watchdog = threading.Timer(seconds, self._cut)
        self._watchdog.daemon = True

    def __enter__(self) -> Self:
        self._watchdog.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._watchdog.cancel()
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()

    @property
    def over(self) -> bool:
        """Whether the deadline has passed."""
        return time.monotonic() >= self._end

    @property
    def left(self) -> float:
        """Seconds to the deadline, never 0: a timeout of 0 means something else."""
        return max(self._end - time.monotonic(), 0.001)

    def watch(self, connection: socket.socket) -> None:
        """Take a connection under the watchdog, by a copy: TLS will detach the socket from its number."""
        with self._lock:
            self._connections.append(connection.dup())
        if self.over:
            self._cut()

    def _cut(self) -> None:
        with self._lock:
            for connection in self._connections:
                with suppress(OSError):  # ended by itself
                    connection.shutdown(socket.SHUT_RDWR)


class _Wire(io.RawIOBase):
    """What comes out of a socket, counted."""

    def __init__(self, connection: socket.socket, budget: int) -> None:
        super().__init__()
        self.connection = connection
        self.budget = budget
        self._stream = connection.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        count = self._stream.readinto(buffer)
        self.budget -= count or 0
        if self.budget < 0:
            raise FetchError("the answer is too large", "if it is a law, download it yourself and pass the file")
        return count

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


class _Reader(io.BufferedReader):
    """The stream http.client reads from. It is closed at the announced end; what follows is noted on the line."""

    line: Line | None = None

    def close(self) -> None:
        if self.line is not None and not self.closed:
            line, self.line = self.line, None
            line.surplus = self._goes_on()
        super().close()

    def _goes_on(self) -> bool:
        wire: Any = self.raw
        try:
            wire.connection.settimeout(SURPLUS_WAIT)
            return bool(self.peek(1).strip(b"\r\n"))  # some old servers end a body with one more line end
        except (OSError, ValueError, GaidiffError):
            return False


class _Response(http.client.HTTPResponse):
    """An answer whose head is limited, however many interim responses come before it."""

    line: Line | None = None

    def __init__(self, sock: socket.socket, *arguments: Any, **options: Any) -> None:
        super().__init__(sock, *arguments, **options)
        self.fp.close()
        self._wire = _Wire(sock, HEAD_LIMIT)
        self._reader = _Reader(self._wire)
        self.fp = self._reader

    def begin(self) -> None:
        super().begin()
        if self.line is not None:
            self._wire.budget += self.line.wire_limit
            framed = self.chunked or self.length is not None
            bare = self.status in {204, 304} or self.status < 200  # noqa: PLR2004, RFC 9110: no body
            self._reader.line = self.line if framed and not bare else None
        else:
            self._wire.budget += 2**62


class _Adapter(HTTPAdapter):
    """Pools whose connections are made by `egress.connect`."""

    def __init__(self, policy: Policy, line: Line | None) -> None:
        self._pools = _pools(policy, line)
        super().__init__()

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:  # noqa: FBT001, FBT002
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **options)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *_: Any, **__: Any) -> Any:
        raise FetchError("a proxy was asked for", "gaidiff uses none: what a proxy connects to cannot be judged")


class _Session(requests.Session):
    """Judges each address, follows no redirect, waits for nobody without an end."""

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        judged(request.url or "")
        options["allow_redirects"] = False
        options["timeout"] = options.get("timeout") or PATIENCE
        return super().send(request, **options)

    def resolve_redirects(self, *_: Any, **__: Any) -> Iterator[Any]:
        """None: requests would read and unpack the whole body of a redirect just to know the next address."""
        return iter(())


def guarded_session(policy: Policy, *, ca_file: str | None = None, line: Line | None = None) -> requests.Session:
    """A session for `egress.session` and for `ask`; see there. ConfigError if `ca_file` is not there."""
    if ca_file is not None and not os.path.exists(ca_file):  # noqa: PTH110, a path as configured
        raise ConfigError(f"the certificate file {ca_file} is not there", "check ca_file")
    guarded = _Session()
    guarded.trust_env = False
    guarded.verify = ca_file or True
    guarded.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    guarded.adapters.clear()
    adapter = _Adapter(policy, line)
    for scheme in ("http://", "https://"):
        guarded.mount(scheme, adapter)
    return guarded


def ask(guarded: requests.Session, line: Line, address: str, headers: Mapping[str, str]) -> requests.Response:
    """Ask once, up to the head of the answer; its body is still to be read with `body_of`. FetchError."""
    try:
        return guarded.get(address, headers=headers, stream=True, timeout=(line.left, line.left))
    except (requests.RequestException, http.client.HTTPException, OSError) as error:
        raise failure(line, error) from error


def body_of(response: requests.Response, line: Line) -> bytes:
    """The rest of an answer as it came over the wire, still compressed. FetchError if it breaks off."""
    body = io.BytesIO()
    announced = response.headers.get("Content-Length", "")
    if announced.isdecimal() and len(announced) < 20 and int(announced) > line.wire_limit:  # noqa: PLR2004, digits
        raise FetchError(f"the answer is too large ({announced} bytes)", f"the limit is {line.wire_limit}")
    try:
        for part in response.raw.stream(65536, decode_content=False):
            body.write(part)
            if line.over:
                break
    except (requests.RequestException, HTTPError, http.client.HTTPException, OSError, ValueError) as error:
        raise failure(line, error) from error
    if line.over:  # the watchdog's cut looks like the end of the body
        raise failure(line, None)
    return body.getvalue()


def failure(line: Line, error: Exception | None) -> FetchError:
    """What went wrong, in words and transient: all of it can pass by itself."""
    if line.over:
        return FetchError(f"no whole answer came within {line.seconds:g} s", "it may be slow today", transient=True)
    causes = tuple(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            why = cause.verify_message.rstrip(".")
            own = "issuer" in why or "self-signed" in why
            hint = "if the site has an authority of its own, name its certificate with ca_file" if own else ""
            return FetchError(f"its certificate is not accepted: {why}", hint, transient=True)
    for cause in causes:
        if isinstance(cause, ssl.SSLError):
            return FetchError(f"no secure connection: {cause.reason or cause}", transient=True)
        if isinstance(cause, ConnectionResetError):
            return FetchError("the connection was reset", transient=True)
        if isinstance(cause, TimeoutError):
            return FetchError("no answer came in time", transient=True)
    told = str(causes[-1] if causes else error)[:LONGEST_REASON]  # may quote the server, control characters and all
    plain = "".join(c if c.isprintable() else "?" for c in " ".join(told.split()))
    return FetchError(f"the answer is broken or breaks off: {plain}", transient=True)


def _causes(error: BaseException | None) -> list[BaseException]:
    """An exception and all that are behind it, the first cause last: libraries wrap each other's three deep."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        inner = [each for each in error.args if isinstance(each, BaseException)]
        reason = getattr(error, "reason", None)
        inner.extend([reason] if isinstance(reason, BaseException) else [])
        behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        error = inner[-1] if inner else behind
    return found


def _pools(policy: Policy, line: Line | None) -> dict[str, Any]:
    """Pool classes for http and https: the policy is bound to them, for urllib3 makes their connections itself."""

    class Response(_Response):
        pass

    Response.line = line

    class Guarded(HTTPConnection):
        response_class = Response

        def _new_conn(self) -> socket.socket:
            seconds = self.timeout if isinstance(self.timeout, (int, float)) else PATIENCE
            connection = connect(self._dns_host, int(self.port), policy=policy, timeout=seconds)
            if line is not None:
                line.watch(connection)
            return connection

    class Secured(Guarded, HTTPSConnection):
        pass

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Guarded

    class SecuredPool(HTTPSConnectionPool):
        ConnectionCls = Secured

    return {"http": PlainPool, "https": SecuredPool}
