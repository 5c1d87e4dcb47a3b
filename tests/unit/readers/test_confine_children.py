"""Children that stay for further documents: they read the same, keep their limits, and are replaced in time."""

from __future__ import annotations

import os
import sys
import threading
import types
from collections.abc import Iterator
from pathlib import Path

import pytest

from gaidiff import pipeline
from gaidiff.errors import EmptyDocument, ReadError
from gaidiff.readers import _confine
from gaidiff.readers._confine import Children, confined, reusing
from gaidiff.sources.local import snapshot_of_bytes

READERS = """
import os
from gaidiff.errors import EmptyDocument
from gaidiff.model.text import Block, Reading

KEPT = []

def tells(snapshot, *words): return Reading(blocks=(Block(f"{os.getpid()} {words}"),), media_type="text/html")
def prints(snapshot):
    print("a library that talks")
    return tells(snapshot)
def raises(snapshot): raise EmptyDocument("law holds no text", "run OCR")
def dies(snapshot): os._exit(3)
def loops(snapshot):
    while True: pass
def hoards(snapshot):
    KEPT.append(bytearray(300 * 1024**2))
    return tells(snapshot)
def creeps(snapshot):
    KEPT.append(bytearray(100 * 1024**2))
    return tells(snapshot)
"""


@pytest.fixture
def readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    """Readers of all manners, in a module that a child can import."""
    (tmp_path / "patient_readers.py").write_text(READERS, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "patient_readers", raising=False)
    return __import__("patient_readers")


@pytest.fixture
def children() -> Iterator[Children]:
    kept = Children()
    with reusing(kept):
        yield kept
    kept.close()


def told(readers: types.ModuleType, name: str, *words: str) -> str:
    return confined(getattr(readers, name), snapshot_of_bytes(b"x", "law"), *words).blocks[0].text


def test_one_child_reads_many_documents_and_takes_arguments(readers: types.ModuleType, children: Children) -> None:
    assert len({told(readers, "tells", str(n)).split()[0] for n in range(5)}) == 1
    assert told(readers, "tells", "a", "b").endswith("('a', 'b')")
    assert len(children.idle) == 1


def test_a_child_is_replaced_after_so_many_documents(
    readers: types.ModuleType, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_confine, "DOCUMENTS", 3)
    assert len({told(readers, "tells") for _ in range(7)}) == 3
    assert len(children.idle) == 1


def test_an_error_of_a_document_is_its_own(readers: types.ModuleType, children: Children) -> None:
    first = told(readers, "tells")
    with pytest.raises(EmptyDocument, match="law holds no text; run OCR"):
        told(readers, "raises")
    assert told(readers, "tells") == first
    assert len(children.idle) == 1


def test_a_child_that_dies_is_never_asked_again(readers: types.ModuleType, children: Children) -> None:
    first = told(readers, "tells")
    with pytest.raises(ReadError, match="crashed or ran out of memory"):
        told(readers, "dies")
    assert children.idle == []
    assert told(readers, "tells") != first


def test_a_child_that_was_killed_while_it_waited_is_replaced(readers: types.ModuleType, children: Children) -> None:
    first = told(readers, "tells")
    children.idle[0][0].kill()
    children.idle[0][0].wait()
    assert told(readers, "tells") != first


def test_what_a_library_prints_is_no_answer(readers: types.ModuleType, children: Children) -> None:
    assert told(readers, "prints").endswith("()")
    assert len(children.idle) == 1


@pytest.mark.skipif(os.name == "nt", reason="no resource limits on Windows")
def test_the_processor_limit_is_for_each_document(
    readers: types.ModuleType, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(readers, "tells")
    monkeypatch.setattr(_confine, "_processor_seconds", lambda _size: 1)
    with pytest.raises(ReadError, match="takes longer than"):
        told(readers, "loops")
    assert children.idle == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
def test_a_child_that_keeps_memory_is_replaced_before_it_hurts(readers: types.ModuleType, children: Children) -> None:
    hoarders = [told(readers, "hoards").split()[0] for _ in range(3)]
    assert len(set(hoarders)) == 3
    assert children.idle == []


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits memory")
def test_what_documents_leave_behind_adds_up(readers: types.ModuleType, children: Children) -> None:
    creeping = [told(readers, "creeps").split()[0] for _ in range(6)]
    assert len(set(creeping)) == 3
    assert children.idle == []


def test_threads_share_children_and_get_their_own_answers(readers: types.ModuleType, children: Children) -> None:
    answers: dict[str, str] = {}

    def ask(word: str) -> None:
        with reusing(children):
            for _ in range(5):
                answers[word] = told(readers, "tells", word)

    threads = [threading.Thread(target=ask, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(word in text for word, text in answers.items())
    assert len(answers) == 4
    assert 1 <= len(children.idle) <= 4


def test_outside_of_reusing_each_document_has_a_child_of_its_own(readers: types.ModuleType) -> None:
    assert len({told(readers, "tells") for _ in range(2)}) == 2


def test_a_pipeline_with_children_reads_what_it_reads_without() -> None:
    body = "<html><body><p>第一条　灯应当亮。</p><p>第二条　灯不得灭。</p></body></html>".encode()
    kept = pipeline.new_children()
    with_children = [pipeline.read(snapshot_of_bytes(body, "law"), children=kept) for _ in range(3)]
    kept.close()
    assert set(with_children) == {pipeline.read(snapshot_of_bytes(body, "law"))}
