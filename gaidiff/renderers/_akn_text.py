"""An instrument in, the words of an Akoma Ntoso document out: preface, preamble, body, conclusions, attachments."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final

from gaidiff.model.law import ProvisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gaidiff.model.law import Instrument, Provision
    from gaidiff.model.text import EId

NAMES: Final = {
    ProvisionKind.PART: "part",
    ProvisionKind.CHAPTER: "chapter",
    ProvisionKind.SECTION: "section",
    ProvisionKind.ARTICLE: "article",
    ProvisionKind.PARAGRAPH: "paragraph",
    ProvisionKind.ITEM: "point",
    ProvisionKind.SUBITEM: "indent",
}
ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
SPECIAL: Final = re.compile('[&<>"\r]')
FORBIDDEN: Final = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]")

BLANKS: Final = re.compile(r"[ \t\r\n\f]{2}|[\t\r\f]|^\s|\s\Z")


def escaped(text: str) -> str:
    """Text fit for an element or an attribute; only what XML cannot hold becomes a mark, <U+0000>."""
    legal = FORBIDDEN.sub(lambda match: f"<U+{ord(match.group()):04X}>", text)
    return SPECIAL.sub(lambda match: ESCAPES[match.group()], legal)


def line(text: str, tag: str = "p") -> str:
    """One paragraph; a line break inside it stays one, and blanks that a reader would make one are marked to stay."""
    keep = ' xml:space="preserve"' if BLANKS.search(text) else ""
    return f"<{tag}{keep}>{'<eol/>'.join(map(escaped, text.split(chr(10))))}</{tag}>"


def text_of(instrument: Instrument, earlier: Mapping[EId, EId], annex_meta: str) -> str:
    """Everything below <meta>. `earlier` gives the identifiers that articles had in the old text."""
    writer = _Writer(earlier)
    tops = list(instrument.provisions)
    recitals = []
    while tops and tops[0].kind is ProvisionKind.RECITAL:
        recitals.append(tops.pop(0))
    annexes: list[Provision] = []
    while tops and tops[-1].kind is ProvisionKind.ANNEX:
        annexes.insert(0, tops.pop())
    parts = [
        _preface(instrument),
        _wrapped("preamble", _wrapped("recitals", "".join(map(writer.recital, recitals)))),
        _wrapped("body", "".join(map(writer.unit, tops)) or "".join(map(_reference, annexes))),
        _wrapped("conclusions", "".join(line(text) for text in instrument.remainder)),
        _wrapped("attachments", "".join(writer.annex(one, annex_meta) for one in annexes)),
    ]
    return "".join(parts)


def _preface(instrument: Instrument) -> str:
    """The title is marked where the preface prints it."""
    lines = []
    titled = False
    for text in filter(str.strip, instrument.preface.split("\n")):
        is_title = not titled and text.strip() == instrument.title
        titled |= is_title
        lines.append(f"<p><docTitle>{escaped(text)}</docTitle></p>" if is_title else line(text))
    return _wrapped("preface", "".join(lines))


def _reference(annex: Provision) -> str:
    """A body may not be empty, so one without articles points at the annexes."""
    return f'<componentRef src="#{escaped(annex.eid)}" showAs="{escaped(_title(annex))}"/>'


def _title(annex: Provision) -> str:
    words = (annex.num.text if annex.num is not None else "", annex.heading or "")
    return " ".join(filter(None, words)) or annex.kind.value


def _wrapped(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>" if content else ""


class _Writer:
    """Writes provisions; articles carry the identifier they had in the old text."""

    def __init__(self, earlier: Mapping[EId, EId]) -> None:
        self._earlier = earlier

    def unit(self, node: Provision) -> str:
        """A provision with everything below it."""
        if node.placeholder:
            tag, name = "article", ' status="removed"'
        elif node.kind in NAMES:
            tag, name = NAMES[node.kind], ""
        else:
            tag, name = "hcontainer", f' name="{node.kind.value}"'
        return f"<{tag}{name}{self._named(node)}>{self._head(node)}{self._content(node)}</{tag}>"

    def _named(self, node: Provision) -> str:
        before = self._earlier.get(node.eid) or node.wid
        return f' eId="{escaped(node.eid)}"' + (f' wId="{escaped(before)}"' if before else "")

    def _head(self, node: Provision) -> str:
        num = line(node.num.text, "num") if node.num is not None else ""
        return num + (line(node.heading, "heading") if node.heading else "")

    def _content(self, node: Provision) -> str:
        if not node.children:
            words = "".join(line(text) for text in (node.text, node.wrap_up) if text)
            return f"<content>{words or line('')}</content>"
        intro = f"<intro>{line(node.text)}</intro>" if node.text else ""
        wrap_up = f"<wrapUp>{line(node.wrap_up)}</wrapUp>" if node.wrap_up else ""
        return intro + "".join(map(self.unit, node.children)) + wrap_up

    def recital(self, node: Provision, tag: str = "recital") -> str:
        """A recital holds blocks only: paragraphs, and lists of what has a number."""
        words = line(node.text) if node.text else ""
        for numbered, run in groupby(node.children, lambda child: child.num is not None):
            children = list(run)
            inside = "".join(self.recital(child, "item") for child in children) if numbered else ""
            words += f'<blockList eId="{escaped(children[0].eid)}__list">{inside}</blockList>' if numbered else ""
            words += "" if numbered else "".join(map(line, _lines(children)))
        words += line(node.wrap_up) if node.wrap_up else ""
        return f"<{tag}{self._named(node)}>{self._head(node)}{words or line('')}</{tag}>"

    def annex(self, node: Provision, meta: str) -> str:
        """An annex is a document of its own; an empty <num> says that its heading is no label."""
        head = self._head(node) if node.num is not None or not node.heading else f"<num/>{self._head(node)}"
        text = line(node.text) if node.text else ""
        words = text + "".join(map(self.unit, node.children)) + (line(node.wrap_up) if node.wrap_up else "")
        body = f"<mainBody>{words or line('')}</mainBody>"
        return f'<attachment{self._named(node)}>{head}<doc name="annex">{meta}{body}</doc></attachment>'


def _lines(nodes: Iterable[Provision]) -> Iterator[str]:
    """Paragraphs without a number, and what is below them as printed."""
    for node in nodes:
        number = f"{node.num.text} " if node.num is not None else ""
        yield number + " ".join(filter(None, (node.heading, node.text)))
        yield from _lines(node.children)
        if node.wrap_up:
            yield node.wrap_up
