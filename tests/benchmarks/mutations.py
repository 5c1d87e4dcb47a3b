"""Laws in, their mutations and a table of what alignment made of them out: `python tests/benchmarks/mutations.py`.

Every mutation is seeded and knows what became of each article, so recall and precision need no labels. Laws are those
of $GAIDIFF_CORPUS (new side) and the shipped ones.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", ROOT / ".." / "shared" / "corpus"))
sys.path.insert(0, str(ROOT / "tests"))

from builders import article, law  # noqa: E402, tests/ is not a package

from gaidiff.compare.align import align  # noqa: E402
from gaidiff.grammars import grammar_of, lexicon_of, parse  # noqa: E402
from gaidiff.model.law import Instrument, leaves_of  # noqa: E402
from gaidiff.readers import read  # noqa: E402
from gaidiff.sources.local import snapshot_of_path  # noqa: E402

NAMES = ("cn-antimonopoly-law", "cn-statistics-law", "cn-counter-espionage-law", "cn-accounting-law")
FEW, SOME = 0.05, 0.1
STRENGTHS = (0.05, 0.15, 0.3, 0.45, 0.6)  # share of the words edited
SURVIVES = 0.5
SEED = 7


@dataclass(frozen=True)
class Piece:
    """An article of the mutated law: its sentences, and the articles of the old one they come from."""

    sentences: tuple[str, ...]
    origins: frozenset[int]


Pieces = list[Piece]
Mutation = Callable[[Pieces, float, random.Random], Pieces]


def renumber(pieces: Pieces, _: float, __: random.Random) -> Pieces:
    """Numbers are given by place; every one shifts, as the mutated law begins with number 101."""
    return pieces


def move(pieces: Pieces, share: float, chance: random.Random) -> Pieces:
    """Some articles stand somewhere else."""
    moved = chance.sample(range(len(pieces)), max(1, int(share * len(pieces))))
    kept = [piece for place, piece in enumerate(pieces) if place not in moved]
    for place in moved:
        kept.insert(chance.randrange(len(kept) + 1), pieces[place])
    return kept


def split(pieces: Pieces, share: float, chance: random.Random) -> Pieces:
    """Some articles of several sentences become two."""
    long = [place for place, piece in enumerate(pieces) if len(piece.sentences) > 1]
    chosen = set(chance.sample(long, min(len(long), max(1, int(share * len(pieces))))))
    made: Pieces = []
    for place, piece in enumerate(pieces):
        half = (len(piece.sentences) + 1) // 2
        cut = [piece.sentences[:half], piece.sentences[half:]] if place in chosen else [piece.sentences]
        made += [replace(piece, sentences=part) for part in cut]
    return made


def merge(pieces: Pieces, share: float, chance: random.Random) -> Pieces:
    """Some articles join the one before them."""
    chosen = set(chance.sample(range(1, len(pieces)), max(1, int(share * len(pieces)))))
    made: Pieces = []
    for place, piece in enumerate(pieces):
        if place in chosen:
            made[-1] = Piece(made[-1].sentences + piece.sentences, made[-1].origins | piece.origins)
        else:
            made.append(piece)
    return made


def delete_and_insert(pieces: Pieces, share: float, chance: random.Random) -> Pieces:
    """Some articles go; as many come, made of characters in no order."""
    gone = set(chance.sample(range(len(pieces)), max(1, int(share * len(pieces)))))
    kept = [piece for place, piece in enumerate(pieces) if place not in gone]
    alphabet = sorted({char for piece in pieces for text in piece.sentences for char in text if char.isalpha()})
    for _ in gone:
        text = "".join(chance.choices(alphabet, k=60)) + "。"
        kept.insert(chance.randrange(len(kept) + 1), Piece((text,), frozenset()))
    return kept


def reuse(pieces: Pieces, share: float, chance: random.Random) -> Pieces:
    """Some articles give their number to one of another law: a repeal and an insertion at the same place."""
    own = {piece.sentences for piece in pieces}
    strangers = [piece.sentences for _, other in laws() for piece in other if piece.sentences not in own]
    gone = set(chance.sample(range(len(pieces)), max(1, int(share * len(pieces)))))
    return [
        Piece(chance.choice(strangers), frozenset()) if place in gone else piece for place, piece in enumerate(pieces)
    ]


def edit(pieces: Pieces, share: float, chance: random.Random) -> Pieces:
    """A share of the words of every article is replaced by words from elsewhere in the law."""
    every = [word for piece in pieces for text in piece.sentences for word in _words(text) if word.isalpha()]

    def edited(text: str) -> str:
        words = _words(text)
        return "".join(chance.choice(every) if w.isalpha() and chance.random() < share else w for w in words)

    return [replace(piece, sentences=tuple(map(edited, piece.sentences))) for piece in pieces]


def swap_term(pieces: Pieces, _: float, __: random.Random) -> Pieces:
    """The commonest pair of characters becomes another word throughout."""
    text = "".join(text for piece in pieces for text in piece.sentences)
    pairs = [text[k : k + 2] for k in range(len(text) - 1) if text[k : k + 2].isalpha()]
    term = max(sorted(set(pairs)), key=pairs.count)
    return [replace(piece, sentences=tuple(s.replace(term, "庚辛壬") for s in piece.sentences)) for piece in pieces]


def together(pieces: Pieces, share: float, chance: random.Random) -> Pieces:
    """All of them, with `share` of the words edited."""
    for mutation, part in ((split, FEW), (merge, FEW), (delete_and_insert, FEW), (move, SOME), (edit, share)):
        pieces = mutation(pieces, part, chance)
    return pieces


ROWS: tuple[tuple[str, Mutation, float], ...] = (
    ("renumber all", renumber, 0),
    ("move 10 %", move, SOME),
    ("split 5 %", split, FEW),
    ("merge 5 %", merge, FEW),
    ("delete and insert 5 %", delete_and_insert, FEW),
    ("reuse 10 % of the numbers", reuse, SOME),
    *((f"edit {strength:.0%} of the words", edit, strength) for strength in STRENGTHS),
    ("swap a term", swap_term, 0),
    *((f"all together, edit {strength:.0%}", together, strength) for strength in STRENGTHS[:3]),
)


def _words(text: str) -> list[str]:
    return grammar_of("zh").words(text)


@cache
def laws() -> tuple[tuple[str, Pieces], ...]:
    """Name and articles of each law."""
    return tuple(_laws())


def _laws() -> Iterator[tuple[str, Pieces]]:
    paths = [(name, CORPUS / name / "new.md") for name in NAMES]
    paths += [(path.parent.name, path) for path in sorted((ROOT / "corpus").glob("*/*zh*.txt"))[:1]]
    for name, path in paths:
        if path.is_file():
            instrument = parse(read(snapshot_of_path(path)))
            texts = [
                tuple(instrument.text_at(leaf.span).strip() for leaf in leaves_of(unit)) for unit in instrument.units()
            ]
            yield name, [Piece(sentences, frozenset({place})) for place, sentences in enumerate(texts) if sentences]


def built(pieces: Pieces, first: int) -> Instrument:
    return law(*(article(number, *piece.sentences) for number, piece in enumerate(pieces, first)))


def outcome(pieces: Pieces, mutated: Pieces) -> tuple[int, int, int, int, int]:
    """Links right, found and true; articles wrongly called repealed; unchanged texts shown as changed."""
    old, new = built(pieces, 1), built(mutated, 101)
    places = {unit.eid: place for place, unit in enumerate(new.units())}
    origin = {unit.eid: min(piece.origins) for unit, piece in zip(old.units(), pieces, strict=True)}
    alignment = align(old, new, words=grammar_of("zh").words, lexicon=lexicon_of("zh"))
    found = {(origin[a], places[b]) for match in alignment.articles for a in match.old for b in match.new}
    true = {(a, place) for place, piece in enumerate(mutated) for a in piece.origins}
    alive = {a for a, _ in true}
    lost = sum(origin[a] in alive for match in alignment.articles if not match.new for a in match.old)
    return len(found & true), len(found), len(true), lost, sum(match.text_changed for match in alignment.articles)


def main() -> int:
    """Print the table."""
    known = list(laws())
    if not known:
        print(f"no law in {CORPUS}: set GAIDIFF_CORPUS")
        return 2
    print(f"{len(known)} laws, {sum(len(pieces) for _, pieces in known)} articles, seed {SEED}\n")
    print(f"{'':30} {'precision':>9} {'recall':>9} {'lost':>6} {'changed':>8}")
    for name, mutation, strength in ROWS:
        sums = [0] * 5
        for _, pieces in known:
            mutated = mutation(pieces, strength, random.Random(SEED))  # noqa: S311, no secret
            sums = [a + b for a, b in zip(sums, outcome(pieces, mutated), strict=True)]
        right, found, true, lost, changed = sums
        print(f"{name:30} {right / max(found, 1):9.3f} {right / max(true, 1):9.3f} {lost:6} {changed:8}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
