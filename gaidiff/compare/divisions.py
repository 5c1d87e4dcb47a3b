"""Two instruments and their article links in, matches of parts, chapters, sections, preface and remainder out."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from gaidiff.compare.similarity import squeeze
from gaidiff.model.change import Match
from gaidiff.model.law import PREFACE, REMAINDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gaidiff.model.law import Instrument, Provision
    from gaidiff.model.text import EId

    Pairs = Iterable[tuple[EId, EId]]

SAME_HEADING = 0.8  # 总则 stays 总则 even where every article in it was rewritten or went elsewhere
SAME_NUMBER = 0.1
SAME_KIND = 0.1  # a chapter rather becomes a chapter than a part
FLOOR = 0.4  # a third of the articles and the kind, or the heading


def match_divisions(old: Instrument, new: Instrument, pairs: Pairs) -> tuple[Match, ...]:
    """Every division in exactly one match, found by the articles it holds, its heading and its number."""
    partner = _partners(old, new, pairs)
    came_from = {b: a for a, b in partner.items()}
    by_eid = {node.eid: node for node in old.divisions()}
    matches = _fixed(PREFACE, old.preface, new.preface)
    for node in new.divisions():
        origin = came_from.get(node.eid)
        if origin is None:
            matches.append(Match(old=(), new=(node.eid,), text_changed=True, score=0.0))
            continue
        before = by_eid[origin]
        here, there = old.parent_of.get(origin), new.parent_of.get(node.eid)
        matches.append(
            Match(
                old=(origin,),
                new=(node.eid,),
                text_changed=_key(before) != _key(node),
                num_changed=_label(before) != _label(node),
                parent_changed=here is not None and there is not None and partner.get(here) != there,
            )
        )
    lost = [node.eid for node in old.divisions() if node.eid not in partner]
    matches += [Match(old=(eid,), new=(), text_changed=True, score=0.0) for eid in lost]
    return (*matches, *_fixed(REMAINDER, "\n".join(old.remainder), "\n".join(new.remainder)))


def _fixed(eid: EId, before: str, after: str) -> list[Match]:
    """The match of the preface or the remainder, where there is one."""
    if not before and not after:
        return []
    sides = ((eid,) if before else (), (eid,) if after else ())
    return [Match(old=sides[0], new=sides[1], text_changed=squeeze(before) != squeeze(after))]


def _partners(old: Instrument, new: Instrument, pairs: Pairs) -> dict[EId, EId]:
    """Old division -> new division, best first; a pair is scored by the articles it shares."""
    sizes = (_sizes(old), _sizes(new))
    names = (_names(old, sizes[0]), _names(new, sizes[1]))
    order = ({n.eid: k for k, n in enumerate(old.divisions())}, {n.eid: k for k, n in enumerate(new.divisions())})
    ranked = []
    for (a, b), common in _shared(old, new, pairs, names).items():
        shared = 2 * common / max(sizes[0][a] + sizes[1][b], 1)
        same_name = a in names[0] and names[0][a] == names[1].get(b)
        score = shared + SAME_HEADING * same_name + _resemblance(old.by_eid[a], new.by_eid[b])
        if score >= FLOOR:
            ranked.append((-score, abs(order[0][a] - order[1][b]), order[0][a], order[1][b], a, b))
    partner: dict[EId, EId] = {}
    taken: set[EId] = set()
    for *_, a, b in sorted(ranked):
        if a not in partner and b not in taken:
            partner[a] = b
            taken.add(b)
    return partner


def _names(instrument: Instrument, sizes: Counter[EId]) -> dict[EId, str]:
    """What a division is known by: its heading, or the number of one that has no heading and holds no unit either."""
    named = {node.eid: node.heading or ("" if sizes[node.eid] else _printed(node)) for node in instrument.divisions()}
    return {eid: squeeze(name) for eid, name in named.items() if name}


def _shared(
    old: Instrument, new: Instrument, pairs: Pairs, names: tuple[dict[EId, str], dict[EId, str]]
) -> Counter[tuple[EId, EId]]:
    """How many articles each two divisions share; those with the same name are there even with none."""
    shared: Counter[tuple[EId, EId]] = Counter()
    named: dict[str, list[EId]] = defaultdict(list)
    for eid, name in names[1].items():
        named[name].append(eid)
    for eid, name in names[0].items():
        shared.update({(eid, other): 0 for other in named.get(name, ())})
    homes = Counter([(old.parent_of.get(a), new.parent_of.get(b)) for a, b in pairs])
    for (here, there), times in homes.items():
        for above in _upward(old, here):
            for other in _upward(new, there):
                shared[above, other] += times
    return shared


def _resemblance(old: Provision, new: Provision) -> float:
    return SAME_NUMBER * (_label(old) == _label(new)) + SAME_KIND * (old.kind is new.kind)


def _sizes(instrument: Instrument) -> Counter[EId]:
    """How many units stand under each division."""
    sizes: Counter[EId] = Counter()
    for home, units in Counter([instrument.parent_of.get(unit.eid) for unit in instrument.units()]).items():
        for above in _upward(instrument, home):
            sizes[above] += units
    return sizes


def _upward(instrument: Instrument, division: EId | None) -> Iterator[EId]:
    """A division, if there is one, and those it stands in, innermost first."""
    while division is not None:
        yield division
        division = instrument.parent_of.get(division)


def _label(node: Provision) -> str:
    return node.num.label if node.num else ""


def _printed(node: Provision) -> str:
    return node.num.text if node.num else ""


def _key(node: Provision) -> str:
    """The division's own words."""
    return squeeze((node.heading or "") + node.text + node.wrap_up)


class Moves:
    """Whether an article left its chapter. A renumbered or newly introduced chapter moves no article."""

    def __init__(self, old: Instrument, new: Instrument, divisions: Iterable[Match]) -> None:
        self._old = old
        self._new = new
        self._partner: Mapping[EId, EId] = {m.old[0]: m.new[0] for m in divisions if m.old and m.new}
        self._origin: Mapping[EId, EId] = {b: a for a, b in self._partner.items()}

    def __call__(self, old: EId, new: EId) -> bool:
        """True if the new article stands in a division that its old one's did not become."""
        here, there = self._old.parent_of.get(old), self._new.parent_of.get(new)
        if here is None or there is None or self._partner.get(here) == there:
            return False
        # A chapter that only now has sections, or has lost them, still holds the same articles.
        heir, origin = self._partner.get(here), self._origin.get(there)
        if heir is not None and origin is None:
            return heir not in _upward(self._new, there)
        if origin is not None and heir is None:
            return origin not in _upward(self._old, here)
        return True
