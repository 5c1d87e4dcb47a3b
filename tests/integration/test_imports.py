"""What starting costs: libraries that one comparison of two text files must not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("requests", "bs4", "docx", "pypdfium2", "sqlalchemy", "numpy", "scipy")
HELP_TOO = ("jinja2", "rich", "rapidfuzz", "diff_match_patch", "lxml", "gaidiff.pipeline")
CODE = """
import sys
from gaidiff.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
sys.stderr.write(" ".join(sorted(sys.modules)))
sys.exit(code)
"""


def loaded(*arguments: str | Path) -> set[str]:
    command = [sys.executable, "-c", CODE, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stderr.split())


def test_comparing_two_text_files_loads_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("Article 1 Lamps shall glow.\n", encoding="utf-8")
    (tmp_path / "new.txt").write_text("Article 1 Lamps may glow.\n", encoding="utf-8")
    for format_name in ("terminal", "html", "json", "md"):
        modules = loaded("compare", tmp_path / "old.txt", tmp_path / "new.txt", "--format", format_name)
        assert "gaidiff.compare.align" in modules
        assert modules.isdisjoint(HEAVY), format_name


def test_help_loads_nothing_but_the_command_line() -> None:
    assert loaded("--help").isdisjoint({*HEAVY, *HELP_TOO})
    assert loaded("compare", "--help").isdisjoint({*HEAVY, *HELP_TOO})
