"""What a server says besides the text: rows C11, C12 (the fetcher's part), C13, C22 and C23 of the table of faults."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from email.utils import formatdate
from pathlib import Path

import pytest
import tls
from fault_behaviours import always_304, etag_per_node, hang_up, page, raw, redirect, reset, reset_mid_body, retry_later
from fault_behaviours import validated as with_validators
from faults import Behaviour, FaultServer

from gaidiff.errors import ConfigError, FetchError
from gaidiff.model.watch import Retrieval, Validators
from gaidiff.sources.egress import policy_of
from gaidiff.sources.fetch import USER_AGENT, Limits, fetch, retry_seconds

LAW = b"<html><body><p>Article 1 Scope.</p><p>Article 2 Lamps shall glow until dawn.</p></body></html>" * 40
LOCAL = policy_of(["127.0.0.0/8"])
NOW = 1_700_000_000.0  # seconds since 1970

needs_openssl = pytest.mark.skipif(tls.OPENSSL is None, reason="the openssl program makes the certificates")


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as made:
        made.page("/law", LAW)
        yield made


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tls.Authority:
    return tls.authority(tmp_path_factory.mktemp("authority"))


def asked(server: FaultServer, behaviour: Behaviour, validators: Validators | None = None) -> Retrieval:
    return fetch(server.route("/fault", behaviour), policy=LOCAL, validators=validators)


def resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    kinds = {True: socket.AF_INET6, False: socket.AF_INET}

    def resolve(_: str, port: int, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        return [(kinds[":" in each], socket.SOCK_STREAM, 6, "", (each, port)) for each in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@needs_openssl
@pytest.mark.parametrize(
    ("host", "days", "cause"),
    [("127.0.0.1", -1, "certificate has expired"), ("other.test", 1, "not valid for '127.0.0.1'")],
)
def test_c11_a_wrong_certificate_is_named_and_nothing_is_asked(
    authority: tls.Authority, host: str, days: int, cause: str
) -> None:
    with FaultServer(tls=authority.context(host, days=days)) as secure:
        secure.page("/law", LAW)
        with pytest.raises(FetchError, match=cause) as caught:
            fetch(secure.at("/law"), policy=LOCAL, ca_file=authority.ca_file)
        assert caught.value.transient
        assert secure.count() == 0


@needs_openssl
def test_c11_an_authority_of_its_own_is_trusted_for_the_source_that_names_it(authority: tls.Authority) -> None:
    with FaultServer(tls=authority.context()) as secure:
        secure.page("/law", LAW)
        assert fetch(secure.at("/law"), policy=LOCAL, ca_file=authority.ca_file).status == 200
        with pytest.raises(FetchError, match=r"issuer certificate; .*ca_file") as caught:  # and not for the next one
            fetch(secure.at("/law"), policy=LOCAL)
        assert caught.value.transient
        assert secure.count() == 1


@needs_openssl
def test_c11_tls_of_another_age_is_refused(authority: tls.Authority) -> None:
    with FaultServer(tls=authority.old_context()) as secure:
        with pytest.raises(FetchError, match=r"no secure connection: .*VERSION") as caught:
            fetch(secure.at("/law"), policy=LOCAL, ca_file=authority.ca_file)
        assert caught.value.transient
        assert secure.count() == 0


@needs_openssl
def test_c11_the_name_in_the_address_is_asked_for_and_checked_though_a_number_is_connected_to(
    authority: tls.Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolving(monkeypatch, "127.0.0.1")
    with FaultServer(tls=authority.context("law.test")) as secure:
        secure.page("/law", LAW)
        answer = fetch(f"https://law.test:{secure.port}/law", policy=LOCAL, ca_file=authority.ca_file)
        assert answer.status == 200
        assert secure.hits("/law")[0].host == f"law.test:{secure.port}"


def test_c11_a_handshake_that_is_hung_up_on_is_transient() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def hang_up_once() -> None:
            with suppress(OSError):
                listener.accept()[0].close()

        worker = threading.Thread(target=hang_up_once)
        worker.start()
        with pytest.raises(FetchError) as caught:
            fetch(f"https://127.0.0.1:{listener.getsockname()[1]}/", policy=LOCAL)
        worker.join(5)
    assert caught.value.transient


def test_c11_a_missing_authority_is_a_fault_of_the_settings(server: FaultServer, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="ca_file"):
        fetch(server.at("/law"), policy=LOCAL, ca_file=str(tmp_path / "none.pem"))
    assert server.connections == 0


def test_c12_a_304_nobody_asked_for_is_an_error(server: FaultServer) -> None:
    for validators in (None, Validators(address=server.at("/other"), pipeline="", etag='"1"')):
        with pytest.raises(FetchError, match="304") as caught:
            asked(server, always_304, validators)
        assert caught.value.status == 304


def test_c12_validators_come_back_as_they_were_given(server: FaultServer) -> None:
    given = {"etag": 'W/"a-1"', "last_modified": "Tue, 01 Jan 2999 00:00:00 GMT"}
    first = asked(server, with_validators(LAW, **given))
    assert (first.etag, first.last_modified) == (given["etag"], given["last_modified"])
    second = asked(server, with_validators(LAW, **given), Validators(address=first.final_address, pipeline="", **given))
    assert (second.status, second.snapshot) == (304, None)
    sent = server.hits("/fault")[1].request.headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == tuple(given.values())


def test_c12_validators_belong_to_the_last_address_of_redirects(server: FaultServer) -> None:
    server.route("/there", with_validators(LAW, etag='"1"'))
    first = asked(server, redirect("/there"))
    validators = Validators(address=first.final_address, pipeline="", etag=first.etag)
    assert asked(server, redirect("/there"), validators).status == 304
    assert "if-none-match" not in server.hits("/fault")[1].request.headers


def test_c12_validators_that_could_break_out_of_their_header_are_not_sent(server: FaultServer) -> None:
    for etag in ('"1"\r\nX-Evil: 1', '"\x00"', '"' + "a" * 10_000 + '"'):
        asked(server, page(LAW), Validators(address=server.at("/fault"), pipeline="", etag=etag))
    assert all("if-none-match" not in hit.request.headers for hit in server.hits())
    assert asked(server, page(LAW, headers={"ETag": '"' + "a" * 10_000 + '"'})).etag is None


def test_c12_the_same_body_has_the_same_hash_whatever_its_etag(server: FaultServer) -> None:
    answers = [asked(server, etag_per_node(LAW)) for _ in range(8)]
    assert len({answer.snapshot.sha256 for answer in answers if answer.snapshot}) == 1
    assert len({answer.etag for answer in answers}) == 3


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("120", 120.0),
        (" 120 ", 120.0),
        ("3601", 3600.0),
        ("1000000000", 3600.0),
        ("9" * 5000, 3600.0),
        ("-5", None),
        ("1.5", None),
        ("1e3", None),
        ("１２０", None),
        ("soon", None),
        ("", None),
        (None, None),
        (formatdate(NOW + 90, usegmt=True), 90.0),
        (formatdate(NOW - 90, usegmt=True), 0.0),
        (formatdate(NOW + 90_000, usegmt=True), 3600.0),
        ("Fri, 99 Foo 2023 00:00:00 GMT", None),
        ("Fri, 01 Jan 99999 00:00:00 GMT", None),
    ],
)
def test_c13_retry_after_is_read_in_each_of_its_forms_up_to_an_hour(text: str | None, seconds: float | None) -> None:
    assert retry_seconds(text, now=NOW) == seconds


@pytest.mark.parametrize("status", [429, 503])
def test_c13_a_server_that_says_later_is_an_answer_and_not_an_error(server: FaultServer, status: int) -> None:
    answer = asked(server, retry_later("120", status))
    assert (answer.status, answer.retry_after) == (status, 120.0)
    assert asked(server, retry_later(None, status)).retry_after is None
    assert asked(server, retry_later("-1", status)).retry_after is None


def test_c13_a_date_is_measured_by_the_clock_of_the_server(server: FaultServer) -> None:
    clock = {"Date": formatdate(NOW, usegmt=True), "Retry-After": formatdate(NOW + 30, usegmt=True)}
    assert asked(server, page(b"later", status=503, headers=clock)).retry_after == 30.0


def test_c22_a_fetch_says_who_it_is_and_keeps_one_connection_at_a_time(server: FaultServer) -> None:
    server.route("/moved", redirect("/law"))
    for _ in range(5):
        fetch(server.at("/moved"), policy=LOCAL)
    assert {hit.request.headers["user-agent"] for hit in server.hits()} == {USER_AGENT}
    assert USER_AGENT.startswith("gaidiff/")
    assert server.most_in_flight[f"127.0.0.1:{server.port}"] == 1


def test_c23_a_name_that_does_not_resolve_is_transient(monkeypatch: pytest.MonkeyPatch) -> None:
    failures = (
        socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"),
        socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
    )
    for failure in failures:

        def fail(*_: object, **__: object) -> None:
            raise failure  # noqa: B023, called at once

        monkeypatch.setattr(socket, "getaddrinfo", fail)
        with pytest.raises(FetchError, match=str(failure.strerror)) as caught:
            fetch("http://law.test/", policy=LOCAL)
        assert caught.value.transient


def test_c23_a_name_no_resolver_takes_is_not_asked() -> None:
    with pytest.raises(FetchError, match="is not the name of a host"):
        fetch(f"http://{'a' * 64}.test/", policy=LOCAL)


def test_c23_refused_reset_and_hung_up_are_transient(server: FaultServer) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(FetchError, match="refused") as caught:
        fetch(f"http://127.0.0.1:{port}/", policy=LOCAL)
    assert caught.value.transient
    for behaviour in (
        reset,
        reset_mid_body(LAW),
        hang_up,
        raw(b"SSH-2.0-OpenSSH\r\n"),
        raw(b"HTTP/1.1 abc OK\r\n\r\n"),
    ):
        with pytest.raises(FetchError) as caught:
            asked(server, behaviour)
        assert caught.value.transient


def test_c23_a_dead_address_leaves_time_for_the_next(server: FaultServer, monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch, "::1", "127.0.0.1")
    answer = fetch(f"http://law.test:{server.port}/law", policy=policy_of(["127.0.0.1", "::1"]))
    assert answer.status == 200


def test_c23_what_a_server_says_is_shown_without_its_control_characters(server: FaultServer) -> None:
    with pytest.raises(FetchError) as caught:
        asked(server, raw(b"\x1b]0;owned\x07\x1b[2J\r\n\r\n"))
    assert str(caught.value).isprintable()


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="counts open files through /proc")  # noqa: PTH112
def test_a_fetch_leaves_no_file_open_and_no_thread(server: FaultServer) -> None:
    def open_now() -> tuple[int, int]:
        named = [thread for thread in threading.enumerate() if isinstance(thread, threading.Timer)]
        return len([each for each in os.listdir("/proc/self/fd") if each]), len(named)  # noqa: PTH208

    fetch(server.at("/law"), policy=LOCAL)
    server.route("/reset", reset_mid_body(LAW))
    with FaultServer() as other:  # so that only the client's side is counted
        other.page("/law", LAW)
        before = open_now()
        for _ in range(20):
            fetch(other.at("/law"), policy=LOCAL, limits=Limits(deadline=5.0))
            with suppress(FetchError):
                fetch(server.at("/reset"), policy=LOCAL)
        for hit_server in (server, other):
            assert all(hit.ended is not None for hit in hit_server.hits())
        assert open_now()[1] <= before[1] + 1
        assert open_now()[0] <= before[0] + 4, "connections the server has not yet closed, not forty"
