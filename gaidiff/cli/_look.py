"""--title, --logo, --accent and --template in, the look of the report out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable

    from gaidiff.renderers._look import Look

Command = TypeVar("Command", bound="Callable[..., Any]")

OPTIONS = (
    click.option("--title", metavar="TEXT", help="HTML: the heading of the report, instead of the law's title."),
    click.option("--logo", metavar="FILE", help="HTML: a picture (PNG, JPEG, WebP, GIF, SVG) above the heading."),
    click.option("--accent", metavar="#RRGGBB", help="HTML: the colour of links and numbers, kept readable."),
    click.option("--template", metavar="DIR", help="HTML: a folder with a report.html.j2, .css or .js of your own."),
)


def look_options(command: Command) -> Command:
    """Give a command the four options."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def look_of(
    renderer: str, title: str | None, logo: str | None, accent: str | None, template: str | None
) -> Look | None:
    """The look, None if no option was given. Raises ConfigError for a value or a format that cannot be used."""
    if title is logo is accent is template is None:
        return None
    from gaidiff.renderers import find
    from gaidiff.renderers._look import Look
    from gaidiff.renderers._page import check_folder
    from gaidiff.sources.local import snapshot_of_path

    if find(renderer).render_with is None:
        raise ConfigError(
            f"--title, --logo, --accent and --template do not go with {renderer}", "use them with --format html"
        )
    folder = Path(template) if template is not None else None
    if folder is not None:
        check_folder(folder)
    picture = snapshot_of_path(logo).body if logo is not None else None
    return Look(title=title, logo=picture, accent=accent, templates=folder)
