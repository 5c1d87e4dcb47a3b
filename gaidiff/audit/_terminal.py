"""An audit in, plain text out: counts, what the texts do not bear out, then every verdict in the commentary's order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gaidiff.audit._values import Verdict
from gaidiff.audit._words import words_in
from gaidiff.renderers._visible import one_line
from gaidiff.renderers._wrap import Styled, wrap

if TYPE_CHECKING:
    from gaidiff.audit._values import Audit, Mark
    from gaidiff.audit._words import Words

PLAIN_WIDTH: Final = 100  # columns, where nobody tells us
MOST_SAID: Final = 90  # characters of the commentary in one line
AROUND: Final = 60  # characters of it before a mark, in the list of what is wrong
ALARMS: Final = (Verdict.CONTRADICTED, Verdict.WRONG_PINPOINT, Verdict.QUOTATION_NOT_FOUND)
SIGNS: Final = {
    Verdict.CONFIRMED: "+",
    Verdict.WRONG_PINPOINT: "!",
    Verdict.QUOTATION_NOT_FOUND: "!",
    Verdict.CONTRADICTED: "!",
    Verdict.NOT_CHECKABLE: "?",
}


def render_terminal(audit: Audit, language: str, *, width: int = PLAIN_WIDTH) -> bytes:
    """The audit as plain text of `width` columns; no colour, so it reads the same in a file."""
    words = words_in(language)
    against = words.words["against"].format(old=one_line(audit.old.title), new=one_line(audit.new.title))
    lines = [words.words["title"], *_wrapped(against, width, 2), ""]
    lines.append("   ".join(f"{count} {words.verdicts[verdict]}" for verdict, count in audit.counts if count))
    alarms = [mark for mark in audit.marks if mark.verdict in ALARMS]
    if not audit.marks:
        lines[-1] = words.words["nothing_found"]
    elif alarms:
        lines += ["", words.words["findings"]]
        for number, mark in enumerate(alarms, 1):
            lines += _entry(f"{number}. ", audit, mark, words, width)
    else:
        lines += ["", *_wrapped(words.words["nothing"], width, 2)]
    if audit.marks:
        lines += ["", words.words["all"]]
        for mark in audit.marks:
            lines += _entry(f"{SIGNS[mark.verdict]} ", audit, mark, words, width)
    lines += ["", *_wrapped(words.words["made_by"].format(version=audit.engine_version), width, 0)]
    return ("\n".join(lines) + "\n").encode()


def _entry(lead: str, audit: Audit, mark: Mark, words: Words, width: int) -> list[str]:
    said = one_line(audit.said(mark))
    said = said if len(said) <= MOST_SAID else said[: MOST_SAID - 1].rstrip() + "…"
    head = f"{lead}{words.verdicts[mark.verdict]}: {words.sorts[mark.sort]} “{said}”"
    if mark.verdict in ALARMS and lead[0].isdigit():
        head += f"  ({_context(audit, mark)})"
    reason = words.reason(audit, mark)
    if mark.translated:
        reason += f" [{words.words['translated']}]"
    return [*_wrapped(head, width, len(lead)), *_wrapped(reason, width, 4, indent=4)]


def _context(audit: Audit, mark: Mark) -> str:
    start = max(audit.text.rfind("\n", 0, mark.start) + 1, mark.start - AROUND)
    end = min(audit.text.find("\n", mark.end) if "\n" in audit.text[mark.end :] else len(audit.text), mark.end + AROUND)
    return one_line(f"…{audit.text[start:end]}…")


def _wrapped(text: str, width: int, hanging: int, *, indent: int = 0) -> list[str]:
    lines = wrap([Styled(text)], width, indent=indent, hanging=hanging)
    return ["".join(one.text for one in line).rstrip() for line in lines]
