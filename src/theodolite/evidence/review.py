"""Review: a person says of a claim that it holds, as it is or edited, that it does not, or that it needs a source."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from theodolite.core.catalog import Catalog
from theodolite.core.nearest import nearest
from theodolite.errors import ReviewConflict, ReviewError, UnknownNameError
from theodolite.evidence.edit import edited
from theodolite.evidence.keep import from_json, to_json
from theodolite.store.documents import content
from theodolite.store.reviews import add_reviews, claim_documents, latest, log
from theodolite.store.rows import ClaimRow, ReviewRow
from theodolite.store.workspace import Workspace

Decision = Literal["accepted", "edited", "rejected", "needs-source"]
State = Literal["proposed", "accepted", "edited", "rejected", "needs-source"]
"""Where a claim stands: as its last review says, `proposed` where it has none."""

TAKEN: tuple[State, ...] = ("accepted", "edited")
"""The states in which a claim is evidence."""

STANDING: tuple[State, ...] = ("proposed", "needs-source", *TAKEN)
"""The states of claims that nobody has rejected."""


@dataclass(frozen=True)
class Reviewer:
    """Who reviews, and what time it is: the clock is an argument, so that nothing below reads one."""

    name: str
    now: Callable[[], datetime]


def review(
    space: Workspace,
    ids: Sequence[str],
    decision: Decision,
    reviewer: Reviewer,
    catalog: Catalog,
    *,
    reason: str = "",
    edits: Mapping[str, str] | None = None,
    seen: int | None = None,
) -> list[ReviewRow]:
    """Add a review of each of `ids` to the log; when this returns, all of them are on the disk, and otherwise none.

    `seen` is the line up to which the reviewer has seen the log (None: they know of no review but their own). Raises
    ReviewConflict where one of them has been reviewed after that, UnknownNameError on a claim that is not there, and
    ReviewError on a decision that is none, a rejection without `reason`, edits that change nothing or cannot be, and a
    line that the log does not have.
    """
    _check(decision, reviewer, reason, edits)
    places = _known(space, ids)
    _check_line(space, ids, seen)
    texts = {id: _text_of(space, places[id]) for id in ids} if edits else {}
    stamp = reviewer.now().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def write(claims: Mapping[str, ClaimRow], last: Mapping[str, ReviewRow]) -> Iterator[ReviewRow]:
        for id in dict.fromkeys(ids):
            previous = last.get(id)
            _check_seen(previous, reviewer.name, seen)
            before = after = claims[id].body if previous is None else previous.after
            if edits:
                after = to_json(edited(from_json(before), edits, texts[id], catalog))
                if after == before:
                    raise ReviewError(f"the edits change nothing in {id}", next_step=f"theodolite claims accept {id}")
            yield ReviewRow(0, id, stamp, reviewer.name, decision, reason.strip(), before, after)

    return add_reviews(space, list(dict.fromkeys(ids)), write)


def history(space: Workspace, ids: Sequence[str]) -> list[ReviewRow]:
    """Every review of the claims `ids` in the order of the log; raises UnknownNameError on one that is not there."""
    _known(space, ids)
    return log(space, ids)


def changes(line: ReviewRow) -> dict[str, tuple[object, object]]:
    """The fields that a review changed, each with what it said before and after."""
    before, after = from_json(line.before).as_dict(), from_json(line.after).as_dict()
    return {name: (before[name], after[name]) for name in before if before[name] != after[name]}


def _check(decision: str, reviewer: Reviewer, reason: str, edits: Mapping[str, str] | None) -> None:
    if decision not in get_args(Decision):
        raise ReviewError(f"a claim cannot be {decision!r}", expected="one of " + ", ".join(get_args(Decision)))
    if not reviewer.name.strip():
        raise ReviewError("the review has no reviewer", next_step="say who you are with --by")
    if decision == "rejected" and not reason.strip():
        raise ReviewError("a rejection needs a reason", expected="--reason, in your own words")
    if decision == "edited" and not edits:
        raise ReviewError("an edit needs a field and what it is to say", expected="--set FIELD=VALUE")
    if decision != "edited" and edits:
        raise ReviewError(f"a claim that is {decision} is not edited", next_step="theodolite claims edit")


def _known(space: Workspace, ids: Sequence[str]) -> dict[str, str]:
    """The document of each of `ids`, if each is a claim."""
    if not ids:
        raise ReviewError("no claim is named", expected="ids, as `theodolite claims` prints them")
    known = claim_documents(space, ids)
    for id in ids:
        if id not in known:
            there = claim_documents(space)
            near = nearest(id, [other for other in there if other[:12] == id[:12]] or there)
            raise UnknownNameError("claim", id, near, next_step="`theodolite claims` prints those that there are")
    return known


def _check_line(space: Workspace, ids: Sequence[str], seen: int | None) -> None:
    """That the log has a line `seen`; all of it is asked for only where that is none of the claims' own lines."""
    if not seen or any(line.id >= seen for line in log(space, ids)):
        return
    end = max((line.id for line in latest(space, get_args(Decision))), default=0)
    if seen > end:
        raise ReviewError(
            f"the log ends at line {end}, before line {seen}",
            expected="the line up to which you have seen it",
            next_step="`theodolite claims` says at which line it stands",
        )


def _check_seen(previous: ReviewRow | None, by: str, seen: int | None) -> None:
    if previous is None or (previous.by == by if seen is None else previous.id <= seen):
        return
    because = f", because {previous.reason!r}" if previous.reason else ""
    raise ReviewConflict(
        f"{previous.by} has reviewed {previous.claim} meanwhile: {previous.state}{because}",
        where=f"line {previous.id} of the log; nothing of yours was written",
        expected="a review that has seen the last one",
        next_step=f"theodolite claims history {previous.claim}; if yours still stands, say --after {previous.id}",
    )


def _text_of(space: Workspace, document: str) -> str:
    held = content(space, document)
    return "" if held is None else held.text
