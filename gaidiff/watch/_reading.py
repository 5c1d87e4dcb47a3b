"""A stored or fetched body in, what could be read of it out: blocks, law, or the reason why there is none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gaidiff import pipeline
from gaidiff.errors import GaidiffError, ReadError, StoreError
from gaidiff.model.law import without_remainder
from gaidiff.sources.store import provisions_sha256
from gaidiff.version import VERSION

if TYPE_CHECKING:
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import Reading, Snapshot
    from gaidiff.model.watch import Revision, WatchedSource
    from gaidiff.pipeline import Children


@dataclass(frozen=True, slots=True)
class Read:
    """A body, read: `law` is None where no structure was found, `reading` where there was not even text."""

    reading: Reading | None = None
    law: Instrument | None = None
    problem: GaidiffError | None = None

    @property
    def text(self) -> str:
        """All that can be seen."""
        return "\n".join(block.text for block in self.reading.blocks) if self.reading else ""

    @property
    def encoding(self) -> str | None:
        """What the bytes were decoded with."""
        return self.reading.encoding if self.reading else None


def engine_of(source: WatchedSource) -> str:
    """What reads a source: this version of gaidiff, and a mark of the selector and language it is told.

    Another engine reads the stored bytes anew; what it then finds different is no change of the law.
    """
    told = f"{source.selector or ''}\n{source.language or ''}"
    return VERSION if told == "\n" else f"{VERSION}+{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def read_law(
    source: WatchedSource,
    snapshot: Snapshot,
    *,
    pinned: str | None = None,
    latest: Revision | None = None,
    children: Children | None = None,
) -> Read:
    """Read and parse. A guessed charset may flip when one byte moves, so the pinned one is tried too."""
    read = _attempt(source, snapshot, children)
    if pinned is None or read.encoding == pinned:
        return read
    again = _attempt(source, replace(snapshot, media_type=with_charset(snapshot.media_type, pinned)), children)
    same = again.law is not None and latest is not None and provisions_sha256(again.law) == latest.provisions_sha256
    return again if same or (read.law is None and again.law is not None) else read


def without_furniture(law: Instrument) -> Instrument:
    """The law for a report: a counter in the footer is no change, there as little as in an alert.

    What was set aside is still in the stored instrument, and counted in its diagnostics.
    """
    return without_remainder(law)


def with_charset(media_type: str | None, charset: str) -> str:
    """A media type that declares the charset.

    >>> with_charset("text/html; charset=latin-1", "gb18030")
    'text/html; charset=gb18030'
    """
    return f"{(media_type or 'text/plain').partition(';')[0]}; charset={charset}"


def _attempt(source: WatchedSource, snapshot: Snapshot, children: Children | None) -> Read:
    reading = None
    try:
        reading = pipeline.read(snapshot, selector=source.selector, children=children)
        return Read(reading, pipeline.parse(reading, language=source.language))
    except StoreError:
        raise
    except GaidiffError as problem:
        return Read(reading, None, problem)
    except Exception as problem:  # noqa: BLE001, one page that breaks gaidiff must not end the watch over all others
        broke = f"gaidiff failed on {snapshot.location} ({type(problem).__name__}: {problem})"
        return Read(reading, None, ReadError(broke, "please report this"))
