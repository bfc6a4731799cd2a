"""Verdicts: claims about the shipped evidence, whose verdicts were worked out by hand, and what the result tells."""

from __future__ import annotations

from typing import Any

import pytest

from theodolite.core.catalog import Catalog
from theodolite.core.result import Result
from theodolite.errors import UnknownNameError
from theodolite.evidence.factcheck.verdict import ERRORS, Verdict
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.verdicts import check_claims
from theodolite.reading.claim import Claim
from theodolite.reading.indicators import indicator_of

PERCENT = {"unit": "percent", "unit_class": "percent", "type": "share"}
PATENTS = {"unit": "patents", "noun": "GenAI patents"}
ROBOTS = {"unit": "robots", "noun": "industrial robots"}
CHANGE = {"unit": "percent", "unit_class": "percent", "type": "change", "direction": "increase"}
RANK = {"unit": "rank", "unit_class": "rank", "type": "rank"}
DECADE = {"period": "2014/2024", "period_text": "since 2014"}

CASES: list[tuple[str, str, float, dict[str, Any], tuple[str, str | None]]] = [
    ("Since 2014 its inventors have 38,000 GenAI patents.", "38,000", 38_000, {**PATENTS, **DECADE},
     ("confirmed", None)),
    ("Korea has just over 4,000 GenAI patents.", "4,000", 4_000,
     {**PATENTS, **DECADE, "entity": "KOR", "qualifier": "slightly_more_than"}, ("confirmed", None)),
    ("Since 2014, 38,000 GenAI patents were registered there.", "38,000", 38_000, {**PATENTS, **DECADE},
     ("contradicted", "unit")),
    ("Since 2014, 38,000 GenAI patents were filed in its offices.", "38,000", 38_000, {**PATENTS, **DECADE},
     ("imprecise", "definition")),
    ("By 2026 its data centres will take nearly 6% of electricity demand.", "nearly 6%", 6,
     {**PERCENT, "qualifier": "nearly", "period": "2026", "modality": "projected"}, ("contradicted", "wrong-entity")),
    ("By 2026 American data centres will take 6% of electricity demand.", "6%", 6,
     {**PERCENT, "period": "2026", "modality": "projected", "entity": "USA"}, ("confirmed", None)),
    ("Its plants installed nearly three hundred thousand industrial robots.", "three hundred thousand", 300_000,
     {**ROBOTS, "qualifier": "nearly"}, ("confirmed", None)),
    ("Robot installations have grown by around 13 percent since 2017.", "13 percent", 13,
     {**CHANGE, "qualifier": "approx", "period": "2017/2024", "period_text": "since 2017"},
     ("contradicted", "rate-basis")),
    ("Robot installations grew at a rate of 4 percent since 2017.", "4 percent", 4,
     {**CHANGE, "entity": "USA", "period": "2017/2024", "period_text": "since 2017"}, ("imprecise", "rate-basis")),
    ("Two-thirds of its power still come from coal.", "Two-thirds", 200 / 3, PERCENT, ("contradicted", "stale")),
    ("Coal provided 60.8 % of its power in 2023.", "60.8 %", 60.8, {**PERCENT, "period": "2023"}, ("confirmed", None)),
    ("It leads in 37 of 44 critical technologies.", "37", 37,
     {"unit": "technologies", "noun": "critical technologies"}, ("imprecise", "vintage")),
    ("A tenth of elite AI researchers came from there in 2019.", "A tenth", 10, {**PERCENT, "period": "2019"},
     ("confirmed", None)),
    ("26% of elite AI researchers came from there in 2022.", "26%", 26, {**PERCENT, "period": "2022"},
     ("confirmed", None)),
    ("It is a close second in the Global AI Index.", "second", 2, {**RANK, "qualifier": "close"},
     ("contradicted", "adjective")),
    ("It has at least 130 large language models, of all in the world.", "130", 130,
     {"unit": "models", "noun": "large language models", "qualifier": "at_least"}, ("confirmed", None)),
    ("By August 2024 more than 180 LLMs had been approved.", "180", 180,
     {"unit": "LLMs", "noun": "LLMs", "qualifier": "more_than", "period": "2024-08"}, ("confirmed", None)),
    ("Data centres could use more than 3 billion cubic metres of water by 2030.", "3 billion", 3e9,
     {"unit": "m3", "unit_class": "volume", "qualifier": "more_than", "period": "2030", "modality": "projected"},
     ("confirmed", None)),
    ("It generates more electricity from the sun, with solar power, than any other country.", "more", 1,
     {**RANK, "indicator": "energy/solar-generation", "period": "2024"}, ("confirmed", None)),
    ("39% of its people will be old by 2050.", "39%", 39, {**PERCENT, "period": "2050", "modality": "projected"},
     ("cannot check", "unmapped")),
    ("Its models need four times the compute.", "four times", 4,
     {"unit": "ratio", "unit_class": "ratio", "type": "ratio", "counterpart": "USA"}, ("cannot check", "unmapped")),
    ("At least 50 companies develop LLMs.", "50", 50, {"unit": "companies", "noun": "companies"},
     ("cannot check", "unmapped")),
]  # fmt: skip


