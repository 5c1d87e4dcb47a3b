"""report -> JSON -> report is the same value, and renders to the same bytes in every format."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from gaidiff import render
from gaidiff.model.change import (
    Alignment,
    Change,
    Direction,
    Finding,
    Match,
    Op,
    Ref,
    Report,
    Segment,
    Summary,
)
from gaidiff.model.codec import dumps, loads, report_to_dict
from gaidiff.model.law import Instrument, Num, Provision, ProvisionKind
from gaidiff.model.text import Diagnostic, EId, Field, Span

HOSTILE = [
    "<script>",
    "</style>",
    "`x`",
    "|",
    "[a](javascript:1)",
    "\x1b[2J",
    "\u202e",
    "\u200b",
    "{{7*7}}",
    "\n# x",
    "~~",
]
words = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.lists(st.sampled_from([*HOSTILE, "提供者", "应当", "报告。", "shall ", "notify "]), max_size=5).map("".join),
)
shares = st.floats(0, 1)
names = st.text("abcdefgh_", min_size=1, max_size=6)
counted = st.dictionaries(names, st.integers(0, 99), max_size=3).map(lambda found: tuple(found.items()))
sentences = st.dictionaries(st.sampled_from(["en", "zh", "fr"]), words, max_size=3).map(
    lambda said: tuple(said.items())
)


@st.composite
def numbers(draw: st.DrawFn) -> Num | None:
    if draw(st.booleans()):
        return None
    ordinal = tuple(draw(st.lists(st.integers(0, 999), min_size=1, max_size=2)))
    return Num(draw(words), "-".join(map(str, ordinal)), ordinal)


@st.composite
def provisions(draw: st.DrawFn, eid: str, kind: ProvisionKind, below: int) -> Provision:
    text = draw(words)
    child = {ProvisionKind.ARTICLE: ProvisionKind.PARAGRAPH}.get(kind, ProvisionKind.ITEM)
    prefix = {ProvisionKind.PARAGRAPH: "para", ProvisionKind.ITEM: "item"}[child]
    children = [
        draw(provisions(f"{eid}__{prefix}_{n}", child, below - 1))
        for n in range(1, draw(st.integers(1, 3)) if below else 1)
    ]
    return Provision(
        eid=EId(eid),
        kind=kind,
        num=draw(numbers()),
        heading=draw(st.none() | words),
        text=text,
        wrap_up=draw(words),
        children=tuple(children),
        breaks=tuple(sorted(draw(st.sets(st.integers(1, max(1, len(text) - 1)), max_size=2)))) if text else (),
        source_offset=draw(st.integers(0, 99)),
        wid=draw(st.none() | st.just(EId("art_9"))),
    )


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    count = draw(st.integers(1, 3))
    return Instrument(
        title=draw(words),
        language=draw(st.sampled_from(["zh", "en"])),
        provisions=tuple(draw(provisions(f"art_{n}", ProvisionKind.ARTICLE, 2)) for n in range(1, count + 1)),
        status=draw(st.none() | names),
        authority=tuple(draw(st.lists(words, max_size=2))),
        published=draw(st.none() | st.just("2023-07-10")),
        preface=draw(words),
        remainder=tuple(draw(st.lists(words, max_size=2))),
        diagnostics=tuple(draw(st.lists(st.builds(Diagnostic, names, words, st.just(EId("art_1"))), max_size=2))),
    )


@st.composite
def spans(draw: st.DrawFn, text: Instrument) -> Span:
    eid = draw(st.sampled_from([*text.by_eid, EId("preface"), EId("remainder")]))
    field = draw(st.sampled_from(Field)) if eid in text.by_eid else Field.TEXT
    length = len(text.field_text(eid, field))
    start = draw(st.integers(0, length))
    return Span(eid, start, draw(st.integers(start, length)), field)


@st.composite
def findings(draw: st.DrawFn, old: Instrument, new: Instrument) -> Finding:
    return Finding(
        kind=draw(names),
        direction=draw(st.sampled_from(Direction)),
        confidence=draw(shares),
        old=tuple(draw(st.lists(spans(old), max_size=2))),
        new=tuple(draw(st.lists(spans(new), max_size=2))),
        slots=tuple(draw(st.dictionaries(names, words, max_size=2)).items()),
        signals=tuple(draw(st.lists(words, max_size=2))),
        rule=draw(names),
        theme=draw(names),
        comment=draw(sentences),
    )


@st.composite
def changes(draw: st.DrawFn, old: Instrument, new: Instrument) -> Change:
    sides = [draw(st.lists(st.sampled_from(list(text.by_eid)), max_size=2, unique=True)) for text in (old, new)]
    if not any(sides):
        sides[0] = [EId("preface")]
    match = Match(
        old=tuple(sides[0]),
        new=tuple(sides[1]),
        text_changed=draw(st.booleans()),
        num_changed=draw(st.booleans()),
        score=draw(shares),
        evidence=tuple(draw(st.lists(names, max_size=2))),
    )
    segment = st.one_of(
        st.builds(Segment, st.just(Op.EQUAL), spans(old), spans(new)),
        st.builds(Segment, st.just(Op.DELETE), spans(old), st.none()),
        st.builds(Segment, st.just(Op.INSERT), st.none(), spans(new)),
    )
    return Change(
        match=match,
        segments=tuple(draw(st.lists(segment, max_size=5))),
        findings=tuple(draw(st.lists(findings(old, new), max_size=2))),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    old, new = draw(instruments()), draw(instruments())
    made = tuple(draw(st.lists(changes(old, new), min_size=1, max_size=3)))
    places = [Ref(place, number) for place, change in enumerate(made) for number in range(len(change.findings))]
    return Report(
        old=old,
        new=new,
        alignment=Alignment(articles=tuple(change.match for change in made), leaves=(made[0].match,)),
        changes=made,
        summary=Summary(
            matches=draw(counted), directions=draw(counted), verdict=draw(sentences), top=tuple(places[:3])
        ),
        engine_version="0.1",
        degraded=draw(st.booleans()),
    )


@settings(max_examples=60, deadline=None)
@given(reports())
def test_a_report_read_back_is_equal_and_gives_the_same_bytes(report: Report) -> None:
    body = dumps(report_to_dict(report))
    back = loads(body)

    assert back == report
    assert isinstance(back, Report)
    assert dumps(report_to_dict(back)) == body
    assert json.loads(body)["schema"] == "gaidiff.report/1"


@settings(max_examples=40, deadline=None)
@given(reports())
def test_a_report_read_back_renders_the_same_in_every_format(report: Report) -> None:
    back = loads(dumps(report_to_dict(report)))
    assert isinstance(back, Report)

    for format_name in ("html", "md", "terminal"):
        for language in ("en", "zh"):
            shown = render(report, format_name, language=language)
            assert shown == render(back, format_name, language=language)
            assert b"\x1b" not in shown
            assert "\u202e" not in shown.decode()
