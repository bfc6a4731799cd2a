"""Every result has the same five things, and its observations are rows of the ledger's own form."""

from __future__ import annotations

import pytest

from theodolite.core.observation import COLUMNS
from theodolite.core.result import Result
from theodolite.evidence.claim_conflicts import claim_conflicts
from theodolite.evidence.conflicts import conflicts
from theodolite.evidence.internal_checks import internal_checks
from theodolite.evidence.ledger import Ledger
from theodolite.evidence.verdicts import Verdicts, check_claims
from theodolite.index.coherence.coherence import coherence
from theodolite.index.exact.all_pairs import least_weight_changes
from theodolite.index.exact.attainable import attainable_ranks
from theodolite.index.exact.dominance import dominance, dominance_through
from theodolite.index.exact.flip import least_weight_change
from theodolite.index.exact.levers import levers
from theodolite.index.exact.reach import reach
from theodolite.index.leave_one_out import leave_one_out
from theodolite.index.lens import load_lens
from theodolite.index.published.contrast import contrast
from theodolite.index.published.editions import lens_editions
from theodolite.index.published.replicate import replicate
from theodolite.index.published.standings import standings
from theodolite.index.ranking import rank_entities
from theodolite.index.robustness.draw import robustness
from theodolite.reading.claims import claims_of
from theodolite.reading.read import read_document
from theodolite.reading.subjects.names import names_of
from theodolite.scenarios.climate import climate
from theodolite.scenarios.side_by_side import side_by_side
from theodolite.scenarios.simulate import simulate
from theodolite.scenarios.siting.overview import overview
from theodolite.scenarios.siting.savings import savings
from theodolite.scenarios.siting.site import site

SAYS = b"In 2022, China installed 290,144 industrial robots. China is ahead in 37 of 44 technologies."
MEMO = b"Coal plants supplied 60.8 % of China's electricity in 2023."


def verdicts(ledger: Ledger) -> Verdicts:
    """What the evidence says of one sentence."""
    claims = claims_of(read_document(MEMO, "memo.txt"), names_of(ledger.catalog), ledger.catalog).claims
    return check_claims(claims, ledger)


@pytest.fixture(scope="module")
def results(ledger: Ledger) -> list[Result]:
    """One of each kind of result that there is."""
    ranking = rank_entities(ledger, load_lens("equal", ledger.catalog))
    document = read_document(SAYS, "memo.txt")
    claims = claims_of(document, names_of(ledger.catalog), ledger.catalog).claims
    simulation = simulate(ledger, "controls-hold", 100)
    return [
        ranking,
        leave_one_out(ranking),
        reach(ranking, "CHN", rank=1),
        levers(ranking, "CHN"),
        least_weight_change(ranking, "CHN", "USA"),
        least_weight_changes(ranking),
        attainable_ranks(ranking, "CHN", within=0.25),
        dominance(ranking),
        dominance_through([ranking]),
        coherence(ranking),
        robustness(ranking, 100),
        conflicts(ledger, indicator="research/ai-publications"),
        claim_conflicts(claims, ledger),
        internal_checks(claims, ledger.catalog),
        verdicts(ledger),
        contrast(ledger, "tortoise-2021", "oxford-2024"),
        lens_editions((ledger, ranking.lens), (ledger, load_lens("powers", ledger.catalog))),
        replicate(rank_entities(ledger, load_lens("imf-aipi", ledger.catalog))),
        standings(ledger, ["CHN", "USA"]),
        site(ledger, "china"),
        savings(ledger, "china"),
        overview(ledger, "china"),
        simulation,
        climate(ledger, simulation),
        side_by_side(ledger, ["controls-hold", "h20-only"], 100),
    ]


def test_a_result_has_finding_table_sources_explanation_and_observations(results: list[Result], ledger: Ledger) -> None:
    for result in results:
        assert isinstance(result, Result)
        assert result.finding.endswith(".")
        assert "\n" not in result.finding
        assert list(result.sources) == sorted(set(result.sources))
        assert set(result.sources) <= set(ledger.catalog.sources)
        assert result.explain("CHN")


def test_observations_of_a_result_can_be_read_by_another_room(results: list[Result]) -> None:
    for result in results:
        rows = result.observations()
        assert set(COLUMNS) <= set(rows.columns)
        assert rows["value"].null_count() == 0
