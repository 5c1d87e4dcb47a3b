"""An archive and a folder in, a published site in that folder out; what did not change is not made again."""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING

from gaidiff.publish import digest as digests
from gaidiff.publish.atomic import finish, workshop
from gaidiff.publish.catalogue import catalogue
from gaidiff.publish.feeds import feeds
from gaidiff.publish.manifest import File, digest_of, engine, key
from gaidiff.publish.pages import pages
from gaidiff.publish.views import FILES, file_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gaidiff.model.change import Report
    from gaidiff.model.watch import Revision, WatchedSource
    from gaidiff.publish.archive import Archive
    from gaidiff.publish.atomic import Workshop
    from gaidiff.publish.digest import Digest
    from gaidiff.publish.frame import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publication did: how many sources and changes the site has, files written and files kept."""

    target: Path
    sources: int
    changes: int
    written: int
    kept: int


def build(archive: Archive, target: Path, *, sources: Sequence[WatchedSource], site: Site) -> Published:
    """Build the site beside the folder and let it take the folder's place.

    Raises ConfigError for a folder that is not ours, RenderError if it cannot be written.
    """
    with workshop(target) as shop:
        work = _Work(archive=archive, shop=shop, site=site)
        book = catalogue(archive, sources, work.change)
        reports = frozenset(work.files)
        for path, body in pages(site, book, reports):
            work.add(path, body)
        for path, inputs, make in feeds(site, book, archive):
            if work.keep(path, inputs) is None:
                work.add(path, make(), inputs)
        finish(shop, engine(), work.files)
    changes = sum(len(one.changes) for one in book.followed)
    total = len(work.files)
    return Published(
        target=target,
        sources=len(book.followed),
        changes=changes,
        written=len(work.written),
        kept=total - len(work.written),
    )


@dataclass(slots=True, kw_only=True)
class _Work:
    """The site as far as it is built: the files in it, and which of them had to be written."""

    archive: Archive
    shop: Workshop
    site: Site
    files: dict[str, File] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def add(self, path: str, body: bytes, inputs: str = "") -> None:
        """One file of the next site."""
        if self.shop.place(path, body):
            self.written.add(path)
        self.files[path] = File(inputs, digest_of(body))

    def change(self, source: WatchedSource, folder: str, old: Revision, new: Revision) -> Digest | None:
        """The digest of one change, and all files about it in the next site; None if there is no report on it."""
        made_from = (astuple(old), astuple(new), self.site.languages, self.site.accent)
        read = _Report(self.archive, source.id, new.number)
        path, inputs = f"data/{folder}/{new.number}.json", key("digest", *made_from)
        body = self.keep(path, inputs)
        if body is None:
            report = read.value()
            if report is None:
                return None
            body = digests.dumps(digests.digest(report, self.site.languages))
            self.add(path, body, inputs)
        for language in self.site.languages:
            for _, suffix, renderer in FILES:
                self._file(file_path(language, folder, new.number, suffix), renderer, language, read, made_from)
        return digests.loads(body)

    def _file(self, path: str, renderer: str, language: str, read: _Report, made_from: tuple[object, ...]) -> None:
        if renderer.endswith("xlsx") and find_spec("xlsxwriter") is None:
            return  # an extra: without it the site has no spreadsheets and links to none
        inputs = key(renderer, language, *made_from)
        if self.keep(path, inputs) is not None:
            return
        report = read.value()
        if report is not None:
            self.add(path, _rendered(report, renderer, language, self.site.accent), inputs)

    def keep(self, path: str, inputs: str) -> bytes | None:
        """The bytes of a file of the old site made from the same inputs, which then is in the next one too."""
        body = self.shop.keep(path, inputs)
        if body is not None:
            self.files[path] = File(inputs, digest_of(body))
        return body


class _Report:
    """The report of one change, read from the archive when it is first asked for."""

    def __init__(self, archive: Archive, source_id: str, number: int) -> None:
        self._place = (archive, source_id, number)
        self._read: list[Report | None] = []

    def value(self) -> Report | None:
        """The report, None if there is none."""
        archive, source_id, number = self._place
        if not self._read:
            self._read.append(archive.report(source_id, number))
        return self._read[0]


def _rendered(report: Report, renderer: str, language: str, accent: str | None) -> bytes:
    """The report as `gaidiff compare` would write it; the accent of the site goes for its pages too."""
    from gaidiff.renderers import render
    from gaidiff.renderers._look import Look

    look = Look(accent=accent) if accent and renderer == "html" else None
    return render(report, renderer, language=language, look=look)
