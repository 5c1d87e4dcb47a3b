"""The json renderer prints the public document, whatever the language of the report."""

from __future__ import annotations

import json

from reports import sample

from gaidiff import render
from gaidiff.model.codec import loads


def test_it_prints_a_report_that_reads_back() -> None:
    assert loads(render(sample(), "json")) == sample()


def test_it_holds_the_comments_in_every_language() -> None:
    assert render(sample(), "json", language="zh") == render(sample(), "json", language="en")
    comment = json.loads(render(sample(), "json"))["changes"][4]["findings"][0]["comment"]
    assert set(comment) == {"en", "zh"}
