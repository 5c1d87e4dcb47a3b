"""Same input, same bytes: whatever the hash seed, the time zone, the locale and the folder."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Gaidiff = Callable[..., "subprocess.CompletedProcess[bytes]"]

PLACES = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/Los_Angeles", "COLUMNS": "40"},
)


@pytest.mark.parametrize("format_name", ["json", "html", "md", "terminal", "docx", "table-xlsx", "table-docx", "akn"])
@pytest.mark.parametrize("pair", ["gai-measures", "shili-zhineng-kefu"])
def test_output_bytes_are_the_same_everywhere(pair: str, format_name: str, tmp_path: Path, gaidiff: Gaidiff) -> None:
    outputs = set()
    for number, place in enumerate(PLACES):
        target = tmp_path / f"{number}.out"
        done = gaidiff("compare", f"corpus:{pair}", "--format", format_name, "-o", target, env=place)
        assert (done.returncode, done.stderr) == (0, b"")
        outputs.add(target.read_bytes())
    assert len(outputs) == 1
