"""Facts as JSON: written with their words, read back equal, left out where there are none, refused where they lie."""

from __future__ import annotations

import json
from typing import Any

import pytest
from builders import article, law
from jsonschema import Draft202012Validator

from gaidiff.assets import asset_dir
from gaidiff.errors import ReadError
from gaidiff.model.codec import instrument_from_dict, instrument_to_dict
from gaidiff.model.law import Fact, Instrument
from gaidiff.model.text import EId, Field, Span

FACTS = (
    Fact("title", "灯具办法", "灯具办法", Span(EId("preface"), 0, 4)),
    Fact("authority", "甲部", "甲部", Span(EId("art_1"), 0, 2, Field.HEADING)),
    Fact("published", "2030-01-02", "20300102"),
    Fact("language", "zh"),
)


def stated() -> Instrument:
    return law(article(1, "甲。", heading="甲部"), title="灯具办法", preface="灯具办法", facts=FACTS)


def test_facts_are_read_back_equal_and_valid_under_the_schema() -> None:
    written = instrument_to_dict(stated())
    assert instrument_from_dict(json.loads(json.dumps(written))) == stated()
    assert written["facts"][1]["where"] == {"eid": "art_1", "field": "heading", "start": 0, "end": 2}
    assert written["facts"][2] == {"name": "published", "value": "2030-01-02", "quote": "20300102", "where": None}
    schema = json.loads((asset_dir("templates") / "schema" / "instrument.schema.json").read_bytes())
    assert list(Draft202012Validator(schema).iter_errors(written)) == []


def test_a_file_of_an_older_gaidiff_has_no_facts() -> None:
    written = instrument_to_dict(stated())
    del written["facts"]
    assert instrument_from_dict(written).facts == ()
    assert "facts" not in instrument_to_dict(law(article(1, "甲。")))


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("quote", "别的办法", "'别的办法' is not what preface says"),
        ("where", {"eid": "art_9", "start": 0, "end": 4}, "art_9"),
        ("where", {"eid": "preface", "start": 0}, "'end'"),
    ],
)
def test_a_fact_that_quotes_what_is_not_there_is_refused(key: str, value: Any, says: str) -> None:
    written = instrument_to_dict(stated())
    written["facts"][0][key] = value
    with pytest.raises(ReadError, match=says):
        instrument_from_dict(written)
