"""A look in, the parts of an HTML report out: its template, style and script, and the policy that allows just these."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from gaidiff.assets import asset_dir
from gaidiff.errors import ConfigError, RenderError
from gaidiff.renderers._look import PLAIN, accent_style, logo_address

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


def policy(own_style: str, own_script: str) -> str:
    """A content security policy under which the page can look as its style says, do what its script does, no more."""
    return (
        f"default-src 'none'; style-src '{_digest(own_style)}'; script-src '{_digest(own_script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _template(folder: Path | None) -> Template:
    from jinja2 import TemplateError

    try:
        return _environment(folder).get_template(REPORT)
    except TemplateError as error:
        raise _unusable(error, folder) from error


def _unusable(error: Exception, folder: Path | None) -> RenderError:
    name = getattr(error, "filename", None) or getattr(error, "name", None) or REPORT
    hint = "correct the template" if folder else "reinstall gaidiff"
    return RenderError(f"templates/{str(name).rpartition('/')[2]} cannot be used: {error}", hint)


def fill(look: Look, values: dict[str, Any]) -> str:
    """The page. Raises RenderError if a template of the user's asks for what is not there or not allowed."""
    from jinja2 import TemplateError

    page = template(look)
    if look.templates is None:
        return page.render(values)
    try:
        return page.render(values)
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
        raise _unusable(error, look.templates) from error


def _environment(folder: Path | None) -> Environment:
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

    shipped = FileSystemLoader(asset_dir("templates"))
    # autoescape is said outright: jinja2 would leave it off for the suffix .j2
    if folder is None:
        return Environment(
            loader=shipped, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    loaders = ChoiceLoader([FileSystemLoader(folder), shipped, PrefixLoader({SHIPPED: shipped})])
    # a template passed on with a case file is somebody else's program: it may format the report and nothing else
    return ImmutableSandboxedEnvironment(
        loader=loaders, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


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
