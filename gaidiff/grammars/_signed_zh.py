"""The lines before a Chinese law in, what the order or the notice that it comes with says of it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gaidiff.grammars._dates_zh import DAY, iso_date
from gaidiff.grammars._facts import from_to
from gaidiff.grammars._pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gaidiff.grammars._facts import Passage
    from gaidiff.model.law import Fact

NOTICE = pattern(r"关于.*(?:通知|公告|通告|公布|函)$")
ORDER = pattern(r"(?P<body>[^\W\d]{0,40}?)\s*令$")  # 某部令, or 令 on a line of its own
ORDER_NUMBER = pattern(r"第\s*(?P<number>[一二三四五六七八九十百〇零\d]{1,6})\s*[号號]$")
SIGNED_ON = pattern(rf"{DAY}$")
SIGNATORY = pattern(r"[^\d（(【《。；：，、！？]{2,30}$")
STATE = "中华人民共和国"
HEADS_OF_STATE = frozenset({"主席", "国家主席"})  # who promulgates what the congress has passed
SHORTEST_BODY = 3  # characters: 财政部
MOST_BODIES = 12  # that issue a text together, each on a line


class Signed(NamedTuple):
    """Who issued a text, when, and under which number; what is not said is empty."""

    number: Fact | None = None
    date: Fact | None = None
    authority: tuple[Fact, ...] = ()


def signed_in(whole: Passage, preface: Sequence[Passage]) -> Signed:
    """Read the order (某部令 / 第15号 / … / 2030年1月2日) or the notice (关于印发…的通知 / … / 某部 / 2030年1月2日)."""
    lines = [line.bare() for line in preface]
    if not lines:
        return Signed()
    if NOTICE.search(lines[0].text) is None:
        return _order(whole, lines)
    place = _date_line(lines)
    if not place:
        return Signed()
    first = place
    while first > 1 and place - first < MOST_BODIES and SIGNATORY.match(lines[first - 1].text):
        first -= 1
    bodies = tuple(fact for line in lines[first:place] for fact in _bodies(line))
    return Signed(None, _date_of(lines[place]), bodies)


def _order(whole: Passage, lines: Sequence[Passage]) -> Signed:
    for place, line in enumerate(lines[:MOST_BODIES]):
        order = ORDER.match(line.text)
        number = ORDER_NUMBER.match(lines[place + 1].text) if order is not None and place + 1 < len(lines) else None
        if order is not None and number is not None:
            issued = f"第{number['number']}号"
            bodies = [*(one.text for one in lines[:place]), *filter(None, [order["body"]])]
            alone = bodies[0].removeprefix(STATE) if len(bodies) == 1 else ""
            signed_on = _date_line(lines)
            by = () if alone in HEADS_OF_STATE else tuple(fact for one in lines[: place + 1] for fact in _bodies(one))
            said = from_to(whole, lines[0] if alone else lines[place + 1], lines[place + 1])
            named = said.says("number", f"{alone}令{issued}" if alone else issued)
            return Signed(named, _date_of(lines[signed_on]) if signed_on else None, by)
        if SIGNATORY.match(line.text) is None:
            break
    return Signed()


def _date_line(lines: Sequence[Passage]) -> int:
    """The last line that is a date and nothing else; 0: none."""
    return next((place for place in range(len(lines) - 1, 0, -1) if SIGNED_ON.match(lines[place].text)), 0)


def _date_of(line: Passage) -> Fact | None:
    match = SIGNED_ON.match(line.text)
    return line.found("published", iso_date(match), match) if match is not None else None


def _bodies(line: Passage) -> Iterator[Fact]:
    """The bodies of a line, of 某部令 without the 令; 财 政 部 with blanks between its characters is one."""
    order = ORDER.match(line.text)
    text = line.text if order is None else order["body"]
    names = text.split()
    if not all(len(name) >= SHORTEST_BODY for name in names):
        names = ["".join(names)]
    for name in filter(None, names):
        fact = line.part("authority", name, name if name in text else text)
        if fact is not None:
            yield fact
