"""Two instruments in, one report out: the only place the stages meet. No file, clock or network is touched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gaidiff import grammars, readers, rules
from gaidiff.commentary.ledger import actions, landmarks, notices, settle
from gaidiff.commentary.phrases import comment, load_phrases
from gaidiff.commentary.reader import PROVIDER, seen_by
from gaidiff.commentary.verdict import summarise
from gaidiff.compare.align import align
from gaidiff.compare.invariants import check
from gaidiff.compare.words import diff
from gaidiff.errors import StructureError
from gaidiff.model.change import Report
from gaidiff.model.words import Context
from gaidiff.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gaidiff.model.change import Decision
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import Reading, Snapshot
    from gaidiff.readers._confine import Children as Children  # noqa: PLC0414, callers hand it in
    from gaidiff.readers._entries import Entry as Entry  # noqa: PLC0414, and get these


def load(snapshot: Snapshot, *, tracked: str = "final", selector: str | None = None) -> Instrument:
    """Read and parse one snapshot, with its tracked changes accepted (`final`) or rejected (`original`).

    A CSS `selector` narrows a page to the law.
    """
    return grammars.parse(readers.read(snapshot, tracked=tracked, selector=selector))


def read(snapshot: Snapshot, *, selector: str | None = None, children: Children | None = None) -> Reading:
    """The blocks of a snapshot, read by child processes that stay if there are `children`."""
    from gaidiff.readers._confine import reusing

    with reusing(children):
        return readers.read(snapshot, selector=selector)


def parse(reading: Reading, *, language: str | None = None) -> Instrument:
    """The structure of what was read; raises StructureError if it is no law."""
    return grammars.parse(reading, language=language)


def entries(snapshot: Snapshot, *, selector: str | None = None, children: Children | None = None) -> tuple[Entry, ...]:
    """The documents that a feed, or the links of a list page, name; of all links, or those a CSS selector names."""
    from gaidiff.readers._confine import confined, reusing
    from gaidiff.readers._entries import entries_here, entries_of

    with reusing(children):
        return entries_of(confined(entries_here, snapshot, selector or ""))


def new_children() -> Children:
    """Child processes for many documents; close them at the end."""
    from gaidiff.readers._confine import Children as Children  # noqa: PLC0414, callers hand it in

    return Children()


def compare(old: Instrument, new: Instrument, decisions: Sequence[Decision] = (), *, side: str = PROVIDER) -> Report:
    """Compare two versions of a law: align, diff, classify, comment.

    `decisions` are a person's, on which article became which; `side` is the reader's, from which directions are told
    and changes ranked (`provider`, `user`, `authority`). Raises StructureError if the two texts are not in the
    same language, ConfigError if a decision names what is no article.
    """
    if old.language != new.language:
        languages = f"{old.language!r} and the new one {new.language!r}"
        raise StructureError(f"the old text is in {languages}", "compare two texts in the same language")
    grammar = grammars.grammar_of(new.language)
    lexicon = grammars.lexicon_of(new.language)
    alignment = align(old, new, words=grammar.words, lexicon=lexicon, decisions=decisions)
    changes, degraded = diff(old, new, alignment, words=grammar.words)
    context = Context(old=old, new=new, alignment=alignment, lexicon=lexicon, changes=changes)
    phrases = load_phrases(rules.rules())
    explained = tuple(
        comment(replace(change, findings=rules.classify(change, context)), context, phrases) for change in changes
    )
    duties = settle(rules.duties_of(context), explained)
    explained = seen_by(explained, side, context)
    summary = summarise(explained, context, side)
    report = Report(
        old=old,
        new=new,
        alignment=alignment,
        changes=explained,
        summary=summary,
        engine_version=VERSION,
        degraded=degraded,
        ledger=duties,
        actions=actions(duties, new, context),
        landmarks=landmarks(context),
        notices=notices(old, new),
    )
    check(report)
    return report


def annotate(report: Report, text: str, where: str = "the notes") -> Report:
    """The report with a person's notes, pinned or marked as stale; ConfigError if `text` is no notes file."""
    from gaidiff.commentary.notes import parse_notes, pin

    return replace(report, notes=pin(parse_notes(text, where), report.old, report.new))
