"""A tree of law.go.kr (Korea) in, a marked law out: 편, 장, 절, 조, 항, 호, 목, addenda; and its English edition."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gaidiff.model.law import ProvisionKind
from gaidiff.model.marked import DIVISION, Marked, MarkedLaw
from gaidiff.readers._xml_tree import Element, first_text, iso_date, line_of, names, outside

if TYPE_CHECKING:
    from collections.abc import Iterator

METADATA = names(
    "법령ID 공포일자 공포번호 언어 법종구분 법령명_한자 법령명_영어 법령명약칭 제명변경여부 한글법령여부 "
    "편장절관 소관부처 전화번호 시행일자 제개정구분 조문시행일자문자열 별표시행일자문자열 공포법령여부 "
    "연락부서 공동부령정보 의결구분 제안구분 조문시행일자 조문제개정유형 조문이동이전 조문이동이후 "
    "조문변경여부 조문제목 조문이동 부칙공포일자 부칙공포번호 별표구분 별표시행일자 별표서식파일링크 "
    "별표HWP파일명 별표서식PDF파일링크 별표PDF파일명 별표이미지파일명 lsId ancYd ancNo lsHwpFl chapNo joTtl "
    "arAncNo arAncYd bylHwpFl"
)
READ = names("법령명_한글 lsNmEng 조문단위 Jo 부칙단위 Ar 별표단위 Byl 개정문 제개정이유")
NOTES: frozenset[str] = frozenset()
ARTICLE = re.compile(
    r"""(?P<num>제\s?(?P<number>\d{1,5})조(?:의\s?(?P<inserted>\d{1,4}))?)\s*
    (?=[(（]|삭제|생략|$|(?<=\s)(?!및|또는|부터|까지|내지|중\s))""",
    re.VERBOSE,
)  # 제22조의2(정의) …   제5조 삭제 <2020. 1. 1.>   제8조 생략; not 제2조 및 제3조 생략
TITLE = re.compile(
    r"[(（][^()（）]{0,200}(?:[(（][^()（）]{0,100}[)）][^()（）]{0,100}){0,5}[)）]"
)  # (정의), (벌칙(과태료))
DIVISION_LINE = re.compile(r"(?P<num>제\s?\d{1,4}(?P<word>편|장|절|관)(?:의\s?\d{1,3})?)\s*(?P<rest>.*)$")
RANKS = {"편": 1, "장": 2, "절": 3, "관": 4}
ENGLISH_ARTICLE = re.compile(r"(?P<num>Article\s(?P<number>\d{1,5})(?:-(?P<inserted>\d{1,4}))?)\s*(?=[(\s]|$)")
ENGLISH_DIVISION = re.compile(
    r"(?P<num>(?P<word>PART|CHAPTER|SECTION|SUBSECTION)\s[\dIVXLC]{1,8}(?:-\d{1,3})?)\s*(?P<rest>.*)$"
)
ENGLISH_RANKS = {"PART": 1, "CHAPTER": 2, "SECTION": 3, "SUBSECTION": 4}
ADDENDUM = re.compile(r"부\s{0,5}칙")
DEEP = re.compile(r"(?P<num>\d{1,3}\)|[가-하]\)|\(\d{1,3}\)|\([가-하]\))\s*")  # 1), 가) below a 목


def fits(root: Element) -> bool:
    """A Korean law, or the English <Law> with its JoSection."""
    return root.tag == "법령" or root.find(".//조문단위") is not None or root.find(".//JoSection") is not None


def facts_of(root: Element) -> dict[str, object]:
    """Title, ministry and dates of the first part."""
    english = root.find(".//JoSection") is not None
    title = first_text(root, ".//lsNmEng") if english else first_text(root, ".//법령명_한글")
    ministry = first_text(root, ".//기본정보/소관부처")
    words = {
        "published": first_text(root, ".//기본정보/공포일자") or first_text(root, ".//ancYd"),
        "in_force": first_text(root, ".//기본정보/시행일자"),
    }
    return {
        "language": "en" if english else "ko",
        "title": title or None,
        "authority": (ministry,) if ministry else (),
        "published": iso_date(words["published"]),
        "in_force": iso_date(words["in_force"]),
        "words": words,
    }


def prepare(root: Element) -> None:
    """Keep the numbers the markup states as attributes: in the text they are printed once more."""
    for unit in root.iter("조문단위", "Jo"):
        for name in ("조문번호", "조문가지번호", "조문여부", "joNo", "joBrNo", "joYn"):
            _to_attribute(unit, name)
    for unit in root.iter("항", "호", "목"):
        for name in (f"{unit.tag}번호", f"{unit.tag}가지번호"):
            _to_attribute(unit, name)
    for unit in root.iter("별표단위"):
        for name in ("별표번호", "별표가지번호"):
            _to_attribute(unit, name)


def _to_attribute(unit: Element, name: str) -> None:
    child = unit.find(name)
    if child is not None:
        unit.set(name, line_of("".join(child.itertext())))
        child.text, child[:] = "", []


def law_of(root: Element) -> MarkedLaw:
    """The law in a file of law.go.kr."""
    reader = _Reader()
    for element in root.iter("법령명_한글", "lsNmEng"):
        reader.preface.extend(lines_of(element))
    for unit in root.iter("조문단위"):
        reader.article(unit, ARTICLE, DIVISION_LINE, RANKS)
    for unit in root.iter("Jo"):
        reader.article(unit, ENGLISH_ARTICLE, ENGLISH_DIVISION, ENGLISH_RANKS)
    reader.close(0)
    for unit in root.iter("부칙단위"):
        reader.top.append(addendum(lines_of(unit), ARTICLE))
    for unit in root.iter("Ar"):
        reader.top.append(addendum(lines_of(unit), ENGLISH_ARTICLE))
    for unit in root.iter("별표단위", "Byl"):
        reader.top.append(_annex(unit))
    rest = [text for element in root.iter("개정문", "제개정이유") for text in lines_of(element)]
    rest += outside(root, READ)
    return MarkedLaw(provisions=tuple(reader.top), preface=tuple(reader.preface), remainder=tuple(rest))


def lines_of(element: Element) -> list[str]:
    """The lines of an element as printed: each part of its text ends one."""
    return [text for line in "".join(element.itertext()).splitlines() if (text := line_of(line))]


@dataclass(slots=True)
class _Open:
    rank: int
    num: str
    heading: str
    content: list[str | Marked] = field(default_factory=list)


class _Reader:
    """Puts article after article into the division that is open."""

    def __init__(self) -> None:
        self.top: list[Marked] = []
        self.preface: list[str] = []
        self.open: list[_Open] = []

    def article(
        self, unit: Element, article: re.Pattern[str], division: re.Pattern[str], ranks: dict[str, int]
    ) -> None:
        """One 조문단위: an article, or the heading of a division (전문)."""
        text = lines_of(_child(unit, "조문내용", "joCts"))
        if unit.get("조문여부") == "전문" or unit.get("joYn") == "N":
            for line in text:
                self._divide(line, division, ranks)
            text = []
        if text or any(child.tag == "항" for child in unit):
            self._add(_article(unit, text, article))

    def _divide(self, line: str, division: re.Pattern[str], ranks: dict[str, int]) -> None:
        found = division.match(line)
        if found is None:
            if self.open or self.top:
                self._add(Marked(kind=ProvisionKind.PARAGRAPH, content=(line,)))
            else:
                self.preface.append(line)
            return
        rank = ranks[found["word"]]
        self.close(rank)
        self.open.append(_Open(rank, found["num"], found["rest"].strip()))

    def _add(self, unit: Marked) -> None:
        (self.open[-1].content if self.open else self.top).append(unit)

    def close(self, rank: int) -> None:
        """Close every division of this rank or a lower one; 0 closes all."""
        while self.open and self.open[-1].rank >= rank:
            done = self.open.pop()
            self._add(Marked(kind=DIVISION, num=done.num, heading=done.heading, content=tuple(done.content)))


def _child(unit: Element, *names: str) -> Element:
    found = next((child for child in unit if child.tag in names), None)
    return unit.makeelement("none") if found is None else found


def _article(unit: Element, text: list[str], pattern: re.Pattern[str]) -> Marked:
    num, heading, first = _label(text[0] if text else "", pattern)
    label = _joined(
        unit.get("조문번호") or unit.get("joNo") or "", unit.get("조문가지번호") or unit.get("joBrNo") or ""
    )
    content: list[str | Marked] = [line for line in (first, *text[1:]) if line]
    for child in unit:
        if child.tag == "항":
            content.extend(_paragraph(child))
        elif child.tag in {"호", "목"}:
            content.append(_item(child))
        elif child.tag not in {"조문내용", "joCts"}:
            content.extend(lines_of(child))
        content.extend(filter(None, [line_of(child.tail or "")]))
    return Marked(
        kind=ProvisionKind.ARTICLE,
        num=num,
        label=label,
        heading=heading,
        content=tuple(content),
        unnested=unit.tag == "Jo",
    )


def _joined(number: str, inserted: str) -> str:
    """조문번호 22 and 조문가지번호 2 are 22-2; joNo 0022 and joBrNo 00 are 22."""
    return "-".join(str(int(piece)) for piece in (number, inserted) if piece.isdecimal() and int(piece))


def _label(line: str, pattern: re.Pattern[str]) -> tuple[str, str, str]:
    """제22조의2, (정의), and the words behind them."""
    found = pattern.match(line)
    if found is None:
        return "", "", line
    rest = line[found.end() :]
    title = TITLE.match(rest)
    end = title.end() if title else 0
    return found["num"], rest[:end], rest[end:].strip()


def _paragraph(unit: Element) -> Iterator[str | Marked]:
    """A 항; one without a number only holds the 호 of its article."""
    inner = _inner(unit)
    if unit.get("항번호"):
        yield Marked(kind=ProvisionKind.PARAGRAPH, num=unit.get("항번호"), content=tuple(inner))
    else:
        yield from inner


def _item(unit: Element) -> Marked:
    kind = ProvisionKind.ITEM if unit.tag == "호" else ProvisionKind.SUBITEM
    return Marked(kind=kind, num=unit.get(f"{unit.tag}번호") or "", content=tuple(_inner(unit)))


def _inner(unit: Element) -> list[str | Marked]:
    """The words of a 항, 호 or 목 without the number printed before them, and the units below."""
    number = unit.get(f"{unit.tag}번호") or ""
    content: list[str | Marked] = []
    for child in unit:
        if child.tag in {"호", "목"}:
            content += [_item(child), *filter(None, [line_of(child.tail or "")])]
            continue
        lines = [*lines_of(child), *filter(None, [line_of(child.tail or "")])]
        if lines and child.tag == f"{unit.tag}내용" and number and lines[0].startswith(number):
            lines[0] = lines[0][len(number) :].strip()
        content.extend(_deep(lines))
    return content


def _deep(lines: list[str]) -> Iterator[str | Marked]:
    """Lines below the first may be 1), 2) or 가), 나): units that the markup does not state."""
    for place, line in enumerate(filter(None, lines)):
        found = DEEP.match(line) if place else None
        if found:
            yield Marked(kind=ProvisionKind.SUBITEM, num=found["num"], content=(line[found.end() :],))
        else:
            yield line


def addendum(lines: list[str], pattern: re.Pattern[str]) -> Marked:
    """부칙 <제20676호,2025.1.21> and its own articles."""
    heading, content = "", list[str | Marked]()
    if lines and (ADDENDUM.match(lines[0]) or lines[0].upper().startswith("ADDEND")):
        heading, lines = lines[0], lines[1:]
    opened: list[tuple[str, str, list[str]]] = []
    for line in lines:
        num, title, rest = _label(line, pattern)
        if num:
            opened.append((num, title, [rest] if rest else []))
        elif opened:
            opened[-1][2].append(line)
        else:
            content.append(line)
    articles = (
        Marked(kind=ProvisionKind.ARTICLE, num=num, heading=title, content=tuple(texts), unnested=True)
        for num, title, texts in opened
    )
    return Marked(kind=ProvisionKind.ANNEX, heading=heading, content=(*content, *articles), unnested=not opened)


def _annex(unit: Element) -> Marked:
    """별표 or 서식: its number is stated by the markup, its title and words are lines."""
    title = _child(unit, "별표제목", "bylTtl")
    label = _joined(unit.get("별표번호") or "", unit.get("별표가지번호") or "")
    content = tuple(line for child in unit if child is not title for line in lines_of(child))
    return Marked(kind=ProvisionKind.ANNEX, label=label, heading=" ".join(lines_of(title)), content=content)
