"""Rows C24, D15, D16, D17, D18 and A2 for messages: real sockets, a real store, a real kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from fault_behaviours import in_turn, page, reset, silent
from faults import Exchange, FaultServer
from lxml import etree
from mailserver import MailServer
from outbox import LOOPBACK, MORNING, Desk, change, ids_of, owe, owe_report, pair

from gaidiff.model.watch import DeliveryState, EventKind
from gaidiff.sources.egress import Policy
from gaidiff.sources.store import Store, open_store
from gaidiff.watch.feed import atom
from gaidiff.watch.manner import Manner, Settings
from gaidiff.watch.notify import Sent, Sink, deliver, sinks_of

ATOM = "{http://www.w3.org/2005/Atom}"
HOUR = 3600.0


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "watch.db") as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        yield running


def webhook(name: str, address: str, *, timeout: int = 5, policy: Policy = LOOPBACK) -> Sink:
    table = {"id": name, "kind": "webhook", "address": address, "timeout": timeout}
    return sinks_of((table,), policy=policy)[0]


def mailer(server: MailServer, *, policy: Policy = LOOPBACK) -> Sink:
    table = {
        "id": "mail",
        "kind": "email",
        "host": server.host,
        "port": server.port,
        "security": "none",
        "sender": "gaidiff@law.test",
        "to": "counsel@law.test",
    }
    return sinks_of((table,), policy=policy)[0]


def received(server: FaultServer, path: str) -> list[str]:
    return [hit.request.headers["x-gaidiff-delivery"] for hit in server.hits(path)]


def test_c24_no_sink_reaches_this_machine_by_default(store: Store, server: FaultServer) -> None:
    server.page("/hook")
    owe(store, change(), sinks=("hook", "mail"))
    with MailServer() as mail:
        sinks = (webhook("hook", server.at("/hook"), policy=Policy()), mailer(mail, policy=Policy()))
        assert deliver(store, sinks, now=MORNING) == Sent(dead=2)
        assert (server.connections, mail.connections) == (0, 0)
    assert all("is not connected to: this machine" in one.error for one in store.deliveries(state=DeliveryState.DEAD))


def test_c24_a_title_with_line_breaks_is_one_subject_and_no_header(store: Store) -> None:
    owe(store, change(title="Measures\r\nBcc: victim@evil.test\r\n\r\n<b>body</b>"), sinks=("mail",))
    with MailServer() as mail:
        assert deliver(store, (mailer(mail),), now=MORNING) == Sent(sent=1)
    (taken,) = mail.mails
    assert taken.recipients == ["counsel@law.test"]
    assert taken.message["Bcc"] is None
    assert taken.message["Subject"].strip() == "Changed: Measures Bcc: victim@evil.test <b>body</b>"


def test_d15_a_sink_that_is_down_for_an_hour_gets_everything_in_order_afterwards(
    store: Store, server: FaultServer
) -> None:
    up = False

    def hook(exchange: Exchange) -> None:
        exchange.answer(status=200 if up else 503)

    server.route("/hook", hook)
    server.page("/other")
    planted = [
        one.id
        for number in range(4)
        for one in owe(store, *(change(number, source=f"s{place}") for place in range(3)), sinks=("hook", "other"))
    ]
    sinks = (webhook("hook", server.at("/hook")), webhook("other", server.at("/other")))
    for minute in range(60):
        deliver(store, sinks, now=MORNING + 60 * minute)
    assert server.count("/other") == len(planted)
    assert {one.state for one in store.deliveries() if one.sink == "hook"} == {DeliveryState.PENDING}
    asked_while_down = server.count("/hook")
    assert asked_while_down < 60  # four sources could be asked about every minute
    up = True
    for hour in range(2, 20):
        deliver(store, sinks, now=MORNING + HOUR * hour)
    taken = [json.loads(hit.request.body) for hit in server.hits("/hook")[asked_while_down:]]
    assert Counter(one["event"] for one in taken) == Counter(planted)
    for place in range(3):
        own = [one["sequence"] for one in taken if one["source"]["id"] == f"s{place}"]
        assert own == sorted(own)


def test_d15_errors_resets_and_silence_hold_up_nobody_else(store: Store, server: FaultServer) -> None:
    server.route("/silent", silent)
    server.route("/reset", reset)
    server.page("/error", status=500)
    server.page("/good")
    names = ("silent", "reset", "error", "good")
    owe(store, change(), sinks=names)
    sinks = tuple(webhook(name, server.at(f"/{name}"), timeout=1) for name in names)
    assert deliver(store, sinks, now=MORNING, settings=Settings(patience=5)) == Sent(sent=1, postponed=3)
    states = {one.sink: one for one in store.deliveries()}
    assert states["good"].state is DeliveryState.SENT
    assert "500" in states["error"].error
    assert all(states[name].due_at > MORNING for name in ("silent", "reset", "error"))


def test_d15_a_sink_slower_than_the_round_is_left_behind(store: Store, server: FaultServer) -> None:
    server.route("/slow", silent)
    server.page("/good")
    owe(store, change(), sinks=("slow", "good"))
    sinks = (webhook("slow", server.at("/slow"), timeout=30), webhook("good", server.at("/good")))
    assert deliver(store, sinks, now=MORNING, settings=Settings(patience=0.3)) == Sent(sent=1, postponed=1)


def test_d15_an_answer_that_is_lost_means_a_second_copy_with_the_same_id(store: Store, server: FaultServer) -> None:
    server.route("/hook", in_turn(reset, page(b"", status=200)))
    owe(store, change(), sinks=("hook",))
    (owed,) = store.deliveries()
    sink = webhook("hook", server.at("/hook"))
    for hour in range(2):
        deliver(store, (sink,), now=MORNING + HOUR * hour)
    assert received(server, "/hook") == [owed.id, owed.id]
    assert server.hits("/hook")[0].request.body == server.hits("/hook")[1].request.body


def test_d15_what_fails_too_often_is_dead_visible_and_told_no_more(store: Store, server: FaultServer) -> None:
    server.page("/hook", status=500)
    owe(store, change(), sinks=("hook",))
    for day in range(40):
        deliver(store, (webhook("hook", server.at("/hook")),), now=MORNING + 24 * HOUR * day)
    (dead,) = store.deliveries(state=DeliveryState.DEAD)
    assert dead.attempts == server.count("/hook") == Settings().attempts
    assert dead.error == "127.0.0.1 answered 500"


CHILD = """
import os, signal, sys
from pathlib import Path
from gaidiff.sources.egress import Policy
from gaidiff.sources.store import Store, open_store
from gaidiff.watch.notify import deliver, sinks_of

