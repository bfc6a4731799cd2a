"""Labelled data: each reviewed claim with what was said of it, the same bytes every time."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from theodolite.core.catalog import Catalog
from theodolite.evidence.keep import keep
from theodolite.evidence.labelled import labelled
from theodolite.evidence.listing import Wanted
from theodolite.evidence.review import Reviewer, review
from theodolite.store.workspace import open_workspace


def test_edits_and_rejections_are_labels_with_before_after_and_reason(place: str, memo: Any, catalog: Catalog) -> None:
    space = open_workspace(place)
    keep(space, memo.document, memo.claims, "ann")
    clock = iter(datetime(2026, 3, day, tzinfo=UTC) for day in range(1, 9))
    ann = Reviewer("ann", lambda: next(clock))
    assert labelled(space, catalog) == b""
    review(space, [memo.papers.id], "edited", ann, catalog, edits={"entity": "Korea"}, reason="“it” is Korea")
    review(space, [memo.planned.id], "rejected", ann, catalog, reason="a wish")
    review(space, [memo.papers.id], "accepted", ann, catalog)
    said = labelled(space, catalog)
    papers, planned = (json.loads(line) for line in said.decode().splitlines())
    assert (papers["id"], papers["state"], papers["proposed"]["entity"]) == (memo.papers.id, "accepted", "CHN")
    assert papers["document"] == {"id": memo.document.id, "file": "memo.txt", "title": "What the two built"}
    assert [(one["state"], one["before"]["entity"], one["after"]["entity"]) for one in papers["reviews"]] == [
        ("edited", "CHN", "KOR"), ("accepted", "KOR", "KOR"),
    ]  # fmt: skip
    assert (planned["state"], planned["reviews"][0]["reason"]) == ("rejected", "a wish")
    assert "“it” is Korea" in said.decode()
    assert b"2026" not in said, "no clock time is in it"
    assert labelled(open_workspace(place), catalog) == said
    only = labelled(space, catalog, Wanted(state=("rejected",)))
    assert [json.loads(line)["id"] for line in only.splitlines()] == [memo.planned.id]
