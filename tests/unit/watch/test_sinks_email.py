"""Mail over real sockets: what is sent, to whom, over which connection, and what is done about each answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from mailserver import MailServer
from outbox import LOOPBACK, change
from tls import OPENSSL, authority

from gaidiff.errors import ConfigError, FetchError
from gaidiff.sources.egress import Policy
from gaidiff.watch.message import message_of, told
from gaidiff.watch.notify import sinks_of
from gaidiff.watch.sinks.email import Mail

MESSAGE = message_of(told("abc123", change(title="生成式人工智能办法"), None, language="zh"), language="zh")
PASSWORD = "open sesame"  # noqa: S105, of the server in this file
needs_openssl = pytest.mark.skipif(OPENSSL is None, reason="openssl makes the certificates of this test")


def mail(server: MailServer, **fields: object) -> Mail:
    plain = {
        "id": "counsel",
        "policy": LOOPBACK,
        "host": server.host,
        "port": server.port,
        "security": "none",
        "sender": "gaidiff <gaidiff@law.test>",
        "to": ("a@law.test", "b@law.test"),
        "timeout": 5.0,
    }
    return Mail(**{**plain, **fields})  # type: ignore[arg-type]


def failed(sink: Mail) -> FetchError:
    with pytest.raises(FetchError) as caught:
        sink.send(MESSAGE)
    return caught.value


def test_a_mail_has_a_text_and_an_html_part_and_reaches_all() -> None:
    with MailServer() as server:
        mail(server).send(MESSAGE)
    (taken,) = server.mails
    assert taken.recipients == ["a@law.test", "b@law.test"]
    assert taken.sender == "gaidiff@law.test"
    assert taken.part("plain").replace("\r\n", "\n") == MESSAGE.text
    assert taken.part("html").replace("\r\n", "\n") == MESSAGE.html
    assert taken.message["Subject"] == "有变化：生成式人工智能办法"


def test_the_message_id_is_made_from_the_delivery_and_is_the_same_each_time() -> None:
    with MailServer() as server:
        mail(server).send(MESSAGE)
        mail(server).send(MESSAGE)
    assert [one.message["Message-ID"] for one in server.mails] == ["<abc123@law.test>"] * 2
    assert server.mails[0].message["X-Gaidiff-Delivery"] == "abc123"
    assert server.mails[0].message["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    "evil", ["x\r\nBcc: victim@evil.test", "x\nBcc: victim@evil.test\n\nbody", "x\u2028Bcc: y", "x\x00y\x85z"]
)
def test_c24_a_title_cannot_add_a_header(evil: str) -> None:
    sent = message_of(told("abc\r\nBcc: v@evil.test", change(title=evil), None, language="en"), language="en")
    sent = replace(sent, subject=f"Changed: {evil}")
    with MailServer() as server:
        mail(server).send(sent)
    (taken,) = server.mails
    assert taken.message["Bcc"] is None
    assert taken.recipients == ["a@law.test", "b@law.test"]
    head = taken.raw.partition(b"\r\n\r\n")[0].decode()
    assert {line.partition(":")[0] for line in head.split("\r\n") if not line.startswith((" ", "\t"))} == {
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "X-Gaidiff-Delivery",
        "MIME-Version",
        "Content-Type",
    }


def test_c24_a_line_with_a_dot_does_not_end_the_mail() -> None:
    sent = replace(MESSAGE, text="before\n.\nQUIT\n..after\n")
    with MailServer() as server:
        mail(server).send(sent)
    assert server.mails[0].part("plain").replace("\r\n", "\n") == sent.text


def test_c24_a_mail_server_on_this_machine_is_not_asked_unless_allowed() -> None:
    with MailServer() as server:
        refused = failed(mail(server, policy=Policy()))
        assert server.connections == 0
    assert not refused.transient
    assert "127.0.0.1 is not connected to: this machine" in refused.text


@pytest.mark.parametrize(
    ("answers", "transient", "said"),
    [
        ({"GREETING": "421 too busy"}, True, "answered 421 too busy"),
        ({"GREETING": "554 not you"}, False, "answered 554 not you"),
        ({"MAIL": "451 later"}, True, "answered 451"),
        ({"MAIL": "550 never"}, False, "answered 550"),
        ({"RCPT a@law.test": "450 greylisted"}, True, "refused 1 of 2 recipients: a@law.test (450 greylisted)"),
        ({"RCPT a@law.test": "550 no such user"}, False, "refused 1 of 2 recipients: a@law.test (550 no such user)"),
        ({"DATA": "452 full"}, True, "answered 452"),
        ({"TAKEN": "554 spam"}, False, "answered 554 spam"),
        ({"TAKEN": "451 later"}, True, "answered 451"),
    ],
)
def test_what_the_server_says_decides_on_another_try(answers: dict[str, str], transient: bool, said: str) -> None:  # noqa: FBT001
    with MailServer(answers=answers) as server:
        refused = failed(mail(server))
    assert refused.transient is transient
    assert said in refused.text


def test_all_recipients_refused_for_good_is_a_refusal() -> None:
    answers = {"RCPT a@law.test": "550 no", "RCPT b@law.test": "550 no"}
    with MailServer(answers=answers) as server:
        refused = failed(mail(server))
    assert not refused.transient
    assert not server.mails


@pytest.mark.parametrize("verb", ["GREETING", "DATA", "TAKEN"])
def test_a_server_that_falls_silent_is_left_at_the_deadline(verb: str) -> None:
    with MailServer(answers={verb: None}) as server:
        late = failed(mail(server, timeout=0.3))
    assert late.transient
    assert "0.3 s" in late.text


def test_a_server_that_is_not_there_is_tried_again() -> None:
    with MailServer() as server:
        pass
    assert failed(mail(server)).transient


@needs_openssl
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_mail_and_password_go_over_a_checked_connection(
    security: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", PASSWORD)
    trusted = authority(tmp_path)
    with MailServer(tls=trusted.context(), wrapped=security == "tls", password=PASSWORD) as server:
        secured = {"security": security, "user": "me", "password_env": "SMTP_PASSWORD"}
        refused = failed(mail(server, **secured))
        assert refused.transient
        assert "certificate" in refused.text
        mail(server, **secured, ca_file=trusted.ca_file).send(MESSAGE)
    (taken,) = server.mails
    assert (taken.encrypted, taken.user) == (True, "me")


@needs_openssl
def test_a_wrong_password_can_be_repaired_and_is_not_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "wrongpassword")
    trusted = authority(tmp_path)
    with MailServer(tls=trusted.context(), password=PASSWORD) as server:
        secured = {"security": "starttls", "user": "me", "password_env": "SMTP_PASSWORD", "ca_file": trusted.ca_file}
        refused = failed(mail(server, **secured))
    assert refused.transient
    assert "wrongpassword" not in str(refused)


def test_a_server_without_starttls_gets_nothing() -> None:
    with MailServer() as server:
        refused = failed(mail(server, security="starttls"))
    assert refused.transient
    assert "STARTTLS" in refused.text
    assert not server.mails


TABLE = {"id": "counsel", "kind": "email", "host": "smtp.law.test", "sender": "g@law.test", "to": ["a@law.test"]}


def test_a_table_of_mail_is_read_with_the_port_that_fits() -> None:
    (sink,) = sinks_of(({**TABLE, "to": "Counsel, Chief <a@law.test>"[9:].strip()},), policy=LOOPBACK)
    assert isinstance(sink, Mail)
    assert (sink.security, sink.port) == ("starttls", 587)


@pytest.mark.parametrize(
    ("change_", "said"),
    [
        ({"sender": "nobody"}, "sender cannot be used"),
        ({"sender": "a@law.test\r\nBcc: v@evil.test"}, "sender cannot be used"),
        ({"to": []}, "to cannot be used"),
        ({"to": ["a@law.test\nRCPT TO:<v@evil.test>"]}, "to cannot be used"),
        ({"to": ["a@law.test", 3]}, "to cannot be used"),
        ({"host": "smtp.law.test:25"}, "host cannot be used"),
        ({"port": 0}, "port cannot be used"),
        ({"security": "ssl"}, "one of starttls, tls, none"),
        ({"user": "me"}, "both user and password_env, or neither"),
        ({"password": "x"}, "unknown key 'password'"),
    ],
)
def test_c24_a_table_that_cannot_be_used_is_named(change_: dict[str, object], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        sinks_of(({**TABLE, **change_},), policy=LOOPBACK)


def test_a_password_is_not_sent_in_the_clear(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "x")
    table = {**TABLE, "security": "none", "user": "me", "password_env": "SMTP_PASSWORD"}
    with pytest.raises(ConfigError, match="not sent in the clear"):
        sinks_of((table,), policy=LOOPBACK)
