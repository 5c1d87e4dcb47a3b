"""A host and a policy in, a connected socket out: the one place that decides which addresses are talked to.

The text of an address proves nothing: names resolve to anything, and parsers differ about what the host is. So the
numeric address is judged when the connection is made, on every hop of every redirect, and nothing else is connected
to. `ipaddress.is_global` is no policy: on Python 3.11 it is true for 64:ff9b::7f00:1, which is 127.0.0.1 behind NAT64.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from gaidiff.errors import ConfigError, FetchError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import requests

Network = IPv4Network | IPv6Network
Address = IPv4Address | IPv6Address

SCHEMES = ("http", "https")
HINT = "if you trust it, allow its network with --allow-net, or allow_net in watch.toml"

# Special-purpose address registries of IANA, RFC 6890 and later, and what clouds put on addresses that look public.
REFUSED_4 = {
    "0.0.0.0/8": "this machine",
    "10.0.0.0/8": "a private network",
    "100.64.0.0/10": "a network of a provider's customers",  # and the metadata address of Alibaba Cloud
    "127.0.0.0/8": "this machine",
    "168.63.129.16/32": "a cloud's metadata service",  # Azure
    "169.254.0.0/16": "a link-local network",  # and the metadata address of most clouds
    "172.16.0.0/12": "a private network",
    "192.0.0.0/24": "reserved",  # and the metadata address of Oracle Cloud
    "192.0.2.0/24": "for documentation",
    "192.88.99.0/24": "reserved",
    "192.168.0.0/16": "a private network",
    "198.18.0.0/15": "for benchmarks",
    "198.51.100.0/24": "for documentation",
    "203.0.113.0/24": "for documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
# Global unicast is 2000::/3; all else of IPv6 (loopback, unique local, link- and site-local, NAT64, multicast) is not.
GLOBAL_6 = "2000::/3"
REFUSED_6 = {
    "2001::/23": "reserved",  # Teredo and ORCHID are in it
    "2001:db8::/32": "for documentation",
    "2002::/16": "6to4, which wraps any IPv4 address",
    "3fff::/20": "for documentation",
}
_REFUSED = tuple((ip_network(text), why) for text, why in {**REFUSED_4, **REFUSED_6}.items())
_GLOBAL_6 = ip_network(GLOBAL_6)

# ?token=..., ?api_key=..., ?X-Amz-Signature=..., ;jsessionid is in the path and left alone
_SECRET = re.compile(r"key|token|secret|passw|pwd|auth|sig|session|credential|^(?:sid|code|pass)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Policy:
    """Which networks may be connected to beside the public Internet; none by default."""

    allow: tuple[Network, ...] = ()

    def refusal(self, address: str) -> str | None:
        """Why a numeric address may not be connected to, or None if it may.

        >>> Policy().refusal("::ffff:127.0.0.1")
        'this machine'
        >>> Policy((ip_network("127.0.0.0/8"),)).refusal("127.0.0.1") is None
        True
        """
        number = _unwrapped(ip_address(address))
        if any(number in network for network in self.allow):
            return None
        for network, why in _REFUSED:
            if number in network:
                return why
        if isinstance(number, IPv6Address) and number not in _GLOBAL_6:
            return "not a public address"
        return None


def policy_of(texts: Iterable[str]) -> Policy:
    """The policy that allows these networks, written as `127.0.0.0/8` or `::1`; ConfigError for anything else."""
    networks = []
    for text in texts:
        try:
            networks.append(ip_network(text))
        except ValueError as error:
            raise ConfigError(f"{text!r} is not a network: {error}", "write it as 127.0.0.0/8 or fd00::/8") from error
    return Policy(tuple(networks))


def judged(address: str) -> str:
    r"""The address as it will be asked, without its fragment; FetchError if it is not plainly one of the web.

    Refused is what two parsers may read as two hosts: `http://127.0.0.1\@good.test/` is good.test to one, 127.0.0.1
    to another. User names are refused too: they are sent to whoever the address leads to, and land in logs.

    >>> judged("http://Law.test/a?b=c#d")
    'http://law.test/a?b=c'
    """
    if not address.isprintable() or "\\" in address or " " in address:
        raise _no_address(address, "it holds a space, a control character or a backslash")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise _no_address(address, str(error)) from error
    if parts.scheme not in SCHEMES:
        raise _no_address(address, f"{parts.scheme or 'a path'} is not http or https")
    if "@" in parts.netloc:
        raise _no_address(address, "a user name or password stands in it", "leave it out")
    if not parts.hostname or "%" in parts.netloc or port == 0:
        raise _no_address(address, "its host or port is missing or wrong")
    prepared = _prepared(address)
    return urlunsplit(urlsplit(prepared)._replace(fragment=""))


def connect(host: str, port: int, *, policy: Policy, timeout: float) -> socket.socket:
    """Resolve once, judge every address, and connect to one of those that were judged.

    One refused address is enough to refuse the name: whoever answers with a public and a private one wants the second.
    FetchError; transient if the name does not resolve or nobody answers.
    """
    end = time.monotonic() + timeout
    found = _resolved(host, port, timeout)
    for _, sockaddr in found:
        why = policy.refusal(sockaddr[0])
        if why is not None:
            leads = "" if sockaddr[0] == host.strip("[]") else f" leads to {sockaddr[0]}, which"
            raise FetchError(f"{host}{leads} is not connected to: {why}", HINT)
    failure: OSError | None = None
    for place, (family, sockaddr) in enumerate(found):
        share = (end - time.monotonic()) / (len(found) - place)  # a dead IPv6 route must leave time for IPv4
        try:
            return _connected(family, sockaddr, max(share, 0.001), timeout)
        except OSError as error:
            failure = error
    reason = (failure.strerror if failure else "") or str(failure)
    raise FetchError(f"{host}, port {port}, cannot be reached: {reason}", transient=True) from failure


def session(policy: Policy, *, ca_file: str | None = None) -> requests.Session:
    """A session that connects through `connect`, follows no redirect and takes nothing from the environment.

    No proxy, .netrc or cookie is used; certificates are checked, against `ca_file` if given.
    """
    from gaidiff.sources._http import guarded_session

    return guarded_session(policy, ca_file=ca_file)


def masked(address: str) -> str:
    """An address for a message: what looks like a secret in it is replaced.

    >>> masked("https://law.test/a?id=3&access_token=abc")
    'https://law.test/a?id=3&access_token=***'
    """
    try:
        parts = urlsplit(address)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        return address.partition("?")[0]
    host = parts.netloc.rpartition("@")[2]
    if host == parts.netloc and not any(_SECRET.search(name) for name, _ in pairs):
        return address
    shown = urlencode([(n, "***" if _SECRET.search(n) else v) for n, v in pairs], safe="*:/,")
    return urlunsplit(parts._replace(netloc=host if host == parts.netloc else f"***@{host}", query=shown))


def _connected(family: int, sockaddr: tuple[Any, ...], seconds: float, timeout: float) -> socket.socket:
    connection = socket.socket(family, socket.SOCK_STREAM)
    try:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(seconds)
        connection.connect(sockaddr)
        connection.settimeout(timeout)
    except BaseException:
        connection.close()
        raise
    return connection


def _no_address(
    address: str, why: str, hint: str = "give an address of a page, such as https://law.test/"
) -> FetchError:
    return FetchError(f"{masked(address)!r} cannot be asked: {why}", hint)


def _prepared(address: str) -> str:
    """The address as requests will send it, refused if the two parsers on its way see different hosts."""
    from requests import PreparedRequest, RequestException
    from urllib3.exceptions import HTTPError
    from urllib3.util import parse_url

    request = PreparedRequest()
    try:
        request.prepare_url(address, None)
        prepared = str(request.url)
        ours, theirs = urlsplit(prepared), parse_url(prepared)
        same = (ours.hostname or "", ours.port) == ((theirs.host or "").strip("[]").lower(), theirs.port)
    except (RequestException, HTTPError, ValueError) as error:
        raise _no_address(address, str(error)) from error
    if not same or theirs.auth is not None:
        raise _no_address(address, "it can be read as two different hosts")
    return prepared


def _unwrapped(number: Address) -> Address:
    """The IPv4 address inside `::ffff:127.0.0.1`, for which the kernel speaks IPv4."""
    return (isinstance(number, IPv6Address) and number.ipv4_mapped) or number


def _resolved(host: str, port: int, timeout: float) -> list[tuple[int, tuple[Any, ...]]]:
    """All addresses of a host. The resolver knows no deadline, so it works in a thread that can be left behind."""
    answer: list[tuple[int, tuple[Any, ...]]] = []
    failure: list[Exception] = []

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
            answer.extend((family, sockaddr) for family, _, _, _, sockaddr in found)
        except (OSError, UnicodeError) as error:
            failure.append(error)

    if _is_number(host):
        ask()  # nobody is asked over the network
    else:
        worker = threading.Thread(target=ask, name=f"resolve {host}", daemon=True)
        worker.start()
        worker.join(timeout)
    if failure and isinstance(failure[0], UnicodeError):
        raise FetchError(f"{host!r} is not the name of a host", "check the address") from failure[0]
    if failure:
        reason = failure[0].args[-1] if failure[0].args else "it does not resolve"
        raise FetchError(f"{host} was not found: {reason}", "check the name and the network", transient=True)
    if not answer:
        raise FetchError(f"{host} was not found in time", "check the network", transient=True)
    return list(answer)


def _is_number(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
