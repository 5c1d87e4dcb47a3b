"""A report in, a picture of its matches out: old articles left, new ones right, as SVG without a word of style.

Runs of articles that share one fate are one row (Art. 3-9), so a law of 500 articles stays a picture one can read.
What the picture says, the list of articles beside it says in words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from markupsafe import Markup, escape

from gaidiff.model.change import MatchKind
from gaidiff.model.law import ProvisionKind
from gaidiff.renderers import _view as view
from gaidiff.renderers._refs import reference
from gaidiff.renderers._visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gaidiff.model.change import Match, Report
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId
    from gaidiff.renderers._labels import Labels

MOST_ROWS: Final = 60  # beyond it runs of amended, inserted and repealed articles become one row each too
ROW: Final = 20  # units of the picture, about a CSS pixel each
MARGIN: Final = 8
WIDTH: Final = 340  # fits a phone of 390 px unscaled
OLD_EDGE: Final = 104  # where links leave the old articles; their labels end before it
NEW_EDGE: Final = WIDTH - OLD_EDGE
STUB: Final = 26  # length of the line of an article without counterpart
BEND: Final = 60
LONGEST_LABEL: Final = 14  # characters: what fits beside the edge

ALWAYS_JOINED: Final = frozenset({MatchKind.UNCHANGED, MatchKind.RENUMBERED})
JOINED_IF_LONG: Final = ALWAYS_JOINED | {MatchKind.AMENDED, MatchKind.MOVED, MatchKind.INSERTED, MatchKind.REPEALED}


class _Link(NamedTuple):
    """A match by the places of its articles in both texts; `last` is the match that ends a run."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    kind: MatchKind
    first: int  # places in the list of contents
    last: int


class Map(NamedTuple):
    """The picture, and the kinds of link in it for the legend."""

    picture: Markup
    kinds: tuple[MatchKind, ...]


def draw(report: Report, labels: Labels) -> Map:
    """The map of a report; without articles it is empty."""
    lines = view.contents(report)
    apart = _links(report, [match for match, _ in lines])
    links = _joined(apart, ALWAYS_JOINED)
    if len(links) > MOST_ROWS:
        links = _joined(apart, JOINED_IF_LONG)
    old_rows, new_rows = _rows(links)
    height = 2 * MARGIN + ROW * (1 + max((*old_rows.values(), *new_rows.values()), default=0))
    drawing = _Drawing(report, labels, lines, old_rows, new_rows)
    body = "".join((*drawing.links(links), *drawing.labels(links, old=True), *drawing.labels(links, old=False)))
    # hidden from screen readers and the tab order: the list beside it leads to the same places
    head = f'<svg class="map" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" aria-hidden="true">'
    found = {link.kind for link in links}
    return Map(
        picture=Markup(f"{head}\n{body}</svg>"),  # noqa: S704  every word in it went through escape()
        kinds=tuple(kind for kind in MatchKind if kind in found),
    )


def _links(report: Report, matches: list[Match]) -> list[_Link]:
    old = {unit.eid: place for place, unit in enumerate(report.old.units())}
    new = {unit.eid: place for place, unit in enumerate(report.new.units())}
    return [
        _Link(
            tuple(old[eid] for eid in match.old if eid in old),
            tuple(new[eid] for eid in match.new if eid in new),
            match.kind,
            line,
            line,
        )
        for line, match in enumerate(matches)
    ]


def _joined(links: Iterable[_Link], kinds: frozenset[MatchKind]) -> list[_Link]:
    """Neighbours of one kind as one link, where each article on the way stands in no other match."""
    links = list(links)
    old_uses = Counter(place for link in links for place in link.old)
    new_uses = Counter(place for link in links for place in link.new)

    def alone(link: _Link) -> bool:
        if link.kind not in kinds or len(link.old) > 1 or len(link.new) > 1:
            return False
        return all(old_uses[place] == 1 for place in link.old) and all(new_uses[place] == 1 for place in link.new)

    out: list[_Link] = []
    for link in sorted(links, key=lambda link: (link.new[:1] or (-1,), link.old[:1])):
        before = out[-1] if out else None
        joinable = alone(link)
        if joinable and before and before.kind is link.kind and _follows(before, link) and before.first >= 0:
            out[-1] = before._replace(old=before.old + link.old, new=before.new + link.new, last=link.last)
        else:
            out.append(link if joinable else link._replace(last=-1))
    return [link._replace(last=link.first) if link.last < 0 else link for link in out]


def _follows(before: _Link, link: _Link) -> bool:
    """Whether both ends of `link` come right after those of `before`, which must be a run or alone itself."""
    if before.last < 0:
        return False
    sides = ((before.old, link.old), (before.new, link.new))
    return all(len(one) > 0 and other[0] == one[-1] + 1 if other else not one for one, other in sides)


def _rows(links: Sequence[_Link]) -> tuple[dict[int, int], dict[int, int]]:
    """The row of each article that is drawn; what did not move stands level on both sides."""
    pairs = sorted({(link.old[0], link.new[0]) for link in links if link.old and link.new}, key=lambda p: (p[0], -p[1]))
    olds = sorted({place for link in links for place in _drawn(link, link.old)})
    news = sorted({place for link in links for place in _drawn(link, link.new)})
    old_rows: dict[int, int] = {}
    new_rows: dict[int, int] = {}
    row = old_at = new_at = 0
    for old, new in [*_longest_chain(pairs), (None, None)]:
        left, right = row, row
        while old_at < len(olds) and olds[old_at] != old:
            old_rows[olds[old_at]], left, old_at = left, left + 1, old_at + 1
        while new_at < len(news) and news[new_at] != new:
            new_rows[news[new_at]], right, new_at = right, right + 1, new_at + 1
        row = max(left, right)
        if old is not None and new is not None:
            old_rows[old] = new_rows[new] = row
            row, old_at, new_at = row + 1, old_at + 1, new_at + 1
    return old_rows, new_rows


