"""Two instruments in, one report out: the only place the stages meet. No file, clock or network is touched."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gaidiff import grammars, readers, rules
from gaidiff.commentary.ledger import actions, landmarks, notices, settle
from gaidiff.commentary.notes import parse_notes, pin
from gaidiff.commentary.phrases import comment, load_phrases
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
    from gaidiff.model.text import Snapshot


def load(snapshot: Snapshot, *, tracked: str = "final") -> Instrument:
    """Read and parse one snapshot, with its tracked changes accepted (`final`) or rejected (`original`)."""
    return grammars.parse(readers.read(snapshot, tracked=tracked))


def compare(old: Instrument, new: Instrument, decisions: Sequence[Decision] = ()) -> Report:
    """Compare two versions of a law: align, diff, classify, comment.

    `decisions` are a person's, on which article became which. Raises StructureError if the two texts are not in the
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
    summary = summarise(explained, context)
    duties = settle(rules.duties_of(context), explained)
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
    return replace(report, notes=pin(parse_notes(text, where), report.old, report.new))
