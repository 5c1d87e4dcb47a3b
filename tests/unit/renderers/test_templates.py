from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from gaidiff.errors import RenderError
from gaidiff.renderers import _templates


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system temporary folder of the test's own, and nothing remembered from other tests."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def compiled(name: str = "report.html.j2") -> str | None:
    return _templates.template.__wrapped__(name).name


def test_a_broken_template_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report.html.j2").write_text("{% for %}", encoding="utf-8")
    monkeypatch.setattr(_templates, "asset_dir", lambda _: tmp_path)

    with pytest.raises(RenderError, match=r"report\.html\.j2 cannot be used.*reinstall gaidiff"):
        compiled()


def test_a_missing_style_is_one_clear_line() -> None:
    with pytest.raises(RenderError, match="cannot be read"):
        _templates.own_text("no-such.css")


def test_a_compiled_template_is_kept_where_only_this_user_may_write(elsewhere: Path) -> None:
    compiled()

    (folder,) = elsewhere.iterdir()
    assert folder.stat().st_mode & 0o077 == 0
    (kept,) = folder.iterdir()
    before = kept.stat().st_mtime_ns
    compiled()
    assert kept.stat().st_mtime_ns == before, "the second time it is read, not written"


def test_what_is_kept_damaged_is_compiled_again(elsewhere: Path) -> None:
    compiled()
    (kept,) = elsewhere.glob("*/*")
    kept.write_bytes(kept.read_bytes()[:100])

    assert compiled() == "report.html.j2"
    assert kept.stat().st_size > 100


def test_a_folder_that_cannot_be_trusted_is_not_used(elsewhere: Path) -> None:
    """Somebody else could have put a program there: a link is no folder of ours."""
    (elsewhere / "target").mkdir()

    (elsewhere / f"_jinja2-cache-{os.getuid()}").symlink_to(elsewhere / "target")

    assert compiled() == "report.html.j2"
    assert not list((elsewhere / "target").iterdir())


def test_a_full_disk_costs_time_and_nothing_else(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)

    assert compiled() == "report.html.j2"
    assert not list(elsewhere.glob("*/*"))


def test_a_style_is_allowed_by_its_hash_alone() -> None:
    policy = _templates.policy("p { color: red }")

    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert "script-src 'sha256-" in _templates.policy("p {}", "alert()")
