"""Structure stated by markup and a language's grammar in, an Instrument with the parser's own identifiers out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gaidiff.grammars._body import KINDS, Body, Draft
from gaidiff.grammars._chain import follows
from gaidiff.grammars._eids import finish
from gaidiff.grammars._facts import fields_of, preface_of, with_stated
from gaidiff.grammars._labels import BLANK, Line, Mark
from gaidiff.grammars._outline import Outline
from gaidiff.grammars._stated import stated_num
from gaidiff.model.law import DIVISIONS, Fact, Instrument, Num, ProvisionKind
from gaidiff.model.marked import DIVISION, PLACEHOLDER, STATED, Marked, MarkedLaw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.grammars import Grammar
    from gaidiff.grammars._labels import Marker, Profile
    from gaidiff.model.text import Reading

    Option = tuple[str, tuple[int, ...], str]

BY_DEPTH = (ProvisionKind.CHAPTER, ProvisionKind.SECTION)  # of a division whose label names no kind
GROUPS = frozenset({*DIVISIONS, DIVISION})
UNITS = frozenset({PLACEHOLDER, ProvisionKind.ARTICLE, ProvisionKind.ANNEX, ProvisionKind.RECITAL})
HOLDERS = frozenset({*DIVISIONS, ProvisionKind.ARTICLE, ProvisionKind.ANNEX})  # their words stand in paragraphs


def build(reading: Reading, law: MarkedLaw, grammar: Grammar) -> Instrument:
    """The instrument of a marked law; what the markup says about it comes before what its words say."""
    builder = _Builder(grammar.profile, offset=sum(len(text) + 1 for text in law.preface))
    drafts = _with_annexes_apart([builder.draft(unit, depth=0) for unit in law.provisions])
    provisions, diagnostics = finish(drafts, grammar.breaks, ())
    preface = tuple(Line(text, 0) for text in law.preface)
    outline = Outline(provisions, preface, law.remainder, diagnostics)
    if grammar.describe is not None:
        instrument = grammar.describe(reading, outline)
    else:
        instrument = Instrument(
            provisions=provisions,
            preface="\n".join(law.preface),
            remainder=law.remainder,
            diagnostics=(*reading.diagnostics, *diagnostics),
            snapshot_sha256=reading.snapshot_sha256,
            **fields_of(grammar.name),
        )
    return with_stated(instrument, _stated(law, instrument))


def _stated(law: MarkedLaw, instrument: Instrument) -> list[Fact]:
    """What the markup says, with its own words for it; the first line is the title where nothing says so."""
    words = dict(law.words)
    title = law.title or instrument.title or next(iter(law.preface), "")
    facts = [] if not title else [_printed(Fact("title", title, title), law.preface)]
    for name in STATED:
        value = getattr(law, name)
        if value and name != "title" and (name != "language" or value == instrument.language):
            facts.append(Fact(name, value, words.get(name, "")))
    return [*facts, *(Fact("authority", body, body) for body in law.authority)]


def _printed(title: Fact, preface: Sequence[str]) -> Fact:
    """A title is most often printed too, if need be on several lines."""
    whole, _ = preface_of([Line(text, 0) for text in preface])
    at = whole.text.replace("\n", " ").find(title.value)
    return title if at < 0 else whole.says("title", title.value, at, at + len(title.value)) or title


def _with_annexes_apart(drafts: list[Draft]) -> list[Draft]:
    """Annexes at the end of the one division a file holds (Part 900) stand beside it, as in print."""
    if len(drafts) != 1 or drafts[0].kind not in DIVISIONS:
        return drafts
    inside = drafts[0].children
    end = len(inside)
    while end and inside[end - 1].kind is ProvisionKind.ANNEX:
        end -= 1
    annexes = inside[end:]
    del inside[end:]
    return [*drafts, *annexes]


class _Builder:
    """Turns marked units into drafts; `offset` runs through the blocks the reader made of the same words."""

    def __init__(self, profile: Profile | None, *, offset: int) -> None:
        self.profile = profile
        self.offset = offset

    def draft(self, unit: Marked, *, depth: int) -> Draft:
        """A division, article, annex or recital; `depth` counts the divisions around it."""
        found = self.profile.mark(unit.num) if self.profile is not None and unit.num else None
        draft = Draft(kind=self._kind(unit, found, depth), offset=self.offset)
        draft.num, draft.heading = _label(unit, found)
        self._pass(" ".join(filter(None, (unit.num, unit.heading))))
        if unit.kind == PLACEHOLDER:
            draft.text = " ".join(piece for piece in unit.content if isinstance(piece, str))
            draft.is_placeholder = True
            self._pass(draft.text)
        elif unit.kind in GROUPS or any(isinstance(piece, Marked) and _is_unit(piece) for piece in unit.content):
            self._group(draft, unit, depth)
        else:
            self._fill(draft, unit)
        return draft  # an article whose words are 삭제 or （削除） stays one: the markup states it, with its number

    def _kind(self, unit: Marked, found: Mark | None, depth: int) -> ProvisionKind:
        if unit.kind in GROUPS and found is not None and found.division is not None:
            return found.division
        if unit.kind == DIVISION:
            return BY_DEPTH[min(depth, len(BY_DEPTH) - 1)]
        return ProvisionKind.ARTICLE if unit.kind == PLACEHOLDER else ProvisionKind(unit.kind)

    def _group(self, draft: Draft, unit: Marked, depth: int) -> None:
        """Units go under their division; loose words there are units of their own, so that they are compared."""
        loose: list[str | Marked] = []
        for piece in unit.content:
            if isinstance(piece, Marked) and _is_unit(piece):
                self._inner(draft, loose)
                loose = []
                draft.children.append(self.draft(piece, depth=depth + 1))
            else:
                loose.append(piece)
        self._inner(draft, loose)
        if unit.wrap_up:
            self._add(draft, None, unit.wrap_up)

    def _fill(self, draft: Draft, unit: Marked) -> None:
        """The words of an article and the units below it."""
        if unit.unnested and self.profile is not None:
            lines = [piece for piece in unit.content if isinstance(piece, str)]
            Body(draft, self.profile).write([Line(line.rstrip(BLANK), self._pass(line)) for line in lines])
            self._inner(draft, [piece for piece in unit.content if isinstance(piece, Marked)])
            return
        self._inner(draft, unit.content)
        if unit.wrap_up:
            self._wrap_up(draft, unit.wrap_up)

    def _inner(self, parent: Draft, content: Sequence[str | Marked]) -> None:
        """Put texts and numbered units below `parent`; the first text below a number is that number's own."""
        nums = iter(self._nums([piece for piece in content if isinstance(piece, Marked)]))
        own = parent.kind not in HOLDERS
        lead = parent if own else None  # the words that a list goes on from
        for place, piece in enumerate(content):
            if isinstance(piece, Marked):
                self._numbered(parent, lead, piece, next(nums))
            elif own and not parent.text and not parent.children:
                parent.text = piece
                self._pass(piece)
            elif lead is not None and self._closes(lead, piece, content[place + 1 :]):
                self._wrap_up(lead, piece)
            else:
                lead = self._add(parent, None, piece)

    def _numbered(self, parent: Draft, lead: Draft | None, unit: Marked, num: Num | None) -> None:
        below = parent
        if lead is not None and lead is not parent and not lead.wrap_up and self._takes(lead, unit):
            below = lead
        elif num is not None and parent.kind in HOLDERS and self._bare_paragraph(unit):
            below = self._bare(parent)
        if num is None and unit.num:
            unit = _without_num(unit)
        node = self._add(below, num, "", unit.num)
        node.heading = unit.heading or None
        self._pass(unit.heading)
        self._fill(node, unit)

    def _takes(self, lead: Draft, unit: Marked) -> bool:
        return self._bare_paragraph(unit) or (self.profile is not None and self.profile.is_lead(lead.text))

    def _bare_paragraph(self, unit: Marked) -> bool:
        """第四条 with （一） directly below it: items stand under a paragraph even where it has no words."""
        return self.profile is not None and self.profile.bare_paragraph and unit.kind != ProvisionKind.PARAGRAPH

    def _bare(self, parent: Draft) -> Draft:
        last = parent.children[-1] if parent.children else None
        return last if last is not None and last.num is None and not last.text else self._add(parent, None, "")

    def _add(self, parent: Draft, num: Num | None, text: str, label: str = "") -> Draft:
        depth = parent.depth + 1
        kind = KINDS[min(depth, len(KINDS)) - 1] if num is not None else ProvisionKind.PARAGRAPH
        node = Draft(kind=kind, num=num, text=text, offset=self._pass(label or text), depth=depth)
        parent.children.append(node)
        return node

    def _closes(self, lead: Draft, text: str, coming: Sequence[str | Marked]) -> bool:
        """Is this the rest of the sentence that the items below `lead` interrupt?"""
        more = bool(coming) and isinstance(coming[0], Marked)
        return self.profile is not None and bool(lead.children) and not more and self.profile.is_flush(text)

    def _wrap_up(self, draft: Draft, text: str) -> None:
        draft.wrap_up, draft.wrap_offset = text, self._pass(text)

    def _nums(self, units: Sequence[Marked]) -> list[Num | None]:
        """The numbers of neighbours: (i) after (h) is a letter, (i) before (ii) is Roman."""
        nums: list[Num | None] = []
        last: Option | None = None
        for unit in units:
            options = self._options(unit)
            if options:
                last = _chosen(options, last)
                nums.append(Num(unit.num, last[2], last[1]))
            else:
                last = None
                nums.append(stated_num(unit.num, unit.label) if unit.num or unit.label else None)
        return nums

    def _options(self, unit: Marked) -> tuple[Option, ...]:
        if self.profile is None or not unit.num or unit.label:
            return ()
        markers, end = self.profile.markers(f"{unit.num} x")
        marker: Marker | None = markers[0] if len(markers) == 1 and end >= len(unit.num) else None
        return marker.options if marker is not None else ()

    def _pass(self, text: str) -> int:
        """Where a text begins among the blocks, and go behind it."""
        start = self.offset
        self.offset += len(text) + 1 if text else 0
        return start


