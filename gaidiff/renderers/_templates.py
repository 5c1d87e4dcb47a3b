"""A file name of templates/ in, its compiled jinja2 template or its text out; and the policy that lets a page be read.

Every value a template prints is escaped, and a name it asks for must be there.
"""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from gaidiff.assets import asset_dir
from gaidiff.errors import RenderError

if TYPE_CHECKING:
    from jinja2 import BaseLoader, BytecodeCache, Template


@cache
def template(name: str) -> Template:
    """One of our own templates, ready to be filled. Raises RenderError if the installation is broken."""
    from jinja2 import Environment, TemplateError

    try:
        environment = Environment(**settings(shipped()), autoescape=True, bytecode_cache=_compiled())
        return environment.get_template(name)
    except TemplateError as error:
        raise RenderError(f"templates/{name} cannot be used: {error}", "reinstall gaidiff") from error


def shipped() -> BaseLoader:
    """The templates that come with gaidiff."""
    from jinja2 import FileSystemLoader

    return FileSystemLoader(asset_dir("templates"))


def settings(loader: BaseLoader) -> dict[str, Any]:
    """What every environment is made with, beside `autoescape=True`, which jinja2 would leave off for .j2."""
    from jinja2 import StrictUndefined

    return {"loader": loader, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}


@cache
def own_text(*names: str) -> str:
    """The texts of our own files, one after another: styles and scripts. Raises RenderError if one is missing."""
    folder = asset_dir("templates")
    try:
        return "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
    except OSError as error:
        raise RenderError(f"a file of templates/ cannot be read: {error}", "reinstall gaidiff") from error


def markup(text: str) -> Any:
    """A style or script of ours as it stands; its hash is in the page's policy."""
    from markupsafe import Markup

    return Markup(text)  # noqa: S704  never text of a law


def policy(style: str, script: str = "") -> str:
    """A content security policy under which a page looks as `style` says, does what `script` does, and no more."""
    scripts = f"script-src '{_digest(script)}'; " if script else ""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; {scripts}img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _compiled() -> BytecodeCache | None:
    """Where jinja2 keeps our templates compiled: a folder of this user alone in the system's temporary folder.

    Compiling the report's template anew takes 30 ms of every run. Where no such folder can be had, it is done.
    """
    from jinja2.bccache import Bucket, FileSystemBytecodeCache

    class Kept(FileSystemBytecodeCache):
        """Goes on without keeping anything if the disk is full."""

        def dump_bytecode(self, bucket: Bucket) -> None:
            with suppress(OSError):
                super().dump_bytecode(bucket)

    try:
        return Kept()
    except (OSError, RuntimeError):
        return None
