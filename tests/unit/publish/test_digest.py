"""What the site remembers of a report: as much as its other pages say, and the same after a round trip."""

from __future__ import annotations

import pytest
from sites import harbour_site

from gaidiff.errors import ReadError
from gaidiff.publish.demo import demo
from gaidiff.publish.digest import digest, dumps, loads


def test_a_digest_reads_back_as_it_was_written() -> None:
    report = harbour_site(3).report("harbour", 3)
    assert report is not None
    whole = digest(report, ("en", "zh"))

    assert loads(dumps(whole)) == whole


def test_sizes_count_the_characters_that_came_and_went() -> None:
    report = harbour_site(2).report("harbour", 2)  # Article 4: "within sixty days" became "within 5 days"
    assert report is not None
    found = digest(report, ("en",))

    assert (found.inserted, found.deleted) == (len("5"), len("sixty"))


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"schema": "gaidiff.change/1"}', b'{"schema": "else"}'])
def test_what_is_no_digest_is_refused_in_one_line(body: bytes) -> None:
    with pytest.raises(ReadError, match="no digest"):
        loads(body)


def test_the_demonstration_takes_its_days_from_the_texts() -> None:
    archive, sources = demo()
    days = {one.id: [step.retrieved_at[:10] for step in archive.revisions(one.id)] for one in sources}

    assert days["gai-measures"] == ["2023-04-11", "2023-07-13"]
    assert [event.sequence for event in archive.events()] == [1, 2, 3, 4]
    assert len({event.id for event in archive.events()}) == 4
