"""mypy --strict accepts the public verbs as used from outside, and refuses their misuse."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_public_verbs_are_typed_from_outside(tmp_path: Path) -> None:
    outside = tmp_path / "verbs.py"
    outside.write_text(Path(__file__).with_name("verbs.py").read_text(encoding="utf-8"), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--config-file=",
        "--cache-dir",
        str(tmp_path / "c"),
        outside.name,
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
