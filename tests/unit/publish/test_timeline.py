"""The picture of a source's revisions: one or two hundred, each at its date and none on another."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from lxml import etree

from gaidiff.publish.timeline import NARROW, WIDE, Mark, draw, spark

DAY = date(2020, 1, 6)
NUMBER = r"-?\d+(?:\.\d+)?"


def marks(count: int, every: int = 30) -> list[Mark]:
    return [
        Mark(
            number=place + 1,
            day=DAY + timedelta(days=place * every),
            inserted=place * 13 % 700 if place else 0,
            deleted=place * 7 % 90 if place else 0,
            compared=place > 0,
            href=f"{place + 1}.html" if place else "",
            title=f"revision {place + 1}",
        )
        for place in range(count)
    ]


def parsed(picture: str) -> etree._Element:
    return etree.fromstring(picture.encode())


def hits(picture: str) -> list[float]:
    return [
        float(one.get("x")) + float(one.get("width")) / 2
        for one in parsed(picture).iter("rect")
        if one.get("class") == "hit"
    ]


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("count", [1, 2, 12, 200])
def test_every_revision_has_its_place_inside_the_picture(count: int, width: int) -> None:
    picture = draw(marks(count), width)
    places = hits(picture)

    assert len(places) == count
    assert places == sorted(places)
    assert len(set(places)) == count, "none hides another"
    assert places[0] > 0
    assert places[-1] < width
    assert all(0 <= float(y) <= 174 for y in re.findall(rf' y="({NUMBER})"', picture))


def test_one_revision_is_a_ring_with_its_day() -> None:
    picture = parsed(draw(marks(1), WIDE))

    assert len(list(picture.iter("circle"))) == 1
    assert [one.text for one in picture.iter("text")] == ["2020-01-06", "1"]


def test_two_hundred_revisions_keep_few_dates_and_no_numbers() -> None:
    texts = [one.text for one in parsed(draw(marks(200), WIDE)).iter("text")]

    assert 3 <= len(texts) <= 12
    assert all(re.fullmatch(r"20\d\d", str(text)) for text in texts)


def test_revisions_of_one_day_stand_beside_each_other() -> None:
    places = hits(draw(marks(9, every=0), WIDE))

    assert all(later - earlier >= 16 for earlier, later in pairwise(places))


def test_a_change_of_one_character_can_be_seen_beside_a_new_law() -> None:
    pair = [
        Mark(number=1, day=DAY, inserted=100_000, compared=True),
        Mark(number=2, day=DAY + timedelta(days=9), inserted=1, deleted=1, compared=True),
    ]
    bars = {(one.get("class"), float(one.get("height"))) for one in parsed(draw(pair, WIDE)).iter("rect")}

    assert ("came", 64.0) in bars
    assert ("came", 3.0) in bars
    assert ("went", 3.0) in bars


def test_a_change_without_words_is_a_ring_with_its_link() -> None:
    moved = [*marks(2), Mark(number=3, day=DAY + timedelta(days=90), compared=True, href="3.html")]
    picture = parsed(draw(moved, WIDE))

    assert len(list(picture.iter("circle"))) == 2
    assert [one.get("href") for one in picture.iter("a")] == ["2.html", "3.html"]


def test_d10_a_clock_that_jumped_back_does_not_turn_the_order_round() -> None:
    jumped = [*marks(3), Mark(number=4, day=date(1970, 1, 1), inserted=5, compared=True)]

    assert hits(draw(jumped, WIDE)) == sorted(hits(draw(jumped, WIDE)))


def test_words_of_others_are_escaped_in_the_picture() -> None:
    hostile = Mark(number=1, day=DAY, title="</title><script>alert(1)</script>", href='"><b>')

    assert [one.text for one in parsed(draw([hostile], WIDE)).iter("title")] == [hostile.title]
    assert "<script" not in draw([hostile], WIDE)


def test_the_small_picture_has_no_words_and_no_links() -> None:
    picture = parsed(spark(marks(200)))

    assert not list(picture.iter("text"))
    assert not list(picture.iter("a"))
    assert picture.get("aria-hidden") == "true"
