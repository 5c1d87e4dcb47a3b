"""Ids and addresses from outside in, names of files and links out: nothing a source is called can lead out of the site.

A source may be called `../../etc`, `CON`, `a` beside `A`, or 300 bytes of anything. Messages and feeds link to the same
pages, so the folder of a source is named in one place (gaidiff.watch.addresses).
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from gaidiff.errors import ConfigError
from gaidiff.watch.addresses import folder_of, linked

if TYPE_CHECKING:
    from collections.abc import Iterable

slug = folder_of


def slugs(source_ids: Iterable[str]) -> dict[str, str]:
    """The folder of each source. Raises ConfigError if two would share one."""
    owners: dict[str, str] = {}
    for source_id in source_ids:
        name = slug(source_id)
        if owners.setdefault(name, source_id) != source_id:
            raise ConfigError(f"the sources {owners[name]!r} and {source_id!r} would share a folder", "rename one")
    return {source_id: name for name, source_id in owners.items()}


def relative(page: str, target: str) -> str:
    """The link from one page of the site to another; it works from a disk as from a server.

    >>> relative("en/sources/x/index.html", "zh/index.html"), relative("index.html", "en/search.html")
    ('../../../zh/index.html', 'en/search.html')
    """
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def base(address: str | None) -> str | None:
    """The address under which the site will stand, ending in a slash; ConfigError if it is none."""
    if address is None:
        return None
    shown = linked(address)
    if not shown or urlsplit(shown).query or urlsplit(shown).fragment:
        raise ConfigError(f"the base address {address!r} is none", "give it as https://example.org/laws/")
    return shown if shown.endswith("/") else f"{shown}/"
