"""`gaidiff publish` as a process: the demonstration, a real store, readers while it writes, and kill -9."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from threading import Event as Flag
from threading import Thread

import pytest
from publishing import TITLES, state_of
from sites import day_of, harbour_laws, source

from gaidiff.model.text import Snapshot
from gaidiff.model.watch import Outcome, Record, SourceState
from gaidiff.publish.demo import events_of, revision_of

Gaidiff = Callable[..., "subprocess.CompletedProcess[bytes]"]

ROOT = Path(__file__).resolve().parent.parent.parent
CHILD = ROOT / "tests" / "publishing.py"
CYCLES = 20
SEED = 8  # of the moments of death; printed where a cycle fails
LONGEST_LIFE = 0.2  # seconds after a publication: the next one or two are under way
CONFIG = """
[[source]]
id = "harbour"
address = "https://harbour.test/rules"
title = "Harbour Operations Rules"
interval = "6h"

[site]
title = "Harbour Watch"
accent = "#8a1538"
lang = "en"
"""


def child(mode: str, folder: Path) -> subprocess.Popen[bytes]:
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    command = [sys.executable, str(CHILD), mode, str(folder)]
    return subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}
    )


def _answer(process: subprocess.Popen[bytes], line: str) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{line}\n".encode())
    process.stdin.flush()
    return process.stdout.readline().decode().strip()


def kept(folder: Path, count: int, after: int = 0) -> None:
    """Revisions of one source, from `after` to `count`, in a real store in `folder`, as a watcher leaves them."""
    from gaidiff.sources.store import open_store

    with open_store(folder / "watch.db") as store:
        laws = [
            (revision_of(source(), n, law, f"{day_of(n)}T06:00:00+00:00"), law, r) for n, law, r in harbour_laws(count)
        ]
        for (revision, law, report), event in list(zip(laws, events_of(source(), laws), strict=True))[after:]:
            body = f"revision {revision.number}".encode()
            snapshot = Snapshot(
                source_id="harbour",
                location="https://harbour.test/rules",
                body=body,
                sha256=sha256(body).hexdigest(),
                retrieved_at=revision.retrieved_at,
            )
            state = SourceState(
                source_id="harbour",
                outcome=Outcome.CHANGED,
                checked_at=revision.retrieved_at,
                good_at=revision.retrieved_at,
                checks=revision.number,
            )
            store.record(Record(state=state, snapshot=snapshot, instrument=law, report=report, events=(event,)))


def test_the_demonstration_needs_no_store_and_no_network(tmp_path: Path, gaidiff: Gaidiff) -> None:
    done = gaidiff("publish", "--demo", "site/")

    assert (done.returncode, done.stderr) == (0, b"")
    assert b"2 sources, 2 changes" in done.stdout
    assert (tmp_path / "site/zh/sources/shili-zhineng-kefu/2.html").is_file()
    again = gaidiff("publish", "--demo", "site/")
    assert b"0 files written" in again.stdout


def test_the_same_bytes_in_any_place_and_time_zone(tmp_path: Path, gaidiff: Gaidiff) -> None:
    places = ({"PYTHONHASHSEED": "0", "TZ": "UTC"}, {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C"})
    lists = []
    for number, place in enumerate(places):
        assert gaidiff("publish", "--demo", f"site{number}", env=place).returncode == 0
        lists.append((tmp_path / f"site{number}/gaidiff-site.json").read_bytes())

    assert lists[0] == lists[1]


def test_a_real_store_is_published_as_its_configuration_says(tmp_path: Path, gaidiff: Gaidiff) -> None:
    (tmp_path / "watch.toml").write_text(CONFIG, encoding="utf-8")
    kept(tmp_path, 2)
    first = gaidiff("publish", "site")
    kept(tmp_path, 3, after=2)
    second = gaidiff("publish", "site", "--store", "watch.db")
    front = (tmp_path / "site/en/index.html").read_text(encoding="utf-8")

    assert (first.returncode, first.stderr) == (0, b"")
    assert (second.returncode, second.stderr) == (0, b"")
    assert b"1 source, 2 changes" in second.stdout
    assert "<h1>Harbour Watch</h1>" in front
    assert "--accent: #8a1538" in front
    assert not (tmp_path / "site/zh").exists()
    assert (tmp_path / "site/en/sources/harbour/3.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["site"], b"watch.toml does not exist"),
        (["site", "--store", "no.db"], b"no.db"),
        (["site", "--demo", "--store", "x.db"], b"--demo needs no"),
        (["site", "--demo", "--lang", "la"], b"no words in 'la'"),
        (["site", "--demo", "--accent", "red"], b"is no colour"),
        (["no/site", "--demo"], b"does not exist"),
        (["taken", "--demo"], b"gaidiff did not write"),
    ],
)
def test_a_wish_that_cannot_be_met_is_one_line(
    tmp_path: Path, gaidiff: Gaidiff, arguments: list[str], words: bytes
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/thesis.txt").write_text("x", encoding="utf-8")
    done = gaidiff("publish", *arguments)

    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "site").exists()
    assert (tmp_path / "taken/thesis.txt").is_file()


def test_e1_readers_see_one_whole_site_while_it_is_published_and_killed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    moments = random.Random(SEED)  # noqa: S311, no secret
    wrong: list[str] = []
    seen: set[str] = set()
    stop = Flag()

    def read_on() -> None:
        while not stop.is_set():
            if site.exists():
                state = state_of(site)
                seen.add(state)
                wrong.extend([state] if state not in TITLES else [])

    publisher = child("cycles", site)
    assert publisher.stdout is not None
    reader = Thread(target=read_on)
    reader.start()
    try:
        for cycle in range(CYCLES):
            doomed = int(_answer(publisher, "go").removeprefix("pid "))
            for _ in range(moments.randint(1, 2)):
                publisher.stdout.readline()  # a publication has ended; the next is under way
            stop.wait(moments.uniform(0, LONGEST_LIFE))
            os.kill(doomed, signal.SIGKILL)
            while publisher.stdout.readline() != b"dead\n":
                pass
            assert state_of(site) in TITLES, f"cycle {cycle} of seed {SEED}"
    finally:
        stop.set()
        reader.join()
        publisher.communicate()

    assert wrong == []
    assert seen == set(TITLES), "the reader saw both sites"


@pytest.mark.timeout(240)
def test_e1_killed_at_any_file_operation_a_publication_leaves_the_old_site_or_the_new(tmp_path: Path) -> None:
    publisher = child("points", tmp_path / "site")
    output, _ = publisher.communicate(timeout=200)
    points = [json.loads(line) for line in output.splitlines()]

    assert (points[-1]["ended"], points[-1]["left"]) == (True, "new")
    assert len(points) > 40
    assert {point["left"] for point in points} == {"old", "new"}
    assert all(point["healed"] for point in points), "the next publication clears what the last one left"
