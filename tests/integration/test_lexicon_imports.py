"""What a comparison loads of the cue words: those of the language of its texts, and of no other."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

LANGUAGES = ("de", "en", "fr", "ja", "ko", "zh")
CODE = """
import sys
from gaidiff.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
sys.stderr.write(" ".join(name for name in sorted(sys.modules) if "._lexicon_" in name))
sys.exit(code)
"""
TEXTS = {
    "en": ("Article 1 The lamps shall glow at night.\n", "Article 1 The lamps may glow at night.\n"),
    "zh": ("第一条 路灯应当在夜间点亮。\n", "第一条 路灯可以在夜间点亮。\n"),
    "de": ("§ 1 Die Lampen müssen in der Nacht leuchten.\n", "§ 1 Die Lampen können in der Nacht leuchten.\n"),
    "fr": ("Article 1\nLes lampes doivent luire la nuit.\n", "Article 1\nLes lampes peuvent luire la nuit.\n"),
    "ja": ("第一条　国は、街灯をともさなければならない。\n", "第一条　国は、街灯をともすことができる。\n"),
    "ko": ("제1조(등) 국가는 밤에 등을 켜야 한다.\n", "제1조(등) 국가는 밤에 등을 켤 수 있다.\n"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_the_cue_words_of_the_language_are_loaded(language: str, tmp_path: Path) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    for path, text in zip((old, new), TEXTS[language], strict=True):
        path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-c", CODE, "compare", str(old), str(new), "--format", "json"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    loaded = {name.split("._lexicon_")[1][:2] for name in done.stderr.split()}
    assert loaded == {language}
