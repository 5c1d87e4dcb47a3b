"""One file each adds a reader, a grammar, a rule and a renderer; nothing else is edited."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).resolve().parent.parent

READER = '''
    """Pages that begin with %LETTERS in, one block per line out."""
    from gaidiff.model.text import Block, Reading
    from gaidiff.readers import Reader

    def _read(snapshot):
        lines = snapshot.body.decode().splitlines()[1:]
        return Reading(blocks=tuple(Block(line) for line in lines), media_type="text/x-letters")

    READER = Reader(
        name="letters",
        media_types=("text/x-letters",),
        suffixes=(".letters",),
        sniff=lambda body: 1.0 if body.startswith(b"%LETTERS") else 0.0,
        read=_read,
    )
'''
GRAMMAR = '''
    """Blocks of a made-up language in, articles out: every line is one, labelled `Bukva N:`."""
    from gaidiff.grammars import Grammar
    from gaidiff.model.law import Instrument, Num, Provision, ProvisionKind
    from gaidiff.model.words import Lexicon

    def _article(line):
        label, _, text = line.partition(": ")
        number = label.removeprefix("Bukva ")
        num = Num(label, number, (int(number),))
        return Provision(eid=f"art_{number}", kind=ProvisionKind.ARTICLE, num=num, text=text)

    def _outline(reading):
        provisions = tuple(_article(block.text) for block in reading.blocks)
        return Instrument(title="Bukvy", language="bukva", provisions=provisions)

    GRAMMAR = Grammar(
        name="bukva",
        recognise=lambda text: 1.0 if text.startswith("Bukva ") else 0.0,
        outline=_outline,
        breaks=lambda text: (),
        words=lambda text: [character for character in text],
        lexicon=Lexicon("bukva", {}),
    )
'''
RULE = '''
    """An article that now ends in an exclamation mark."""
    from gaidiff.model.change import Direction, Finding
    from gaidiff.model.text import Span
    from gaidiff.rules import Precedence, Rule

    def _look(change, context):
        for eid in change.match.new:
            text = context.new.field_text(eid)
            if text.endswith("!"):
                end = Span(eid, len(text) - 1, len(text))
                yield Finding(kind="tone_raised", direction=Direction.NEUTRAL, confidence=1.0, new=(end,))

    RULE = Rule(
        name="tone",
        kinds=("tone_raised",),
        precedence=Precedence.FORM,
        look=_look,
        phrases={"en": {"tone_raised": "{new_ref} raises its voice."}, "zh": {"tone_raised": "{new_ref}语气加重。"}},
        help={"tone_raised": "The text ends in an exclamation mark."},
    )
'''
RENDERER = r'''
    """A report in, the kinds of its findings out."""
    from gaidiff.renderers import Renderer

    def _render(report, language):
        found = [finding for change in report.changes for finding in change.findings]
        return "".join(f"{finding.kind}: {finding.sentence(language)}\n" for finding in found).encode()

    RENDERER = Renderer(name="kinds", suffix=".kinds", render=_render)
'''
FILES = {"readers/letters": READER, "grammars/bukva": GRAMMAR, "rules/tone": RULE, "renderers/kinds": RENDERER}

PRELUDE = """
    import importlib, sys
    for package in ("readers", "grammars", "rules", "renderers"):
        front = importlib.import_module(f"gaidiff.{package}")
        front.__path__.append(f"{sys.argv[1]}/{package}")
    from gaidiff.cli import main
    sys.exit(main(sys.argv[2:]))
"""
OLD = "%LETTERS\nBukva 1: aa bb cc dd.\nBukva 2: ee ff gg hh.\n"
NEW = "%LETTERS\nBukva 1: aa bb cc dd!\nBukva 2: ee ff gg hh.\n"


def run(code: str, *arguments: str | Path, path: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", dedent(code), *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": f"{path}{os.pathsep}{ROOT}", "PYTHONUTF8": "1"},
    )


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(dedent(text), encoding="utf-8")


def test_one_file_each_adds_a_reader_a_grammar_a_rule_and_a_renderer(tmp_path: Path) -> None:
    write(tmp_path, {f"{name}.py": text for name, text in FILES.items()})
    write(tmp_path, {"old.letters": OLD, "new.letters": NEW})
    target = tmp_path / "report.kinds"

    done = run(PRELUDE, tmp_path, "compare", tmp_path / "old.letters", tmp_path / "new.letters", "-o", target)

    assert (done.returncode, done.stderr) == (0, "")
    assert "tone_raised: " in target.read_text(encoding="utf-8")
    assert "raises its voice." in target.read_text(encoding="utf-8")
    assert "The text ends in an exclamation mark." in run(PRELUDE, tmp_path, "explain", "tone_raised").stdout
    assert "kinds" in run(PRELUDE, tmp_path, "compare", "--help").stdout


def test_an_installed_package_adds_a_renderer_by_entry_point(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "third_party.py": RENDERER,
            "third_party-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: third-party\nVersion: 1.0\n",
            "third_party-1.0.dist-info/entry_points.txt": "[gaidiff.renderers]\nkinds = third_party:RENDERER\n",
        },
    )
    code = "from gaidiff.renderers import find; print(find('kinds').suffix)"
    assert run(code, path=tmp_path).stdout == ".kinds\n"


def test_two_plug_ins_of_one_name_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, {"renderers/first.py": RENDERER, "renderers/second.py": RENDERER})
    done = run(PRELUDE, tmp_path, "compare", "a.txt", "b.txt", "--format", "kinds")
    assert done.returncode == 2
    assert "error[registry]: two plug-ins of gaidiff.renderers are called 'kinds'" in done.stderr
