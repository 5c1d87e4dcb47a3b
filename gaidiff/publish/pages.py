"""A catalogue in, every page of the site out as (path, bytes), but for the reports themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from gaidiff.publish import timeline, views
from gaidiff.publish.feeds import feed_path
from gaidiff.publish.frame import Place, fill, missing, place
from gaidiff.publish.search import index_of
from gaidiff.publish.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gaidiff.publish.catalogue import Catalogue, Followed
    from gaidiff.publish.frame import Site

FRONT = "index.html"


def pages(site: Site, book: Catalogue, files: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """All pages; `files` are the reports and tables that there are to link to."""
    first = site.languages[0]
    root = Place(path=FRONT, language=first, same=place(site, first, FRONT).same)
    yield FRONT, _front(site, book, root, files)
    for language in site.languages:
        at = place(site, language, FRONT)
        yield at.path, _front(site, book, at, files)
        at = place(site, language, "sources/index.html")
        yield at.path, _sources(site, book, at)
        at = place(site, language, "search.html")
        yield at.path, _search(site, book, at, files)
        for one in book.followed:
            at = place(site, language, views.source_page(one.folder))
            yield at.path, _source(site, one, at, files)
    yield "404.html", missing(site)
    yield "robots.txt", _robots(site)
    if site.base_address:  # a sitemap has full addresses or it is none
        yield "sitemap.xml", _sitemap(site, book)


def _front(site: Site, book: Catalogue, at: Place, files: Collection[str]) -> bytes:
    recent = dict.fromkeys(told.followed.source.id for told in book.told)
    order = {source_id: place for place, source_id in enumerate(recent)}
    beside = sorted(book.followed, key=lambda one: order.get(one.source.id, len(order)))
    many = len(book.followed) > views.MOST_BESIDE
    own = words(at.language)
    values = {
        **views.lead(book, at.language),
        "latest": [views.entry(told, at, files) for told in book.told[: views.MOST_LATEST]],
        "more": len(book.told) > views.MOST_LATEST,
        "sources": [views.source_line(one, at) for one in beside[: views.MOST_BESIDE]],
        "all_sources": own["all_sources"].format(count=len(book.followed)) if many else "",
    }
    return fill(site, at, "front.html.j2", values)


def _sources(site: Site, book: Catalogue, at: Place) -> bytes:
    values = {**views.lead(book, at.language), "sources": [views.source_line(one, at) for one in book.followed]}
    return fill(site, at, "sources.html.j2", values)


def _source(site: Site, one: Followed, at: Place, files: Collection[str]) -> bytes:
    own = words(at.language)
    compared = [step for step in one.changes if step.digest]
    rows = [views.change(one, step, at, files, most=0) for step in one.steps]
    if rows:
        size = own["characters"].format(count=f"{one.steps[0].revision.size:,}")
        rows[0] = {**rows[0], "verdict": own["first_revision"], "size": size}
    drawn = views.marks(one, at)
    values = {
        "source": {
            **views.source_line(one, at),
            "over": " · ".join(filter(None, (own["source"], one.source.jurisdiction))),
        },
        "wide": timeline.draw(drawn, timeline.WIDE) if drawn else "",
        "narrow": timeline.draw(drawn, timeline.NARROW) if drawn else "",
        "said": views.said_of_timeline(one, at.language) if drawn else own["no_changes"],
        "key": len(drawn) > 1,
        "latest": views.change(one, compared[-1], at, files, most=views.MOST_POINTS_OF_ONE) if compared else None,
        "facts": views.facts(one, at.language),
        "rows": rows[::-1],
        "feed": at.to(at.here(feed_path(one.folder))),
    }
    return fill(site, at, "source.html.j2", values, feeds=[(one.title, at.here(feed_path(one.folder)))])


def _search(site: Site, book: Catalogue, at: Place, files: Collection[str]) -> bytes:
    entries = [views.entry(told, at, files) for told in book.told]
    found = [
        {"page": one["href"], "title": one["title"], "lang": one["lang"], "day": one["day"], "verdict": _plain(one)}
        for one in entries
    ]
    index, cut = index_of(found, (views.lines(told, at.language) for told in book.told))
    return fill(site, at, "search.html.j2", {"entries": entries, "index": index, "cut": cut})


def _plain(one: dict[str, object]) -> str:
    """The verdict without marks of language."""
    from markupsafe import Markup

    verdict = one["verdict"]
    return verdict.striptags() if isinstance(verdict, Markup) else str(verdict)


def _robots(site: Site) -> bytes:
    """Everybody may read everything; the list of our files is of no use to readers."""
    lines = ["User-agent: *", "Disallow: /gaidiff-site.json"]
    if site.base_address:
        lines += ["", f"Sitemap: {site.base_address}sitemap.xml"]
    return ("\n".join(lines) + "\n").encode()


def _sitemap(site: Site, book: Catalogue) -> bytes:
    """Every page in every language with its other languages, and the day it last changed, if it has one."""
    pages = [(FRONT, book.told[0].event.at[:10] if book.told else ""), ("sources/index.html", ""), ("search.html", "")]
    for one in book.followed:
        pages.append((views.source_page(one.folder), one.steps[-1].day if one.steps else ""))
        pages += [(f"sources/{one.folder}/{s.revision.number}.html", s.day) for s in one.changes if s.digest]
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for name, day in pages:
        others = [
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(f"{site.base_address}{code}/{name}")}"/>'
            for code in site.languages
        ]
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        links = "".join(others) if len(others) > 1 else ""
        out += [
            f"<url><loc>{escape(f'{site.base_address}{code}/{name}')}</loc>{changed}{links}</url>"
            for code in site.languages
        ]
    return ("\n".join([*out, "</urlset>"]) + "\n").encode()
