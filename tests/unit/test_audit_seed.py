"""A published note on the generative-AI pair, where the shared folder has it: its known errors, and no false alarm."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest

from gaidiff import compare, parse, read
from gaidiff.assets import asset_dir
from gaidiff.audit import Audit, Mark, Sort, Verdict, audit

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", ROOT.parent / "shared" / "corpus"))
NOTE = CORPUS.parent / "seed" / "han-kun-2023-07-18.txt"

pytestmark = pytest.mark.skipif(not NOTE.is_file(), reason="the published note is not on this machine")


@cache
def seed() -> Audit:
    folder = asset_dir("corpus") / "gai-measures"
    old, new = (parse(read(folder / f"{name}.en.txt")) for name in ("draft", "final"))
    return audit(read(NOTE), compare(old, new))


def wrong() -> dict[str, Mark]:
    """What is not borne out, by the words after it."""
    alarms = (Verdict.CONTRADICTED, Verdict.WRONG_PINPOINT, Verdict.QUOTATION_NOT_FOUND)
    return {seed().text[mark.start : mark.end + 60]: mark for mark in seed().marks if mark.verdict in alarms}


def one(words: str) -> Mark:
    return next(mark for said, mark in wrong().items() if words in said)


def test_the_three_month_limit_is_in_another_article() -> None:
    mark = one("for preventing the generation")

    assert mark.verdict is Verdict.WRONG_PINPOINT
    assert [place.eid for place in mark.cited + mark.right] == ["art_13", "art_15"]


def test_an_article_most_of_which_lives_on_is_not_deleted() -> None:
    mark = one("which would have required")

    assert (mark.verdict, mark.code) == (Verdict.CONTRADICTED, "whole_lives")
    assert {place.eid.partition("__")[0] for place in mark.right} == {"art_4"}


def test_the_duty_to_stop_survives() -> None:
    mark = one("deleting the requirement in Article 13")

    assert (mark.verdict, mark.code) == (Verdict.CONTRADICTED, "lives_on")
    assert mark.right[0].eid == "art_14__para_1"


def test_the_complaint_mechanism_is_not_reduced() -> None:
    mark = one("relaxing the requirement to establish a mechanism")

    assert (mark.verdict, mark.code) == (Verdict.CONTRADICTED, "way_other")
    assert mark.right[0].eid == "art_15__para_1"


def test_the_transparency_is_not_algorithmic() -> None:
    mark = one("algorithmic transparency")

    assert (mark.verdict, mark.word) == (Verdict.QUOTATION_NOT_FOUND, "algorithmic")
    assert "transparency" in seed().words(mark.evidence[0])


def test_nothing_else_is_called_wrong() -> None:
    assert len(wrong()) <= 5 + 3  # the five above, and at most three false alarms


def test_at_least_fifteen_pinpoints_are_confirmed() -> None:
    cited = [mark for mark in seed().marks if mark.sort is Sort.CITATION]

    assert sum(mark.verdict is Verdict.CONFIRMED for mark in cited) >= 15
