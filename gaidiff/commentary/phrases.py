"""Findings in, sentences out: one change to a sentence, in every report language, the law's words in quotation marks.

The tool's words come from the phrases of the rules and from templates/phrases/LANG.toml, which overrides them and may
add a language; the law's words are slices of the source.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Protocol

from gaidiff.assets import asset_dir
from gaidiff.commentary.references import reference, units
from gaidiff.commentary.themes import theme_of
from gaidiff.errors import ConfigError
from gaidiff.model.change import BINDS_OFFICIALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gaidiff.model.change import Change, Finding
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import EId, Span
    from gaidiff.model.words import Context

    Phrases = Mapping[str, Mapping[str, str]]

FALLBACK: Final = "en"
MOST_CHARACTERS: Final = 60  # of a quotation in a script without spaces
MOST_WORDS: Final = 30  # of a quotation in a spaced one
UNSPACED: Final = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"))  # kana, Chinese characters
LED_IN: Final = 12, 40  # characters before the words that differ, in a script without spaces and in a spaced one
PAUSE: Final = "，；、：,;:"
QUOTED: Final = frozenset({"x", "y", "act", "law", "qualifier", "term"})
IN_FULL: Final = frozenset({"list"})  # a list of authorities is of use only whole
QUOTED_LISTS: Final = frozenset({"xs", "ys"})  # several quotations, one a line
OWN_MARKS: Final = "《"  # 《数据安全法》 brings its own


class HasPhrases(Protocol):
    """What commentary knows of a rule."""

    @property
    def phrases(self) -> Mapping[str, Mapping[str, str]]:
        """Report language -> kind -> sentence template."""


def load_phrases(rules: Iterable[HasPhrases] = ()) -> Phrases:
    """All phrases by language: those of the rules, overridden and extended by templates/phrases.

    Keys are a kind, `kind/form`, or a section and a name: `theme.scope`, `word.ban`, `ref.new`, `verdict.relaxes`.
    Raises ConfigError for a file that is no TOML of texts.
    """
    found: dict[str, dict[str, str]] = {}
    for rule in rules:
        for language, phrases in rule.phrases.items():
            found.setdefault(language, {}).update(phrases)
    for language, phrases in _files().items():
        found.setdefault(language, {}).update(phrases)
    common = found.get(FALLBACK, {})
    return {language: {**common, **found[language]} for language in sorted(found)}


@cache
def _files() -> Mapping[str, Mapping[str, str]]:
    folder = asset_dir("templates") / "phrases"
    return MappingProxyType({path.stem: _flat(path.name, path.read_bytes()) for path in sorted(folder.glob("*.toml"))})


def _flat(name: str, body: bytes) -> Mapping[str, str]:
    try:
        sections: dict[str, Any] = tomllib.loads(body.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"templates/phrases/{name} is not TOML: {error}") from error
    flat: dict[str, str] = {}
    for section, phrases in sections.items():
        if not isinstance(phrases, dict) or not all(isinstance(text, str) for text in phrases.values()):
            raise ConfigError(f"templates/phrases/{name}: [{section}] needs texts", 'write kind = "sentence"')
        flat.update({key if section == "kinds" else f"{section}.{key}": text for key, text in phrases.items()})
    return MappingProxyType(flat)


def comment(change: Change, context: Context, phrases: Phrases) -> Change:
    """The change with a theme and a sentence in every language on each of its findings."""
    if not change.findings:
        return change
    findings = tuple(
        replace(
            finding,
            theme=theme_of(finding, context),
            comment=tuple(
                (language, _sentence(finding, change, context, table)) for language, table in phrases.items()
            ),
        )
        for finding in change.findings
    )
    return replace(change, findings=findings)


def _sentence(finding: Finding, change: Change, context: Context, table: Mapping[str, str]) -> str:
    slots = dict(finding.slots)
    form = slots.get("form", "")
    template = table.get(f"{finding.kind}/{form}") or table.get(finding.kind, "")
    values = {name: _value(name, text, table) for name, text in slots.items()}
    if values.keys() >= {"x", "y"}:
        values["x"], values["y"] = _both(slots["x"], slots["y"], table)
    old, new = change.match.old, change.match.new
    values["old_ref"] = _reference(finding.old[0].eid if finding.old else next(iter(old), ""), "old", context, table)
    values["new_ref"] = _reference(finding.new[0].eid if finding.new else next(iter(new), ""), "new", context, table)
    if "_unit}" in template:
        values["old_unit"] = units(_units(finding.old, old, context.old), "old", context, table)
        values["new_unit"] = units(_units(finding.new, new, context.new), "new", context, table)
    text = re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], ""), template)
    if BINDS_OFFICIALS in finding.signals and finding.kind != "official_duty_added":
        text = f"{text.rstrip('.。')}{table.get('note.officials', '')}"
    return text[:1].upper() + text[1:]


def _units(spans: tuple[Span, ...], otherwise: tuple[EId, ...], instrument: Instrument) -> tuple[EId, ...]:
    """The articles the spans stand in."""
    found = (instrument.unit_of.get(span.eid, span.eid) for span in spans)
    return tuple(dict.fromkeys(found)) or otherwise


def _reference(eid: str, side: str, context: Context, table: Mapping[str, str]) -> str:
    return reference(eid, side, context, table) if eid else table.get(f"ref.no_{side}", "")


def _value(name: str, text: str, table: Mapping[str, str]) -> str:
    if name.startswith("word"):
        return table.get(f"word.{text}", text)
    if name in QUOTED_LISTS:
        return _listed([quote(item, table) for item in text.split("\n")], table)
    if name in IN_FULL:
        return quote(text, table, whole=True)
    return quote(text, table) if name in QUOTED else text


def _listed(quotes: list[str], table: Mapping[str, str]) -> str:
    if len(quotes) == 1:
        return quotes[0]
    return table.get("quote.comma", ", ").join(quotes[:-1]) + table.get("quote.and", " and ") + quotes[-1]


def quote(text: str, table: Mapping[str, str], *, whole: bool = False) -> str:
    """The law's words in the marks of the report's language; what is left out is shown outside of them."""
    words = " ".join(text.split()) if not _is_unspaced(text) else text.replace("\n", "")
    kept = words if whole else _shortened(words)
    if kept.startswith(OWN_MARKS):
        return kept
    cut = table.get("quote.cut", " …") if len(kept) < len(words) else ""
    return f"{table.get('quote.open', '“')}{kept}{table.get('quote.close', '”')}{cut}"


def _both(old: str, new: str, table: Mapping[str, str]) -> tuple[str, str]:
    """Two quotations that are set against each other: if both would be cut before they differ, from where they do."""
    places = [n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b]
    same = places[0] if places else min(len(old), len(new))
    shown = len(_shortened(old)), len(_shortened(new))
    if same < min(shown) or shown == (len(old), len(new)):
        return quote(old, table), quote(new, table)
    ends = min(len(text.rstrip(PAUSE + " ")) for text in (old, new))  # where one text goes on, the other may end
    start = _led_in(old, min(same, max(ends - 1, 0)))
    before = table.get("quote.cut_before", "… ") if start else ""
    return before + quote(old[start:], table), before + quote(new[start:], table)


def _led_in(text: str, place: int) -> int:
    """Where to begin a quotation so that it shows a place: after a pause or a blank not far before it."""
    unspaced = _is_unspaced(text)
    first = max(0, place - LED_IN[0 if unspaced else 1])
    pauses = [n + 1 for n in range(first, place) if text[n] in PAUSE]
    blanks = [n + 1 for n in range(first, place) if text[n] == " "]
    start = pauses[-1] if pauses else (blanks or [first])[0]
    return start + len(text[start:]) - len(text[start:].lstrip())


def _is_unspaced(text: str) -> bool:
    if max(text, default="") < UNSPACED[0][0]:
        return False  # told at once of most texts in other scripts
    return any(first <= letter <= last for letter in text for first, last in UNSPACED)


def _shortened(text: str) -> str:
    """The beginning of a long quotation, ended at a pause if there is one in its second half."""
    if _is_unspaced(text):
        if len(text) <= MOST_CHARACTERS:
            return text
        kept = text[:MOST_CHARACTERS]
        floor = MOST_CHARACTERS // 2
    else:
        words = text.split()
        if len(words) <= MOST_WORDS:
            return text
        kept = " ".join(words[:MOST_WORDS])
        floor = len(kept) // 2
    pause = max(kept.rfind(mark) for mark in PAUSE)
    return kept[:pause] if pause > floor else kept.rstrip(PAUSE)
