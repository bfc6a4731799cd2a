"""Two reviewers at once lose nothing, and a process that is killed loses nothing that it had confirmed."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import ReviewConflict
from theodolite.evidence.keep import keep
from theodolite.evidence.review import Reviewer, review
from theodolite.store.reviews import claim_documents, log
from theodolite.store.workspace import Workspace, open_workspace

LOOP = """
import sys
from datetime import UTC, datetime
from theodolite.core.catalog import Catalog
from theodolite.errors import ReviewConflict
from theodolite.evidence.review import Reviewer, review
from theodolite.store.reviews import claim_documents
from theodolite.store.workspace import open_workspace

place, name, times = sys.argv[1:]
space, catalog = open_workspace(place), Catalog.open()
me = Reviewer(name, lambda: datetime(2026, 3, 1, tzinfo=UTC))
print("ready", flush=True)
sys.stdin.readline()
for turn in range(int(times)):
    for claim in sorted(claim_documents(space)):
        try:
            (line,) = review(space, [claim], "needs-source", me, catalog, reason=str(turn), seen=None if turn else 0)
            print(line.id, flush=True)
        except ReviewConflict:
            print("conflict", flush=True)
"""
"""Reviews every claim in turn, and prints the number of each line of the log once it is confirmed."""


@pytest.fixture
def space(place: str, make_memo: Any) -> Workspace:
    """A workspace with forty claims of one document."""
    numbers = [f"{number} papers" for number in range(1000, 1040)]
    memo = make_memo("\n\n" + "".join(f"There were {number} in all.\n\n" for number in numbers))
    text = memo.document.text
    claims = [
        replace(
            memo.papers, start=(at := text.index(number)), end=at + 4, span=number[:4], value=float(number[:4]),
            quote=number, quote_start=at,
        )
        for number in numbers
    ]  # fmt: skip
    made = open_workspace(place)
    keep(made, memo.document, claims, "ann")
    return made


def started(place: str, name: str, times: int) -> subprocess.Popen[str]:
    """A reviewer in a process of its own, ready to begin when it is sent a line."""
    command = [sys.executable, "-c", LOOP, place, name, str(times)]
    one = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert one.stdout is not None
    assert one.stdout.readline() == "ready\n", one.stderr and one.stderr.read()
    return one


def test_of_two_who_review_the_same_claims_at_once_one_wins_each_and_the_other_is_told(
    place: str, space: Workspace
) -> None:
    both = [started(place, name, 1) for name in ("ann", "ben")]
    for one in both:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    said = [one.communicate(timeout=100) for one in both]
    assert [errors for _, errors in said] == ["", ""]
    printed = [out.split() for out, _ in said]
    lines = log(space)
    assert Counter(line.claim for line in lines) == dict.fromkeys(claim_documents(space), 1)
    confirmed = [line for out in printed for line in out if line != "conflict"]
    assert sorted(map(int, confirmed)) == [line.id for line in lines]
    assert [len(out) for out in printed] == [40, 40]
    assert sum(out.count("conflict") for out in printed) == 40


def test_of_many_threads_none_loses_a_review_of_another_claim(space: Workspace, catalog: Catalog) -> None:
    claims = sorted(claim_documents(space))
    me = Reviewer("ann", lambda: datetime(2026, 3, 1, tzinfo=UTC))

    def said(claim: str) -> int:
        return review(space, [claim], "accepted", me, catalog, seen=0)[0].id

    with ThreadPoolExecutor(8) as threads:
        confirmed = list(threads.map(said, claims))
    assert sorted(confirmed) == [line.id for line in log(space)]
    assert {line.claim for line in log(space)} == set(claims)
    with pytest.raises(ReviewConflict):
        review(space, claims, "accepted", me, catalog, seen=0)


@pytest.mark.parametrize("after", [1, 17, 60])
def test_a_process_that_is_killed_loses_nothing_that_it_had_confirmed(
    after: int, place: str, space: Workspace, catalog: Catalog
) -> None:
    assert log(space) == []
    one = started(place, "ann", 1000)
    assert one.stdin is not None
    assert one.stdout is not None
    one.stdin.write("go\n")
    one.stdin.flush()
    first = [one.stdout.readline() for _ in range(after)]
    one.send_signal(signal.SIGKILL)
    rest, errors = one.communicate(timeout=60)
    assert (one.returncode, errors) == (-signal.SIGKILL, "")
    confirmed = [int(line) for line in [*first, *rest.splitlines()]]
    again = open_workspace(place)
    lines = [line.id for line in log(again)]
    assert len(confirmed) >= after
    assert lines[: len(confirmed)] == confirmed
    assert len(lines) - len(confirmed) <= 1, "at most one was written whose confirmation was not printed"
    me = Reviewer("ben", lambda: datetime(2026, 3, 1, tzinfo=UTC))
    (line,) = review(again, [log(again)[0].claim], "accepted", me, catalog, seen=lines[-1])
    assert line.id > lines[-1]
