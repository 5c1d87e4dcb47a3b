"""A package and an attribute name in, its plug-ins by name out.

A plug-in is one module of the package (no leading underscore) that defines one constant with a `name`;
installed packages add more of the same objects through the entry-point group `gaidiff.<package>`.
"""

from __future__ import annotations

import pkgutil
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from gaidiff.errors import RegistryError

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def modules(package: str) -> tuple[str, ...]:
    """Names of the plug-in modules of `package`, sorted; nothing is imported but the package front."""
    front = import_module(package)
    return tuple(sorted(m.name for m in pkgutil.iter_modules(front.__path__) if not m.name.startswith("_")))


@cache
def plugins(package: str, attribute: str) -> Mapping[str, Any]:
    """Import every plug-in of `package` and return the `attribute` constants by their `name`.

    Raises RegistryError if a module lacks the constant or two share a name.

    >>> "plain" in plugins("gaidiff.readers", "READER")
    True
    """
    found: dict[str, Any] = {}
    for module in modules(package):
        constant = getattr(import_module(f"{package}.{module}"), attribute, None)
        if constant is None:
            raise RegistryError(f"{package}.{module} defines no {attribute}", "a plug-in module needs one")
        _add(found, constant, package)
    for constant in _installed(package):
        _add(found, constant, package)
    return MappingProxyType(found)


def _installed(package: str) -> list[Any]:
    if not is_extended(package):
        return []
    from importlib.metadata import entry_points

    return [entry.load() for entry in sorted(entry_points(group=package), key=lambda entry: entry.name)]


def is_extended(package: str) -> bool:
    """Whether any installed distribution declares the group: reading them all properly costs 30 ms a start."""
    group = f"[{package}]"
    return any(group in text for text in _entry_points())


@cache
def _entry_points() -> tuple[str, ...]:
    files = (file for folder in sys.path for file in Path(folder or ".").glob("*.dist-info/entry_points.txt"))
    return tuple(file.read_text(encoding="utf-8") for file in files)


def _add(found: dict[str, Any], constant: Any, package: str) -> None:
    if constant.name in found:
        raise RegistryError(f"two plug-ins of {package} are called {constant.name!r}", "rename one")
    found[constant.name] = constant
