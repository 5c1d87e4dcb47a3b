"""A report and a format name in, bytes out.

One file per format. It declares `RENDERER = Renderer(name=..., suffix=..., render=...)`. Renderers import the model
and the assets only and never recompute: a report read back from JSON gives the same bytes as a fresh one.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from gaidiff.errors import RegistryError
from gaidiff.registry import modules, plugins

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaidiff.model.change import Report
    from gaidiff.renderers._look import Look


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """One output format. `render` takes a report and the language of its own words (`en`, `zh`).

    `render_with` also takes a look (title, logo, accent, templates); a format that cannot be branded has none.
    """

    name: str
    suffix: str
    render: Callable[[Report, str], bytes]
    render_with: Callable[[Report, str, Look], bytes] | None = None


def render(report: Report, format: str = "html", *, language: str = "en", look: Look | None = None) -> bytes:
    """Render a report; `format` is a renderer's name. Raises RegistryError for an unknown one or one without looks."""
    renderer = find(format)
    if look is None:
        return renderer.render(report, language)
    if renderer.render_with is None:
        raise RegistryError(f"{format} takes no title, logo, accent or template", "use them with html")
    return renderer.render_with(report, language, look)


def find(name: str) -> Renderer:
    """The renderer called `name`, importing no other where the module has that name."""
    module = name.replace("-", "_")  # table-csv is in table_csv.py
    if module in modules("gaidiff.renderers"):
        renderer: Renderer = import_module(f"gaidiff.renderers.{module}").RENDERER
        return renderer
    known = plugins("gaidiff.renderers", "RENDERER")
    if name not in known:
        raise RegistryError(f"no output format is called {name!r}", f"use one of {', '.join(sorted(known))}")
    found: Renderer = known[name]
    return found
