"""`gaidiff explain [KIND]`: a word of the report in, its meaning out, read from the rules."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from gaidiff.cli._output import print_text
from gaidiff.errors import ConfigError

if TYPE_CHECKING:
    from gaidiff.rules import Rule

MATCH_KINDS = {
    "unchanged": "Same words, same number, same place.",
    "amended": "One article became one article, and its words changed; it may be renumbered and moved besides.",
    "renumbered": "Same words and same chapter under another number.",
    "moved": "Same words in another chapter or section, or out of the old order.",
    "split": "One old article lives on in several new ones.",
    "merged": "Several old articles live on in one new one.",
    "inserted": "A new article without a counterpart in the old text.",
    "repealed": "An old article without a counterpart in the new text.",
}
DIRECTIONS = {
    "tightened": "The burden on the regulated party is higher.",
    "relaxed": "The burden on the regulated party is lower.",
    "neutral": "The burden on the regulated party is the same.",
    "mixed": "The burden is higher in one respect and lower in another.",
}


@click.command("explain", short_help="Explain a kind of change.")
@click.argument("kind", required=False)
def explain(kind: str | None) -> None:
    """Explain a word of the report: a kind of finding, a kind of match, or a direction. Without KIND, list all."""
    from gaidiff.rules import rules

    known = rules()
    print_text(_listing(known) if kind is None else _entry(kind, known))


def _listing(rules: tuple[Rule, ...]) -> str:
    findings = {kind: rule.help.get(kind, "") for rule in rules for kind in rule.kinds}
    parts = [("Matches: what became of an article", MATCH_KINDS), ("Directions", DIRECTIONS), ("Findings", findings)]
    width = max(len(word) for _, words in parts for word in words)
    blocks = [
        "\n".join([title, *(f"  {word:{width}}  {text}" for word, text in words.items())]) for title, words in parts
    ]
    return "\n\n".join(blocks) + "\n"


def _entry(kind: str, rules: tuple[Rule, ...]) -> str:
    for rule in rules:
        if kind in rule.kinds:
            sentences = [
                f"  {language}  {phrases[kind]}" for language, phrases in rule.phrases.items() if kind in phrases
            ]
            place = f"Rule {rule.name}, precedence {rule.precedence.name.lower().replace('_', ' ')}."
            return "\n".join([f"{kind}: {rule.help.get(kind, '')}", place, *sentences]) + "\n"
    fixed = MATCH_KINDS | DIRECTIONS
    if kind in fixed:
        return f"{kind}: {fixed[kind]}\n"
    words = [*fixed, *(name for rule in rules for name in rule.kinds)]
    near = get_close_matches(kind, words, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "`gaidiff explain` lists them all"
    raise ConfigError(f"no kind is called {kind!r}", hint)


COMMAND = explain
