"""Webhooks over real sockets: what is sent, how it is signed, and what is done about each answer."""

from __future__ import annotations

import hmac
import json
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from fault_behaviours import dripping_header, hang_up, redirect, reset, silent
from faults import FaultServer
from outbox import LOOPBACK, change
from tls import OPENSSL, authority

from gaidiff.errors import ConfigError, FetchError
from gaidiff.sources.egress import Policy
from gaidiff.watch.message import message_of, told
from gaidiff.watch.notify import sinks_of
from gaidiff.watch.sinks.webhook import Webhook

SECRET = "a secret nobody may see"  # noqa: S105, of this test
VARIABLE = "HOOK_SECRET"
MESSAGE = message_of(told("delivery-1", change(title="生成式 <b>办法</b>"), None, language="en"), language="en")


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        running.page("/hook", b"thanks", status=202)
        yield running


def hook(address: str, **fields: object) -> Webhook:
    return Webhook(**{"id": "team", "address": address, "policy": LOOPBACK, "timeout": 5.0, **fields})  # type: ignore[arg-type]


def failed(sink: Webhook) -> FetchError:
    with pytest.raises(FetchError) as caught:
        sink.send(MESSAGE)
    return caught.value


def test_a_message_is_posted_as_json_with_its_id(server: FaultServer) -> None:
    hook(server.at("/hook")).send(MESSAGE)
    (hit,) = server.hits("/hook")
    assert hit.request.method == "POST"
    assert hit.request.headers["content-type"] == "application/json; charset=utf-8"
    assert hit.request.headers["x-gaidiff-delivery"] == "delivery-1"
    assert hit.request.headers["user-agent"].startswith("gaidiff/")
    assert json.loads(hit.request.body) == {**MESSAGE.data, "subject": MESSAGE.subject}
    assert "x-gaidiff-signature" not in hit.request.headers


