"""A new, empty store on each database the tests of the store are run on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gaidiff.sources.store import Store, open_store


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str | Path:
    """Where a store may be made: a file, or a database of its own on a real server."""
    if request.param == "sqlite":
        return tmp_path / "watch.db"
    return str(request.getfixturevalue("postgres_address"))


@pytest.fixture
def store(address: str | Path) -> Iterator[Store]:
    with open_store(address) as opened:
        yield opened
