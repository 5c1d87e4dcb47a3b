from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from reports import sample

from gaidiff.errors import MissingExtra, RenderError
from gaidiff.renderers import pdf, render
from gaidiff.renderers._look import Look

try:
    import weasyprint  # noqa: F401
except (ImportError, OSError):
    pytest.skip("WeasyPrint or Pango is not installed", allow_module_level=True)


def words_of(body: bytes) -> str:
    with pypdfium2.PdfDocument(body) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_the_printed_report_has_the_verdict_the_changes_and_page_numbers() -> None:
    words = words_of(render(sample(), "pdf"))

    assert "Changes that matter most" in words
    assert "三个月内" in words
    assert words.splitlines()[-1].startswith(("1 / ", "2 / ", "3 / "))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(sample(), "pdf", language="zh") == render(sample(), "pdf", language="zh")


def test_a_title_of_the_users_is_printed() -> None:
    body = render(sample(), "pdf", look=Look(title="For the board"))

    assert "For the board" in words_of(body)


def test_letters_no_font_has_are_refused_by_name() -> None:
    with pytest.raises(RenderError, match=r"no font of this machine has 生 \(U\+751F\) and 1 others.*fonts-noto-cjk"):
        pdf._check_fonts("成生"[::-1])


def test_a_sign_no_font_has_is_no_letter_of_the_law() -> None:
    pdf._check_fonts("\ue123\u2060")


def test_a_machine_without_a_chinese_font_is_told_so(tmp_path: Path) -> None:
    matcher = shutil.which("fc-match")
    if matcher is None:
        pytest.skip("there is no fc-match to find a font with")
    latin = subprocess.run(
        [matcher, "-f", "%{file}", "DejaVu Sans:lang=en"], capture_output=True, text=True, check=True
    )
    shutil.copy(latin.stdout, tmp_path)
    settings = tmp_path / "fonts.conf"
    settings.write_text(f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}</cachedir></fontconfig>")
    program = "from reports import sample; from gaidiff import render; render(sample(), 'pdf')"

    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "FONTCONFIG_FILE": str(settings), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )

    assert "RenderError" in done.stderr
    assert "fonts-noto-cjk" in done.stderr.splitlines()[-1]


def test_without_weasyprint_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(MissingExtra, match=r"pip install 'gaidiff\[pdf\]'"):
        render(sample(), "pdf")
