"""The four public verbs, as a script or a notebook calls them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gaidiff import compare, parse, read, render
from gaidiff.errors import RegistryError, StructureError

OLD = "Rules on Lamps\n\nArticle 1 Providers shall report within three months.\n"
NEW = "Rules on Lamps\n\nArticle 1 Providers shall report promptly.\n"


def test_compare_stays_the_verb_when_the_package_of_that_name_is_loaded() -> None:
    """A second `from gaidiff import compare` must not give the package gaidiff.compare."""
    code = "import gaidiff.pipeline; from gaidiff import compare; print(callable(compare), gaidiff.compare is compare)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "True"]


def test_bytes_and_paths_are_read_alike(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    by_path, by_name, by_bytes = (parse(read(s)) for s in (tmp_path / "old.txt", f"{tmp_path}/old.txt", OLD.encode()))
    assert by_path == by_name == by_bytes


def test_a_notebook_shows_the_html_report() -> None:
    report = compare(parse(read(OLD.encode())), parse(read(NEW.encode())))
    assert report._repr_html_() == render(report, "html").decode()


def test_unknown_format_and_language_are_refused() -> None:
    report = compare(parse(read(OLD.encode())), parse(read(NEW.encode())))
    with pytest.raises(RegistryError, match="no output format is called 'papyrus'; use one of"):
        render(report, "papyrus")
    with pytest.raises(StructureError, match="language 'tlh' is not known"):
        parse(read(OLD.encode()), language="tlh")
