"""The plan of the house, enforced: who may import whom, how long a file may be, where words of law may stand."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "gaidiff"

LONGEST_FILE = 400  # lines: what one sitting can take in
LONGEST_FRONT = 60  # lines of code: a front is a contract and a dispatcher

BASE = {"errors", "model", "registry", "assets", "version"}
STAGES = ("sources", "readers", "grammars", "compare", "rules", "commentary")
MAY_IMPORT = {
    "errors": set(),
    "version": set(),
    "model": {"errors", "registry"},  # registry: Report._repr_html_ asks for the html renderer by name
    "registry": {"errors"},
    "assets": {"errors"},
    **dict.fromkeys(STAGES, BASE),
    "renderers": BASE,
    "pipeline": {*BASE, *STAGES},
    "": {*BASE, *STAGES, "pipeline", "renderers"},  # gaidiff/__init__.py, the public verbs
    "audit": {*BASE, *STAGES, "renderers"},  # beside the pipeline: it is given the report
    "watch": {*BASE, "sources", "pipeline", "renderers"},
    "publish": {*BASE, "sources", "pipeline", "renderers", "watch"},
    "cli": {"", *BASE, *STAGES, "pipeline", "renderers", "audit", "watch", "publish"},
    "__main__": {"cli"},
}

CJK = re.compile(r"[\u3400-\u9fff]")
MODAL = re.compile(r"\b(?:shall|must|may|should|ought|is required)\b", re.IGNORECASE)


def files_of(*folders: str) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and (path.suffix in {".py", ".bash"} or path.parent.name == "scripts")
        if "__pycache__" not in path.parts
    )


def part_of(module: str) -> str:
    """`gaidiff.model.law` -> `model`; `gaidiff` -> the empty name."""
    return ".".join(module.split(".")[1:2])


def module_of(path: Path) -> str:
    names = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(names[:-1] if names[-1] == "__init__" else names)


def imports_of(path: Path) -> Iterator[str]:
    """Everything imported anywhere in the file, under `if TYPE_CHECKING` and inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: imports are absolute here"
            if node.module == "gaidiff":
                submodules = {file.stem for file in PACKAGE.iterdir()}
                yield from (f"gaidiff.{n.name}" if n.name in submodules else "gaidiff" for n in node.names)
            else:
                yield node.module or ""


def strings_of(tree: ast.AST) -> Iterator[ast.Constant]:
    """String constants that are neither docstrings nor inside a rule's phrases or help."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.keyword) and node.arg in {"phrases", "help"}:
            continue
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = " ".join(target.id for target in targets if isinstance(target, ast.Name)).lower()
            if "phrases" in names or "help" in names:
                continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node
        yield from strings_of(node)


def code_lines(path: Path) -> int:
    """Lines that are neither blank nor docstring."""
    text = path.read_text(encoding="utf-8")
    quiet: set[int] = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            quiet.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return sum(1 for number, line in enumerate(text.splitlines(), 1) if line.strip() and number not in quiet)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", files_of("gaidiff"), ids=named)
def test_imports_go_one_way(path: Path) -> None:
    own = part_of(module_of(path))
    wrong = {
        module
        for module in imports_of(path)
        if module.split(".")[0] == "gaidiff" and part_of(module) not in MAY_IMPORT[own] | {own}
    }
    assert not wrong, f"{named(path)} must not import {sorted(wrong)}"


@pytest.mark.parametrize("path", files_of("gaidiff", "tests", "scripts"), ids=named)
def test_a_file_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    assert path.stem not in {"utils", "helpers"}, "what is shared has a noun for its home"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("__init__.py")), ids=named)
def test_package_fronts_are_contracts(path: Path) -> None:
    assert code_lines(path) <= LONGEST_FRONT


@pytest.mark.parametrize("path", files_of("gaidiff"), ids=named)
def test_only_the_command_line_prints(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    printing = [call.lineno for call in calls if isinstance(call.func, ast.Name) and call.func.id == "print"]
    assert not printing or "cli" in path.parts


@pytest.mark.parametrize("path", files_of("gaidiff"), ids=named)
def test_a_file_opens_by_saying_what_goes_in_and_out(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith('"""') or not path.read_bytes()


@pytest.mark.parametrize("path", files_of("gaidiff/rules"), ids=named)
def test_rules_hold_no_words_of_law(path: Path) -> None:
    words = [
        (node.lineno, node.value)
        for node in strings_of(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node.value, str) and (CJK.search(node.value) or MODAL.search(node.value))
    ]
    assert not words, "cue words belong to the grammar's lexicon, or a new language edits every rule"


@pytest.mark.parametrize("path", files_of("gaidiff", "tests", "scripts"), ids=named)
def test_no_path_of_one_machine(path: Path) -> None:
    places = [f"/{folder}/" for folder in ("work", "root")]
    text = path.read_text(encoding="utf-8")
    assert not any(place in text for place in places)
