"""Two laws and their matches in, a Report out, without any stage of the pipeline: what the renderers are tested on."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from builders import article, chapter, item, law

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
from gaidiff.model.law import PREFACE, REMAINDER
from gaidiff.model.text import EId, Field, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gaidiff.model.law import Instrument


def reported(
    old: Instrument,
    new: Instrument,
    *pairs: tuple[str, str],
    findings: Mapping[int, tuple[Finding, ...]] | None = None,
    summary: Summary | None = None,
    degraded: bool = False,
) -> Report:
    """A report of the matches given as ("art_13", "art_11 art_14"); an empty string is no counterpart."""
    changes = tuple(
        Change(
            match=_match(old, new, tuple(map(EId, left.split())), tuple(map(EId, right.split()))),
            segments=tuple(_segments(old, new, left.split(), right.split())),
            findings=(findings or {}).get(place, ()),
        )
        for place, (left, right) in enumerate(pairs)
    )
    units = {*old.unit_of, *new.unit_of}
    alignment = Alignment(
        articles=tuple(c.match for c in changes if units & {*c.match.old, *c.match.new}),
        divisions=tuple(c.match for c in changes if not units & {*c.match.old, *c.match.new}),
    )
    return Report(
        old=old,
        new=new,
        alignment=alignment,
        changes=changes,
        summary=summary or Summary(),
        engine_version="0.1",
        degraded=degraded,
    )


def finding(  # noqa: PLR0913, one argument per field of a finding
    kind: str,
    direction: Direction,
    english: str,
    chinese: str = "",
    *,
    old: tuple[Span, ...] = (),
    new: tuple[Span, ...] = (),
    confidence: float = 0.9,
) -> Finding:
    comment = (("en", english), ("zh", chinese or english))
    return Finding(kind=kind, direction=direction, confidence=confidence, old=old, new=new, comment=comment)


def at(instrument: Instrument, eid: str, words: str, field: Field = Field.TEXT) -> Span:
    """The span of `words` in a provision; they must stand there."""
    start = instrument.field_text(EId(eid), field).index(words)
    return Span(EId(eid), start, start + len(words), field)


def _match(old: Instrument, new: Instrument, left: tuple[EId, ...], right: tuple[EId, ...]) -> Match:
    same = _words(old, left) == _words(new, right)
    return Match(old=left, new=right, text_changed=not same, num_changed=_numbers(old, left) != _numbers(new, right))


def _words(text: Instrument, eids: tuple[EId, ...]) -> list[str]:
    return [text.text_at(span) for eid in eids for span in _spans(text, eid)]


def _numbers(text: Instrument, eids: tuple[EId, ...]) -> list[str]:
    return [num.label for eid in eids if eid in text.by_eid and (num := text.by_eid[eid].num)]


def _spans(text: Instrument, eid: str) -> list[Span]:
    if eid in (PREFACE, REMAINDER):
        whole = text.field_text(EId(eid))
        return [Span(EId(eid), 0, len(whole))] if whole else []
    node = text.by_eid[EId(eid)]
    if EId(eid) not in text.unit_of:  # of a chapter only what is its own
        return [span for span in node.pieces() if span.eid == eid]
    return list(node.pieces())


def _segments(old: Instrument, new: Instrument, left: list[str], right: list[str]) -> Iterator[Segment]:
    before = [span for eid in left for span in _spans(old, eid)]
    after = [span for eid in right for span in _spans(new, eid)]
    for one, other in zip_longest(before, after):
        if one is None or other is None:
            yield Segment(Op.INSERT if one is None else Op.DELETE, one, other)
        else:
            yield from _diffed(old, new, one, other)


def _diffed(old: Instrument, new: Instrument, one: Span, other: Span) -> Iterator[Segment]:
    matcher = SequenceMatcher(a=old.text_at(one), b=new.text_at(other), autojunk=False)
    for tag, start, end, begin, stop in matcher.get_opcodes():
        left = Span(one.eid, one.start + start, one.start + end, one.field)
        right = Span(other.eid, other.start + begin, other.start + stop, other.field)
        if tag == "equal":
            yield Segment(Op.EQUAL, left, right)
            continue
        if end > start:
            yield Segment(Op.DELETE, left, None)
        if stop > begin:
            yield Segment(Op.INSERT, None, right)


def sample() -> Report:
    """A small pair: a split, an amendment, an insertion, a repeal, two unchanged articles, a finding each way."""
    old = law(
        article(1, "为了规范智能客服服务，制定本办法。"),
        article(2, "在境内提供智能客服服务，适用本办法。"),
        article(3, "提供者应当在三个月内整改。用户有权投诉。"),
        article(4, "提供者应当：", item(1, "建立制度；"), item(2, "公布来源；"), item(3, "报送记录。")),
        article(5, "提供者不得收集用户信息。"),
        article(6, "违反本办法的，处一万元罚款。"),
        title="智能客服管理办法（征求意见稿）",
        status="draft",
        preface="智能客服管理办法\n（征求意见稿）",
    )
    new = law(
        chapter(1, "总则", article(1, "为了规范智能客服服务，制定本办法。")),
        chapter(
            2,
            "服务规范",
            article(2, "在境内提供智能客服服务，适用本办法。"),
            article(3, "提供者应当及时整改。"),
            article(4, "提供者应当：", item(1, "建立制度；"), item(2, "报送记录。")),
            article(5, "提供者不得非法收集用户信息。"),
            article(6, "用户有权投诉，提供者应当受理。"),
            article(7, "国家鼓励智能客服创新。"),
        ),
        title="智能客服管理暂行办法",
        status="interim",
        published="2023-07-10",
        in_force="2023-08-15",
        preface="智能客服管理暂行办法",
    )
    deadline = finding(
        "deadline_removed",
        Direction.RELAXED,
        "The limit of 三个月内 in Art. 3 is dropped; Art. 3 now asks for 及时.",
        "删除第三条规定的三个月期限，改为“及时”。",
        old=(at(old, "art_3__para_1", "三个月内"),),
        new=(at(new, "art_3__para_1", "及时"),),
    )
    duty = finding(
        "obligation_added",
        Direction.TIGHTENED,
        "Art. 6 adds a duty to handle complaints.",
        "第六条新增受理投诉的义务。",
        new=(at(new, "art_6__para_1", "提供者应当受理"),),
        confidence=0.4,
    )
    summary = Summary(
        matches=(("amended", 2), ("inserted", 1), ("repealed", 1), ("split", 1), ("unchanged", 2)),
        directions=(("relaxed", 1), ("tightened", 1)),
        verdict=(("en", "On balance the new text is easier on providers."), ("zh", "总体上，新文本对提供者更为宽松。")),
        top=(Ref(4, 0), Ref(4, 1)),
    )
    pairs = (
        ("preface", "preface"),
        ("", "chp_1"),
        ("art_1", "art_1"),
        ("art_2", "art_2"),
        ("art_3", "art_3 art_6"),
        ("art_4", "art_4"),
        ("art_5", "art_5"),
        ("", "art_7"),
        ("art_6", ""),
    )
    return reported(old, new, *pairs, findings={4: (deadline, duty)}, summary=summary)
