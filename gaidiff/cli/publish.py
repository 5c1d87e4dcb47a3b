"""`gaidiff publish SITE`: what a watcher knows in, a static site in a folder out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gaidiff.cli._output import print_text
from gaidiff.cli._progress import working
from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from typing import Any

    from gaidiff.publish.build import Published

DEFAULT_CONFIG = "watch.toml"


@click.command("publish", short_help="Publish what is watched as a static site.")
@click.argument("site")
@click.option("--config", metavar="FILE", help=f"The sources, as in `gaidiff watch`.  [default: {DEFAULT_CONFIG}]")
@click.option("--store", metavar="PLACE", help="The store, if not the one that the configuration names.")
@click.option("--base-address", metavar="URL", help="Where the site will stand: for feeds and the sitemap.")
@click.option("--lang", metavar="en|zh|both", help="Languages of the site.  [default: both]")
@click.option("--title", metavar="TEXT", help="What the site is called.")
@click.option("--accent", metavar="#RRGGBB", help="The colour of links and numbers, kept readable.")
@click.option("--demo", is_flag=True, help="Make the site from the texts shipped with gaidiff; no store is needed.")
def publish(  # noqa: PLR0913, one argument per option
    *,
    site: str,
    config: str | None,
    store: str | None,
    base_address: str | None,
    lang: str | None,
    title: str | None,
    accent: str | None,
    demo: bool,
) -> None:
    """Publish the revisions and changes that `gaidiff watch` has stored as a static site in the folder SITE.

    SITE is made if it is not there. A folder that holds anything gaidiff did not write is refused; in a site of ours,
    files of yours stay. Readers see the old site or the new one, never a part; what did not change is not made again.
    Beside it stands .SITE.gaidiff, where the next site is built.
    """
    options = {"base_address": base_address, "lang": lang, "title": title, "accent": accent}
    with working(f"publishing to {site}"):
        if demo:
            if config or store:
                raise ConfigError("--demo needs no --config and no --store", "leave them out")
            done = _demo(Path(site), options)
        else:
            done = _stored(Path(site), config, store, options)
    print_text(
        f"{site}: {_count(done.sources, 'source')}, {_count(done.changes, 'change')}; "
        f"{_count(done.written, 'file')} written, {done.kept} kept\n"
    )


def _demo(site: Path, options: dict[str, str | None]) -> Published:
    from gaidiff.publish import publish as publish_site
    from gaidiff.publish.demo import demo

    archive, sources = demo()
    return publish_site(archive, site, sources=sources, demo=True, **_settings(options))


def _stored(site: Path, config: str | None, store: str | None, options: dict[str, str | None]) -> Published:
    from gaidiff.publish import publish as publish_site
    from gaidiff.sources.store import open_store
    from gaidiff.watch._keys import Keys
    from gaidiff.watch.config import read_config
    from gaidiff.watch.entries import expanded

    known = read_config(config or DEFAULT_CONFIG) if config or not store or Path(DEFAULT_CONFIG).exists() else None
    place = store or (known.store if known else "")
    if known is not None:
        table = Keys(known.site, f"{known.path.name}: [site]", [name for name in options if name != "base_address"])
        own = {name: known.base_address if name == "base_address" else table.maybe(name) for name in options}
        options = {name: value if value is not None else own[name] for name, value in options.items()}
    settings = _settings(options)
    with open_store(place, create=False) as opened:
        sources = expanded(known.sources, opened) if known else ()
        return publish_site(opened, site, sources=sources, **settings)


def _settings(options: dict[str, str | None]) -> dict[str, Any]:
    """What `publish` takes; the language by its name on the command line or in the table [site]."""
    from gaidiff.publish.words import languages_of

    rest = {name: value for name, value in options.items() if name != "lang"}
    return {**rest, "languages": languages_of(options["lang"] or "both")}


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


COMMAND = publish
