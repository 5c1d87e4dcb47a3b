"""The wheel holds the package and every tracked file of corpus/ and templates/, and works from anywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def tracked(folder: str) -> set[str]:
    """Files git tracks or would add below `folder`; without git, all that are no caches."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", folder]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True)
        return {name for name in done.stdout.splitlines() if (ROOT / name).is_file()}
    return {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built offline from a copy of the tracked files, with the hatchling that is installed."""
    source = tmp_path_factory.mktemp("source")
    for name in ("gaidiff", "corpus", "templates", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        for file in tracked(name):
            (source / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / file, source / file)
    (source / "corpus" / "gai-measures" / "raw").mkdir(exist_ok=True)
    (source / "corpus" / "gai-measures" / "raw" / "page.html").write_text("a fetched page", encoding="utf-8")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(source / "dist")]
    subprocess.run(command, cwd=source, capture_output=True, check=True)
    return next((source / "dist").glob("*.whl"))


def test_wheel_lists_what_is_tracked(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if ".dist-info/" not in name}
    bundled = {f"gaidiff/_bundled/{name}" for folder in ("corpus", "templates") for name in tracked(folder)}
    assert inside == tracked("gaidiff") | bundled
    assert "gaidiff/py.typed" in inside


def test_wheel_compares_the_shipped_pair_outside_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    code = "import gaidiff, sys; from gaidiff.cli import main; sys.stderr.write(gaidiff.__file__); sys.exit(main())"
    command = [sys.executable, "-c", code, "compare", "corpus:gai-measures", "-o", "report.html"]
    env = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, str(site / "gaidiff" / "__init__.py"))
    assert (tmp_path / "report.html").stat().st_size > 10_000
