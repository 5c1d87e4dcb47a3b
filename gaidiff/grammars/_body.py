"""The lines of one article in, its paragraphs and items as a tree of drafts out."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from gaidiff.grammars._chain import follows
from gaidiff.grammars._decimals import decimals_of
from gaidiff.grammars._labels import BLANK, Line
from gaidiff.model.law import Num, ProvisionKind
from gaidiff.model.text import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.grammars._decimals import Decimal
    from gaidiff.grammars._labels import Marker, Profile

KINDS = (ProvisionKind.PARAGRAPH, ProvisionKind.ITEM, ProvisionKind.SUBITEM)  # by depth below the unit
LOOK_AHEAD = 40  # labels; after (h), is (i) followed by (j) or by (ii)?
FIRST = (1,)
LONGEST_LIST = 400  # labels of one list and the lists in it
WIDEST_GAP = 12  # letters left out; (ii) after (a) is Roman two, not the letter after (hh)
DEEPEST = 8  # lists within lists; laws have five at most: § 1005.33(c)(2)(i)(A)(1)


@dataclass(slots=True, kw_only=True)
class Draft:
    """A provision while it is being built."""

    kind: ProvisionKind
    num: Num | None = None
    heading: str | None = None
    text: str = ""
    wrap_up: str = ""
    wrap_offset: int = 0
    children: list[Draft] = field(default_factory=list)
    offset: int = 0
    depth: int = 0
    by_division: bool = False  # an article whose number is unique within its division only
    is_placeholder: bool = False  # an article's number with nothing but [deleted] behind it
    restarts: bool = False  # the first article of what seems a second law in the same text


@dataclass(slots=True)
class Level:
    """A list that is open: its family of labels, the last number, the last provision and the parent of all."""

    family: str
    ordinal: tuple[int, ...]
    node: Draft
    parent: Draft
    is_decimal: bool = False  # 1.2.1 says itself what it stands below


class Body:
    """Puts line after line where it belongs below `unit`."""

    def __init__(self, unit: Draft, profile: Profile) -> None:
        self.unit = unit
        self.profile = profile
        self.levels: list[Level] = []
        self.lead: Draft | None = None  # the unnumbered paragraph written last, if it was the last thing written
        self.coming: list[tuple[Marker, ...]] = []

    def write(self, lines: Sequence[Line]) -> None:
        """Write all lines of the unit."""
        lines = [piece for line in lines for piece in self._pieces(line)]
        found = [self.profile.markers(line.text) for line in lines]
        counted = self.unit.num is not None and self.unit.kind is not ProvisionKind.ANNEX  # no 1.1 of Annex I
        unit = self.unit.num.label if self.unit.num is not None and counted else ""
        labelled = [markers for markers, _ in found]
        decimals = decimals_of(unit, [line.text for line in lines], labelled)
        for place, decimal in decimals.items():
            labelled[place] = (decimal.marker(),)
        self.coming = [markers for markers in reversed(labelled) if markers]
        for place, (line, (markers, start)) in enumerate(zip(lines, found, strict=True)):
            if place in decimals:
                self.coming.pop()
                self._write_decimal(decimals[place], line)
                continue
            if not markers:
                self._write_text(line)
                continue
            self.coming.pop()
            for marker in markers[:-1]:
                self._write_item(marker, "", line.offset)
            self._write_item(markers[-1], line.text[start:], line.offset)

    def _pieces(self, line: Line) -> list[Line]:
        """A line, or the items that are printed on it one after the other."""
        starts = self.profile.inline(line.text) if line.role is not Role.ROW else ()
        if not starts:
            return [line]
        return [
            Line(line.text[start:end].rstrip(BLANK), line.offset + start, line.role)
            for start, end in pairwise((0, *starts, len(line.text)))
        ]

    def _write_item(self, marker: Marker, text: str, offset: int) -> None:
        numbering = next((option for option in marker.options if option[0] in self.profile.paragraphs), None)
        found = self._open_level(marker)
        if numbering is not None:
            family, ordinal, label = numbering
            parent = self.unit
            self.levels.clear()
        elif found is None:
            family, ordinal, label = self._first_reading(marker)
            parent = self._parent_of_list() if ordinal == FIRST or self._leads() else self._parent_of_stray()
            if len(self.levels) >= DEEPEST:
                parent = self.levels.pop().parent
        else:
            depth, (family, ordinal, label) = found
            parent = self.levels[depth].parent
            del self.levels[depth:]
        node = self._add(parent, Num(marker.text, label, ordinal), text, offset)
        self.levels.append(Level(family, ordinal, node, parent))
        self.lead = None

    def _write_decimal(self, decimal: Decimal, line: Line) -> None:
        """1.1 is a paragraph of its unit, 1.2.1 an item of 1.2."""
        depth = len(self.levels) - 1
        while depth >= 0 and (not decimal.above or self._label(depth) != decimal.above):
            depth -= 1
        del self.levels[depth + 1 :]
        parent = self.levels[depth].node if self.levels else self.unit
        node = self._add(parent, Num(decimal.text, decimal.label, decimal.ordinal), "", line.offset)
        node.text = line.text[decimal.start :]
        family, ordinal, _ = decimal.marker().options[0]
        self.levels.append(Level(family, ordinal, node, parent, is_decimal=True))
        self.lead = None

    def _label(self, depth: int) -> str:
        num = self.levels[depth].node.num
        return num.label if num is not None else ""

    def _open_level(self, marker: Marker) -> tuple[int, tuple[str, tuple[int, ...], str]] | None:
        """The open list this label continues, and the reading it has there; None if it begins a list."""
        for depth in range(len(self.levels) - 1, -1, -1):
            level = self.levels[depth]
            for option in marker.options:
                if option[0] == level.family and follows(level.ordinal, option[1]):
                    return None if self._begins_roman(marker, option) else (depth, option)
        families = {level.family for level in self.levels}
        if any(ordinal == FIRST and family not in families for family, ordinal, _ in marker.options):
            return None
        deepest = len(self.levels) - 1
        for depth in range(deepest, -1, -1):
            for option in marker.options:
                far = option[1][0] - self.levels[depth].ordinal[0] > WIDEST_GAP or len(option[1]) > 1
                if option[0] != self.levels[depth].family or (far and len(marker.options) > 1):
                    continue
                room = depth < deepest < DEEPEST or self.lead is not None
                begins = option[1] == FIRST and room
                if not begins:  # a number left out, or printed twice
                    return depth, option
        return None

    def _begins_roman(self, marker: Marker, chosen: tuple[str, tuple[int, ...], str]) -> bool:
        """After (h), (i) begins a Roman list if (ii) comes before (j)."""
        if chosen[1] == FIRST or not any(option[1] == FIRST for option in marker.options):
            return False
        for markers in self.coming[: -LOOK_AHEAD - 1 : -1]:
            labels = {option[2].lower() for option in markers[0].options}
            if labels & {"ii", "j"}:
                return "ii" in labels
        return False

    def _first_reading(self, marker: Marker) -> tuple[str, tuple[int, ...], str]:
        return min(marker.options, key=lambda option: option[1])

    def _leads(self) -> bool:
        """Do the words written last introduce a list?"""
        last = self.lead or (self.levels[-1].node if self.levels else None)
        return last is not None and self.profile.is_lead(last.text)

    def _parent_of_stray(self) -> Draft:
        """A number that continues no list, (1a) after (i), (ii), (iii), stands beside the outermost one."""
        if not self.levels:
            return self._parent_of_list()
        parent = self.levels[0].parent
        self.levels.clear()
        return parent

    def _parent_of_list(self) -> Draft:
        """Where a list that begins here hangs: under its lead, else under the item it follows."""
        if self.lead is not None:
            takes_items = self.profile.bare_paragraph or self.profile.is_lead(self.lead.text)
            if takes_items:
                return self.lead
            return self.levels[-1].node if self.levels else self.unit
        if self.levels:
            return self.levels[-1].node
        if self.profile.bare_paragraph:
            return self._add(self.unit, None, "", self.unit.offset)
        return self.unit

    def _write_text(self, line: Line) -> None:
        """Words without a label: the rest of an interrupted sentence, more of an item, or a new paragraph."""
        if self.lead is None and self.levels:
            continued = self._continued(line.text)
            if self._close(line, continued):
                return
            if continued is not None:
                del self.levels[continued + 1 :]
                self.lead = self._add(self.levels[continued].node, None, line.text, line.offset)
                return
            self.levels.clear()
        elif self.lead is not None and self.levels:
            continued = self._continued(line.text)
            if continued is None:
                self.levels.clear()
            else:
                del self.levels[continued + 1 :]
        parent = self.levels[-1].node if self.levels else self.unit
        self.lead = self._add(parent, None, line.text, line.offset)

    def _continued(self, text: str) -> int | None:
        """The depth of the open list that the next label continues: words before it belong to that list's item.

        With no label to come, words after numbered paragraphs (EU style) belong to the last of them, and words
        after a list under a lead are a paragraph of their own.
        """
        marker = self._behind_list() if self.profile.is_lead(text) else self._next_label()
        if marker is not None:
            for depth in range(len(self.levels) - 1, -1, -1):
                level = self.levels[depth]
                if any(family == level.family and follows(level.ordinal, value) for family, value, _ in marker.options):
                    return depth if level.is_decimal else max(depth, self._decimal_depth() or 0)
            return self._decimal_depth()
        decimal = self._decimal_depth()
        if decimal is not None:
            return decimal
        numbered = self.unit.children[0].num is not None  # not 1a, 1b set between unnumbered definitions
        return 0 if numbered and self.levels[0].parent is self.unit else None

    def _next_label(self) -> Marker | None:
        return self.coming[-1][0] if self.coming else None

    def _behind_list(self) -> Marker | None:
        """The label behind the list that words lead to; the next one, if it begins no list."""
        marker = self._next_label()
        last = {family: ordinal for family, ordinal, _ in marker.options} if marker is not None else {}
        if FIRST not in last.values():
            return marker
        above = {level.family: level.ordinal for level in self.levels}
        for following, *_ in self.coming[-2 : -LONGEST_LIST - 2 : -1]:
            own = {f: ordinal for f, ordinal, _ in following.options if f in last and follows(last[f], ordinal)}
            own = own or {f: ordinal for f, ordinal, _ in following.options if f in last and ordinal == FIRST}
            last |= own  # one list more may begin before the list above goes on
            if not own and any(f in above and follows(above[f], ordinal) for f, ordinal, _ in following.options):
                return following
        return None

    def _decimal_depth(self) -> int | None:
        """Words after 1.1 belong to it until 1.2 comes."""
        depths = [depth for depth, level in enumerate(self.levels) if level.is_decimal]
        return depths[-1] if depths else None

    def _close(self, line: Line, continued: int | None) -> bool:
        """Write flush text (... shall be punished) as the wrap-up of the sentence that its items interrupted."""
        if not self.profile.is_flush(line.text):
            return False
        for depth, level in enumerate(self.levels):
            parent = level.parent
            free = not self.coming or continued is None or continued < depth
            if free and parent is not self.unit and self.profile.is_lead(parent.text):
                parent.wrap_up, parent.wrap_offset = line.text, line.offset
                del self.levels[depth:]
                return True
        return False

    def _add(self, parent: Draft, num: Num | None, text: str, offset: int) -> Draft:
        if parent.wrap_up:  # it closes nothing after all: more follows
            closing = Draft(
                kind=ProvisionKind.PARAGRAPH, text=parent.wrap_up, offset=parent.wrap_offset, depth=parent.depth + 1
            )
            parent.children.append(closing)
            parent.wrap_up = ""
        depth = parent.depth + 1
        kind = KINDS[min(depth, len(KINDS)) - 1] if num is not None else ProvisionKind.PARAGRAPH
        node = Draft(kind=kind, num=num, text=text, offset=offset, depth=depth)
        parent.children.append(node)
        return node


def mark_placeholder(article: Draft, profile: Profile) -> None:
    """`Article 24 [deleted]` is no article, but keeps its place; a bare label stays one, its text is to come."""
    children = article.children
    several = article.num is not None and article.num.text.startswith("§§")  # what is left of them is no section
    only = children[0] if len(children) == 1 and not children[0].children else None
    if only is not None and only.num is None and not only.wrap_up and (several or profile.is_placeholder(only.text)):
        article.text, article.children, article.is_placeholder = only.text, [], True
    elif not children and article.heading and (several or profile.is_placeholder(article.heading)):
        article.text, article.heading, article.is_placeholder = article.heading, None, True
