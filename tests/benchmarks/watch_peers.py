"""`python tests/benchmarks/watch_peers.py`: what a check of an unchanged page costs, beside webchanges.

The same pages on loopback, in the same run: answered with 304, with the same bytes, and with other furniture around the
same law each time. The server runs in a process of its own; checks a second are per second of processor time of the
watcher and its children. webchanges is used if it is installed or named with --peer. At the end memory and open files
over many checks.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from ipaddress import ip_network
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fault_behaviours import validated
from faults import Behaviour, FaultServer
from watched import page, zh_law

from gaidiff import pipeline
from gaidiff.model.watch import Outcome, WatchedSource
from gaidiff.sources.egress import Policy
from gaidiff.sources.fetch import fetch
from gaidiff.sources.store import Store, open_store
from gaidiff.watch.check import Bench
from gaidiff.watch.config import WatchConfig
from gaidiff.watch.run import Plan, Watch

MODES = ("304", "same", "furniture")
SAID = {"304": "unchanged, 304", "same": "unchanged, 200, same bytes", "furniture": "unchanged law, other furniture"}
LOOPBACK = Policy((ip_network("127.0.0.0/8"),))
ARTICLES = 60
PEER_CONFIG = "report:\n  stdout:\n    enabled: true\n    color: false\n  text:\n    minimal: true\n"


def behaviour(mode: str, number: int) -> Behaviour:
    """What the server does with one page."""
    lines = zh_law(number, ARTICLES)
    if mode == "304":
        return validated(page(lines), etag=f'"{number}"')
    if mode == "same":
        return lambda exchange: exchange.answer(page(lines))
    return lambda exchange: exchange.answer(page(lines, Random(f"{number} {exchange.number}")))  # noqa: S311, seeded


def serve(pages: int) -> None:
    """The server, until standard input is closed."""
    with FaultServer() as server:
        for mode in MODES:
            for number in range(pages):
                server.route(f"/{mode}/{number}", behaviour(mode, number))
        print(server.address, flush=True)
        sys.stdin.read()


def processor() -> float:
    """Processor seconds of this process and of the children that ended."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def memory() -> float:
    """MiB resident now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024 / 1024


def rounds(
    store: Store, sources: tuple[WatchedSource, ...], count: int, heard: Callable[[Outcome | None], None]
) -> None:
    """So many rounds over all sources, as `gaidiff watch check` does them."""
    config = WatchConfig(path=Path("watch.toml"), store="", sources=sources, host_delay=0.0, workers=2)
    children = pipeline.new_children()
    bench = Bench(fetcher=partial(fetch, policy=LOOPBACK), children=children)
    for _ in range(count):
        Watch(config, store, bench, Plan(once=True, told=lambda one: heard(one.record.state.outcome))).run()
    children.close()


def own(address: str, mode: str, pages: int, count: int) -> tuple[float, int]:
    """Checks a second of processor time, and the changes told."""
    sources = tuple(
        WatchedSource(id=f"s{n}", address=f"{address}/{mode}/{n}", title="x", interval=3600) for n in range(pages)
    )
    told: list[Outcome | None] = []
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "watch.db") as store:
        rounds(store, sources, 1, lambda _outcome: None)
        before = processor()
        rounds(store, sources, count, told.append)
        return len(told) / (processor() - before), told.count(Outcome.CHANGED)


def peer(command: str, address: str, mode: str, pages: int, count: int) -> tuple[float, int]:
    """The same for webchanges, one process for each round, as cron runs it; its start is not counted."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        jobs = "\n---\n".join(f"url: {address}/{mode}/{n}\nname: s{n}" for n in range(pages))
        (folder / "jobs.yaml").write_text(jobs, encoding="utf-8")
        (folder / "none.yaml").write_text(f"url: {address}/none\nenabled: false\n", encoding="utf-8")
        (folder / "config.yaml").write_text(PEER_CONFIG, encoding="utf-8")
        run = partial(_webchanges, command, folder)
        run("jobs.yaml")
        before = processor()
        run("none.yaml")
        start = processor() - before
        before, changed = processor(), 0
        for _ in range(count):
            changed += run("jobs.yaml").count("CHANGED:")
        return pages * count / max(processor() - before - count * start, 0.001), changed


def _webchanges(command: str, folder: Path, jobs: str) -> str:
    done = subprocess.run(
        [command, "--jobs", folder / jobs, "--config", folder / "config.yaml", "--database", folder / "db",
         "--hooks", folder / "hooks.py"],
        capture_output=True, text=True, check=False, env={**os.environ, "HOME": str(folder), "NO_COLOR": "1"},
    )  # fmt: skip
    return done.stdout + done.stderr


def leaks(address: str, pages: int, checks: int) -> list[tuple[int, float, int]]:
    """(checks done, MiB resident, open files) ten times on the way, on pages whose furniture changes."""
    sources = tuple(
        WatchedSource(id=f"{mode}{n}", address=f"{address}/{mode}/{n}", title="x", interval=3600)
        for mode in MODES
        for n in range(pages)
    )
    done = [0]
    marks = []

    def heard(_outcome: Outcome | None) -> None:
        done[0] += 1

    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "watch.db") as store:
        for _ in range(10):
            rounds(store, sources, max(checks // (10 * len(sources)), 1), heard)
            marks.append((done[0], memory(), len(list(Path("/proc/self/fd").iterdir()))))
            print("{:10}{:8.1f}{:7}".format(*marks[-1]), flush=True)
    return marks


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=50)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--checks", type=int, default=20_000, help="for the memory; 0 leaves that out")
    parser.add_argument("--peer", default=shutil.which("webchanges"), metavar="PATH", help="the command webchanges")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.serve:
        serve(given.pages)
        return 0
    server = subprocess.Popen(
        [sys.executable, __file__, "--serve", "--pages", str(given.pages)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stdout is not None
    address = server.stdout.readline().strip()
    try:
        _table(given, address)
    finally:
        assert server.stdin is not None
        server.stdin.close()
        server.wait()
    return 0


def _table(given: argparse.Namespace, address: str) -> None:
    print(f"{given.pages} pages of {ARTICLES} articles, {given.rounds} rounds; checks per second of processor time\n")
    print(f"{'':34}{'gaidiff':>10}{'told':>6}{'webchanges':>14}{'told':>6}")
    for mode in MODES:
        speed, told = own(address, mode, given.pages, given.rounds)
        line = f"{SAID[mode]:34}{speed:10.0f}{told:6}"
        if given.peer:
            speed, told = peer(given.peer, address, mode, given.pages, given.rounds)
            line += f"{speed:14.0f}{told:6}"
        print(line, flush=True)
    if not given.peer:
        print("webchanges is not installed: pip install webchanges, or name it with --peer")
    if given.checks:
        began = time.monotonic()
        print(f"\n{'checks':>10}{'MiB':>8}{'files':>7}")
        marks = leaks(address, given.pages, given.checks)
        slope = (marks[-1][1] - marks[1][1]) / max(marks[-1][0] - marks[1][0], 1) * 100_000
        print(f"{slope:.1f} MiB more in 100,000 checks; {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    raise SystemExit(main())
