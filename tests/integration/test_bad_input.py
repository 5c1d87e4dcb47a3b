"""What can be wrong with an input or an output: each gives one line, the documented exit code, no leftover."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

Gaidiff = Callable[..., "subprocess.CompletedProcess[bytes]"]

LAW = "Rules on Lamps\n\nArticle 1 Providers shall report within three months.\n\nArticle 2 Users may complain.\n"
LATER = LAW.replace("within three months", "promptly")
SCAN = (  # one page with a drawn line and no text
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>endobj\n"
    b"4 0 obj<</Length 17>>stream\n9 9 m 90 90 l S  \nendstream endobj\ntrailer<</Root 1 0 R>>\n"
)
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504  # how Office stores an encrypted document
CFB_NAME = "EncryptedPackage".encode("utf-16-le")


def broken_zip() -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>" * 50)
    return body.getvalue()[:-40]


def no_document() -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("notes.txt", LAW)
    return body.getvalue()


@dataclass(frozen=True)
class Bad:
    """One case: the bytes of the old text, and what the one line says."""

    name: str
    body: bytes
    says: str


BAD_BYTES = (
    Bad("empty", b"", "empty"),
    Bad("only white space", b" \r\n\t\n\xe3\x80\x80\n", "empty"),
    Bad("binary", bytes(range(256)) * 40, "format"),
    Bad("an image", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "format"),
    Bad("scanned PDF", SCAN, "empty"),
    Bad("damaged PDF", b"%PDF-1.7\n" + b"\xff\xfe garbage " * 50, "read"),
    Bad("encrypted DOCX", OLE + CFB_NAME + b"\0" * 480, "read|format"),
    Bad("broken zip", broken_zip(), "read|format"),
    Bad("a zip that is no document", no_document(), "read|format"),
    Bad("no article found", b"A poem about lamps.\n\nIt is dark, and then it is not.\n", "structure"),
    Bad("a language not read", "Ĉi tiu teksto estas en Esperanto kaj ne estas leĝo.\n".encode(), "structure"),
    Bad("10 MB single line", b"lamp " * 2_000_000, "structure"),
    Bad("10 MB single line without a space", b"x" * 10_000_000, "structure"),
)


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(LAW, encoding="utf-8")
    new.write_text(LATER, encoding="utf-8")
    return old, new


def one_line(done: subprocess.CompletedProcess[bytes], code: int, says: str) -> str:
    """The only line on standard error, after checking the exit code and the error's word."""
    message = done.stderr.decode()
    assert done.returncode == code, message
    assert done.stdout == b""
    assert message.count("\n") == 1, message
    assert message.endswith("\n")
    assert any(message.startswith(f"gaidiff: error[{word}]: ") for word in says.split("|")), message
    assert len(message) < 500
    return message


@pytest.mark.parametrize("bad", BAD_BYTES, ids=lambda bad: bad.name)
@pytest.mark.parametrize("side", ["old", "new"])
def test_bytes_that_are_no_law(bad: Bad, side: str, pair: tuple[Path, Path], tmp_path: Path, gaidiff: Gaidiff) -> None:
    (pair[0] if side == "old" else pair[1]).write_bytes(bad.body)
    before = sorted(tmp_path.iterdir())
    message = one_line(gaidiff("compare", *pair, "-o", "report.html"), 2, bad.says)
    assert f"{side}.txt" in message or "language" in message
    assert sorted(tmp_path.iterdir()) == before


WRONG_WORDS = (
    ("missing file", ("compare", "missing.txt", "new.txt"), "source"),
    ("directory", ("compare", ".", "new.txt"), "source"),
    ("corpus name with a newline", ("compare", "old.txt", "corpus:a\nb"), "source"),
    ("unknown format", ("compare", "old.txt", "new.txt", "--format", "papyrus"), "registry"),
    ("unknown suffix", ("compare", "old.txt", "new.txt", "-o", "report.papyrus"), "config"),
    ("no suffix", ("compare", "old.txt", "new.txt", "-o", "report"), "config"),
    ("unknown language", ("compare", "old.txt", "new.txt", "--lang", "tlh"), "config"),
    ("unknown corpus name", ("compare", "corpus:nowhere/draft.en", "new.txt"), "source"),
    ("unknown corpus pair", ("corpus", "path", "nowhere"), "source"),
    ("corpus path that climbs out", ("corpus", "path", "../../etc/passwd"), "source"),
    ("output is a folder", ("compare", "old.txt", "new.txt", "-o", ".", "--format", "html"), "render"),
    ("output in a folder that is missing", ("compare", "old.txt", "new.txt", "-o", "gone/report.html"), "render"),
    ("output below a file", ("compare", "old.txt", "new.txt", "-o", "old.txt/report.html"), "render"),
    ("output name too long", ("compare", "old.txt", "new.txt", "-o", "r" * 300 + ".html"), "render"),
    ("output equals the old text", ("compare", "old.txt", "new.txt", "-o", "old.txt"), "render"),
    ("output equals the new text, spelled otherwise", ("compare", "old.txt", "new.txt", "-o", "./new.txt"), "render"),
    ("output is a link to an input", ("compare", "old.txt", "new.txt", "-o", "link.html"), "render"),
    ("output is another name of an input", ("compare", "old.txt", "new.txt", "-o", "hard.html"), "render"),
    ("two texts on one standard input", ("compare", "-", "-"), "usage"),
    ("one text", ("compare", "old.txt"), "usage"),
    ("unknown option", ("compare", "--frobnicate"), "usage"),
    ("unknown command", ("frobnicate",), "usage"),
    ("unknown kind", ("explain", "deadlin_removed"), "config"),
)


