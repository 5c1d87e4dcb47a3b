"""Real sentences in, a table of time, growth and memory out: `python tests/benchmarks/scale.py [ARTICLES ...]`.

Laws of 50, 500 and 5,000 articles made of sentences of $GAIDIFF_CORPUS (else of corpus/), aligned and diffed in a
process of their own, so that the peak of one case is not the peak of another. Seconds are those of the processor: what
else the machine does is not counted. As in the command, no garbage is looked for.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import random
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import log
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", ROOT / ".." / "shared" / "corpus"))
sys.path.insert(0, str(ROOT / "tests"))

from builders import article, law  # noqa: E402, tests/ is not a package

from gaidiff.compare.align import align  # noqa: E402
from gaidiff.compare.words import diff  # noqa: E402
from gaidiff.grammars import grammar_of, lexicon_of, parse  # noqa: E402
from gaidiff.model.law import Instrument, leaves_of  # noqa: E402
from gaidiff.readers import read  # noqa: E402
from gaidiff.sources.local import snapshot_of_path  # noqa: E402

SIZES = (50, 500, 5000)
SENTENCES_PER_ARTICLE = 2
SHORTEST = 12  # characters of a sentence worth using
SECONDS, MEBIBYTES, EXPONENT = 10.0, 700.0, 1.2  # goals at 5,000 articles
SEED = 20230815
LANGUAGE = "zh"

Texts = list[str]


def sentences() -> Texts:
    """Distinct sentences of the Chinese laws of the corpus, in a fixed order."""
    folder = CORPUS if CORPUS.is_dir() else ROOT / "corpus"
    found: dict[str, None] = {}
    for path in sorted(folder.glob("*/*.md")) + sorted(folder.glob("*/*zh*.txt")):
        try:
            instrument = parse(read(snapshot_of_path(path)))
        except Exception:  # noqa: BLE001, S112, a benchmark takes what can be read
            continue
        if instrument.language == LANGUAGE:
            leaves = (instrument.text_at(leaf.span).strip() for unit in instrument.units() for leaf in leaves_of(unit))
            found.update(dict.fromkeys(text for text in leaves if len(text) >= SHORTEST and "\n" not in text))
    return list(found)


def articles(pool: Texts, count: int, chance: random.Random) -> Texts:
    """Articles of real sentences; beyond the pool a number makes each its own."""
    made = []
    for number in range(count):
        picked = chance.sample(pool, SENTENCES_PER_ARTICLE)
        made.append("".join(picked) if number < len(pool) // 2 else f"{number}号：{''.join(picked)}")
    return made


def edited(text: str, share: float, chance: random.Random) -> str:
    """A text with a share of its characters replaced by others of it."""
    return "".join(chance.choice(text) if c.isalpha() and chance.random() < share else c for c in text)


def unlike(pool: Texts, count: int, chance: random.Random) -> tuple[Texts, Texts]:
    """Two laws with no sentence in common."""
    half = len(pool) // 2
    return articles(pool[:half], count, chance), articles(pool[half:], count, chance)


def alike(pool: Texts, count: int, _: random.Random) -> tuple[Texts, Texts]:
    """One sentence, again and again, and its likeness."""
    return [pool[0]] * count, [pool[0] + pool[1]] * count


def upside_down(pool: Texts, count: int, chance: random.Random) -> tuple[Texts, Texts]:
    """The same articles in reverse."""
    made = articles(pool, count, chance)
    return made, made[::-1]


def slightly(pool: Texts, count: int, chance: random.Random) -> tuple[Texts, Texts]:
    """A tenth of the characters changed, order kept."""
    made = articles(pool, count, chance)
    return made, [edited(text, 0.1, chance) for text in made]


def heavily(pool: Texts, count: int, chance: random.Random) -> tuple[Texts, Texts]:
    """Nearly a third of the characters changed, order lost."""
    made = articles(pool, count, chance)
    changed = [edited(text, 0.3, chance) for text in made]
    chance.shuffle(changed)
    return made, changed


CASES: dict[str, Callable[[Texts, int, random.Random], tuple[Texts, Texts]]] = {
    "all alike": alike,
    "all different": unlike,
    "reversed": upside_down,
    "10 % edited": slightly,
    "30 % edited, shuffled": heavily,
}


@dataclass(frozen=True)
class Cost:
    """What one case took."""

    align: float
    diff: float
    mebibytes: float
    matches: int


def built(texts: Texts) -> Instrument:
    return law(*(article(number, text) for number, text in enumerate(texts, 1)), language=LANGUAGE)


def cost(case: str, count: int) -> Cost:
    """Align and diff one case in this process."""
    gc.disable()
    old, new = CASES[case](sentences(), count, random.Random(SEED))  # noqa: S311, no secret
    before, after = built(old), built(new)
    words, lexicon = grammar_of(LANGUAGE).words, lexicon_of(LANGUAGE)
    began = time.process_time()
    alignment = align(before, after, words=words, lexicon=lexicon)
    aligned = time.process_time()
    diff(before, after, alignment, words=words)
    done = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(aligned - began, done - aligned, peak, len(alignment.articles))


def main() -> int:
    """Print the table; exit 1 if a goal is missed at 5,000 articles."""
    sizes = [int(value) for value in sys.argv[1:]] or list(SIZES)
    missed = 0
    print(f"{'':24} {'articles':>8} {'align':>8} {'diff':>8} {'peak':>9} {'exponent':>9} {'matches':>8}")
    for case in CASES:
        last: tuple[int, float] | None = None
        for size in sizes:
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                took = pool.apply(cost, (case, size))
            total = took.align + took.diff
            growth = log(total / last[1]) / log(size / last[0]) if last else None
            shown = f"{growth:9.2f}" if growth is not None else " " * 9
            print(
                f"{case:24} {size:8} {took.align:6.2f} s {took.diff:6.2f} s {took.mebibytes:5.0f} MiB {shown}"
                f" {took.matches:8}",
                flush=True,
            )
            if size == max(SIZES):
                missed += total > SECONDS or took.mebibytes > MEBIBYTES or (growth or 0) > EXPONENT
            last = (size, total)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
