"""What a Retrieval holds, and how compressed bodies are unpacked; the faults are in tests/integration/test_rows_c_*."""

from __future__ import annotations

import gzip
import hashlib
import random
import zlib
from datetime import UTC, datetime

import pytest
from faults import FaultServer

from gaidiff.errors import FetchError
from gaidiff.sources import _decode
from gaidiff.sources._decode import HELD, decoded
from gaidiff.sources.egress import policy_of
from gaidiff.sources.fetch import fetch

LAW = "第一条　本办法自公布之日起施行。".encode()
LOCAL = policy_of(["127.0.0.0/8"])
MEBIBYTE = 1024 * 1024


def test_an_answer_is_kept_byte_for_byte_with_what_was_declared_about_it() -> None:
    given = {
        "Content-Type": "text/html; charset=gb2312",
        "ETag": '"7"',
        "Last-Modified": "Mon, 02 Jan 2023 00:00:00 GMT",
    }
    with FaultServer() as server:
        answer = fetch(server.page("/law?n=1", LAW, headers=given) + "#art_1", policy=LOCAL)
        assert server.hits()[0].request.target == "/law?n=1"
    snapshot = answer.snapshot
    assert snapshot is not None
    assert (snapshot.body, snapshot.sha256) == (LAW, hashlib.sha256(LAW).hexdigest())
    assert (snapshot.media_type, snapshot.etag, snapshot.last_modified) == tuple(given.values())
    assert (answer.status, answer.complete, answer.moved, answer.downgraded) == (200, True, None, False)
    assert answer.address == snapshot.location == server.at("/law?n=1") + "#art_1"
    assert answer.final_address == server.at("/law?n=1")
    age = datetime.now(UTC) - datetime.fromisoformat(snapshot.retrieved_at or "")
    assert 0 <= age.total_seconds() < 60


@pytest.mark.parametrize("status", [200, 203, 206, 400, 401, 403, 404, 410, 429, 451, 500, 502, 503, 599, 300, 305])
def test_every_answer_of_whatever_status_is_a_retrieval_with_its_body(status: int) -> None:
    with FaultServer() as server:
        answer = fetch(server.page("/law", LAW, status=status), policy=LOCAL)
    assert answer.status == status
    assert answer.snapshot is not None
    assert answer.snapshot.body == LAW


def test_no_content_is_complete_and_empty() -> None:
    with FaultServer() as server:
        for status in (204, 200):
            answer = fetch(server.page("/law", status=status), policy=LOCAL)
            assert answer.snapshot is not None
            assert (answer.snapshot.body, answer.complete) == (b"", True)


@pytest.mark.parametrize("status", [101, 102, 103])
def test_an_interim_response_is_no_answer(status: int) -> None:
    with FaultServer() as server, pytest.raises(FetchError, match=f"it answered {status}"):
        fetch(server.page("/law", status=status), policy=LOCAL)


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, HELD - 1, HELD, HELD + 1])
def test_bodies_of_every_size_are_unpacked_whole(size: int) -> None:
    body = bytes(size)
    assert decoded(gzip.compress(body), "gzip", HELD * 2) == (body, True)
    assert decoded(zlib.compress(body), "DEFLATE", HELD * 2) == (body, True)


def test_the_limit_is_the_last_size_that_is_taken() -> None:
    packed = gzip.compress(bytes(1000))
    assert decoded(packed, "gzip", 1000) == (bytes(1000), True)
    with pytest.raises(FetchError, match="more than 999 bytes"):
        decoded(packed, "gzip", 999)


def test_what_is_packed_twice_may_not_be_large_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = random.Random(8).randbytes(5000)  # noqa: S311, seeded; it does not get smaller when packed
    twice = gzip.compress(gzip.compress(noise))
    assert decoded(twice, "gzip, gzip", MEBIBYTE) == (noise, True)
    monkeypatch.setattr(_decode, "LAYER_LIMIT", 4000)
    with pytest.raises(FetchError, match="more than 4000 bytes"):
        decoded(twice, "gzip, gzip", MEBIBYTE)


def test_every_cut_of_a_compressed_body_is_seen() -> None:
    packed = gzip.compress(LAW, mtime=0)
    for end in range(1, len(packed)):
        body, whole = decoded(packed[:end], "gzip", MEBIBYTE)
        assert LAW.startswith(body)
        assert not whole, f"cut at {end} of {len(packed)}"


def test_a_gzip_body_of_several_streams_is_one_text_and_padding_after_it_is_not() -> None:
    two = gzip.compress(LAW) + gzip.compress(LAW)
    assert decoded(two, "x-gzip", MEBIBYTE) == (LAW * 2, True)
    assert decoded(two + bytes(100), "gzip", MEBIBYTE) == (LAW * 2, True)
    assert decoded(two[:-1], "gzip", MEBIBYTE)[1] is False


def test_a_million_empty_streams_are_refused() -> None:
    with pytest.raises(FetchError, match="too many"):
        decoded(gzip.compress(b"") * 10_001, "gzip", MEBIBYTE)


def test_no_coding_is_no_change() -> None:
    for codings in ("", "identity", " Identity , "):
        assert decoded(LAW, codings, MEBIBYTE) == (LAW, True)
