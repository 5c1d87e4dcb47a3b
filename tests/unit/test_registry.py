"""The registry: every module of a package is a plug-in, found by scanning and told apart by name."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from gaidiff.errors import RegistryError
from gaidiff.registry import modules, plugins

PLUGIN = "class Plugin:\n    name = {name!r}\nREADER = Plugin()\n"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty package of plug-ins that can be imported for one test."""
    folder = tmp_path / "dummy_readers"
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    for name in [name for name in sys.modules if name.startswith("dummy_readers")]:
        monkeypatch.delitem(sys.modules, name)
    importlib.invalidate_caches()
    modules.cache_clear()
    plugins.cache_clear()
    return folder


def test_the_readers_are_found_by_name() -> None:
    assert {"docx", "html", "pdf", "plain"} <= set(plugins("gaidiff.readers", "READER"))


def test_a_module_with_an_underscore_is_no_plugin(package: Path) -> None:
    (package / "epub.py").write_text(PLUGIN.format(name="epub"), encoding="utf-8")
    (package / "_shared.py").write_text("", encoding="utf-8")
    assert modules("dummy_readers") == ("epub",)
    assert list(plugins("dummy_readers", "READER")) == ["epub"]


def test_a_module_without_its_constant_is_an_error(package: Path) -> None:
    (package / "epub.py").write_text("", encoding="utf-8")
    with pytest.raises(RegistryError, match=r"dummy_readers\.epub defines no READER"):
        plugins("dummy_readers", "READER")


def test_two_plugins_of_one_name_are_an_error(package: Path) -> None:
    for module in ("epub", "mobi"):
        (package / f"{module}.py").write_text(PLUGIN.format(name="book"), encoding="utf-8")
    with pytest.raises(RegistryError, match="two plug-ins of dummy_readers are called 'book'"):
        plugins("dummy_readers", "READER")
