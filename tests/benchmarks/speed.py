"""Two versions of a long law in, a table of times out: `python tests/benchmarks/speed.py`.

Whole processes, from the shell's point of view, median of five; gaidiff against redlines and fast-diff-match-patch
on the same files in the same run (`pip install --group bench`). The law is cn-civil-procedure-law (291 and 306
articles) of $GAIDIFF_CORPUS.
"""

from __future__ import annotations

import importlib.util
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("GAIDIFF_CORPUS", ROOT / ".." / "shared" / "corpus"))
LAW = "cn-civil-procedure-law"
RUNS = 5

READ = "import sys; old, new = (open(name, encoding='utf-8').read() for name in sys.argv[1:3])"
REDLINES = f"{READ}; from redlines import Redlines; open(sys.argv[3], 'w').write(Redlines(old, new).output_markdown)"
FAST_DMP = f"{READ}; import fast_diff_match_patch as f; open(sys.argv[3], 'w').write(str(f.diff(old, new)))"


@dataclass(frozen=True)
class Case:
    """One row: what is run, the module it needs, and the most seconds it may take (None: only for comparison)."""

    name: str
    command: tuple[str, ...]
    module: str = "gaidiff"
    limit: float | None = None


def cases(old: Path, new: Path, folder: Path) -> tuple[Case, ...]:
    python = sys.executable
    gaidiff = str(Path(python).with_name("gaidiff"))
    texts = (str(old), str(new))
    return (
        Case("gaidiff --help", (gaidiff, "--help"), limit=0.15),
        Case("gaidiff, HTML report", (gaidiff, "compare", *texts, "-o", str(folder / "r.html")), limit=0.6),
        Case("gaidiff, JSON report", (gaidiff, "compare", *texts, "-o", str(folder / "r.json"))),
        Case("redlines, Markdown", (python, "-c", REDLINES, *texts, str(folder / "r.md")), module="redlines"),
        Case("fast-diff-match-patch", (python, "-c", FAST_DMP, *texts, str(folder / "f")), "fast_diff_match_patch"),
        Case("python, nothing else", (python, "-c", "pass")),
    )


def seconds(command: tuple[str, ...]) -> float:
    began = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def main() -> int:
    """Print the table; exit 1 if a limit is broken."""
    old, new = CORPUS / LAW / "old.md", CORPUS / LAW / "new.md"
    if not old.is_file():
        print(f"{old} is not there: set GAIDIFF_CORPUS")
        return 2
    slow = 0
    print(f"{LAW}, median of {RUNS} processes, Python {platform.python_version()}, {os.cpu_count()} processors\n")
    print(f"{'':24} {'median':>8} {'fastest':>8} {'slowest':>8} {'limit':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(old, new, Path(folder)):
            if importlib.util.find_spec(case.module) is None:
                print(f"{case.name:24} {case.module} is not installed")
                continue
            times = [seconds(case.command) for _ in range(RUNS)]
            median = statistics.median(times)
            limit = f"{case.limit:.2f} s" if case.limit else ""
            print(f"{case.name:24} {median:6.3f} s {min(times):6.3f} s {max(times):6.3f} s {limit:>7}")
            slow += case.limit is not None and median > case.limit
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