def test_c24_the_signature_is_over_time_and_body_and_can_be_checked(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    before = int(time.time())
    hook(server.at("/hook"), secret_env=VARIABLE).send(MESSAGE)
    (hit,) = server.hits("/hook")
    stamp = hit.request.headers["x-gaidiff-timestamp"]
    assert before <= int(stamp) <= time.time()
    expected = hmac.new(SECRET.encode(), stamp.encode() + b"." + hit.request.body, sha256).hexdigest()
    assert hit.request.headers["x-gaidiff-signature"] == f"sha256={expected}"
    assert SECRET.encode() not in hit.request.body
    assert SECRET not in str(hit.request.headers)


def test_c24_a_webhook_on_this_machine_is_not_asked_unless_allowed(server: FaultServer) -> None:
    refused = failed(hook(server.at("/hook"), policy=Policy()))
    assert not refused.transient
    assert "127.0.0.1 is not connected to: this machine" in refused.text
    assert server.connections == 0


def test_c24_a_redirect_is_not_followed(server: FaultServer) -> None:
    server.route("/moved", redirect(server.at("/hook"), status=308))
    refused = failed(hook(server.at("/moved")))
    assert (refused.status, refused.transient) == (308, True)
    assert "redirects are not followed" in str(refused)
    assert server.count("/hook") == 0


def test_c24_proxies_and_passwords_of_the_environment_are_not_used(
    server: FaultServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with FaultServer() as proxy:
        (tmp_path / ".netrc").write_text(f"machine {server.host} login me password secret\n", encoding="utf-8")
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        monkeypatch.setenv("http_proxy", proxy.address)
        hook(server.at("/hook")).send(MESSAGE)
        assert proxy.connections == 0
    assert "authorization" not in server.hits("/hook")[0].request.headers


@pytest.mark.parametrize("status", [200, 201, 204])
def test_any_yes_means_taken(server: FaultServer, status: int) -> None:
    hook(server.page("/yes", status=status)).send(MESSAGE)
    assert server.count("/yes") == 1


@pytest.mark.parametrize("status", [401, 403, 404, 408, 409, 425, 429, 500, 502, 503, 504])
def test_what_the_receiver_can_repair_is_tried_again(server: FaultServer, status: int) -> None:
    refused = failed(hook(server.page("/no", status=status)))
    assert (refused.status, refused.transient) == (status, True)
    assert str(refused) == f"127.0.0.1 answered {status}"


@pytest.mark.parametrize("status", [400, 410, 413, 422])
def test_what_is_refused_for_good_is_not_tried_again(server: FaultServer, status: int) -> None:
    assert not failed(hook(server.page("/no", status=status))).transient


@pytest.mark.parametrize("fault", [reset, hang_up])
def test_a_broken_answer_is_tried_again(server: FaultServer, fault: object) -> None:
    assert failed(hook(server.route("/broken", fault))).transient  # type: ignore[arg-type]


@pytest.mark.parametrize("fault", [silent, dripping_header(pause=0.01)])
def test_an_answer_that_never_ends_is_cut_at_the_deadline(server: FaultServer, fault: object) -> None:
    late = failed(hook(server.route("/slow", fault), timeout=0.3))  # type: ignore[arg-type]
    assert late.transient
    assert "0.3 s" in late.text


def test_a_webhook_nobody_answers_is_tried_again() -> None:
    with FaultServer() as gone:
        address = gone.at("/hook")
    assert failed(hook(address)).transient


def test_an_address_that_is_a_secret_is_in_no_error(server: FaultServer) -> None:
    path = "/services/T0000/B0000/verysecretpath?key=alsosecret"
    for behaviour in (reset, silent, redirect("http://[")):
        server.route(path, behaviour)
        said = str(failed(hook(server.at(path), timeout=0.3)))
        assert "secret" not in said, said
    assert "secret" not in str(failed(hook(server.at(path), policy=Policy())))


def test_the_body_of_an_answer_is_not_waited_for(server: FaultServer) -> None:
    from fault_behaviours import endless_body

    server.route("/endless", endless_body())
    hook(server.at("/endless")).send(MESSAGE)
    assert server.count("/endless") == 1


@pytest.mark.skipif(OPENSSL is None, reason="openssl makes the certificates of this test")
def test_certificates_are_checked_against_the_authority_named(tmp_path: Path) -> None:
    trusted = authority(tmp_path)
    with FaultServer(tls=trusted.context()) as server:
        server.page("/hook")
        refused = failed(hook(server.at("/hook")))
        assert refused.transient
        assert "certificate is not accepted" in refused.text
        hook(server.at("/hook"), ca_file=trusted.ca_file).send(MESSAGE)
        assert server.count("/hook") == 1


@pytest.mark.parametrize(
    "address",
    [
        "ftp://hooks.test/x",
        "hooks.test/x",
        "http://127.0.0.1\\@good.test/",
        "https://me:pw@hooks.test/",
        "https://a\nb/",
    ],
)
def test_c24_an_address_two_parsers_may_read_apart_is_no_webhook(address: str) -> None:
    with pytest.raises(ConfigError, match="address cannot be used") as caught:
        sinks_of(({"id": "team", "kind": "webhook", "address": address},), policy=LOOPBACK)
    assert "pw" not in str(caught.value)


def test_a_secret_that_is_not_set_is_said_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOOK_SECRET", raising=False)
    table = {"id": "team", "kind": "webhook", "address": "https://hooks.test/", "secret_env": "HOOK_SECRET"}
    with pytest.raises(ConfigError, match="environment variable named by secret_env is not set"):
        sinks_of((table,), policy=LOOPBACK)


def test_c24_the_secret_is_in_no_part_of_the_sink(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_SECRET", SECRET)
    table = {"id": "team", "kind": "webhook", "address": "https://hooks.test/", "secret_env": "HOOK_SECRET"}
    assert SECRET not in repr(sinks_of((table,), policy=LOOPBACK))
