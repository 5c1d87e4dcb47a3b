"""A publication: only what changed is made again, the same store gives the same bytes, and nothing private gets out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sites import harbour_site, operator_event, source

from gaidiff.errors import ConfigError, RegistryError
from gaidiff.model.change import Report
from gaidiff.model.watch import EventKind, Outcome, SourceKind
from gaidiff.publish import manifest, publish
from gaidiff.publish.archive import Collection
from gaidiff.renderers import render

if TYPE_CHECKING:
    from pathlib import Path

    from gaidiff.publish.build import Published


def bodies(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class Counted(Collection):
    """An archive that counts how often a report is read from it."""

    __slots__ = ()
    asked: list[int] = []  # noqa: RUF012, one list for a test

    def report(self, source_id: str, number: int) -> Report | None:
        self.asked.append(number)
        return super().report(source_id, number)


def counted(count: int) -> Counted:
    one = harbour_site(count)
    Counted.asked.clear()
    return Counted(laws=one.laws, told=one.told, known=one.known)


def published(archive: Collection, target: Path, **options: object) -> Published:
    return publish(archive, target, sources=(source(),), **options)  # type: ignore[arg-type]


def test_the_same_store_gives_the_same_bytes_wherever_and_however_often(tmp_path: Path) -> None:
    published(harbour_site(2), tmp_path / "one")
    published(harbour_site(3), tmp_path / "one")
    published(harbour_site(3), tmp_path / "two")

    assert bodies(tmp_path / "one") == bodies(tmp_path / "two")


def test_a_second_publication_writes_nothing_and_reads_no_report(tmp_path: Path) -> None:
    first = published(counted(3), tmp_path / "site")
    archive = counted(3)
    second = published(archive, tmp_path / "site")

    assert (first.kept, second.written) == (0, 0)
    assert archive.asked == []


def test_a_new_revision_makes_its_own_pages_and_no_old_report(tmp_path: Path) -> None:
    published(harbour_site(2), tmp_path / "site")
    old = (tmp_path / "site/en/sources/harbour/2.html").stat().st_ino
    archive = counted(3)
    done = published(archive, tmp_path / "site")

    assert (tmp_path / "site/en/sources/harbour/2.html").stat().st_ino == old
    assert done.changes == 2
    assert set(archive.asked) >= {3}
    assert done.kept >= 11  # the digest of the second revision, and five files of it in two languages


def test_another_engine_makes_every_page_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    published(harbour_site(2), tmp_path / "site")
    monkeypatch.setattr(manifest, "engine", lambda: "0.0+another")
    archive = counted(2)
    published(archive, tmp_path / "site")

    assert 2 in archive.asked


def test_the_report_is_the_one_that_compare_writes(tmp_path: Path) -> None:
    archive = harbour_site(2)
    published(archive, tmp_path / "site")
    report = archive.report("harbour", 2)
    assert report is not None

    for language in ("en", "zh"):
        folder = tmp_path / "site" / language / "sources/harbour"
        assert (folder / "2.html").read_bytes() == render(report, "html", language=language)
        assert (folder / "2-table.docx").read_bytes() == render(report, "table-docx", language=language)


def test_e13_no_secret_and_no_word_for_the_operator_gets_out(tmp_path: Path) -> None:
    archive = harbour_site(2, message="cannot open /home/anna/ca.pem", failures=3, outcome=Outcome.TRANSIENT)
    hidden = operator_event(EventKind.UNHEALTHY, "proxy 10.0.0.7 refused me:secret")
    archive = replace(archive, told=(*archive.told, hidden))
    published(archive, tmp_path / "site")
    everything = b"".join(bodies(tmp_path / "site").values())

    assert b"not reached at the last look" in everything
    for private in (b"/home/anna", b"10.0.0.7", b"me:secret", b"token=hidden"):
        assert private not in everything


def test_a_revision_without_a_report_is_listed_and_says_so(tmp_path: Path) -> None:
    archive = harbour_site(3)
    archive = replace(archive, laws=(*archive.laws[:2], (*archive.laws[2][:2], None)))
    published(archive, tmp_path / "site")
    page = (tmp_path / "site/en/sources/harbour/index.html").read_text(encoding="utf-8")

    assert "There is no comparison for this revision." in page
    assert not (tmp_path / "site/en/sources/harbour/3.html").exists()
    assert '"3.html"' not in page


def test_a_list_says_that_it_names_more_and_not_that_the_law_changed(tmp_path: Path) -> None:
    one = source(kind=SourceKind.INDEX)
    archive = harbour_site(2, one=one)
    archive = replace(archive, laws=(archive.laws[0], (*archive.laws[1][:2], None)))
    publish(archive, tmp_path / "site", sources=(one,))

    assert "names further documents" in (tmp_path / "site/en/sources/harbour/index.html").read_text(encoding="utf-8")


def test_a_source_that_was_never_reached_has_a_page(tmp_path: Path) -> None:
    publish(Collection(laws=(), told=()), tmp_path / "site", sources=(source(),))
    page = (tmp_path / "site/en/sources/harbour/index.html").read_text(encoding="utf-8")

    assert "not looked at yet" in page
    assert "No change has been seen yet." in page


def test_a_source_that_only_the_store_knows_is_published_under_its_own_title(tmp_path: Path) -> None:
    publish(harbour_site(2), tmp_path / "site")

    assert "Harbour Operations Rules" in (tmp_path / "site/en/index.html").read_text(encoding="utf-8")


def test_one_language_has_no_switch(tmp_path: Path) -> None:
    published(harbour_site(2), tmp_path / "site", languages=("zh",))
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")

    assert not (tmp_path / "site/en").exists()
    assert 'lang="zh"' in page
    assert "hreflang" not in page


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"accent": "blue"}, "no colour"),
        ({"languages": ("xx",)}, "no words"),
        ({"languages": ("../en",)}, "no words"),
        ({"base_address": "nowhere"}, "base address"),
    ],
)
def test_an_impossible_wish_is_refused_before_anything_is_written(
    options: dict[str, object], words: str, tmp_path: Path
) -> None:
    with pytest.raises((ConfigError, RegistryError), match=words):
        published(harbour_site(1), tmp_path / "site", **options)
    assert not list(tmp_path.iterdir())


def test_two_ids_never_share_a_page(tmp_path: Path) -> None:
    pair = (source(id="Rules"), source(id="rules"))
    publish(Collection(laws=(), told=()), tmp_path / "site", sources=pair, languages=("en",))

    assert len(list((tmp_path / "site/en/sources").glob("*/index.html"))) == 2
