"""Two instruments in, an Alignment out: which provision became which, order not assumed.

Passes go from certain to doubtful and each sees only what the last one left: equal units, like units, leaves and
clauses that bind other units, then the nearest candidate of what stays alone. Article matches are lifted from that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.compare.articles import LIKELY, SURE, Link, pair_alike, pair_exact, pair_placeholders, pair_survivors
from gaidiff.compare.candidates import candidates
from gaidiff.compare.divisions import Moves, match_divisions
from gaidiff.compare.leaves import Binder
from gaidiff.compare.lift import Nearest, family_of, lift
from gaidiff.compare.sides import reworded, side_of
from gaidiff.compare.similarity import Scale
from gaidiff.compare.terms import Neutral, learn_terms
from gaidiff.model.change import Alignment, Match

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaidiff.compare.leaves import Groups
    from gaidiff.compare.articles import Pairing
    from gaidiff.compare.sides import Side
    from gaidiff.model.law import Instrument

TERM_FLOOR = 0.4  # likeness from which a pair of leaves may teach a change of terms


def align(old: Instrument, new: Instrument, *, words: Callable[[str], list[str]]) -> Alignment:
    """Match every unit, leaf and division of both instruments."""
    here, there = side_of(old), side_of(new)
    pairing = pair_exact(here, there)
    pair_placeholders(here, there, pairing)
    scale = _scale(here, there, words)
    pair_alike(here, there, pairing, scale, SURE)
    binder = Binder(here, there, pairing, scale)
    _bind(here, there, binder)
    terms = learn_terms(_reworded(here, there, binder), words)
    if terms:
        neutral = Neutral(terms)
        here, there = reworded(here, neutral), reworded(there, neutral)
        scale = _scale(here, there, words)
        binder.reword(here, there, scale)
        _bind(here, there, binder)
    pair_survivors(here, there, pairing, scale, words, skip=_homes(binder))
    binder.bind()
    links = _links(pairing, binder)
    family = family_of(links)
    eids = [(here.units[link.old].eid, there.units[link.new].eid) for link in links]
    divisions = match_divisions(old, new, eids)
    nearest = _nearest(here, there, set(family.heirs), set(family.ancestors), scale)
    articles = lift(here, there, family, Moves(old, new, divisions), nearest)
    return Alignment(articles=articles, leaves=_leaf_matches(here, there, binder.groups), divisions=divisions)


def _scale(old: Side, new: Side, words: Callable[[str], list[str]]) -> Scale:
    return Scale((leaf.text for leaf in old.leaves), (leaf.text for leaf in new.leaves), words)


def _bind(old: Side, new: Side, binder: Binder) -> None:
    """Leaves and clauses find homes; then units that are merely alike; then the leaves of those."""
    binder.bind()
    pair_alike(old, new, binder.pairing, binder.scale, LIKELY, skip=_homes(binder))
    binder.bind()


def _homes(binder: Binder) -> tuple[set[int], set[int]]:
    """Units that leaves and clauses have found a home for."""
    return {i for i, _ in binder.abroad}, {j for _, j in binder.abroad}


def _reworded(old: Side, new: Side, binder: Binder) -> list[tuple[str, str]]:
    """Leaves that surely belong together and differ in some words."""
    return [
        (old.leaves[i].text, new.leaves[j].text)
        for (i, j), likeness in sorted(binder.groups.score.items())
        if TERM_FLOOR <= likeness < 1
    ]


def _links(pairing: Pairing, binder: Binder) -> list[Link]:
    """Main partners, and the further homes that leaves and clauses found."""
    links = list(pairing.by_old.values())
    for (i, j), found in binder.abroad.items():
        best = max(bond.strength for bond in found)
        links.append(Link(i, j, round(min(best, 0.99), 4), (f"shared clauses {best:.2f}",)))
    return links


def _leaf_matches(old: Side, new: Side, groups: Groups) -> tuple[Match, ...]:
    """Every leaf of both sides in exactly one match, in order of the new text, then what is left of the old."""
    matches = []
    used: set[int] = set()
    for j, leaf in enumerate(new.leaves):
        olds = sorted(groups.olds_of.get(j, ()))
        news = sorted(groups.news_of[olds[0]]) if len(olds) == 1 else [j]
        used.update(olds)
        if news[0] != j:
            continue
        if not olds:
            matches.append(Match(old=(), new=(leaf.eid,), text_changed=True, score=0.0))
            continue
        score = sum(groups.score[a, b] for a in olds for b in news) / (len(olds) * len(news))
        keys = ("".join(old.leaves[i].key for i in olds), "".join(new.leaves[k].key for k in news))
        matches.append(
            Match(
                old=tuple(old.leaves[i].eid for i in olds),
                new=tuple(new.leaves[k].eid for k in news),
                text_changed=keys[0] != keys[1],
                score=round(min(score, 1.0), 4),
            )
        )
    lost = [leaf.eid for i, leaf in enumerate(old.leaves) if i not in used]
    return (*matches, *(Match(old=(eid,), new=(), text_changed=True, score=0.0) for eid in lost))


def _nearest(old: Side, new: Side, heirs: set[int], ancestors: set[int], scale: Scale) -> Nearest:
    """The best candidate anywhere for each unit that stays alone."""
    bags = tuple(
        {k: scale.bag(unit.text) for k, unit in enumerate(side.units) if not unit.placeholder} for side in (old, new)
    )
    found: list[dict[int, tuple[int, float]]] = []
    for mine, others, linked in ((bags[0], bags[1], heirs), (bags[1], bags[0], ancestors)):
        alone = {k: bag for k, bag in mine.items() if k not in linked}
        best = {}
        for k, near in candidates(alone, others, scale).items() if alone else ():
            likeness, place = max((scale.likeness(alone[k], others[other]), -other) for other in near)
            if likeness > 0:
                best[k] = (-place, round(likeness, 2))
        found.append(best)
    return Nearest(old, new, found[0], found[1])
