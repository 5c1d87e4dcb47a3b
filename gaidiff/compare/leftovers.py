"""A binder that has done its work in, homes for what is left over on both sides out: the most doubtful pass."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from gaidiff.compare.candidates import LONGEST_POSTING
from gaidiff.compare.enough import is_common
from gaidiff.compare.fragments import ENOUGH, Bond, Fragment
from gaidiff.compare.similarity import FIRST, LINKING, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gaidiff.compare.fragments import Half
    from gaidiff.compare.leaves import Binder

    Words = Callable[[str], list[str]]

SENTENCE = 0.6  # part of their words two sentences share in order; unrelated ones of the labelled laws reach 0.59
CLEARLY = 1.2  # how much more than with any other article
LEAST_WORDS = 8  # words, or Chinese characters, of a sentence that can be told from others by its plain words
LONGEST_RUN = 4  # clauses of the other text that a sentence is compared with at a time
MOST = 40_000  # pairs of leaves that are looked at; where more is left over, the law was written anew
COMMAS = "，,、：:"  # what a leaf ends with that is no whole sentence
RARE_WORDS = 2  # as many as a clause must weigh to be known by its own words: 停止生成, stop the generation
HELD = 0.9  # part of such a clause that its home must hold


class Sentence(NamedTuple):
    """A leaf that has no home yet, by its plain words: the whole, and its runs of clauses."""

    leaf: int
    words: list[str]
    known: frozenset[str]
    runs: list[tuple[int, int, list[str]]]
    whole: bool


def home_sentences(binder: Binder, words: Words) -> None:
    """Whole sentences without a home, by their plain words, common or not.

    国家密码管理委员会主管全国的商用密码管理工作 became 国家密码管理部门负责管理全国的商用密码工作: in a law on
    encryption none of these words is rare, but no other sentence has them in this order.
    """
    olds = _left_over(binder.here, words, binder.signs.is_formula)
    news = _left_over(binder.there, words, binder.signs.is_formula) if olds else []
    if len(olds) * len(news) > MOST:
        return
    likes = {(a.leaf, b.leaf): bond for a in olds for b in news if (bond := _alike(binder, a, b))}
    for bond in sorted(likes.values(), key=lambda x: (-x.likeness, abs(x.old.leaf - x.new.leaf), x.old, x.new)):
        i, j = binder.here.side.home[bond.old.leaf], binder.there.side.home[bond.new.leaf]
        rivals = [
            other.likeness
            for other in likes.values()
            if (other.old.leaf == bond.old.leaf and binder.there.side.home[other.new.leaf] != j)
            or (other.new.leaf == bond.new.leaf and binder.here.side.home[other.old.leaf] != i)
        ]
        least = max(SENTENCE + binder.order.toll(i, j), CLEARLY * max(rivals, default=0.0))
        alone = binder.linked(i, j) or binder.loose(i, j)
        if bond.likeness >= least and alone and not is_common(binder, bond):
            binder.adopt(bond)


def _left_over(half: Half, words: Words, is_formula: Callable[[str], bool]) -> list[Sentence]:
    found = []
    for leaf in sorted(half.open):
        size = len(half.bags(leaf))
        texts = half.texts(Fragment(leaf, 0, size)) if half.untouched(leaf) else []
        if any(map(is_formula, texts)):
            continue
        clauses = [plain(words(text)) for text in texts]
        every = [word for clause in clauses for word in clause]
        if len(every) < LEAST_WORDS:
            continue
        runs = [
            (first, last, [word for clause in clauses[first:last] for word in clause])
            for first in range(size)
            for last in range(first + 1, min(first + LONGEST_RUN, size) + 1)
        ]
        whole = half.side.leaves[leaf].key[-1:] not in COMMAS
        found.append(Sentence(leaf, every, frozenset(every), runs, whole))
    return found


def plain(pieces: list[str]) -> list[str]:
    """Words without marks and, where they are spaced, without the small ones."""
    words = (piece.casefold() for piece in pieces if piece[:1].isalnum())
    return [word if word[0] >= FIRST else stem(word) for word in words if word[0] >= FIRST or len(word) > LINKING]


def _alike(binder: Binder, old: Sentence, new: Sentence) -> Bond | None:
    """The whole of one sentence and the run of clauses of the other most like it."""
    from rapidfuzz.distance import Indel

    if 2 * len(old.known & new.known) < SENTENCE * min(len(old.known), len(new.known)):
        return None
    home = binder.linked(binder.here.side.home[old.leaf], binder.there.side.home[new.leaf])
    least = SENTENCE / CLEARLY
    best: Bond | None = None
    for sentence, other, forward in ((old, new, True), (new, old, False)):
        if not sentence.whole:
            continue
        all_of_it = Fragment(sentence.leaf, 0, max(last for _, last, _ in sentence.runs))
        for first, last, run in other.runs:
            ratio = Indel.normalized_similarity(sentence.words, run, score_cutoff=least)
            if ratio and (best is None or ratio > best.likeness):
                part = Fragment(other.leaf, first, last)
                ends = (all_of_it, part) if forward else (part, all_of_it)
                best = Bond(*ends, ratio, 0, home, evidence="words in order")
    return best


def home_clauses(binder: Binder) -> None:
    """Clauses left over on both sides of which one holds every word of the other, and no other article does.

    停止生成 is what is left of Draft 13; final 14 has 停止生成、停止传输、消除等处置措施 and nowhere to have it from.
    """
    found: dict[tuple[int, int], list[Bond]] = defaultdict(list)
    for small, large, forward in ((binder.here, binder.there, True), (binder.there, binder.here, False)):
        for bond in _held(binder, small, large, forward=forward):
            i, j = binder.here.side.home[bond.old.leaf], binder.there.side.home[bond.new.leaf]
            if not binder.linked(i, j) and not binder.order.toll(i, j):
                found[i, j].append(bond)
    for _, bonds in sorted(found.items()):
        best = max(bonds, key=lambda bond: bond.likeness)
        if not is_common(binder, best):
            binder.adopt(best)


def _held(binder: Binder, small: Half, large: Half, *, forward: bool) -> Iterator[Bond]:
    """For each clause of one side that one article of the other side holds: a bond."""
    told = [
        (fragment, bag)
        for fragment in _open_clauses(small)
        if (bag := small.bag(fragment)).mass >= RARE_WORDS * binder.scale.unit
        and not binder.signs.is_formula(text := small.texts(fragment)[0])
        and not binder.signs.is_condition(text)
    ]
    rarest = {max(bag.members) for _, bag in told}
    postings: dict[int, list[Fragment]] = defaultdict(list)
    for fragment in _open_clauses(large):
        for shingle in large.bag(fragment).members & rarest:
            postings[shingle].append(fragment)
    for fragment, bag in told:
        near = postings.get(max(bag.members), [])
        if len(near) > LONGEST_POSTING:
            continue
        homes = [other for other in near if binder.scale.common(bag, large.bag(other)) >= HELD * bag.mass]
        if len({large.side.home[other.leaf] for other in homes}) != 1:
            continue
        likeness = min(1.0, bag.mass / ENOUGH)
        ends = (fragment, homes[0]) if forward else (homes[0], fragment)
        yield Bond(*ends, likeness, bag.mass, home=False, evidence="all words of a clause")


def _open_clauses(half: Half) -> Iterator[Fragment]:
    for fragment in half.fragments():
        for place in range(fragment.first, fragment.last):
            yield Fragment(fragment.leaf, place, place + 1)
