"""What every test may ask for: the command as a process, a real PostgreSQL, and --update-golden."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from servers import new_database, postgres_server

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


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A real PostgreSQL for the whole run; skips where the package that brings it is missing."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def postgres_address(postgres: Any) -> Iterator[str]:
    """The address of an empty database on it."""
    with new_database(postgres, f"gaidiff_{secrets.token_hex(8)}") as address:
        yield address
