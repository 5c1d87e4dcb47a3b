"""A commentary and two titles in, which names stand for which text out: the Draft is old, 《暂行办法》 new."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from gaidiff.audit._terms import SMALL, stem
from gaidiff.audit._values import Side

if TYPE_CHECKING:
    from gaidiff.model.law import Instrument

DRAFT: Final = "draft"
MOST_TITLE: Final = 220  # characters before a definition in which its title stands
# (the “Draft”)   (“Interim Measures”, hereinafter)   （以下简称“《暂行办法》”）
DEFINED: Final = re.compile(
    r"[(（][^()（）\n]{0,30}?[“\"「](?:the\s)?(?P<name>[^“”\"「」\n]{2,60})[”\"」][^()（）\n]{0,30}[)）]"
    r"|[(（]以下(?:简)?称(?:为)?(?P<plain>《[^《》\n]{2,40}》)[)）]"
)
DRAFT_WORDS: Final = ("draft", "consultation", "proposal", "征求意见", "草案", "意见稿", "送审稿")
OF_DRAFTS: Final = (
    r"(?:Consultation|Exposure|Public|Initial|First|Original)\s[Dd]raft(?:\s(?:Measures|Law|Regulations?|Rules|Act))?",
    r"Draft(?:\s(?:Measures|Law|Regulations?|Rules|Act|Provisions|version|text))?",
    r"(?<=the\s)draft(?:\s(?:measures|law|regulations?|rules|act|provisions|version|text))?",
    r"(?<=the\s)[Pp]roposal",
    r"《[^《》\n]{1,40}[（(](?:公开征求意见稿|征求意见稿|草案|送审稿)[)）]》",
    r"《?(?:征求意见稿|公开征求意见稿|意见稿|草案|送审稿)》?",
)
KINDS: Final = "(?:[Ll]aw|[Vv]ersion|[Tt]ext|[Rr]ules?|[Rr]egulations?|[Aa]ct|[Mm]easures|[Pp]rovisions|[Bb]ill)"
OF_OLD: Final = (
    rf"(?:[Oo]ld|[Pp]revious|[Ff]ormer|[Pp]rior|[Ee]xisting|[Ee]arlier|[Oo]riginal)\s(?:{KINDS}|regime)",
    r"(?:旧法|原法|原办法|原条例|原规定|旧规|原文|修订前|修改前)",
)
OF_NEW: Final = (
    rf"(?:[Ff]inal|[Nn]ew|[Aa]mended|[Rr]evised|[Uu]pdated|[Aa]dopted)\s{KINDS}",
    r"(?:正式稿|正式版|正式文本|定稿|终稿|新法|新规|新办法|修订后|修改后)",
)
BARE: Final = (
    r"(?<=\b[Tt]he\s)(?:Law|Act|Measures|Regulations?|Rules|Provisions|Code|Directive|Bill)\b(?!\s(?:of|on)\b)"
)
INTERIM: Final = r"\b(?:Interim|Provisional|Trial)\s(?:Measures|Provisions|Regulations?|Rules)"
HEAD: Final = re.compile(r"^(?P<head>[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,5}?)\s(?:for|on|of|to|concerning|relating)\b")
HAN_TAIL: Final = re.compile(
    r"(?P<tail>(?:暂行|试行|管理|实施)*(?:办法|条例|规定|细则|规则|法|决定))(?:（[^（）]{1,20}）)?$"
)
HAN_SHORT: Final = re.compile(r"(?P<tail>(?:暂行|试行)(?:办法|条例|规定|细则|规则))$")
LATIN: Final = re.compile(r"[A-Za-z]+")
LATER_STOPS: Final = re.compile(r"[\n。；;]")


@dataclass(frozen=True, slots=True)
class Names:
    """Patterns of the names of either text."""

    old: re.Pattern[str]
    new: re.Pattern[str]

    def all_in(self, text: str) -> list[tuple[int, int, Side]]:
        """Every name in a text with its side; a longer name beats one within it (Draft, Draft Measures)."""
        found = [(*match.span(), Side.OLD) for match in self.old.finditer(text)]
        found += [(*match.span(), Side.NEW) for match in self.new.finditer(text)]
        kept: list[tuple[int, int, Side]] = []
        for one in sorted(found, key=lambda name: (name[0], -name[1])):
            if not kept or one[0] >= kept[-1][1]:
                kept.append(one)
        return kept


def find_names(text: str, old: Instrument, new: Instrument) -> Names:
    """The names a commentary gives the two texts, from its own definitions, their titles and their status."""
    olds, news = _generic(old, new)
    for match in DEFINED.finditer(text):
        name = (match["name"] or match["plain"]).strip("《》 ")
        before = LATER_STOPS.split(text[max(0, match.start() - MOST_TITLE) : match.start()])[-1]
        side = _side_of(name, before, old, new)
        if side is not None:
            (olds if side is Side.OLD else news).insert(0, _whole(name))
    return Names(_pattern(olds), _pattern(news))


def _generic(old: Instrument, new: Instrument) -> tuple[list[str], list[str]]:
    olds, news = list(OF_OLD), list(OF_NEW)
    if _is_draft(old) and not _is_draft(new):
        olds += OF_DRAFTS
    for own, other, names in ((old, new, olds), (new, old, news)):
        names += [_whole(name) for name in _short_names(own) if name not in _short_names(other)]
        year = (own.published or own.in_force or "")[:4]
        if year and year != (other.published or other.in_force or "")[:4]:
            names.append(
                rf"{year}\s?(?:version|edition|Law|Act|Regulations?|Measures|年?(?:版|文本|办法|法|修订|修正))"
            )
    if _short_names(old) & _short_names(new) and _is_draft(old):
        # of a draft and its final text with one title, the bare title is the final one
        news += [_whole(name) for name in sorted(_short_names(new), key=len, reverse=True)]
    if new.language == "zh":
        tail = HAN_TAIL.search(new.title)
        news.append(INTERIM)
        news += [f"《{tail['tail'][-2:]}》"] if tail and len(tail["tail"]) > 1 else []
    news.append(BARE)  # the Act, said without more, is the one in force
    return olds, news


def _is_draft(text: Instrument) -> bool:
    title = text.title.casefold()
    return text.status == DRAFT or any(word in title for word in DRAFT_WORDS)


def _short_names(text: Instrument) -> set[str]:
    """Interim Measures for the Administration of …: also called Interim Measures; 示例市…暂行办法: 暂行办法."""
    bare = re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", text.title).strip()
    found = {bare} if bare else set()
    head = HEAD.match(bare)
    if head and " " in head["head"]:
        found.add(head["head"])
    for pattern in (HAN_TAIL, HAN_SHORT):
        tail = pattern.search(bare)
        if tail and len(tail["tail"]) > 2:  # noqa: PLR2004 (办法 alone may be either text)
            found.add(tail["tail"])
    return found


def _whole(name: str) -> str:
    """A name as a pattern: whole words, any white space, with or without title marks."""
    body = r"\s".join(re.escape(word) for word in name.split())
    if not name[:1].isascii():
        return f"《?{body}》?"
    return rf"\b{body}\b"


def _pattern(names: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(dict.fromkeys(names)) if names else r"(?!)")


def _side_of(name: str, before: str, old: Instrument, new: Instrument) -> Side | None:
    """Which text a definition names: by words only one title has, first in the name, then in the title before it."""
    words = {Side.OLD: _words(old.title), Side.NEW: _words(new.title)}
    if _is_draft(old) and not _is_draft(new):
        if any(word in name.casefold() for word in DRAFT_WORDS):
            return Side.OLD
        words[Side.OLD] |= {stem("draft")}
    only = {Side.OLD: words[Side.OLD] - words[Side.NEW], Side.NEW: words[Side.NEW] - words[Side.OLD]}
    for text in (name, before):
        hits = {side: len(_words(text) & only[side]) for side in Side}
        if hits[Side.OLD] != hits[Side.NEW]:
            best = max(hits, key=lambda side: hits[side])
            return best if _resembles(before, words[best]) else None
    if _is_draft(old) and not _is_draft(new) and _resembles(before, _words(new.title)):
        return Side.NEW  # the title without a word of drafts
    return None


def _words(text: str) -> set[str]:
    latin = {stem(word) for word in LATIN.findall(text) if word.casefold() not in SMALL or word == "Interim"}
    return latin | {text[n : n + 2] for n in range(len(text) - 1) if ord(text[n]) > 0x3400 <= ord(text[n + 1])}  # noqa: PLR2004 (Han)


def _resembles(before: str, title: set[str]) -> bool:
    """Whether the words before a definition are much of a title: (“CAC”) after an authority is no law."""
    return bool(title) and len(_words(before) & title) >= len(title) / 2