def _is_unit(unit: Marked) -> bool:
    return unit.kind in GROUPS or unit.kind in UNITS


def _without_num(unit: Marked) -> Marked:
    """A dash before the words of a list's item is text; a label without a number, 備考, is a heading."""
    first = unit.content[0] if unit.content else None
    if isinstance(first, str) and not any(char.isalnum() for char in unit.num):
        return replace(unit, num="", content=(f"{unit.num} {first}", *unit.content[1:]))
    return replace(unit, num="", heading=" ".join(filter(None, (unit.num, unit.heading))))


def _label(unit: Marked, found: Mark | None) -> tuple[Num | None, str | None]:
    """The number and the heading; words behind the number on its line are heading, words without a number too."""
    if found is not None and found.num is not None:
        rest = unit.num[found.start :].strip(BLANK)
        label = unit.label or found.num.label
        is_label = not any(char.isalnum() for char in rest)  # the dash of `Teil 1 -` is the label's
        num = Num(unit.num if is_label else unit.num[: found.start].strip(BLANK), label, found.num.ordinal)
        rest = "" if is_label else rest
        if unit.label and unit.label != found.num.label:
            num = stated_num(num.text, unit.label) or num
        return num, " ".join(filter(None, (rest, unit.heading))) or None
    stated = stated_num(unit.num, unit.label) if unit.num or unit.label else None
    if stated is None:
        return None, " ".join(filter(None, (unit.num, unit.heading))) or None
    return stated, unit.heading or None


def _chosen(options: Sequence[Option], last: Option | None) -> Option:
    """The reading of a label that goes on from the one before it, else the lowest."""
    if last is not None:
        same = [option for option in options if option[0] == last[0]]
        for option in same:
            if follows(last[1], option[1]):
                return option
        if same:
            return min(same, key=lambda option: option[1])
    return min(options, key=lambda option: option[1])
