"""The rules in, the README's table of finding kinds out; with --check, exit 1 if the table is stale."""

from __future__ import annotations

import sys
from pathlib import Path

from gaidiff.rules import rules

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN = "<!-- kinds: written by scripts/make_docs.py -->"
END = "<!-- end of kinds -->"


def table() -> str:
    """One row per kind, in order of precedence."""
    rows = ["| kind | what it says | rule |", "|---|---|---|"]
    rows += [f"| `{kind}` | {rule.help[kind]} | {rule.name} |" for rule in rules() for kind in rule.kinds]
    return "\n".join(rows)


def main(arguments: list[str]) -> int:
    """Rewrite the table, or say that it is stale."""
    text = README.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    fresh = f"{before}{BEGIN}\n{table()}\n{END}{after}"
    if fresh == text:
        return 0
    if "--check" in arguments:
        print("the table of kinds in README.md is stale: run scripts/make_docs.py")
        return 1
    README.write_text(fresh, encoding="utf-8", newline="\n")
    print("README.md: table of kinds rewritten")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
