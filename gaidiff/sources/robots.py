"""An address in, a verdict out: whether its site wants a program to ask for it (RFC 9309), and how often.

No robots.txt (4xx) is a yes; one that is out of reach (5xx, no answer) is a no, with a reason that says so: the
operator is told, and the source is not silently skipped.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gaidiff.errors import FetchError
from gaidiff.sources.egress import judged
from gaidiff.sources.fetch import LIMITS, REDIRECTS, fetch

if TYPE_CHECKING:
    from collections.abc import Callable

    from protego import Protego

    from gaidiff.model.watch import Retrieval
    from gaidiff.sources.egress import Policy
    from gaidiff.sources.fetch import Limits

AGENT = "gaidiff"  # the product token that a robots.txt may name
LONGEST = 500 * 1024  # bytes read; RFC 9309, section 2.5, asks for at least 500 KiB
KEPT = 24 * 3600.0  # seconds; RFC 9309, section 2.4: no longer than 24 hours
RETRY = 15 * 60.0  # seconds before a robots.txt that was out of reach is asked for again
LONGEST_DELAY = 3600.0  # seconds between two requests; who asks for more is asked once an hour
TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an address may be asked for, why, and the seconds the site wants between two requests.

    `reachable` is False if the answer is no only because robots.txt could not be had.
    """

    allowed: bool
    reason: str
    crawl_delay: float | None = None
    reachable: bool = True


@dataclass(frozen=True, slots=True)
class _Rules:
    """What is known of one site until `until`; `parsed` is None where one verdict holds for all addresses."""

    until: float
    verdict: Verdict
    parsed: Protego | None = None


class Robots:
    """The robots.txt of all sites asked so far. May be shared by threads; one site is asked once at a time.

    `now` gives seconds and is only compared with itself.
    """

    def __init__(
        self,
        *,
        policy: Policy,
        now: Callable[[], float] = time.monotonic,
        limits: Limits = LIMITS,
    ) -> None:
        self._policy = policy
        self._now = now
        self._limits = limits
        self._known: dict[str, _Rules] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def allowed(self, address: str, *, ca_file: str | None = None) -> Verdict:
        """The verdict on one address; FetchError if it is no address. `ca_file` is used as for the page itself."""
        asked = judged(address)
        parts = urlsplit(asked)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._locks.setdefault(site, threading.Lock())
        with lock:
            rules = self._known.get(site)
            if rules is None or self._now() >= rules.until:
                rules = self._known[site] = self._asked(site, ca_file)
        if rules.parsed is None:
            return rules.verdict
        delay = _delay(rules.parsed)
        if rules.parsed.can_fetch(asked, AGENT):
            return Verdict(allowed=True, reason="robots.txt allows it", crawl_delay=delay)
        return Verdict(allowed=False, reason=f"{site}/robots.txt asks programs to stay away", crawl_delay=delay)

    def _asked(self, site: str, ca_file: str | None) -> _Rules:
        address = f"{site}/robots.txt"
        kept = self._now() + KEPT
        try:
            answer = fetch(address, policy=self._policy, ca_file=ca_file, limits=self._limits)
        except FetchError as error:
            if error.status in REDIRECTS:  # RFC 9309, section 2.3.1.2: more than five are as good as none
                return _Rules(kept, Verdict(allowed=True, reason="there is no robots.txt: it only redirects"))
            return self._out_of_reach(f"robots.txt is out of reach: {error}")
        if answer.status >= 500 or answer.status == TOO_MANY:  # noqa: PLR2004, RFC 9309, section 2.3.1.4
            return self._out_of_reach(f"{address} answered {answer.status}, which RFC 9309 takes as: stay away")
        if not 200 <= answer.status < 300:  # noqa: PLR2004, RFC 9309, section 2.3.1.3
            return _Rules(kept, Verdict(allowed=True, reason=f"there is no robots.txt: it answered {answer.status}"))
        return _Rules(kept, Verdict(allowed=True, reason=""), _parsed(answer))

    def _out_of_reach(self, reason: str) -> _Rules:
        return _Rules(self._now() + RETRY, Verdict(allowed=False, reason=reason, reachable=False))


def _parsed(answer: Retrieval) -> Protego:
    """The rules in an answer. A page of HTML has none; a file that breaks off binds as far as it came."""
    from protego import Protego

    body = answer.snapshot.body if answer.snapshot else b""
    if len(body) > LONGEST:
        body = body[: body.rfind(b"\n", 0, LONGEST) + 1]  # half a line would be another rule
    return Protego.parse(body.decode("utf-8-sig", "replace"))


def _delay(rules: Protego) -> float | None:
    """Seconds between two requests, by Crawl-delay or Request-rate, whichever asks for more."""
    rate = rules.request_rate(AGENT)
    # numbers of a thousand digits are allowed to stand there, and do not fit into a float
    by_rate = min(rate.seconds, 10**9) / rate.requests if rate else 0
    delays = [delay for delay in (rules.crawl_delay(AGENT), by_rate) if delay]
    return min(max(delays), LONGEST_DELAY) if delays else None
