"""Two instruments in, an Alignment out: which provision became which, order not assumed.

Passes go from certain to doubtful and each sees only what the last one left: equal units, like units, leaves and
clauses that bind other units, the same again with systematic changes of terms undone, and where half of the words
survive. Article matches are lifted from these links.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gaidiff.compare.articles import LIKELY, SURE, Link, Pairer, pair_exact
from gaidiff.compare.candidates import candidates
from gaidiff.compare.decisions import checked
from gaidiff.compare.divisions import Moves, match_divisions
from gaidiff.compare.doubts import doubts
from gaidiff.compare.leaves import Binder
from gaidiff.compare.leftovers import home_clauses, home_sentences
from gaidiff.compare.lift import Lifter, Nearest, family_of, lift
from gaidiff.compare.numbers import home_numbers
from gaidiff.compare.places import Places
from gaidiff.compare.review import review
from gaidiff.compare.sides import reworded, side_of
from gaidiff.compare.signs import Signs
from gaidiff.compare.similarity import Scale
from gaidiff.compare.terms import Neutral, learn_terms
from gaidiff.model.change import Alignment, Match

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from gaidiff.compare.articles import Pairing
    from gaidiff.compare.groups import Groups
    from gaidiff.compare.lift import Family
    from gaidiff.compare.sides import Side
    from gaidiff.compare.similarity import Bag
    from gaidiff.model.change import Decision
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId
    from gaidiff.model.words import Lexicon

    Words = Callable[[str], list[str]]
    Terms = tuple[tuple[str, str, int], ...]

SMALL = 40  # leaves of a unit that are looked at to name the nearest
THROUGHOUT = 0.005  # part of the leaves a change of terms must touch for all to be looked at again without it
OTHER_HAND = 0.1  # part of the units of either side that stay alone where another hand chose the words
TERM_FLOOR = 0.4  # likeness from which a pair of leaves may teach a change of terms


def align(
    old: Instrument,
    new: Instrument,
    *,
    words: Words,
    lexicon: Lexicon | None = None,
    decisions: Sequence[Decision] = (),
) -> Alignment:
    """Match every unit, leaf and division of both instruments.

    `words` is the grammar's word splitter; `lexicon` its cue words, without which citations, definitions and stock
    clauses are words like others; `decisions` a person's, which come first. Raises ConfigError if one names what is
    no article.
    """
    here, there = side_of(old), side_of(new)
    pairing = pair_exact(here, there, checked(decisions, old, new))
    pairer, binder, terms = _search(here, there, pairing, words, Signs(lexicon))
    home_numbers(binder, old, new)
    links = _links(pairer, binder)
    family = family_of(links)
    eids = [(here.units[link.old].eid, there.units[link.new].eid) for link in links]
    divisions = match_divisions(old, new, eids)
    nearest, moves = _nearest(pairer, family), Moves(old, new, divisions)
    lifter = Lifter(moves, nearest, binder.place_of, doubts(pairer, family), pairing.forbidden)
    articles = lift(here, there, family, lifter)
    leaves = _leaf_matches(here, there, binder.groups)
    return Alignment(articles=articles, leaves=leaves, divisions=divisions, terms=terms)


def _search(old: Side, new: Side, pairing: Pairing, words: Words, signs: Signs) -> tuple[Pairer, Binder, Terms]:
    """All passes, from certain to doubtful."""
    equal = [link for link in pairing.by_old.values() if old.units[link.old].body == new.units[link.new].body]
    settled = {link.old for link in equal}, {link.new for link in equal}
    old, new = reworded(old, signs.plain, settled[0]), reworded(new, signs.plain, settled[1])
    pairer = Pairer(old, new, pairing, _scale(old, new, pairing, words))
    pairer.alike(SURE)
    binder = Binder(old, new, pairing, pairer.scale, signs)
    _bind(pairer, binder)
    terms = learn_terms(_reworded(old, new, binder), words)
    if sum(support for *_, support in terms) >= THROUGHOUT * len(old.leaves):
        old, new = (reworded(side, Neutral(terms), done) for side, done in zip((old, new), settled, strict=True))
        _look_again(pairer, binder, old, new, words)
    _home_the_rest(pairer, binder, words)
    many = all(len(a) >= OTHER_HAND * len(s.units) for a, s in zip(binder.alone(), (old, new), strict=True))
    if signs.levelled and many:
        old, new = (reworded(side, signs.levelled, done) for side, done in zip((old, new), settled, strict=True))
        binder.only_alone = True  # other words say little of what has a home
        _look_again(pairer, binder, old, new, words)
        _home_the_rest(pairer, binder, words)
    return pairer, binder, terms


def _look_again(pairer: Pairer, binder: Binder, old: Side, new: Side, words: Words) -> None:
    """Bind what is left by other texts of the same units and leaves."""
    scale = _scale(old, new, pairer.pairing, words)
    pairer.reword(old, new, scale)
    binder.reword(old, new, scale)
    _bind(pairer, binder)


def _home_the_rest(pairer: Pairer, binder: Binder, words: Words) -> None:
    """Homes where half of the words survive, for what is nearest by far, for sentences and clauses, by place."""
    pairer.survivors(words, _homes(binder))
    binder.bind()
    review(binder)
    pairer.nearest_by_far(_homes(binder))
    home_sentences(binder, words)
    home_clauses(binder)
    Places(pairer, binder, words).pair()


def _scale(old: Side, new: Side, pairing: Pairing, words: Words) -> Scale:
    """Weights of words; the texts of articles found unchanged count on both sides."""
    alone = (
        [leaf.text for leaf, home in zip(old.leaves, old.home, strict=True) if home not in pairing.by_old],
        [leaf.text for leaf, home in zip(new.leaves, new.home, strict=True) if home not in pairing.by_new],
    )
    both = [leaf.text for leaf, home in zip(new.leaves, new.home, strict=True) if home in pairing.by_new]
    return Scale(*alone, words, both=both)


def _bind(pairer: Pairer, binder: Binder) -> None:
    """Leaves and clauses find homes; then units that are merely alike; then the leaves of those."""
    binder.bind()
    pairer.alike(LIKELY, _homes(binder))
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


def _links(pairer: Pairer, binder: Binder) -> list[Link]:
    """Main partners, and the further homes that leaves and clauses found."""
    fixed = pairer.pairing.fixed
    links = [link for link in pairer.pairing.by_old.values() if (link.old, link.new) not in fixed] + list(
        fixed.values()
    )
    for (i, j), found in binder.abroad.items():
        if (i, j) in fixed:
            continue
        best = max(found, key=lambda bond: bond.strength)
        score = min(best.strength, 0.99)
        links.append(Link(i, j, round(score, 4), (f"{best.evidence} {score:.2f}",)))
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
        here, _, before = zip(*[old.leaves[i] for i in olds], strict=True)
        there, _, after = zip(*[new.leaves[k] for k in news], strict=True)
        score = sum([groups.score[a, b] for a in olds for b in news]) / (len(olds) * len(news))
        changed = "".join(before) != "".join(after)
        matches.append(Match(old=here, new=there, text_changed=changed, score=round(min(score, 1.0), 4)))
    lost = [leaf.eid for i, leaf in enumerate(old.leaves) if i not in used]
    return (*matches, *(Match(old=(eid,), new=(), text_changed=True, score=0.0) for eid in lost))


def _nearest(pairer: Pairer, family: Family) -> Nearest:
    """The best candidate anywhere for each unit that stays alone: its nearest leaf."""
    scale = pairer.scale
    sides = pairer.old, pairer.new
    found: list[dict[int, tuple[EId, float]]] = []
    for one, other, linked in ((0, 1, family.heirs), (1, 0, family.ancestors)):
        alone = _bags(sides[one], scale, besides=linked)
        others = _bags(sides[other], scale) if alone else {}
        best = {}
        for k, near in candidates(alone, others).items():
            likeness_of = {place: scale.likeness(alone[k], others[place]) for place in near}
            place = max(near, key=lambda place: (likeness_of[place], -place))
            leaf, likeness = _nearest_leaf(sides[one], k, sides[other], place, scale)
            if likeness > 0:
                best[k] = (leaf, round(likeness, 2))
        found.append(best)
    return Nearest(found[0], found[1])


def _bags(side: Side, scale: Scale, besides: Container[int] = ()) -> dict[int, Bag]:
    """The words of every unit that has any, but for those named."""
    return {k: scale.bag(u.text) for k, u in enumerate(side.units) if not u.placeholder and k not in besides}


def _nearest_leaf(mine: Side, unit: int, other: Side, near: int, scale: Scale) -> tuple[EId, float]:
    """The leaf of `near` that is most like any leaf of `unit`."""
    here = [scale.bag(leaf.text) for leaf in mine.leaves[mine.units[unit].first : mine.units[unit].last]]
    best = (other.units[near].eid, 0.0)
    for leaf in other.leaves[other.units[near].first : other.units[near].last][:SMALL]:
        bag = scale.bag(leaf.text)
        likeness = max((scale.likeness(own, bag) for own in here[:SMALL]), default=0.0)
        if likeness > best[1]:
            best = (leaf.eid, likeness)
    return best
