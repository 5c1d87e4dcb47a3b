"""A Reading and its Instrument in, the Instrument out with what front matter states and the law's own words do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.grammars._facts import remainder_of, with_stated
from gaidiff.grammars._pattern import pattern
from gaidiff.model.law import Fact
from gaidiff.model.text import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gaidiff.grammars._facts import Passage
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import Reading

LINE = pattern(r"(?P<key>[^\W\d](?:[\w -]{0,30}\w)?)\s{0,3}[:：]\s{0,8}(?P<value>\S.{0,300})$")
DATE = pattern(r"(?P<year>[12]\d{3})[-./年](?P<month>\d{1,2})[-./月](?P<day>\d{1,2})日?(?:T.{0,30})?$")
SPLIT = pattern(r"[,，、;；]\s*")
QUOTES = "\"'“”‘’ "

# The names that archives of laws give to these facts; what is not named here stays in the remainder alone.
KEYS = {
    "title": "title titre titel 标题 標題 名称 名稱 题名 法令名 제목 법령명",
    "number": "number document_number 文号 文號 发文字号 發文字號 法令番号 공포번호",
    "authority": "authority issuer issuing_body 制定机关 制定機關 发布机关 發布機關 发布部门 发文机关 소관부처",
    "adopted": "adopted adoption_date enactment_date ausfertigungsdatum 通过日期 通過日期",
    "published": "published publication_date date_published 公布日期 发布日期 發布日期 공포일자 公布日",
    "in_force": "in_force effective_date entry_into_force date_in_force 施行日期 生效日期 实施日期 시행일자 施行日",
    "status": "status validity 时效性 時效性 效力 有效性",
}
FACT_OF = {name: fact for fact, names in KEYS.items() for name in names.split()}
DATES = frozenset({"adopted", "published", "in_force"})
STATUSES = {
    "in_force": "in_force valid current vigueur en_vigueur 有效 现行有效 現行有效 现行",
    "repealed": "repealed abrogated abrogé 失效 已失效 已废止 已廢止 废止",
    "draft": "draft bill proposal 征求意见稿 草案",
}
STATUS_OF = {word: status for status, words in STATUSES.items() for word in words.split()}


def with_front_matter(reading: Reading, instrument: Instrument) -> Instrument:
    """Fill in what is still unknown; the law's own words come first."""
    lines = [line for line in _lines(reading) if LINE.match(line)]
    if not lines:
        return instrument
    aside = remainder_of(instrument.remainder)
    stated: dict[str, tuple[Fact, ...]] = {}
    for line in lines:
        facts = tuple(_facts(line, aside))
        if facts and not getattr(instrument, facts[0].name):
            stated.setdefault(facts[0].name, facts)
    return with_stated(instrument, [fact for facts in stated.values() for fact in facts]) if stated else instrument


def _lines(reading: Reading) -> Iterator[str]:
    """The lines that a reader set aside before the first line of the text."""
    for block in reading.blocks:
        if block.role is not Role.FURNITURE:
            return
        yield from (line.strip() for line in block.text.split("\n"))


def _facts(line: str, aside: Passage) -> Iterator[Fact]:
    """What a line states, with its place among what is set aside."""
    match = LINE.match(line)
    name = FACT_OF.get(match["key"].strip().lower().replace("-", "_").replace(" ", "_")) if match else None
    if match is None or name is None:
        return
    said = match["value"].strip(QUOTES)
    at = f"\n{aside.text}\n".find(f"\n{line}\n")
    start = match.start("value") + match["value"].index(said)
    for value in _values(name, said):
        place = start + max(said.find(value), 0)
        end = place + len(value) if value in said else start + len(said)
        fact = aside.says(name, value, at + place, at + end) if at >= 0 else Fact(name, value, line[place:end])
        if fact is not None:
            yield fact


def _values(name: str, text: str) -> tuple[str, ...]:
    if name in DATES:
        date = DATE.match(text)
        return (f"{date['year']}-{int(date['month']):02}-{int(date['day']):02}",) if date else ()
    if name == "status":
        status = STATUS_OF.get(text.lower().replace(" ", "_"))
        return (status,) if status else ()
    return tuple(filter(None, SPLIT.split(text))) if name == "authority" else tuple(filter(None, [text]))
