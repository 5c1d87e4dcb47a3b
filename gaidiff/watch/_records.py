"""What one check found in, the Record of it out: one function for each thing that can be found."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from gaidiff import pipeline
from gaidiff.errors import GaidiffError
from gaidiff.model.text import Snapshot
from gaidiff.model.watch import EventKind, Outcome, Record, Validators
from gaidiff.sources.store import provisions_sha256
from gaidiff.watch._reading import engine_of, with_charset, without_furniture
from gaidiff.watch._states import (
    GONE_AFTER,
    STEADY,
    exact,
    health_events,
    is_settled,
    iso,
    seconds_since,
    sighted,
    unwell,
    well,
)

if TYPE_CHECKING:
    from gaidiff.model.change import Report
    from gaidiff.model.law import Instrument
    from gaidiff.model.watch import Retrieval, Revision, SourceState, WatchedSource
    from gaidiff.sources.store import Store
    from gaidiff.watch._reading import Read
    from gaidiff.watch._states import Look

MOST_KEPT: Final = 5  # answers without law kept of one time of trouble; a page with a counter differs each time
ALTERNATING_FOR: Final = 30  # intervals in which A, B, A, B is a site with two texts; over years it is the legislator
RETURNS: Final = 3  # revisions that show it: A, B, A
LANGUAGE: Final = "en"  # of messages; sinks and site say it in their own


def named(look: Look, snapshot: Snapshot) -> Snapshot:
    """The snapshot under the id of its source and the clock of the check."""
    return replace(snapshot, source_id=look.source.id, retrieved_at=exact(look.now))


def stored_snapshot(source: WatchedSource, store: Store, revision: Revision, encoding: str | None) -> Snapshot:
    """The bytes of a revision, as they were answered."""
    return Snapshot(
        source_id=source.id,
        location=source.address,
        body=store.body(revision.sha256),
        sha256=revision.sha256,
        media_type=with_charset(None, encoding) if encoding else None,
        retrieved_at=revision.retrieved_at,
    )


def told(answer: Retrieval, message: str) -> str:
    """The message, and that the page has moved for good."""
    return f"{message}; moved permanently to {answer.moved}: correct the address" if answer.moved else message


def not_seen(  # noqa: PLR0913, what may be known of it
    look: Look,
    outcome: Outcome,
    message: str,
    *,
    hold: float | None = None,
    urgent: bool = False,
    before: Look | None = None,
) -> Record:
    """No answer that could be judged, or one that says no. `before` is the look with the state as it is stored."""
    state = unwell(look, outcome, message, hold=hold, urgent=urgent)
    return Record(state=state, events=health_events(before or look, state))


def missing(look: Look, status: int) -> Record:
    """A page that is not there: gone once that was confirmed over time, and told once; its last text is kept."""
    message = f"the server answered {status}"
    again = replace(look, state=sighted(look.state, "missing", look.now))
    gone = look.state.outcome is Outcome.GONE
    if not gone and not is_settled(again.state, look, after=GONE_AFTER):
        times = f"{message} ({again.state.suspicions} times; gone if that lasts)"
        return not_seen(again, Outcome.SUSPECT, times, before=look)
    message = f"{message} {again.state.suspicions} times"
    state = unwell(again, Outcome.GONE, message)
    state = replace(state, validators=None, due_at=look.next_at(look.source.interval))
    kept = "; the last text is kept" if look.latest else ""
    return Record(state=state, events=() if gone else (look.event(EventKind.GONE, f"gone: {message}{kept}"),))


def doubted(look: Look, answer: Retrieval, mark: str, message: str, *, outcome: Outcome = Outcome.SUSPECT) -> Record:
    """An answer that may not be the law: kept apart, looked at again soon, told to who runs this if it lasts."""
    again = replace(look, state=sighted(look.state, mark, look.now))
    urgent = outcome is not Outcome.SUSPECT
    state = replace(unwell(again, outcome, message, urgent=urgent), validators=None)
    kept = again.state.suspicions == 1 and look.state.failures < MOST_KEPT and answer.snapshot is not None
    snapshot = named(look, answer.snapshot) if kept and answer.snapshot is not None else None
    return Record(state=state, snapshot=snapshot, events=health_events(look, state))


def not_modified(look: Look, answer: Retrieval) -> Record:
    """304 to a conditional request."""
    ago = look.state.full_checks_ago + 1
    state = well(look, Outcome.NOT_MODIFIED, told(answer, "not modified"), full_checks_ago=ago)
    return Record(state=state, events=health_events(look, state))


def same(look: Look, answer: Retrieval, latest: Revision, encoding: str | None, store: Store) -> Record:
    """A full answer with the provisions of the latest revision."""
    if look.state.unstable and (record := unsteady(look, answer, latest.provisions_sha256, encoding, store)):
        return record
    state = seen(look, answer, Outcome.UNCHANGED, "unchanged", encoding, unstable=False)
    return Record(state=state, events=health_events(look, state))


def changed(  # noqa: PLR0913, all that a new revision is made of
    look: Look, answer: Retrieval, snapshot: Snapshot, old: Instrument | None, read: Read, *, note: str = ""
) -> Record:
    """Other provisions than in the latest revision, or the first ones."""
    if read.law is None:
        message = "only what was read can be a revision"
        raise ValueError(message)
    report, verdict = (None, first_of(read.law)) if old is None else compared(old, read.law)
    number = 1 if look.latest is None else look.latest.number + 1
    kind = EventKind.ADDED if old is None else EventKind.CHANGED
    state = seen(look, answer, Outcome.CHANGED, verdict + note, read.encoding, unstable=False)
    old_hash = look.latest.provisions_sha256 if look.latest else ""
    event = look.event(kind, verdict + note, old_hash, provisions_sha256(read.law), new=number)
    return Record(
        state=state,
        snapshot=snapshot,
        instrument=read.law,
        report=report,
        events=(event, *health_events(look, state)),
        engine=engine_of(look.source),
    )


def compared(old: Instrument, new: Instrument) -> tuple[Report | None, str]:
    """The report and its verdict. What cannot be compared is a change all the same, told without a report."""
    try:
        report = pipeline.compare(without_furniture(old), without_furniture(new))
    except GaidiffError as problem:
        return None, f"the text changed and cannot be compared: {problem.text}"
    except Exception as problem:  # noqa: BLE001, a defect of gaidiff must not hide a change of the law
        return None, f"the text changed; gaidiff failed to compare it ({type(problem).__name__}), please report this"
    return report, dict(report.summary.verdict).get(LANGUAGE, "the text changed")


def first_of(law: Instrument) -> str:
    """What is told of a first revision."""
    count = len(law.articles())
    return f"first seen: {law.title or 'a law without a title'}, {count} {'article' if count == 1 else 'articles'}"


def alternates(look: Look, found: str, store: Store) -> bool:
    """Whether this is the second return to a text within a short time: A, B, A and now B again."""
    revisions = store.revisions(look.source.id)
    hashes = [revision.provisions_sha256 for revision in revisions[-RETURNS:]]
    if len(hashes) < RETURNS or hashes[0] != hashes[2] or hashes[1] != found:
        return False
    return seconds_since(revisions[-RETURNS].retrieved_at, look.now) < ALTERNATING_FOR * look.source.interval


def unsteady(look: Look, answer: Retrieval, found: str, encoding: str | None, store: Store) -> Record | None:
    """A text of a source that alternates between two; None if it is a third one, or one that has come to stay.

    The law was seen and both texts are known, so nothing is told again; if one of them stays, that is believed.
    """
    revisions = store.revisions(look.source.id)
    known = {revision.provisions_sha256: revision.number for revision in revisions[-2:]}
    again = sighted(look.state, found, look.now)
    steady = look.state.unstable and is_settled(again, look, sightings=STEADY)
    if found not in known or steady:
        return None
    numbers = " and ".join(map(str, sorted(known.values())))
    message = f"alternates between revisions {numbers}; this is {known[found]}"
    counted = {name: getattr(again, name) for name in ("suspicion", "suspicions", "suspected_at")}
    state = seen(look, answer, Outcome.UNCHANGED, message, encoding, unstable=True, **counted)
    said = (
        f"the address alternates between the texts of revisions {numbers}; its changes are not told until it is steady"
    )
    events = () if look.state.unstable else (look.event(EventKind.UNSTABLE, said),)
    return Record(state=state, events=(*events, *health_events(look, state)))


def seen(
    look: Look, answer: Retrieval, outcome: Outcome, message: str, encoding: str | None, **more: object
) -> SourceState:
    """The state after a full answer that was read; only such an answer makes the next request conditional."""
    engine = engine_of(look.source)
    etag, last_modified = answer.etag, answer.last_modified
    validators = Validators(address=answer.final_address, pipeline=engine, etag=etag, last_modified=last_modified)
    remembered: dict[str, object] = {
        "full_checks_ago": 0,
        "full_at": iso(look.now),
        "encoding": encoding or look.state.encoding,
        "validators": validators if etag or last_modified else None,
        **more,
    }
    return well(look, outcome, told(answer, message), **remembered)
