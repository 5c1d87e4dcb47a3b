"""Tell what changed in a regulation, article by article, and what it means.

Four verbs on frozen values:

>>> from gaidiff import compare, parse, read, render
>>> old = parse(read(b"Article 1 Providers shall report within three months."))
>>> new = parse(read(b"Article 1 Providers shall report promptly."))
>>> report = compare(old, new)
>>> [finding.kind for change in report.changes for finding in change.findings]
['deadline_removed']
>>> render(report, "md").decode().startswith("# ")
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from gaidiff.version import VERSION as __version__

if TYPE_CHECKING:
    from pathlib import Path

    from gaidiff.model.change import Report
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import Reading

__all__ = ["__version__", "compare", "parse", "read", "render"]

# The first import of the package gaidiff.compare binds its name here; the verb below must be the one to stay.
import_module("gaidiff.compare")


def read(source: str | Path | bytes, *, tracked: str = "final") -> Reading:
    """Read a file (by path) or its bytes into blocks, its tracked changes accepted (`final`) or not made (`original`).

    Raises SourceError if there is no such file, ReadError if it cannot be read as a document.
    """
    from gaidiff import readers
    from gaidiff.sources.local import snapshot_of_bytes, snapshot_of_path

    snapshot = snapshot_of_bytes(source) if isinstance(source, bytes) else snapshot_of_path(source)
    return readers.read(snapshot, tracked=tracked)


def parse(reading: Reading, *, language: str | None = None) -> Instrument:
    """Find the structure of a text: parts, chapters, articles, paragraphs, items.

    `language` is found from the text unless given. Raises StructureError if no article is found.
    """
    from gaidiff import grammars

    return grammars.parse(reading, language=language)


def compare(old: Instrument, new: Instrument) -> Report:
    """Align, diff, classify and comment two versions of a law in one language."""
    from gaidiff import pipeline

    return pipeline.compare(old, new)


def render(report: Report, format: str = "html", *, language: str = "en") -> bytes:
    """Render a report as `html`, `md`, `json` or `terminal`, in `en` or `zh`.

    Raises RegistryError for an unknown format.
    """
    from gaidiff import renderers

    return renderers.render(report, format, language=language)
