"""A message in, one POST of JSON out, signed if a secret is given; docs/notifications.md says how to check that.

[[sink]]
id = "team"
kind = "webhook"
address = "https://hooks.example.org/law"
secret_env = "GAIDIFF_WEBHOOK_SECRET"     # names an environment variable
"""

from __future__ import annotations

import hmac
import json
import os
import time
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from gaidiff.errors import FetchError
from gaidiff.version import VERSION
from gaidiff.watch._keys import Keys
from gaidiff.watch.sinks import Place, Sink, SinkKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gaidiff.sources.egress import Policy
    from gaidiff.watch.message import Message

KEYS: Final = ("id", "kind", "address", "secret_env", "ca_file", "timeout")
TIMEOUT: Final = 20  # seconds from the connection to the status line
HEAD: Final = 64 * 1024  # bytes of an answer that are looked at: its status is all that counts
# What says that this message or this address will never do. All else (401, 404, 500, a redirect) can be repaired by
# whoever runs the receiver, and the message waits for that.
REFUSED: Final = frozenset({400, 405, 406, 410, 411, 413, 414, 415, 422, 431})


@dataclass(frozen=True, slots=True, kw_only=True)
class Webhook:
    """Asks the address itself: redirects are not followed, proxies of the environment not used."""

    id: str
    address: str
    policy: Policy
    secret_env: str | None = None
    ca_file: str | None = None
    timeout: float = TIMEOUT

    def send(self, message: Message) -> None:
        """POST it; any 2xx means taken."""
        status = self._post(body_of(message), message.id)
        if 200 <= status < 300:  # noqa: PLR2004, the class of status codes that means yes
            return
        hint = "redirects are not followed: write the new address" if 300 <= status < 400 else ""  # noqa: PLR2004
        raise FetchError(f"{self._host} answered {status}", hint, transient=status not in REFUSED, status=status)

    def _post(self, body: bytes, delivery: str) -> int:
        import requests

        from gaidiff.sources import _http

        headers = self._headers(body, delivery)
        with _http.Line(self.timeout, HEAD) as line:
            session = _http.guarded_session(self.policy, ca_file=self.ca_file, line=line)
            try:
                wait = (self.timeout, self.timeout)
                with session.post(self.address, data=body, headers=headers, stream=True, timeout=wait) as response:
                    if line.over:  # the watchdog's cut looks like the end of the header
                        raise _http.failure(line, None)
                    return response.status_code
            except (requests.RequestException, OSError) as error:
                failed = _http.failure(line, error)
                raise FetchError(f"{self._host}: {self._bare(failed.text)}", transient=True) from None
            except FetchError as error:
                where = "" if self._host in error.text else f"{self._host}: "
                raise FetchError(where + self._bare(error.text), error.hint, transient=error.transient) from None
            finally:
                session.close()

    def _headers(self, body: bytes, delivery: str) -> dict[str, str]:
        stamp = str(int(time.time()))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": f"gaidiff/{VERSION} (compares versions of laws)",
            "X-Gaidiff-Delivery": delivery,
            "X-Gaidiff-Timestamp": stamp,
        }
        if self.secret_env:
            secret = os.environ.get(self.secret_env)
            if not secret:
                raise FetchError(f"the secret of {self._host} is not in the environment", "set it", transient=True)
            headers["X-Gaidiff-Signature"] = f"sha256={signature(secret, stamp, body)}"
        return headers

    @property
    def _host(self) -> str:
        return urlsplit(self.address).hostname or "the webhook"

    def _bare(self, text: str) -> str:
        """An error without the address: its path is often the secret (Slack, Teams), and errors are stored."""
        parts = urlsplit(self.address)
        hidden = [self.address, f"{parts.path}?{parts.query}" if parts.query else "", parts.path, parts.query]
        for secret in hidden:
            if len(secret) > 1:
                text = text.replace(secret, "...")
        return text


def signature(secret: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA256 over `stamp.body`: the time is signed too, so that an old message cannot be played again."""
    return hmac.new(secret.encode(), stamp.encode() + b"." + body, sha256).hexdigest()


def body_of(message: Message) -> bytes:
    """The JSON as it is signed and sent."""
    text = json.dumps({"subject": message.subject, **message.data}, ensure_ascii=False, sort_keys=True)
    return text.encode("utf-8", "backslashreplace")


def _build(table: Mapping[str, object], place: Place) -> Sink:
    from gaidiff.sources.egress import judged

    keys = Keys(table, f"[[sink]] {table.get('id')!r}", KEYS)
    address = keys.text("address", "an address, https://...")
    try:
        judged(address)
    except FetchError as error:
        raise keys.wrong("address", "an address of a webhook, https://...") from error
    ca_file = keys.maybe("ca_file", "a path of a file of certificates")
    if ca_file is not None and not (place.folder / ca_file).is_file():
        raise keys.wrong("ca_file", "a path of a file of certificates")
    return Webhook(
        id=keys.text("id"),
        address=address,
        policy=place.policy,
        secret_env=keys.secret("secret_env"),
        ca_file=str(place.folder / ca_file) if ca_file else None,
        timeout=keys.whole("timeout", TIMEOUT, 1, 300),
    )


SINK = SinkKind(name="webhook", build=_build)
