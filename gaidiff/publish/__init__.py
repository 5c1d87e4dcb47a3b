"""A store of revisions in, a static site out: latest changes, a page for each source, every report, feeds and search.

`publish` builds the next site beside the folder and exchanges the two in one step (atomic.py), so that readers see the
old site or the new one. Files are known by a hash of what they are made from (manifest.py): only what changed is made
again. Same store, same bytes: every time in the site comes from the store. The site asks for nothing from anywhere and
is complete without script.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.model.watch import WatchedSource
    from gaidiff.publish.archive import Archive
    from gaidiff.publish.build import Published


def publish(  # noqa: PLR0913, each is a choice of who publishes
    store: Archive,
    target: str | Path,
    *,
    sources: Sequence[WatchedSource] = (),
    languages: Sequence[str] = ("en", "zh"),
    base_address: str | None = None,
    title: str | None = None,
    accent: str | None = None,
    demo: bool = False,
) -> Published:
    """Publish what `store` knows to the folder `target`; sources it knows beyond `sources` are published too.

    Raises ConfigError for a folder that holds what gaidiff did not write, an address or colour that is none, or words
    missing in a language; RenderError if the folder cannot be written. The folder then is as it was.
    """
    from gaidiff.publish.build import build
    from gaidiff.publish.frame import Site
    from gaidiff.publish.paths import base
    from gaidiff.publish.words import words
    from gaidiff.renderers._look import Look

    Look(accent=accent)  # raises if it is no colour
    for language in languages:
        words(language)
    site = Site(
        languages=tuple(dict.fromkeys(languages)),
        base_address=base(base_address),
        title=title,
        accent=accent,
        demo=demo,
    )
    return build(store, Path(target), sources=sources, site=site)
