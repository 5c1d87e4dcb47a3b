"""`--for` and `--strict`: a reader's side, and what no text bears out made an exit code."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from builders import article, law

from gaidiff.cli._reader import SIDES, UNPROVEN, side_of, unproven
from gaidiff.commentary import reader
from gaidiff.errors import ConfigError
from gaidiff.model.change import Note
from gaidiff.model.text import EId
from gaidiff.pipeline import compare

Gaidiff = Callable[..., "subprocess.CompletedProcess[bytes]"]
OLD = law(article(1, "Providers shall report within three months."), language="en")
NEW = law(article(1, "Providers shall report promptly."), language="en")


def test_the_sides_are_those_the_commentary_knows() -> None:
    assert reader.SIDES == SIDES


def test_another_side_is_refused_with_those_there_are() -> None:
    with pytest.raises(ConfigError, match="provider, user, authority"):
        side_of("court")


def test_a_report_that_is_borne_out_is_no_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert unproven(compare(OLD, NEW)) == 0
    assert capsys.readouterr().err == ""


def test_what_the_self_check_finds_is_listed_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    report = compare(OLD, NEW)
    (change,) = (each for each in report.changes if each.findings)
    (finding,) = change.findings
    false = replace(finding, comment=(("en", "Art. 1 drops “within nine months”."),))
    wrong = replace(report, changes=(replace(change, findings=(false,)),))
    assert unproven(wrong) == UNPROVEN
    assert "quote: deadline_removed (en): 'within nine months'" in capsys.readouterr().err


def test_a_stale_note_fails(capsys: pytest.CaptureFixture[str]) -> None:
    note = Note(eid=EId("art_1"), side="new", quote="within a year", text="Why?", stale=True)
    assert unproven(replace(compare(OLD, NEW), notes=(note,))) == UNPROVEN
    assert "note on new art_1: stale: its phrase is not in the text: within a year" in capsys.readouterr().err


def test_the_command_takes_a_side_and_is_strict(tmp_path: Path, gaidiff: Gaidiff) -> None:
    for name, text in (("old.txt", "within three months"), ("new.txt", "promptly")):
        (tmp_path / name).write_text(f"Rules on Lamps\n\nArticle 1 Providers shall report {text}.\n", encoding="utf-8")
    done = gaidiff("compare", tmp_path / "old.txt", tmp_path / "new.txt", "--for", "user", "--strict", "--format", "md")
    assert (done.returncode, done.stderr) == (0, b"")
    assert "from the side of users" in done.stdout.decode()
    assert gaidiff("compare", tmp_path / "old.txt", tmp_path / "new.txt", "--for", "court").returncode == UNPROVEN


def test_a_stale_note_makes_the_command_fail_after_the_report_is_written(tmp_path: Path, gaidiff: Gaidiff) -> None:
    for name, text in (("old.txt", "within three months"), ("new.txt", "promptly")):
        (tmp_path / name).write_text(f"Rules on Lamps\n\nArticle 1 Providers shall report {text}.\n", encoding="utf-8")
    note = (
        "---\nprovision: art_1\nside: new\nquote: within a year\nauthor: A. Person\ndate: 2030-01-01\n---\n\nIs it?\n"
    )
    (tmp_path / "notes.md").write_text(note, encoding="utf-8")
    texts = (tmp_path / "old.txt", tmp_path / "new.txt")
    done = gaidiff("compare", *texts, "--notes", tmp_path / "notes.md", "--strict", "-o", tmp_path / "report.json")
    assert done.returncode == UNPROVEN
    assert b"stale" in done.stderr
    assert (tmp_path / "report.json").exists()
