"""One version of one law: a frozen tree of provisions, and the places words can be found in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from gaidiff.model.text import Diagnostic, EId, Field, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class ProvisionKind(StrEnum):
    """Akoma Ntoso's hierarchy as Chinese and EU drafting name it."""

    PART = "part"  # 编
    CHAPTER = "chapter"  # 章
    SECTION = "section"  # 节
    ARTICLE = "article"  # 条
    PARAGRAPH = "paragraph"  # 款
    ITEM = "item"  # 项
    SUBITEM = "subitem"  # 目
    ANNEX = "annex"
    RECITAL = "recital"


DIVISIONS = frozenset({ProvisionKind.PART, ProvisionKind.CHAPTER, ProvisionKind.SECTION})
NAME = re.compile(r"[<(（\[\d]")  # what ends it
LONGEST_NAME = 80  # characters; what is longer is a sentence
NO_LABEL = " .:—–-"  # behind a number
LATIN = "\u2015"  # Latin letters with their accents, and dashes, stand up to here
PREFACE = EId("preface")
REMAINDER = EId("remainder")
PLACEHOLDER = "placeholder_"  # begins the eid of an article's number with [deleted] behind it


@dataclass(frozen=True, slots=True)
class Num:
    """A number as printed and made comparable: Num("第十四条之一", "14-1", (14, 1))."""

    text: str
    label: str
    ordinal: tuple[int, ...]

    @property
    def name(self) -> str:
        """The number as a citation prints it: Title IV, Annex III, Supplement I; empty unless in Latin letters.

        >>> Num("TITLE  IV", "4", (4,)).name, Num("Appendix A—", "A", (1,)).name, Num("第四章", "4", (4,)).name
        ('Title IV', 'Appendix A', '')
        """
        first, *rest = self.text.rstrip(NO_LABEL).split() or [""]
        return " ".join([first.capitalize(), *rest]) if rest and max(self.text) <= LATIN else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One addressable unit of a law.

    `text` is its own text before its children, `wrap_up` its own text after them; both are the source's
    characters. `breaks` are offsets in `text` at which a new sentence or clause begins (never 0); the pieces
    between them are the leaves that alignment works on. `source_offset` counts characters in the blocks
    joined by newlines. `wid` names the same provision in the earlier version, when one is known.
    """

    eid: EId
    kind: ProvisionKind
    num: Num | None = None
    heading: str | None = None
    text: str = ""
    wrap_up: str = ""
    children: tuple[Provision, ...] = ()
    breaks: tuple[int, ...] = ()
    source_offset: int = 0
    wid: EId | None = None

    def walk(self) -> Iterator[Provision]:
        """This provision and everything below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            if node.children:
                stack.extend(reversed(node.children))

    @property
    def placeholder(self) -> bool:
        """Whether this is only an article's number with [deleted] behind it."""
        numbered = self.kind is ProvisionKind.PARAGRAPH and self.num is not None
        return numbered and self.eid.rpartition("__")[2].startswith(PLACEHOLDER)

    @property
    def called(self) -> str:
        """What an annex without a number is called: its heading up to a date or a bracket, if it is short.

        >>> Provision(eid=EId("annex_1"), kind=ProvisionKind.ANNEX, heading="ADDENDA <Act No. 20676>").called
        'ADDENDA'
        """
        if self.kind is not ProvisionKind.ANNEX or self.num is not None:
            return ""
        name = NAME.split(" ".join((self.heading or "").split()), maxsplit=1)[0].strip()
        return name if len(name) <= LONGEST_NAME else ""

    def pieces(self) -> Iterator[Span]:
        """Every non-empty text of the subtree, in the order it is read (wrap-up after the children)."""
        if self.heading:
            yield Span(self.eid, 0, len(self.heading), Field.HEADING)
        if self.text:
            yield Span(self.eid, 0, len(self.text))
        for child in self.children:
            yield from child.pieces()
        if self.wrap_up:
            yield Span(self.eid, 0, len(self.wrap_up), Field.WRAP_UP)

    def texts(self) -> Iterator[str]:
        """The words of every piece, in the same order."""
        if self.heading:
            yield self.heading
        if self.text:
            yield self.text
        for child in self.children:
            yield from child.texts()
        if self.wrap_up:
            yield self.wrap_up


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sentence or clause: what alignment matches. Its eid is the provision's, or `..__sent_2` of several.

    A wrap-up is one leaf, `..__wrap`; a heading is no leaf.
    """

    eid: EId
    span: Span


@dataclass(frozen=True, slots=True)
class Fact:
    """What a law says of itself, and the words it was read from: in_force, 2030-03-01, 自2030年3月1日起施行.

    `name` is the instrument's field of that name, `value` what stands there; each of several bodies is a fact of its
    own. `where` is the place of `quote` in the preface, the remainder or a provision; None: the words stand outside
    the text, in an attribute of the markup. A fact without a quote was read from the text as a whole.
    """

    name: str
    value: str
    quote: str = ""
    where: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """One version of one law.

    `preface` is all that stands before the first provision (title, promulgation line, notice); `remainder` what
    belongs to no provision (page furniture, footers). Dates are ISO 8601; None is unknown. `number` is the document's
    own as printed (法律第五十号, Regulation (EU) 2024/1689); `comments_until` the last day for comments on a draft.
    `facts` say where each of these was read.
    """

    title: str
    language: str
    provisions: tuple[Provision, ...]
    status: str | None = None
    authority: tuple[str, ...] = ()
    published: str | None = None
    in_force: str | None = None
    preface: str = ""
    remainder: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    snapshot_sha256: str = ""
    number: str | None = None
    adopted: str | None = None
    comments_until: str | None = None
    facts: tuple[Fact, ...] = ()
    by_eid: Mapping[EId, Provision] = field(init=False, repr=False, compare=False)
    unit_of: Mapping[EId, EId] = field(init=False, repr=False, compare=False)
    parent_of: Mapping[EId, EId] = field(init=False, repr=False, compare=False)
    _units: tuple[Provision, ...] = field(init=False, repr=False, compare=False)
    _divisions: tuple[Provision, ...] = field(init=False, repr=False, compare=False)
    _leaves: dict[EId, tuple[Leaf, ...]] = field(init=False, repr=False, compare=False)
    _spans: dict[EId, Span] = field(init=False, repr=False, compare=False)
    _texts: dict[EId, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_eid: dict[EId, Provision] = {}
        unit_of: dict[EId, EId] = {}
        parent_of: dict[EId, EId] = {}
        for top in self.provisions:
            for node in top.walk():
                if node.eid in by_eid:
                    message = f"two provisions are called {node.eid}"
                    raise ValueError(message)
                by_eid[node.eid] = node
                for child in node.children:
                    parent_of[child.eid] = node.eid
        units = tuple(_units(self.provisions))
        for unit in units:
            for node in unit.walk():
                unit_of[node.eid] = unit.eid
        divisions = tuple(node for eid, node in by_eid.items() if eid not in unit_of)
        object.__setattr__(self, "by_eid", MappingProxyType(by_eid))
        object.__setattr__(self, "unit_of", MappingProxyType(unit_of))
        object.__setattr__(self, "parent_of", MappingProxyType(parent_of))
        object.__setattr__(self, "_units", units)
        object.__setattr__(self, "_divisions", divisions)
        object.__setattr__(self, "_leaves", {})  # these three remember what was asked for: every stage asks
        object.__setattr__(self, "_spans", {})
        object.__setattr__(self, "_texts", {})

    def walk(self) -> Iterator[Provision]:
        """Every provision in document order."""
        for top in self.provisions:
            yield from top.walk()

    def units(self) -> tuple[Provision, ...]:
        """What is aligned as a whole: articles, recitals, annexes without articles, and loose text."""
        return self._units

    def binding(self) -> tuple[Provision, ...]:
        """The units that say what holds: all but recitals, which tell why."""
        return tuple(unit for unit in self._units if unit.kind is not ProvisionKind.RECITAL)

    def articles(self) -> tuple[Provision, ...]:
        """What a law is counted by: articles outside annexes, else those inside, else all units."""
        inside = tuple(unit for unit in self._units if unit.kind is ProvisionKind.ARTICLE)
        return tuple(unit for unit in inside if not self._is_annexed(unit.eid)) or inside or self._units

    def _is_annexed(self, eid: EId) -> bool:
        above = self.parent_of.get(eid)
        return above is not None and (self.by_eid[above].kind is ProvisionKind.ANNEX or self._is_annexed(above))

    def name_of(self, annex: Provision) -> str:
        """What an annex without a number is called here, counted from the second of that name: ADDENDA, ADDENDA 2."""
        alike = [one.eid for one in self.provisions if annex.called and one.called == annex.called]
        return f"{annex.called} {alike.index(annex.eid) + 1}" if annex.eid in alike[1:] else annex.called

    def divisions(self) -> tuple[Provision, ...]:
        """Parts, chapters, sections and annexes that group units; their headings are compared on their own."""
        return self._divisions

    def text_at(self, span: Span) -> str:
        """The exact source characters of a span; `preface` and `remainder` are addressable too."""
        return self.field_text(span.eid, span.field)[span.start : span.end]

    def field_text(self, eid: EId, where: Field = Field.TEXT) -> str:
        """The whole field a span of `eid` points into."""
        if eid == PREFACE:
            return self.preface
        if eid == REMAINDER:
            return "\n".join(self.remainder)
        node = self.by_eid[eid]
        if where is Field.HEADING:
            return node.heading or ""
        return node.wrap_up if where is Field.WRAP_UP else node.text

    def text_of(self, eid: EId) -> str:
        """All words of a provision and its children, headings included, one newline between pieces."""
        if eid not in self._texts:
            self._texts[eid] = "\n".join(self.by_eid[eid].texts())
        return self._texts[eid]

    def leaves(self, eid: EId) -> tuple[Leaf, ...]:
        """The leaves of a provision and its children, in reading order."""
        if eid not in self._leaves:
            self._leaves[eid] = leaves_of(self.by_eid[eid])
            self._spans.update({leaf.eid: leaf.span for leaf in self._leaves[eid]})
        return self._leaves[eid]

    def leaf_span(self, eid: EId) -> Span:
        """Where a leaf's words stand: the inverse of `leaves_of`."""
        if eid not in self._spans:
            self._spans[eid] = self._leaf_span(eid)
        return self._spans[eid]

    def _leaf_span(self, eid: EId) -> Span:
        whole = self.by_eid.get(eid)
        if whole is not None:
            return Span(eid, 0, len(whole.text))
        base, mark, number = eid.rpartition("__sent_")
        if mark and base in self.by_eid:
            node = self.by_eid[EId(base)]
            bounds = (0, *node.breaks, len(node.text))
            return Span(node.eid, bounds[int(number) - 1], bounds[int(number)])
        node = self.by_eid[EId(eid.removesuffix("__wrap"))]
        return Span(node.eid, 0, len(node.wrap_up), Field.WRAP_UP)


