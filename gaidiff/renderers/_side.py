"""One text of a change in, what is printed of it out: numbers before paragraphs, words, gaps, notes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.model.change import Op
from gaidiff.model.text import EId, Field, Span

if TYPE_CHECKING:
    from gaidiff.model.change import Change
    from gaidiff.model.law import Instrument

Key = tuple[EId, Field]  # one paragraph of one text


class Run(NamedTuple):
    """Words with one fate; `notes` are the numbers of findings about the words that end here.

    A `gap` stands for words of the same paragraph that are shown with another change.
    """

    op: Op
    text: str
    notes: tuple[int, ...] = ()
    gap: bool = False


GAP = Run(Op.EQUAL, "", (), gap=True)


class Number(NamedTuple):
    """What is printed before a paragraph: the article's number if it is due there, and those below it."""

    article: str
    own: str


NOTHING = Number("", "")


class Line(NamedTuple):
    """One printed paragraph: the numbers that stand before it, and its words."""

    key: Key
    number: tuple[Run, ...]
    runs: tuple[Run, ...]

    @property
    def heading(self) -> bool:
        """Whether the words are a provision's heading."""
        return self.key[1] is Field.HEADING

    @property
    def depth(self) -> int:
        """How deep it stands: 1 in an item, 2 in a subitem, read off the identifier."""
        eid = self.key[0]
        return sum(part.startswith(("item_", "subitem_")) for part in eid.split("__")) if "item_" in eid else 0


class Side:
    """Walks one text of one change; remembers which numbers were printed and how far each paragraph is shown."""

    def __init__(self, instrument: Instrument, change: Change, *, old: bool) -> None:
        self._instrument = instrument
        self._numbered: set[EId] = set()
        self._shown: dict[Key, int] = {}
        own = [segment.old if old else segment.new for segment in change.segments]
        self._ends: dict[Key, int] = {(span.eid, span.field): span.end for span in own if span is not None}
        self._notes: dict[Key, list[tuple[int, int]]] = {}
        for number, finding in enumerate(change.findings, 1):
            spans = (() if finding.new else finding.old) if old else finding.new
            for span in spans[:1]:
                self._notes.setdefault((span.eid, span.field), []).append((span.end, number))

    def printed(self, op: Op, span: Span | None) -> tuple[Key | None, Number | None, list[Run]]:
        """The paragraph a span lies in, the numbers due before it if the span opens it, and its words."""
        if span is None:
            return None, None, []
        key = (span.eid, span.field)
        number = None if key in self._shown else self._number(span.eid)
        return key, number, self._runs(op, span, key)

    def _number(self, eid: EId) -> Number:
        """The number of a provision and of those above it within its article, if they were not printed yet."""
        text = self._instrument
        article = ""
        own: list[str] = []
        place: EId | None = eid
        while place is not None and place not in self._numbered and (node := text.by_eid.get(place)) is not None:
            self._numbered.add(place)
            is_article = text.unit_of.get(place, place) == place
            if node.num is not None and is_article:
                article = node.num.text
            elif node.num is not None:
                own.append(node.num.text)
            place = None if is_article else text.parent_of.get(place)
        return Number(article, " ".join(reversed(own))) if article or own else NOTHING

    def _runs(self, op: Op, span: Span, key: Key) -> list[Run]:
        """Cut where the words of a finding end; what is left out of a paragraph shows as a gap."""
        whole = self._instrument.field_text(span.eid, span.field)
        start, shown = span.start, self._shown.get(key, 0)
        runs = [GAP] if shown < start and whole[shown:start].strip() else []
        if key in self._notes:
            points = sorted(point for point in self._notes[key] if span.start < point[0] <= span.end)
            for end, group in groupby(points, key=lambda point: point[0]):
                runs.append(Run(op, whole[start:end], tuple(number for _, number in group)))
                start = end
        if start < span.end:
            runs.append(Run(op, whole[start : span.end]))
        self._shown[key] = span.end
        if span.end == self._ends[key] and span.end < len(whole) and whole[span.end :].strip():
            runs.append(GAP)
        return runs
