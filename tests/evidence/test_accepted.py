"""Accepted claims become observations with their document as the source; nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.observation import schema
from theodolite.core.source import split_source_id
from theodolite.errors import UnknownNameError
from theodolite.evidence.accepted import Accepted, accepted_observations, with_documents
from theodolite.evidence.keep import keep
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.quote import quote
from theodolite.evidence.review import Reviewer, review
from theodolite.store.workspace import Workspace, open_workspace

ANN = Reviewer("ann", lambda: datetime(2026, 3, 1, tzinfo=UTC))

Taken = Callable[..., Accepted]


@pytest.fixture
def space(place: str) -> Workspace:
    """An empty workspace."""
    return open_workspace(place)


@pytest.fixture
def taken(space: Workspace, catalog: Catalog) -> Taken:
    """Keeps the claims of a memo, accepts all of them, and gives what they make."""

    def take(memo: Any, *claims: Any, as_of: date | None = None) -> Accepted:
        keep(space, memo.document, claims, "ann")
        review(space, [claim.id for claim in claims], "accepted", ANN, catalog)
        return accepted_observations(space, catalog, as_of)

    return take


def test_an_accepted_claim_is_an_observation_and_its_document_the_source(taken: Taken, memo: Any) -> None:
    digits = memo.document.id.removeprefix("sha256:")
    found = taken(memo, *memo.claims)
    assert found.left_out == ()
    assert found.observations.schema == pl.Schema(schema())
    papers, invested, planned = found.observations.to_dicts()
    assert papers == {
        "entity": "CHN", "indicator": "research/ai-publications", "period": "2023", "value": 1200.0, "low": None,
        "high": None, "unit": "count", "status": "A", "source": f"documents/what-the-two-built-{digits[:12]}",
        "edition": "2025-03", "locator": f"sha256:{digits}#char=44,49",
        "note": "attributed to Institute for Made-up Figures",
    }  # fmt: skip
    assert (invested["entity"], invested["value"], invested["unit"]) == ("IND", 3.5e9, "usd")
    assert (planned["period"], planned["status"]) == ("2030", "F")
    (source,) = found.sources
    assert split_source_id(source.id) == (papers["source"], "2025-03")
    assert (source.published, source.tier, source.licence.name) == (date(2025, 3, 31), "secondary", "not stated")
    assert (source.title, source.producer, source.published_basis) == (
        "What the two built", "not stated", "the name of its file",
    )  # fmt: skip
    assert source.files[0].hash == memo.document.id
    assert source.read_in == (memo.document.id,), "its own claims are not confirmed by themselves"
    assert not source.ships
    quoted = quote(papers, source)
    assert [(one.place, one.cells["text"]) for one in quoted.records] == [("memo.txt#char=44,49", memo.papers.quote)]
    assert quoted.missing is None


def test_the_ledger_takes_them_beside_all_others_and_as_of_hides_them(
    taken: Taken, space: Workspace, memo: Any, catalog: Catalog
) -> None:
    found = taken(memo, *memo.claims)
    whole = with_documents(catalog, found.sources)
    ledger = Ledger.open(whole, pulled=found.observations)
    rows = ledger.select(entity="CHN", indicator="research/ai-publications", period="2023")
    assert 1200.0 in rows["value"].to_list()
    assert len(rows) > 1, "the shipped figures stand beside it"
    assert rows.filter(value=1200.0)["tier"].to_list() == ["secondary"]
    assert found.sources[0].id in whole.sources
    assert found.sources[0].id not in catalog.sources
    early = Ledger.open(whole, date(2025, 3, 30), pulled=found.observations)
    assert 1200.0 not in early.select(entity="CHN", indicator="research/ai-publications")["value"].to_list()
    assert accepted_observations(space, catalog, date(2025, 3, 30)).observations.is_empty()
    assert len(accepted_observations(space, catalog, date(2025, 3, 31)).observations) == 3


def test_nothing_that_a_person_has_not_taken_is_evidence(space: Workspace, memo: Any, catalog: Catalog) -> None:
    keep(space, memo.document, memo.claims, "ann")
    assert accepted_observations(space, catalog).observations.is_empty()
    papers, invested, planned = (claim.id for claim in memo.claims)
    review(space, [papers, invested], "accepted", ANN, catalog)
    review(space, [papers], "rejected", ANN, catalog, reason="no")
    review(space, [invested], "needs-source", ANN, catalog)
    assert accepted_observations(space, catalog).observations.is_empty()
    review(space, [planned], "edited", ANN, catalog, edits={"value": "8e9"})
    assert accepted_observations(space, catalog).observations["value"].to_list() == [8e9]


@pytest.mark.parametrize(
    ("said", "reason", "expected"),
    [
        ({"modality": "counterfactual"}, "it is counterfactual", "another modality"),
        ({"entity": None}, "nobody that the text names", "one economy, by its code"),
        ({"entity": "CHN;IND"}, "it is about CHN;IND", "one economy"),
        ({"entity": "Chinese firms"}, "it is about Chinese firms", "one economy"),
        ({"entity": "model/gpt-4"}, "it is about model/gpt-4", "one economy"),
        ({"period": None}, "it has no period", "period=2023"),
        ({"period": "2014/"}, "its period 2014/ has no end", "period=2023"),
        ({"period": "/2014"}, "its period /2014 has no beginning", "period=2023"),
        ({"period": "2014", "period_text": "since 2014"}, "its period 2014 has no end", "period=2023"),
        ({"period": "2014-13"}, "its period 2014-13 is no period", "period=2023"),
        ({"value": None, "low": 5.0, "high": 7.0}, "it has no single value", "value=5"),
        ({"type": "change"}, "it tells of a change", "a level, in count"),
        ({"unit": "percent", "unit_class": "percent"}, "its unit is 'percent'", "'count', the unit of research/ai-pub"),
        ({"period": "2026"}, "starts after its document came out, on 2025-03-31", "an earlier period"),
    ],
)
def test_what_is_no_observation_is_left_out_with_its_reason(
    said: Mapping[str, Any], reason: str, expected: str, taken: Taken, memo: Any
) -> None:
    found = taken(memo, replace(memo.papers, **said), memo.invested)
    assert found.observations["entity"].to_list() == ["IND"]
    (out,) = found.left_out
    assert out.claim == memo.papers.id
    assert reason in out.reason
    assert expected in out.expected


@pytest.mark.parametrize("unit", ["EUR", "usd-2023", "dollars"])
def test_money_is_never_converted(unit: str, taken: Taken, memo: Any) -> None:
    (out,) = taken(memo, replace(memo.invested, unit=unit)).left_out
    assert (out.reason, "'usd'" in out.expected) == (f"its unit is {unit!r}", True)


def test_a_claim_that_maps_to_nothing_is_no_observation_and_no_complaint(taken: Taken, memo: Any) -> None:
    found = taken(memo, replace(memo.papers, indicator=None, unit="percent"))
    assert (found.observations.height, found.left_out, found.sources) == (0, (), ())


def test_a_group_may_stand_with_economies_and_an_interval_with_its_value(taken: Taken, memo: Any) -> None:
    world = replace(memo.papers, entity="WLD", low=1100.0, high=1300.0, modality="estimated")
    bound = replace(memo.invested, qualifier="at_least", low=3.5e9, attributed_to="A")
    first, second = taken(memo, world, bound).observations.to_dicts()
    assert (first["entity"], first["low"], first["high"], first["status"]) == ("WLD", 1100.0, 1300.0, "E")
    assert (second["low"], second["high"], second["note"]) == (None, None, "at least; attributed to A")


def test_a_flow_whose_period_had_not_ended_is_provisional(taken: Taken, memo: Any) -> None:
    found = taken(memo, replace(memo.invested, period="2025"))
    assert found.observations["status"].to_list() == ["P"]


def test_what_a_document_says_twice_is_one_observation_with_two_places(taken: Taken, make_memo: Any) -> None:
    memo = make_memo("Once more: 1.2 thousand papers came from China in 2023.\n")
    at = memo.document.text.index("1.2 thousand")
    quote = memo.document.text[at - 11 :].partition("\n")[0]
    again = replace(memo.papers, start=at, end=at + 12, span="1.2 thousand", quote=quote, quote_start=at - 11)
    (row,) = taken(memo, memo.papers, again).observations.to_dicts()
    assert row["locator"].split() == [f"{memo.document.id}#char=44,49", f"{memo.document.id}#char={at},{at + 12}"]


def test_two_values_of_the_same_in_one_document_are_both_left_out_until_one_is_rejected(
    space: Workspace, taken: Taken, make_memo: Any, catalog: Catalog
) -> None:
    memo = make_memo("Once more: 1,300 papers came from China in 2023.\n")
    at = memo.document.text.index("1,300")
    again = replace(memo.papers, start=at, end=at + 5, span="1,300", quote="1,300 papers", quote_start=at, value=1300.0)
    found = taken(memo, memo.papers, again)
    assert found.observations.is_empty()
    assert found.sources == ()
    assert {out.claim for out in found.left_out} == {memo.papers.id, again.id}
    assert all(memo.papers.id in out.expected and again.id in out.expected for out in found.left_out)
    review(space, [again.id], "rejected", ANN, catalog, reason="a slip")
    assert accepted_observations(space, catalog).observations["value"].to_list() == [1200.0]


def test_an_undated_document_stands_at_the_start_of_what_it_observes_last_and_no_as_of_sees_it(
    taken: Taken, space: Workspace, make_memo: Any, catalog: Catalog
) -> None:
    memo = make_memo(date=None)
    found = taken(memo, *memo.claims)
    assert found.sources[0].published == date(2024, 1, 1)
    assert found.observations["edition"].unique().to_list() == ["undated"]
    Ledger.open(with_documents(catalog, found.sources), pulled=found.observations)
    later = accepted_observations(space, catalog, date(2026, 1, 1))
    assert (later.observations.height, later.left_out) == (0, ())
    review(space, [memo.papers.id, memo.invested.id], "rejected", ANN, catalog, reason="no")
    (out,) = accepted_observations(space, catalog).left_out
    assert out.reason == "its document has no date, and observes no period that tells one"


def test_documents_of_one_title_are_two_sources_and_a_title_without_latin_letters_takes_the_file(
    taken: Taken, make_memo: Any
) -> None:
    one, two = make_memo(), make_memo("A tail.")
    taken(one, one.papers)
    third = make_memo("Another tail.", "../data/Notes 3.md")
    third = replace(third, document=replace(third.document, title=replace(third.document.title, value="算力中心")))
    taken(two, two.papers)
    found = taken(third, third.papers)
    works = sorted(split_source_id(source.id)[0].rpartition("-")[0] for source in found.sources)
    assert works == ["documents/notes-3", "documents/what-the-two-built", "documents/what-the-two-built"]
    assert found.observations["source"].n_unique() == 3


def test_an_indicator_of_a_catalogue_that_is_not_given_is_told(space: Workspace, memo: Any, catalog: Catalog) -> None:
    keep(space, memo.document, [replace(memo.papers, indicator="own/counted")], "ann")
    review(space, [memo.papers.id], "accepted", ANN, catalog)
    with pytest.raises(UnknownNameError, match="own/counted") as caught:
        accepted_observations(space, catalog)
    assert "--catalog" in str(caught.value)