def without_remainder(instrument: Instrument) -> Instrument:
    """The law without what belongs to the page; what was read there keeps its words and loses its place."""
    facts = (
        replace(fact, where=None) if fact.where is not None and fact.where.eid == REMAINDER else fact
        for fact in instrument.facts
    )
    return replace(instrument, remainder=(), facts=tuple(facts))


def leaves_of(provision: Provision) -> tuple[Leaf, ...]:
    """The leaves of a provision and its children, in reading order."""
    found: list[Leaf] = []
    _add_leaves(provision, found)
    return tuple(found)


def _add_leaves(provision: Provision, found: list[Leaf]) -> None:
    eid, text = provision.eid, provision.text
    if text and not provision.breaks:
        found.append(Leaf(eid, Span(eid, 0, len(text))))
    elif text:
        for number, (start, end) in enumerate(pairwise((0, *provision.breaks, len(text))), 1):
            found.append(Leaf(EId(f"{eid}__sent_{number}"), Span(eid, start, end)))
    for child in provision.children:
        _add_leaves(child, found)
    if provision.wrap_up:
        found.append(Leaf(EId(f"{eid}__wrap"), Span(eid, 0, len(provision.wrap_up), Field.WRAP_UP)))


def _units(provisions: tuple[Provision, ...]) -> Iterator[Provision]:
    for node in provisions:
        if _groups_units(node):
            yield from _units(node.children)
        else:
            yield node


def _groups_units(node: Provision) -> bool:
    if node.kind in DIVISIONS:
        return True
    grouping = DIVISIONS | {ProvisionKind.ARTICLE}
    return node.kind is ProvisionKind.ANNEX and any(child.kind in grouping for child in node.children)
