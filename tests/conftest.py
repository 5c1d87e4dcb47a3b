"""What every test may ask for: the command as a process, and --update-golden."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMMAND = (sys.executable, "-m", "gaidiff")

Result = subprocess.CompletedProcess[bytes]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/cases from what gaidiff says")


@pytest.fixture
def gaidiff(tmp_path: Path) -> Callable[..., Result]:
    """Run the command as a process in an empty folder: `gaidiff("compare", old, new)`."""

    def run(*arguments: str | Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Result:
        return subprocess.run(
            [*COMMAND, *map(str, arguments)],
            input=stdin,
            capture_output=True,
            check=False,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
            timeout=60,
        )

    return run
