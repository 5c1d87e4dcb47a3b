"""`gaidiff explain [KIND]`: a word of the report in, its meaning out; kinds of findings are read from the rules."""

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
# Numbers are never given twice: one that is out of use stays out of use.
DIAGNOSTICS = {
    "numbering_gap": ("D01", "A number is missing between two neighbours; a page may be lost, or an article repealed."),
    "duplicate_label": ("D02", "A number is used twice; the second is kept apart under a name of its own (art_5_2)."),
    "label_out_of_order": (
        "D03",
        "A number is lower than the one before it, or a line that looks like one was no label.",
    ),
    "two_instruments": ("D04", "Numbers start again, so the file may hold two laws; compare one law at a time."),
    "placeholder": (
        "D05",
        "An article's number stands with [deleted] or dots behind it; it is no article of this text.",
    ),
    "unread_markup": (
        "D06",
        "Characters of an XML file were not read, or read twice; check the text before you rely on it.",
    ),
    "tracked_changes": (
        "D07",
        "The file has tracked changes; --tracked says whether they are read as made (the default).",
    ),
    "struck_text": (
        "D08",
        "Words are struck through by formatting alone; they were set aside, listed in the remainder.",
    ),
    "hidden_text": ("D09", "Words are in the file that its readers cannot see; the message says what became of them."),
    "white_text": ("D10", "Words are written in white, so that a reader may not see them; they were kept."),
    "footnotes": ("D11", "Footnotes or their marks were taken out of the sentences they interrupt."),
    "page_furniture": (
        "D12",
        "Menus, footers, running heads and page numbers were set aside, listed in the remainder.",
    ),
    "line_numbers": ("D13", "Numbers in the margin of the lines were set aside."),
    "replaced_characters": (
        "D14",
        "Bytes could not be decoded and stand as U+FFFD; get the file anew, or save it as UTF-8.",
    ),
    "invisible_characters": (
        "D15",
        "Characters without a picture stand in the text; they are kept, compared and shown.",
    ),
    "bidi_characters": (
        "D16",
        "Characters turn the direction of writing, so that a screen may show the words in disorder.",
    ),
    "control_characters": ("D17", "Control characters stand in the text; they are kept, compared and shown."),
    "look_alike_characters": (
        "D18",
        "Letters of another script stand inside words, or radicals in the place of characters.",
    ),
}


@click.command("explain", short_help="Explain a kind of change, or a note on a text.")
@click.argument("kind", required=False)
def explain(kind: str | None) -> None:
    """Explain a word of the report: a finding, a match, a direction, or a note on a text. Without KIND, list all.

    A note on a text can be asked for by its code or its number: numbering_gap, D01.
    """
    from gaidiff.rules import rules

    known = rules()
    print_text(_listing(known) if kind is None else _entry(kind, known))


def _listing(rules: tuple[Rule, ...]) -> str:
    findings = {kind: rule.help.get(kind, "") for rule in rules for kind in rule.kinds}
    notes = {code: f"{number}  {text}" for code, (number, text) in DIAGNOSTICS.items()}
    parts = [
        ("Matches: what became of an article", MATCH_KINDS),
        ("Directions", DIRECTIONS),
        ("Findings", findings),
        ("Notes: what gaidiff found odd in a text", notes),
    ]
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
    for code, (number, text) in DIAGNOSTICS.items():
        if kind in (code, number):
            return f"{code}: {text}\nNote {number}.\n"
    fixed = MATCH_KINDS | DIRECTIONS
    if kind in fixed:
        return f"{kind}: {fixed[kind]}\n"
    words = [*fixed, *DIAGNOSTICS, *(name for rule in rules for name in rule.kinds)]
    near = get_close_matches(kind, words, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "`gaidiff explain` lists them all"
    raise ConfigError(f"no kind is called {kind!r}", hint)


COMMAND = explain
