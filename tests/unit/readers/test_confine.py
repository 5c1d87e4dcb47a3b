"""The limited child process: what a reader returns or raises comes back whole, what kills it becomes one line."""

from __future__ import annotations

import os
import sys
import types
from pathlib import Path

import pytest

from gaidiff.errors import EmptyDocument, ReadError
from gaidiff.model.text import Block, Diagnostic, Reading, Role
from gaidiff.readers import _confine
from gaidiff.readers._confine import confined
from gaidiff.sources.local import snapshot_of_bytes

READERS = """
import os
from gaidiff.errors import EmptyDocument
from gaidiff.model.text import Block, Diagnostic, Reading, Role

def returns(snapshot):
    block = Block(snapshot.body.decode() + "\\u2028不", Role.HEADING, 2, 7)
    notes = (Diagnostic("hidden_text", "1 run"),)
    where, digest = snapshot.location, snapshot.sha256
    return Reading(blocks=(block,), media_type="text/html", location=where, snapshot_sha256=digest, diagnostics=notes)

def raises(snapshot): raise EmptyDocument("law holds no text", "run OCR")
def fails(snapshot): raise KeyError("word/document.xml")
def dies(snapshot): os._exit(3)
def loops(snapshot):
    while True: pass
def hoards(snapshot): return bytearray(4 * 1024**3)
def writes(snapshot): open("written-by-a-reader", "wb").write(b"x" * 99)
"""


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """Readers that misbehave, in a module that the child can import."""
    (tmp_path / "misbehaving_readers.py").write_text(READERS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "misbehaving_readers", raising=False)
    return __import__("misbehaving_readers")


def refusal(readers: types.ModuleType, name: str) -> str:
    with pytest.raises(ReadError) as problem:
        confined(getattr(readers, name), snapshot_of_bytes(b"x", "law"))
    assert "\n" not in str(problem.value)
    return str(problem.value)


def test_a_reading_comes_back_whole(readers: types.ModuleType) -> None:
    snapshot = snapshot_of_bytes("第一条".encode(), "a\nb \udc00")
    assert confined(readers.returns, snapshot) == Reading(
        blocks=(Block("第一条\u2028不", Role.HEADING, 2, 7),),
        media_type="text/html",
        location="a\nb \udc00",
        snapshot_sha256=snapshot.sha256,
        diagnostics=(Diagnostic("hidden_text", "1 run"),),
    )


def test_an_error_comes_back_as_itself(readers: types.ModuleType) -> None:
    with pytest.raises(EmptyDocument, match="law holds no text; run OCR"):
        confined(readers.raises, snapshot_of_bytes(b"x"))


def test_b9_any_other_exception_is_a_damaged_file(readers: types.ModuleType) -> None:
    assert refusal(readers, "fails") == "law is damaged (KeyError); save it anew"


def test_a_reader_that_dies_is_one_line(readers: types.ModuleType) -> None:
    assert "crashed or ran out of memory (status 3)" in refusal(readers, "dies")


@pytest.mark.skipif(os.name == "nt", reason="no resource limits on Windows")
def test_a_reader_without_end_is_stopped(readers: types.ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_confine, "_processor_seconds", lambda _size: 1)
    assert "takes longer than 1 s" in refusal(readers, "loops")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
def test_a_reader_that_hoards_memory_is_stopped(readers: types.ModuleType) -> None:
    assert "needs more memory than is safe" in refusal(readers, "hoards")


@pytest.mark.skipif(os.name == "nt", reason="no resource limits on Windows")
def test_a_reader_cannot_write_a_file(readers: types.ModuleType, tmp_path: Path) -> None:
    refusal(readers, "writes")
    written = tmp_path / "written-by-a-reader"
    assert not written.exists() or written.stat().st_size == 0
