"""The command as a person meets it: what goes to the screen, to a pipe, to a file."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Gaidiff = Callable[..., "subprocess.CompletedProcess[bytes]"]

OLD = "Rules on Lamps\n\nArticle 1 Providers shall report within three months.\n\nArticle 2 Users may complain.\n"
NEW = "Rules on Lamps\n\nArticle 1 Providers shall report promptly.\n\nArticle 2 Users may complain.\n"
OLD_ZH = "灯具管理规定\n\n第一条　提供者应当在三个月内报告。\n\n第二条　用户可以投诉。\n"
NEW_ZH = "灯具管理规定\n\n第一条　提供者应当及时报告。\n\n第二条　用户可以投诉。\n"


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="utf-8")
    return old, new


@pytest.mark.parametrize(
    ("name", "begins"), [("r.html", b"<!doctype html>"), ("r.json", b'{"schema"'), ("r.md", b"# "), ("r.txt", b"")]
)
def test_suffix_decides_the_format(
    name: str, begins: bytes, pair: tuple[Path, Path], tmp_path: Path, gaidiff: Gaidiff
) -> None:
    done = gaidiff("compare", *pair, "-o", name)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    body = (tmp_path / name).read_bytes()
    assert b"".join(body.split()).lower().startswith(b"".join(begins.split()))
    assert b"promptly" in body
    body.decode("utf-8")


def test_format_wins_over_suffix(pair: tuple[Path, Path], tmp_path: Path, gaidiff: Gaidiff) -> None:
    assert gaidiff("compare", *pair, "-o", "r.html", "--format", "json").returncode == 0
    assert json.loads((tmp_path / "r.html").read_bytes())["schema"] == "gaidiff.report/1"


@pytest.mark.parametrize(
    ("name", "options", "holds"),
    [
        ("r.docx", (), b"word/comments.xml"),
        ("r.xml", (), b"<passiveModifications>"),
        ("r.csv", (), b"New text,"),
        ("r.xlsx", (), b"xl/worksheets/sheet1.xml"),
        ("r.csv", ("--format", "table"), b"New text,"),
        ("r.htm", ("--format", "table"), b"<table>"),
        ("r.docx", ("--format", "table-docx"), b"word/document.xml"),
        ("r.markdown", ("--table",), b"| old \xe2\x86\x92 new |"),
        ("r.xlsx", ("--table",), b"xl/worksheets/sheet1.xml"),
        ("r.csv", ("--table", "--format", "correspondence"), b"Direction,"),
    ],
)
def test_tables_and_documents_are_chosen_by_suffix_too(  # noqa: PLR0913, PLR0917, one argument per case and fixture
    name: str, options: tuple[str, ...], holds: bytes, pair: tuple[Path, Path], tmp_path: Path, gaidiff: Gaidiff
) -> None:
    done = gaidiff("compare", *pair, "-o", name, *options)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert holds in (tmp_path / name).read_bytes()


def test_a_table_without_a_file_is_markdown(pair: tuple[Path, Path], gaidiff: Gaidiff) -> None:
    assert b"| old \xe2\x86\x92 new | Art. 1 | Art. 1 | amended |" in gaidiff("compare", *pair, "--table").stdout
    assert gaidiff("compare", *pair, "--format", "table").stdout.startswith(b"# Comparison")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--table", "-o", "r.pdf"), b"a correspondence cannot be written as r.pdf; end the name in one of .csv"),
        (("--table", "--format", "json"), b"--table and --format json are two formats"),
        (("--format", "tabel"), b"no output format is called 'tabel'"),
    ],
)
def test_a_format_that_cannot_be_is_said_so(
    options: tuple[str, ...], says: bytes, pair: tuple[Path, Path], gaidiff: Gaidiff
) -> None:
    done = gaidiff("compare", *pair, *options)
    assert done.returncode == 2
    assert says in done.stderr


def test_a_word_file_does_not_go_to_a_terminal(pair: tuple[Path, Path]) -> None:
    inside, outside = pty.openpty()
    command = [sys.executable, "-m", "gaidiff", "compare", *map(str, pair), "--format", "docx"]
    done = subprocess.run(command, stdout=outside, stderr=subprocess.PIPE, check=False)
    os.close(outside)
    os.close(inside)
    assert done.returncode == 2
    assert b"docx is no text for a screen; name a file: -o report.docx" in done.stderr


def test_what_is_piped_is_what_a_file_holds(pair: tuple[Path, Path], tmp_path: Path, gaidiff: Gaidiff) -> None:
    gaidiff("compare", *pair, "-o", "report.md")
    assert gaidiff("compare", *pair, "--format", "md").stdout == (tmp_path / "report.md").read_bytes()
    assert gaidiff("compare", *pair, "--format", "md", "-o", "-").stdout == (tmp_path / "report.md").read_bytes()


def test_piped_terminal_view_is_plain(pair: tuple[Path, Path], gaidiff: Gaidiff) -> None:
    done = gaidiff("compare", *pair)
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"within three months" in done.stdout


@pytest.mark.parametrize("no_color", [None, "1"])
def test_a_terminal_gets_colour_unless_no_color_is_set(no_color: str | None, pair: tuple[Path, Path]) -> None:
    inside, outside = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm-256color"}
    command = [sys.executable, "-m", "gaidiff", "compare", *map(str, pair)]
    process = subprocess.Popen(command, stdout=outside, env=env | ({"NO_COLOR": no_color} if no_color else {}))
    os.close(outside)
    screen = b""
    try:
        while chunk := os.read(inside, 65536):
            screen += chunk
    except OSError:  # how Linux says the other end is gone
        pass
    os.close(inside)
    assert process.wait() == 0
    assert b"promptly" in screen
    assert (b"\x1b[" in screen) == (no_color is None)


def test_check_says_whether_there_are_differences(pair: tuple[Path, Path], gaidiff: Gaidiff) -> None:
    old, new = pair
    assert gaidiff("compare", old, new, "--check").returncode == 1
    assert gaidiff("compare", old, old, "--check").returncode == 0
    assert gaidiff("compare", old, new).returncode == 0


def test_check_sees_a_changed_title(pair: tuple[Path, Path], gaidiff: Gaidiff) -> None:
    old, new = pair
    new.write_text(OLD.replace("Rules", "Interim Rules"), encoding="utf-8")
    assert gaidiff("compare", old, new, "--check").returncode == 1


def test_one_side_from_standard_input(pair: tuple[Path, Path], gaidiff: Gaidiff) -> None:
    from_file = gaidiff("compare", *pair, "--format", "md").stdout
    assert gaidiff("compare", "-", pair[1], "--format", "md", stdin=OLD.encode()).stdout == from_file
    assert gaidiff("compare", pair[0], "-", "--format", "md", stdin=NEW.encode()).stdout == from_file


def test_an_old_report_is_replaced_and_keeps_its_mode(
    pair: tuple[Path, Path], tmp_path: Path, gaidiff: Gaidiff
) -> None:
    target = tmp_path / "report.md"
    target.write_text("older", encoding="utf-8")
    target.chmod(0o640)
    assert gaidiff("compare", *pair, "-o", target).returncode == 0
    assert "promptly" in target.read_text(encoding="utf-8")
    assert target.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new.txt", "old.txt", "report.md"]


def test_a_link_stays_a_link(pair: tuple[Path, Path], tmp_path: Path, gaidiff: Gaidiff) -> None:
    (tmp_path / "latest.md").symlink_to("v1.md")
    assert gaidiff("compare", *pair, "-o", "latest.md").returncode == 0
    assert (tmp_path / "latest.md").is_symlink()
    assert "promptly" in (tmp_path / "v1.md").read_text(encoding="utf-8")


def test_device_is_written_and_not_replaced(pair: tuple[Path, Path], gaidiff: Gaidiff) -> None:
    assert gaidiff("compare", *pair, "-o", "/dev/null", "--format", "html").returncode == 0
    assert not Path("/dev/null").is_file()


def test_a_screen_without_unicode_gets_escapes(tmp_path: Path, gaidiff: Gaidiff) -> None:
    (tmp_path / "old.txt").write_text(OLD_ZH, encoding="utf-8")
    done = gaidiff("parse", "old.txt", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\\u7b2c\\u4e00\\u6761" in done.stdout


def test_commentary_in_chinese(tmp_path: Path, gaidiff: Gaidiff) -> None:
    (tmp_path / "old.txt").write_text(OLD_ZH, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW_ZH, encoding="utf-8")
    english = gaidiff("compare", "old.txt", "new.txt", "--format", "md")
    chinese = gaidiff("compare", "old.txt", "new.txt", "--format", "md", "--lang", "zh")
    assert english.returncode == chinese.returncode == 0
    assert english.stdout != chinese.stdout
    assert "三个月" in chinese.stdout.decode()


def test_two_languages_cannot_be_compared(pair: tuple[Path, Path], tmp_path: Path, gaidiff: Gaidiff) -> None:
    (tmp_path / "zh.txt").write_text(OLD_ZH, encoding="utf-8")
    done = gaidiff("compare", pair[0], "zh.txt")
    assert done.returncode == 2
    assert done.stderr.startswith(b"gaidiff: error[structure]: ")


def test_parse_shows_the_outline(pair: tuple[Path, Path], gaidiff: Gaidiff) -> None:
    done = gaidiff("parse", pair[0])
    assert done.returncode == 0
    assert b"Article 1" in done.stdout
    assert b"2 articles" in done.stdout


def test_parse_writes_json(pair: tuple[Path, Path], gaidiff: Gaidiff) -> None:
    instrument = json.loads(gaidiff("parse", pair[0], "--format", "json").stdout)
    assert instrument["schema"] == "gaidiff.instrument/1"
    assert [provision["num"]["label"] for provision in instrument["provisions"]] == ["1", "2"]


def test_explain_lists_and_explains(gaidiff: Gaidiff) -> None:
    everything = gaidiff("explain").stdout.decode()
    for word in ("deadline_removed", "repealed", "relaxed"):
        assert f"  {word} " in everything
        assert gaidiff("explain", word).stdout.decode().startswith(f"{word}: ")
    assert b"did you mean deadline_removed" in gaidiff("explain", "deadline_remove").stderr


def test_corpus_names_lead_to_files(gaidiff: Gaidiff) -> None:
    listing = gaidiff("corpus", "list").stdout.decode()
    assert "gai-measures/draft.en" in listing
    path = Path(gaidiff("corpus", "path", "gai-measures/draft.en").stdout.decode().strip())
    assert path.name == "draft.en.txt"
    assert gaidiff("corpus", "path", "gai-measures").stdout.decode().strip() == str(path.parent)
    named = gaidiff("compare", "corpus:gai-measures/draft.en", "corpus:gai-measures/final.en", "--format", "json")
    assert named.returncode == 0
    assert named.stdout == gaidiff("compare", "corpus:gai-measures", "--format", "json").stdout


def test_help_names_every_command(gaidiff: Gaidiff) -> None:
    done = gaidiff("--help")
    assert done.returncode == 0
    for command in ("compare", "corpus", "explain", "parse"):
        assert f"  {command} " in done.stdout.decode()
        assert gaidiff(command, "--help").returncode == 0
    assert gaidiff().returncode == 2
    assert gaidiff("--version").stdout.startswith(b"gaidiff ")
