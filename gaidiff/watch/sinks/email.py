"""A message in, a mail with a text and an HTML part out, over SMTP.

[[sink]]
id = "counsel"
kind = "email"
host = "smtp.example.org"
security = "starttls"                 # or "tls" (port 465), or "none"
user = "gaidiff"                      # optional, with password_env
password_env = "GAIDIFF_SMTP_PASSWORD"
sender = "gaidiff <gaidiff@example.org>"
to = ["counsel@example.org"]
"""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr, formatdate, parseaddr
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from gaidiff.errors import FetchError
from gaidiff.renderers._visible import one_line
from gaidiff.sources.egress import connect
from gaidiff.watch._keys import Keys
from gaidiff.watch.message import plain
from gaidiff.watch.sinks import Place, Sink, SinkKind

if TYPE_CHECKING:
    import socket
    from collections.abc import Mapping

    from gaidiff.sources._http import Line
    from gaidiff.sources.egress import Policy
    from gaidiff.watch.message import Message

KEYS: Final = ("id", "kind", "host", "port", "security", "user", "password_env", "sender", "to", "ca_file", "timeout")
PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
TIMEOUT: Final = 45  # seconds for one mail, from the connection to the last answer
GREETING: Final = 220  # RFC 5321, 4.2.2
LONGEST_ANSWER: Final = 200  # characters of what a server says that are kept
HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:]{2,45}")
PLAIN_ID: Final = re.compile(r"[A-Za-z0-9]{1,100}")  # of a delivery: it stands in the Message-ID as it is
ADDRESS: Final = re.compile(r"[^@\s<>,;:\"\\()\[\]]{1,64}@[^@\s<>,;:\"\\()\[\]]{1,255}")
REFUSED_FOR_EVER: Final = range(500, 600)  # RFC 5321, 4.2.1


class _Plain(smtplib.SMTP):
    """SMTP over a connection that the egress policy judged, cut when the time is over."""

    def __init__(self, policy: Policy, line: Line, *, name: str) -> None:
        super().__init__(local_hostname=name, timeout=line.seconds)
        self._policy = policy
        self._line = line

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        connection = connect(host, port, policy=self._policy, timeout=timeout)
        self._line.watch(connection)
        return connection

    def open(self, host: str, port: int) -> None:
        """Connect and hear the greeting."""
        self._host = host  # whose certificate STARTTLS asks for
        code, answer = self.connect(host, port)
        if code != GREETING:
            raise smtplib.SMTPConnectError(code, answer)


