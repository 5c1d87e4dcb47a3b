"""The folder of a site: replaced whole, never taken from others, never through a link."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from sites import harbour_site

from gaidiff.errors import ConfigError, RenderError
from gaidiff.publish import atomic, publish
from gaidiff.publish.atomic import workshop
from gaidiff.publish.manifest import NAME

if TYPE_CHECKING:
    from pathlib import Path


def made(target: Path, count: int = 1, title: str = "Watch") -> None:
    publish(harbour_site(count), target, title=title, languages=("en",))


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_with_files_of_others_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "thesis.txt").write_text("three years of work", encoding="utf-8")

    with pytest.raises(ConfigError, match="did not write"):
        made(site)
    assert files_in(tmp_path) == {"site/thesis.txt"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    made(tmp_path / "site")

    assert NAME in files_in(tmp_path / "site")


def test_what_others_put_into_the_site_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    made(site)
    (site / "CNAME").write_text("laws.example.org", encoding="utf-8")
    (site / ".well-known").mkdir()
    (site / ".well-known/security.txt").write_text("Contact: mailto:a@example.org", encoding="utf-8")
    made(site, 2)
    made(site, 3)

    assert (site / "CNAME").read_text(encoding="utf-8") == "laws.example.org"
    assert (site / ".well-known/security.txt").is_file()


def test_pages_of_a_source_that_is_gone_go_too(tmp_path: Path) -> None:
    site = tmp_path / "site"
    made(site, 2)
    publish(harbour_site(0), site, languages=("en",))

    assert not [path for path in files_in(site) if "harbour" in path]


def test_a_page_that_somebody_changed_is_made_again(tmp_path: Path) -> None:
    site = tmp_path / "site"
    made(site, 2)
    report = site / "en/sources/harbour/2.html"
    whole = report.read_bytes()
    report.unlink()
    report.write_bytes(whole.replace(b"relaxed", b"doubled"))
    made(site, 2)

    assert report.read_bytes() == whole


def test_a_file_of_others_where_a_page_must_go_is_not_overwritten(tmp_path: Path) -> None:
    site = tmp_path / "site"
    made(site, 2)
    (site / "en/sources/harbour/3.html").write_text("mine", encoding="utf-8")

    with pytest.raises(ConfigError, match="not ours"):
        made(site, 3)
    assert (site / "en/sources/harbour/3.html").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / ".site.gaidiff/next").exists()


def test_d22_a_symbolic_link_is_never_followed(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "site").symlink_to(real)
    with pytest.raises(ConfigError, match="symbolic link"):
        made(tmp_path / "site")

    made(real)
    (real / "out").symlink_to(tmp_path)
    with pytest.raises(ConfigError, match="link"):
        made(real, 2)

    (tmp_path / ".other.gaidiff").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ConfigError, match="no folder"):
        made(tmp_path / "other")
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"schema": "else"}', b'{"schema": "gaidiff.site/1", "files": 3}', b"\xff"]
)
def test_a_list_of_files_that_is_none_of_ours_stops_before_anything_is_written(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / NAME).write_bytes(body)

    with pytest.raises(ConfigError, match="cannot be read"):
        made(tmp_path / "site")
    assert files_in(tmp_path) == {f"site/{NAME}"}


def test_a_file_or_a_missing_parent_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(ConfigError, match="is a file"):
        made(tmp_path / "file")
    with pytest.raises(ConfigError, match="does not exist"):
        made(tmp_path / "no" / "site")


def test_two_publications_at_once_do_not_mix(tmp_path: Path) -> None:
    with workshop(tmp_path / "site"), pytest.raises(ConfigError, match="another gaidiff"):
        made(tmp_path / "site")
    made(tmp_path / "site")


def test_a_full_disk_is_one_line_and_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    made(site)
    before = (site / NAME).read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RenderError, match="No space left"):
        made(site, 2)
    assert (site / NAME).read_bytes() == before
    assert not (tmp_path / ".site.gaidiff/next").exists()


def test_without_an_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "exchange", lambda _one, _other: False)
    site = tmp_path / "site"
    for count in (1, 2, 3):
        made(site, count)

    assert "en/sources/harbour/3.html" in files_in(site)
    assert "en/sources/harbour/3.html" not in files_in(tmp_path / ".site.gaidiff/previous")


def test_a_publication_killed_between_two_renames_is_healed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    made(site, 2)
    (site / "CNAME").write_text("laws.example.org", encoding="utf-8")
    site.rename(tmp_path / ".site.gaidiff/leaving")
    made(site, 2)

    assert (site / "CNAME").is_file()
    assert not (tmp_path / ".site.gaidiff/leaving").exists()


def test_the_site_can_be_read_by_whom_the_old_one_could(tmp_path: Path) -> None:
    site = tmp_path / "site"
    made(site)
    site.chmod(0o750)
    made(site, 2)

    assert stat.S_IMODE(site.stat().st_mode) == 0o750
    assert stat.S_IMODE((tmp_path / ".site.gaidiff").stat().st_mode) == 0o700