@pytest.fixture(scope="module")
def read(claim, catalog: Catalog):
    def build(quote: str, span: str, value: float, more: dict[str, Any]) -> Claim:
        made = claim(quote, span, value, **{"entity": "CHN", **more, "indicator": None})
        at = quote.index(span)
        id, sure = indicator_of(quote, made.noun, made.unit, made.unit_class, made.type, catalog, at=at)
        fields = {"indicator": more.get("indicator", id), "confidence": sure}
        return claim(quote, span, value, **{"entity": "CHN", **more, **fields})

    return build


@pytest.mark.parametrize(("quote", "span", "value", "more", "verdict"), CASES, ids=[case[0][:40] for case in CASES])
def test_a_claim_has_the_verdict_worked_by_hand(
    read, ledger: Ledger, quote: str, span: str, value: float, more: dict[str, Any], verdict: tuple[str, str | None]
) -> None:
    asked = read(quote, span, value, more)
    (found,) = check_claims([asked], ledger, {asked.doc: "2024-09"}).verdicts
    assert (found.holds, found.error or found.reason) == verdict, found.why
    assert bool(found.rows) is (found.holds != "cannot check")


def test_the_edition_that_a_document_was_the_source_of_confirms_nothing_in_it(claim, ledger: Ledger) -> None:
    (doc,) = ledger.catalog.sources["airankings/publications-2024"].read_in
    asked = claim(
        "It has 15,051 publications.", "15,051", 15_051, indicator="published/airankings-publications", doc=doc
    )
    (found,) = check_claims([asked], ledger).verdicts
    assert (found.holds, found.reason) == ("cannot check", "own-source")


@pytest.fixture(scope="module")
def verdicts(read, ledger: Ledger):
    claims = [read(quote, span, value, more) for quote, span, value, more, _ in CASES]
    return check_claims(claims, ledger, {claims[0].doc: "2024-09"})


def test_the_result_has_the_five_things_of_the_house(verdicts) -> None:
    assert isinstance(verdicts, Result)
    assert verdicts.finding.startswith("Of 22 claims, 11 confirmed, 3 imprecise, 5 contradicted and 3 that cannot be ")
    assert verdicts.table["verdict"].to_list() == sorted(
        verdicts.table["verdict"], key=["contradicted", "imprecise", "confirmed", "cannot check"].index
    )
    assert {"wipo/generative-ai-patents-2024", "iea/electricity-2024-01"} <= set(verdicts.sources)
    assert {38_210.0, 2.7, 6.0} <= set(verdicts.observations()["value"])
    assert [one["claim"]["entity"] for one in verdicts.explain("KOR")] == ["KOR"]
    assert verdicts.explain("FRA") == []
    with pytest.raises(UnknownNameError, match="CHX"):
        verdicts.explain("CHX")


def test_a_claim_of_several_is_told_of_each_of_them(claim, ledger: Ledger) -> None:
    both = claim("They have 7 things.", "7", 7, entity="CHN;Atlantis")
    found = check_claims([both], ledger)
    assert found.explain("CHN") == found.explain("Atlantis") == found.documents()


def test_a_document_of_a_verdict_names_the_observation_and_where_it_stands(verdicts) -> None:
    first = verdicts.documents()[0]
    assert list(first) == ["claim", "verdict", "error", "reason", "why", "computed", "in_use", "observations"]
    (seen,) = first["observations"]
    assert (seen["value"], seen["source"], seen["edition"]) == (38_210.0, "wipo/generative-ai-patents", "2024")
    assert seen["locator"].startswith("https://")


def test_a_row_of_the_table_has_the_figure_that_decides(verdicts) -> None:
    rows = verdicts.table.filter(indicator="energy/datacentre-electricity-share", entity="CHN")
    (row,) = rows.select("verdict", "error", "figure", "unit", "source").iter_rows()
    assert row == ("contradicted", "wrong-entity", 2.7, "percent", "iea/electricity-2024-01")


def test_no_claims_are_told_as_none(ledger: Ledger) -> None:
    none = check_claims([], ledger)
    assert none.finding == "No claim was asked about."
    assert none.table.is_empty()
    assert none.sources == ()


def test_every_kind_of_error_says_what_it_means(verdicts) -> None:
    kinds: list[Verdict] = [one for one in verdicts.verdicts if one.error]
    assert {one.error for one in kinds} <= set(ERRORS)
    assert all(one.why for one in verdicts.verdicts)