@pytest.mark.parametrize(("arguments", "says"), [c[1:] for c in WRONG_WORDS], ids=[c[0] for c in WRONG_WORDS])
def test_words_that_make_no_sense(
    arguments: tuple[str, ...], says: str, pair: tuple[Path, Path], tmp_path: Path, gaidiff: Gaidiff
) -> None:
    (tmp_path / "link.html").symlink_to(pair[0])
    (tmp_path / "hard.html").hardlink_to(pair[1])
    before = sorted(tmp_path.iterdir())
    one_line(gaidiff(*arguments), 2, says)
    assert sorted(tmp_path.iterdir()) == before
    assert [path.read_text(encoding="utf-8") for path in pair] == [LAW, LATER]


FINE = (
    ("wrong suffix", "old.pdf", LAW.encode()),
    ("no suffix", "old", LAW.encode()),
    ("byte order mark and CRLF", "old.txt", b"\xef\xbb\xbf" + LAW.replace("\n", "\r\n").encode()),
    ("UTF-16", "old.txt", LAW.encode("utf-16")),
    ("NUL bytes", "old.txt", LAW.replace("report", "re\0port").encode()),
    ("encoded lone surrogates", "old.txt", LAW.encode() + b"Article 3 Lamps \xed\xa0\x80 are lamps.\n"),
    ("mixed encodings", "old.txt", LAW.encode() + "Article 3 Ελληνικά lamps.\n".encode() + b"Article 4 \xe9clair.\n"),
    ("two laws in one file", "old.txt", (LAW + "\n" + LAW).encode()),
    ("a label with control characters", "old.txt", LAW.replace("Lamps", "\x1b]0;x\x07Lamps").encode()),
)


@pytest.mark.parametrize(("name", "body"), [case[1:] for case in FINE], ids=[case[0] for case in FINE])
def test_odd_bytes_that_are_a_law_are_read(
    name: str, body: bytes, pair: tuple[Path, Path], tmp_path: Path, gaidiff: Gaidiff
) -> None:
    """Or refused in one line, where guessing would change the law's words."""
    (tmp_path / name).write_bytes(body)
    done = gaidiff("compare", tmp_path / name, pair[1], "-o", "report.md")
    if done.returncode:
        one_line(done, 2, "read|format")
        assert not (tmp_path / "report.md").exists()
    else:
        assert done.stderr == b""
        assert "promptly" in (tmp_path / "report.md").read_text(encoding="utf-8")


def test_two_laws_in_one_file_are_noted(tmp_path: Path, gaidiff: Gaidiff) -> None:
    (tmp_path / "two.txt").write_text(LAW + "\n" + LAW.replace("Lamps", "Candles"), encoding="utf-8")
    done = gaidiff("parse", "two.txt")
    assert done.returncode == 0, done.stderr.decode()
    assert b"\nnote[" in done.stdout


@pytest.mark.skipif(not (shutil.which("setpriv") and os.getuid() == 0), reason="needs root and setpriv")
def test_folder_without_permission(pair: tuple[Path, Path], tmp_path: Path) -> None:
    """Root may write anywhere, so the command runs as nobody."""
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if subprocess.run(
        [*nobody, sys.executable, "-c", "import gaidiff.cli"], check=False, capture_output=True
    ).returncode:
        pytest.skip("nobody may not read this checkout")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o755)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    command = [*nobody, sys.executable, "-m", "gaidiff", "compare", *map(str, pair), "-o", str(closed / "report.html")]
    done = subprocess.run(command, check=False, capture_output=True)
    assert "may not" in one_line(done, 2, "render|source") or b"ermission denied" in done.stderr
    assert list(closed.iterdir()) == []


def test_closed_pipe_is_quiet(pair: tuple[Path, Path]) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "gaidiff", "compare", *map(str, pair), "--format", "json"]
    done = subprocess.run(command, check=False, stdout=write, stderr=subprocess.PIPE)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    "words", [("--format", "json"), ("--format", "terminal"), ("-o", "/dev/full", "--format", "md")]
)
def test_full_disk_is_one_line(words: tuple[str, ...], pair: tuple[Path, Path]) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "gaidiff", "compare", *map(str, pair), *words]
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.startswith(b"gaidiff: error[render]: cannot write")
    assert done.stderr.count(b"\n") == 1


def test_closed_streams(pair: tuple[Path, Path]) -> None:
    def run(redirection: str) -> int:
        line = f'exec "$0" -m gaidiff compare "$1" "$2" {redirection}'
        return subprocess.run(["/bin/sh", "-c", line, sys.executable, *map(str, pair)], check=False).returncode

    assert run(">&- 2>/dev/null") == 2
    assert run(">/dev/null 2>&-") == 0
    assert run("--frobnicate 2>&-") == 2
