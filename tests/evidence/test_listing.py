"""Listing claims: each filter finds what it says, and what cannot be meant is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from theodolite.core.catalog import Catalog
from theodolite.errors import ReviewError, TheodoliteError, UnknownNameError
from theodolite.evidence.keep import keep
from theodolite.evidence.listing import Wanted, listed
from theodolite.evidence.review import Reviewer, review
from theodolite.store.workspace import Workspace, open_workspace

ANN = Reviewer("ann", lambda: datetime(2026, 3, 1, tzinfo=UTC))


@pytest.fixture
def space(place: str, make_memo: Any, catalog: Catalog) -> Workspace:
    """Two documents: the memo, whose papers are accepted, and an undated one whose investment is edited to Chile."""
    made = open_workspace(place)
    memo, other = make_memo(), make_memo("A tail.", "notes/b.md", None)
    keep(made, memo.document, [memo.papers, memo.invested, replace(memo.planned, counterpart="CHN")], "ann")
    keep(made, other.document, [other.invested], "ann")
    review(made, [memo.papers.id], "accepted", ANN, catalog)
    review(made, [other.invested.id], "edited", ANN, catalog, edits={"entity": "Chile"}, reason="misread")
    return made


@pytest.mark.parametrize(
    ("wanted", "spans"),
    [
        ({}, ["1,200", "US$3.5 billion", "US$9 billion", "US$3.5 billion"]),
        ({"document": ("memo.txt",)}, ["1,200", "US$3.5 billion", "US$9 billion"]),
        ({"document": ("b.md",)}, ["US$3.5 billion"]),
        ({"document": ("what the two BUILT",)}, ["1,200", "US$3.5 billion", "US$9 billion", "US$3.5 billion"]),
        ({"entity": ("China",)}, ["1,200", "US$9 billion"]),
        ({"entity": ("CHL", "France")}, ["US$3.5 billion"]),
        ({"entity": ("France",)}, []),
        ({"indicator": ("research/ai-publications",)}, ["1,200"]),
        ({"state": ("accepted", "edited")}, ["1,200", "US$3.5 billion"]),
        ({"state": ("proposed",), "modality": ("projected",)}, ["US$9 billion"]),
        ({"attributed_to": ("the institute",)}, []),
        ({"attributed_to": ("INSTITUTE figures",)}, ["1,200"]),
        ({"text": ("papers matter",)}, ["1,200"]),
        ({"text": ("papers matter", "9 billion")}, ["1,200", "US$9 billion", "US$3.5 billion", "US$3.5 billion"]),
        ({"text": ("?",)}, []),
        ({"as_of": date(2025, 3, 31)}, ["1,200", "US$3.5 billion", "US$9 billion"]),
        ({"as_of": date(2025, 3, 30)}, []),
    ],
)
def test_a_filter_finds_what_it_says(
    wanted: dict[str, Any], spans: list[str], space: Workspace, catalog: Catalog
) -> None:
    found = [one.claim.span for one in listed(space, catalog, Wanted(**wanted)).claims]
    assert sorted(found) == sorted(spans)


def test_a_document_is_found_by_the_first_digits_of_its_hash(space: Workspace, memo: Any, catalog: Catalog) -> None:
    digits = memo.document.id.removeprefix("sha256:")
    for name in (memo.document.id, digits, digits[:6], "sha256:" + digits[:9].upper()):
        assert len(listed(space, catalog, Wanted(document=(name,))).claims) == 3


def test_claims_come_by_file_and_in_the_order_of_the_text_with_their_last_review(
    space: Workspace, catalog: Catalog
) -> None:
    found = listed(space, catalog)
    assert [(one.document.file, one.state) for one in found.claims] == [
        ("memo.txt", "accepted"), ("memo.txt", "proposed"), ("memo.txt", "proposed"), ("notes/b.md", "edited"),
    ]  # fmt: skip
    assert found.finding == "4 claims of 2 documents: 2 proposed, 1 accepted, 1 edited; the log stands at line 2."
    edited = found.claims[3].as_dict()
    assert edited["entity"] == "CHL"
    assert edited["review"] == {"line": 2, "by": "ann", "reason": "misread"}
    assert "2026" not in str(edited)
    assert listed(space, catalog, Wanted(state=("rejected",))).finding == "No claim is such; the log stands at line 2."


@pytest.mark.parametrize(
    ("wanted", "error", "said"),
    [
        ({"state": ("acepted",)}, ReviewError, "no state is called 'acepted'"),
        ({"modality": ("seen",)}, ReviewError, "observed, estimated"),
        ({"indicator": ("research/ai-publication",)}, UnknownNameError, "research/ai-publications"),
        ({"document": ("memo.tx",)}, UnknownNameError, "did you mean memo.txt"),
        ({"document": ("12345",)}, UnknownNameError, "no document"),
    ],
)
def test_what_cannot_be_meant_is_told(
    wanted: dict[str, Any], error: type[TheodoliteError], said: str, space: Workspace, catalog: Catalog
) -> None:
    with pytest.raises(error, match=said):
        listed(space, catalog, Wanted(**wanted))


def test_an_entity_that_nobody_knows_is_refused_with_the_nearest(space: Workspace, catalog: Catalog) -> None:
    with pytest.raises(UnknownNameError) as caught:
        listed(space, catalog, Wanted(entity=("Chine",)))
    assert (caught.value.kind, caught.value.name) == ("entity", "Chine")
    assert "China" in caught.value.near
    with pytest.raises(UnknownNameError, match="Lemuria"):
        listed(space, catalog, Wanted(entity=("China", "Lemuria")))


def test_an_entity_that_only_a_claim_names_is_known(place: str, memo: Any, catalog: Catalog) -> None:
    made = open_workspace(place)
    keep(made, memo.document, [replace(memo.papers, entity="Lemuria Labs")], "ann")
    assert len(listed(made, catalog, Wanted(entity=("lemuria labs",))).claims) == 1
    later = Wanted(entity=("Lemuria Labs",), as_of=date(2001, 1, 1))
    assert listed(made, catalog, later).claims == ()
