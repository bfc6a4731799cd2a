"""The five cases that anybody who reads the seeds by hand would settle so, told in sentences of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from theodolite.core.catalog import Catalog
from theodolite.evidence.claim_conflicts import ClaimConflicts, claim_conflicts
from theodolite.evidence.internal_checks import InternalChecks, internal_checks
from theodolite.evidence.ledger import Ledger
from theodolite.reading.claim import Claim
from theodolite.reading.claims import claims_of
from theodolite.reading.read import read_document
from theodolite.reading.subjects.names import names_of

from .conftest import doc, of_relation, told

MODELS = "Analysts counted no fewer than 130 large language models in China."
CLEARED = "By August 2024 the regulator had cleared over 180 large language models for public use."
FIRMS = "Some 50 or more companies are developing large language models in China."


def models() -> list[Claim]:
    at_least: dict[str, Any] = {"qualifier": "at_least", "unit": "models", "noun": "large language models"}
    return [
        told(MODELS, "no fewer than 130", 130, low=130, indicator="models/language-models", confidence=0.9, **at_least),
        told(CLEARED, "over 180", 180, of="b", low=180, period="2024-08", confidence=0.8,
             indicator="government/genai-services-registered", **{**at_least, "qualifier": "more_than"}),
        told(FIRMS, "50 or more", 50, of="c", low=50, **{**at_least, "unit": "companies", "noun": "companies"}),
    ]  # fmt: skip


def test_models_those_cleared_and_firms_that_make_them_are_three_definitions_and_no_contradiction(
    empty: Ledger,
) -> None:
    (case,) = claim_conflicts(models(), empty).documents()
    assert (case["relation"], case["used"]) == ("different-definition", None)
    assert [side["value"] for side in case["sides"]] == [130, 180, 50]
    assert (case["key"]["entity"], case["key"]["concept"]) == ("CHN", "language-models")
    assert case["why"] == (
        "large language models and companies are counted; one number can be what all say: at least 130 models, more "
        "than 180 models, at least 50 companies"
    )


PATENTS = "China filed 38,000 families since 2014, and South Korea just over 4,000."


def test_patents_of_two_countries_are_of_different_subjects_and_no_alarm(empty: Ledger) -> None:
    same: dict[str, Any] = {"unit": "families", "indicator": "published/wipo-genai-families", "confidence": 0.8}
    korea = {"entity": "KOR", "subject": "South Korea", "low": 4000, "qualifier": "slightly_more_than"}
    claims = [told(PATENTS, "38,000", 38000, **same), told(PATENTS, "just over 4,000", 4000, **same, **korea)]
    found = claim_conflicts(claims, empty)
    (case,) = found.documents()
    assert (case["relation"], case["key"]["entity"], case["used"]) == ("different-subject", None, None)
    assert case["why"] == "each is of another: China, South Korea"
    assert found.finding == "2 claims of 1 document make 1 case: in 1 the numbers are of different subjects."


FIRM = "The start-up's founder says that the company trails the American front by six to nine months."
NATION = "Others put the distance between Chinese and American models at 24 months."


def test_the_lag_of_one_firm_is_not_that_of_the_country(empty: Ledger) -> None:
    lag: dict[str, Any] = {
        "unit": "months", "unit_class": "time", "type": "duration", "direction": "behind", "counterpart": "USA",
    }  # fmt: skip
    span = "six to nine months"
    firm = told(
        FIRM, span, None, low=6, high=9, qualifier="range", subject="the company", attributed_to="Its founder", **lag
    )
    (case,) = claim_conflicts([firm, told(NATION, "24 months", 24, of="b", **lag)], empty).documents()
    assert case["relation"] == "different-subject"
    assert case["why"] == "each is of another: the company (China) alone, by the account of Its founder, China"


def test_a_lag_in_years_meets_one_in_months(empty: Ledger) -> None:
    lag: dict[str, Any] = {"unit_class": "time", "type": "duration", "direction": "behind", "counterpart": "USA"}
    claims = [
        told("China is six to twenty-four months behind.", "six to twenty-four months", None, low=6, high=24,
             qualifier="range", unit="months", **lag),
        told("China is two years behind.", "two years", 2, of="b", unit="years", **lag),
        told("America is five years ahead.", "five years", 5, of="c", unit="years",
             **{**lag, "entity": "USA", "counterpart": "CHN", "direction": "ahead"}),
    ]  # fmt: skip
    (case,) = claim_conflicts(claims, empty).documents()
    assert [(side["span"], side["relation"]) for side in case["sides"]] == [
        ("two years", None), ("five years", "conflicts"), ("six to twenty-four months", "compatible"),
    ]  # fmt: skip


GOALS = [
    ("The plan is to make the country the world's leader in AI by 2030.", "by 2030"),
    ("Beijing wants to become the global AI leader by 2030.", "by 2030"),
    ("By 2030 it hopes to be the leader in artificial intelligence worldwide.", "By 2030"),
    ("Its strategy for 2030 foresees the rank of a leader of AI.", "for 2030"),
    ("All of this serves one aim: to be the AI leader by 2030.", "by 2030"),
    ("It has said that it will be a leader in AI by 2030.", "by 2030"),
]


def test_six_tellings_of_one_goal_are_one_piece_of_evidence(empty: Ledger) -> None:
    goal: dict[str, Any] = {"unit": "calendar_year", "unit_class": "date", "type": "target", "period": "2030"}
    claims = [told(quote, span, 2030, of=str(n // 2), at=300 * n, **goal) for n, (quote, span) in enumerate(GOALS)]
    peak = told("Emissions of carbon are to peak by 2030.", "by 2030", 2030, of="9", **goal)
    found = claim_conflicts([*claims, peak], empty)
    (case,) = found.documents()
    assert case["relation"] == "same-origin"
    assert len(case["sides"]) == 6
    assert {side["origin"] for side in case["sides"]} == {0}
    assert found.table.row(0, named=True)["pieces"] == 1
    assert found.finding.endswith("5 claims repeat an origin and are no evidence of their own.")


DOUBLE = "In ten years China published 15,051 papers. That is double the 6,533 of its nearest competitor, Britain."


def papers() -> list[Claim]:
    first, second = (f"{part}." for part in DOUBLE.removesuffix(".").split(". "))
    at = len(first) + 1
    return [
        told(first, "15,051", 15051, unit="papers"),
        told(second, "double", 2, at=at, unit="ratio", unit_class="ratio", type="ratio", counterpart="GBR"),
        told(second, "6,533", 6533, at=at, unit="papers", entity="GBR", subject="Britain"),
    ]


def test_double_the_nearest_competitor_is_checked_and_is_two_point_three(catalog: Catalog) -> None:
    found = internal_checks(papers(), catalog)
    (check,) = found.documents()
    assert check["computed"] == "15,051 / 6,533 = 2.3"
    assert check["value"] == pytest.approx(2.3038, abs=1e-4)
    assert (check["kind"], check["outcome"]) == ("ratio", "imprecise")
    first = "First: China has 2 times what the United Kingdom has; 15,051 / 6,533 = 2.3."
    assert found.finding == f"Of 1 check that the documents' own numbers allow, 1 is imprecise. {first}"


@pytest.fixture(scope="module")
def seeds(shared: Path, ledger: Ledger) -> tuple[ClaimConflicts, InternalChecks]:
    """The conflicts and checks of the five seeds, read by the whole pipeline."""
    catalog, names = ledger.catalog, names_of(ledger.catalog)
    claims: list[Claim] = []
    dates: dict[str, str | None] = {}
    for path in sorted((shared / "seeds").glob("*.txt")):
        document = read_document(path.read_bytes(), path.name)
        dates[document.id] = document.date.value
        claims += claims_of(document, names, catalog).claims
    return claim_conflicts(claims, ledger, dates), internal_checks(claims, catalog)


def test_the_five_cases_of_the_seeds_come_out_so_through_the_pipeline(
    seeds: tuple[ClaimConflicts, InternalChecks],
) -> None:
    found, checks = seeds
    sides = [
        (c["relation"], {(s["entity"], s["value"]) for s in c["sides"] if "claim" in s}) for c in found.documents()
    ]
    assert ("different-definition", {("CHN", 130.0), ("CHN", 180.0), ("CHN", 50.0)}) in sides
    apart = [told for relation, told in sides if relation == "different-subject"]
    assert any({("CHN", 38000.0), ("KOR", 4000.0)} <= told for told in apart)
    assert not any(relation == "conflicts" and ("KOR", 4000.0) in told for relation, told in sides)
    lags = [c for c in of_relation(found, "different-subject") if c["key"]["topic"] == "behind"]
    assert any({"the company"} < {side["subject"] for side in case["sides"]} for case in lags)
    goals = [c for c in of_relation(found, "same-origin") if c["key"]["unit"] == "calendar_year"]
    assert any(len(case["sides"]) >= 5 and len({s["origin"] for s in case["sides"]}) == 1 for case in goals)
    doubled = [c for c in checks.documents() if c["kind"] == "ratio"]
    assert [(c["computed"], c["outcome"]) for c in doubled] == [("15,051 / 6,533 = 2.3", "imprecise")]


def test_ids_of_documents_are_as_the_claims_have_them() -> None:
    assert doc("a") == models()[0].doc
