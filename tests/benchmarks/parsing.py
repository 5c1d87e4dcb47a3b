"""The long texts of the corpus in, a table of parsing times out: `python tests/benchmarks/parsing.py`.

Processor seconds for each megabyte, best of several runs in one warm process, from bytes to an instrument; and how
much longer four copies of a text take than one. Exits with 1 if a limit is broken. Texts: $GAIDIFF_CORPUS.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from pathlib import Path

from gaidiff.pipeline import load
from gaidiff.sources.local import snapshot_of_bytes

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", ROOT / ".." / "shared" / "corpus"))
TEXTS = (  # the longest of each language and form; the rules of the CFR are half a megabyte
    "us-cfr-1005-2016/new.txt",
    "eu-ai-act-council-2022/old.txt",
    "us-cfr-1013-thresholds/new.txt",
    "de-urhg-2013/new.md",
    "fr-constitution-2008/new.md",
    "cn-civil-procedure-law/new.md",
)
RUNS = 5
COPIES = 4
MOST_SECONDS = 0.5  # for each megabyte of text
MOST_GROWTH = 5.0  # times longer, for four times the text
MEGABYTE = 1_000_000


def seconds(body: bytes) -> float:
    """The best of several runs, of the processor."""
    snapshot = snapshot_of_bytes(body, "law.txt")
    times = []
    for _ in range(RUNS):
        began = time.process_time()
        load(snapshot)
        times.append(time.process_time() - began)
    return min(times)


def main() -> int:
    """Print the table; exit 1 if a limit is broken."""
    paths = [path for name in TEXTS if (path := CORPUS / name).is_file()]
    if not paths:
        print(f"no text in {CORPUS}: set GAIDIFF_CORPUS")
        return 2
    print(f"best of {RUNS} runs, Python {platform.python_version()}, {os.cpu_count()} processors\n")
    print(f"{'':36} {'size':>8} {'time':>8} {'per MB':>8}   {COPIES} copies")
    broken = 0
    for path in paths:
        body = path.read_bytes()
        once, often = seconds(body), seconds((body + b"\n") * COPIES)
        rate, growth = once / len(body) * MEGABYTE, often / once
        name = f"{path.parent.name}/{path.name}"
        print(f"{name:36} {len(body) / MEGABYTE:5.2f} MB {once:6.3f} s {rate:6.3f} s   {growth:.1f} times as long")
        broken += rate > MOST_SECONDS or growth > MOST_GROWTH
    print(f"\nlimits: {MOST_SECONDS} s for each MB, {MOST_GROWTH:.0f} times as long for {COPIES} times the text")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