def _drawn(link: _Link, places: tuple[int, ...]) -> tuple[int, ...]:
    """A run is drawn at its first article, a split or merger at each."""
    return places[:1] if link.last != link.first else places


def _longest_chain(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs that do not cross, by patience sorting."""
    ends: list[int] = []
    tops: list[int] = []
    before: list[int | None] = []
    for index, (_, new) in enumerate(pairs):
        pile = bisect_left(ends, new)
        before.append(tops[pile - 1] if pile else None)
        ends[pile : pile + 1] = [new]
        tops[pile : pile + 1] = [index]
    chain: list[tuple[int, int]] = []
    at = tops[-1] if tops else None
    while at is not None:
        chain.append(pairs[at])
        at = before[at]
    return chain[::-1]


class _Drawing:
    """Writes links and labels; every word passes escape()."""

    def __init__(
        self,
        report: Report,
        labels: Labels,
        lines: Sequence[tuple[Match, int | None]],
        old_rows: Mapping[int, int],
        new_rows: Mapping[int, int],
    ) -> None:
        self._report = report
        self._words = labels
        self._lines = lines
        self._old, self._new = old_rows, new_rows

    def links(self, links: Iterable[_Link]) -> Iterator[str]:
        """Changed articles over unchanged ones: what is drawn later lies on top."""
        for link in sorted(links, key=lambda link: link.kind not in ALWAYS_JOINED):
            run = link.last != link.first
            shape = "".join(
                _curve(self._old[o], self._new[n]) for o in _drawn(link, link.old) for n in _drawn(link, link.new)
            )
            if not link.new:
                shape = "".join(_stub(self._old[o], OLD_EDGE, 1) for o in _drawn(link, link.old))
            elif not link.old:
                shape = "".join(_stub(self._new[n], NEW_EDGE, -1) for n in _drawn(link, link.new))
            path = f'<path class="{link.kind.value}{" run" if run else ""}" d="{shape}"/>'
            yield self._anchor(link, f"<title>{escape(self._title(link))}</title>{path}")

    def labels(self, links: Iterable[_Link], *, old: bool) -> Iterator[str]:
        """The number of each article, or of the first and last of a run."""
        rows = self._old if old else self._new
        text = self._report.old if old else self._report.new
        units = [unit.eid for unit in text.units()]
        done: set[int] = set()
        x, side = (OLD_EDGE - 6, ' class="o"') if old else (NEW_EDGE + 6, "")
        for link in links:
            places = link.old if old else link.new
            for place in _drawn(link, places):
                if place in done:
                    continue
                done.add(place)
                ends = [units[place]] if link.last == link.first else [units[places[0]], units[places[-1]]]
                label = escape(_label(text, ends, self._words))
                yield self._anchor(link, f'<text{side} x="{x}" y="{_middle(rows[place]) + 4}">{label}</text>')

    def _anchor(self, link: _Link, body: str) -> str:
        place = self._lines[link.first][1]
        return f"<g>{body}</g>\n" if place is None else f'<a href="#c{place}" tabindex="-1">{body}</a>\n'

    def _title(self, link: _Link) -> str:
        first, last = (self._lines[line][0] for line in (link.first, link.last))
        kinds = view.kinds_of(first, self._words)
        if link.first == link.last:
            return f"{view.title_of(first, self._report, self._words)}{self._words['colon']}{kinds}"
        group = f"{view.title_of(first, self._report, self._words)} … {view.title_of(last, self._report, self._words)}"
        return f"{group}{self._words['colon']}{self._words.kinds[link.kind]}"


def _label(text: Instrument, ends: Sequence[EId], labels: Labels) -> str:
    """`13`, `3-9`: short, because there is a column of them; a recital or annex is named."""
    short = [_short(text, eid, labels) for eid in dict.fromkeys(ends)]
    label = one_line("–".join(short))
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"


def _short(text: Instrument, eid: EId, labels: Labels) -> str:
    unit = text.by_eid[eid]
    if unit.kind is ProvisionKind.ARTICLE and unit.num is not None and unit.num.label:
        return unit.num.label
    return reference(text, eid, labels)


def _middle(row: int) -> int:
    return MARGIN + row * ROW + ROW // 2


def _curve(old_row: int, new_row: int) -> str:
    start, end = _middle(old_row), _middle(new_row)
    if start == end:
        return f"M{OLD_EDGE} {start}H{NEW_EDGE}"
    return f"M{OLD_EDGE} {start}C{OLD_EDGE + BEND} {start} {NEW_EDGE - BEND} {end} {NEW_EDGE} {end}"


def _stub(row: int, edge: int, way: int) -> str:
    """A short line into the empty middle, with a cross at its end where the article ends, a plus where it begins."""
    y, end = _middle(row), edge + way * STUB
    mark = f"M{end} {y - 4}v8M{end - 4} {y}h8" if way < 0 else f"M{end - 3} {y - 3}l6 6m0 -6l-6 6"
    return f"M{edge} {y}H{end - way * 7}{mark}"