class _Wrapped(_Plain):
    """The same with TLS from the first byte."""

    def __init__(self, policy: Policy, line: Line, *, name: str, context: ssl.SSLContext) -> None:
        super().__init__(policy, line, name=name)
        self._context = context

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        bare = super()._get_socket(host, port, timeout)
        try:
            return self._context.wrap_socket(bare, server_hostname=host)
        except BaseException:
            bare.close()
            raise


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One mail for all recipients; they are colleagues and may see each other. `timeout` is for the whole of it."""

    id: str
    policy: Policy
    host: str
    port: int
    security: str
    sender: str
    to: tuple[str, ...]
    user: str | None = None
    password_env: str | None = None
    ca_file: str | None = None
    timeout: float = TIMEOUT

    def send(self, message: Message) -> None:
        """Hand the mail to the server. FetchError if it did not take it for every recipient."""
        mail = mail_of(message, sender=self.sender, to=self.to)
        from gaidiff.sources._http import Line

        with Line(self.timeout, 0) as line:
            try:
                refused = self._hand_over(mail, line)
            except smtplib.SMTPRecipientsRefused as error:
                refused = error.recipients
            except (smtplib.SMTPException, OSError) as error:
                raise self._failure(error, line) from None
        if refused:
            raise self._refusal(refused)

    def _hand_over(self, mail: EmailMessage, line: Line) -> dict[str, tuple[int, bytes]]:
        context = ssl.create_default_context(cafile=self.ca_file)
        name = parseaddr(self.sender)[1].rpartition("@")[2]  # the machine's own name is nobody's business
        if self.security == "tls":
            client: _Plain = _Wrapped(self.policy, line, name=name, context=context)
        else:
            client = _Plain(self.policy, line, name=name)
        try:
            client.open(self.host, self.port)
            if self.security == "starttls":
                client.starttls(context=context)
            if self.user and self.password_env:
                client.login(self.user, os.environ.get(self.password_env, ""))
            refused = client.send_message(mail)
            with suppress(smtplib.SMTPException, OSError):  # the mail is taken; how they part does not matter
                client.quit()
        finally:
            client.close()
        return refused

    def _failure(self, error: Exception, line: Line) -> FetchError:
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return FetchError(f"{self.host} does not accept the password ({error.smtp_code})", transient=True)
        if isinstance(error, smtplib.SMTPResponseException):
            said = f"{self.host} answered {error.smtp_code} {_said(error.smtp_error)}"
            return FetchError(said, transient=error.smtp_code not in REFUSED_FOR_EVER, status=error.smtp_code)
        if line.over:
            return FetchError(f"{self.host} did not take the mail within {line.seconds:g} s", transient=True)
        reason = getattr(error, "verify_message", None) or getattr(error, "strerror", None) or error
        return FetchError(f"{self.host}: {one_line(str(reason))}", transient=True)

    def _refusal(self, refused: Mapping[str, tuple[int, bytes]]) -> FetchError:
        """The others may have it already: a second try sends it to them again, with the same Message-ID."""
        said = "; ".join(f"{name} ({code} {_said(why)})" for name, (code, why) in sorted(refused.items()))
        transient = any(code not in REFUSED_FOR_EVER for code, _ in refused.values())
        return FetchError(
            f"{self.host} refused {len(refused)} of {len(self.to)} recipients: {said}", transient=transient
        )


def mail_of(message: Message, *, sender: str, to: tuple[str, ...]) -> EmailMessage:
    """The mail. Nothing in a header can begin another one: titles and ids are one line of visible characters."""
    mail = EmailMessage(policy=SMTP)
    domain = parseaddr(sender)[1].rpartition("@")[2]
    known = message.id if PLAIN_ID.fullmatch(message.id) else sha256(message.id.encode()).hexdigest()
    mail["From"] = sender
    mail["To"] = ", ".join(to)
    mail["Subject"] = plain(message.subject)
    mail["Date"] = formatdate()
    mail["Message-ID"] = f"<{known}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday reply comes back
    mail["X-Gaidiff-Delivery"] = known
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail


def _said(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return one_line(text)[:LONGEST_ANSWER]


def _build(table: Mapping[str, object], place: Place) -> Sink:
    keys = Keys(table, f"[[sink]] {table.get('id')!r}", KEYS)
    security = keys.choice("security", tuple(PORTS), "starttls")
    user, password_env = keys.maybe("user"), keys.secret("password_env")
    if bool(user) != bool(password_env):
        raise keys.wrong("password_env" if user else "user", "both user and password_env, or neither")
    if user and security == "none":
        raise keys.wrong("security", "starttls or tls: a password is not sent in the clear")
    ca_file = keys.maybe("ca_file", "a path of a file of certificates")
    if ca_file is not None and not (place.folder / ca_file).is_file():
        raise keys.wrong("ca_file", "a path of a file of certificates")
    return Mail(
        id=keys.text("id"),
        policy=place.policy,
        host=_host(keys),
        port=keys.whole("port", PORTS[security], 1, 65535),
        security=security,
        sender=_mailbox(keys, "sender", keys.text("sender")),
        to=tuple(_mailbox(keys, "to", one) for one in keys.texts("to", 'a list, ["counsel@example.org"]')),
        user=user,
        password_env=password_env,
        ca_file=str(place.folder / ca_file) if ca_file else None,
        timeout=keys.whole("timeout", TIMEOUT, 1, 300),
    )


def _host(keys: Keys) -> str:
    host = keys.text("host", "the name of a mail server")
    if not HOST.fullmatch(host):
        raise keys.wrong("host", "the name of a mail server")
    return host


def _mailbox(keys: Keys, key: str, said: str) -> str:
    """An address, with a name before it or not, on one line."""
    name, address = parseaddr(said)
    if not said.isprintable() or not ADDRESS.fullmatch(address):
        raise keys.wrong(key, '"name <name@example.org>"')
    return formataddr((name, address)) if name else address


SINK = SinkKind(name="email", build=_build)
