"""A look in, the parts of an HTML report out: its template, style and script, and the policy that allows just these."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from gaidiff.assets import asset_dir
from gaidiff.errors import ConfigError, RenderError
from gaidiff.renderers._look import PLAIN, accent_style, logo_address
from gaidiff.renderers._templates import policy, settings, shipped
from gaidiff.renderers._templates import template as own_template

if TYPE_CHECKING:
    from pathlib import Path

    from jinja2 import Environment, Template

    from gaidiff.renderers._look import Look

REPORT: Final = "report.html.j2"
SHIPPED: Final = "gaidiff"  # {% extends "gaidiff/report.html.j2" %} in a template of one's own
LARGEST_TEMPLATE: Final = 1024 * 1024  # bytes: ours has 10 thousand


def template(look: Look = PLAIN) -> Template:
    """The page's template, of the look's folder if it has one."""
    return _template(look.templates)


def style(look: Look = PLAIN) -> str:
    """The page's style, with the accent at its end."""
    return _text("report.css", look.templates) + (accent_style(look.accent) if look.accent else "")


def script(look: Look = PLAIN) -> str:
    """The page's script."""
    return _text("report.js", look.templates)


def parts(look: Look) -> dict[str, Any]:
    """What the template needs beside the report."""
    from markupsafe import Markup

    own_style, own_script = style(look), script(look)
    return {
        "policy": policy(own_style, own_script),
        "style": Markup(own_style),  # noqa: S704  a file of ours or of the user's, and its hash is in the policy
        "script": Markup(own_script),  # noqa: S704  as above
        "logo": logo_address(look.logo) if look.logo else "",
    }


@cache
def _template(folder: Path | None) -> Template:
    from jinja2 import TemplateError

    if folder is None:
        return own_template(REPORT)
    try:
        return _environment(folder).get_template(REPORT)
    except TemplateError as error:
        raise _unusable(error) from error


def _unusable(error: Exception) -> RenderError:
    name = getattr(error, "filename", None) or getattr(error, "name", None) or REPORT
    return RenderError(f"templates/{str(name).rpartition('/')[2]} cannot be used: {error}", "correct the template")


def fill(look: Look, values: dict[str, Any]) -> str:
    """The page. Raises RenderError if a template of the user's asks for what is not there or not allowed."""
    from jinja2 import TemplateError

    page = template(look)
    if look.templates is None:
        return page.render(values)
    try:
        return page.render(values)
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise _unusable(error) from error


def _environment(folder: Path) -> Environment:
    from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    loaders = ChoiceLoader([FileSystemLoader(folder), shipped(), PrefixLoader({SHIPPED: shipped()})])
    # a template passed on with a case file is somebody else's program: it may format the report and nothing else
    return ImmutableSandboxedEnvironment(**settings(loaders), autoescape=True)


@cache
def _text(name: str, folder: Path | None) -> str:
    own = folder / name if folder else None
    file = own if own is not None and own.is_file() else asset_dir("templates") / name
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RenderError(f"templates/{name} cannot be read: {error}", "reinstall gaidiff") from error
    if "</" in text or "<!--" in text:  # would end the element that the text stands in
        raise RenderError(f"{name} holds </ or <!--", "write it without")
    return text


def check_folder(folder: Path) -> None:
    """Raise ConfigError if `folder` cannot hold templates: none of our names in it, or one far too large."""
    known = {file.name for file in asset_dir("templates").iterdir() if file.name.startswith("report.")}
    own = [file for file in folder.iterdir() if file.name in known] if folder.is_dir() else []
    if not own:
        raise ConfigError(f"{folder} holds no template", f"put one of {', '.join(sorted(known))} into it")
    for file in own:
        if file.stat().st_size > LARGEST_TEMPLATE:
            raise ConfigError(f"{file} is too large for a template", f"keep it under {LARGEST_TEMPLATE:,} bytes")
