"""What holds its computing back, and can it keep its climate goals? Both questions on the evidence that ships."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import polars as pl
import pytest

from theodolite.briefs.exhibit import Figure, Table
from theodolite.briefs.pace_check import Check, pace_check
from theodolite.briefs.question import Answer, Asked, Own
from theodolite.briefs.questions import q24_scenarios, q26_climate
from theodolite.core.catalog import Catalog
from theodolite.evidence.ledger import Ledger
from theodolite.index.reconciled import Reconciled
from theodolite.reading.claims import claims_of
from theodolite.reading.read import read_document
from theodolite.reading.subjects.names import names_of
from theodolite.scenarios.side_by_side import Comparison
from theodolite.scenarios.spoken import spoken

from .conftest import write_catalog

MEMO = "DATE: 3 May 2025\nData centres in China will consume 6 % of the country's electricity by 2026.\n"
SIX = ["controls-hold", "cloud-access", "controls-lifted", "domestic-surge", "h20-only", "protectionist"]


def ask_of(ledger: Ledger, entity: str = "CHN", **more: Any) -> Asked:
    """What both questions are asked, without rankings, which neither looks at."""
    return Asked(entity, ("USA",), ledger, {}, Reconciled(ledger, {}), **more)


def drawn_in(svg: str) -> tuple[float, str]:
    """The width of a picture, and all its words."""
    root = ElementTree.fromstring(svg)
    return float(root.attrib["viewBox"].split()[2]), " ".join(root.itertext())


@pytest.fixture(scope="module")
def asked(ledger: Ledger) -> Asked:
    catalog = ledger.catalog
    return ask_of(ledger, read=(claims_of(read_document(MEMO.encode(), "memo.txt"), names_of(catalog), catalog),))


@pytest.fixture(scope="module")
def scenarios(asked: Asked) -> Comparison:
    assert asked.scenarios is not None
    return asked.scenarios


@pytest.fixture(scope="module")
def computing(asked: Asked) -> Answer:
    answer = q24_scenarios.ask(asked)
    assert answer is not None
    return answer


@pytest.fixture(scope="module")
def goals(asked: Asked) -> Answer:
    answer = q26_climate.ask(asked)
    assert answer is not None
    return answer


@pytest.fixture(scope="module")
def check(asked: Asked, scenarios: Comparison) -> Check:
    found = pace_check(asked, scenarios.simulations[0], "USA")
    assert found is not None
    return found


def test_all_scenarios_about_the_entity_are_asked_and_the_one_that_inherits_from_none_comes_first(
    scenarios: Comparison, computing: Answer
) -> None:
    assert [one.plan.scenario.id for one in scenarios.simulations] == SIX
    assert set(computing.tables["scenarios"]["scenario"]) == set(SIX)


def test_the_exhibits_of_both_questions_have_their_names(computing: Answer, goals: Answer) -> None:
    assert [one.name for one in computing.exhibits] == [
        "scenario-lanes", "scenario-stock", "scenario-drivers-training-compute", "scenario-training-compute",
    ]  # fmt: skip
    assert [one.name for one in goals.exhibits] == [
        "scenario-energy", "climate-projections", "scenario-carbon", "scenario-drivers-energy",
    ]  # fmt: skip


def test_every_picture_is_drawn_at_both_widths_with_the_same_title(computing: Answer, goals: Answer) -> None:
    for one in (*computing.figures, *goals.figures):
        wide, narrow = drawn_in(one.svg), drawn_in(one.narrow)
        assert wide[0] > 2 * narrow[0], one.name
        first = one.title.split()[0]
        assert first in wide[1], one.name
        assert first in narrow[1], one.name
        assert one.table.height


def test_the_finding_tells_the_figures_of_the_table(computing: Answer, goals: Answer, scenarios: Comparison) -> None:
    table = computing.tables["scenarios"].filter(pl.col("year") == 2030)

    def row(scenario: str, output: str) -> dict[str, Any]:
        return table.filter((pl.col("scenario") == scenario) & (pl.col("name") == output)).row(0, named=True)

    assert f"the computing of {spoken(row(SIX[0], 'training-compute'))} H100 chips" in computing.finding
    for one in scenarios.simulations[1:]:
        middle = row(one.plan.scenario.id, "training-compute")["median"]
        alone = spoken({"median": middle, "p05": middle, "p95": middle})
        assert f"“{one.plan.scenario.title}” {alone}" in computing.finding
    share = f"take {spoken(row(SIX[0], 'electricity-share'))} % of the electricity of China in 2030"
    assert any(share in line for line in goals.findings)
    assert goals.finding.startswith("From 2025 to 2030 AI chips add ")
    delays = next(line for line in computing.findings if line.startswith("Months of delay against "))
    assert f"“Both sides close” {spoken(row('protectionist', 'delay'))}" in delays


def test_the_spread_is_laid_to_the_assumptions_with_the_largest_shares(
    computing: Answer, scenarios: Comparison
) -> None:
    drivers = computing.tables["scenario-drivers"].filter(pl.col("output") == "training-compute")
    assert drivers.equals(drivers.sort("total", descending=True))
    said = next(line for line in computing.findings if "spread in computing" in line)
    for title, total in drivers.select("title", "total").head(3).iter_rows():
        assert f"{title[:1].lower()}{title[1:]} ({total:.0%})" in said
    assert str(drivers["title"][0]).lower() in computing.finding
    assert scenarios.simulations[1].drivers is None


def test_months_of_the_check_are_those_of_the_owned_stocks_by_hand(
    ledger: Ledger, scenarios: Comparison, check: Check
) -> None:
    rows = ledger.select(indicator=["compute/owned-chip-stock-h100e"]).filter(pl.col("end").dt.year() == 2025)
    owned = sum(rows["value"].to_list())
    assert (check.year, check.firms, check.owned) == (2025, rows.height, owned)
    assert set(rows["entity"]) == {f"organisation/{one}" for one in ("amazon", "google", "meta", "microsoft", "oracle")}
    base = scenarios.simulations[0]
    mine = base.at("home-compute", 2025)["median"]
    # Between 4 and 5 times a year, log-normal: a middle of √20.
    assert check.months == pytest.approx(12 * math.log(owned / mine) / math.log(math.sqrt(4 * 5)), rel=1e-3)
    assert f"makes {check.months:.0f}" in check.sentence or f"makes {check.months:.1f}" in check.sentence
    assert "5 firms" in check.sentence or "five firms" in check.sentence
    assert np.isfinite(check.months)


def test_the_check_stands_among_the_findings_and_its_source_among_the_sources(
    computing: Answer, check: Check, ledger: Ledger
) -> None:
    assert check.sentence in computing.findings
    assert set(check.sources) <= set(computing.sources)
    assert list(computing.sources) == sorted(set(computing.sources))
    assert set(computing.sources) <= set(ledger.catalog.sources)


def test_there_is_no_check_against_an_economy_of_whose_firms_nothing_is_known(
    asked: Asked, scenarios: Comparison
) -> None:
    assert pace_check(asked, scenarios.simulations[0], "FRA") is None


def test_projections_stand_in_one_table_with_what_a_document_says(goals: Answer) -> None:
    table = next(one for one in goals.exhibits if isinstance(one, Table))
    said = [[one.text for one in row] for row in table.rows]
    of_2026 = [row for row in said if row[0] == "Electricity" and row[1] == "2026"]
    assert {row[3] for row in of_2026} >= {"300"}
    mine = next(row for row in of_2026 if "as your document has it" in row[2])
    assert mine[2].endswith("contradicted, from its share")
    assert 655 < float(mine[3]) < 680
    assert mine[4] == "6.0 %"
    assert all(row[5] != "–" for row in of_2026)
    assert all(isinstance(one, Figure | Table) for one in goals.exhibits)


def test_an_entity_without_a_scenario_is_asked_neither_question(ledger: Ledger) -> None:
    other = ask_of(ledger, "USA")
    assert other.scenarios is None
    assert q24_scenarios.ask(other) is None
    assert q26_climate.ask(other) is None


def test_neither_is_asked_of_data_of_ones_own(ledger: Ledger) -> None:
    own = ask_of(ledger, own=Own(("--coinr", "iData.csv", "iMeta.csv")))
    assert q24_scenarios.ask(own) is None
    assert q26_climate.ask(own) is None


def test_neither_is_asked_of_a_catalogue_without_scenarios(tmp_path: Path) -> None:
    invented = ask_of(Ledger.open(Catalog((write_catalog(tmp_path / "catalog"),))), "XAA")
    assert q24_scenarios.ask(invented) is None
    assert q26_climate.ask(invented) is None


def test_evidence_of_a_day_before_chips_were_counted_is_said_to_answer_neither(ledger: Ledger) -> None:
    early = ask_of(Ledger.open(ledger.catalog, date(2024, 6, 1)))
    for question in (q24_scenarios, q26_climate):
        answer = question.ask(early)
        assert answer is not None
        assert answer.finding.startswith("Not answered, for no scenario can be run on this evidence: ")
