"""One source and what is stored of it in, one Record with a typed outcome out: fetch, judge, read, compare.

Nothing is written here. Only other provisions than in the latest revision are `changed`; an answer that may not be
the law is `suspect` and stays apart until it was seen again over time, or a person accepts it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from gaidiff.errors import EmptyDocument, FetchError, ReadError, UnsupportedFormat
from gaidiff.model.watch import Outcome, Record, SourceKind
from gaidiff.sources.store import provisions_sha256
from gaidiff.watch import _records as records
from gaidiff.watch._reading import Read, engine_of, read_law
from gaidiff.watch._states import Look, is_settled, sighted, wants_full
from gaidiff.watch.suspicion import Doubt, cut_of, doubts_of, is_wall, sign_of

if TYPE_CHECKING:
    from gaidiff.model.law import Instrument
    from gaidiff.model.text import Snapshot
    from gaidiff.model.watch import Retrieval, Validators, WatchedSource
    from gaidiff.pipeline import Children
    from gaidiff.sources.robots import Verdict
    from gaidiff.sources.store import Store

OK: Final = frozenset({200, 203})
NOT_MODIFIED: Final = 304
MISSING: Final = frozenset({404, 410})
LATER: Final = frozenset({408, 425, 429})  # and all of 500 and above


class Fetcher(Protocol):
    """Asks an address, with the egress policy and the limits of whoever runs this."""

    def __call__(self, address: str, *, validators: Validators | None, ca_file: str | None) -> Retrieval:
        """Raise FetchError for no answer."""


class Robots(Protocol):
    """Knows robots.txt of every site, see gaidiff.sources.robots."""

    def allowed(self, address: str, *, ca_file: str | None = None) -> Verdict:
        """Whether the address may be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What every check uses. `accept` is a person's word that the answer, odd as it is, is the law."""

    fetcher: Fetcher
    robots: Robots | None = None
    children: Children | None = None
    accept: bool = False


def check(source: WatchedSource, store: Store, bench: Bench, *, now: float, jitter: float = 0.0) -> Record:
    """Look at one source once. Raises only what must end the run (StoreError); all else is an outcome."""
    look = Look(source=source, state=store.state(source.id), latest=store.latest(source.id), now=now, jitter=jitter)
    try:
        refusal = _refused(source, bench)
        if refusal is not None:
            outcome = Outcome.BLOCKED if refusal.reachable else Outcome.TRANSIENT
            return records.not_seen(look, outcome, refusal.reason, urgent=True)
        validators = None if bench.accept or wants_full(look, engine_of(source)) else look.state.validators
        answer = bench.fetcher(source.address, validators=validators, ca_file=source.ca_file)
    except FetchError as problem:
        return _no_answer(look, problem)
    return _by_status(look, answer, store, bench)


def _refused(source: WatchedSource, bench: Bench) -> Verdict | None:
    verdict = bench.robots.allowed(source.address, ca_file=source.ca_file) if bench.robots else None
    return None if verdict is None or verdict.allowed else verdict


def rederived(source: WatchedSource, store: Store, bench: Bench) -> Record | None:
    """The latest revision read anew from its stored bytes, if another engine read it; technical, told to nobody.

    Without this a better parser, or a selector that was added, would look like a change of the law.
    """
    latest, state = store.latest(source.id), store.state(source.id)
    if latest is None or latest.engine == engine_of(source) or source.kind is not SourceKind.DOCUMENT:
        return None
    snapshot = records.stored_snapshot(source, store, latest, state.encoding)
    read = read_law(source, snapshot, children=bench.children)
    if read.law is None:
        return None  # the new engine cannot read it: the answer of today will show that
    report = store.report(source.id, latest.number)
    return Record(state=state, instrument=read.law, report=report, technical=True, engine=engine_of(source))


def _no_answer(look: Look, problem: FetchError) -> Record:
    """A server that breaks off, or says "not modified" out of turn, is asked for everything the next time."""
    outcome = Outcome.TRANSIENT if problem.transient or problem.status == NOT_MODIFIED else Outcome.BLOCKED
    record = records.not_seen(look, outcome, problem.text, urgent=outcome is Outcome.BLOCKED)
    return replace(record, state=replace(record.state, validators=None))


