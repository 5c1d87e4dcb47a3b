"""Words of a law that know where they stand in, the facts they state and the fields of an Instrument out."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from gaidiff.model.law import PREFACE, REMAINDER, Fact
from gaidiff.model.text import EId, Field, Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

    from gaidiff.grammars._labels import Line
    from gaidiff.model.law import Instrument, Provision

# the order in which facts are listed
NAMES = (
    "title",
    "number",
    "authority",
    "adopted",
    "published",
    "in_force",
    "status",
    "comments_until",
    "language",
)
MARKS = "*# "  # of Markdown, around a title


class Passage(NamedTuple):
    """A text and where its first character stands: in the preface, the remainder or a provision."""

    text: str
    eid: EId
    start: int = 0
    field: Field = Field.TEXT

    def says(self, name: str, value: str | None, start: int = 0, end: int | None = None) -> Fact | None:
        """The fact that the characters `start` to `end` state; None where the value is unknown."""
        if not value:
            return None
        last = len(self.text) if end is None else end
        where = Span(self.eid, self.start + start, self.start + last, self.field)
        return Fact(name, value, self.text[start:last], where)

    def found(self, name: str, value: str | None, match: re.Match[str] | None) -> Fact | None:
        """The fact that a match in this text states."""
        return None if match is None else self.says(name, value, *match.span())

    def bare(self) -> Passage:
        """Without the marks and blanks around it."""
        text = self.text.strip(MARKS)
        return Passage(text, self.eid, self.start + (self.text.index(text) if text else 0), self.field)

    def part(self, name: str, value: str | None, words: str) -> Fact | None:
        """The fact that some words of this text state; all of it, where they are printed in some other way."""
        at = self.text.find(words)
        return self.says(name, value) if at < 0 or not words else self.says(name, value, at, at + len(words))


def preface_of(lines: Sequence[Line]) -> tuple[Passage, tuple[Passage, ...]]:
    """The preface as one text, and line by line."""
    whole = Passage("\n".join(line.text for line in lines), PREFACE)
    passages = []
    start = 0
    for line in lines:
        passages.append(Passage(line.text, PREFACE, start))
        start += len(line.text) + 1
    return whole, tuple(passages)


def remainder_of(lines: Sequence[str]) -> Passage:
    """What belongs to no provision, as one text."""
    return Passage("\n".join(lines), REMAINDER)


def from_to(whole: Passage, first: Passage, last: Passage) -> Passage:
    """The lines of a text from one to another."""
    start = first.start - whole.start
    end = last.start + len(last.text) - whole.start
    return Passage(whole.text[start:end], whole.eid, first.start)


def last_of(provisions: Sequence[Provision], most: int) -> Iterator[Passage]:
    """The last texts of a law, the very last first: its commencement stands in one of them."""
    written = (node for node in _backwards(provisions) if node.text)
    yield from (Passage(node.text, node.eid) for node in islice(written, most))


def _backwards(provisions: Sequence[Provision]) -> Iterator[Provision]:
    for node in reversed(provisions):
        yield from _backwards(node.children)
        yield node


def within(fact: Fact | None, name: str, value: str, words: str) -> Fact | None:
    """The fact that some words of another fact's quotation state: 暂行 in the title."""
    if fact is None or fact.where is None:
        return None if fact is None else Fact(name, value, fact.quote)
    return Passage(fact.quote, fact.where.eid, fact.where.start, fact.where.field).part(name, value, words)


def in_short_line(pattern: re.Pattern[str], whole: Passage, longest: int) -> re.Match[str] | None:
    """The first match that does not stand in running text."""
    for match in pattern.finditer(whole.text):
        start = whole.text.rfind("\n", 0, match.start()) + 1
        end = whole.text.find("\n", match.start())
        if (len(whole.text) if end < 0 else end) - start <= longest:
            return match
    return None


def fields_of(language: str, *facts: Fact | None) -> dict[str, Any]:
    """The fields of an Instrument that the facts fill, and the facts themselves in their order."""
    known = sorted(filter(None, facts), key=lambda fact: NAMES.index(fact.name))
    if not any(fact.name == "language" for fact in known):
        known.append(Fact("language", language))  # known from all words
    fields: dict[str, Any] = {"title": "", "language": language, "facts": tuple(known)}
    for fact in known:
        if fact.name == "authority":
            fields["authority"] = (*fields.get("authority", ()), fact.value)
        else:
            fields[fact.name] = fact.value
    return fields


def with_stated(instrument: Instrument, stated: Sequence[Fact]) -> Instrument:
    """The instrument with facts from outside its words, which come before what the words say of the same thing.

    Where both say the same, the words stay the proof: a person can look them up.
    """
    facts = list(instrument.facts)
    for name in dict.fromkeys(fact.name for fact in stated):
        new = [fact for fact in stated if fact.name == name]
        read = [fact for fact in facts if fact.name == name]
        if [fact.value for fact in new] != [fact.value for fact in read] or not read[0].quote:
            facts = [fact for fact in facts if fact.name != name] + new
    return replace(instrument, **fields_of(instrument.language, *facts))
