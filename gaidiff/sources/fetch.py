"""An address in, a Retrieval out: whatever the server answered, within a deadline and limits; or FetchError.

Five redirects at most, each judged like the first address. Nothing is sent to another origin that was meant for this
one. The environment (proxies, .netrc) is not asked.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from gaidiff.errors import FetchError
from gaidiff.model.text import Snapshot
from gaidiff.model.watch import Retrieval
from gaidiff.sources.egress import judged, masked
from gaidiff.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    import requests

    from gaidiff.model.watch import Validators
    from gaidiff.sources._http import Line
    from gaidiff.sources.egress import Policy

MEBIBYTE = 1024 * 1024
USER_AGENT = f"gaidiff/{VERSION} (compares versions of laws)"
ACCEPT = "text/html, application/xhtml+xml, application/xml;q=0.9, application/pdf;q=0.9, */*;q=0.8"
REDIRECTS = frozenset({301, 302, 303, 307, 308})
PERMANENT = frozenset({301, 308})
NO_CONTENT = 204
NOT_MODIFIED = 304
FIRST_FINAL = 200  # below are interim responses, which are not answers
RETRY_CEILING = 3600.0  # seconds; a server that says 10^9 will be asked again within the hour
LONGEST_VALIDATOR = 4096  # characters; what is longer is not sent back


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one fetch may cost, all its redirects together."""

    deadline: float = 60.0  # seconds from the first connection to the last byte
    wire: int = 20 * MEBIBYTE  # bytes of one answer as sent; EU acts as PDF stay under 10 MiB
    decoded: int = 100 * MEBIBYTE  # bytes when unpacked, as for files
    redirects: int = 5


LIMITS = Limits()


def fetch(  # noqa: PLR0913, what a request may need
    address: str,
    *,
    policy: Policy,
    validators: Validators | None = None,
    ca_file: str | None = None,
    headers: Mapping[str, str] | None = None,
    limits: Limits = LIMITS,
) -> Retrieval:
    """Ask for an address; any answer of HTTP, of any status, is a Retrieval.

    `validators` are sent to the one address they came from, `headers` (an API key, say) to the origin of `address`.
    FetchError: transient for no answer, a broken one, TLS, the deadline; not transient for an address that is refused,
    an answer that is too large, redirects that lead nowhere, and a 304 that was not asked for.
    """
    from gaidiff.sources._http import Line, guarded_session

    walk = _Walk(address, judged(address))
    with Line(limits.deadline, limits.wire) as line, guarded_session(policy, ca_file=ca_file, line=line) as session:
        while True:
            conditions = _conditions(validators, walk.here)
            own = headers if headers and _origin(walk.here) == _origin(walk.start) else {}
            try:
                answer = _ask(session, line, walk.here, {**own, **conditions})
                with answer:
                    target = _target(answer)
                    if target is None:
                        return _retrieval(answer, walk, line, limits, asked=bool(conditions))
                    walk.go(target, answer.status_code, limits.redirects)
            except FetchError as error:
                raise _at(error, walk) from error


def retry_seconds(text: str | None, *, now: float) -> float | None:
    """Seconds to wait by a Retry-After header, at most an hour; None if it is not there or makes no sense.

    >>> [retry_seconds(text, now=0.0) for text in ("120", "1000000000", "-5", "soon", "Thu, 01 Jan 1970 00:02:00 GMT")]
    [120.0, 3600.0, None, None, 120.0]
    """
    stripped = (text or "").strip()
    if stripped.isascii() and stripped.isdigit():
        return RETRY_CEILING if len(stripped) > 9 else min(float(stripped), RETRY_CEILING)  # noqa: PLR2004, digits
    at = _unix(stripped)
    return None if at is None else min(max(at - now, 0.0), RETRY_CEILING)


class _Walk:
    """Where a fetch stands: the address it began with, and how redirects led on."""

    def __init__(self, given: str, start: str) -> None:
        self.given = given
        self.start = self.here = start
        self.moved: str | None = None
        self.downgraded = False
        self._seen = {start}
        self._permanent = True  # so far

    def go(self, target: str, status: int, most: int) -> None:
        """Follow one redirect; FetchError if it must not be followed."""
        if len(self._seen) > most:
            hint = "open it in a browser and give the address it ends at"
            raise FetchError(f"more than {most} redirects", hint, status=status)
        # spaces in Location are common, though they must be written %20
        there = judged(urljoin(self.here, target.strip(" ").replace(" ", "%20")))
        if there in self._seen:
            hint = "it may want cookies; give the address of the text itself"
            raise FetchError("its redirects go in a circle", hint, status=status)
        self._seen.add(there)
        self.downgraded = self.downgraded or (self.here.startswith("https:") and there.startswith("http:"))
        self._permanent = self._permanent and status in PERMANENT
        self.here = there
        if self._permanent:
            self.moved = there


