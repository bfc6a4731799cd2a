"""What `theodolite claims` does: each action on the claims of a workspace, told as text or as one JSON document."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from theodolite.cli.claims_shown import show_listing, show_log, show_passages
from theodolite.cli.options import Given, print_json
from theodolite.core.catalog import Catalog
from theodolite.core.prose import counted
from theodolite.errors import TheodoliteError
from theodolite.evidence.accepted import accepted_observations
from theodolite.evidence.keep import from_json
from theodolite.evidence.labelled import labelled
from theodolite.evidence.listing import Wanted, listed
from theodolite.evidence.review import TAKEN, Decision, Reviewer, changes, history, review
from theodolite.evidence.unfit import LeftOut, unfit
from theodolite.store.atomic import write_whole
from theodolite.store.documents import documents, search
from theodolite.store.rows import ReviewRow
from theodolite.store.tables import to_csv
from theodolite.store.workspace import Workspace


@dataclass(frozen=True)
class Desk:
    """What every action works with: what the verb was given, the workspace and the catalogue."""

    given: Given
    space: Workspace
    catalog: Catalog


def list_claims(desk: Desk, wanted: Wanted) -> int:
    """Print the claims that are wanted."""
    found = listed(desk.space, desk.catalog, wanted)
    if desk.given.json:
        claims = [one.as_dict() for one in found.claims]
        print_json({"finding": found.finding, "line": found.line, "claims": claims})
    else:
        show_listing(found, desk.catalog)
    return 0


def review_claims(
    desk: Desk,
    decision: Decision,
    ids: Sequence[str],
    reviewer: Reviewer,
    reason: str,
    edits: Mapping[str, str],
    seen: int | None,
) -> int:
    """Add reviews to the log; 1 where what was taken is no observation of its indicator."""
    lines = review(desk.space, ids, decision, reviewer, desk.catalog, reason=reason, edits=edits, seen=seen)
    taken = [from_json(line.after) for line in lines if line.state in TAKEN]
    left = [out for claim in taken if (out := unfit(claim, desk.catalog)) is not None]
    if desk.given.json:
        print_json({"reviews": [told(line) for line in lines], "left_out": [_why(out) for out in left]})
    else:
        show_log(lines, dated=False)
    return _left_out(left)


def show_history(desk: Desk, ids: Sequence[str]) -> int:
    """Print every review of some claims, with its time, which is that of the log and not of the printing."""
    lines = history(desk.space, ids)
    if desk.given.json:
        print_json({"reviews": [{**told(line), "at": line.at} for line in lines]})
    else:
        show_log(lines, dated=True)
    return 0


def search_passages(desk: Desk, words: str) -> int:
    """Print the passages that hold all of `words`, the most relevant first."""
    found = search(desk.space, words)
    files = {row.id: row.file for row in documents(desk.space)}
    if desk.given.json:
        print_json({"passages": [{"file": files[one.document], **one._asdict()} for one in found]})
    else:
        show_passages(found, files)
    return 0


def export(desk: Desk, wanted: Wanted, labels: Path | None, observations: Path | None) -> int:
    """Write labelled data, observations or both; 1 where an accepted claim of an indicator is no observation."""
    if observations is not None and wanted != Wanted(as_of=wanted.as_of):
        raise TheodoliteError(
            "observations are exported of all accepted claims", expected="options that choose claims with --labelled"
        )
    files: dict[str, int] = {}
    left: Sequence[LeftOut] = ()
    if labels is not None:
        lines = labelled(desk.space, desk.catalog, wanted)
        write_whole(labels, lines)
        files[str(labels)] = lines.count(b"\n")
    if observations is not None:
        accepted = accepted_observations(desk.space, desk.catalog, wanted.as_of)
        write_whole(observations, to_csv(accepted.observations))
        files[str(observations)], left = len(accepted.observations), accepted.left_out
    if desk.given.json:
        written = [{"file": file, "rows": rows} for file, rows in files.items()]
        print_json({"files": written, "left_out": [_why(out) for out in left]})
    else:
        print("\n".join(f"{file}: {counted(rows, 'row')}" for file, rows in files.items()))
    return _left_out(left)


def told(line: ReviewRow) -> dict[str, Any]:
    """A line of the log for --json, without the time at which it was written."""
    changed = {name: {"before": before, "after": after} for name, (before, after) in changes(line).items()}
    return {
        "line": line.id, "claim": line.claim, "by": line.by, "state": line.state, "reason": line.reason,
        "changed": changed,
    }  # fmt: skip


def _why(out: LeftOut) -> dict[str, str]:
    return {"claim": out.claim, "reason": out.reason, "expected": out.expected}


def _left_out(left: Sequence[LeftOut]) -> int:
    for out in left:
        print(f"no observation: {out.claim}: {out.reason}; expected {out.expected}", file=sys.stderr)
    return 1 if left else 0
