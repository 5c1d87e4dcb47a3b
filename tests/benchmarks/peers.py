"""Long pairs in, a table of times out, gaidiff beside its peers: `python tests/benchmarks/peers.py [PAIR ...]`.

Whole processes, from the shell's point of view, each reading both files and writing its report: gaidiff its HTML page,
redlines Markdown, fast-diff-match-patch its list of edits (`pip install --group bench`). All read the same plain texts
in the same run, three pairs of $GAIDIFF_CORPUS and a made-up code of real sentences: of its 2,800 articles a tenth is
amended, a fiftieth repealed and as many inserted, and the rest renumbered. A peer that needs longer than CAP is
stopped.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from scale import CORPUS, SEED, articles, edited, sentences

CODE = "made-up code"
ARTICLES = 2_800
PAIRS = ("us-cfr-1005-2016", "eu-ai-act-council-2022", "fr-constitution-2008")
SUFFIXES = (".txt", ".md")
AMENDED, GONE = 0.10, 0.02  # of the articles of the code; as many are new as are gone
WORDS = 0.1  # of an amended article
CAP = 180  # seconds

READ = "import sys; old, new = (open(name, encoding='utf-8').read() for name in sys.argv[1:3])"
REDLINES = f"{READ}; from redlines import Redlines; open(sys.argv[3], 'w').write(Redlines(old, new).output_markdown)"
FAST_DMP = f"{READ}; import fast_diff_match_patch as f; open(sys.argv[3], 'w').write(str(f.diff(old, new)))"
PEERS = (("redlines", "redlines", REDLINES), ("fast-diff-match-patch", "fast_diff_match_patch", FAST_DMP))


def file_of(pair: str, side: str) -> Path | None:
    """The plain text of one side."""
    paths = (CORPUS / pair / f"{side}{suffix}" for suffix in SUFFIXES)
    return next((path for path in paths if path.is_file()), None)


def seconds(command: tuple[str, ...]) -> str:
    """How long a process takes; what went wrong if it did not end well."""
    began = time.perf_counter()
    try:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=CAP, check=False)
    except subprocess.TimeoutExpired:
        return f"over {CAP}"
    return f"{time.perf_counter() - began:.2f} s" if done.returncode == 0 else f"failed ({done.returncode})"


def row(pair: str, old: Path, new: Path, folder: Path) -> str:
    """The times of one pair."""
    gaidiff = str(Path(sys.executable).with_name("gaidiff"))
    texts = (str(old), str(new))
    cells = [seconds((gaidiff, "compare", *texts, "-o", str(folder / "report.html")))]
    for _, module, program in PEERS:
        known = importlib.util.find_spec(module) is not None
        cells.append(
            seconds((sys.executable, "-c", program, *texts, str(folder / "peer"))) if known else "not installed"
        )
    size = sum(path.stat().st_size for path in (old, new)) / 1e6
    return f"{pair:26} {size:6.2f} MB " + " ".join(f"{cell:>22}" for cell in cells)


def code(folder: Path) -> tuple[str, Path, Path]:
    """The made-up code before and after, written into a folder."""
    chance = random.Random(SEED)  # noqa: S311, no secret
    pool = sentences()
    old = articles(pool, ARTICLES, chance)
    new: list[str] = []
    for text in old:
        fate = chance.random()
        if fate >= GONE:
            new.append(edited(text, WORDS, chance) if fate < GONE + AMENDED else text)
        if fate >= 1 - GONE:
            new += articles(pool, 1, chance)
    files = folder / "old.txt", folder / "new.txt"
    for file, texts in zip(files, (old, new), strict=True):
        lines = [f"第{number}条　{text}" for number, text in enumerate(texts, 1)]
        file.write_text("\n\n".join(["示例法典", *lines]), encoding="utf-8")
    return CODE, *files


def main() -> int:
    """Print the table."""
    asked = sys.argv[1:] or [*PAIRS, CODE]
    found = [(pair, file_of(pair, "old"), file_of(pair, "new")) for pair in asked]
    pairs = [(pair, old, new) for pair, old, new in found if old and new]
    if not pairs and CODE not in asked:
        print(f"no pair in {CORPUS}: set GAIDIFF_CORPUS")
        return 2
    busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors, load {busy:.1f} before the run\n")
    heads = ("gaidiff, HTML", *(name for name, _, _ in PEERS))
    print(f"{'':26} {'both':>9} " + " ".join(f"{head:>22}" for head in heads))
    with tempfile.TemporaryDirectory() as folder:
        for pair, old, new in [*pairs, *([code(Path(folder))] if CODE in asked else [])]:
            print(row(pair, old, new, Path(folder)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