def _ask(session: requests.Session, line: Line, address: str, extra: Mapping[str, str]) -> requests.Response:
    from gaidiff.sources._decode import ACCEPTED
    from gaidiff.sources._http import ask

    own = {"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Encoding": ACCEPTED, "Connection": "close"}
    line.surplus = False
    return ask(session, line, address, {**own, **extra})


def _target(answer: requests.Response) -> str | None:
    """Where a redirect leads, None for any other answer. Headers come as Latin-1, addresses in them as UTF-8."""
    if answer.status_code not in REDIRECTS:
        return None
    location = answer.headers.get("Location")
    if location is None:
        raise FetchError(f"it answered {answer.status_code} without a place to go", status=answer.status_code)
    return location.encode("latin-1", "replace").decode("utf-8", "replace")


def _retrieval(answer: requests.Response, walk: _Walk, line: Line, limits: Limits, *, asked: bool) -> Retrieval:
    status = answer.status_code
    if status < FIRST_FINAL:
        raise FetchError(f"it answered {status}, which is not an answer", transient=True, status=status)
    if status == NOT_MODIFIED and not asked:
        raise FetchError("it answered 304 to a request that was not conditional", "a cache is broken", status=status)
    headers = answer.headers
    media_type, etag, last_modified = (_clean(headers.get(name)) for name in ("Content-Type", "ETag", "Last-Modified"))
    now = datetime.now(UTC)
    snapshot, complete = None, True
    if status != NOT_MODIFIED:
        body, complete = _body(answer, line, limits)
        snapshot = Snapshot(
            source_id=walk.given,
            location=walk.given,
            body=body,
            sha256=hashlib.sha256(body).hexdigest(),
            media_type=media_type,
            retrieved_at=now.isoformat(timespec="seconds"),
            etag=etag,
            last_modified=last_modified,
        )
    return Retrieval(
        address=walk.given,
        final_address=walk.here,
        status=status,
        snapshot=snapshot,
        media_type=media_type,
        etag=etag,
        last_modified=last_modified,
        complete=complete,
        downgraded=walk.downgraded,
        moved=walk.moved,
        # by the server's own clock where it tells the time: ours may be wrong
        retry_after=retry_seconds(headers.get("Retry-After"), now=_unix(headers.get("Date")) or now.timestamp()),
    )


def _body(answer: requests.Response, line: Line, limits: Limits) -> tuple[bytes, bool]:
    """The body, unpacked, and whether its end is proven: by its length, by a last chunk, or by a compressed stream."""
    from gaidiff.sources._decode import decoded
    from gaidiff.sources._http import body_of

    if answer.status_code == NO_CONTENT:
        return b"", True
    try:
        wire = body_of(answer, line)
        codings = answer.headers.get("Content-Encoding", "")
        body, ended = decoded(wire, codings, limits.decoded) if wire else (b"", True)
    except FetchError as error:
        raise FetchError(error.text, error.hint, transient=error.transient, status=answer.status_code) from error
    lengths = {length.strip() for length in answer.headers.get("Content-Length", "").split(",")} - {""}
    chunked = bool(answer.raw.chunked)
    if chunked and lengths:
        return body, False  # one of the two is wrong
    framed = chunked or (len(lengths) == 1 and lengths.pop().isdecimal())
    packed = bool(codings.strip()) and codings.strip().lower() != "identity"
    return body, (framed or packed) and ended and not line.surplus


def _conditions(validators: Validators | None, address: str) -> dict[str, str]:
    """Headers that make the request conditional, if the validators came from this very address."""
    if validators is None or validators.address != address:
        return {}
    given = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in given.items() if value and _clean(value) == value}


def _clean(value: str | None) -> str | None:
    """A header value that can be kept and sent back; None for what is no text or far too long."""
    if value is None or len(value) > LONGEST_VALIDATOR or not value.isprintable():
        return None
    return value.strip() or None


def _origin(address: str) -> tuple[str, str, int]:
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _unix(date: str | None) -> float | None:
    """Seconds since 1970 of an HTTP date."""
    try:
        return parsedate_to_datetime(date or "").timestamp()
    except (ValueError, TypeError, OverflowError, OSError):
        return None


def _at(error: FetchError, walk: _Walk) -> FetchError:
    """The same error, told with the address that was asked for and the one that was reached."""
    via = "" if walk.here == walk.start else f" (by way of {masked(walk.given)})"
    text = f"{masked(walk.here)}{via}: {error.text}"
    return FetchError(text, error.hint, transient=error.transient, status=error.status)
