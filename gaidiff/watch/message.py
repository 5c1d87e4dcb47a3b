"""An event and its report in, the message for a sink out: subject, text, HTML and data, in one language.

All words of others (titles, addresses, the law, errors) are made visible and escaped; only http and https are linked.
"""

from __future__ import annotations

import tomllib
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from gaidiff.assets import asset_dir
from gaidiff.errors import RenderError
from gaidiff.renderers._visible import one_line
from gaidiff.version import VERSION
from gaidiff.watch.addresses import linked
from gaidiff.watch.gist import NOTHING, Gist

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment

    from gaidiff.model.watch import Event

CONTRACT: Final = "gaidiff.message/1"  # of the data; a new number if a name changes its meaning
LONGEST_SUBJECT: Final = 150  # characters; mail programs show fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a sink sends. `id` is the same at every attempt; `data` can be written as JSON."""

    id: str
    subject: str
    text: str
    html: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event with all that is said of it: what the templates are filled with."""

    id: str
    event: Event
    gist: Gist
    over: str
    title: str
    verdict: str
    lead: str
    details: str
    seen: str
    official: str  # addresses that may be linked, else empty
    report: str


def told(delivery_id: str, event: Event, gist: Gist | None, *, language: str, report: str = "") -> Told:
    """What is said of one event. `gist` is None for an event without a report, or one that cannot be read."""
    words = words_of(language)
    own = words[event.kind.value]
    details = plain(event.message)
    known = gist or NOTHING
    changed = event.kind.value == "changed"
    verdict = known.verdict or (details or words["verdict_unknown"] if changed else "")
    return Told(
        id=delivery_id,
        event=event,
        gist=known,
        over=own["over"],
        title=plain(event.title) or plain(event.source_id),
        verdict=verdict,
        lead=own["lead"],
        details="" if changed else details,
        seen=_seen(event, words),
        official=linked(event.address),
        report=linked(report) if gist else "",  # no comparison, no page
    )


def plain(text: str) -> str:
    r"""Words of others on one line; a line break is a space, what cannot be seen a mark.

    >>> plain("Law\r\nBcc: x\u200b")
    'Law Bcc: x<U+200B>'
    """
    return one_line(" ".join(text.split()))


def message_of(one: Told, *, language: str) -> Message:
    """The message about one event."""
    words = words_of(language)
    subject = words[one.event.kind.value]["subject"].format(title=one.title)
    return Message(
        id=one.id,
        subject=_cut(subject),
        text=_text(one, words),
        html=_fill("message.html.j2", one=one, words=words, language=language, subject=subject),
        data={"contract": CONTRACT, "id": one.id, "type": "event", "language": language, **data_of(one)},
    )


def digest_of(digest_id: str, several: Sequence[Told], *, language: str) -> Message:
    """One message about several events, each with its own delivery id in the data."""
    words = words_of(language)
    sources = {one.event.source_id for one in several}
    form = words["digest_subject_one_source" if len(sources) == 1 else "digest_subject"]
    subject = form.format(count=len(several), sources=len(sources), title=several[0].title)
    lead = words["digest_lead"].format(first=moment(several[0].event.at), last=moment(several[-1].event.at))
    blocks = [subject, lead, *(_entry(one, words) for one in several), words["made_by"].format(version=VERSION)]
    return Message(
        id=digest_id,
        subject=_cut(subject),
        text="\n\n".join(blocks) + "\n",
        html=_fill("digest.html.j2", several=several, words=words, language=language, subject=subject, lead=lead),
        data={
            "contract": CONTRACT,
            "id": digest_id,
            "type": "digest",
            "language": language,
            "messages": [{"id": one.id, **data_of(one)} for one in several],
        },
    )


def entry_html(one: Told, *, language: str) -> str:
    """The change as plain HTML without styles, for feed readers."""
    return _fill("entry.html.j2", one=one, words=words_of(language), language=language)


def data_of(one: Told) -> dict[str, Any]:
    """The event as JSON-ready values."""
    event, gist = one.event, one.gist
    return {
        "kind": event.kind.value,
        "event": event.id,
        "sequence": event.sequence,
        "at": event.at,
        "source": {"id": event.source_id, "title": one.title, "address": one.official},
        "revisions": {"old": event.old, "new": event.new},
        "verdict": one.verdict or one.lead,
        "details": one.details,
        "counts": {"provisions": _counted(gist.counts), "directions": _counted(gist.ways)},
        "changes": [asdict(point) for point in gist.points],
        "passages": [{**asdict(passage), "words": [list(word) for word in passage.words]} for passage in gist.passages],
        "more": gist.more,
        "warnings": list(gist.banners),
        "links": {"official": one.official, "report": one.report},
    }


def _counted(counts: Sequence[tuple[int, str, str]]) -> dict[str, int]:
    return {name: count for count, name, _ in counts}


def moment(at: str) -> str:
    """A time as people read it, `2026-03-01 08:15 UTC`; one that is none as it stands."""
    from datetime import UTC, datetime

    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return one_line(at)
    when = when.astimezone(UTC) if when.tzinfo else when
    return f"{when:%Y-%m-%d %H:%M} UTC"


def _seen(event: Event, words: Mapping[str, Any]) -> str:
    said = words["seen"].format(at=moment(event.at))
    if event.new is None:
        return str(said)
    form = words["revision" if event.old is None else "revisions"]
    return f"{form.format(old=event.old, new=event.new)} · {said}"


def _cut(subject: str) -> str:
    return subject if len(subject) <= LONGEST_SUBJECT else subject[: LONGEST_SUBJECT - 1].rstrip() + "…"


def _text(one: Told, words: Mapping[str, Any]) -> str:
    gist, colon = one.gist, words["colon"]
    blocks = [f"{one.over}\n{one.title}", one.verdict, one.lead, one.details]
    blocks += [f"! {banner}" for banner in gist.banners]
    blocks += [f"{number}. {_point(point, words)}" for number, point in enumerate(gist.points, 1)]
    if gist.passages:
        lines = [
            f"- {p.title}{words['aside'].format(words=p.kinds)}{colon}{''.join(map(_marked, p.words)).strip()}"
            for p in gist.passages
        ]
        blocks.append("\n".join([words["passages"], *lines]))
        blocks.append(words["legend"])
    blocks.append(more_of(gist, words))
    blocks.append("\n".join(f"{name}{colon}{address}" for name, address in links_of(one, words)))
    blocks += [one.seen, words["made_by"].format(version=VERSION)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _point(point: Any, words: Mapping[str, Any]) -> str:
    doubt = words["aside"].format(words=words["doubt"]) if point.doubtful else ""
    where = f"\n   {point.pinpoint}" if point.pinpoint else ""
    return f"{point.way}{words['colon']}{point.sentence}{doubt}{where}"


def _marked(word: tuple[str, str]) -> str:
    op, text = word
    return {"delete": f"[-{text}-]", "insert": f"{{+{text}+}}"}.get(op, text)


def _entry(one: Told, words: Mapping[str, Any]) -> str:
    colon = words["colon"]
    lines = [f"{one.over}{colon}{one.title}", one.verdict or one.lead, one.details]
    lines += [f"{name}{colon}{address}" for name, address in links_of(one, words)]
    return "\n".join(line for line in lines if line)


def links_of(one: Told, words: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is linked: the report first, where it is published."""
    pairs = ((words["report"], one.report), (words["official"], one.official))
    return [(name, address) for name, address in pairs if address]


def more_of(gist: Gist, words: Mapping[str, Any]) -> str:
    """How much is not shown."""
    if not gist.more:
        return ""
    return str(words["more_one" if gist.more == 1 else "more"].format(count=gist.more))


@cache
def words_of(language: str) -> Mapping[str, Any]:
    """The words of messages. Raises RenderError if there are none in that language."""
    file = asset_dir("templates") / "mail" / "words" / f"{language}.toml"
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RenderError(f"templates/mail/words/{file.name} cannot be read: {error}", "reinstall gaidiff") from error


def _fill(name: str, **values: Any) -> str:
    from jinja2 import TemplateError

    try:
        return _environment().get_template(name).render(values, links_of=links_of, more_of=more_of, version=VERSION)
    except TemplateError as error:
        raise RenderError(f"templates/mail/{name} cannot be used: {error}", "reinstall gaidiff") from error


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(asset_dir("templates") / "mail"),
        autoescape=True,  # said outright: jinja2 would leave it off for the suffix .j2
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
