"""Local sources: a file is taken byte for byte, and what is no file is refused in one line."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from gaidiff.errors import SourceError
from gaidiff.sources import local
from gaidiff.sources.local import snapshot_of_bytes, snapshot_of_path, snapshot_of_stdin


def test_a_file_is_taken_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    path.write_bytes(b"Article 1\r\n\0")
    snapshot = snapshot_of_path(path)
    assert (snapshot.body, snapshot.location, snapshot.source_id) == (b"Article 1\r\n\0", str(path), str(path))
    assert snapshot.sha256 == "b9ab1c7759cb1cdd1800615b7ef95dc3233b0da21074810284d7d33a2a0dc7a9"
    assert snapshot_of_path(str(path), "cac-draft").source_id == "cac-draft"


def test_bytes_and_standard_input_become_snapshots() -> None:
    assert snapshot_of_bytes(b"x", "a page", "text/html").media_type == "text/html"
    assert snapshot_of_stdin(io.BytesIO(b"Article 1")).location == "standard input"


def refusal(path: str | Path) -> str:
    with pytest.raises(SourceError) as problem:
        snapshot_of_path(path)
    message = str(problem.value)
    assert problem.value.exit_code == 2
    assert "\n" not in message
    return message


def test_b19_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "missing.txt").endswith("missing.txt does not exist; check the name and the folder")
    assert "is a folder; pass the file" in refusal(tmp_path)
    assert "is no regular file" in refusal(tmp_path / "pipe")
    assert "is no regular file" in refusal(os.devnull)
    assert "cannot be opened" in refusal(tmp_path / "loop")
    assert "cannot be opened" in refusal("law\0.txt")
    assert "cannot be opened" in refusal("x" * 5000)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_b19_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    path.write_text("Article 1", encoding="utf-8")
    path.chmod(0)
    assert "may not be read; check its permissions" in refusal(path)


def test_b10_what_is_too_large_is_refused_with_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "MAX_BYTES", 10)
    path = tmp_path / "law.txt"
    path.write_bytes(b"x" * 11)
    assert "is too large (11 bytes); the limit is" in refusal(path)
    with pytest.raises(SourceError, match="standard input is too large"):
        snapshot_of_stdin(io.BytesIO(b"x" * 11))
    with pytest.raises(SourceError, match="bytes is too large"):
        snapshot_of_bytes(b"x" * 11)


def test_b19_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "law.txt"
    path.write_bytes(b"Article 1")
    opened = os.fdopen

    def grow(descriptor: int, mode: str) -> object:
        with path.open("ab") as more:
            more.write(b" Scope")
        return opened(descriptor, mode)

    monkeypatch.setattr(os, "fdopen", grow)
    assert "changed while it was read" in refusal(path)


def test_a14_a_file_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\x1b[2J.txt")
    (tmp_path / name).write_bytes(b"Article 1")
    assert snapshot_of_path(tmp_path / name).location.endswith("caf\ufffd\ufffd[2J.txt")
