"""A decision file and two instruments in, checked decisions out; a comparison in, a file to edit out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gaidiff.errors import ConfigError
from gaidiff.model.change import Decision, MatchKind
from gaidiff.model.text import EId

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gaidiff.model.change import Match, Report
    from gaidiff.model.law import Instrument

SECTIONS = {"force": True, "forbid": False}
KEYS = {"old", "new", "reason"}
DOUBTFUL = 0.4  # score below which a link is worth a person's look
EXAMPLE = 'use [[force]] or [[forbid]] with old = "art_13", new = "art_11", reason = "…"'
HEAD = """\
# Which article became which: links of {title} that a person should look at.
# Take the # away from an entry to decide it; then pass this file to --align. Entries that stay comments do nothing.
"""


def read_decisions(text: str, name: str) -> tuple[Decision, ...]:
    """The decisions of a TOML file called `name`. Raises ConfigError if it holds anything else."""
    import tomllib

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name} is not TOML ({error})", EXAMPLE) from error
    unknown = sorted(data.keys() - SECTIONS.keys())
    if unknown:
        raise ConfigError(f"{name} has a section {unknown[0]!r}", EXAMPLE)
    return tuple(decision for section in SECTIONS for decision in _section(data.get(section, []), section, name))


def _section(entries: Any, section: str, name: str) -> Iterator[Decision]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise ConfigError(f"{section} in {name} is no list of entries", EXAMPLE)
    for entry in entries:
        if not {"old", "new"} <= entry.keys() <= KEYS or not all(isinstance(value, str) for value in entry.values()):
            raise ConfigError(f"{name}: an entry of {section} has the keys {', '.join(sorted(entry))}", EXAMPLE)
        yield Decision(
            EId(entry["old"]),
            EId(entry["new"]),
            force=SECTIONS[section],
            reason=" ".join(entry.get("reason", "").split()),
        )


def checked(decisions: Iterable[Decision], old: Instrument, new: Instrument) -> tuple[Decision, ...]:
    """The same decisions; raises ConfigError if one names what is no article of its text, or contradicts another."""
    found: dict[tuple[EId, EId], Decision] = {}
    units = {unit.eid for unit in old.units()}, {unit.eid for unit in new.units()}
    for decision in decisions:
        for eid, known, side in ((decision.old, units[0], "old"), (decision.new, units[1], "new")):
            if eid not in known:
                hint = "`gaidiff parse FILE --format json` prints the eid of every article"
                raise ConfigError(f"{eid!r} is no article of the {side} text", hint)
        other = found.setdefault((decision.old, decision.new), decision)
        if other.force is not decision.force:
            raise ConfigError(f"{decision.old} to {decision.new} is both forced and forbidden", "keep one of the two")
    return tuple(found.values())


def template(report: Report) -> str:
    """A decision file with every disputed or doubtful link as a comment."""
    entries = [entry for match in report.alignment.articles if _is_doubtful(match) for entry in _entries(match)]
    head = HEAD.format(title=" ".join((report.new.title or "the law").split()))
    return head + "".join(entries) + ("" if entries else "#\n# No link is doubtful.\n")


def _is_doubtful(match: Match) -> bool:
    linked = match.kind not in (MatchKind.INSERTED, MatchKind.REPEALED)
    return not match.decided and (match.disputed or (linked and match.score < DOUBTFUL))


def _entries(match: Match) -> Iterator[str]:
    why = "; ".join(match.evidence)
    named = f"{', '.join(match.old) or '-'} -> {', '.join(match.new) or '-'}"
    said = f"#\n# {match.kind}: {named} ({match.score:.2f}): {why}\n"
    section = "forbid" if match.old and match.new else "force"
    pairs = [(old, new) for old in match.old or ("",) for new in match.new or ("",)]
    for number, (old, new) in enumerate(pairs):
        yield ("" if number else said) + f'# [[{section}]]\n# old = "{old}"\n# new = "{new}"\n# reason = ""\n'
