"""A compressed body in, its content out, and whether the compressed stream came to its end.

Decoded in pieces and counted: 306 KB of gzip can hold 300 MiB. Beyond HELD the pieces are only counted, and the body
is decoded once more when the whole is known to be within the limit; so a bomb is refused in little memory.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING

from gaidiff.errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 64 * 1024  # bytes made at a time
HELD = 8 * 1024 * 1024  # bytes kept before the end is known; a code of law as HTML is rarely larger
BLOCK = 16 * 1024  # bytes unpacked at a time
MOST_STREAMS = 10_000  # in one gzip body; pigz and bgzip make one for 64 KiB or more, so this is 640 MiB of them
LAYER_LIMIT = 20 * 1024 * 1024  # bytes of what is still compressed, the same as may come over the wire
GZIP_MAGIC = b"\x1f\x8b"
ACCEPTED = "gzip, deflate"
GZIP, ZLIB, RAW = 31, 15, -15  # wbits of zlib


def decoded(body: bytes, codings: str, limit: int) -> tuple[bytes, bool]:
    """The content of `body`, and False if its compressed stream breaks off.

    `codings` is a Content-Encoding. FetchError if the content is larger than `limit`, damaged, or in a coding that
    was not asked for (br, zstd: their bombs are far smaller than gzip's).
    """
    names = [name.strip().lower() for name in codings.split(",")]
    known = {"gzip", "x-gzip", "deflate", "identity", ""}
    if unknown := [name for name in names if name not in known]:
        raise FetchError(f"the answer is encoded as {unknown[0][:20]!r}, which was not asked for", transient=True)
    layers = [name for name in names if name not in {"identity", ""}]
    ended = True
    for place, name in reversed(tuple(enumerate(layers))):
        body, whole = _unpacked(body, gzip="gzip" in name, limit=min(limit, LAYER_LIMIT) if place else limit)
        ended = ended and whole
    return body, ended


def _unpacked(body: bytes, *, gzip: bool, limit: int) -> tuple[bytes, bool]:
    if not body:
        return b"", False
    stream = _Stream(body, gzip=gzip)
    content = io.BytesIO()
    size = 0
    for piece in stream.pieces():
        size += len(piece)
        if size > limit:
            raise FetchError(f"the answer unpacks to more than {limit} bytes", "it is no text of a law")
        if size <= HELD:
            content.write(piece)
        else:
            content = io.BytesIO()
    if size > HELD:
        for piece in _Stream(body, gzip=gzip).pieces():
            content.write(piece)
    return content.getvalue(), stream.ended


class _Stream:
    """One compressed body; `ended` is True once its last stream has come to its end."""

    def __init__(self, body: bytes, *, gzip: bool) -> None:
        self._body = body
        self._wbits = GZIP if gzip else _deflate_kind(body)
        self.ended = False

    def pieces(self) -> Iterator[bytes]:
        """The content, in pieces of at most PIECE. A gzip body may be several streams, one after the other."""
        place = 0
        for _ in range(MOST_STREAMS):
            unpacker = zlib.decompressobj(wbits=self._wbits)
            while not unpacker.eof:
                block = self._body[place : place + BLOCK]
                try:
                    piece = unpacker.decompress(block, PIECE)
                except zlib.error as error:
                    raise FetchError(f"the compressed answer is damaged: {error}", transient=True) from error
                place += len(block) - len(unpacker.unconsumed_tail) - len(unpacker.unused_data)
                if piece:
                    yield piece
                elif not block:
                    break
            self.ended = unpacker.eof
            # what else stands behind the end of a stream is padding
            if self._wbits != GZIP or self._body[place : place + 2] != GZIP_MAGIC:
                return
        raise FetchError("the compressed answer is made of too many pieces")


def _deflate_kind(body: bytes) -> int:
    """`deflate` means zlib, and some servers send it bare."""
    try:
        zlib.decompressobj(wbits=ZLIB).decompress(body[:PIECE], 1)
    except zlib.error:
        return RAW
    return ZLIB
