"""The file sink: one whole line for each message, whatever stood there before."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from outbox import LOOPBACK, change

from gaidiff.errors import FetchError
from gaidiff.watch.message import message_of, told
from gaidiff.watch.notify import sinks_of
from gaidiff.watch.sinks import Sink


def sink(path: Path) -> Sink:
    (found,) = sinks_of(({"id": "log", "kind": "file", "path": path.name},), policy=LOOPBACK, folder=path.parent)
    return found


def send(path: Path, title: str = "Measures", number: int = 1) -> None:
    sink(path).send(message_of(told(f"d{number}", change(title=title), None, language="en"), language="en"))


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_each_message_is_one_line_of_json(tmp_path: Path) -> None:
    path = tmp_path / "changes.jsonl"
    for number in range(3):
        send(path, "办法\nline two\u2028\x85", number)
    assert [line["id"] for line in lines(path)] == ["d0", "d1", "d2"]
    assert path.read_bytes().count(b"\n") == 3
    assert "办法" in path.read_text(encoding="utf-8")


def test_a_line_that_was_cut_off_does_not_swallow_the_next(tmp_path: Path) -> None:
    path = tmp_path / "changes.jsonl"
    path.write_text('{"id": "half', encoding="utf-8")
    send(path)
    first, second = path.read_text(encoding="utf-8").splitlines()
    assert first == '{"id": "half'
    assert json.loads(second)["id"] == "d1"


def test_the_line_is_on_the_disk_before_it_counts_as_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "changes.jsonl"
    synced: list[tuple[str, int]] = []
    real = os.fsync

    def spy(number: int) -> None:
        synced.append((str(Path(f"/proc/self/fd/{number}").readlink()), os.fstat(number).st_size))
        real(number)

    monkeypatch.setattr(os, "fsync", spy)
    send(path)
    assert synced[0] == (str(path), path.stat().st_size)
    assert synced[1][0] == str(tmp_path), "a new file is lost with its folder entry"


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FetchError, match="is not a file") as caught:
        send(tmp_path / "pipe")
    assert not caught.value.transient


def test_a_file_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    path = tmp_path / "changes.jsonl"
    built = sink(path)
    path.mkdir()
    with pytest.raises(FetchError, match="cannot be written: Is a directory") as caught:
        built.send(message_of(told("d", change(), None, language="en"), language="en"))
    assert caught.value.transient