def killed(self, *ids):
    os.kill(os.getpid(), signal.SIGKILL)  # the file has the line, the store does not know it yet

Store.delivered = killed
folder = Path(sys.argv[1])
sinks = sinks_of(({"id": "log", "kind": "file", "path": "changes.jsonl"},), policy=Policy(), folder=folder)
deliver(open_store(folder / "watch.db"), sinks, now=float(sys.argv[2]))
"""


def test_d16_a_kill_between_send_and_mark_sends_again_with_the_same_id(tmp_path: Path) -> None:
    with open_store(tmp_path / "watch.db") as store:
        owe(store, *(change(number, source=f"s{number}") for number in range(5)), sinks=("log",))
        planted = {one.id for one in store.deliveries()}
    command = [sys.executable, "-c", CHILD, str(tmp_path), str(MORNING)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for _ in range(3):
        done = subprocess.run(command, env=environment, capture_output=True, check=False, timeout=60)
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    log = tmp_path / "changes.jsonl"
    before = [json.loads(line)["id"] for line in log.read_text(encoding="utf-8").splitlines()]
    assert set(before) <= planted
    assert max(Counter(before).values()) >= 2  # the kill did fall between the two
    with open_store(tmp_path / "watch.db") as store:
        assert {one.state for one in store.deliveries()} == {DeliveryState.PENDING}
        sinks = sinks_of(({"id": "log", "kind": "file", "path": "changes.jsonl"},), policy=Policy(), folder=tmp_path)
        assert deliver(store, sinks, now=MORNING) == Sent(sent=5)
        assert {one.state for one in store.deliveries()} == {DeliveryState.SENT}
    told = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert {one["id"] for one in told} == planted
    assert len({json.dumps(one) for one in told}) == 5  # every copy says the same


def test_d17_a_thousand_changes_at_once_are_a_few_messages_and_none_is_dropped(
    store: Store, server: FaultServer
) -> None:
    server.page("/hook")
    owe(store, *(change(source=f"source-{number:04}") for number in range(1000)), sinks=("hook", "desk"))
    planted = {sink: {one.id for one in store.deliveries() if one.sink == sink} for sink in ("hook", "desk")}
    desk = Desk()
    sinks = (webhook("hook", server.at("/hook")), desk)
    settings = Settings(manner=Manner(cap_per_hour=20))
    for minute in (0, 1, 30, 59):
        deliver(store, sinks, now=MORNING + 60 * minute, settings=settings)
    assert len(desk.taken) == server.count("/hook") == 20
    deliver(store, sinks, now=MORNING + HOUR, settings=settings)
    assert len(desk.taken) == server.count("/hook") == 20 + 7  # 980 in digests of 150
    assert Counter(desk.told()) == Counter(planted["desk"])
    bodies = [json.loads(hit.request.body) for hit in server.hits("/hook")]
    told = [each["id"] for body in bodies for each in body.get("messages", [body])]
    assert Counter(told) == Counter(planted["hook"])
    assert {one.state for one in store.deliveries()} == {DeliveryState.SENT}
    assert deliver(store, sinks, now=MORNING + 2 * HOUR, settings=settings) == Sent()


def test_d17_a_digest_that_failed_is_the_same_digest_again(store: Store) -> None:
    owe(store, *(change(source=f"s{number}") for number in range(50)))
    desk = Desk(refuse=lambda _: TimeoutError("later") if len(desk.seen) <= 6 else None)
    settings = Settings(manner=Manner(cap_per_hour=0))
    now = MORNING + HOUR
    while not desk.taken and now < MORNING + 100 * HOUR:
        deliver(store, (desk,), now=now, settings=settings)
        now += HOUR
    assert len(desk.seen) == 7
    assert len({message.id for message in desk.seen}) == 1
    assert len({tuple(ids_of(message)) for message in desk.seen}) == 1


FEEDER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from outbox import change, owe
from gaidiff.sources.store import open_store
store = open_store(Path(sys.argv[1]) / "watch.db")
print("ready", flush=True)
for number in range(100_000):
    at = f"2026-03-{1 + number % 28:02}T08:00:00+00:00"  # the clock jumps about
    owe(store, change(number, source=f"{sys.argv[3]}-{number % 3}", at=at))
"""


