"""The public JSON: contract, schemas, round trip, and what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from builders import article, item, law
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from reports import finding, reported, sample

from gaidiff.assets import asset_dir
from gaidiff.errors import ReadError
from gaidiff.model.change import Direction, MatchKind, Op
from gaidiff.model.codec import (
    dumps,
    instrument_from_dict,
    instrument_to_dict,
    loads,
    report_from_dict,
    report_to_dict,
)
from gaidiff.model.law import ProvisionKind
from gaidiff.model.text import Diagnostic, Field, Span


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((asset_dir("templates") / "schema" / f"{name}.schema.json").read_bytes())
    return loaded


def validator(name: str) -> Draft202012Validator:
    resource = Resource.from_contents(schema("instrument"))
    registry: Registry[Any] = Registry().with_resource("instrument.schema.json", resource)
    return Draft202012Validator(schema(name), registry=registry)


def test_a_report_is_valid_under_its_schema() -> None:
    validator("report").validate(json.loads(dumps(report_to_dict(sample()))))


def test_an_instrument_is_valid_under_its_schema() -> None:
    validator("instrument").validate(json.loads(dumps(instrument_to_dict(sample().new))))


def test_the_schemas_are_schemas() -> None:
    for name in ("instrument", "report"):
        Draft202012Validator.check_schema(schema(name))


def test_the_schemas_know_every_kind_and_direction() -> None:
    definitions = schema("report")["$defs"]
    kinds = schema("instrument")["$defs"]["provision"]["properties"]["kind"]["enum"]

    assert kinds == [kind.value for kind in ProvisionKind]
    assert definitions["match"]["properties"]["kind"]["enum"] == [kind.value for kind in MatchKind]
    assert sorted(definitions["segment"]["properties"]["op"]["enum"]) == sorted(op.value for op in Op)
    assert definitions["finding"]["properties"]["direction"]["enum"] == [way.value for way in Direction]
    assert sorted(definitions["span"]["properties"]["field"]["enum"]) == sorted(field.value for field in Field)


def test_a_report_read_back_is_the_same_value() -> None:
    report = sample()

    assert loads(dumps(report_to_dict(report))) == report


def test_an_instrument_read_back_is_the_same_value() -> None:
    text = replace(
        sample().old,
        authority=("国家网信部门",),
        remainder=("第1页",),
        diagnostics=(Diagnostic("gap", "article 9 is missing", None),),
        snapshot_sha256="0" * 64,
    )

    assert loads(dumps(instrument_to_dict(text))) == text


def test_the_document_has_the_keys_of_the_contract() -> None:
    data = json.loads(dumps(report_to_dict(sample())))
    change = data["changes"][4]

    assert data["schema"] == "gaidiff.report/1"
    assert data["old"]["schema"] == "gaidiff.instrument/1"
    assert data["old"]["provisions"][3]["children"][0]["children"][1]["num"]["text"] == "（二）"
    assert change["kind"] == "split"
    assert change["new"] == ["art_3", "art_6"]
    assert change["findings"][0]["kind"] == "deadline_removed"
    assert change["findings"][0]["comment"]["zh"].startswith("删除第三条")
    assert data["summary"]["verdict"]["en"].startswith("On balance")


def test_every_quote_is_the_slice_of_the_text() -> None:
    data = report_to_dict(sample())
    quotes = [span["quote"] for change in data["changes"] for f in change["findings"] for span in f["old"]]

    assert quotes == ["三个月内"]


def test_the_field_of_a_span_is_written_where_it_is_not_the_text() -> None:
    old = law(article(1, "提供者应当报告。", heading="报告"))
    about = finding("editorial_only", Direction.NEUTRAL, "x", old=(Span(old.provisions[0].eid, 0, 2, Field.HEADING),))
    data = report_to_dict(reported(old, old, ("art_1", "art_1"), findings={0: (about,)}))

    span = data["changes"][0]["findings"][0]["old"][0]
    assert span == {"eid": "art_1", "field": "heading", "start": 0, "end": 2, "quote": "报告"}


def test_the_same_value_gives_the_same_bytes_and_one_line_per_provision() -> None:
    body = dumps(report_to_dict(sample()))

    assert body == dumps(report_to_dict(sample()))
    assert sum(line.lstrip().startswith(b'{"eid":"art_4"') for line in body.splitlines()) == 1
    assert "提供者".encode() in body


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    old = law(article(1, "提供者\ud800应当报告。"))
    report = reported(old, old, ("art_1", "art_1"))

    read = loads(dumps(report_to_dict(report)))

    assert dumps(report_to_dict(report)).decode().count("提供者\ufffd应当报告。") > 1
    assert read == report_from_dict(json.loads(dumps(report_to_dict(report))))


def test_numbers_of_every_form_survive() -> None:
    text = law(article("169-1", "提供者应当：", item(3, "报告；")))
    back = instrument_from_dict(instrument_to_dict(text))

    assert back.provisions[0].num == text.provisions[0].num
    assert instrument_to_dict(back)["provisions"][0]["num"]["label"] == "169-1"


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        (b"", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff\xfe\x00", "not JSON"),
        (b"[]", "schema is None"),
        (b'{"schema": "gaidiff.report/2"}', "gaidiff.report/2"),
        (b'{"schema": "gaidiff.report/1"}', "'old'"),
        (b'{"schema": "gaidiff.instrument/1", "title": "x"}', "'language'"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(body: bytes, complaint: str) -> None:
    with pytest.raises(ReadError) as error:
        loads(body)

    assert complaint in str(error.value)
    assert "\n" not in str(error.value)


def test_a_quotation_that_is_not_the_law_is_refused() -> None:
    data = report_to_dict(sample())
    data["changes"][4]["findings"][0]["old"][0]["quote"] = "六个月内"

    with pytest.raises(ReadError, match="六个月内"):
        report_from_dict(data)


def test_a_kind_that_contradicts_the_match_is_refused() -> None:
    data = report_to_dict(sample())
    data["alignment"]["articles"][0]["kind"] = "repealed"

    with pytest.raises(ReadError, match="is unchanged, not repealed"):
        report_from_dict(data)


def test_a_span_of_an_unknown_provision_is_refused() -> None:
    data = report_to_dict(sample())
    data["changes"][4]["segments"][0]["old"]["eid"] = "art_99"

    with pytest.raises(ReadError, match="art_99"):
        report_from_dict(data)
