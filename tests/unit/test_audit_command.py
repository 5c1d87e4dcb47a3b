"""`gaidiff audit` and `compare --notes` as a person meets them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Gaidiff = Callable[..., "subprocess.CompletedProcess[bytes]"]

OLD = (
    "Rules on Lamps (Draft)\n\nArticle 1 Providers shall report within three months.\n\nArticle 2 Users may complain.\n"
)
NEW = "Rules on Lamps\n\nArticle 1 Providers shall report promptly.\n\nArticle 2 Users may complain.\n"
NOTE = "# On lamps\n\nArticle 2 of the Draft gave providers three months to report.\n"


@pytest.fixture
def texts(tmp_path: Path) -> tuple[Path, Path, Path]:
    files = []
    for name, text in (("note.md", NOTE), ("old.txt", OLD), ("new.txt", NEW)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        files.append(tmp_path / name)
    return files[0], files[1], files[2]


def test_an_audit_goes_to_the_screen_as_plain_text(texts: tuple[Path, ...], gaidiff: Gaidiff) -> None:
    done = gaidiff("audit", *texts)

    assert (done.returncode, done.stderr) == (0, b"")
    assert "wrong pinpoint: citation “Article 2”" in done.stdout.decode()
    assert "\x1b" not in done.stdout.decode()


@pytest.mark.parametrize(("name", "begins"), [("a.html", b"<!doctype html>"), ("a.json", b"{"), ("a.txt", b"Audit")])
def test_the_suffix_decides_the_format(
    name: str, begins: bytes, texts: tuple[Path, ...], tmp_path: Path, gaidiff: Gaidiff
) -> None:
    done = gaidiff("audit", *texts, "-o", name)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_a_note_from_standard_input_in_html_against_a_shipped_pair(gaidiff: Gaidiff) -> None:
    page = "<html><body><p>征求意见稿第十二条被删除。</p></body></html>"
    done = gaidiff("audit", "-", "corpus:shili-zhineng-kefu", "--format", "json", stdin=page.encode())
    marks = json.loads(done.stdout)["marks"]

    assert [(mark["sort"], mark["verdict"]) for mark in marks][1] == ("claim", "contradicted")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-", "-", "new.txt"), "only one of COMMENTARY, OLD and NEW can be -"),
        (("note.md", "old.txt", "new.txt", "-o", "a.pdf"), "the name a.pdf does not tell the format"),
        (("missing.md", "old.txt", "new.txt"), "missing.md"),
        (("note.md", "old.txt", "new.txt", "-o", "note.md", "--format", "json"), "is an input and would be lost"),
    ],
)
def test_what_the_user_can_fix_is_one_line(
    arguments: tuple[str, ...], message: str, texts: tuple[Path, ...], gaidiff: Gaidiff
) -> None:
    assert texts
    done = gaidiff("audit", *arguments)

    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert message in done.stderr.decode()


def test_notes_are_shown_beside_the_comments(texts: tuple[Path, ...], tmp_path: Path, gaidiff: Gaidiff) -> None:
    (tmp_path / "notes.md").write_text(
        "---\nprovision: art_1\nside: old\nquote: within three months\nauthor: A. Lawyer\n---\nAsked for.\n",
        encoding="utf-8",
    )
    done = gaidiff("compare", *texts[1:], "--notes", "notes.md")

    assert done.returncode == 0
    assert "Note by A. Lawyer" in done.stdout.decode()


@pytest.mark.parametrize("body", [b"no note", b"\xff\xfe\x00", b"---\nprovision: art_1\n---\nx"])
def test_a_bad_notes_file_is_one_line_and_exit_2(
    body: bytes, texts: tuple[Path, ...], tmp_path: Path, gaidiff: Gaidiff
) -> None:
    (tmp_path / "notes.md").write_bytes(body)
    done = gaidiff("compare", *texts[1:], "--notes", "notes.md")

    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith("gaidiff: error[config]: notes.md")
    assert done.stderr.decode().count("\n") == 1


def test_the_notes_are_never_overwritten(texts: tuple[Path, ...], tmp_path: Path, gaidiff: Gaidiff) -> None:
    (tmp_path / "notes.md").write_text("---\nprovision: art_1\nquote: x\n---\ny\n", encoding="utf-8")

    assert gaidiff("compare", *texts[1:], "--notes", "notes.md", "-o", "notes.md").returncode == 2
