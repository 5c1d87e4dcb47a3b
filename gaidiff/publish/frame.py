"""A template's name and its values in, one page of the site out: head, bar and foot are the same on each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from gaidiff.publish.paths import relative
from gaidiff.publish.words import words
from gaidiff.renderers._look import accent_style
from gaidiff.renderers._templates import markup, own_text, policy
from gaidiff.renderers._templates import template as own_template
from gaidiff.renderers._visible import one_line
from gaidiff.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

STYLE: Final = "site/site.css"
SCRIPT: Final = "site/site.js"
PAGES: Final = {"front": "index.html", "sources": "sources/index.html", "search": "search.html"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What all pages have in common. `title` and `notice` are None for the site's own words."""

    languages: tuple[str, ...] = ("en", "zh")
    base_address: str | None = None
    title: str | None = None
    accent: str | None = None
    demo: bool = False

    def title_in(self, language: str) -> str:
        """What the site is called."""
        return one_line(self.title or "") or str(words(language)["title"])

    def address(self, page: str, target: str) -> str:
        """The address of a page for machines: in full where we know it, else as a link."""
        return f"{self.base_address}{target}" if self.base_address else relative(page, target)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One page: where it is, in which language, and where the same page is in each language."""

    path: str
    language: str
    same: tuple[tuple[str, str], ...]  # (language, path)

    def to(self, target: str) -> str:
        """The link to another page."""
        return relative(self.path, target)

    def here(self, name: str) -> str:
        """The path of a page in this language."""
        return f"{self.language}/{name}"


def place(site: Site, language: str, name: str) -> Place:
    """A page that each language has under the same name."""
    same = tuple((one, f"{one}/{name}") for one in site.languages)
    return Place(path=f"{language}/{name}", language=language, same=same)


def fill(site: Site, at: Place, template: str, values: dict[str, Any], feeds: Sequence[tuple[str, str]] = ()) -> bytes:
    """The page as bytes. Raises RenderError if the installation is broken."""
    own = words(at.language)
    every = {
        **parts(site.accent),
        "language": at.language,
        "words": own,
        "site_title": site.title_in(at.language),
        "notice": own["demo"] if site.demo else "",
        "canonical": f"{site.base_address}{dict(at.same)[at.language]}" if site.base_address else "",
        "alternates": _alternates(site, at),
        "feeds": [(name, at.to(path)) for name, path in (*feeds, (site.title_in(at.language), at.here("feed.xml")))],
        "links_to": {name: at.to(at.here(path)) for name, path in PAGES.items()},
        "nav": _nav(at),
        "switch": [(code, words(code)["language"], at.to(path)) for code, path in at.same if code != at.language],
        "made_by": own["made_by"].format(version=VERSION),
    }
    return own_template(f"site/{template}").render({**every, **values}).encode()


def _nav(at: Place) -> list[tuple[str, str, bool]]:
    """The pages in the bar, and which of them this one is."""
    same = dict(at.same)[at.language]
    pages = [(words(at.language)[name], at.here(path)) for name, path in PAGES.items()]
    return [(name, at.to(path), path == same) for name, path in pages] + [
        (words(at.language)["feed"], at.to(at.here("feed.xml")), False)
    ]


def _alternates(site: Site, at: Place) -> list[tuple[str, str]]:
    if len(at.same) == 1:
        return []
    named = [*at.same, ("x-default", at.same[0][1])]
    return [(code, site.address(at.path, path)) for code, path in named]


def missing(site: Site) -> bytes:
    """The page a server shows where none is, in all languages: it cannot know from where it is shown."""
    root = urlsplit(site.base_address or "").path or "/"
    sides = [
        {
            "language": language,
            "words": words(language),
            "site_title": site.title_in(language),
            **{name: f"{root}{language}/{PAGES[name]}" for name in ("front", "search")},
        }
        for language in site.languages
    ]
    values = {**parts(site.accent), "language": site.languages[0], "sides": sides}
    return own_template("site/missing.html.j2").render(values).encode()


@cache
def parts(accent: str | None) -> dict[str, Any]:
    """The style and the script of every page, and the policy that allows these and nothing else."""
    style = own_text(STYLE) + (accent_style(accent) if accent else "")
    script = own_text(SCRIPT)
    return {"policy": policy(style, script), "style": markup(style), "script": markup(script)}
