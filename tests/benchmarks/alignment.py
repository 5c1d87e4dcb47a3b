"""Labelled pairs in, F1 of a baseline and of ours side by side out: `python tests/benchmarks/alignment.py [PAIR ...]`.

The baseline is what anybody writes first: the best one-to-one assignment of articles by likeness of their characters.
The pairs are those of $GAIDIFF_CORPUS that have a gold.json.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", ROOT / ".." / "shared" / "corpus"))

from gaidiff.compare.align import align  # noqa: E402, after the docstring's constants for the reader
from gaidiff.grammars import grammar_of, lexicon_of, parse  # noqa: E402
from gaidiff.model.law import Instrument, Provision, ProvisionKind  # noqa: E402
from gaidiff.readers import read  # noqa: E402
from gaidiff.sources.local import snapshot_of_path  # noqa: E402

FLOOR = 0.3  # likeness below which the baseline calls two articles strangers
ARTICLE = re.compile(r"[a-z]?\d(?!.*-(?:[a-z]|interp|ms)$)")  # not the appendices and interpretations of some labels
PREFERRED = (".docx", ".xml", ".html", ".md", ".txt", ".pdf")
LEFT_OUT = ("fragments", "tree", "en", "recalled", "partial")  # further files beside a pair that are no side of it

Links = set[tuple[str, str]]


def file_of(folder: Path, side: str) -> Path | None:
    """The file of one side, in the richest format there is."""
    files = [
        path
        for path in folder.iterdir()
        if path.suffix in PREFERRED and path.name.split(".")[0] == side and not set(path.name.split(".")) & {*LEFT_OUT}
    ]
    return min(files, key=lambda path: PREFERRED.index(path.suffix), default=None)


def articles(law: Instrument) -> list[Provision]:
    """Numbered articles outside annexes: what the labels speak of."""
    return [unit for unit in law.units() if unit.kind is ProvisionKind.ARTICLE and unit.num and "annex" not in unit.eid]


def label(value: Any) -> str:
    """A label as text, without dots: 1005.6 is 1005-6."""
    text = value[0] if isinstance(value, list) else value
    return "".join(str(text).split()).replace(".", "-").casefold()


def baseline(old: Instrument, new: Instrument) -> Links:
    """Best pairs first, each article once."""
    from rapidfuzz.distance import Indel

    here, there = articles(old), articles(new)
    texts = [["".join(law.text_of(unit.eid).split()) for unit in units] for law, units in ((old, here), (new, there))]
    ranked = sorted(
        (-Indel.normalized_similarity(a, b, score_cutoff=FLOOR), i, j)
        for i, a in enumerate(texts[0])
        for j, b in enumerate(texts[1])
    )
    found: Links = set()
    taken: tuple[set[int], set[int]] = (set(), set())
    for unlike, i, j in ranked:
        if -unlike >= FLOOR and i not in taken[0] and j not in taken[1]:
            found.add((label(_number(here[i])), label(_number(there[j]))))
            taken[0].add(i)
            taken[1].add(j)
    return found


def _number(unit: Provision) -> str:
    return unit.num.label if unit.num else ""


def ours(old: Instrument, new: Instrument) -> Links:
    """The links of `align`, as the pipeline calls it."""
    numbers = [{unit.eid: label(_number(unit)) for unit in articles(law)} for law in (old, new)]
    alignment = align(old, new, words=grammar_of(new.language).words, lexicon=lexicon_of(new.language))
    pairs = ((numbers[0].get(a), numbers[1].get(b)) for m in alignment.articles for a in m.old for b in m.new)
    return {(a, b) for a, b in pairs if a is not None and b is not None}


def scores(found: Links, gold: dict[str, Any]) -> tuple[float, float, float]:
    """Precision, recall and F1, among what the labels judge."""
    weak = {(label(a), label(b)) for a, b in gold.get("weak", [])}
    skip = {label(value) for key in ("number_reused", "ignore") for value in gold.get(key, [])}
    pairs = {(label(a), label(b)) for a, b in gold["pairs"]}
    pairs = {(a, b) for a, b in pairs if a not in skip and b not in skip and ARTICLE.match(a) and ARTICLE.match(b)}
    judged = [
        {pair[end] for pair in pairs | weak} | {label(value) for value in gold.get(key, [])}
        for end, key in enumerate(("deleted", "added"))
    ]
    counted = {(a, b) for a, b in found if a in judged[0] and b in judged[1]} - weak
    hits = len(counted & pairs)
    precision, recall = hits / len(counted) if counted else 1.0, hits / len(pairs) if pairs else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def main() -> int:
    """Print the table."""
    names = sys.argv[1:]
    folders = [f for f in sorted(CORPUS.glob("*")) if (f / "gold.json").is_file() and (not names or f.name in names)]
    if not folders:
        print(f"no labelled pair in {CORPUS}: set GAIDIFF_CORPUS")
        return 2
    print(f"{'':34} {'baseline':>8} {'ours':>8} {'P':>8} {'R':>8} {'seconds':>8}")
    totals: list[tuple[float, float]] = []
    for folder in folders:
        files = [file_of(folder, side) for side in ("old", "new")]
        if not all(files):
            continue
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        old, new = (parse(read(snapshot_of_path(path))) for path in files if path)
        plain = scores(baseline(old, new), gold)[2]
        began = time.perf_counter()
        links = ours(old, new)
        took = time.perf_counter() - began
        precision, recall, f1 = scores(links, gold)
        totals.append((plain, f1))
        print(f"{folder.name:34} {plain:8.3f} {f1:8.3f} {precision:8.3f} {recall:8.3f} {took:8.2f}", flush=True)
    means = [sum(column) / len(totals) for column in zip(*totals, strict=True)]
    print(f"{'mean':34} {means[0]:8.3f} {means[1]:8.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
