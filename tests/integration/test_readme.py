"""The README is true: its commands run, its links lead somewhere, its table of kinds is the rules' own."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")

LINK = re.compile(r"\]\((?P<target>[^)#\s]+)")
SHELL = re.compile(r"^```sh\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
TESTS = "scripts/test"  # is what runs this


def commands() -> list[str]:
    lines = [line for block in SHELL.finditer(README) for line in block["body"].splitlines()]
    return [line for line in lines if line.strip() and line != TESTS]


def test_there_is_a_tour() -> None:
    assert len(commands()) >= 6


@pytest.mark.parametrize("line", commands())
def test_command_runs(line: str, tmp_path: Path) -> None:
    """As printed, in a folder that looks like the checkout."""
    for name in ("corpus", "scripts"):
        (tmp_path / name).symlink_to(ROOT / name)
    words = shlex.split(line, comments=True)
    assert words[0] == "scripts/gaidiff", "the tour uses the one command"
    command = f"{shlex.quote(sys.executable)} -m gaidiff {line.removeprefix('scripts/gaidiff')}"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["/bin/sh", "-c", command], cwd=tmp_path, env=env, capture_output=True, check=False)
    expected = 1 if "--check" in words else 0
    assert (done.returncode, done.stderr) == (expected, b"")
    if "-o" in words:
        assert (tmp_path / words[words.index("-o") + 1]).stat().st_size > 0
    else:
        assert done.stdout


def test_links_inside_the_checkout_exist() -> None:
    targets = [match["target"] for match in LINK.finditer(README) if "://" not in match["target"]]
    missing = [target for target in targets if not (ROOT / target).exists()]
    assert not missing


def test_table_of_kinds_is_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "make_docs.py"), "--check"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
