"""A mail server on loopback in, every mail it took out; it refuses, stalls and hangs up as told.

    with MailServer() as server:
        ...  # server.host, server.port
        assert server.mails[0].recipients == ["counsel@law.test"]

It knows nothing of gaidiff. Leaving the block ends all connections.
"""

from __future__ import annotations

import base64
import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING, BinaryIO, Self

if TYPE_CHECKING:
    import ssl

PATIENCE = 10.0  # seconds a client may take for one line


@dataclass
class Mail:
    """One mail as it came over the wire."""

    sender: str
    recipients: list[str]
    raw: bytes
    encrypted: bool
    user: str = ""

    @property
    def message(self) -> EmailMessage:
        parsed = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    def part(self, kind: str) -> str:
        """The `plain` or the `html` part."""
        found = self.message.get_body((kind,))
        assert found is not None
        text = found.get_content()
        assert isinstance(text, str)
        return text


@dataclass
class _Talk:
    """What one client said so far."""

    connection: socket.socket
    lines: BinaryIO
    encrypted: bool
    sender: str = ""
    recipients: list[str] = field(default_factory=list)
    user: str = ""

    def say(self, text: str) -> None:
        self.connection.sendall(f"{text}\r\n".encode())


class MailServer:
    """`answers` replaces an answer by its verb: {"DATA": "451 later", "RCPT b@law.test": "550 no such"}; None hangs."""

    def __init__(
        self,
        *,
        answers: Mapping[str, str | None] | None = None,
        tls: ssl.SSLContext | None = None,
        wrapped: bool = False,
        password: str = "",
    ) -> None:
        self.mails: list[Mail] = []
        self.connections = 0
        self.stopping = threading.Event()
        self._answers = dict(answers or {})
        self._tls = tls
        self._wrapped = wrapped
        self._password = password
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.host = "127.0.0.1"
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        for one in (self._listener, *self._open):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(PATIENCE)

    def _start(self, work: object, *arguments: object) -> None:
        assert callable(work)
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        connection.settimeout(PATIENCE)
        if self._wrapped and self._tls:
            connection = self._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
        self._open.append(connection)
        talk = None
        try:
            if self._wrapped and self._tls:
                connection.do_handshake()  # type: ignore[attr-defined]  # an SSLSocket here
            talk = _Talk(connection, connection.makefile("rb"), encrypted=self._wrapped)
            self._answer(talk, "GREETING", "220 mail.test ready")
            while line := talk.lines.readline():
                if not self._step(talk, line.decode("utf-8", "replace").rstrip("\r\n")):
                    return
        except OSError:
            return
        finally:
            if talk is not None:
                talk.lines.close()
                talk.connection.close()
            connection.close()

    def _answer(self, talk: _Talk, verb: str, usual: str) -> bool:
        """Say it, or what is said instead; whether the answer was yes."""
        said = self._answers.get(verb, usual)
        if said is None:
            self.stopping.wait(PATIENCE)
            raise OSError
        talk.say(said)
        return said[0] in "23"

    def _step(self, talk: _Talk, line: str) -> bool:
        verb = line.split(" ", maxsplit=1)[0].upper()
        if verb in {"EHLO", "HELO"}:
            talk.say("250-mail.test")
            extras = ["STARTTLS"] if self._tls and not talk.encrypted else []
            extras += ["AUTH PLAIN"] if self._password else []
            for extra in extras:
                talk.say(f"250-{extra}")
            talk.say("250 8BITMIME")
        elif verb == "STARTTLS" and self._tls:
            talk.say("220 go ahead")
            talk.lines.close()
            talk.connection = self._tls.wrap_socket(talk.connection, server_side=True)
            self._open.append(talk.connection)
            talk.lines, talk.encrypted = talk.connection.makefile("rb"), True
        elif verb == "AUTH":
            _, user, password = base64.b64decode(line.split(" ")[2]).decode().split("\0")
            talk.user = user
            talk.say("235 welcome" if password == self._password else "535 no")
        elif verb == "MAIL":
            talk.sender, talk.recipients = line.partition("<")[2].partition(">")[0], []
            self._answer(talk, "MAIL", "250 ok")
        elif verb == "RCPT":
            name = line.partition("<")[2].partition(">")[0]
            if self._answer(talk, f"RCPT {name}", "250 ok"):
                talk.recipients.append(name)
        elif verb == "DATA":
            self._take(talk)
        elif verb == "QUIT":
            talk.say("221 bye")
            return False
        else:
            talk.say("250 ok" if verb in {"RSET", "NOOP"} else "502 not known")
        return True

    def _take(self, talk: _Talk) -> None:
        if not self._answer(talk, "DATA", "354 go on"):
            return
        raw = b""
        while (line := talk.lines.readline()) not in {b".\r\n", b""}:
            raw += line.removeprefix(b".") if line.startswith(b"..") else line
        if self._answer(talk, "TAKEN", "250 taken"):
            self.mails.append(Mail(talk.sender, list(talk.recipients), raw, talk.encrypted, talk.user))