def test_d18_the_feed_is_well_formed_and_its_ids_stay_after_every_kill(tmp_path: Path) -> None:
    known: dict[str, str] = {}
    for cycle in range(5):
        command = [sys.executable, "-c", FEEDER, str(tmp_path), str(ROOT / "tests"), f"c{cycle}"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"ready\n"
            _wait_for_events(tmp_path, more_than=len(known) + 3)
            child.kill()
        with open_store(tmp_path / "watch.db") as store:
            events = store.events()
            body = atom(events, store=store, title="All", base_address=None, feed_id="urn:all")
            whole = atom(events[:100], store=store, title="All", base_address=None, feed_id="urn:all")
        root = etree.fromstring(body)
        entries = [(e.findtext(f"{ATOM}id", ""), e.findtext(f"{ATOM}updated", "")) for e in root.iter(f"{ATOM}entry")]
        assert len(dict(entries)) == len(entries) > 0
        assert [when for _, when in entries] == sorted((when for _, when in entries), reverse=True)
        assert root.findtext(f"{ATOM}updated", "") >= entries[0][1]
        first = {
            e.findtext(f"{ATOM}id", ""): e.findtext(f"{ATOM}updated", "")
            for e in etree.fromstring(whole).iter(f"{ATOM}entry")
        }
        assert known.items() <= first.items()
        known = dict(list(first.items())[-90:]) if len(first) >= 90 else first


def _wait_for_events(folder: Path, *, more_than: int) -> None:
    with open_store(folder / "watch.db") as store:
        for _ in range(100_000):
            if len(store.events()) > more_than:
                return
    pytest.fail("the child wrote nothing")


def test_a2_a_hostile_title_and_error_are_words_in_mail_webhook_and_feed(store: Store, server: FaultServer) -> None:
    hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    old, new = pair(title=f"Measures {hostile}")
    owe_report(store, old, new, change(title=hostile, message=hostile), sinks=("mail", "hook"))
    owe(store, change(2, source="sick", kind=EventKind.GONE, title=hostile, message=hostile), sinks=("mail", "hook"))
    server.page("/hook")
    with MailServer() as mail:
        assert deliver(store, (mailer(mail), webhook("hook", server.at("/hook"))), now=MORNING) == Sent(sent=4)
    for taken in mail.mails:
        assert "<script" not in taken.part("html")
        assert "<img" not in taken.part("html")
        assert "&lt;script&gt;alert(1)" in taken.part("html")
    for hit in server.hits("/hook"):
        assert json.loads(hit.request.body)["source"]["title"] == hostile  # data: whoever shows it escapes it
    body = atom(store.events(), store=store, title=hostile, base_address=None, feed_id="urn:x")
    assert "<script" not in body.decode()
    for content in etree.fromstring(body).iter(f"{ATOM}content"):
        assert "<script" not in (content.text or "")
