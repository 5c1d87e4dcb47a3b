"""--title, --logo, --accent, --template: from the command line into the HTML report, or a clear refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gaidiff.cli._look import look_of
from gaidiff.errors import ConfigError, SourceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from subprocess import CompletedProcess


def test_without_an_option_there_is_no_look() -> None:
    assert look_of("json", None, None, None, None) is None


def test_a_format_without_looks_is_refused() -> None:
    with pytest.raises(ConfigError, match="do not go with md"):
        look_of("md", "Memo", None, None, None)


def test_a_logo_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        look_of("html", None, str(tmp_path / "none.png"), None, None)


def test_the_command_brands_its_report(gaidiff: Callable[..., CompletedProcess[bytes]], tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("Article 1 A master shall report within three months.", encoding="utf-8")
    (tmp_path / "new.txt").write_text("Article 1 A master shall report promptly.", encoding="utf-8")
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    look = ("--title", "Memo", "--logo", "logo.svg", "--accent", "#8a1538")
    result = gaidiff("compare", "old.txt", "new.txt", "-o", "report.html", *look)

    assert result.returncode == 0, result.stderr.decode()
    body = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<h1>Memo</h1>" in body
    assert 'src="data:image/svg+xml;base64,' in body
    assert "--accent: #8a1538" in body


def test_the_logo_is_never_written_over(gaidiff: Callable[..., CompletedProcess[bytes]], tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("Article 1 A.", encoding="utf-8")
    (tmp_path / "logo.html").write_text("<svg/>", encoding="utf-8")
    result = gaidiff("compare", "old.txt", "old.txt", "-o", "logo.html", "--logo", "logo.html")

    assert result.returncode == 2
    assert (tmp_path / "logo.html").read_text(encoding="utf-8") == "<svg/>"
