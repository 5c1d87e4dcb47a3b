"""Ways for a web server to misbehave, each a behaviour for one path of tests/faults.py.

All are deterministic: what is random comes from `exchange.random`, seeded by server, path and number of the request.
Laws in bodies are the caller's; `share` is the part of a body that is sent before the fault, from 0 to 1.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Mapping, Sequence

from faults import Behaviour, Exchange

HTML = {"Content-Type": "text/html; charset=utf-8"}
MEBIBYTE = 1024 * 1024


# ----- order and chance


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """The n-th request gets the n-th behaviour; the last one stays."""
    return lambda exchange: behaviours[min(exchange.number, len(behaviours)) - 1](exchange)


def alternating(*behaviours: Behaviour) -> Behaviour:
    """The behaviours in turn, over and over."""
    return lambda exchange: behaviours[(exchange.number - 1) % len(behaviours)](exchange)


def sometimes(share: float, faults: Mapping[str, Behaviour], otherwise: Behaviour) -> Behaviour:
    """One of `faults` on this share of requests, its name noted in the log; `otherwise` on the others."""
    names = sorted(faults)

    def behave(exchange: Exchange) -> None:
        if exchange.random.random() >= share:
            otherwise(exchange)
            return
        name = exchange.random.choice(names)
        exchange.note(name)
        faults[name](exchange)

    return behave


def page(body: bytes, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Behaviour:
    """A correct answer."""
    return lambda exchange: exchange.answer(body, status=status, headers=headers)


# ----- time


def dripping_body(body: bytes, *, pause: float = 0.01, framed: bool = True) -> Behaviour:
    """One byte, a pause, one byte ... with Content-Length, or ended by the close."""

    def behave(exchange: Exchange) -> None:
        exchange.head(200, {**HTML, "Content-Length": str(len(body))} if framed else HTML)
        for value in body:
            exchange.send(bytes([value]))
            exchange.wait(pause)

    return behave


def dripping_header(*, pause: float = 0.01) -> Behaviour:
    """A header that never ends, one byte at a time."""

    def behave(exchange: Exchange) -> None:
        exchange.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            exchange.send(b"a")
            exchange.wait(pause)

    return behave


def silent(exchange: Exchange) -> None:
    """Take the request and never answer."""
    exchange.wait_for_end()


def stalled(body: bytes, share: float = 0.5) -> Behaviour:
    """Part of a body, then nothing, with the connection open."""

    def behave(exchange: Exchange) -> None:
        exchange.head(200, {**HTML, "Content-Length": str(len(body))})
        exchange.send(_part(body, share))
        exchange.wait_for_end()

    return behave


# ----- size


def endless_body(*, chunked: bool = False, piece: bytes = b"a" * 65536) -> Behaviour:
    """A body without an end."""

    def behave(exchange: Exchange) -> None:
        exchange.head(200, {**HTML, "Transfer-Encoding": "chunked"} if chunked else HTML)
        while True:
            exchange.send(b"%x\r\n%b\r\n" % (len(piece), piece) if chunked else piece)

    return behave


def announced(size: int) -> Behaviour:
    """A Content-Length of this size, and then nothing: the promise alone is too much."""

    def behave(exchange: Exchange) -> None:
        exchange.head(200, {**HTML, "Content-Length": str(size)})
        exchange.wait_for_end()

    return behave


def interim(count: int, body: bytes, *, status: int = 100) -> Behaviour:
    """So many interim responses before the answer."""

    def behave(exchange: Exchange) -> None:
        line = b"HTTP/1.1 %d Wait\r\n\r\n" % status
        for start in range(0, count, 1000):
            exchange.send(line * min(1000, count - start))
        exchange.answer(body)

    return behave


def many_headers(count: int, body: bytes) -> Behaviour:
    """So many header lines."""
    return page(body, headers={f"X-Header-{number}": "a" for number in range(count)})


def long_header(size: int, body: bytes) -> Behaviour:
    """One header line of this many bytes."""
    return page(body, headers={"X-Long": "a" * size})


# ----- framing and cuts


def wrong_length(body: bytes, difference: int) -> Behaviour:
    """A Content-Length that is too long (above 0) or too short (below 0) by so many bytes."""

    def behave(exchange: Exchange) -> None:
        exchange.head(200, {**HTML, "Content-Length": str(len(body) + difference)})
        exchange.send(body)

    return behave


def raw(*pieces: bytes) -> Behaviour:
    """These bytes, whatever they are, and the close."""

    def behave(exchange: Exchange) -> None:
        for piece in pieces:
            exchange.send(piece)

    return behave


def closed_at(body: bytes, share: float = 1.0, *, headers: Mapping[str, str] | None = None) -> Behaviour:
    """A body that the close of the connection ends, whole or cut: the client cannot know which."""

    def behave(exchange: Exchange) -> None:
        exchange.head(200, {**HTML, **(headers or {})})
        exchange.send(_part(body, share))

    return behave


def cut_chunked(body: bytes, share: float = 0.4) -> Behaviour:
    """Chunked, and no last chunk."""

    def behave(exchange: Exchange) -> None:
        exchange.head(200, {**HTML, "Transfer-Encoding": "chunked"})
        part = _part(body, share)
        exchange.send(b"%x\r\n%b\r\n" % (len(part), part))

    return behave


def chunked(body: bytes, *, size: int = 1000, headers: Mapping[str, str] | None = None) -> Behaviour:
    """A correct chunked answer."""

    def behave(exchange: Exchange) -> None:
        exchange.head(200, {**HTML, "Transfer-Encoding": "chunked", **(headers or {})})
        for start in range(0, len(body), size):
            part = body[start : start + size]
            exchange.send(b"%x\r\n%b\r\n" % (len(part), part))
        exchange.send(b"0\r\n\r\n")

    return behave


def reset_mid_body(body: bytes, share: float = 0.5) -> Behaviour:
    """RST in the middle."""

    def behave(exchange: Exchange) -> None:
        exchange.head(200, {**HTML, "Content-Length": str(len(body))})
        exchange.send(_part(body, share))
        exchange.wait(0.005)  # or the client might see the RST before the headers
        exchange.reset()

    return behave


def reset(exchange: Exchange) -> None:
    """RST instead of an answer."""
    exchange.reset()


def hang_up(exchange: Exchange) -> None:
    """The close instead of an answer."""


# ----- compression


def zipped(body: bytes, coding: str = "gzip", *, share: float = 1.0, framed: bool = True) -> Behaviour:
    """A compressed body: gzip, deflate, `raw-deflate` (sent as deflate) or `gzip, gzip`; cut if share is below 1.

    `framed` gives the length of what is sent, so that the cut is inside the stream and not in the transfer.
    """
    packed = packed_with(coding, body)
    named = {"Content-Encoding": coding.removeprefix("raw-")}
    sent = _part(packed, share)
    return page(sent, headers=named) if framed else closed_at(sent, headers=named)


def bomb(size: int, coding: str = "gzip") -> Behaviour:
    """So many bytes of nothing, a thousandth of that on the wire."""
    packer = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
    packed = b"".join([*(packer.compress(bytes(MEBIBYTE)) for _ in range(size // MEBIBYTE)), packer.flush()])
    return page(packed, headers={"Content-Encoding": coding})


def packed_with(coding: str, body: bytes) -> bytes:
    """`body` in one of the codings of `zipped`."""
    if coding == "gzip, gzip":
        return gzip.compress(gzip.compress(body, mtime=0), mtime=0)
    if coding == "raw-deflate":
        packer = zlib.compressobj(wbits=-15)
        return packer.compress(body) + packer.flush()
    return zlib.compress(body) if coding == "deflate" else gzip.compress(body, mtime=0)


# ----- validators


def validated(body: bytes, *, etag: str | None = None, last_modified: str | None = None) -> Behaviour:
    """200 with validators, and 304 to a request that has them."""
    given = {"ETag": etag, "Last-Modified": last_modified}
    headers = {name: value for name, value in given.items() if value is not None}

    def behave(exchange: Exchange) -> None:
        asked = exchange.request.headers
        known = asked.get("if-none-match") == etag if etag else asked.get("if-modified-since") == last_modified
        exchange.answer(b"" if known else body, status=304 if known else 200, headers=headers)

    return behave


def always_304(exchange: Exchange) -> None:
    """304 whatever was asked."""
    exchange.answer(status=304)


def stuck(bodies: Sequence[bytes], etag: str = '"fixed"') -> Behaviour:
    """Another body on each full request, and 304 for ever to conditional ones: a broken cache in front."""

    def behave(exchange: Exchange) -> None:
        if "if-none-match" in exchange.request.headers:
            exchange.answer(status=304, headers={"ETag": etag})
            return
        exchange.answer(bodies[min(exchange.number, len(bodies)) - 1], headers={"ETag": etag})

    return behave


def etag_per_node(body: bytes, nodes: int = 3) -> Behaviour:
    """The same body from several machines, each with its own ETag for it."""

    def behave(exchange: Exchange) -> None:
        node = exchange.random.randrange(nodes)
        validated(body, etag=f'"node-{node}-{hashlib.sha256(body).hexdigest()[:8]}"')(exchange)

    return behave


def new_etag_each_time(body: bytes) -> Behaviour:
    """Never the same ETag, always the same body."""
    return lambda exchange: exchange.answer(body, headers={"ETag": f'"{exchange.random.getrandbits(64):x}"'})


# ----- elsewhere, and later


def redirect(location: str | None, status: int = 302, *, headers: Mapping[str, str] | None = None) -> Behaviour:
    """To another address, or (None) a redirect that does not say where."""
    where = {} if location is None else {"Location": location}
    return page(b"moved", status=status, headers={**where, **(headers or {})})


def hops(path: str, count: int, end: str, status: int = 302) -> Behaviour:
    """From `path` through so many redirects to `end`: PATH?hop=1, PATH?hop=2 ..."""

    def behave(exchange: Exchange) -> None:
        done = int(exchange.request.target.partition("?hop=")[2] or 0) + 1
        redirect(end if done >= count else f"{path}?hop={done}", status)(exchange)

    return behave


def retry_later(retry_after: str | None, status: int = 503) -> Behaviour:
    """503 or 429, with a Retry-After of any form."""
    return page(b"later", status=status, headers={} if retry_after is None else {"Retry-After": retry_after})


def _part(body: bytes, share: float) -> bytes:
    return body[: int(len(body) * share)]