def _by_status(look: Look, answer: Retrieval, store: Store, bench: Bench) -> Record:
    """What the status says, where that is enough."""
    status = answer.status
    if status == NOT_MODIFIED and look.latest is not None:
        return records.not_modified(look, answer)
    if status in MISSING:
        return records.missing(look, status)
    if status in LATER or status >= 500:  # noqa: PLR2004, RFC 9110: a failure of the server
        return records.not_seen(look, Outcome.TRANSIENT, f"the server answered {status}", hold=answer.retry_after)
    if status not in OK and 200 <= status < 300:  # noqa: PLR2004, 202, 204, 206: an answer without the page
        return records.doubted(look, answer, f"status-{status}", f"the server answered {status}, without the page")
    if status not in OK or answer.snapshot is None:
        return records.not_seen(look, Outcome.BLOCKED, f"the server answered {status}", urgent=True)
    if not answer.snapshot.body.strip():
        return records.doubted(look, answer, "empty", "the answer is empty")
    if look.source.kind is not SourceKind.DOCUMENT:
        from gaidiff.watch.entries import check_list

        return check_list(look, answer, store, bench.children)
    return _by_content(look, answer, records.named(look, answer.snapshot), store, bench)


def _by_content(look: Look, answer: Retrieval, snapshot: Snapshot, store: Store, bench: Bench) -> Record:
    """What the body holds."""
    latest = look.latest
    if latest is not None and snapshot.sha256 == latest.sha256 and latest.engine == engine_of(look.source):
        return records.same(look, answer, latest, look.state.encoding, store)
    read = read_law(look.source, snapshot, pinned=look.state.encoding, latest=latest, children=bench.children)
    if read.law is None:
        return _no_law(look, answer, snapshot, read)
    found = provisions_sha256(read.law)
    if latest is not None and found == latest.provisions_sha256:
        return records.same(look, answer, latest, read.encoding, store)
    old = store.instrument(look.source.id, latest.number) if latest is not None else None
    doubts = _doubts(look, answer, read, old, store)
    state = sighted(look.state, found, look.now)
    if doubts and not bench.accept and not (all(doubt.settles for doubt in doubts) and is_settled(state, look)):
        return records.doubted(look, answer, found, "; ".join(doubt.reason for doubt in doubts))
    if not bench.accept and (look.state.unstable or records.alternates(look, found, store)):
        record = records.unsteady(look, answer, found, read.encoding, store)
        if record is not None:
            return record
    note = f" (confirmed by {state.suspicions} equal answers)" if doubts and not bench.accept else ""
    return records.changed(look, answer, snapshot, old, read, note=note)


def _doubts(look: Look, answer: Retrieval, read: Read, old: Instrument | None, store: Store) -> tuple[Doubt, ...]:
    if read.law is None:
        return ()
    earlier = store.body(look.latest.sha256) if look.latest is not None else None
    doubts = doubts_of(read.law, old=old, text=read.text, retrieval=answer, earlier=earlier)
    pinned, found = look.state.encoding, read.encoding
    if pinned and found and found != pinned:
        doubts = (*doubts, Doubt(f"it seems to be encoded as {found}, before it was {pinned}"))
    return doubts


def _no_law(look: Look, answer: Retrieval, snapshot: Snapshot, read: Read) -> Record:
    """No law could be read: it is a wall or an error page if it says so, damaged or cut if the bytes show that."""
    text = read.text or snapshot.body[:20_000].decode("utf-8", "replace")
    problem = read.problem.text if read.problem else "no law was found"
    if sign := sign_of(text):
        outcome = Outcome.BLOCKED if is_wall(text) else Outcome.SUSPECT
        return records.doubted(look, answer, "no-law", f"the page says “{sign}” and holds no law", outcome=outcome)
    if cut := cut_of(snapshot.body, complete=answer.complete, earlier=None):
        return records.doubted(look, answer, "no-law", f"{cut}; {problem}")
    damaged = isinstance(read.problem, ReadError) and not isinstance(read.problem, UnsupportedFormat)
    if isinstance(read.problem, EmptyDocument) or (damaged and look.latest is not None):
        return records.doubted(look, answer, "no-law", problem)
    return records.doubted(look, answer, "no-law", problem, outcome=Outcome.PARSE_FAILED)
