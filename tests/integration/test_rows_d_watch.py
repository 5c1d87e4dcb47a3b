"""Rows D5, D10, D19 to D21 of the threat list on the command itself: who leads, who is dead, and how it stops."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import fault_behaviours as faults
import pytest
from faults import FaultServer
from watched import FastClock, answer, text, zh_law

from gaidiff.model.watch import Retrieval, Validators, WatchedSource
from gaidiff.sources.egress import Policy
from gaidiff.sources.fetch import fetch
from gaidiff.sources.store import open_store
from gaidiff.watch.check import Bench
from gaidiff.watch.config import WatchConfig
from gaidiff.watch.run import Plan, Watch

ROOT = Path(__file__).resolve().parents[2]
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
TERM = 10.0  # seconds to stop in, row D21
PATIENCE = 60.0

Result = subprocess.CompletedProcess[bytes]


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        running.page("/law", text(zh_law(2, 3)), headers=PLAIN)
        yield running


@pytest.fixture
def config(tmp_path: Path, server: FaultServer) -> Path:
    path = tmp_path / "watch.toml"
    path.write_text(
        f'store = "watch.db"\nallow_net = ["127.0.0.0/8"]\nhost_delay = "0s"\n\n'
        f'[[source]]\nid = "law"\naddress = "{server.at("/law")}"\ninterval = "1s"\n',
        encoding="utf-8",
    )
    return path


class Running:
    """`gaidiff watch run` as a process, its lines gathered as they come."""

    def __init__(self, config: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "gaidiff", "watch", "run", "--config", str(config)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.decode())

    def end(self) -> int:
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


@pytest.fixture
def running(config: Path) -> Iterator[Callable[[], Running]]:
    started: list[Running] = []

    def start() -> Running:
        started.append(Running(config))
        return started[-1]

    yield start
    for each in started:
        if each.process.poll() is None:
            each.process.kill()
            each.end()


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.005)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_d21_a_watch_that_waits_for_a_server_stops_calmly(
    server: FaultServer, running: Callable[[], Running], tmp_path: Path, name: str
) -> None:
    server.route("/law", faults.stalled(text(zh_law(2, 3))))
    watch = running()
    until(lambda: server.count("/law") > 0)
    began = time.monotonic()
    watch.process.send_signal(getattr(signal, name))
    assert watch.end() == 0
    assert time.monotonic() - began < TERM
    assert "Traceback" not in "".join(watch.lines)
    with open_store(tmp_path / "watch.db", create=False) as store:
        assert list(store.verify()) == []
        assert store.lease("watch", "next", now=time.time(), seconds=60), "the lease was given back"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_d21_a_watch_that_idles_stops_and_goes_on_later(running: Callable[[], Running], server: FaultServer) -> None:
    for _ in range(2):
        asked = server.count("/law")
        watch = running()
        until(lambda before=asked: server.count("/law") > before)  # type: ignore[misc]
        until(lambda each=watch: bool(each.lines))  # type: ignore[misc]
        watch.process.send_signal(signal.SIGTERM)
        assert watch.end() == 0
    assert watch.lines[-1].split()[:2] == ["law", "unchanged"]


def test_d5_two_watches_on_one_store_have_one_leader_and_a_clear_message(
    running: Callable[[], Running], config: Path, gaidiff: Callable[..., Result], server: FaultServer
) -> None:
    first = running()
    until(lambda: bool(first.lines))
    second = gaidiff("watch", "check", "--config", config)
    assert second.returncode == 2
    assert second.stdout == b""
    (line,) = second.stderr.decode().splitlines()
    assert "another watcher works on" in line
    assert server.most_in_flight.most_common(1)[0][1] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_d5_a_watch_that_was_killed_is_followed_at_once(running: Callable[[], Running]) -> None:
    first = running()
    until(lambda: bool(first.lines))
    first.process.kill()
    first.end()
    second = running()
    until(lambda: bool(second.lines))
    assert second.lines[0].split()[0] == "law"


def test_d19_status_shows_the_last_good_check_and_exits_3_if_a_source_is_unwell(
    config: Path, gaidiff: Callable[..., Result], server: FaultServer, tmp_path: Path
) -> None:
    assert gaidiff("watch", "check", "--config", config).returncode == 0
    healthy = gaidiff("watch", "status", "--config", config)
    assert healthy.returncode == 0
    assert b"law" in healthy.stdout
    server.page("/law", b"", status=403)
    codes = [gaidiff("watch", "check", "--config", config).returncode for _ in range(3)]
    assert codes == [3, 3, 3]
    unwell = gaidiff("watch", "status", "--config", config)
    assert unwell.returncode == 3
    assert b"blocked" in unwell.stdout
    assert b"unwell: the server answered 403" in unwell.stdout
    with open_store(tmp_path / "watch.db") as store:
        assert store.state("law").good_at is not None


def test_d19_a_store_that_breaks_under_a_watch_ends_it_with_an_error(
    running: Callable[[], Running], tmp_path: Path
) -> None:
    watch = running()
    until(lambda: bool(watch.lines))
    with closing(sqlite3.connect(tmp_path / "watch.db", timeout=PATIENCE)) as vandal:
        vandal.execute("DROP TABLE states")
    assert watch.end() == 2
    assert watch.lines[-1].startswith("gaidiff: error[")


def _open_files() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208, counted, not read


def _memory() -> int:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="only Linux tells")
def test_d20_two_thousand_checks_leave_nothing_behind(tmp_path: Path) -> None:
    bodies = {f"https://h{n}.test/": text(zh_law(n, 4)) for n in range(20)}

    def asked(address: str, *, validators: Validators | None, ca_file: str | None) -> Retrieval:
        assert ca_file is None, validators
        return answer(address, bodies[address], media_type=PLAIN["Content-Type"])

    sources = tuple(
        WatchedSource(id=f"s{n}", address=address, title="x", interval=60) for n, address in enumerate(bodies)
    )
    config = WatchConfig(path=tmp_path / "watch.toml", store="", sources=sources, workers=2, host_delay=0.0)
    marks: list[tuple[int, int, int]] = []
    with open_store(tmp_path / "watch.db") as store:
        for _ in range(4):
            count = iter(range(500))
            plan = Plan(clock=FastClock(36_000.0), told=lambda _checked: None)
            going = Watch(config, store, Bench(fetcher=asked), plan)
            plan.told = lambda _checked, n=count, w=going: None if next(n, None) is not None else w.stop()  # type: ignore[misc]
            going.run()
            marks.append((_memory(), _open_files(), threading.active_count()))
    assert marks[-1][1] <= marks[0][1] + 2
    assert marks[-1][2] <= marks[0][2]
    assert marks[-1][0] - marks[1][0] < 4 * 1024 * 1024, "bytes of resident memory over a thousand checks"


def test_c1_a_watch_asks_no_private_address_without_permission(tmp_path: Path, server: FaultServer) -> None:
    source = WatchedSource(id="law", address=server.at("/law"), title="x")
    config = WatchConfig(path=tmp_path / "watch.toml", store="", sources=(source,))
    with open_store(tmp_path / "watch.db") as store:
        Watch(config, store, Bench(fetcher=partial(fetch, policy=Policy())), Plan(once=True)).run()
        assert "is not connected to" in store.state("law").message
    assert server.connections == 0


@pytest.mark.skipif(os.name != "posix", reason="the server listens on a socket in a folder")
def test_d12_watches_that_share_a_database_check_each_due_source_once(postgres_address: str, tmp_path: Path) -> None:
    asked: list[str] = []

    def fetched(address: str, *, validators: Validators | None, ca_file: str | None) -> Retrieval:
        asked.append(address)
        assert ca_file is None, validators
        return answer(address, text(zh_law(2, 3)), media_type=PLAIN["Content-Type"])

    sources = tuple(WatchedSource(id=f"s{n}", address=f"https://h{n}.test/", title="x") for n in range(15))
    config = WatchConfig(path=tmp_path / "watch.toml", store="", sources=sources, workers=2, host_delay=0.0)

    def watch() -> None:
        with open_store(postgres_address) as store:
            Watch(config, store, Bench(fetcher=fetched), Plan(once=True, due_only=True, shared=True)).run()

    open_store(postgres_address).close()
    workers = [threading.Thread(target=watch) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(PATIENCE)
    with open_store(postgres_address) as store:
        assert len(store.events()) == 15
        assert all(len(store.revisions(source.id)) == 1 for source in sources)
    assert sorted(asked) == sorted(source.address for source in sources), "each once, by one of the three"
